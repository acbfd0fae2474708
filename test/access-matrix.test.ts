/**
 * Who may see and do what: role × scope × place × state × action × way in, drawn at random and decided by a small reference
 * model of its own. A forbidden matter and an unknown one are alike; who may act may read; without a setting there is nothing.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import {
  type ActionRequest,
  type Actor,
  type Answer,
  callerPredicate,
  createEngine,
  type Engine,
  inTransaction,
  loadDefaultCalendar,
  type Pool,
  readSettings,
  type Scope,
  type ScopeKind,
  scopeKinds,
  scopePredicate,
  writeSettings,
} from '#kernel'
import { sample } from './sample/domain.ts'
import { openCity, type TestCity, testHmacKey } from './support.ts'

let city: TestCity
const at = '2023-03-02T09:00:00.000+08:00' as never
const agencies = [
  { id: 'A1', town: '330203001', county: '330203' },
  { id: 'A2', town: '330203002', county: '330203' },
  { id: 'A3', town: '330205001', county: '330205' },
  { id: '330205', town: null, county: '330205' }, // an agency whose id reads like a county's code
] as const

// ── The reference model: fifty lines that know the declarations and nothing of how they are enforced ─────────────────
type Matter = {
  id: string
  agency: string
  town: string | null
  county: string | null
  readers: string[]
  state: string
}
type User = Actor & { hasPost: boolean }

const reaches = (s: Scope, m: Matter): boolean =>
  s.kind === 'agency'
    ? m.agency === s.value
    : s.kind === 'town'
      ? m.town === s.value
      : s.kind === 'county'
        ? m.county === s.value
        : s.kind === 'reader'
          ? m.readers.includes(s.value)
          : s.value === 'city'

/** 'ok', or the status and rule of the refusal. */
function decides(u: User, m: Matter | undefined, action: string): string {
  if (!u.hasPost) return '403 kernel.post'
  if (!m || !reaches(u.scope, m)) return '404 kernel.matter'
  const a = new Map(Object.entries(sample.procedures[0]!.actions)).get(action)
  if (!a) return '404 kernel.action'
  if (!a.in) return '409 kernel.state'
  if (!a.by.includes(u.role)) return '403 kernel.role'
  if (!a.in.includes(m.state)) return '409 kernel.state'
  return 'ok'
}
/** Rows of one matter that a reading role sees, under any setting: its own kind of scope counts, and no other. */
function sees(
  role: ScopeKind,
  settings: Scope,
  m: Matter | undefined,
  personal: boolean,
  own: boolean,
): 'denied' | 'row' | 'none' {
  if (role === 'city' && personal) return 'denied'
  // A party reads what names it or what it wrote itself; these matters were filed by a clerk.
  if (role === 'reader' && personal && !own) return 'none'
  return m && role === settings.kind && reaches(settings, m) ? 'row' : 'none'
}
const leadsTo: Record<string, string> = {
  accept: 'ACCEPTED',
  refuse: 'REFUSED',
  suspend: 'SUSPENDED',
  resume: 'ACCEPTED',
  decide: 'DECIDED',
  close: 'CLOSED',
}
// ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const users: User[] = []
const matters: Matter[] = []
let topics = 0
const clerkOf = (id: string) => users.find((u) => u.role === 'clerk' && u.scope.value === id && u.hasPost)!
const officerOf = (id: string) => users.find((u) => u.role === 'officer' && u.scope.value === id && u.hasPost)!
const inputs: Record<string, object> = {
  refuse: { reason: '不符合条件' },
  note: { text: '记录' },
  decide: { result: 'yes' },
  offer: { agency: 'A2' },
  notify: { name: '陈示例', result: 'yes' },
}

/** A matter brought to a state by its own officers. */
async function matterIn(agency: (typeof agencies)[number], state: string, reader: boolean): Promise<Matter> {
  const idNumber = reader ? { idNumber: `person-${topics % 3}` } : {}
  const filed = await city.ok(clerkOf(agency.id), '2023-03-01', {
    procedure: 'sample.filing',
    action: 'file',
    input: { agencyId: agency.id, topic: `矩阵${++topics}`, name: '陈示例', ...idNumber },
  })
  const path: Record<string, string[]> = {
    FILED: [],
    ACCEPTED: ['accept'],
    SUSPENDED: ['accept', 'suspend'],
    DECIDED: ['accept', 'decide'],
    REFUSED: ['refuse'],
    CLOSED: ['accept', 'decide', 'close'],
  }
  for (const action of path[state]!)
    await city.ok(officerOf(agency.id), '2023-03-01', { matterId: filed.matterId, action, input: inputs[action] ?? {} })
  const { rows } = await city.owner.query('select reader from kernel.matter where matter_id = $1', [filed.matterId])
  return {
    id: filed.matterId,
    agency: agency.id,
    town: agency.town,
    county: agency.county,
    readers: rows[0].reader ?? [],
    state,
  }
}

before(async () => {
  city = await openCity([sample])
  for (const a of agencies) await city.agency(a.id, 'bureau', { county: a.county, ...(a.town ? { town: a.town } : {}) })
  const reach: Record<ScopeKind, string[]> = {
    agency: agencies.map((a) => a.id),
    town: ['330203001', '330203002', '330205001'],
    county: ['330203', '330205'],
    reader: [],
    city: ['city'],
  }
  for (const [role, def] of Object.entries(sample.roles))
    for (const value of reach[def.scope]) {
      const scope = { kind: def.scope, value }
      const agency = def.scope === 'agency' ? value : 'A1'
      users.push({ ...(await city.post(`${role}-${value}`, role, scope, agency)), hasPost: true })
      users.push({ id: `ghost-${role}-${value}`, role, scope, agency, hasPost: false })
      // Somebody else's post does not help, nor one's own in another place or role.
      users.push({
        id: `${role}-${value}`,
        role,
        scope: { kind: 'city', value: 'city' },
        agency,
        hasPost: def.scope === 'city',
      })
      users.push({
        id: `${role}-${value}`,
        role: role === 'officer' ? 'clerk' : 'officer',
        scope,
        agency,
        hasPost: false,
      })
    }
  for (const a of agencies)
    for (const state of ['FILED', 'ACCEPTED', 'SUSPENDED', 'DECIDED', 'REFUSED', 'CLOSED'])
      for (const r of [true, false]) matters.push(await matterIn(a, state, r))
  for (const value of [...new Set(matters.flatMap((m) => m.readers)), 'p:nobody']) {
    users.push({ id: 'visitor', role: 'public', scope: { kind: 'reader', value }, agency: '', hasPost: true })
    users.push({ ...(await city.post(`party-${value}`, 'party', { kind: 'reader', value }, '')), hasPost: true })
  }
})
after(() => city.close())

const unknownId = '00000000-0000-7000-8000-00000000abcd'
const perform = (engine: Engine, u: Actor, matterId: string, action: string): ActionRequest & { engine: Engine } => ({
  engine,
  actor: u,
  at,
  steps: [{ matterId, action, input: inputs[action] ?? {} }],
})
const verdict = (a: Answer) => (a.ok ? 'ok' : `${a.problem.status} ${a.problem.type.slice('urn:fadu:rule:'.length)}`)

const relations = [
  { name: 'kernel.matter', key: 'matter_id', personal: false },
  { name: 'kernel.act', key: 'matter_id', personal: false },
  { name: 'kernel.act_private', key: 'matter_id', personal: true },
  { name: 'kernel.matter_limit', key: 'matter_id', personal: false },
  { name: 'sample.filing', key: 'matter_id', personal: false },
  { name: 'sample.filing_personal', key: 'matter_id', personal: true },
  { name: 'sample.late', key: 'matter_id', personal: false, only: (m: Matter) => m.state === 'ACCEPTED' },
  {
    name: 'sample.decided',
    key: 'record_id',
    personal: false,
    only: (m: Matter) => m.state === 'DECIDED' || m.state === 'CLOSED',
  },
]

/** Reads one matter's rows as the login does, under a role and one setting. */
async function look(
  role: ScopeKind,
  settings: Scope,
  relation: (typeof relations)[number],
  id: string,
): Promise<'denied' | 'row' | 'none'> {
  return inTransaction(city.app, async (client) => {
    await client.query(
      `select set_config('fadu.today', '2024-06-01', true), set_config($1, $2, true), set_config('role', $3, true)`,
      [`fadu.${settings.kind}`, settings.value, `fadu_${role}`],
    )
    const { rowCount } = await client.query(`select 1 from ${relation.name} where ${relation.key} = $1`, [id])
    return rowCount ? ('row' as const) : ('none' as const)
  }).catch((e) => {
    if (e.code === '42501') return 'denied' as const
    throw e
  })
}

const draw = fc.record({
  way: fc.constantFrom('engine', 'engine', 'sql', 'sql', 'other setting'),
  /** One of the matter's own officers instead of anybody. */
  fit: fc.nat(9).map((n) => n < 3),
  user: fc.nat(),
  matter: fc.oneof({ arbitrary: fc.nat(), weight: 12 }, { arbitrary: fc.constant(-1), weight: 1 }),
  // These need an offer or a paper, which are other tests' matter.
  action: fc.constantFrom(
    ...Object.keys(sample.procedures[0]!.actions).filter((a) => !['withdraw', 'voidPaper', 'serve'].includes(a)),
    'note',
    'note',
    'note',
    'constructor',
  ),
  relation: fc.nat(relations.length - 1),
  role: fc.constantFrom(...scopeKinds),
})

test('five thousand decisions are those of the reference model', async () => {
  const seed = Number(process.env.FADU_SEED ?? fc.sample(fc.noBias(fc.integer()), 1)[0]!)
  const tally: Record<string, number> = {}
  for (const d of fc.sample(draw, { numRuns: 5000, seed })) {
    const matter = d.matter < 0 ? undefined : matters[d.matter % matters.length]!
    const user = matter && d.fit ? (d.user % 4 ? officerOf : clerkOf)(matter.agency) : users[d.user % users.length]!
    const id = matter?.id ?? unknownId
    const what = `${d.way}: ${user.role} ${user.id} of ${user.scope.kind} ${user.scope.value}, ${d.action} on ${matter ? `${matter.agency} ${matter.state}` : 'nothing'}; seed ${seed}`
    let got: string
    if (d.way === 'engine') {
      const expected = decides(user, matter, d.action)
      const r = perform(city.engine, user, id, d.action)
      got = verdict(await city.engine.perform(r))
      assert.equal(got, expected, what)
      if (got === 'ok' && matter) matter.state = leadsTo[d.action] ?? matter.state
      // Sealed, a matter is out of the reach of those who look from above.
      if (got === 'ok' && matter && d.action === 'confine') Object.assign(matter, { town: null, county: null })
      // Who may act may read, in the same capacity.
      if (got === 'ok') assert.equal(await look(user.scope.kind, user.scope, relations[0]!, id), 'row', what)
    } else {
      const relation = relations[d.relation]!
      const role = d.way === 'sql' ? user.scope.kind : d.role
      const expected = sees(
        role,
        user.scope,
        matter && (!relation.only || relation.only(matter)) ? matter : undefined,
        relation.personal,
        relation.name === 'sample.filing_personal',
      )
      got = await look(role, user.scope, relation, id)
      assert.equal(got, expected, `${relation.name} as fadu_${role}: ${what}`)
    }
    tally[got] = (tally[got] ?? 0) + 1
    // Matters that have come to their end are replaced, so that the later draws find something to do.
    if (matter && got === 'ok' && (matter.state === 'REFUSED' || matter.state === 'CLOSED'))
      matters.push(await matterIn(agencies.find((a) => a.id === matter.agency)!, 'FILED', matter.readers.length > 0))
  }
  for (const what of [
    'ok',
    'row',
    'none',
    'denied',
    '403 kernel.post',
    '403 kernel.role',
    '404 kernel.matter',
    '404 kernel.action',
    '409 kernel.state',
  ])
    assert.ok((tally[what] ?? 0) >= 20, `${what} came up ${tally[what] ?? 0} times; seed ${seed}`)
})

test('opening: only where the opener’s scope reaches, whatever the role', async () => {
  for (const u of users)
    for (const a of agencies) {
      const readers = u.scope.kind === 'reader' ? [u.scope.value] : []
      const mine: Matter = { id: '', agency: a.id, town: a.town, county: a.county, readers, state: '' }
      const expected = !u.hasPost
        ? '403 kernel.post'
        : !['clerk', 'party', 'public'].includes(u.role)
          ? '403 kernel.role'
          : reaches(u.scope, mine)
            ? 'ok'
            : '403 kernel.scope'
      const got = await city.engine.perform({
        actor: u,
        at,
        steps: [
          {
            procedure: 'sample.filing',
            action: 'file',
            input: { agencyId: a.id, topic: `开${++topics}`, name: '陈示例' },
          },
        ],
      })
      assert.equal(verdict(got), expected, `${u.role} ${u.scope.kind} ${u.scope.value} at ${a.id}`)
    }
})

test('a forbidden matter and an unknown one answer alike, byte for byte, by every way in', async () => {
  for (const u of users.filter((x) => x.hasPost && x.scope.kind !== 'city'))
    for (const action of [...Object.keys(sample.procedures[0]!.actions), 'nothing', 'toString']) {
      const foreign = matters.find((m) => !reaches(u.scope, m))!
      const [one, two] = await city.engine.performMany([
        perform(city.engine, u, foreign.id, action),
        perform(city.engine, u, unknownId, action),
      ])
      assert.deepEqual(one, two)
      assert.equal(verdict(one!), '404 kernel.matter')
      // Also where a neighbour in the batch may see it, and in the second step of a request.
      const neighbour = officerOf(foreign.agency)
      const batch = await city.engine.performMany([
        perform(city.engine, neighbour, foreign.id, 'nothing'),
        perform(city.engine, u, foreign.id, action),
        perform(city.engine, u, unknownId, action),
        {
          actor: u,
          at,
          steps: [
            { matterId: unknownId, action, input: {} },
            { matterId: foreign.id, action, input: {} },
          ],
        },
      ])
      for (const a of batch.slice(1)) assert.deepEqual(a, two)
    }
})

test('a missing or empty setting, or one of another kind, shows no row of any table or view', async () => {
  const { rows: all } = await city.owner.query(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('kernel', 'sample') and c.relkind in ('r', 'v') and (c.relkind = 'v' or c.relrowsecurity) order by 1`,
  )
  assert.ok(all.length >= 10)
  let seen = 0
  for (const role of [...scopeKinds.map((k) => `fadu_${k}`), 'fadu_system', 'fadu_writer'])
    for (const { name } of all)
      for (const settings of [
        [],
        [
          ['agency', ''],
          ['town', ''],
          ['county', ''],
          ['reader', ''],
          ['city', ''],
        ],
        [
          ['agencies', ''],
          ['towns', ''],
          ['counties', ''],
          ['readers', ''],
          ['city', 'no'],
        ],
        [['nothing', 'A1']],
      ]) {
        const count = await inTransaction(city.app, async (client) => {
          await client.query(`select set_config('fadu.today', '2024-06-01', true)`)
          for (const [k, v] of settings) await client.query(`select set_config($1, $2, true)`, [`fadu.${k}`, v])
          await client.query(`set local role ${role}`)
          return (await client.query(`select count(*)::int as n from ${name}`)).rows[0].n as number
        }).catch((e) => {
          assert.equal(e.code, '42501', `${role} ${name}: ${e.message}`)
          return 0
        })
        assert.equal(count, 0, `${role} sees ${count} rows of ${name} with ${JSON.stringify(settings)}`)
        seen++
      }
  assert.ok(seen > 200)
})

test('scope values are values: quotes, commas, braces and the like widen nothing', async () => {
  for (const value of [
    `A1' or '1'='1`,
    'A1,A2',
    '{A1,A2}',
    'A%',
    `A1"`,
    'A1\\',
    "A1'; set role fadu_city; --",
    '%',
    'null',
    'city',
  ]) {
    for (const kind of scopeKinds.filter((k) => k !== 'city')) {
      const seen = await inTransaction(city.app, async (client) => {
        await client.query(readSettings({ kind, value }))
        return client.query('select 1 from kernel.matter')
      })
      assert.equal(seen.rowCount, 0, `${kind} ${value}`)
      const u: Actor = { id: 'visitor', role: 'public', scope: { kind, value }, agency: '' }
      for (const m of matters.slice(0, 4))
        assert.equal(verdict(await city.engine.perform(perform(city.engine, u, m.id, 'note'))), '404 kernel.matter')
    }
  }
})

// ── Mutants: the wall taken away piece by piece, and the check that must notice ──────────────────────────────────────

/** A pool whose connections rewrite the engine's locking query, as a careless change to it would. */
function mutant(rewrite: (text: string) => string): { pool: Pool; rewritten: () => number } {
  let count = 0
  const pool = Object.create(city.app, {
    query: { value: city.app.query.bind(city.app) },
    connect: {
      value: async () => {
        const client = await city.app.connect()
        return Object.create(client, {
          query: {
            value: (q: any, ...rest: any[]) => {
              if (q?.name !== 'lock-matters') return (client as any).query(q, ...rest)
              const text = rewrite(q.text)
              if (text !== q.text) count++
              return (client as any).query({ ...q, text, name: undefined }, ...rest)
            },
          },
          release: { value: (e: unknown) => client.release(e as Error) },
        })
      },
    },
  })
  return { pool, rewritten: () => count }
}

/** The coalesced batch: one caller who may, one who may not, under the union of their scopes. True where the second got nowhere. */
async function judgesEach(engine: Engine, kind: ScopeKind): Promise<boolean> {
  const value: Record<ScopeKind, (m: Matter) => string | null | undefined> = {
    agency: (m) => m.agency,
    town: (m) => m.town,
    county: (m) => m.county,
    reader: (m) => m.readers[0],
    city: () => 'nowhere',
  }
  // Its own matter: the random actions above may have moved every other one on.
  const target = await matterIn(agencies.find((a) => a.town)!, 'ACCEPTED', true)
  const foreign = kind === 'city' ? 'nowhere' : matters.map(value[kind]).find((v) => v && v !== value[kind](target))!
  // The public needs no post, so that the locking query alone stands between him and the matter.
  const stranger: Actor = { id: 'stranger', role: 'public', scope: { kind, value: foreign }, agency: '' }
  const [, theirs] = await engine.performMany([
    perform(engine, officerOf(target.agency), target.id, 'note'),
    perform(engine, stranger, target.id, 'note'),
  ])
  return verdict(theirs!) === '404 kernel.matter'
}
const engineOn = (pool: Pool) =>
  createEngine({ pool, registry: city.registry, calendar: loadDefaultCalendar(), hmacKey: testHmacKey })

test('the coalesced writer without the caller’s own predicate is found out, arm by arm', async () => {
  const whole = callerPredicate('m', 'r.kind', 'r.value')
  for (const kind of scopeKinds) {
    assert.ok(await judgesEach(city.engine, kind), `${kind}: the engine as it is`)
    const same = mutant((t) => t)
    assert.ok(await judgesEach(await engineOn(same.pool), kind), `${kind}: the wrapper alone changes nothing`)
    const open = mutant((t) => t.replace(whole, 'true'))
    assert.ok(
      !(await judgesEach(await engineOn(open.pool), kind)),
      `${kind}: without the predicate the stranger is let in, and this check sees it`,
    )
    assert.ok(open.rewritten() > 0)
    const arm = mutant((t) =>
      t.replace(`when '${kind}' then ${scopePredicate(kind, 'm', 'r.value')}`, `when '${kind}' then true`),
    )
    assert.ok(!(await judgesEach(await engineOn(arm.pool), kind)), `${kind}: without its arm`)
    assert.ok(arm.rewritten() > 0)
  }
})

test('without the union policy the locking query still finds nothing foreign: two walls, one behind the other', async () => {
  const target = matters.find((m) => m.agency === 'A1')!
  const found = (scopes: Scope[], predicate: string) =>
    inTransaction(city.app, async (client) => {
      await client.query(writeSettings(scopes))
      return (
        await client.query(
          `select 1 from kernel.matter m, (values ('agency', 'A2')) as r(kind, value) where m.matter_id = $1 and ${predicate}`,
          [target.id],
        )
      ).rowCount
    })
  const own = { kind: 'agency' as const, value: 'A2' }
  const neighbour = { kind: 'agency' as const, value: 'A1' }
  assert.equal(await found([own, neighbour], callerPredicate('m', 'r.kind', 'r.value')), 0)
  assert.equal(await found([own, neighbour], 'true'), 1, 'the predicate is what keeps neighbours apart')
  assert.equal(await found([own], 'true'), 0, 'the policy is what keeps everybody else out')
})

test('a policy opened by mistake is found out', async () => {
  const user = users.find((u) => u.role === 'officer' && u.scope.value === 'A1' && u.hasPost)!
  const foreign = matters.find((m) => m.agency === 'A3')!
  assert.equal(await look('agency', user.scope, relations[0]!, foreign.id), 'none')
  const { rows } = await city.owner.query(
    `select pg_get_expr(polqual, polrelid) as text from pg_policy where polname = 'kernel_matter_agency'`,
  )
  await city.owner.query('alter policy kernel_matter_agency on kernel.matter using (true)')
  try {
    assert.equal(await look('agency', user.scope, relations[0]!, foreign.id), 'row')
  } finally {
    await city.owner.query(`alter policy kernel_matter_agency on kernel.matter using (${rows[0].text})`)
  }
  assert.equal(await look('agency', user.scope, relations[0]!, foreign.id), 'none')
})
