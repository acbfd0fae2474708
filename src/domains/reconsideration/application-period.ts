/**
 * The time in which a reconsideration may be applied for. Counted and explained, with marks for a person; nothing is refused here,
 * since whether an application is late is for the reconsideration organ to decide.
 */
import type { Calendar } from '#kernel/calendar'
import { nextWorkdayOnOrAfter } from '#kernel/calendar'
import { addDays, addMonths, type LocalDate } from '#kernel/clock'
import type { Basis } from '#kernel/errors'
import { platform } from '#kernel/law'
import { countDue, days, type Excluded, pausedDays } from '#kernel/limit'
import { type ReconVersion, recon2017, recon2023, reconRegulation } from './statutes.ts'

/** How the applicant came to know of the act. */
export const knowledgeWays = {
  ON_SPOT: '当场作出',
  DIRECT: '直接送达',
  MAIL: '邮寄送达',
  NOTICE: '公告送达',
  SUPPLEMENTED: '事后补充告知',
  PROVED: '被申请人证明知道',
  NOT_SERVED: '应当送达而没有送达',
} as const
export type KnowledgeWay = keyof typeof knowledgeWays

const knowledgeItems = ['ON_SPOT', 'DIRECT', 'MAIL', 'NOTICE', 'SUPPLEMENTED', 'PROVED'] as const

/** The provision that says from which day the applicant knows. */
export function knowledgeBasis(way: KnowledgeWay): Basis {
  return way === 'NOT_SERVED' ? reconRegulation(15, 2) : reconRegulation(15, 1, knowledgeItems.indexOf(way) + 1)
}

/** The day of knowledge: the day given (made, signed, end of the notice, received, proved), none where service was due and not made. */
export function knownOn(way: KnowledgeWay, on: LocalDate | undefined): LocalDate | undefined {
  return way === 'NOT_SERVED' ? undefined : on
}

export const timelinessTags = {
  TIMELINESS_DOUBT: '疑似超过申请期限，由承办人判断',
  PREMATURE: '履行期限尚未届满，由承办人判断',
  REMEDY_UNNOTICED: '没有完整告知救济权利，2017年文本没有最长期限，由承办人判断',
  MAXIMUM_ROLLED: '最长期限末日遇休息日，是否顺延由承办人判断',
  OBSTACLE_AND_MAXIMUM: '障碍是否影响最长期限，由承办人判断',
} as const
export type TimelinessTag = keyof typeof timelinessTags

export type ApplicationFacts = {
  version: ReconVersion
  /** The day that decides: of handing in, of posting, of sending. */
  filedOn: LocalDate
  /** None where a paper was to be served and was not, and of a duty not performed. */
  contentKnownOn?: LocalDate | undefined
  actMadeOn?: LocalDate | undefined
  isRealEstate?: boolean | undefined
  /** Right, organ and time limit were all told; anything less is not full. */
  remedyNoticed: 'FULL' | 'PARTIAL' | 'NONE'
  remedyKnownOn?: LocalDate | undefined
  /** Force majeure or another good reason, both days included. */
  obstacles?: readonly Excluded[] | undefined
  /** A time limit that a statute sets; it counts only where it is a statute's and longer than sixty days. */
  statutory?: { days: number; isStatute: boolean; basis: Basis } | undefined
  /** A duty that the organ was asked to perform and has not. */
  duty?: { requestedOn: LocalDate; dueOn?: LocalDate | undefined; isUrgent?: boolean | undefined } | undefined
}

/** What set the last day. */
export type PeriodRule = 'FROM_KNOWLEDGE' | 'FROM_REMEDY' | 'ONE_YEAR' | 'MAXIMUM' | 'FROM_DUTY' | 'NONE'

export type ApplicationPeriod = {
  rule: PeriodRule
  /** Last day as counted, and after rolling; none where no limit can be counted. */
  dueRaw?: LocalDate
  due?: LocalDate
  isProvisional: boolean
  /** First day on which an application about a duty is no longer premature. */
  earliest?: LocalDate
  tags: readonly TimelinessTag[]
  /** The count in words, for the one who judges. */
  steps: readonly string[]
  basis: readonly Basis[]
}

const partlyTold = platform('权利、机关、期限有一项没有告知的，按没有告知计算')
const obstacleCount = platform('障碍消除当日不计入，自次日起继续计算')

type Counted = { rule: PeriodRule; raw: LocalDate; step: string; basis: readonly Basis[] }

/** A period that a person says a statute sets; the platform has not read that statute. */
export const statutoryOf = (
  s: { text: string; applyDays?: number | undefined } | undefined,
): ApplicationFacts['statutory'] =>
  s?.applyDays === undefined
    ? undefined
    : { days: s.applyDays, isStatute: true, basis: platform(`承办人指明的法律规定，平台没有核对：${s.text}`) }

/** Counts the time for applying and marks what a person has to look at. */
export function applicationPeriod(f: ApplicationFacts, calendar: Calendar): ApplicationPeriod {
  if (f.duty) return dutyPeriod(f, f.duty, calendar)
  const is2017 = f.version === 'RECON_2017'
  const candidates = [...running(f, calendar), ...(is2017 ? [] : maximum(f))]
  const [first, ...others] = candidates
  if (!first)
    return { rule: 'NONE', isProvisional: false, tags: [], steps: ['不能确定知道行为的日期，不计算期限'], basis: [] }
  const last = others.reduce((least, c) => (c.raw < least.raw ? c : least), first)
  const rolled = nextWorkdayOnOrAfter(calendar, last.raw)
  const tags: TimelinessTag[] = []
  const isLate = f.filedOn > rolled.date
  if (is2017 && f.remedyNoticed !== 'FULL') {
    if (isLate) tags.push('REMEDY_UNNOTICED')
  } else if (isLate) tags.push('TIMELINESS_DOUBT')
  if (last.rule === 'MAXIMUM' && f.filedOn > last.raw && !isLate) tags.push('MAXIMUM_ROLLED')
  if (f.obstacles?.length && (last.rule === 'MAXIMUM' || last.rule === 'ONE_YEAR')) tags.push('OBSTACLE_AND_MAXIMUM')
  return {
    rule: last.rule,
    dueRaw: last.raw,
    due: rolled.date,
    isProvisional: rolled.provisional,
    tags,
    steps: [
      ...candidates.map((c) => c.step),
      ...(candidates.length > 1 ? [`取较早的${last.raw}`] : []),
      ...(rolled.date === last.raw ? [] : [`末日休息，顺延至${rolled.date}`]),
    ],
    basis: last.basis,
  }
}

/** The sixty days, or what a statute gives instead, and the year that ends them where nobody told the applicant. */
function running(f: ApplicationFacts, calendar: Calendar): Counted[] {
  const { contentKnownOn: known } = f
  if (known === undefined) return []
  const is2017 = f.version === 'RECON_2017'
  const basis = is2017 ? recon2017(9, 1) : recon2023(20, 1)
  if (is2017 || f.remedyNoticed === 'FULL') return [counted('FROM_KNOWLEDGE', known, '知道行为', f, calendar, [basis])]
  const told = [recon2023(20, 3), ...(f.remedyNoticed === 'PARTIAL' ? [partlyTold] : [])]
  const year = addMonths(known, 12)
  const cap: Counted = { rule: 'ONE_YEAR', raw: year, step: `自知道行为内容之日${known}起一年至${year}`, basis: told }
  if (f.remedyKnownOn === undefined) return [cap]
  // Who knew of the remedy before there was an act knows of it on the day of the act.
  const from = f.remedyKnownOn < known ? known : f.remedyKnownOn
  return [counted('FROM_REMEDY', from, '知道救济权利', f, calendar, told), cap]
}

function counted(
  rule: PeriodRule,
  from: LocalDate,
  what: string,
  f: ApplicationFacts,
  calendar: Calendar,
  basis: readonly Basis[],
): Counted {
  const longer = f.statutory?.isStatute && f.statutory.days > 60 ? f.statutory : undefined
  const length = longer?.days ?? 60
  const excluded = (f.obstacles ?? []).flatMap((o) => pausedDays(o.from, o.to, 'both'))
  const { raw } = countDue({ span: days(length), start: from, roll: false, calendar, excluded })
  const isPaused = raw !== addDays(from, length)
  const obstacle = f.version === 'RECON_2017' ? recon2017(9, 2) : recon2023(20, 2)
  return {
    rule,
    raw,
    step: `自${what}之日${from}起${length}日${isPaused ? '，扣除障碍期间' : ''}至${raw}`,
    basis: [...basis, ...(longer ? [longer.basis] : []), ...(isPaused ? [obstacle, obstacleCount] : [])],
  }
}

/** Twenty years of real estate, five of all else, from the act itself. */
function maximum(f: ApplicationFacts): Counted[] {
  if (f.actMadeOn === undefined) return []
  const years = f.isRealEstate ? 20 : 5
  const raw = addMonths(f.actMadeOn, years * 12)
  return [{ rule: 'MAXIMUM', raw, step: `自行为作出之日${f.actMadeOn}起${years}年至${raw}`, basis: [recon2023(21)] }]
}

/** A duty not performed: from the end of its own time, else from sixty days after the organ received the request. */
function dutyPeriod(
  f: ApplicationFacts,
  duty: NonNullable<ApplicationFacts['duty']>,
  calendar: Calendar,
): ApplicationPeriod {
  if (duty.isUrgent)
    return {
      rule: 'NONE',
      isProvisional: false,
      tags: [],
      steps: ['紧急情况下请求保护人身权、财产权的，不受期限限制'],
      basis: [reconRegulation(16, 2)],
    }
  const ends = duty.dueOn ?? addDays(duty.requestedOn, 60)
  const start = reconRegulation(16, 1, duty.dueOn === undefined ? 2 : 1)
  const basis = f.version === 'RECON_2017' ? recon2017(9, 1) : recon2023(20, 1)
  const c = counted('FROM_DUTY', ends, '履行期限届满', f, calendar, [start, basis])
  const rolled = nextWorkdayOnOrAfter(calendar, c.raw)
  return {
    rule: 'FROM_DUTY',
    dueRaw: c.raw,
    due: rolled.date,
    isProvisional: rolled.provisional,
    earliest: addDays(ends, 1),
    tags: [
      ...(f.filedOn <= ends ? (['PREMATURE'] as const) : []),
      ...(f.filedOn > rolled.date ? (['TIMELINESS_DOUBT'] as const) : []),
    ],
    steps: [
      duty.dueOn === undefined ? `机关收到申请之日${duty.requestedOn}起满60日至${ends}` : `履行期限至${ends}`,
      c.step,
      ...(rolled.date === c.raw ? [] : [`末日休息，顺延至${rolled.date}`]),
    ],
    basis: c.basis,
  }
}
