/** The pages are built once, again when a source changes, and carry nothing that the security policy would refuse. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { openapiTypes } from '../db/openapi-client.ts'
import { noncePlaceholder } from '../src/server/static.ts'
import { ensureWeb, webSourceHash } from '../src/server/web-build.ts'

const folder = mkdtempSync(join(tmpdir(), 'fadu-web-build-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const project = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

test('the pages are built at the first start, kept at the second, and built anew where the stamp is of other sources', async () => {
  const lines: string[] = []
  const dir = await ensureWeb(join(folder, 'web'), { log: (line) => lines.push(line) })
  const stamp = readFileSync(join(dir, '.stamp'), 'utf8')
  assert.equal(stamp, webSourceHash())
  assert.equal(lines.length, 1)
  const built = statSync(join(dir, 'index.html')).mtimeMs
  await ensureWeb(dir, { log: (line) => lines.push(line) })
  assert.equal(statSync(join(dir, 'index.html')).mtimeMs, built)
  assert.equal(lines.length, 1)

  writeFileSync(join(dir, '.stamp'), 'of other sources')
  writeFileSync(join(dir, 'left-over.js'), '')
  await ensureWeb(dir)
  assert.equal(readFileSync(join(dir, '.stamp'), 'utf8'), stamp)
  assert.ok(!readdirSync(dir).includes('left-over.js'))
  // Nothing half-built stays beside it.
  assert.deepEqual(readdirSync(folder), ['web'])

  const page = readFileSync(join(dir, 'index.html'), 'utf8')
  assert.ok(page.includes(noncePlaceholder))
  assert.ok(!/<script(?![^>]*\ssrc=)/.test(page), 'no inline script')
  assert.ok(!/<style/.test(page) && !/\sstyle=/.test(page), 'no inline style')
  for (const link of page.matchAll(/(?:src|href)="([^"]+)"/g)) assert.match(link[1]!, /^\/assets\//)
})

test("the web's types are those of the interface document", async () => {
  const types = await openapiTypes(readFileSync(project('docs/openapi.json'), 'utf8'))
  assert.ok(readFileSync(project('web/src/api.gen.ts'), 'utf8') === types, 'run ./fadu-node db/openapi-client.ts')
})

test('the web imports npm packages and its own files only', () => {
  const files = readdirSync(project('web/src'), { recursive: true, withFileTypes: true }).filter((f) =>
    /\.tsx?$/.test(f.name),
  )
  assert.ok(files.length > 10)
  for (const file of files) {
    const path = join(file.parentPath, file.name)
    for (const [, from] of readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)) {
      assert.ok(!from!.startsWith('#') && !from!.startsWith('node:'), `${path} imports ${from}`)
      if (from!.startsWith('.'))
        assert.ok(join(file.parentPath, from!).startsWith(project('web/src')), `${path} imports ${from}`)
    }
  }
})

/** Bytes of script, gzipped, that a page has before it shows: what its entry asks for, and what those ask for. */
function scriptOf(dir: string, html: string, ...pages: string[]): number {
  const seen = new Set<string>()
  const take = (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    for (const m of readFileSync(join(dir, 'assets', file), 'utf8').matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
      take(m[1]!)
  }
  for (const m of readFileSync(join(dir, html), 'utf8').matchAll(/"\/assets\/([^"]+\.js)"/g)) take(m[1]!)
  for (const page of pages) take(readdirSync(join(dir, 'assets')).find((f) => f.startsWith(`${page}-`))!)
  return [...seen].reduce((sum, file) => sum + gzipSync(readFileSync(join(dir, 'assets', file))).length, 0)
}

test('a phone on a slow line gets the portal with 300 KB of script, an officer the workbench with 450', async () => {
  const dir = await ensureWeb(join(folder, 'web'))
  const sizes = {
    portal: scriptOf(dir, 'index.html', 'home'),
    door: scriptOf(dir, 'desk.html'),
    desk: scriptOf(dir, 'desk.html', 'work'),
  }
  assert.ok(sizes.portal > 100_000, `the portal's script was found: ${sizes.portal}`)
  assert.ok(sizes.portal <= 300 * 1024, `portal: ${sizes.portal} bytes`)
  assert.ok(sizes.door <= 300 * 1024, `sign-in: ${sizes.door} bytes`)
  assert.ok(sizes.desk <= 450 * 1024, `workbench: ${sizes.desk} bytes`)
})
