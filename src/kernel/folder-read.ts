/** Reading the folders of docs/record-format.md: files, lines and JSON as strictly as the page says, every fault a finding. */
import { createReadStream, lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hex32 } from './canonical.ts'
import { type CheckpointKey, parseKey } from './checkpoint.ts'
import { PlainError, Refusal } from './errors.ts'
import type { PrivateFields } from './personal.ts'
import { type Finding, isUuid } from './record-check.ts'

export const maxLineBytes = 16 * 1024 * 1024
export const maxFileBytes = 1024 * 1024
export const maxNoteBytes = 65_536

/** What is wrong with a file of the folder; always becomes a finding. */
export class Fault extends Error {}

export type Find = (f: Finding) => void

/** Gives the words of a fault to `tell`; what is no fault of the folder goes on. */
export function telling<T>(work: () => T, tell: (message: string) => void): T | undefined {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Fault || error instanceof Refusal || error instanceof PlainError)) throw error
    tell(error.message)
    return undefined
  }
}

/** Whether there is anything of this name; a link counts as what it is. */
export const isThere = (path: string) => lstatSync(path, { throwIfNoEntry: false }) !== undefined

/** The size in bytes of a regular file. @throws Fault where it is missing or something else, a link included */
export function fileBytes(path: string): number {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  if (!stat) throw new Fault('缺少这个文件')
  if (!stat.isFile()) throw new Fault('不是普通文件')
  return stat.size
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** @throws Fault where the bytes are not UTF-8 or hold a carriage return */
export function textOf(bytes: Uint8Array): string {
  if (bytes.includes(0x0d)) throw new Fault('含有回车符，行尾只能是一个换行符')
  try {
    return utf8.decode(bytes)
  } catch {
    throw new Fault('不是 UTF-8 文字')
  }
}

export function readText(path: string, most: number): string {
  if (fileBytes(path) > most) throw new Fault(`超过 ${most} 字节`)
  return textOf(readFileSync(path))
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const hasKeys = (value: Record<string, unknown>, ...keys: string[]) =>
  Object.keys(value).length === keys.length && keys.every((k) => Object.hasOwn(value, k))
export const isCount = (value: unknown, least: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= least

/** How many members the objects of valid JSON text have as written: one colon each, outside strings. */
function membersWritten(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 0x3a) count++
    else if (c === 0x22) for (i++; text.charCodeAt(i) !== 0x22; i++) if (text.charCodeAt(i) === 0x5c) i++
  }
  return count
}

/** How many members the objects of a parsed value have. */
function membersRead(value: unknown): number {
  let count = 0
  for (const open = [value]; open.length; ) {
    const v = open.pop()
    if (typeof v !== 'object' || v === null) continue
    const members = Object.values(v)
    if (!Array.isArray(v)) count += members.length
    for (const m of members) open.push(m)
  }
  return count
}

/** The object that JSON text stands for. @throws Fault for anything else, and where an object has a key twice: readers differ on which counts */
export function objectOf(text: string): Record<string, unknown> {
  let value: unknown
  let isOnce = true
  try {
    value = JSON.parse(text)
    isOnce = JSON.stringify(value) === text || membersWritten(text) === membersRead(value)
  } catch {
    // Beside what is not JSON, what is nested too deep to be written.
  }
  if (!isObject(value)) throw new Fault('不是 JSON 对象')
  if (!isOnce) throw new Fault('有一个键写了两次')
  return value
}

/** Bytes of each line without its newline; a Fault in the place of a line that is too long or not ended. */
export async function* linesOf(path: string): AsyncGenerator<Buffer | Fault> {
  let kept: Buffer[] = []
  let size = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const last = chunk.subarray(from, end)
      if (size + last.length > maxLineBytes) yield new Fault(`此行超过 ${maxLineBytes} 字节`)
      else yield kept.length ? Buffer.concat([...kept, last]) : last
      kept = []
      size = 0
      from = end + 1
    }
    size += chunk.length - from
    // Of a line that is too long only the length is kept.
    if (size > maxLineBytes) kept = []
    else if (from < chunk.length) kept.push(chunk.subarray(from))
  }
  if (size > 0) yield new Fault('末行没有以换行符结束')
}

/** Calls `work` for each line, from 1; a file that is not there or no file is a finding. Gives the number of lines. */
export async function eachLine(
  dir: string,
  file: string,
  find: Find,
  work: (line: number, bytes: Buffer | Fault) => void,
): Promise<number> {
  const path = join(dir, file)
  const tell = (message: string) => find({ kind: 'folder', file, message: `${file}：${message}` })
  if (telling(() => fileBytes(path), tell) === undefined) return 0
  let line = 0
  for await (const bytes of linesOf(path)) work(++line, bytes)
  return line
}

/** @throws Fault where the line is not an object with exactly these keys */
export function rowOf(bytes: Buffer | Fault, ...keys: string[]): Record<string, unknown> {
  if (bytes instanceof Fault) throw bytes
  const row = objectOf(textOf(bytes))
  if (!hasKeys(row, ...keys)) throw new Fault('此行的键不是规定的')
  return row
}

/** @throws Fault where the line has not its form */
export function actRowOf(bytes: Buffer | Fault, isSealed: boolean): { hash: string; text: string; leaf?: number } {
  const row = isSealed ? rowOf(bytes, 'leaf', 'hash', 'text') : rowOf(bytes, 'hash', 'text')
  if (isSealed && !isCount(row.leaf, 0)) throw new Fault('leaf 不合格式')
  if (typeof row.hash !== 'string' || !hex32.test(row.hash)) throw new Fault('hash 不合格式')
  if (typeof row.text !== 'string' || !row.text.isWellFormed()) throw new Fault('text 不合格式')
  return row as { hash: string; text: string; leaf?: number }
}

/** @throws Fault where the line has not its form */
export function privateRowOf(bytes: Buffer | Fault): { matter: string; n: number; fields: PrivateFields } {
  const row = rowOf(bytes, 'matter', 'n', 'fields')
  if (!isUuid(row.matter) || !isCount(row.n, 1) || !isObject(row.fields)) throw new Fault('此行不合格式')
  return row as { matter: string; n: number; fields: PrivateFields }
}

/** The keys of key.txt that can be used; what is wrong with one leaves the others. */
export function readKeys(dir: string, origin: string | undefined, find: Find): CheckpointKey[] {
  const file = 'key.txt'
  const tell = (message: string) => find({ kind: 'folder', file, message: `${file}：${message}` })
  const text = telling(() => readText(join(dir, file), maxFileBytes), tell)
  if (text === undefined) return []
  if (!text.endsWith('\n')) tell('末尾缺少换行')
  const lines = text.replace(/\n$/, '').split('\n')
  if (new Set(lines).size !== lines.length) tell('有两行相同')
  const keys = [...new Set(lines)].flatMap((line) => telling(() => [parseKey(line)], tell) ?? [])
  for (const k of keys)
    if (origin !== undefined && k.origin !== origin) tell(`公钥的标识 ${k.origin} 与 manifest.json 的 ${origin} 不同`)
  return keys
}
