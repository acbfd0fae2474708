/**
 * The acts of a range of matters, matter by matter in the order of n: hash, text, typed columns, chain, leaf, private values.
 * It needs nothing but a connection, so that several can run at once (see scan-worker.ts).
 */
import type pg from 'pg'
import { type ActRecord, commitmentsOf, sm3Hex } from './canonical.ts'
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
  'a.agency_id', 'a.town_code', 'a.county_code', 'array_to_json(a.reader)::text', 'l.leaf', 'l.hash',
  'p.fields', 'p.erased_by', 'p.agency_id', 'p.town_code', 'p.county_code', 'array_to_json(p.reader)::text',
  'a.is_internal::text', 'array_to_json(p.seen_by)::text',
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
  leaf: 12,
  leafHash: 13,
  fields: 14,
  erasedBy: 15,
  privateAgency: 16,
  isInternal: 20,
  seenBy: 21,
}

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
    range.after && isUuid(range.after) ? `a.matter_id > '${range.after}'` : '',
    range.to && isUuid(range.to) ? `a.matter_id <= '${range.to}'` : '',
  ].filter((b) => b !== '')
  // Ranges are small beside the tables: look up by key, whatever the statistics say of a table that has just grown.
  if (bounds.length)
    await client.query(
      'set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_seqscan = off',
    )
  const query = `select ${columns.join(', ')} from kernel.act a left join kernel.seal_leaf l on l.act_id = a.act_id
    left join kernel.act_private p on p.matter_id = a.matter_id and p.n = a.n
    ${bounds.length ? `where ${bounds.join(' and ')}` : ''} order by a.matter_id, a.n`

  let matter = ''
  let n = 0
  let head: string | null = ''
  let lastLeaf: number | null = -1
  let placement: unknown[] | undefined

  const visit = (row: CopyRow) => {
    out.acts++
    const thisMatter = row.uuid(at.matter)
    const thisN = row.int4(at.n)
    const isFirst = thisMatter !== matter
    if (isFirst) {
      out.matters++
      matter = thisMatter
      n = 0
      head = ''
      lastLeaf = -1
      placement = undefined
    }
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
      placement = placementAfter(isFirst ? undefined : placement, record)
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
      if (!isFaulty && row.text(at.leafHash) !== hash)
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
      if (!row.isNull(at.fields) || text.includes('"$sm3"')) privateFault(record, row, thisMatter, thisN, leaf)
    }
    n = thisN
    head = isFaulty ? null : hash
    lastLeaf = leaf
  }

  const privateFault = (record: ActRecord, row: CopyRow, thisMatter: string, thisN: number, leaf: number | null) => {
    const written = row.findText(at.fields)
    const name = { matter: thisMatter, n: thisN, ...(leaf === null ? {} : { leaf }) }
    const found = (kind: Finding['kind'], what: string) =>
      add({ kind, table: 'kernel.act_private', ...name, message: `${actTitle(name)}的个人信息：${what}` })
    let fields: PrivateFields | undefined
    if (written !== null) {
      try {
        const parsed = JSON.parse(written) as PrivateFields
        if (JSON.stringify(parsed) !== written) return found('commitment', '存放的写法被改动过')
        fields = Object.fromEntries(Object.entries(parsed).map(([p, f]) => [rootPointer(p), f]))
        for (const f of Object.values(fields))
          if (Object.keys(f).join() !== 'salt,value') return found('commitment', '存放的写法被改动过')
      } catch {
        return found('commitment', '存放的内容已损坏')
      }
      if (placement && scopeFault(row, at.privateAgency, placement))
        found('column', `列 ${scopeFault(row, at.privateAgency, placement)} 与事项的归属不同：列被改动过`)
      if (row.findText(at.seenBy) !== readersText(record.given.seenBy))
        found('column', '列 seen_by 与记录的文本不同：列被改动过')
      out.values += Object.keys(fields).length
    }
    const checked = checkPrivate(commitmentsOf(record), fields)
    for (const f of checked.faults) found('commitment', `${f}：被改动过`)
    for (const pointer of checked.missing) out.missing.push({ matter: thisMatter, n: thisN, pointer })
    if (!row.isNull(at.erasedBy))
      out.emptied.push({ matter: thisMatter, n: thisN, by: row.uuid(at.erasedBy), missing: checked.missing.length > 0 })
    else if (written !== null && checked.missing.length > 0)
      found('erasure', '有值被删除，而没有注明依据哪一件删除事项')
  }

  await copyRows(client, query, columns.length, visit)
  return out
}

const readersText = (list: unknown) => (Array.isArray(list) && list.length ? JSON.stringify(list) : null)

/** Where the matter stands after the act: placed by its first one, its readers changed by later ones. */
function placementAfter(before: unknown[] | undefined, record: ActRecord): unknown[] | undefined {
  const { readers } = record.given
  if (before) return readers === undefined ? before : [...before.slice(0, 3), readersText(readers)]
  const p = record.given.placement as
    | { agency?: unknown; town?: unknown; county?: unknown; reader?: unknown }
    | undefined
  return p && [p.agency, p.town ?? null, p.county ?? null, readersText(p.reader)]
}

const scopeColumns = ['agency_id', 'town_code', 'county_code', 'reader']

function scopeFault(row: CopyRow, first: number, placement: unknown[]): string | undefined {
  for (let i = 0; i < 4; i++) if (row.findText(first + i) !== placement[i]) return scopeColumns[i]
  return undefined
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
  if ((row.text(at.isInternal) === 'true') !== (record.given.internal === true)) return 'is_internal'
  return placement && scopeFault(row, at.agency, placement)
}
