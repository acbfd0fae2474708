/** Figures that were corrected after they were first kept: what was published stands beside what it is now (原公布/更正后). */
import { leastCell } from '#kernel'
import type { Client } from '#kernel/db'

export type Correction = {
  indicator: string
  /** As exact text: a count, or `numerator/denominator` of a rate. */
  published: string
  publishedAt: string
  corrected: string
  correctedAt: string
}

/** The figures of a year whose newest edition differs from the first, by indicator. */
export async function findCorrections(client: Client, year: number): Promise<Correction[]> {
  const { rows } = await client.query(
    `with edition as (
       select run_id, known_at, row_number() over (order by computed_at, run_id) as first, row_number() over (order by computed_at desc, run_id desc) as last
       from kernel.figure_run where year = $1
     ), value as (
       select e.first, e.last, e.known_at, v.indicator, coalesce(v.value::text, v.numerator::text || '/' || v.denominator::text) as text
       from edition e join kernel.figure_value v using (run_id)
     )
     select a.indicator, a.text as published, a.known_at as published_at, b.text as corrected, b.known_at as corrected_at
     from value a join value b using (indicator) where a.first = 1 and b.last = 1 and a.text is distinct from b.text order by 1`,
    [year],
  )
  return rows.map((r) => ({
    indicator: r.indicator,
    published: r.published,
    publishedAt: r.published_at.toISOString(),
    corrected: r.corrected,
    correctedAt: r.corrected_at.toISOString(),
  }))
}

/** Those that the public may read: neither edition may tell a number that the report itself does not. */
export function openCorrections(all: readonly Correction[], hidden: ReadonlySet<string>): Correction[] {
  const isSmall = (text: string): boolean => {
    const [num = 0, den] = text.split('/').map(Number)
    const told = den === undefined ? [num] : [num, den, den - num]
    return told.some((n) => n > 0 && n < leastCell)
  }
  return all.filter((c) => !hidden.has(c.indicator) && !isSmall(c.published) && !isSmall(c.corrected))
}
