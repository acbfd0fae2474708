/** Files over a real server: streamed in with a limit, given out under the caller's scope so that nothing runs. */
import assert from 'node:assert/strict'
import { readdirSync, readlinkSync, rmSync } from 'node:fs'
import { createServer, request as httpRequest, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { addMinutes, fixedClock, sm3Hex, systemClock } from '#kernel'
import { randomEntropy, seededEntropy } from '#kernel/entropy'
import { publicOwner } from '../src/files/incoming.ts'
import { defaultFileLimits } from '../src/files/limits.ts'
import { fileRows, namedBy } from '../src/files/rows.ts'
import { type FileStore, openFileStore, type PlacedFile } from '../src/files/store.ts'
import { verifyFiles } from '../src/files/verify.ts'
import type { AppOptions } from '../src/server/app.ts'
import { rangeOf } from '../src/server/routes-files.ts'
import { type Client, filing, openTestApp, type TestApp } from './api-support.ts'
import { findChromium, withBrowser } from './browser.ts'
import { temporaryFolder, testHmacKey } from './support.ts'

const MB = 1024 * 1024
const dir = temporaryFolder('files-api')
const clock = fixedClock(systemClock.now())
let t: TestApp
let store: FileStore
let server: Server
let base: string
let clerk: Client
let officer: Client
let other: Client
let watch: Client

before(async () => {
  const limits = { ...defaultFileLimits, maxBytes: 5 * MB, publicMaxBytes: MB }
  store = await openFileStore({ dir, hmacKey: testHmacKey, clock, limits })
  const options: Partial<AppOptions> & { files: FileStore } = { files: store }
  t = await openTestApp(options)
  server = createServer(getRequestListener(t.app.fetch))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  clerk = await t.signedIn('clerk')
  officer = await t.signedIn('officer')
  other = await t.signedIn('other')
  watch = await t.signedIn('watch')
})
after(async () => {
  server?.closeAllConnections()
  server?.close()
  await t?.close()
  rmSync(dir, { recursive: true, force: true })
})

const isProblem = async (r: Response, status: number, says: RegExp) => {
  const text = await r.text()
  assert.equal(r.status, status, text)
  assert.match(r.headers.get('content-type') ?? '', /^application\/problem\+json/)
  assert.match(JSON.parse(text).title, says)
  assert.equal(r.headers.get('x-content-type-options'), 'nosniff')
  assert.ok(r.headers.get('x-request-id'))
}
type Put = { name?: string; cookie?: string; headers?: Record<string, string> }
const put = (body: NonNullable<RequestInit['body']>, { name, cookie = officer.cookie, headers = {} }: Put = {}) =>
  fetch(`${base}/api/files`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/octet-stream',
      ...(cookie ? { cookie } : {}),
      ...(name === undefined ? {} : { 'x-fadu-file-name': encodeURIComponent(name) }),
      ...headers,
    },
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  } as RequestInit)
const get = (path: string, client: Client | null = officer, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(base + path, { method, headers: { ...(client ? { cookie: client.cookie } : {}), ...headers } })
const waiting = () => readdirSync(join(dir, 'incoming'))

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
/** A page that says 123 and a script that would ask for a window. */
const pdf = (() => {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>',
    '<</Length 40>>stream\nBT /F 40 Tf 40 100 Td (123) Tj ET        \nendstream',
  ]
  let text = '%PDF-1.4\n'
  const at = objects.map((o, i) => {
    const here = text.length
    text += `${i + 1} 0 obj${o}endobj\n`
    return here
  })
  const table = at.map((a) => `${String(a).padStart(10, '0')} 00000 n \n`).join('')
  return `${text}xref\n0 5\n0000000000 65535 f \n${table}trailer<</Size 5/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF`
})()

async function matter(client = clerk): Promise<string> {
  const r = await client.post('/api/matters', filing())
  assert.equal(r.status, 200, r.text)
  return r.body.acts[0].matterId
}

/** What the engine will do with a step's files: place, act, write the row, settle. */
async function attached(matterId: string, content: string | Uint8Array, name: string) {
  const r = await put(content as BodyInit, { name })
  assert.equal(r.status, 200)
  const { upload } = (await r.json()) as { upload: string }
  const at = clock.now()
  const file = await store.place(upload, { owner: 'officer1', matterId, entropy: randomEntropy, at })
  await row(matterId, file)
  store.settle(matterId, [file])
  return { ...file.private, fileId: file.id, hash: file.hash, path: `/api/matters/${matterId}/files/${file.id}` }
}
async function row(matterId: string, f: PlacedFile): Promise<void> {
  await t.city.owner.query(
    `insert into kernel.file (file_id, matter_id, n, label, type, size_bytes, hash, stored, name, salt, agency_id, town_code, county_code)
     select $1, matter_id, 1, '证据', $3, $4, $5, $6, $7, $8, agency_id, town_code, county_code from kernel.matter where matter_id = $2`,
    [f.id, matterId, f.type, f.sizeBytes, f.hash, f.private.stored, f.private.name, f.private.salt],
  )
}

test('an upload is answered with its id, its clean name, and the type its bytes show', async () => {
  const r = await put(png, { name: '..\\现场\u202e照片.dat', headers: { origin: base } })
  assert.equal(r.status, 200)
  const { upload, ...rest } = (await r.json()) as Record<string, unknown>
  assert.deepEqual(rest, { name: '现场照片.dat', type: 'image/png', sizeBytes: png.length })
  const kept = await store.incoming.get(upload as string, 'officer1')
  assert.equal(kept.sm3, sm3Hex(png))
  assert.equal(r.headers.get('cache-control'), 'no-store')
})

test('no more than the limit, while it comes: told before, told on the way, told to a client that reads nothing first', async () => {
  const before = waiting()
  await isProblem(await put(Buffer.alloc(5 * MB + 1)), 413, /超过 5 MB 的上限/)
  let sent = 0
  const endless = new ReadableStream({
    pull(controller) {
      sent += 65536
      controller.enqueue(Buffer.alloc(65536))
      if (sent > 200 * MB) controller.close()
    },
  })
  await isProblem(await put(endless), 413, /超过 5 MB 的上限/)
  assert.ok(sent < 60 * MB, `${sent} bytes were asked for`)
  const whole = await put(Buffer.alloc(5 * MB, 7))
  assert.equal(whole.status, 200)
  const { upload } = (await whole.json()) as { upload: string }
  assert.deepEqual(waiting().sort(), [...before, upload, `${upload}.json`].sort())
})

test('anybody may upload a little; an ended session is not anybody', async () => {
  const r = await put('公众的材料', { name: 'a.txt', cookie: '' })
  assert.equal(r.status, 200)
  const { upload } = (await r.json()) as { upload: string }
  const kept = await store.incoming.get(upload, publicOwner)
  assert.match(kept.from ?? '', /^[0-9a-f]{32}$/)
  await assert.rejects(store.incoming.get(upload, 'officer1'), /没有这个上传/)
  await isProblem(await put(Buffer.alloc(MB + 1), { cookie: '' }), 413, /超过 1 MB/)
  await isProblem(await put('x', { cookie: 'fadu.session_token=ended' }), 401, /请先登录/)
})

test('refused: empty, another content type, another site, a name that is no encoding', async () => {
  const before = waiting()
  await isProblem(await put(''), 422, /空/)
  await isProblem(await put('x', { headers: { 'content-type': 'text/html' } }), 415, /octet-stream/)
  await isProblem(
    await put('x', { headers: { 'content-type': 'multipart/form-data; boundary=x' } }),
    415,
    /octet-stream/,
  )
  await isProblem(await put('x', { headers: { origin: 'https://elsewhere.example' } }), 403, /别的网站/)
  await isProblem(await put('x', { headers: { 'sec-fetch-site': 'cross-site' } }), 403, /别的网站/)
  await isProblem(await put('x', { headers: { 'x-fadu-file-name': '%ff%zz' } }), 422, /编码/)
  await isProblem(await get('/api/files'), 405, /方法/)
  const bare = await t.app.fetch(
    new Request(`${base}/api/files`, { method: 'POST', headers: { cookie: officer.cookie } }),
  )
  await isProblem(bare, 422, /没有内容/)
  assert.deepEqual(waiting(), before)
})

test('a connection that breaks leaves nothing', async () => {
  const before = waiting()
  const { port } = server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  socket.write(
    `POST /api/files HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${officer.cookie}\r\ncontent-type: application/octet-stream\r\ncontent-length: 100000\r\n\r\n${'x'.repeat(50_000)}`,
  )
  for (let i = 0; i < 100 && !waiting().some((n) => n.endsWith('.part')); i++) await sleep(10)
  assert.ok(
    waiting().some((n) => n.endsWith('.part')),
    'the upload had begun',
  )
  socket.destroy()
  for (let i = 0; i < 200 && waiting().length > before.length; i++) await sleep(10)
  assert.deepEqual(waiting(), before)
})

test('many at once, of one content and of several', async () => {
  const before = waiting().length
  const answers = await Promise.all(
    Array.from({ length: 24 }, async (_, i) => {
      const r = await put(Buffer.alloc(300_000, i % 3), { name: `第${i}份.bin` })
      return { i, status: r.status, ...((await r.json()) as { upload: string; name: string }) }
    }),
  )
  assert.equal(new Set(answers.map((a) => a.upload)).size, 24)
  assert.equal(waiting().length, before + 48)
  for (const a of answers) {
    assert.deepEqual([a.status, a.name], [200, `第${a.i}份.bin`])
    assert.equal((await store.incoming.get(a.upload, 'officer1')).sm3, sm3Hex(Buffer.alloc(300_000, a.i % 3)))
  }
})

test('a file is given to those who may read the matter, to be saved, under its own name', async () => {
  const id = await matter()
  const text = '协议正文\n'.repeat(1000)
  const f = await attached(id, text, '调解协议书（一）.txt')
  const r = await get(f.path)
  assert.equal(r.status, 200)
  assert.equal(await r.text(), text)
  const header = (name: string) => r.headers.get(name)
  assert.equal(header('content-type'), 'text/plain')
  assert.equal(
    header('content-disposition'),
    `attachment; filename="________.txt"; filename*=UTF-8''${encodeURIComponent('调解协议书（一）.txt')}`,
  )
  assert.equal(header('x-content-type-options'), 'nosniff')
  assert.equal(header('cross-origin-resource-policy'), 'same-origin')
  assert.match(header('content-security-policy')!, /^sandbox; default-src 'none';.*frame-ancestors 'none'$/)
  assert.doesNotMatch(header('content-security-policy')!, /allow-|script/)
  assert.equal(header('content-length'), String(Buffer.byteLength(text)))
  assert.equal(header('etag'), `"${f.hash}"`)
  assert.equal(header('cache-control'), 'no-store')
  assert.equal(header('x-frame-options'), 'DENY')

  const stranger = await get(f.path, other)
  const unknown = await get(`/api/matters/${id}/files/00000000-0000-7000-8000-000000000000`, other)
  const bodies = await Promise.all([stranger, unknown].map(async (x) => ({ ...(await x.json()), requestId: '' })))
  assert.equal(stranger.status, 404)
  assert.deepEqual(bodies[0], bodies[1], 'a forbidden file and an unknown one answer alike')
  await isProblem(await get(f.path, null), 401, /登录/)
  await isProblem(await get(f.path, watch), 403, /全市/)
  // A row placed wider than its matter opens nothing.
  const wide = await attached(id, '甲局的', 'x.txt')
  await t.city.owner.query(`update kernel.file set agency_id = 'A2' where file_id = $1`, [wide.fileId])
  await isProblem(await get(wide.path, other), 404, /没有这件事项/)
  const elsewhere = await matter()
  await isProblem(await get(`/api/matters/${elsewhere}/files/${f.fileId}`), 404, /没有这份材料/)
  await isProblem(await get(`/api/matters/${id}/files/..%2f..%2fsecrets.json`), 404, /没有/)
})

test('only images and PDF are shown, and only on request; a page or a drawing is text to be saved', async () => {
  const id = await matter()
  const kinds = [
    [png, '照片.png', 'image/png', 'inline'],
    [pdf, '扫描件.pdf', 'application/pdf', 'inline'],
    ['<!doctype html><script>alert(1)</script>', '图', 'text/plain', 'attachment'],
    ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', '图.svg', 'text/plain', 'attachment'],
    [Buffer.from('MZ\x90\0', 'latin1'), '图.pdf.bin', 'application/octet-stream', 'attachment'],
  ] as const
  for (const [content, name, type, asked] of kinds) {
    const f = await attached(id, content, name)
    for (const [query, how] of [
      ['', 'attachment'],
      ['?inline=false', 'attachment'],
      ['?inline=true', asked],
    ] as const) {
      const r = await get(f.path + query)
      await r.arrayBuffer()
      assert.equal(r.headers.get('content-type'), type, name)
      assert.ok(r.headers.get('content-disposition')!.startsWith(`${how};`), `${name}${query}`)
      assert.match(r.headers.get('content-security-policy')!, /^sandbox;/)
    }
  }
  // Should a row ever name another type, it is a row of bytes.
  const f = await attached(id, '<script>alert(2)</script>', 'x.html')
  await t.city.owner.query(`update kernel.file set type = 'text/html' where file_id = $1`, [f.fileId])
  const r = await get(`${f.path}?inline=true`)
  await r.text()
  assert.equal(r.headers.get('content-type'), 'application/octet-stream')
  assert.match(r.headers.get('content-disposition')!, /^attachment;/)
})

test('parts of a file: from, to, the last, none; and the head alone', async () => {
  const id = await matter()
  const content = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 251))
  const f = await attached(id, content, 'x.bin')
  for (const [range, start, end] of [
    ['bytes=0-0', 0, 0],
    ['bytes=10-19', 10, 19],
    ['bytes=990-', 990, 999],
    ['bytes=990-5000', 990, 999],
    ['bytes=-5', 995, 999],
    ['bytes=-5000', 0, 999],
  ] as const) {
    const r = await get(f.path, officer, { range })
    assert.equal(r.status, 206, range)
    assert.equal(r.headers.get('content-range'), `bytes ${start}-${end}/1000`)
    assert.equal(r.headers.get('content-length'), String(end - start + 1))
    assert.ok(Buffer.from(await r.arrayBuffer()).equals(content.subarray(start, end + 1)), range)
    assert.match(r.headers.get('content-security-policy')!, /^sandbox;/)
  }
  for (const range of ['bytes=0-1,5-6', 'bytes=9-3', 'lines=1-2', 'bytes=-', 'bytes=x']) {
    const r = await get(f.path, officer, { range })
    assert.equal(r.status, 200, range)
    assert.equal((await r.arrayBuffer()).byteLength, 1000)
  }
  const outside = await get(f.path, officer, { range: 'bytes=1000-' })
  assert.equal(outside.headers.get('content-range'), 'bytes */1000')
  await isProblem(outside, 416, /没有这一段/)
  assert.equal((await get(f.path, officer, { range: 'bytes=0-9', 'if-range': '"other"' })).status, 200)
  assert.equal((await get(f.path, officer, { range: 'bytes=0-9', 'if-range': `"${f.hash}"` })).status, 206)
  const head = await get(f.path, officer, {}, 'HEAD')
  assert.deepEqual([head.status, head.headers.get('content-length'), await head.text()], [200, '1000', ''])
  assert.deepEqual(rangeOf('bytes=-0', 10), 'none')
  assert.deepEqual(rangeOf('bytes=0-', 10), { start: 0, end: 9 })
})

const openHandles = () =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(dir)
    } catch {
      return false
    }
  }).length

test('whoever goes away in the middle leaves no file open', {
  skip: process.platform !== 'linux' && '只在 Linux 上能数',
}, async () => {
  const id = await matter()
  const f = await attached(id, Buffer.alloc(5 * MB, 1), 'x.bin')
  for (let i = 0; i < 8; i++)
    await new Promise<void>((resolve, reject) => {
      const r = httpRequest(base + f.path, { headers: { cookie: officer.cookie } }, (response) => {
        response.once('data', () => {
          r.destroy()
          resolve()
        })
      })
      r.on('error', (e) => (/hang up|aborted/.test(e.message) ? undefined : reject(e)))
      r.end()
    })
  for (let i = 0; i < 10; i++) await get(f.path, officer, {}, 'HEAD')
  for (let i = 0; i < 100 && openHandles() > 0; i++) await sleep(20)
  assert.equal(openHandles(), 0)
})

test('twice in one matter is one file on the disk and two in the matter', async () => {
  const id = await matter()
  const [a, b] = [await attached(id, '同一份材料', '甲.txt'), await attached(id, '同一份材料', '乙.txt')]
  assert.deepEqual(readdirSync(join(dir, id.slice(-2), id)), [a.stored])
  assert.notEqual(a.hash, b.hash)
  for (const [f, name] of [
    [a, '甲.txt'],
    [b, '乙.txt'],
  ] as const) {
    const r = await get(f.path)
    assert.equal(await r.text(), '同一份材料')
    assert.match(r.headers.get('content-disposition')!, new RegExp(`${encodeURIComponent(name)}$`))
  }
})

test('erased by law: the content goes, the hash in the act stays, and that is said', async () => {
  const id = await matter()
  const [a, b] = [await attached(id, '应当删除', '甲.txt'), await attached(id, '应当删除', '乙.txt')]
  const named = namedBy(t.city.owner)
  const erase = async (fileId: string) => {
    await t.city.owner.query(
      `with f as (update kernel.file set stored = null, name = null, salt = null where file_id = $1 returning matter_id, n)
       update kernel.act_private p set erased_by = p.matter_id from f where p.matter_id = f.matter_id and p.n = f.n`,
      [fileId],
    )
    return store.erase([{ matterId: id, stored: a.stored }], named)
  }
  assert.equal(await erase(a.fileId), 0)
  await isProblem(await get(a.path), 410, /依法删除.*哈希/)
  assert.equal((await get(b.path)).status, 200, 'the other attachment of the same content stays')
  assert.equal(await erase(b.fileId), 0)
  assert.deepEqual(readdirSync(join(dir, id.slice(-2))).includes(id), false)
  const { rows } = await t.city.owner.query('select hash from kernel.file where matter_id = $1', [id])
  assert.deepEqual(rows.map((r) => r.hash).sort(), [a.hash, b.hash].sort())
})

test('a file that is gone from the disk is said to the reader and to the operator; verify names it', async () => {
  const accidents = t.accidents.length
  const id = await matter()
  const f = await attached(id, '会丢的', 'x.txt')
  rmSync(join(dir, id.slice(-2), id, f.stored))
  await isProblem(await get(f.path), 500, /找不到.*管理员/)
  assert.equal(t.accidents.length, accidents + 1)
  const { findings, checked, erased } = await verifyFiles(fileRows(t.city.owner), store)
  assert.deepEqual(
    findings.map((x) => [x.fileId, x.fault]),
    [[f.fileId, 'missing']],
  )
  assert.ok(checked > 10 && erased === 2)
  await t.city.owner.query('delete from kernel.file where file_id = $1', [f.fileId])
})

test('the sweep keeps what rows name and takes the rest', async () => {
  const id = await matter()
  const kept = await attached(id, '留下', 'x.txt')
  const { upload } = (await (await put('没有登记', { name: 'y.txt' })).json()) as { upload: string }
  const entropy = seededEntropy('files')
  const lost = await store.place(upload, { owner: 'officer1', matterId: id, entropy, at: clock.now() })
  store.settle(id, [lost])
  clock.set(addMinutes(clock.now(), 25 * 60))
  const swept = await store.sweep(namedBy(t.city.owner))
  assert.deepEqual([swept.orphans, swept.failed], [1, 0])
  assert.deepEqual(waiting(), [])
  assert.deepEqual(readdirSync(join(dir, id.slice(-2), id)), [kept.stored])
  assert.deepEqual((await verifyFiles(fileRows(t.city.owner), store)).findings, [])
})

test('in a browser: a picture is shown without an origin, a page that pretends is saved and does nothing', async (tc) => {
  if (!findChromium()) return withBrowser(tc, async () => {})
  const id = await matter()
  const picture = await attached(id, png, '照片.png')
  const page = await attached(id, '<!doctype html><script>document.title="ran"</script>', '网页.html')
  await withBrowser(tc, async ({ open }) => {
    const tab = await open()
    const [name, value] = officer.cookie.split('=') as [string, string]
    await tab.context().addCookies([{ name, value, url: base }])
    await tab.goto(`${base}${picture.path}?inline=true`)
    assert.equal(await tab.evaluate(() => document.images[0]?.naturalWidth), 1)
    assert.equal(await tab.evaluate(() => globalThis.origin), 'null', 'no origin, so no cookie and no storage')
    const download = tab.waitForEvent('download')
    await tab.goto(`${base}${page.path}?inline=true`).catch(() => {})
    assert.equal((await download).suggestedFilename(), '网页.html')
    assert.notEqual(await tab.title(), 'ran')
  })
})
