/** The report as a document: read back from docx and PDF, written by the command line, handed out by the interface. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { PDFDocument } from '@cantoo/pdf-lib'
import { renderDocx } from '../src/documents/docx.ts'
import { renderPdf, stopTypesetter } from '../src/documents/pdf.ts'
import { compareYears } from '../src/report/compare.ts'
import { type DocumentFacts, reportDocument } from '../src/report/document.ts'
import { parseFigures } from '../src/report/figures.ts'
import { type ComputedFigure, type ReconcileOptions, reconcile } from '../src/report/reconcile.ts'
import { bySection, sectionLabels } from '../src/report/sections.ts'
import type { ReportSource } from '../src/server/deps.ts'
import { sections as webSections } from '../web/src/words.ts'
import { clientOf, openTestApp } from './api-support.ts'
import { linesOfPage, readPdf, textOfDocx, unzip } from './documents-support.ts'
import { temporaryFolder } from './support.ts'

const figures = parseFigures(readFileSync(new URL('../data/figures/ningbo-2020.tsv', import.meta.url), 'utf8'))

/** What records give: four figures as printed, one that is six short, one share that only truncation explains. */
const computed = new Map<string, ComputedFigure>([
  ['mediation-committees', { value: 3396n, records: 3396n }],
  ['mediators', { value: 13760n, records: 13760n }],
  ['disputes-mediated', { value: 63601n, records: 63601n }],
  ['disputes-settled', { value: 62562n, records: 62562n }],
  ['mediation-success-rate', { num: 62562n, den: 63601n, records: 63601n }],
  ['supervisors-city-level', { value: 312n, records: 312n }],
])
const facts: DocumentFacts = {
  issuer: '示例市人民政府',
  isDemonstration: false,
  assumptions: [],
  address: 'https://fadu.example.gov.cn',
}
const knownAt = '2021-01-20T09:00:00.000+08:00'
const build = (more: Partial<ReconcileOptions> = {}) => ({
  ...reconcile(figures, computed, { scale: 1, year: 2020, ...more }),
  run: { runId: 'r', knownAt },
})
const documentOf = (report = build(), more: Partial<DocumentFacts> = {}) =>
  reportDocument(2020, report, { ...facts, ...more })

const xmlOf = (docx: Buffer) => unzip(docx).get('word/document.xml')!.toString()
/** The text of chapters, first and second annex. */
const partsOf = (docx: Buffer) => textOfDocx(docx).split(/^附件\d$/m)

after(() => stopTypesetter())

describe('the report as a document', () => {
  it('holds every figure of the file once, in the file’s order, each linked to its records', async () => {
    const xml = xmlOf(await renderDocx(documentOf()))
    const links = [
      ...xml.matchAll(/HYPERLINK &quot;https:\/\/fadu\.example\.gov\.cn\/report\/2020\/figures\/([^&]+)&quot;/g),
    ]
    const order = bySection(figures).flatMap((s) => s.rows.map((f) => f.id))
    assert.deepEqual(
      links.map((m) => m[1]),
      order,
    )
    assert.equal(new Set(order).size, figures.length)
    for (const { id, label } of figures) {
      const from = xml.indexOf(`/figures/${id}&quot;`)
      const shown = xml.slice(from, xml.indexOf('</w:fldSimple>', from))
      assert.ok(shown.includes(`>${label}`), `${id} leads by its name ${label}: ${shown}`)
      assert.ok(shown.includes('<w:sz w:val="24"/>'), 'a link in a table is as large as the table’s text')
    }
  })

  it('has the same sections as the page', () => {
    assert.deepEqual(sectionLabels, webSections)
    const unknown = bySection([{ system: 'x' }, { system: 'legal-aid' }, { system: null }, { system: 'toString' }])
    assert.deepEqual(
      unknown.map((s) => [s.label, s.rows.length]),
      [
        ['其他', 3],
        ['法律援助', 1],
      ],
    )
  })

  it('prints numbers with their words and units, and what the records give beside them', async () => {
    const tables = documentOf().blocks.flatMap((b) => (b.kind === 'table' ? b.rows : []))
    const row = (label: string) =>
      tables
        .find((cells) => typeof cells[0] !== 'string' && (cells[0]![0] as { text: string }).text === label)!
        .slice(1)
    assert.deepEqual(row('法治督察员（市本级）'), ['300多', '312', '名', '一致'])
    assert.deepEqual(row('法律援助来访咨询'), ['约2.6', '—', '万人次', '未计算'])
    assert.deepEqual(row('受惠企业（个人）'), ['49.5余', '—', '万户（人）', '未计算'])
    assert.deepEqual(row('一审败诉率同比下降'), ['近50', '—', '%', '未计算'])
    assert.deepEqual(row('综合执法平台流转交办任务办结率'), ['不低于95', '—', '%', '未计算'])
    assert.deepEqual(row('工程建设项目审批时限'), ['70以内', '—', '工作日', '未计算'])
    assert.deepEqual(row('公共数据归集'), ['97', '—', '亿条', '未计算'])
    assert.deepEqual(row('专兼职人民调解员'), ['13766', '13760', '名', '不一致'])
    assert.deepEqual(row('调解成功率'), ['98.36', '98.37', '%', '一致（截尾）'])
    assert.deepEqual(row('市政府常务会议集体学法（市本级）'), ['4', '—', '次', '未计算'])
  })

  it('explains differences, contradictions and habits in the first annex, and nowhere else', async () => {
    const report = build({ reported: new Map([['legal-aid-cases', '10112']]) })
    const [chapters, first, second] = partsOf(await renderDocx(documentOf(report)))
    assert.ok(first && second && chapters)
    for (const words of [
      '下列2个数有差异',
      '专兼职人民调解员\n13766\n13760',
      '受理法律援助案件\n10105\n10112（填报）',
      '按四舍五入应为98.37%',
      '一审败诉率同比下降近50%有两种读法',
      '同一篇报告的取整习惯一致',
    ])
      assert.ok(first.includes(words), words)
    assert.ok(!chapters.includes('有两种读法'))
    assert.ok(chapters.includes('专兼职人民调解员：见附件1'))
    assert.ok(chapters.includes('填报不一致'))
    const flagged = report.identities.filter((i) => i.result === 'FAILS' || i.result === 'AMBIGUOUS')
    assert.ok(flagged.length > 3)
    for (const i of flagged) assert.equal(first.split(i.note).length - 1 > 0, true, i.id)
  })

  it('lists in the second annex what is derived, assumed and not computed', async () => {
    const assumed = '文件未给人民调解员数：每个委员会按法定最少3名委员，共102名'
    const tree = documentOf(build(), { isDemonstration: true, assumptions: [assumed] })
    const second = partsOf(await renderDocx(tree))[2]!
    for (const words of ['上年只能是2904件', '54＋84＝138', assumed, `下列${figures.length - computed.size}个数`])
      assert.ok(second.includes(words), words)
    const last = tree.blocks.at(-1)!
    assert.ok(last.kind === 'table')
    const names = last.rows.flatMap((cells) => (cells[2] as string).split('；'))
    const open = bySection(figures.filter((f) => !computed.has(f.id))).flatMap((s) => s.rows)
    assert.deepEqual(
      names.map((n) => n.replace(/（市本级）$/, '')),
      open.map((f) => f.label.replace(/（市本级）$/, '')),
    )
    assert.ok(partsOf(await renderDocx(documentOf()))[2]!.includes('没有假定的总数'))
  })

  it('lays the year before beside, counts in per cent and rates in percentage points, where both years are there', async () => {
    const plain = textOfDocx(await renderDocx(documentOf()))
    assert.doesNotMatch(plain, /2019年\n公布/)
    const printedBefore = figures
      .filter((f) => ['disputes-mediated', 'mediation-success-rate', 'mediators'].includes(f.id))
      .map((f) => ({
        ...f,
        ...({ 'disputes-mediated': { value: '60000' }, 'mediation-success-rate': { value: '97.86' } }[f.id] ?? {}),
      }))
    const comparison = compareYears(
      { year: 2020, printed: figures, computed },
      {
        year: 2019,
        printed: printedBefore,
        computed: new Map([['disputes-mediated', { value: 70_000n, records: 70_000n }]]),
      },
    )
    const tree = documentOf({ ...build(), comparison } as never)
    const docx = textOfDocx(await renderDocx(tree))
    const pdf = (await readPdf(await renderPdf(tree))).flatMap((page) => linesOfPage(page)).join('\n')
    for (const text of [docx, pdf]) {
      for (const words of ['60000', '增长6.00%', '70000', '下降9.14%', '97.86', '提高0.50个百分点', '持平'])
        assert.ok(text.includes(words), words)
      assert.ok(text.includes('与2019年比较'))
    }
    const table = tree.blocks.find((b) => b.kind === 'table' && b.columns[0]!.label === '与2019年比较')
    assert.ok(table?.kind === 'table')
    assert.deepEqual(
      table.rows.map((r) => r.slice(1)),
      [
        ['名', '13766', '持平', '—', '—'],
        ['件', '60000', '增长6.00%', '70000', '下降9.14%'],
        ['%', '97.86', '提高0.50个百分点', '—', '—'],
      ],
    )
  })

  it('says of made-up numbers that they are, and how large the replay was; and of others does not', async () => {
    const real = textOfDocx(await renderDocx(documentOf()))
    assert.ok(real.includes('示例市人民政府\n2020年度法治政府建设情况数据报告\n'))
    assert.doesNotMatch(real, /演示|比例/)
    const tree = documentOf(build({ scale: 0.01 }), { isDemonstration: true })
    const text = textOfDocx(await renderDocx(tree))
    assert.ok(text.includes('（演示数据，比例1:100）'))
    assert.ok(text.includes('本报告使用演示数据。'))
    assert.ok(text.includes('示例市人民政府（演示）\n2021年1月20日'))
    assert.ok(text.includes('计算\n（1:100）'))
    assert.ok(!text.includes('本页'))
    assert.ok(textOfDocx(await renderDocx(documentOf(build(), { isDemonstration: true }))).includes('（演示数据）'))
  })

  it('stands on its run’s day whichever way the instant is written, and is the same bytes each time', async () => {
    const tree = documentOf()
    assert.equal(tree.on, '2021-01-20')
    const late = { ...build(), run: { knownAt: new Date('2021-01-20T01:00:00.000Z') } }
    assert.deepEqual(reportDocument(2020, late, facts), tree)
    assert.equal(reportDocument(2020, { ...build(), run: null }, facts).on, '2020-12-31')
    const [docx, pdf] = [await renderDocx(tree), await renderPdf(tree)]
    assert.ok(docx.equals(await renderDocx(documentOf())))
    assert.ok(pdf.equals(await renderPdf(documentOf())))
    const pages = (await readPdf(pdf)).map((page) => linesOfPage(page))
    assert.deepEqual(pages[0]!.slice(0, 2), ['示例市人民政府', '2020年度法治政府建设情况数据报告'])
    const annex = pages.findIndex((lines) => lines[0] === '附件1')
    assert.ok(annex > 5 && pages[annex]!.includes('差异、矛盾和取整习惯'))
    const uris = (await PDFDocument.load(pdf, { updateMetadata: false })).context
      .enumerateIndirectObjects()
      .map(([, object]) => String(object))
      .filter((text) => text.includes('/figures/'))
    for (const f of figures)
      assert.ok(
        uris.some((u) => u.includes(`/figures/${f.id})`)),
        `${f.id} is a link`,
      )
    // An introduction whose table begins on the next page goes there with it.
    for (const lines of pages) assert.doesNotMatch(lines.filter((l) => !/^— \d+ —$/.test(l)).at(-1)!, /^本章公布/)
  })
})

describe('./fadu report --docx --pdf', () => {
  const program = fileURLToPath(new URL('../fadu', import.meta.url))
  const folder = temporaryFolder('report-files')
  after(() => rmSync(folder, { recursive: true, force: true }))
  const env = { ...process.env, FADU_HOME: join(folder, 'home'), DATABASE_URL: '' }
  const run = (...args: string[]) =>
    spawnSync(program, ['report', ...args], { cwd: folder, env, encoding: 'utf8', timeout: 120_000 })
  /** One plain sentence, and nothing of the program. */
  const refuses = (args: string[], words: RegExp) => {
    const { status, stderr, stdout } = run(...args)
    assert.equal(status, 2, `${args}: ${stderr}`)
    assert.match(stderr, words)
    assert.equal(stderr.trimEnd().split('\n').length, 1, stderr)
    assert.equal(stdout, '')
  }

  it('writes both, the same again, in place of what was there', async () => {
    writeFileSync(join(folder, 'a.docx'), 'old')
    const first = run('2020', '--docx', 'a.docx', '--pdf', 'a.pdf', '--address', 'https://fadu.example.gov.cn/')
    assert.equal(first.status, 0, first.stderr)
    assert.equal(first.stdout, '已写入：a.docx\n已写入：a.pdf\n')
    const docx = readFileSync(join(folder, 'a.docx'))
    const text = textOfDocx(docx)
    assert.ok(text.includes('宁波市人民政府\n2020年度法治政府建设情况数据报告'))
    assert.ok(xmlOf(docx).includes('https://fadu.example.gov.cn/report/2020/figures/mediators&quot;'))
    // A city without a record: every computed count differs from the printed one and says so.
    assert.ok(partsOf(docx)[1]!.includes('专兼职人民调解员\n13766\n0'))
    const again = run(
      '2020',
      '--docx',
      'b.docx',
      '--pdf',
      'b.pdf',
      '--address',
      'https://fadu.example.gov.cn',
      '--json',
    )
    assert.equal(again.status, 0, again.stderr)
    assert.equal(JSON.parse(again.stdout).figures.length, figures.length)
    assert.ok(readFileSync(join(folder, 'b.docx')).equals(docx))
    assert.ok(readFileSync(join(folder, 'b.pdf')).equals(readFileSync(join(folder, 'a.pdf'))))
    assert.deepEqual(
      readdirSync(folder).sort(),
      ['a.docx', 'a.pdf', 'b.docx', 'b.pdf', 'home'],
      'nothing half-written is left',
    )
  })

  it('refuses in one sentence what it cannot write, and leaves what is there', () => {
    mkdirSync(join(folder, 'taken'))
    writeFileSync(join(folder, 'plain'), 'x')
    refuses(['2020', '--docx', 'taken'], /^“taken”是文件夹，请写明文件名。$/m)
    refuses(['2020', '--pdf', 'nowhere/r.pdf'], /不能写入“nowhere\/r\.pdf”：文件夹不存在。/)
    refuses(['2020', '--pdf', 'plain/r.pdf'], /不能写入“plain\/r\.pdf”：路径中有一段不是文件夹。/)
    refuses(['2020', '--pdf', '/dev/null'], /不是普通文件/)
    refuses(['2020', '--pdf', 'same', '--docx', './same'], /不能写入同一个文件/)
    refuses(['2020', '--docx', 'x.docx', '--figure', 'mediators'], /不能与 --figure 一起用/)
    refuses(['2020', '--docx', 'x.docx', '--address', 'javascript:alert(1)'], /不是可用的网址/)
    refuses(['1999', '--docx', 'x.docx'], /没有1999年公布的数字/)
    assert.ok(!readdirSync(folder).includes('x.docx'))
  })
})

describe('GET /api/report/{year}.docx and .pdf', () => {
  it('hands out the edition of whoever asks, once made', async () => {
    const whole = { ...build(), demonstration: true }
    // The public edition of this source keeps a figure back: what it leaves out, its file leaves out.
    const masked = { ...whole, figures: whole.figures.filter((f) => f.id !== 'mediators') }
    const scopes: unknown[] = []
    const report: ReportSource = {
      years: async () => [2020],
      load: async (year, scope) => {
        scopes.push(scope)
        return year === 2020 ? whole : undefined
      },
      breakdown: async () => undefined,
      statistics: async () => undefined,
      publicReport: async (year) => (year === 2020 ? masked : undefined),
      records: async () => undefined,
    }
    const own = await openTestApp({ report, limits: { publicPerMinute: 1_000, writesPerMinute: 6 } })
    try {
      const fetched = async (path: string, headers: Record<string, string> = {}) => {
        const r = await own.app.fetch(new Request(`http://fadu.test${path}`, { headers }))
        return { r, bytes: Buffer.from(await r.arrayBuffer()) }
      }
      const open = await fetched('/api/report/2020.docx')
      assert.equal(open.r.status, 200)
      assert.match(open.r.headers.get('content-type')!, /wordprocessingml\.document$/)
      assert.match(
        open.r.headers.get('content-disposition')!,
        /^attachment; filename=.*filename\*=UTF-8''2020%E5%B9%B4/,
      )
      assert.equal(open.r.headers.get('cache-control'), 'no-store')
      assert.ok(xmlOf(open.bytes).includes('http://fadu.test/report/2020/figures/disputes-mediated&quot;'))
      assert.ok(!xmlOf(open.bytes).includes('/figures/mediators&quot;'))
      assert.ok(textOfDocx(open.bytes).includes('演示数据'))

      const officer = await own.signedIn('officer')
      const { bytes } = await fetched('/api/report/2020.docx', { cookie: officer.cookie })
      assert.ok(xmlOf(bytes).includes('/figures/mediators&quot;'))
      assert.deepEqual(scopes, [{ kind: 'agency', value: 'A1' }])
      const pdf = await fetched('/api/report/2020.pdf', { cookie: officer.cookie })
      assert.equal(pdf.r.headers.get('content-type'), 'application/pdf')
      assert.equal(pdf.bytes.subarray(0, 5).toString(), '%PDF-')
      const both = await own.signedIn('both')
      assert.equal((await both.get('/api/report/2020.docx')).status, 422)
      const named = await both.get('/api/report/2020.docx', { 'x-fadu-capacity': 'officer:agency:A1' })
      assert.equal(named.status, 200)

      const citizen = clientOf(own.app)
      for (const path of ['/api/report/2019.docx', '/api/report/99.pdf', '/api/report/x.pdf']) {
        const r = await citizen.get(path)
        assert.equal(r.status, 404, path)
        assert.match(r.headers.get('content-type')!, /^application\/problem\+json/)
      }
      assert.equal((await citizen.send('DELETE', '/api/report/2020.pdf')).status, 405)
      assert.equal((await citizen.get('/api/report/2020')).status, 401)
      // What is made already is given to anybody; what must be made is made a few times a minute.
      for (let i = 0; i < 5; i++) assert.ok((await fetched('/api/report/2020.docx')).bytes.equals(open.bytes))
      const made: number[] = []
      for (let i = 0; i < 5; i++) made.push((await fetched('/api/report/2020.docx', { host: `h${i}.test` })).r.status)
      assert.ok(made[0] === 200 && made.at(-1) === 429, String(made))
      assert.deepEqual(own.accidents, [])
    } finally {
      await own.close()
    }
  })
})
