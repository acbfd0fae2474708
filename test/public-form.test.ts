/** A form of the portal asks nobody what only officers can say: how and when an application came in. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { cityRegistry } from '../src/server/registry.ts'
import { type FieldSchema, startOf } from '../web/src/forms/schema.ts'

test('an application of the public begins as sent online, an officer’s as handed in', () => {
  for (const p of cityRegistry().procedures.get('reconsideration.case')!) {
    const schema = z.toJSONSchema(p.actions.file!.input, { io: 'input', unrepresentable: 'any' }) as FieldSchema
    assert.equal(startOf(schema, true).filedVia, 'ONLINE', p.version)
    assert.equal(startOf(schema).filedVia, 'IN_PERSON', p.version)
    const unasked = Object.entries(schema.properties ?? {}).filter(([, f]) => f.unaskedOfPublic !== undefined)
    assert.deepEqual(unasked.map(([name]) => name).sort(), ['filedOn', 'filedVia', 'receivedOn'], p.version)
  }
})
