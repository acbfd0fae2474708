/** Identity numbers in forms: written as the standards write them, refused by field where they cannot be anybody's. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#kernel/errors'
import { checkIdentities, plainNumber } from '#kernel/identity'
import type { ActionDef } from '#kernel/procedure'

const def = {
  label: '申请',
  personal: [{ path: 'parties.*.idNumber' }, { path: 'idNumber' }, { path: 'parties.*.name' }],
} as unknown as ActionDef
const good = '11010519491231002X'

const faultsOf = (input: unknown) => {
  try {
    checkIdentities(def, input)
    return []
  } catch (e) {
    assert.ok(e instanceof Refusal)
    assert.equal(e.rule, 'kernel.identity')
    return e.fields?.map((f) => f.path) ?? []
  }
}

test('small letters, full-width digits and blanks are how people type, and are written as the standard has it', () => {
  const input = { parties: [{ idKind: 'resident', idNumber: '１１０１０５ 19491231 002x' }] }
  assert.deepEqual(faultsOf(input), [])
  assert.equal(input.parties[0]!.idNumber, good)
  assert.equal(plainNumber('91330200mabcde-12 3'), '91330200MABCDE123')
})

test('every field whose number does not hold is named; other kinds and absent ones pass', () => {
  const input = {
    parties: [
      { idKind: 'resident', idNumber: '110105194912310021' },
      { idKind: 'resident', idNumber: good },
      { idKind: 'uscc', idNumber: '91330200000000000A' },
      { idKind: 'passport', idNumber: 'e1234' },
      { idKind: 'resident' },
      { idNumber: '123' },
    ],
    idKind: 'resident',
    idNumber: '123',
  }
  assert.deepEqual(faultsOf(input), ['parties.0.idNumber', 'parties.2.idNumber', 'idNumber'])
  assert.equal(input.parties[3]!.idNumber, 'e1234')
})

test('one wrong character in a good number is found, wherever it stands', () => {
  fc.assert(
    fc.property(fc.nat(17), fc.constantFrom(...'0123456789'), (at, char) => {
      if (good[at] === char) return
      const wrong = good.slice(0, at) + char + good.slice(at + 1)
      assert.deepEqual(faultsOf({ idKind: 'resident', idNumber: wrong }), ['idNumber'])
    }),
  )
})
