/** What a registered matter keeps between its acts: who handles it, where it stands, what was promised. Never personal data. */
import type { Instant, LocalDate } from '#kernel/clock'
import type { Offer } from '#kernel/handover'
import type { HelpFact } from './counselling.ts'
import type * as k from './kinds.ts'
import type { WithdrawnFact } from './people.ts'
import type { opinionConclusions } from './petition-kinds.ts'
import type { Repeat } from './rules.ts'

export type ChannelFact = { channel: k.Channel; on: LocalDate; at: Instant }

export type HandoffFact = {
  no: number
  path: k.Path
  /** Beside the main path, without moving the matter. */
  isParallel: boolean
  targetAgencyId: string | null
  targetName: string
  /** The offer to another procedure of the platform, where there is one. */
  offerId: string | null
  on: LocalDate
  state: 'OFFERED' | 'TAKEN' | 'REFUSED' | 'ENDED' | 'WITHDRAWN'
  outcome: k.Outcome | null
  outcomeOn: LocalDate | null
  /** Of an opinion: what the other side said of the request. */
  conclusion: keyof typeof opinionConclusions | null
  /** What the other side said of itself. */
  isFinal: boolean
  reviewDueOn: LocalDate | null
}

export type DispatchFact = {
  no: number
  round: number
  unit: string
  kind: k.DispatchKind
  level: k.Level
  on: LocalDate
  receivedOn: LocalDate | null
  handlers: string[]
  returnedOn: LocalDate | null
  properUnit: string | null
  returnDecision: 'AGREED' | 'REJECTED' | null
  resultOn: LocalDate | null
  knownAt: Instant
}

export type VisitBackFact = { on: LocalDate; reached: boolean; satisfaction: number | null }

export type MatterFacts = {
  number: string
  agencyId: string
  channels: ChannelFact[]
  receivedOn: LocalDate
  receivedAt: Instant
  recordedAt: Instant | null
  subjectKind: k.SubjectKind | null
  path: k.Path | null
  proposedPath: k.Path | null
  level: k.Level | null
  place: string
  kind: string | null
  actOn: LocalDate | null
  petitionerIds: string[]
  /** The registered names with most of them masked, for papers of acts that name nobody. */
  petitionerMasks: string[]
  respondentAgencyIds: string[]
  headCount: number
  visits: number
  isGroup: boolean
  isSealed: boolean
  accusedAgencyIds: string[]
  urgentSince: Instant | null
  urgentReportedAt: Instant | null
  triagedOn: LocalDate | null
  isSeveralUnits: boolean
  adminActKnownOn: LocalDate | null
  remedyDueOn: LocalDate | null
  /** The law asks for reconsideration before a suit. */
  isReconsiderationFirst: boolean
  remedyNotifiedOn: LocalDate | null
  /** So few days were left for reconsideration when it was last reckoned that it goes before everything else. */
  isRemedyShort: boolean
  /** Of a court's delegation: day of receipt, agreed new last day, result. */
  courtSignedOn: LocalDate | null
  isCourtOnline: boolean
  courtExtendedTo: LocalDate | null
  courtAcceptedOn: LocalDate | null
  courtAsked: 'AGREED' | 'REFUSED' | 'UNREACHABLE' | null
  courtResult: 'AGREED' | 'RETURNED' | null
  courtResultOn: LocalDate | null
  round: number
  dispatches: DispatchFact[]
  handleWorkdays: number
  /** Unit in charge now. */
  lead: string | null
  /** Lead named by a conference: it may not object again. */
  boundLead: string | null
  returns: number
  conferences: number
  /** Returns when the last conference met. */
  returnsAtConference: number
  conferenceLead: string | null
  acceptedBy: string | null
  acceptedOn: LocalDate | null
  acceptedAs: string | null
  isMediated: boolean
  handoffs: HandoffFact[]
  offers: Offer[]
  escalations: number
  resultKind: k.ResultKind | null
  resultOn: LocalDate | null
  reviewedOn: LocalDate | null
  replyKind: 'ON_SITE' | 'OUTCOME' | 'REPEAT_NOTICE' | 'UNIT' | null
  repliedOn: LocalDate | null
  visitBacks: VisitBackFact[]
  isVisited: boolean
  reopened: number
  closeCode: k.CloseCode | null
  closedOn: LocalDate | null
  closedAt: Instant | null
  mergedInto: string | null
  absorbed: string[]
  /** Keyed hash of each petitioner, nothing where he showed no document. */
  personKeys: (string | null)[]
  /** Keyed hashes of those whom it is about. */
  respondentKeys: string[]
  /** Petitioners who have taken back their own part. */
  withdrawn: WithdrawnFact[]
  proposedRepeat: Repeat | null
  repeat: { kind: k.RepeatKind; of: string } | null
  isFinal: boolean
  reviewDueOn: LocalDate | null
  /** Place on the list of counselling and help. */
  help: HelpFact | null
}

export const initialFacts: MatterFacts = {
  number: '',
  agencyId: '',
  channels: [],
  receivedOn: '2000-01-01' as LocalDate,
  receivedAt: '2000-01-01T00:00:00.000+08:00' as Instant,
  recordedAt: null,
  subjectKind: null,
  path: null,
  proposedPath: null,
  level: null,
  place: '',
  kind: null,
  actOn: null,
  petitionerIds: [],
  petitionerMasks: [],
  respondentAgencyIds: [],
  headCount: 1,
  visits: 0,
  isGroup: false,
  isSealed: false,
  accusedAgencyIds: [],
  urgentSince: null,
  urgentReportedAt: null,
  triagedOn: null,
  isSeveralUnits: false,
  adminActKnownOn: null,
  remedyDueOn: null,
  isReconsiderationFirst: false,
  remedyNotifiedOn: null,
  isRemedyShort: false,
  courtSignedOn: null,
  isCourtOnline: false,
  courtExtendedTo: null,
  courtAcceptedOn: null,
  courtAsked: null,
  courtResult: null,
  courtResultOn: null,
  round: 0,
  dispatches: [],
  handleWorkdays: 0,
  lead: null,
  boundLead: null,
  returns: 0,
  conferences: 0,
  returnsAtConference: 0,
  conferenceLead: null,
  acceptedBy: null,
  acceptedOn: null,
  acceptedAs: null,
  isMediated: false,
  handoffs: [],
  offers: [],
  escalations: 0,
  resultKind: null,
  resultOn: null,
  reviewedOn: null,
  replyKind: null,
  repliedOn: null,
  visitBacks: [],
  isVisited: false,
  reopened: 0,
  closeCode: null,
  closedOn: null,
  closedAt: null,
  mergedInto: null,
  absorbed: [],
  personKeys: [],
  respondentKeys: [],
  withdrawn: [],
  proposedRepeat: null,
  repeat: null,
  isFinal: false,
  reviewDueOn: null,
  help: null,
}

/** What a court has delegated, and what is still owed to it. */
export type Delegation = {
  signedOn: LocalDate
  isOnline: boolean
  acceptedOn: LocalDate | null
  extendedTo: LocalDate | null
  asked: MatterFacts['courtAsked']
}
/** Delegated by a court, with neither an agreement nor a return yet. */
export const isDelegated = (f: MatterFacts): boolean => f.courtSignedOn !== null && f.courtResult === null
/** The delegation that goes on; nothing where there is none. */
export const delegationOf = (f: MatterFacts): Delegation | null =>
  isDelegated(f)
    ? {
        signedOn: f.courtSignedOn!,
        isOnline: f.isCourtOnline,
        acceptedOn: f.courtAcceptedOn,
        extendedTo: f.courtExtendedTo,
        asked: f.courtAsked,
      }
    : null
export const withDelegation = (f: MatterFacts, d: Delegation | null): MatterFacts =>
  d === null
    ? f
    : {
        ...f,
        courtSignedOn: d.signedOn,
        isCourtOnline: d.isOnline,
        courtAcceptedOn: d.acceptedOn,
        courtExtendedTo: d.extendedTo,
        courtAsked: d.asked,
      }

/** The round's own dispatches: those of the units that handle it now. */
export const currentDispatches = (f: MatterFacts): DispatchFact[] => f.dispatches.filter((d) => d.round === f.round)
/** The dispatch of the unit in charge. */
export const leadDispatch = (f: MatterFacts): DispatchFact | undefined =>
  currentDispatches(f).find((d) => d.unit === f.lead && d.kind === 'LEAD')
/** Everybody who has had the matter in hand. */
export const handlersOf = (f: MatterFacts): string[] => [...new Set(f.dispatches.flatMap((d) => d.handlers))]
/** The main hand-off under way or the last one. */
export const lastHandoff = (f: MatterFacts): HandoffFact | undefined => f.handoffs.filter((h) => !h.isParallel).at(-1)
export const isUnsatisfied = (v: VisitBackFact, upTo: number): boolean =>
  v.reached && v.satisfaction !== null && v.satisfaction <= upTo

/** Changes the lead's dispatch of this round. */
export const withLeadDispatch = (f: MatterFacts, change: Partial<DispatchFact>): MatterFacts => {
  const now = leadDispatch(f)
  return now ? { ...f, dispatches: f.dispatches.map((d) => (d.no === now.no ? { ...d, ...change } : d)) } : f
}
