import assert from 'node:assert/strict'
import { createHmac, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { hmacSm3 } from '../src/kernel/hmac.ts'

test('the keyed hash is HMAC-SM3', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const key = randomBytes(32).toString('hex')
      assert.equal(hmacSm3(key)(text), createHmac('sm3', Buffer.from(key, 'hex')).update(text).digest('hex'))
    }),
  )
})
