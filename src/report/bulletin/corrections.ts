/** What a bulletin corrects of earlier ones (更正表): for each line of an earlier month what was told, what it is now, and which records made it so. */
import type { Dimension, FrozenRow } from './lines.ts'
import { firstDayOf, lastDayOf, tally } from './lines.ts'
import { type MetricId, metrics } from './metrics.ts'
import { changedRows, rowOf } from './snapshot.ts'

/** A count, or what stands above and below the line of a rate. */
export type Told = { numerator: number; denominator: number | null }
export type Correction = {
  /** The month of which something else was told. */
  period: string
  /** The bulletin of that month; nothing where only a later one told of it, in its year so far. */
  original: string | null
  dimension: Dimension
  subject: string
  metric: MetricId
  before: Told
  after: Told
  /** Records that came to the line, and that left it. */
  added: string[]
  removed: string[]
}

/** The bulletins that were frozen before, in the order of their months. */
export type FrozenBulletin = { matterId: string; period: string }

const minus = (a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): string[] =>
  [...(a ?? [])].filter((x) => !b?.has(x)).map((x) => x.slice(x.indexOf('/') + 1))

/**
 * The lines of months already told that are other now.
 * @param frozen what earlier bulletins froze, taken together
 * @param now what the records give
 */
export function correctionsOf(
  earlier: readonly FrozenBulletin[],
  frozen: readonly FrozenRow[],
  now: readonly FrozenRow[],
): Correction[] {
  const told = earlier.at(-1)?.period
  if (told === undefined) return []
  const months = new Set(changedRows(frozen, now).map((t) => rowOf(t).countedOn.slice(0, 7)))
  return [...months]
    .filter((period) => period <= told)
    .sort()
    .flatMap((period) => {
      const original = earlier.find((b) => b.period === period)?.matterId ?? null
      return metrics.flatMap((m) => {
        const [a, b] = [frozen, now].map((rows) => tally(rows, m, firstDayOf(period), lastDayOf(period)))
        return [...new Set([...a!.keys(), ...b!.keys()])].sort().flatMap((key): Correction[] => {
          const [x, y] = [a!.get(key), b!.get(key)]
          const change = (p: typeof x, q: typeof x) => [
            ...new Set([...minus(p?.numerator, q?.numerator), ...minus(p?.denominator, q?.denominator)]),
          ]
          const [added, removed] = [change(y, x), change(x, y)]
          if (added.length + removed.length === 0) return []
          const size = (t: typeof x): Told => ({
            numerator: t?.numerator.size ?? 0,
            denominator: m.count ? null : (t?.denominator.size ?? 0),
          })
          const at = key.indexOf('/')
          const of = { dimension: key.slice(0, at) as Dimension, subject: key.slice(at + 1), metric: m.id }
          return [{ period, original, ...of, before: size(x), after: size(y), added, removed }]
        })
      })
    })
}

export const toldText = (t: Told): string =>
  t.denominator === null ? `${t.numerator}件` : `${t.numerator}/${t.denominator}`

/** What happened to the records, where nobody has given a reason. */
export function whatHappened(c: Pick<Correction, 'added' | 'removed'>): string {
  if (c.removed.length === 0) return '冻结以后登记的记录，补记'
  if (c.added.length === 0) return '冻结以后记录改正或者被替代，减去'
  return '冻结以后记录改正'
}
