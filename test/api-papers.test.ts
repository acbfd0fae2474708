/** Papers over HTTP: opened as PDF and docx, served with the bytes kept, asked for by whoever holds one; files with a step. */
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { PDFDocument, PDFName } from '@cantoo/pdf-lib'
import { recordDomain, systemClock } from '#kernel'
import { stopTypesetter } from '../src/documents/pdf.ts'
import { defaultFileLimits } from '../src/files/limits.ts'
import { fileRows, namedBy } from '../src/files/rows.ts'
import { type FileStore, openFileStore } from '../src/files/store.ts'
import { verifyFiles } from '../src/files/verify.ts'
import { type Client, clientOf, filing, freshKey, openTestApp, password, type TestApp } from './api-support.ts'
import { sample } from './sample/domain.ts'
import { temporaryFolder, testHmacKey } from './support.ts'

const dir = temporaryFolder('papers')
let t: TestApp
let store: FileStore
let officer: Client
let clerk: Client
let other: Client

before(async () => {
  store = await openFileStore({ dir, hmacKey: testHmacKey, clock: systemClock, limits: defaultFileLimits })
  t = await openTestApp((city) => ({ files: store, filesNamed: namedBy(city.owner) }), [sample, recordDomain])
  for (const officerId of ['privacy1', 'privacy2']) {
    await t.city.post(officerId, 'privacy_officer', { kind: 'agency', value: 'A1' }, 'A1')
    await t.app.createAccount({ username: officerId, password, officerId, name: officerId })
  }
  officer = await t.signedIn('officer')
  clerk = await t.signedIn('clerk')
  other = await t.signedIn('other')
})
after(async () => {
  stopTypesetter()
  await t.close()
  rmSync(dir, { recursive: true, force: true })
})

const step = (c: Client, id: string, action: string, body: object) =>
  c.post(`/api/matters/${id}/actions/${action}`, body)
async function noticed(): Promise<{ id: string; documentId: string; number: string }> {
  const opened = await clerk.post('/api/matters', filing())
  const id = opened.body.acts[0].matterId
  for (const [action, input] of [
    ['accept', {}],
    ['decide', { result: 'yes' }],
    ['notify', { name: '陈示例', result: 'yes' }],
  ] as const) {
    const r = await step(officer, id, action, { input })
    assert.equal(r.status, 200, r.text)
  }
  const { body } = await officer.get(`/api/matters/${id}/documents`)
  return { id, documentId: body.items[0].documentId, number: body.items[0].number }
}
const bytesOf = async (c: Client, path: string) => {
  const r = await t.app.fetch(new Request(`http://fadu.test${path}`, { headers: { cookie: c.cookie } }))
  return { status: r.status, headers: r.headers, bytes: Buffer.from(await r.arrayBuffer()) }
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

test('a paper is opened as PDF and as docx, the same bytes each time, and not by another agency', async () => {
  const { id, documentId, number } = await noticed()
  const path = `/api/matters/${id}/documents/${documentId}`
  const pdf = await bytesOf(officer, path)
  assert.equal(pdf.status, 200)
  assert.equal(pdf.headers.get('content-type'), 'application/pdf')
  assert.equal(pdf.bytes.subarray(0, 5).toString(), '%PDF-')
  assert.ok(pdf.headers.get('content-disposition')!.includes(encodeURIComponent(number)))
  assert.deepEqual((await bytesOf(officer, path)).bytes, pdf.bytes)
  const docx = await bytesOf(officer, `${path}?format=docx`)
  assert.equal(docx.bytes.subarray(0, 2).toString(), 'PK')
  assert.equal((await other.get(path)).status, 404)
  const print = await bytesOf(officer, `/api/matters/${id}/acts/1/print`)
  assert.equal(print.bytes.subarray(0, 5).toString(), '%PDF-')
})

test('what was served is kept with the act, byte for byte', async () => {
  const { id, documentId } = await noticed()
  const pdf = await bytesOf(officer, `/api/matters/${id}/documents/${documentId}`)
  const copy = await officer.post(`/api/matters/${id}/documents/${documentId}/service-copy`, {})
  assert.equal(copy.status, 200, copy.text)
  const input = { document: documentId, recipient: 'p:1', on: '2024-03-01' }
  const refused = await step(officer, id, 'serve', { input })
  assert.equal(refused.status, 422)
  const body = { input, files: [{ upload: copy.body.upload, label: '送达件' }] }
  const key = freshKey()
  const send = () => officer.post(`/api/matters/${id}/actions/serve`, body, { 'idempotency-key': key })
  const served = await send()
  assert.equal(served.status, 200, served.text)
  assert.deepEqual((await send()).body, served.body, 'sent again it acts once')
  const [listed] = (await officer.get(`/api/matters/${id}/documents`)).body.items
  assert.equal(listed.services.length, 1)
  const kept = await bytesOf(officer, `/api/matters/${id}/files/${listed.services[0].fileId}`)
  assert.deepEqual(kept.bytes, pdf.bytes)
})

test('files come with a step, also with an opening one; another’s upload does not', async () => {
  const mine = await upload(clerk, Buffer.from('%PDF-1.4 申请材料'), '申请.pdf')
  const key = freshKey()
  const body = { ...filing(), files: [{ upload: mine, label: '申请书' }] }
  const opened = await clerk.post('/api/matters', body, { 'idempotency-key': key })
  assert.equal(opened.status, 200, opened.text)
  assert.deepEqual((await clerk.post('/api/matters', body, { 'idempotency-key': key })).body, opened.body)
  const id = opened.body.acts[0].matterId
  const { rows } = await t.city.owner.query('select name, label from kernel.file where matter_id = $1', [id])
  assert.deepEqual(rows, [{ name: '申请.pdf', label: '申请书' }])
  const theirs = await upload(other, Buffer.from('其他'), '其他.txt')
  const r = await clerk.post('/api/matters', { ...filing(), files: [{ upload: theirs, label: '材料' }] })
  assert.equal(r.status, 422)
  const found = await verifyFiles(fileRows(t.city.owner), store)
  assert.deepEqual(found.findings, [])
})

test('whoever holds a paper can ask whether it is ours, and whether it was voided; nothing else is told', async () => {
  const { id, documentId, number } = await noticed()
  const { rows } = await t.city.owner.query('select code, hash from kernel.document where document_id = $1', [
    documentId,
  ])
  const nobody = clientOf(t.app)
  const r = await nobody.get(`/api/public/papers/${rows[0].code}`)
  assert.equal(r.status, 200, r.text)
  assert.deepEqual(
    [r.body.number, r.body.issuedBy, r.body.isVoid, r.body.fingerprint],
    [number, '示例甲局', false, rows[0].hash.slice(0, 16)],
  )
  assert.ok(!r.text.includes('陈示例'))
  const dashed = rows[0].code.replace(/(.{4})(?=.)/g, '$1-').toLowerCase()
  assert.equal((await nobody.get(`/api/public/papers/${dashed}`)).status, 200)
  assert.equal((await nobody.get('/api/public/papers/2222222222222222')).status, 404)
  await step(officer, id, 'voidPaper', { input: { document: documentId } })
  const again = await officer.send('POST', `/api/matters/${id}/documents/${documentId}/service-copy`, {
    body: '{}',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
  })
  assert.deepEqual([again.status, again.body.type], [409, 'urn:fadu:rule:papers.void'])
  const pdf = await t.app.fetch(
    new Request(`http://fadu.test/api/matters/${id}/documents/${documentId}`, { headers: { cookie: officer.cookie } }),
  )
  const pages = (await PDFDocument.load(await pdf.arrayBuffer())).getPages()
  const stamps = pages.map((p) => String(p.node.Resources()?.lookup(PDFName.of('XObject')) ?? ''))
  assert.ok(stamps.length > 0 && stamps.every((s) => s.includes('FaduStamp')), 'each page says that it is void')
  const page = await nobody.get(`/check/${rows[0].code}`)
  assert.equal(page.status, 200)
  assert.match(page.text, /已经作废/)
  assert.match(page.text, /\d{4}年\d{1,2}月\d{1,2}日/)
  const nonce = /<style nonce="([^"]+)">/.exec(page.text)?.[1]
  assert.ok(nonce && page.headers.get('content-security-policy')?.includes(`'nonce-${nonce}'`), 'its style is let in')
  assert.ok(!page.text.includes('<script'))
  assert.equal((await nobody.get('/check/%3Cscript%3E')).status, 404)
})

test('an erasure by two persons takes the content from the disk with the commit', async () => {
  const { id, documentId } = await noticed()
  const copy = await officer.post(`/api/matters/${id}/documents/${documentId}/service-copy`, {})
  const input = { document: documentId, recipient: 'p:1', on: '2024-03-01' }
  const served = await step(officer, id, 'serve', { input, files: [{ upload: copy.body.upload, label: '送达件' }] })
  const n = served.body.acts[0].n
  const [row] = (await t.city.owner.query('select file_id, stored from kernel.file where matter_id = $1', [id])).rows
  const place = { matterId: id, stored: row.stored as string }
  assert.ok(await store.digest(place))
  const values = [{ matter: id, n, pointer: '/files/0/private' }]
  const [one, two] = [await t.signedIn('privacy1'), await t.signedIn('privacy2')]
  const proposed = await one.post('/api/matters', {
    procedure: 'record.erasure',
    action: 'propose',
    input: { agencyId: 'A1', ground: 'PURPOSE_ENDED', isRetentionOver: true, values },
  })
  assert.equal(proposed.status, 200, proposed.text)
  assert.ok(await store.digest(place), 'a proposal takes nothing')
  const erased = await step(two, proposed.body.acts[0].matterId, 'erase', { input: { erased: values } })
  assert.equal(erased.status, 200, erased.text)
  assert.equal(await store.digest(place), undefined)
  assert.equal((await officer.get(`/api/matters/${id}/files/${row.file_id}`)).status, 410)
  assert.deepEqual((await verifyFiles(fileRows(t.city.owner), store)).findings, [])
})
