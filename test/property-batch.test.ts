/**
 * A batch equals its requests one after another in the given order: the same answers, the same bytes, the same rows.
 * Two clones of one city get the same requests with the same seeded ids and salts, one in batches, one singly.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import {
  type ActionRequest,
  type Actor,
  type Answer,
  addDays,
  type Instant,
  instantAt,
  type LocalDate,
  type Step,
  seededEntropy,
  sm3Hex,
} from '#kernel'
import { sample } from './sample/domain.ts'
import { openCity, type TestCity } from './support.ts'

let together: TestCity
let singly: TestCity
const actors: Actor[] = []

before(async () => {
  ;[together, singly] = [await openCity([sample]), await openCity([sample])]
  for (const city of [together, singly]) {
    await city.agency('A1', 'bureau', { county: '330203', town: '330203001' })
    await city.agency('A2', 'bureau', { county: '330205', town: '330205001' })
    actors.length = 0
    for (const a of ['A1', 'A2'])
      for (const role of ['clerk', 'officer'])
        actors.push(await city.post(`${role}-${a}`, role, { kind: 'agency', value: a }, a))
    actors.push(await city.post('county-1', 'officer', { kind: 'county', value: '330203' }, 'A1'))
    actors.push({ id: 'visitor', role: 'public', scope: { kind: 'reader', value: 'q:visitor' }, agency: '' })
    actors.push({ id: 'nobody', role: 'officer', scope: { kind: 'agency', value: 'A1' }, agency: 'A1' })
    // A post that ends in the middle of the days drawn below.
    actors.push(await city.post('leaver', 'officer', { kind: 'agency', value: 'A1' }, 'A1', '2023-01-01'))
    await city.owner.query(`update kernel.post set valid_to = '2023-12-25' where officer_id = 'leaver'`)
  }
})
after(async () => {
  await together?.close()
  await singly?.close()
})

/** What is drawn of one step; ids and topics get their run's number only when the run is known. */
type Draft = {
  action: string
  /** 0..3 are matters of the run, 6 is nobody's, 7 is no id at all. */
  matter: number
  topic: number
  agency: string
  input: 'good' | 'bad' | 'nul' | 'over'
  idNumber: number
  back: number
  late: boolean
  filedOn: string | undefined
  ownId: boolean
}

const draft = fc.record<Draft>({
  action: fc.oneof(
    { arbitrary: fc.constant('file'), weight: 5 },
    {
      arbitrary: fc.constantFrom('accept', 'note', 'decide', 'refuse', 'close', 'suspend', 'resume', 'extend'),
      weight: 9,
    },
    { arbitrary: fc.constantFrom('vanish', 'toString'), weight: 1 },
  ),
  matter: fc.oneof(
    { arbitrary: fc.integer({ min: 0, max: 3 }), weight: 25 },
    { arbitrary: fc.integer({ min: 6, max: 7 }), weight: 1 },
  ),
  topic: fc.integer({ min: 0, max: 9 }),
  agency: fc.oneof(
    { arbitrary: fc.constant('own'), weight: 16 },
    { arbitrary: fc.constantFrom('A1', 'A2'), weight: 3 },
    { arbitrary: fc.constant('A9'), weight: 1 },
  ),
  input: fc.oneof(
    { arbitrary: fc.constant('good' as const), weight: 12 },
    { arbitrary: fc.constantFrom('bad' as const, 'nul' as const, 'over' as const), weight: 1 },
  ),
  idNumber: fc.integer({ min: 0, max: 3 }),
  back: fc.oneof({ arbitrary: fc.constant(0), weight: 5 }, { arbitrary: fc.integer({ min: -1, max: 20 }), weight: 1 }),
  late: fc.boolean(),
  filedOn: fc.oneof(
    { arbitrary: fc.constant(undefined), weight: 6 },
    { arbitrary: fc.constantFrom('2023-12-30', '2024-01-02', '2014-05-05'), weight: 1 },
  ),
  ownId: fc.boolean(),
})
const batches = fc.array(
  fc.record({
    /** Of A1 the one whose action it is, or anybody. */
    actor: fc.oneof(
      { arbitrary: fc.constant(undefined), weight: 4 },
      { arbitrary: fc.integer({ min: 0, max: 7 }), weight: 1 },
    ),
    /** Days since the request before; back in time now and then. */
    days: fc.oneof(
      { arbitrary: fc.integer({ min: 0, max: 4 }), weight: 12 },
      { arbitrary: fc.integer({ min: -6, max: 40 }), weight: 1 },
    ),
    key: fc.option(fc.integer({ min: 0, max: 5 }), { freq: 3, nil: undefined }),
    steps: fc.oneof(
      { arbitrary: fc.array(draft, { minLength: 1, maxLength: 1 }), weight: 3 },
      { arbitrary: fc.array(draft, { minLength: 2, maxLength: 3 }), weight: 1 },
    ),
    twin: fc.boolean(),
  }),
  { minLength: 2, maxLength: 40, size: 'max' },
)

const inputs: Record<string, (d: Draft, run: string) => object> = {
  file: (d, run) => ({
    agencyId: d.agency,
    topic: `${run}/${d.topic}${d.input === 'nul' ? '\u0000' : ''}`,
    amount: d.input === 'over' ? 2_000_000 : 100,
    name: d.input === 'bad' ? 7 : '陈示例',
    phone: '13900000000',
    ...(d.filedOn ? { filedOn: d.filedOn } : {}),
    ...(d.idNumber ? { idNumber: `${run}-${d.idNumber}` } : {}),
  }),
  decide: (d) => ({ result: d.input === 'bad' ? 'maybe' : 'yes' }),
  refuse: (d) => ({ reason: d.input === 'bad' ? '' : '不符合条件' }),
  note: (d) => ({ text: d.input === 'nul' ? 'a\u0000b' : `记录${d.topic}` }),
}

/** Four filings with which each run begins, so that there is something to act on. */
const openings = [0, 1, 2, 3].map((matter) => ({
  actor: 0,
  days: 0,
  twin: false,
  steps: [
    {
      action: 'file',
      matter,
      topic: matter,
      agency: 'own',
      input: 'good',
      idNumber: matter,
      back: 0,
      late: false,
      filedOn: undefined,
      ownId: false,
    },
  ],
}))

/** Each refusal that a draw reaches only now and then, so that every run of this test has seen all of them. */
const rare = (d: Partial<Draft>, more: { actor?: number; key?: number; days?: number } = {}) => ({
  actor: more.actor,
  days: more.days ?? 0,
  key: more.key,
  twin: false,
  steps: [
    {
      action: 'note',
      matter: 1,
      topic: 9,
      agency: 'own',
      input: 'good' as const,
      idNumber: 0,
      back: 0,
      late: false,
      filedOn: undefined,
      ownId: d.action === 'file' && d.matter === undefined,
      ...d,
    },
  ],
})
const rareOnes = [
  rare({ action: 'file', filedOn: '2014-05-05' }, { days: 2 }),
  rare({ action: 'file', input: 'over' }),
  rare({ action: 'file', input: 'bad' }),
  rare({ action: 'file', input: 'nul' }),
  rare({ action: 'file', agency: 'A9' }),
  rare({ action: 'file', agency: 'A2' }),
  rare({ action: 'file', topic: 0 }),
  rare({ action: 'file', matter: 0 }),
  rare({ back: 3 }),
  rare({ back: -1 }),
  rare({ action: 'vanish' }),
  rare({ action: 'close' }),
  rare({ matter: 6 }),
  rare({}, { actor: 6 }),
  rare({ action: 'accept' }, { actor: 0 }),
  rare({ topic: 1 }, { key: 5 }),
  rare({ topic: 2 }, { key: 5 }),
]

/** A stranger asks for the id of a matter that was opened a moment ago in the same batch; its own officer goes on with it. */
const usurper = [rare({ action: 'file', matter: 0 }, { actor: 5 }), rare({ matter: 0 })]

const idOf = (run: string, n: number) => {
  if (n === 7) return 'not-an-id'
  const h = sm3Hex(`${run}/${n}`)
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-7${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20, 32)}`
}

function requestsOf(rows: any[], run: string): () => ActionRequest[] {
  let day = '2023-12-10' as LocalDate
  const plain = rows.flatMap((r, i) => {
    const actor = actors[r.actor ?? (r.steps[0].action === 'file' ? 0 : 1)]!
    day = addDays(day, r.days)
    const steps: Step[] = (r.steps as Draft[])
      .map((x) => ({ ...x, agency: x.agency === 'own' ? actor.agency || 'A1' : x.agency }))
      .map((d) => ({
        ...(d.action === 'file' ? { procedure: 'sample.filing' } : {}),
        // A filing with the run's id can be acted on by later requests of the same batch; one without gets a seeded id.
        // Ids that filers choose may be taken, also where they may not look.
        ...(d.action === 'file' && d.ownId ? {} : { matterId: idOf(run, d.matter) }),
        action: d.action,
        input: inputs[d.action]?.(d, run) ?? {},
        ...(d.back ? { declaredOn: addDays(day, -d.back) } : {}),
        ...(d.late ? { late: { reason: '补录', evidence: '原始记录' } } : {}),
      }))
    const one = {
      actor,
      at: instantAt(day, '09:00') as Instant,
      steps,
      label: `${run}/${i}`,
      ...(r.key === undefined ? {} : { key: `${run}-${r.key}` }),
    }
    return r.twin && one.key ? [one, { ...one, label: `${run}/${i}/again` }] : [one]
  })
  return () => plain.map(({ label, ...r }) => ({ ...structuredClone(r), entropy: seededEntropy(label) }))
}

const tables = [
  `select hash, canonical, agency_id, town_code, county_code, reader from kernel.act where recorded_at is not null order by hash`,
  `select matter_id, n, fields from kernel.act_private order by 1, 2`,
  `select * from kernel.matter order by matter_id`,
  `select * from kernel.matter_limit order by matter_id, limit_id, subject`,
  `select kind, key, matter_id, is_exclusive, is_released, value from kernel.claim order by 1, 2, 3`,
  `select * from kernel.number_series where last > 0 order by 1`,
  `select actor, key, content, answer from kernel.request_key order by 1, 2`,
  `select party_id, kind, key_hmac from kernel.party order by 1`,
  `select * from sample.filing order by matter_id`,
  `select * from sample.filing_personal order by matter_id`,
]
const digest = async (city: TestCity) => Promise.all(tables.map(async (t) => (await city.owner.query(t)).rows))

const brief = (a: Answer | undefined) =>
  a?.ok ? a.acts.map((x) => `${x.state}:${x.n}:${x.hash.slice(0, 6)}`).join() : (a?.problem.type ?? '')
const told = (r: ActionRequest) =>
  `${r.actor.id} ${r.at.slice(0, 10)} ${r.key ?? ''} ${r.steps.map((s) => `${s.action} ${s.matterId?.slice(0, 4) ?? ''} ${s.declaredOn ?? ''}${s.late ? ' late' : ''} ${JSON.stringify(s.input)}`).join(' + ')}`

let runs = 0
let acted = 0
let refused = 0
const reasons = new Map<string, number>()

test('performMany refuses exactly what perform of each one after another refuses, and writes the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(
      batches,
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
      async (rows, cuts) => {
        const run = `r${++runs}`
        const requests = requestsOf([...openings, ...rows], run)
        const inBatches = requests()
        const many: Answer[] = []
        for (let from = 0, c = 0; from < inBatches.length; c++) {
          // Cut at drawn places: within a batch and across batches must not differ either.
          const to = c >= cuts.length ? inBatches.length : from + cuts[c]!
          many.push(...(await together.engine.performMany(inBatches.slice(from, to))))
          from = to
        }
        const one: Answer[] = []
        for (const r of requests()) one.push(await singly.engine.perform(r))
        for (const a of one) {
          if (a.ok) acted += a.acts.length
          else {
            refused++
            reasons.set(a.problem.type, (reasons.get(a.problem.type) ?? 0) + 1)
          }
        }
        const i = one.findIndex((a, i) => !isDeepStrictEqual(a, many[i]))
        assert.equal(
          i,
          -1,
          `request ${i}: in a batch ${brief(many[i])}, alone ${brief(one[i])}\n${inBatches.map((r, k) => `${k} ${told(r)} → ${brief(one[k])}`).join('\n')}`,
        )
      },
    ),
    {
      numRuns: 100,
      interruptAfterTimeLimit: 50_000,
      examples: [
        [rareOnes, [5]],
        [usurper, [12]],
      ],
    },
  )
  assert.deepEqual(await digest(together), await digest(singly))
  // The test must have seen both sides of the coin, or it proves nothing.
  assert.ok(acted > 200 && refused > 200, `${acted} acts, ${refused} refusals`)
  for (const rule of [
    'kernel.state',
    'kernel.input',
    'kernel.matter',
    'kernel.role',
    'kernel.post',
    'kernel.late',
    'kernel.exists',
    'kernel.idempotency',
    'kernel.agency',
    'kernel.scope',
    'kernel.version',
    'kernel.declaredOn',
    'kernel.action',
    'sample.duplicate',
    'sample.amount',
  ])
    assert.ok(reasons.get(`urn:fadu:rule:${rule}`), `no refusal by ${rule} was drawn`)
})
