/** Cost per act while the city grows: matters of four acts each, in steps, the median of each step’s slices; flat means within 30 % of the first. */
import { readdirSync, readFileSync } from 'node:fs'
import { type ActionRequest, type Actor, randomEntropy } from '#kernel'
import { sample } from '../test/sample/domain.ts'
import { openCity } from '../test/support.ts'
import { line } from './line.ts'

const MATTERS = Number(process.env.BENCH_MATTERS ?? 300_000)
const steps = [10_000, 30_000, 100_000, 200_000, 300_000, 1_000_000].filter((s) => s <= MATTERS)

/** Milliseconds of processor time that the backends of a database have used; 0 where the system keeps no such accounts. */
function backendMs(database: string): number {
  let ticks = 0
  for (const pid of process.platform === 'linux' ? readdirSync('/proc') : []) {
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
    let turn = 0
    const at = (day: string) => `2023-03-${day}T09:00:00.000+08:00` as never
    const batch = (n: number): ActionRequest[] => {
      const requests: ActionRequest[] = []
      // Half of the agencies in turn, so that two batches in flight do not wait for each other's numbers.
      const half = (turn++ % 2) * 25
      for (let i = 0; i < n; i++) {
        const k = serial++
        const a = half + (k % 25)
        const id = randomEntropy.id(at('01'))
        const officer = officers[a]!
        requests.push({
          actor: clerks[a]!,
          at: at('01'),
          steps: [
            {
              matterId: id,
              procedure: 'sample.filing',
              action: 'file',
              input: { agencyId: `A${a}`, topic: `事由${k}`, name: '陈示例' },
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
    const perform = async (requests: ActionRequest[]) => {
      const refused = (await city.engine.performMany(requests)).find((answer) => !answer.ok)
      if (refused) throw new Error(JSON.stringify(refused))
    }
    // Processor time of both processes: what else the machine does matters less for it than for the clock on the wall.
    const backends = (await city.owner.query('select current_database() as name')).rows[0].name as string
    const cpuMs = () => {
      const own = process.cpuUsage()
      return (own.user + own.system) / 1000 + backendMs(backends)
    }
    let first = 0
    let firstCpu = 0
    for (const goal of steps) {
      // The whole step in slices; their median, so that one checkpoint or vacuum is neither missed nor taken for growth.
      const run = async (matters: number) => {
        const flights: Promise<unknown>[] = []
        const [t, cpu] = [performance.now(), cpuMs()]
        for (let i = 0; i < matters; i += 250) {
          flights.push(perform(batch(Math.min(250, matters - i))))
          if (flights.length >= 2) await flights.shift()
        }
        await Promise.all(flights)
        const each = 1000 / (matters * 4)
        return { wall: (performance.now() - t) * each, cpu: (cpuMs() - cpu) * each }
      }
      const slices: Awaited<ReturnType<typeof run>>[] = []
      while (serial < goal) slices.push(await run(Math.min(2_500, goal - serial)))
      const median = (of: 'wall' | 'cpu') => slices.map((s) => s[of]).sort((a, b) => a - b)[slices.length >> 1]!
      const [wall, cpu] = [median('wall'), median('cpu')]
      const most = Math.max(...slices.map((s) => s.wall))
      first ||= wall
      firstCpu ||= cpu
      line(
        `cost per act at ${goal.toLocaleString('en')} matters`,
        wall,
        'µs',
        `processor time ${cpu.toFixed(0)} µs (${((100 * cpu) / firstCpu).toFixed(0)} %); the dearest of ${slices.length} slices ${most.toFixed(0)} µs`,
        (100 * wall) / first,
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
