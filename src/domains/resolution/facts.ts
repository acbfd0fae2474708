/** What the settling of a dispute keeps between its acts. Never names of people or what was said. */
import type { LocalDate } from '#kernel/clock'
import { type Context, procedureOf } from '#kernel/procedure'
import type * as k from './kinds.ts'

export type TermFact = {
  no: number
  obligor: keyof typeof k.obligors
  dueOn: LocalDate | null
  amountFen: number | null
  performedOn: LocalDate | null
  /** Done by its last day, a day off given way to the next working day. */
  isInTime: boolean
}
export type CaseFacts = {
  organId: string
  stage: k.Stage
  initiator: keyof typeof k.initiators
  scope: k.Scope
  reconFiledOn: LocalDate | null
  caseNo: string | null
  chainId: string
  caseLimit: k.CaseLimit | null
  caseFrom: LocalDate | null
  partyIds: string[]
  proposedOn: LocalDate | null
  consents: { side: k.Side; agrees: boolean; on: LocalDate }[]
  openedOn: LocalDate | null
  openedAt: string | null
  meetings: number
  suspensions: { from: LocalDate; to: LocalDate | null }[]
  /** Days by which the case's own limit was extended. */
  extendedDays: number
  /** When the case itself came to its formal end. */
  endedOn: LocalDate | null
  way: k.Way | null
  terms: TermFact[]
  agreedOn: LocalDate | null
  returnedOn: LocalDate | null
  outcome: k.Outcome | null
  closedOn: LocalDate | null
  closedAt: string | null
}
export const initialCase: CaseFacts = {
  organId: '',
  stage: 'RECON',
  initiator: 'AGENCY',
  scope: 'OTHER',
  reconFiledOn: null,
  caseNo: null,
  chainId: '',
  caseLimit: null,
  caseFrom: null,
  partyIds: [],
  proposedOn: null,
  consents: [],
  openedOn: null,
  openedAt: null,
  meetings: 0,
  suspensions: [],
  extendedDays: 0,
  endedOn: null,
  way: null,
  terms: [],
  agreedOn: null,
  returnedOn: null,
  outcome: null,
  closedOn: null,
  closedAt: null,
}
export const { action, define } = procedureOf<CaseFacts>()
export type CaseContext<I = any> = Context<CaseFacts, I>

/** Terms with something to do by a day that is not done yet. */
export const openTerms = (f: CaseFacts): TermFact[] => f.terms.filter((t) => t.dueOn !== null && t.performedOn === null)
export const isSuspended = (f: CaseFacts): boolean => f.suspensions.some((s) => s.to === null)
/** Days given in a form lie between two others. */
export function judgeDay(ctx: CaseContext, field: string, on: LocalDate | undefined, from?: LocalDate | null): void {
  if (on !== undefined && (on > ctx.declaredOn || (from && on < from)))
    ctx.refuse('resolution.day', undefined, { field })
}
/** The claimant's side and the organ both have to agree; whoever says no ends it. */
export const isOpened = (f: CaseFacts): boolean =>
  (['CLAIMANT', 'AGENCY'] as const).every((side) => f.consents.some((c) => c.side === side && c.agrees))
