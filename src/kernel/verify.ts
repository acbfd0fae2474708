/**
 * `verify` on the database: acts and their chains, the tree over them, the signed checkpoints and their copies outside,
 * personal values and their erasures, and, where asked, every column derived again (derive.ts). It reads one snapshot, changes
 * nothing, and names the first altered row first.
 *
 * What it cannot see: `tx`, `committed_at` and `signed_at` are the database's own and stand in no text; an act that was
 * never sealed leaves no trace when it is removed together with its matter.
 */
import { hash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import { commitmentsOf, parseActText } from './canonical.ts'
import { type CheckpointKey, type ParsedCheckpoint, parseCheckpoint, verifyCheckpoint } from './checkpoint.ts'
import { type CopyRow, copyRows } from './copy-rows.ts'
import type { Pool } from './db.ts'
import { type DeriveCounts, deriveColumns } from './derive.ts'
import type { Registry } from './domain.ts'
import {
  actTitle,
  type CommitmentName,
  checkErasures,
  type ErasingAct,
  type Finding,
  inReadingOrder,
} from './record-check.ts'
import { type Range, type ScanResult, scanActs } from './scan.ts'
import { findOutsideNoted, nodeLevels, outsidePath, outsideSizes } from './seal.ts'
import { CompactRange } from './tree.ts'

export type { Finding } from './record-check.ts'

/** Columns that stand in no text and are covered by no signature. */
export const uncoveredColumns: readonly string[] = [
  'kernel.act.committed_at',
  'kernel.act.tx',
  'kernel.checkpoint.signed_at',
]

export type VerifyOptions = {
  /** Pool of the owner or a superuser: personal values are read too. */
  pool: Pool
  /** Public keys of the log. */
  keys: readonly CheckpointKey[]
  registry: Registry
  /** Folder of the copies outside; nothing outside is compared where it is not given. */
  outsideDir?: string | undefined
  /** Whether every column is derived again from the acts. */
  columns: boolean
  /** Threads for hashing, this one included; 0 works in this thread. Default: two where there are many acts. */
  threads?: number | undefined
  progress?: ((step: string, done: number, total: number) => void) | undefined
}

export type VerifyCounts = {
  acts: number
  matters: number
  sealed: number
  /** Acts that no checkpoint covers: they cannot be proved complete. */
  unsealed: number
  checkpoints: number
  /** Copies outside that were compared, and checkpoints newer than any of them. */
  outside: number
  notYetOutside: number
  values: number
  erased: number
  derived?: DeriveCounts | undefined
  /** Seconds spent on acts, on the tree, on columns. */
  seconds: { acts: number; tree: number; columns: number }
}

export type VerifyResult = {
  ok: boolean
  findings: Finding[]
  counts: VerifyCounts
  /** What the result cannot vouch for, in sentences. */
  notes: string[]
}

const many = 20_000

/** Verifies the database. Throws only where it cannot run; whatever does not hold is a finding. */
export async function verifyDatabase(options: VerifyOptions): Promise<VerifyResult> {
  const client = await options.pool.connect()
  try {
    await client.query('begin isolation level repeatable read')
    const result = await verifySnapshot(client, options)
    await client.query('rollback')
    return result
  } finally {
    // A failed transaction ends here as well; a connection that does not answer is thrown away.
    let broken: Error | undefined
    await client.query('rollback').catch((e) => {
      broken = e
    })
    client.release(broken)
  }
}

const secondsSince = (start: number) => (performance.now() - start) / 1000

async function verifySnapshot(client: pg.PoolClient, options: VerifyOptions): Promise<VerifyResult> {
  const { progress = () => {} } = options
  const total: number = (await client.query('select count(*) as n from kernel.act')).rows[0].n
  const threads = options.threads ?? (total < many ? 0 : 2)
  const start = performance.now()
  const { tree, scan, treeSeconds } = await scanAll(client, options, threads, total)
  if (scan.acts !== total) throw new Error(`invariant: ${scan.acts} of ${total} acts were read`)
  const findings = [...tree.findings]
  // A leaf that differs from its act: which of the two was altered, the signed roots tell.
  for (const f of scan.findings) {
    if (f.kind === 'leaf' && f.leaf !== undefined && f.message.includes('封存时的哈希') && tree.agreed > f.leaf) {
      findings.push({
        ...f,
        table: 'kernel.act',
        message: `${actTitle(f)}：与封存的哈希不同，而封存的树与签名的树根一致：记录连同哈希被改写`,
      })
    } else findings.push(f)
  }
  findings.push(...(await orphans(client, scan, tree)), ...(await erasures(client, scan)))
  if (scan.unlisted > 0) findings.push({ kind: 'count', message: `另有 ${scan.unlisted} 处不符没有逐一列出` })
  const actSeconds = secondsSince(start)
  let derived: DeriveCounts | undefined
  const notes: string[] = []
  const columnsStart = performance.now()
  if (options.columns) {
    const done = await deriveColumns(client, options.registry, (n) => progress('columns', n, total))
    findings.push(...done.findings)
    derived = done.counts
    notes.push(...done.notes)
  }
  const ordered = inReadingOrder(findings)
  const erased =
    scan.missing.length - ordered.filter((f) => f.kind === 'erasure' && f.message.includes('不见了')).length
  if (options.outsideDir !== undefined && tree.checkpoints > 0 && tree.outside === 0)
    notes.push(`${options.outsideDir} 里没有检查点的库外副本：只核对了数据库自己的一份。`)
  return {
    ok: ordered.length === 0,
    findings: ordered,
    notes,
    counts: {
      acts: scan.acts,
      matters: scan.matters,
      sealed: scan.acts - scan.unsealed,
      unsealed: scan.unsealed,
      checkpoints: tree.checkpoints,
      outside: tree.outside,
      notYetOutside: tree.notYetOutside,
      values: scan.values,
      erased,
      ...(derived ? { derived } : {}),
      seconds: { acts: actSeconds, tree: treeSeconds, columns: options.columns ? secondsSince(columnsStart) : 0 },
    },
  }
}

const noResult = (): ScanResult => ({
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
})

function join(into: ScanResult, r: ScanResult): void {
  into.acts += r.acts
  into.matters += r.matters
  into.unsealed += r.unsealed
  into.privateRows += r.privateRows
  into.values += r.values
  into.unlisted += r.unlisted
  for (const f of r.findings) into.findings.push(f)
  for (const m of r.missing) into.missing.push(m)
  into.erasing.push(...r.erasing)
  into.emptied.push(...r.emptied)
}

/** Goes through the tree and all acts: all here, or with further threads that take ranges of matters as well. */
async function scanAll(
  client: pg.PoolClient,
  options: VerifyOptions,
  threads: number,
  total: number,
): Promise<{ tree: TreeResult; scan: ScanResult; treeSeconds: number }> {
  const { progress = () => {} } = options
  const ranges = threads > 1 ? await prepareRanges(client, threads * 16) : undefined
  const scan = noResult()
  let next = 0
  let finished = 0
  const take = () => (ranges?.list ?? [{}])[next++]
  const done = (r: ScanResult) => {
    join(scan, r)
    finished++
    progress('acts', scan.acts, total)
  }
  const here = async () => {
    const start = performance.now()
    const tree = await checkTree(client, options)
    const treeSeconds = secondsSince(start)
    for (let range = take(); range; range = take()) done(await scanActs(client, range))
    return { tree, treeSeconds }
  }
  const workers: Worker[] = []
  const own = here()
  try {
    const others = Array.from({ length: ranges ? threads - 1 : 0 }, () =>
      startWorker(workers, options.pool, ranges!.snapshot, take, done),
    )
    const [mine] = await Promise.all([own, ...others])
    // A thread that ended early must not pass for one that found nothing.
    const all = ranges?.list.length ?? 1
    if (finished !== all) throw new Error(`invariant: ${finished} of ${all} ranges were read`)
    return { ...mine, scan }
  } finally {
    // Whoever failed: nobody begins anything more, and the connection is free when this returns.
    next = Number.POSITIVE_INFINITY
    await own.catch(() => {})
    await Promise.all(workers.map((w) => w.terminate()))
  }
}

async function prepareRanges(client: pg.PoolClient, parts: number): Promise<{ snapshot: string; list: Range[] }> {
  const snapshot: string = (await client.query('select pg_export_snapshot() as s')).rows[0].s
  const { rows } = await client.query(
    `select distinct on (part) part, matter_id from (select matter_id, ntile($1) over (order by matter_id) as part from kernel.matter) m order by part, matter_id desc`,
    [parts],
  )
  const bounds: string[] = rows.slice(0, -1).map((r) => r.matter_id)
  return { snapshot, list: [...bounds, undefined].map((to, i) => ({ after: bounds[i - 1], to })) }
}

/** One further thread, until no range is left. */
function startWorker(
  workers: Worker[],
  pool: Pool,
  snapshot: string,
  take: () => Range | undefined,
  done: (result: ScanResult) => void,
): Promise<void> {
  const { connectionString, host, port, user, password, database } = (pool as unknown as { options: pg.PoolConfig })
    .options
  const connection = JSON.parse(JSON.stringify({ connectionString, host, port, user, password, database }))
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./scan-worker.ts', import.meta.url), { workerData: { connection, snapshot } })
    workers.push(worker)
    worker.on('error', reject)
    worker.on('exit', () => resolve())
    worker.on('message', (m: { ready?: true; result?: ScanResult; error?: string }) => {
      if (m.error) {
        reject(new Error(m.error))
        return
      }
      if (m.result) done(m.result)
      worker.postMessage(take() ?? null)
    })
  })
}

type TreeResult = {
  findings: Finding[]
  /** Rows of the seal, and how many of them became leaves. */
  rows: number
  leaves: number
  checkpoints: number
  outside: number
  notYetOutside: number
  agreed: number
}
type Held = { size: number; note: string | undefined; outside: string | undefined; root?: string; frontier?: string }

/** Leaves without gaps, the root at every checkpoint's size, the stored nodes, signatures, and both copies. */
async function checkTree(client: pg.PoolClient, options: VerifyOptions): Promise<TreeResult> {
  const findings: Finding[] = []
  const { rows } = await client.query('select size, root, note, frontier from kernel.checkpoint order by size')
  const held = new Map<number, Held>(
    rows.map((r) => [r.size, { size: r.size, root: r.root, note: r.note, frontier: r.frontier, outside: undefined }]),
  )
  const dir = options.outsideDir
  const sizes = dir && existsSync(dir) ? outsideSizes(dir) : []
  for (const size of sizes) {
    const outside = readFileSync(outsidePath(dir!, size), 'utf8')
    const there = held.get(size)
    if (there) there.outside = outside
    else held.set(size, { size, note: undefined, outside })
  }
  const checkpoints = [...held.values()].sort((a, b) => a.size - b.size)
  const newestOutside = sizes.at(-1) ?? -1
  if (dir !== undefined) findings.push(...missingOutside(dir, await findOutsideNoted(client), newestOutside, rows))
  const verdicts = checkpoints.map((c) => checkNotes(c, options.keys, newestOutside, sizes.length > 0, findings))

  const range = new CompactRange()
  const nodes = new Map<string, string>()
  let expected = 0
  let gapAt: number | undefined
  let k = 0
  let agreed = 0
  let differs = false
  const atSize = () => {
    for (; k < checkpoints.length && checkpoints[k]!.size === range.size; k++) {
      const root = range.root()
      const c = checkpoints[k]!
      const roots = verdicts[k]!
      const where = { table: 'kernel.checkpoint', size: c.size }
      if (c.root !== undefined && c.root !== root.toString('hex'))
        findings.push({ kind: 'tree', ...where, message: `检查点 ${c.size} 的 root 列与重新计算的树根不同` })
      else if (c.frontier !== undefined && c.frontier !== range.serialise())
        findings.push({ kind: 'tree', ...where, message: `检查点 ${c.size} 的 frontier 列与重新计算的不同：被改动过` })
      const holds = roots.every((p) => Buffer.compare(p.root, root) === 0)
      if (holds && roots.length > 0) agreed = c.size
      // Later roots differ as well: only the first difference says where.
      if (!holds && !differs) {
        differs = true
        findings.push({
          kind: 'tree',
          ...where,
          table: 'kernel.seal_leaf',
          leaf: agreed,
          message: `签名的检查点 ${c.size} 与重新计算的树根不同：第 ${agreed} 号到第 ${c.size - 1} 号封存记录中有被改动、删除、添加或者移动的`,
        })
      }
    }
  }
  atSize()
  const keep = (level: number, index: number, node: Buffer) => {
    if (level > 0 && level % nodeLevels === 0) nodes.set(`${level}/${index}`, node.toString('hex'))
  }
  const leafBytes = Buffer.alloc(32)
  let sealRows = 0
  await copyRows(client, 'select leaf, hash from kernel.seal_leaf order by leaf', 2, (row) => {
    sealRows++
    const leaf = row.int8(0)
    if (leaf !== expected && gapAt === undefined) {
      gapAt = expected
      findings.push({
        kind: 'leaf',
        table: 'kernel.seal_leaf',
        leaf: Math.min(leaf, expected),
        message: `封存表应有第 ${expected} 号，实为第 ${leaf} 号：封存记录被删除或者改号`,
      })
    }
    expected = leaf + 1
    if (!leafHashOf(row, 1, leafBytes)) {
      findings.push({
        kind: 'leaf',
        table: 'kernel.seal_leaf',
        leaf,
        message: `第 ${leaf} 号封存记录的哈希写法不对：封存表被改动过`,
      })
      return
    }
    // Only a leaf that completes a stored subtree finishes nodes worth looking at.
    range.append(leafBytes, (range.size + 1) % 2 ** nodeLevels === 0 ? keep : undefined)
    if (checkpoints[k]?.size === range.size) atSize()
  })
  for (const c of checkpoints.slice(k))
    findings.push({
      kind: 'tree',
      table: 'kernel.seal_leaf',
      size: c.size,
      leaf: range.size,
      message: `检查点写有 ${c.size} 条记录，封存表只有 ${range.size} 条：第 ${range.size} 号起的封存记录被删除`,
    })
  const newest = rows.at(-1)?.size ?? 0
  if (range.size > newest)
    findings.push({
      kind: 'tree',
      table: 'kernel.seal_leaf',
      leaf: newest,
      message: `封存表有 ${range.size} 条记录，而最新的检查点只有 ${newest} 条：检查点被删除，或者封存表被添加`,
    })

  for (const r of (await client.query('select level, idx, hash from kernel.seal_node order by level, idx')).rows) {
    const id = `${r.level}/${r.idx}`
    const wants = nodes.get(id)
    nodes.delete(id)
    if (wants !== r.hash)
      findings.push({
        kind: 'tree',
        table: 'kernel.seal_node',
        leaf: r.idx * 2 ** Math.min(r.level, 50),
        message: `树的第 ${r.level} 层第 ${r.idx} 号节点与重新计算的不同：节点表被改动过`,
      })
  }
  for (const id of nodes.keys()) {
    const [level, idx] = id.split('/')
    findings.push({
      kind: 'tree',
      table: 'kernel.seal_node',
      leaf: Number(idx) * 2 ** Number(level),
      message: `树的第 ${level} 层第 ${idx} 号节点不见了：节点表被改动过`,
    })
  }
  return {
    findings,
    rows: sealRows,
    leaves: range.size,
    checkpoints: rows.length,
    outside: sizes.length,
    notYetOutside: rows.filter((r) => r.size > newestOutside).length,
    agreed,
  }
}

const leafInput = Buffer.alloc(33)
const hexValue = new Int8Array(256).fill(-1)
for (const [value, digit] of Buffer.from('0123456789abcdef').entries()) hexValue[digit] = value

/** Writes the leaf hash of the act hash in field `i` to `out`, as `leafHash` makes it; false where it is not 64 hex digits. */
function leafHashOf(row: CopyRow, i: number, out: Buffer): boolean {
  if (row.lengths[i] !== 64) return false
  const b = row.buffer
  let p = row.starts[i]!
  for (let k = 1; k <= 32; k++, p += 2) {
    const byte = (hexValue[b[p]!]! << 4) | hexValue[b[p + 1]!]!
    if (byte < 0) return false
    leafInput[k] = byte
  }
  // A string of bytes out of the native call costs half of what a Buffer costs.
  out.write(hash('sm3', leafInput, 'binary'), 'latin1')
  return true
}

/**
 * Copies that are gone from the end: all of them, or the newest. A kill between commit and copy leaves one unwritten, which was
 * not noted as written.
 */
function missingOutside(
  dir: string,
  noted: number | undefined,
  newest: number,
  rows: readonly { size: number }[],
): Finding[] {
  const lacking = rows.filter((r) => r.size > newest)
  if (lacking.length <= 1 && (noted === undefined || noted <= newest)) return []
  const size = lacking.at(-1)?.size ?? noted!
  const what = newest < 0 ? '库外的检查点副本全都不见了' : `库外 ${newest} 条以后的检查点副本不见了`
  return [
    {
      kind: 'outside',
      table: 'outside',
      size,
      message: `${what}（${dir}），数据库里写到 ${size} 条：副本被删除或者移走`,
    },
  ]
}

/** Signatures of both copies and whether they say the same. Returns those that verify. */
function checkNotes(
  c: Held,
  keys: readonly CheckpointKey[],
  newestOutside: number,
  hasOutside: boolean,
  findings: Finding[],
): ParsedCheckpoint[] {
  const verified: ParsedCheckpoint[] = []
  const read = (note: string, where: string, table: string): ParsedCheckpoint | undefined => {
    try {
      const p = verifyCheckpoint(note, keys)
      if (p.size !== c.size)
        findings.push({
          kind: 'checkpoint',
          table,
          size: c.size,
          message: `${where}检查点 ${c.size} 的文本写的是 ${p.size} 条`,
        })
      else return p
    } catch (error) {
      findings.push({
        kind: 'checkpoint',
        table,
        size: c.size,
        message: `${where}检查点 ${c.size} 不能验证：${(error as Error).message}`,
      })
    }
    return undefined
  }
  const inside = c.note === undefined ? undefined : read(c.note, '数据库里的', 'kernel.checkpoint')
  if (inside) verified.push(inside)
  // The very same bytes need no second look; a copy outside may carry further signatures.
  const outside =
    c.outside === undefined ? undefined : c.outside === c.note ? inside : read(c.outside, '库外的', 'outside')
  if (outside && outside !== inside) verified.push(outside)
  if (c.note === undefined)
    findings.push({
      kind: 'outside',
      table: 'kernel.checkpoint',
      size: c.size,
      message: `库外有检查点 ${c.size}，数据库里没有：数据库的检查点被删除`,
    })
  else if (c.outside === undefined && hasOutside && c.size <= newestOutside)
    findings.push({ kind: 'outside', table: 'outside', size: c.size, message: `库外缺少检查点 ${c.size} 的副本` })
  else if (c.outside !== undefined && textOf(c.outside) !== textOf(c.note))
    findings.push({
      kind: 'outside',
      table: 'kernel.checkpoint',
      size: c.size,
      message: `检查点 ${c.size} 在数据库里与库外的文本不同：其中一份被改写`,
    })
  return verified
}

function textOf(note: string): string {
  try {
    return parseCheckpoint(note).text
  } catch {
    return note
  }
}

/**
 * Leaves whose act is gone, private values without an act. Either belongs to one act at most, so that where all were met beside
 * their acts there is nothing to look for.
 */
async function orphans(client: pg.PoolClient, scan: ScanResult, tree: TreeResult): Promise<Finding[]> {
  const findings: Finding[] = []
  if (tree.rows !== scan.acts - scan.unsealed) findings.push(...(await leavesWithoutAct(client)))
  const rows: number = (await client.query('select count(*) as n from kernel.act_private')).rows[0].n
  if (rows !== scan.privateRows) findings.push(...(await valuesWithoutAct(client)))
  return findings
}

async function leavesWithoutAct(client: pg.PoolClient): Promise<Finding[]> {
  const findings: Finding[] = []
  const leaves = await client.query(
    `select l.leaf, l.hash, m.matter_id, m.last_n, count(*) over () as total
     from kernel.seal_leaf l left join kernel.act a on a.act_id = l.act_id left join kernel.matter m on m.head = l.hash
     where a.act_id is null order by l.leaf limit 100`,
  )
  for (const r of leaves.rows) {
    const known =
      r.matter_id === null ? '（有记录或者整个事项被删除）' : `（据事项表，是事项 ${r.matter_id} 的第 ${r.last_n} 步）`
    findings.push({
      kind: 'leaf',
      table: 'kernel.act',
      leaf: r.leaf,
      ...(r.matter_id === null ? {} : { matter: r.matter_id, n: r.last_n }),
      message: `第 ${r.leaf} 号封存记录在记录表中没有了${known}，哈希 ${r.hash}`,
    })
  }
  if (leaves.rows.length && leaves.rows[0].total > leaves.rows.length)
    findings.push({
      kind: 'count',
      message: `另有 ${leaves.rows[0].total - leaves.rows.length} 号封存记录在记录表中没有了`,
    })
  return findings
}

async function valuesWithoutAct(client: pg.PoolClient): Promise<Finding[]> {
  const findings: Finding[] = []
  const values = await client.query(
    'select matter_id, n from kernel.act_private p where not exists (select from kernel.act a where a.matter_id = p.matter_id and a.n = p.n) order by 1, 2 limit 100',
  )
  for (const r of values.rows)
    findings.push({
      kind: 'commitment',
      table: 'kernel.act_private',
      matter: r.matter_id,
      n: r.n,
      message: `${actTitle({ matter: r.matter_id, n: r.n })}没有记录，却留有它的个人信息`,
    })
  return findings
}

/** Missing values against acts of erasure, and the note that each emptied row carries of its erasure. */
async function erasures(client: pg.PoolClient, scan: ScanResult): Promise<Finding[]> {
  const known = await commitmentsNamed(client, scan.erasing)
  const exists = (c: CommitmentName) => known.get(`${c.matter}/${c.n}`)?.has(c.pointer) ?? false
  const { findings } = checkErasures(scan.missing, scan.erasing, exists, 'kernel.act_private')
  const emptiedBy = new Map<string, Set<string>>()
  for (const e of scan.erasing)
    for (const c of e.names) {
      const key = `${c.matter}/${c.n}`
      emptiedBy.set(key, (emptiedBy.get(key) ?? new Set()).add(e.by.matter))
    }
  for (const e of scan.emptied)
    if (!emptiedBy.get(`${e.matter}/${e.n}`)?.has(e.by))
      findings.push({
        kind: 'erasure',
        table: 'kernel.act_private',
        matter: e.matter,
        n: e.n,
        message: `${actTitle(e)}的个人信息注明依据事项 ${e.by} 删除，而那里没有这样的删除记录`,
      })
  return findings
}

async function commitmentsNamed(
  client: pg.PoolClient,
  erasing: readonly ErasingAct[],
): Promise<Map<string, ReadonlySet<string>>> {
  const wanted = new Map(
    erasing.flatMap((e) => e.names.map((c) => [`${c.matter}/${c.n}`, { matter: c.matter, n: c.n }] as const)),
  )
  const found = new Map<string, ReadonlySet<string>>()
  if (!wanted.size) return found
  const { rows } = await client.query(
    `select a.matter_id, a.n, a.canonical from json_to_recordset($1) as r(matter text, n int) join kernel.act a on a.matter_id::text = r.matter and a.n = r.n`,
    [JSON.stringify([...wanted.values()])],
  )
  for (const r of rows) {
    try {
      found.set(`${r.matter_id}/${r.n}`, new Set(commitmentsOf(parseActText(r.canonical)).keys()))
    } catch {
      // The act's own check names it.
    }
  }
  return found
}
