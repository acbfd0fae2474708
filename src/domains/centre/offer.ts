/** What goes over when the centre offers a matter to another procedure, and what it reads of the end of it: one shape for every path. */
import { z } from 'zod'
import type { LocalDate } from '#kernel/clock'
import { type Outcome, outcomes } from './kinds.ts'
import { opinionConclusions } from './petition-kinds.ts'

const on = z.iso.date() as unknown as z.ZodType<LocalDate>

/** Facts of an offer: no personal data. `receivedOn` is the day from which the receiver's own clock counts. */
export const offerFacts = z.object({
  source: z.enum(['CENTRE', 'COURT_DELEGATED', 'COURT_ENTRUSTED', 'POLICE', 'PROCURATORATE', 'PETITION', 'HOTLINE']),
  number: z.string(),
  kind: z.string().nullable(),
  townCode: z.string().nullable(),
  actOn: on.nullable(),
  receivedOn: on,
  /** Name of the centre, to which the receiver's letters are addressed. */
  giver: z.string().optional(),
})
export type OfferFacts = z.output<typeof offerFacts>

/** What the centre understands of the facts that come with 'ended'; anything else is left to the person who records the outcome. */
export type EndedFacts = {
  outcome: Outcome | null
  isFinal: boolean
  reviewDueOn: LocalDate | null
  conclusion: keyof typeof opinionConclusions | null
}

/** Reads the facts of an ended hand-over, forgiving what it does not know. */
export function readEnded(facts: unknown): EndedFacts {
  const f = (facts ?? {}) as Record<string, unknown>
  const settled = typeof f.outcome === 'string' && f.outcome.startsWith('SETTLED')
  const failed = typeof f.outcome === 'string' && f.outcome.startsWith('FAILED')
  const outcome: Outcome | null = settled
    ? 'AGREEMENT'
    : failed
      ? 'FAILED'
      : typeof f.outcome === 'string' && Object.hasOwn(outcomes, f.outcome)
        ? (f.outcome as Outcome)
        : null
  const due = on.safeParse(f.reviewDueOn)
  const conclusion =
    typeof f.conclusion === 'string' && Object.hasOwn(opinionConclusions, f.conclusion)
      ? (f.conclusion as keyof typeof opinionConclusions)
      : null
  return { outcome, isFinal: f.isFinal === true, reviewDueOn: due.success ? due.data : null, conclusion }
}
