/**
 * The independent verifier against exports written here from docs/record-format.md: clean ones pass, and every way of changing one
 * that the format promises to show is shown, at its place. The product's own record code is used by the last section alone.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { sm2 } from 'sm-crypto-v2'

const toolUrl = new URL('../tools/fadu-verify.mjs', import.meta.url)
const vectorsPath = fileURLToPath(new URL('./vectors/record.json', import.meta.url))
const vectors = JSON.parse(fs.readFileSync(vectorsPath, 'utf8'))
const tool = await import(toolUrl.href)

const made: string[] = []
after(() => {
  for (const dir of made) fs.rmSync(dir, { recursive: true, force: true })
})
const folder = () => {
  const dir = fs.mkdtempSync(join(tmpdir(), 'fadu-verify-'))
  made.push(dir)
  return dir
}

// ------------------------------------------------------------------------------------------------- a small writer of exports

const sm3 = (...parts: (string | Uint8Array)[]) => {
  const hash = createHash('sm3')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

function canonical(v: unknown): string {
  if (typeof v === 'string') return JSON.stringify(v.normalize('NFC'))
  if (Array.isArray(v)) return `[${v.map(canonical).join(',')}]`
  if (typeof v !== 'object' || v === null) return JSON.stringify(v)
  const members = Object.entries(v).map(([k, m]) => [k.normalize('NFC'), m] as const)
  members.sort(([x], [y]) => (x < y ? -1 : x > y ? 1 : 0))
  return `{${members.map(([k, m]) => `${JSON.stringify(k)}:${canonical(m)}`).join(',')}}`
}

/** RFC 6962 section 2.1, by its recursive definition. */
function rootOf(hashes: readonly string[]): Buffer {
  if (hashes.length === 0) return sm3('')
  if (hashes.length === 1) return sm3(Uint8Array.of(0), Buffer.from(hashes[0]!, 'hex'))
  let k = 1
  while (k * 2 < hashes.length) k *= 2
  return sm3(Uint8Array.of(1), rootOf(hashes.slice(0, k)), rootOf(hashes.slice(k)))
}

type Key = { private: string; public: string }
const keyOf = (secret: string): Key => ({ private: secret, public: sm2.getPublicKeyFromPrivateKey(secret) })
const keyA = keyOf(vectors.sm2.privateKey)
const keyB = keyOf(sm3('another key').toString('hex'))
const witness = keyOf(sm3('a witness').toString('hex'))
const origin = 'fadu.example/test'
const keyLine = (key: Key, name = origin) => `fadu-sm2 ${name} ${key.public}`

function signatureLine(text: string, key: Key, name = origin): string {
  const id = sm3(name, Uint8Array.of(0x0a, 0xff), 'fadu-sm2-sm3', Buffer.from(key.public, 'hex')).subarray(0, 4)
  const bytes = new Uint8Array(Buffer.from(text))
  const signature = sm2.doSignature(bytes, key.private, {
    hash: true,
    userId: '1234567812345678',
    publicKey: key.public,
  })
  return `— ${name} ${Buffer.concat([id, Buffer.from(signature, 'hex')]).toString('base64')}\n`
}
const noteText = (size: number, root: Buffer, name = origin) => `${name}\n${size}\n${root.toString('base64')}\n`
const note = (text: string, key: Key) => `${text}\n${signatureLine(text, key)}`

type Draft = { matter: string; action?: string; payload?: object; given?: object; files?: unknown[] }
type Act = Record<string, any>
type Secret = { salt: string; value: unknown }
type Files = Map<string, string | Buffer>

let salts = 0
/** A commitment and what it stands for, recorded under its pointer. */
function committed(secrets: Record<string, Secret>, pointer: string, value: unknown) {
  const salt = sm3(`salt ${++salts}`).subarray(0, 16)
  secrets[pointer] = { salt: salt.toString('hex'), value }
  return { $sm3: sm3(salt, canonical(value)).toString('hex') }
}

const matterId = (i: number) => `018f2f3e-0000-7000-8000-${i.toString(16).padStart(12, '0')}`

/** Numbers, chains and hashes drafts of acts in sealing order. */
function chain(drafts: readonly Draft[]): { act: Act; text: string; hash: string }[] {
  const heads = new Map<string, { n: number; hash: string }>()
  return drafts.map((draft) => {
    const head = heads.get(draft.matter)
    const act = {
      action: 'accept',
      actor: 'user:1',
      agency: '',
      alg: 'fadu-act-1',
      basis: [{ article: 20, statute: '行政复议法' }],
      capacity: 'officer',
      declaredOn: '2024-03-01',
      files: [],
      given: {},
      payload: {},
      procedure: 'sample',
      recordedAt: '2024-03-01T09:15:00.123+08:00',
      version: '1',
      ...draft,
      n: (head?.n ?? 0) + 1,
      prev: head?.hash ?? '',
    }
    const text = canonical(act)
    const hash = sm3(text).toString('hex')
    heads.set(draft.matter, { n: act.n, hash })
    return { act, text, hash }
  })
}

type City = {
  drafts: Draft[]
  sealed: number
  /** Sizes of the checkpoints, and of those copied outside (undefined: no such folder). */
  checkpoints: number[]
  outside?: number[] | undefined
  /** Act's index → pointer → what it commits to, after erasure. */
  secrets?: Map<number, Record<string, Secret>> | undefined
  keys?: Key[]
  /** The key that signs the checkpoint of a size. */
  keyAt?: (size: number) => Key
}

const linesOf = (values: readonly unknown[]) => values.map((v) => `${JSON.stringify(v)}\n`).join('')
const checkpointPath = (size: number | string, side = 'checkpoints') => `${side}/${String(size).padStart(20, '0')}.txt`

/** The files of an export. */
function exportOf(city: City): Files {
  const acts = chain(city.drafts)
  const hashes = acts.map((a) => a.hash)
  const files: Files = new Map()
  const manifest = {
    format: 'fadu-export-1',
    origin,
    city: '示例市',
    acts: acts.length,
    sealed: city.sealed,
    createdAt: '2024-03-08T00:00:00+08:00',
  }
  files.set('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`)
  files.set('acts.ndjson', linesOf(acts.slice(0, city.sealed).map((a, leaf) => ({ leaf, hash: a.hash, text: a.text }))))
  files.set('unsealed.ndjson', linesOf(acts.slice(city.sealed).map((a) => ({ hash: a.hash, text: a.text }))))
  if (city.secrets) {
    const entries = [...city.secrets].filter(([, fields]) => Object.keys(fields).length > 0)
    files.set(
      'private.ndjson',
      linesOf(entries.map(([i, fields]) => ({ matter: acts[i]!.act.matter, n: acts[i]!.act.n, fields }))),
    )
  }
  files.set('key.txt', (city.keys ?? [keyA]).map((k) => `${keyLine(k)}\n`).join(''))
  for (const size of city.checkpoints) {
    const text = note(noteText(size, rootOf(hashes.slice(0, size))), city.keyAt?.(size) ?? keyA)
    files.set(checkpointPath(size), text)
    if (city.outside?.includes(size)) files.set(checkpointPath(size, 'checkpoints-outside'), text)
  }
  return files
}

const lettersOfMatters = [1, 2, 1, 3, 2, 1, 4, 3, 3, 1, 2, 4, 1, 5]

/** Seventeen acts of five matters, fourteen of them sealed, with values, two erasures and four checkpoints, two of them copied outside. */
function sampleCity(more: { change?: (drafts: Draft[]) => void } & Partial<City> = {}): City {
  salts = 0
  const secrets = new Map<number, Record<string, Secret>>()
  const fieldsOf = (i: number) => {
    const fields = secrets.get(i) ?? {}
    secrets.set(i, fields)
    return fields
  }
  const drafts: Draft[] = [...lettersOfMatters, 2, 5, 2].map((m, i) => ({
    matter: matterId(m),
    payload: { step: i, note: `第${i}步“说明”\n😀` },
  }))
  drafts[0]!.payload = {
    applicant: {
      name: committed(fieldsOf(0), '/payload/applicant/name', '张三'),
      idNumber: committed(fieldsOf(0), '/payload/applicant/idNumber', '330203199001010014'),
    },
    phone: committed(fieldsOf(0), '/payload/phone', '13800000000'),
  }
  drafts[1]!.payload = {
    'a/b~c': [committed(fieldsOf(1), '/payload/a~1b~0c/0', { name: '李四', ages: [1, -2, 0] })],
    plain: null,
  }
  drafts[3]!.files = [
    { id: 'f1', sm3: sm3('file').toString('hex'), name: committed(fieldsOf(3), '/files/0/name', '诊断.pdf') },
  ]
  drafts[4]!.given = { age: committed(fieldsOf(4), '/given/age', 34) }
  drafts[14]!.given = { witness: committed(fieldsOf(14), '/given/witness', ['Zoë']) }
  drafts[5] = { matter: matterId(1), action: 'erase', payload: { erased: [{ n: 1, pointer: '/payload/phone' }] } }
  drafts[9] = {
    matter: matterId(1),
    action: 'erase',
    payload: {
      erased: [
        { matter: matterId(3), n: 1, pointer: '/files/0/name' },
        { n: 1, pointer: '/payload/applicant/name' },
      ],
    },
  }
  delete fieldsOf(0)['/payload/phone']
  delete fieldsOf(0)['/payload/applicant/name']
  delete fieldsOf(3)['/files/0/name']
  more.change?.(drafts)
  return { drafts, sealed: 14, checkpoints: [0, 3, 8, 11, 14], outside: [0, 3, 8], secrets, ...more }
}
const sample = exportOf(sampleCity())

// ----------------------------------------------------------------------------------------------------------------- running

function put(dir: string, files: Files) {
  for (const [path, content] of files) {
    fs.mkdirSync(join(dir, dirname(path)), { recursive: true })
    fs.writeFileSync(join(dir, path), content)
  }
}
const written = (files: Files) => {
  const dir = folder()
  put(dir, files)
  return dir
}

type Result = { code: number; out: string; report: any }
/** Runs the verifier's command within this process. */
function verify(dir: string, ...options: string[]): Result {
  let out = ''
  const code = tool.run(
    [dir, '--json', ...options],
    (s: string) => {
      out += s
    },
    (s: string) => {
      out += s
    },
  )
  return { code, out, report: code === 2 ? undefined : JSON.parse(out) }
}
/** The same as a process of its own, as a user runs it. */
const spawned = (args: string[], nodeOptions: string[] = []) => {
  const done = spawnSync(process.execPath, [...nodeOptions, fileURLToPath(toolUrl), ...args], {
    encoding: 'utf8',
    timeout: 120_000,
  })
  return { code: done.status, out: done.stdout, err: done.stderr }
}

const change = (files: Files, path: string, edit: (content: string) => string | Buffer): Files => {
  const before = String(files.get(path) ?? '')
  const after = edit(before)
  assert.notEqual(String(after), before, `the edit of ${path} changes nothing`)
  return new Map(files).set(path, after)
}
const without = (files: Files, ...paths: string[]): Files =>
  new Map([...files].filter(([path]) => !paths.some((p) => path === p || path.startsWith(`${p}/`))))
const editLines = (files: Files, path: string, edit: (lines: string[]) => string[]): Files =>
  change(files, path, (content) =>
    edit(content.split('\n').slice(0, -1))
      .map((l) => `${l}\n`)
      .join(''),
  )

let mutations = 0
type Expected = { file: string | RegExp; line?: number; check?: number; first?: boolean; options?: string[] }
/** Asserts that the changed export is refused, and that a finding (with `first`, the first altered row) names the place. */
function refused(name: string, files: Files | string, expected: Expected): Result {
  mutations++
  const dir = typeof files === 'string' ? files : written(files)
  const result = verify(dir, ...(expected.options ?? []))
  assert.equal(result.code, 1, `${name}: exit ${result.code} ${result.out}`)
  const { findings, firstAltered } = result.report
  const fits = (f: any) =>
    f &&
    (typeof expected.file === 'string' ? f.file === expected.file : expected.file.test(f.file)) &&
    (expected.line === undefined || f.line === expected.line) &&
    (expected.check === undefined || f.check === expected.check)
  assert.ok(
    expected.first ? fits(firstAltered) : findings.some(fits),
    `${name}: expected ${JSON.stringify(expected)} with ${expected.file}, got ${result.out}`,
  )
  if (expected.first) assert.deepEqual(findings[0], firstAltered, `${name}: the first altered row comes first`)
  if (typeof files !== 'string') fs.rmSync(dir, { recursive: true })
  return result
}
const accepted = (name: string, files: Files, ...options: string[]) => {
  const result = verify(written(files), ...options)
  assert.equal(result.code, 0, `${name}: ${result.out}`)
  return result.report
}

// ------------------------------------------------------------------------------------------------------------------- clean

test('the published vectors agree, and the export among them is clean', () => {
  assert.deepEqual(tool.checkVectors(vectors).wrong, [])
  assert.ok(tool.checkVectors(vectors).checked > 60)
  const report = accepted('vectors', new Map(Object.entries(vectors.export as Record<string, string>)))
  assert.deepEqual(
    [report.acts, report.unsealed, report.matters, report.checkpoints, report.valuesErased, report.valuesChecked],
    [5, 1, 2, 2, 2, 4],
  )
})

test('a wrong vector is noticed', () => {
  for (const edit of [
    (v: any) => {
      v.sm3[1].hash = v.sm3[0].hash
    },
    (v: any) => {
      v.canonical[0].text += ' '
    },
    (v: any) => {
      v.refused[0].json = '{"a":1}'
    },
    (v: any) => {
      v.commitments[2].salt = v.commitments[1].salt
    },
    (v: any) => {
      v.acts[1].hash = v.acts[0].hash
    },
    (v: any) => {
      v.tree.roots[5] = v.tree.roots[4]
    },
    (v: any) => {
      v.tree.inclusion.at(-1).index--
    },
    (v: any) => {
      v.tree.inclusion[1].proof.push(v.tree.leaves[0])
    },
    (v: any) => {
      v.tree.consistency.at(-1).proof.reverse().push(v.tree.leaves[0])
    },
    (v: any) => {
      v.sm2.message += '.'
    },
    (v: any) => {
      v.checkpoint.note = v.checkpoint.note.replace('\n4\n', '\n5\n')
    },
  ]) {
    const wrong = structuredClone(vectors)
    edit(wrong)
    assert.equal(tool.checkVectors(wrong).wrong.length >= 1, true, String(edit))
  }
})

test('inclusion and consistency proofs hold for every pair of sizes up to 33, and not with a hash too many, too few or altered', () => {
  const hashes = Array.from({ length: 33 }, (_, i) => sm3(`act ${i}`).toString('hex'))
  const split = (n: number) => {
    let k = 1
    while (k * 2 < n) k *= 2
    return k
  }
  const path = (m: number, d: string[]): Buffer[] => {
    if (d.length === 1) return []
    const k = split(d.length)
    return m < k ? [...path(m, d.slice(0, k)), rootOf(d.slice(k))] : [...path(m - k, d.slice(k)), rootOf(d.slice(0, k))]
  }
  const sub = (m: number, d: string[], whole: boolean): Buffer[] => {
    if (m === d.length) return whole ? [] : [rootOf(d)]
    const k = split(d.length)
    return m <= k
      ? [...sub(m, d.slice(0, k), whole), rootOf(d.slice(k))]
      : [...sub(m - k, d.slice(k), false), rootOf(d.slice(0, k))]
  }
  for (let n = 1; n <= hashes.length; n++) {
    const d = hashes.slice(0, n)
    for (let m = 0; m <= n; m++) {
      const proof = m === 0 ? [] : sub(m, d, true)
      const [old, now] = [rootOf(d.slice(0, m)), rootOf(d)]
      const holds = (list: Buffer[]) => tool.consistencyHolds(m, n, old, now, list)
      assert.ok(holds(proof), `${m} ${n}`)
      assert.ok(
        !holds([...proof, now]) &&
          (proof.length === 0 || (!holds(proof.slice(1)) && !holds([sm3('x'), ...proof.slice(1)]))),
        `${m} ${n}`,
      )
      if (m === n) continue
      const leaf = sm3(Uint8Array.of(0), Buffer.from(d[m]!, 'hex'))
      const included = (list: Buffer[]) => tool.inclusionHolds(m, n, leaf, list, now)
      const way = path(m, d)
      assert.ok(included(way), `${m} in ${n}`)
      assert.ok(
        !included([...way, now]) &&
          (way.length === 0 || !included(way.slice(1))) &&
          !tool.inclusionHolds(m + 1, n, leaf, way, now),
        `${m} in ${n}`,
      )
    }
  }
})

test('signatures of another implementation hold, and no altered message, key or signature does', () => {
  const key = tool.publicKeyOf(Buffer.from(keyB.public, 'hex'))
  for (let i = 0; i < 25; i++) {
    const message = `消息 ${i}`
    const signature = Buffer.from(
      sm2.doSignature(new Uint8Array(Buffer.from(message)), keyB.private, { hash: true, publicKey: keyB.public }),
      'hex',
    )
    assert.ok(tool.signatureHolds(key, message, signature))
    assert.ok(!tool.signatureHolds(key, `${message} `, signature))
    assert.ok(!tool.signatureHolds(tool.publicKeyOf(Buffer.from(keyA.public, 'hex')), message, signature))
    const altered = Buffer.from(signature)
    altered[(i * 7) % 64]! ^= 1 << (i % 8)
    assert.ok(!tool.signatureHolds(key, message, altered))
  }
  const order = Buffer.from('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123', 'hex')
  const one = Buffer.alloc(32)
  one[31] = 1
  const almost = Buffer.from(order)
  almost[31]! -= 1
  for (const [r, s] of [
    [Buffer.alloc(32), one],
    [one, Buffer.alloc(32)],
    [order, one],
    [one, order],
    [one, almost],
    [Buffer.alloc(32, 255), one],
  ] as const)
    assert.ok(!tool.signatureHolds(key, 'x', Buffer.concat([r, s])))
  assert.ok(!tool.signatureHolds(key, 'x', Buffer.alloc(63)) && !tool.signatureHolds(key, 'x', Buffer.alloc(0)))
  assert.throws(() => tool.publicKeyOf(Buffer.concat([Buffer.from([4]), Buffer.alloc(64)])))
})

test('a clean export passes, and the report says what it holds', () => {
  const report = accepted('sample', sample)
  assert.deepEqual(
    { ...report, findings: undefined, keys: undefined, erasures: undefined },
    {
      ok: true,
      firstAltered: null,
      findings: undefined,
      found: 0,
      city: '示例市',
      origin,
      createdAt: '2024-03-08T00:00:00+08:00',
      keyFrom: 'folder',
      keys: undefined,
      acts: 17,
      sealed: 14,
      unsealed: 3,
      matters: 5,
      checkpoints: 5,
      checkpointsOutside: 3,
      notCopiedOutside: 2,
      commitments: 7,
      valuesChecked: 4,
      valuesErased: 3,
      erasures: undefined,
      erasingActs: 2,
      ignoredFiles: 0,
    },
  )
  assert.deepEqual(report.erasures, [
    { matter: matterId(1), n: 3, values: 1 },
    { matter: matterId(1), n: 4, values: 2 },
  ])
})

test('what the format leaves open is no fault', () => {
  const reorder = (line: string) =>
    JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(line)).reverse()))
      .replace('{', '{ \t')
      .replaceAll('步', '\\u6b65')
      .replaceAll('/', '\\/')
  const outsideText = noteText(
    8,
    rootOf(
      chain(sampleCity().drafts)
        .slice(0, 8)
        .map((a) => a.hash),
    ),
  )
  const clean: Record<string, Files> = {
    'lines spelled otherwise': editLines(
      editLines(
        editLines(sample, 'acts.ndjson', (l) => l.map(reorder)),
        'unsealed.ndjson',
        (l) => l.map(reorder),
      ),
      'private.ndjson',
      (l) => l.map(reorder),
    ),
    'values not in NFC': change(sample, 'private.ndjson', (s) => s.replace('Zoë', 'Zoe\u0308')),
    'private lines in another order': editLines(sample, 'private.ndjson', (l) => l.reverse()),
    'unsealed acts of different matters in another order': editLines(sample, 'unsealed.ndjson', ([x, y, z]) => [
      y!,
      x!,
      z!,
    ]),
    'other files in the folder': new Map([
      ...sample,
      ['notes.txt', 'x'],
      ['files/a.pdf', 'y'],
      ['acts.ndjson.bak', ''],
      ['checkpoints/README.md', 'z'],
      ['checkpoints/4.txt', 'z'],
      ['checkpoints/\u001b[31m.txt', 'z'],
    ]),
    'a witness signed the copy outside': change(
      sample,
      checkpointPath(8, 'checkpoints-outside'),
      (s) => s + signatureLine(outsideText, witness, 'witness.example/w1'),
    ),
    'a copy signed anew': change(sample, checkpointPath(8, 'checkpoints-outside'), () => note(outsideText, keyA)),
    'a further line in the text': change(
      change(sample, checkpointPath(8), () => note(`${outsideText}more\n`, keyA)),
      checkpointPath(8, 'checkpoints-outside'),
      () => note(`${outsideText}more\n`, keyA),
    ),
    'no copies outside': without(sample, 'checkpoints-outside'),
    'no personal values': without(sample, 'private.ndjson'),
    'an empty city': exportOf({ drafts: [], sealed: 0, checkpoints: [] }),
    'an empty city with a checkpoint': exportOf({
      drafts: [],
      sealed: 0,
      checkpoints: [0],
      outside: [0],
      secrets: new Map(),
    }),
    'nothing sealed yet': exportOf({ ...sampleCity(), sealed: 0, checkpoints: [], outside: [] }),
    'everything sealed': exportOf({ ...sampleCity(), sealed: 17, checkpoints: [17], outside: undefined }),
    'every size has a checkpoint': exportOf({
      ...sampleCity(),
      checkpoints: Array.from({ length: 15 }, (_, i) => i),
      outside: [0, 1, 2],
    }),
    'a change of keys': exportOf(sampleCity({ keys: [keyA, keyB], keyAt: (size) => (size > 8 ? keyB : keyA) })),
    'an act as deep as may be': exportOf(
      sampleCity({
        change: (d) => {
          d[2]!.payload = { deep: nested(62) }
        },
      }),
    ),
    'a value as deep as may be': exportOf(withValue(nested(64))),
    'a value with every kind of character': exportOf(
      withValue({
        'é\u0301': '\u0001\u001f\u007f\u2028\ud83d\ude00é/\\"',
        '€': [true, false, null, -9007199254740991],
        '\ud83d\ude00': '',
        ﬀ: 'ﬀ',
      }),
    ),
    'keys that only objects of a language know': exportOf(
      sampleCity({
        change: (d) => {
          d[2]!.payload = JSON.parse('{"__proto__":{"constructor":1},"hasOwnProperty":2,"10":1,"9":2}')
        },
      }),
    ),
  }
  for (const [name, files] of Object.entries(clean)) accepted(name, files)
  assert.equal(accepted('outside', clean['no copies outside']!).checkpointsOutside, null)
  assert.equal(accepted('other files', clean['other files in the folder']!).ignoredFiles, 3)
})

/** An array nested so deep that its depth is `depth`. */
function nested(depth: number): unknown {
  let v: unknown = []
  for (let i = 1; i < depth; i++) v = [v]
  return v
}

function withValue(value: unknown): City {
  const secrets = new Map([[0, {}]])
  return {
    drafts: [{ matter: matterId(1), payload: { x: committed(secrets.get(0)!, '/payload/x', value) } }],
    sealed: 1,
    checkpoints: [1],
    secrets,
  }
}

test('no false alarm: random cities are clean', () => {
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constant(null),
      fc.boolean(),
      fc.maxSafeInteger(),
      text,
      fc.array(tie('value'), { maxLength: 4 }),
      tie('object'),
    ),
    object: fc
      .uniqueArray(fc.tuple(text, tie('value')), { maxLength: 5, selector: ([k]) => k.normalize('NFC') })
      .map((m) => Object.fromEntries(m.filter(([k]) => k !== '$sm3'))),
  }))
  fc.assert(
    fc.property(
      fc.array(fc.record({ m: fc.nat(5), payload: json.object, secret: fc.option(json.value) }), { maxLength: 24 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
      (acts, share, marks) => {
        const secrets = new Map<number, Record<string, Secret>>()
        const drafts = acts.map(({ m, payload, secret }, i) => {
          const fields: Record<string, Secret> = {}
          secrets.set(i, fields)
          return {
            matter: matterId(m),
            payload: payload as object,
            given: secret === null ? {} : { secret: committed(fields, '/given/secret', secret) },
          }
        })
        const sealed = Math.round(acts.length * share)
        const checkpoints = [...new Set([...marks.map((x) => Math.round(x * sealed)), ...(sealed ? [sealed] : [])])]
        const dir = written(exportOf({ drafts, sealed, checkpoints, outside: checkpoints.slice(0, 0), secrets }))
        const { code, out } = verify(dir)
        fs.rmSync(dir, { recursive: true })
        assert.equal(code, 0, out)
      },
    ),
    { numRuns: 60 },
  )
})
const text = fc.string({ unit: 'binary', maxLength: 12 }).filter((s) => !s.includes('\0'))

// ---------------------------------------------------------------------------------------------------------------- tampering

test('a byte changed anywhere in any file is found', () => {
  const dir = written(sample)
  for (const [path, content] of sample) {
    const bytes = Buffer.from(content)
    const mutable: number[] = []
    for (let i = 0; i < bytes.length; i++) mutable.push(i)
    // The name of the city and the time of the export are under no signature.
    const free =
      path === 'manifest.json'
        ? ['"city"', '"createdAt"'].map((key) => [
            String(content).indexOf(key),
            String(content).indexOf('\n', String(content).indexOf(key)),
          ])
        : []
    const freeBytes = free.map(([from, to]) => [
      Buffer.byteLength(String(content).slice(0, from)),
      Buffer.byteLength(String(content).slice(0, to)),
    ])
    const positions = mutable.filter((i) => !freeBytes.some(([from, to]) => i >= from! && i < to!))
    const step = Math.max(1, Math.floor(positions.length / (path.startsWith('checkpoints') ? 10 : 24)))
    for (let k = 0; k < positions.length; k += step) {
      const at = positions[k]!
      const changed = Buffer.from(bytes)
      changed[at]! ^= [0x01, 0x20, 0x80][(k / step) % 3]!
      fs.writeFileSync(join(dir, path), changed)
      const name = `${path} byte ${at}`
      if (path.endsWith('.ndjson')) {
        const line = bytes.subarray(0, at).filter((b) => b === 0x0a).length + 1
        refused(name, dir, { file: path, line, first: path !== 'private.ndjson' })
      } else if (path.startsWith('checkpoints')) refused(name, dir, { file: path })
      else refused(name, dir, { file: /manifest\.json|key\.txt/ })
    }
    fs.writeFileSync(join(dir, path), bytes)
  }
  assert.equal(verify(dir).code, 0)
})

test('any other byte at any place of the acts is found at its line', () => {
  const bytes = Buffer.from(sample.get('acts.ndjson')!)
  const dir = written(sample)
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
      const changed = Buffer.from(bytes)
      changed[at]! ^= mask
      fs.writeFileSync(join(dir, 'acts.ndjson'), changed)
      // A new line feed splits a line; the fault is found at its first half.
      refused(`byte ${at} mask ${mask}`, dir, {
        file: 'acts.ndjson',
        line: bytes.subarray(0, at).filter((b) => b === 0x0a).length + 1,
        first: true,
      })
    }),
    { numRuns: 60 },
  )
})

test('lines deleted, doubled, swapped, cut or put in are found at their place', () => {
  for (const path of ['acts.ndjson', 'unsealed.ndjson', 'private.ndjson']) {
    const lines = String(sample.get(path)).split('\n').slice(0, -1)
    for (let i = 0; i < lines.length; i++) {
      const at = (edit: (l: string[]) => string[]) => editLines(sample, path, edit)
      const name = (what: string) => `${path} line ${i + 1} ${what}`
      const deleted = at((l) => l.toSpliced(i, 1))
      const doubled = at((l) => l.toSpliced(i, 0, l[i]!))
      if (path === 'private.ndjson') {
        const { matter, n } = JSON.parse(lines[i]!)
        const r = refused(name('deleted'), deleted, { file: /acts|unsealed/, check: 11 })
        assert.ok(
          r.report.findings.some((f: any) => f.matter === matter && f.n === n),
          'names the act',
        )
        refused(name('doubled'), doubled, { file: path, line: i + 2, check: 10 })
      } else {
        const lastOfFile = i === lines.length - 1
        // The last line leaves no row behind; the counts and the newest checkpoint show it.
        if (!lastOfFile) {
          if (path === 'acts.ndjson') refused(name('deleted'), deleted, { file: path, line: i + 1, first: true })
          else refused(name('deleted'), deleted, { file: 'manifest.json', check: 9 })
        } else
          refused(
            name('deleted'),
            deleted,
            path === 'acts.ndjson' ? { file: path, check: 7 } : { file: 'manifest.json', check: 9 },
          )
        refused(name('doubled'), doubled, { file: path, line: i + 2, check: 4, first: true })
        if (path === 'acts.ndjson' && !lastOfFile)
          refused(
            name('swapped'),
            at((l) => l.with(i, l[i + 1]!).with(i + 1, l[i]!)),
            { file: path, line: i + 1, first: true },
          )
      }
      refused(
        name('cut'),
        at((l) => l.with(i, l[i]!.slice(0, -5))),
        { file: path, line: i + 1 },
      )
      // The form of a line does not depend on where it stands.
      if (i % 5 !== 0) continue
      refused(
        name('blank line before'),
        at((l) => l.toSpliced(i, 0, '')),
        { file: path, line: i + 1 },
      )
      refused(
        name('foreign line'),
        at((l) => l.toSpliced(i, 0, '{"leaf":0,"hash":"x","text":"y"}')),
        { file: path, line: i + 1 },
      )
      refused(
        name('with carriage return'),
        at((l) => l.with(i, `${l[i]}\r`)),
        { file: path, line: i + 1 },
      )
      refused(
        name('a key twice'),
        at((l) => l.with(i, l[i]!.replace('{', `{"${path === 'private.ndjson' ? 'n' : 'hash'}":"00",`))),
        { file: path, line: i + 1 },
      )
      refused(
        name('a key more'),
        at((l) => l.with(i, l[i]!.replace('{', '{"more":1,'))),
        { file: path, line: i + 1 },
      )
      refused(
        name('replaced by an array'),
        at((l) => l.with(i, `[${l[i]}]`)),
        { file: path, line: i + 1 },
      )
      refused(
        name('with a byte order mark'),
        at((l) => l.with(i, `\ufeff${l[i]}`)),
        { file: path, line: i + 1 },
      )
    }
  }
})

test('files truncated, emptied, missing or replaced are found', () => {
  for (const [path, content] of sample) {
    const bytes = Buffer.from(content)
    const where = { file: new RegExp(path.startsWith('checkpoints') ? path : 'json|key') }
    for (const keep of [1, Math.floor(bytes.length / 3), Math.floor(bytes.length / 2), bytes.length - 1])
      refused(`${path} cut to ${keep}`, new Map(sample).set(path, bytes.subarray(0, keep)), { file: path })
    refused(`${path} emptied`, new Map(sample).set(path, ''), where)
    refused(`${path} doubled`, new Map(sample).set(path, Buffer.concat([bytes, bytes])), { file: path })
    refused(`${path} with a byte order mark`, new Map(sample).set(path, `\ufeff${content}`), { file: path })
    refused(`${path} with carriage returns`, new Map(sample).set(path, String(content).replaceAll('\n', '\r\n')), {
      file: path,
    })
    refused(
      `${path} invalid UTF-8`,
      new Map(sample).set(path, Buffer.concat([bytes.subarray(0, 9), Buffer.from([0xc3, 0x28]), bytes.subarray(9)])),
      { file: path },
    )
    refused(
      `${path} cut off a surrogate`,
      new Map(sample).set(path, Buffer.concat([bytes, Buffer.from([0xed, 0xa0, 0x80, 0x0a])])),
      { file: path },
    )
    refused(`${path} noise`, new Map(sample).set(path, sm3(path)), { file: path })
    const dir = written(without(sample, path))
    fs.mkdirSync(join(dir, path))
    refused(`${path} a folder`, dir, { file: path })
    fs.rmdirSync(join(dir, path))
    fs.writeFileSync(join(dir, 'elsewhere'), content)
    fs.symlinkSync(join(dir, 'elsewhere'), join(dir, path))
    refused(`${path} a link`, dir, { file: path })
    fs.unlinkSync(join(dir, path))
    if (spawnSync('mkfifo', [join(dir, path)]).status === 0) refused(`${path} a pipe`, dir, { file: path })
  }
  for (const path of ['manifest.json', 'acts.ndjson', 'unsealed.ndjson', 'key.txt'])
    refused(`${path} missing`, without(sample, path), { file: path, check: 1 })
  refused('the newest checkpoint missing', without(sample, checkpointPath(14)), { file: 'acts.ndjson', check: 7 })
  for (const size of [0, 3, 8])
    refused(`checkpoint ${size} missing`, without(sample, checkpointPath(size)), {
      file: checkpointPath(size),
      check: 8,
    })
  for (const size of [0, 3])
    refused(`copy ${size} missing`, without(sample, checkpointPath(size, 'checkpoints-outside')), {
      file: checkpointPath(size, 'checkpoints-outside'),
      check: 8,
    })
  refused('all checkpoints missing', without(sample, 'checkpoints'), { file: 'acts.ndjson', check: 7 })
  refused('everything missing', folder(), { file: 'manifest.json', check: 1 })
  const other = written(without(sample, 'checkpoints'))
  fs.symlinkSync(join(written(sample), 'checkpoints'), join(other, 'checkpoints'))
  refused('the folder of checkpoints a link', other, { file: 'checkpoints/', check: 1 })
})

test('the manifest is held to its form and to the counts', () => {
  const manifest = JSON.parse(String(sample.get('manifest.json')))
  const edits: Record<string, object> = {
    format: { format: 'fadu-export-2' },
    'acts one more': { acts: 18 },
    'acts one less': { acts: 16 },
    'sealed one more': { sealed: 15 },
    'sealed one less': { sealed: 13 },
    'acts a string': { acts: '17' },
    'acts a fraction': { acts: 17.5 },
    'acts negative': { acts: -1 },
    'acts too large': { acts: 2 ** 53 },
    'another origin': { origin: 'fadu.example/other' },
    'origin with a space': { origin: 'a b' },
    'city a number': { city: 5 },
    'no instant': { createdAt: '2024-03-08' },
    'one key more': { more: 1 },
    'a key less': { city: undefined },
  }
  for (const [name, edit] of Object.entries(edits))
    refused(name, new Map(sample).set('manifest.json', `${JSON.stringify({ ...manifest, ...edit })}\n`), {
      file: name === 'another origin' ? 'key.txt' : 'manifest.json',
    })
  refused(
    'a key twice',
    change(sample, 'manifest.json', (s) => s.replace('{', '{"acts": 17,')),
    { file: 'manifest.json', check: 1 },
  )
  refused(
    'a key twice, spelled otherwise',
    change(sample, 'manifest.json', (s) => s.replace('{', '{"\\u0061cts" : 17,')),
    { file: 'manifest.json', check: 1 },
  )
})

/** The sample with another text for one act: its line's hash made right, nothing else. */
const withText = (i: number, edit: (act: Act, text: string) => string | object): Files =>
  editLines(sample, 'acts.ndjson', (l) => {
    const { leaf, text } = JSON.parse(l[i]!)
    const changed = edit(JSON.parse(text), text)
    const after = typeof changed === 'string' ? changed : canonical(changed)
    return l.with(i, JSON.stringify({ leaf, hash: sm3(after).toString('hex'), text: after }))
  })

test('a text that is not canonical is refused although its hash is right', () => {
  const edits: Record<string, (act: Act, text: string) => string> = {
    'a space': (_, t) => t.replace(',', ', '),
    'a space at the end': (_, t) => `${t} `,
    'a space at the beginning': (_, t) => ` ${t}`,
    'a line feed at the end': (_, t) => `${t}\n`,
    'a byte order mark': (_, t) => `\ufeff${t}`,
    'an escape more': (_, t) => t.replace('accept', '\\u0061ccept'),
    'an escaped slash': (_, t) => t.replace('"user:1"', '"user\\/1"'),
    'upper-case hex in an escape': (_, t) => t.replace('"user:1"', '"\\u001F"'),
    'a long escape': (_, t) => t.replace('\\n', '\\u000a'),
    'a raw DEL escaped': (_, t) => t.replace('"user:1"', '"\\u007f"'),
    'keys in another order': (a) => JSON.stringify(Object.fromEntries(Object.entries(a).reverse())),
    'a key twice': (_, t) => t.replace('{', '{"action":"accept",'),
    'a key twice deep down': (_, t) => t.replace('"step":2', '"step":2,"step":2'),
    'a fraction': (_, t) => t.replace('"step":2', '"step":2.0'),
    'an exponent': (_, t) => t.replace('"step":2', '"step":2e0'),
    'minus zero': (_, t) => t.replace('"step":2', '"step":-0'),
    'a real fraction': (_, t) => t.replace('"step":2', '"step":2.5'),
    'too large': (_, t) => t.replace('"step":2', '"step":9007199254740992'),
    'rounded away': (_, t) => t.replace('"step":2', '"step":9007199254740990.9'),
    infinite: (_, t) => t.replace('"step":2', '"step":1e999'),
    'not NFC': (_, t) => t.replace('步', 'e\u0301'),
    'a key not NFC': (_, t) => t.replace('"step"', '"e\u0301"'),
    'U+0000': (_, t) => t.replace('步', '\\u0000'),
    'a lone surrogate': (_, t) => t.replace('步', '\\ud800'),
    'a surrogate alone in a key': (_, t) => t.replace('"step"', '"\\udc00"'),
    'a compatibility ideograph': (_, t) => t.replace('步', '\uf9b5'),
    'the reserved key with company': (_, t) => t.replace('"step":2', `"$sm3":"${'0'.repeat(64)}","step":2`),
    'the reserved key with a number': (_, t) => t.replace('"step":2', '"x":{"$sm3":5}'),
    'the reserved key in upper case': (_, t) => t.replace('"step":2', `"x":{"$sm3":"${'A'.repeat(64)}"}`),
    'the reserved key too short': (_, t) => t.replace('"step":2', '"x":{"$sm3":"00"}'),
    'too deep': (_, t) => t.replace('"step":2', `"step":${JSON.stringify(nested(63))}`),
    'far too deep': (_, t) => t.replace('"step":2', `"step":${'['.repeat(1e5)}${']'.repeat(1e5)}`),
    'not JSON': (_, t) => t.slice(1),
    empty: () => '',
    null: () => 'null',
    'an array': () => '[]',
    'a string': () => '"act"',
    'a number': () => '1',
    'an empty object': () => '{}',
    NaN: (_, t) => t.replace('"step":2', '"step":NaN'),
    'single quotes': (_, t) => t.replaceAll('"', "'"),
    'a comma too many': (_, t) => t.replace('}', ',}'),
    'sorted by code point': (_, t) => t.replace('"note"', '"\uff41":1,"\ud83d\ude00":1,"note"'),
  }
  for (const [name, edit] of Object.entries(edits))
    refused(name, withText(2, edit), { file: 'acts.ndjson', line: 3, check: 3, first: true })
})

test('an act that has not its form is refused although its hash is right', () => {
  const edits: Record<string, object> = { 'a key more': { more: 1 } }
  for (const key of [
    'action',
    'actor',
    'agency',
    'alg',
    'basis',
    'capacity',
    'declaredOn',
    'files',
    'given',
    'matter',
    'n',
    'payload',
    'prev',
    'procedure',
    'recordedAt',
    'version',
  ])
    for (const [what, value] of [
      ['missing', undefined],
      ['null', null],
      ['a number', 15e-1],
      ['true', true],
    ] as const)
      edits[`${key} ${what}`] = { [key]: value }
  for (const key of [
    'action',
    'actor',
    'alg',
    'capacity',
    'declaredOn',
    'matter',
    'prev',
    'procedure',
    'recordedAt',
    'version',
  ])
    edits[`${key} empty`] = { [key]: '' }
  Object.assign(edits, {
    'another alg': { alg: 'fadu-act-2' },
    'basis an object': { basis: {} },
    'files an object': { files: {} },
    'payload an array': { payload: [] },
    'given an array': { given: [] },
    'a day without zeros': { declaredOn: '2024-3-1' },
    'a day with a line feed': { declaredOn: '2024-03-01\n' },
    'other digits': { declaredOn: '２０２４-03-01' },
    'an instant without zone': { recordedAt: '2024-03-01T00:00:00' },
    'ten digits': { recordedAt: '2024-03-01T00:00:00.0123456789Z' },
    'a lower-case z': { recordedAt: '2024-03-01T00:00:00z' },
    'a space for the T': { recordedAt: '2024-03-01 00:00:00Z' },
    'a point without digits': { recordedAt: '2024-03-01T00:00:00.Z' },
    'a zone without colon': { recordedAt: '2024-03-01T00:00:00+0800' },
    'an upper-case matter': { matter: matterId(171).toUpperCase() },
    'a matter in braces': { matter: `{${matterId(1)}}` },
    'n zero': { n: 0 },
    'n negative': { n: -1 },
    'prev in upper case': { prev: 'A'.repeat(64) },
    'prev short': { prev: 'a'.repeat(63) },
    'a hash of a file in upper case': { files: [{ sm3: 'A'.repeat(64) }] },
    'a hash of a file too short': { files: [{ sm3: 'ab' }] },
  })
  for (const [name, edit] of Object.entries(edits))
    refused(
      name,
      withText(2, (act) => JSON.parse(JSON.stringify({ ...act, ...edit }))),
      { file: 'acts.ndjson', line: 3, check: 3, first: true },
    )
})

test('the form of a line: hash, leaf and text', () => {
  const line = (edit: (o: any) => object) =>
    editLines(sample, 'acts.ndjson', (l) => l.with(4, JSON.stringify(edit(JSON.parse(l[4]!)))))
  const edits: Record<string, (o: any) => object> = {
    'hash in upper case': (o) => ({ ...o, hash: o.hash.toUpperCase() }),
    'hash too short': (o) => ({ ...o, hash: o.hash.slice(2) }),
    'hash null': (o) => ({ ...o, hash: null }),
    'another hash': (o) => ({ ...o, hash: sm3('x').toString('hex') }),
    'text null': (o) => ({ ...o, text: null }),
    'text an object': (o) => ({ ...o, text: JSON.parse(o.text) }),
    'leaf a string': (o) => ({ ...o, leaf: '4' }),
    'leaf negative': (o) => ({ ...o, leaf: -4 }),
    'leaf a fraction': (o) => ({ ...o, leaf: 4.5 }),
    'no leaf': ({ leaf: _, ...o }) => o,
    'no hash': ({ hash: _, ...o }) => o,
    // Turned into UTF-8 carelessly, a lone surrogate becomes U+FFFD.
    'a surrogate in the text': (o) => {
      const text = o.text.replace('accept', '\ud800')
      return { ...o, text, hash: sm3(Buffer.from(text, 'utf8')).toString('hex') }
    },
  }
  for (const [name, edit] of Object.entries(edits))
    refused(name, line(edit), { file: 'acts.ndjson', line: 5, check: 2, first: true })
  // Without a hash no root can be computed, so no root is said to differ.
  const unreadable = refused('hash null', line(edits['hash null']!), { file: 'acts.ndjson', line: 5, first: true })
  assert.ok(unreadable.report.findings.every((f: any) => f.check !== 6))
  for (const leaf of [3, 5, 0, 4 + 2 ** 32, 2 ** 52])
    refused(
      `leaf ${leaf}`,
      line((o) => ({ ...o, leaf })),
      { file: 'acts.ndjson', line: 5, check: 5, first: true },
    )
  refused(
    'leaves from one',
    editLines(sample, 'acts.ndjson', (l) =>
      l.map((x) => JSON.stringify({ ...JSON.parse(x), leaf: JSON.parse(x).leaf + 1 })),
    ),
    { file: 'acts.ndjson', line: 1, check: 5, first: true },
  )
  refused(
    'a leaf among the unsealed',
    editLines(sample, 'unsealed.ndjson', (l) => l.with(0, JSON.stringify({ leaf: 14, ...JSON.parse(l[0]!) }))),
    { file: 'unsealed.ndjson', line: 1, check: 2, first: true },
  )
})

test('an act altered together with its hash is shown by its successor, which names both', () => {
  const nextOf = (i: number) => lettersOfMatters.indexOf(lettersOfMatters[i]!, i + 1)
  for (let i = 0; i < lettersOfMatters.length; i++) {
    const changed = withText(i, (act) => ({ ...act, actor: 'user:2' }))
    const next = nextOf(i)
    const coveredBy = [3, 8, 11, 14].find((size) => size > i)!
    if (next > 0 && next < coveredBy) {
      const { report } = refused(`act ${i}`, changed, { file: 'acts.ndjson', line: next + 1, check: 4, first: true })
      assert.match(report.firstAltered.zh, new RegExp(`acts\\.ndjson 第 ${i + 1} 行`))
      assert.match(report.firstAltered.en, new RegExp(`acts\\.ndjson line ${i + 1}\\b`))
    } else {
      const { report } = refused(`act ${i}`, changed, { file: 'acts.ndjson', line: coveredBy, check: 6, first: true })
      assert.ok(report.firstAltered.fromLeaf <= i && i <= report.firstAltered.toLeaf)
    }
  }
})

test("a chain written anew is shown by the tree, a tree written anew by the copies outside, a key replaced by the user's key", () => {
  const ranges = [
    [0, 2],
    [3, 7],
    [8, 10],
    [11, 13],
  ] as const
  const keyFile = join(folder(), 'key.txt')
  fs.writeFileSync(keyFile, `${keyLine(keyA)}\n`)
  const rewrite = (i: number, more: Partial<City> = {}) =>
    exportOf(
      sampleCity({
        change: (d) => {
          d[i]!.payload = { ...d[i]!.payload, added: '改' }
        },
        ...more,
      }),
    )
  for (let i = 0; i < 14; i++) {
    const forged = rewrite(i)
    const [from, to] = ranges.find(([, last]) => i <= last)!
    // The forger has no key: the old checkpoints remain.
    const oldCheckpoints = new Map([...forged].map(([p, c]) => [p, p.startsWith('checkpoints') ? sample.get(p)! : c]))
    const { report } = refused(`chain of act ${i} anew`, oldCheckpoints, {
      file: 'acts.ndjson',
      line: to + 1,
      check: 6,
      first: true,
    })
    assert.deepEqual([report.firstAltered.fromLeaf, report.firstAltered.toLeaf], [from, to])
    // The forger has the key: only what is outside stands against him.
    const oldOutside = new Map(
      [...forged].map(([p, c]) => [p, p.startsWith('checkpoints-outside') ? sample.get(p)! : c]),
    )
    if (i < 8) {
      refused(`tree of act ${i} anew`, oldOutside, { file: checkpointPath(8, 'checkpoints-outside'), check: 8 })
      refused(`tree of act ${i} anew`, oldOutside, { file: 'acts.ndjson', line: i < 3 ? 3 : 8, check: 6, first: true })
    } else accepted(`act ${i}, of which no copy is outside yet`, oldOutside)
    // The forger has a key of his own.
    const otherKey = rewrite(i, { keys: [keyB], keyAt: () => keyB })
    assert.equal(accepted('a folder that agrees with itself', otherKey).keyFrom, 'folder')
    refused(`all of act ${i} anew`, otherKey, { file: 'key.txt', check: 1, options: ['--key', keyFile] })
    refused(`both keys, act ${i}`, rewrite(i, { keys: [keyA, keyB], keyAt: () => keyB }), {
      file: checkpointPath(3),
      check: 7,
      options: ['--key', keyFile],
    })
  }
  assert.equal(accepted("the user's key", sample, '--key', keyFile).keyFrom, 'user')
  for (let i = 0; i < 14; i++) {
    // A whole matter, or an act, removed with all numbers and chains made right again.
    const removed = exportOf({
      ...sampleCity(),
      drafts: sampleCity().drafts.filter((_, k) => k !== i),
      sealed: 13,
      checkpoints: [],
      secrets: undefined,
    })
    for (const [p, c] of sample) if (p.startsWith('checkpoints')) removed.set(p, c)
    refused(`act ${i} removed`, removed, { file: 'acts.ndjson', check: 7 })
    if (i < 11) refused(`act ${i} removed`, removed, { file: 'acts.ndjson', check: 6, first: true })
  }
})

test('checkpoints are held to their form', () => {
  const path = checkpointPath(11)
  const good = String(sample.get(path))
  const [bodyText, signature] = [good.slice(0, good.indexOf('\n\n') + 1), good.slice(good.indexOf('\n\n') + 2)]
  const root = bodyText.split('\n')[2]!
  const other = note(noteText(11, sm3('another root')), keyA)
  const signed = (text: string) => `${text}\n${signatureLine(text, keyA)}`
  const wrong: Record<string, string> = {
    'another root, signed': other,
    'no signature': bodyText,
    'no signature line': `${bodyText}\n`,
    'a signature of another key': note(bodyText, keyB),
    'a witness alone': `${bodyText}\n${signatureLine(bodyText, witness, 'witness.example/w1')}`,
    'one good line, one bad of the same key': `${good}${signatureLine(`${bodyText}x\n`, keyA)}`,
    'the same line twice': `${good}${signature}`,
    'two blank lines': good.replace('\n\n', '\n\n\n'),
    'a blank line at the end': `${good}\n`,
    'no last line feed': good.slice(0, -1),
    'a hyphen': good.replace('—', '-'),
    'two spaces': good.replace('— ', '—  '),
    'a space at the end': `${good.slice(0, -1)} \n`,
    'a tab': good.replace('— ', '—\t'),
    'size with zero': signed(bodyText.replace('\n11\n', '\n011\n')),
    'size with plus': signed(bodyText.replace('\n11\n', '\n+11\n')),
    'size with a space': signed(bodyText.replace('\n11\n', '\n11 \n')),
    'size in hex': signed(bodyText.replace('\n11\n', '\n0xb\n')),
    'another size': signed(bodyText.replace('\n11\n', '\n12\n')),
    'size beyond 2^53': signed(bodyText.replace('\n11\n', '\n9007199254740992\n')),
    'two lines': signed(`${origin}\n11\n`),
    'root without padding': signed(bodyText.replace('=\n', '\n')),
    'root in base64url': signed(noteText(11, Buffer.alloc(32, 255)).replaceAll('/', '_')),
    'root too short': signed(`${origin}\n11\n${Buffer.alloc(31).toString('base64')}\n`),
    'unused bits': signed(bodyText.replace(/.=\n$/, (s) => `${String.fromCharCode(s.charCodeAt(0) + 1)}=\n`)),
    'another origin': signed(bodyText.replace(origin, 'fadu.example/other')),
    'equal lines': signed(`${bodyText}${root}\n`),
    'a blank line in the text': signed(`${bodyText}\nmore\n`),
    'a control character': signed(`${bodyText}\u0085\n`),
    'a null': signed(`${bodyText}\0\n`),
    'origin with a space': signed(bodyText.replace(origin, `${origin} x`)),
    'a signature too short': good.replace(
      signature,
      `— ${origin} ${Buffer.from(signature.split(' ')[2]!, 'base64').subarray(0, 67).toString('base64')}\n`,
    ),
    'a key id alone': good.replace(signature, `— ${origin} AAAAAA==\n`),
    'too large': `${good}${Array.from({ length: 63 }, (_, i) => `— w${i} ${'A'.repeat(1200)}\n`).join('')}`,
    'too many lines': `${good}${Array.from({ length: 64 }, (_, i) => `— w${i} AAAAAAAA\n`).join('')}`,
    'a name with plus': `${good}— a+b AAAAAAAA\n`,
    'a line of no form': `${good}hello\n`,
  }
  for (const [name, content] of Object.entries(wrong)) {
    const r = refused(name, new Map(sample).set(path, content), {
      file: name === 'another root, signed' ? 'acts.ndjson' : path,
    })
    if (name === 'another root, signed')
      assert.deepEqual([r.report.firstAltered.fromLeaf, r.report.firstAltered.toLeaf], [8, 10])
    assert.ok(
      r.report.findings.every((f: any) => f.check === (name === 'another root, signed' ? 6 : 7)),
      name,
    )
  }
  assert.throws(
    () => tool.checkpointOf(Buffer.from(wrong['another origin']!), [tool.keyOfLine(keyLine(keyA))]),
    /origin/,
  )
  accepted(
    'sixty-three witnesses',
    new Map(sample).set(path, `${good}${Array.from({ length: 63 }, (_, i) => `— w${i} AAAAAAAA\n`).join('')}`),
  )
  accepted('an unknown key of the same name', new Map(sample).set(path, `${good}— ${origin} AAAAAAAA\n`))
  refused('a checkpoint in the file of another', new Map(sample).set(checkpointPath(12), good), {
    file: checkpointPath(12),
    check: 7,
  })
  refused('a checkpoint of the future', new Map(sample).set(checkpointPath(20), note(noteText(20, sm3('x')), keyA)), {
    file: 'acts.ndjson',
    check: 7,
  })
  refused('a checkpoint of a size too large', new Map(sample).set('checkpoints/99999999999999999999.txt', good), {
    file: 'checkpoints/99999999999999999999.txt',
  })
  refused(
    'a copy of what is not inside',
    new Map(sample).set(checkpointPath(5, 'checkpoints-outside'), note(noteText(5, rootOf([])), keyA)),
    { file: checkpointPath(5), check: 8 },
  )
  refused('an empty tree with a root', new Map(sample).set(checkpointPath(0), note(noteText(0, sm3('x')), keyA)), {
    file: checkpointPath(0),
    check: 7,
  })
})

test('key.txt is held to its form', () => {
  const line = keyLine(keyA)
  const offCurve = `${line.slice(0, -1)}${line.endsWith('0') ? '1' : '0'}`
  for (const [name, content] of Object.entries({
    'no key': '',
    'another kind': line.replace('sm2', 'sm9'),
    'upper case': line.slice(0, -130) + line.slice(-130).toUpperCase(),
    compressed: `fadu-sm2 ${origin} 02${keyA.public.slice(2, 66)}`,
    'off the curve': offCurve,
    'another origin': keyLine(keyA, 'fadu.example/other'),
    'a further word': `${line} x`,
    'the line twice': `${line}\n${line}`,
    'a blank line': `${line}\n`,
    'two spaces': line.replace(' ', '  '),
    zero: `fadu-sm2 ${origin} 04${'0'.repeat(128)}`,
    'beyond p': `fadu-sm2 ${origin} 04${'f'.repeat(128)}`,
  }))
    refused(name, new Map(sample).set('key.txt', content && `${content}\n`), { file: 'key.txt', check: 1 })
  refused('another key', new Map(sample).set('key.txt', `${keyLine(keyB)}\n`), { file: checkpointPath(14), check: 7 })
  refused('the old key dropped', exportOf(sampleCity({ keys: [keyB], keyAt: (size) => (size > 8 ? keyB : keyA) })), {
    file: checkpointPath(8),
    check: 7,
  })
})

test('personal values altered, vanished, misplaced or left after an erasure are found', () => {
  const edit = (i: number, change: (o: any) => void) =>
    editLines(sample, 'private.ndjson', (l) => {
      const o = JSON.parse(l[i]!)
      change(o)
      return l.with(i, JSON.stringify(o))
    })
  const lines = String(sample.get('private.ndjson')).split('\n').slice(0, -1)
  for (let i = 0; i < lines.length; i++) {
    const o = JSON.parse(lines[i]!)
    const [pointer, { salt, value }] = Object.entries(o.fields)[0] as [string, Secret]
    const set = (field: unknown) =>
      edit(i, (x) => {
        x.fields[pointer] = field
      })
    const fields: Record<string, unknown> = {
      'another value': { salt, value: '王五' },
      'the value in an array': { salt, value: [value] },
      'value null': { salt, value: null },
      'value as text': { salt, value: JSON.stringify(value) },
      'another salt': { salt: '00'.repeat(16), value },
      'salt in upper case': { salt: salt.toUpperCase(), value },
      'salt too short': { salt: salt.slice(2), value },
      'no salt': { value },
      'no value': { salt },
      'a key more': { salt, value, more: 1 },
      'a fraction': { salt, value: 1.5 },
      'too large': { salt, value: 2 ** 60 },
      'a lone surrogate': { salt, value: '\ud800' },
      'U+0000': { salt, value: '\0' },
      'two keys that become one': { salt, value: { é: 1, 'e\u0301': 2 } },
      'too deep': { salt, value: nested(65) },
      null: null,
      'a string': 'x',
    }
    for (const [name, field] of Object.entries(fields))
      refused(`line ${i + 1} ${name}`, set(field), { file: 'private.ndjson', line: i + 1, check: 10 })
    const gone = refused(
      `line ${i + 1} value gone`,
      edit(i, (x) => {
        delete x.fields[pointer]
      }),
      { file: /acts|unsealed/, check: 11 },
    )
    assert.ok(
      gone.report.findings.some((f: any) => f.matter === o.matter && f.n === o.n && f.en.includes(pointer)),
      gone.out,
    )
    refused(
      `line ${i + 1} value of another place`,
      edit(i, (x) => {
        x.fields = { '/payload/other': x.fields[pointer] }
      }),
      { file: 'private.ndjson', line: i + 1, check: 10 },
    )
    refused(
      `line ${i + 1} of a branch`,
      edit(i, (x) => {
        x.fields['/payload'] = { salt, value }
      }),
      { file: 'private.ndjson', line: i + 1, check: 10 },
    )
    refused(
      `line ${i + 1} of no act`,
      edit(i, (x) => {
        x.n = 99
      }),
      { file: 'private.ndjson', line: i + 1, check: 10 },
    )
    refused(
      `line ${i + 1} of no matter`,
      edit(i, (x) => {
        x.matter = matterId(99)
      }),
      { file: 'private.ndjson', line: i + 1, check: 10 },
    )
    refused(
      `line ${i + 1} of another act`,
      edit(i, (x) => {
        x.n += 1
      }),
      { file: 'private.ndjson', line: i + 1, check: 10 },
    )
    refused(
      `line ${i + 1} fields an array`,
      edit(i, (x) => {
        x.fields = []
      }),
      { file: 'private.ndjson', line: i + 1, check: 10 },
    )
  }
  refused(
    'a key twice deep in a value',
    change(sample, 'private.ndjson', (s) => s.replace('{"name"', '{"name":"x","name"')),
    { file: 'private.ndjson', line: 2, check: 10 },
  )
  refused('the file emptied', new Map(sample).set('private.ndjson', ''), { file: 'acts.ndjson', check: 11 })
  // Recorded as erased, and the value is still there.
  const city = sampleCity()
  salts = 2
  committed(city.secrets!.get(0)!, '/payload/phone', '13800000000')
  const kept = refused('erased but kept', exportOf(city), { file: 'private.ndjson', line: 1, check: 11 })
  assert.equal(kept.report.found, 1)
  // Erased without an act; and acts that erase what is not there.
  const silent = refused(
    'no erasing act',
    exportOf(
      sampleCity({
        change: (d) => {
          d[5]!.action = 'accept'
        },
      }),
    ),
    { file: 'acts.ndjson', line: 1, check: 11 },
  )
  assert.equal(silent.report.found, 1)
  const wrongEntries: Record<string, unknown> = {
    'a branch': { n: 1, pointer: '/payload/applicant' },
    nothing: { n: 1, pointer: '/payload/nothing' },
    'the root': { n: 1, pointer: '' },
    'an act that is not': { n: 9, pointer: '/payload/phone' },
    'a matter that is not': { matter: matterId(77), n: 1, pointer: '/payload/phone' },
    'no pointer': { n: 1 },
    'no n': { pointer: '/payload/phone' },
    'a string': '/payload/phone',
    null: null,
    'matter null': { matter: null, n: 1, pointer: '/payload/phone' },
    'a pointer unescaped': { matter: matterId(2), n: 1, pointer: '/payload/a/b~c/0' },
  }
  for (const [name, entry] of Object.entries(wrongEntries))
    for (const secrets of [true, false]) {
      const files = exportOf(
        sampleCity({
          change: (d) => {
            ;(d[5]!.payload as any).erased.push(entry)
          },
        }),
      )
      refused(`erases ${name}`, secrets ? files : without(files, 'private.ndjson'), {
        file: 'acts.ndjson',
        line: 6,
        check: 11,
      })
    }
})

test('a gap or a repetition in n is found, also where the chain of hashes fits', () => {
  const acts = chain(sampleCity().drafts)
  for (const [i, n] of [
    [0, 2],
    [2, 3],
    [2, 1],
    [5, 2],
    [5, 2 ** 32 + 3],
  ] as const) {
    const act = { ...acts[i]!.act, n, ...(n === 1 ? { prev: '' } : i === 0 ? { prev: sm3('x').toString('hex') } : {}) }
    refused(
      `n ${n} at ${i}`,
      withText(i, () => act),
      { file: 'acts.ndjson', line: i + 1, check: 4, first: true },
    )
  }
  refused(
    'the first act of an unsealed matter missing',
    editLines(sample, 'unsealed.ndjson', (l) => {
      const text = canonical({ ...acts[15]!.act, matter: matterId(50) })
      return [...l, JSON.stringify({ hash: sm3(text).toString('hex'), text })]
    }),
    { file: 'unsealed.ndjson', line: 4, check: 4, first: true },
  )
})

test('more mutations than the plan asked for', () => assert.ok(mutations >= 800, String(mutations)))

// ----------------------------------------------------------------------------------------------------------------- hostility

test('huge lines and deep nesting are findings, not crashes', () => {
  const deep = '['.repeat(5e6)
  const cases: [string, Files, number][] = [
    [
      'a line without end',
      change(sample, 'acts.ndjson', (s) => Buffer.concat([Buffer.from(s), Buffer.alloc(40e6, 0x61)])),
      15,
    ],
    [
      'a long line between',
      change(sample, 'acts.ndjson', (s) =>
        Buffer.concat([Buffer.alloc(20e6, 0x20), Buffer.from('\n'), Buffer.from(s)]),
      ),
      1,
    ],
    ['deep nesting', change(sample, 'acts.ndjson', (s) => `${deep}\n${s}`), 1],
    ['deep objects', change(sample, 'acts.ndjson', (s) => `${'{"a":'.repeat(2e6)}\n${s}`), 1],
    ['deep and short', change(sample, 'acts.ndjson', (s) => `${'['.repeat(2000)}${']'.repeat(2000)}\n${s}`), 1],
    ['deep within the text', withText(0, () => `${'{"a":'.repeat(1e6)}1${'}'.repeat(1e6)}`), 1],
  ]
  for (const [name, files, line] of cases) refused(name, files, { file: 'acts.ndjson', line, first: true })
  for (const [name, files] of cases.slice(0, 2))
    assert.match(verify(written(files)).report.firstAltered.en, /more than 16777216 bytes/, name)
  refused(
    'deep value',
    change(sample, 'private.ndjson', (s) => s.replace('34', `${deep}${']'.repeat(5e6)}`)),
    { file: 'private.ndjson', line: 3 },
  )
  refused(
    'deep manifest',
    change(sample, 'manifest.json', (s) => s.replace('"示例市"', `${'['.repeat(4e5)}${']'.repeat(4e5)}`)),
    { file: 'manifest.json' },
  )
  refused(
    'huge manifest',
    change(sample, 'manifest.json', (s) => s + ' '.repeat(4e6)),
    { file: 'manifest.json' },
  )
  refused('huge checkpoint', new Map(sample).set(checkpointPath(11), Buffer.alloc(5e6, 0x61)), {
    file: checkpointPath(11),
  })
  refused(
    'many wrong lines',
    change(sample, 'acts.ndjson', (s) => s + '{}\n'.repeat(20_000)),
    { file: 'acts.ndjson', line: 15, first: true },
  )
})

test('nothing in the folder can write control characters to the terminal', () => {
  const evil = '\u001b[2J\u202e\u0007'
  const files = new Map([
    ...editLines(
      change(sample, 'manifest.json', (s) => s.replace('示例市', '\\u001b[2J\\u202e示例市')),
      'private.ndjson',
      (l) => l.with(0, l[0]!.replace('/payload/applicant/idNumber', '\\u001b[2J\\u202e')),
    ),
    [`checkpoints/${evil}`, 'x'] as const,
  ])
  const dir = written(files)
  for (const options of [[], ['--english']]) {
    const { code, out } = spawned([dir, ...options])
    assert.equal(code, 1)
    assert.doesNotMatch(out.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u)
    assert.match(out, /\\u\{1b\}\[2J/)
  }
})

// ------------------------------------------------------------------------------------------------------------------ command

test('as a command: words, languages and exit codes', () => {
  const dir = written(sample)
  const clean = spawned([dir])
  assert.equal(clean.code, 0, clean.err)
  assert.match(clean.out, /^结论：未发现改动。\n/)
  assert.match(clean.out, /17 条，5 个事项；已封存 14 条，未封存 3 条/)
  assert.match(clean.out, /尚未复制到外部 2 个/)
  assert.match(clean.out, /文件夹自带的公钥/)
  assert.match(spawned([dir, '--english']).out, /^Result: nothing was found\.\nCity: 示例市/)
  assert.match(spawned([written(without(sample, 'checkpoints-outside'))]).out, /未与外部比对/)
  const tampered = spawned([written(withText(0, (act) => ({ ...act, actor: 'user:2' })))])
  assert.equal(tampered.code, 1)
  assert.match(
    tampered.out,
    /^结论：发现 2 处问题。\n首个被改动的行：acts\.ndjson 第 3 行（叶 2，事项 018f2f3e-0000-7000-8000-000000000001，n=2）：.*acts\.ndjson 第 1 行/,
  )
  assert.match(
    spawned([written(withText(0, (act) => ({ ...act, actor: 'user:2' }))), '--english']).out,
    /^Result: 2 faults were found\.\nFirst altered row: acts\.ndjson line 3 \(leaf 2, matter /,
  )
  assert.equal(JSON.parse(spawned([dir, '--json']).out).ok, true)
  assert.equal(spawned(['--vectors', vectorsPath]).code, 0)
  assert.equal(spawned(['--help']).code, 0)
  const noKey = join(dir, 'not-a-key')
  fs.writeFileSync(noKey, 'hello\n')
  for (const args of [
    [],
    [join(dir, 'nowhere')],
    [join(dir, 'key.txt')],
    [dir, dir],
    [dir, '--unknown'],
    [dir, '--key', noKey],
    [dir, '--key', join(dir, 'nowhere')],
    [dir, '--key'],
    ['--vectors', noKey],
    ['--vectors', vectorsPath, dir],
  ]) {
    const { code, out, err } = spawned(args)
    assert.equal(code, 2, args.join(' '))
    assert.equal(out, '')
    assert.ok(err.length > 0)
  }
  const bothKeys = join(dir, 'both-keys')
  fs.writeFileSync(bothKeys, `${keyLine(keyA)}\r\n${keyLine(keyB)}`)
  const changed = written(exportOf(sampleCity({ keys: [keyA, keyB], keyAt: (size) => (size > 8 ? keyB : keyA) })))
  assert.equal(spawned([changed, '--key', bothKeys]).code, 0)
})

test('the verifier imports nothing but Node', () => {
  const source = fs.readFileSync(toolUrl, 'utf8')
  const imported = [
    ...source.matchAll(/(?:^import\b.*\bfrom\s|\bimport\s*\(?\s*|\brequire\s*\(\s*)['"]([^'"]+)['"]/gm),
  ].map((m) => m[1])
  assert.ok(imported.length >= 5)
  for (const name of imported) assert.match(name!, /^node:/)
})

test('a long record is read in little memory', () => {
  const count = 20_000
  const secrets = new Map<number, Record<string, Secret>>()
  const drafts = Array.from({ length: count }, (_, i) => {
    const fields: Record<string, Secret> = {}
    secrets.set(i, fields)
    return {
      matter: matterId(i % 4000),
      payload: { note: '长'.repeat(500), name: committed(fields, '/payload/name', `某人${i}`) },
    }
  })
  const dir = written(exportOf({ drafts, sealed: count, checkpoints: [1, 5000, count], secrets }))
  assert.ok(fs.statSync(join(dir, 'acts.ndjson')).size > 40e6)
  const { code, out, err } = spawned([dir, '--json'], ['--max-old-space-size=32'])
  assert.equal(code, 0, out + err)
  assert.equal(JSON.parse(out).valuesChecked, count)
})

// ------------------------------------------------------------------------------------------- the product's exports and verifier

test('an export of the platform verifies, and no altered copy does; both verifiers agree', async (t) => {
  const [
    { openCity },
    { sample: domain },
    { seal },
    { generateKey, softwareSigner },
    { systemClock },
    { exportTo, verifyFolder },
    { recordDomain },
  ] = await Promise.all([
    import('./support.ts'),
    import('./sample/domain.ts'),
    import('../src/kernel/seal.ts'),
    import('../src/kernel/sign.ts'),
    import('../src/kernel/clock.ts'),
    import('../src/kernel/export.ts'),
    import('../src/kernel/erase.ts'),
  ])
  const signer = softwareSigner(generateKey().privateKeyHex, origin)
  const keys = [{ origin, publicKeyHex: signer.publicKeyHex }]
  const city = await openCity([domain, recordDomain])
  t.after(() => city.close())
  const outsideDir = folder()
  await city.agency('A1', 'bureau', { county: '330203', town: '330203001' })
  const scope = { kind: 'agency', value: 'A1' } as const
  const clerk = await city.post('clerk1', 'clerk', scope, 'A1')
  const officer = await city.post('officer1', 'officer', scope, 'A1')
  const [first, second] = [
    await city.post('privacy1', 'privacy_officer', scope, 'A1'),
    await city.post('privacy2', 'privacy_officer', scope, 'A1'),
  ]
  const sealAll = async () => {
    const settled = 'select coalesce(max(tx) < pg_snapshot_xmin(pg_current_snapshot()), true) as ok from kernel.act'
    while (!(await city.owner.query(settled)).rows[0].ok) await new Promise((r) => setTimeout(r, 10))
    await seal({ pool: city.app, signer, keys, outsideDir, clock: systemClock })
  }
  const matters: string[] = []
  const file = async () => {
    const input = { agencyId: 'A1', topic: `事由${matters.length}`, name: '陈示例', phone: '13900000000' }
    const { matterId } = await city.ok(clerk, '2023-03-01', { procedure: 'sample.filing', action: 'file', input })
    matters.push(matterId)
    await city.ok(officer, '2023-03-02', { matterId, action: 'accept', input: {} })
  }
  for (let i = 0; i < 6; i++) {
    await file()
    if (i % 2 === 1) await sealAll()
  }
  const erased = [
    { matter: matters[1]!, n: 1, pointer: '/payload/phone' },
    { matter: matters[2]!, n: 1, pointer: '/payload/name' },
  ]
  const proposal = { agencyId: 'A1', ground: 'PURPOSE_ENDED', isRetentionOver: true, values: erased }
  const { matterId } = await city.ok(first, '2023-04-01', {
    procedure: 'record.erasure',
    action: 'propose',
    input: proposal,
  })
  await city.ok(second, '2023-04-02', { matterId, action: 'erase', input: { erased } })
  await sealAll()
  await file()

  const base = folder()
  const dir = join(base, 'export')
  const keyFile = join(base, 'key.txt')
  fs.writeFileSync(keyFile, `fadu-sm2 ${origin} ${signer.publicKeyHex}\n`)
  await exportTo(dir, { pool: city.owner, origin, city: '示例市', keys, clock: systemClock, outsideDir, private: true })
  const clean = spawned([dir, '--json', '--key', keyFile])
  assert.equal(clean.code, 0, clean.out + clean.err)
  const report = JSON.parse(clean.out)
  assert.deepEqual(
    [report.matters, report.unsealed, report.valuesErased, report.checkpointsOutside],
    [8, 2, 2, report.checkpoints],
  )
  const theirs = await verifyFolder(dir, keys[0])
  assert.deepEqual(theirs.findings, [])
  for (const key of ['acts', 'matters', 'sealed', 'unsealed', 'checkpoints'] as const)
    assert.equal(theirs.counts[key], report[key], key)
  assert.deepEqual([theirs.counts.values, theirs.counts.erased], [report.valuesChecked, report.valuesErased])

  const bare = join(base, 'bare')
  await exportTo(bare, { pool: city.owner, origin, city: '示例市', keys, clock: systemClock, private: false })
  assert.equal(spawned([bare]).code, 0)

  // Every file, at some places; both verifiers must refuse, and name the same line first where it is one of the acts.
  const paths = fs
    .readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name))
  const free = /"(city|createdAt)"/
  for (const path of paths) {
    const bytes = fs.readFileSync(path)
    for (let k = 1; k <= 6; k++) {
      const at = Math.floor((bytes.length * k) / 7)
      const text = bytes.toString('latin1')
      const line = text.slice(text.lastIndexOf('\n', at) + 1, text.indexOf('\n', at))
      if (path.endsWith('manifest.json') && free.test(line)) continue
      const changed = Buffer.from(bytes)
      changed[at]! ^= 1
      fs.writeFileSync(path, changed)
      const name = `${path} byte ${at}`
      const mine = verify(dir, '--key', keyFile)
      const other = await verifyFolder(dir, keys[0])
      assert.equal(mine.code, 1, name)
      assert.equal(other.ok, false, name)
    }
    fs.writeFileSync(path, bytes)
  }
  const acts = join(dir, 'acts.ndjson')
  const text = fs.readFileSync(acts, 'utf8')
  fs.writeFileSync(acts, text.replace('officer1', 'officer2'))
  const { code, out } = spawned([dir])
  assert.equal(code, 1)
  assert.match(
    out,
    /首个被改动的行：acts\.ndjson 第 \d+ 行（叶 \d+，事项 [0-9a-f-]{36}，n=2）：正文的 SM3 与“hash”不符/,
  )
})
