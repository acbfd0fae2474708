/**
 * Papers: documents a second as docx and PDF, pages a second into a dossier, and what a gapless number costs an act: papers
 * issued by 32 callers beside acts of the same matters without a paper.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { PDFDocument } from '@cantoo/pdf-lib'
import { type ActionRequest, type Actor, type Block, type DocumentTree, type LocalDate, randomEntropy } from '#kernel'
import { renderDocx } from '../src/documents/docx.ts'
import { type DossierEntry, joinPdfs } from '../src/documents/join.ts'
import { renderPdf, stopTypesetter } from '../src/documents/pdf.ts'
import { sample } from '../test/sample/domain.ts'
import { openCity, type TestCity } from '../test/support.ts'
import { line } from './line.ts'

const on = '2020-03-02' as LocalDate
const sentence =
  '各区县（市）司法局要把矛盾纠纷化解在基层，对排查出的纠纷逐件登记、逐件落实责任人，重大疑难纠纷及时上报，不得瞒报、漏报。'
const tree = (layout: DocumentTree['layout'], title: string, blocks: Block[]): DocumentTree => ({
  template: `bench.${layout}`,
  version: '1',
  layout,
  title,
  on,
  blocks,
})

/** Two pages of an organ's letter; no two alike. */
const letter = (n: number) =>
  tree('official', '关于做好人民调解工作的通知', [
    { kind: 'head', issuer: '宁波市司法局文件', number: `甬司〔2020〕${n}号` },
    { kind: 'title', text: '宁波市司法局关于做好\n人民调解工作的通知' },
    { kind: 'addressee', text: '各区县（市）司法局' },
    ...['一、总体要求', '二、主要任务', '三、工作保障'].flatMap((text): Block[] => [
      { kind: 'heading', level: 1, text },
      { kind: 'paragraph', text: sentence },
      { kind: 'paragraph', text: sentence },
    ]),
    { kind: 'attachments', items: ['名册', '格式'] },
    { kind: 'issued', by: ['宁波市司法局'], on, seal: true },
    { kind: 'imprint', issuer: '宁波市司法局办公室', on },
  ])

const form = (n: number) =>
  tree('form', '人民调解协议书', [
    { kind: 'title', text: '人民调解协议书' },
    { kind: 'number', text: `海调〔2020〕第${n}号` },
    {
      kind: 'fields',
      columns: 2,
      rows: ['甲方', '联系电话', '住址', '乙方', '联系电话', '住址'].map((label) => ({ label, value: '张示例' })),
    },
    { kind: 'paragraph', text: sentence },
    {
      kind: 'table',
      columns: [{ label: '期' }, { label: '日期' }, { label: '金额', align: 'right' }],
      rows: Array.from({ length: 6 }, (_, i) => [`${i + 1}`, '2020年6月30日', '500元']),
    },
    { kind: 'signatures', signers: ['甲方', '乙方', '调解员'].map((label) => ({ label, mark: 'any' as const })) },
    { kind: 'qr', text: `https://fadu.example.gov.cn/check/${n}`, caption: '扫码核验' },
  ])

const pagesOf = async (pdf: Uint8Array) => (await PDFDocument.load(pdf, { updateMetadata: false })).getPageCount()

/** Processor time of this process and of those it started, ms; of its own alone where the system keeps no such account. */
function processorMs(): number {
  const { user, system } = process.cpuUsage()
  let ticks = 0
  for (const pid of existsSync('/proc/self/stat') ? readdirSync('/proc') : []) {
    if (!/^\d+$/.test(pid)) continue
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
      if (Number(fields[1]) === process.pid) ticks += Number(fields[11]) + Number(fields[12])
    } catch {} // the process ended meanwhile
  }
  return (user + system) / 1000 + ticks * 10
}

/** Documents a second, one after another, after a few to warm up; and the processor time of one. */
async function rendered(what: string, said: string, count: number, make: (n: number) => Promise<unknown>) {
  for (let n = 0; n < 5; n++) await make(100_000 + n)
  const [t, cpu] = [performance.now(), processorMs()]
  for (let n = 1; n <= count; n++) await make(n)
  const ms = ((processorMs() - cpu) / count).toFixed(1)
  line(what, count / ((performance.now() - t) / 1000), '/s', `${said}; processor ${ms} ms each`)
}

async function rendering(): Promise<void> {
  for (const [name, make, pages] of [
    ['official letter', letter, 2],
    ['form', form, 1],
  ] as const) {
    const found = await pagesOf(await renderPdf(make(1)))
    if (found !== pages) throw new Error(`the ${name} has ${found} pages instead of ${pages}`)
    const said = `${pages} page${pages > 1 ? 's' : ''}`
    await rendered(`${name}: docx`, said, 200, (n) => renderDocx(make(n)))
    await rendered(`${name}: PDF/A`, `${said}, one at a time`, 200, (n) => renderPdf(make(n)))
  }
}

async function dossier(): Promise<void> {
  const entries: DossierEntry[] = []
  for (let n = 1; n <= 20; n++) {
    const sheets = Array.from({ length: 10 }, (_, i): Block[] => [
      ...(i ? [{ kind: 'pageBreak' } as const] : []),
      ...form(n).blocks,
    ]).flat()
    const pdf = await renderPdf(tree('form', `第${n}件`, sheets))
    if ((await pagesOf(pdf)) !== 10) throw new Error('a piece of the dossier has not ten pages')
    entries.push({ title: `第${n}件`, number: `海调〔2020〕第${n}号`, on, pdf })
  }
  const join = () => joinPdfs({ title: '人民调解卷宗', on, entries })
  await join()
  const [t, cpu] = [performance.now(), processorMs()]
  const { pdf } = await join()
  const seconds = (performance.now() - t) / 1000
  line(
    'dossier of 200 pages, 20 pieces',
    seconds,
    's',
    `${Math.round(200 / seconds)} pages/s, ${pdf.length >> 10} KiB; processor ${Math.round(processorMs() - cpu)} ms`,
  )
}

const callers = 32
const at = (day: string) => `2023-03-${day}T09:00:00.000+08:00` as never
const step = (actor: Actor, day: string, matterId: string, action: string, input: object): ActionRequest => ({
  actor,
  at: at(day),
  steps: [{ matterId, action, input }],
})

/** Decided matters, spread evenly over the agencies. */
async function decided(city: TestCity, posts: readonly Posts[], count: number): Promise<Matter[]> {
  const matters: Matter[] = []
  for (let i = 0; i < count; i += 250) {
    const requests: ActionRequest[] = []
    for (let k = i; k < Math.min(i + 250, count); k++) {
      const { agency, clerk, officer } = posts[k % posts.length]!
      const id = randomEntropy.id(at('01'))
      const input = { agencyId: agency, topic: `事由${agency}-${matters.length}`, name: '陈示例' }
      requests.push(
        {
          actor: clerk,
          at: at('01'),
          steps: [{ matterId: id, procedure: 'sample.filing', action: 'file', input }],
        },
        step(officer, '02', id, 'accept', {}),
        step(officer, '03', id, 'decide', { result: 'yes' }),
      )
      matters.push({ id, officer })
    }
    const refused = (await city.engine.performMany(requests)).find((a) => !a.ok)
    if (refused) throw new Error(JSON.stringify(refused))
  }
  return matters
}

type Posts = { agency: string; clerk: Actor; officer: Actor }
type Matter = { id: string; officer: Actor }

type Rate = { perSecond: number; cpuMicros: number }

async function actsPerSecond(city: TestCity, requests: readonly ActionRequest[]): Promise<Rate> {
  let next = 0
  const [t, cpu] = [performance.now(), process.cpuUsage()]
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (next < requests.length) {
        const answer = await city.engine.perform(requests[next++]!)
        if (!answer.ok) throw new Error(JSON.stringify(answer))
      }
    }),
  )
  const { user, system } = process.cpuUsage(cpu)
  return {
    perSecond: requests.length / ((performance.now() - t) / 1000),
    cpuMicros: (user + system) / requests.length,
  }
}

async function numbering(agencies: number, count: number): Promise<void> {
  const city = await openCity([sample])
  try {
    const posts: Posts[] = []
    for (let i = 0; i < agencies; i++) {
      const agency = `A${i}`
      await city.agency(agency, 'bureau', { county: '330203', town: '330203001', name: `示例${i}局` })
      const scope = { kind: 'agency', value: agency } as const
      posts.push({
        agency,
        clerk: await city.post(`clerk${i}`, 'clerk', scope, agency),
        officer: await city.post(`officer${i}`, 'officer', scope, agency),
      })
    }
    const matters = await decided(city, posts, count)
    const notes = matters.map((m) => step(m.officer, '04', m.id, 'note', { text: '调查情况记录，内容若干字。' }))
    const papers = matters.map((m) => step(m.officer, '04', m.id, 'notify', { name: '陈示例', result: 'yes' }))
    const warm = count >> 3
    await actsPerSecond(city, [...notes.slice(0, warm), ...papers.slice(0, warm)])
    // Before and after, so that a machine that grows busier does not speak against the papers alone.
    const half = (count - warm) >> 1
    const before = await actsPerSecond(city, notes.slice(warm, warm + half))
    const issuing = await actsPerSecond(city, papers.slice(warm))
    const behind = await actsPerSecond(city, notes.slice(warm + half))
    const plain = (before.perSecond + behind.perSecond) / 2
    const plainMicros = (before.cpuMicros + behind.cpuMicros) / 2
    const gaps = await city.owner.query(
      `select issued_by, count(*)::int as n, max(substring(number from '〕(\\d+)号')::int) as last from kernel.document group by issued_by
       having count(*) <> max(substring(number from '〕(\\d+)号')::int) or count(*) <> count(distinct number)`,
    )
    if (gaps.rowCount) throw new Error(`numbers are missing: ${JSON.stringify(gaps.rows)}`)
    line(
      `numbered papers, ${callers} callers, ${agencies} ${agencies > 1 ? 'series' : 'series only'}`,
      issuing.perSecond,
      'acts/s',
      `of acts without a paper, ${Math.round(plain)}/s; engine’s processor ${Math.round(issuing.cpuMicros)} µs beside ${Math.round(plainMicros)} µs an act; none of ${count} numbers missing`,
      (100 * issuing.perSecond) / plain,
    )
  } finally {
    await city.close()
  }
}

export async function benchDocuments(): Promise<void> {
  try {
    await rendering()
    await dossier()
  } finally {
    stopTypesetter()
  }
  await numbering(1, 4000)
  await numbering(callers, 4000)
}

if (import.meta.main) {
  await benchDocuments()
  process.exit(0)
}
