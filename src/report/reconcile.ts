/**
 * The rows of the yearly report: what was published beside what the records give, whether they agree, and in words a
 * reader understands why a printed figure differs, contradicts its own parts or can be read in two ways.
 */
import { PlainError } from '#kernel/errors'
import { type Figure, isRate, say } from './figures.ts'
import {
  DIAGNOSIS_LABEL,
  type Habit,
  type HabitCode,
  type HabitGroup,
  nameHabit,
  numeratorInterval,
  summarise,
} from './habit.ts'
import {
  CHANGE_IDS,
  evaluateIdentities,
  explainRate,
  findPrintedCounts,
  type IdentityResult,
  printedHabits,
} from './identities.ts'
import { boundsOf, exactlyIn, isPlainCount, judge, type Qualifier, type Quantity, unitOf } from './qualifier.ts'
import {
  abs,
  displayAmount,
  displayChange,
  displayExactly,
  displayRate,
  halfUp,
  NO_RATE,
  parseDecimal,
  pow10,
} from './ratio.ts'

/** What the records give for one figure. A count has `value` (money in fen with `unitFen`), a rate `num` and `den`. */
export type ComputedFigure = {
  value?: bigint
  num?: bigint
  den?: bigint
  /** Records behind the figure; of a rate, those of its denominator. */
  records: bigint
  /** `value` is in fen; without it a money value is in yuan. */
  unitFen?: boolean
  /** Ranks, editions and limits do not shrink with the scale of a replay. */
  unscaled?: boolean
}

/** One row of the report; numbers whose decimals matter are strings, absent ones null. */
export type ReportRow = {
  id: string
  /** Section of the report: the system that answers for the figure. */
  system: string
  label: string
  unit: string
  scope: string
  /** The number as printed. */
  published: string
  qualifier: Qualifier
  /** The number from the records as it is displayed; null where no indicator exists yet. */
  computed: string | null
  /** How many records the computed number opens into. */
  records: number | null
  /** The number an agency reported where the records live elsewhere. */
  reported: string | null
  /** false only where neither a habit nor the qualifier explains the printed number; null where nothing is comparable. */
  agrees: boolean | null
  habit: HabitCode | null
  /** What a reader should know, flags included. */
  note: string
  /** Contradictions and double readings alone. */
  flags: string[]
}

export type Report = {
  year: number | null
  /** '1:1', or '1:100' where the replay was smaller than the city. */
  scale: string
  figures: ReportRow[]
  identities: IdentityResult[]
  /** One sentence on the habits of the percentages and rounded amounts; never a conclusion about the document. */
  habits: string
}

export type ReconcileOptions = {
  /** Size of the replay: 1 for the whole city, 0.01 for 1:100. */
  scale: number
  year?: number
  /** 'YYYY-MM-DD'. */
  publishedOn?: string
  /** Numbers that agencies reported, in the printed unit, by figure id. */
  reported?: ReadonlyMap<string, string>
  /** Columns of shares with one denominator that together make up 100 %, by figure id. */
  groups?: readonly (readonly string[])[]
}

type Judged = { computed: string | null; agrees: boolean | null; habit: Habit | null; note: string; flags: string[] }

type Context = {
  figures: readonly Figure[]
  computed: ReadonlyMap<string, ComputedFigure>
  habits: ReadonlyMap<string, Habit>
  options: ReconcileOptions
  scale: Scale
  identities: readonly IdentityResult[]
}

/** A scale as an exact fraction and as it is said. */
export type Scale = { num: bigint; den: bigint; label: string; whole: boolean }

/** Reads a scale; throws PlainError where it is not a positive number. */
export function readScale(scale: number): Scale {
  if (!Number.isFinite(scale) || scale <= 0) throw new PlainError(`比例“${scale}”不成立：须为大于0的数，如 1 或 0.01`)
  const [mantissa, exponent] = scale.toString().split('e')
  const s = parseDecimal(mantissa!)
  const power = Number(exponent ?? '0') - s.decimals
  const num = power >= 0 ? s.units * pow10(power) : s.units
  const den = power >= 0 ? 1n : pow10(-power)
  // 0.01 is said as 1:100; a scale whose inverse is not whole is said as the number itself.
  const label = den % num === 0n ? `1:${den / num}` : num % den === 0n ? `${num / den}:1` : `${scale}:1`
  return { num, den, label, whole: num === den }
}

/** HALF_UP of value × scale: the count that a replay at that scale aims at. */
export function scaledTarget(value: bigint, scale: number): bigint {
  const s = readScale(scale)
  return halfUp(value * s.num, s.den)
}

/**
 * Sets the printed figures of a year beside what the records give. Ids without an entry in `computed` are listed as not
 * computed. Rates are not compared at another scale than 1. Throws PlainError for a scale that is not a positive number.
 */
export function reconcile(
  figures: readonly Figure[],
  computed: ReadonlyMap<string, ComputedFigure>,
  options: ReconcileOptions,
): Report {
  const scale = readScale(options.scale)
  const identities = evaluateIdentities(figures, {
    ...(scale.whole ? { computed } : {}),
    ...(options.year === undefined ? {} : { year: options.year }),
    ...(options.publishedOn === undefined ? {} : { publishedOn: options.publishedOn }),
  })
  const context: Context = { figures, computed, habits: printedHabits(figures), options, scale, identities }
  const judged = figures.map((figure) => ({ figure, ...judgeFigure(figure, context) }))
  return {
    year: options.year ?? null,
    scale: scale.label,
    figures: judged.map((j) => row(j.figure, j, context)),
    identities,
    habits: summarise(judged.filter((j) => !isPlainCount(j.figure.value, j.figure.unit)).map((j) => j.habit)),
  }
}

function row(figure: Figure, judged: Judged, c: Context): ReportRow {
  const flags = [...judged.flags, ...c.identities.filter((i) => i.flagged.includes(figure.id)).map((i) => i.note)]
  const reported = c.options.reported?.get(figure.id) ?? null
  const known = c.computed.get(figure.id)
  return {
    id: figure.id,
    system: figure.system,
    label: figure.label,
    unit: figure.unit,
    scope: figure.scope,
    published: figure.value,
    qualifier: figure.qualifier,
    computed: judged.computed,
    records: known && judged.computed !== null ? Number(known.records) : null,
    reported,
    agrees: judged.agrees,
    habit: judged.habit?.code ?? null,
    note: joined([judged.note, ...(reported === null ? [] : [reportedNote(figure, reported)]), ...flags]),
    flags: [...new Set(flags)],
  }
}

/** One note out of several, leaving out what an earlier one already says. */
function joined(texts: readonly string[]): string {
  return texts.filter((text, i) => text !== '' && !texts.slice(0, i).some((t) => t.includes(text))).join('；')
}

function reportedNote(figure: Figure, reported: string): string {
  const same = reported === figure.value
  return `机关填报${reported}${figure.unit}${same ? '，与公布数相同' : `，与公布的${say(figure)}并列，差异不作抹平`}`
}

function judgeFigure(figure: Figure, c: Context): Judged {
  const flags = impossibleShare(figure)
  const known = c.computed.get(figure.id)
  const value = known && fractionOf(figure, known)
  if (!known || value === undefined) return { ...notComputed(figure, known !== undefined, c), flags }
  if (value.den === 0n) {
    const words = `记录中分母为0，不能计算比率，却印有${say(figure)}`
    return { computed: NO_RATE, agrees: null, habit: null, note: '没有可比的记录', flags: [...flags, words] }
  }
  if (!c.scale.whole && !known.unscaled) return { ...judgeScaled(figure, value, c), flags }
  if (figure.qualifier === 'exact') {
    const judged = judgeExact(figure, value, c)
    return { ...judged, flags: [...judged.flags, ...flags] }
  }
  const judgement = judge(figure.qualifier, figure.value, figure.unit, value)
  return {
    computed: show(figure, value),
    agrees: judgement.holds !== false,
    habit: null,
    note: judgement.words,
    flags: judgement.holds === true ? flags : [...flags, judgement.words],
  }
}

/** The computed value in base units, or as the fraction of a rate; undefined where it does not fit the figure. */
function fractionOf(figure: Figure, known: ComputedFigure): { num: bigint; den: bigint } | undefined {
  if (known.num !== undefined && known.den !== undefined) {
    const sign = known.den < 0n ? -1n : 1n
    return { num: sign * known.num * moneyFactor(figure, known), den: sign * known.den }
  }
  if (known.value === undefined || isRate(figure)) return undefined
  return { num: known.value * moneyFactor(figure, known), den: 1n }
}

function moneyFactor(figure: Figure, known: ComputedFigure): bigint {
  return unitOf(figure.unit).money && !known.unitFen ? 100n : 1n
}

const isChange = (figure: Figure, num: bigint) =>
  CHANGE_IDS.has(figure.id) || unitOf(figure.unit).point || num < 0n || parseDecimal(figure.value).units < 0n

/** A share below 0 or above 100 cannot be right whatever the records say. */
function impossibleShare(figure: Figure): string[] {
  if (!isRate(figure) || unitOf(figure.unit).point || CHANGE_IDS.has(figure.id)) return []
  const s = parseDecimal(figure.value)
  // A negative percentage can only be a change, so it is not judged as a share.
  return s.units > 100n * pow10(s.decimals) ? [`所印${say(figure)}超过100%：如是份额则不可能，如是同比应写明`] : []
}

/** The number from the records in the form of the printed one. */
function show(figure: Figure, value: { num: bigint; den: bigint }): string {
  const { num, den } = value
  const places = parseDecimal(figure.value).decimals
  if (isRate(figure)) {
    // "100" printed without places would hide what is missing, and a qualified rate says less than the records know.
    const whole = (100n * num * pow10(places)) % den === 0n
    const decimals = figure.qualifier !== 'exact' || (places === 0 && !whole) ? Math.max(2, places) : places
    return isChange(figure, num) ? displayChange(num, den, decimals) : displayRate(num, den, decimals)
  }
  const magnitude = den * unitOf(figure.unit).magnitude
  return figure.qualifier === 'exact' || figure.qualifier === 'approx'
    ? isPlainCount(figure.value, figure.unit)
      ? displayExactly(num, magnitude)
      : displayAmount(num, magnitude, places)
    : displayExactly(num, magnitude)
}

function judgeExact(figure: Figure, value: { num: bigint; den: bigint }, c: Context): Judged {
  const { num, den } = value
  const computed = show(figure, value)
  if (!isRate(figure)) return { computed, ...judgeCount(figure, value) }
  const change = isChange(figure, num)
  const group = groupOf(figure, den, c)
  const previousOrParts = { share: !change, ...(group ? { group } : {}) }
  const habit = nameHabit(figure.value, num, den, { kind: 'percent', ...previousOrParts })!
  const note = explainRate(figure, num, den, habit, change)
  if (habit.code === 'MISMATCH') {
    // The platform's own rule for unfinished shares (99.99, 0.01) explains it although no habit does.
    if (!change && displayRate(num, den, parseDecimal(figure.value).decimals) === figure.value) {
      const words = `${num}/${den}取整会得0或100，故按“未全部完成不印100、不为零不印0”显示，与公布数相符`
      return { computed, agrees: true, habit: null, note: words, flags: [] }
    }
    const range = change ? undefined : numeratorInterval(figure.value, den, 'MATCH_HALF_UP')
    const help = range ? [`分母为${den}时，四舍五入得此数的分子应在${range.lo}至${range.hi}之间`] : []
    const words = [note, ...help, ...candidates(habit)].join('；')
    return { computed, agrees: false, habit, note: words, flags: [note] }
  }
  const s = parseDecimal(figure.value)
  const unfinished = !change && s.units === 100n * pow10(s.decimals) && num < den
  const flags = unfinished ? [`印作${say(figure)}，而${den}件中有${den - num}件未完成，并未全部完成`] : []
  return { computed, agrees: true, habit, note, flags }
}

const candidates = (habit: Habit) => (habit.diagnoses ?? []).map((d) => DIAGNOSIS_LABEL[d])

function groupOf(figure: Figure, den: bigint, c: Context): HabitGroup | undefined {
  const ids = c.options.groups?.find((g) => g.includes(figure.id))
  if (!ids) return undefined
  const members: { printed: string; num: bigint }[] = []
  for (const id of ids) {
    const other = c.figures.find((f) => f.id === id)
    const known = c.computed.get(id)
    if (!other || known?.num === undefined || known.den !== den) return undefined
    members.push({ printed: other.value, num: known.num })
  }
  return { members, index: ids.indexOf(figure.id) }
}

function judgeCount(figure: Figure, value: { num: bigint; den: bigint }): Omit<Judged, 'computed'> {
  const unit = unitOf(figure.unit)
  const kind = isPlainCount(figure.value, figure.unit) ? 'count' : 'unit'
  const habit = nameHabit(figure.value, value.num, value.den, { kind, unitMagnitude: unit.magnitude })!
  const real = exactlyIn(figure.unit, value)
  const places = parseDecimal(figure.value).decimals
  const rounded = displayAmount(value.num, value.den * unit.magnitude, places)
  switch (habit.code) {
    case 'EXACT':
      return { agrees: true, habit, note: '与记录一致', flags: [] }
    case 'MATCH_HALF_UP':
      return { agrees: true, habit, note: `记录为${real}${figure.unit}，按四舍五入与公布数相符`, flags: [] }
    case 'MATCH_BY_TRUNCATION': {
      const words = `按四舍五入应为${rounded}${figure.unit}，已公布${say(figure)}为截尾`
      return { agrees: true, habit, note: words, flags: [] }
    }
    case 'ADJUSTED_TO_100':
    case 'MISMATCH': {
      const printed = parseDecimal(figure.value)
      const gap = value.num * pow10(printed.decimals) - printed.units * unit.magnitude * value.den
      const size = exactlyIn(figure.unit, { num: abs(gap), den: value.den * pow10(printed.decimals) })
      const words = `记录为${real}${figure.unit}，比已公布的${say(figure)}${gap > 0n ? '多' : '少'}${size}${figure.unit}`
      return { agrees: false, habit, note: [words, ...candidates(habit)].join('；'), flags: [words] }
    }
  }
}

/** A replay smaller than the city: counts are held against the scaled target, rates are shown and not compared. */
function judgeScaled(figure: Figure, value: { num: bigint; den: bigint }, c: Context): Omit<Judged, 'flags'> {
  const computed = show({ ...figure, qualifier: isRate(figure) ? figure.qualifier : 'over' }, value)
  if (isRate(figure)) {
    const habit = c.habits.get(figure.id) ?? null
    const printed = habit ? settledNote(figure, habit, c) : ''
    const note = `本页按${c.scale.label}的记录计算，比率不作比较${printed && `；${printed}`}`
    return { computed, agrees: null, habit, note }
  }
  const bounds = boundsOf(figure.qualifier, figure.value, figure.unit)
  const target = (v: bigint) => halfUp(v * c.scale.num, c.scale.den)
  const [lo, hi] = [target(bounds.lo), bounds.hi === null ? null : target(bounds.hi)]
  const fits = value.num >= lo * value.den && (hi === null || value.num <= hi * value.den)
  const told = (v: Quantity) => `${exactlyIn(figure.unit, v)}${figure.unit}`
  const aim = hi === null ? `不少于${told(lo)}` : lo === hi ? `为${told(lo)}` : `在${told(lo)}至${told(hi)}之间`
  const note = `本页按${c.scale.label}的记录计算，目标${aim}，${fits ? '相符' : `实为${told(value)}，不符`}`
  return { computed, agrees: fits, habit: null, note }
}

/** Nothing to compare with; the printed integers may still settle the habit of a rate. */
function notComputed(figure: Figure, indicatorExists: boolean, c: Context): Omit<Judged, 'flags'> {
  const note = indicatorExists ? '记录中没有可与此数比较的分子、分母，未计算' : '未计算：平台还没有与此编号对应的指标'
  const habit = c.habits.get(figure.id) ?? null
  const words = habit ? settledNote(figure, habit, c) : ''
  return { computed: null, agrees: null, habit, note: words ? `${note}；${words}` : note }
}

/** How the printed integers explain a printed percentage. A contradiction is a flag of its identity instead. */
function settledNote(figure: Figure, habit: Habit, c: Context): string {
  if (habit.code === 'MISMATCH') return ''
  const counts = findPrintedCounts(figure.id, c.figures)
  if (counts) return `由所印的件数核对：${explainRate(figure, counts.num, counts.den, habit, false)}`
  // Otherwise a change whose previous count was solved: its identity says how.
  return c.identities.find((i) => i.habit && i.figures[0] === figure.id)?.note ?? ''
}
