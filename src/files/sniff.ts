/**
 * What a file is, told by its bytes and never by its name or by what the sender says.
 *
 * The list is closed, and nothing in it runs in a browser: HTML, SVG, XML and scripts are text here. What is not recognised
 * is a row of bytes.
 */

/** As much of the beginning as `sniff` looks at. */
export const headBytes = 4096

export const unknownType = 'application/octet-stream'
const ole = 'application/x-ole-storage'
const ooxml = 'application/vnd.openxmlformats-officedocument'

type Mark = { type: string; at?: number; bytes: string; also?: { at: number; bytes: string } }
/** Bytes are written as Latin-1 text. */
const marks: readonly Mark[] = [
  { type: 'application/pdf', bytes: '%PDF-' },
  { type: 'image/png', bytes: '\x89PNG\r\n\x1a\n' },
  { type: 'image/jpeg', bytes: '\xff\xd8\xff' },
  { type: 'image/gif', bytes: 'GIF87a' },
  { type: 'image/gif', bytes: 'GIF89a' },
  { type: 'image/webp', bytes: 'RIFF', also: { at: 8, bytes: 'WEBP' } },
  { type: 'image/bmp', bytes: 'BM', also: { at: 6, bytes: '\0\0\0\0' } },
  { type: 'image/tiff', bytes: 'II*\0' },
  { type: 'image/tiff', bytes: 'MM\0*' },
  { type: 'audio/wav', bytes: 'RIFF', also: { at: 8, bytes: 'WAVE' } },
  { type: 'video/x-msvideo', bytes: 'RIFF', also: { at: 8, bytes: 'AVI ' } },
  { type: 'audio/mpeg', bytes: 'ID3' },
  { type: 'audio/amr', bytes: '#!AMR' },
  { type: 'audio/flac', bytes: 'fLaC' },
  { type: 'audio/ogg', bytes: 'OggS' },
  { type: 'video/webm', bytes: '\x1aE\xdf\xa3' },
  { type: 'application/zip', bytes: 'PK\x03\x04' },
  { type: 'application/zip', bytes: 'PK\x05\x06' },
  { type: ole, bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' },
  { type: 'application/vnd.rar', bytes: 'Rar!\x1a\x07' },
  { type: 'application/x-7z-compressed', bytes: "7z\xbc\xaf'\x1c" },
  { type: 'application/gzip', bytes: '\x1f\x8b\x08' },
  { type: 'application/rtf', bytes: '{\\rtf' },
]
/** Brands of the ISO media container (ISO/IEC 14496-12). */
const brands: readonly [RegExp, string][] = [
  [/^(heic|heix|heim|heis|mif1|msf1)/, 'image/heic'],
  [/^avi[fs]/, 'image/avif'],
  [/^M4A/, 'audio/mp4'],
  [/^qt/, 'video/quicktime'],
  [/^3g/, 'video/3gpp'],
  [/./, 'video/mp4'],
]
const inZip: readonly [RegExp, string][] = [
  [/^OFD\.xml$/, 'application/ofd'],
  [/^word\/vbaProject\.bin$/, 'application/vnd.ms-word.document.macroenabled.12'],
  [/^xl\/vbaProject\.bin$/, 'application/vnd.ms-excel.sheet.macroenabled.12'],
  [/^ppt\/vbaProject\.bin$/, 'application/vnd.ms-powerpoint.presentation.macroenabled.12'],
  [/^word\/document\d*\.xml$/, `${ooxml}.wordprocessingml.document`],
  [/^xl\/workbook\d*\.(xml|bin)$/, `${ooxml}.spreadsheetml.sheet`],
  [/^ppt\/presentation\d*\.xml$/, `${ooxml}.presentationml.presentation`],
]
const inOle: readonly [string, string][] = [
  ['WordDocument', 'application/msword'],
  ['Workbook', 'application/vnd.ms-excel'],
  ['Book', 'application/vnd.ms-excel'],
  ['PowerPoint Document', 'application/vnd.ms-powerpoint'],
]
const openDocument = ['text', 'spreadsheet', 'presentation'].map((k) => `application/vnd.oasis.opendocument.${k}`)

/** Every type there is. */
export const fileTypes: ReadonlySet<string> = new Set([
  unknownType,
  'text/plain',
  ...marks.map((m) => m.type),
  ...[...brands, ...inZip, ...inOle].map(([, type]) => type),
  ...openDocument,
])

/** Types that a browser may show in the page's own window, in a sandbox; all others are saved. */
export const shownTypes: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
])

/**
 * What a name promises. Kinds that people mix up without harm are one: every picture is a picture, and office programs save
 * under each other's endings, and web pages and tables as text under theirs. Other endings promise nothing.
 */
const promises: readonly { ending: RegExp; kind: string; holds: (type: string) => boolean }[] = [
  { ending: /\.pdf$/i, kind: ' PDF', holds: (t) => t === 'application/pdf' },
  { ending: /\.(png|jpe?g|gif|webp|bmp|tiff?|heic|avif)$/i, kind: '图片', holds: (t) => t.startsWith('image/') },
  { ending: /\.ofd$/i, kind: ' OFD', holds: (t) => t === 'application/ofd' },
  {
    ending: /\.(doc|xls|ppt|docx|xlsx|pptx|wps|et|dps)$/i,
    kind: ' Office 文档',
    holds: (t) => t === ole || t === 'text/plain' || t === 'application/rtf' || isOffice(t),
  },
  { ending: /\.(txt|csv|tsv|log|md|html?|xml|json|svg)$/i, kind: '文本', holds: (t) => t === 'text/plain' },
  {
    ending: /\.zip$/i,
    kind: ' ZIP 压缩包',
    holds: (t) => t === 'application/zip' || t === 'application/ofd' || isOffice(t),
  },
  { ending: /\.rar$/i, kind: ' RAR 压缩包', holds: (t) => t === 'application/vnd.rar' },
  { ending: /\.7z$/i, kind: ' 7z 压缩包', holds: (t) => t === 'application/x-7z-compressed' },
  { ending: /\.(mp3|wav|m4a|amr|ogg|flac)$/i, kind: '录音', holds: (t) => /^(audio|video)\//.test(t) },
  { ending: /\.(mp4|mov|avi|webm|mkv|3gp)$/i, kind: '录像', holds: (t) => /^(audio|video)\//.test(t) },
]
const isOffice = (t: string) => /^application\/(msword$|vnd\.(ms-|openxmlformats-|oasis\.))/.test(t)

/** The kind that the name promises and the content is not; undefined where they agree. */
export const brokenPromise = (name: string, type: string): string | undefined =>
  promises.find((p) => p.ending.test(name) && !p.holds(type))?.kind

/** Reads `length` bytes at `offset`; fewer at the end. */
export type ReadAt = (offset: number, length: number) => Promise<Uint8Array>

const latin = (b: Uint8Array) => Buffer.from(b.buffer, b.byteOffset, b.byteLength)

/** The type of a file of `size` bytes. Reads its beginning and, of containers, the table of what is inside. */
export async function sniff(size: number, readAt: ReadAt): Promise<string> {
  const head = latin(await readAt(0, Math.min(size, headBytes)))
  const has = (at: number, bytes: string) => head.toString('latin1', at, at + bytes.length) === bytes
  const mark = marks.find((m) => has(m.at ?? 0, m.bytes) && (!m.also || has(m.also.at, m.also.bytes)))
  if (mark?.type === 'application/zip') return (await typeInZip(head, size, readAt)) ?? mark.type
  if (mark?.type === ole) return (await typeInOle(head, readAt)) ?? mark.type
  if (mark) return mark.type
  if (has(4, 'ftyp')) return brands.find(([brand]) => brand.test(head.toString('latin1', 8, 12)))?.[1] ?? unknownType
  // A bare frame of MPEG audio, layer III: sync, a bit rate and a sampling rate that exist.
  if (head[0] === 0xff && (head[1]! & 0xe6) === 0xe2 && (head[2]! & 0xf0) < 0xf0 && (head[2]! & 0x0c) < 0x0c)
    return 'audio/mpeg'
  return isText(head, size > head.length) ? 'text/plain' : unknownType
}

/** Text in UTF-8 or GB 18030 without control characters, or in UTF-16 with its mark. */
function isText(head: Buffer, isCut: boolean): boolean {
  if (head.length === 0) return false
  const utf16 =
    head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : ''
  for (const encoding of utf16 ? [utf16] : ['utf-8', 'gb18030'])
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: isCut })
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells bytes from text
      return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/.test(text)
    } catch {
      // Not in this encoding.
    }
  return false
}

const mostDirectory = 1024 * 1024

/** By the names in the central directory, which is at the end however the archive was written (APPNOTE 4.3.12, 4.3.16). */
async function typeInZip(head: Buffer, size: number, readAt: ReadAt): Promise<string | undefined> {
  // OpenDocument states its type in a first entry that is stored as it is.
  const first = head.toString('latin1', 30, 120)
  const stated = first.startsWith('mimetype') ? openDocument.find((t) => first.startsWith(`mimetype${t}`)) : undefined
  if (stated) return stated
  const start = Math.max(0, size - 65_557)
  const tail = latin(await readAt(start, size - start))
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0 || end + 20 > tail.length) return undefined
  const length = tail.readUInt32LE(end + 12)
  const offset = tail.readUInt32LE(end + 16)
  if (length > mostDirectory || offset + length > size) return undefined
  const directory = latin(await readAt(offset, length))
  const names: string[] = []
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
    const n = directory.readUInt16LE(at + 28)
    names.push(directory.toString('latin1', at + 46, at + 46 + n))
    at += 46 + n + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return inZip.find(([pattern]) => names.some((n) => pattern.test(n)))?.[1]
}

/** By the names in the first sector of the directory ([MS-CFB] 2.2, 2.6.1). */
async function typeInOle(head: Buffer, readAt: ReadAt): Promise<string | undefined> {
  if (head.length < 512) return undefined
  const shift = head.readUInt16LE(30)
  if (shift !== 9 && shift !== 12) return undefined
  const directory = latin(await readAt((head.readUInt32LE(48) + 1) * 2 ** shift, 4096))
  const names = new Set<string>()
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const bytes = directory.readUInt16LE(at + 64)
    if (bytes >= 2 && bytes <= 64) names.add(directory.toString('utf16le', at, at + bytes - 2))
  }
  return inOle.find(([name]) => names.has(name))?.[1]
}
