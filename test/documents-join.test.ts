/** The dossier: index, order, page numbers, what is no PDF, what is missing, what must not come along. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  decodePDFRawStream,
  degrees,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFRawStream,
  PDFString,
} from '@cantoo/pdf-lib'
import { sm3Hex } from '#kernel'
import { type Dossier, type DossierEntry, joinPdfs } from '../src/documents/join.ts'
import { renderPdf, stopTypesetter } from '../src/documents/pdf.ts'
import { agreement, day, letter, linesOfPage, paper, readPdf } from './documents-support.ts'

after(stopTypesetter)

const dossier = (entries: readonly DossierEntry[]): Dossier => ({
  title: '人民调解卷宗',
  number: '海调〔2020〕第12号',
  on: day('2020-04-01'),
  entries,
})

test('pieces stand in the order given, numbered through; the index names pages, hashes and what is missing', async () => {
  const broken = Buffer.from('%PDF-1.7 nothing')
  const two = await renderPdf(
    paper('form', [{ kind: 'paragraph', text: '甲' }, { kind: 'pageBreak' }, { kind: 'paragraph', text: '乙' }]),
  )
  const given = dossier([
    { title: '协议书', number: '海调〔2020〕第12号', on: day('2020-03-02'), pdf: await renderPdf(agreement) },
    { title: '记录', pdf: two },
    { title: '录音', file: '录音.m4a', sm3: sm3Hex('录音') },
    { title: '回访记录', missing: '尚未回访' },
    { title: '坏件', pdf: broken },
    { title: '通知', pdf: await renderPdf(letter) },
  ])
  const { pdf, places } = await joinPdfs(given)
  assert.deepEqual(
    places.map((p) => [p.title, p.first, p.last, p.remark]),
    [
      ['协议书', 1, 1, undefined],
      ['记录', 2, 3, undefined],
      ['录音', undefined, undefined, '电子文件'],
      ['回访记录', undefined, undefined, '缺件'],
      ['坏件', undefined, undefined, '未印入'],
      ['通知', 4, 5, undefined],
    ],
  )
  const pages = (await readPdf(pdf)).map(linesOfPage)
  assert.equal(pages.length, 6)
  const index = pages[0]!.join('').replace(/\s/g, '')
  for (const words of [
    '卷内目录',
    '协议书',
    '2记录2—3',
    '3录音电子文件',
    '4回访记录缺件',
    '尚未回访',
    sm3Hex('录音'),
    sm3Hex(broken),
    '共6件，其中缺1件',
  ])
    assert.ok(index.includes(words), `${words} in ${index}`)
  assert.match(pages[1]!.join(''), /人民调解协议书/)
  assert.match(pages[2]!.join(''), /甲/)
  assert.match(pages[3]!.join(''), /乙/)
  assert.match(pages[4]!.join(''), /宁波市司法局文件/)
  const again = await joinPdfs(given)
  assert.ok(pdf.equals(again.pdf), 'the same pieces give the same bytes')
  const outline = (await PDFDocument.load(pdf)).catalog.lookup(PDFName.of('Outlines'), PDFDict)
  assert.equal(String(outline.get(PDFName.of('Count'))), '4')
})

test('a dossier has the identifier and metadata of PDF/A, and claims it only where every page is our own', async () => {
  const pdf = await renderPdf(letter)
  const read = async (isForeign: boolean) => {
    const given = { ...dossier([{ title: '件', pdf, isForeign }]), title: '卷宗<&>' }
    const document = await PDFDocument.load((await joinPdfs(given)).pdf, { updateMetadata: false })
    const metadata = document.catalog.lookup(PDFName.of('Metadata')) as PDFRawStream
    const id = document.context.trailerInfo.ID as PDFArray
    return { xmp: Buffer.from(metadata.contents).toString(), id: id.asArray().map(String) }
  }
  const ours = await read(false)
  assert.match(ours.xmp, /<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>B</)
  assert.match(ours.xmp, /卷宗&lt;&amp;&gt;/)
  assert.match(ours.id[0]!, /^<[0-9a-f]{32}>$/i)
  assert.equal(ours.id[0], ours.id[1])
  assert.doesNotMatch((await read(true)).xmp, /<pdfaid:part>/)
})

test('each page carries its own number, even where pages share their resources', async () => {
  const text = Array.from(
    { length: 3 },
    (_, i) => [{ kind: 'paragraph', text: `第${i}张` }, { kind: 'pageBreak' }] as const,
  ).flat()
  const { pdf } = await joinPdfs(dossier([{ title: '件', pdf: await renderPdf(paper('form', text)) }]))
  const document = await PDFDocument.load(pdf)
  const drawn = document
    .getPages()
    .slice(1)
    .map((page) => {
      const contents = page.node.Contents()
      assert.ok(contents instanceof PDFArray)
      const streams = contents.asArray().map((s) => document.context.lookup(s) as PDFRawStream)
      const text = streams.map((s) => Buffer.from(decodePDFRawStream(s).decode()).toString('latin1')).join('\n')
      return /\/(FaduPage\d+) Do/.exec(text)?.[1]
    })
  assert.deepEqual(drawn, ['FaduPage1', 'FaduPage2', 'FaduPage3'])
})

test('scripts, attachments and links of a piece do not come along; turned pages and locked files do not stop it', async () => {
  const source = await PDFDocument.create()
  const page = source.addPage([400, 300])
  page.setRotation(degrees(90))
  const script = source.context.obj({ S: 'JavaScript', JS: PDFString.of('app.alert(1)') })
  page.node.set(PDFName.of('AA'), source.context.obj({ O: script }))
  const note = { Type: 'Annot', Rect: [0, 0, 9, 9], A: script }
  page.node.set(
    PDFName.of('Annots'),
    source.context.obj([
      { ...note, Subtype: 'Link' },
      { ...note, Subtype: 'FileAttachment' },
      { ...note, Subtype: 'Stamp' },
    ]),
  )
  const { pdf, places } = await joinPdfs(dossier([{ title: '材料', pdf: await source.save() }]))
  assert.equal(places[0]!.first, 1)
  const joined = await PDFDocument.load(pdf)
  const kept = joined.getPage(1)
  assert.equal(kept.getRotation().angle, 90)
  assert.equal(kept.node.Annots()!.size(), 1)
  const all = joined.context
    .enumerateIndirectObjects()
    .map(([, o]) => String(o))
    .join('\n')
  assert.doesNotMatch(all, /JavaScript|app\.alert|FileAttachment/)
  const locked = await PDFDocument.create()
  locked.addPage()
  locked.encrypt({ userPassword: 'x', ownerPassword: 'y' })
  const lockedPdf = await locked.save()
  const second = await joinPdfs(dossier([{ title: '加密件', pdf: lockedPdf }]))
  assert.equal(second.places[0]!.remark, '未印入')
})

test('a dossier without pages is its index; one of 300 pages stays within memory', async () => {
  const empty = await joinPdfs(dossier([{ title: '登记表', missing: '未收到' }]))
  assert.equal((await PDFDocument.load(empty.pdf)).getPageCount(), 1)
  const thirty = await renderPdf(
    paper(
      'form',
      Array.from({ length: 60 }, (_, i) =>
        i % 2 ? ({ kind: 'pageBreak' } as const) : ({ kind: 'paragraph', text: `第${i}页` } as const),
      ),
    ),
  )
  const before = process.memoryUsage().rss
  const { pdf, places } = await joinPdfs(
    dossier(Array.from({ length: 10 }, (_, i) => ({ title: `第${i}件`, pdf: thirty }))),
  )
  assert.equal(places.at(-1)!.last, 300)
  assert.ok(pdf.length < 3_000_000, `${pdf.length} bytes`)
  const grown = (process.memoryUsage().rss - before) / 1e6
  assert.ok(grown < 400, `${grown} MB more`)
})
