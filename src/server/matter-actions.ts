/** What may be done with a matter now, by whom, and what stands against the rest. */
import type { Actor } from '#kernel/access'
import type { LocalDate } from '#kernel/clock'
import { lapseDue } from '#kernel/limits'
import type { LimitState, ProcedureDef } from '#kernel/procedure'
import { findStandingRefusal } from '#kernel/standing-refusal'
import type { Deps } from './deps.ts'
import { rolesOf } from './forms.ts'
import type { MatterRow } from './matter-view.ts'
import { listOf, type WireBasis, wireBasis } from './problems.ts'

export type ActionView = {
  action: string
  label: string
  isAllowed: boolean
  /** His role is among those that may take it, whatever stands against it now. */
  isMine: boolean
  reason: string | null
  /** The earliest last day of the running limits that it would meet: it is what is waited for. */
  due: string | null
  /** What may be done instead. */
  allowed: string[]
  by: { role: string; label: string }[]
  basis: WireBasis[]
}

/**
 * Every action declared for the matter's state, and whether this capacity may take it. A lapse that the law has worked
 * already is taken into account, although nobody has recorded it yet. What the form would say is judged when it is sent.
 */
export function actionsFor(
  deps: Pick<Deps, 'registry' | 'engine'>,
  p: ProcedureDef,
  { row, snapshot }: Pick<MatterRow, 'row' | 'snapshot'>,
  actor: Actor,
  today: LocalDate,
) {
  const lapse = lapseDue(p, snapshot.limits, today)
  const to = lapse ? p.actions[lapse.action]?.to : undefined
  const state: string = typeof to === 'string' ? to : row.state
  const standing = {
    procedure: p,
    matterId: row.matter_id,
    state,
    facts: snapshot.facts,
    filedOn: row.filed_on,
    placement: { agencyId: row.agency_id, townCode: row.town_code, countyCode: row.county_code, reader: row.reader },
    limits: snapshot.limits,
    documents: snapshot.documents ?? [],
    actor,
    today,
    calendar: deps.engine.calendar,
  }
  const actions: ActionView[] = Object.entries(p.actions)
    .filter(([, a]) => a.in?.includes(state))
    .map(([id, a]) => {
      const by = rolesOf(deps.registry, a.by)
      const view = { action: id, label: a.label, by, allowed: [], due: dueOf(p, snapshot.limits, id) }
      if (!a.by.includes(actor.role)) {
        const who = by.filter((b) => b.role !== 'system').map((b) => b.label)
        const reason = who.length ? `由${who.join('、')}办理` : '由系统依法记录'
        return { ...view, isAllowed: false, isMine: false, reason, basis: listOf(a.basis).map(wireBasis) }
      }
      // Facts are those before a lapse that nobody has recorded: nothing is said of them then.
      const refusal = lapse ? undefined : findStandingRefusal(standing, a)
      if (!refusal)
        return { ...view, isAllowed: true, isMine: true, reason: null, basis: listOf(a.basis).map(wireBasis) }
      return {
        ...view,
        isAllowed: false,
        isMine: true,
        reason: refusal.message,
        allowed: [...refusal.allowed],
        basis: refusal.basis.map(wireBasis),
      }
    })
  return {
    state,
    stateLabel: p.states[state]?.label ?? state,
    lapse: lapse
      ? { limit: lapse.limit.id, label: p.actions[lapse.action]?.label ?? lapse.action, on: lapse.on as string }
      : null,
    actions,
  }
}

/** The day by which an action is waited for; nothing where only a right would be used. */
function dueOf(p: ProcedureDef, limits: readonly LimitState[], action: string): LocalDate | null {
  const days = limits.flatMap((l) => {
    const def = p.limits[l.id]
    return l.state === 'running' && def && !def.isRight && def.met.includes(action) ? [l.due] : []
  })
  return days.toSorted()[0] ?? null
}
