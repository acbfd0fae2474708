/**
 * Sealing: every act becomes a leaf of one gapless tree, and the tree's size and root are signed and kept in the database
 * and outside it.
 *
 * Which acts: those whose transaction lies below the snapshot's xmin, in the order of their ids, up to the first that a
 * running neighbour could still precede; a matter's acts take their ids in the order of n, so that order holds among leaves.
 *
 * Order of writing: leaves, nodes and checkpoint commit in one transaction, then the copy outside is written. A kill before
 * the commit leaves nothing; one after it leaves the copy missing, and the next sealing writes it, provided that the
 * database's checkpoint verifies under a known key and provably extends the newest copy outside. Only one copy can be
 * missing in this way, since nothing further is signed before it is there. Whatever else is found refuses to sign.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { systemRole } from './access.ts'
import {
  type CheckpointKey,
  extendsCheckpoint,
  formatKey,
  keyId,
  type ParsedCheckpoint,
  parseCheckpoint,
  parseKey,
  signCheckpoint,
  verifyCheckpoint,
} from './checkpoint.ts'
import type { Clock } from './clock.ts'
import type { Pool } from './db.ts'
import { writeDurably } from './durable.ts'
import { invariant, PlainError } from './errors.ts'
import { faultPoint } from './fault.ts'
import { generateKey, type Signer, softwareSigner } from './sign.ts'
import { CompactRange, consistencyProof, type GetNode, inclusionProof, leafHash } from './tree.ts'

/** Nodes are kept at levels that are multiples of this, so that a proof's node is folded from at most 128 others. */
export const nodeLevels = 8
const pageSize = 50_000
const sealLock = 4_631_906

export type SealOptions = {
  /** Pool of the application's login. */
  pool: Pool
  /** Its key name is the log's origin. */
  signer: Signer
  /** Public keys under which earlier checkpoints were signed; default: the signer's alone. */
  keys?: readonly CheckpointKey[] | undefined
  /** Folder of the copies outside the database; none where it is not given. */
  outsideDir?: string | undefined
  clock: Clock
  /** Accepts that several copies outside are missing (a new or emptied folder) and writes them again. An operator's decision. */
  adopt?: boolean | undefined
  /** What a long-running sealer remembers of its last turns; spares it the search from the first act. */
  memory?: SealMemory | undefined
}

/**
 * Where the search for unsealed acts may begin. Ids up to `mark.id` were drawn before a snapshot that ended at `mark.xmax`;
 * once every transaction below it is over, a turn that has looked at them all leaves none unsealed.
 */
export type SealMemory = { from: number | bigint; mark?: { id: number | bigint; xmax: string } | undefined }

export type Sealed = {
  /** Acts sealed now; 0 where there was nothing new. */
  sealed: number
  /** Size of the tree and its root (64 hex digits) afterwards. */
  size: number
  root: string
  /** Copies outside that were missing and were written. */
  healed: number
}

const name20 = (size: number) => `${String(size).padStart(20, '0')}.txt`

/** Path of the copy of the checkpoint with this size. */
export const outsidePath = (dir: string, size: number): string => join(dir, name20(size))

/** Sizes of the copies outside, ascending; other files are passed over. */
export function outsideSizes(dir: string): number[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir)
    .filter((f) => /^\d{20}\.txt$/.test(f))
    .map((f) => Number(f.slice(0, 20)))
    .sort((a, b) => a - b)
}

async function asSystem(client: pg.ClientBase): Promise<void> {
  await client.query(`select set_config('role', $1, true), set_config('fadu.city', 'city', true)`, [systemRole])
}

type CheckpointRow = { size: number; root: string; note: string; frontier: string }

/**
 * Seals what is new. One sealer at a time: a second one waits.
 * @throws PlainError where the database and the copies outside do not agree; nothing is signed then
 */
export async function seal(options: SealOptions): Promise<Sealed> {
  const { pool } = options
  const client = await pool.connect()
  let broken: Error | undefined
  const clear = (text: string, values: unknown[] = []) =>
    client.query(text, values).catch((e) => {
      broken = e
    })
  try {
    // Held outside the transaction: its snapshot must be younger than the sealer before us.
    await client.query('select pg_advisory_lock($1)', [sealLock])
    return await sealLocked(client, options)
  } finally {
    // A failed transaction takes no statement but its end, so that comes first; a connection that still holds the lock is closed.
    await clear('rollback')
    await clear('select pg_advisory_unlock($1)', [sealLock])
    client.release(broken)
  }
}

async function sealLocked(client: pg.ClientBase, options: SealOptions): Promise<Sealed> {
  const { signer, outsideDir, clock } = options
  const origin = signer.keyName
  const keys = options.keys ?? [{ origin, publicKeyHex: signer.publicKeyHex }]
  if (outsideDir) mkdirSync(outsideDir, { recursive: true, mode: 0o700 })

  await client.query('begin isolation level repeatable read')
  await asSystem(client)
  const last: CheckpointRow | undefined = (
    await client.query('select size, root, note, frontier from kernel.checkpoint order by size desc limit 1')
  ).rows[0]
  const range = last ? trusted(last, keys) : new CompactRange()
  const healed = outsideDir ? await reconcile(client, outsideDir, last, keys, options.adopt ?? false) : 0

  const nodes: { level: number; idx: number; hash: string }[] = []
  const keep = (level: number, index: number, hash: Buffer) => {
    if (level > 0 && level % nodeLevels === 0) nodes.push({ level, idx: index, hash: hash.toString('hex') })
  }
  const before = range.size
  const { memory } = options
  let after: number | bigint = memory?.from ?? 0
  let next = sealPage(client, after, range.size)
  for (;;) {
    const page = await next
    if (page.count > 0) after = page.last
    // The database writes the next page while this one is hashed.
    const isLast = page.isCut || page.seen < pageSize
    if (!isLast) next = sealPage(client, after, range.size + page.count)
    for (let i = 0; i < page.hashes.length; i += 64) range.append(leafHash(page.hashes.slice(i, i + 64)), keep)
    if (isLast) break
  }
  if (memory) await remember(client, memory)
  const sealed = range.size - before
  const root = range.root()
  if (sealed === 0) {
    await client.query('rollback')
    if (outsideDir && range.size > 0) await noteOutside(client, range.size)
    return { sealed, size: range.size, root: root.toString('hex'), healed }
  }
  if (nodes.length)
    await client.query(
      'insert into kernel.seal_node (level, idx, hash) select level, idx, hash from json_to_recordset($1) as r(level int, idx bigint, hash text)',
      [JSON.stringify(nodes)],
    )
  const note = await signCheckpoint({ origin, size: range.size, root }, signer)
  await client.query(
    'insert into kernel.checkpoint (size, root, note, frontier, signed_at) values ($1, $2, $3, $4, $5)',
    [range.size, root.toString('hex'), note, range.serialise(), clock.now()],
  )
  faultPoint('before-seal-commit')
  await client.query('commit')
  faultPoint('after-seal-commit')
  if (outsideDir) {
    writeDurably(outsidePath(outsideDir, range.size), note, 0o644)
    await noteOutside(client, range.size)
  }
  return { sealed, size: range.size, root: root.toString('hex'), healed }
}

const outsideSetting = 'outside-copy'

/** Notes that the copies reach this size: without it a folder that was emptied would look like one that was never filled. */
async function noteOutside(client: pg.ClientBase, size: number): Promise<void> {
  await client.query('begin')
  await asSystem(client)
  await client.query(
    `insert into kernel.setting values ($1, $2) on conflict (key) do update set value = excluded.value
       where setting.value::bigint < excluded.value::bigint`,
    [outsideSetting, String(size)],
  )
  await client.query('commit')
}

/** Size up to which copies outside were written; nothing where none ever was. */
export async function findOutsideNoted(client: pg.ClientBase): Promise<number | undefined> {
  const { rows } = await client.query('select value from kernel.setting where key = $1', [outsideSetting])
  return rows[0] && Number(rows[0].value)
}

/** One turn behind on purpose: ids drawn just before a snapshot have then long become acts or nothing. */
async function remember(client: pg.ClientBase, memory: SealMemory): Promise<void> {
  const { rows } = await client.query(
    `select coalesce((select max(act_id) from kernel.act), 0) as id, pg_snapshot_xmax(pg_current_snapshot())::text as xmax,
       pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 as is_over`,
    [memory.mark?.xmax ?? '0'],
  )
  const r = rows[0]
  if (memory.mark && r.is_over) memory.from = memory.mark.id
  if (!memory.mark || r.is_over) memory.mark = { id: r.id, xmax: r.xmax }
}

/** The right edge that the last checkpoint's signature vouches for. */
function trusted(row: CheckpointRow, keys: readonly CheckpointKey[]): CompactRange {
  let range: CompactRange
  let checkpoint: ParsedCheckpoint
  try {
    checkpoint = verifyCheckpoint(row.note, keys)
    range = CompactRange.restore(row.frontier)
  } catch (error) {
    throw new PlainError(
      `数据库里最新的检查点（${row.size} 条）不能验证：${(error as Error).message}。没有签名；请先运行 fadu verify 查明。`,
    )
  }
  const root = range.root().toString('hex')
  const holds =
    checkpoint.size === row.size &&
    range.size === row.size &&
    row.root === root &&
    Buffer.from(checkpoint.root).toString('hex') === root
  if (!holds)
    throw new PlainError(
      `数据库里最新的检查点（${row.size} 条）与它的树不一致：有人改动过封存的数据。没有签名；请先运行 fadu verify 查明。`,
    )
  return range
}

/** Compares the newest copy outside with the database and writes the copy that a kill left out. Returns how many were written. */
async function reconcile(
  client: pg.ClientBase,
  dir: string,
  last: CheckpointRow | undefined,
  keys: readonly CheckpointKey[],
  adopt: boolean,
): Promise<number> {
  const newest = outsideSizes(dir).at(-1)
  const refuse = (what: string): never => {
    throw new PlainError(`${what}没有签名；请先运行 fadu verify 查明。检查点副本在 ${dir}。`)
  }
  if (newest === undefined && last === undefined) return 0
  if (newest !== undefined && (last === undefined || newest > last.size))
    return refuse(
      `库外最新的检查点有 ${newest} 条记录，数据库里只有 ${last?.size ?? 0} 条：数据库被回退过，或者记录被删除。`,
    )
  const missing: CheckpointRow[] = (
    await client.query('select size, root, note, frontier from kernel.checkpoint where size > $1 order by size', [
      newest ?? -1,
    ])
  ).rows
  let outside: ParsedCheckpoint | undefined
  if (newest !== undefined) {
    try {
      outside = verifyCheckpoint(readFileSync(outsidePath(dir, newest), 'utf8'), keys)
    } catch (error) {
      return refuse(`库外的检查点 ${name20(newest)} 不能验证（${(error as Error).message}）。`)
    }
    const same = (await client.query('select note from kernel.checkpoint where size = $1', [newest])).rows[0]
    if (outside.size !== newest || same === undefined || parseNote(same.note)?.text !== outside.text)
      return refuse(`库外的检查点 ${name20(newest)} 与数据库里的不一致：其中一份被改动过。`)
  }
  if (missing.length > 1 && !adopt)
    return refuse(
      `库外缺少 ${missing.length} 份检查点，正常中断至多缺少一份：请恢复原来的文件夹；如确实是新的文件夹，请用 ./fadu seal --new-folder 接受它。`,
    )
  const getNode = nodeReader(client)
  for (const row of missing) {
    let checkpoint: ParsedCheckpoint
    try {
      checkpoint = verifyCheckpoint(row.note, keys)
    } catch (error) {
      return refuse(`数据库里 ${row.size} 条的检查点不能验证（${(error as Error).message}）。`)
    }
    if (checkpoint.size !== row.size) return refuse(`数据库里 ${row.size} 条的检查点写的是 ${checkpoint.size} 条。`)
    if (outside !== undefined) {
      const proof = await consistencyProof(outside.size, checkpoint.size, getNode).catch(() => undefined)
      if (proof === undefined || !extendsCheckpoint(outside, checkpoint, proof))
        return refuse(`数据库里 ${row.size} 条的检查点接不上库外 ${outside.size} 条的检查点。`)
    }
    writeDurably(outsidePath(dir, row.size), row.note, 0o644)
    outside = checkpoint
  }
  return missing.length
}

function parseNote(note: string): ParsedCheckpoint | undefined {
  try {
    return parseCheckpoint(note)
  } catch {
    return undefined
  }
}

/** Numbers one page of acts as leaves. `hashes` are those of the new leaves in their order, 64 digits each. */
async function sealPage(
  client: pg.ClientBase,
  after: number | bigint,
  size: number,
): Promise<{ count: number; seen: number; isCut: boolean; last: number | bigint; hashes: string }> {
  // A transaction number beyond the snapshot belongs to the life of another server, from which this database was restored.
  const { rows } = await client.query(
    `with u as materialized (
       select a.act_id from kernel.act a
       where a.act_id > $1 and not exists (select from kernel.seal_leaf l where l.act_id = a.act_id) order by a.act_id limit ${pageSize}),
     p as materialized (
       select a.act_id, a.hash, a.tx < pg_snapshot_xmin(pg_current_snapshot()) or a.tx >= pg_snapshot_xmax(pg_current_snapshot()) as is_settled
       from u join kernel.act a on a.act_id = u.act_id),
     cut as (select min(act_id) filter (where not is_settled) as at from p),
     ins as (
       insert into kernel.seal_leaf (leaf, act_id, hash)
       select $2::bigint + row_number() over (order by p.act_id) - 1, p.act_id, p.hash from p, cut where cut.at is null or p.act_id < cut.at
       returning leaf, act_id, hash)
     select count(*) as count, max(act_id) as last, coalesce(string_agg(hash, '' order by leaf), '') as hashes,
       (select count(*) from p) as seen, (select at is not null from cut) as is_cut from ins`,
    [after, size],
  )
  const r = rows[0]
  invariant(r.hashes.length === r.count * 64, 'an act hash has 64 digits')
  return { count: r.count, seen: r.seen, isCut: r.is_cut, last: r.last, hashes: r.hashes }
}

/** Reads the tree's nodes from the stored ones: leaves and every eighth level. */
export function nodeReader(client: { query: pg.ClientBase['query'] }): GetNode {
  const read = async (level: number, index: number): Promise<Buffer> => {
    const stored = level - (level % nodeLevels)
    const width = 2 ** (level - stored)
    const from = index * width
    const { rows } =
      stored === 0
        ? await client.query('select hash from kernel.seal_leaf where leaf >= $1 and leaf < $2 order by leaf', [
            from,
            from + width,
          ])
        : await client.query(
            'select hash from kernel.seal_node where level = $3 and idx >= $1 and idx < $2 order by idx',
            [from, from + width, stored],
          )
    if (rows.length !== width)
      throw new PlainError(`封存的树缺少第 ${stored} 层从 ${from} 起的节点；请运行 fadu verify 查明。`)
    const range = new CompactRange()
    for (const r of rows) range.append(stored === 0 ? leafHash(r.hash) : Buffer.from(r.hash, 'hex'))
    return range.root()
  }
  // A proof asks for its nodes all at once; a connection answers one by one.
  let turn: Promise<unknown> = Promise.resolve()
  return (level, index) => {
    const mine = turn.then(() => read(level, index))
    turn = mine.catch(() => {})
    return mine
  }
}

export type InclusionProof = {
  matter: string
  n: number
  /** The act's own hash. */
  hash: string
  leaf: number
  /** Hashes from the leaf to the root, 64 hex digits each. */
  proof: string[]
  /** The signed checkpoint under which the proof holds. */
  checkpoint: string
}

/**
 * Proof that the act is sealed under the newest checkpoint; nothing where it is not sealed yet. Says nothing of who may ask:
 * the caller has read the matter under his own scope before.
 */
export async function findInclusionProof(pool: Pool, matter: string, n: number): Promise<InclusionProof | undefined> {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await asSystem(client)
    const { rows } = await client.query(
      `select l.leaf, l.hash, c.size, c.note from kernel.act a join kernel.seal_leaf l on l.act_id = a.act_id,
         lateral (select size, note from kernel.checkpoint order by size desc limit 1) c
       where a.matter_id = $1 and a.n = $2 and l.leaf < c.size`,
      [matter, n],
    )
    const r = rows[0]
    const found = r && {
      matter,
      n,
      hash: r.hash as string,
      leaf: r.leaf as number,
      proof: (await inclusionProof(r.leaf, r.size, nodeReader(client))).map((h) => h.toString('hex')),
      checkpoint: r.note as string,
    }
    await client.query('commit')
    return found
  } finally {
    // A failed transaction ends here as well.
    await client.query('rollback').catch(() => {})
    client.release()
  }
}

export type Sealing = {
  /** Seals now, after a sealing under way. */
  sealNow(): Promise<Sealed>
  /** Ends the loop, after a last sealing. */
  stop(): Promise<void>
}

/**
 * Seals every `everyMs` milliseconds and once more when it is stopped. A failure is told and tried again at the next turn.
 */
export function startSealing(
  options: SealOptions & {
    everyMs: number
    onSealed?: (s: Sealed) => void
    /** After every turn, also where there was nothing to seal. */
    onTurn?: () => void
    onError?: (e: Error) => void
  },
): Sealing {
  const memory: SealMemory = { from: 0 }
  let running: Promise<unknown> = Promise.resolve()
  let isStopped = false
  const turnWith = (m: SealMemory | undefined): Promise<Sealed> => {
    const turn = running.then(async () => {
      const done = await seal({ ...options, memory: m })
      if (done.sealed > 0 || done.healed > 0) options.onSealed?.(done)
      options.onTurn?.()
      return done
    })
    running = turn.catch(() => {})
    return turn
  }
  const sealNow = () => turnWith(memory)
  const timer = setInterval(() => {
    if (!isStopped) sealNow().catch((e) => options.onError?.(e as Error))
  }, options.everyMs)
  timer.unref()
  return {
    sealNow,
    async stop() {
      if (isStopped) return
      isStopped = true
      clearInterval(timer)
      // The last turn looks at every act.
      await turnWith(undefined)
    },
  }
}

/**
 * The software key of this installation: made at the first call (`sm2.key`, mode 0600, and `key.txt`, the public lines, newest
 * last), read afterwards.
 * @throws PlainError where the key file is damaged, of another origin, readable by others, or missing beside a public one
 */
export function openSigner(keysDir: string, origin: string): { signer: Signer; keys: CheckpointKey[] } {
  mkdirSync(keysDir, { recursive: true, mode: 0o700 })
  const secretPath = join(keysDir, 'sm2.key')
  const publicPath = join(keysDir, 'key.txt')
  const lines = existsSync(publicPath)
    ? readFileSync(publicPath, 'utf8')
        .split('\n')
        .filter((l) => l !== '')
    : []
  const keys = lines.map(parseKey)
  if (!existsSync(secretPath)) {
    if (keys.length)
      throw new PlainError(
        `${secretPath} 不见了，而 ${publicPath} 里有它的公钥。请从备份中恢复；如要换用新的密钥，请先把 key.txt 移到别处并公告新公钥。`,
      )
    writeDurably(secretPath, `${generateKey().privateKeyHex}\n`)
  }
  if ((statSync(secretPath).mode & 0o077) !== 0)
    throw new PlainError(`${secretPath} 对其他用户可读，请把权限改为只有所有者可读写（chmod 600）。`)
  const signer = softwareSigner(readFileSync(secretPath, 'utf8').trim(), origin)
  const foreign = keys.find((k) => k.origin !== origin)
  if (foreign)
    throw new PlainError(`${publicPath} 是日志 ${foreign.origin} 的公钥，而这里的标识是 ${origin}；请检查配置。`)
  const own: CheckpointKey = { origin, publicKeyHex: signer.publicKeyHex }
  if (keys.at(-1)?.publicKeyHex !== own.publicKeyHex) {
    // A private key that was exchanged: the old public lines stay, for the checkpoints that they signed.
    keys.push(own)
    writeDurably(publicPath, `${keys.map(formatKey).join('\n')}\n`, 0o644)
  }
  return { signer, keys }
}

/** The key id as a person compares it: eight hex digits. */
export const keyIdText = (key: CheckpointKey): string => keyId(key.origin, key.publicKeyHex).toString('hex')
