/** What the tests of a replay have in common: a founded city without matters, its heads, and a run that is cut short. */
import { readFileSync } from 'node:fs'
import { domains } from '../src/domains/index.ts'
import { instantAt, type LocalDate } from '../src/kernel/clock.ts'
import type { Domain } from '../src/kernel/domain.ts'
import type { ReplayCity, ReplayOptions } from '../src/replay/run.ts'
import { importCalendar, importOrgans, importReference } from '../src/server/reference.ts'
import { openCity, type TestCity, testHmacKey } from './support.ts'

export const figuresText = readFileSync(new URL('../data/figures/ningbo-2020.tsv', import.meta.url), 'utf8')
export const now = instantAt('2026-10-20' as LocalDate, '15:00')
export const base: ReplayOptions = { figuresText, file: 'ningbo-2020.tsv', scale: 0.001, seed: 'test', year: 2020 }

const opened: TestCity[] = []
export async function closeFounded(): Promise<void> {
  for (const c of opened) await c.close()
}

/** A founded city without matters. */
export async function founded(all: readonly Domain[] = domains): Promise<TestCity & ReplayCity> {
  const city = await openCity(all)
  opened.push(city)
  const client = await city.owner.connect()
  try {
    await importReference(client, 'ningbo')
    await importOrgans(client, 'ningbo')
    await importCalendar(client, city.calendar)
  } finally {
    client.release()
  }
  return { ...city, now: () => now }
}

/** One that other threads reach too. */
export async function foundedForThreads(): Promise<TestCity & ReplayCity> {
  const city = await founded()
  return { ...city, reach: { url: city.appUrl, hmacKey: testHmacKey, checkUrl: undefined } }
}

/** The last hash of every matter: one changed byte anywhere changes it. */
export const heads = async (city: TestCity): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await city.owner.query('select matter_id, last_n, head from kernel.matter order by matter_id')).rows.map((r) => [
      r.matter_id,
      `${r.last_n} ${r.head}`,
    ]),
  )

/** Ends the process's hope after so many batches of the main thread: before the batch is committed, or after it. */
export function cutShort(city: TestCity & ReplayCity, batches: number, when: 'before' | 'after'): ReplayCity {
  let left = batches
  return {
    ...city,
    engine: {
      ...city.engine,
      performMany: async (requests) => {
        if (left-- <= 0 && when === 'before') throw new Error('cut short')
        const answers = await city.engine.performMany(requests)
        if (left < 0 && when === 'after') throw new Error('cut short')
        return answers
      },
    },
  }
}
