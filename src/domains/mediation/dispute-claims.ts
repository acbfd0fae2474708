/** What one attempt lets the guards of others know: that it is open, who mediates it, which dispute it belongs to and what came of it. */

import type { LocalDate } from '#kernel/clock'
import type { ClaimChange, FoldedAct } from '#kernel/procedure'
import type { DisputeFacts } from './dispute-facts.ts'
import type { DisputeKind, DisputeSource, Outcome } from './dispute-kinds.ts'

/** Value of 'mediation.root': outcome|agency|concludedOn|attemptNo|receivedOn|partiesKey. */
export const rootValue = (f: DisputeFacts): string =>
  [f.outcome ?? 'OPEN', f.agencyId, f.concludedOn ?? '', f.attemptNo, f.receivedOn, f.partiesKey].join('|')

export type RootHolder = {
  outcome: Outcome | 'OPEN'
  agencyId: string
  concludedOn: string
  attemptNo: number
  receivedOn: string
  partiesKey: string
}
export function parseRoot(value: string | null): RootHolder {
  const [outcome = 'OPEN', agencyId = '', concludedOn = '', attemptNo = '1', receivedOn = '', partiesKey = ''] = (
    value ?? ''
  ).split('|')
  return {
    outcome: outcome as Outcome | 'OPEN',
    agencyId,
    concludedOn,
    attemptNo: Number(attemptNo),
    receivedOn,
    partiesKey,
  }
}

/** What a transferred matter takes along; the receiver's opening act is judged against it. */
export type TransferOffer = {
  rootId: string
  attemptNo: number
  partiesKey: string
  kind: DisputeKind
  source: DisputeSource
  referralMode: DisputeFacts['referralMode']
  referrerAgencyId: string | null
  referrerName: string | null
  hasLetter: boolean
  courtSignedOn: LocalDate | null
  courtProcedure: DisputeFacts['courtProcedure']
  receivedOn: LocalDate
  receivedAt: string
  acceptedOn: LocalDate
  extendedTo: DisputeFacts['extendedTo']
  extensions: number
  number: string
}
export const transferKey = (fromMatterId: string, toAgencyId: string): string => `${fromMatterId}/${toAgencyId}`

/** What the procedure of judicial confirmation must know of the agreement it is asked to confirm. */
export type ConfirmationOffer = {
  agencyId: string
  effectiveOn: LocalDate
  dueOn: LocalDate
  isDueProvisional: boolean
  courtAgencyId: string
  applicants: number
  partyIds: string[]
  source: DisputeSource
  lastDueOn: LocalDate | null
  isLabour: boolean
  place: string
}
export const confirmationKey = (matterId: string, agreementNo: number): string => `${matterId}/${agreementNo}`

/** Claims of an opening act. */
export function openingClaims(_act: FoldedAct, after: DisputeFacts): ClaimChange[] {
  return [
    { kind: 'mediation.open', key: after.agencyId },
    { kind: 'mediation.root', key: after.rootId, value: rootValue(after) },
    { kind: 'mediation.duplicate', key: after.duplicateKey, value: after.occurredOn ?? after.receivedOn },
  ]
}

/** Claims of an act that ends the attempt: it is no longer open, and its dispute has an outcome. */
export function concludingClaims(_act: FoldedAct, after: DisputeFacts): ClaimChange[] {
  return [
    { kind: 'mediation.open', key: after.agencyId, release: true },
    { kind: 'mediation.duplicate', key: after.duplicateKey, release: true },
    ...after.mediators.map((m) => ({ kind: 'mediation.host', key: `${after.agencyId}/${m}`, release: true })),
    { kind: 'mediation.root', key: after.rootId, value: rootValue(after) },
    ...(after.reason === 'PARTY_REFUSED'
      ? [{ kind: 'mediation.refused', key: after.duplicateKey, value: after.concludedOn ?? '' }]
      : []),
  ]
}
