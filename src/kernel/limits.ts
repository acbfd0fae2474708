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

/** A limit as another calendar gives it, in the state in which it stands; `all` are the limits of its matter. */
export function countedAnew(
  p: ProcedureDef,
  was: LimitState,
  facts: unknown,
  calendar: Calendar,
  all: readonly LimitState[],
): LimitState {
  const l = p.limits[was.id]!
  const base = followedBy(l, all)
  const again =
    base?.state === 'running' && base.due === was.start
      ? following(l, was, countedAnew(p, base, facts, calendar, all), facts, calendar)
      : counted(l, was, facts, calendar)
  return { ...again, state: was.state }
}

const followedBy = (l: LimitDef, all: Iterable<LimitState>): LimitState | undefined => {
  if (l.follows !== undefined) for (const x of all) if (x.id === l.follows && x.subject === '') return x
  return undefined
}

/** A limit that runs from the last day of another: as uncertain as that day. */
const following = (
  l: LimitDef,
  own: Pick<LimitState, 'id' | 'subject'>,
  base: LimitState,
  facts: unknown,
  calendar: Calendar,
): LimitState => {
  const now = counted(l, { id: own.id, subject: own.subject, start: base.due }, facts, calendar)
  return { ...now, provisional: now.provisional || base.provisional }
}

/**
 * What has changed of a limit by the change of the one that it follows. A last day that was certain and had passed before the act
 * stays passed: what runs from it is moved by nothing that comes later.
 */
function follow(
  l: LimitDef,
  id: string,
  change: { was: LimitState | undefined; now: LimitState },
  all: ReadonlyMap<string, LimitState>,
  facts: unknown,
  act: FoldedAct,
  calendar: Calendar,
): LimitState[] {
  const { was, now } = change
  const isSame = was !== undefined && was.start === now.start && isLive(was)
  const hasPassed = isSame && was.state === 'running' && !was.provisional && act.declaredOn > was.due
  /** Whether its day is still that of the other: not since the other has moved after its day had passed. */
  const isTied = (own: LimitState): boolean => !isSame || (own.start === was.due && own.state === was.state)
  if (now.state === 'running')
    return (l.per?.(facts, act) ?? ['']).flatMap((subject) => {
      const own = all.get(keyOf({ id, subject }))
      const moves = !own || !isSame || (!hasPassed && isTied(own))
      return moves ? [following(l, { id, subject }, now, facts, calendar)] : []
    })
  // Its day does not come while it is paused.
  const isOver = now.state === 'void' || (now.state === 'met' && (was?.state === 'paused' || now.metOn! <= now.due))
  const next = now.state === 'paused' ? (hasPassed ? null : 'paused') : isOver ? 'void' : null
  if (next === null) return []
  return [...all.values()]
    .filter((own) => own.id === id && isLive(own) && isTied(own))
    .map((own): LimitState => ({ ...own, state: next }))
}

const isLive = (l: LimitState): boolean => l.state === 'running' || l.state === 'paused'

const keyOf = (l: Pick<LimitState, 'id' | 'subject'>): string => `${l.id}\u0000${l.subject}`

/**
 * The limits after an act, and those that changed (as they stand in the act's `given.limits`).
 * Order: met by the act, started by it, extended, counted anew, paused or resumed, void where the matter ended; last those that
 * follow another.
 */
export function advanceLimits(
  p: ProcedureDef,
  before: readonly LimitState[],
  facts: unknown,
  act: FoldedAct,
  states: { from: string | null; to: string },
  calendar: Calendar,
): { limits: readonly LimitState[]; changed: LimitState[] } {
  const table = new Map(before.map((l) => [keyOf(l), l]))
  const changed = new Map<string, LimitState>()
  const put = (l: LimitState) => {
    const key = keyOf(l)
    table.set(key, l)
    changed.set(key, l)
  }
  const live = (id: string) => [...table.values()].filter((l) => l.id === id && isLive(l))
  const ended = isFinal(p, states.to)
  // Announced days move what is still running, whatever the procedure declares.
  if (act.action === recountId)
    for (const was of before)
      if (was.state === 'running' || was.state === 'paused') {
        const now = countedAnew(p, was, facts, calendar, before)
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
        const start = l.start?.(facts, act, subject) ?? act.declaredOn
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
  if (!ended)
    for (const [id, l] of Object.entries(p.limits)) {
      const now = followedBy(l, changed.values())
      if (!now) continue
      const was = followedBy(l, before)
      for (const next of follow(l, id, { was, now }, table, facts, act, calendar)) put(next)
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
