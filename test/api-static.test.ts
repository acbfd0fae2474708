import assert from 'node:assert/strict'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { type Client, clientOf, openTestApp, type TestApp } from './api-support.ts'
import { temporaryFolder } from './support.ts'

let t: TestApp
let c: Client
const dir = temporaryFolder('web')
const script = `console.log('页面')\n`.repeat(200)

before(async () => {
  const web = join(dir, 'web')
  mkdirSync(join(web, 'assets'), { recursive: true })
  writeFileSync(
    join(web, 'index.html'),
    '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><title>法度</title>',
  )
  writeFileSync(join(web, 'assets', 'app-1a2b.js'), script)
  writeFileSync(join(dir, 'secrets.json'), '{"secret":true}')
  symlinkSync(join(dir, 'secrets.json'), join(web, 'leak.json'))
  t = await openTestApp({ webDir: web })
  c = clientOf(t.app)
})
after(async () => {
  await t.close()
  rmSync(dir, { recursive: true })
})

test('the app answers for its own addresses, with a nonce of this answer alone', async () => {
  const nonces = new Set<string>()
  for (const path of ['/', '/matters/1', '/report/2020']) {
    const r = await c.get(path)
    assert.equal(r.status, 200, path)
    assert.match(r.text, /<title>法度/)
    const nonce = /nonce="([^"]+)"/.exec(r.text)![1]!
    const policy = r.headers.get('content-security-policy')!
    assert.ok(policy.includes(`'nonce-${nonce}'`) && !policy.includes('unsafe'))
    assert.equal(r.headers.get('cache-control'), 'no-cache')
    nonces.add(nonce)
  }
  assert.equal(nonces.size, 3)
})

test('built files are kept for long and sent small', async () => {
  const r = await c.get('/assets/app-1a2b.js')
  assert.equal(r.text, script)
  assert.match(r.headers.get('content-type')!, /javascript/)
  assert.match(r.headers.get('cache-control')!, /immutable/)
  const zipped = await t.app.fetch(
    new Request('http://fadu.test/assets/app-1a2b.js', { headers: { 'accept-encoding': 'gzip' } }),
  )
  assert.equal(zipped.headers.get('content-encoding'), 'gzip')
  assert.equal(gunzipSync(Buffer.from(await zipped.arrayBuffer())).toString(), script)
  assert.equal((await c.get('/assets/app-1a2b.js', { 'if-none-match': r.headers.get('etag')! })).status, 304)
})

test('an address of a page may hold a dot: it is no file', async () => {
  const r = await c.get('/register/sample.unit')
  assert.equal(r.status, 200)
  assert.match(r.headers.get('content-type') ?? '', /text\/html/)
})

test('nothing outside the folder is served, and a missing file is missing', async () => {
  for (const path of [
    '/leak.json',
    '/..%2fsecrets.json',
    '/%2e%2e/secrets.json',
    '/assets/../../secrets.json',
    '/assets/gone.js',
    '//etc/passwd.txt',
  ]) {
    const r = await c.get(path)
    assert.equal(r.status, 404, path)
    assert.ok(!r.text.includes('secret"'), path)
  }
  assert.equal((await c.get('/api/nothing')).status, 404)
  assert.equal((await c.get('/api')).status, 404)
  assert.equal((await c.post('/', {})).status, 404)
})
