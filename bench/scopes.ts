/** Reading under row-level security over a million matters: a page of fifty and a count, in each of the five kinds of scope. */
import { inTransaction, readSettings, type Scope } from '#kernel'
import { sample } from '../test/sample/domain.ts'
import { openCity } from '../test/support.ts'
import { line } from './line.ts'

const MATTERS = Number(process.env.BENCH_MATTERS ?? 1_000_000)

export async function benchScopes(): Promise<void> {
  const city = await openCity([sample])
  try {
    // The shape of a city: ten counties, 158 towns, 3,400 agencies; two readers a matter.
    await city.owner.query(
      `insert into kernel.matter (matter_id, procedure, version, state, is_final, number, title, agency_id, town_code, county_code, reader, filed_on, last_on, last_n, head, next_due, is_urgent, filed_by, last_actor, snapshot)
       select ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'sample.filing', '2015', case when i % 10 = 0 then 'FILED' else 'CLOSED' end, i % 10 <> 0, 'n' || i, '测试申请',
         'A' || (i % 3400), '3302' || lpad((i % 158)::text, 5, '0'), '3302' || lpad((i % 10)::text, 2, '0'), array['p:' || (i % 400000), 'a:court' || (i % 2000)],
         '2020-01-01'::date + (i % 366)::int, '2020-02-01'::date + (i % 366)::int, 4, repeat('0', 64), null, false, 'clerk1', 'clerk1', '{}'
       from generate_series(1, $1::int) i`,
      [MATTERS],
    )
    await city.owner.query('vacuum (analyze) kernel.matter')
    const scopes: Scope[] = [
      { kind: 'agency', value: 'A17' },
      { kind: 'town', value: '330200017' },
      { kind: 'county', value: '330207' },
      { kind: 'reader', value: 'a:court17' },
      { kind: 'city', value: 'city' },
    ]
    for (const scope of scopes) {
      const timed = async (sql: string) => {
        const times: number[] = []
        let rows: any[] = []
        for (let i = 0; i < 7; i++)
          await inTransaction(city.app, async (client) => {
            const s = readSettings(scope)
            await client.query(s.text, s.values)
            const t = performance.now()
            rows = (await client.query(sql)).rows
            times.push(performance.now() - t)
          })
        return { ms: times.sort((a, b) => a - b)[3]!, rows }
      }
      const page = await timed(
        `select matter_id, number, title, state, filed_on, next_due from kernel.matter where matter_id > '00000000-0000-7000-8000-000000010000' order by matter_id limit 50`,
      )
      const count = await timed('select count(*)::int as n from kernel.matter')
      line(
        `${scope.kind}: page of 50 of ${MATTERS.toLocaleString('en')}`,
        page.ms,
        'ms',
        `${page.rows.length} rows`,
        undefined,
        '≤ 20',
      )
      if (process.env.EXPLAIN)
        console.log(
          (await timed('explain (analyze, buffers) select count(*)::int as n from kernel.matter')).rows
            .map((r) => r['QUERY PLAN'])
            .join('\n'),
        )
      line(`${scope.kind}: count`, count.ms, 'ms', `${count.rows[0].n.toLocaleString('en')} matters`, undefined, '≤ 50')
    }
  } finally {
    await city.close()
  }
}

if (import.meta.main) {
  await benchScopes()
  process.exit(0)
}
