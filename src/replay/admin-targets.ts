/**
 * What the replay of reconsideration and suits must come out at. The printed figures are a number of disputes, its change and a few
 * rates; what they leave open is taken from the demonstration city, else from the nearest denominator, and every such total is noted.
 */

import { PlainError } from '#kernel/errors'
import { boundsOf } from '../report/qualifier.ts'
import { type Bounds, countsBefore, fitted, nearestRatio, type Ratio } from './admin-ratio.ts'
import { halfUp, largestRemainder, type Scale, scaleOf } from './allocate.ts'
import type { AdminDecoy, AdminDemo } from './city.ts'
import type { FigureLike } from './targets.ts'

/** The ids that this part of the planner knows. */
export const ADMIN_IDS = [
  'administrative-disputes',
  'administrative-disputes-change',
  'first-instance-loss-rate',
  'reconsideration-settled-rate',
  'reconsideration-settled-rate-city-level',
  'reconsideration-standard-rate',
  'head-appearance-rate',
] as const
type AdminId = (typeof ADMIN_IDS)[number]

/** Counts at the replay's scale. `before` is what came in the year before, all of it assumed but its sum. */
export type AdminTargets = {
  recon: {
    accepted: number
    before: number
    concluded: number
    /** Of `concluded`, what came in the year before. */
    carried: number
    settled: number
    cityLevel: number
    cityLevelSettled: number
  }
  suits: { filed: number; before: number; concluded: number; carried: number; lost: number; afterRecon: number }
  /** Cases at an instance with a hearing in the year. */
  hearings: { all: number; attended: number; secondInstance: number }
  standard: Ratio
  decoys: Record<AdminDecoy, number>
  /** Ids that the file gives and records are made for. */
  given: string[]
  notes: string[]
}

/** Derives the targets; nothing where the file prints none of the ids. */
export function adminTargetsOf(
  figures: ReadonlyMap<string, FigureLike>,
  scaleValue: number | string,
  demo: AdminDemo,
): AdminTargets | undefined {
  const given = ADMIN_IDS.filter((id) => figures.has(id))
  if (given.length === 0) return undefined
  const notes: string[] = []
  const whole = totalsOf(figures, demo, notes)
  const scale = scaleOf(scaleValue)
  const decoys = Object.fromEntries(
    Object.entries(demo.decoys).flatMap(([k, n]) =>
      typeof n === 'number' ? [[k, Math.max(1, halfUp(n, scale))]] : [],
    ),
  ) as Record<AdminDecoy, number>
  return { ...scaled(whole, scale), decoys, given, notes: [...notes, ...restOf(scaled(whole, YEAR), scale)] }
}

const YEAR: Scale = { num: 1n, den: 1n }

/** What else no printed figure says, of a whole year. */
function restOf({ recon, suits, hearings }: ReturnType<typeof scaled>, scale: Scale): string[] {
  const isWhole = scale.num === scale.den
  return [
    `审结的复议案件中${recon.carried}件、一审案件中${suits.carried}件假定是上年收案`,
    `一审立案中${suits.afterRecon}件假定先经过复议，开庭的案件中${hearings.secondInstance}件假定是二审开庭`,
    '各案的机关、种类、结果和时间，以及不计入上列各数的不予受理、不予立案、二审、再审等记录，都是假定的',
    ...(isWhole
      ? []
      : ['行政复议和行政应诉的上列件数是全年的，生成的记录按比例缩小、四舍五入，算得的率因此与公布的数不同']),
  ]
}

type Totals = {
  accepted: number
  filed: number
  before: { recon: number; suits: number }
  settled: Ratio
  cityLevel: Ratio
  lost: Ratio
  attended: Ratio
  standard: Ratio
  carried: AdminDemo['carried']
  afterRecon: number
  secondInstance: number
}

function totalsOf(figures: ReadonlyMap<string, FigureLike>, demo: AdminDemo, notes: string[]): Totals {
  const printed = (id: AdminId) => figures.get(id)?.value
  const all = demo.disputes.recon + demo.disputes.suits
  const total = totalOf(figures.get('administrative-disputes')) ?? all
  if (printed('administrative-disputes') === undefined)
    notes.push(`公布的数没有行政争议发案量：假定为演示数据的${all}件`)
  const [accepted, filed] = largestRemainder([demo.disputes.recon, demo.disputes.suits], total) as [number, number]
  notes.push(`行政争议发案量${total}件中，复议受理${accepted}件、一审立案${filed}件是假定的：公布的数没有分开`)
  const sum = beforeOf(total, printed('administrative-disputes-change'), demo, all, notes)
  const [recon, suits] = largestRemainder([accepted, filed], sum) as [number, number]
  notes.push(
    `上年${sum}件中复议${recon}件、一审${suits}件，各件的内容都是假定的：只用来计算发案量的变动，不用来判定率的变动应当怎样读`,
  )
  const ratio = ratiosOf(printed, notes)
  const { reconConcluded: r, suitsConcluded: s, hearings: h, standard } = demo
  const settled = ratio('reconsideration-settled-rate', '行政复议案件调撤率', of(r.settled, r.all), {
    whole: '审结的复议案件',
    part: '调解、撤回结案',
    most: accepted + recon,
  })
  const cityLevel = ratio(
    'reconsideration-settled-rate-city-level',
    '市本级行政复议案件调撤率',
    of(r.cityLevelSettled, r.cityLevel),
    { whole: '市本级审结的复议案件', part: '调解、撤回结案', within: settled },
  )
  const lost = ratio('first-instance-loss-rate', '行政机关一审败诉率', of(s.lost, s.all), {
    whole: '审结的一审案件',
    part: '败诉',
    most: filed + suits,
  })
  return {
    accepted,
    filed,
    before: { recon, suits },
    settled,
    cityLevel,
    lost,
    // Every judgment had a sitting, and who is heard is concluded within the year.
    attended: ratio('head-appearance-rate', '行政机关负责人出庭应诉率', of(h.attended, h.all), {
      whole: '开庭的案件（一件案件的一个审级计一件）',
      part: '负责人出庭',
      least: lost.numerator,
      most: lost.denominator,
    }),
    standard: ratio('reconsideration-standard-rate', '复议规范化建设达标率', of(standard.passed, standard.due), {
      whole: '参加评估的复议机关',
      part: '达标',
      unit: '个',
      most: standard.due,
    }),
    carried: demo.carried,
    afterRecon: demo.afterRecon,
    secondInstance: h.secondInstance,
  }
}

const of = (numerator: number, denominator: number): Ratio => ({ numerator, denominator })

/** The number of disputes as its words give it. @throws PlainError where it is below zero. */
function totalOf(figure: FigureLike | undefined): number | undefined {
  if (!figure) return undefined
  const { pick } = boundsOf(figure.qualifier, figure.value, figure.unit)
  if (pick < 0n) throw new PlainError('数字文件中的行政争议发案量不可能成立：件数不能为负。请更正后再试')
  return Number(pick)
}

type Wanted = Bounds & { whole: string; part: string; unit?: string }

/** Finds the whole numbers behind each rate and says in words what was assumed. */
function ratiosOf(printed: (id: AdminId) => string | undefined, notes: string[]) {
  return (id: AdminId, what: string, wished: Ratio, { whole, part, unit = '件', ...bounds }: Wanted): Ratio => {
    const text = printed(id)
    const found = text === undefined ? undefined : nearestRatio(text, wished.denominator, bounds)
    const ratio = found ?? fitted(wished, bounds)
    const { numerator: n, denominator: d } = ratio
    const made = `${whole}${d}${unit}，其中${part}${n}${unit}`
    // A demonstration's number that the year's own counts have no room for is named as what it was.
    const room =
      d === wished.denominator ? '演示数据的假定' : `演示数据假定${wished.denominator}${unit}，已按本年的件数调整`
    if (text === undefined) notes.push(`公布的数没有${what}：假定${made}（${room}）`)
    else if (!found)
      notes.push(`${what}${text}%：可用的件数中没有四舍五入和截断都印作此数的，假定${made}，算得的率与公布的数不同`)
    else if (d === wished.denominator) notes.push(`${what}${text}%：公布的数没有件数，假定${made}（演示数据的假定）`)
    else
      notes.push(
        `${what}${text}%：公布的数没有件数，假定${made}（演示数据的假定是${wished.denominator}${unit}，取最接近它而四舍五入和截断都印作此数的）`,
      )
    return ratio
  }
}

/** The year before: from the printed change where only one count gives it, else the demonstration's or the one nearest to it. */
function beforeOf(total: number, change: string | undefined, demo: AdminDemo, all: number, notes: string[]): number {
  const wished = total === all ? demo.before : Math.round((demo.before * total) / all)
  if (change === undefined) {
    notes.push(`公布的数没有发案量的变动：上年假定为${wished}件`)
    return wished
  }
  const counts = countsBefore(total, change)
  if (counts.length === 0) {
    notes.push(`没有一个上年件数能使发案量的变动印作${change}%：上年假定为${wished}件，算得的变动与公布的数不同`)
    return wished
  }
  const nearest = counts.reduce((a, b) => (Math.abs(b - wished) < Math.abs(a - wished) ? b : a))
  notes.push(
    counts.length === 1
      ? `发案量变动${change}%只能由上年${nearest}件得出`
      : `发案量变动${change}%可由上年${counts[0]}件至${counts.at(-1)}件得出，假定为${nearest}件`,
  )
  return nearest
}

/** The whole year's counts at a scale, parts kept within their wholes. */
function scaled(t: Totals, scale: Scale): Omit<AdminTargets, 'decoys' | 'given' | 'notes'> {
  const at = (n: number) => halfUp(n, scale)
  const part = (n: number, most: number) => Math.min(Math.max(at(n), n > 0 ? 1 : 0), Math.max(0, most))
  const accepted = at(t.accepted)
  const filed = at(t.filed)
  const beforeRecon = at(t.before.recon)
  const beforeSuits = at(t.before.suits)
  // What is concluded came in this year or the year before.
  const concluded = (all: number, own: number, before: number) =>
    Math.min(part(all, Number.MAX_SAFE_INTEGER), own + before)
  const reconConcluded = concluded(t.settled.denominator, accepted, beforeRecon)
  const suitsConcluded = concluded(t.lost.denominator, filed, beforeSuits)
  const carriedOf = (all: number, of: number, own: number, before: number) =>
    Math.min(before, of, Math.max(part(all, of), of - own))
  const settled = part(t.settled.numerator, reconConcluded)
  const cityLevel = part(t.cityLevel.denominator, reconConcluded)
  const least = Math.max(0, cityLevel - (reconConcluded - settled))
  const cityLevelSettled = Math.max(least, part(t.cityLevel.numerator, Math.min(cityLevel, settled)))
  const lost = part(t.lost.numerator, suitsConcluded)
  const hearings = Math.max(lost, part(t.attended.denominator, suitsConcluded))
  return {
    recon: {
      accepted,
      before: beforeRecon,
      concluded: reconConcluded,
      carried: carriedOf(t.carried.recon, reconConcluded, accepted, beforeRecon),
      settled,
      cityLevel,
      cityLevelSettled,
    },
    suits: {
      filed,
      before: beforeSuits,
      concluded: suitsConcluded,
      carried: carriedOf(t.carried.suits, suitsConcluded, filed, beforeSuits),
      lost,
      afterRecon: part(t.afterRecon, Math.floor(filed / 2)),
    },
    hearings: {
      all: hearings,
      attended: part(t.attended.numerator, hearings),
      // What is lost was heard in the first instance.
      secondInstance: Math.min(part(t.secondInstance, hearings), Math.floor(hearings / 3), hearings - lost),
    },
    standard: t.standard,
  }
}
