/** docx read back from its XML: measures and faces of GB/T 9704, text as text, the same bytes. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { renderDocx } from '../src/documents/docx.ts'
import { agreement, letter, paper, textOfDocx, unzip } from './documents-support.ts'

const part = (docx: Buffer, name: string) => unzip(docx).get(name)!.toString()

test('margins, grid and paging of an organ’s letter', async () => {
  const docx = await renderDocx(letter)
  const xml = part(docx, 'word/document.xml')
  // 37, 26, 35 and 28 mm in twentieths of a point.
  assert.match(xml, /<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"/)
  assert.match(xml, /<w:pgSz w:w="11906" w:h="16838"/)
  const grid = /<w:docGrid w:type="linesAndChars" w:linePitch="(\d+)" w:charSpace="(-?\d+)"\/>/.exec(xml)!
  const [area, lines] = [(297 - 37 - 35) * (1440 / 25.4), Number(grid[1])]
  assert.equal(Math.floor(area / lines), 22)
  const character = 16 + Number(grid[2]) / 4096
  assert.equal(Math.floor(((156 / 25.4) * 72) / character), 28)
  assert.match(part(docx, 'word/settings.xml'), /<w:evenAndOddHeaders\/>/)
  const feet = [part(docx, 'word/footer1.xml'), part(docx, 'word/footer2.xml')]
  assert.match(feet[0]!, /<w:jc w:val="right"\/>/)
  assert.match(feet[1]!, /<w:jc w:val="left"\/>/)
  for (const foot of feet) assert.match(foot, /— .*PAGE.* —/s)
})

test('every run names a Chinese face; body 仿宋 16 pt, title 小标宋 22 pt, headings 黑体', async () => {
  const docx = await renderDocx(letter)
  const xml = part(docx, 'word/document.xml')
  const styles = part(docx, 'word/styles.xml')
  assert.match(styles, /<w:docDefaults>.*w:eastAsia="仿宋_GB2312".*<w:sz w:val="32"\/>.*<\/w:docDefaults>/)
  const runs = [...xml.matchAll(/<w:r>(.*?)<\/w:r>/g)].map((m) => m[1]!).filter((r) => /<w:t[ >]/.test(r))
  assert.ok(runs.length > 15)
  const faceOf = (text: string) => /w:eastAsia="([^"]+)"/.exec(runs.find((r) => r.includes(text))!)?.[1]
  for (const r of runs) if (!r.includes('见记录')) assert.match(r, /w:eastAsia="[^"]+"/)
  assert.equal(faceOf('现就有关事项'), '仿宋_GB2312')
  assert.equal(faceOf('一、总体要求'), '黑体')
  assert.equal(faceOf('人民调解工作的通知'), '方正小标宋简体')
  assert.match(runs.find((r) => r.includes('人民调解工作的通知'))!, /<w:sz w:val="44"\/>/)
  assert.match(xml, /w:firstLineChars="200"/)
  assert.match(xml, /w:line="579" w:lineRule="exact"/)
  assert.match(xml, /<w:bookmarkStart [^>]*w:name="seal_8"/)
})

test('a letter and a form say what their trees say, in order', async () => {
  const orders = [
    [
      letter,
      [
        '宁波市司法局文件',
        '甬司〔2020〕12号',
        '各区县（市）司法局：',
        '通知',
        '一、总体要求',
        '见记录',
        '附件：1.名册',
        '2.格式',
        '宁波市司法局',
        '2020年3月2日',
        '（此件公开发布）',
        '抄送：市委政法委。',
        '2020年3月3日印发',
      ],
    ],
    [
      agreement,
      [
        '人民调解协议书',
        '海调〔2020〕第12号',
        '甲方',
        '住址',
        '给付',
        '金额',
        '500元',
        '甲方（签名、盖章或者按指印）：',
        '某某人民调解委员会（盖章）：',
        '2020年3月2日',
        '扫码核验',
      ],
    ],
  ] as const
  for (const [tree, words] of orders) {
    const text = textOfDocx(await renderDocx(tree))
    let at = 0
    for (const w of words) {
      const found = text.indexOf(w, at)
      assert.ok(found >= 0, `${w} is missing after\n${text.slice(0, at)}`)
      at = found + w.length
    }
  }
  assert.match(part(await renderDocx(letter), 'word/document.xml'), /HYPERLINK (&quot;|")https:\/\/example\.com\/f\/1/)
  assert.ok(unzip(await renderDocx(agreement)).has('word/media/image1.png'))
})

test('a long table repeats its head row', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => [`${i}`, '内容'])
  const xml = part(
    await renderDocx(paper('official', [{ kind: 'table', columns: [{ label: '甲' }, { label: '乙' }], rows }])),
    'word/document.xml',
  )
  assert.equal(xml.match(/<w:tblHeader\/>/g)!.length, 1)
  assert.equal(xml.match(/<w:tr>/g)!.length, 61)
})

test('what a user wrote goes through as text, and the XML stays XML', async () => {
  const hostile = '</w:t><w:br/>&amp;"\'<![CDATA[x]]> #panic $x$ \\ {x} \u0007\u202e元\uffff🙂\u001b'
  const docx = await renderDocx(
    paper(
      'form',
      [
        { kind: 'title', text: hostile },
        { kind: 'fields', rows: [{ label: hostile, value: hostile }] },
        { kind: 'signatures', signers: [{ label: hostile, mark: 'sign' }] },
      ],
      hostile,
    ),
  )
  const shown = '</w:t><w:br/>&amp;"\'<![CDATA[x]]> #panic $x$ \\ {x} [U+0007][U+202E]元[U+FFFF]🙂[U+001B]'
  assert.equal(textOfDocx(docx).split(shown).length, 5)
  for (const [name, bytes] of unzip(docx)) {
    if (!/\.(xml|rels)$/.test(name)) continue
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
    assert.doesNotMatch(bytes.toString(), /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/, name)
    const tags = [...bytes.toString().matchAll(/<(\/?)([\w:.]+)(?:\s[^<>]*?)?(\/?)>/g)]
    const open: string[] = []
    for (const [, close, tag, empty] of tags)
      if (close) assert.equal(open.pop(), tag, name)
      else if (!empty) open.push(tag!)
    assert.deepEqual(open, [], name)
  }
})

test('the same tree gives the same bytes, in this process and in another', async () => {
  const digest = (b: Buffer) => createHash('sha256').update(b).digest('hex')
  const code = `
    import { renderDocx } from ${JSON.stringify(new URL('../src/documents/docx.ts', import.meta.url).href)}
    import { letter, agreement } from ${JSON.stringify(new URL('documents-support.ts', import.meta.url).href)}
    import { createHash } from 'node:crypto'
    for (const t of [agreement, letter]) console.log(createHash('sha256').update(await renderDocx(t)).digest('hex'))`
  const there = execFileSync(
    process.execPath,
    ['--input-type=module', '--disable-warning=ExperimentalWarning', '-e', code],
    {
      encoding: 'utf8',
      env: { ...process.env, TZ: 'America/New_York' },
    },
  )
  const here = [digest(await renderDocx(agreement)), digest(await renderDocx(letter))]
  assert.deepEqual(there.trim().split('\n'), here)
  assert.deepEqual([digest(await renderDocx(agreement)), digest(await renderDocx(letter))], here)
})
