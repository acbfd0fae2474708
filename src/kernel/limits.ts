/** How a matter's limits change with an act: a pure function of declarations, facts and the act. */
import type { Calendar } from './calendar.ts'
import { addDays, type LocalDate } from './clock.ts'
import { type CountArgs, type CountedDay, countDue, explainDue, pausedDays, type Span } from './limit.ts'
import { type FoldedAct, isFinal, type LimitDef, type LimitState, type ProcedureDef } from './procedure.ts'

/** The system's own action by which limits are counted anew (see recount.ts). */
export const recountId = 'recount'

export const isMoved = (a: LimitState, b: LimitState): boolean =>
  a.raw !== b.raw || a.due !== b.due || a.dueAt !== b.dueAt || a.outer !== b.outer || a.provisional !== b.provisional

const spanOf = (l: LimitDef, facts: unknown): Span => (typeof l.within === 'function' ? l.within(facts) : l.within)

const pausedAsExcluded = (pauses: LimitState['pauses']) =>
  (pauses ?? []).flatMap((p) => (p.to ? pausedDays(p.from, p.to) : []))

type Base = Pick<LimitState, 'id' | 'subject' | 'start' | 'extendedTo' | 'extendedBy' | 'pauses'>

/** What a limit of a matter is counted from. */
const argsOf = (l: LimitDef, base: Base, facts: unknown, calendar: Calendar): CountArgs => ({
  span: spanOf(l, facts),
  start: base.start,
  roll: l.roll,
  calendar,
  excluded: [...(l.excluded?.(facts) ?? []), ...pausedAsExcluded(base.pauses)],
  ...(base.extendedTo ? { extendedTo: base.extendedTo } : {}),
  ...(base.extendedBy ? { extendedBy: base.extendedBy } : {}),
})

/** How a limit of a matter was counted, day by day, by the facts as they stand; `span` is the declared length. */
export function explainLimit(
  l: LimitDef,
  was: LimitState,
  facts: unknown,
  calendar: Calendar,
): { span: Span; lines: CountedDay[] } {
  const args = argsOf(l, was, facts, calendar)
  return { span: args.span, lines: explainDue(args) }
}

function counted(l: LimitDef, base: Base, facts: unknown, calendar: Calendar): LimitState {
  const due = countDue(argsOf(l, base, facts, calendar))
  const outer = l.outer && countDue({ span: l.outer.within, start: base.start, roll: l.outer.roll, calendar })
  return {
    id: base.id,
    subject: base.subject,
    state: 'running',
    start: base.start,
    raw: due.raw,
    due: due.due,
    ...(due.dueAt ? { dueAt: due.dueAt } : {}),
    ...(outer ? { outer: outer.due } : {}),
    provisional: due.provisional,
    calendar: calendar.version,
    ...(base.extendedTo ? { extendedTo: base.extendedTo } : {}),
    ...(base.extendedBy ? { extendedBy: base.extendedBy } : {}),
    ...(base.pauses ? { pauses: base.pauses } : {}),
  }
}

/** A limit as another calendar gives it, in the state in which it stands. */
export const countedAnew = (p: ProcedureDef, was: LimitState, facts: unknown, calendar: Calendar): LimitState => ({
  ...counted(p.limits[was.id]!, was, facts, calendar),
  state: was.state,
})

/**
 * The limits after an act, and those that changed (as they stand in the act's `given.limits`).
 * Order: met by the act, started by it, extended, counted anew, paused or resumed, void where the matter ended.
 */
export function advanceLimits(
  p: ProcedureDef,
  before: readonly LimitState[],
  facts: unknown,
  act: FoldedAct,
  states: { from: string | null; to: string },
  calendar: Calendar,
): { limits: readonly LimitState[]; changed: LimitState[] } {
  const table = new Map(before.map((l) => [`${l.id}\u0000${l.subject}`, l]))
  const changed = new Map<string, LimitState>()
  const put = (l: LimitState) => {
    const key = `${l.id}\u0000${l.subject}`
    table.set(key, l)
    changed.set(key, l)
  }
  const live = (id: string) =>
    [...table.values()].filter((l) => l.id === id && (l.state === 'running' || l.state === 'paused'))
  const ended = isFinal(p, states.to)
  // Announced days move what is still running, whatever the procedure declares.
  if (act.action === recountId)
    for (const was of before)
      if (was.state === 'running' || was.state === 'paused') {
        const now = countedAnew(p, was, facts, calendar)
        if (isMoved(was, now)) put(now)
      }
  for (const id of Object.keys(p.limits)) {
    const l = p.limits[id]!
    if (act.given.lapsed === id) for (const was of live(id)) put({ ...was, state: 'lapsed' })
    if (l.met.includes(act.action)) {
      const subjects = l.metFor?.(facts, act)
      for (const was of live(id))
        if (!subjects || subjects.includes(was.subject))
          put({ ...was, state: 'met', metOn: l.metOn?.(facts, act) ?? act.declaredOn })
    }
    if (l.after.includes(act.action) && (l.when?.(facts, act) ?? true)) {
      for (const subject of l.per?.(facts, act) ?? ['']) {
        const start = l.start?.(facts, act) ?? act.declaredOn
        put(counted(l, { id, subject, start }, facts, calendar))
      }
    }
    const extension = l.extendedBy?.[act.action]?.(facts, act)
    if (extension !== undefined)
      for (const was of live(id)) {
        if (typeof extension === 'string') put(counted(l, { ...was, extendedTo: extension }, facts, calendar))
        else if (!was.extendedTo)
          put(counted(l, { ...was, extendedBy: [...(was.extendedBy ?? []), extension] }, facts, calendar))
        else {
          // After an agreed last day the span counts from that day.
          const to = countDue({ span: extension, start: was.raw, roll: false, calendar }).raw
          put(counted(l, { ...was, extendedTo: to }, facts, calendar))
        }
      }
    if (l.recountAfter?.includes(act.action)) for (const was of live(id)) put(counted(l, was, facts, calendar))
    if (l.pausedIn) {
      const pausedNow = l.pausedIn.includes(states.to)
      for (const was of live(id)) {
        if (pausedNow && was.state === 'running')
          put({ ...was, state: 'paused', pauses: [...(was.pauses ?? []), { from: act.declaredOn }] })
        if (!pausedNow && was.state === 'paused') {
          const pauses = (was.pauses ?? []).map((x) => (x.to ? x : { ...x, to: act.declaredOn }))
          put(counted(l, { ...was, pauses }, facts, calendar))
        }
      }
    }
    if (ended) for (const was of live(id)) put({ ...was, state: 'void' })
  }
  return { limits: [...table.values()], changed: [...changed.values()] }
}

/** The lapse that the law has worked by now, if any: the earliest deeming limit whose legal day has come. */
export function lapseDue(
  p: ProcedureDef,
  limits: readonly LimitState[],
  today: LocalDate,
): { limit: LimitState; action: string; on: LocalDate } | undefined {
  let found: { limit: LimitState; action: string; on: LocalDate } | undefined
  for (const limit of limits) {
    const lapse = p.limits[limit.id]?.lapse
    if (lapse?.kind !== 'deem' || limit.state !== 'running' || limit.provisional || !(limit.due < today)) continue
    const on = lapse.on === 'due' ? limit.due : addDays(limit.due, 1)
    if (!found || on < found.on) found = { limit, action: lapse.action, on }
  }
  return found
}
