/** The store of attached files on a real disk: whole or not there, once in a matter, never matched across matters, erasable. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { addMinutes, fixedClock, type Instant, sm3Hex, systemClock } from '#kernel'
import { randomEntropy } from '#kernel/entropy'
import { FileRefusal } from '../src/files/faults.ts'
import { publicOwner } from '../src/files/incoming.ts'
import { defaultFileLimits, type FileLimits, fileLimits, sizeText } from '../src/files/limits.ts'
import { type FileStore, type Named, openFileStore, placeKey, saltedHash } from '../src/files/store.ts'
import { verifyFiles } from '../src/files/verify.ts'
import { temporaryFolder, testHmacKey } from './support.ts'

const made: string[] = []
after(() => {
  for (const dir of made) fs.rmSync(dir, { recursive: true, force: true })
})
const folder = () => {
  const dir = temporaryFolder('files')
  made.push(dir)
  return dir
}
const storeUrl = new URL('../src/files/store.ts', import.meta.url).href
const kernelUrl = new URL('../src/kernel/index.ts', import.meta.url).href

type Opened = { store: FileStore; dir: string; later(minutes: number): void }
/** A store whose clock starts at the machine's time and is moved by hand. */
async function opened(limits: Partial<FileLimits> = {}, dir = folder()): Promise<Opened> {
  const clock = fixedClock(systemClock.now())
  const store = await openFileStore({ dir, hmacKey: testHmacKey, clock, limits: { ...defaultFileLimits, ...limits } })
  return { store, dir, later: (minutes) => clock.set(addMinutes(clock.now(), minutes)) }
}
async function* bytes(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part)
}
const upload = (o: Opened, content: string | Uint8Array, more: { owner?: string; from?: string; name?: string } = {}) =>
  o.store.incoming.receive(bytes(content), {
    owner: more.owner ?? 'officer1',
    from: more.from ?? null,
    name: more.name ?? '材料',
  })
const at = '2024-03-01T09:00:00.000+08:00' as Instant
const matterA = '018df000-0000-7000-8000-0000000000aa'
const matterB = '018df000-0000-7000-8000-0000000000bb'
const place = async (o: Opened, id: string, matterId = matterA, owner = 'officer1') => {
  const file = await o.store.place(id, { owner, matterId, entropy: randomEntropy, at })
  return { ...file, ...file.private, fileId: file.id }
}
const nobody: Named = async () => new Set()
const naming =
  (...rows: { matterId: string; stored: string }[]): Named =>
  async () =>
    new Set(rows.map(placeKey))

/** Every file of the store, relative to its folder. */
const lying = (dir: string): string[] =>
  fs
    .readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name).slice(dir.length + 1))
    .sort()
const refusedFor = (fault: string, says: RegExp) => (error: unknown) => {
  assert.ok(error instanceof FileRefusal, String(error))
  assert.equal(error.fault, fault)
  assert.match(error.message, says)
  return true
}

test('an upload is kept whole with its hash, type and clean name, closed to others', async () => {
  const o = await opened()
  const u = await o.store.incoming.receive(bytes('%PDF-1.7\n', '正文'), {
    owner: 'officer1',
    from: null,
    name: '../../调解协议书.pdf',
  })
  assert.deepEqual([u.name, u.type, u.sizeBytes], ['调解协议书.pdf', 'application/pdf', 15])
  assert.equal(u.sm3, sm3Hex('%PDF-1.7\n正文'))
  assert.deepEqual(lying(o.dir), [`incoming/${u.id}`, `incoming/${u.id}.json`])
  assert.equal(fs.readFileSync(o.store.incoming.pathOf(u.id), 'utf8'), '%PDF-1.7\n正文')
  assert.equal(fs.statSync(o.store.incoming.pathOf(u.id)).mode & 0o777, 0o400)
  assert.equal(fs.statSync(join(o.dir, 'incoming')).mode & 0o777, 0o700)
})

test('too large, empty, cut short: a sentence, and nothing left', async () => {
  const o = await opened({ maxBytes: 1000, publicMaxBytes: 500 })
  const about = { owner: 'officer1', from: null, name: 'x' }
  let asked = 0
  // Ends long after it should have been refused, or a broken limit would fill the disk.
  async function* endless() {
    while (asked < 1000) {
      asked++
      yield Buffer.alloc(100)
    }
  }
  await assert.rejects(o.store.incoming.receive(endless(), about), refusedFor('tooLarge', /1000 字节/))
  assert.equal(asked, 11, 'refused while it comes, not after')
  await assert.rejects(
    o.store.incoming.receive(endless(), { ...about, declaredBytes: 1001 }),
    refusedFor('tooLarge', /上限/),
  )
  assert.equal(asked, 11, 'what says that it is too large is not read at all')
  await assert.rejects(
    upload(o, Buffer.alloc(501), { owner: publicOwner, from: 'a' }),
    refusedFor('tooLarge', /500 字节/),
  )
  await assert.rejects(upload(o, ''), refusedFor('empty', /空的/))
  async function* cut() {
    yield Buffer.alloc(100)
    throw new FileRefusal('cut', '上传中断')
  }
  await assert.rejects(o.store.incoming.receive(cut(), about), refusedFor('cut', /中断/))
  assert.deepEqual(lying(o.dir), [])
  assert.equal((await upload(o, Buffer.alloc(1000))).sizeBytes, 1000, 'the limit itself is allowed')
})

test('what waits is bounded: by person, by address, for the public together; also after a restart', async () => {
  const bounds = { waitingBytes: 100, waitingFiles: 3, publicWaitingBytes: 150 }
  const o = await opened(bounds)
  await upload(o, Buffer.alloc(60))
  await assert.rejects(upload(o, Buffer.alloc(60)), refusedFor('waiting', /合计/))
  await upload(o, Buffer.alloc(60), { owner: 'officer2' })
  await upload(o, Buffer.alloc(60), { owner: publicOwner, from: 'a' })
  await assert.rejects(upload(o, Buffer.alloc(60), { owner: publicOwner, from: 'a' }), refusedFor('waiting', /合计/))
  await upload(o, Buffer.alloc(60), { owner: publicOwner, from: 'b' })
  await assert.rejects(upload(o, Buffer.alloc(60), { owner: publicOwner, from: 'c' }), refusedFor('waiting', /太多/))
  const again = await opened(bounds, o.dir)
  await assert.rejects(upload(again, Buffer.alloc(60)), refusedFor('waiting', /合计/))
  await upload(again, 'a')
  await upload(again, 'b')
  await assert.rejects(upload(again, 'c'), refusedFor('waiting', /3 份/))
  again.later(24 * 60)
  assert.equal(await again.store.incoming.sweep(), 6)
  await upload(again, Buffer.alloc(60))
})

test('an upload is its owner’s, for twenty-four hours', async () => {
  const o = await opened()
  const u = await upload(o, 'x')
  for (const [id, owner] of [
    [u.id, 'officer2'],
    [u.id, publicOwner],
    ['00000000-0000-4000-8000-000000000000', 'officer1'],
    ['../../secrets', 'officer1'],
    [`${u.id}.json`, 'officer1'],
    ['', 'officer1'],
  ] as const)
    await assert.rejects(place(o, id, matterA, owner), refusedFor('unknown', /没有这个上传/))
  o.later(24 * 60 - 1)
  await place(o, u.id)
  o.later(1)
  await assert.rejects(place(o, u.id), refusedFor('unknown', /过期/))
})

test('placing: the salted hash proves the content, the name on the disk tells nothing, twice in a matter is once on the disk', async () => {
  const o = await opened()
  const [one, two, other] = [await upload(o, '同一份'), await upload(o, '同一份'), await upload(o, '另一份')]
  const [a, b, c] = [await place(o, one.id), await place(o, two.id), await place(o, other.id)]
  const elsewhere = await place(o, one.id, matterB)
  assert.equal(a.stored, b.stored)
  assert.notEqual(a.stored, c.stored)
  assert.notEqual(a.stored, elsewhere.stored, 'across matters nothing matches')
  assert.equal(new Set([a.fileId, b.fileId, elsewhere.fileId]).size, 3)
  assert.notEqual(a.hash, b.hash, 'a salt of its own for each')
  for (const f of [a, b]) {
    assert.equal(f.hash, saltedHash(f.salt, sm3Hex('同一份')))
    const raw = createHash('sm3').update('同一份').digest()
    const again = createHash('sm3').update(Buffer.from(f.salt, 'hex')).update(raw).digest('hex')
    assert.equal(f.hash, again, 'SM3(salt ‖ SM3(content)) over bytes')
  }
  const placed = lying(o.dir).filter((p) => !p.startsWith('incoming/'))
  assert.deepEqual(
    placed,
    [`aa/${matterA}/${a.stored}`, `aa/${matterA}/${c.stored}`, `bb/${matterB}/${elsewhere.stored}`].sort(),
  )
  assert.ok(!lying(o.dir).some((p) => p.includes(sm3Hex('同一份'))))
  const found = (await o.store.find({ matterId: matterA, stored: a.stored }))!
  assert.equal(await found.handle.readFile('utf8'), '同一份')
  await found.handle.close()
  assert.equal(await o.store.find({ matterId: matterB, stored: a.stored }), undefined)
  for (const bad of ['../../../etc/passwd', '', 'A'.repeat(64)])
    await assert.rejects(o.store.find({ matterId: matterA, stored: bad }), /keyed hash/)
  await assert.rejects(o.store.find({ matterId: '../x', stored: a.stored }), /uuid/)
})

test('property: equal in a matter exactly when the content is equal; never equal across matters or keys', async () => {
  const o = await opened()
  const otherCity = await openFileStore({ dir: folder(), hmacKey: '22'.repeat(32), clock: systemClock })
  const content = fc.uint8Array({ maxLength: 8 })
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), content, content, (m1, m2, c1, c2) => {
      const [h1, h2] = [sm3Hex(c1), sm3Hex(c2)]
      const id = (m: string, h: string) => o.store.contentId(m, h)
      assert.match(id(m1, h1), /^[0-9a-f]{64}$/)
      assert.equal(id(m1, h1) === id(m1, h2), Buffer.from(c1).equals(Buffer.from(c2)))
      if (m1 !== m2) assert.notEqual(id(m1, h1), id(m2, h1))
      assert.notEqual(id(m1, h1), otherCity.contentId(m1, h1))
      assert.ok(![h1, sm3Hex(m1 + h1)].includes(id(m1, h1)), 'not to be found without the key')
    }),
  )
})

test('the sweep takes what no row names after an hour, and nothing else', async () => {
  const o = await opened()
  const [named, orphan] = [await upload(o, 'named'), await upload(o, 'orphan')]
  const kept = { matterId: matterA, ...(await place(o, named.id)) }
  const lost = { matterId: matterB, ...(await place(o, orphan.id, matterB)) }
  fs.writeFileSync(join(o.dir, 'bb', 'README'), 'not the store’s')
  o.later(59)
  assert.deepEqual(await o.store.sweep(naming(kept)), { uploads: 0, orphans: 0, failed: 0 })
  o.later(1)
  const late = { matterId: matterB, ...(await place(o, (await upload(o, 'late')).id, matterB)) }
  assert.deepEqual(await o.store.sweep(naming(kept)), { uploads: 0, orphans: 1, failed: 0 })
  const placed = lying(o.dir).filter((p) => !p.startsWith('incoming/'))
  assert.deepEqual(placed, [`aa/${matterA}/${kept.stored}`, 'bb/README', `bb/${matterB}/${late.stored}`].sort())
  // The same upload placed again after its content was swept: a step sent again an hour later.
  const again = await place(o, orphan.id, matterB)
  assert.equal(again.stored, lost.stored)
  o.later(24 * 60)
  assert.deepEqual(await o.store.sweep(naming(kept, { matterId: matterB, stored: again.stored })), {
    uploads: 3,
    orphans: 1,
    failed: 0,
  })
  assert.equal(fs.readFileSync(join(o.dir, `aa/${matterA}/${kept.stored}`), 'utf8'), 'named')
  assert.equal((await o.store.sweep(nobody)).orphans, 2, 'a sweep that hears of no rows takes everything: it can fail')
})

test('a content placed again while the sweep is asking the database stays', async () => {
  const o = await opened()
  const u = await upload(o, 'x')
  const first = await place(o, u.id)
  o.later(120)
  const swept = await o.store.sweep(async () => {
    // The act that names it commits after the answer was made.
    await place(o, u.id)
    return new Set()
  })
  assert.equal(swept.orphans, 0)
  assert.ok(await o.store.digest({ matterId: matterA, stored: first.stored }))
})

test('erasure: gone with its upload once the act is committed, unless another row names it or a step is on its way', async () => {
  const o = await opened()
  const u = await upload(o, '个人信息')
  const other = await upload(o, '个人信息', { owner: 'officer2' })
  const file = await place(o, u.id)
  const target = { matterId: matterA, stored: file.stored }
  const elsewhere = { matterId: matterB, ...(await place(o, other.id, matterB, 'officer2')) }
  o.store.settle(matterB, [elsewhere])
  assert.equal(await o.store.erase([target], naming(target)), 0)
  assert.ok(await o.store.digest(target), 'another row still names it')
  assert.equal(await o.store.erase([target], nobody), 1)
  assert.ok(await o.store.digest(target), 'a step that may name it is on its way')
  o.store.settle(matterA, [file])
  assert.equal(await o.store.erase([target], nobody), 0)
  assert.deepEqual(
    lying(o.dir),
    [
      `bb/${matterB}/${elsewhere.stored}`,
      `incoming/${other.id}`,
      `incoming/${other.id}.in.${matterB}`,
      `incoming/${other.id}.json`,
    ].sort(),
    'the erased content has left the matter and what waits; the other matter has its own',
  )
  await assert.rejects(place(o, u.id), refusedFor('unknown', /没有这个上传/))
  assert.equal(await o.store.erase([target], nobody), 0, 'erased twice is erased')
})

test('what an erasure could not remove, the sweep removes', async () => {
  const o = await opened()
  const file = await place(o, (await upload(o, 'x')).id)
  o.store.settle(matterA, [file])
  const target = { matterId: matterA, stored: file.stored }
  const path = join(o.dir, 'aa', matterA, file.stored)
  // A folder in the file's place cannot be unlinked, not even by root.
  fs.renameSync(path, `${path}.away`)
  fs.mkdirSync(path)
  assert.equal(await o.store.erase([target], nobody), 1)
  fs.rmdirSync(path)
  fs.renameSync(`${path}.away`, path)
  o.later(60)
  assert.equal((await o.store.sweep(nobody)).orphans, 1)
  assert.ok(!fs.existsSync(path))
})

test('verify: whole, altered, longer, missing, half a row, erased', async () => {
  const o = await opened()
  const row = async (content: string) => {
    const f = await place(o, (await upload(o, content)).id)
    return { ...f, matterId: matterA, erasedBy: null as string | null }
  }
  const [whole, altered, longer, missing, half, swapped] = [
    await row('一'),
    await row('二'),
    await row('三'),
    await row('四'),
    await row('五'),
    await row('六'),
  ]
  const path = (f: { stored: string }) => join(o.dir, 'aa', matterA, f.stored)
  fs.chmodSync(path(altered), 0o600)
  fs.writeFileSync(path(altered), '贰')
  fs.chmodSync(path(longer), 0o600)
  fs.appendFileSync(path(longer), ' ')
  fs.rmSync(path(missing))
  const besides = { ...whole, fileId: 'another value of its act was erased', erasedBy: matterB }
  const erased = { ...half, fileId: 'erased', stored: null, name: null, salt: null, erasedBy: matterB }
  const rows = [
    whole,
    altered,
    longer,
    missing,
    { ...half, salt: null },
    { ...swapped, hash: whole.hash },
    { ...whole, fileId: 'resized', sizeBytes: whole.sizeBytes + 1 },
    besides,
    erased,
    { ...erased, fileId: 'unexplained', erasedBy: null },
  ]
  const result = await verifyFiles(rows, o.store)
  assert.deepEqual([result.checked, result.erased], [9, 1])
  assert.deepEqual(
    result.findings.map((f) => [f.fileId, f.fault]),
    [
      [altered.fileId, 'altered'],
      [longer.fileId, 'altered'],
      [missing.fileId, 'missing'],
      [half.fileId, 'broken'],
      [swapped.fileId, 'altered'],
      ['resized', 'altered'],
      ['unexplained', 'broken'],
    ],
  )
  assert.match(result.findings[2]!.says, /不见了/)
})

test('killed at any moment of an upload: after a new start nothing is there, or the whole file', async () => {
  const dir = folder()
  const script = `
    const { openFileStore } = await import(${JSON.stringify(storeUrl)})
    const { systemClock } = await import(${JSON.stringify(kernelUrl)})
    const store = await openFileStore({ dir: ${JSON.stringify(dir)}, hmacKey: '${testHmacKey}', clock: systemClock })
    async function* body() { for (let i = 0; i < 40; i++) { yield Buffer.alloc(65536, i); await new Promise((r) => setTimeout(r, 1)) } }
    for (;;) {
      console.log('begin')
      await store.incoming.receive(body(), { owner: 'officer1', from: null, name: 'x.bin' })
    }`
  let halves = 0
  for (let round = 0; round < 6; round++) {
    const child = spawn(process.execPath, [
      '--disable-warning=ExperimentalWarning',
      '--input-type=module',
      '-e',
      script,
    ])
    await once(child.stdout, 'data')
    // Rounds differ in how far the first or second upload has come.
    await new Promise((r) => setTimeout(r, 10 + round * 25))
    child.kill('SIGKILL')
    await once(child, 'exit')
    const names = fs.readdirSync(join(dir, 'incoming'))
    halves += names.filter((n) => n.endsWith('.part')).length
    const o = await opened({}, dir)
    for (const name of fs.readdirSync(join(dir, 'incoming'))) {
      assert.match(name, /^[0-9a-f-]{36}(\.json)?$/)
      const id = name.slice(0, 36)
      const u = await o.store.incoming.get(id, 'officer1')
      assert.equal(fs.statSync(o.store.incoming.pathOf(id)).size, 40 * 65536)
      assert.equal(
        createHash('sm3')
          .update(fs.readFileSync(o.store.incoming.pathOf(id)))
          .digest('hex'),
        u.sm3,
      )
    }
    o.later(24 * 60)
    await o.store.sweep(nobody)
    assert.deepEqual(lying(dir), [])
  }
  assert.ok(halves > 0, 'no round was killed in the middle of a file')
})

test('each state between temporary name and rename is swept', async () => {
  const dir = folder()
  const o = await opened({}, dir)
  const whole = await upload(o, 'whole')
  const description = fs.readFileSync(join(dir, 'incoming', `${whole.id}.json`), 'utf8')
  const ids = Array.from({ length: 5 }, (_, i) => `00000000-0000-4000-8000-00000000000${i}`)
  const put = (name: string, text: string) => fs.writeFileSync(join(dir, 'incoming', name), text)
  put(`${ids[0]}.part`, 'half')
  put(`${ids[1]}.part`, 'whole')
  put(`${ids[1]}.json.part`, '{"id":')
  put(`${ids[2]}.part`, 'whole')
  put(`${ids[2]}.json`, description.replace(whole.id, ids[2]!))
  put(ids[3]!, 'without description')
  put(ids[4]!, 'with a cut description')
  put(`${ids[4]}.json`, description.slice(0, 40))
  put('.keep', '')
  const again = await opened({}, dir)
  assert.deepEqual(fs.readdirSync(join(dir, 'incoming')).sort(), ['.keep', whole.id, `${whole.id}.json`].sort())
  assert.equal((await again.store.incoming.get(whole.id, 'officer1')).sm3, whole.sm3)
})

test('an upload under way is not swept', async () => {
  const o = await opened()
  let go = () => {}
  const gate = new Promise<void>((resolve) => {
    go = resolve
  })
  async function* slow() {
    yield Buffer.from('erst')
    await gate
    yield Buffer.from('dann')
  }
  const coming = o.store.incoming.receive(slow(), { owner: 'officer1', from: null, name: 'x' })
  await new Promise((r) => setTimeout(r, 50))
  assert.match(lying(o.dir).join(), /\.part$/)
  o.later(60 * 48)
  assert.equal(await o.store.incoming.sweep(), 0)
  go()
  const u = await coming
  assert.equal(fs.readFileSync(o.store.incoming.pathOf(u.id), 'utf8'), 'erstdann')
})

const mounts = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', '/mnt']).status === 0
test('a full disk is a plain sentence and leaves no half file', { skip: !mounts && '不能挂载小磁盘' }, () => {
  const dir = folder()
  const script = `
    const fs = await import('node:fs')
    const { openFileStore } = await import(${JSON.stringify(storeUrl)})
    const { systemClock } = await import(${JSON.stringify(kernelUrl)})
    const dir = ${JSON.stringify(dir)}
    const store = await openFileStore({ dir, hmacKey: '${testHmacKey}', clock: systemClock })
    async function* body(n) { for (let i = 0; i < n; i++) yield Buffer.alloc(65536, i) }
    const about = { owner: 'officer1', from: null, name: 'x.bin' }
    const kept = await store.incoming.receive(body(4), about)
    const said = await store.incoming.receive(body(100), about).then(() => 'taken', (e) => e.fault + ' ' + e.message)
    const left = fs.readdirSync(dir + '/incoming').length
    const after = await store.incoming.receive(body(4), about)
    console.log(JSON.stringify({ said, left, after: after.sizeBytes }))`
  const child = spawnSync(
    'unshare',
    [
      '-m',
      'sh',
      '-c',
      'mount -t tmpfs -o size=2m tmpfs "$1" && shift && exec "$@"',
      'sh',
      dir,
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      '--input-type=module',
      '-e',
      script,
    ],
    { encoding: 'utf8' },
  )
  assert.equal(child.status, 0, child.stderr)
  const { said, left, after: size } = JSON.parse(child.stdout)
  assert.match(said, /^diskFull 服务器磁盘空间不足/)
  assert.equal(left, 2, 'the earlier upload and its description')
  assert.equal(size, 4 * 65536, 'room again once the half file is gone')
})

test('the limit is set in MB by the operator, and said in plain words', () => {
  assert.equal(fileLimits({}).maxBytes, 50 * 1024 * 1024)
  assert.equal(fileLimits({ FADU_FILE_MB: '5' }).publicMaxBytes, 5 * 1024 * 1024)
  assert.equal(fileLimits({ FADU_FILE_MB: '2048' }).maxBytes, 2 ** 31)
  for (const bad of ['0', '-1', '1.5', '4096', '50MB', 'x'])
    assert.throws(() => fileLimits({ FADU_FILE_MB: bad }), /FADU_FILE_MB/, bad)
  assert.deepEqual([sizeText(50 * 1024 * 1024), sizeText(1536), sizeText(300)], ['50 MB', '1.5 KB', '300 字节'])
})
