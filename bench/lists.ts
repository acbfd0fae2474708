/** What an officer opens every morning, over a million matters and their limits: the work list, its counts, the list of matters. */
import { openTestApp } from '../test/api-support.ts'
import { line } from './line.ts'

const MATTERS = Number(process.env.BENCH_MATTERS ?? 1_000_000)

export async function benchLists(): Promise<void> {
  const t = await openTestApp()
  try {
    const { owner } = t.city
    // Of the agency's own one in 3,400 lies before its officer; one in ten is open, with two limits running.
    await owner.query(
      `insert into kernel.matter (matter_id, procedure, version, state, is_final, number, title, agency_id, town_code, county_code, reader, filed_on, last_on, last_n, head, next_due, is_urgent, filed_by, last_actor, snapshot)
       select ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'sample.filing', '2024', case when i % 10 = 0 then 'ACCEPTED' else 'CLOSED' end, i % 10 <> 0, 'n' || i, '测试申请',
         case when i % 340 = 0 then 'A1' else 'B' || (i % 3400) end, '330203001', '330203', array['p:' || (i % 400000)],
         '2024-01-01'::date + (i % 50)::int, '2024-02-01', 4, repeat('0', 64), null, false, 'clerk1', 'clerk1', '{}'
       from generate_series(1, $1::int) i`,
      [MATTERS],
    )
    await owner.query(
      `insert into kernel.matter_limit (matter_id, limit_id, subject, state, start_on, due_raw, due, calendar, procedure, agency_id, town_code, county_code, reader)
       select m.matter_id, 'decision', '', case when m.is_final then 'met' else 'running' end, m.filed_on, m.filed_on + 60, m.filed_on + 60, 'c', m.procedure, m.agency_id, m.town_code, m.county_code, m.reader
       from kernel.matter m where m.procedure = 'sample.filing'`,
    )
    await owner.query('vacuum (analyze) kernel.matter, kernel.matter_limit')
    const officer = await t.signedIn('officer')
    const watch = await t.signedIn('watch')
    for (const [who, client] of [
      ['an officer', officer],
      ['the whole city', watch],
    ] as const)
      for (const [what, path] of [
        ['work list, 50 of', '/api/worklist/waiting?limit=50'],
        ['work list, counts', '/api/worklist/waiting/count'],
        ['matters, 50 of', '/api/matters?limit=50'],
        ['open matters, 50 of', '/api/matters?limit=50&open=true'],
        ['a number in', '/api/matters?limit=50&q=n340'],
      ] as const) {
        const times: number[] = []
        let rows = ''
        for (let i = 0; i < 9; i++) {
          const start = performance.now()
          const r = await client.get(path)
          times.push(performance.now() - start)
          if (r.status !== 200) throw new Error(`${path}: ${r.status} ${r.text}`)
          rows = r.body.items ? `${r.body.items.length} rows` : `${r.body.total} in all`
        }
        line(
          `${who}: ${what} ${MATTERS.toLocaleString('en')}`,
          times.sort((a, b) => a - b)[4]!,
          'ms',
          rows,
          undefined,
          '≤ 100',
        )
      }
  } finally {
    await t.close()
  }
}

if (import.meta.main) {
  await benchLists()
  process.exit(0)
}
