/** Words on how a rate changed that leave open whether per cent or percentage points are meant, and what they would mean. */

import { displayRate, type Fraction, parseDecimal, pow10 } from '../ratio.ts'
import type { Line } from './lines.ts'
import type { MetricId } from './metrics.ts'

const sentence = /[^。；;\n]+/g
const isOfRate = /率/
const isOfYear = /同比|比上年|较上年|比去年|较去年/
const isPercent = /\d+(?:\.\d+)?\s*[%％]/
const isSaid = /百分点|相对/

/** Sentences that say by how much per cent a rate changed, without saying of what. */
export function ambiguousChanges(text: string): string[] {
  return [...text.matchAll(sentence)]
    .map((m) => m[0].trim())
    .filter((s) => {
      const at = s.search(isOfYear)
      return at >= 0 && isOfRate.test(s.slice(0, at)) && isPercent.test(s.slice(at)) && !isSaid.test(s.slice(at))
    })
}

export type Reading = 'RELATIVE' | 'PERCENTAGE_POINT' | 'UNRESOLVED'
/** What the year before would have been under each reading, in per cent with two decimals. */
export type RateChange = { reading: Reading; beforeIfRelative: string; beforeIfPoints: string; said: string | null }

/**
 * Reads 'a rate of `now` per cent, changed by `change` per cent' beside the year before where that is known.
 * Only a year before that is recorded decides; one that was made up to fit decides nothing and is not given here.
 * @param change with its sign: '11.38' is a rise
 */
export function readRateChange(now: string, change: string, before?: Fraction): RateChange {
  const [n, c] = [parseDecimal(now), parseDecimal(change)]
  const scale = pow10(Math.max(n.decimals, c.decimals))
  const [a, b] = [n.units * (scale / pow10(n.decimals)), c.units * (scale / pow10(c.decimals))]
  const hundred = 100n * scale
  const open: RateChange = {
    reading: 'UNRESOLVED',
    beforeIfRelative: displayRate(a, hundred + b),
    beforeIfPoints: displayRate(a - b, hundred),
    said: null,
  }
  if (!before || before.den <= 0n || before.num <= 0n) return open
  const word = b < 0n ? '降低' : '提高'
  // The rate itself is known only as it is printed, so the change is met where it is within what printing leaves open.
  const isNear = (x: Fraction, wanted: bigint, slack: Fraction) => {
    const d = x.num * scale - wanted * x.den
    return (d < 0n ? -d : d) * slack.den <= slack.num * x.den * scale
  }
  const num = a * before.den - before.num * hundred
  const relative = { num, den: before.num * scale }
  const points = { num, den: before.den * scale }
  const slack = { num: 1n, den: 100n }
  const [isRelative, isPoints] = [isNear(relative, b, slack), isNear(points, b, slack)]
  if (isRelative === isPoints) return open
  const size = change.replace(/^[+-]/, '')
  const diff = points.num < 0n ? -points.num : points.num
  const pointText = displayRate(diff, points.den * 100n)
  return isRelative
    ? { ...open, reading: 'RELATIVE', said: `相对${word}${size}%（${pointText}个百分点）` }
    : { ...open, reading: 'PERCENTAGE_POINT', said: `${word}${size}个百分点` }
}

const spoken: readonly [RegExp, MetricId][] = [
  [/败诉率/, 'loss'],
  [/出庭/, 'appearance'],
  [/调撤率/, 'settled'],
]
const percents = /(\d+(?:\.\d+)?)\s*[%％]/g
const isFall = /下降|降低|减少|回落/

/**
 * What an ambiguous sentence could mean: the year before under each reading, and the words to write where the city's own line of the
 * year before decides. The sentence itself is left to whoever wrote it.
 */
export function readingsOf(sentence: string, lines: readonly Line[]): string {
  const at = sentence.search(isOfYear)
  const numbers = (part: string) => [...part.matchAll(percents)].map((m) => m[1]!)
  const metric = spoken.find(([says]) => says.test(sentence.slice(0, at)))?.[1]
  const line = lines.find((l) => l.dimension === 'CITY' && l.span === 'YEAR' && l.metric === metric)
  const size = numbers(sentence.slice(at))[0]!
  const own = line?.denominator ? displayRate(BigInt(line.numerator), BigInt(line.denominator), 6) : undefined
  const now = numbers(sentence.slice(0, at)).at(-1) ?? own
  if (now === undefined) return sentence
  const { numerator, denominator } = line?.before ?? { numerator: 0, denominator: null }
  const before = denominator ? { num: BigInt(numerator), den: BigInt(denominator) } : undefined
  const read = readRateChange(now, isFall.test(sentence.slice(at)) ? `-${size}` : size, before)
  const both = `按相对变化读，上年为${read.beforeIfRelative}%；按百分点读，上年为${read.beforeIfPoints}%`
  const said = read.said ? `上年明细为${numerator}/${denominator}，应写“${read.said}”` : '请写明百分点或者相对变化'
  return `${sentence}。${both}。${said}`
}
