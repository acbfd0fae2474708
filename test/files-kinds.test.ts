/** What a file is by its bytes, and what its name may be: hostile ones among them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { cleanName, contentDisposition } from '../src/files/names.ts'
import { fileTypes, headBytes, shownTypes, sniff, unknownType } from '../src/files/sniff.ts'

/** An archive with these entries, stored. `streamed` leaves the sizes to a descriptor, as writers that cannot go back do. */
function zip(entries: Record<string, string>, streamed = false): Buffer {
  const out: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(entries)) {
    const [n, content] = [Buffer.from(name), Buffer.from(text)]
    const local = Buffer.alloc(30)
    local.write('PK\x03\x04', 0, 'latin1')
    local.writeUInt16LE(streamed ? 8 : 0, 6)
    const sizes = Buffer.alloc(12)
    sizes.writeUInt32LE(crc32(content), 0)
    sizes.writeUInt32LE(content.length, 4)
    sizes.writeUInt32LE(content.length, 8)
    if (!streamed) sizes.copy(local, 14)
    local.writeUInt16LE(n.length, 26)
    const central = Buffer.alloc(46)
    central.write('PK\x01\x02', 0, 'latin1')
    sizes.copy(central, 16)
    central.writeUInt16LE(n.length, 28)
    central.writeUInt32LE(offset, 42)
    const parts = [
      local,
      n,
      content,
      ...(streamed ? [Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), sizes])] : []),
    ]
    out.push(...parts)
    directory.push(central, n)
    offset += parts.reduce((sum, p) => sum + p.length, 0)
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt32LE(
    directory.reduce((sum, p) => sum + p.length, 0),
    12,
  )
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...out, ...directory, end])
}

/** A compound file whose directory holds these names. */
function compound(...names: string[]): Buffer {
  const file = Buffer.alloc(512 * 4)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file)
  file.writeUInt16LE(9, 30)
  file.writeUInt32LE(1, 48)
  for (const [i, name] of ['Root Entry', ...names].entries()) {
    file.write(name, 1024 + i * 128, 'utf16le')
    file.writeUInt16LE(name.length * 2 + 2, 1024 + i * 128 + 64)
  }
  return file
}

const l1 = (s: string) => Buffer.from(s, 'latin1')
const media = (brand: string) => Buffer.concat([l1(`\0\0\0\x20ftyp${brand}\0\0\0\0`), Buffer.alloc(64)])
const types = { '[Content_Types].xml': '<Types/>', '_rels/.rels': '' }
const padded = { ...types, 'docProps/thumbnail.jpeg': '\u0001'.repeat(200_000) }
const html = '<!doctype html><script>alert(1)</script>'
const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const cases: readonly [string, Buffer, string][] = [
  ['PDF', l1('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'), 'application/pdf'],
  ['PDF with a page before it', Buffer.from(`${html}%PDF-1.7`), 'text/plain'],
  ['PNG', l1('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), 'image/png'],
  ['PNG that is also a page', l1(`\x89PNG\r\n\x1a\n\0\0\0\rIHDR${html}`), 'image/png'],
  ['JPEG', l1('\xff\xd8\xff\xe0\0\x10JFIF'), 'image/jpeg'],
  ['JPEG that is also an archive', Buffer.concat([l1('\xff\xd8\xff\xe0'), zip({ a: 'b' })]), 'image/jpeg'],
  ['GIF', l1('GIF89a\x01\0\x01\0'), 'image/gif'],
  ['GIF that is also a script', l1('GIF89a/*\0*/=alert(1)'), 'image/gif'],
  ['WebP', l1('RIFF\x24\0\0\0WEBPVP8 '), 'image/webp'],
  ['BMP', l1('BM\x36\0\0\0\0\0\0\0'), 'image/bmp'],
  ['TIFF, little', l1('II*\0\x08\0\0\0'), 'image/tiff'],
  ['TIFF, big', l1('MM\0*\0\0\0\x08'), 'image/tiff'],
  ['HEIC', media('heic'), 'image/heic'],
  ['AVIF', media('avif'), 'image/avif'],
  ['MP4', media('isom'), 'video/mp4'],
  ['MOV', media('qt  '), 'video/quicktime'],
  ['M4A', media('M4A '), 'audio/mp4'],
  ['3GP', media('3gp4'), 'video/3gpp'],
  ['MP3 with tag', l1('ID3\x04\0\0'), 'audio/mpeg'],
  ['MP3 without', l1('\xff\xfb\x90\x64\0\0'), 'audio/mpeg'],
  ['no MP3: no such bit rate', l1('\xff\xfb\xf0\x64\0\0'), unknownType],
  ['WAV', l1('RIFF\x24\0\0\0WAVEfmt '), 'audio/wav'],
  ['AVI', l1('RIFF\x24\0\0\0AVI LIST'), 'video/x-msvideo'],
  ['AMR', l1('#!AMR\n\x3c'), 'audio/amr'],
  ['FLAC', l1('fLaC\0\0\0\x22'), 'audio/flac'],
  ['Ogg', l1('OggS\0\x02'), 'audio/ogg'],
  ['WebM', l1('\x1aE\xdf\xa3\x01'), 'video/webm'],
  ['docx', zip({ ...types, 'word/document.xml': '<w/>' }), word],
  [
    'docx with external targets',
    zip({ ...types, 'word/document.xml': '', 'word/_rels/document.xml.rels': 'TargetMode="External"' }),
    word,
  ],
  ['docx written as a stream', zip({ ...types, 'word/document.xml': '<w/>' }, true), word],
  ['docx whose document comes late', zip({ ...padded, 'word/document.xml': '<w/>' }, true), word],
  [
    'docx with macros',
    zip({ ...types, 'word/document.xml': '', 'word/vbaProject.bin': '' }),
    'application/vnd.ms-word.document.macroenabled.12',
  ],
  [
    'xlsx',
    zip({ ...types, 'xl/workbook.xml': '' }),
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  [
    'pptx',
    zip({ ...types, 'ppt/presentation.xml': '' }),
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ],
  ['OFD', zip({ 'OFD.xml': '<ofd:OFD/>', 'Doc_0/Document.xml': '' }), 'application/ofd'],
  [
    'odt',
    zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '' }),
    'application/vnd.oasis.opendocument.text',
  ],
  [
    'ods',
    zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }),
    'application/vnd.oasis.opendocument.spreadsheet',
  ],
  ['zip', zip({ '../../etc/passwd': 'x' }), 'application/zip'],
  ['zip, empty', zip({}), 'application/zip'],
  ['zip, cut', zip({ ...types, 'word/document.xml': '<w/>' }).subarray(0, 60), 'application/zip'],
  ['doc', compound('WordDocument', '1Table'), 'application/msword'],
  ['xls', compound('Workbook'), 'application/vnd.ms-excel'],
  ['ppt', compound('PowerPoint Document'), 'application/vnd.ms-powerpoint'],
  ['msi or another compound file', compound('Other'), 'application/x-ole-storage'],
  ['compound file, cut', compound('WordDocument').subarray(0, 300), 'application/x-ole-storage'],
  ['RAR', l1('Rar!\x1a\x07\x01\0'), 'application/vnd.rar'],
  ['7z', l1("7z\xbc\xaf'\x1c\0\x04"), 'application/x-7z-compressed'],
  ['gzip', l1('\x1f\x8b\x08\0'), 'application/gzip'],
  ['RTF', l1('{\\rtf1\\ansi'), 'application/rtf'],
  ['HTML', Buffer.from(html), 'text/plain'],
  ['SVG', Buffer.from(svg), 'text/plain'],
  ['SVG with a mark', Buffer.from(`\ufeff<?xml version="1.0"?>${svg}`), 'text/plain'],
  ['HTML in UTF-16', Buffer.concat([l1('\xff\xfe'), Buffer.from(html, 'utf16le')]), 'text/plain'],
  ['MHTML', Buffer.from('MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n'), 'text/plain'],
  ['script', Buffer.from('#!/bin/sh\nrm -rf /\n'), 'text/plain'],
  ['text in UTF-8', Buffer.from('调解协议：双方于二〇二〇年五月……\n'), 'text/plain'],
  ['text in UTF-8, cut in a character', Buffer.from(`a${'调'.repeat(headBytes)}`), 'text/plain'],
  ['text in GB 18030', l1('\xb5\xf7\xbd\xe2\xd0\xad\xd2\xe9\n'), 'text/plain'],
  ['Windows program', l1('MZ\x90\0\x03\0\0\0\x04\0'), unknownType],
  ['Linux program', l1('\x7fELF\x02\x01\x01\0'), unknownType],
  ['zeros', Buffer.alloc(100), unknownType],
  ['one byte', Buffer.from([0xff]), unknownType],
]

const typeOf = (file: Buffer) => sniff(file.length, async (offset, length) => file.subarray(offset, offset + length))

test(`what ${cases.length} files are, by their bytes alone`, async () => {
  const wrong: string[] = []
  for (const [what, file, type] of cases) {
    const found = await typeOf(file)
    if (found !== type) wrong.push(`${what}: ${found}, not ${type}`)
  }
  assert.deepEqual(wrong, [])
})

test('no type that a browser runs is on the list, and what is shown is on it', () => {
  for (const type of fileTypes)
    assert.doesNotMatch(type, /html|svg|[/+]xml|script|java|css|xhtml|multipart|message|event-stream|flash/, type)
  for (const type of shownTypes) assert.ok(fileTypes.has(type), type)
  assert.ok(fileTypes.size > 35)
})

test('property: any mutation of these files is one of the known types and reads nothing outside the file', async () => {
  const reached = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...cases),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 12 }),
      fc.nat(),
      async ([, original], changes, cut) => {
        const file = Buffer.from(original.subarray(0, cut % 3 ? original.length : cut % (original.length + 1)))
        // Mostly where the formats keep their tables: the beginning and the end.
        for (const [where, value] of changes) {
          if (file.length === 0) break
          const near = where % Math.min(file.length, 600)
          file[where % 2 ? near : file.length - 1 - near] = value
        }
        const type = await sniff(file.length, async (offset, length) => {
          assert.ok(offset >= 0 && length >= 0 && length <= 1024 * 1024, `${length} bytes at ${offset}`)
          return file.subarray(offset, offset + length)
        })
        reached.add(type)
        assert.ok(fileTypes.has(type), type)
      },
    ),
    { numRuns: 5000 },
  )
  assert.ok(reached.size > 30, [...reached].join())
})

const names: readonly [string, string][] = [
  ['调解协议书.pdf', '调解协议书.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\Windows\\win.ini', 'win.ini'],
  ['D:\\资料\\张三\\证据 一.docx', '证据 一.docx'],
  ['/etc/', '未命名'],
  ['a\u0000b.pdf', 'ab.pdf'],
  ['a\r\nSet-Cookie: x=1.txt', 'aSet-Cookie_ x=1.txt'],
  ['合同\u202efdp.exe', '合同fdp.exe'],
  ['\u2066x\u2069\u200b\ufeff.txt', 'x.txt'],
  ['CON.txt', '_CON.txt'],
  ['nul', '_nul'],
  ['com1.tar.gz', '_com1.tar.gz'],
  ['COM¹.txt', '_COM¹.txt'],
  ['console.txt', 'console.txt'],
  ['a<b>:"c|d?e*.txt', 'a_b___c_d_e_.txt'],
  ['.htaccess', 'htaccess'],
  ['x. . .', 'x'],
  ['  两  格　名.txt ', '两 格 名.txt'],
  ['e\u200d\u0301.txt', 'é.txt'],
  ['\ud800.txt', 'txt'],
  ['', '未命名'],
  ['...', '未命名'],
  [`${'长'.repeat(500)}.docx`, `${'长'.repeat(115)}.docx`],
  ['😀'.repeat(500), '😀'.repeat(120)],
  [`x.${'y'.repeat(500)}`, `x.${'y'.repeat(118)}`],
  ['䶮喆堃赟碶澥甽.pdf', '䶮喆堃赟碶澥甽.pdf'],
]

test('names as people and attackers give them', () => {
  for (const [raw, clean] of names) assert.equal(cleanName(raw), clean, JSON.stringify(raw).slice(0, 80))
})

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        '..',
        '/',
        '\\',
        'con',
        '.',
        ' ',
        '\u202e',
        '\u0000',
        '"',
        "'",
        '%',
        ';',
        '名',
        'é',
        '\u0301',
        '😀',
        'x',
      ),
    )
    .map((a) => a.join('')),
)

test('property: a clean name is safe, short, and clean already', () => {
  fc.assert(
    fc.property(anyName, (raw) => {
      const name = cleanName(raw)
      assert.ok(name.length > 0 && [...name].length <= 121)
      assert.doesNotMatch(name, /[/\\<>:"|?*]|\p{Cc}|\p{Cf}|^[. ]|[. ]$/u)
      assert.ok(name.isWellFormed() && name === name.normalize('NFC'))
      assert.doesNotMatch(name, /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
      assert.equal(cleanName(name), name)
    }),
    { numRuns: 3000 },
  )
})

test('property: a header carries any name, one value, ASCII, and gives it back', () => {
  assert.equal(
    contentDisposition('attachment', '协议 (1)\'s "a".pdf'),
    `attachment; filename="__ (1)'s _a_.pdf"; filename*=UTF-8''%E5%8D%8F%E8%AE%AE%20%281%29%27s%20_a_.pdf`,
  )
  fc.assert(
    fc.property(anyName, (raw) => {
      const header = contentDisposition('inline', raw)
      const m = /^inline; filename="([ !#-$&-[\]-~]+)"; filename\*=UTF-8''([A-Za-z0-9!#$&+.^_`|~%-]+)$/.exec(header)
      assert.ok(m, header)
      assert.equal(decodeURIComponent(m[2]!), cleanName(raw))
      new Headers({ 'content-disposition': header })
    }),
    { numRuns: 2000 },
  )
})
