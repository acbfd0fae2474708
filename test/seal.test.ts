import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { Actor } from '../src/kernel/access.ts'
import { parseCheckpoint, verifyCheckpoint } from '../src/kernel/checkpoint.ts'
import { systemClock } from '../src/kernel/clock.ts'
import { findInclusionProof, openSigner, outsidePath, outsideSizes, seal, startSealing } from '../src/kernel/seal.ts'
import { generateKey, softwareSigner } from '../src/kernel/sign.ts'
import { emptyRoot, leafHash, verifyInclusion } from '../src/kernel/tree.ts'
import { sample } from './sample/domain.ts'
import { openCity, type TestCity, temporaryFolder } from './support.ts'

const origin = 'fadu.test/seal'
const keysDir = temporaryFolder('keys')
const { signer, keys } = openSigner(keysDir, origin)
let city: TestCity
let clerk: Actor
let officer: Actor
let outsideDir: string
let topics = 0

const options = () => ({ pool: city.app, signer, keys, outsideDir, clock: systemClock })
/** Other test files share the server, and a transaction of theirs may hold the snapshot's xmin back for a moment. */
async function settled(): Promise<void> {
  for (let i = 0; i < 1000; i++) {
    const { rows } = await city.owner.query(
      'select coalesce(max(tx) < pg_snapshot_xmin(pg_current_snapshot()), true) as ok from kernel.act',
    )
    if (rows[0].ok) return
    await new Promise((r) => setTimeout(r, 10))
  }
  throw new Error('another transaction has been running for ten seconds')
}
const sealAll = async (more: object = {}) => {
  await settled()
  return seal({ ...options(), ...more })
}
const file = () =>
  city.ok(clerk, '2023-03-01', {
    procedure: 'sample.filing',
    action: 'file',
    input: { agencyId: 'A1', topic: `事由${++topics}`, name: '陈示例' },
  })
const leaves = async () =>
  (
    await city.owner.query(
      'select leaf, l.hash, matter_id, n from kernel.seal_leaf l join kernel.act using (act_id) order by leaf',
    )
  ).rows

before(async () => {
  city = await openCity([sample])
  outsideDir = temporaryFolder('outside')
  await city.agency('A1', 'bureau', { county: '330203', town: '330203001' })
  clerk = await city.post('clerk1', 'clerk', { kind: 'agency', value: 'A1' }, 'A1')
  officer = await city.post('officer1', 'officer', { kind: 'agency', value: 'A1' }, 'A1')
})
after(async () => {
  await city.close()
  for (const dir of [keysDir, outsideDir]) rmSync(dir, { recursive: true, force: true })
})

test('a key is made once, for its owner alone, and read afterwards', () => {
  assert.equal(statSync(join(keysDir, 'sm2.key')).mode & 0o777, 0o600)
  const again = openSigner(keysDir, origin)
  assert.equal(again.signer.publicKeyHex, signer.publicKeyHex)
  assert.deepEqual(again.keys, keys)
  assert.throws(() => openSigner(keysDir, 'fadu.test/other'), /标识/)
  const other = temporaryFolder('keys')
  openSigner(other, origin)
  const first = readFileSync(join(other, 'key.txt'), 'utf8')
  writeFileSync(join(other, 'sm2.key'), `${generateKey().privateKeyHex}\n`)
  const exchanged = openSigner(other, origin)
  assert.equal(exchanged.keys.length, 2)
  assert.ok(readFileSync(join(other, 'key.txt'), 'utf8').startsWith(first))
  rmSync(join(other, 'sm2.key'))
  assert.throws(() => openSigner(other, origin), /不见了/)
  rmSync(other, { recursive: true })
})

test('nothing to seal signs nothing; new acts become gapless leaves under a signed checkpoint, in the database and outside', async () => {
  assert.deepEqual(await sealAll(), { sealed: 0, size: 0, root: Buffer.from(emptyRoot).toString('hex'), healed: 0 })
  assert.deepEqual(outsideSizes(outsideDir), [])
  const m = await file()
  await city.ok(officer, '2023-03-02', { matterId: m.matterId, action: 'accept', input: {} })
  await file()
  const done = await sealAll()
  assert.equal(done.sealed, 3)
  assert.equal(done.size, 3)
  const rows = await leaves()
  assert.deepEqual(
    rows.map((r) => r.leaf),
    [0, 1, 2],
  )
  const outside = readFileSync(outsidePath(outsideDir, 3), 'utf8')
  const { rows: stored } = await city.owner.query('select * from kernel.checkpoint')
  assert.equal(stored.length, 1)
  assert.equal(stored[0].note, outside)
  const checkpoint = verifyCheckpoint(outside, keys)
  assert.equal(checkpoint.size, 3)
  assert.equal(Buffer.from(checkpoint.root).toString('hex'), done.root)
  assert.equal((await sealAll()).sealed, 0)
})

test('every sealed act has a proof under the newest checkpoint, at any size; an unsealed one has none', async () => {
  for (const more of [1, 4, 7]) {
    for (let i = 0; i < more; i++) await file()
    await sealAll()
  }
  // A larger tree, so that stored nodes are used: rows as the sealer finds them.
  await city.owner.query(
    `insert into kernel.act (matter_id, n, action, actor, declared_on, recorded_at, hash, canonical, is_internal, agency_id)
     select gen_random_uuid(), 1, 'x', 'x', '2023-03-01', now(), encode(sha256(i::text::bytea), 'hex'), '', false, 'A1' from generate_series(1, 1500) i`,
  )
  const done = await sealAll()
  assert.equal(done.sealed, 1500)
  const { rows: nodes } = await city.owner.query(
    'select level, count(*)::int as n from kernel.seal_node group by 1 order by 1',
  )
  assert.deepEqual(nodes, [{ level: 8, n: Math.floor(done.size / 256) }])
  const rows = await leaves()
  const checkpoint = parseCheckpoint(readFileSync(outsidePath(outsideDir, done.size), 'utf8'))
  for (const leaf of [0, 1, 15, 255, 256, 511, 512, 1023, 1024, done.size - 2, done.size - 1]) {
    const r = rows[leaf]
    const found = await findInclusionProof(city.app, r.matter_id, r.n)
    assert.ok(found && found.leaf === leaf && found.hash === r.hash)
    const proof = found.proof.map((h) => Buffer.from(h, 'hex'))
    assert.ok(verifyInclusion(leafHash(found.hash), leaf, checkpoint.size, proof, checkpoint.root), `leaf ${leaf}`)
    assert.ok(
      !verifyInclusion(leafHash(found.hash), (leaf + 1) % checkpoint.size, checkpoint.size, proof, checkpoint.root),
    )
  }
  const fresh = await file()
  assert.equal(await findInclusionProof(city.app, fresh.matterId, 1), undefined)
  // The invented rows would not verify as acts.
  await city.owner.query(
    `truncate kernel.seal_leaf, kernel.seal_node, kernel.checkpoint; delete from kernel.act where action = 'x'`,
  )
  rmSync(outsideDir, { recursive: true })
  await sealAll()
})

test('an act waits while an older transaction is still running, and its successors in the matter wait with it', async () => {
  const { size } = await sealAll()
  const slow = await city.owner.connect()
  await slow.query('begin')
  await slow.query('select pg_current_xact_id()') // an older transaction, from now on in progress
  const m = await file()
  await city.ok(officer, '2023-03-02', { matterId: m.matterId, action: 'accept', input: {} })
  assert.equal((await seal(options())).sealed, 0)
  await slow.query('commit')
  slow.release()
  const done = await sealAll()
  assert.equal(done.sealed, 2)
  assert.deepEqual(
    (await leaves()).slice(size).map((r) => r.n),
    [1, 2],
  )
})

test('within a matter leaves follow n although the later act carries the lower transaction number', async () => {
  await sealAll()
  const m = await file()
  await sealAll()
  const third = await city.owner.connect()
  const early = await city.owner.connect()
  try {
    // `early` takes its number first, `third` stays open above it, then n = 2 is written under a number above both.
    await early.query('begin')
    const low = (await early.query('select pg_current_xact_id()::text as x')).rows[0].x
    await third.query('begin')
    await third.query('select pg_current_xact_id()')
    await city.ok(officer, '2023-03-02', { matterId: m.matterId, action: 'note', input: { text: '二' } })
    await city.ok(officer, '2023-03-02', { matterId: m.matterId, action: 'note', input: { text: '三' } })
    await city.owner.query('update kernel.act set tx = $2::xid8 where matter_id = $1 and n = 3', [m.matterId, low])
    await early.query('commit')
    // n = 3 lies below the snapshot's xmin now, n = 2 does not.
    assert.ok((await seal(options())).sealed <= 1)
    await third.query('commit')
    await sealAll()
  } finally {
    early.release()
    third.release()
  }
  const mine = (await leaves()).filter((r) => r.matter_id === m.matterId)
  assert.deepEqual(
    mine.map((r) => r.n),
    [1, 2, 3],
  )
})

test('two sealers at once: every act is sealed once', async () => {
  for (let i = 0; i < 5; i++) await file()
  const done = await Promise.all([sealAll(), sealAll(), sealAll()])
  assert.deepEqual(done.map((d) => d.sealed).sort(), [0, 0, 5])
})

test('a sealing that fails in its transaction says why and keeps nothing: the next one seals', async () => {
  await file()
  const note = 'alter table kernel.checkpoint rename column note to note_elsewhere'
  const back = 'alter table kernel.checkpoint rename column note_elsewhere to note'
  await city.owner.query(note)
  try {
    await assert.rejects(sealAll(), /note/)
  } finally {
    await city.owner.query(back)
  }
  const { rows } = await city.owner.query(
    `select count(*) as n from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
  )
  assert.equal(rows[0].n, 0)
  assert.equal((await sealAll()).sealed, 1)
})

/** Seals in a process of its own that dies at the named point, as by a power cut. */
async function sealAndDie(point: string): Promise<void> {
  const script = `
    import { openPool } from ${JSON.stringify(new URL('../src/kernel/db.ts', import.meta.url).href)}
    import { openSigner, seal } from ${JSON.stringify(new URL('../src/kernel/seal.ts', import.meta.url).href)}
    import { systemClock } from ${JSON.stringify(new URL('../src/kernel/clock.ts', import.meta.url).href)}
    const [, url, keysDir, origin, outsideDir] = process.argv
    await seal({ pool: openPool(url, 1), ...openSigner(keysDir, origin), outsideDir, clock: systemClock })
    process.exit(0)`
  await settled()
  const run = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', script, city.appUrl, keysDir, origin, outsideDir],
    { env: { ...process.env, FADU_FAULT: point }, encoding: 'utf8' },
  )
  assert.equal(run.signal, 'SIGKILL', run.stderr)
}

test('a kill before the commit leaves nothing; one between commit and copy is healed by the next sealing', async () => {
  const { size } = await sealAll()
  await file()
  await sealAndDie('before-seal-commit')
  // The killed connection may take a moment to end.
  const again = await sealAll()
  assert.equal(again.sealed, 1)
  assert.deepEqual(outsideSizes(outsideDir).at(-1), size + 1)
  await file()
  await sealAndDie('after-seal-commit')
  assert.ok(!existsSync(outsidePath(outsideDir, size + 2)))
  const healed = await sealAll()
  assert.deepEqual([healed.sealed, healed.healed, healed.size], [0, 1, size + 2])
  const { rows } = await city.owner.query('select note from kernel.checkpoint where size = $1', [size + 2])
  assert.equal(readFileSync(outsidePath(outsideDir, size + 2), 'utf8'), rows[0].note)
  assert.ok(!readdirSync(outsideDir).some((f) => f.endsWith('.tmp')))
})

test('nothing is signed that does not extend the copy outside', async () => {
  const { size } = await sealAll()
  await file()
  const path = outsidePath(outsideDir, size)
  const good = readFileSync(path, 'utf8')
  // Another root under the same size, signed with the very key.
  const { signCheckpoint } = await import('../src/kernel/checkpoint.ts')
  writeFileSync(path, await signCheckpoint({ origin, size, root: emptyRoot }, signer))
  await assert.rejects(seal(options()), /不一致/)
  writeFileSync(
    path,
    good.replace(/.(?=.{30}\n$)/, (c) => (c === 'A' ? 'B' : 'A')),
  )
  await assert.rejects(seal(options()), /不能验证/)
  writeFileSync(path, good)
  // A copy outside that is larger than the database: it was rolled back.
  writeFileSync(
    outsidePath(outsideDir, size + 5),
    await signCheckpoint({ origin, size: size + 5, root: emptyRoot }, signer),
  )
  await assert.rejects(seal(options()), /回退/)
  rmSync(outsidePath(outsideDir, size + 5))
  // The edge altered in the database.
  await city.owner.query(
    `update kernel.checkpoint set frontier = overlay(frontier placing case when substr(frontier, length(frontier), 1) = '0' then '1' else '0' end from length(frontier)) where size = $1`,
    [size],
  )
  await assert.rejects(seal(options()), /不一致/)
  const { rows } = await city.owner.query(
    'select frontier, note from kernel.checkpoint where size < $1 order by size desc limit 1',
    [size],
  )
  await city.owner.query('update kernel.checkpoint set frontier = $2, note = $3 where size = $1', [
    size,
    rows[0].frontier,
    rows[0].note,
  ])
  await assert.rejects(seal(options()), /不一致/)
  await assert.rejects(
    seal({ ...options(), signer: softwareSigner(generateKey().privateKeyHex, origin), keys: undefined }),
    /不能验证/,
  )
  assert.deepEqual(outsideSizes(outsideDir).at(-1), size)
  // Repaired by hand, it goes on.
  const range = new (await import('../src/kernel/tree.ts')).CompactRange()
  for (const r of (await leaves()).slice(0, size)) range.appendAct(r.hash)
  await city.owner.query('update kernel.checkpoint set frontier = $2, note = $3 where size = $1', [
    size,
    range.serialise(),
    good,
  ])
  assert.equal((await sealAll()).sealed, 1)
})

test('an emptied folder outside is not filled again without an operator saying so', async () => {
  await file()
  await sealAll()
  const sizes = outsideSizes(outsideDir)
  for (const s of sizes) rmSync(outsidePath(outsideDir, s))
  await assert.rejects(seal(options()), /缺少/)
  const done = await sealAll({ adopt: true })
  const { rows } = await city.owner.query('select size from kernel.checkpoint order by 1')
  assert.equal(done.healed, rows.length)
  assert.deepEqual(
    outsideSizes(outsideDir),
    rows.map((r) => r.size),
  )
})

test('the loop seals what is new, remembers where to begin, and seals once more when it stops', async () => {
  const seen: number[] = []
  const loop = startSealing({ ...options(), everyMs: 20, onSealed: (s) => seen.push(s.sealed) })
  for (let i = 0; i < 4; i++) {
    await file()
    await settled()
    await loop.sealNow()
  }
  await file()
  await settled()
  await loop.stop()
  assert.equal(
    seen.reduce((a, b) => a + b, 0),
    5,
  )
  const { rows } = await city.owner.query(
    'select count(*) as n from kernel.act a where not exists (select from kernel.seal_leaf l where l.act_id = a.act_id)',
  )
  assert.equal(rows[0].n, 0)
})

test('however acts and sealings alternate, every act is a leaf in the end and every checkpoint extends the last', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 6 }), async (counts) => {
      let expected = (await sealAll()).size
      for (const n of counts) {
        for (let i = 0; i < n; i++) await file()
        expected += n
        assert.equal((await sealAll()).size, expected)
      }
    }),
    { numRuns: 8 },
  )
})
