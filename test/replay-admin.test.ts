/** Reconsideration and suits of a replayed year, acted out through the engine: each figure counted in rows, nothing refused, nothing overdue. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns } from '../src/kernel/derive.ts'
import { scanActs } from '../src/kernel/scan.ts'
import { type ReplayResult, runReplay } from '../src/replay/run.ts'
import { base, closeFounded, cutShort, founded, heads } from './replay-support.ts'
import type { TestCity } from './support.ts'

const scale = 0.02
let city: Awaited<ReturnType<typeof founded>>
let done: ReplayResult
before(async () => {
  city = await founded()
  const refused = new Map<string, number>()
  done = await runReplay(city, {
    ...base,
    scale,
    onRefused: (r) => {
      const key = `${r.request.steps[0]!.action} ${r.request.at.slice(0, 10)} ${r.problem.title} ${JSON.stringify(r.problem).slice(0, 300)}`
      refused.set(key, (refused.get(key) ?? 0) + 1)
    },
  })
  for (const [k] of [...refused].slice(0, 30)) console.log(k)
  console.log(refused.size)
})
after(closeFounded)

const rows = async (text: string, c: TestCity = city): Promise<Record<string, any>[]> =>
  (await c.owner.query(text)).rows
const count = async (from: string): Promise<number> => Number((await rows(`select count(*) as n from ${from}`))[0]!.n)
/** Rows of an indicator's view in a year, for the city. */
const figure = (view: string, year = 2020) =>
  count(`${view} v where v.scope_kind = 'city' and v.counted_on between '${year}-01-01' and '${year}-12-31'`)

describe('the administrative disputes of a replayed year', () => {
  it('count in rows what the targets say, of the year before too', async () => {
    const { recon, suits, hearings } = done.plan.admin!.targets
    assert.equal(await figure('reconsideration.recon_accepted'), recon.accepted)
    assert.equal(await figure('reconsideration.recon_accepted', 2019), recon.before)
    assert.equal(await figure('reconsideration.recon_concluded'), recon.concluded)
    assert.equal(await figure('reconsideration.recon_settled'), recon.settled)
    assert.equal(await figure('reconsideration.recon_concluded_city_level'), recon.cityLevel)
    assert.equal(await figure('reconsideration.recon_settled_city_level'), recon.cityLevelSettled)
    assert.equal(await figure('litigation.first_instance_filed'), suits.filed)
    assert.equal(await figure('litigation.first_instance_filed', 2019), suits.before)
    assert.equal(await figure('litigation.first_instance_concluded'), suits.concluded)
    assert.equal(await figure('litigation.first_instance_lost'), suits.lost)
    assert.equal(await figure('litigation.instances_heard'), hearings.all)
    assert.equal(await figure('litigation.instances_attended'), hearings.attended)
  })

  it('leave nothing open: every matter is at its end, but for rulings that the daily tick closes', async () => {
    const open = await rows(
      `select procedure, state, count(*)::int as n from kernel.matter where procedure in ('reconsideration.case', 'litigation.defence')
       and state not in ('ARCHIVED', 'CLOSED', 'ADVISED_ELSEWHERE') group by 1, 2 order by 1, 2`,
    )
    assert.deepEqual(
      open.filter((r) => r.state !== 'CONCLUDED_NO_JUDGMENT'),
      [],
    )
  })
})

void inTransaction
void deriveColumns
void scanActs
void cutShort
void heads
