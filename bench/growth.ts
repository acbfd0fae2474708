/** Cost per act while the city grows: matters of four acts each, in steps; flat means within 30 % of the first step. */
import { type ActionRequest, type Actor, randomEntropy } from '#kernel'
import { sample } from '../test/sample/domain.ts'
import { openCity } from '../test/support.ts'
import { line } from './line.ts'

const MATTERS = Number(process.env.BENCH_MATTERS ?? 300_000)
const steps = [10_000, 30_000, 100_000, 200_000, 300_000, 1_000_000].filter((s) => s <= MATTERS)

export async function benchGrowth(): Promise<void> {
  const city = await openCity([sample])
  try {
    const clerks: Actor[] = []
    const officers: Actor[] = []
    for (let a = 0; a < 50; a++) {
      await city.agency(`A${a}`, 'bureau', {
        county: `3302${String(a % 10).padStart(2, '0')}`,
        town: `33020000${a % 10}`,
      })
      clerks.push(await city.post(`clerk${a}`, 'clerk', { kind: 'agency', value: `A${a}` }, `A${a}`))
      officers.push(await city.post(`officer${a}`, 'officer', { kind: 'agency', value: `A${a}` }, `A${a}`))
    }
    let serial = 0
    const at = (day: string) => `2023-03-${day}T09:00:00.000+08:00` as never
    const batch = (n: number): ActionRequest[] => {
      const requests: ActionRequest[] = []
      for (let i = 0; i < n; i++) {
        const k = serial++
        const id = randomEntropy.id(at('01'))
        const officer = officers[k % 50]!
        requests.push({
          actor: clerks[k % 50]!,
          at: at('01'),
          steps: [
            {
              matterId: id,
              procedure: 'sample.filing',
              action: 'file',
              input: { agencyId: `A${k % 50}`, topic: `事由${k}`, name: '陈示例' },
            },
          ],
        })
        requests.push({ actor: officer, at: at('02'), steps: [{ matterId: id, action: 'accept', input: {} }] })
        requests.push({
          actor: officer,
          at: at('03'),
          steps: [{ matterId: id, action: 'decide', input: { result: 'yes' } }],
        })
        requests.push({ actor: officer, at: at('06'), steps: [{ matterId: id, action: 'close', input: {} }] })
      }
      return requests
    }
    let first = 0
    for (const goal of steps) {
      // The step before the goal is filled first; what is timed is the last 8,000 matters up to it.
      const run = async (matters: number) => {
        const flights: Promise<unknown>[] = []
        const t = performance.now()
        for (let i = 0; i < matters; i += 250) {
          flights.push(city.engine.performMany(batch(Math.min(250, matters - i))))
          if (flights.length >= 2) await flights.shift()
        }
        await Promise.all(flights)
        return ((performance.now() - t) * 1000) / (matters * 4)
      }
      const timed = Math.min(8_000, goal - serial)
      if (goal - serial > timed) await run(goal - serial - timed)
      const micros = await run(timed)
      first ||= micros
      line(
        `cost per act at ${goal.toLocaleString('en')} matters`,
        micros,
        'µs',
        '',
        (100 * micros) / first,
        'within ±30 % of the first',
      )
    }
  } finally {
    await city.close()
  }
}

if (import.meta.main) {
  await benchGrowth()
  process.exit(0)
}
