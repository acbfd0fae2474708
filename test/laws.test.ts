/** Statutes imported, read, searched, and what rests on their articles. The texts are invented; the real ones are tried where they are. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { PlainError } from '#kernel'
import { importLaws, readTexts } from '../src/laws/import.ts'
import { lawsOffer } from '../src/laws/nearby.ts'
import { excerptOf } from '../src/laws/read.ts'
import { clientOf, openTestApp, type TestApp } from './api-support.ts'
import { temporaryFolder } from './support.ts'

let t: TestApp
let reader: ReturnType<typeof clientOf>
let dir: string

/** An invented text under the file name of a registered statute, so that citations of the real one meet it. */
const invented = `# 示例市邻里调停条例

2010年8月28日 示例市 通过

## 第一章 总则

第一条 为了示范，制定本条例。

## 第二章 调停

### 第一节 开始

第二条 邻里可以请求调停。

调停人遇有下列情形之一的，应当终止
调停，并告知双方：

（一）双方不愿继续；

（二）依法不能调停。

第二条之一 终止调停后，双方可以依法另行处理。

附 则

第三条 本条例自2011年1月1日起施行。
`

before(async () => {
  t = await openTestApp()
  reader = clientOf(t.app)
  dir = temporaryFolder('laws')
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, '人民调解法(2010-08-28).md'), invented)
  writeFileSync(join(dir, '示例县集市规则(2001-02-03).md'), '# 示例县集市规则\n\n第一条 集市逢五开市。\n')
  writeFileSync(join(dir, '没有条文的通知(2020-01-01).md'), '# 通知\n\n请各单位知悉。\n')
  writeFileSync(join(dir, 'README.md'), '第一条 not a statute')
})
after(() => t.close())

test('an import says how far it has come: every file read, every article written', async () => {
  const city = await openTestApp()
  try {
    const said: [string, number, number][] = []
    const done = await importLaws(city.city.owner, dir, (...at) => said.push(at))
    const of = (phase: string) => said.filter(([p]) => p === phase)
    for (const [phase, total] of [
      ['read', 3],
      ['write', done.articles],
    ] as const) {
      const steps = of(phase)
      assert.ok(steps.every(([, value, t], i) => t === total && value >= (steps[i - 1]?.[1] ?? 0)))
      assert.equal(steps.at(-1)![1], total)
    }
    assert.ok(said.findLastIndex(([p]) => p === 'read') < said.findIndex(([p]) => p === 'write'))
  } finally {
    await city.close()
  }
})

test('without an import a statute shows title and article numbers and no sentence', async () => {
  const { body } = await reader.get('/api/laws')
  const pml = body.items.find((l: any) => l.id === 'PML_2010')
  assert.equal(pml.shortTitle, '人民调解法')
  assert.equal(pml.versions[0].hasText, false)
  const one = (await reader.get('/api/laws/PML_2010/2010-08-28')).body
  assert.equal(one.hasText, false)
  assert.equal(one.articles.length, 35)
  assert.deepEqual(
    one.articles.slice(0, 2).map((a: any) => [a.article, a.label, a.paragraphs]),
    [
      ['1', '第一条', null],
      ['2', '第二条', null],
    ],
  )
  const search = (await reader.get(`/api/laws/search?q=${encodeURIComponent('终止调停')}`)).body
  assert.deepEqual([search.texts, search.total], [0, 0])
  assert.equal((await reader.get('/api/laws/PML_2010/1999-01-01')).status, 404)
  assert.equal((await reader.get('/api/laws/search?q=')).status, 422)
})

test('an imported text is read in paragraphs under its headings, and found across a broken line', async () => {
  assert.match((await lawsOffer(t.city.owner, dir)) ?? '', /\.\/fadu laws import /)
  const done = await importLaws(t.city.owner, dir)
  assert.equal(await lawsOffer(t.city.owner, dir), undefined)
  assert.deepEqual(done, { texts: 2, articles: 5, registered: 1, empty: ['没有条文的通知(2020-01-01).md'] })
  const one = (await reader.get('/api/laws/PML_2010/2010-08-28')).body
  assert.equal(one.hasText, true)
  assert.equal(one.inForce, true)
  assert.deepEqual(
    one.articles.map((a: any) => [a.label, a.part, a.paragraphs.length]),
    [
      ['第一条', '第一章 总则', 1],
      ['第二条', '第二章 调停 第一节 开始', 2],
      ['第二条之一', '第二章 调停 第一节 开始', 1],
      ['第三条', '附 则', 1],
    ],
  )
  const found = (await reader.get(`/api/laws/search?q=${encodeURIComponent('终止调停')}`)).body
  assert.deepEqual(
    found.items.map((h: any) => [h.id, h.label]),
    [
      ['PML_2010', '第二条'],
      ['PML_2010', '第二条之一'],
    ],
  )
  assert.match(found.items[0].excerpt, /应当终止调停，并告知双方/)
  const two = (await reader.get(`/api/laws/search?q=${encodeURIComponent('调停人 不愿')}`)).body
  assert.deepEqual(
    two.items.map((h: any) => h.label),
    ['第二条'],
  )
  assert.equal((await reader.get(`/api/laws/search?q=${encodeURIComponent('%')}`)).body.total, 0, 'no wildcard')
})

test('a text that the register does not name stands under its own title', async () => {
  const { body } = await reader.get('/api/laws')
  const other = body.items.find((l: any) => l.id === '示例县集市规则')
  assert.deepEqual(
    other.versions.map((v: any) => [v.version, v.from, v.inForce, v.standing, v.hasText]),
    [['2001-02-03', null, null, 'unregistered', true]],
  )
  const one = (await reader.get(`/api/laws/${encodeURIComponent('示例县集市规则')}/2001-02-03`)).body
  assert.equal(one.articles[0].paragraphs[0], '集市逢五开市。')
})

test('importing again replaces a text and leaves the others', async () => {
  writeFileSync(
    join(dir, '示例县集市规则(2001-02-03).md'),
    '# 示例县集市规则\n\n第一条 集市逢十开市。\n\n第二条 逢五休市。\n',
  )
  await importLaws(t.city.owner, dir)
  const one = (await reader.get(`/api/laws/${encodeURIComponent('示例县集市规则')}/2001-02-03`)).body
  assert.deepEqual(
    one.articles.map((a: any) => a.paragraphs[0]),
    ['集市逢十开市。', '逢五休市。'],
  )
  const { rows } = await t.city.owner.query('select count(*)::int as n from kernel.law_text')
  assert.equal(rows[0].n, 2)
})

test('a folder that is not there, or holds no statute, is refused in words and changes nothing', async () => {
  await assert.rejects(importLaws(t.city.owner, join(dir, 'nowhere')), PlainError)
  const empty = temporaryFolder('no-laws')
  mkdirSync(empty, { recursive: true })
  await assert.rejects(importLaws(t.city.owner, empty), /没有可以读出条文的法规原文/)
  const { rows } = await t.city.owner.query('select count(*)::int as n from kernel.law_article')
  assert.equal(rows[0].n, 6)
})

test('an excerpt shows each word with what stands around it', () => {
  const body = `${'甲'.repeat(100)}终止${'乙'.repeat(200)}告知${'丙'.repeat(10)}`
  assert.equal(
    excerptOf(body, ['告知', '终止']),
    `……${'甲'.repeat(40)}终止${'乙'.repeat(40)}……${'乙'.repeat(40)}告知${'丙'.repeat(10)}`,
  )
  assert.equal(excerptOf('终止调停', ['终止', '调停']), '终止调停')
})

const nearby = fileURLToPath(new URL('../../shared/laws', import.meta.url))
test('the real texts, where they are: read whole, and what rests on an article stands beside it', {
  skip: existsSync(nearby) ? false : 'no statute texts beside the project',
}, () => {
  const { texts, empty } = readTexts(nearby)
  assert.ok(texts.length > 100)
  assert.deepEqual(empty, [])
  const pml = texts.find((x) => x.statute === 'PML_2010')!
  assert.equal(pml.articles.length, 35)
  assert.match(
    pml.articles
      .find((a) => a.no === 26)!
      .paragraphs.map((x) => x.text)
      .join(''),
    /终止调解/,
  )
})

test('the command imports into the city of FADU_HOME and says what it took', { timeout: 120_000 }, () => {
  const home = temporaryFolder('laws-home')
  const out = execFileSync(fileURLToPath(new URL('../fadu', import.meta.url)), ['laws', 'import', dir, '--json'], {
    env: { ...process.env, FADU_HOME: home },
    encoding: 'utf8',
  })
  assert.deepEqual(JSON.parse(out).texts, 2)
})
