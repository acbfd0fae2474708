/**
 * Two verifiers of the export folder, the product's and the independent one of tools/, share no code. Here a real export is
 * altered in some three hundred ways; both must say the same of each copy: whether it holds, and which row was altered first.
 */
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson, commit, sm3Hex } from '../src/kernel/canonical.ts'
import { type CheckpointKey, formatKey, parseCheckpoint, signCheckpoint } from '../src/kernel/checkpoint.ts'
import { systemClock } from '../src/kernel/clock.ts'
import { recordDomain } from '../src/kernel/erase.ts'
import { exportTo, verifyFolder } from '../src/kernel/export.ts'
import { seal } from '../src/kernel/seal.ts'
import { generateKey, softwareSigner } from '../src/kernel/sign.ts'
import { CompactRange } from '../src/kernel/tree.ts'
import { sample } from './sample/domain.ts'
import { openCity, temporaryFolder } from './support.ts'

const tool = await import(new URL('../tools/fadu-verify.mjs', import.meta.url).href)

const origin = 'fadu.test/agree'
const keyOf = (signer: { publicKeyHex: string }, of = origin): CheckpointKey => ({
  origin: of,
  publicKeyHex: signer.publicKeyHex,
})
// Found by search: the key ids of these two, four bytes each, are the same under this origin.
const signer = softwareSigner((39_291).toString(16).padStart(64, '0'), origin)
const twin = softwareSigner((40_436).toString(16).padStart(64, '0'), origin)
const stranger = softwareSigner(generateKey().privateKeyHex, origin)
const key = keyOf(signer)

type Files = Map<string, Buffer>
const work = temporaryFolder('agree')
/** The export with personal values: what every case starts from. */
let base: Files

before(async () => {
  const city = await openCity([sample, recordDomain])
  const outsideDir = join(work, 'outside')
  fs.mkdirSync(outsideDir)
  try {
    await city.agency('A1', 'bureau', { county: '330203', town: '330203001' })
    const scope = { kind: 'agency', value: 'A1' } as const
    const clerk = await city.post('clerk1', 'clerk', scope, 'A1')
    const officer = await city.post('officer1', 'officer', scope, 'A1')
    const first = await city.post('privacy1', 'privacy_officer', scope, 'A1')
    const second = await city.post('privacy2', 'privacy_officer', scope, 'A1')
    const settled = 'select coalesce(max(tx) < pg_snapshot_xmin(pg_current_snapshot()), true) as ok from kernel.act'
    const sealAll = async (outside?: string) => {
      while (!(await city.owner.query(settled)).rows[0].ok) await new Promise((r) => setTimeout(r, 10))
      await seal({ pool: city.app, signer, keys: [key], outsideDir: outside, clock: systemClock })
    }
    const matters: string[] = []
    const step = (i: number, action: string, input: object) =>
      city.ok(officer, '2023-03-02', { matterId: matters[i]!, action, input })
    const file = async () => {
      const input = { agencyId: 'A1', topic: `事由${matters.length}`, name: '陈示例', phone: '13900000000' }
      matters.push((await city.ok(clerk, '2023-03-01', { procedure: 'sample.filing', action: 'file', input })).matterId)
    }
    for (let i = 0; i < 3; i++) await file()
    await step(0, 'accept', {})
    await sealAll(outsideDir) // 4
    await step(1, 'accept', {})
    await step(0, 'note', { text: '调查情况' })
    await file()
    await sealAll(outsideDir) // 7
    const erased = [
      { matter: matters[1]!, n: 1, pointer: '/payload/phone' },
      { matter: matters[2]!, n: 1, pointer: '/payload/name' },
    ]
    const input = { agencyId: 'A1', ground: 'PURPOSE_ENDED', isRetentionOver: true, values: erased }
    const m = await city.ok(first, '2023-04-01', { procedure: 'record.erasure', action: 'propose', input })
    await city.ok(second, '2023-04-02', { matterId: m.matterId, action: 'erase', input: { erased } })
    await step(3, 'accept', {})
    await sealAll(outsideDir) // 10
    await step(0, 'note', { text: '补充材料' })
    await sealAll() // 11, not copied outside
    await file()
    await step(3, 'note', { text: '尚未封存' })
    const to = join(work, 'export')
    await exportTo(to, {
      pool: city.owner,
      origin,
      city: '示例市',
      keys: [key],
      clock: systemClock,
      outsideDir,
      private: true,
    })
    base = new Map(
      fs
        .readdirSync(to, { recursive: true, withFileTypes: true })
        .filter((e) => e.isFile())
        .map((e) => join(e.parentPath, e.name))
        .map((path) => [path.slice(to.length + 1), fs.readFileSync(path)]),
    )
  } finally {
    await city.close()
  }
})
after(() => fs.rmSync(work, { recursive: true, force: true }))

// ------------------------------------------------------------------------------------------------------ both verifiers

type Row = { file: string; line?: number; leaf?: number; matter?: string; n?: number }
const rowOf = (f: Row | null): Row | null =>
  f && JSON.parse(JSON.stringify({ file: f.file, line: f.line, leaf: f.leaf, matter: f.matter, n: f.n }))

let folders = 0
/** Writes the copy, lets both verifiers judge it, and asserts that they agree; gives what they agree on. */
async function judged(
  name: string,
  files: Files,
  more: { disk?: ((dir: string) => void) | undefined; trusted?: readonly CheckpointKey[] | undefined } = {},
): Promise<{ ok: boolean; first: Row | null }> {
  const dir = join(work, `copy${++folders}`)
  fs.mkdirSync(dir)
  for (const [path, content] of files) {
    fs.mkdirSync(join(dir, dirname(path)), { recursive: true })
    fs.writeFileSync(join(dir, path), content)
  }
  more.disk?.(dir)
  const theirs = tool.verifyExport(
    dir,
    more.trusted?.map((k) => tool.keyOfLine(formatKey(k))),
  )
  const ours = await verifyFolder(dir, more.trusted)
  const said = () =>
    `${name}\nproduct: ${ours.findings.map((f) => f.message).join(' | ')}\ntool: ${theirs.findings.map((f: any) => `[${f.check}] ${f.place.zh}：${f.zh}`).join(' | ')}`
  assert.equal(ours.ok, theirs.ok, said())
  assert.deepEqual(rowOf(ours.firstAltered as Row | null), rowOf(theirs.firstAltered), said())
  if (ours.firstAltered) assert.equal(ours.findings[0], ours.firstAltered, said())
  for (const count of ['acts', 'sealed', 'unsealed', 'checkpoints'] as const)
    assert.equal(ours.counts[count], theirs[count], `${count}: ${said()}`)
  assert.equal(ours.counts.notYetOutside, theirs.notCopiedOutside, said())
  if (ours.ok) {
    assert.equal(ours.counts.matters, theirs.matters, name)
    assert.equal(ours.counts.values, theirs.valuesChecked, name)
    assert.equal(ours.counts.erased, theirs.valuesErased, name)
  }
  fs.rmSync(dir, { recursive: true })
  return { ok: ours.ok, first: rowOf(theirs.firstAltered) }
}

// -------------------------------------------------------------------------------------------------------------- editing

const textOf = (files: Files, path: string) => {
  const content = files.get(path)
  assert.ok(content, `no file ${path}`)
  return content.toString('utf8')
}
const put = (files: Files, path: string, content: string | Buffer) => files.set(path, Buffer.from(content as string))
/** Edits the text of a file; an edit that changes nothing is an error of the case. */
const edit = (path: string, change: (text: string) => string) => (files: Files) => {
  const text = textOf(files, path)
  const changed = change(text)
  assert.notEqual(changed, text, `the edit of ${path} changes nothing`)
  put(files, path, changed)
}
const linesIn = (text: string) => text.split('\n').slice(0, -1)
const lines = (path: string, change: (list: string[]) => string[]) =>
  edit(path, (text) =>
    change(linesIn(text))
      .map((l) => `${l}\n`)
      .join(''),
  )
const line = (path: string, i: number, change: (text: string) => string) =>
  lines(path, (list) => list.with(i, change(list[i]!)))
const remove = (path: string) => (files: Files) => {
  const paths = [...files.keys()].filter((p) => p === path || p.startsWith(`${path}/`))
  assert.ok(paths.length > 0, `no file ${path}`)
  for (const p of paths) files.delete(p)
}
const all = (...edits: ((files: Files) => void)[]) => {
  return (files: Files) => {
    for (const e of edits) e(files)
  }
}
const note = (size: number, side = 'checkpoints') => `${side}/${String(size).padStart(20, '0')}.txt`
const acts = 'acts.ndjson'
const unsealed = 'unsealed.ndjson'
const secret = 'private.ndjson'

/** Alters the act of a line, and its hash as well if `withHash`. */
const rewritten =
  (withHash: boolean, change: (act: any) => void = (a) => Object.assign(a, { actor: 'somebody' })) =>
  (l: string) => {
    const row = JSON.parse(l)
    const act = JSON.parse(row.text)
    change(act)
    const text = canonicalJson(act)
    return JSON.stringify({ ...row, hash: withHash ? sm3Hex(text) : row.hash, text })
  }

type Forged = { act: any; isSealed: boolean }
/** Rewrites acts as somebody could who holds the key: chains, hashes, counts and every checkpoint are made to fit again. */
async function forge(files: Files, change: (list: Forged[]) => void, by = signer): Promise<void> {
  const list = [acts, unsealed].flatMap((path) =>
    linesIn(textOf(files, path)).map((l) => ({ act: JSON.parse(JSON.parse(l).text), isSealed: path === acts })),
  )
  change(list)
  const heads = new Map<string, { n: number; hash: string }>()
  const range = new CompactRange()
  const roots = [range.root()]
  const rows: Record<string, string[]> = { [acts]: [], [unsealed]: [] }
  for (const { act, isSealed } of list) {
    const head = heads.get(act.matter)
    Object.assign(act, { n: (head?.n ?? 0) + 1, prev: head?.hash ?? '' })
    const text = canonicalJson(act)
    const hash = sm3Hex(text)
    heads.set(act.matter, { n: act.n, hash })
    const leaf = isSealed ? { leaf: rows[acts]!.length } : {}
    rows[isSealed ? acts : unsealed]!.push(`${JSON.stringify({ ...leaf, hash, text })}\n`)
    if (isSealed) {
      range.appendAct(hash)
      roots.push(range.root())
    }
  }
  for (const [path, content] of Object.entries(rows)) put(files, path, content.join(''))
  const sealed = rows[acts]!.length
  const manifest = JSON.parse(textOf(files, 'manifest.json'))
  put(files, 'manifest.json', `${JSON.stringify({ ...manifest, acts: list.length, sealed })}\n`)
  for (const path of [...files.keys()]) {
    const size = /^checkpoints.*\/(\d{20})\.txt$/.exec(path)?.[1]
    if (size !== undefined)
      put(files, path, await signCheckpoint({ origin, size: Number(size), root: roots[Number(size)]! }, by))
  }
}
const privates = (change: (row: any, list: any[]) => void, i = 0) =>
  lines(secret, (list) => {
    const rows = list.map((l) => JSON.parse(l))
    change(rows[i], rows)
    return rows.map((r) => JSON.stringify(r))
  })
const field = (change: (field: any, fields: any, pointer: string) => void) =>
  privates((row) => {
    const pointer = Object.keys(row.fields)[0]!
    change(row.fields[pointer], row.fields, pointer)
  })
const erasing = (list: readonly Forged[]) => list.find((f) => f.act.action === 'erase')!
const manifest = (change: (m: any) => void) =>
  edit('manifest.json', (text) => {
    const m = JSON.parse(text)
    change(m)
    return `${JSON.stringify(m)}\n`
  })
const signed = (size: number, root: Uint8Array, by = signer, of = origin) =>
  signCheckpoint({ origin: of, size, root }, by)

// ---------------------------------------------------------------------------------------------------------------- cases

type Case = {
  name: string
  /** Whether the copy still holds. */
  ok?: boolean
  change?: (files: Files) => void | Promise<void>
  disk?: (dir: string) => void
  trusted?: readonly CheckpointKey[]
  /** What both must name first; null for no row. Undefined where agreement is enough. */
  first?: Partial<Row> | null
}
const at = (i: number, file = acts): Partial<Row> => ({ file, line: i + 1, ...(file === acts ? { leaf: i } : {}) })

const ofEveryLine = (file: string, i: number): Case[] => {
  const here = (name: string, change: (l: string) => string, more: Partial<Case> = {}): Case => ({
    name: `${file} line ${i + 1}: ${name}`,
    change: line(file, i, change),
    first: more.ok ? null : at(i, file),
    ...more,
  })
  return [
    here('the text is altered', rewritten(false)),
    here('the hash is altered', (l) => l.replace(/("hash":")(.)/, (_m, k, c) => k + (c === '0' ? '1' : '0'))),
    here('the hash is in upper case', (l) =>
      l.replace(/"hash":"[^"]+"/, (m) => m.toUpperCase().replace('HASH', 'hash')),
    ),
    here(
      'n is one more',
      rewritten(true, (a) => Object.assign(a, { n: a.n + 1, prev: a.prev || 'a'.repeat(64) })),
    ),
    here(
      'prev is another',
      rewritten(true, (a) => Object.assign(a, { n: 2, prev: 'b'.repeat(64) })),
    ),
    here(
      'another procedure key',
      rewritten(true, (a) => Object.assign(a, { more: 1 })),
    ),
    here(
      'n is no number',
      rewritten(true, (a) => Object.assign(a, { n: '1' })),
    ),
    here('the text is not canonical', (l) => {
      const row = JSON.parse(l)
      const text = ` ${row.text}`
      return JSON.stringify({ ...row, hash: sm3Hex(text), text })
    }),
    here('the text has a lone surrogate', (l) => l.replace('"text":"', '"text":"\\ud800')),
    here('a key twice', (l) => l.replace('{', '{"hash":"x",')),
    here('a key twice, spelled otherwise', (l) => l.replace('{', '{"h\\u0061sh":"x",')),
    here('a key more', (l) => l.replace('{', '{"x":1,')),
    here('a carriage return at the end', (l) => `${l}\r`),
    here('a carriage return as white space', (l) => l.replace(':', ':\r')),
    here('a byte order mark', (l) => `\ufeff${l}`),
    here('empty', () => ''),
    here('no object', () => 'null'),
    here(
      'other white space and key order',
      (l) =>
        JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(l)).reverse()), null, '\t').replaceAll('\n', ' '),
      { ok: true },
    ),
    here('other escapes', (l) => l.replace('"text"', '"\\u0074ext"'), { ok: true }),
  ]
}

const cases = (): Case[] => [
  { name: 'as exported', ok: true },
  { name: 'as exported, with the key from elsewhere', ok: true, trusted: [key] },
  ...[0, 2, 5, 10].flatMap((i) => ofEveryLine(acts, i)),
  ...ofEveryLine(unsealed, 1),

  // Lines as a whole.
  {
    name: 'a line with its hash rewritten, its successor in the file',
    change: line(acts, 3, rewritten(true)),
    first: at(3),
  },
  {
    name: 'a line with its hash rewritten, no successor before the checkpoint',
    change: line(acts, 2, rewritten(true)),
    first: at(3),
  },
  { name: 'the last sealed line with its hash rewritten', change: line(acts, 10, rewritten(true)), first: at(10) },
  {
    name: 'the first line altered: its own line, not the range',
    change: line(acts, 0, rewritten(false)),
    first: at(0),
  },
  ...[0, 4, 9].flatMap((i): Case[] => [
    { name: `line ${i + 1} removed`, change: lines(acts, (l) => l.toSpliced(i, 1)), first: at(i) },
    { name: `line ${i + 1} twice`, change: lines(acts, (l) => l.toSpliced(i, 0, l[i]!)), first: at(i + 1) },
    {
      name: `line ${i + 1} exchanged with the next`,
      change: lines(acts, (l) => l.with(i, l[i + 1]!).with(i + 1, l[i]!)),
      first: at(i),
    },
    {
      name: `line ${i + 1}: leaf one more`,
      change: line(acts, i, (l) => l.replace(/"leaf":\d+/, `"leaf":${i + 1}`)),
      first: at(i),
    },
    {
      name: `line ${i + 1}: leaf a string`,
      change: line(acts, i, (l) => l.replace(/"leaf":\d+/, `"leaf":"${i}"`)),
      first: at(i),
    },
    {
      name: `line ${i + 1}: leaf a number of the same value`,
      ok: true,
      change: line(acts, i, (l) => l.replace(/"leaf":\d+/, `"leaf":${i}.0e0`)),
      first: null,
    },
    {
      name: `line ${i + 1}: leaf negative`,
      change: line(acts, i, (l) => l.replace(/"leaf":\d+/, '"leaf":-1')),
      first: at(i),
    },
  ]),
  { name: 'the last line removed', change: lines(acts, (l) => l.slice(0, -1)), first: { file: acts, leaf: 10 } },
  { name: 'four lines cut off', change: lines(acts, (l) => l.slice(0, 7)), first: { file: acts, leaf: 7 } },
  {
    name: 'cut off, and a line before altered',
    change: all(
      lines(acts, (l) => l.slice(0, 7)),
      line(acts, 5, rewritten(false)),
    ),
    first: at(5),
  },
  {
    name: 'cut off, and an unsealed line altered',
    change: all(
      lines(acts, (l) => l.slice(0, 7)),
      line(unsealed, 1, rewritten(false)),
    ),
    first: { file: acts, leaf: 7 },
  },
  { name: 'all lines cut off', change: (f) => void put(f, acts, ''), first: { file: acts, leaf: 0 } },
  { name: 'acts.ndjson missing', change: remove(acts), first: { file: acts, leaf: 0 } },
  { name: 'unsealed.ndjson missing', change: remove(unsealed), first: null },
  { name: 'unsealed.ndjson empty', change: (f) => void put(f, unsealed, ''), first: null },
  {
    name: 'a line moved from unsealed to sealed',
    change: (f) => {
      const l = linesIn(textOf(f, unsealed))[0]!
      lines(acts, (list) => [...list, l.replace('{', '{"leaf":11,')])(f)
      lines(unsealed, (list) => list.slice(1))(f)
    },
    first: null,
  },
  { name: 'no newline at the end', change: edit(acts, (t) => t.slice(0, -1)), first: at(10) },
  { name: 'an empty line at the end', change: edit(acts, (t) => `${t}\n`), first: at(11) },
  {
    name: 'bytes that are no UTF-8',
    change: (f) => {
      f.get(acts)![10] = 0xff
    },
    first: at(0),
  },
  {
    name: 'a line of 16 MiB',
    ok: true,
    change: line(acts, 1, (l) => l + ' '.repeat(16 * 1024 * 1024 - Buffer.byteLength(l))),
    first: null,
  },
  {
    name: 'a line of 16 MiB and a byte',
    change: line(acts, 1, (l) => l + ' '.repeat(16 * 1024 * 1024 + 1 - Buffer.byteLength(l))),
    first: at(1),
  },
  {
    name: 'a line without a hash ends the comparison of roots',
    change: all(
      line(acts, 2, () => '{}'),
      line(acts, 10, rewritten(true)),
    ),
    first: at(2),
  },

  // The manifest.
  ...Object.entries<(m: any) => void>({
    'acts one more': (m) => m.acts++,
    'sealed one less': (m) => m.sealed--,
    'acts a string': (m) => {
      m.acts = String(m.acts)
    },
    'another format': (m) => {
      m.format = 'fadu-export-2'
    },
    'another origin': (m) => {
      m.origin = 'fadu.test/other'
    },
    'the city a number': (m) => {
      m.city = 1
    },
    'a key more': (m) => {
      m.more = 1
    },
    'a key less': (m) => {
      delete m.city
    },
    'createdAt without an offset': (m) => {
      m.createdAt = '2024-03-01T09:15:00'
    },
    'createdAt a day': (m) => {
      m.createdAt = '2024-03-01'
    },
    'createdAt some words': (m) => {
      m.createdAt = '昨天'
    },
    'createdAt ten digits of a second': (m) => {
      m.createdAt = '2024-03-01T09:15:00.1234567890Z'
    },
  }).map(([name, change]): Case => ({ name: `manifest: ${name}`, change: manifest(change), first: null })),
  {
    name: 'manifest: createdAt in UTC',
    ok: true,
    change: manifest((m) => {
      m.createdAt = '2024-03-01T09:15:00Z'
    }),
  },
  {
    name: 'manifest: another city',
    ok: true,
    change: manifest((m) => {
      m.city = '别的市'
    }),
  },
  {
    name: 'manifest: numbers of the same value',
    ok: true,
    change: edit('manifest.json', (t) => t.replace(/"sealed": (\d+)/, '"sealed": $1.0')),
  },
  { name: 'manifest: a lone surrogate', change: edit('manifest.json', (t) => t.replace('示例市', '\\ud800')) },
  { name: 'manifest: a key twice', change: edit('manifest.json', (t) => t.replace('{', '{"city":"别的市",')) },
  { name: 'manifest: no newline at the end', change: edit('manifest.json', (t) => t.trimEnd()) },
  { name: 'manifest: carriage returns', change: edit('manifest.json', (t) => t.replaceAll('\n', '\r\n')) },
  { name: 'manifest: a byte order mark', change: edit('manifest.json', (t) => `\ufeff${t}`) },
  { name: 'manifest: an array', change: edit('manifest.json', (t) => `[${t.trim()}]\n`) },
  {
    name: 'manifest: 1 MiB',
    ok: true,
    change: edit('manifest.json', (t) => `${' '.repeat(1024 * 1024 - Buffer.byteLength(t))}${t}`),
  },
  {
    name: 'manifest: 1 MiB and a byte',
    change: edit('manifest.json', (t) => `${' '.repeat(1024 * 1024 + 1 - Buffer.byteLength(t))}${t}`),
  },
  { name: 'manifest: missing', change: remove('manifest.json') },

  // Keys.
  { name: 'key.txt: missing', change: remove('key.txt') },
  { name: 'key.txt: empty', change: (f) => void put(f, 'key.txt', '') },
  { name: 'key.txt: no newline at the end', change: edit('key.txt', (t) => t.trimEnd()) },
  { name: 'key.txt: a carriage return', change: edit('key.txt', (t) => t.replace('\n', '\r\n')) },
  { name: 'key.txt: the line twice', change: edit('key.txt', (t) => t + t) },
  { name: 'key.txt: an empty line', change: edit('key.txt', (t) => `${t}\n`) },
  { name: 'key.txt: a second key', ok: true, change: edit('key.txt', (t) => `${t}${formatKey(keyOf(stranger))}\n`) },
  {
    name: 'key.txt: a second key of another origin',
    change: edit('key.txt', (t) => `${t}${formatKey(keyOf(stranger, 'fadu.test/other'))}\n`),
  },
  {
    name: 'key.txt: a second key of another origin, and the right one from elsewhere',
    trusted: [key],
    change: edit('key.txt', (t) => `${t}${formatKey(keyOf(stranger, 'fadu.test/other'))}\n`),
  },
  {
    name: 'key.txt: a line that is no key besides, and a rewritten row',
    change: all(
      edit('key.txt', (t) => `x\n${t}`),
      line(acts, 10, rewritten(true)),
    ),
    first: at(10),
  },
  {
    name: 'key.txt: a point beyond the field',
    change: edit(
      'key.txt',
      (t) =>
        `${t}fadu-sm2 ${origin} 04fffffffeffffffffffffffffffffffffffffffff0000000100000000000000009f7a091433a81e3f218f405f792355bf2aa98b5ffa95982f03870800065279a3\n`,
    ),
  },
  { name: 'key.txt: another key alone', change: (f) => void put(f, 'key.txt', `${formatKey(keyOf(stranger))}\n`) },
  { name: 'a key from elsewhere that the folder lacks', trusted: [keyOf(stranger)] },
  { name: 'two keys from elsewhere, one of which the folder lacks', trusted: [key, keyOf(stranger)] },
  {
    name: 'two keys from elsewhere, both in the folder',
    ok: true,
    trusted: [key, keyOf(stranger)],
    change: edit('key.txt', (t) => `${t}${formatKey(keyOf(stranger))}\n`),
  },
  {
    name: 'of the folder’s two keys only the given one counts',
    trusted: [keyOf(stranger)],
    change: edit('key.txt', (t) => `${t}${formatKey(keyOf(stranger))}\n`),
  },
  {
    name: 'two keys with one key id, the first has signed',
    ok: true,
    change: edit('key.txt', (t) => `${t}${formatKey(keyOf(twin))}\n`),
  },
  {
    name: 'two keys with one key id, the second has signed',
    ok: true,
    change: edit('key.txt', (t) => `${formatKey(keyOf(twin))}\n${t}`),
  },
  {
    name: 'of two keys with one key id only the other is known',
    change: (f) => void put(f, 'key.txt', `${formatKey(keyOf(twin))}\n`),
  },

  // Checkpoints.
  ...['checkpoints', 'checkpoints-outside'].flatMap((side): Case[] => [
    {
      name: `${side}: the root altered`,
      change: edit(note(7, side), (t) =>
        t.replace(/\n(.)(.{42}=\n)/, (_m, c, rest) => `\n${c === 'A' ? 'B' : 'A'}${rest}`),
      ),
      first: null,
    },
    {
      name: `${side}: the signature altered`,
      change: edit(note(7, side), (t) =>
        t.replace(/(.)(.{20}=*\n)$/, (_m, c, rest) => `${c === 'A' ? 'B' : 'A'}${rest}`),
      ),
      first: null,
    },
    {
      name: `${side}: signed by a stranger`,
      change: async (f) =>
        void put(f, note(7, side), await signed(7, parseCheckpoint(textOf(f, note(7, side))).root, stranger)),
      first: null,
    },
    {
      name: `${side}: another root, signed by the key`,
      change: async (f) => void put(f, note(7, side), await signed(7, Buffer.alloc(32, 1))),
      first: at(6),
    },
    {
      name: `${side}: another root, signed by the key, and an altered row before`,
      change: async (f) => {
        line(acts, 5, rewritten(false))(f)
        put(f, note(7, side), await signed(7, Buffer.alloc(32, 1)))
      },
      first: at(5),
    },
    {
      name: `${side}: another root, signed by the key, and its own row altered`,
      change: async (f) => {
        line(acts, 6, rewritten(false))(f)
        put(f, note(7, side), await signed(7, Buffer.alloc(32, 1)))
      },
      first: at(6),
    },
    {
      name: `${side}: one under another size`,
      change: (f) => void put(f, note(5, side), textOf(f, note(7, side))),
      first: null,
    },
    {
      name: `${side}: a larger one that is none`,
      change: (f) => void put(f, note(99, side), 'x\n'),
      first: side === 'checkpoints' ? { file: acts, leaf: 11 } : null,
    },
    {
      name: `${side}: one of size 0 that the other folder lacks`,

      change: async (f) => void put(f, note(0, side), await signed(0, new CompactRange().root())),
      first: null,
    },
    {
      name: `${side}: one of size 0 with another root`,
      change: async (f) => void put(f, note(0, side), await signed(0, Buffer.alloc(32))),
      first: null,
    },
    { name: `${side}: a carriage return`, change: edit(note(7, side), (t) => t.replace('\n', '\r\n')), first: null },
    {
      name: `${side}: 64 KiB and more`,
      change: edit(note(7, side), (t) => t.replace('\n\n', `\n${'x'.repeat(65_536)}\n\n`)),
      first: null,
    },
    { name: `${side}: empty`, change: (f) => void put(f, note(7, side), ''), first: null },
    {
      name: `${side}: other names`,
      ok: true,
      change: (f) => {
        put(f, `${side}/7.txt`, 'x')
        put(f, `${side}/${'0'.repeat(19)}7.txt.tmp`, 'x')
        put(f, `${side}/README`, 'x')
      },
    },
    {
      name: `${side}: a name beyond 2^53`,
      change: (f) => void put(f, `${side}/${'9'.repeat(20)}.txt`, textOf(f, note(7, side))),
      first: null,
    },
    { name: `${side}: one missing`, change: remove(note(7, side)), first: null },
    { name: `${side}: the folder missing`, ok: side === 'checkpoints-outside', change: remove(side), first: null },
    {
      name: `${side}: the folder a file`,
      change: (f) => {
        remove(side)(f)
        put(f, side, 'x')
      },
      first: null,
    },
  ]),
  {
    name: 'one of size 0 in both folders',
    ok: true,
    change: async (f) => {
      const text = await signed(0, new CompactRange().root())
      for (const side of ['checkpoints', 'checkpoints-outside']) put(f, note(0, side), text)
    },
  },
  {
    name: 'one missing in both folders',
    ok: true,
    change: all(remove(note(7)), remove(note(7, 'checkpoints-outside'))),
  },
  { name: 'the newest missing: sealed acts under no checkpoint', change: remove(note(11)), first: null },
  {
    name: 'both copies agree on another text',
    change: async (f) => {
      for (const side of ['checkpoints', 'checkpoints-outside'])
        put(f, note(4, side), await signed(4, Buffer.alloc(32, 2)))
    },
    first: at(3),
  },
  {
    name: 'a witness has signed the copy outside',
    ok: true,
    change: async (f) => {
      const path = note(7, 'checkpoints-outside')
      const other = await signed(
        7,
        parseCheckpoint(textOf(f, path)).root,
        softwareSigner(generateKey().privateKeyHex, 'witness.example'),
        'witness.example',
      )
      put(f, path, textOf(f, path) + other.slice(other.lastIndexOf('\n—') + 1))
    },
  },
  {
    name: 'a false line of the known name but an unknown key id is a witness like others',
    ok: true,
    change: edit(note(7, 'checkpoints-outside'), (t) => `${t}— ${origin} ${Buffer.alloc(68, 7).toString('base64')}\n`),
  },
  {
    name: 'a city without acts and without the folder of checkpoints',
    ok: true,
    change: (f) => {
      for (const path of ['checkpoints', 'checkpoints-outside', secret]) remove(path)(f)
      for (const path of [acts, unsealed]) put(f, path, '')
      manifest((m) => Object.assign(m, { acts: 0, sealed: 0 }))(f)
    },
  },

  // Personal values.
  { name: 'no private.ndjson', ok: true, change: remove(secret) },
  { name: 'private: empty', change: (f) => void put(f, secret, '') },
  ...Object.entries<(field: any, fields: any, pointer: string) => void>({
    'another value': (x) => {
      x.value = '李示例'
    },
    'another salt': (x) => {
      x.salt = '0'.repeat(32)
    },
    'the salt in upper case': (x) => {
      x.salt = `${x.salt.slice(0, -1)}A`
    },
    'the salt in an array': (x) => {
      x.salt = [x.salt]
    },
    'a key beside salt and value': (x) => {
      x.more = 1
    },
    'no value': (x) => {
      delete x.value
    },
    'null for the two': (_x, fields, p) => {
      fields[p] = null
    },
    'a value gone': (_x, fields, p) => {
      delete fields[p]
    },
    'a value that cannot be canonical': (x) => {
      x.value = 1.5
    },
    'a value nested too deep': (x) => {
      x.value = JSON.parse(`${'['.repeat(70)}${']'.repeat(70)}`)
    },
    'the pointer spelled otherwise': (x, fields, p) => {
      delete fields[p]
      fields[p.replace('/payload', '/%70ayload')] = x
    },
    'a pointer more': (x, fields) => {
      fields['/payload/topic'] = x
    },
    'the pointer __proto__': (x, fields) => Object.defineProperty(fields, '__proto__', { value: x, enumerable: true }),
  }).map(([name, change]): Case => ({ name: `private: ${name}`, change: field(change), first: null })),
  { name: 'private: a value in other spelling', ok: true, change: edit(secret, (t) => t.replace('陈', '\\u9648')) },
  {
    name: 'private: a pointer in other escapes',
    ok: true,
    change: edit(secret, (t) => t.replace('"/payload', '"\\/payload')),
  },
  {
    name: 'private: a pointer twice',
    change: edit(secret, (t) => t.replace('"fields":{', '"fields":{"\\/payload/name":{"salt":"","value":1},')),
  },
  {
    name: 'private: a key twice within a field',
    change: edit(secret, (t) => t.replace('"salt":', '"salt":"","salt":')),
  },
  { name: 'private: n of the same value', ok: true, change: edit(secret, (t) => t.replace('"n":1,', '"n":10e-1,')) },
  { name: 'private: a carriage return', change: edit(secret, (t) => t.replace('\n', '\r\n')) },
  { name: 'private: a line removed', change: lines(secret, (l) => l.slice(1)) },
  { name: 'private: a line twice', change: lines(secret, (l) => [...l, l[0]!]) },
  { name: 'private: lines in another order', ok: true, change: lines(secret, (l) => l.toReversed()) },
  {
    name: 'private: an act twice, the second without fields',
    change: privates((row, list) => list.push({ ...row, fields: {} })),
  },
  {
    name: 'private: an act without values and without fields',
    ok: true,
    change: (f) => {
      const { matter, n } = JSON.parse(JSON.parse(linesIn(textOf(f, acts))[3]!).text)
      privates((_row, list) => list.push({ matter, n, fields: {} }))(f)
    },
  },
  {
    name: 'private: an act that is not there',
    change: privates((row, list) => list.push({ ...row, n: 40, fields: {} })),
  },
  {
    name: 'private: a matter that is not there',
    change: privates((row, list) => list.push({ ...row, matter: '00000000-0000-7000-8000-000000000000', fields: {} })),
  },
  {
    name: 'private: a matter in upper case',
    change: privates((row) => {
      row.matter = row.matter.toUpperCase()
    }),
  },
  {
    name: 'private: n 0',
    change: privates((row) => {
      row.n = 0
    }),
  },
  {
    name: 'private: fields an array',
    change: privates((row) => {
      row.fields = []
    }),
  },
  {
    name: 'private: a key more',
    change: privates((row) => {
      row.more = 1
    }),
  },
  { name: 'private: no newline at the end', change: edit(secret, (t) => t.slice(0, -1)) },

  // Acts as one who holds the key could write them.
  { name: 'forged: nothing', ok: true, change: (f) => forge(f, () => {}) },
  {
    name: 'forged: a file’s hash in upper case',
    change: (f) =>
      forge(f, (l) => {
        l[4]!.act.files = [{ sm3: 'A'.repeat(64) }]
      }),
    first: at(4),
  },
  {
    name: 'forged: a file’s hash below its direct members',
    ok: true,
    change: (f) =>
      forge(f, (l) => {
        l[4]!.act.files = [{ of: { sm3: 'x' } }, [{ sm3: 'x' }], { sm3: 1 }, 'x']
      }),
  },
  {
    name: 'forged: an unsealed act with a file’s hash too short',
    change: (f) =>
      forge(f, (l) => {
        l[12]!.act.files = [{ sm3: 'ab' }]
      }),
    first: at(1, unsealed),
  },
  {
    name: 'forged: what looks like a commitment in basis',
    ok: true,
    change: (f) =>
      forge(f, (l) => {
        l[4]!.act.basis = [{ $sm3: 'a'.repeat(64) }]
      }),
  },
  {
    name: 'forged: a commitment for the whole payload, its value beside',
    ok: true,
    change: async (f) => {
      const salt = '5a'.repeat(16)
      await forge(f, (l) => {
        l[4]!.act.payload = commit(salt, { name: '张三' })
      })
      const { matter, n } = JSON.parse(JSON.parse(linesIn(textOf(f, acts))[4]!).text)
      privates((_row, list) => list.push({ matter, n, fields: { '/payload': { salt, value: { name: '张三' } } } }))(f)
    },
  },
  {
    name: 'forged: a commitment for the whole of given, its value nowhere',
    change: (f) =>
      forge(f, (l) => {
        l[4]!.act.given = { $sm3: 'a'.repeat(64) }
      }),
    first: null,
  },
  {
    name: 'forged: an erasing entry whose matter is null',
    change: (f) =>
      forge(f, (l) => {
        const { act } = erasing(l)
        act.payload.erased.push({ matter: null, n: 1, pointer: '/payload/phone' })
      }),
    first: null,
  },
  {
    name: 'forged: an erasing entry of its own matter, which has no such value',
    change: (f) => forge(f, (l) => void erasing(l).act.payload.erased.push({ n: 1, pointer: '/payload/name' })),
    first: null,
  },
  ...Object.entries<unknown>({
    'a string': '/payload/name',
    null: null,
    'an array': [],
    'without n': { pointer: '/payload/name' },
    'without pointer': { n: 1 },
    'a matter in upper case': { matter: 'A'.repeat(36), n: 1, pointer: '/payload/name' },
  }).map(
    ([name, entry]): Case => ({
      name: `forged: an erasing entry: ${name}`,
      change: (f) => forge(f, (l) => void erasing(l).act.payload.erased.push(entry)),
      first: null,
    }),
  ),
  {
    name: 'forged: an erasing entry with other keys',
    ok: true,
    change: (f) =>
      forge(f, (l) => {
        erasing(l).act.payload.erased[0].why = '期满'
      }),
  },
  {
    name: 'forged: erased twice',
    ok: true,
    change: (f) =>
      forge(f, (l) => {
        const { erased } = erasing(l).act.payload
        erased.push(erased[0])
      }),
  },
  {
    name: 'forged: an erasing entry that names a branch',
    change: (f) =>
      forge(f, (l) => {
        erasing(l).act.payload.erased[0].pointer = '/payload'
      }),
    first: null,
  },
  {
    name: 'forged: the erasure is gone, the value too',
    change: (f) => forge(f, (l) => void erasing(l).act.payload.erased.pop()),
    first: null,
  },
  {
    name: 'forged: the same without private values',
    ok: true,
    change: async (f) => {
      await forge(f, (l) => void erasing(l).act.payload.erased.pop())
      remove(secret)(f)
    },
  },
  {
    name: 'forged: erased and still there',
    change: (f) =>
      forge(
        f,
        (l) => void erasing(l).act.payload.erased.push({ matter: l[0]!.act.matter, n: 1, pointer: '/payload/name' }),
      ),
    first: null,
  },
  {
    name: 'forged: an act of another name erases nothing',
    change: (f) =>
      forge(f, (l) => {
        erasing(l).act.action = 'propose'
      }),
    first: null,
  },
  {
    name: 'forged: an erasing act that is not sealed',
    ok: true,
    change: async (f) => {
      let matter = ''
      await forge(f, (l) => {
        const { act } = l.find((x) => !x.isSealed && x.act.action === 'note')!
        matter = act.matter
        act.action = 'erase'
        act.payload = { erased: [{ n: 1, pointer: '/payload/phone' }] }
      })
      privates((_row, list) => {
        delete list.find((r) => r.matter === matter && r.n === 1).fields['/payload/phone']
      })(f)
    },
  },
  { name: 'forged: by a stranger', change: (f) => forge(f, () => {}, stranger), first: null },
  {
    name: 'forged: by a stranger whose key the folder brings',
    ok: true,
    change: async (f) => {
      await forge(
        f,
        (l) => {
          l[4]!.act.actor = 'somebody'
        },
        stranger,
      )
      put(f, 'key.txt', `${formatKey(keyOf(stranger))}\n`)
    },
  },
  {
    name: 'forged: by a stranger whose key the folder brings, with the right key from elsewhere',
    trusted: [key],
    change: async (f) => {
      await forge(
        f,
        (l) => {
          l[4]!.act.actor = 'somebody'
        },
        stranger,
      )
      put(f, 'key.txt', `${formatKey(keyOf(stranger))}\n${formatKey(key)}\n`)
    },
    first: null,
  },
  {
    name: 'forged: all but the copies outside',
    change: async (f) => {
      const kept = [...f].filter(([path]) => path.startsWith('checkpoints-outside/'))
      await forge(f, (l) => {
        l[1]!.act.actor = 'somebody'
      })
      for (const [path, content] of kept) f.set(path, content)
    },
    first: at(3),
  },

  // What stands on the disk in the place of a file or a folder.
  ...[acts, unsealed, secret, 'manifest.json', 'key.txt', note(7), note(7, 'checkpoints-outside')].flatMap(
    (path): Case[] => [
      { name: `${path}: a folder`, change: remove(path), disk: (dir) => fs.mkdirSync(join(dir, path)) },
      {
        name: `${path}: a link to the very file`,
        disk: (dir) => {
          fs.renameSync(join(dir, path), join(dir, 'elsewhere'))
          fs.symlinkSync(join(dir, 'elsewhere'), join(dir, path))
        },
      },
      {
        name: `${path}: a link to nothing`,
        change: remove(path),
        disk: (dir) => fs.symlinkSync(join(dir, 'nothing'), join(dir, path)),
      },
    ],
  ),
  ...['checkpoints', 'checkpoints-outside'].map(
    (path): Case => ({
      name: `${path}: a link to the very folder`,
      disk: (dir) => {
        fs.renameSync(join(dir, path), join(dir, 'elsewhere'))
        fs.symlinkSync(join(dir, 'elsewhere'), join(dir, path))
      },
    }),
  ),
  {
    name: 'other files in the folder',
    ok: true,
    disk: (dir) => {
      fs.writeFileSync(join(dir, 'README\r'), '\r')
      fs.mkdirSync(join(dir, 'proofs'))
      fs.symlinkSync('/nowhere', join(dir, 'link'))
    },
  },
]

test('both verifiers say the same of every altered copy, and name the row where there is one', async () => {
  const list = cases()
  assert.ok(list.length > 300)
  assert.equal(new Set(list.map((c) => c.name)).size, list.length, 'every case has a name of its own')
  const faults: string[] = []
  let rows = 0
  for (const { name, ok = false, change, disk, trusted, first } of list) {
    const files: Files = new Map([...base].map(([path, content]) => [path, Buffer.from(content)]))
    await change?.(files)
    try {
      const said = await judged(name, files, { disk, trusted })
      assert.equal(said.ok, ok, `${name}: ${said.ok ? 'passed over' : 'refused'}`)
      if (first === null) assert.equal(said.first, null, name)
      else if (first) assert.deepEqual({ ...said.first, ...first }, said.first, name)
      if (said.first) rows++
    } catch (error) {
      faults.push((error as Error).message)
    }
  }
  assert.deepEqual(faults, [])
  assert.ok(rows > 90, `${rows} cases alter a row`)
})

// --------------------------------------------------------------------------------------------------------------- random

/** One alteration of a file at a place, both drawn. */
type Draw = { path: number; kind: number; at: number; value: number }

function alter(files: Files, { path, kind, at: place, value }: Draw): void {
  const paths = [...files.keys()].sort()
  const name = paths[path % paths.length]!
  const content = files.get(name)!
  const list = content.toString('latin1').split('\n')
  const i = place % list.length
  switch (kind) {
    case 0:
      if (content.length) content[place % content.length]! ^= 1 << (value % 8)
      return
    case 1:
      files.set(
        name,
        Buffer.concat([
          content.subarray(0, place % (content.length + 1)),
          Buffer.from([value]),
          content.subarray(place % (content.length + 1)),
        ]),
      )
      return
    case 2:
      files.set(name, content.subarray(0, place % (content.length + 1)))
      return
    case 3:
      list.splice(i, 1)
      break
    case 4:
      list.splice(value % list.length, 0, list[i]!)
      break
    case 5:
      list.splice(value % list.length, 0, ...list.splice(i, 1))
      break
    case 6:
      files.delete(name)
      return
    default:
      try {
        list[i] = Buffer.from(rewritten(kind === 7)(Buffer.from(list[i]!, 'latin1').toString('utf8'))).toString(
          'latin1',
        )
      } catch {
        list[i] = `${list[i]} `
      }
  }
  files.set(name, Buffer.from(list.join('\n'), 'latin1'))
}

test('both verifiers agree on copies altered at random, at one to three places', async () => {
  const nat = fc.nat(0xffff)
  const draw = fc.record({ path: nat, kind: fc.nat(8), at: nat, value: fc.nat(255) })
  let refused = 0
  await fc.assert(
    fc.asyncProperty(fc.array(draw, { minLength: 1, maxLength: 3 }), async (draws) => {
      const files: Files = new Map([...base].map(([path, content]) => [path, Buffer.from(content)]))
      for (const d of draws) alter(files, d)
      if (!(await judged(JSON.stringify(draws), files)).ok) refused++
    }),
    { numRuns: Number(process.env.FADU_MUTATIONS ?? 100) },
  )
  assert.ok(refused > 0)
})

test('an empty list of keys from elsewhere is no list', async () => {
  const dir = join(work, 'export')
  await assert.rejects(verifyFolder(dir, []), /没有给出公钥/)
  assert.equal((await verifyFolder(dir, key)).keyFrom, 'given')
  assert.equal((await verifyFolder(dir)).keyFrom, 'folder')
})
