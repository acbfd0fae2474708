/** The kernel's own rows of a matter, its limits and its hand-overs: written as their state says, and read back. */
import type { Placement } from './access.ts'
import type { LocalDate } from './clock.ts'
import type { MatterState } from './matter.ts'
import { type Handover, isFinal } from './procedure.ts'

export type Row = Record<string, unknown>

/** Where a row belongs, as the columns that every table under a policy carries. */
export const scopeColumns = (p: Placement) => ({
  agency_id: p.agencyId,
  town_code: p.townCode,
  county_code: p.countyCode,
  reader: p.reader,
})

/** The kernel's own row of a limit. */
export function limitRow(m: MatterState, l: MatterState['limits'][number]): Row {
  return {
    matter_id: m.id,
    limit_id: l.id,
    subject: l.subject,
    state: l.state,
    start_on: l.start,
    due_raw: l.raw,
    due: l.due,
    due_at: l.dueAt ?? null,
    outer_due: l.outer ?? null,
    is_provisional: l.provisional,
    is_right: m.procedure.limits[l.id]?.isRight ?? false,
    calendar: l.calendar,
    extended_to: l.extendedTo ?? (l.extendedBy ? l.raw : null),
    met_on: l.metOn ?? null,
    procedure: m.procedure.id,
  }
}

/** The kernel's own row of a matter, as its state gives it. */
export function matterRow(m: MatterState): Row {
  let next: string | null = null
  for (const l of m.limits)
    if (l.state === 'running' && !m.procedure.limits[l.id]?.isRight && (next === null || l.due < next)) next = l.due
  return {
    matter_id: m.id,
    procedure: m.procedure.id,
    version: m.procedure.version,
    state: m.state,
    is_final: isFinal(m.procedure, m.state),
    number: m.number,
    title: m.procedure.title(m.facts),
    filed_on: m.filedOn,
    last_on: m.lastOn,
    last_n: m.n,
    head: m.head,
    next_due: next,
    is_urgent: !isFinal(m.procedure, m.state) && (m.procedure.isUrgent?.(m.facts) ?? false),
    filed_by: m.filedBy,
    last_actor: m.lastActor,
    snapshot: JSON.stringify(
      m.documents.length
        ? { facts: m.facts, limits: m.limits, documents: m.documents }
        : { facts: m.facts, limits: m.limits },
    ),
    ...scopeColumns(m.placement),
  }
}

/** An answer to a hand-over from its row. */
export const answerOf = (r: Row): NonNullable<Handover['answer']> => ({
  state: r.state as 'taken',
  matter: r.matter_id as string,
  on: r.answered_on as LocalDate,
  n: r.n as number,
  facts: JSON.parse(r.facts as string),
})

/** A hand-over from its rows. */
export const handoverOf = (offer: Row, answer: Row | Handover['answer']): Handover => ({
  id: offer.handover_id as string,
  fromMatter: offer.matter_id as string,
  fromAgency: offer.agency_id as string,
  procedure: offer.procedure as string,
  toAgency: offer.to_agency as string,
  state: offer.state as 'offered',
  offeredOn: offer.offered_on as LocalDate,
  facts: JSON.parse(offer.facts as string),
  answer: answer === null ? null : 'on' in answer ? (answer as Handover['answer']) : answerOf(answer as Row),
})
