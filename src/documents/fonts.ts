/**
 * The faces that PDFs are set in: Noto Serif SC, which comes with the program, and the city's own fonts for characters that it lacks
 * (names of persons in GB 18030 beyond it), from the folder that FADU_FONTS names.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { PlainError } from '#kernel'
import { type Coverage, coverageOf } from './glyphs.ts'

const require = createRequire(import.meta.url)
const family = 'Noto Serif SC'
const faces = ['400Regular/NotoSerifSC_400Regular.ttf', '700Bold/NotoSerifSC_700Bold.ttf']

export type Fonts = {
  /** Paths of all font files. */
  readonly files: readonly string[]
  /** Names of the families, in the order in which a character is looked for. */
  readonly families: readonly string[]
  readonly coverage: Coverage
}

/** The family's name in a font file (name table, id 16 or 1), in English where it has one. */
export function familyOf(font: Uint8Array): string | undefined {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  let at = 0
  for (let i = 0; i < view.getUint16(4); i++)
    if (view.getUint32(12 + 16 * i) === 0x6e616d65) at = view.getUint32(12 + 16 * i + 8)
  if (at === 0) return undefined
  const strings = at + view.getUint16(at + 4)
  let best: { rank: number; name: string } | undefined
  for (let i = 0; i < view.getUint16(at + 2); i++) {
    const record = at + 6 + 12 * i
    const [platform, language, id] = [view.getUint16(record), view.getUint16(record + 4), view.getUint16(record + 6)]
    if (platform !== 3 || (id !== 1 && id !== 16)) continue
    const from = strings + view.getUint16(record + 10)
    const bytes = font.subarray(from, from + view.getUint16(record + 8))
    const name = Buffer.from(bytes).swap16().toString('utf16le')
    const rank = (id === 16 ? 2 : 0) + (language === 0x409 ? 1 : 0)
    if (!best || rank > best.rank) best = { rank, name }
  }
  return best?.name
}

let known: { folder: string; fonts: Fonts } | undefined

/** The fonts of this machine, read once. @throws PlainError where FADU_FONTS is no folder of fonts */
export function fontsOf(folder = process.env.FADU_FONTS ?? ''): Fonts {
  if (known?.folder === folder) return known.fonts
  const own = faces.map((f) => require.resolve(`@expo-google-fonts/noto-serif-sc/${f}`))
  if (folder !== '' && !existsSync(folder))
    throw new PlainError(`没有 FADU_FONTS 指明的文件夹 ${folder}：请改正路径，或者去掉这一设置。`)
  const extra =
    folder === ''
      ? []
      : readdirSync(folder)
          .filter((f) => /\.(ttf|otf)$/i.test(f))
          .sort()
          .map((f) => join(folder, f))
  const coverages = [coverageOf(readFileSync(own[0]!))]
  const families = [family]
  for (const file of extra) {
    try {
      const bytes = readFileSync(file)
      const name = familyOf(bytes)
      if (name === undefined) throw new Error('no name')
      coverages.push(coverageOf(bytes))
      if (!families.includes(name)) families.push(name)
    } catch {
      throw new PlainError(`FADU_FONTS 里的 ${file} 不是可以使用的字库（.ttf、.otf）：请移出这个文件后重新启动。`)
    }
  }
  const fonts = {
    files: [...own, ...extra],
    families,
    coverage: { has: (c: number) => coverages.some((x) => x.has(c)) },
  }
  known = { folder, fonts }
  return fonts
}

// What each character was found to be, 1 shown and 2 not: every text of every paper is looked through.
let told = { fonts: undefined as Fonts | undefined, by: new Uint8Array(0) }

/** The characters of a text that no font here can show, each once. */
export function lackingIn(text: string): string[] {
  const fonts = fontsOf()
  if (told.fonts !== fonts) told = { fonts, by: new Uint8Array(0x110000) }
  const { by } = told
  let lacking: Set<string> | undefined
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i)
    if (code <= 0x7e || by[code] === 1) continue
    if (code >= 0xd800 && code < 0xdc00) code = text.codePointAt(i)!
    const is = by[code] || (fonts.coverage.has(code) ? 1 : 2)
    by[code] = is
    if (is === 2) {
      lacking ??= new Set()
      lacking.add(String.fromCodePoint(code))
    }
    if (code > 0xffff) i++
  }
  return lacking ? [...lacking] : []
}
