/**
 * One attempt in full: parties, consents, sessions, agreement, what came after, every step with its time. Each is made
 * from its own stream, so any one can be made alone and gives the same.
 */

import { nextWorkdayOnOrAfter, stepWorkdays } from '#kernel/calendar'
import { type Instant, type LocalDate, localDateOf } from '#kernel/clock'
import type { City, CommitteeKind, Group, Source } from './city.ts'
import type { PlannedCommittee } from './committees.ts'
import type { DecoyKind, Draft, Outcome } from './drafts.ts'
import type { Staff } from './mediators.ts'
import { type PlannedParty, partiesOf } from './parties.ts'
import { idFor, pick, pickKey, type Random, randomFamily } from './random.ts'
import { duesOf, isLabour } from './schedule.ts'
import { type Day, type Days, dateOf, dayOf, type OfficeHours, sitsOnWeekends, soonAfter, Timeline } from './timing.ts'

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

/** Makes the detail of drafts; the streams are keyed by the draft's key, so order does not matter. */
export function detailer(ctx: DetailContext): (draft: Draft) => PlannedDispute {
  const family = randomFamily(ctx.seed, 'detail')
  const rootFamily = randomFamily(ctx.seed, 'root')
  // Eight o'clock of the day it came in, before any office opens: known to linked matters without their details.
  const idOf = (d: Draft) => idFor(ctx.seed, 'matter', d.key, Date.parse(`${dateOf(d.received)}T00:00:00Z`))
  return (draft) => {
    const random = family(draft.key)
    const base = baseOf(draft, ctx, rootFamily, random, idOf)
    const plan = facts(draft, base, ctx, random)
    return { ...base, ...steps(draft, { ...base, ...plan }, ctx, random), ...plan.kept }
  }
}

type Base = Omit<PlannedDispute, 'receivedAt' | 'consents' | 'sessions' | 'extensions'>

/** The first attempt at the dispute; a duplicate merged into another matter is about that one's dispute. */
function firstOf(d: Draft): Draft {
  const into = d.mergedInto ?? d
  return into.previous ?? into.transferredFrom ?? into
}

function baseOf(
  d: Draft,
  ctx: DetailContext,
  rootFamily: (index: number) => Random,
  random: Random,
  idOf: (d: Draft) => string,
): Base {
  const committee = ctx.committees[d.committee]!
  const { demo } = ctx.city
  const band = demo.headCounts[d.head]!
  const dispute = firstOf(d)
  const root = rootFamily(dispute.rootIndex)
  // What belongs to the dispute comes from the root's stream, in a fixed order, so that every attempt agrees on it.
  const headCount = band.from + root.int(band.to - band.from + 1)
  const towns = ctx.names.towns.get(committee.county) ?? [committee.town]
  const rootTown = towns[root.int(towns.length)]!
  const first = d.previous ?? d.transferredFrom ?? d
  const county = ctx.committees[dispute.committee]!.county
  const parties = partiesOf({
    root: dispute.ordinal,
    kind: d.kind,
    headCount,
    county,
    countyName: ctx.names.county.get(county) ?? '',
    year: ctx.year,
    random: root,
  })
  const town = committee.level === 'COUNTY' || committee.level === 'CITY' ? rootTown : committee.town
  const [a, b] = [parties.find((p) => p.side === 'A')!, parties.find((p) => p.side === 'B')!]
  return {
    index: d.index,
    rootIndex: d.rootIndex,
    rootId: idFor(ctx.seed, 'root', first.key, Date.parse(`${dateOf(first.received)}T00:00:00Z`)),
    matterId: idOf(d),
    attemptNo: d.attemptNo,
    ...(d.decoy ? { decoy: d.decoy } : {}),
    counted: d.counted,
    carriedOver: d.carriedOver,
    ...(d.previous ? { previousMatterId: idOf(d.previous) } : {}),
    ...(d.supersededBy ? { supersededByMatterId: idOf(d.supersededBy) } : {}),
    ...(d.transferredFrom ? { transferredFromMatterId: idOf(d.transferredFrom) } : {}),
    ...(d.transferredTo ? { transferredToMatterId: idOf(d.transferredTo) } : {}),
    ...(d.mergedInto ? { mergedIntoMatterId: idOf(d.mergedInto) } : {}),
    county: committee.county,
    town,
    committee: d.committee,
    committeeKind: committee.kind,
    group: committee.group,
    mediators: mediatorsOf(d, ctx, random),
    source: d.source,
    ...referralOf(d, committee, ctx, random),
    kind: d.kind,
    outcome: d.outcome,
    parties,
    headCount,
    isGroup: headCount >= 10,
    summary: `${a.name}与${b.name}因${KIND_LABEL[d.kind] ?? d.kind}发生纠纷，请求调解（模拟数据）`,
    amountInvolvedFen: null,
    amountPayableFen: null,
    isInstant: false,
    isLandContract: false,
    isDeathOrSeriousInjury: false,
    isMajorComplex: false,
    riskLevel: pickKey(demo.risk, random),
    quickOral: false,
    overdue: d.overdue,
  }
}

/** One or two of the committee's people who were in office when the matter was accepted. */
function mediatorsOf(d: Draft, ctx: DetailContext, random: Random): number[] {
  if (d.accepted === undefined || d.outcome === 'MERGED') return []
  const inOffice = (s: { since: Day; until?: Day }) => s.since <= d.accepted! && (s.until ?? d.ended + 1) > d.ended
  const serving = ctx.serving[d.committee]!.filter(inOffice)
  if (serving.length === 0) return []
  const first = pick(serving, random).person
  const second = random.chance(0.15) ? pick(serving, random).person : first
  return second === first ? [first] : [first, second]
}

function referralOf(d: Draft, c: PlannedCommittee, ctx: DetailContext, random: Random): { referral?: Referral } {
  const year = dateOf(d.received).slice(0, 4)
  const letter = (word: string) => `示${word}〔${year}〕${1 + (d.key % 9_999_999)}号`
  const signed = { courtSignedOn: dateOf(d.received) }
  switch (d.source) {
    case 'COURT_DELEGATED':
      return { referral: { agency: `court-${c.county}`, mode: 'DELEGATED', letterNo: letter('诉前委派'), ...signed } }
    case 'COURT_ENTRUSTED':
      return {
        referral: {
          agency: `court-${c.county}`,
          mode: 'ENTRUSTED',
          letterNo: letter('委托调解'),
          ...signed,
          courtProcedure: d.courtProcedure ?? 'ORDINARY',
        },
      }
    case 'COURT_INFORMED':
      return { referral: { agency: `court-${c.county}`, mode: 'INFORMED' } }
    case 'POLICE':
      return random.chance(ctx.city.demo.policeWithLetter)
        ? { referral: { agency: `police-${c.county}`, mode: 'ENTRUSTED', letterNo: letter('公委调') } }
        : { referral: { agency: `police-${c.county}`, mode: 'INFORMED' } }
    case 'PETITION':
      return { referral: { agency: `petition-${c.county}`, mode: 'ENTRUSTED', letterNo: letter('信委调') } }
    case 'PROCURATORATE':
      return { referral: { agency: `procuratorate-${c.county}`, mode: 'ENTRUSTED', letterNo: letter('检委调') } }
    case 'OTHER_STATE_ORGAN':
      return { referral: { agency: `gov-${c.county}`, mode: 'ENTRUSTED', letterNo: letter('政委调') } }
    case 'CENTRE':
      return { referral: { agency: `centre-${c.county}`, mode: 'ENTRUSTED', letterNo: letter('中心流转') } }
    case 'HOTLINE':
      return { referral: { agency: `hotline-${ctx.city.demo.city}`, mode: 'INFORMED' } }
    default:
      return {}
  }
}

/** Amounts and the traits that decide the form, consistent with it (宁波市人民调解条例 art. 24; chapter 4, A4.4). */
function facts(d: Draft, base: Base, ctx: DetailContext, random: Random) {
  const { demo } = ctx.city
  const kind = demo.kinds[d.kind]!
  const settled = d.outcome === 'SETTLED_FULL' || d.outcome === 'SETTLED_PARTIAL'
  const form = settled ? (d.written ? ('WRITTEN' as const) : ('ORAL' as const)) : undefined
  let involved: number | null = null
  if (random.chance(kind.amountShare)) {
    do {
      const yuan = kind.amountMedianYuan * Math.exp(demo.amountSigma * random.normal())
      involved = Math.max(50, yuan > 5000 ? Math.round(yuan / 100) * 100 : Math.round(yuan / 10) * 10) * 100
    } while (form === 'ORAL' && involved >= MAJOR_FEN)
  }
  const grave = d.written && (d.kind === 'TRAFFIC' || d.kind === 'MEDICAL') && random.chance(0.03)
  const [low, high] = demo.agreement.payableShare
  const payable =
    settled && involved !== null ? Math.round((involved * (low + (high - low) * random.next())) / 100) * 100 : null
  const isInstant = settled && (form === 'ORAL' || random.chance(demo.agreement.instantShareOfWritten))
  const kept = {
    ...(form ? { form } : {}),
    amountInvolvedFen: involved,
    amountPayableFen: payable,
    isInstant,
    isLandContract: d.kind === 'FOREST_LAND' && d.written && random.chance(0.4),
    isDeathOrSeriousInjury: grave,
    isMajorComplex: grave || base.headCount >= 10 || (involved ?? 0) >= MAJOR_FEN,
  }
  return { ...kept, kept }
}

/** From this amount on a dispute is major: 100,000 yuan (a convention of the platform). */
const MAJOR_FEN = 10_000_000

type Steps = Pick<PlannedDispute, 'receivedAt' | 'consents' | 'sessions' | 'extensions'> & Partial<PlannedDispute>
type Known = Base & { form?: 'WRITTEN' | 'ORAL' }

function steps(d: Draft, base: Known, ctx: DetailContext, random: Random): Steps {
  if (d.outcome === 'NOT_ACCEPTED') return notAcceptedSteps(d, base, ctx, random)
  if (d.outcome === 'TRANSFERRED_OUT') return transferredSteps(d, base, ctx, random)
  if (d.outcome === 'MERGED') return mergedSteps(d, base, ctx, random)
  if (d.outcome === 'ENDED_BEFORE_START') return endedSteps(d, base, ctx, random)
  return mediatedSteps(d, base, ctx, random)
}

const asksEverybody = (d: Draft) => d.source === 'COMMITTEE_INITIATIVE' || d.kind === 'MEDICAL' || isLabour(d.kind)

/** Who has to be asked: everybody where the committee or another body began, the other side where one side applied. */
function consenting(d: Draft, base: Base): number[] {
  const all = base.parties.map((_, i) => i).filter((i) => !base.parties[i]!.guardianOf)
  if (base.referral && base.referral.mode !== 'INFORMED') return all
  if (asksEverybody(d)) return all
  return all.filter((i) => base.parties[i]!.side !== 'A')
}

const CHANNELS = ['当面', '电话', '书面'] as const

function notAcceptedSteps(d: Draft, base: Known, ctx: DetailContext, random: Random): Steps {
  const reason =
    d.source === 'COMMITTEE_INITIATIVE' ? 'PARTY_REFUSED' : pickKey(ctx.city.demo.notAcceptedReasons, random)
  const line = new Timeline(ctx.hours).add('received', d.received)
  const refusing = base.parties.findIndex((p) => p.side === 'B')
  if (reason === 'PARTY_REFUSED') line.add('refused', d.ended)
  line.add('notAccepted', d.ended)
  closing(line, d, base, ctx, random)
  const at = line.resolve(random)
  return {
    receivedAt: at.get('received')!,
    consents:
      reason === 'PARTY_REFUSED'
        ? [{ party: refusing, at: at.get('refused')!, result: 'REFUSE_EXPLICIT', channel: pick(CHANNELS, random) }]
        : [],
    sessions: [],
    extensions: [],
    notAccepted: { at: at.get('notAccepted')!, reason },
    ...closed(at),
  }
}

/** Up to acceptance and assignment. */
function opening(line: Timeline, d: Draft, base: Known, until: Day): void {
  line.add('received', d.received)
  for (const i of consenting(d, base)) line.add(`consent ${i}`, Math.min(d.accepted!, until))
  line.add('accepted', d.accepted!)
}

function consentsAt(at: Map<string, Instant>, d: Draft, base: Known, random: Random): PlannedConsent[] {
  return consenting(d, base).map((i) => ({
    party: i,
    at: at.get(`consent ${i}`)!,
    result: 'CONSENT',
    channel: pick(CHANNELS, random),
  }))
}

function transferredSteps(d: Draft, base: Known, ctx: DetailContext, random: Random): Steps {
  const line = new Timeline(ctx.hours)
  opening(line, d, base, d.ended)
  const at = line.resolve(random)
  return {
    receivedAt: at.get('received')!,
    consents: consentsAt(at, d, base, random),
    sessions: [],
    extensions: [],
    acceptedAt: at.get('accepted')!,
    mediators: [],
    transfer: { at: handOverAt(d, ctx), on: dateOf(d.ended) },
  }
}

/** The time of a hand-over is that of its giving matter, whichever side asks. */
function handOverAt(giving: Draft, ctx: DetailContext): Instant {
  const line = new Timeline(ctx.hours).addHandOver('handOver', giving.ended)
  return line.resolve(randomFamily(ctx.seed, 'hand-over')(giving.key)).get('handOver')!
}

function mergedSteps(d: Draft, base: Known, ctx: DetailContext, random: Random): Steps {
  const line = new Timeline(ctx.hours)
  opening(line, d, base, d.ended)
  line.addHandOver('merged', d.ended)
  const at = line.resolve(random)
  return {
    receivedAt: at.get('received')!,
    consents: consentsAt(at, d, base, random),
    sessions: [],
    extensions: [],
    acceptedAt: at.get('accepted')!,
    merge: { at: at.get('merged')! },
  }
}

function endedSteps(d: Draft, base: Known, ctx: DetailContext, random: Random): Steps {
  const reason = pickKey(ctx.city.demo.endedReasons, random)
  const line = new Timeline(ctx.hours)
  opening(line, d, base, d.ended)
  line.add('assigned', d.accepted!)
  if (reason === 'PARTY_REFUSED') line.add('refused', d.ended)
  line.add('ended', d.ended)
  closing(line, d, base, ctx, random)
  const at = line.resolve(random)
  const consents = consentsAt(at, d, base, random)
  if (reason === 'PARTY_REFUSED') {
    const party = base.parties.findIndex((p) => p.side === 'B')
    consents.push({ party, at: at.get('refused')!, result: 'REFUSE_EXPLICIT', channel: pick(CHANNELS, random) })
  }
  return {
    receivedAt: at.get('received')!,
    consents,
    sessions: [],
    extensions: [],
    acceptedAt: at.get('accepted')!,
    assignedAt: at.get('assigned')!,
    endedBeforeStart: { at: at.get('ended')!, reason },
    ...closed(at),
  }
}

const SESSION_MODES = { ONSITE: 45, OFFICE: 48, ONLINE: 4, PHONE: 3 } as const

/** From acceptance to conclusion and after. */
function mediatedSteps(d: Draft, base: Known, ctx: DetailContext, random: Random): Steps {
  const { days } = ctx
  const line = new Timeline(ctx.hours)
  const moved = d.transferredFrom
  // Matters that came by transfer begin here on the day after the hand-over.
  const begin = moved ? moved.ended + 1 : d.accepted!
  const dayIn = (low: Day, high: Day) => {
    const wished = low + (high > low ? random.int(high - low + 1) : 0)
    const day = days.from(base.group, wished)
    return day <= high ? day : high
  }
  if (!moved) opening(line, d, base, d.ended)
  const assigned = dayIn(begin, Math.min(d.ended, Math.max(begin, stepWorkdays(days.calendar, begin, 1))))
  line.add('assigned', assigned)
  const sessionDays = sessionsOf(d, assigned, base, dayIn, random)
  const asked = extensionDay(d, sessionDays, assigned, base, ctx)
  const rights = Math.min(sessionDays[0]!, ...(asked === undefined ? [] : [asked]))
  line.add('rights', Math.max(assigned, rights))
  const agreed = settledOf(d)
  const signing = signingDay(d, sessionDays.at(-1)!, base, ctx, random)
  const middle: { name: string; day: Day }[] = sessionDays.map((day, i) => ({ name: `session ${i}`, day }))
  if (asked !== undefined) middle.push({ name: 'asked', day: asked }, { name: 'agreed', day: asked })
  middle.sort((x, y) => x.day - y.day)
  for (const s of middle) line.add(s.name, s.day)
  if (agreed && base.form === 'WRITTEN') {
    base.parties.forEach((_, i) => line.add(`signed ${i}`, signing))
    line.add('mediatorSigned', signing).add('sealed', d.ended)
  }
  line.add('concluded', d.ended)
  const after = agreed ? agreementAfter(d, base, ctx, random) : undefined
  closing(line, d, base, ctx, random, after?.events)
  const at = line.resolve(random)
  const concludedAt = at.get('concluded')!
  const firstSession = at.get('session 0')!
  return {
    receivedAt: moved ? handOverAt(moved, ctx) : at.get('received')!,
    consents: moved ? [] : consentsAt(at, d, base, random),
    ...(moved
      ? { transfer: { at: handOverAt(moved, ctx), on: dateOf(moved.ended) }, acceptedByTransferOn: dateOf(d.accepted!) }
      : { acceptedAt: at.get('accepted')! }),
    assignedAt: at.get('assigned')!,
    rightsAt: at.get('rights')!,
    sessions: sessionDays.map((_, i) => {
      const mode = pickKey(SESSION_MODES, random)
      return {
        at: at.get(`session ${i}`)!,
        mode,
        place: mode === 'ONSITE' ? '纠纷现场' : ctx.committees[d.committee]!.address,
      }
    }),
    ...(base.riskLevel === 'CRIMINAL_RISK'
      ? {
          escalation: {
            at: soonAfter(firstSession, random),
            toAgency: `police-${base.county}`,
            kind: random.chance(0.8) ? ('PUBLIC_SECURITY' as const) : ('CRIMINAL' as const),
          },
        }
      : {}),
    ...(d.appraisal ? { appraisal: { from: dateOf(d.appraisal.from), to: dateOf(d.appraisal.to) } } : {}),
    extensions: d.extensions.map((e) => ({
      clock: e.clock,
      requestedAt: at.get('asked')!,
      consents: base.parties.map((_, party) => ({ party, on: localDateOf(at.get('asked')!) })),
      agreedAt: at.get('agreed')!,
      oldDueOn: dateOf(e.oldDue),
      newDueOn: dateOf(e.newDue),
    })),
    quickOral: base.form === 'ORAL' && d.accepted === d.ended && !moved && random.chance(0.5),
    ...(agreed
      ? {
          agreement: agreementAt(d, base, at, after!.obligations, random),
          sealOn: localDateOf(at.get('sealed') ?? concludedAt),
        }
      : {
          failure: {
            at: concludedAt,
            reason: d.outcome,
            remedyNotice: true as const,
            terminationNotice: d.extensions.length > 0 || d.outcome === 'FAILED_PARTY_QUIT',
          },
        }),
    concludedAt,
    ...(after ? afterAt(after, at, d, base, ctx, random) : {}),
    ...closed(at),
  }
}

const settledOf = (d: Draft) => d.outcome === 'SETTLED_FULL' || d.outcome === 'SETTLED_PARTIAL'

/** One to three sessions, the last as a rule on the day of the conclusion. */
function sessionsOf(d: Draft, assigned: Day, base: Known, dayIn: (l: Day, h: Day) => Day, random: Random): Day[] {
  const length = d.ended - assigned
  const many = base.form === 'ORAL' || length < 2 ? 1 : 1 + random.int(length < 8 ? 2 : 3)
  const list = [d.ended]
  for (let i = 1; i < many; i++) list.push(dayIn(assigned, d.ended))
  return list.sort((a, b) => a - b)
}

/** The day on which everybody asks for more time: before the old last day, after the assignment. */
function extensionDay(d: Draft, sessions: Day[], assigned: Day, base: Known, ctx: DetailContext): Day | undefined {
  if (d.extensions.length === 0) return undefined
  const oldDue = Math.min(...d.extensions.map((e) => e.oldDue))
  const day = Math.max(assigned, ctx.days.upTo(base.group, oldDue - 1))
  // The clock is extended while mediation is under way: at least one session lies before.
  if (sessions[0]! > day) sessions.unshift(assigned)
  return day
}

function signingDay(d: Draft, lastSession: Day, base: Known, ctx: DetailContext, random: Random): Day {
  if (!random.chance(ctx.city.demo.agreement.lateSealShare)) return Math.max(lastSession, d.ended)
  return Math.max(lastSession, ctx.days.upTo(base.group, d.ended - 1 - random.int(2)))
}

type After = {
  obligations: PlannedObligation[]
  events: { name: string; day: Day }[]
  breached: boolean
  satisfaction: number
}

/** What happens after an agreement: performance, follow-up, confirmation, a judgment that undoes it. */
function agreementAfter(d: Draft, base: Known, ctx: DetailContext, random: Random): After {
  const { days, city } = ctx
  const { agreement } = city.demo
  const work = (day: Day) => days.from(base.group, day)
  // The share is one of all agreements; only those not performed at once can be broken.
  const { WRITTEN, ORAL } = city.demo.forms
  const exposed = (WRITTEN / (WRITTEN + ORAL)) * (1 - agreement.instantShareOfWritten)
  const breached = !base.isInstant && random.chance(agreement.breachShare / exposed)
  const obligations = obligationsOf(d, base, ctx, breached, random)
  const last = obligations.reduce((max, o) => Math.max(max, dayOf(o.dueOn)), d.ended)
  const events: { name: string; day: Day }[] = []
  if (base.isInstant) events.push({ name: 'performance', day: d.ended })
  else if (breached) events.push({ name: 'performance', day: work(last + 3 + random.int(10)) })
  else {
    const performed = obligations.reduce((max, o) => Math.max(max, dayOf(o.performedOn!)), d.ended)
    events.push({ name: 'performance', day: work(performed) })
  }
  const owed = !base.isInstant || base.riskLevel !== 'LOW'
  if (owed && random.chance(agreement.followUpShare)) {
    const day = base.isInstant
      ? d.ended + 5 + random.int(20)
      : stepWorkdays(days.calendar, Math.max(last, ...events.map((e) => e.day)), 1 + random.int(4))
    events.push({ name: 'followUp', day: work(day) })
  }
  if (d.confirmation) {
    const due = confirmationDue(d, days)
    const applied =
      d.confirmation === 'LATE'
        ? stepWorkdays(days.calendar, due, 1)
        : Math.min(due, days.from('PROFESSIONAL', d.ended + 1 + random.int(29)))
    events.push({ name: 'applied', day: applied })
    if (d.confirmation !== 'LATE')
      events.push({ name: 'result', day: days.from('PROFESSIONAL', applied + 3 + random.int(20)) })
  }
  if (d.invalidated)
    events.push({ name: 'invalidated', day: days.from('PROFESSIONAL', d.ended + 40 + random.int(100)) })
  return { obligations, events, breached, satisfaction: 3 + random.int(3) }
}

/** Thirty days from the day after it takes effect; the last day rolls (人民调解法 art. 33; chapter 4, 0.2). */
export function confirmationDue(d: Draft, days: Days): Day {
  return dayOf(nextWorkdayOnOrAfter(days.calendar, dateOf(d.ended + 30)).date)
}

function obligationsOf(
  d: Draft,
  base: Known,
  ctx: DetailContext,
  breached: boolean,
  random: Random,
): PlannedObligation[] {
  const { agreement } = ctx.city.demo
  const obligor = base.parties.findIndex((p) => p.side === 'B')
  const obligee = base.parties.findIndex((p) => p.side === 'A')
  const total = base.amountPayableFen
  const parts = base.isInstant || total === null ? 1 : 1 + random.int(3)
  const [low, high] = agreement.dueDays
  const list: PlannedObligation[] = []
  let day = d.ended
  for (let i = 0; i < parts; i++) {
    if (!base.isInstant) day += low + random.int(Math.max(1, Math.floor((high - low) / parts)))
    const share =
      total === null ? null : i === parts - 1 ? total - Math.floor(total / parts) * i : Math.floor(total / parts)
    const onTime = random.chance(agreement.performedOnTimeShare)
    const back = base.isInstant ? 0 : random.int(Math.min(5, day - d.ended))
    const performed = base.isInstant ? day : onTime ? day - back : day + 1 + random.int(10)
    const broken = breached && i === parts - 1
    list.push({
      seq: i + 1,
      obligor,
      obligee,
      content: total === null ? '停止争议行为，互不追究，今后友好相处' : '支付约定款项',
      amountFen: share,
      dueOn: dateOf(day),
      ...(broken ? {} : { performedOn: dateOf(performed) }),
    })
  }
  return list
}

function agreementAt(
  d: Draft,
  base: Known,
  at: Map<string, Instant>,
  obligations: PlannedObligation[],
  random: Random,
): PlannedAgreement {
  const written = base.form === 'WRITTEN'
  const identity = d.kind === 'MARRIAGE_FAMILY' && !d.confirmation && random.chance(0.1)
  const [a, b] = [base.parties.find((p) => p.side === 'A')!, base.parties.find((p) => p.side === 'B')!]
  return {
    form: written ? 'WRITTEN' : 'ORAL',
    scope: d.outcome === 'SETTLED_PARTIAL' ? 'PARTIAL' : 'FULL',
    signedAt: written ? base.parties.map((_, party) => ({ party, at: at.get(`signed ${party}`)! })) : [],
    ...(written ? { mediatorSignedAt: at.get('mediatorSigned')!, sealedAt: at.get('sealed')! } : {}),
    effectiveOn: localDateOf(at.get('sealed') ?? at.get('concluded')!),
    obligations,
    flags: identity ? ['IDENTITY_RELATION'] : [],
    content: identity
      ? `${a.name}、${b.name}同意到婚姻登记机关办理手续，并就财产和子女抚养达成一致`
      : `${a.name}、${b.name}就纠纷达成一致${d.outcome === 'SETTLED_PARTIAL' ? '（部分事项）' : ''}`,
  }
}

function afterAt(
  after: After,
  at: Map<string, Instant>,
  d: Draft,
  base: Known,
  ctx: DetailContext,
  random: Random,
): Partial<PlannedDispute> {
  const followUp = at.get('followUp')
  const applied = at.get('applied')
  const serving = ctx.serving[d.committee]!.filter((s) => !base.mediators.includes(s.person))
  const court = `court-${base.county}`
  const year = (t: Instant) => t.slice(0, 4)
  return {
    performance: { at: at.get('performance')!, state: after.breached ? 'BREACHED' : 'PERFORMED' },
    ...(followUp && serving.length > 0
      ? {
          followUp: {
            at: followUp,
            by: pick(serving, random).person,
            performed: !after.breached,
            satisfaction: after.breached ? 1 + random.int(2) : after.satisfaction,
            hiddenRisk: random.chance(0.01),
          },
        }
      : {}),
    ...(applied
      ? {
          confirmation: {
            applyDueOn: dateOf(confirmationDue(d, ctx.days)),
            appliedAt: applied,
            court,
            expectRefusal: d.confirmation === 'LATE',
            ...(at.has('result')
              ? {
                  result:
                    d.confirmation === 'OTHER'
                      ? pick(['WITHDRAWN', 'NOT_ACCEPTED'] as const, random)
                      : (d.confirmation as 'VALID' | 'DISMISSED'),
                  resultAt: at.get('result')!,
                  caseNo: `（${year(applied)}）示诉前调确${1 + (d.key % 99_999)}号`,
                }
              : {}),
          },
        }
      : {}),
    ...(at.has('invalidated')
      ? {
          invalidation: {
            at: at.get('invalidated')!,
            court,
            judgmentNo: `（${year(at.get('invalidated')!)}）示民初${1 + (d.key % 99_999)}号`,
          },
        }
      : {}),
  }
}

/** Adds what follows every end: report to whoever referred it, closing and filing away, among the later events. */
function closing(
  line: Timeline,
  d: Draft,
  base: Known,
  ctx: DetailContext,
  random: Random,
  more: { name: string; day: Day }[] = [],
): void {
  const { days, city } = ctx
  const { demo } = city
  const step = (n: number) => stepWorkdays(days.calendar, d.ended, n)
  const events = [...more]
  const referred = base.referral && base.referral.mode !== 'INFORMED'
  if (referred)
    events.push({
      name: 'feedback',
      day: random.chance(demo.feedbackLateShare) ? step(4 + random.int(4)) : step(1 + random.int(3)),
    })
  const close = sitsOnWeekends(base.group) && random.chance(0.3) ? d.ended : step(1 + random.int(6))
  const late = random.chance(demo.archiveLateShare)
  const archive = late
    ? days.from(base.group, d.ended + 31 + random.int(10))
    : days.upTo(base.group, Math.max(close, d.ended + 8 + random.int(22)))
  events.push({ name: 'closed', day: close }, { name: 'archived', day: Math.max(close, archive) })
  // Stable: what was named first on the same day happens first.
  events.sort((a, b) => a.day - b.day)
  for (const e of events) line.add(e.name, e.day)
}

function closed(at: Map<string, Instant>): Pick<PlannedDispute, 'feedbackAt' | 'closedAt' | 'archivedAt'> {
  return {
    ...(at.has('feedback') ? { feedbackAt: at.get('feedback')! } : {}),
    closedAt: at.get('closed')!,
    archivedAt: at.get('archived')!,
  }
}

/** The raw last days of a planned attempt's limits, before any extension. */
export function rawDues(p: PlannedDispute, days: Days) {
  const received = dayOf(p.referral?.courtSignedOn ?? localDateOf(p.receivedAt))
  const accepted = dayOf(p.acceptedByTransferOn ?? localDateOf(p.acceptedAt!))
  const appraisal = p.appraisal ? { appraisal: { from: dayOf(p.appraisal.from), to: dayOf(p.appraisal.to) } } : {}
  return duesOf(days, { kind: p.kind, source: p.source, received, accepted, ...appraisal }, p.referral?.courtProcedure)
}
