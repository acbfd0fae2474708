/** What a reconsideration case keeps between its acts: who stands where, what runs, what was done. Never names or texts. */
import type { LocalDate } from '#kernel/clock'
import type { Taken } from '#kernel/handover'
import { type Excluded, isOverdue } from '#kernel/limit'
import { type Context, type FoldedAct, procedureOf } from '#kernel/procedure'
import type { ActKind } from './act-kinds.ts'
import type { KnowledgeWay, PeriodRule } from './application-period.ts'
import type { DecisionClass, DecisionItem, DecisionKind } from './decision-kinds.ts'
import type * as k from './kinds.ts'
import type { RespondentReason } from './respondents.ts'
import type { ReconVersion } from './statutes.ts'
import type { SuspensionGround } from './suspension-grounds.ts'

export type PartyFact = { party: string; kind: keyof typeof k.partyKinds; mask: string }
export type ThirdPartyFact = PartyFact & { joinedBy: 'APPLIED' | 'NOTIFIED'; on: LocalDate }
export type RespondentFact = {
  agencyId: string
  reason: RespondentReason
  orderNo: number
  copyReceivedOn: LocalDate | null
  /** The first reply; what comes after it supplements it. */
  repliedOn: LocalDate | null
  isReplyLate: boolean
}

/** The challenged act as it was registered. */
export type ActFact = {
  kind: ActKind
  docNo: string | null
  madeOn: LocalDate | null
  knownOn: LocalDate | null
  remedyNoticed: keyof typeof k.remedyNotices
  remedyKnownOn: LocalDate | null
  isOnSpot: boolean
  isByDevice: boolean
  isRealEstate: boolean
  isDiscretionary: boolean
  isCompensation: boolean
  penaltyKinds: string[]
  amountFen: number | null
  isReconFirst: boolean
  isReconFirstTold: boolean
  isServedOnline: boolean
  isOnlineChannelGiven: boolean
  isPublished: boolean
}

/** The time for applying as it was counted once: by what the application says, and again by what was established later. */
export type PeriodFact = {
  no: number
  countedOn: LocalDate
  knownWay: KnowledgeWay | null
  knownOn: LocalDate | null
  madeOn: LocalDate | null
  remedyNoticed: keyof typeof k.remedyNotices
  remedyKnownOn: LocalDate | null
  isRealEstate: boolean
  rule: PeriodRule
  dueOn: LocalDate | null
  timeliness: string | null
}
export type SuspensionFact = {
  ground: SuspensionGround
  on: LocalDate
  isNoticed: boolean
  causeRemovedOn: LocalDate | null
  resumedOn: LocalDate | null
}
export type HearingFact = {
  no: number
  /** The act that gave the notice. */
  n: number
  noticedOn: LocalDate
  /** The day on which the notice had reached everybody; none while it has not. */
  servedOn: LocalDate | null
  /** Whom it has reached when, as service records it. */
  served: Record<string, LocalDate>
  scheduledOn: LocalDate
  heldOn: LocalDate | null
  attendee: keyof typeof k.attendees | null
  hasReason: boolean
}
export type DecisionFact = {
  kind: DecisionKind
  kinds: DecisionKind[]
  items: DecisionItem[]
  on: LocalDate
  isRedoOrdered: boolean
  redoDueOn: LocalDate | null
  redoDays: number | null
  performDueOn: LocalDate | null
  revokeGrounds: (keyof typeof k.revokeGrounds)[]
  isByDefault: boolean
  isLateReplyUpheld: boolean
  isMajor: boolean
}
export type OrderFact = {
  no: number
  kind: keyof typeof k.orderKinds
  on: LocalDate
  dueOn: LocalDate
  doneOn: LocalDate | null
}
export type OpinionFact = {
  /** The act that issued it. */
  n: number
  toAgency: string
  on: LocalDate
  receivedOn: LocalDate | null
  feedbackOn: LocalDate | null
  copiedOn: LocalDate | null
}

export type Facts = {
  state: k.State
  version: ReconVersion
  number: string | null
  organId: string
  organLevel: 'CITY' | 'COUNTY'
  organKind: 'GOVERNMENT' | 'DEPARTMENT'
  /** Whether a working department of the organ's own level answers, so that its superior department is told. */
  needsLineCopy: boolean
  filedOn: LocalDate
  filedVia: k.Channel
  receivedOn: LocalDate | null
  recordedAt: string
  /** The last day on which the limits for reviewing the application counted from. */
  reviewFrom: LocalDate | null
  viaAgencyId: string | null
  forwardedOn: LocalDate | null
  isCrossing: boolean
  versionSettledOn: LocalDate | null
  succeeds: string | null
  /** The offer of another matter that was taken with the filing. */
  taken: Taken | null
  chainId: string
  groupKey: string | null
  sameKeys: string[]
  applicants: PartyFact[]
  representatives: number[]
  readers: string[]
  respondents: RespondentFact[]
  thirdParties: ThirdPartyFact[]
  act: ActFact
  isVoidAsked: boolean
  periods: PeriodFact[]
  applyDueOn: LocalDate | null
  timeliness: string | null
  isCompetenceDoubted: boolean
  courtDocketedOn: LocalDate | null
  corrections: { no: number; issuedOn: LocalDate; receivedOn: LocalDate | null; dueOn: LocalDate | null }[]
  suppliedOn: LocalDate | null
  acceptedOn: LocalDate | null
  /** Fewer days for the decision than sixty, where a statute says so. */
  statutoryDays: number | null
  acceptanceKind: keyof typeof k.acceptanceKinds | null
  isAssigned: boolean
  procedure: keyof typeof k.procedures
  isClear: boolean
  isComplex: boolean
  isProfessional: boolean
  needsCommittee: boolean
  negotiatingSince: LocalDate | null
  /** Days that do not count into the time for deciding. */
  excluded: Excluded[]
  copySentOn: LocalDate | null
  /** The first of the respondents' days; each has its own with the respondent. */
  copyReceivedOn: LocalDate | null
  repliedOn: LocalDate | null
  /** All that have replied were late. */
  isReplyLate: boolean
  hasThirdPartyEvidence: boolean
  newGroundOn: LocalDate | null
  supplementAllowedOn: LocalDate | null
  viewsOn: LocalDate | null
  hasViewsReason: boolean
  hearings: HearingFact[]
  committeeOn: LocalDate | null
  stayAskedOn: LocalDate | null
  isStayed: boolean
  suspensions: SuspensionFact[]
  extendedOn: LocalDate | null
  extendDays: number | null
  extendedBy: string | null
  normAskedOn: LocalDate | null
  withdrawAskedOn: LocalDate | null
  changedOn: LocalDate | null
  mediatedOn: LocalDate | null
  /** The term for performing that the mediation itself states. */
  mediationDueOn: LocalDate | null
  outcome: string | null
  outcomeClass: DecisionClass | null
  preOutcome: string | null
  closedOn: LocalDate | null
  closedAt: string | null
  decision: DecisionFact | null
  /** When each was served with the paper that closes the case. */
  servedOn: Record<string, LocalDate>
  effectiveOn: LocalDate | null
  copiedOn: LocalDate | null
  majorFiledOn: LocalDate | null
  suedOn: LocalDate | null
  performedOn: LocalDate | null
  performOrderedOn: LocalDate | null
  redoOn: LocalDate | null
  redoResult: keyof typeof k.redoResults | null
  enforcedBy: keyof typeof k.enforcers | null
  complainedOn: LocalDate | null
  superiorId: string | null
  orders: OrderFact[]
  opinions: OpinionFact[]
  hasClue: boolean
  publishedOn: LocalDate | null
  archivedOn: LocalDate | null
}

const never = '2000-01-01' as LocalDate

export const initialFacts: Facts = {
  state: 'FILED',
  version: 'RECON_2023',
  number: null,
  organId: '',
  organLevel: 'CITY',
  organKind: 'GOVERNMENT',
  needsLineCopy: false,
  filedOn: never,
  filedVia: 'IN_PERSON',
  receivedOn: null,
  recordedAt: '',
  reviewFrom: null,
  viaAgencyId: null,
  forwardedOn: null,
  isCrossing: false,
  versionSettledOn: null,
  succeeds: null,
  taken: null,
  chainId: '',
  groupKey: null,
  sameKeys: [],
  applicants: [],
  representatives: [],
  readers: [],
  respondents: [],
  thirdParties: [],
  act: {
    kind: 'OTHER',
    docNo: null,
    madeOn: null,
    knownOn: null,
    remedyNoticed: 'FULL',
    remedyKnownOn: null,
    isOnSpot: false,
    isByDevice: false,
    isRealEstate: false,
    isDiscretionary: false,
    isCompensation: false,
    penaltyKinds: [],
    amountFen: null,
    isReconFirst: false,
    isReconFirstTold: false,
    isServedOnline: false,
    isOnlineChannelGiven: false,
    isPublished: false,
  },
  isVoidAsked: false,
  periods: [],
  applyDueOn: null,
  timeliness: null,
  isCompetenceDoubted: false,
  courtDocketedOn: null,
  corrections: [],
  suppliedOn: null,
  acceptedOn: null,
  statutoryDays: null,
  acceptanceKind: null,
  isAssigned: false,
  procedure: 'ORDINARY',
  isClear: false,
  isComplex: false,
  isProfessional: false,
  needsCommittee: false,
  negotiatingSince: null,
  excluded: [],
  copySentOn: null,
  copyReceivedOn: null,
  repliedOn: null,
  isReplyLate: false,
  hasThirdPartyEvidence: false,
  newGroundOn: null,
  supplementAllowedOn: null,
  viewsOn: null,
  hasViewsReason: false,
  hearings: [],
  committeeOn: null,
  stayAskedOn: null,
  isStayed: false,
  suspensions: [],
  extendedOn: null,
  extendDays: null,
  extendedBy: null,
  normAskedOn: null,
  withdrawAskedOn: null,
  changedOn: null,
  mediatedOn: null,
  mediationDueOn: null,
  outcome: null,
  outcomeClass: null,
  preOutcome: null,
  closedOn: null,
  closedAt: null,
  decision: null,
  servedOn: {},
  effectiveOn: null,
  copiedOn: null,
  majorFiledOn: null,
  suedOn: null,
  performedOn: null,
  performOrderedOn: null,
  redoOn: null,
  redoResult: null,
  enforcedBy: null,
  complainedOn: null,
  superiorId: null,
  orders: [],
  opinions: [],
  hasClue: false,
  publishedOn: null,
  archivedOn: null,
}

export const { action, define } = procedureOf<Facts>()
export type Ctx<I = any> = Context<Facts, I>

export const applicantMasks = (f: Facts): string[] => f.applicants.map((a) => a.mask)
export const respondentIds = (f: Facts): string[] => f.respondents.map((r) => r.agencyId)
export const lastOf = <T>(list: readonly T[]): T | undefined => list.at(-1)
export const withLast = <T>(list: readonly T[], change: Partial<T>): T[] =>
  list.map((x, i) => (i === list.length - 1 ? { ...x, ...change } : x))

/** A party or organ of the case by the word that forms use: 1, 2 … applicants, T1, T2 … third parties, else the organ's id. */
export function recipientOf(f: Facts, who: string): string | undefined {
  const party = /^(T?)(\d+)$/.exec(who)
  if (party) {
    const list = party[1] ? f.thirdParties : f.applicants
    const found = list[Number(party[2]) - 1]
    return found && `p:${found.party}`
  }
  const organs = [...respondentIds(f), f.viaAgencyId, f.superiorId, ...f.opinions.map((o) => o.toAgency)]
  return organs.includes(who) ? `a:${who}` : undefined
}
/** Everybody who must be served with what ends the case, in the order of the words of `recipientOf`. */
export const partiesOf = (f: Facts): string[] => [
  ...f.applicants.map((a) => `p:${a.party}`),
  ...respondentIds(f).map((a) => `a:${a}`),
  ...f.thirdParties.map((t) => `p:${t.party}`),
]

/** Whoever speaks for a side must stand on it, and the side must be there: an officer records what a party of the case has said. */
export function judgeSide(ctx: Ctx<{ by: 'APPLICANT' | 'THIRD_PARTY' }>): void {
  const { facts, input, actor } = ctx
  const side = (input.by === 'THIRD_PARTY' ? facts.thirdParties : facts.applicants).map((p) => `p:${p.party}`)
  const own = actor.scope.kind === 'reader' && actor.scope.value.startsWith('p:') ? actor.scope.value : undefined
  if (own ? !side.includes(own) : side.length === 0) ctx.refuse('reconsideration.recipient', undefined, { field: 'by' })
}

/** Who must be told of a hearing: where representatives were chosen, they stand for the applicants. */
export const hearingParties = (f: Facts): string[] =>
  partiesOf({
    ...f,
    applicants: f.representatives.length ? f.representatives.map((seq) => f.applicants[seq - 1]!) : f.applicants,
  })

/** The limit of this id as it runs, of one subject where it runs for several, and whether its last day is past. */
export const runningLimit = (ctx: Ctx, id: string, subject?: string) =>
  ctx.limits.find((l) => l.id === id && l.state === 'running' && (subject === undefined || l.subject === subject))
export const isPast = (ctx: Ctx, id: string, on: LocalDate = ctx.declaredOn, subject?: string): boolean => {
  const l = runningLimit(ctx, id, subject)
  return l !== undefined && isOverdue(l.due, on, l.provisional)
}

/** No day later than the act's own, none before an earlier step. */
export function judgeDay(ctx: Ctx, field: string, on: LocalDate | undefined | null, from?: LocalDate | null): void {
  if (!on) return
  if (on > ctx.declaredOn) ctx.refuse('reconsideration.day', `${on}晚于办理当日`, { field })
  if (from && on < from) ctx.refuse('reconsideration.day', `${on}早于前一环节的${from}`, { field })
}

/** Facts after an act that ends the case, on a day. */
export const closed = (f: Facts, act: FoldedAct, outcome: string, on: LocalDate = act.declaredOn): Facts => ({
  ...f,
  outcome,
  closedOn: on,
  closedAt: act.recordedAt,
})
/** Facts of a case that ends before it was accepted, or as if it never had been. */
export const ended = (f: Facts, preOutcome: string): Facts => ({
  ...f,
  preOutcome,
  acceptedOn: null,
  acceptanceKind: null,
})
