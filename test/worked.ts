/** Plays a domain's worked cases through the engine, each in a city of its own. */
import assert from 'node:assert/strict'
import { type Actor, readSettings, type Scope } from '../src/kernel/access.ts'
import { instantAt, type LocalDate } from '../src/kernel/clock.ts'
import { inTransaction, tableShapes } from '../src/kernel/db.ts'
import { deriveColumns, fieldsOf, storedEffect } from '../src/kernel/derive.ts'
import type { Domain, WorkedCase, WorkedCases } from '../src/kernel/domain.ts'
import { recordDomain } from '../src/kernel/erase.ts'
import { computeFigures } from '../src/kernel/indicator.ts'
import type { MatterState } from '../src/kernel/matter.ts'
import type { ActionDef, FoldedAct, ProcedureDef } from '../src/kernel/procedure.ts'
import { scanActs } from '../src/kernel/scan.ts'
import { newViolations, supervisionDomain } from '../src/kernel/supervision.ts'
import { wordingDomain } from '../src/kernel/wording.ts'
import { openCity, type TestCity } from './support.ts'

/** Everybody whom the cases name, in their posts. */
async function settle(city: TestCity, worked: WorkedCases): Promise<Record<string, Actor>> {
  for (const [id, a] of Object.entries(worked.agencies)) await city.agency(id, a.kind, a)
  const people: Record<string, Actor> = {}
  for (const [name, { role, agency }] of Object.entries(worked.people)) {
    const kind = city.registry.roles.get(role)?.scope
    const at = worked.agencies[agency]
    assert.ok(kind, `people.${name}: no role ${role}`)
    assert.ok(at, `people.${name}: no agency ${agency}`)
    const value = { agency, town: at.town, county: at.county, reader: `a:${agency}`, city: 'city' }[kind]
    assert.ok(value, `people.${name}: ${agency} has no ${kind}`)
    people[name] = await city.post(name, role, { kind, value } satisfies Scope, agency)
  }
  return people
}

/** The domain with an eye on what its rows and papers read: a personal value that no action declares is none, and nobody would notice. */
function watched(domain: Domain): Domain {
  const eye = (p: ProcedureDef, def: ActionDef, act: FoldedAct): FoldedAct => ({
    ...act,
    personal: (pointer) => {
      const path = pointer
        .slice(1)
        .replaceAll(/\/\d+(?=\/|$)/g, '/*')
        .replaceAll('/', '.')
      assert.ok(
        pointer.startsWith('#') || def.personal?.some((f) => f.path === path),
        `${p.id}.${act.action}: reads personal('${pointer}'), but 'personal' declares no '${path}': the value stands in the act in clear`,
      )
      return act.personal(pointer)
    },
  })
  const procedures = domain.procedures.map((p) => ({
    ...p,
    ...(p.rows
      ? { rows: ((act, ...more) => p.rows!(eye(p, p.actions[act.action]!, act), ...more)) as typeof p.rows }
      : {}),
    actions: Object.fromEntries(
      Object.entries(p.actions).map(([id, a]) => [
        id,
        {
          ...a,
          ...(a.rows ? { rows: ((act, ...more) => a.rows!(eye(p, a, act), ...more)) as typeof a.rows } : {}),
          ...(a.issues
            ? {
                issues: a.issues.map((i) => ({
                  ...i,
                  data: ((act, ...more) => i.data(eye(p, a, act), ...more)) as typeof i.data,
                })),
              }
            : {}),
        },
      ]),
    ),
  }))
  return { ...domain, procedures }
}

/** Plays one case; a step that goes otherwise fails naming case, step and action. */
export async function play(plain: Domain, worked: WorkedCases, c: WorkedCase): Promise<void> {
  const domain = watched(plain)
  const city = await openCity([recordDomain, supervisionDomain, wordingDomain([domain]), domain])
  try {
    const people = await settle(city, worked)
    try {
      await steps(city, domain, people, c)
    } catch (error) {
      // What is written wrong explains more than the answer that differs by it.
      if (error instanceof assert.AssertionError) await recordHolds(city)
      throw error
    }
    for (const f of c.figures ?? []) {
      const known = instantAt(`${f.year + 1}-01-31` as LocalDate, '09:00')
      const values = await computeFigures(city.app, city.registry, f.year, known, new Set([f.indicator]))
      assert.equal(Number(values.get(f.indicator)?.value), f.value, `${c.id}: ${f.indicator} of ${f.year}`)
    }
    await recordHolds(city)
    await readsHold(city, domain)
  } finally {
    await city.close()
  }
}

/** Rows follow from the acts, name only columns that are there, and no personal value stands in an act. */
async function recordHolds(city: TestCity): Promise<void> {
  const found = await inTransaction(
    city.owner,
    async (client) => [
      ...(await deriveColumns(client, city.registry)).findings,
      ...(await scanActs(client, {})).findings,
    ],
    'begin isolation level repeatable read',
  )
  assert.deepEqual(found, [])
  const tables = city.registry.domains.flatMap((d) => d.tables.map((t) => t.table))
  const shapes = await tableShapes(city.owner, tables)
  const { rows: acts } = await city.owner.query(
    `select a.matter_id, a.n, a.hash, a.canonical, p.fields from kernel.act a left join kernel.act_private p using (matter_id, n) order by a.matter_id, a.n`,
  )
  let state: MatterState | undefined
  for (const stored of acts) {
    const record = JSON.parse(stored.canonical)
    const fields = fieldsOf(stored.fields)
    const effect = storedEffect(city.registry, stored.n === 1 ? undefined : state, stored, record, fields)
    const clear = /(?<![0-9a-fA-F])([1-9]\d{16}[\dX]|1[3-9]\d{9})(?![0-9a-fA-F])/.exec(stored.canonical)
    assert.ok(
      !clear,
      `${record.procedure}.${record.action}: ${clear?.[0]} stands in the act in clear; is the field in 'personal'?`,
    )
    for (const [pointer, { value }] of Object.entries(fields ?? {}))
      if (typeof value === 'string' && value.length > 1)
        assert.ok(
          !stored.canonical.includes(value),
          `${record.procedure}.${record.action}: the value of ${pointer} stands in the act in clear, by 'given' or a field that is not in 'personal'`,
        )
    state = effect.after
    for (const [table, rows] of effect.rows.flatMap((r) => Object.entries(r))) {
      const columns = shapes.get(table)?.columns
      if (!columns) continue
      // What PostgreSQL finds no column for, it would drop without a word.
      for (const column of rows!.flatMap((r) => Object.keys(r)))
        assert.ok(columns.includes(column), `${record.procedure}.${record.action}: ${table} has no column ${column}`)
    }
  }
}

async function steps(city: TestCity, domain: Domain, people: Record<string, Actor>, c: WorkedCase): Promise<void> {
  const query = async (text: string, values: unknown[]) => (await city.owner.query(text, values)).rows
  const matters: Record<string, string> = {}
  for (const [i, step] of c.steps.entries()) {
    const where = `${c.id}, step ${i + 1}, ${step.on} ${step.do}`
    const by = people[step.by]
    assert.ok(by, `${where}: nobody is called ${step.by}`)
    const name = step.matter ?? 'it'
    const opening = domain.procedures.find((p) => p.actions[step.do] && !p.actions[step.do]!.in)
    assert.ok(opening || matters[name], `${where}: no matter is called ${name}`)
    const what = {
      ...(opening ? { procedure: opening.id } : { matterId: matters[name]! }),
      action: step.do,
      input: step.with ?? {},
    }
    const answer = await city.act(by, step.on, what)
    if (!answer.ok) {
      const said = `${answer.problem.title} ${JSON.stringify(answer.problem.errors ?? [])}`
      assert.equal(answer.problem.type.replace('urn:fadu:rule:', ''), step.refused, `${where}: ${said}`)
      continue
    }
    assert.equal(undefined, step.refused, `${where}: was to be refused`)
    const done = answer.acts.at(-1)!
    const id = done.matterId
    matters[name] = id
    if (step.state) assert.equal(done.state, step.state, where)
    if (step.due) {
      const rows = await query('select limit_id, due, state from kernel.matter_limit where matter_id = $1', [id])
      const found = rows.map((r) => [r.limit_id, `${r.due}${r.state === 'running' ? '' : ` ${r.state}`}`])
      assert.deepEqual({ ...Object.fromEntries(found), ...step.due }, Object.fromEntries(found), where)
    }
    if (step.paper) {
      const rows = await query('select number from kernel.document where matter_id = $1 and n = $2', [id, done.n])
      assert.deepEqual(
        rows.map((r) => r.number),
        [step.paper],
        where,
      )
    }
    for (const [table, wanted] of Object.entries(step.rows ?? {})) {
      const [row] = await query(`select * from ${table} where matter_id = $1`, [id])
      assert.ok(row, `${where}: no row in ${table}`)
      assert.deepEqual({ ...row, ...wanted }, row, `${where}: ${table}`)
    }
    for (const s of step.seen ?? []) {
      const found = (await newViolations(city.app, city.registry, s.on as LocalDate)).filter((v) => v.rule === s.rule)
      if (found.length) city.fired.add(s.rule)
      assert.deepEqual(
        found.filter((v) => v.matterId === id).map((v) => `${v.severity} ${v.since}`),
        s.is,
        `${where}: ${s.rule} on ${s.on}`,
      )
    }
  }
}

/** What is kept of a person is read by that person and the agency, by no stranger, and not by the city that counts. */
async function readsHold(city: TestCity, domain: Domain): Promise<void> {
  const under = (scope: Scope, text: string) =>
    inTransaction(city.app, async (client) => {
      await client.query(readSettings(scope))
      return (await client.query(text)).rowCount
    })
  for (const { table } of domain.tables.filter((t) => t.personal)) {
    const { rows } = await city.owner.query(`select agency_id, seen_by, reader from ${table}`)
    for (const r of rows) {
      for (const party of (r.seen_by ?? []) as string[]) {
        assert.ok(
          r.reader?.includes(party),
          `${table}: seen_by names ${party}, who is not among the matter's readers and so reads nothing`,
        )
        assert.notEqual(await under({ kind: 'reader', value: party }, `select from ${table}`), 0, table)
      }
      assert.notEqual(await under({ kind: 'agency', value: r.agency_id }, `select from ${table}`), 0, table)
    }
    assert.equal(await under({ kind: 'reader', value: 'p:nobody' }, `select from ${table}`), 0, table)
    await assert.rejects(under({ kind: 'city', value: 'city' }, `select from ${table}`), { code: '42501' }, table)
  }
}
