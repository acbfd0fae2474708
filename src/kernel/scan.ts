/**
 * The acts of a range of matters, matter by matter in the order of n: hash, text, typed columns, chain, leaf, private values.
 * It needs nothing but a connection, so that several can run at once (see scan-worker.ts).
 */
import type pg from 'pg'
import { ActBytes, isAscii, isSame, isTextOf, isUuidText, part } from './act-bytes.ts'
import { type ActRecord, type Commitment, commitmentsOf, sm3Hex } from './canonical.ts'
import { dayNumber, epochMs, type Instant, instant, type LocalDate } from './clock.ts'
import { type CopyRow, copyRows } from './copy-rows.ts'
import type { PrivateFields } from './personal.ts'
import {
  actTitle,
  type CommitmentName,
  checkPrivate,
  type ErasingAct,
  erasedBy,
  type Finding,
  readAct,
  rootPointer,
} from './record-check.ts'

/** Matters above `after` up to and with `to`; open where undefined. */
export type Range = { after?: string | undefined; to?: string | undefined }

export type ScanResult = {
  acts: number
  matters: number
  unsealed: number
  /** Rows of act_private met beside their acts. */
  privateRows: number
  values: number
  findings: Finding[]
  /** Findings beyond those that are listed. */
  unlisted: number
  missing: CommitmentName[]
  erasing: ErasingAct[]
  /** Rows of act_private that say by which matter they were emptied. */
  emptied: { matter: string; n: number; by: string; missing: boolean }[]
}

const listed = 1000
const epoch2000Days = 10_957
const epoch2000Micros = 946_684_800_000_000

// biome-ignore format: one position a word
const columns = [
  'a.matter_id', 'a.n', 'a.action', 'a.actor', 'a.declared_on', 'a.recorded_at', 'a.hash', 'a.canonical',
  'a.agency_id', 'a.town_code', 'a.county_code', 'a.reader', 'l.leaf', 'l.hash = a.hash',
  'p.fields', 'p.erased_by', 'p.agency_id', 'p.town_code', 'p.county_code', 'p.reader',
  'a.is_internal', 'p.seen_by',
] as const
const at = {
  matter: 0,
  n: 1,
  action: 2,
  actor: 3,
  declaredOn: 4,
  recordedAt: 5,
  hash: 6,
  canonical: 7,
  agency: 8,
  reader: 11,
  leaf: 12,
  leafAgrees: 13,
  fields: 14,
  erasedBy: 15,
  privateAgency: 16,
  isInternal: 20,
  seenBy: 21,
}

/** Columns that repeat a string of the text. */
const copied = [
  [part.action, at.action],
  [part.actor, at.actor],
] as const

const isUuid = (s: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(s)

/** The instant of any RFC 3339 text in milliseconds; NaN where it is none. */
function millis(text: string): number {
  if (text.length === 29 && text.endsWith('+08:00')) return epochMs(text as Instant)
  try {
    return epochMs(instant(text))
  } catch {
    return Number.NaN
  }
}

/** Scans one range within the caller's transaction. */
export async function scanActs(client: pg.ClientBase, range: Range): Promise<ScanResult> {
  const out: ScanResult = {
    acts: 0,
    matters: 0,
    unsealed: 0,
    privateRows: 0,
    values: 0,
    findings: [],
    unlisted: 0,
    missing: [],
    erasing: [],
    emptied: [],
  }
  const add = (f: Finding) => {
    if (out.findings.length < listed) out.findings.push(f)
    else out.unlisted++
  }
  const bounds = [
    range.after && isUuid(range.after) ? `matter_id > '${range.after}'` : '',
    range.to && isUuid(range.to) ? `matter_id <= '${range.to}'` : '',
  ].filter((b) => b !== '')
  const within = (row: string) => bounds.map((b) => ` and ${row}.${b}`).join('')
  // Both tables by their keys, side by side, and each leaf by its act, whatever the statistics say of a table that has just
  // grown: nothing is sorted, and what the range does not hold is not read.
  await client.query(
    'savepoint scan; set local enable_hashjoin = off; set local enable_nestloop = off; set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off; set local enable_memoize = off; set local max_parallel_workers_per_gather = 0',
  )
  const query = `select ${columns.join(', ')} from kernel.act a
    left join lateral (select s.leaf, s.hash from kernel.seal_leaf s where s.act_id = a.act_id offset 0) l on true
    left join kernel.act_private p on p.matter_id = a.matter_id and p.n = a.n${within('p')}
    where true${within('a')} order by a.matter_id, a.n`

  const matter = Buffer.alloc(16)
  let n = 0
  let head: string | null = ''
  let lastLeaf: number | null = -1
  let placement: unknown[] | undefined
  const act = new ActBytes()
  const scope = new KnownScope()

  const visit = (row: CopyRow) => {
    const isFirst = out.acts === 0 || !isSame(row.buffer, row.starts[at.matter]!, matter, 0, 16)
    out.acts++
    if (!row.isNull(at.fields)) out.privateRows++
    if (isFirst) {
      out.matters++
      row.buffer.copy(matter, 0, row.starts[at.matter]!, row.starts[at.matter]! + 16)
      n = 0
      head = ''
      lastLeaf = -1
      placement = undefined
    }
    if (!passes(row, isFirst)) examine(row)
  }

  /**
   * Takes an act whose every byte is as it must be, and follows it. False, with nothing done, for any other: most acts pass here
   * at a fraction of the cost, and only `examine` finds.
   */
  const passes = (row: CopyRow, isFirst: boolean): boolean => {
    const b = row.buffer
    const { starts, lengths } = row
    const { from, to } = act
    const text = starts[at.canonical]!
    if (!act.read(b, text, text + lengths[at.canonical]!)) return false
    const hash = sm3Hex(row.bytes(at.canonical))
    if (lengths[at.hash] !== 64 || !isAscii(b, starts[at.hash]!, hash)) return false
    if (act.n !== n + 1 || row.int4(at.n) !== act.n) return false
    if (!isFirst && (head === null || !isAscii(b, from[part.prev]! + 1, head))) return false
    if (!isUuidText(b, from[part.matter]! + 1, starts[at.matter]!)) return false
    for (const [i, field] of copied)
      if (!isTextOf(b, from[i]! + 1, to[i]! - 1, starts[field]!, lengths[field]!)) return false
    const declaredOn = b.toString('latin1', from[part.declaredOn]! + 1, to[part.declaredOn]! - 1) as LocalDate
    if (row.int4(at.declaredOn) + epoch2000Days !== dayNumber(declaredOn)) return false
    const recordedAt = b.toString('latin1', from[part.recordedAt]! + 1, to[part.recordedAt]! - 1) as Instant
    if (row.int8(at.recordedAt) + epoch2000Micros !== epochMs(recordedAt) * 1000) return false

    const leaf = row.isNull(at.leaf) ? null : row.int8(at.leaf)
    if (leaf !== null && (lastLeaf === null || leaf < lastLeaf || !row.bool(at.leafAgrees))) return false

    const given: Given = (key) => act.given(key)
    const next = placementAfter(placement, given)
    if (!next || row.bool(at.isInternal) !== (given('internal') === true) || !scope.holds(row, next)) return false

    placement = next
    n = act.n
    head = hash
    lastLeaf = leaf
    if (leaf === null) out.unsealed++
    if (to[part.action]! - from[part.action]! === 7 && isAscii(b, from[part.action]!, '"erase"')) {
      const names = erasedBy(JSON.parse(row.text(at.canonical)) as ActRecord)
      if (names) out.erasing.push({ by: { matter: row.uuid(at.matter), n }, leaf, names })
    }
    if (act.commitments.size > 0 || !row.isNull(at.fields))
      privateFault(act.commitments, given, row, row.uuid(at.matter), n, leaf)
    return true
  }

  const examine = (row: CopyRow) => {
    const thisMatter = row.uuid(at.matter)
    const thisN = row.int4(at.n)
    const leaf = row.isNull(at.leaf) ? null : row.int8(at.leaf)
    const hash = row.text(at.hash)
    const name = { matter: thisMatter, n: thisN, ...(leaf === null ? {} : { leaf }) }
    const found = (kind: Finding['kind'], what: string, table = 'kernel.act') =>
      add({ kind, table, ...name, message: `${actTitle(name)}：${what}` })

    const computed = sm3Hex(row.bytes(at.canonical))
    const text = row.text(at.canonical)
    const read = readAct(text, hash, computed)
    const record = 'record' in read ? read.record : undefined
    let isFaulty = record === undefined
    const broken = (kind: Finding['kind'], what: string) => {
      isFaulty = true
      found(kind, what)
    }
    if ('fault' in read) broken(read.fault, read.message)
    if (record) {
      placement = placementAfter(placement, (key) => record.given[key])
      const wrong = columnFault(record, row, thisMatter, thisN, placement)
      if (wrong) found('column', `列 ${wrong} 与记录的文本不同：列被改动过`)
      // Where the act before is already known to be altered, its successor's `prev` says nothing new.
      if (thisN !== n + 1) {
        const before = n === 0 ? `事项从第 ${thisN} 步开始` : `前一步是第 ${n} 步`
        broken('chain', `${before}：前面的记录被删除或者重复`)
      } else if (head !== null && record.prev !== head) {
        const which =
          thisN === 1
            ? '第一步写有前一步的哈希'
            : `写的前一步哈希与第 ${n} 步不符：第 ${n} 步或者第 ${thisN} 步被改动过`
        broken('chain', which)
      }
    }
    if (leaf === null) out.unsealed++
    else {
      if (!isFaulty && !row.bool(at.leafAgrees))
        found('leaf', '封存时的哈希与现在的记录不同：记录连同哈希被改写，或者封存表被改动过', 'kernel.seal_leaf')
      if (lastLeaf === null)
        found(
          'leaf',
          `第 ${n} 步没有封存，而后一步已经封存：第 ${n} 步是补写的，或者封存表被改动过`,
          'kernel.seal_leaf',
        )
      else if (leaf < lastLeaf) found('leaf', '封存的次序与事项中的次序相反：封存表被改动过', 'kernel.seal_leaf')
    }
    if (record) {
      const names = erasedBy(record)
      if (names) out.erasing.push({ by: { matter: thisMatter, n: thisN }, leaf, names })
      if (!row.isNull(at.fields) || text.includes('"$sm3"')) {
        const given: Given = (key) => record.given[key]
        privateFault(commitmentsOf(record), given, row, thisMatter, thisN, leaf)
      }
    }
    n = thisN
    head = isFaulty ? null : hash
    lastLeaf = leaf
  }

  const privateFault = (
    commitments: ReadonlyMap<string, Commitment>,
    given: Given,
    row: CopyRow,
    thisMatter: string,
    thisN: number,
    leaf: number | null,
  ) => {
    const written = row.findText(at.fields)
    const name = { matter: thisMatter, n: thisN, ...(leaf === null ? {} : { leaf }) }
    const found = (kind: Finding['kind'], what: string) =>
      add({ kind, table: 'kernel.act_private', ...name, message: `${actTitle(name)}的个人信息：${what}` })
    let fields: PrivateFields | undefined
    if (written !== null) {
      try {
        const parsed = JSON.parse(written) as PrivateFields
        if (JSON.stringify(parsed) !== written) return found('commitment', '存放的写法被改动过')
        fields = {}
        for (const [pointer, f] of Object.entries(parsed)) {
          const keys = Object.keys(f)
          if (keys.length !== 2 || keys[0] !== 'salt' || keys[1] !== 'value')
            return found('commitment', '存放的写法被改动过')
          fields[rootPointer(pointer)] = f
        }
      } catch {
        return found('commitment', '存放的内容已损坏')
      }
      if (placement && scopeFault(row, at.privateAgency, placement))
        found('column', `列 ${scopeFault(row, at.privateAgency, placement)} 与事项的归属不同：列被改动过`)
      if (findReaders(row, at.seenBy) !== readersText(given('seenBy')))
        found('column', '列 seen_by 与记录的文本不同：列被改动过')
      out.values += Object.keys(fields).length
    }
    const checked = checkPrivate(commitments, fields)
    for (const f of checked.faults) found('commitment', `${f}：被改动过`)
    for (const pointer of checked.missing) out.missing.push({ matter: thisMatter, n: thisN, pointer })
    if (!row.isNull(at.erasedBy))
      out.emptied.push({ matter: thisMatter, n: thisN, by: row.uuid(at.erasedBy), missing: checked.missing.length > 0 })
    else if (written !== null && checked.missing.length > 0)
      found('erasure', '有值被删除，而没有注明依据哪一件删除事项')
  }

  await copyRows(client, query, columns.length, visit)
  await client.query('rollback to scan; release scan')
  return out
}

const readersText = (list: unknown) => (Array.isArray(list) && list.length ? JSON.stringify(list) : null)

/** What stands in an act's `given` under a key. */
type Given = (key: string) => unknown

/** Where the matter stands after the act: placed by its first one; later ones change its readers or take it out of its places. */
function placementAfter(before: unknown[] | undefined, given: Given): unknown[] | undefined {
  if (before) {
    const [readers, isConfined] = [given('readers'), given('confined') === true]
    if (readers === undefined && !isConfined) return before
    const places = isConfined ? [null, null] : before.slice(1, 3)
    return [before[0], ...places, readers === undefined ? before[3] : readersText(readers)]
  }
  const p = given('placement') as { agency?: unknown; town?: unknown; county?: unknown; reader?: unknown } | undefined
  return p && [p.agency, p.town ?? null, p.county ?? null, readersText(p.reader)]
}

const scopeColumns = ['agency_id', 'town_code', 'county_code', 'reader']

function scopeFault(row: CopyRow, first: number, placement: unknown[]): string | undefined {
  for (let i = 0; i < 3; i++) if (row.findText(first + i) !== placement[i]) return scopeColumns[i]
  return findReaders(row, first + 3) === placement[3] ? undefined : scopeColumns[3]
}

/** A column of readers as `readersText` writes it. */
function findReaders(row: CopyRow, i: number): string | null {
  const list = row.findTexts(i)
  return list && JSON.stringify(list)
}

/** The acts of one matter carry the same scope columns: the bytes that were found right once need no second reading. */
class KnownScope {
  readonly #bytes = Buffer.alloc(512)
  #length = -1
  #placement: unknown[] | undefined

  /** Whether the act's scope columns say this placement. */
  holds(row: CopyRow, placement: unknown[]): boolean {
    // The lengths of the columns stand before each of them.
    const begin = row.starts[at.agency]! - 4
    const length = row.starts[at.reader]! + Math.max(0, row.lengths[at.reader]!) - begin
    if (placement === this.#placement && length === this.#length && isSame(row.buffer, begin, this.#bytes, 0, length))
      return true
    if (scopeFault(row, at.agency, placement)) return false
    this.#placement = placement
    this.#length = length <= this.#bytes.length ? length : -1
    row.buffer.copy(this.#bytes, 0, begin, begin + length)
    return true
  }
}

/** The typed column that differs from the text, if any. */
function columnFault(
  record: ActRecord,
  row: CopyRow,
  matter: string,
  n: number,
  placement: unknown[] | undefined,
): string | undefined {
  if (record.matter !== matter) return 'matter_id'
  if (record.n !== n) return 'n'
  if (row.text(at.action) !== record.action) return 'action'
  if (row.text(at.actor) !== record.actor) return 'actor'
  if (row.int4(at.declaredOn) + epoch2000Days !== dayNumber(record.declaredOn as LocalDate)) return 'declared_on'
  if (row.int8(at.recordedAt) + epoch2000Micros !== millis(record.recordedAt) * 1000) return 'recorded_at'
  if (row.bool(at.isInternal) !== (record.given.internal === true)) return 'is_internal'
  return placement && scopeFault(row, at.agency, placement)
}
