/** What stands against an action before anything is filled in: said where no form could help, left open where one might. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import type { LocalDate } from '#kernel/clock'
import type { Context } from '#kernel/procedure'
import { findStandingRefusal } from '#kernel/standing-refusal'

const basis = { text: '平台约定：测试', statute: '平台约定', standing: 'platform' as const }
type Facts = { informed: boolean }
const refusalOf = (guard: (ctx: Context<Facts, any>) => void, facts: Facts) => {
  const def = { label: '开会', by: ['officer'], in: ['OPEN'], basis, input: z.any(), guard, apply: (f: Facts) => f }
  const procedure: any = {
    id: 'p',
    version: '1',
    actions: { meet: def },
    refusals: { 'p.notInformed': { label: '还没有告知权利义务', basis } },
  }
  return findStandingRefusal(
    {
      procedure,
      matterId: 'm',
      state: 'OPEN',
      facts,
      filedOn: '2024-01-02' as LocalDate,
      placement: null,
      limits: [],
      documents: [],
      actor: { id: 'o', role: 'officer', agency: 'A', scope: { kind: 'agency', value: 'A' } } as any,
      today: '2024-03-01' as LocalDate,
      calendar: {} as any,
    },
    def as any,
  )
}

test('a guard that refuses by the facts alone refuses whatever the form says', () => {
  const found = refusalOf(
    (ctx) => {
      if (!ctx.facts.informed) ctx.refuse('p.notInformed', undefined, { allowed: ['告知权利义务'] })
    },
    { informed: false },
  )
  assert.equal(found?.rule, 'p.notInformed')
  assert.deepEqual(found.allowed, ['告知权利义务'])
  assert.deepEqual(found.basis, [basis])
  assert.equal(
    refusalOf((ctx) => void (ctx.facts.informed || ctx.refuse('p.notInformed')), { informed: true }),
    undefined,
  )
})

for (const [name, guard] of Object.entries<(ctx: Context<Facts, any>) => void>({
  'a field': (ctx) => void (ctx.input.note === 'x' && ctx.refuse('p.notInformed')),
  'whether a field is there': (ctx) => void ('note' in ctx.input || ctx.refuse('p.notInformed')),
  'all fields': (ctx) => void (Object.keys(ctx.input).length || ctx.refuse('p.notInformed')),
  'the day it happened on': (ctx) => void (ctx.declaredOn > '2024-01-01' && ctx.refuse('p.notInformed')),
  'its files': (ctx) => void (ctx.files.length || ctx.refuse('p.notInformed')),
  'whether it is entered late': (ctx) => void (ctx.isLate || ctx.refuse('p.notInformed')),
  'what others hold': (ctx) => void (ctx.claims('k', 'v').length || ctx.refuse('p.notInformed')),
  'a fault of one field': (ctx) => ctx.refuse('p.notInformed', undefined, { field: 'note' }),
}))
  test(`a guard that looks at ${name} is left to judge the request`, () => {
    assert.equal(refusalOf(guard, { informed: false }), undefined)
  })

test('a fault of the guard itself is no refusal', () => {
  assert.throws(() => refusalOf(() => assert.fail('broken'), { informed: false }), /broken/)
})
