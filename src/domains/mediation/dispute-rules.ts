/** Rules of mediation that need nothing but their arguments: what may be mediated, what must be written, where a dispute belongs. */
import { dayNumber, type LocalDate } from '#kernel/clock'
import type { DisputeFacts, PartyFact } from './dispute-facts.ts'
import { type DisputeKind, type DisputeSource, type NotAcceptCode, notAcceptCodes } from './dispute-kinds.ts'
import { isAdultOn } from './organisation-kinds.ts'

/** What the head of the committee finds when checking whether the dispute may be taken in. */
export type Nature = {
  isCivil: boolean
  isExclusive: boolean
  isProhibited: boolean
  isCourtAccepted: boolean
  isCourtConsenting: boolean
  isAdminMediationAccepted: boolean
  isPublicProsecution: boolean
  isSecurityCase: boolean
  isCivilPartOnly: boolean
  hasPriorAgreement: boolean
  isPendingElsewhere: boolean
}

export const plainNature: Nature = {
  isCivil: true,
  isExclusive: false,
  isProhibited: false,
  isCourtAccepted: false,
  isCourtConsenting: false,
  isAdminMediationAccepted: false,
  isPublicProsecution: false,
  isSecurityCase: false,
  isCivilPartOnly: false,
  hasPriorAgreement: false,
  isPendingElsewhere: false,
}

export type Connection = 'PLACE' | 'PARTY' | 'FIELD' | 'CHOSEN' | 'NONE'

/** Reasons why the dispute is not taken in; empty where it may be (宁波市人民调解条例 arts. 17 and 18). */
export function reasonsNotToAccept(
  nature: Nature,
  of: { kind: DisputeKind; source: DisputeSource; connection: Connection },
): NotAcceptCode[] {
  const out: NotAcceptCode[] = []
  if (!nature.isCivil) out.push('NOT_CIVIL')
  if (nature.isExclusive) out.push('EXCLUSIVE_JURISDICTION')
  if (nature.isProhibited) out.push('PROHIBITED')
  // Of a security case only the civil damages may be mediated here; a prosecution's civil part is the criminal court's.
  if (nature.isPublicProsecution || (nature.isSecurityCase && !nature.isCivilPartOnly)) out.push('CRIME')
  if (nature.isCourtAccepted && of.source !== 'COURT_ENTRUSTED' && (of.kind === 'MEDICAL' || !nature.isCourtConsenting))
    out.push('COURT_ACCEPTED')
  if (of.kind === 'MEDICAL' && nature.isAdminMediationAccepted) out.push('ADMIN_MEDIATION_ACCEPTED')
  if (of.kind === 'MEDICAL' && nature.hasPriorAgreement) out.push('PRIOR_AGREEMENT')
  if (nature.isPendingElsewhere) out.push('DUPLICATE_PENDING')
  if (of.connection === 'NONE') out.push('NO_CONNECTION')
  return out
}

export const isMediable = (
  nature: Nature,
  of: { kind: DisputeKind; source: DisputeSource; connection: Connection },
): boolean => reasonsNotToAccept(nature, of).length === 0

/** 100,000 yuan in fen: from here on a dispute counts as major by the platform's convention, this sum included. */
export const MAJOR_AMOUNT_FEN = 10_000_000
/** From this number of people on a dispute counts as major by the platform's convention. */
export const MAJOR_HEAD_COUNT = 10

type Weight = Pick<DisputeFacts, 'amountInvolvedFen' | 'headCount' | 'isDeathOrSeriousInjury' | 'isMajorComplex'>
export const isMajor = (f: Weight): boolean =>
  (f.amountInvolvedFen ?? 0) >= MAJOR_AMOUNT_FEN ||
  f.headCount >= MAJOR_HEAD_COUNT ||
  f.isDeathOrSeriousInjury ||
  f.isMajorComplex

/**
 * Why an agreement must be in writing, in words; empty where it may be oral (宁波市人民调解条例 art. 24; 劳动争议调解仲裁法 art. 14;
 * 医疗纠纷预防和处理条例 art. 39; 农村土地承包经营纠纷调解仲裁法 art. 10).
 */
export function mustBeWritten(
  f: Weight & Pick<DisputeFacts, 'kind' | 'isLabour' | 'isLandContract'>,
  a: { isInstant: boolean; isWritingRequested: boolean },
): string[] {
  const out: string[] = []
  if (a.isWritingRequested) out.push('当事人要求制作协议书')
  if (!a.isInstant) out.push('协议内容没有即时履行完毕')
  if (isMajor(f)) out.push('属于重大、复杂、疑难的纠纷')
  if (f.isLabour) out.push('劳动争议应当制作调解协议书')
  if (f.kind === 'MEDICAL') out.push('医疗纠纷应当制作调解协议书')
  if (f.isLandContract) out.push('农村土地承包经营纠纷应当制作调解协议书')
  return out
}

/** 100,000 yuan and more claimed in a medical dispute: appraisal comes first (宁波市医疗纠纷预防与处置条例 art. 36). */
export const needsAppraisal = (f: Pick<DisputeFacts, 'kind' | 'amountInvolvedFen'>): boolean =>
  f.kind === 'MEDICAL' && (f.amountInvolvedFen ?? 0) >= MAJOR_AMOUNT_FEN
/** More than 10,000 yuan claimed of an insured institution: the insurer is to be told (same, art. 33 paragraph 2). */
export const needsInsurer = (f: Pick<DisputeFacts, 'kind' | 'amountInvolvedFen' | 'isInsured'>): boolean =>
  f.kind === 'MEDICAL' && f.isInsured && (f.amountInvolvedFen ?? 0) > 1_000_000

const dissolving = /(解除|终止)(双方|男女双方|甲乙双方)?(的)?(婚姻|夫妻|收养|父子|父女|母子|母女|亲子)关系|自愿离婚/
const byAuthority = /登记机关|民政|人民法院|法院/

/** Sentences that would themselves dissolve a personal status: they have no such effect and may not stand in an agreement. */
export function statusClauses(content: string): string[] {
  return content
    .split(/[。；;\n]/)
    .map((s) => s.trim())
    .filter((s) => dissolving.test(s) && !byAuthority.test(s))
}

/** Sum of what is promised; mutual sums are added up and not set off. Undefined where no money is promised. */
export function amountPayableFen(obligations: readonly { amountFen?: number }[]): number | undefined {
  const sums = obligations.flatMap((o) => (o.amountFen === undefined ? [] : [o.amountFen]))
  return sums.length ? sums.reduce((a, b) => a + b, 0) : undefined
}

export type CommitteeCandidate = {
  agencyId: string
  name: string
  kind: string
  level: string
  field: string | null
  countyCode: string
  townCode: string | null
}

/** The field of professional committees to which a kind of dispute belongs. */
export const fieldOf: Partial<Record<DisputeKind, string>> = {
  MEDICAL: 'MEDICAL',
  TRAFFIC: 'TRAFFIC',
  LABOUR: 'LABOUR',
  MIGRANT_WAGE: 'LABOUR',
  PROPERTY_MGMT: 'PROPERTY_MGMT',
  CONSUMER: 'CONSUMER',
  ECOMMERCE: 'CONSUMER',
  IP: 'IP',
  TOURISM: 'TOURISM',
  ENVIRONMENT: 'ENVIRONMENT',
  MARRIAGE_FAMILY: 'MARRIAGE_FAMILY',
}

/**
 * Committees in the order in which they are proposed to the parties, who choose: of the field, of the village where it happened,
 * of a party's village, of the town, of an area (宁波市人民调解条例 art. 18). An order, never one answer.
 */
export function chooseCommittee<C extends CommitteeCandidate>(
  d: { kind: DisputeKind; place: string; partyPlaces?: readonly string[] },
  candidates: readonly C[],
): C[] {
  const county = d.place.slice(0, 6)
  const rank = (c: C): number => {
    if (c.kind === 'INDUSTRY_PROFESSIONAL')
      return c.field !== null && c.field === fieldOf[d.kind] && (c.countyCode === county || c.level === 'CITY') ? 0 : 9
    const own = c.townCode ?? c.countyCode
    if (c.kind === 'VILLAGE' || c.kind === 'RESIDENT') {
      if (own === d.place || c.townCode === d.place) return 1
      return d.partyPlaces?.some((p) => p === own || p === c.townCode) ? 2 : 9
    }
    if (c.kind === 'TOWNSHIP' || c.kind === 'SUBDISTRICT')
      return c.townCode === d.place.slice(0, 9) || (d.place.length === 6 && c.countyCode === county) ? 3 : 9
    if (c.kind === 'REGIONAL') return c.countyCode === county ? 4 : 9
    return 9
  }
  return candidates
    .map((c) => ({ c, r: rank(c) }))
    .filter((x) => x.r < 9)
    .sort((a, b) => a.r - b.r || (a.c.agencyId < b.c.agencyId ? -1 : 1))
    .map((x) => x.c)
}

/** How far apart the days of one dispute may lie in two registrations. */
export const DUPLICATE_DAYS = 7

/** The week a day lies in, by number; days at most seven apart lie in the same or neighbouring weeks. */
const weekOf = (on: LocalDate): number => Math.floor(dayNumber(on) / 7)

type Identity = { kind: string; name: string; idKind?: string; idNumber?: string }
const identityOf = (p: Identity): string =>
  p.idNumber ? `${p.idKind ?? 'other'}:${p.idNumber.toUpperCase()}` : `name:${p.name}`

/** The unordered set of the parties, as a text to be hashed under the city's key. */
export const partiesText = (parties: readonly Identity[]): string =>
  [...new Set(parties.map(identityOf))].sort().join('\n')

/** The parties as a key: the same people give the same, in whatever order. */
export const partiesKeyOf = (parties: readonly Identity[], hmac: (text: string) => string): string =>
  hmac(`parties\n${partiesText(parties)}`).slice(0, 24)

/** Texts (to be hashed) under which a dispute may already stand: its own week's first, then the neighbours'. */
export function duplicateTexts(of: {
  parties: readonly Identity[]
  kind: DisputeKind
  place: string
  on: LocalDate
}): string[] {
  const base = `${partiesText(of.parties)}\n${of.kind}\n${of.place.slice(0, 6)}`
  const week = weekOf(of.on)
  return [week, week - 1, week + 1].map((w) => `${base}\n${w}`)
}

/** Whether two days are near enough for one dispute. */
export const isSameOccasion = (a: LocalDate, b: LocalDate): boolean =>
  Math.abs(dayNumber(a) - dayNumber(b)) <= DUPLICATE_DAYS

/** Under eighteen on the day; unknown birth dates count as adult. */
export const isMinorOn = (birthOn: LocalDate | undefined, on: LocalDate): boolean =>
  birthOn !== undefined && !isAdultOn(birthOn, on)

/** More than five representatives of one side at a session (宁波市人民调解条例 art. 20). */
export function crowdedSides(parties: readonly PartyFact[], attendees: readonly number[]): PartyFact['side'][] {
  const count = new Map<PartyFact['side'], number>()
  for (const p of parties)
    if (p.isRepresentative && attendees.includes(p.seq)) count.set(p.side, (count.get(p.side) ?? 0) + 1)
  return [...count].filter(([, n]) => n > 5).map(([side]) => side)
}

/** The label of a code of not accepting, for refusals. */
export const reasonText = (codes: readonly NotAcceptCode[]): string => codes.map((c) => notAcceptCodes[c]).join('；')
