/** What one case in one instance keeps between its acts: who is sued, what ran, what was heard, found and done. Never names of people. */
import type { LocalDate } from '#kernel/clock'
import type { Offer } from '#kernel/handover'
import type { Context, FoldedAct } from '#kernel/procedure'
import { procedureOf } from '#kernel/procedure'
import type { ReconOutcome, SuedFor } from './defendants.ts'
import type { Entry } from './entry.ts'
import { countOf, countOfCase, type HeadCategory, type HeadCount, isPresent, type Presence } from './heads.ts'
import type * as k from './kinds.ts'
import { type Item, lossOf } from './results.ts'
import { court } from './roles.ts'

/** An organ sued, or called in as third party. */
export type DefendantFact = {
  /** Nothing where the organ is outside this city: it is named, and nothing of it is counted. */
  agencyId: string | null
  name: string
  role: k.DefendantRole
  level: k.Level
  kind: k.OrganKind
  isVertical: boolean
  copyOn: LocalDate | null
  answeredOn: LocalDate | null
  evidenceOn: LocalDate | null
  extension: 'REQUESTED' | 'GRANTED' | 'REFUSED' | null
  /** When more time was asked for: in time, though the court decides later. */
  extensionOn: LocalDate | null
  obstacleOn: LocalDate | null
  appeal: 'APPEAL' | 'NO_APPEAL' | null
  /** When a judgment or ruling that can be appealed against was served on it. */
  servedOn: LocalDate | null
}

/** A sitting, planned or held. */
export type HearingFact = {
  no: number
  heldOn: LocalDate
  isHeld: boolean
  form: keyof typeof k.hearingForms
  isReNotice: boolean
  isPostponedByAgency: boolean
  courtNotice: keyof typeof k.courtNotices
  /** The case in whose sitting this one is heard together; nothing where it leads. */
  mergedInto: string | null
}
/** One organ at one sitting, before and after it. */
export type AppearanceFact = {
  no: number
  agencyId: string
  designated: HeadCategory | null
  absence: k.AbsenceReason | null
  courtOpinion: k.CourtOpinion
  isHeld: boolean
  attended: boolean
  category: HeadCategory | null
  idProof: k.CourtOpinion
  staffAttended: boolean
  lawyerAttended: boolean
  spoke: boolean
  left: boolean
  refusedToExplain: boolean
  /** By the court's own record or by supervision. */
  isRecognised: boolean
}

/** One item of the judgment that stands, and what became of it. */
export type ItemFact = Item & {
  no: number
  /** Whether the organ has something to do by it. */
  hasDuty: boolean
  dueOn: LocalDate | null
  performedOn: LocalDate | null
  redo: 'SAME' | 'DIFFERENT' | null
}

export type SuitFacts = {
  caseNo: string
  court: string
  courtLevel: k.CourtLevel
  instance: k.Instance
  suitKind: k.SuitKind
  procedure: k.CourtProcedure
  actKind: keyof typeof k.actKinds
  actOn: LocalDate | null
  docketedOn: LocalDate | null
  docketedAt: string | null
  /** From where the court's own limit counts in second instance. */
  appealReceivedOn: LocalDate | null
  origin: k.Origin | null
  parentId: string | null
  /** A retrial by the rules of first or of second instance. */
  isBySecond: boolean
  isAppellant: boolean
  chainId: string
  groupKey: string | null
  recon: { outcome: ReconOutcome; over: SuedFor } | null
  expectedCourt: k.CourtLevel | null
  defendants: DefendantFact[]
  /** Days within which the court asks for answer and evidence; fewer than fifteen only in summary procedure. */
  answerDays: number
  /** Where the case stands, whatever else is suspended. */
  phase: string
  excluded: { from: LocalDate; to: LocalDate }[]
  suspensions: { ground: k.SuspensionGround; from: LocalDate }[]
  changes: { on: LocalDate; kind: keyof typeof k.changeKinds }[]
  norms: { no: number; makerId: string; answeredOn: LocalDate | null }[]
  interferedOn: LocalDate | null
  isStayed: boolean
  hearings: HearingFact[]
  appearances: AppearanceFact[]
  representative: string | null
  headsKnownAt: string | null
  isSuspended: boolean
  /** What somebody entered of a decision of the court, and nobody else has confirmed. */
  pending: Entry | null
  judgment: JudgmentFact | null
  /** How the instance ended; `servedOn` where a ruling that nobody can appeal against names the day of its service. */
  concluded: { mode: k.ConcludeMode; code: string; on: LocalDate; isAppealable: boolean; servedOn?: LocalDate } | null
  concludedAt: string | null
  /** Of first instance: whether the case was lost by its own judgment. Never changed by a second one. */
  isLost: boolean
  isLostBy: string[]
  othersServedOn: LocalDate | null
  /** The other side's appeal: filed, and its copy received here. */
  otherAppeal: { filedOn: LocalDate; receivedOn: LocalDate } | null
  ownAppealOn: LocalDate | null
  appealAnsweredBy: string[]
  second: { outcome: k.SecondOutcome; on: LocalDate } | null
  /** When the platform learned that the case was sent back: a new one stands in its place from then on. */
  supersededAt: string | null
  effectiveOn: LocalDate | null
  effectiveAt: string | null
  /** What stands in the end: items of this instance, or those that the second put in their place. */
  items: ItemFact[]
  isFinallyLost: boolean
  retrialFiledOn: LocalDate | null
  performedAt: string | null
  enforcedOn: LocalDate | null
  reviewedOn: LocalDate | null
  closedOn: LocalDate | null
  offers: Offer[]
  /** Who acts for an organ: how the matter names him as a reader. Absent in cases of before. */
  counsels?: { no: number; agencyId: string; reader: string }[]
}
export type JudgmentFact = {
  madeOn: LocalDate
  code: string
  items: ItemFact[]
  noted: k.NotedCircumstance[]
  servedOn: LocalDate | null
  othersServedOn: LocalDate | null
}

export const initialSuit: SuitFacts = {
  caseNo: '',
  court: '',
  courtLevel: 'BASIC',
  instance: 'FIRST',
  suitKind: 'ORDINARY',
  procedure: 'ORDINARY',
  actKind: 'OTHER',
  actOn: null,
  docketedOn: null,
  docketedAt: null,
  appealReceivedOn: null,
  origin: null,
  parentId: null,
  isBySecond: false,
  isAppellant: false,
  chainId: '',
  groupKey: null,
  recon: null,
  expectedCourt: null,
  defendants: [],
  answerDays: 15,
  phase: 'DOCKETED',
  excluded: [],
  suspensions: [],
  changes: [],
  norms: [],
  interferedOn: null,
  isStayed: false,
  hearings: [],
  appearances: [],
  representative: null,
  headsKnownAt: null,
  isSuspended: false,
  pending: null,
  judgment: null,
  concluded: null,
  concludedAt: null,
  isLost: false,
  isLostBy: [],
  othersServedOn: null,
  otherAppeal: null,
  ownAppealOn: null,
  appealAnsweredBy: [],
  second: null,
  supersededAt: null,
  effectiveOn: null,
  effectiveAt: null,
  items: [],
  isFinallyLost: false,
  retrialFiledOn: null,
  performedAt: null,
  enforcedOn: null,
  reviewedOn: null,
  closedOn: null,
  offers: [],
}

export const { action, define } = procedureOf<SuitFacts>()
export type SuitContext<I = any> = Context<SuitFacts, I>

/** Organs of this city in the case, those that are sued and those called in. */
export const ours = (f: SuitFacts): (DefendantFact & { agencyId: string })[] =>
  f.defendants.filter((d): d is DefendantFact & { agencyId: string } => d.agencyId !== null)
/** Those of them that are sued. */
export const sued = (f: SuitFacts) => ours(f).filter((d) => d.role !== 'THIRD_PARTY_AGENCY')
/** The organ by which the case counts as one of the city itself or of a county: the original one, or whoever stands alone. */
export const leading = (f: SuitFacts): DefendantFact | undefined => leadingOf(f.defendants)
export const leadingOf = <D extends { role: k.DefendantRole }>(list: readonly D[]): D | undefined =>
  (['ORIGINAL', 'RECON_ORGAN_ALONE', 'JOINT_ACT', 'RECON_ORGAN'] as const)
    .map((role) => list.find((d) => d.role === role))
    .find((d) => d !== undefined)
/** Whether this instance's judgments and rulings are final by themselves: nobody appeals from a review of whether to retry a case. */
export const isLastInstance = (f: SuitFacts): boolean =>
  f.instance === 'SECOND' || f.instance === 'RETRIAL_REVIEW' || (f.instance === 'RETRIAL' && f.isBySecond)
/** Whether the instance is tried by the rules of first instance. */
export const isFirst = (f: SuitFacts): boolean => f.instance === 'FIRST' || (f.instance === 'RETRIAL' && !f.isBySecond)

/** The organ for which an act is: its own, or the one that the court's record names. */
export const agencyOf = (act: Pick<FoldedAct, 'payload' | 'agency'>): string => act.payload.agencyId ?? act.agency
export const withDefendant = (f: SuitFacts, agencyId: string, change: Partial<DefendantFact>): SuitFacts => ({
  ...f,
  defendants: f.defendants.map((d) => (d.agencyId === agencyId ? { ...d, ...change } : d)),
})
export const defendantOf = (f: SuitFacts, agencyId: string): DefendantFact | undefined =>
  f.defendants.find((d) => d.agencyId === agencyId)

/** The day that a form names, else the day of the act. */
export const dayOf = (act: FoldedAct, field = 'on'): LocalDate => act.payload[field] ?? act.declaredOn

/** Where the case stands between hearings. */
export function restPhase(f: SuitFacts): string {
  if (f.hearings.some((h) => h.isHeld)) return 'HEARD'
  const copied = ours(f).filter((d) => d.copyOn !== null)
  if (copied.length === 0) return 'DOCKETED'
  return copied.every((d) => d.answeredOn !== null) ? 'ANSWERED' : 'COPY_RECEIVED'
}
export const nextHearing = (f: SuitFacts): HearingFact | undefined => f.hearings.find((h) => !h.isHeld)

const emptyAppearance: Omit<AppearanceFact, 'no' | 'agencyId'> = {
  designated: null,
  absence: null,
  courtOpinion: 'NONE',
  isHeld: false,
  attended: false,
  category: null,
  idProof: 'NONE',
  staffAttended: false,
  lawyerAttended: false,
  spoke: false,
  left: false,
  refusedToExplain: false,
  isRecognised: false,
}
/** The appearance of an organ at a sitting, with what is now known of it. */
export function withAppearance(f: SuitFacts, no: number, agencyId: string, change: Partial<AppearanceFact>): SuitFacts {
  const is = (a: AppearanceFact) => a.no === no && a.agencyId === agencyId
  const known = f.appearances.find(is)
  return known
    ? { ...f, appearances: f.appearances.map((a) => (is(a) ? { ...a, ...change } : a)) }
    : { ...f, appearances: [...f.appearances, { ...emptyAppearance, no, agencyId, ...change }] }
}
export const appearanceOf = (f: SuitFacts, no: number, agencyId: string): AppearanceFact | undefined =>
  f.appearances.find((a) => a.no === no && a.agencyId === agencyId)

const presenceOf = (a: AppearanceFact): Presence => ({
  no: a.no,
  agencyId: a.agencyId,
  isPresent: isPresent(a),
  category: a.category,
  isJustified: a.absence !== null && a.courtOpinion === 'ACCEPTED',
})
/** What counts of each organ; nothing before the first sitting, and nothing of a mere review for retrial. */
export function headCounts(f: SuitFacts): Map<string, HeadCount> {
  const out = new Map<string, HeadCount>()
  if (f.instance === 'RETRIAL_REVIEW') return out
  const sittings = f.hearings.filter((h) => h.isHeld)
  for (const d of ours(f)) {
    const count = countOf(d.agencyId, sittings, f.appearances.map(presenceOf), f.representative)
    if (count) out.set(d.agencyId, count)
  }
  return out
}
export const caseCount = (f: SuitFacts): HeadCount | undefined => countOfCase([...headCounts(f).values()])

/** Facts once the instance has its judgment. */
export function judged(f: SuitFacts, j: JudgmentFact, act: FoldedAct): SuitFacts {
  const loss = lossOf(j.items)
  const served = (d: DefendantFact) => (d.agencyId !== null ? (j.servedOn ?? d.servedOn) : d.servedOn)
  return {
    ...f,
    judgment: j,
    items: j.items,
    isLost: loss.isLost,
    isLostBy: [...loss.agencies],
    concluded: { mode: 'JUDGMENT', code: j.code, on: j.madeOn, isAppealable: !isLastInstance(f) },
    concludedAt: act.recordedAt,
    othersServedOn: j.othersServedOn,
    defendants: f.defendants.map((d) => ({ ...d, servedOn: served(d) })),
  }
}
/** Facts once something stands for good. */
export const effective = (f: SuitFacts, act: FoldedAct, on: LocalDate, items: ItemFact[] = f.items): SuitFacts => ({
  ...f,
  items,
  effectiveOn: on,
  effectiveAt: act.recordedAt,
  isFinallyLost: lossOf(items).isLost,
})
/**
 * From when a judgment, ruling or settlement stands, against which a retrial can be asked for; nothing while it can be appealed
 * against, where a remand took its place, and of a mere review for retrial, after which only the procuratorate is left (art. 117).
 */
export function standsOn(f: SuitFacts): LocalDate | null {
  if (f.supersededAt || f.instance === 'RETRIAL_REVIEW') return null
  if (f.effectiveOn !== null) return f.effectiveOn
  if (f.concluded === null || f.concluded.mode === 'JUDGMENT' || f.concluded.isAppealable) return null
  return f.concluded.servedOn ?? f.concluded.on
}
/** Days on which the ruling or judgment was served on every party; nothing while one of them is not known. */
export function allServedOn(f: SuitFacts): LocalDate | null {
  const days = [...ours(f).map((d) => d.servedOn), f.othersServedOn]
  return days.every((d): d is LocalDate => d !== null) ? (days.reduce((a, b) => (a! > b! ? a : b)) as LocalDate) : null
}
/** When the paper that stands was served on the other side: what it gives no day for counts from there. */
export const finalServiceOn = (f: SuitFacts): LocalDate | null => f.second?.on ?? f.othersServedOn ?? f.effectiveOn
/** Whether what stands in the end is followed up at the case of first instance, of which this one is the appeal. */
export const isFollowedAtFirst = (f: SuitFacts): boolean => f.origin === 'APPEAL' && f.parentId !== null
export const openItems = (f: SuitFacts): ItemFact[] =>
  isFollowedAtFirst(f) ? [] : f.items.filter((i) => i.hasDuty && i.performedOn === null)

// ----- Who acts, and when -----

/** Days given in a form lie between two others. */
export function judgeDay(ctx: SuitContext, field: string, on: LocalDate | undefined, from?: LocalDate | null): void {
  if (on === undefined) return
  if (on > ctx.declaredOn || (from && on < from)) ctx.refuse('litigation.day', undefined, { field })
}
/** An organ acts for itself; the court's record and supervision name the organ. */
export function judgeDefendant(ctx: SuitContext<{ agencyId?: string | undefined }>): DefendantFact {
  const { actor, facts } = ctx
  const named = ctx.input.agencyId ?? actor.agency
  const d = defendantOf(facts, named)
  if (!d || (actor.scope.kind === 'reader' && named !== actor.agency))
    return ctx.refuse('litigation.notDefendant', undefined, { field: 'agencyId' })
  return d
}
export const isCourt = (act: Pick<FoldedAct, 'capacity'>): boolean => act.capacity === court
