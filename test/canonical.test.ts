import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type ActRecord,
  actHash,
  actText,
  canonicalJson,
  commit,
  commitmentsOf,
  parseActText,
  sm3,
  sm3Hex,
  verifyCommitment,
} from '../src/kernel/canonical.ts'
import { Refusal } from '../src/kernel/errors.ts'

const vectors = JSON.parse(readFileSync(new URL('./vectors/record.json', import.meta.url), 'utf8'))

/** Asserts a Refusal 'input' and gives the path it names. */
function refusedPath(work: () => unknown): string | undefined {
  try {
    work()
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error))
    assert.equal(error.kind, 'input')
    return error.fields[0]?.path
  }
  assert.fail('not refused')
}

const record: ActRecord = {
  alg: 'fadu-act-1',
  matter: '018f2f3e-0000-7000-8000-00000000000a',
  n: 2,
  prev: 'ab'.repeat(32),
  procedure: 'reconsideration.ordinary',
  version: '2024-01-01',
  action: 'accept',
  actor: 'user:1002',
  capacity: 'officer',
  agency: '330200-sfj',
  declaredOn: '2024-03-05',
  recordedAt: '2024-03-05T14:00:00.000+08:00',
  basis: [
    { statute: '行政复议法', version: '2023-09-01', article: 30, paragraph: 1 },
    { statute: '行政复议法', version: '2023-09-01', article: 11 },
  ],
  given: { number: '甬政复〔2024〕12号', due: '2024-05-06', calendar: '2024-1', age: 34, mask: '张*' },
  payload: {
    applicant: { name: commit('00'.repeat(16), '张三'), idNumber: commit('01'.repeat(16), '330203199001010014') },
    phone: commit('02'.repeat(16), '13800000000'),
    request: '请求撤销行政处罚决定书（2024）第12号，并责令重新作出处理。',
    facts: '申请人于2024年2月1日收到被申请人作出的行政处罚决定书，认为认定事实不清、适用依据错误，故申请行政复议。',
    amountFen: 1234500,
    third: null,
    urgent: false,
  },
  files: [{ id: 'f1', name: '申请书.pdf', bytes: 48213, sm3: 'cd'.repeat(32) }],
}

// Values that canonical JSON takes, already NFC, so that reading back must give them again.
const nfcText = fc.string({ unit: 'binary' }).map((s) => s.normalize('NFC').replaceAll('\0', ''))
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 5 },
    nfcText,
    fc.maxSafeInteger().map((n) => n + 0),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 5 }),
    fc.dictionary(
      nfcText.filter((key) => key !== '$sm3'),
      tie('any'),
      { maxKeys: 6, noNullPrototype: true },
    ),
  ),
})).any

test('the committed vectors are reproduced', () => {
  for (const { text, hash } of vectors.sm3) {
    assert.equal(sm3Hex(text), hash)
    assert.equal(sm3(Buffer.from(text)).toString('hex'), hash)
  }
  for (const { note, input, text } of vectors.canonical) assert.equal(canonicalJson(input), text, note)
  for (const { note, json, pointer } of vectors.refused) {
    assert.equal(
      refusedPath(() => canonicalJson(JSON.parse(json))),
      pointer,
      note,
    )
  }
  for (const { salt, value: hidden, commitment } of vectors.commitments) {
    assert.deepEqual(commit(salt, hidden), commitment)
    assert.deepEqual(commit(Buffer.from(salt, 'hex'), hidden), commitment)
  }
  for (const { text, hash } of vectors.acts) {
    assert.equal(actHash(text), hash)
    assert.equal(actText(parseActText(text)), text)
  }
})

test('reading canonical text back gives the value, and the key order of the input does not matter', () => {
  const shuffled = (v: unknown, order: number): unknown => {
    if (Array.isArray(v)) return v.map((item) => shuffled(item, order))
    if (typeof v !== 'object' || v === null) return v
    const entries = Object.entries(v).map(([key, item]) => [key, shuffled(item, order)] as const)
    return Object.fromEntries(order % 2 ? entries.reverse() : entries.sort(([a], [b]) => (a.length - b.length) * order))
  }
  fc.assert(
    fc.property(value, fc.integer({ min: 1, max: 4 }), (v, order) => {
      const text = canonicalJson(v)
      assert.deepEqual(JSON.parse(text), v)
      assert.equal(canonicalJson(JSON.parse(text)), text)
      assert.equal(canonicalJson(shuffled(v, order)), text)
    }),
    { numRuns: 2_000 },
  )
})

test('any spelling of the same characters gives one text, and it is NFC', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (s) => {
      const clean = s.replaceAll('\0', '')
      const text = canonicalJson([clean])
      assert.equal(canonicalJson([clean.normalize('NFD')]), text)
      assert.equal(text.normalize('NFC'), text)
      assert.equal(text, JSON.stringify([clean.normalize('NFC')]))
    }),
    { numRuns: 2_000 },
  )
  assert.equal(canonicalJson({ 'cafe\u0301': 'e\u0301' }), '{"caf\u00e9":"\u00e9"}')
})

test('every single character is written as JSON.stringify writes its NFC form', () => {
  // Proves the quick path for Han and punctuation: no character of it is changed by NFC, escaped, or composed with what follows.
  for (let code = 1; code <= 0xffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue
    const char = String.fromCharCode(code)
    for (const s of [char, `${char}\u0301`, `A${char}`, `\u3042${char}`, `\u4e2d${char}\u0323`]) {
      if (canonicalJson(s) !== JSON.stringify(s.normalize('NFC'))) assert.fail(`U+${code.toString(16)}`)
    }
  }
})

test('undefined keys are left out, at the edges too', () => {
  assert.equal(canonicalJson({ a: undefined, b: 1, c: undefined }), '{"b":1}')
  assert.equal(canonicalJson({ a: undefined }), '{}')
  assert.equal(canonicalJson({ é: undefined, ö: 1 }), '{"ö":1}')
  assert.equal(canonicalJson(-0), '0')
  assert.equal(canonicalJson(Object.assign(Object.create(null), { a: 1 })), '{"a":1}')
  assert.equal(
    canonicalJson(JSON.parse('{"__proto__":{"x":1},"constructor":2}')),
    '{"__proto__":{"x":1},"constructor":2}',
  )
})

test('what has no canonical form is refused by the path where it stands', () => {
  const cases: [unknown, string][] = [
    [undefined, ''],
    [[1, undefined], '/1'],
    [{ a: [{ b: 0.1 }] }, '/a/0/b'],
    [{ a: Number.NaN }, '/a'],
    [{ a: Number.POSITIVE_INFINITY }, '/a'],
    [{ a: 2 ** 53 }, '/a'],
    [{ a: 1n }, '/a'],
    [{ a: () => 1 }, '/a'],
    [{ a: Symbol('x') }, '/a'],
    [{ a: new Date(0) }, '/a'],
    [{ a: Buffer.from('x') }, '/a'],
    [{ a: new Map() }, '/a'],
    [{ payload: { 'a/b~c': '\udfff' } }, '/payload/a~1b~0c'],
    [{ payload: { list: ['x', 'x\ud83dx'] } }, '/payload/list/1'],
    [{ a: 'x\0' }, '/a'],
    [{ 'a\0': 1 }, '/a\0'],
    [{ a: { $sm3: 'zz' } }, '/a/$sm3'],
    [{ a: { $sm3: 'ab'.repeat(32), b: 1 } }, '/a/$sm3'],
    [{ a: { $sm3: 'ab'.repeat(32), ö: 1 } }, '/a/$sm3'],
    [{ a: { '"': 1, $sm3: 'ab'.repeat(32) } }, '/a/$sm3'],
  ]
  for (const [input, path] of cases) {
    assert.equal(
      refusedPath(() => canonicalJson(input)),
      path,
    )
  }
  let deep: unknown = 1
  for (let i = 0; i < 64; i++) deep = [deep]
  assert.equal(canonicalJson(deep).length, 129)
  assert.equal(
    refusedPath(() => canonicalJson([deep])),
    '/0'.repeat(64),
  )
  let abyss: unknown = 1
  for (let i = 0; i < 100_000; i++) abyss = { a: abyss }
  assert.equal(
    refusedPath(() => canonicalJson(abyss)),
    '/a'.repeat(64),
  )
})

test('a commitment binds salt and value, and tells nothing without the salt', () => {
  const salt = '00112233445566778899aabbccddeeff'
  const made = commit(salt, { name: '张三' })
  assert.equal(made.$sm3, sm3Hex(Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from('{"name":"张三"}')])))
  assert.ok(verifyCommitment(salt, { name: '张三' }, made))
  assert.ok(!verifyCommitment(salt, { name: '张三 ' }, made))
  assert.ok(!verifyCommitment('01112233445566778899aabbccddeeff', { name: '张三' }, made))
  assert.ok(!verifyCommitment(salt, { name: 1.5 }, made))
  assert.ok(!verifyCommitment('0011', { name: '张三' }, made))
  assert.ok(!verifyCommitment(salt, { name: '张三' }, { $sm3: made.$sm3.toUpperCase() }))
  assert.ok(!verifyCommitment(salt, { name: '张三' }, { ...made, more: 1 }))
  assert.throws(() => commit('0011', 1), /16 bytes/)
  assert.throws(() => commit(`${'0'.repeat(31)}z`, 1), /16 bytes/)
  assert.deepEqual([...commitmentsOf(record).keys()].sort(), [
    '/payload/applicant/idNumber',
    '/payload/applicant/name',
    '/payload/phone',
  ])
})

test('an act has exactly its sixteen keys in their form', () => {
  const text = actText(record)
  assert.deepEqual(parseActText(text), record)
  assert.deepEqual(Object.keys(JSON.parse(text)), Object.keys(record).sort())
  for (const key of Object.keys(record)) {
    const { [key as keyof ActRecord]: _, ...without } = record
    assert.equal(
      refusedPath(() => actText(without as ActRecord)),
      `/${key}`,
    )
  }
  const wrong: Record<string, unknown>[] = [
    { alg: 'fadu-act-2' },
    { matter: record.matter.toUpperCase() },
    { n: 0 },
    { n: 1 },
    { n: '2' },
    { prev: '' },
    { prev: 'AB'.repeat(32) },
    { actor: '' },
    { agency: null },
    { declaredOn: '2024-3-5' },
    { recordedAt: '2024-03-05' },
    { basis: {} },
    { given: [] },
    { payload: null },
    { files: 'x' },
    { seq: 7 },
  ]
  for (const change of wrong) {
    assert.equal(
      refusedPath(() => actText({ ...record, ...change } as ActRecord)),
      `/${Object.keys(change)[0] === 'n' && change.n === 1 ? 'prev' : Object.keys(change)[0]}`,
    )
  }
  assert.ok(actText({ ...record, n: 1, prev: '', agency: '' }))
})

test('text that is not the canonical writing of its record is refused', () => {
  const text = actText(record)
  const variants = [
    `${text}\n`,
    ` ${text}`,
    `\ufeff${text}`,
    text.replace('"n":2', '"n": 2'),
    text.replace('"n":2', '"n":2.0'),
    text.replace('"n":2', '"n":2e0'),
    text.replace('"n":2', '"n":2,"n":2'),
    text.replace('"action":"accept"', '"action":"\\u0061ccept"'),
    text.replace('"action":"accept",', '').replace('{', '{"version":"2024-01-01","action":"accept",'),
    text.replace('"urgent":false', '"urgent":false,"zoe":"e\u0301"'),
    text.replace('"amountFen":1234500', '"amountFen":-0'),
    text.replace('"amountFen":1234500', '"amountFen":9007199254740993'),
    text.slice(0, -1),
    '[]',
    'null',
    '1',
    '',
  ]
  for (const variant of variants) refusedPath(() => parseActText(variant))
})

test('any changed byte of the text changes the hash', () => {
  const bytes = Buffer.from(actText(record))
  const clean = sm3Hex(bytes)
  assert.equal(clean, actHash(actText(record)))
  fc.assert(
    fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, mask) => {
      const changed = Buffer.from(bytes)
      changed[at]! ^= mask
      assert.notEqual(sm3Hex(changed), clean)
    }),
    { numRuns: 10_000 },
  )
})

test('writing and hashing an act is quick enough for a replay', (t) => {
  const acts = Array.from({ length: 2_000 }, (_, i) => ({ ...record, n: i + 2 }))
  let best = 0
  for (let round = 0; round < 6; round++) {
    const started = process.hrtime.bigint()
    for (const act of acts) actHash(actText(act))
    best = Math.max(best, acts.length / (Number(process.hrtime.bigint() - started) / 1e9))
  }
  t.diagnostic(`${Math.round(best)} acts/s (${Buffer.byteLength(actText(record))} bytes each)`)
  assert.ok(best > 20_000, `${Math.round(best)} acts/s`)
})
