/** A form of the portal asks nobody what only officers can say: how and when an application came in. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { publicLookups as known } from '../src/server/lookups.ts'
import { cityRegistry } from '../src/server/registry.ts'
import { type FieldSchema, isUnaskedOfPublic, publicLookups, startOf } from '../web/src/forms/schema.ts'

test('an application of the public begins as sent online, an officer’s as handed in', () => {
  for (const p of cityRegistry().procedures.get('reconsideration.case')!) {
    const schema = z.toJSONSchema(p.actions.file!.input, { io: 'input', unrepresentable: 'any' }) as FieldSchema
    assert.equal(startOf(schema, true).filedVia, 'ONLINE', p.version)
    assert.equal(startOf(schema).filedVia, 'IN_PERSON', p.version)
    assert.equal(startOf(schema, true).isSigned, false, 'nothing is declared for the applicant beforehand')
    const unasked = Object.entries(schema.properties ?? {}).filter(([, f]) => isUnaskedOfPublic(f))
    assert.deepEqual(
      unasked.map(([name]) => name).sort(),
      ['disputeChainId', 'exclusion', 'feeFen', 'filedOn', 'filedVia', 'handover', 'raisedFrom', 'receivedOn'],
      p.version,
    )
  }
})

test('the portal’s forms ask for nothing that its visitors cannot look up', () => {
  assert.deepEqual(new Set(publicLookups), known)
})
