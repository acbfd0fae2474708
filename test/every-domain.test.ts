/** What must hold of every registered domain, read from its declarations: a new domain is tested by being registered. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { allCitations } from '../src/commands/laws.ts'
import { checkCitations } from '../src/kernel/law.ts'
import { isFinal, type ProcedureDef } from '../src/kernel/procedure.ts'
import { cityRegistry } from '../src/server/registry.ts'

const registry = cityRegistry()
const procedures = [...registry.procedures.values()].flat()
const laws = fileURLToPath(new URL('../../shared/laws', import.meta.url))

/** States to which an action may lead: its own declaration, or all states where it depends on the facts. */
const targets = (p: ProcedureDef, id: string, from: string | null): string[] => {
  const to = p.actions[id]!.to
  return to === undefined ? (from ? [from] : []) : typeof to === 'string' ? [to] : Object.keys(p.states)
}

for (const p of procedures) {
  test(`${p.id} ${p.version}: every state is reached, every state that is not final has a way out`, () => {
    const reached = new Set<string>()
    const queue = Object.keys(p.actions)
      .filter((a) => !p.actions[a]!.in)
      .flatMap((a) => targets(p, a, null))
    assert.ok(queue.length, 'an opening action')
    while (queue.length) {
      const state = queue.pop()!
      if (reached.has(state)) continue
      reached.add(state)
      for (const [id, a] of Object.entries(p.actions)) if (a.in?.includes(state)) queue.push(...targets(p, id, state))
    }
    assert.deepEqual(
      Object.keys(p.states).filter((s) => !reached.has(s)),
      [],
      'unreachable states',
    )
    for (const s of Object.keys(p.states)) {
      if (isFinal(p, s)) continue
      const out = Object.entries(p.actions).filter(
        ([id, a]) => a.in?.includes(s) && targets(p, id, s).some((t) => t !== s),
      )
      assert.ok(out.length, `state ${s} has no way out`)
    }
  })

  test(`${p.id} ${p.version}: limits can be met and say their law; actions, states and refusals carry Chinese labels`, () => {
    for (const [id, l] of Object.entries(p.limits)) {
      assert.ok(l.met.length > 0, `limit ${id} can be met`)
      assert.ok(l.basis, `limit ${id} cites`)
      assert.match(l.label, /[\u4e00-\u9fff]/)
    }
    for (const [id, a] of Object.entries(p.actions)) {
      assert.match(a.label, /[\u4e00-\u9fff]/, id)
      assert.ok(a.by.length, `${id}: somebody may act`)
      assert.ok(a.basis, `${id} cites`)
      z.toJSONSchema(a.input, { io: 'input', unrepresentable: 'any' }) // a form can be made of it
    }
    for (const [id, r] of Object.entries(p.refusals)) assert.match(r.label, /[\u4e00-\u9fff]/, id)
    for (const s of Object.values(p.states)) assert.match(s.label, /[\u4e00-\u9fff]/)
  })

  test(`${p.id} ${p.version}: personal fields exist in the form, have a mask and a purpose`, () => {
    for (const [id, a] of Object.entries(p.actions))
      for (const f of a.personal ?? []) {
        assert.ok(f.purpose && f.mask, `${id} ${f.path}`)
        let schema: any = z.toJSONSchema(a.input, { io: 'input', unrepresentable: 'any' })
        for (const part of f.path.split('.')) {
          schema = part === '*' ? schema?.items : schema?.properties?.[part]
          assert.ok(schema, `${p.id}.${id}: no field ${f.path}`)
        }
      }
  })
}

test('versions of one procedure do not overlap and leave no gap', () => {
  for (const [id, versions] of registry.procedures)
    for (let i = 1; i < versions.length; i++)
      assert.equal(
        versions[i - 1]!.effective.to,
        versions[i]!.effective.from,
        `${id} between version ${i} and ${i + 1}`,
      )
})

test('every citation exists in the statute it names', (t) => {
  const rows = checkCitations(allCitations(), existsSync(laws) ? laws : undefined)
  if (!existsSync(laws)) t.diagnostic('no statute texts beside the project: checked against the article index alone')
  assert.deepEqual(
    rows.filter((r) => r.result === 'wrong').map((r) => `${r.cite}: ${r.reason}`),
    [],
  )
  assert.ok(rows.length > 20)
})

test('every supervision rule has a view, refuses, or says what data it awaits; rates have their parts', () => {
  for (const s of registry.supervision.values()) {
    const refuses = procedures.some((p) => p.refusals[s.id])
    assert.ok(s.severity === 'BLOCK' ? refuses || s.awaits : s.view || s.awaits, s.id)
  }
  for (const i of registry.indicators.values())
    for (const v of i.versions) {
      assert.ok(v.text && v.authority, i.id)
      if (i.kind === 'rate')
        assert.ok(registry.indicators.has(v.numerator!) && registry.indicators.has(v.denominator!), i.id)
      else assert.ok(v.view, i.id)
    }
})
