import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { generateTypes, typedSchemas, typesFile } from '../db/generate.ts'
import { domains } from '../src/domains/index.ts'
import { recordDomain, supervisionDomain } from '../src/kernel/index.ts'
import { openCity } from './support.ts'

test('the generated types are those of the migrated database (else run npm run db:types)', async () => {
  const city = await openCity([recordDomain, supervisionDomain, ...domains])
  try {
    assert.equal(readFileSync(typesFile, 'utf8'), generateTypes(city.superUrl, typedSchemas(domains)))
  } finally {
    await city.close()
  }
})
