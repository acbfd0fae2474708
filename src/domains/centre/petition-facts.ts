/** What a petition keeps between its acts: who has it, what runs, what was answered. Never names or texts. */
import type { LocalDate } from '#kernel/clock'
import type { Taken } from '#kernel/handover'
import type { Context, FoldedAct } from '#kernel/procedure'
import { procedureOf } from '#kernel/procedure'
import type { HelpFact } from './counselling.ts'
import type { WithdrawnFact } from './people.ts'
import type * as k from './petition-kinds.ts'

/** How an organ came to have the petition, and whether it sent it back. */
export type TransferFact = {
  no: number
  kind: keyof typeof k.transferKinds
  toAgencyId: string
  arrivedOn: LocalDate
  feedbackDueOn: LocalDate | null
  objectedOn: LocalDate | null
  returned: 'AGREED' | 'REFUSED' | null
}

/** One step of asking the next organ above: a review, or a recheck of it. */
export type AppealFact = {
  /** Nothing where the organ above is outside this city. */
  agencyId: string | null
  organName: string | null
  appliedOn: LocalDate
  receivedOn: LocalDate
  opinionOn: LocalDate | null
  conclusion: keyof typeof k.reviewConclusions | null
  replyReceivedOn: LocalDate | null
}

export type PetitionFacts = {
  number: string | null
  lawVersion: string
  originAgencyId: string
  /** Whether the petition office received it, which only passes on. */
  isOffice: boolean
  source: keyof typeof k.petitionSources
  sourceNo: string | null
  channel: keyof typeof k.petitionChannels
  category: k.PetitionCategory
  item: k.RequestItem | null
  isLitigation: boolean
  isUnclear: boolean
  accusedAgencyIds: string[]
  headCount: number
  petitionerIds: string[]
  petitionerKinds: (keyof typeof k.petitionerKinds)[]
  /** The registered names with most of them masked, for papers of acts that name nobody. */
  petitionerMasks: string[]
  /** Petitioners who can be known again by a document: they read their own petition. */
  readers: string[]
  place: string
  kind: string | null
  actOn: LocalDate | null
  receivedOn: LocalDate
  recordedAt: string
  personKeys: (string | null)[]
  respondentKeys: string[]
  /** Petitioners who have taken back their own part. */
  withdrawn: WithdrawnFact[]
  /** Earlier petitions of the same persons on the same affair. */
  alike: string[]
  repeat: { kind: k.RepeatKind; of: string } | null
  taken: Taken | null
  /** The organ that has it in hand; nothing while it lies at the petition office. */
  handlerAgencyId: string | null
  arrivedOn: LocalDate
  handledOn: LocalDate | null
  /** How many times the petition office had it to deal with. */
  round: number
  roundOn: LocalDate
  transfers: TransferFact[]
  conferences: number
  /** The organ that a conference named: it may not object again. */
  boundLead: string | null
  noticeOn: LocalDate | null
  acceptedOn: LocalDate | null
  /** From where the limit to reply counts, once it runs. */
  closeFrom: LocalDate | null
  closeDueOn: LocalDate | null
  closeOuterDueOn: LocalDate | null
  extensionDays: number
  extendedOn: LocalDate | null
  extensionApprovedBy: string | null
  heardOn: LocalDate | null
  investigatedOn: LocalDate | null
  reportedOn: LocalDate | null
  opinionOn: LocalDate | null
  opinionAt: string | null
  opinionNo: string | null
  conclusion: keyof typeof k.opinionConclusions | 'AGREED' | null
  replyReceivedOn: LocalDate | null
  /** Last day for asking for review, or for recheck after a review. */
  appealDueOn: LocalDate | null
  review: AppealFact | null
  recheck: AppealFact | null
  /** Days of hearings during the recheck: they do not count. */
  hearings: { from: LocalDate; to: LocalDate }[]
  publishedOn: LocalDate | null
  ending: k.Ending | null
  endedOn: LocalDate | null
  final: k.FinalGround | null
  finalOn: LocalDate | null
  /** First act under a law newer than the one that the petition runs under. */
  newLawOn: LocalDate | null
  /** Why it was not accepted again. */
  repeatGround: k.RepeatGround | null
  /** Where it was led, as its notice says. */
  ledTo: string | null
  /** How often its opinion was issued anew. */
  reissues: number
  /** Place on the list of counselling and help. */
  help: HelpFact | null
}

const never = '2000-01-01' as LocalDate

export const initialPetition: PetitionFacts = {
  number: null,
  lawVersion: '',
  originAgencyId: '',
  isOffice: false,
  source: 'DIRECT',
  sourceNo: null,
  channel: 'VISIT',
  category: 'REQUEST',
  item: null,
  isLitigation: false,
  isUnclear: false,
  accusedAgencyIds: [],
  headCount: 1,
  petitionerIds: [],
  petitionerKinds: [],
  petitionerMasks: [],
  readers: [],
  place: '',
  kind: null,
  actOn: null,
  receivedOn: never,
  recordedAt: '',
  personKeys: [],
  respondentKeys: [],
  withdrawn: [],
  alike: [],
  repeat: null,
  taken: null,
  handlerAgencyId: null,
  arrivedOn: never,
  handledOn: null,
  round: 0,
  roundOn: never,
  transfers: [],
  conferences: 0,
  boundLead: null,
  noticeOn: null,
  acceptedOn: null,
  closeFrom: null,
  closeDueOn: null,
  closeOuterDueOn: null,
  extensionDays: 0,
  extendedOn: null,
  extensionApprovedBy: null,
  heardOn: null,
  investigatedOn: null,
  reportedOn: null,
  opinionOn: null,
  opinionAt: null,
  opinionNo: null,
  conclusion: null,
  replyReceivedOn: null,
  appealDueOn: null,
  review: null,
  recheck: null,
  hearings: [],
  publishedOn: null,
  ending: null,
  endedOn: null,
  final: null,
  finalOn: null,
  newLawOn: null,
  repeatGround: null,
  ledTo: null,
  reissues: 0,
  help: null,
}

export const { action, define } = procedureOf<PetitionFacts>()
export type PetitionContext<I = any> = Context<PetitionFacts, I>

/** Who has the petition now: the organ that it was passed on to, else the one that received it. */
export const holderOf = (f: PetitionFacts): string => f.handlerAgencyId ?? f.originAgencyId
export const lastTransfer = (f: PetitionFacts): TransferFact | undefined => f.transfers.at(-1)
/** Whether it may still reach the organ's written reply. */
export const isOpen = (f: PetitionFacts): boolean => f.ending === null
/** The step of asking above that runs now or ran last. */
export const appealOf = (f: PetitionFacts): AppealFact | null => f.recheck ?? f.review

export const withTransfer = (f: PetitionFacts, change: Partial<TransferFact>): PetitionFacts => ({
  ...f,
  transfers: f.transfers.map((t, i) => (i === f.transfers.length - 1 ? { ...t, ...change } : t)),
})

/** Facts after an act by which the petition ends for whoever offered it. */
export const ended = (f: PetitionFacts, act: FoldedAct, ending: k.Ending, on = act.declaredOn): PetitionFacts => ({
  ...f,
  ending,
  endedOn: on,
})

/** What the giver of the offer is told of the end, in the shape that every path shares. */
export const endedFacts = (f: PetitionFacts) => ({
  outcome: f.ending === 'OPINION' || f.ending === 'AGREEMENT' ? f.ending : 'OTHER',
  ending: f.ending,
  isFinal: f.final !== null,
  reviewDueOn: f.final === null && f.review === null ? f.appealDueOn : null,
  number: f.number,
  document: f.opinionNo,
  conclusion: f.conclusion === 'AGREED' ? null : f.conclusion,
})

// ----- Who is speaking -----

/** The organ that has the petition acts, and no other. */
export function judgeHolder(ctx: PetitionContext): void {
  if (ctx.actor.agency !== holderOf(ctx.facts)) ctx.refuse('centre.petition.notHolder')
}

/** The petitioner speaks: in person, or recorded by an organ with a paper or a recording. */
export function judgeVoice(ctx: PetitionContext<{ document?: unknown }>): void {
  if (ctx.actor.role === 'party') return
  if (ctx.input.document === undefined) ctx.refuse('centre.petition.byProxy', undefined, { field: 'document' })
}

/** Days given in a form lie between two others. */
export function judgeDay(ctx: PetitionContext, field: string, on: LocalDate | undefined, from?: LocalDate): void {
  if (on === undefined) return
  if (on > ctx.declaredOn || (from !== undefined && on < from)) ctx.refuse('centre.petition.day', undefined, { field })
}
