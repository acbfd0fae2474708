import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ActBytes, isTextOf, isUuidText, part } from '../src/kernel/act-bytes.ts'
import { type ActRecord, actText, commitmentsOf, parseActText } from '../src/kernel/canonical.ts'

const act = new ActBytes()
const digest = 'ab'.repeat(32)
const names = Object.keys(part) as (keyof typeof part)[]

/** Reads the text with other bytes before and behind it, as a row has them; whatever is taken must be what the full reading takes. */
function read(text: string): boolean {
  const bytes = Buffer.from(text)
  const around = Buffer.concat([Buffer.from('{"x":"'), bytes, Buffer.from('"}}],"y":1}')])
  if (!act.read(around, 6, 6 + bytes.length)) return false
  const record = parseActText(bytes.toString('utf8'))
  for (const name of names)
    assert.deepEqual(JSON.parse(around.toString('utf8', act.from[part[name]], act.to[part[name]])), record[name], name)
  assert.equal(act.n, record.n)
  assert.deepEqual(new Map(act.commitments), commitmentsOf(record))
  for (const key of [...Object.keys(record.given), 'readers']) assert.deepEqual(act.given(key), record.given[key], key)
  return true
}

const plain = fc.constantFrom(
  '调解',
  '（二）',
  '“引”',
  '〔2020〕',
  '￥1',
  '·',
  '—',
  '…',
  '\n',
  '"',
  '\\',
  'officer',
  '9,:',
)
const odd = fc.constantFrom('①', 'é', 'e\u0301', '😀', '\u007f', '\u4dc0', '\u0001', '\u3000')
const texts = fc
  .array(
    fc.oneof(
      { weight: 40, arbitrary: plain },
      { weight: 1, arbitrary: odd },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((l) => l.join('').replaceAll('\0', '').toWellFormed())
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    texts,
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.constant({ $sm3: digest }),
    fc.array(tie('any'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.dictionary(
    fc.oneof(
      { weight: 60, arbitrary: fc.constantFrom('name', 'a/b', 'm~n', 'readers', 'placement', '10', '9', '') },
      fc.constantFrom('sm3', '键'),
      fc.string(),
    ),
    tie('any'),
    { maxKeys: 5 },
  ),
}))
/** Mostly the first. */
const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 15, arbitrary: fc.constant(usual) }, fc.constantFrom(...others))
const record = fc.record({
  action: texts,
  actor: texts,
  agency: texts,
  alg: fc.constant('fadu-act-1'),
  basis: fc.array(value.any, { maxLength: 3 }),
  capacity: texts,
  declaredOn: mostly('2020-02-29', '2020-2-9'),
  files: fc.array(fc.oneof(value.any, fc.record({ name: texts, sm3: mostly(digest, digest.toUpperCase(), 'x') })), {
    maxLength: 2,
  }),
  given: value.object,
  matter: fc.uuid(),
  n: fc.integer({ min: 1, max: 3 }),
  payload: value.object,
  procedure: texts,
  recordedAt: mostly('2020-03-02T09:15:00.000+08:00', '2020-03-02T09:15:00Z', '2020-03-02T09:15:00.000+09:00'),
  version: texts,
})

/** The text of what may be an act; nothing where the format refuses it. */
function textOf(r: unknown): string | undefined {
  try {
    return actText(r as ActRecord)
  } catch {
    return undefined
  }
}

test('what the bytes are taken for is what the full reading takes them for', () => {
  let taken = 0
  let written = 0
  fc.assert(
    fc.property(record, (r) => {
      const text = textOf({ ...r, prev: r.n === 1 ? '' : digest })
      if (text === undefined) return
      written++
      if (read(text)) taken++
    }),
    { numRuns: 5000 },
  )
  assert.ok(taken > 100 && taken < written, `${taken} of ${written}`)
})

const sample = actText({
  action: 'file',
  actor: 'clerk',
  agency: '',
  alg: 'fadu-act-1',
  basis: ['《人民调解法》第十七条'],
  capacity: 'clerk',
  declaredOn: '2023-03-01',
  files: [{ name: '照片.jpg', size: 12, sm3: digest }],
  given: { limits: [{ due: '2023-03-08', provisional: false }], placement: { agency: 'A1', reader: null, town: '1' } },
  matter: '01869aae-ea80-7fa2-8e0b-5cffeca1b072',
  n: 2,
  payload: { amount: -15, name: { $sm3: digest }, text: '第一行\n“第二行”' },
  prev: digest,
  procedure: 'sample.filing',
  recordedAt: '2023-03-01T09:00:00.000+08:00',
  version: '2015',
})

test('ordinary acts are read as bytes', () => {
  assert.ok(read(sample))
  assert.deepEqual([...act.commitments.keys()], ['/payload/name'])
  assert.deepEqual(act.given('placement'), { agency: 'A1', reader: null, town: '1' })
})

test('a text altered in any way is not taken, unless it is canonical still', () => {
  const insert = [
    '"',
    '\\',
    ' ',
    ',',
    '{',
    '}',
    '[',
    ']',
    ':',
    '0',
    '-',
    '1.0',
    'é',
    '\u0301',
    '\ud7ff',
    '\\u0041',
    '\\/',
    '"a":1,',
    '"$sm3":"x",',
    '\0',
    '\t',
  ]
  fc.assert(
    fc.property(
      fc.nat({ max: sample.length - 1 }),
      fc.nat({ max: 3 }),
      fc.oneof(fc.constantFrom('', ...insert), fc.string({ maxLength: 2 })),
      (at, cut, put) => {
        const text = sample.slice(0, at) + put + sample.slice(at + cut)
        // `read` itself throws where it takes what the full reading refuses.
        if (text !== sample) read(text)
      },
    ),
    { numRuns: 30_000 },
  )
  for (const [from, to] of [
    ['"amount":-15', '"amount":-0'],
    ['"amount":-15', '"amount":1e3'],
    ['"amount":-15', '"amount":015'],
    ['"amount":-15', '"amount":-15,"amount":-15'],
    [digest, digest.toUpperCase()],
    ['"n":2', '"n":1'],
    ['"n":2', '"n":2.0'],
    ['第一行', '第一行\\u0041'],
    ['"name":{"$sm3"', '"name":{"$sm2":1,"$sm3"'],
    ['clerk', 'cl\u0065\u0301rk'],
  ] as const) {
    assert.ok(sample.includes(from))
    assert.ok(!read(sample.replace(from, to)), to)
  }
  // Bytes that are no UTF-8 become other characters in a string: never taken.
  for (const bytes of [
    [0xe8, 0x41, 0x41],
    [0xc2, 0x41],
    [0xff],
    [0xe4, 0xb8],
    [0xed, 0xa0, 0x80],
    [0xc0, 0xaf],
    [0x80],
  ]) {
    const broken = Buffer.concat([Buffer.from(sample.slice(0, 11)), Buffer.from(bytes), Buffer.from(sample.slice(11))])
    assert.ok(!act.read(broken, 0, broken.length), bytes.join())
  }
  for (let cut = 0; cut < 700; cut++) {
    const whole = Buffer.from(sample)
    assert.ok(!act.read(whole, 0, whole.length - cut - 1))
    assert.ok(!act.read(whole.subarray(0, Math.max(0, whole.length - cut - 1)), 0, whole.length))
  }
})

test('columns are compared with the text as bytes, and an escape is never taken for itself', () => {
  const b = Buffer.from('abc\\nabc\\nabd')
  assert.ok(isTextOf(b, 0, 3, 5, 3))
  assert.ok(!isTextOf(b, 0, 3, 10, 3))
  assert.ok(!isTextOf(b, 0, 3, 5, 2))
  assert.ok(!isTextOf(b, 0, 5, 5, 5), 'a backslash')
  const uuid = Buffer.from('01869aaeea807fa28e0b5cffeca1b072', 'hex')
  const both = Buffer.concat([uuid, Buffer.from('01869aae-ea80-7fa2-8e0b-5cffeca1b072')])
  assert.ok(isUuidText(both, 16, 0))
  for (let i = 16; i < both.length; i++) {
    const other = Buffer.from(both)
    other[i] = other[i]! ^ 0x20
    assert.ok(!isUuidText(other, 16, 0) || other.equals(both), `${i}`)
    other[i] = other[i]! ^ 0x21
    assert.ok(!isUuidText(other, 16, 0))
  }
})
