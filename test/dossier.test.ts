/**
 * The dossier: printed over HTTP and written as a folder, with papers (one void, one erased), files of every kind, what is
 * missing named; and the folder judged by both verifiers, which must refuse every altered copy.
 */
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib'
import {
  type CheckpointKey,
  canonicalJson,
  type DossierResult,
  formatKey,
  generateKey,
  inTransaction,
  isDossier,
  readSettings,
  recordDomain,
  seal,
  sm3Hex,
  softwareSigner,
  systemClock,
  verifyDossier,
} from '#kernel'
import { renderPdf, stopTypesetter } from '../src/documents/pdf.ts'
import { mediation } from '../src/domains/mediation/index.ts'
import { defaultFileLimits } from '../src/files/limits.ts'
import { namedBy } from '../src/files/rows.ts'
import { type FileStore, openFileStore } from '../src/files/store.ts'
import { readDossier, sealedDossier } from '../src/server/dossier.ts'
import { refuseFilled, writeDossier } from '../src/server/dossier-folder.ts'
import { type PrintedDossier, printDossier } from '../src/server/dossier-print.ts'
import { type Client, clientOf, filing, openTestApp, password, type TestApp } from './api-support.ts'
import { letter, linesOfPage, readPdf } from './documents-support.ts'
import { disputesOf, openTown } from './mediation-support.ts'
import { sample } from './sample/domain.ts'
import { type TestCity, temporaryFolder, testHmacKey } from './support.ts'

const tool = await import(new URL('../tools/fadu-verify.mjs', import.meta.url).href)

const work = temporaryFolder('dossier')
const origin = 'fadu.test/dossier'
const signer = softwareSigner(generateKey().privateKeyHex, origin)
const keys: CheckpointKey[] = [{ origin, publicKeyHex: signer.publicKeyHex }]
const sealing = (city: TestCity) => () => seal({ pool: city.app, signer, keys, clock: systemClock })

let t: TestApp
let store: FileStore
let officer: Client
/** The matter with everything, its papers in order, and the folder written of it. */
let id: string
let papers: { documentId: string; number: string; n: number }[]
let base: string
let printed: PrintedDossier

before(async () => {
  const dir = join(work, 'store')
  fs.mkdirSync(dir)
  store = await openFileStore({ dir, hmacKey: testHmacKey, clock: systemClock, limits: defaultFileLimits })
  t = await openTestApp(
    (city) => ({ files: store, filesNamed: namedBy(city.owner), seal: sealing(city), keys }),
    [sample, recordDomain],
  )
  for (const officerId of ['privacy1', 'privacy2']) {
    await t.city.post(officerId, 'privacy_officer', { kind: 'agency', value: 'A1' }, 'A1')
    await t.app.createAccount({ username: officerId, password, officerId, name: officerId })
  }
  officer = await t.signedIn('officer')
  await fillMatter()
  base = join(work, 'base')
  printed = await write(t.city, id, base)
})
after(async () => {
  stopTypesetter()
  await t.close()
  fs.rmSync(work, { recursive: true, force: true })
})

/** A grey picture of one byte a pixel. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const out = Buffer.alloc(body.length + 8)
    out.writeUInt32BE(data.length)
    body.copy(out, 4)
    out.writeUInt32BE(crc(body), body.length + 4)
    return out
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const rows = Buffer.alloc((width + 1) * height, 0xb0)
  for (let y = 0; y < height; y++) rows[y * (width + 1)] = 0
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
function crc(bytes: Buffer): number {
  let c = ~0
  for (const b of bytes) {
    c ^= b
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  }
  return ~c >>> 0
}

const upload = async (c: Client, bytes: Buffer, name: string) => {
  const r = await t.app.fetch(
    new Request('http://fadu.test/api/files', {
      method: 'POST',
      body: new Uint8Array(bytes),
      headers: {
        cookie: c.cookie,
        'content-type': 'application/octet-stream',
        'x-fadu-file-name': encodeURIComponent(name),
      },
    }),
  )
  assert.equal(r.status, 200)
  return ((await r.json()) as { upload: string }).upload
}
const step = async (c: Client, matter: string, action: string, input: object, files: object[] = []) => {
  const r = await c.post(`/api/matters/${matter}/actions/${action}`, { input, files })
  assert.equal(r.status, 200, r.text)
  return r.body.acts[0] as { n: number; matterId: string }
}
const erase = async (values: object[]) => {
  const [one, two] = [await t.signedIn('privacy1'), await t.signedIn('privacy2')]
  const proposed = await one.post('/api/matters', {
    procedure: 'record.erasure',
    action: 'propose',
    input: { agencyId: 'A1', ground: 'PURPOSE_ENDED', isRetentionOver: true, values },
  })
  assert.equal(proposed.status, 200, proposed.text)
  await step(two, proposed.body.acts[0].matterId, 'erase', { erased: values })
}

/** Three papers (served, void, erased), five files (PDF, picture, recording, broken PDF, erased), one receipt. */
async function fillMatter(): Promise<void> {
  const files = []
  for (const [name, label, bytes] of [
    ['申请书.pdf', '申请书', await renderPdf(letter)],
    ['现场照片.png', '现场照片', png(400, 300)],
    ['谈话 录音.wav', '录音', Buffer.concat([Buffer.from('RIFF....WAVEfmt '), Buffer.alloc(3000, 7)])],
    ['坏件.pdf', '扫描件', Buffer.from('%PDF-1.7 nothing')],
    ['身份证.txt', '证件', Buffer.from('证件内容')],
  ] as const)
    files.push({ upload: await upload(officer, bytes, name), label })
  const clerk = await t.signedIn('clerk')
  const opened = await clerk.post('/api/matters', { ...filing(), input: { ...filing().input, topic: '案卷测试' } })
  assert.equal(opened.status, 200, opened.text)
  id = opened.body.acts[0].matterId
  await step(officer, id, 'accept', {}, [])
  await step(officer, id, 'note', { text: `现场查看，情况属实。${'双方陈述了经过。'.repeat(60)}` }, files)
  await step(officer, id, 'decide', { result: 'yes' })
  for (const name of ['陈示例', '李示例', '王示例']) await step(officer, id, 'notify', { name, result: 'yes' })
  papers = (await officer.get(`/api/matters/${id}/documents`)).body.items
  const [served, voided] = papers
  const copy = await officer.post(`/api/matters/${id}/documents/${served!.documentId}/service-copy`, {})
  const input = { document: served!.documentId, recipient: 'p:1', on: '2024-03-01' }
  await step(officer, id, 'serve', input, [{ upload: copy.body.upload, label: '送达件' }])
  await step(officer, id, 'voidPaper', { document: voided!.documentId })
  const noted = await t.city.owner.query(`select n from kernel.file where matter_id = $1 and label = '证件'`, [id])
  await erase([{ matter: id, n: noted.rows[0].n, pointer: '/files/4/private' }])
  await erase([
    { matter: id, n: papers[2]!.n, pointer: '/payload/name' },
    { matter: id, n: papers[2]!.n, pointer: '/given/documents/0/salt' },
  ])
}

/** What the command does, over a test city. */
async function write(city: TestCity, matter: string, dir: string): Promise<PrintedDossier> {
  const { rows } = await city.owner.query('select agency_id from kernel.matter where matter_id = $1', [matter])
  const settings = readSettings({ kind: 'agency', value: rows[0].agency_id })
  const record = await sealedDossier(sealing(city), () =>
    inTransaction(
      city.app,
      async (client) => {
        await client.query(settings.text, settings.values)
        return readDossier(client, city.registry, matter)
      },
      'begin isolation level repeatable read read only',
    ),
  )
  const done = await printDossier(record, city.registry, keys, store)
  await writeDossier(dir, record, done, keys, store)
  return done
}

type Files = Map<string, Buffer>
const read = (dir: string): Files =>
  new Map(
    fs
      .readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile())
      .map((e) => join(e.parentPath, e.name))
      .sort()
      .map((path) => [path.slice(dir.length + 1), fs.readFileSync(path)]),
  )
const put = (dir: string, files: Files) => {
  fs.rmSync(dir, { recursive: true, force: true })
  for (const [path, content] of files) {
    fs.mkdirSync(join(dir, dirname(path)), { recursive: true })
    fs.writeFileSync(join(dir, path), content)
  }
}
/** What both say of a folder; they must agree on whether it holds. */
async function judged(dir: string, options: string[] = []): Promise<{ mine: any; theirs: DossierResult }> {
  let out = ''
  const code = tool.run(
    [dir, '--json', ...options],
    (s: string) => {
      out += s
    },
    (s: string) => assert.fail(s),
  )
  const mine = JSON.parse(out)
  const theirs = await verifyDossier(dir, options.length ? keys : undefined)
  assert.equal(code, mine.ok ? 0 : 1)
  assert.equal(mine.ok, theirs.ok, `${out}\n${JSON.stringify(theirs.findings)}`)
  return { mine, theirs }
}

const textOf = async (pdf: Uint8Array) => (await readPdf(pdf)).map((p) => linesOfPage(p).join('').replace(/\s/g, ''))

test('over HTTP: one PDF, sealed first, in the order of the archive, with what is missing named', async () => {
  const path = `/api/matters/${id}/dossier`
  const fetched = async () => {
    const r = await t.app.fetch(new Request(`http://fadu.test${path}`, { headers: { cookie: officer.cookie } }))
    assert.equal(r.status, 200)
    assert.equal(r.headers.get('content-type'), 'application/pdf')
    return Buffer.from(await r.arrayBuffer())
  }
  const pdf = await fetched()
  const pages = await textOf(pdf)
  assert.ok(pages[0]!.includes('示例甲局案卷') && pages[0]!.includes('陈示例'), pages[0])
  const index = pages[1]!
  const order = [
    '1测试决定书',
    '作废',
    '申请书',
    '现场照片',
    '录音',
    '扫描件',
    '证件',
    '办理记录',
    '送达情况',
    '送达件',
    '记录的证明',
  ]
  let from = 0
  for (const words of order) {
    const at = index.indexOf(words, from)
    assert.ok(at >= 0, `${words} after ${index.slice(0, from)} in ${index}`)
    from = at
  }
  for (const words of [
    '依据的个人信息不在了',
    '谈话录音.wav”（2.9KB）未印入',
    'PDF已加密或者损坏',
    '内容已经依法删除',
    '共12件，其中缺2件',
  ])
    assert.ok(index.includes(words), `${words} in ${index}`)
  const all = pages.join('\n')
  assert.ok(all.includes('第3步') && all.includes('现场查看，情况属实'))
  assert.ok(!all.includes('王示例'), 'what was erased is nowhere')
  const document = await PDFDocument.load(pdf)
  const stamps = document.getPages().map((p) => {
    const drawn = p.node.Resources()?.lookup(PDFName.of('XObject'))
    return drawn instanceof PDFDict && drawn.keys().some((k) => k.decodeText().startsWith('FaduStamp'))
  })
  assert.deepEqual(
    stamps.flatMap((is, i) => (is ? [i] : [])),
    [pages.findIndex((p) => p.includes('李示例：同意'))],
  )
  assert.ok(all.includes(sm3Hex(Buffer.from(signer.publicKeyHex, 'hex')).slice(0, 30)))
  // Other acts of the city and a later day change nothing.
  await officer.post('/api/matters', filing())
  assert.ok(pdf.equals(await fetched()))
  assert.ok(pdf.equals(printed.pdf), 'the folder has the same PDF')
})

test('whoever reads no names, is a stranger or is not signed in gets no dossier, and sets no sealing off', async () => {
  const clerk = await t.signedIn('clerk')
  const opened = await clerk.post('/api/matters', filing())
  const path = `/api/matters/${opened.body.acts[0].matterId}/dossier`
  const size = async () => (await t.city.owner.query('select max(size) as s from kernel.checkpoint')).rows[0].s
  const sizeBefore = await size()
  assert.equal((await clientOf(t.app).get(path)).status, 401)
  assert.equal((await (await t.signedIn('other')).get(path)).status, 404)
  const watching = await (await t.signedIn('watch')).get(path)
  assert.equal(watching.status, 403)
  assert.match(watching.body.title, /由经办机关出具/)
  assert.equal(await size(), sizeBefore)
  assert.equal((await officer.get(path)).status, 200)
  assert.equal(await size(), (await t.city.owner.query('select count(*) as c from kernel.act')).rows[0].c)
})

test('papers not issued and not served are named where the procedure has them', async () => {
  const opened = await (await t.signedIn('clerk')).post('/api/matters', filing())
  const matter = opened.body.acts[0].matterId
  await step(officer, matter, 'accept', {})
  await step(officer, matter, 'decide', { result: 'no' })
  const first = await write(t.city, matter, join(work, 'open'))
  assert.deepEqual(first.lacking, [{ title: '测试决定书', remark: '未出具', why: '“出具决定书”还没有办理' }])
  await step(officer, matter, 'notify', { name: '陈示例', result: 'no' })
  const second = await write(t.city, matter, join(work, 'unserved'))
  assert.deepEqual(
    second.lacking.map((l) => [l.remark, l.why]),
    [['未送达', '出具后没有送达的记录']],
  )
  await step(officer, matter, 'close', {})
  assert.equal((await judged(join(work, 'unserved'))).mine.ok, true)
})

test('the folder is whole, both verifiers accept it, and written again it is the same', async () => {
  const files = read(base)
  assert.deepEqual(
    [...files.keys()].filter((p) => /^(papers|originals)/.test(p)).map((p) => p.replace(/〔.*号/, '')),
    [
      'originals/01-申请书.pdf',
      'originals/02-现场照片.png',
      'originals/03-谈话 录音.wav',
      'originals/04-坏件.pdf',
      `originals/05-${papers[0]!.number} 测试决定书.pdf`.replace(/〔.*号/, ''),
      'papers/01-测试决定书（测决字）.pdf',
      'papers/02-测试决定书（测决字）（作废）.pdf',
    ],
  )
  assert.ok(isDossier(base))
  const { mine, theirs } = await judged(base)
  assert.deepEqual(theirs.findings, [])
  assert.deepEqual(mine.findings, [])
  assert.deepEqual(
    [mine.acts, mine.originalsChecked, mine.valuesErased, mine.erasingActs, mine.prints],
    [theirs.counts.acts, 5, 3, 2, 3],
  )
  assert.deepEqual(theirs.counts, { acts: 9, values: mine.valuesChecked, erased: 3, originals: 5, papers: 2 })
  const keyFile = join(work, 'key.txt')
  fs.writeFileSync(keyFile, `${formatKey(keys[0]!)}\n`)
  assert.equal((await judged(base, ['--key', keyFile])).mine.keyFrom, 'user')
  const again = join(work, 'again')
  await write(t.city, id, again)
  assert.deepEqual(read(again), files)
  assert.throws(() => refuseFilled(base), /不是空的/)
  await assert.rejects(write(t.city, id, base), /不是空的/)
  const empty = join(work, 'empty')
  fs.mkdirSync(empty)
  refuseFilled(empty)
})

test('every file, at six places: a changed byte, a file cut, removed or added is refused by both', async () => {
  const files = read(base)
  const dir = join(work, 'flipped')
  put(dir, files)
  let count = 0
  const refused = async (name: string) => {
    count++
    assert.equal((await judged(dir)).mine.ok, false, name)
  }
  for (const [path, bytes] of files) {
    const target = join(dir, path)
    for (let k = 0; k < 6; k++) {
      const at = Math.min(bytes.length - 1, Math.floor((bytes.length * k) / 5))
      const changed = Buffer.from(bytes)
      changed[at]! ^= 1 << (k % 8)
      fs.writeFileSync(target, changed)
      await refused(`${path} byte ${at}`)
    }
    fs.writeFileSync(target, bytes.subarray(0, -1))
    await refused(`${path} cut`)
    fs.rmSync(target)
    if (path !== 'manifest.json') await refused(`${path} removed`)
    fs.mkdirSync(target)
    if (path !== 'manifest.json') await refused(`${path} a folder`)
    fs.rmdirSync(target)
    fs.symlinkSync(join(base, path), target)
    if (path !== 'manifest.json') await refused(`${path} a link`)
    fs.rmSync(target)
    fs.writeFileSync(target, bytes)
  }
  for (const extra of ['note.txt', 'papers/09-决定书.pdf', 'originals/x']) {
    fs.writeFileSync(join(dir, extra), 'x')
    await refused(extra)
    fs.rmSync(join(dir, extra))
  }
  assert.equal((await judged(dir)).mine.ok, true)
  assert.ok(count > 100, `${count} copies`)
})

test('a manifest made anew over altered files deceives neither', async () => {
  const files = read(base)
  const dir = join(work, 'forged')
  const text = (path: string) => files.get(path)!.toString()
  const linesOf = (path: string) => text(path).split('\n').slice(0, -1)
  const joined = (lines: string[]) => lines.map((l) => `${l}\n`).join('')
  const manifestOf = (from: Files) => JSON.parse(from.get('manifest.json')!.toString())
  /** The folder with changed files and a manifest that fits them. */
  const forged = (changes: Record<string, string | Buffer | null>, edit: (m: any) => void = () => {}): Files => {
    const out = new Map(files)
    for (const [path, content] of Object.entries(changes))
      if (content === null) out.delete(path)
      else out.set(path, Buffer.from(content))
    const manifest = manifestOf(files)
    manifest.files = Object.fromEntries(
      [...out].filter(([p]) => p !== 'manifest.json').map(([p, bytes]) => [p, sm3Hex(bytes)]),
    )
    edit(manifest)
    return out.set('manifest.json', Buffer.from(`${canonicalJson(manifest)}\n`))
  }
  const json = (path: string, edit: (v: any) => void) => {
    const value = JSON.parse(text(path))
    edit(value)
    return `${canonicalJson(value)}\n`
  }
  const editLine = (path: string, i: number, edit: (v: any) => void) =>
    joined(linesOf(path).map((l, k) => (k === i ? JSON.stringify(changed(JSON.parse(l), edit)) : l)))
  const changed = (v: any, edit: (v: any) => void) => {
    edit(v)
    return v
  }
  const rehashed = (i: number, edit: (act: any) => void) =>
    editLine('acts.ndjson', i, (line) => {
      line.text = canonicalJson(changed(JSON.parse(line.text), edit))
      line.hash = sm3Hex(line.text)
    })
  const originals = [...files.keys()].filter((p) => p.startsWith('originals/'))
  const acts = linesOf('acts.ndjson')
  const count = acts.length
  const firstPrivate = JSON.parse(linesOf('private.ndjson')[0]!)
  const pointer = Object.keys(firstPrivate.fields)[0]!
  const fileIds = Object.keys(JSON.parse(text('files.json')))
  const cases: [string, Record<string, string | Buffer | null>, ((m: any) => void)?][] = [
    [
      'an act altered',
      { 'acts.ndjson': editLine('acts.ndjson', 1, (l) => (l.text = l.text.replace('officer1', 'officer2'))) },
    ],
    ['an act altered with its hash', { 'acts.ndjson': rehashed(1, (a) => (a.actor = 'officer2')) }],
    ['the last act altered with its hash', { 'acts.ndjson': rehashed(count - 1, (a) => (a.actor = 'officer2')) }],
    ['an act removed between', { 'acts.ndjson': joined(acts.toSpliced(3, 1)) }, (m) => m.acts--],
    [
      'an act removed between, with its proof',
      {
        'acts.ndjson': joined(acts.toSpliced(3, 1)),
        'proofs.json': json('proofs.json', (p) => p.acts.splice(3, 1)),
      },
      (m) => m.acts--,
    ],
    ['the last act removed', { 'acts.ndjson': joined(acts.slice(0, -1)) }],
    ['acts swapped', { 'acts.ndjson': joined([acts[1]!, acts[0]!, ...acts.slice(2)]) }],
    ['an act twice', { 'acts.ndjson': joined([...acts, acts.at(-1)!]) }, (m) => m.acts++],
    ['no acts', { 'acts.ndjson': '' }],
    ['another matter', {}, (m) => (m.matter = m.matter.replace(/.$/, (c: string) => (c === '0' ? '1' : '0')))],
    ['another origin', {}, (m) => (m.origin = 'fadu.test/other')],
    ['another format', {}, (m) => (m.format = 'fadu-dossier-2')],
    ['a count too many', {}, (m) => m.acts++],
    ['a key too many in the manifest', {}, (m) => (m.more = 1)],
    ['a path that leads out', {}, (m) => (m.files['originals/../../x'] = '0'.repeat(64))],
    ['a leaf moved', { 'proofs.json': json('proofs.json', (p) => p.acts[2].leaf++) }],
    ['proofs exchanged', { 'proofs.json': json('proofs.json', (p) => p.acts.reverse()) }],
    ['a path shortened', { 'proofs.json': json('proofs.json', (p) => p.acts[0].path.pop()) }],
    ['a path lengthened', { 'proofs.json': json('proofs.json', (p) => p.acts[0].path.push('0'.repeat(64))) }],
    ['another size', { 'proofs.json': json('proofs.json', (p) => p.size++) }],
    ['a proof removed', { 'proofs.json': json('proofs.json', (p) => p.acts.pop()) }],
    ['an erasing act’s proof removed', { 'proofs.json': json('proofs.json', (p) => p.erasures.pop()) }],
    ['proofs not canonical', { 'proofs.json': `${JSON.stringify(JSON.parse(text('proofs.json')), null, 1)}\n` }],
    ['a checkpoint altered', { 'checkpoint.txt': text('checkpoint.txt').replace(/\n\d+\n/, '\n999\n') }],
    [
      'another key',
      { 'key.txt': `fadu-sm2 ${origin} ${softwareSigner(generateKey().privateKeyHex, origin).publicKeyHex}\n` },
    ],
    ['a value altered', { 'private.ndjson': editLine('private.ndjson', 0, (l) => (l.fields[pointer].value = '别人')) }],
    [
      'a salt altered',
      { 'private.ndjson': editLine('private.ndjson', 0, (l) => (l.fields[pointer].salt = '0'.repeat(32))) },
    ],
    ['a value removed', { 'private.ndjson': editLine('private.ndjson', 0, (l) => delete l.fields[pointer]) }],
    ['a line of values removed', { 'private.ndjson': joined(linesOf('private.ndjson').slice(1)) }],
    [
      'a line of values twice',
      { 'private.ndjson': joined([linesOf('private.ndjson')[0]!, ...linesOf('private.ndjson')]) },
    ],
    [
      'a value that no act has',
      { 'private.ndjson': editLine('private.ndjson', 0, (l) => (l.fields['/payload/more'] = l.fields[pointer])) },
    ],
    ['values of an act that is not there', { 'private.ndjson': editLine('private.ndjson', 0, (l) => (l.n = 99)) }],
    ['values of another matter', { 'private.ndjson': editLine('private.ndjson', 0, (l) => (l.matter = fileIds[0])) }],
    [
      'an erasing act removed',
      {
        'erasures.ndjson': joined(linesOf('erasures.ndjson').slice(1)),
        'proofs.json': json('proofs.json', (p) => p.erasures.shift()),
      },
    ],
    ['an erasing act altered', { 'erasures.ndjson': text('erasures.ndjson').replace('privacy2', 'privacy1') }],
    [
      'an erasing act made up',
      {
        'private.ndjson': joined(linesOf('private.ndjson').slice(1)),
        'erasures.ndjson': editLine('erasures.ndjson', 0, (l) => {
          const act = JSON.parse(l.text)
          for (const p of Object.keys(firstPrivate.fields))
            act.payload.erased.push({ matter: firstPrivate.matter, n: firstPrivate.n, pointer: p })
          l.text = canonicalJson(act)
          l.hash = sm3Hex(l.text)
        }),
      },
    ],
    [
      'an erasing act twice',
      {
        'erasures.ndjson': joined([...linesOf('erasures.ndjson'), linesOf('erasures.ndjson')[0]!]),
        'proofs.json': json('proofs.json', (p) => p.erasures.push(p.erasures[0])),
      },
    ],
    [
      'an act of the matter among the erasing ones',
      {
        'erasures.ndjson': joined([...linesOf('erasures.ndjson'), acts[0]!]),
        'proofs.json': json('proofs.json', (p) => p.erasures.push(p.acts[0])),
      },
    ],
    ['an original altered', { [originals[0]!]: Buffer.concat([files.get(originals[0]!)!, Buffer.from('x')]) }],
    ['an original of the same length', { [originals[2]!]: Buffer.alloc(files.get(originals[2]!)!.length) }],
    ['originals swapped', { [originals[0]!]: files.get(originals[1]!)!, [originals[1]!]: files.get(originals[0]!)! }],
    [
      'originals swapped in the list',
      {
        'files.json': json('files.json', (f) => {
          const [x, y] = fileIds as [string, string]
          ;[f[x].original, f[y].original] = [f[y].original, f[x].original]
        }),
      },
    ],
    ['an original not listed', { 'files.json': json('files.json', (f) => delete f[fileIds[0]!]) }],
    [
      'an original removed with its entry',
      {
        [JSON.parse(text('files.json'))[fileIds[0]!].original]: null,
        'files.json': json('files.json', (f) => delete f[fileIds[0]!]),
      },
    ],
    ['a salt of a file altered', { 'files.json': json('files.json', (f) => (f[fileIds[0]!].salt = '0'.repeat(32))) }],
    ['a file that no act has', { 'files.json': json('files.json', (f) => (f.other = f[fileIds[0]!])) }],
    ['one original for two', { 'files.json': json('files.json', (f) => (f[fileIds[0]!] = f[fileIds[1]!])) }],
    [
      'an original outside',
      { 'files.json': json('files.json', (f) => (f[fileIds[0]!].original = '../base/dossier.pdf')) },
    ],
    ['an original added', { 'originals/99-more.txt': 'x' }],
    ['a file missing from the manifest', {}, (m) => delete m.files['dossier.pdf']],
  ]
  for (const [name, changes, edit] of cases) {
    const copy = forged(changes, edit)
    assert.notDeepEqual(copy, files, name)
    put(dir, copy)
    const { mine, theirs } = await judged(dir)
    assert.equal(mine.ok, false, name)
    assert.equal(theirs.ok, false, name)
  }
  // What nothing signed binds: both accept it, and say that prints are compared with the manifest alone.
  put(dir, forged({ 'dossier.pdf': 'x' }))
  assert.equal((await judged(dir)).mine.ok, true)
  let words = ''
  tool.run([dir], (s: string) => (words += s), assert.fail)
  assert.match(words, /只与清单比对/)
  assert.match(words, /不能证明此后没有别的步骤/)
  // A whole folder of a stranger’s making holds under its own key alone.
  const keyFile = join(work, 'strange.txt')
  fs.writeFileSync(keyFile, `fadu-sm2 ${origin} ${softwareSigner(generateKey().privateKeyHex, origin).publicKeyHex}\n`)
  assert.equal(
    tool.run([base, '--json', '--key', keyFile], () => {}, assert.fail),
    1,
  )
})

test('a content that is gone from the store, or altered there, is named and not put in', async () => {
  const files = [
    { upload: await upload(officer, Buffer.from('甲'), '甲.txt'), label: '甲' },
    { upload: await upload(officer, Buffer.from('乙'), '乙.txt'), label: '乙' },
  ]
  const clerk = await t.signedIn('clerk')
  const matter = (await clerk.post('/api/matters', filing())).body.acts[0].matterId
  await step(officer, matter, 'note', { text: '材料' }, files)
  const { rows } = await t.city.owner.query('select stored from kernel.file where matter_id = $1 order by label', [
    matter,
  ])
  const pathOf = (stored: string) => join(store.dir, matter.slice(-2), matter, stored)
  // 乙 sorts before 甲 here or not: each is harmed in its own way all the same.
  fs.rmSync(pathOf(rows[0].stored))
  fs.writeFileSync(pathOf(rows[1].stored), '丙')
  const dir = join(work, 'harmed')
  const done = await write(t.city, matter, dir)
  assert.deepEqual(
    done.lacking
      .filter((l) => l.remark === '缺件')
      .map((l) => l.why.slice(0, 8))
      .sort(),
    ['文件不在材料库中', '材料库中的内容与'],
  )
  const { mine } = await judged(dir)
  assert.equal(mine.findings.filter((f: any) => f.check === 9).length, 2)
})

test('a dispute of people’s mediation', async () => {
  const town = await openTown([mediation, recordDomain])
  try {
    const disputes = disputesOf(town)
    const office = await disputes.office('2023-03-01')
    const { id: dispute } = await disputes.dispute(office, { on: '2023-04-03', ending: 'FULL' })
    const dir = join(work, 'mediation')
    await write(town.city, dispute, dir)
    const { mine, theirs } = await judged(dir)
    assert.deepEqual(theirs.findings, [])
    assert.equal(mine.ok, true)
    const pages = await textOf(fs.readFileSync(join(dir, 'dossier.pdf')))
    const all = pages.join('')
    assert.ok(all.includes('各自清理宅前通道') && all.includes('当事人1'))
    assert.ok(!all.includes('（未显示）'), 'an agency’s dossier shows every value')
  } finally {
    await town.city.close()
  }
})
