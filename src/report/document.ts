/**
 * The yearly report as a document: chapters in the order of the figures file, each number beside what the records give and
 * linked to them; differences, contradictions and habits of rounding in a first annex, what was assumed or not computed in a
 * second. Pure: the same report and facts give the same tree.
 */
import { type Block, type DocumentTree, type Instant, instant, localDate, localDateOf, printedDate } from '#kernel'
import type { Change, Comparison } from './compare.ts'
import { annexTitles, explained, leftOpen } from './document-annexes.ts'
import type { ReportFacts } from './document-facts.ts'
import {
  changeText,
  differsAsReported,
  habitWords,
  heading,
  labelOf,
  notesOf,
  paragraph,
  printed,
} from './document-words.ts'
import type { Report, ReportRow } from './reconcile.ts'
import { bySection, type Section } from './sections.ts'

/** A built report, from this process or as the interface carries it. */
export type PrintedReport = Report & {
  /** The instant as text, or as the database's driver gives it. */
  readonly run?: { readonly knownAt: string | { toISOString(): string } } | null
  /** Beside the year before, where there is one. */
  readonly comparison?: Comparison
}

export type DocumentFacts = ReportFacts & {
  /** Where the city's pages are, e.g. https://fadu.example.gov.cn, without a slash at its end. */
  readonly address: string
}

/** The page of a figure and its records. */
export const figureAddress = (address: string, year: number, id: string): string =>
  `${address}/report/${year}/figures/${encodeURIComponent(id).replaceAll("'", '%27')}`

export const reportDocumentTitle = (year: number): string => `${year}年度法治政府建设情况数据报告`

/** Builds the report of `year` as a document of an organ (GB/T 9704-2012), dated on the day of its run. */
export function reportDocument(year: number, report: PrintedReport, facts: DocumentFacts): DocumentTree {
  const knownAt = report.run ? instantOf(report.run.knownAt) : undefined
  const on = knownAt ? localDateOf(knownAt) : localDate(`${year}-12-31`)
  const title = reportDocumentTitle(year)
  const sections = bySection(report.figures)
  const blocks: Block[] = [
    { kind: 'title', text: [facts.issuer, title, made(report, facts)].filter((t) => t !== undefined).join('\n') },
    ...overview(year, report, facts, knownAt),
    ...sections.flatMap((s, i) => chapter(year, report, facts, s, i + 1)),
    { kind: 'attachments', items: annexTitles },
    // What is made up is signed as such, so that a page taken out of it does not pass for the organ's own.
    {
      kind: 'issued',
      by: facts.issuer === undefined ? [] : [facts.isDemonstration ? `${facts.issuer}（演示）` : facts.issuer],
      on,
    },
    ...annexHead(1),
    ...explained(report),
    ...annexHead(2),
    ...leftOpen(report, facts, sections),
  ]
  return { template: 'report.year', version: '1', layout: 'official', title, on, blocks }
}

const instantOf = (at: string | { toISOString(): string }): Instant =>
  instant(typeof at === 'string' ? at : at.toISOString())

/** 1 → 一, 12 → 十二, 30 → 三十: numbers of chapters, below a hundred. */
function numeral(n: number): string {
  const digit = '零一二三四五六七八九'
  const [tens, ones] = [Math.floor(n / 10), n % 10]
  return `${tens === 0 ? '' : `${tens === 1 ? '' : digit[tens]}十`}${ones === 0 ? '' : digit[ones]}`
}

/** Whether the numbers are made up, and of what size. */
function made(report: PrintedReport, facts: DocumentFacts): string | undefined {
  const words = [
    ...(facts.isDemonstration ? ['演示数据'] : []),
    ...(report.scale === '1:1' ? [] : [`比例${report.scale}`]),
  ]
  return words.length ? `（${words.join('，')}）` : undefined
}

function overview(year: number, report: PrintedReport, facts: DocumentFacts, knownAt: Instant | undefined): Block[] {
  const scaled =
    report.scale === '1:1'
      ? ''
      : `记录按${report.scale}的规模生成，“计算”一栏的件数与按这一比例折算的目标核对，比率不作比较。`
  const counts = tally(report.figures)
  const page = `${facts.address}/report/${year}`
  const known = knownAt ? `，所用记录截至${printedDate(localDateOf(knownAt))}${knownAt.slice(11, 16)}` : ''
  return [
    ...(facts.isDemonstration
      ? [
          paragraph([
            { text: '本报告使用演示数据。', bold: true },
            `记录由程序按公布的年度数字生成，人物和事项都是虚构的，不反映任何机关的实际工作。${scaled}`,
          ]),
        ]
      : scaled
        ? [paragraph(scaled)]
        : []),
    paragraph(
      `${year}年度法治政府建设情况共公布${report.figures.length}个数。本报告按公布的章节逐数列出：“公布”为所印之数，“计算”为平台按计数规则由逐件记录算出的数，“一致”为两者核对的结果。没有由记录计算的，写明未计算，不作估计。`,
    ),
    paragraph(`公布的数${counts === none ? '都' : '中，'}${counts}。数字截至${year}年12月31日${known}。`),
    ...(report.comparison && Object.keys(report.comparison.figures).length
      ? [paragraph(`${report.comparison.note}。两年都有的数，列在各章表后。`)]
      : []),
    paragraph('差异、数字之间的矛盾和各数的取整习惯见附件1，推算、假定的总数和未计算的数见附件2。'),
    paragraph([
      '各表中的指标名称是链接，可以打开该数的计数规则和逐件记录；持有纸质文本的，请访问',
      { text: page, link: page },
      '，按名称查找。',
    ]),
  ]
}

const none = '未由记录计算'

/** 由记录计算5个，其中4个一致、1个不一致；未计算1个. */
function tally(rows: readonly ReportRow[]): string {
  const computed = rows.filter((r) => r.computed !== null)
  const reported = rows.filter((r) => r.computed === null && r.reported !== null)
  const open = rows.length - computed.length - reported.length
  if (open === rows.length) return none
  const part = (n: number, words: string) => (n ? [`${n}个${words}`] : [])
  const verdicts = [
    ...part(computed.filter((r) => r.agrees === true).length, '一致'),
    ...part(computed.filter((r) => r.agrees === false).length, '不一致'),
    ...part(computed.filter((r) => r.agrees === null).length, '不作比较'),
  ]
  const parts = [
    ...(computed.length ? [`由记录计算${computed.length}个，其中${verdicts.join('、')}`] : []),
    ...(reported.length ? [`由机关填报${reported.length}个`] : []),
    ...(open ? [`未计算${open}个`] : []),
  ]
  return parts.join('；')
}

function agreement(row: ReportRow): string {
  if (row.computed === null) {
    if (row.reported === null) return '未计算'
    return differsAsReported(row) ? '填报不一致' : '机关填报'
  }
  if (row.agrees === null) return '不作比较'
  if (!row.agrees) return '不一致'
  return row.habit === 'MATCH_BY_TRUNCATION' || row.habit === 'ADJUSTED_TO_100'
    ? `一致（${habitWords[row.habit]}）`
    : '一致'
}

function chapter(
  year: number,
  report: PrintedReport,
  facts: DocumentFacts,
  { label, rows }: Section<ReportRow>,
  n: number,
): Block[] {
  const notes = rows.flatMap((row) => {
    const text = noteOf(row)
    return text === '' ? [] : [`${labelOf(row)}：${text}`]
  })
  const lines = notes.map((text, i) => `${i === 0 ? '注：' : ''}${notes.length > 1 ? `${i + 1}.` : ''}${text}。`)
  return [
    heading(`${numeral(n)}、${label}`),
    paragraph(`本章公布${rows.length}个数，${tally(rows)}。`),
    {
      kind: 'table',
      columns: [
        { label: '指标', width: 17 },
        { label: '公布', width: 8, align: 'right' },
        { label: report.scale === '1:1' ? '计算' : `计算\n（${report.scale}）`, width: 8, align: 'right' },
        { label: '单位', width: 7, align: 'center' },
        { label: '一致', width: 7, align: 'center' },
      ],
      rows: rows.map((row) => [
        [{ text: labelOf(row), link: figureAddress(facts.address, year, row.id) }],
        printed(row),
        row.computed ?? row.reported ?? '—',
        row.unit,
        agreement(row),
      ]),
      ...(lines.length ? { note: lines.join('\n') } : {}),
    },
    ...besideYearBefore(report.comparison, rows),
  ]
}

/** What a chapter's numbers were the year before and how they changed; nothing where no number has both years. */
function besideYearBefore(comparison: Comparison | undefined, rows: readonly ReportRow[]): Block[] {
  const compared = rows.flatMap((row) => {
    const of = comparison?.figures[row.id]
    return of ? [{ row, ...of }] : []
  })
  if (!comparison || compared.length === 0) return []
  const cells = (c: Change | null) => (c ? [c.before, changeText(c)] : ['—', '—'])
  const { year } = comparison
  return [
    {
      kind: 'table',
      columns: [
        { label: `与${year}年比较`, width: 13 },
        { label: '单位', width: 5, align: 'center' },
        { label: `${year}年\n公布`, width: 7, align: 'right' },
        { label: '公布数\n变化', width: 15, align: 'right' },
        { label: `${year}年\n计算`, width: 7, align: 'right' },
        { label: '计算数\n变化', width: 15, align: 'right' },
      ],
      rows: compared.map(({ row, published, computed }) => [
        labelOf(row),
        row.unit,
        ...cells(published),
        ...cells(computed),
      ]),
    },
  ]
}

/** A row's note without what its columns say; what needs explaining stands in the annex. */
function noteOf(row: ReportRow): string {
  const needsAnnex = row.flags.length > 0 || row.agrees === false || differsAsReported(row)
  const told = new Set(row.flags.flatMap((flag) => flag.split('；')))
  const parts = row.agrees === false ? [] : notesOf(row).filter((part) => !told.has(part))
  return [...parts, ...(needsAnnex ? ['见附件1'] : [])].join('；')
}

const annexHead = (n: 1 | 2): Block[] => [
  { kind: 'pageBreak' },
  { kind: 'paragraph', text: [{ text: `附件${n}`, bold: true }], indent: false },
  { kind: 'title', text: annexTitles[n - 1]! },
]
