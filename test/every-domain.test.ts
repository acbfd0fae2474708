/** What must hold of every registered domain, read from its declarations: a new domain is tested by being registered. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { allCitations } from '../src/commands/laws.ts'
import { type Domain, defineDomain, registryOf, type WorkedCases } from '../src/kernel/domain.ts'
import type { ProcedureDef } from '../src/kernel/procedure.ts'
import { cityRegistry } from '../src/server/registry.ts'
import {
  catalogueFaults,
  citationFaults,
  countingFaults,
  personalFaults,
  stateFaults,
  versionFaults,
  wordFaults,
} from './domain-checks.ts'
import { sample } from './sample/domain.ts'
import { openCity } from './support.ts'
import { play } from './worked.ts'

const registry = cityRegistry()
const procedures = [...registry.procedures.values()].flat()
const laws = fileURLToPath(new URL('../../shared/laws', import.meta.url))
const none = (faults: readonly string[]) => assert.deepEqual(faults, [])

for (const p of procedures) {
  test(`${p.id} ${p.version}: every state is reached, every state that is not final has a way out`, () =>
    none(stateFaults(p)))
  test(`${p.id} ${p.version}: limits can be met and say their law; actions, states and refusals carry Chinese labels`, () =>
    none(wordFaults(p)))
  test(`${p.id} ${p.version}: personal fields exist in the form, have a mask and a purpose`, () =>
    none(personalFaults(p)))
}

test('versions of one procedure do not overlap and leave no gap', () => none(versionFaults(registry)))

test('every citation exists in the statute it names', (t) => {
  const citations = allCitations(registry)
  if (!existsSync(laws)) t.diagnostic('no statute texts beside the project: checked against the article index alone')
  none(citationFaults(citations, existsSync(laws) ? laws : undefined))
  assert.ok(citations.length > 20)
})

test('every supervision rule has a view, refuses, or says what data it awaits; rates have their parts', () =>
  none(countingFaults(registry)))

test('declared tables and views are in the migrated database, with the columns that the kernel reads', async () => {
  const city = await openCity(registry.domains)
  try {
    none(await catalogueFaults(city))
  } finally {
    await city.close()
  }
})

for (const domain of registry.domains) {
  const file = new URL(`../src/domains/${domain.id}/cases.ts`, import.meta.url)
  if (!existsSync(file)) continue
  const { cases } = (await import(file.href)) as { cases: WorkedCases }
  for (const c of cases.cases) test(`${domain.id} ${c.id}: ${c.text}`, () => play(domain, cases, c))
}

/** The tests' own domain with one declaration broken: where, how, and what is said of it. */
type Broken = { name: string; says: RegExp; faults: (p: ProcedureDef, d: Domain) => readonly string[] }
const change = (p: ProcedureDef, change: Partial<ProcedureDef>): ProcedureDef => ({ ...p, ...change })
const without = <T extends object>(o: T, key: string): T =>
  Object.fromEntries(Object.entries(o).filter(([k]) => k !== key)) as T
const broken: readonly Broken[] = [
  {
    name: 'a state without a way out',
    says: /state CLOSED has no way out/,
    faults: (p) => stateFaults(change(p, { states: { ...p.states, CLOSED: { label: '已办结' } } })),
  },
  {
    name: 'a state that nothing reaches',
    says: /state SUSPENDED is reached by no action/,
    faults: (p) => stateFaults(change(p, { actions: without(p.actions, 'suspend') })),
  },
  {
    name: 'a label that is not Chinese',
    says: /action close: label 'close'/,
    faults: (p) => wordFaults(change(p, { actions: { ...p.actions, close: { ...p.actions.close!, label: 'close' } } })),
  },
  {
    name: 'a limit that nothing meets',
    says: /limit acceptance cannot be met/,
    faults: (p) => wordFaults(change(p, { limits: { ...p.limits, acceptance: { ...p.limits.acceptance!, met: [] } } })),
  },
  {
    name: 'a personal field that is not in the form',
    says: /action file personal mobile: the form has no such field/,
    faults: (p) => {
      const personal = [{ path: 'mobile', label: '手机', mask: 'phone', purpose: '联系' } as const]
      return personalFaults(change(p, { actions: { ...p.actions, file: { ...p.actions.file!, personal } } }))
    },
  },
  {
    name: 'versions with a gap',
    says: /sample.filing: 2015 ends 2023-12-31, 2024 begins 2024-01-01/,
    faults: (p, d) =>
      versionFaults(
        registryOf([
          {
            ...d,
            procedures: [change(p, { effective: { ...p.effective, to: '2023-12-31' as never } }), d.procedures[1]!],
          },
        ]),
      ),
  },
  {
    name: 'an article that the statute has not',
    says: /第二百条/,
    faults: () => citationFaults([{ statute: '律师法', version: '2017-09-01', article: 200 }], undefined),
  },
  {
    name: 'a rule without a view',
    says: /rule sample.late: no view/,
    faults: (_p, d) =>
      countingFaults(registryOf([{ ...d, supervision: [without(d.supervision[0]!, 'view')], indicators: [] }])),
  },
]
for (const b of broken)
  test(`the checks see ${b.name}`, () => {
    const faults = b.faults(sample.procedures[0]!, sample)
    assert.ok(
      faults.some((f) => b.says.test(f)),
      faults.join('\n') || 'nothing was said',
    )
  })

test('the catalogue is asked for what is declared: a view, a column and a table that are not there are named', async () => {
  const city = await openCity([sample])
  try {
    none(await catalogueFaults(city))
    await city.owner.query(
      'drop view sample.late; alter table sample.filing_personal drop column seen_by cascade; create table sample.more (matter_id uuid)',
    )
    none(
      (await catalogueFaults(city)).filter(
        (f) => !/no view sample.late|sample.filing_personal has no column seen_by|sample.more has matters/.test(f),
      ),
    )
    assert.equal((await catalogueFaults(city)).length, 3)
  } finally {
    await city.close()
  }
})

test('a declaration that does not hold together names the place and what could stand there', () => {
  const p = sample.procedures[0]!
  const declared = (more: Partial<Domain>) => () => defineDomain({ ...sample, ...more })
  const action = (id: string, more: object) => ({
    procedures: [change(p, { actions: { ...p.actions, [id]: { ...p.actions[id]!, ...more } } })],
  })
  const limit = (more: object) => ({
    procedures: [change(p, { limits: { ...p.limits, acceptance: { ...p.limits.acceptance!, ...more } } })],
  })
  const wrong: [Partial<Domain>, RegExp][] = [
    [
      action('accept', { in: ['FILD'] }),
      /sample\.filing 2015 actions\.accept\.in: no state 'FILD'; there are FILED, ACCEPTED/,
    ],
    [action('accept', { to: 'DONE' }), /actions\.accept\.to: no state 'DONE'/],
    [action('accept', { to: () => 'ACCEPTED' }), /actions\.accept\.among: missing; which states may 'to' give/],
    [action('accept', { to: () => 'ACCEPTED', among: ['DONE'] }), /actions\.accept\.among: no state 'DONE'/],
    [action('accept', { to: () => 'ACCEPTED', among: {} }), /among: nothing for state 'FILED' of 'in'/],
    [action('accept', { among: ['ACCEPTED'] }), /among: is for a 'to' that is a function/],
    [
      { supervision: [{ ...sample.supervision[0]!, watches: ['sample.nothing'] }] },
      /supervision sample\.late watches: no procedure 'sample\.nothing'/,
    ],
    [action('accept', { by: ['boss', 'system'] }), /actions\.accept\.by: no role 'boss'; there are clerk, officer/],
    [action('accept', { place: () => 'A1' }), /actions\.accept: with 'in' it opens no matter/],
    [action('file', { place: undefined }), /actions\.file\.place: missing/],
    [action('file', { to: undefined }), /actions\.file\.to: missing/],
    [action('accept', { by: ['officer'] }), /limits\.acceptance\.lapse: 'accept' must name 'system'/],
    [limit({ met: ['accepted'] }), /limits\.acceptance\.met: no action 'accepted'; there are file, accept/],
    [limit({ pausedIn: ['PAUSED'] }), /limits\.acceptance\.pausedIn: no state 'PAUSED'/],
    [{ procedures: [change(p, { id: 'filing' })] }, /procedures 'filing': must carry its domain's name, 'sample\.…'/],
    [{ procedures: [p, p] }, /procedures 'sample\.filing 2015': declared twice/],
    [{ tables: [{ table: 'filing', write: 'upsert' }] }, /tables 'filing': must carry/],
    [{ sql: undefined }, /sql: missing, though tables are declared/],
    [
      { supervision: [{ ...sample.supervision[0]!, view: 'late' }] },
      /supervision sample\.late view 'late': must carry/,
    ],
  ]
  for (const [more, says] of wrong) assert.throws(declared(more), says)
  // A name that is not there is one fault, however many places use it.
  const unnamed = { procedures: [change(p, { actions: without(p.actions, 'extend') })] }
  assert.throws(
    declared(unnamed),
    (e: Error) => e.message.split('\n').length === 2 && /no action 'extend'/.test(e.message),
  )
  // All faults at once, so that a newcomer does not meet them one by one.
  assert.throws(declared({ ...action('accept', { in: ['FILD'], to: 'DONE' }) }), /FILD[\s\S]*DONE/)
  assert.throws(() => registryOf([sample, sample]), /domain sample is declared by .* and again by/)
  const clerk = {
    ...sample,
    id: 'other',
    roles: { clerk: { label: '他', scope: 'city' as const } },
    procedures: [],
    indicators: [],
  }
  assert.throws(() => registryOf([sample, clerk]), /roles\.clerk: scope 'city', but 'agency' as declared before/)
})
