/**
 * What the replay of reconsideration and suits must come out at. The printed figures are a number of disputes, its change and a few
 * rates; what they leave open is taken from the demonstration city, else from the nearest denominator, and every such total is noted.
 */

import { countsBefore, isWithin, nearestRatio, type Ratio } from './admin-ratio.ts'
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
  return { ...scaled(whole, scale), decoys, given, notes }
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
  const total = Number(printed('administrative-disputes') ?? all)
  if (printed('administrative-disputes') === undefined) notes.push(`文件未给行政争议发案量：按演示假设的${all}件`)
  const [accepted, filed] = largestRemainder([demo.disputes.recon, demo.disputes.suits], total) as [number, number]
  notes.push(`发案量${total}件分为复议受理${accepted}件、一审立案${filed}件，是演示假设`)
  const sum = beforeOf(total, printed('administrative-disputes-change'), demo, all, notes)
  const [recon, suits] = largestRemainder([accepted, filed], sum) as [number, number]
  notes.push(
    `上年${sum}件逐件生成（复议${recon}件、一审${suits}件），各件内容是演示假设，不用来判定率的变动有几种读法的数字`,
  )

  const ratio = (id: AdminId, what: string, wished: Ratio, within?: Ratio): Ratio => {
    const text = printed(id)
    if (text === undefined) {
      notes.push(`文件未给${what}：按演示假设的${wished.numerator}/${wished.denominator}`)
      return within && !isWithin(wished, within) ? { numerator: 0, denominator: 0 } : wished
    }
    const found = nearestRatio(text, wished.denominator, within)
    if (!found) {
      notes.push(`${what}${text}%：在演示假设的${wished.denominator}件附近没有四舍五入和截断都印作此数的件数`)
      return within ? { numerator: 0, denominator: 0 } : wished
    }
    const source =
      found.denominator === wished.denominator ? '演示假设' : `与演示假设的${wished.denominator}件最近的分母`
    notes.push(`${what}${text}%的分母${found.denominator}件是${source}，分子${found.numerator}件由此推得`)
    return found
  }
  const of = (numerator: number, denominator: number): Ratio => ({ numerator, denominator })
  const { reconConcluded: r, suitsConcluded: s, hearings: h, standard } = demo
  const settled = ratio('reconsideration-settled-rate', '复议案件调撤率', of(r.settled, r.all))
  return {
    accepted,
    filed,
    before: { recon, suits },
    settled,
    cityLevel: ratio(
      'reconsideration-settled-rate-city-level',
      '市本级复议案件调撤率',
      of(r.cityLevelSettled, r.cityLevel),
      settled,
    ),
    lost: ratio('first-instance-loss-rate', '一审败诉率', of(s.lost, s.all)),
    attended: ratio('head-appearance-rate', '负责人出庭应诉率', of(h.attended, h.all)),
    standard: ratio('reconsideration-standard-rate', '复议规范化建设达标率', of(standard.passed, standard.due)),
    carried: demo.carried,
    afterRecon: demo.afterRecon,
    secondInstance: h.secondInstance,
  }
}

/** The year before: from the printed change where only one count gives it, else the demonstration's or the one nearest to it. */
function beforeOf(total: number, change: string | undefined, demo: AdminDemo, all: number, notes: string[]): number {
  const wished = total === all ? demo.before : Math.round((demo.before * total) / all)
  if (change === undefined) {
    notes.push(`文件未给发案量的变动：上年按演示假设的${wished}件`)
    return wished
  }
  const counts = countsBefore(total, change)
  if (counts.length === 0) {
    notes.push(`没有一个上年件数能使发案量的变动印作${change}%：上年按演示假设的${wished}件`)
    return wished
  }
  const nearest = counts.reduce((a, b) => (Math.abs(b - wished) < Math.abs(a - wished) ? b : a))
  notes.push(
    counts.length === 1
      ? `发案量变动${change}%只能由上年${nearest}件得出`
      : `发案量变动${change}%可由上年${counts[0]}至${counts.at(-1)}件得出，取${nearest}件`,
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
  const hearings = part(t.attended.denominator, suitsConcluded)
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
      lost: part(t.lost.numerator, suitsConcluded),
      afterRecon: part(t.afterRecon, Math.floor(filed / 2)),
    },
    hearings: {
      all: hearings,
      attended: part(t.attended.numerator, hearings),
      secondInstance: Math.min(part(t.secondInstance, hearings), Math.floor(hearings / 3)),
    },
    standard: t.standard,
  }
}
