/** What a planned attempt holds: everything needed to act it out in order. */

import type { Instant, LocalDate } from '#kernel/clock'
import type { City, CommitteeKind, Group, Source } from './city.ts'
import type { PlannedCommittee } from './committees.ts'
import type { DecoyKind, Draft, Outcome } from './draft.ts'
import type { Staff } from './mediators.ts'
import type { PlannedParty } from './parties.ts'
import type { Days, OfficeHours } from './timing.ts'

export type Referral = {
  agency: string
  /** A letter of entrustment, a court's delegation, or word to the parties only (which needs no letter). */
  mode: 'ENTRUSTED' | 'DELEGATED' | 'INFORMED'
  letterNo?: string
  courtSignedOn?: LocalDate
  courtProcedure?: 'ORDINARY' | 'SIMPLIFIED'
}

export type PlannedConsent = {
  party: number
  at: Instant
  result: 'CONSENT' | 'REFUSE_EXPLICIT' | 'NO_RESPONSE'
  channel: string
}
export type PlannedSession = { at: Instant; mode: 'ONSITE' | 'OFFICE' | 'ONLINE' | 'PHONE'; place: string }

export type PlannedExtension = {
  clock: 'GENERAL' | 'COURT' | 'LABOUR'
  requestedAt: Instant
  /** Every party's own consent. */
  consents: { party: number; on: LocalDate }[]
  agreedAt: Instant
  oldDueOn: LocalDate
  newDueOn: LocalDate
}

export type PlannedObligation = {
  seq: number
  obligor: number
  obligee: number
  content: string
  amountFen: number | null
  dueOn: LocalDate
  performedOn?: LocalDate
}

export type PlannedAgreement = {
  form: 'WRITTEN' | 'ORAL'
  scope: 'FULL' | 'PARTIAL'
  /** Written: when each party, the mediator and the seal were done; the last one makes it effective (人民调解法 art. 29). */
  signedAt: { party: number; at: Instant }[]
  mediatorSignedAt?: Instant
  sealedAt?: Instant
  effectiveOn: LocalDate
  obligations: PlannedObligation[]
  flags: ('IDENTITY_RELATION' | 'PROPERTY_RIGHT' | 'IP_RIGHT')[]
  content: string
}

export type PlannedConfirmation = {
  applyDueOn: LocalDate
  appliedAt: Instant
  court: string
  /** Filed after the last day on purpose: to be refused. */
  expectRefusal: boolean
  result?: 'VALID' | 'DISMISSED' | 'WITHDRAWN' | 'NOT_ACCEPTED'
  resultAt?: Instant
  caseNo?: string
}

export type PlannedDispute = {
  index: number
  rootIndex: number
  rootId: string
  matterId: string
  /** The offer by which a centre hands it over. */
  handover?: { id: string }
  attemptNo: number
  decoy?: DecoyKind
  /** Whether it is one of the year's disputes mediated. */
  counted: boolean
  /** Accepted in the year before, concluded in this one. */
  carriedOver: boolean
  previousMatterId?: string
  supersededByMatterId?: string
  transferredFromMatterId?: string
  transferredToMatterId?: string
  transferredToCommittee?: number
  mergedIntoMatterId?: string
  county: string
  town: string
  committee: number
  committeeKind: CommitteeKind
  group: Group
  /** Persons; the first is in charge. Empty where nobody was assigned. */
  mediators: number[]
  source: Source
  referral?: Referral
  kind: string
  outcome: Outcome
  form?: 'WRITTEN' | 'ORAL'
  parties: PlannedParty[]
  headCount: number
  isGroup: boolean
  summary: string
  amountInvolvedFen: number | null
  amountPayableFen: number | null
  isInstant: boolean
  isLandContract: boolean
  isDeathOrSeriousInjury: boolean
  isMajorComplex: boolean
  riskLevel: 'LOW' | 'ESCALATING' | 'CRIMINAL_RISK'
  /** Accept, assign, inform, sit and settle in one entry. */
  quickOral: boolean
  /** Of a matter that came by transfer: the hand-over. */
  receivedAt: Instant
  consents: PlannedConsent[]
  acceptedAt?: Instant
  /** Absent where the matter came by transfer: acceptance stays that of the first committee. */
  acceptedByTransferOn?: LocalDate
  notAccepted?: { at: Instant; reason: string }
  assignedAt?: Instant
  rightsAt?: Instant
  sessions: PlannedSession[]
  escalation?: { at: Instant; toAgency: string; kind: 'PUBLIC_SECURITY' | 'CRIMINAL' }
  appraisal?: { from: LocalDate; to: LocalDate }
  extensions: PlannedExtension[]
  overdue: boolean
  /** Both committees' agreement on the hand-over, the same on both sides. */
  transfer?: { at: Instant; on: LocalDate }
  merge?: { at: Instant }
  endedBeforeStart?: { at: Instant; reason: string }
  agreement?: PlannedAgreement
  failure?: { at: Instant; reason: string; remedyNotice: true; terminationNotice: boolean }
  /** The conclusion: settle or fail. */
  concludedAt?: Instant
  /** The seal, or the oral agreement's record. */
  sealOn?: LocalDate
  performance?: { at: Instant; state: 'PERFORMED' | 'PERFORMING' | 'BREACHED' }
  followUp?: { at: Instant; by: number; performed: boolean; satisfaction: number; hiddenRisk: boolean }
  confirmation?: PlannedConfirmation
  invalidation?: { at: Instant; court: string; judgmentNo: string }
  feedbackAt?: Instant
  closedAt?: Instant
  archivedAt?: Instant
}

export type DetailContext = {
  city: City
  year: number
  seed: string
  days: Days
  hours: OfficeHours
  committees: readonly PlannedCommittee[]
  serving: Staff['serving']
  names: { county: Map<string, string>; town: Map<string, string>; towns: Map<string, string[]> }
}

/** Kinds in the words an official uses. */
export const KIND_LABEL: Readonly<Record<string, string>> = {
  MARRIAGE_FAMILY: '婚姻家庭',
  NEIGHBOUR: '邻里相处',
  HOUSE_HOMESTEAD: '房屋宅基地',
  CONTRACT: '合同履行',
  BUSINESS_OPERATION: '生产经营',
  DAMAGES: '损害赔偿',
  TRAFFIC: '道路交通事故',
  LABOUR: '劳动争议',
  MIGRANT_WAGE: '拖欠农民工工资',
  MEDICAL: '医疗',
  PROPERTY_MGMT: '物业服务',
  CONSUMER: '消费',
  ECOMMERCE: '电子商务',
  TOURISM: '旅游服务',
  EXPROPRIATION: '征地拆迁',
  FOREST_LAND: '山林土地',
  VILLAGE_AFFAIRS: '村务管理',
  ENVIRONMENT: '环境污染',
  IP: '知识产权',
  OTHER: '其他民事',
}

/** What is known of an attempt before its steps are dated. */
export type Base = Omit<PlannedDispute, 'receivedAt' | 'consents' | 'sessions' | 'extensions'>
export type Steps = Pick<PlannedDispute, 'receivedAt' | 'consents' | 'sessions' | 'extensions'> &
  Partial<PlannedDispute>
export type Known = Base & { form?: 'WRITTEN' | 'ORAL' }

export const settledOf = (d: Draft) => d.outcome === 'SETTLED_FULL' || d.outcome === 'SETTLED_PARTIAL'
