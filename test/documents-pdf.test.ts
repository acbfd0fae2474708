/** PDFs read back: the grid of GB/T 9704, every name of the city, hostile text, long tables, the same bytes. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { after, test } from 'node:test'
import { PDFDocument } from '@cantoo/pdf-lib'
import fc from 'fast-check'
import { sm3Hex } from '#kernel'
import { printOfAct } from '../src/documents/generic.ts'
import { missingGlyphs, renderPdf, stopTypesetter } from '../src/documents/pdf.ts'
import { gridWidth, printable } from '../src/documents/printable.ts'
import { qrPng } from '../src/documents/qr.ts'
import { agreement, day, letter, linesOfPage, paper, placeNames, rareCharacters, readPdf } from './documents-support.ts'

after(stopTypesetter)

const mm = 72 / 25.4
/** Without the feet of the pages. */
const textOf = async (pdf: Uint8Array) =>
  (await readPdf(pdf)).map((p) => linesOfPage(p.filter((c) => c.y < 272 * mm)).join('\n')).join('\n')
const compact = (text: string) => text.replace(/\s/g, '')

test('a page of an organ’s letter holds 22 lines of 28 characters in 156 by 225 mm', async () => {
  const count = 28 * 22 * 2
  const pages = await readPdf(
    await renderPdf(paper('official', [{ kind: 'paragraph', text: '法'.repeat(count), indent: false }])),
  )
  assert.equal(pages.length, 2)
  for (const page of pages) {
    const body = page.filter((c) => c.text === '法')
    assert.deepEqual(
      linesOfPage(body).map((l) => l.length),
      Array(22).fill(28),
    )
    assert.ok(body.every((c) => c.size === 16 && c.glyph !== 0 && /NotoSerifSC/.test(c.font)))
    const [left, right] = [Math.min(...body.map((c) => c.x)), Math.max(...body.map((c) => c.x)) + 16]
    assert.ok(Math.abs(left - 28 * mm) < 0.1, `left edge at 28 mm, not ${left / mm}`)
    assert.ok(Math.abs(right - 184 * mm) < 0.3, `right edge at 184 mm, not ${right / mm}`)
    // The first line's characters begin at the upper edge of the type area, the last line's end at its lower one.
    const first = Math.min(...body.map((c) => c.y)) - 0.88 * 16
    assert.ok(Math.abs(first - 37 * mm) < 0.3, `upper edge at 37 mm, not ${first / mm}`)
    const last = Math.max(...body.map((c) => c.y)) + 0.12 * 16
    assert.ok(last < 262 * mm && last > 257 * mm, `the last line ends within 262 mm, not at ${last / mm}`)
  }
})

test('page numbers stand at the right on single pages and at the left on double ones', async () => {
  const pages = await readPdf(
    await renderPdf(paper('official', [{ kind: 'paragraph', text: '法'.repeat(28 * 22 * 2), indent: false }])),
  )
  const [first, second] = pages.map((p) => p.filter((c) => c.y > 262 * mm))
  assert.equal(first!.map((c) => c.text).join(''), '— 1 —')
  assert.equal(second!.map((c) => c.text).join(''), '— 2 —')
  assert.ok(first!.every((c) => c.x > 105 * mm) && second!.every((c) => c.x < 105 * mm))
})

test('the code by which a paper is checked never stands alone on a page', async () => {
  for (const layout of ['official', 'form'] as const)
    for (let lines = 9; lines <= 22; lines++) {
      const end =
        layout === 'official'
          ? ([{ kind: 'issued', by: ['示例局'], on: day('2024-03-01'), seal: true }] as const)
          : ([{ kind: 'signatures', signers: [{ label: '示例局', mark: 'seal' }] }] as const)
      const pages = await readPdf(
        await renderPdf(
          paper(layout, [
            { kind: 'title', text: '关于示例的函' },
            ...Array.from({ length: lines }, () => ({ kind: 'paragraph', text: '示例一行。' }) as const),
            ...end,
            { kind: 'note', text: '姓名按登记信息遮去部分文字。' },
            { kind: 'qr', text: 'http://localhost/check/ABCD', caption: '扫码核对' },
          ]),
        ),
      )
      const last = linesOfPage(pages.at(-1)!).join('')
      assert.match(last, /示例局/, `${layout}, ${lines} lines`)
      assert.match(last, /扫码核对/)
    }
})

test('a letter says what its tree says, in its order', async () => {
  const pdf = await renderPdf(letter)
  const text = compact(await textOf(pdf))
  let at = 0
  for (const words of [
    '宁波市司法局文件',
    '甬司〔2020〕12号',
    '宁波市司法局关于做好人民调解工作的通知',
    '各区县（市）司法局：',
    '现就有关事项通知如下：',
    '一、总体要求',
    '见记录。',
    '附件：1.名册',
    '2.格式',
    '宁波市司法局2020年3月2日',
    '（此件公开发布）',
    '抄送：市委政法委。',
    '宁波市司法局办公室2020年3月3日印发',
  ]) {
    const found = text.indexOf(words, at)
    assert.ok(found >= 0, `${words} is missing after ${text.slice(0, at)}`)
    at = found + words.length
  }
  const raw = pdf.toString('latin1')
  assert.match(raw, /<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>B</)
  assert.match(raw, /https:\/\/example\.com\/f\/1/)
})

test('the issuer’s name is centred on the date, which ends four characters from the right', async () => {
  const page = (await readPdf(await renderPdf(letter))).at(-1)!
  const issued = page.filter((c) => c.size === 16 && c.x > 100 * mm)
  const date = issued.filter((c) => /[0-9年月日]/.test(c.text))
  const right = date.at(-1)!.x + 16
  assert.ok(Math.abs(right - (184 * mm - 4 * 15.79)) < 2, `the date ends at ${right}`)
  const name = issued.filter((c) => /[宁波市司法局]/.test(c.text) && c.y < date[0]!.y)
  const middle = (cs: typeof name) => (cs[0]!.x + cs.at(-1)!.x + 16) / 2
  assert.ok(Math.abs(middle(name) - middle(date)) < 8)
})

test('no character of a place name or a rare name is missing, in either face', async () => {
  assert.equal(placeNames.length, 169)
  const words = [...placeNames, ...rareCharacters]
  const tree = paper('form', [
    { kind: 'paragraph', text: words.join('、') },
    { kind: 'paragraph', text: [{ text: words.join('、'), bold: true }] },
    { kind: 'paragraph', text: '〔〕（）《》“”‘’—…·、，。；：？！％℃㎡①②③□■√×±≤≥' },
  ])
  assert.deepEqual(missingGlyphs(tree), [])
  const pages = await readPdf(await renderPdf(tree))
  assert.ok(pages.flat().every((c) => c.glyph !== 0))
  const text = compact(pages.map((p) => linesOfPage(p.filter((c) => c.y < 272 * mm)).join('')).join(''))
  for (const word of words) assert.ok(text.includes(word), `${word} was lost`)
})

test('a character the font lacks is named, or shown by its number; never dropped', async () => {
  const tree = paper('form', [{ kind: 'paragraph', text: '李🙂先生\u{31350}和שלום' }])
  assert.deepEqual(
    missingGlyphs(tree).map((m) => m.codePoint),
    ['U+1F642', 'U+31350', 'U+05E9', 'U+05DC', 'U+05D5', 'U+05DD'],
  )
  await assert.rejects(renderPdf(tree), (e: Error) => /🙂（U\+1F642）/.test(e.message) && e.name === 'Refusal')
  assert.match(
    compact(await textOf(await renderPdf(tree, { missing: 'mark' }))),
    /李\[U\+1F642\]先生\[U\+31350\]和\[U\+05E9\]/,
  )
})

const hostile = [
  '#panic("x") #import "/etc/passwd" #{1+1} #sys.inputs',
  '$x^2$ \\ \\u{41} *粗* _斜_ `raw` <label> @ref // 注 /* */ = 标题 - 项 + 项 / 项: ~ -- --- ... \'" [a](b)',
  '</w:t><w:p/> & &amp; <![CDATA[x]]> {name} {{x}} $ {x} %s %PDF-1.7 endobj (a) \\) ]TJ',
  '金额100\u202e001元\u2066隐\u2069\u0007\u001b[31m\u0085行\u2028行\u200b\ufeff零宽\u00ad',
  'e\u0301\u0301\u0301 \ufe0f \u{e0041} \uffff \u{1fffe}',
]

test('what a user wrote goes through as text', async () => {
  const pdf = await renderPdf(
    paper(
      'form',
      hostile.map((text) => ({ kind: 'paragraph', text })),
    ),
    { missing: 'mark' },
  )
  const text = compact(await textOf(pdf))
  assert.ok(text.includes(compact(hostile[0]!)), text)
  assert.ok(text.includes('$x^2$\\\\u{41}*粗*_斜_`raw`<label>@ref//注/**/=标题-项+项/项:~'), text)
  assert.ok(text.includes(compact(hostile[2]!)), text)
  assert.ok(text.includes('金额100[U+202E]001元[U+2066]隐[U+2069][U+0007][U+001B][31m行行零宽'), text)
  assert.ok(text.includes('[U+E0041]') && text.includes('[U+FFFF]') && text.includes('[U+1FFFE]'), text)
})

test('a word of 10,000 letters and a hash in a narrow cell stay on the paper', async () => {
  const [word, hash] = ['W'.repeat(10_000), 'a1'.repeat(32)]
  const pdf = await renderPdf(
    paper('official', [
      { kind: 'paragraph', text: word },
      {
        kind: 'table',
        columns: [
          { label: '甲', width: 1 },
          { label: '乙', width: 6 },
        ],
        rows: [[hash, hash]],
      },
    ]),
  )
  const pages = await readPdf(pdf)
  const letters = pages.flat().filter((c) => /[Wa1]/.test(c.text) && c.y < 262 * mm)
  assert.equal(letters.length, word.length + 2 * hash.length)
  assert.ok(letters.every((c) => c.x >= 28 * mm - 0.1 && c.x < 184 * mm - 4))
})

test('a long table breaks over pages and repeats its head; a cell longer than a page breaks too', async () => {
  const rows = Array.from({ length: 200 }, (_, i) => [`第${i + 1}行`, '内容'])
  const pages = await readPdf(
    await renderPdf(
      paper('official', [
        {
          kind: 'table',
          columns: [{ label: '表头甲' }, { label: '表头乙' }],
          rows: [...rows, ['末', '长'.repeat(5000)]],
        },
      ]),
    ),
  )
  assert.ok(pages.length > 8)
  for (const page of pages) assert.match(linesOfPage(page)[0]!, /表头甲/)
  const text = compact(
    pages
      .flat()
      .map((c) => c.text)
      .join(''),
  )
  for (const [first] of rows) assert.ok(text.includes(first!))
  assert.equal(text.match(/长/g)!.length, 5000)
})

test('any text at all is set, or refused by name; the typesetter lives on', async () => {
  const word = fc.string({ unit: 'binary', maxLength: 60 }).filter((s) => !s.includes('\0') && s.isWellFormed())
  const before = await renderPdf(agreement)
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 20, maxLength: 40 }), async (texts) => {
      const tree = paper('form', [
        {
          kind: 'fields',
          rows: texts.map((t) => ({ label: t, value: [t, { text: t, bold: true, underline: true }] })),
        },
        ...texts.map((text) => ({ kind: 'paragraph', text }) as const),
      ])
      const pages = await readPdf(await renderPdf(tree, { missing: 'mark' }))
      assert.ok(pages.flat().every((c) => c.glyph !== 0))
    }),
    { numRuns: 15 },
  )
  assert.ok(before.equals(await renderPdf(agreement)))
})

test('the same tree gives the same bytes, in this process and in another', async () => {
  const digest = (b: Buffer) => createHash('sha256').update(b).digest('hex')
  const code = `
    import { renderPdf, stopTypesetter } from ${JSON.stringify(new URL('../src/documents/pdf.ts', import.meta.url).href)}
    import { letter, agreement } from ${JSON.stringify(new URL('documents-support.ts', import.meta.url).href)}
    import { createHash } from 'node:crypto'
    for (const t of [agreement, letter]) console.log(createHash('sha256').update(await renderPdf(t)).digest('hex'))
    stopTypesetter()`
  const there = execFileSync(
    process.execPath,
    ['--input-type=module', '--disable-warning=ExperimentalWarning', '-e', code],
    {
      encoding: 'utf8',
      env: { ...process.env, TZ: 'America/New_York' },
    },
  )
  const here = [digest(await renderPdf(agreement)), digest(await renderPdf(letter))]
  assert.deepEqual(there.trim().split('\n'), here)
  assert.deepEqual([digest(await renderPdf(agreement)), digest(await renderPdf(letter))], here)
})

test('images come by their hash; what is not the image, or no image, is refused by name', async () => {
  const png = qrPng('图')
  const tree = (sm3: string) => paper('form', [{ kind: 'image', sm3, alt: '现场照片', widthMm: 60 }])
  const pdf = await renderPdf(tree(sm3Hex(png)), { images: new Map([[sm3Hex(png), png]]) })
  assert.match(pdf.toString('latin1'), /\/Subtype ?\/Image/)
  await assert.rejects(renderPdf(tree(sm3Hex(png))), /现场照片/)
  await assert.rejects(renderPdf(tree(sm3Hex('x')), { images: new Map([[sm3Hex('x'), png]]) }), /摘要不符/)
  const broken = Buffer.concat([png.subarray(0, 60), Buffer.alloc(40, 7)])
  await assert.rejects(renderPdf(tree(sm3Hex(broken)), { images: new Map([[sm3Hex(broken), broken]]) }), /损坏/)
  const text = Buffer.from('GIF89a')
  await assert.rejects(renderPdf(tree(sm3Hex(text)), { images: new Map([[sm3Hex(text), text]]) }), /不能印出/)
  assert.throws(() => qrPng('长'.repeat(2000)), /二维码/)
})

test('a link is an address of the web or is refused', async () => {
  for (const link of ['javascript:alert(1)', 'https://a.cn/"x', 'file:///etc/passwd'])
    await assert.rejects(renderPdf(paper('form', [{ kind: 'paragraph', text: [{ text: 'x', link }] }])), /网址/)
})

test('300 pages are set at once, within memory', async () => {
  const block = { kind: 'paragraph', text: '调解记录的内容，'.repeat(70) } as const
  const started = process.cpuUsage()
  const pdf = await renderPdf(
    paper(
      'official',
      Array.from({ length: 340 }, () => block),
    ),
  )
  const pages = (await PDFDocument.load(pdf)).getPageCount()
  assert.ok(pages >= 300, `${pages} pages`)
  assert.ok(pdf.length < 4_000_000, `${pdf.length} bytes`)
  // The typesetter's own work is in its process; this one only waits.
  assert.ok(process.cpuUsage(started).user < 10_000_000)
})

test('a typesetter that dies loses its document, not the next one', async () => {
  const long = renderPdf(
    paper(
      'official',
      Array.from({ length: 2000 }, () => ({ kind: 'paragraph', text: '调解'.repeat(300) }) as const),
    ),
  )
  const next = renderPdf(letter)
  setTimeout(stopTypesetter, 100)
  await assert.rejects(long, /意外退出/)
  assert.equal((await readPdf(await next)).length, 2)
  stopTypesetter()
  assert.equal((await readPdf(await renderPdf(letter))).length, 2)
})

test('an act is printed from its data alone', async () => {
  const tree = printOfAct({
    title: '受理登记',
    number: '海调〔2020〕第12号',
    date: day('2020-03-02'),
    fields: [
      { label: '申请人', value: '张喆' },
      { label: '备注', value: ' ' },
      { label: '经过', value: `${'甲'.repeat(500)}\n乙` },
    ],
    basis: ['人民调解法第十七条', '平台约定：三个工作日内决定'],
  })
  const text = compact(await textOf(await renderPdf(tree)))
  for (const words of [
    '受理登记',
    '海调〔2020〕第12号',
    '申请人张喆',
    '备注无',
    '依据：人民调解法第十七条；平台约定：三个工作日内决定。',
  ])
    assert.ok(text.includes(words), words)
  assert.equal(text.match(/甲/g)!.length, 500)
})

test('printable text: breaks, widths and what only acts', () => {
  assert.equal(printable('a\r\nb\rc\u2029d\te'), 'a\nb\nc\nd e')
  assert.equal(printable('\u202eab\u0000'), '[U+202E]ab[U+0000]')
  assert.equal(gridWidth('2020年〔1〕'), 2 + 1 + 1 + 0.5 + 1)
})
