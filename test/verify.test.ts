import assert from 'node:assert/strict'
import { appendFileSync, cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { appRole } from '../db/migrate.ts'
import { type Actor, databaseRoles } from '../src/kernel/access.ts'
import { parseActText, sm3Hex } from '../src/kernel/canonical.ts'
import { signCheckpoint } from '../src/kernel/checkpoint.ts'
import { systemClock } from '../src/kernel/clock.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { seededEntropy } from '../src/kernel/entropy.ts'
import { exportTo, verifyFolder } from '../src/kernel/export.ts'
import { seal } from '../src/kernel/seal.ts'
import { generateKey, softwareSigner } from '../src/kernel/sign.ts'
import { CompactRange } from '../src/kernel/tree.ts'
import { uncoveredColumns, type VerifyOptions, verifyDatabase } from '../src/kernel/verify.ts'
import { sample } from './sample/domain.ts'
import { openCity, type TestCity, temporaryFolder } from './support.ts'

const origin = 'fadu.test/verify'
const signer = softwareSigner(generateKey().privateKeyHex, origin)
const keys = [{ origin, publicKeyHex: signer.publicKeyHex }]
const rounds = Number(process.env.FADU_MUTATIONS ?? 500)
const seed = process.env.FADU_SEED ?? String(process.hrtime.bigint())
let city: TestCity
let clerk: Actor
let officer: Actor
let outsideDir: string
const matters: string[] = []
let topics = 0

const verify = (more: Partial<VerifyOptions> = {}) =>
  verifyDatabase({ pool: city.owner, keys, registry: city.registry, outsideDir, columns: true, threads: 0, ...more })
const q = (text: string, values: unknown[] = []) => city.owner.query(text, values).then((r) => r.rows)

async function settled(): Promise<void> {
  for (let i = 0; i < 1000; i++) {
    if (
      (await q('select coalesce(max(tx) < pg_snapshot_xmin(pg_current_snapshot()), true) as ok from kernel.act'))[0].ok
    )
      return
    await new Promise((r) => setTimeout(r, 10))
  }
}
async function sealAll() {
  await settled()
  return seal({ pool: city.app, signer, keys, outsideDir, clock: systemClock })
}
async function file(): Promise<string> {
  const m = await city.ok(clerk, '2023-03-01', {
    procedure: 'sample.filing',
    action: 'file',
    input: {
      agencyId: 'A1',
      topic: `事由${++topics}`,
      name: '陈示例',
      phone: '13900000000',
      ...(topics % 3 === 0 ? { idNumber: `11010119900307${1000 + topics}` } : {}),
    },
  })
  matters.push(m.matterId)
  return m.matterId
}
const step = (matterId: string, action: string, input: object, day: string) =>
  city.ok(officer, `2023-03-${day}`, { matterId, action, input })

before(async () => {
  city = await openCity([sample])
  outsideDir = temporaryFolder('outside')
  await city.agency('A1', 'bureau', { county: '330203', town: '330203001' })
  clerk = await city.post('clerk1', 'clerk', { kind: 'agency', value: 'A1' }, 'A1')
  officer = await city.post('officer1', 'officer', { kind: 'agency', value: 'A1' }, 'A1')
  for (let i = 0; i < 12; i++) {
    const id = await file()
    if (i % 4 === 0) await step(id, 'refuse', { reason: '不符合条件' }, '02')
    else {
      await step(id, 'accept', {}, '02')
      await step(id, 'note', { text: '调查情况' }, '03')
      if (i % 4 > 1) await step(id, 'suspend', {}, '06')
      if (i % 4 > 2) {
        await step(id, 'resume', {}, '10')
        await step(id, 'decide', { result: 'yes' }, '13')
        await step(id, 'close', {}, '14')
      }
    }
    if (i % 5 === 4) await sealAll()
  }
  await sealAll()
})
after(async () => {
  await city.close()
  rmSync(outsideDir, { recursive: true, force: true })
})

/** Runs `change` as a superuser, verifies, and puts the database back. */
async function tampered<T>(
  tables: readonly string[],
  change: () => Promise<unknown>,
  look: () => Promise<T>,
): Promise<T> {
  for (const t of tables) await q(`create table public.keep_${t.replace('.', '_')} as select * from ${t}`)
  try {
    await change()
    return await look()
  } finally {
    for (const t of tables) {
      await q(`delete from ${t}`)
      await q(`insert into ${t} overriding system value select * from public.keep_${t.replace('.', '_')}`)
      await q(`drop table public.keep_${t.replace('.', '_')}`)
    }
    const clean = await verify()
    assert.deepEqual(clean.findings, [])
  }
}

test('a clean record verifies, by one thread or several, and says what is counted', async () => {
  const one = await verify()
  assert.deepEqual(one.findings, [])
  assert.ok(one.ok)
  const two = await verify({ threads: 2 })
  assert.deepEqual({ ...two.counts, seconds: null }, { ...one.counts, seconds: null })
  assert.equal(one.counts.matters, 12)
  assert.equal(one.counts.unsealed, 0)
  assert.equal(one.counts.acts, one.counts.sealed)
  assert.equal(one.counts.outside, one.counts.checkpoints)
  assert.ok(one.counts.values > 20)
  assert.ok(
    one.counts.derived!.compared.includes('sample.filing_personal') &&
      one.counts.derived!.compared.includes('kernel.claim'),
  )
  assert.ok(
    one.counts.derived!.notDerived.includes('kernel.party') && one.counts.derived!.notDerived.includes('kernel.place'),
  )
})

test('what is not sealed is counted, and is no finding', async () => {
  const id = await file()
  await step(id, 'accept', {}, '02')
  const r = await verify()
  assert.ok(r.ok)
  assert.equal(r.counts.unsealed, 2)
  await sealAll()
  assert.equal((await verify()).counts.unsealed, 0)
})

test('acts and the seal cannot be altered or removed under any role of the application', async () => {
  const tables = ['kernel.act', 'kernel.act_private', 'kernel.seal_leaf', 'kernel.seal_node', 'kernel.checkpoint']
  const tried: string[] = []
  for (const role of [appRole, ...databaseRoles])
    for (const table of tables) {
      const column = (
        await q(
          `select attname from pg_attribute where attrelid = $1::regclass and attnum > 0 and attname in ('hash', 'root', 'agency_id') order by 1 desc limit 1`,
          [table],
        )
      )[0].attname
      for (const sql of [
        `update ${table} set ${column} = ${column}`,
        `delete from ${table}`,
        `truncate ${table}`,
        `alter table ${table} add column x int`,
        `drop table ${table}`,
      ]) {
        await assert.rejects(
          inTransaction(city.app, async (c) => {
            if (role !== appRole) await c.query(`set local role ${role}`)
            await c.query(
              `select set_config('fadu.city', 'city', true), set_config('fadu.agencies', 'A1', true), set_config('fadu.agency', 'A1', true)`,
            )
            await c.query(sql)
          }),
          (e: { code?: string }) => e.code === '42501',
          `${role}: ${sql}`,
        )
        tried.push(sql)
      }
    }
  assert.equal(tried.length, (databaseRoles.length + 1) * tables.length * 5)
  assert.ok((await verify()).ok)
})

test('every random alteration by a superuser is found and its row named; the clean record raises no alarm', async () => {
  const tables = [
    'kernel.act',
    'kernel.act_private',
    'kernel.seal_leaf',
    'kernel.seal_node',
    'kernel.checkpoint',
    'kernel.matter',
    'kernel.matter_limit',
    'kernel.claim',
    'sample.filing',
    'sample.filing_personal',
  ]
  const columns = new Map<string, { name: string; type: string }[]>()
  for (const t of tables)
    columns.set(
      t,
      (
        await q(
          `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
          [t],
        )
      ).filter((c) => !uncoveredColumns.includes(`${t}.${c.name}`)),
    )
  // Nodes are stored from 256 leaves on; one row stands for them here.
  const entropy = seededEntropy(seed)
  const random = (n: number) => Number.parseInt(entropy.salt().slice(0, 12), 16) % n
  const pick = <T>(list: readonly T[]): T => list[random(list.length)]!
  const seen = new Map<string, number>()
  const missed: string[] = []
  for (let i = 0; i < rounds; i++) {
    const table = pick(tables)
    const kind = random(8) === 0 ? 'delete' : 'update'
    const row = (
      await q(
        `select ctid::text, to_json(t)::text as json from ${table} t order by ctid offset ${random(1000)} % greatest((select count(*) from ${table}), 1) limit 1`,
      )
    )[0]
    const known = row ? JSON.parse(row.json) : {}
    const leaf =
      table === 'kernel.act'
        ? (await q('select leaf from kernel.seal_leaf where act_id = $1', [known.act_id]))[0].leaf
        : undefined
    const client = await city.owner.connect()
    let note = `${table} ${kind}`
    let undo: () => Promise<unknown>
    let names: string[]
    try {
      if (!row) {
        await client.query(`insert into kernel.seal_node values (8, 0, '${sm3Hex('x')}')`)
        undo = () => client.query('delete from kernel.seal_node')
        names = []
      } else if (kind === 'delete') {
        await client.query(`delete from ${table} where ctid = $1::tid`, [row.ctid])
        undo = () =>
          client.query(
            `insert into ${table} overriding system value select * from json_populate_record(null::${table}, $1)`,
            [row.json],
          )
        names = [known.matter_id]
      } else {
        const column = pick(columns.get(table)!)
        const value = altered(known[column.name], column, random)
        note += ` ${column.name}: ${JSON.stringify(known[column.name])} → ${JSON.stringify(value)}`
        let ctid: string
        try {
          const generated = table === 'kernel.act' && column.name === 'act_id'
          if (generated) await client.query('alter table kernel.act alter column act_id set generated by default')
          ctid = (
            await client.query(`update ${table} set ${column.name} = $2 where ctid = $1::tid returning ctid::text`, [
              row.ctid,
              value,
            ])
          ).rows[0].ctid
          if (generated) await client.query('alter table kernel.act alter column act_id set generated always')
        } catch (error) {
          // A constraint refused it: nothing was altered.
          if (/^(23|22)/.test((error as { code: string }).code)) {
            i--
            continue
          }
          throw error
        }
        undo = async () => {
          await client.query(`delete from ${table} where ctid = $1::tid`, [ctid])
          await client.query(
            `insert into ${table} overriding system value select * from json_populate_record(null::${table}, $1)`,
            [row.json],
          )
        }
        names = [known.matter_id, column.name === 'matter_id' ? (value as string) : known.matter_id]
      }
      const r = await verify()
      const named = r.findings.some((f) => {
        if (table === 'kernel.seal_leaf')
          return (
            f.leaf !== undefined &&
            (f.table === table || f.table === 'kernel.act') &&
            Math.abs(f.leaf - known.leaf) <= 1
          )
        if (table === 'kernel.seal_node') return f.table === table
        if (table === 'kernel.checkpoint')
          return f.size === known.size || (f.table === 'kernel.seal_leaf' && f.kind === 'tree')
        // An act that is gone, or whose id was altered, is named by its leaf.
        return f.matter !== undefined ? names.includes(f.matter) : table === 'kernel.act' && f.leaf === leaf
      })
      if (r.ok || !named) missed.push(`${note} → ${r.findings.map((f) => f.message).join(' | ') || 'clean'}`)
      seen.set(table, (seen.get(table) ?? 0) + 1)
      await undo()
      if (i % 50 === 49) assert.deepEqual((await verify()).findings, [], 'the clean copy')
    } finally {
      client.release()
    }
  }
  assert.deepEqual(missed, [], `FADU_SEED=${seed}`)
  assert.equal(seen.size, tables.length)
  assert.deepEqual((await verify()).findings, [])
})

/** Another value of the column's type. */
function altered(value: any, column: { name: string; type: string }, random: (n: number) => number): unknown {
  switch (column.type) {
    case 'bigint':
    case 'integer':
      return (value ?? 0) + 1 + random(3)
    case 'boolean':
      return !value
    case 'date':
      return value === '2024-02-29' ? '2024-03-01' : '2024-02-29'
    case 'uuid':
      return value === null || value === undefined
        ? '00000000-0000-7000-8000-000000000001'
        : value.slice(0, -1) + (value.endsWith('0') ? '1' : '0')
    case 'timestamp with time zone':
      return value ? new Date(Date.parse(value) + 1 + random(1000)).toISOString() : '2024-01-01T00:00:00Z'
    case 'text[]':
      return value === null ? ['p:x'] : [...value, 'p:x']
    default: {
      if (value === null || value === '') return 'x'
      const s = String(value)
      const at = random(s.length)
      const c = s[at] === 'a' ? 'b' : 'a'
      return random(3) === 0 ? s.slice(0, at) + s.slice(at + 1) : s.slice(0, at) + c + s.slice(at + 1)
    }
  }
}

/** The text with one word of its content changed, canonical still. */
const rewrite = (canonical: string) => canonical.replace(/"actor":"[^"]+"/, '"actor":"someone"')

test('the very last act, rewritten together with its hash and its matter, is found by the sealed tree and named', async () => {
  const r = await tampered(
    ['kernel.act', 'kernel.matter'],
    async () => {
      const last = (
        await q(
          'select a.act_id, a.matter_id, a.canonical from kernel.act a join kernel.seal_leaf l using (act_id) order by leaf desc limit 1',
        )
      )[0]
      const text = rewrite(last.canonical)
      await q(`update kernel.act set canonical = $2, hash = $3, actor = 'someone' where act_id = $1`, [
        last.act_id,
        text,
        sm3Hex(text),
      ])
      await q(`update kernel.matter set head = $2, last_actor = 'someone' where matter_id = $1`, [
        last.matter_id,
        sm3Hex(text),
      ])
    },
    () => verify(),
  )
  assert.deepEqual(
    r.findings.map((f) => [f.kind, f.table, f.leaf]),
    [['leaf', 'kernel.act', r.counts.acts - 1]],
  )
  assert.match(r.findings[0]!.message, /改写/)
})

test('an act in the middle rewritten with its hash breaks the chain after it', async () => {
  const r = await tampered(
    ['kernel.act'],
    async () => {
      const a = (await q(`select act_id, canonical from kernel.act where matter_id = $1 and n = 2`, [matters[3]]))[0]
      const text = rewrite(a.canonical)
      await q(`update kernel.act set canonical = $2, hash = $3, actor = 'someone' where act_id = $1`, [
        a.act_id,
        text,
        sm3Hex(text),
      ])
    },
    () => verify(),
  )
  assert.ok(r.findings.some((f) => f.kind === 'chain' && f.matter === matters[3] && f.n === 3))
  assert.equal(r.findings[0]!.n, 2, 'the altered act itself comes first')
})

test('the tail of a sealed matter removed without a trace in its columns is found', async () => {
  const id = matters[3]!
  const r = await tampered(
    ['kernel.act', 'kernel.matter', 'sample.filing'],
    async () => {
      const acts = await q('select n, hash, canonical from kernel.act where matter_id = $1 order by n', [id])
      await q('delete from kernel.act where matter_id = $1 and n = $2', [id, acts.length])
      await q(
        `update kernel.matter set last_n = $2, head = $3, state = 'DECIDED', is_final = false, last_on = '2023-03-13', snapshot = snapshot where matter_id = $1`,
        [id, acts.length - 1, acts.at(-2).hash],
      )
      await q(`update sample.filing set state = 'DECIDED' where matter_id = $1`, [id])
      assert.equal(parseActText(acts.at(-1).canonical).action, 'close')
    },
    () => verify(),
  )
  assert.equal(r.findings.length, 1)
  assert.equal(r.findings[0]!.kind, 'leaf')
  assert.match(r.findings[0]!.message, /没有了/)
})

test('a whole sealed matter removed from every table is found', async () => {
  const id = matters[5]!
  const all = [
    'kernel.act',
    'kernel.act_private',
    'kernel.matter',
    'kernel.matter_limit',
    'kernel.claim',
    'sample.filing',
    'sample.filing_personal',
  ]
  const first = (
    await q(
      'select min(leaf) as leaf, count(*)::int as n from kernel.act join kernel.seal_leaf using (act_id) where matter_id = $1',
      [id],
    )
  )[0]
  const r = await tampered(
    all,
    async () => {
      for (const t of all) await q(`delete from ${t} where matter_id = $1`, [id])
    },
    () => verify(),
  )
  assert.equal(r.findings.length, first.n)
  assert.equal(r.findings[0]!.leaf, first.leaf)
  assert.ok(r.findings.every((f) => f.kind === 'leaf' && f.table === 'kernel.act'))
})

/** Rewrites leaves, nodes, roots and notes of the database so that they fit what is left. */
async function rebuildTree(key: typeof signer): Promise<void> {
  const acts = await q(
    'select a.act_id, a.hash from kernel.seal_leaf l join kernel.act a using (act_id) order by l.leaf',
  )
  await q('truncate kernel.seal_leaf, kernel.checkpoint')
  const range = new CompactRange()
  for (const [leaf, a] of acts.entries()) {
    await q('insert into kernel.seal_leaf values ($1, $2, $3)', [leaf, a.act_id, a.hash])
    range.appendAct(a.hash)
  }
  await q('insert into kernel.checkpoint values ($1, $2, $3, $4, now())', [
    range.size,
    range.root().toString('hex'),
    await signCheckpoint({ origin, size: range.size, root: range.root() }, key),
    range.serialise(),
  ])
}

test('tree and roots rewritten to match, signed with a foreign key or even the very key: the copies outside differ', async () => {
  const id = matters[5]!
  const all = [
    'kernel.act',
    'kernel.act_private',
    'kernel.matter',
    'kernel.matter_limit',
    'kernel.claim',
    'sample.filing',
    'sample.filing_personal',
    'kernel.seal_leaf',
    'kernel.checkpoint',
  ]
  const remove = async () => {
    for (const t of all.slice(0, 7)) await q(`delete from ${t} where matter_id = $1`, [id])
  }
  const foreign = await tampered(
    all,
    async () => {
      await remove()
      await rebuildTree(softwareSigner(generateKey().privateKeyHex, origin))
    },
    () => verify(),
  )
  assert.ok(foreign.findings.some((f) => f.kind === 'checkpoint' && f.table === 'kernel.checkpoint'))
  assert.ok(foreign.findings.some((f) => f.kind === 'outside'))
  const same = await tampered(
    all,
    async () => {
      await remove()
      await rebuildTree(signer)
    },
    async () => {
      // Without the copies outside nothing is left that could tell: this is what they are for.
      assert.ok((await verify({ outsideDir: undefined })).ok)
      return verify()
    },
  )
  assert.ok(same.findings.some((f) => f.kind === 'outside'))
  assert.ok(same.findings.some((f) => f.kind === 'tree'))
})

test('a copy outside that is altered or missing is found; one that was not written yet is counted', async () => {
  const sizes = readdirSync(outsideDir).sort()
  const middle = join(outsideDir, sizes[1]!)
  const text = readFileSync(middle, 'utf8')
  rmSync(middle)
  assert.ok((await verify()).findings.some((f) => f.kind === 'outside' && /缺少/.test(f.message)))
  const size = Number(sizes[1]!.slice(0, 20))
  writeFileSync(middle, await signCheckpoint({ origin, size, root: new Uint8Array(32) }, signer))
  assert.ok((await verify()).findings.some((f) => f.kind === 'outside' && f.size === size))
  writeFileSync(middle, text)
  const newest = join(outsideDir, sizes.at(-1)!)
  const last = readFileSync(newest, 'utf8')
  rmSync(newest)
  const lost = await verify()
  assert.match(lost.findings[0]!.message, /副本不见了/)
  // One that a kill left unwritten was never noted.
  const note = async (value: string) => q(`update kernel.setting set value = $1 where key = 'outside-copy'`, [value])
  await note(String(Number(sizes.at(-2)!.slice(0, 20))))
  const r = await verify()
  assert.deepEqual(r.findings, [])
  assert.equal(r.counts.notYetOutside, 1)
  await note(String(Number(sizes.at(-1)!.slice(0, 20))))
  writeFileSync(newest, last)
  // A witness's further signature is no difference.
  const witness = softwareSigner(generateKey().privateKeyHex, 'witness.example/court')
  const { keyId } = await import('../src/kernel/checkpoint.ts')
  const body = last.slice(0, last.lastIndexOf('\n\n') + 1)
  const line = Buffer.concat([
    keyId(witness.keyName, witness.publicKeyHex),
    Buffer.from(await witness.sign(Buffer.from(body))),
  ]).toString('base64')
  appendFileSync(newest, `— ${witness.keyName} ${line}\n`)
  assert.ok((await verify()).ok)
  writeFileSync(newest, last)
  assert.ok((await verify()).ok)
})

test('copies outside that are all gone are found, noted or not, and the folder is named', async () => {
  const elsewhere = `${outsideDir}-elsewhere`
  renameSync(outsideDir, elsewhere)
  const gone = await verify()
  assert.match(gone.findings.map((f) => f.message).join(), /库外的检查点副本全都不见了/)
  assert.equal(gone.notes.filter((n) => /没有检查点的库外副本/.test(n)).length, 1)
  // Several at once are none that a kill left out, whatever the database says of them.
  await q(`delete from kernel.setting where key = 'outside-copy'`)
  assert.equal((await verify()).ok, false)
  renameSync(elsewhere, outsideDir)
  const back = await verify()
  assert.deepEqual([back.ok, back.notes.filter((n) => /库外/.test(n))], [true, []])
  await sealAll()
})

test('a number series that was set back, forward, or removed is found and named', async () => {
  const series = 'paper/A1/测决字/2023'
  const id = await file()
  await step(id, 'accept', {}, '02')
  await step(id, 'decide', { result: 'yes' }, '13')
  for (const result of ['yes', 'no']) await step(id, 'notify', { name: '陈示例', result }, '14')
  await sealAll()
  const before = (await q('select last from kernel.number_series where series = $1', [series]))[0].last
  assert.equal(before, 2)
  const cases: [string, RegExp][] = [
    [`update kernel.number_series set last = last - 1 where series = '${series}'`, /序列写的是第/],
    [`update kernel.number_series set last = last + 3 where series = '${series}'`, /序列写的是第/],
    [`delete from kernel.number_series where series = '${series}'`, /序列不见了/],
    [`insert into kernel.number_series values ('paper/A9/测决字/2023', 7)`, /没有发过它的号/],
  ]
  for (const [change, sentence] of cases)
    await tampered(
      ['kernel.number_series'],
      () => q(change),
      async () => {
        const { findings } = await verify()
        assert.equal(findings.length, 1, JSON.stringify(findings))
        assert.match(findings[0]!.message, sentence)
      },
    )
})

test('a larger tree with stored nodes: an altered, removed or added node is found', async () => {
  // Notes on one matter, until nodes are stored.
  const id = await file()
  await step(id, 'accept', {}, '02')
  await city.engine.performMany(
    Array.from({ length: 300 }, (_, i) => ({
      actor: officer,
      at: '2023-03-03T09:00:00.000+08:00' as never,
      steps: [{ matterId: id, action: 'note', input: { text: `记录${i}` } }],
    })),
  )
  await sealAll()
  assert.deepEqual(await q('select level, idx from kernel.seal_node'), [{ level: 8, idx: 0 }])
  assert.ok((await verify()).ok)
  for (const change of [
    `update kernel.seal_node set hash = repeat('0', 64)`,
    'delete from kernel.seal_node',
    `insert into kernel.seal_node values (8, 1, repeat('0', 64))`,
  ]) {
    const r = await tampered(
      ['kernel.seal_node'],
      () => q(change),
      () => verify(),
    )
    assert.ok(
      r.findings.some((f) => f.table === 'kernel.seal_node'),
      change,
    )
  }
})

test('several threads name the same first altered row as one', async () => {
  const look = async () => [await verify(), await verify({ threads: 2 })] as const
  const [one, two] = await tampered(
    ['kernel.act'],
    () =>
      q(`update kernel.act set canonical = replace(canonical, '调查', '检查') where matter_id = $1 and n = 3`, [
        matters[6],
      ]),
    look,
  )
  assert.equal(one.findings[0]!.kind, 'hash')
  assert.deepEqual(two.findings[0], one.findings[0])
  assert.deepEqual([one.findings[0]!.matter, one.findings[0]!.n], [matters[6], 3])
})

test('an export verifies from its files alone, and every alteration of a file is found', async () => {
  const id = await file() // one act that is not sealed
  const base = temporaryFolder('export')
  const dir = join(base, 'out')
  await exportTo(dir, { pool: city.owner, origin, city: '示例市', keys, clock: systemClock, outsideDir, private: true })
  await assert.rejects(
    exportTo(dir, { pool: city.owner, origin, city: '示例市', keys, clock: systemClock, private: true }),
    /已经存在/,
  )
  const clean = await verifyFolder(dir)
  assert.deepEqual(clean.findings, [])
  assert.deepEqual([clean.counts.unsealed, clean.keyFrom], [1, 'folder'])
  assert.equal((await verifyFolder(dir, keys[0])).keyFrom, 'given')
  const foreign = { origin, publicKeyHex: generateKey().publicKeyHex }
  assert.ok(!(await verifyFolder(dir, foreign)).ok)
  assert.deepEqual(readdirSync(base), ['out'])
  await assert.rejects(verifyFolder(join(base, 'nothing')), /没有文件夹/)

  const acts = readFileSync(join(dir, 'acts.ndjson'), 'utf8').split('\n').slice(0, -1)
  const edit = async (name: string, change: (text: string) => string) => {
    const copy = join(base, 'copy')
    cpSync(dir, copy, { recursive: true })
    const path = join(copy, name)
    writeFileSync(path, change(readFileSync(path, 'utf8')))
    const r = await verifyFolder(copy)
    rmSync(copy, { recursive: true })
    return r
  }
  const lines = (change: (l: string[]) => string[]) => (text: string) =>
    change(text.split('\n').slice(0, -1))
      .map((l) => `${l}\n`)
      .join('')
  const cases: [string, (t: string) => string, (f: { kind: string; line?: number }) => boolean][] = [
    [
      'acts.ndjson',
      lines((l) => l.with(7, l[7]!.replace('officer1', 'officer2'))),
      (f) => f.kind === 'hash' && f.line === 8,
    ],
    ['acts.ndjson', lines((l) => l.toSpliced(4, 1)), (f) => f.line === 5],
    ['acts.ndjson', lines((l) => l.slice(0, -1)), (f) => f.kind === 'checkpoint'],
    ['acts.ndjson', lines((l) => [...l, l.at(-1)!]), (f) => f.line === acts.length + 1],
    ['acts.ndjson', lines((l) => l.with(2, l[3]!).with(3, l[2]!)), (f) => (f.line ?? 99) <= 4],
    ['acts.ndjson', (t) => t.slice(0, -1), (f) => f.line === acts.length],
    ['acts.ndjson', (t) => `\ufeff${t}`, (f) => f.line === 1],
    ['unsealed.ndjson', () => '', (f) => f.kind === 'count'],
    ['private.ndjson', (t) => t.replace('陈示例', '李示例'), (f) => f.kind === 'commitment' && f.line === 1],
    ['private.ndjson', lines((l) => l.slice(1)), (f) => f.kind === 'erasure'],
    ['key.txt', () => '\n', (f) => f.kind === 'folder'],
    ['manifest.json', (t) => t.replace(origin, 'other'), (f) => f.kind === 'folder'],
    ['manifest.json', () => '{}', (f) => f.kind === 'folder'],
  ]
  for (const [name, change, named] of cases) {
    const r = await edit(name, change)
    assert.ok(!r.ok && r.findings.some(named), `${name}: ${JSON.stringify(r.findings.slice(0, 3))}`)
  }
  for (const folder of ['checkpoints', 'checkpoints-outside']) {
    const first = readdirSync(join(dir, folder)).sort()[0]!
    const r = await edit(join(folder, first), (t) =>
      t.replace(/\n[A-Za-z0-9+/]{43}=/, (m) => `\n${m[1] === 'A' ? 'B' : 'A'}${m.slice(2)}`),
    )
    assert.ok(
      r.findings.some((f) => f.kind === 'checkpoint' || f.kind === 'tree'),
      folder,
    )
  }
  // The same export without personal values still proves the record.
  const bare = join(base, 'bare')
  await exportTo(bare, { pool: city.owner, origin, city: '示例市', keys, clock: systemClock, private: false })
  assert.deepEqual((await verifyFolder(bare)).findings, [])
  assert.ok(!readdirSync(bare).includes('private.ndjson'))
  assert.ok(
    !readdirSync(bare).some((f) => f !== 'key.txt' && f.endsWith('.txt')) &&
      !readFileSync(join(bare, 'acts.ndjson'), 'utf8').includes('陈示例'),
  )
  rmSync(base, { recursive: true })
  assert.ok(matters.includes(id))
})

test('the example folder of the record format verifies', async () => {
  const vectors = JSON.parse(readFileSync(new URL('./vectors/record.json', import.meta.url), 'utf8'))
  const dir = temporaryFolder('vectors')
  const { mkdirSync } = await import('node:fs')
  const files: Record<string, string> = vectors.export.files ?? vectors.export
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(dir, path, '..'), { recursive: true })
    writeFileSync(join(dir, path), content)
  }
  const r = await verifyFolder(dir)
  assert.deepEqual(r.findings, [])
  assert.deepEqual([r.counts.acts, r.counts.unsealed, r.counts.checkpoints, r.counts.erased], [5, 1, 2, 2])
  rmSync(dir, { recursive: true })
})
