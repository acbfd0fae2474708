/** What the procedure keeps of one attempt to mediate a dispute: no names, no texts, only what later steps and columns are made from. */
import type { Instant, LocalDate } from '#kernel/clock'
import type { Taken } from '#kernel/handover'
import type { FoldedAct } from '#kernel/procedure'
import type { PartyInput } from './dispute-forms.ts'
import type {
  AgreementFlag,
  AgreementForm,
  AgreementState,
  Clock,
  DisputeKind,
  DisputeSource,
  Outcome,
  ReferralMode,
  RiskLevel,
  Side,
  Violence,
} from './dispute-kinds.ts'

export type PartyFact = {
  seq: number
  partyId: string
  /** Name as a stranger may see it. */
  nameMask: string
  side: Side
  kind: PartyInput['kind']
  isMinor: boolean
  /** Signs through a legal representative: a minor, or an adult without full capacity. */
  needsGuardian: boolean
  hasAgent: boolean
  isAgentAuthorised: boolean
  isRepresentative: boolean
}

export type ConsentFact = { on: LocalDate; result: 'CONSENT' | 'NO_RESPONSE' | 'REFUSE_EXPLICIT' | 'WITHDRAW' }

export type ObligationFact = {
  seq: number
  obligor: number
  obligee: number | null
  amountFen: number | null
  dueOn: LocalDate
  performedOn: LocalDate | null
  breachedOn: LocalDate | null
}

export type AgreementFact = {
  no: number
  number: string
  form: AgreementForm
  scope: 'FULL' | 'PARTIAL'
  effectiveOn: LocalDate
  partiesSignedOn: LocalDate
  mediatorSignedOn: LocalDate | null
  sealedOn: LocalDate | null
  amountPayableFen: number | null
  isInstant: boolean
  flags: AgreementFlag[]
  state: AgreementState
  lastDueOn: LocalDate | null
  confirmDueOn: LocalDate
  isConfirmDueProvisional: boolean
  invalidatedOn: LocalDate | null
  obligations: ObligationFact[]
}

export type AppraisalFact = { no: number; from: LocalDate; to: LocalDate | null }

export type DisputeFacts = {
  agencyId: string
  /** The committee's name when the dispute came in. */
  committeeName: string
  number: string
  rootId: string
  attemptNo: number
  previousId: string | null
  transferredFromId: string | null
  transferredToAgencyId: string | null
  mergedIntoId: string | null
  source: DisputeSource
  referralMode: ReferralMode | null
  referrerAgencyId: string | null
  referrerName: string | null
  /** The offer of another matter that this one has taken, and how often it has answered. */
  taken: Taken | null
  hasLetter: boolean
  courtSignedOn: LocalDate | null
  courtProcedure: 'ORDINARY' | 'SIMPLIFIED' | null
  kind: DisputeKind
  place: string
  occurredOn: LocalDate | null
  headCount: number
  isGroup: boolean
  amountInvolvedFen: number | null
  riskLevel: RiskLevel
  isLabour: boolean
  isLandContract: boolean
  isDeathOrSeriousInjury: boolean
  isMajorComplex: boolean
  isInsured: boolean
  isOnline: boolean
  receivedOn: LocalDate
  receivedAt: Instant
  isBackfilled: boolean
  acceptedOn: LocalDate | null
  acceptedAt: Instant | null
  assignedOn: LocalDate | null
  rightsInformedOn: LocalDate | null
  firstSessionOn: LocalDate | null
  concludedOn: LocalDate | null
  concludedAt: Instant | null
  remedyNoticeOn: LocalDate | null
  feedbackOn: LocalDate | null
  closedOn: LocalDate | null
  archivedOn: LocalDate | null
  outcome: Outcome | null
  /** Code of the reason: of not accepting, of failing, of ending before the first session. */
  reason: string | null
  parties: PartyFact[]
  partiesKey: string
  duplicateKey: string
  suspectedDuplicates: number
  isDuplicateDenied: boolean
  /** How often the same parties have settled this affair before, and whether whoever accepted it again has said why. */
  settledBefore: number
  isSettledBeforeExplained: boolean
  consents: Record<string, ConsentFact>
  mediators: string[]
  hostMediatorId: string | null
  sessions: number
  isSuspended: boolean
  appraisals: AppraisalFact[]
  extensions: number
  extendedTo: Partial<Record<Clock, LocalDate>>
  escalations: number
  /** The gravest that was found, and since when. */
  violence: Violence
  violenceFoundOn: LocalDate | null
  insurerNotifiedOn: LocalDate | null
  followUps: number
  corrections: number
  subsidies: { personId: string; payer: 'GOV' | 'COURT' }[]
  agreements: AgreementFact[]
  /** Who has applied for judicial confirmation of which agreement at which court, and when: by party. */
  confirming: { agreementNo: number; courtAgencyId: string; applied: Record<string, LocalDate> } | null
  papers: string[]
  isQuickOral: boolean
  isFabricated: boolean
  excludedAt: Instant | null
}

const nobody: Omit<PartyFact, 'seq'> = {
  partyId: '',
  nameMask: '',
  side: 'A',
  kind: 'PERSON',
  isMinor: false,
  needsGuardian: false,
  hasAgent: false,
  isAgentAuthorised: false,
  isRepresentative: false,
}

/** Facts before the first act: placeholders that every opening action replaces. */
export const initialFacts: DisputeFacts = {
  agencyId: '',
  committeeName: '',
  number: '',
  rootId: '',
  attemptNo: 1,
  previousId: null,
  transferredFromId: null,
  transferredToAgencyId: null,
  mergedIntoId: null,
  source: 'PARTY_APPLICATION',
  referralMode: null,
  referrerAgencyId: null,
  referrerName: null,
  taken: null,
  hasLetter: false,
  courtSignedOn: null,
  courtProcedure: null,
  kind: 'OTHER',
  place: '',
  occurredOn: null,
  headCount: 2,
  isGroup: false,
  amountInvolvedFen: null,
  riskLevel: 'LOW',
  isLabour: false,
  isLandContract: false,
  isDeathOrSeriousInjury: false,
  isMajorComplex: false,
  isInsured: false,
  isOnline: false,
  receivedOn: '0001-01-01' as LocalDate,
  receivedAt: '0001-01-01T00:00:00.000+08:00' as Instant,
  isBackfilled: false,
  acceptedOn: null,
  acceptedAt: null,
  assignedOn: null,
  rightsInformedOn: null,
  firstSessionOn: null,
  concludedOn: null,
  concludedAt: null,
  remedyNoticeOn: null,
  feedbackOn: null,
  closedOn: null,
  archivedOn: null,
  outcome: null,
  reason: null,
  parties: [],
  partiesKey: '',
  duplicateKey: '',
  suspectedDuplicates: 0,
  isDuplicateDenied: false,
  settledBefore: 0,
  isSettledBeforeExplained: false,
  consents: {},
  mediators: [],
  hostMediatorId: null,
  sessions: 0,
  isSuspended: false,
  appraisals: [],
  extensions: 0,
  extendedTo: {},
  escalations: 0,
  violence: 'NONE',
  violenceFoundOn: null,
  insurerNotifiedOn: null,
  followUps: 0,
  corrections: 0,
  subsidies: [],
  agreements: [],
  confirming: null,
  papers: [],
  isQuickOral: false,
  isFabricated: false,
  excludedAt: null,
}

/** What an opening action gives beside its input, so that facts and rows follow from the act alone. */
export type OpeningGiven = {
  number: string
  committeeName: string
  partyIds: string[]
  minors: boolean[]
  nameMasks: string[]
  partiesKey: string
  duplicateKey: string
  suspectedDuplicates: number
  settledBefore: { count: number } | null
  isBackfilled: boolean
  placement: { agency: string }
  /** Of a second attempt or a transferred matter: where it comes from. */
  rootId?: string
  attemptNo?: number
}

/** Facts after an opening act, from its input and what the engine gave. */
export function openedFacts(act: FoldedAct, more: Partial<DisputeFacts>): DisputeFacts {
  const input = act.payload
  const given = act.given as unknown as OpeningGiven
  const parties: PartyFact[] = input.parties.map((p: PartyInput, i: number) => ({
    ...nobody,
    seq: i + 1,
    partyId: given.partyIds[i]!,
    nameMask: given.nameMasks[i]!,
    side: p.side,
    kind: p.kind,
    isMinor: given.minors[i]!,
    needsGuardian: given.minors[i]! || p.lacksCapacity,
    hasAgent: p.agentName !== undefined,
    isAgentAuthorised: p.isAgentAuthorised,
    isRepresentative: p.isRepresentative,
  }))
  return {
    ...initialFacts,
    agencyId: given.placement.agency,
    committeeName: given.committeeName,
    number: given.number,
    rootId: given.rootId ?? act.matter,
    attemptNo: given.attemptNo ?? 1,
    kind: input.kind,
    place: input.place,
    occurredOn: input.occurredOn ?? null,
    headCount: Math.max(input.headCount ?? 0, parties.length),
    isGroup: input.isGroup,
    amountInvolvedFen: input.amountInvolvedFen ?? null,
    riskLevel: input.riskLevel,
    isLabour: input.kind === 'LABOUR' || (input.kind === 'MIGRANT_WAGE' && input.isLabourDispute !== false),
    isLandContract: input.isLandContract,
    isDeathOrSeriousInjury: input.isDeathOrSeriousInjury,
    isMajorComplex: input.isMajorComplex,
    isInsured: input.isInsured,
    isOnline: input.isOnline,
    receivedOn: act.declaredOn,
    receivedAt: act.recordedAt,
    isBackfilled: given.isBackfilled,
    parties,
    partiesKey: given.partiesKey,
    duplicateKey: given.duplicateKey,
    suspectedDuplicates: given.suspectedDuplicates,
    settledBefore: given.settledBefore?.count ?? 0,
    ...more,
  }
}

export const isCourtReferral = (f: Pick<DisputeFacts, 'source'>): boolean =>
  f.source === 'COURT_DELEGATED' || f.source === 'COURT_ENTRUSTED'
/** First day of 人民法院在线调解规则. */
const onlineFrom = '2022-01-01'
/** Run over the courts' platform, so under its own rules: a video call of a committee is not. */
export const isOnPlatform = (f: Pick<DisputeFacts, 'source' | 'isOnline' | 'courtSignedOn' | 'receivedOn'>): boolean =>
  f.isOnline && isCourtReferral(f) && (f.courtSignedOn ?? f.receivedOn) >= onlineFrom
export const isSettled = (f: Pick<DisputeFacts, 'outcome'>): boolean =>
  f.outcome === 'SETTLED_FULL' || f.outcome === 'SETTLED_PARTIAL'

/** The agreement in force: the last one, since a modification makes a new one. */
export const findAgreement = (f: DisputeFacts): AgreementFact | undefined => f.agreements.at(-1)

/** Party numbers that are missing from a list. */
export const missingParties = (f: Pick<DisputeFacts, 'parties'>, seqs: readonly number[]): number[] =>
  f.parties.map((p) => p.seq).filter((seq) => !seqs.includes(seq))

/** Whether all parties have applied for confirmation of the agreement in force: one alone applies for nobody. */
export const isJointlyApplied = (f: DisputeFacts): boolean =>
  f.confirming !== null &&
  f.confirming.agreementNo === findAgreement(f)?.no &&
  missingParties(f, Object.keys(f.confirming.applied).map(Number)).length === 0

/** Parties whose latest expression is consent. */
export const consenting = (f: DisputeFacts): number[] =>
  f.parties.map((p) => p.seq).filter((seq) => f.consents[seq]?.result === 'CONSENT')

/** Parties whose latest expression is an explicit refusal. */
export const refusing = (f: DisputeFacts): number[] =>
  f.parties.map((p) => p.seq).filter((seq) => f.consents[seq]?.result === 'REFUSE_EXPLICIT')
