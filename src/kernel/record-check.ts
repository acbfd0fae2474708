/** What can be said of one act by itself: its bytes, its hash, its text. Shared by the checks of a database and of a folder. */
import { type ActRecord, type Commitment, parseActText, sm3Hex, verifyCommitment } from './canonical.ts'
import { Refusal } from './errors.ts'
import type { PrivateFields } from './personal.ts'

/** One thing that does not hold. `message` is for a reader; the rest is for programs. */
export type Finding = {
  kind:
    | 'folder'
    | 'hash'
    | 'text'
    | 'chain'
    | 'column'
    | 'leaf'
    | 'tree'
    | 'checkpoint'
    | 'outside'
    | 'count'
    | 'commitment'
    | 'erasure'
    | 'derived'
    | 'file'
    | 'structure'
  message: string
  table?: string
  matter?: string
  n?: number
  leaf?: number
  size?: number
  file?: string
  line?: number
}

export type ActName = { matter: string; n: number }
/** A commitment named by its act and the pointer from the act's root. */
export type CommitmentName = ActName & { pointer: string }
/** An act of erasure and what it names. */
export type ErasingAct = { by: ActName; leaf: number | null; names: CommitmentName[] }

/** Pointers in `act_private` begin at the payload, or with '#' at the act's root; those of the record begin at the root. */
export const rootPointer = (pointer: string): string =>
  pointer.startsWith('#') ? pointer.slice(1) : `/payload${pointer}`

/** The act as its place in the record is called in a sentence. */
export const actTitle = (a: {
  matter?: string | undefined
  n?: number | undefined
  leaf?: number | null | undefined
}): string => {
  const leaf = a.leaf === undefined || a.leaf === null ? '' : `第 ${a.leaf} 号封存记录`
  const act = a.matter === undefined ? '' : `事项 ${a.matter}${a.n === undefined ? '' : ` 的第 ${a.n} 步`}`
  return leaf && act ? `${leaf}（${act}）` : leaf || act
}

/** The record of a text whose hash holds, or what is wrong with it; `asRead` is the act that an altered text still is. */
export function readAct(
  text: string,
  hash: string,
  computed = sm3Hex(text),
): { record: ActRecord } | { fault: 'hash' | 'text'; message: string; asRead?: ActRecord } {
  let record: ActRecord | undefined
  let message = '内容与哈希不符：内容或者哈希被改动过'
  try {
    record = parseActText(text)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (computed === hash) message = `文本不合记录格式：${error.message}`
  }
  if (record && computed === hash) return { record }
  return { fault: computed === hash ? 'text' : 'hash', message, ...(record ? { asRead: record } : {}) }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** A matter's id as the record writes it. */
export const isUuid = (value: unknown): value is string => typeof value === 'string' && uuid.test(value)

/** The matter and n of an act, or what a text that is no act claims of them as far as it can be read. */
export function nameIn(record: ActRecord | undefined, text: string): Partial<ActName> {
  if (record) return { matter: record.matter, n: record.n }
  try {
    const { matter, n } = JSON.parse(text)
    return { ...(isUuid(matter) ? { matter } : {}), ...(Number.isSafeInteger(n) && n > 0 ? { n } : {}) }
  } catch {
    return {}
  }
}

/** The commitments that an act of erasure names; nothing for other acts. @throws nothing: a malformed entry names what no record has */
export function erasedBy(record: ActRecord): CommitmentName[] | undefined {
  const list = (record.payload as { erased?: unknown }).erased
  if (record.action !== 'erase' || !Array.isArray(list)) return undefined
  return list.map((e: any) => ({
    // Absent is the act's own matter; null or anything else is no matter.
    matter: isUuid(e?.matter) ? e.matter : e && Object.hasOwn(e, 'matter') ? '' : record.matter,
    n: typeof e?.n === 'number' ? e.n : 0,
    pointer: typeof e?.pointer === 'string' ? e.pointer : '',
  }))
}

/**
 * Compares an act's commitments (by pointer) with its private values (keyed by pointer from the act's root).
 * Returns the pointers that have no value, and what does not hold among those that have one.
 */
export function checkPrivate(
  commitments: ReadonlyMap<string, Commitment>,
  fields: PrivateFields | undefined,
): { missing: string[]; faults: string[] } {
  const missing: string[] = []
  const faults: string[] = []
  for (const [pointer, commitment] of commitments) {
    const field = fields && Object.hasOwn(fields, pointer) ? fields[pointer] : undefined
    if (field === undefined) missing.push(pointer)
    else if (
      typeof field !== 'object' ||
      field === null ||
      Object.keys(field).length !== 2 ||
      !Object.hasOwn(field, 'value') ||
      typeof field.salt !== 'string' ||
      !verifyCommitment(field.salt, field.value, commitment)
    )
      faults.push(`${pointer} 的盐或者值与记录中的承诺值不符`)
  }
  for (const pointer of Object.keys(fields ?? {}))
    if (!commitments.has(pointer)) faults.push(`${pointer} 在记录中没有承诺值`)
  return { missing, faults }
}

/**
 * Compares what is missing with what acts of erasure name.
 * @param exists whether the record has this commitment
 */
export function checkErasures(
  missing: readonly CommitmentName[],
  erasing: readonly ErasingAct[],
  exists: (name: CommitmentName) => boolean,
  table: string | undefined,
): { findings: Finding[]; erased: number } {
  const findings: Finding[] = []
  const key = (c: CommitmentName) => `${c.matter}\u0000${c.n}\u0000${c.pointer}`
  const gone = new Set(missing.map(key))
  const named = new Map<string, ErasingAct>()
  const where = table === undefined ? {} : { table }
  for (const act of erasing)
    for (const c of act.names) {
      if (!exists(c))
        findings.push({
          kind: 'erasure',
          ...where,
          ...act.by,
          ...(act.leaf === null ? {} : { leaf: act.leaf }),
          message: `${actTitle({ ...act.by, leaf: act.leaf })}写明删除 ${actTitle(c)}的 ${c.pointer}，而那里没有个人信息`,
        })
      else if (!gone.has(key(c)))
        findings.push({
          kind: 'erasure',
          ...where,
          matter: c.matter,
          n: c.n,
          message: `${actTitle(c)}的 ${c.pointer} 已有删除记录（${actTitle(act.by)}），而值仍然留存：删除没有执行`,
        })
      named.set(key(c), act)
    }
  for (const c of missing)
    if (!named.has(key(c)))
      findings.push({
        kind: 'erasure',
        ...where,
        matter: c.matter,
        n: c.n,
        message: `${actTitle(c)}的 ${c.pointer} 的个人信息不见了，而没有删除它的记录`,
      })
  return { findings, erased: missing.filter((c) => named.has(key(c))).length }
}

/**
 * By place in the record, so that the first altered row comes first: leaves in their order, then what is not sealed. A root that
 * differs speaks of a whole range of leaves, and so comes after any of them that is named.
 */
export function inReadingOrder(findings: Finding[]): Finding[] {
  const place = (f: Finding) =>
    f.leaf !== undefined && (f.kind !== 'tree' || f.size === undefined)
      ? f.leaf
      : f.size !== undefined
        ? f.size - 0.5
        : Number.POSITIVE_INFINITY
  return findings
    .map((f, i) => ({ f, i }))
    .sort((a, b) => place(a.f) - place(b.f) || a.i - b.i)
    .map((x) => x.f)
}
