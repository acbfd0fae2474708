/**
 * Where the time of an act goes, apart from what else the machine does: processor time of this process and of PostgreSQL,
 * for raw one-row commits, single actions and batches.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { type ActionRequest, type Actor, openPool, randomEntropy } from '#kernel'
import { sample } from '../test/sample/domain.ts'
import { openCity } from '../test/support.ts'

const city = await openCity([sample])
// Fifty agencies, as a city's callers come from many: one agency's number series would be a queue of its own making.
const clerks: Actor[] = []
const officers: Actor[] = []
for (let i = 0; i < 50; i++) {
  await city.agency(`A${i}`, 'bureau', { county: '330203', town: '330203001' })
  clerks.push(await city.post(`clerk${i}`, 'clerk', { kind: 'agency', value: `A${i}` }, `A${i}`))
  officers.push(await city.post(`officer${i}`, 'officer', { kind: 'agency', value: `A${i}` }, `A${i}`))
}
const database = new URL(city.superUrl).pathname.slice(1)

/** Milliseconds of processor time of the backends of our database, from the kernel's accounts. */
function postgresMs(): number {
  let ticks = 0
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    try {
      const title = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      if (!title.startsWith('postgres:') || !title.includes(database)) continue
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
      ticks += Number(fields[11]) + Number(fields[12])
    } catch {} // the backend ended meanwhile
  }
  return ticks * 10
}
const ownMs = () => {
  const c = process.cpuUsage()
  return (c.user + c.system) / 1000
}

async function measure(
  label: string,
  callers: number,
  total: number,
  one: () => Promise<unknown>,
  acts = 1,
): Promise<void> {
  let next = 0
  const [own, pg, t] = [ownMs(), postgresMs(), performance.now()]
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (next < total) {
        next += acts
        await one()
      }
    }),
  )
  const seconds = (performance.now() - t) / 1000
  console.log(
    `${label.padEnd(34)} node ${(((ownMs() - own) * 1000) / total).toFixed(0).padStart(4)} µs/act   postgres ${(((postgresMs() - pg) * 1000) / total).toFixed(0).padStart(4)} µs/act   ${(total / seconds).toFixed(0).padStart(6)}/s`,
  )
}

let serial = 0
const filing = (k = serial): ActionRequest => ({
  actor: clerks[k % 50]!,
  at: '2023-03-01T09:00:00.000+08:00' as never,
  steps: [
    {
      procedure: 'sample.filing',
      action: 'file',
      input: { agencyId: `A${k % 50}`, topic: `事由${++serial}`, name: '陈示例', phone: '13900000000' },
    },
  ],
})
const at = (day: string) => `2023-03-${day}T09:00:00.000+08:00` as never
const step = (k: number, id: string, action: string, input: object, day: string): ActionRequest => ({
  actor: officers[k % 50]!,
  at: at(day),
  steps: [{ matterId: id, action, input }],
})
const life = (k = serial): ActionRequest[] => {
  const id = randomEntropy.id(at('01'))
  const f = filing(k)
  const note = { text: '调查情况记录，内容若干字。' }
  return [
    { ...f, steps: [{ ...f.steps[0]!, matterId: id }] },
    step(k, id, 'accept', {}, '02'),
    step(k, id, 'note', note, '03'),
    step(k, id, 'note', note, '04'),
    step(k, id, 'note', note, '05'),
    step(k, id, 'decide', { result: 'yes' }, '08'),
    step(k, id, 'close', {}, '09'),
  ]
}
/** 150 lives of half the agencies, so that two batches do not wait for each other's numbers. */
let turn = 0
const lives = () => {
  const half = (turn++ % 2) * 25
  return Array.from({ length: 150 }, (_, i) => life(half + (i % 25))).flat()
}

const only = process.argv[2]
if (!only || only === 'raw') {
  const raw = openPool(city.superUrl, 64)
  await city.owner.query(
    'create table public.raw (id bigint generated always as identity primary key, a text, b text, c text)',
  )
  const insert = () =>
    raw.query({
      name: 'raw',
      text: 'insert into public.raw (a, b, c) values ($1, $2, $3)',
      values: ['x'.repeat(200), 'y'.repeat(100), 'z'.repeat(50)],
    })
  await measure('(warm)', 64, 3000, insert)
  await measure('raw commits, 64 callers', 64, 10_000, insert)
  await raw.end()
}
if (!only || only === 'single') {
  await measure('(warm)', 64, 4000, () => city.engine.perform(filing()))
  await measure('filings, 64 callers', 64, 10_000, () => city.engine.perform(filing()))
  const run = async () => {
    for (const r of life()) await city.engine.perform(r)
  }
  await measure('whole lives, 64 callers', 64, 14_000, run, 7)
  await measure('filings, 8 callers', 8, 2000, () => city.engine.perform(filing()))
}
if (!only || only === 'many') {
  await measure('(warm)', 2, 10_500, () => city.engine.performMany(lives()), 1050)
  await measure('performMany, whole lives', 2, 63_000, () => city.engine.performMany(lives()), 1050)
}
await city.close()
process.exit(0)
