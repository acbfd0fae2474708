/** docs/adding-a-domain.md is followed to the letter: its blocks become a domain in a copy of the house, which is then checked and played. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { temporaryFolder, testServer } from './support.ts'

const house = fileURLToPath(new URL('..', import.meta.url))
const page = readFileSync(join(house, 'docs/adding-a-domain.md'), 'utf8')
const registered = 'src/domains/index.ts'

/** The files that the page writes: blocks headed by a path, those of one path joined in order. */
function filesOf(text: string): Map<string, string> {
  const files = new Map<string, string>()
  for (const [, path, body] of text.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm))
    files.set(path!, files.has(path!) ? `${files.get(path!)}\n${body}` : body!)
  return files
}
const files = filesOf(page)
const copy = temporaryFolder('adding')
after(() => rmSync(copy, { recursive: true, force: true }))

/** Writes the page's files, some of them changed, and registers the domain as step 8 says. */
function build(changed: Record<string, (text: string) => string> = {}): void {
  rmSync(join(copy, 'src/domains/adviser'), { recursive: true, force: true })
  for (const [path, text] of files) {
    if (path === registered) continue
    const written = changed[path]?.(text) ?? text
    assert.ok(!changed[path] || written !== text, `nothing was changed in ${path}`)
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    writeFileSync(join(copy, path), written)
  }
  const line = files.get(registered)!
  // Whoever follows the page in this house and keeps what it builds has the line already.
  const before = readFileSync(join(house, registered), 'utf8')
    .replace(/^import .*adviser.*\n/gm, '')
    .replace(/,\s*adviser\b|\badviser,\s*/, '')
  const after = before
    .replace(/^(import type .*\n)/m, `$1${line}`)
    .replace(/(= \[[\s\S]*?),?(\s*\]\s*)$/, (_, list, end) => `${list}, adviser${end}`)
  assert.equal(after.split('adviser').length, before.split('adviser').length + 3, 'one import and one name')
  writeFileSync(join(copy, registered), after)
}

const node = (...args: string[]): Promise<{ code: number | null; said: string }> =>
  testServer().then(
    (url) =>
      new Promise((resolve, reject) => {
        const { NODE_TEST_CONTEXT: _own, FADU_LEDGER: _ledger, ...env } = process.env
        const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
          cwd: copy,
          env: { ...env, FADU_TEST_URL: url },
        })
        let said = ''
        for (const out of [child.stdout, child.stderr]) out.on('data', (d) => (said += d))
        child.on('error', reject)
        child.on('close', (code) => resolve({ code, said }))
      }),
  )
const everyDomain = (pattern: string) =>
  node('--test', '--test-reporter=tap', `--test-name-pattern=${pattern}`, 'test/every-domain.test.ts')

before(() => {
  for (const part of ['src', 'test', 'db', 'data', 'package.json', 'tsconfig.json', 'biome.json'])
    cpSync(join(house, part), join(copy, part), { recursive: true })
  symlinkSync(join(house, 'node_modules'), join(copy, 'node_modules'))
  build()
})

test('the page has a Chinese summary, and writes one folder and one line', () => {
  assert.match(page.split('\n## ')[0]!, /摘要[\s\S]*[\u4e00-\u9fff]{10}/)
  const elsewhere = [...files.keys()].filter((f) => !f.startsWith('src/domains/adviser/'))
  assert.deepEqual(elsewhere, [registered])
  assert.equal(files.get(registered)!.trim().split('\n').length, 1)
  // Every block of code is a file of the domain; what is only shown would not be tested.
  const shown = [...page.matchAll(/^```(\w+)\s*$/gm)].map((m) => m[1])
  assert.deepEqual(shown.filter(Boolean), ['sh'])
})

test('types and house rules accept what the page writes', async () => {
  const config = { extends: './tsconfig.json', include: ['src/domains/adviser'] }
  writeFileSync(join(copy, 'tsconfig.adviser.json'), JSON.stringify(config))
  const types = await node('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.adviser.json')
  assert.deepEqual([types.code, types.said], [0, ''])
  const format = await node('node_modules/@biomejs/biome/bin/biome', 'check', 'src/domains/adviser')
  assert.equal(format.code, 0, format.said)
  const pattern = '--test-name-pattern=arrows: domains|time and chance|is text with parameters'
  const tidy = await node('--test', '--test-reporter=tap', pattern, 'test/tidy.test.ts')
  assert.match(tidy.said, /^# tests 3$/m, tidy.said)
  assert.doesNotMatch(tidy.said, /src\/domains\/adviser/)
})

test('the generic tests of every domain hold for it: declarations, citations, the migrated database, its worked cases', async () => {
  const { code, said } = await everyDomain('^adviser|^versions|^every (citation|supervision)|^declared')
  assert.equal(code, 0, said)
  const passed = [...said.matchAll(/^\s*ok \d+ - (.*)$/gm)].map((m) => m[1]!)
  for (const wanted of [
    /^adviser\.visit .*: every state is reached/,
    /^adviser\.visit .*: limits can be met/,
    /^adviser\.visit .*: personal fields exist/,
    /^adviser 甬乡23: /,
    /^adviser 律师法39: /,
    /^every citation exists/,
    /^declared tables and views/,
  ])
    assert.ok(
      passed.some((p) => wanted.test(p)),
      `${wanted} did not run:\n${said}`,
    )
})

test('the interface description names the basis of its actions', async () => {
  mkdirSync(join(copy, 'docs'), { recursive: true })
  const { code, said } = await node('src/server/openapi-write.ts')
  assert.equal(code, 0, said)
  const document = JSON.parse(readFileSync(join(copy, 'docs/openapi.json'), 'utf8'))
  const found = JSON.stringify(document.paths)
  assert.match(found, /"adviser\.visit@RURAL_NB_2021\/answer":\["《宁波市法治乡村建设促进条例》第二十三条第一款"/)
})

test('what a newcomer gets wrong is said as the page has it', async () => {
  const visit = 'src/domains/adviser/visit.ts'
  const remove = (line: RegExp) => (text: string) => text.replace(line, '')
  const replace = (from: string, to: string) => (text: string) => text.replace(from, to)
  const mistakes: [Record<string, (text: string) => string>, RegExp][] = [
    [
      { [visit]: replace("in: ['RECEIVED']", "in: ['RECIEVED']") },
      /src\/domains\/adviser is not declared right[\s\S]*actions\.answer\.in: no state 'RECIEVED'; there are RECEIVED/,
    ],
    [
      { [visit]: remove(/^.*path: 'question'.*\n/m) },
      /reads personal\('\/question'\), but 'personal' declares no 'question'/,
    ],
    [{ [visit]: remove(/^.*path: 'otherIdNumber'.*\n/m) }, /330203198003020027 stands in the act in clear/],
    [{ [visit]: replace('answered_on: f', 'answerd_on: f') }, /adviser\.visit has no column answerd_on/],
    [{ [visit]: remove(/^ {2}readers:.*\n/m) }, /seen_by names p:\S+, who is not among the matter's readers/],
    [
      { 'src/domains/adviser/cases.ts': replace("due: { answer: '2023-05-10' }", "due: { answer: '2023-05-11' }") },
      /甬乡23, step 1, 2023-05-04 receive/,
    ],
  ]
  for (const [changed, says] of mistakes) {
    build(changed)
    const { code, said } = await everyDomain('^adviser 甬乡23')
    assert.notEqual(code, 0, `not noticed: ${says}`)
    assert.match(said, says)
  }
})
