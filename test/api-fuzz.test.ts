/**
 * Requests made from the OpenAPI document itself, bent in every way that has broken an API before: no accident, and every
 * refusal a problem. FADU_FUZZ sets how many, FADU_FUZZ_SEED which.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { type Client, clientOf, filing, freshKey, openTestApp, type TestApp } from './api-support.ts'

const runs = Number(process.env.FADU_FUZZ ?? 2500)
let t: TestApp
let clients: Record<string, Client>
let operations: { method: string; path: string; operation: any }[]
let known: { ids: string[]; codes: { code: string; number: string }[] }

before(async () => {
  t = await openTestApp()
  clients = { nobody: clientOf(t.app) }
  for (const name of ['clerk', 'officer', 'other', 'watch']) clients[name] = await t.signedIn(name)
  const document = (await clients.nobody!.get('/api/openapi.json')).body
  operations = Object.entries<any>(document.paths).flatMap(([path, methods]) =>
    Object.entries<any>(methods)
      // Signing out would leave the rest of the run without a session.
      .filter(([method]) => !(path === '/api/session' && method === 'delete'))
      .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  known = { ids: [], codes: [] }
  for (let i = 0; i < 5; i++)
    known.ids.push((await clients.clerk!.post('/api/matters', filing())).body.acts[0].matterId)
  for (let i = 0; i < 2; i++) known.codes.push((await clients.nobody!.post('/api/public/filings', filing())).body)
})
after(() => t.close())

const strange = fc.constantFrom<unknown>(
  null,
  '',
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e308,
  true,
  [],
  {},
  [[]],
  'a\u0000b',
  '\u202eevil',
  '\ufeff',
  '\ud800',
  "' or 1=1 --",
  '$(id)',
  '../../etc/passwd',
  '%s%n',
  'NaN',
  '9999-12-31',
  '0001-01-01',
  '2024-02-30',
  '2024-03-01T00:00:00Z',
  '测〔2024〕第1号',
  'x'.repeat(5000),
  '😀'.repeat(300),
  'ﬁ\u0301',
  '00000000-0000-7000-8000-000000000000',
  { __proto__: null, constructor: { prototype: { polluted: 1 } } },
  { toString: 1 },
  { $sm3: '00' },
  Array.from({ length: 2000 }, () => 'y'),
)

/** Values of a JSON Schema subset, right more often than not. */
function arbitraryOf(schema: any): fc.Arbitrary<unknown> {
  if (!schema || typeof schema !== 'object') return strange
  if (schema.anyOf || schema.oneOf) return fc.oneof(...(schema.anyOf ?? schema.oneOf).map(arbitraryOf))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const types = Array.isArray(schema.type) ? schema.type : [schema.type]
  const one = (type: string): fc.Arbitrary<unknown> => {
    if (type === 'object') {
      const properties = Object.fromEntries(
        Object.entries<any>(schema.properties ?? {}).map(([k, v]) => [k, named(k, v)]),
      )
      return fc.record(properties, { requiredKeys: (schema.required ?? []).filter((k: string) => properties[k]) })
    }
    if (type === 'array') return fc.array(arbitraryOf(schema.items), { maxLength: 3 })
    if (type === 'integer') return fc.integer({ min: schema.minimum ?? -10, max: schema.maximum ?? 3000 })
    if (type === 'number') return fc.double()
    if (type === 'boolean') return fc.boolean()
    if (type === 'null') return fc.constant(null)
    if (type === 'string')
      return schema.format === 'date'
        ? fc.constantFrom('2024-02-29', '2024-03-01', '2023-12-29')
        : fc.string({ maxLength: 30, unit: 'binary' })
    return strange
  }
  return fc.oneof({ weight: 6, arbitrary: fc.oneof(...types.map(one)) }, { weight: 1, arbitrary: strange })
}

/** What a field of this name usually carries, so that requests get past the first door. */
function named(key: string, schema: any): fc.Arbitrary<unknown> {
  const usual: Record<string, fc.Arbitrary<unknown>> = {
    id: fc.constantFrom(...known.ids),
    matterId: fc.constantFrom(...known.ids),
    procedure: fc.constant('sample.filing'),
    version: fc.constantFrom('2015', '2024', '2025-10-27'),
    action: fc.constantFrom(
      'file',
      'accept',
      'refuse',
      'note',
      'decide',
      'suspend',
      'resume',
      'close',
      'toString',
      '__proto__',
      'constructor',
    ),
    code: fc.constantFrom(...known.codes.map((c) => c.code)),
    number: fc.constantFrom(...known.codes.map((c) => c.number)),
    size: fc.constantFrom('0', 'latest', '99999999999999999999'),
    year: fc.constantFrom('2020', '1e3', '0x7e4'),
    after: fc.constantFrom(
      ...known.ids,
      '2024-03-08~00000000-0000-7000-8000-000000000000~acceptance~',
      '2024-99-99~00000000-0000-7000-8000-000000000000~a~b',
      '2024-03-08~------------------------------------~a~b',
    ),
    input: fc.oneof(
      fc.record(
        {
          agencyId: fc.constantFrom('A1', 'A2', 'none'),
          topic: fc.oneof(fc.string({ unit: 'binary' }), strange),
          amount: fc.oneof(fc.maxSafeInteger(), strange),
          name: fc.oneof(fc.string({ unit: 'binary' }), strange),
          phone: strange,
          filedOn: strange,
        },
        { requiredKeys: [] },
      ),
      fc.record({ agencyId: fc.constant('A1'), topic: fc.uuid(), name: fc.constant('陈示例') }),
      fc.record({ result: fc.constantFrom('yes', 'no', 'maybe') }),
      fc.record({ text: fc.string({ unit: 'binary' }) }),
      fc.constant({}),
      strange,
    ),
    username: fc.oneof(fc.constant('nobody'), fc.string({ unit: 'binary' })),
  }
  const own = usual[key]
  return own
    ? fc.oneof(
        { weight: 5, arbitrary: own },
        { weight: 1, arbitrary: arbitraryOf(schema) },
        { weight: 1, arbitrary: strange },
      )
    : arbitraryOf(schema)
}

type Shot = {
  op: number
  who: string
  path: Record<string, unknown>
  query: [string, unknown][]
  body: unknown
  raw: number
  capacity: string | undefined
}

const text = (v: unknown) => (typeof v === 'string' ? v : (JSON.stringify(v) ?? 'undefined')).toWellFormed()

function shots(): fc.Arbitrary<Shot> {
  return fc.nat(operations.length - 1).chain((op) => {
    const { operation } = operations[op]!
    const parameters: any[] = operation.parameters ?? []
    const pathOf = Object.fromEntries(
      parameters.filter((p) => p.in === 'path').map((p) => [p.name, named(p.name, p.schema)]),
    )
    const queries = parameters.filter((p) => p.in === 'query')
    const body = operation.requestBody?.content['application/json']?.schema
    return fc.record({
      op: fc.constant(op),
      who: fc.constantFrom('nobody', 'clerk', 'officer', 'officer', 'other', 'watch'),
      path: fc.record(pathOf),
      query: fc
        .subarray(queries)
        .chain((qs) => fc.tuple(...qs.map((q) => named(q.name, q.schema).map((v): [string, unknown] => [q.name, v])))),
      body: body ? arbitraryOf(body) : fc.constant(undefined),
      raw: fc.nat(20),
      capacity: fc.option(
        fc.constantFrom('0', '1', '-1', 'officer:agency:A1', 'system:city:city', 'public:reader:', '\u00e9'),
        { nil: undefined, freq: 4 },
      ),
    })
  })
}

test(`${runs} bent requests: no accident, every refusal a problem`, async (context) => {
  const statuses = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(shots(), async (shot) => {
      t.accidents.length = 0
      const { method, path } = operations[shot.op]!
      let url = path.replace(/\{([^}]+)\}/g, (_, name) => encodeURIComponent(text(shot.path[name])))
      if (shot.query.length) url += `?${shot.query.map(([k, v]) => `${k}=${encodeURIComponent(text(v))}`).join('&')}`
      const headers: Record<string, string> = { 'idempotency-key': freshKey() }
      let body: string | undefined
      if (shot.body !== undefined) {
        headers['content-type'] = 'application/json'
        body = JSON.stringify(shot.body)
        if (shot.raw === 0) body = body.slice(0, body.length >> 1)
        if (shot.raw === 1) delete headers['content-type']
        if (shot.raw === 2) headers['content-type'] = 'multipart/form-data; boundary=x'
        if (shot.raw === 3) body = body.replace(/"/, '"\\u0000')
        if (shot.raw === 4) body = body.replace(/\{/, '{"__proto__":{"a":1},')
        if (shot.raw === 5) body = ''
      }
      if (shot.capacity !== undefined) headers['x-fadu-capacity'] = shot.capacity
      const r = await clients[shot.who]!.send(method, url, { headers, ...(body === undefined ? {} : { body }) })
      statuses.set(r.status, (statuses.get(r.status) ?? 0) + 1)
      const at = `${method} ${url} ${body ?? ''} → ${r.status} ${r.text.slice(0, 300)}`
      assert.ok(r.status < 500, at)
      assert.deepEqual(t.accidents, [], at)
      if (r.status >= 400) {
        assert.match(r.headers.get('content-type') ?? '', /^application\/problem\+json/, at)
        assert.ok(typeof r.body.title === 'string' && r.body.title.length > 0 && r.body.status === r.status, at)
      } else assert.equal(r.status, 200, at)
    }),
    { numRuns: runs, ...(process.env.FADU_FUZZ_SEED ? { seed: Number(process.env.FADU_FUZZ_SEED) } : {}) },
  )
  context.diagnostic(
    `answers: ${[...statuses]
      .sort((a, b) => a[0] - b[0])
      .map(([s, n]) => `${s}×${n}`)
      .join(', ')}`,
  )
  assert.ok((statuses.get(200) ?? 0) > runs / 20, 'enough requests get through to mean something')
  assert.equal(({} as Record<string, unknown>).polluted, undefined)
})
