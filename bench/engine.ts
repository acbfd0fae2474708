/** Single actions at 8 and 64 callers beside raw one-row commits on the same database; performMany beside a bare COPY of the same bytes. */

import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type { ActionRequest, Actor } from '#kernel'
import { sample } from '../test/sample/domain.ts'
import { openCity, type TestCity } from '../test/support.ts'
import { line } from './line.ts'

let serial = 0
const filing = (actor: Actor, at = '2023-03-01T09:00:00.000+08:00'): ActionRequest => ({
  actor,
  at: at as never,
  steps: [
    {
      procedure: 'sample.filing',
      action: 'file',
      input: { agencyId: actor.agency, topic: `事由${++serial}`, name: '陈示例', phone: '13900000000' },
    },
  ],
})
const step = (actor: Actor, matterId: string, action: string, input: object, day: string): ActionRequest => ({
  actor,
  at: `2023-03-${day}T09:00:00.000+08:00` as never,
  steps: [{ matterId, action, input }],
})

async function callers(
  n: number,
  total: number,
  one: (i: number) => Promise<unknown>,
): Promise<{ perSecond: number; p50: number; p99: number }> {
  const times: number[] = []
  let next = 0
  const start = performance.now()
  await Promise.all(
    Array.from({ length: n }, async () => {
      while (next < total) {
        const i = next++
        const t = performance.now()
        await one(i)
        times.push(performance.now() - t)
      }
    }),
  )
  const seconds = (performance.now() - start) / 1000
  times.sort((a, b) => a - b)
  return { perSecond: total / seconds, p50: times[times.length >> 1]!, p99: times[Math.floor(times.length * 0.99)]! }
}

export async function benchEngine(): Promise<void> {
  const city: TestCity = await openCity([sample])
  try {
    await city.agency('A1', 'bureau', { county: '330203', town: '330203001' })
    const clerk = await city.post('clerk', 'clerk', { kind: 'agency', value: 'A1' }, 'A1')
    const officer = await city.post('officer', 'officer', { kind: 'agency', value: 'A1' }, 'A1')
    await city.owner.query(
      'create table public.raw (id bigint generated always as identity primary key, a text, b text, c text)',
    )
    const { openPool } = await import('#kernel')
    const raw = openPool(city.superUrl, 64)
    const insert = () =>
      raw.query({
        name: 'raw',
        text: 'insert into public.raw (a, b, c) values ($1, $2, $3)',
        values: ['x'.repeat(200), 'y'.repeat(100), 'z'.repeat(50)],
      })
    await callers(64, 4000, insert)
    await callers(64, 4000, () => city.engine.perform(filing(clerk)))
    for (const n of [8, 64]) {
      const total = n === 8 ? 6000 : 20000
      const r = await callers(n, total, insert)
      const e = await callers(n, total, () => city.engine.perform(filing(clerk)))
      const limit = n === 64 ? 100 : 40
      line(
        `single actions, ${n} callers`,
        e.perSecond,
        'acts/s',
        `raw one-row commits ${Math.round(r.perSecond)}/s p50 ${r.p50.toFixed(1)} ms; ours p50 ${e.p50.toFixed(1)} p99 ${e.p99.toFixed(1)} ms`,
        (100 * e.perSecond) / r.perSecond,
        `≥ ${limit} %`,
      )
    }
    await raw.end()

    const whole = async (matters: number, batch: number) => {
      const t0 = performance.now()
      let acts = 0
      const flights: Promise<unknown>[] = []
      for (let i = 0; i < matters; i += batch) {
        const requests: ActionRequest[] = []
        for (let k = 0; k < batch; k++) {
          const { randomEntropy } = await import('#kernel')
          const id = randomEntropy.id('2023-03-01T09:00:00.000+08:00' as never)
          const f = filing(clerk)
          requests.push({ ...f, steps: [{ ...f.steps[0]!, matterId: id }] })
          requests.push(step(officer, id, 'accept', {}, '02'))
          for (const d of ['03', '04', '05'])
            requests.push(step(officer, id, 'note', { text: '调查情况记录，内容若干字。' }, d))
          requests.push(step(officer, id, 'decide', { result: 'yes' }, '08'))
          requests.push(step(officer, id, 'close', {}, '09'))
        }
        acts += requests.length
        flights.push(
          city.engine.performMany(requests).then((a) => {
            const bad = a.find((x) => !x.ok)
            if (bad) throw new Error(JSON.stringify(bad))
          }),
        )
        if (flights.length >= 2) await flights.shift()
      }
      await Promise.all(flights)
      return acts / ((performance.now() - t0) / 1000)
    }
    await whole(2000, 500)
    const wholeRate = await whole(12000, 1000)
    line('performMany, whole matters of 7 acts', wholeRate, 'acts/s', '', undefined, '≥ 20000')

    const ids = (
      await city.owner.query(`select matter_id from kernel.matter where state = 'FILED' limit 20000`)
    ).rows.map((r) => r.matter_id)
    const t0 = performance.now()
    const flights: Promise<unknown>[] = []
    for (let i = 0; i < ids.length; i += 2000) {
      flights.push(
        city.engine.performMany(ids.slice(i, i + 2000).map((id) => step(officer, id, 'note', { text: '记录' }, '02'))),
      )
      if (flights.length >= 2) await flights.shift()
    }
    await Promise.all(flights)
    const oneRate = ids.length / ((performance.now() - t0) / 1000)
    line('performMany, one act a matter', oneRate, 'acts/s', `${ids.length} matters`, undefined, '≥ 10000')

    // A bare COPY of the same bytes into an indexed table: the floor of what the database itself needs.
    const { rows } = await city.owner.query(
      'select matter_id, n, action, hash, canonical from kernel.act order by act_id desc limit 40000',
    )
    await city.owner.query(
      'create table public.bare (matter_id uuid, n int, action text, hash text, canonical text, primary key (matter_id, n))',
    )
    const client = await city.owner.connect()
    const text = rows
      .map((r) => [r.matter_id, r.n, r.action, r.hash, r.canonical.replaceAll('\\', '\\\\')].join('\t'))
      .join('\n')
    const t1 = performance.now()
    await pipeline(Readable.from([text]), client.query(copyFrom('copy public.bare from stdin')))
    const copyRate = rows.length / ((performance.now() - t1) / 1000)
    client.release()
    line(
      'bare COPY of the same act bytes',
      copyRate,
      'rows/s',
      `performMany is ${((100 * wholeRate) / copyRate).toFixed(0)} % of it`,
    )
  } finally {
    await city.close()
  }
}

if (import.meta.main) {
  await benchEngine()
  process.exit(0)
}
