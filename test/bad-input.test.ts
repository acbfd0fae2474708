/**
 * What goes wrong with papers and files, one test a case: each ends with a sentence that says what and what to do, and with
 * nothing half done.
 */
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'
import { getRequestListener } from '@hono/node-server'
import { type CheckpointKey, generateKey, recordDomain, seal, softwareSigner, systemClock } from '#kernel'
import { renderPdf, stopTypesetter } from '../src/documents/pdf.ts'
import { weighPdf } from '../src/documents/weigh.ts'
import { fileLimits } from '../src/files/limits.ts'
import { namedBy } from '../src/files/rows.ts'
import { brokenPromise, fileTypes } from '../src/files/sniff.ts'
import { type FileStore, openFileStore } from '../src/files/store.ts'
import type { ActionDef } from '../src/kernel/procedure.ts'
import { type Client, filing, openTestApp, type TestApp } from './api-support.ts'
import { letter, linesOfPage, readPdf } from './documents-support.ts'
import { sample } from './sample/domain.ts'
import { temporaryFolder, testHmacKey } from './support.ts'

const MB = 1024 * 1024
const dir = temporaryFolder('bad-input')
const origin = 'fadu.test/bad-input'
const signer = softwareSigner(generateKey().privateKeyHex, origin)
const keys: CheckpointKey[] = [{ origin, publicKeyHex: signer.publicKeyHex }]
let t: TestApp
let store: FileStore
let server: Server
let port: number
let officer: Client
let clerk: Client

before(async () => {
  mkdirSync(dir, { recursive: true })
  store = await openFileStore({ dir, hmacKey: testHmacKey, clock: systemClock, limits: fileLimits({}) })
  t = await openTestApp(
    (city) => ({
      files: store,
      filesNamed: namedBy(city.owner),
      seal: () => seal({ pool: city.app, signer, keys, clock: systemClock }),
      keys,
    }),
    [sample, recordDomain],
  )
  server = createServer(getRequestListener(t.app.fetch))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  officer = await t.signedIn('officer')
  clerk = await t.signedIn('clerk')
})
after(async () => {
  stopTypesetter()
  server?.closeAllConnections()
  server?.close()
  await t?.close()
  rmSync(dir, { recursive: true, force: true })
})

const waiting = () => readdirSync(join(dir, 'incoming')).sort()
const q = (text: string, values: unknown[] = []) => t.city.owner.query(text, values).then((r) => r.rows)
const step = (id: string, action: string, input: object, files: object[] = []) =>
  officer.post(`/api/matters/${id}/actions/${action}`, { input, files })
async function opened(...steps: [string, object][]): Promise<string> {
  const r = await clerk.post('/api/matters', filing())
  const id = r.body.acts[0].matterId as string
  for (const [action, input] of [['accept', {}] as const, ...steps]) {
    const done = await step(id, action, input)
    assert.equal(done.status, 200, done.text)
  }
  return id
}
const put = (bytes: Uint8Array, name: string) =>
  t.app.fetch(
    new Request('http://fadu.test/api/files', {
      method: 'POST',
      body: new Uint8Array(bytes),
      headers: {
        cookie: officer.cookie,
        'content-type': 'application/octet-stream',
        'x-fadu-file-name': encodeURIComponent(name),
      },
    }),
  )

/** Gives the sample's decision papers before its own, for the length of a test. */
async function withIssues(issues: object[], run: () => Promise<void>): Promise<void> {
  const versions = [...t.city.registry.procedures.values()].flat() as { actions?: Record<string, ActionDef> }[]
  const defs = versions.flatMap((p) => p.actions?.notify ?? [])
  assert.ok(defs.length > 0)
  const kept = defs.map((d) => d.issues)
  for (const d of defs) Object.assign(d, { issues: [...issues, ...(d.issues ?? [])] })
  try {
    await run()
  } finally {
    for (const [i, d] of defs.entries()) Object.assign(d, { issues: kept[i] })
  }
}

test('a template with a missing field: the field is named, no paper, no act, no number', async () => {
  const template = (text: (d: { name?: string; street?: string }) => unknown) => ({
    template: {
      id: 'test.gap',
      version: '1',
      label: '告知书',
      layout: 'form',
      code: '缺字',
      build: (d: object) => [
        { kind: 'title', text: '告知书' },
        { kind: 'paragraph', text: text(d) },
      ],
    },
    data: (a: any) => ({ name: a.personal('/name'), street: undefined }),
  })
  const id = await opened(['decide', { result: 'yes' }])
  const counts = () =>
    q(
      'select (select count(*) from kernel.act) as acts, (select count(*) from kernel.document) as papers, (select coalesce(json_agg(s order by s::text), $1) from kernel.number_series s where last > 0) as series',
      ['[]'],
    )
  const before = await counts()
  for (const gap of [
    (d: { street?: string }) => d.street,
    (d: { street?: string }) => `住${d.street}`,
    (d: { street?: string }) => [{ text: '住' }, { text: d.street }],
  ])
    await withIssues([template(gap)], async () => {
      const r = await step(id, 'notify', { name: '陈示例', result: 'yes' })
      assert.equal(r.status, 422, r.text)
      assert.equal(r.body.type, 'urn:fadu:rule:kernel.document.empty')
      assert.match(r.body.title, /《告知书》缺“street”，没有出具.*补全/)
      assert.match(r.body.errors[0].path, /^\/blocks\/1\/text/)
      assert.deepEqual(await counts(), before)
    })
  // What a person wrote is no gap, and the first number goes to the first paper that is whole.
  await withIssues([template((d) => `${d.name}说：NaN`)], async () => {
    assert.equal((await step(id, 'notify', { name: 'undefined 与 NaN', result: 'yes' })).status, 200)
  })
  const [row] = await q(`select number from kernel.document where template = 'test.gap'`)
  assert.match(row.number, /〕1号$/)
})

test('a number taken twice is not given: the step fails whole, and the next number is not lost', async () => {
  const first = await opened(['decide', { result: 'yes' }], ['notify', { name: '陈示例', result: 'yes' }])
  const [held] = await q(`select * from kernel.document where matter_id = $1`, [first])
  const [, prefix, n] = /^(.*〕)(\d+)号$/.exec(held.number)!
  const next = `${prefix}${Number(n) + 1}号`
  // Only a hand in the database can have put it there: numbers are taken under a lock.
  await q('update kernel.document set number = $2 where document_id = $1', [held.document_id, next])
  const second = await opened(['decide', { result: 'yes' }])
  const r = await step(second, 'notify', { name: '李示例', result: 'yes' })
  assert.equal(r.status, 500)
  assert.deepEqual(await q(`select 1 from kernel.act where matter_id = $1 and action = 'notify'`, [second]), [])
  await q('update kernel.document set number = $2 where document_id = $1', [held.document_id, held.number])
  assert.equal((await step(second, 'notify', { name: '李示例', result: 'yes' })).status, 200)
  const [given] = await q('select number from kernel.document where matter_id = $1', [second])
  assert.equal(given.number, next)
})

test('a font without the glyph: the character is named, docx is offered, no service copy is left', async () => {
  const id = await opened(['decide', { result: 'yes' }], ['notify', { name: '李\u{31350}', result: 'yes' }])
  const { documentId } = (await officer.get(`/api/matters/${id}/documents`)).body.items[0]
  const path = `/api/matters/${id}/documents/${documentId}`
  const before = waiting()
  for (const r of [await officer.get(path), await officer.post(`${path}/service-copy`, {})]) {
    assert.equal(r.status, 422, r.text)
    assert.equal(r.body.type, 'urn:fadu:rule:documents.glyph')
    assert.match(r.body.title, /没有这些字：\u{31350}（U\+31350）/u)
    assert.match(r.body.allowed.join(), /docx/)
  }
  assert.deepEqual(waiting(), before)
  const docx = await t.app.fetch(
    new Request(`http://fadu.test${path}?format=docx`, { headers: { cookie: officer.cookie } }),
  )
  assert.equal(docx.status, 200)
})

test('a file that is not what its name says is refused with its name, and nothing of it stays', async () => {
  const before = waiting()
  const page = Buffer.from('<!doctype html><script>alert(1)</script>')
  const program = Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1')
  for (const [name, bytes, kind] of [
    ['决定书.pdf', page, 'PDF'],
    ['决定书.PDF', program, 'PDF'],
    ['照片.jpg', await renderPdf(letter), '图片'],
    ['照片.png', page, '图片'],
    ['申请.docx', program, 'Office 文档'],
    ['公文.ofd', page, 'OFD'],
    ['公文.ofd', Buffer.from('PK\x03\x04junk', 'latin1'), 'OFD'],
    ['申请.docx', Buffer.from('PK\x03\x04junk', 'latin1'), 'Office 文档'],
    ['说明.txt', program, '文本'],
    ['材料.zip', page, 'ZIP 压缩包'],
    ['谈话.mp3', page, '录音'],
    ['现场.mp4', program, '录像'],
  ] as const) {
    const r = await put(bytes, name)
    const problem = (await r.json()) as { type: string; title: string }
    assert.equal(r.status, 422, name)
    assert.equal(problem.type, 'urn:fadu:rule:files.mismatch')
    assert.ok(problem.title.startsWith(`“${name}”的内容不是`) && problem.title.includes(kind), problem.title)
    assert.match(problem.title, /没有保存；请核对/)
  }
  assert.deepEqual(waiting(), before)
  // What people and programs mix up without harm is taken.
  for (const [name, type] of [
    ['a.jpg', 'image/png'],
    ['a.jpeg', 'image/heic'],
    ['a.doc', 'application/rtf'],
    ['a.xls', 'text/plain'],
    ['a.docx', 'application/msword'],
    ['a.mp3', 'video/mp4'],
    ['a.csv', 'text/plain'],
    ['a', 'application/octet-stream'],
  ] as const) {
    assert.ok(fileTypes.has(type))
    assert.equal(brokenPromise(name, type), undefined, name)
  }
})

/** Sends zeros over one connection until the answer is there or `total` is reached. */
function flood(total: number, headers: Record<string, string | number>) {
  const zeros = Buffer.alloc(MB)
  return new Promise<{ status: number; text: string; sent: number }>((resolve, reject) => {
    let sent = 0
    let isAnswered = false
    const r = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/api/files',
      headers: { cookie: officer.cookie, 'content-type': 'application/octet-stream', ...headers },
    })
    r.on('response', (answer) => {
      isAnswered = true
      let text = ''
      answer.on('data', (d: Buffer) => (text += d))
      answer.on('end', () => {
        r.destroy()
        resolve({ status: answer.statusCode!, text, sent })
      })
    })
    r.on('error', (e) => isAnswered || reject(e))
    const more = () => {
      while (sent < total && !isAnswered && !r.destroyed) {
        sent += zeros.length
        if (!r.write(zeros)) {
          r.once('drain', more)
          return
        }
      }
    }
    more()
  })
}

test('2 GB are refused at 50 MB while they come: memory does not grow with them, no part remains', async () => {
  const total = 2048 * MB
  assert.equal(store.limits.maxBytes, 50 * MB)
  const before = waiting()
  let highest = 0
  let largest = 0
  const rss = process.memoryUsage.rss()
  const looking = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss() - rss)
    largest = Math.max(largest, waiting().length - before.length)
  }, 10)
  try {
    const announced = await flood(total, { 'content-length': total })
    const streamed = await flood(total, { 'transfer-encoding': 'chunked' })
    for (const r of [announced, streamed]) {
      assert.equal(r.status, 413, r.text)
      assert.match(JSON.parse(r.text).title, /^文件超过 50 MB 的上限，没有保存；请压缩或拆分/)
      assert.ok(r.sent < 200 * MB, `${r.sent / MB} MB were taken`)
    }
    assert.ok(streamed.sent > 50 * MB, 'it was judged on the way')
    assert.ok(largest >= 1, 'a part was being written')
  } finally {
    clearInterval(looking)
  }
  // Client and server are one process here.
  assert.ok(highest < 250 * MB, `${highest / MB} MB more`)
  assert.deepEqual(waiting(), before)
})

/** An archive of one entry that unpacks to `unpacked` zeros. */
function zipBomb(name: string, unpacked: number): Buffer {
  const content = deflateRawSync(Buffer.alloc(unpacked))
  const n = Buffer.from(name)
  const sizes = Buffer.alloc(12)
  sizes.writeUInt32LE(content.length, 4)
  sizes.writeUInt32LE(unpacked, 8)
  const local = Buffer.alloc(30)
  local.write('PK\x03\x04', 0, 'latin1')
  local.writeUInt16LE(8, 8)
  sizes.copy(local, 14)
  local.writeUInt16LE(n.length, 26)
  const central = Buffer.alloc(46)
  central.write('PK\x01\x02', 0, 'latin1')
  central.writeUInt16LE(8, 10)
  sizes.copy(central, 16)
  central.writeUInt16LE(n.length, 28)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + n.length, 12)
  end.writeUInt32LE(30 + n.length + content.length, 16)
  return Buffer.concat([local, n, content, central, n, end])
}

/** A PNG that says it is of this size and holds nothing. */
function pngBomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const out = Buffer.alloc(body.length + 8)
    out.writeUInt32BE(data.length)
    body.copy(out, 4)
    out.writeUInt32BE(crc32(body), body.length + 4)
    return out
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(1000))), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts])
}

const pdfOf = (objects: (string | Buffer)[]) =>
  Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    ...objects.flatMap((o, i) => [Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(o), Buffer.from('\nendobj\n')]),
    Buffer.from(`trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n0\n%%EOF`),
  ])
/** Each node of the page tree names the next ten times: 10 to the ninth pages. */
const manyPages = pdfOf([
  '<</Type/Catalog/Pages 2 0 R>>',
  ...Array.from({ length: 9 }, (_, i) => `<</Type/Pages/Count 1/Kids[${`${i + 3} 0 R `.repeat(10)}]>>`),
  '<</Type/Page/MediaBox[0 0 9 9]/Parent 10 0 R>>',
])
/** A file with a stream of objects that was packed twice. */
function packedObjects(content: Buffer): Buffer {
  const packed = deflateSync(deflateSync(content))
  const head = `<</Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]/Length ${packed.length}>>stream\n`
  return pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    '<</Type/Page/MediaBox[0 0 9 9]/Parent 2 0 R>>',
    Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream')]),
  ])
}
/** Some kilobytes that unpack to half a gigabyte of nothing, and to one list of thirty million numbers. */
const muchNothing = packedObjects(Buffer.alloc(512 * MB, 0x20))
const manyNumbers = packedObjects(Buffer.concat([Buffer.from('9 0 ['), Buffer.alloc(60 * MB, '1 '), Buffer.from(']')]))

test('a PDF is weighed before it is opened: pages and packed objects without end, a loop, a broken one, a good one', async () => {
  const started = process.memoryUsage.rss()
  assert.equal(await weighPdf(manyPages), 'large')
  for (const bomb of [muchNothing, manyNumbers]) {
    assert.ok(bomb.length < MB, `${bomb.length} bytes`)
    assert.equal(await weighPdf(bomb), 'large')
  }
  const loop = pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Count 1/Kids[2 0 R]>>'])
  assert.equal(await weighPdf(loop), 'broken')
  assert.equal(await weighPdf(Buffer.from('%PDF-1.7 nothing')), 'broken')
  const good = await renderPdf(letter)
  assert.equal(await weighPdf(good), 'fit')
  assert.ok(good.subarray(0, 5).equals(Buffer.from('%PDF-')), 'the caller keeps its bytes')
  const grown = (process.memoryUsage.rss() - started) / MB
  assert.ok(grown < 200, `${grown} MB more are held`)
})

test('bombs in a matter: taken as bytes and never unpacked; the dossier names each and prints the rest', async () => {
  const bombs = [
    ['word/document.xml', '申请.docx'],
    ['xl/workbook.xml', '清单.xlsx'],
    ['zeros.bin', '材料.zip'],
  ] as const
  const files: { name: string; bytes: Buffer }[] = bombs.map(([entry, name]) => ({
    name,
    bytes: zipBomb(entry, 256 * MB),
  }))
  files.push({ name: '照片.png', bytes: pngBomb(100_000, 100_000) })
  files.push({ name: '扁图.png', bytes: pngBomb(59_000, 1000) })
  files.push({ name: '多页.pdf', bytes: manyPages }, { name: '压缩.pdf', bytes: muchNothing })
  files.push({ name: '通知.pdf', bytes: Buffer.from(await renderPdf(letter)) })
  const rss = process.memoryUsage.rss()
  const uploads = []
  for (const { name, bytes } of files) {
    const r = await put(bytes, name)
    const body = (await r.json()) as { upload: string; sizeBytes: number }
    assert.equal(r.status, 200, JSON.stringify(body))
    assert.equal(body.sizeBytes, bytes.length)
    uploads.push({ upload: body.upload, label: name.slice(0, 2) })
  }
  assert.ok(process.memoryUsage.rss() - rss < 100 * MB, 'nothing was unpacked')
  const id = await opened()
  for (let i = 0; i < uploads.length; i += 4) {
    const done = await step(id, 'note', { text: '收到材料' }, uploads.slice(i, i + 4))
    assert.equal(done.status, 200, done.text)
  }
  const r = await t.app.fetch(
    new Request(`http://fadu.test/api/matters/${id}/dossier`, { headers: { cookie: officer.cookie } }),
  )
  assert.equal(r.status, 200)
  const pages = (await readPdf(Buffer.from(await r.arrayBuffer()))).map((p) =>
    linesOfPage(p).join('').replace(/\s/g, ''),
  )
  const all = pages.join('')
  for (const words of [
    '申请.docx”',
    '清单.xlsx”',
    '材料.zip”',
    /照片\.png”[^。]*未印入：图片过大或者损坏/,
    /扁图\.png”[^。]*未印入：图片/,
    /多页\.pdf”[^。]*未印入：PDF的页数或者展开后的内容过多/,
    /压缩\.pdf”[^。]*未印入：PDF的页数或者展开后的内容过多/,
  ])
    assert.ok(typeof words === 'string' ? all.includes(words) : words.test(all), `${words} in ${all.slice(0, 3000)}`)
  assert.ok(all.includes('宁波市司法局文件'), 'the good one is printed')
})
