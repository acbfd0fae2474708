/**
 * Evaluates the identities of the yearly report (identity-table.ts) on the printed figures of one file. An identity is
 * evaluated only where the file prints the figures it needs.
 */
import { type Figure, findInteger, isRate, say, scopeWithin } from './figures.ts'
import { type Habit, nameHabit } from './habit.ts'
import { IDENTITIES, type Rule } from './identity-table.ts'
import { boundsOf, exactlyIn, isPlainCount, judge, possibleValues, unitOf } from './qualifier.ts'
import {
  abs,
  displayAmount,
  displayChange,
  displayRate,
  type Fraction,
  formatDecimal,
  halfUp,
  least,
  most,
  parseDecimal,
  pow10,
  truncate,
} from './ratio.ts'

/**
 * HOLDS true; FAILS false; AMBIGUOUS two readings; WEAK a check of magnitude only; THRESHOLD a limit to be met;
 * PENDING_DATA not decidable from this file; NOT_IDENTITY must not be used as a check.
 */
export type IdentityOutcome = 'HOLDS' | 'FAILS' | 'AMBIGUOUS' | 'WEAK' | 'THRESHOLD' | 'PENDING_DATA' | 'NOT_IDENTITY'
export type Severity = 'BLOCK' | 'RED' | 'YELLOW'

/** The previous value of a rate under the two ways in which "x %" of a change can be read, in percent. */
export type Readings = {
  /** The change taken as a percentage of last year's rate; a range [from, to) where the change is qualified. */
  relative?: { from: string; to?: string }
  /** The change taken as percentage points. */
  point?: { from: string; to?: string }
  /** The reading that alone is possible or plausible; absent where a person must choose. */
  preferred?: 'RELATIVE' | 'POINT'
}

export type IdentityResult = {
  id: string
  /** The relation in the file's own labels. */
  formula: string
  result: IdentityOutcome
  /** Ids of the figures it was evaluated on. */
  figures: string[]
  /** What a reader should know, in Chinese. */
  note: string
  severity?: Severity
  habit?: Habit
  readings?: Readings
  /** Of a change: the only count of the year before that gives the printed change. */
  previous?: string
  /** The figures whose row in the report must carry the note. */
  flagged: string[]
}

/** What records say of a figure, where they exist: only rates are looked at here. */
export type Known = { num?: bigint; den?: bigint }
export type IdentityOptions = {
  computed?: ReadonlyMap<string, Known>
  year?: number
  /** The day the report was published, 'YYYY-MM-DD'. */
  publishedOn?: string
}

type Part = Omit<IdentityResult, 'id' | 'figures' | 'flagged'> & { figures: Figure[]; flagged?: Figure[] }

type Context = { byId: ReadonlyMap<string, Figure>; habits: ReadonlyMap<string, Habit>; options: IdentityOptions }

/** When an identity has several rules, the one that needs attention most gives the result. */
const GRAVITY: readonly IdentityOutcome[] = [
  'FAILS',
  'AMBIGUOUS',
  'PENDING_DATA',
  'WEAK',
  'THRESHOLD',
  'NOT_IDENTITY',
  'HOLDS',
]

/** Evaluates every identity that the file allows. Never throws on figures that `parseFigures` accepted. */
export function evaluateIdentities(figures: readonly Figure[], options: IdentityOptions = {}): IdentityResult[] {
  const byId = new Map(figures.map((f) => [f.id, f]))
  const context: Context = { byId, habits: printedHabits(figures), options }
  return IDENTITIES.flatMap((identity) => {
    const parts = identity.rules.flatMap((rule) => evaluate(rule, context) ?? [])
    return parts.length ? [merge(identity.id, parts)] : []
  })
}

function merge(id: string, parts: readonly Part[]): IdentityResult {
  const gravest = [...parts].sort((a, b) => GRAVITY.indexOf(a.result) - GRAVITY.indexOf(b.result))[0]!
  const ids = (list: readonly Figure[]) => [...new Set(list.map((f) => f.id))]
  const flagsOf = (p: Part) => p.flagged ?? (p.result === 'FAILS' || p.result === 'AMBIGUOUS' ? p.figures : [])
  return {
    id,
    formula: parts.map((p) => p.formula).join('；'),
    result: gravest.result,
    figures: ids(parts.flatMap((p) => p.figures)),
    note: parts.map((p) => p.note).join('；'),
    ...(gravest.severity ? { severity: gravest.severity } : {}),
    ...(gravest.habit ? { habit: gravest.habit } : {}),
    ...(gravest.readings ? { readings: gravest.readings } : {}),
    ...(gravest.previous ? { previous: gravest.previous } : {}),
    flagged: ids(parts.flatMap(flagsOf)),
  }
}

function present(ids: readonly string[], c: Context): Figure[] {
  return ids.flatMap((id) => c.byId.get(id) ?? [])
}

const named = (f: Figure) => `${f.label}${say(f)}`
const labels = (figures: readonly Figure[], mark: string) => figures.map((f) => f.label).join(mark)

function evaluate(rule: Rule, c: Context): Part | undefined {
  switch (rule.kind) {
    case 'sum':
      return evaluateSum(rule, c)
    case 'at-most':
      return evaluateChain(present(rule.chain, c), rule.why, rule.weak === true)
    case 'total':
      return evaluateTotal(rule, c)
    case 'net':
      return evaluateNet(rule, c)
    case 'opening':
      return evaluateOpening(rule, c)
    case 'rate':
      return evaluateRate(rule, c)
    case 'yoy':
      return evaluateYoy(rule, c)
    case 'one-habit':
      return evaluateOneHabit(c)
    case 'rate-change':
      return evaluateRateChange(rule, c)
    case 'average':
      return evaluateAverage(rule, c)
    case 'unrelated': {
      const found = present(rule.ids, c)
      // A remark on a relation needs at least two of its ends, unless it is a remark on one figure.
      if (found.length < Math.min(2, rule.ids.length)) return undefined
      return { formula: labels(found, '、'), result: 'NOT_IDENTITY', figures: found, note: rule.why }
    }
    case 'threshold': {
      const found = present(rule.ids, c)
      if (!found.length) return undefined
      return { formula: found.map(named).join('，'), result: 'THRESHOLD', figures: found, note: rule.why }
    }
    case 'full':
      return evaluateFull(rule, c)
    case 'pending': {
      const found = present(rule.ids, c)
      if (!found.length) return undefined
      return { formula: found.map(named).join('，'), result: 'PENDING_DATA', figures: found, note: rule.why }
    }
    case 'weak': {
      const found = present(rule.ids, c)
      if (found.length < 2) return undefined
      return { formula: found.map(named).join('，'), result: 'WEAK', figures: found, note: rule.why }
    }
    case 'once': {
      const found = present([rule.id], c)
      return found.length ? { formula: named(found[0]!), result: 'HOLDS', figures: found, note: rule.why } : undefined
    }
    case 'wording': {
      const f = c.byId.get(rule.id)
      if (!f || !rule.words.every((word) => f.label.includes(word))) return undefined
      return { formula: named(f), result: 'AMBIGUOUS', figures: [f], note: rule.why }
    }
    case 'boundary':
      return evaluateBoundary(rule, c)
    case 'seats':
      return evaluateSeats(rule, c)
    case 'published': {
      const { year, publishedOn } = c.options
      if (year === undefined || publishedOn === undefined) return undefined
      const last = `${year + 1}-04-01`
      const inTime = publishedOn < last
      return {
        formula: `公开日${publishedOn}早于${last}`,
        result: inTime ? 'HOLDS' : 'FAILS',
        figures: [],
        note: `${inTime ? '公开按时' : '公开逾期'}；${rule.why}`,
        ...(inTime ? {} : { severity: 'RED' as const }),
      }
    }
  }
}

/** A printed count in base units times 10^places, exactly. */
function baseAt(f: Figure, places: number): bigint {
  const s = parseDecimal(f.value)
  return s.units * unitOf(f.unit).magnitude * pow10(places - s.decimals)
}

function evaluateSum(rule: Extract<Rule, { kind: 'sum' }>, c: Context): Part | undefined {
  const whole = c.byId.get(rule.whole)
  const parts = present(rule.parts, c)
  if (!whole || parts.length === 0) return undefined
  const all = [whole, ...parts]
  if (all.some(isRate) || parts.some((p) => !scopeWithin(p, whole))) return undefined
  if (parts.length < rule.parts.length) {
    // With a part missing, only "not more than the whole" is left to check, part by part.
    const largest = parts.reduce((a, b) => (baseAt(b, 40) > baseAt(a, 40) ? b : a))
    return evaluateChain([largest, whole], `分项不全，只核对分项不多于总数；${rule.why}`, false)
  }
  const formula = `${whole.label}＝${labels(parts, '＋')}`
  if (all.some((f) => f.qualifier !== 'exact')) {
    return {
      formula,
      result: 'PENDING_DATA',
      figures: all,
      note: `所印有约数（${all
        .filter((f) => f.qualifier !== 'exact')
        .map(named)
        .join('、')}），不能作相等核对；${rule.why}`,
    }
  }
  const { difference, tolerance, places } = sumGap(whole, parts)
  const shown = `${parts.map((p) => p.value).join('＋')}＝${whole.value}`
  if (difference === 0n) return { formula, result: 'HOLDS', figures: all, note: `${shown}；${rule.why}` }
  const gap = gapIn(whole, difference, places)
  if (abs(difference) <= tolerance) {
    return { formula, result: 'HOLDS', figures: all, note: `各分项合计与总数相差${gap}，在取整差之内；${rule.why}` }
  }
  return {
    formula,
    result: 'FAILS',
    severity: tolerance === 0n ? 'BLOCK' : 'RED',
    figures: all,
    note: `分项合计与总数不符：${parts.map(named).join('，')}，合计${difference > 0n ? '少' : '多'}于${named(whole)}，相差${gap}`,
  }
}

const gapIn = (f: Figure, difference: bigint, places: number) =>
  `${exactlyIn(f.unit, { num: abs(difference), den: pow10(places) })}${f.unit}`

/** whole − Σparts and the allowed gap (half of the last place for each rounded part), in base units × 10^places. */
function sumGap(whole: Figure, parts: readonly Figure[]): { difference: bigint; tolerance: bigint; places: number } {
  const places = Math.max(...[whole, ...parts].map((f) => parseDecimal(f.value).decimals)) + 1
  const total = parts.reduce((sum, p) => sum + baseAt(p, places), 0n)
  const tolerance = parts.reduce((sum, p) => sum + halfPlace(p.value, p.unit, places), 0n)
  return { difference: baseAt(whole, places) - total, tolerance, places }
}

function halfPlace(printed: string, unit: string, places: number): bigint {
  if (isPlainCount(printed, unit)) return 0n
  return (unitOf(unit).magnitude * pow10(places - parseDecimal(printed).decimals)) / 2n
}

/**
 * Compares a printed total with the sum of printed, already rounded parts of the same unit. The gap that rounding
 * explains is half a unit of the last place for each part; for plain counts it is zero. Differences in printed units.
 */
export function checkRoundedSum(
  total: string,
  parts: readonly string[],
  unit: string,
): { difference: string; tolerance: string; within: boolean } {
  const places = Math.max(0, ...[total, ...parts].map((p) => parseDecimal(p).decimals)) + 1
  const at = (p: string) => {
    const s = parseDecimal(p)
    return s.units * pow10(places - s.decimals)
  }
  const difference = at(total) - parts.reduce((sum, p) => sum + at(p), 0n)
  const tolerance = parts.reduce(
    (sum, p) => sum + (isPlainCount(p, unit) ? 0n : pow10(places - parseDecimal(p).decimals) / 2n),
    0n,
  )
  return {
    difference: formatDecimal(difference, places),
    tolerance: formatDecimal(tolerance, places),
    within: abs(difference) <= tolerance,
  }
}

function evaluateChain(chain: readonly Figure[], why: string, weak: boolean): Part | undefined {
  if (chain.length < 2 || chain.some(isRate)) return undefined
  const formula = labels(chain, '≤')
  const remarks: string[] = []
  let result: IdentityOutcome = weak ? 'WEAK' : 'HOLDS'
  for (let i = 0; i + 1 < chain.length; i++) {
    const [a, b] = [chain[i]!, chain[i + 1]!]
    if (!scopeWithin(a, b)) return undefined
    const [lower, upper] = [plausible(a), plausible(b)]
    const [hardLower, hardUpper] = [
      possibleValues(a.qualifier, a.value, a.unit),
      possibleValues(b.qualifier, b.value, b.unit),
    ]
    if (lower.hi !== null && lower.hi <= upper.lo) {
      const [x, y] = [findInteger(a), findInteger(b)]
      if (x !== undefined && y !== undefined) remarks.push(`${a.value}≤${b.value}，相差${y - x}`)
      else remarks.push(`${say(a)}不多于${say(b)}`)
    } else if (hardUpper.hi !== null && hardLower.lo > hardUpper.hi) {
      remarks.push(`${named(a)}多于${named(b)}`)
      if (!weak) result = 'FAILS'
    } else {
      remarks.push(`${named(a)}与${named(b)}是约数或取整之数，不足以判定谁多`)
      if (!weak && result !== 'FAILS') result = 'PENDING_DATA'
    }
  }
  const note = `${remarks.join('，')}；${why}`
  return { formula, result, figures: [...chain], note, ...(result === 'FAILS' ? { severity: 'RED' as const } : {}) }
}

const plausible = (f: Figure) => boundsOf(f.qualifier, f.value, f.unit)

function evaluateTotal(rule: Extract<Rule, { kind: 'total' }>, c: Context): Part | undefined {
  const parts = present(rule.parts, c)
  const values = parts.map(findInteger)
  if (parts.length < rule.parts.length || values.some((v) => v === undefined)) return undefined
  const total = values.reduce((sum: bigint, v) => sum + v!, 0n)
  return {
    formula: labels(parts, '＋'),
    result: 'HOLDS',
    figures: parts,
    note: `${parts.map((p) => p.value).join('＋')}＝${total}；${rule.why}`,
  }
}

function evaluateNet(rule: Extract<Rule, { kind: 'net' }>, c: Context): Part | undefined {
  const [a, b] = [c.byId.get(rule.plus), c.byId.get(rule.minus)]
  const [x, y] = [findInteger(a), findInteger(b)]
  if (!a || !b || x === undefined || y === undefined) return undefined
  const net = `${a.label}减${b.label}`
  return { formula: net, result: 'NOT_IDENTITY', figures: [a, b], note: `${x}减${y}，净变动${x - y}：${rule.why}` }
}

function evaluateOpening(rule: Extract<Rule, { kind: 'opening' }>, c: Context): Part | undefined {
  const [cumulative, added] = [c.byId.get(rule.cumulative), c.byId.get(rule.added)]
  if (!cumulative || !added) return undefined
  const part = evaluateChain([added, cumulative], '本年新增计入累计', false)
  const [x, y] = [findInteger(added), findInteger(cumulative)]
  if (part?.result !== 'HOLDS' || x === undefined || y === undefined) return part
  return { ...part, note: `${added.value}≤${cumulative.value}，${rule.why}上年累计为${y - x}` }
}

function evaluateRate(rule: Extract<Rule, { kind: 'rate' }>, c: Context): Part | undefined {
  const [rate, numerator, denominator] = [c.byId.get(rule.rate), c.byId.get(rule.num), c.byId.get(rule.den)]
  if (!rate || !numerator || !denominator || !isRate(rate)) return undefined
  if (rate.scope !== numerator.scope || rate.scope !== denominator.scope) return undefined
  const figures = [rate, numerator, denominator]
  const formula = `${rate.label}＝${numerator.label}÷${denominator.label}`
  const [num, den] = [findInteger(numerator), findInteger(denominator)]
  if (num === undefined || den === undefined) {
    return { formula, result: 'PENDING_DATA', figures, note: '分子或分母所印不是精确件数，不能核对比率' }
  }
  if (den === 0n) {
    return {
      formula,
      result: 'FAILS',
      severity: 'BLOCK',
      figures,
      note: `${denominator.label}为0，却印有${named(rate)}`,
    }
  }
  if (rate.qualifier !== 'exact') {
    const judged = judge(rate.qualifier, rate.value, rate.unit, { num, den })
    const result = judged.holds === false ? 'FAILS' : 'HOLDS'
    return { formula, result, figures, note: judged.words, ...(result === 'FAILS' ? { severity: 'RED' as const } : {}) }
  }
  const habit = c.habits.get(rate.id)!
  const note = explainRate(rate, num, den, habit, false)
  if (habit.code === 'MATCH_BY_TRUNCATION') {
    return {
      formula,
      result: 'FAILS',
      severity: 'YELLOW',
      figures,
      note: `${note}；只有截尾能得所印之数`,
      habit,
      flagged: [],
    }
  }
  if (habit.code === 'MISMATCH') return { formula, result: 'FAILS', severity: 'RED', figures, note, habit }
  return { formula, result: 'HOLDS', figures, note, habit }
}

/** A clause on how a printed percentage relates to num/den, for the report's note. `change`: a change, not a share. */
export function explainRate(rate: Figure, num: bigint, den: bigint, habit: Habit, change: boolean): string {
  const decimals = parseDecimal(rate.value).decimals
  const rounded = change ? displayChange(num, den, decimals) : formatDecimal(halfUp(num, den, decimals + 2), decimals)
  const printed = `已公布${rate.value}${rate.unit}`
  switch (habit.code) {
    case 'EXACT':
      return `${num}/${den}恰为${rate.value}${rate.unit}`
    case 'MATCH_HALF_UP':
      return habit.discriminating
        ? `${num}/${den}按四舍五入为${rounded}${rate.unit}，与公布数相符；截尾则不符`
        : `${num}/${den}四舍五入、截尾都是${rounded}${rate.unit}，与公布数相符`
    case 'MATCH_BY_TRUNCATION':
      return `按四舍五入应为${rounded}${rate.unit}，${printed}为截尾`
    case 'ADJUSTED_TO_100':
      return `按四舍五入应为${rounded}${rate.unit}，${printed}是为使各项合计得100而调整`
    case 'MISMATCH': {
      const exact = change
        ? displayChange(num, den, Math.max(2, decimals))
        : displayRate(num, den, Math.max(2, decimals))
      return `按${num}/${den}计算为${exact}${rate.unit}，${printed}，四舍五入、截尾都不能得出`
    }
  }
}

/** The counts of the year before that give a printed change under one habit; null where there is none. */
export type PreviousRange = { lo: bigint; hi: bigint | null }

/**
 * Solves (current − previous) / previous = change % for the integer `previous` ≥ 1, under rounding and under
 * truncation. `hi` null means that no largest solution exists (a fall of practically 100 %).
 */
export function solvePrevious(
  current: bigint,
  printedChange: string,
): { halfUp: PreviousRange | null; truncation: PreviousRange | null } {
  const s = parseDecimal(printedChange)
  const places = s.decimals + 2
  const solve = (cut: (num: bigint, den: bigint, decimals: number) => bigint): PreviousRange | null => {
    // The change falls as `previous` grows, and so does its rounded value: two binary searches find the range.
    const at = (previous: bigint) => cut(current - previous, previous, places)
    const far = 4n * (current + 1n) * pow10(places)
    if (at(1n) < s.units || at(far) > s.units) return null
    const lo = smallest(1n, far, (x) => at(x) <= s.units)
    if (at(lo) !== s.units) return null
    if (at(far) === s.units) return { lo, hi: null }
    return { lo, hi: smallest(lo, far, (x) => at(x) < s.units) - 1n }
  }
  return { halfUp: solve(halfUp), truncation: solve(truncate) }
}

/** The smallest x in [lo, hi] with test(x); test must hold at hi and be monotone. */
function smallest(lo: bigint, hi: bigint, test: (x: bigint) => boolean): bigint {
  let [a, b] = [lo, hi]
  while (a < b) {
    const middle = (a + b) / 2n
    if (test(middle)) b = middle
    else a = middle + 1n
  }
  return a
}

/** The habit that a printed change shows through the printed current count alone, with the previous count if unique. */
function habitOfChange(
  current: bigint,
  printedChange: string,
): { habit?: Habit; previous?: bigint; range?: PreviousRange } {
  const { halfUp: rounded, truncation } = solvePrevious(current, printedChange)
  if (!rounded && !truncation) return { habit: { code: 'MISMATCH' } }
  const both = [rounded, truncation].filter((r) => r !== null)
  const lo = both.reduce((m, r) => least(m, r.lo), both[0]!.lo)
  const hi = both.some((r) => r.hi === null) ? null : both.reduce((m, r) => most(m, r.hi!), both[0]!.hi!)
  if (hi !== null && lo === hi) {
    return { habit: nameHabit(printedChange, current - lo, lo, { kind: 'percent' })!, previous: lo, range: { lo, hi } }
  }
  if (!truncation) return { habit: { code: 'MATCH_HALF_UP', discriminating: true }, range: { lo, hi } }
  if (!rounded) return { habit: { code: 'MATCH_BY_TRUNCATION' }, range: { lo, hi } }
  return { range: { lo, hi } }
}

function evaluateYoy(rule: Extract<Rule, { kind: 'yoy' }>, c: Context): Part | undefined {
  const [change, count] = [c.byId.get(rule.change), c.byId.get(rule.count)]
  if (!change || !count || !isRate(change) || change.scope !== count.scope) return undefined
  const figures = [change, count]
  const formula = `${change.label}＝（${count.label}－上年）÷上年`
  const current = findInteger(count)
  if (current === undefined || change.qualifier !== 'exact') {
    return { formula, result: 'PENDING_DATA', figures, note: '所印不是精确之数，不能反解上年数' }
  }
  if (current < 0n) return { formula, result: 'FAILS', severity: 'BLOCK', figures, note: `${count.label}不能为负` }
  const { habit, previous, range } = habitOfChange(current, change.value)
  if (habit?.code === 'MISMATCH') {
    const note = `没有一个上年的整数能使本年${say(count)}得出同比${say(change)}，两数至少有一个不对`
    return { formula, result: 'FAILS', severity: 'RED', figures, note, habit }
  }
  if (previous !== undefined) {
    const note = `由本年${say(count)}与同比${say(change)}反解，上年只能是${previous}${count.unit}；${explainRate(change, current - previous, previous, habit!, true)}`
    return { formula, result: 'HOLDS', figures, note, habit, previous: previous.toString() }
  }
  const span = range!.hi === null ? `不小于${range!.lo}` : `在${range!.lo}至${range!.hi}之间`
  return {
    formula,
    result: 'WEAK',
    figures,
    note: `上年数${span}，不能由所印之数唯一确定`,
    ...(habit ? { habit } : {}),
  }
}

/**
 * The habits that the printed integers of a file settle by themselves: rates whose counts are printed too, and changes
 * whose previous count can be solved. Figures that nothing in the file settles are absent.
 */
export function printedHabits(figures: readonly Figure[]): Map<string, Habit> {
  const byId = new Map(figures.map((f) => [f.id, f]))
  const found = new Map<string, Habit>()
  for (const rule of IDENTITIES.flatMap((i) => i.rules)) {
    if (rule.kind === 'rate') {
      const [rate, a, b] = [byId.get(rule.rate), byId.get(rule.num), byId.get(rule.den)]
      const [num, den] = [findInteger(a), findInteger(b)]
      if (!rate || !isRate(rate) || rate.qualifier !== 'exact' || num === undefined || den === undefined) continue
      if (rate.scope !== a!.scope || rate.scope !== b!.scope) continue
      const habit = nameHabit(rate.value, num, den, { kind: 'percent', share: true })
      if (habit) found.set(rate.id, habit)
    }
    if (rule.kind === 'yoy') {
      const [change, count] = [byId.get(rule.change), byId.get(rule.count)]
      const current = findInteger(count)
      if (!change || !isRate(change) || change.qualifier !== 'exact' || current === undefined || current < 0n) continue
      if (change.scope !== count!.scope) continue
      const { habit } = habitOfChange(current, change.value)
      if (habit) found.set(change.id, habit)
    }
  }
  return found
}

/** The ids of figures that are changes, not shares, as the identities tell. */
export const CHANGE_IDS: ReadonlySet<string> = new Set(
  IDENTITIES.flatMap((i) => i.rules).flatMap((r) => (r.kind === 'yoy' || r.kind === 'rate-change' ? [r.change] : [])),
)

/** Changes that are the growth of a printed count over the year before. */
export const countChanges = (): { change: string; count: string }[] =>
  IDENTITIES.flatMap((i) => i.rules).flatMap((r) => (r.kind === 'yoy' ? [{ change: r.change, count: r.count }] : []))

/** The counts that a printed rate is the quotient of, where the file prints both as integers of its scope. */
export function findPrintedCounts(
  rateId: string,
  figures: readonly Figure[],
): { num: bigint; den: bigint } | undefined {
  const byId = new Map(figures.map((f) => [f.id, f]))
  for (const rule of IDENTITIES.flatMap((i) => i.rules)) {
    if (rule.kind !== 'rate' || rule.rate !== rateId) continue
    const [rate, a, b] = [byId.get(rule.rate), byId.get(rule.num), byId.get(rule.den)]
    const [num, den] = [findInteger(a), findInteger(b)]
    if (num === undefined || den === undefined || rate?.scope !== a!.scope || rate?.scope !== b!.scope) return undefined
    return { num, den }
  }
  return undefined
}

function evaluateOneHabit(c: Context): Part | undefined {
  const settled = [...c.habits].flatMap(([id, habit]) => {
    if (habit.code === 'MATCH_BY_TRUNCATION') return [{ figure: c.byId.get(id)!, cut: true }]
    if (habit.code === 'MATCH_HALF_UP' && habit.discriminating) return [{ figure: c.byId.get(id)!, cut: false }]
    return []
  })
  if (settled.length < 2) return undefined
  const cut = settled.filter((s) => s.cut).map((s) => s.figure)
  const rounded = settled.filter((s) => !s.cut).map((s) => s.figure)
  const figures = settled.map((s) => s.figure)
  const formula = '同一篇报告的取整习惯一致'
  if (cut.length === 0 || rounded.length === 0) {
    const habit = cut.length ? '截尾' : '四舍五入'
    return { formula, result: 'HOLDS', figures, note: `可以判定的数都只合${habit}；其余各数仍须逐数认定` }
  }
  return {
    formula,
    result: 'FAILS',
    severity: 'YELLOW',
    figures,
    note: `一篇两种习惯：${rounded.map(named).join('、')}只能由四舍五入得出，${cut.map(named).join('、')}只能由截尾得出；习惯须逐数认定`,
    flagged: [],
  }
}

/** A yearly move of a rate by this many points is taken to be a misreading. A convention of the platform. */
const IMPLAUSIBLE_POINTS = 30n

type Span = { from: Fraction; to?: Fraction }

function evaluateRateChange(rule: Extract<Rule, { kind: 'rate-change' }>, c: Context): Part | undefined {
  const [change, rate] = [c.byId.get(rule.change), c.byId.get(rule.rate)]
  if (!change || !rate || !isRate(change) || !isRate(rate) || change.scope !== rate.scope) return undefined
  const figures = [change, rate]
  const formula = `${rate.label}的变化：${named(change)}`
  if (rate.qualifier !== 'exact') {
    return { formula, result: 'PENDING_DATA', figures, note: '本年之率不是精确之数，不能推算上年' }
  }
  const s = parseDecimal(change.value)
  const size = { num: s.units, den: pow10(s.decimals + 2) }
  const r = parseDecimal(rate.value)
  const now = { num: r.units, den: pow10(r.decimals + 2) }
  const sign = rule.direction === 'rise' ? 1n : -1n
  // Of a qualified change, the words give two ends: nearly 50 is from 45 up to 50.
  const ends = endsOfChange(change, size)
  const relative = span(ends.map((e) => relativePrevious(now, { num: sign * e.num, den: e.den })))
  const point = span(ends.map((e) => ({ num: now.num * e.den - sign * e.num * now.den, den: now.den * e.den })))
  const relativeFits = relative !== undefined && insideShare(relative)
  const pointFits = point !== undefined && insideShare(point)
  const words = {
    relative: relativeFits
      ? `按相对变化读，上年为${shownSpan(relative)}`
      : '按相对变化读，上年之率不在0至100%之间，不可能',
    point: pointFits ? `按百分点读，上年为${shownSpan(point)}` : '按百分点读，上年之率不在0至100%之间，不可能',
  }
  if (unitOf(change.unit).point) {
    return pointFits
      ? { formula, result: 'HOLDS', figures, note: `已写明是百分点：上年为${shownSpan(point)}` }
      : { formula, result: 'FAILS', severity: 'RED', figures, note: words.point }
  }
  if (!relativeFits && !pointFits) {
    return { formula, result: 'FAILS', severity: 'RED', figures, note: `${words.relative}；${words.point}` }
  }
  const wild = abs(size.num) * 100n >= IMPLAUSIBLE_POINTS * size.den
  const preferred = !pointFits || (relativeFits && wild) ? 'RELATIVE' : !relativeFits ? 'POINT' : undefined
  const advice =
    preferred === 'RELATIVE'
      ? `应是相对变化${pointFits ? `（一年变动${IMPLAUSIBLE_POINTS}个百分点以上不合常理）` : ''}，宜写明“相对上年”`
      : preferred === 'POINT'
        ? '应是百分点，宜写作“个百分点”'
        : '两种读法都可能，须查上年明细；如指两率之差，应写作“个百分点”'
  return {
    formula,
    result: 'AMBIGUOUS',
    severity: 'YELLOW',
    figures,
    note: `${named(change)}有两种读法：${words.relative}；${words.point}。${advice}`,
    readings: {
      ...(relativeFits ? { relative: textSpan(relative) } : {}),
      ...(pointFits ? { point: textSpan(point) } : {}),
      ...(preferred ? { preferred } : {}),
    },
    flagged: [change],
  }
}

function endsOfChange(change: Figure, size: Fraction): Fraction[] {
  switch (change.qualifier) {
    case 'nearly':
      return [{ num: 9n * size.num, den: 10n * size.den }, size]
    case 'approx':
      return [
        { num: 19n * size.num, den: 20n * size.den },
        { num: 21n * size.num, den: 20n * size.den },
      ]
    // One-sided words leave the other end open; the printed number itself is the end that is known.
    case 'exact':
    case 'over':
    case 'at-least':
    case 'within':
      return [size]
  }
}

/** r / (1 + c); undefined where last year's rate would be infinite or negative. */
function relativePrevious(now: Fraction, c: Fraction): Fraction | undefined {
  const factor = c.den + c.num
  return factor > 0n ? { num: now.num * c.den, den: now.den * factor } : undefined
}

function span(ends: readonly (Fraction | undefined)[]): Span | undefined {
  const known = ends.filter((e) => e !== undefined)
  if (known.length === 0) return undefined
  known.sort((a, b) => (a.num * b.den < b.num * a.den ? -1 : 1))
  return known.length > 1 ? { from: known[0]!, to: known.at(-1)! } : { from: known[0]! }
}

/** At least one end can be a share. */
function insideShare(s: Span): boolean {
  const top = s.to ?? s.from
  return s.from.num <= s.from.den && top.num >= 0n
}

const percent = (f: Fraction) => displayChange(f.num, f.den, 2)
const textSpan = (s: Span) => ({ from: percent(s.from), ...(s.to ? { to: percent(s.to) } : {}) })
const shownSpan = (s: Span) => (s.to ? `${percent(s.from)}%至${percent(s.to)}%` : `${percent(s.from)}%`)

/**
 * Which reading of a printed change (in percent) two known rates bear out: RELATIVE (current/previous − 1), POINT
 * (current − previous), BOTH or NEITHER. Both rates unrounded; `direction` tells what the printed sign means.
 */
export function readingOf(
  change: Pick<Figure, 'value' | 'qualifier'>,
  current: Fraction,
  previous: Fraction,
  direction: 'rise' | 'fall',
): 'RELATIVE' | 'POINT' | 'BOTH' | 'NEITHER' {
  const sign = direction === 'rise' ? 1n : -1n
  const difference = sign * (current.num * previous.den - previous.num * current.den)
  const holds = (num: bigint, den: bigint) =>
    den !== 0n && judge(change.qualifier, change.value, '%', { num, den }).holds === true
  const relative = holds(difference, previous.num * current.den)
  const point = holds(difference, current.den * previous.den)
  return relative ? (point ? 'BOTH' : 'RELATIVE') : point ? 'POINT' : 'NEITHER'
}

function evaluateAverage(rule: Extract<Rule, { kind: 'average' }>, c: Context): Part | undefined {
  const [a, b] = [c.byId.get(rule.num), c.byId.get(rule.den)]
  if (!a || !b || isRate(a) || isRate(b)) return undefined
  const formula = `${a.label}÷${b.label}`
  const den = baseAt(b, 40)
  if (den <= 0n) return { formula, result: 'WEAK', figures: [a, b], note: `${b.label}为0，不能平均；${rule.why}` }
  const num = baseAt(a, 40)
  const unit = unitOf(a.unit).money ? '万元' : ''
  const shown = displayAmount(num, den * (unit ? unitOf(unit).magnitude : 1n), 2)
  return { formula, result: 'WEAK', figures: [a, b], note: `平均约${shown}${unit}，只作量级检查；${rule.why}` }
}

function evaluateFull(rule: Extract<Rule, { kind: 'full' }>, c: Context): Part | undefined {
  const rate = c.byId.get(rule.rate)
  if (!rate || !isRate(rate)) return undefined
  const formula = named(rate)
  const known = c.options.computed?.get(rate.id)
  const s = parseDecimal(rate.value)
  const printedFull = s.units === 100n * pow10(s.decimals)
  if (!printedFull || known?.num === undefined || known.den === undefined || known.den === 0n) {
    return { formula, result: 'PENDING_DATA', figures: [rate], note: `没有分子、分母可核；${rule.why}` }
  }
  if (known.num === known.den) {
    return { formula, result: 'HOLDS', figures: [rate], note: `记录中分子、分母都是${known.den}` }
  }
  const note = `印作${say(rate)}，而记录中分母${known.den}、分子${known.num}，并未全部完成`
  return { formula, result: 'FAILS', severity: 'RED', figures: [rate], note }
}

function evaluateBoundary(rule: Extract<Rule, { kind: 'boundary' }>, c: Context): Part | undefined {
  const [done, begun] = [c.byId.get(rule.done), c.byId.get(rule.begun)]
  const [x, y] = [findInteger(done), findInteger(begun)]
  if (!done || !begun || x === undefined || y === undefined || y <= 0n) return undefined
  return {
    formula: `${done.label}与${begun.label}的界限`,
    result: 'AMBIGUOUS',
    severity: 'YELLOW',
    figures: [done, begun],
    note: `${rule.why}：所印为${x}与${y}；若其中一件起草的已在本年公布，则应为${x + 1n}与${y - 1n}`,
  }
}

function evaluateSeats(rule: Extract<Rule, { kind: 'seats' }>, c: Context): Part | undefined {
  const [committees, members] = [c.byId.get(rule.committees), c.byId.get(rule.members)]
  const [n, m] = [findInteger(committees), findInteger(members)]
  if (!committees || !members || n === undefined || m === undefined || committees.scope !== members.scope)
    return undefined
  const formula = `${members.label}与${committees.label}的席位`
  const figures = [members, committees]
  const seats = rule.minimum * n
  if (n > 0n && m < rule.minimum) {
    const note = `有${say(committees)}而只有${say(members)}：每会至少${rule.minimum}名委员（人民调解法第八条），一个会也组不成`
    return { formula, result: 'FAILS', severity: 'RED', figures, note }
  }
  const note = `每会至少${rule.minimum}名委员（人民调解法第八条），席位不少于${seats}个；${say(members)}是人数，一人可在数会任职，人数少于席位不算矛盾`
  return { formula, result: 'HOLDS', figures, note }
}
