import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { type LocalDate, localDate } from '#kernel/clock'
import { type Basis, Refusal } from '#kernel/errors'
import {
  type CitationResult,
  checkCitation,
  checkCitations,
  citeText,
  findVersionInForce,
  keptIndex,
  type LawIndex,
  law,
  parseRegister,
  platform,
  readLawTexts,
  statutes,
  textKey,
  versionInForce,
  weaker,
} from '#kernel/law'
import { articleIndex, chineseNumber, parseChineseNumber, parseStatute } from '#kernel/law-text'

const directory = fileURLToPath(new URL('../../shared/laws', import.meta.url))
const lawsDir = existsSync(directory) ? directory : undefined
const withTexts = lawsDir ? {} : { skip: '没有 ../shared/laws 法规文本，跳过与原文的核对' }

/** Citations that chapters 2 to 7 rest on; each must exist in the version it names. */
const citations: [string, Basis, string][] = [
  ['4章A', law('PML_2010')(3, 1, 3), '《人民调解法》第三条第一款第（三）项'],
  ['4章A', law('PML_2010')(4), '《人民调解法》第四条'],
  ['4章A', law('PML_2010')(10), '《人民调解法》第十条'],
  ['4章A4.6', law('PML_2010')(33, 2), '《人民调解法》第三十三条第二款'],
  ['4章A2', law('NB_PM_2015')(12), '《宁波市人民调解条例》第十二条'],
  ['4章0.2', law('NB_PM_2015')(27), '《宁波市人民调解条例》第二十七条'],
  ['4章0.2', law('MED_2018')(38), '《医疗纠纷预防和处理条例》第三十八条'],
  ['4章0.2', law('LAB_2007')(14), '《劳动争议调解仲裁法》第十四条'],
  ['4章0.1', law('CPL_2021')(201), '《民事诉讼法》第二百零一条'],
  ['4章0.1', law('CPL_2023')(205), '《民事诉讼法》第二百零五条'],
  ['4章0.2', law('TYTJ_2016')(27), '《最高人民法院关于人民法院特邀调解的规定》第二十七条'],
  ['4章0.2', law('ONLINE_2022')(24), '《人民法院在线调解规则》第二十四条'],
  ['4章0.1', law('CPL_INT_2022')(372), '《最高人民法院关于适用〈民事诉讼法〉的解释》第三百七十二条'],
  ['4章0.1', law('CPL_INT_2020')(462), '《最高人民法院关于适用〈民事诉讼法〉的解释》第四百六十二条'],
  ['3章0.2', law('APL_2021')(85), '《行政处罚法》第八十五条'],
  ['3章A3', law('APL_2021')(18, 3), '《行政处罚法》第十八条第三款'],
  ['3章A3', law('APL_2021')(24, 1), '《行政处罚法》第二十四条第一款'],
  ['3章A2', law('ACL_2011')(17, 2), '《行政强制法》第十七条第二款'],
  ['3章A2', law('ZJ_ENF_2021')(8, 1), '《浙江省综合行政执法条例》第八条第一款'],
  ['3章0.2', law('ALL_2019')(82), '《行政许可法》第八十二条'],
  ['3章0.2', law('CIVIL')(203), '《民法典》第二百零三条'],
  ['3章0.2', law('CIVIL')(1259), '《民法典》第一千二百五十九条'],
  ['3章0.4', law('PIPL')(34), '《个人信息保护法》第三十四条'],
  ['3章0.4', law('FOI_2019')(15), '《政府信息公开条例》第十五条'],
  ['2章0.2', law('FOI_2019')(33, 3), '《政府信息公开条例》第三十三条第三款'],
  ['7章0.1', law('FOI_2019')(50, 2), '《政府信息公开条例》第五十条第二款'],
  ['7章0.1', law('STAT_2009')(38, 1, 2), '《统计法》第三十八条第一款第（二）项'],
  ['7章0.1', law('STAT_2024')(41, 1, 2), '《统计法》第四十一条第一款第（二）项'],
  ['7章0.1', law('STAT_2024')(24, 2), '《统计法》第二十四条第二款'],
  ['7章0.1', law('STAT_REG_2017')(29, undefined, 3), '《统计法实施条例》第二十九条第（三）项'],
  ['7章0.1', law('REC_REG_2007')(3, undefined, 4), '《行政复议法实施条例》第三条第（四）项'],
  ['5章0.3', law('RECON_2017')(40, 2), '《行政复议法》第四十条第二款'],
  ['2章0.1', law('RECON_2023')(23, 1, 4), '《行政复议法》第二十三条第一款第（四）项'],
  ['5章0.3', law('RECON_2023')(88, 2), '《行政复议法》第八十八条第二款'],
  ['5章0.3', law('ADL_INT_2018')(48, 3), '《最高人民法院关于适用〈行政诉讼法〉的解释》第四十八条第三款'],
  ['6章0.2', law('LA_LAW_2021')(43), '《法律援助法》第四十三条'],
]

/** Citations that must be caught: the article, paragraph or item is not there. */
const mistakes: Basis[] = [
  law('PML_2010')(36),
  law('PML_2010')(33, 4),
  law('PML_2010')(3, 1, 4),
  law('PML_2010')(4, 1, 1),
  law('PML_2010').articleSub(33, 1),
  law('CPL_2021')(292),
  law('RECON_2017')(88, 2),
  law('CIVIL')(1261),
  weaker(law('PML_2010')(99), 'quoted'),
  { statute: '人民调解法', version: '2011-01-01', article: 1 },
  { statute: '人民调解条例', article: 1 },
]

test('article numerals: worked cases and back again', () => {
  const cases: [number, string][] = [
    [1, '一'],
    [10, '十'],
    [17, '十七'],
    [20, '二十'],
    [101, '一百零一'],
    [110, '一百一十'],
    [201, '二百零一'],
    [1001, '一千零一'],
    [1010, '一千零一十'],
    [1260, '一千二百六十'],
  ]
  for (const [n, text] of cases) assert.equal(chineseNumber(n), text)
  fc.assert(fc.property(fc.integer({ min: 1, max: 9999 }), (n) => parseChineseNumber(chineseNumber(n)) === n))
  assert.equal(parseChineseNumber('一百〇一'), 101)
  assert.equal(parseChineseNumber('若干'), undefined)
  assert.throws(() => chineseNumber(0), RangeError)
})

test('citations are written as an official writes them', () => {
  for (const [where, basis, text] of citations) assert.equal(citeText(basis), text, where)
  assert.equal(citeText(law('CPL_2021').articleSub(201, 1, 2)), '《民事诉讼法》第二百零一条之一第二款')
  assert.equal(citeText(law('PML_2010').whole()), '《人民调解法》')
  assert.equal(citeText(law('CPL_2023')(205), { version: true }), '《民事诉讼法》（2023-09-01）第二百零五条')
  assert.equal(citeText(law('CPL_2017')(194)), '《民事诉讼法》第一百九十四条【未核】')
  assert.equal(citeText(law('PM_RULES_2002')(22)), '《人民调解工作若干规定》第二十二条【转引】')
  assert.equal(citeText(weaker(law('PML_2010')(10), 'unverified')), '《人民调解法》第十条【未核】')
  assert.equal(citeText(platform('经办与回访不得为同一人')), '平台约定：经办与回访不得为同一人')
})

test('every citation used here exists, by the kept index and by the texts', () => {
  const bases = citations.map(([, basis]) => basis)
  for (const row of checkCitations(bases, undefined)) assert.equal(row.result, 'index', `${row.cite} ${row.reason}`)
  if (lawsDir === undefined) return
  for (const row of checkCitations(bases, lawsDir)) assert.equal(row.result, 'verified', `${row.cite} ${row.reason}`)
})

test('a citation of what is not there is wrong, by the kept index and by the texts', () => {
  for (const dir of lawsDir ? [undefined, lawsDir] : [undefined])
    for (const row of checkCitations(mistakes, dir)) assert.equal(row.result, 'wrong', `${row.cite} ${row.reason}`)
  const [row] = checkCitations([law('PML_2010')(33, 4)], undefined)
  assert.equal(row?.reason, '人民调解法（2010-08-28）第三十三条只有3款')
})

test('what nobody has read in the original stays unverified, and does not fail', () => {
  const bases = [
    platform('默认三个工作日'),
    law('CPL_2017')(194),
    law('FOI_FMT_2021').whole(),
    law('NB_MED_2012')(34),
    weaker(law('PML_2010')(10), 'unverified'),
  ]
  const expected: CitationResult = 'unverified'
  for (const row of checkCitations(bases, lawsDir)) assert.equal(row.result, expected, row.cite)
})

test('without a version, a citation is right if any version has it', () => {
  const index = keptIndex()
  assert.equal(checkCitation({ statute: '行政复议法', article: 88, paragraph: 2 }, { index }).result, 'index')
  assert.equal(checkCitation({ statute: '行政复议法', article: 91 }, { index }).result, 'wrong')
})

test('property: in the kept index, everything up to the last item is found and one more is wrong', () => {
  const index = keptIndex()
  const places = statutes().flatMap((statute) =>
    statute.versions.flatMap((version) =>
      Object.entries(index[statute.id]?.[version.version] ?? {}).map(([key, paragraphs]) => ({
        version,
        key,
        paragraphs,
      })),
    ),
  )
  assert.ok(places.length > 5000)
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.nat(20), ({ version, key, paragraphs }, n) => {
      const [no, sub] = key.split('-').map(Number) as [number, number?]
      const paragraph = 1 + (n % paragraphs.length)
      const items = paragraphs[paragraph - 1] as number
      const at = (p?: number, i?: number) =>
        checkCitation(law(version.code).articleSub(no, sub as number, p, i), { index })
      assert.equal(at(paragraph).result, 'index')
      if (items > 0) assert.equal(at(paragraph, items).result, 'index')
      assert.equal(at(paragraph, items + 1).result, 'wrong')
      assert.equal(at(paragraphs.length + 1).result, 'wrong')
    }),
  )
})

test('the version in force on a day', () => {
  const cases: [string, string, string | undefined][] = [
    ['行政处罚法', '2021-07-14', 'APL_2017'],
    ['行政处罚法', '2021-07-15', 'APL_2021'],
    ['行政复议法', '2023-12-31', 'RECON_2017'],
    ['行政复议法', '2024-01-01', 'RECON_2023'],
    ['民事诉讼法', '2021-12-31', 'CPL_2017'],
    ['民事诉讼法', '2022-01-01', 'CPL_2021'],
    ['民事诉讼法', '2024-01-01', 'CPL_2023'],
    ['人民调解法', '2010-12-31', undefined],
    ['人民调解法', '2011-01-01', 'PML_2010'],
    ['信访条例', '2022-04-30', 'PETITION_2005'],
    ['信访条例', '2022-05-01', undefined],
    ['中华人民共和国民法典', '2020-12-31', undefined],
    ['CIVIL', '2021-01-01', 'CIVIL'],
  ]
  for (const [name, on, code] of cases)
    assert.equal(findVersionInForce(name, localDate(on))?.code, code, `${name} ${on}`)
  assert.equal(law('CPL', localDate('2023-06-01'))(201).version, '2021-12-24')
  assert.throws(
    () => versionInForce('人民调解法', localDate('2010-12-31')),
    (error: unknown) => error instanceof Refusal && error.kind === 'missing' && error.allowed[0] === '2011-01-01起',
  )
  assert.throws(() => versionInForce('不存在的法', localDate('2020-01-01')), Refusal)
})

test('a citation of an unknown or ambiguous statute, or of article 0, does not start', () => {
  assert.throws(() => law('PML'), /no statute PML/)
  assert.throws(() => law('CPL'), /CPL_2017, CPL_2021, CPL_2023/)
  assert.throws(() => law('PML_2010')(0), /article 0/)
  assert.throws(() => law('PML_2010')(1, 1.5), /paragraph 1.5/)
})

test('a register with a fault is refused by name', () => {
  const entry = (more: object) => JSON.stringify([{ id: 'X', title: '某法', shortTitle: '某法', ...more }])
  const version = { version: '2020-01-01', from: '2020-02-01', standing: 'read' }
  assert.equal(parseRegister(entry({ versions: [version] }))[0]?.versions[0]?.code, 'X')
  assert.throws(() => parseRegister(entry({ versions: [] })), /X has no version/)
  assert.throws(() => parseRegister(entry({ versions: [{ ...version, to: '2020-02-01' }] })), /ends before/)
  assert.throws(() => parseRegister(entry({ versions: [{ ...version, from: '2020-2-1' }] })), /date 2020-2-1/)
  assert.throws(() => parseRegister(entry({ versions: [{ ...version, standing: 'ok' }] })), /standing ok/)
  const twice = (other: object) =>
    `[${entry({ versions: [version] }).slice(1, -1)},${entry({ versions: [version], ...other }).slice(1, -1)}]`
  assert.throws(
    () => parseRegister(twice({ id: 'Y', title: '别法', shortTitle: '别法', aliases: ['X'] })),
    /X names both X and Y/,
  )
  assert.throws(() => parseRegister(twice({ id: 'Y' })), /某法 names both X and Y/)
  const next = { ...version, version: '2021-01-01', from: '2021-02-01' }
  const codes = [
    { ...version, code: 'A' },
    { ...next, code: 'B' },
  ]
  assert.throws(() => parseRegister(entry({ versions: codes })), /still in force/)
})

test('the parser: paragraphs, items, broken lines, inserted articles, contents and annexes', () => {
  const text = `# 某某市
# 调解条例

2020年1月1日 通过

目　录
第一章　总则
第二章　附则

## 第一章　总则

第一条　第一款。
第二款，应当符合下列条件：
（一）甲；
（二）乙，分为：
1. 小项一；
2. 小项二；
（三）丙。
第三款。

第一条之一 插入的条文。
第二条 下列情形之一:
(一)甲;
甲的续行；
(二)乙。
第一条 规定的期限另有说明的，是对前条的引用，不是条。
第三条 因换行而断
开的一句。
## 第四章 很长的章名
章名的下半行
第十条 末条。
附件1
第十一条 附件里的条文。`
  const { title, articles } = parseStatute(text.replaceAll('第一款', '\u200B第一款'))
  assert.equal(title, '某某市调解条例')
  assert.deepEqual(articleIndex(articles), {
    '1': [0, 3, 0],
    '1-1': [0],
    '2': [2, 0],
    '3': [0],
    '10': [0],
  })
  assert.equal(articles[3]?.paragraphs[0]?.text, '因换行而断开的一句。')
  assert.deepEqual(parseStatute('没有条文的文本'), { title: '没有条文的文本', articles: [] })
})

/** Texts that do not begin at 1 (books of the civil code) or, by a fault of the corpus, lack an article. */
const firstArticle: Record<string, number> = {
  '物权编.md': 205,
  '合同编.md': 463,
  '人格权编.md': 989,
  '婚姻家庭编.md': 1040,
  '继承编.md': 1119,
  '侵权责任编.md': 1164,
  '附则.md': 1259,
}
const lacking: Record<string, number[]> = { '刑事诉讼法(2018-10-26).md': [128] }

test('the parser on every text: articles ascend by one, none is empty, none is lost', withTexts, () => {
  const dir = lawsDir as string
  const files = readdirSync(dir).filter((file) => file.endsWith('.md') && file !== 'README.md')
  assert.ok(files.length >= 150, `${files.length} files`)
  const faults: string[] = []
  for (const file of files) {
    const text = readFileSync(join(dir, file), 'utf8')
    const { articles, title } = parseStatute(text)
    if (title === '') faults.push(`${file}: no title`)
    if (articles.length === 0) faults.push(`${file}: no article`)
    const present = new Set(articles.map((a) => a.no))
    const last = articles.at(-1)?.no ?? 0
    const absent: number[] = []
    for (let n = firstArticle[file] ?? 1; n <= last; n++) if (!present.has(n)) absent.push(n)
    if (absent.join() !== (lacking[file] ?? []).join()) faults.push(`${file}: lacks ${absent.join()}`)
    if (articles[0]?.no !== (firstArticle[file] ?? 1)) faults.push(`${file}: begins at ${articles[0]?.no}`)
    for (const article of articles)
      if (article.paragraphs.length === 0) faults.push(`${file}: article ${article.no} is empty`)
    // A count taken in another way: lines that begin like an article.
    const heads = text
      .split('\n')
      .filter((line) => /^第[零〇一二三四五六七八九十百千]+条(之.)?[\s　]/.test(line)).length
    if (heads > 0 && heads !== articles.length) faults.push(`${file}: ${heads} heads, ${articles.length} articles`)
  }
  assert.deepEqual(faults, [])
})

test(
  'the register agrees with the texts: files are there, and dates of force that count as read stand in them',
  withTexts,
  () => {
    const dir = lawsDir as string
    for (const statute of statutes()) {
      for (const version of statute.versions) {
        for (const file of version.files) assert.ok(existsSync(join(dir, file)), file)
        if (version.files.length === 0) continue
        assert.equal(version.standing, 'read', `${statute.id} ${version.version}`)
        if (version.fromStanding !== undefined) continue
        const [year, month, day] = version.from.split('-').map(Number)
        const text = version.files.map((file) => readFileSync(join(dir, file), 'utf8')).join('\n')
        assert.ok(text.includes(`${year}年${month}月${day}日`), `${statute.id} ${version.from}`)
      }
    }
  },
)

test('the kept index is what the texts give, and holds numbers only', withTexts, () => {
  const fresh: LawIndex = {}
  const texts = readLawTexts(lawsDir as string)
  for (const statute of statutes())
    for (const version of statute.versions) {
      const text = texts.get(textKey(statute, version))
      if (text) fresh[statute.id] = { ...fresh[statute.id], [version.version]: articleIndex(text.articles) }
    }
  assert.deepEqual(keptIndex(), fresh)
  assert.doesNotMatch(readFileSync(new URL('../data/articles.json', import.meta.url), 'utf8'), /\p{Script=Han}/u)
})

test('chapter 4 and the kernel: every source of their tables is in the register', () => {
  const codes =
    'PML_2010 PMC_REG_1989 PM_RULES_2002 NB_PM_2015 NB_MED_2012 MED_2018 LAB_2007 ZJ_LAB_2020 LAND_2009 CONFIRM_2011 CPL_2017 CPL_2021 ' +
    'CPL_2023 PILOT_2020 CPL_INT_2015 CPL_INT_2020 CPL_INT_2022 TYTJ_2016 ONLINE_2022 PETITION_2005 ZJ_PET_2016 PETITION_2022 RURAL_NB_2021 ' +
    'CENTRE_GUIDE_2020 SF_T_0083 FOI_2019 FOI_FMT_2019 FOI_FMT_2021 ENF_118 APL_2017 APL_2021 ACL_2011 ALL_2019 REC_REG_2007 REC_STAT_2007 ' +
    'REC_STAT_2015 REC_STAT_LATER SUPV_2019 OUTLINE_2015 OUTLINE_2021 STAT_2009 STAT_2024 STAT_REG_2017 PIPL DSL_2021 CIVIL'
  for (const code of codes.split(' ')) assert.ok(law(code).version.from satisfies LocalDate, code)
})
