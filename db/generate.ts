/** Writes db/types.gen.ts from a freshly migrated database; a test fails when the two differ. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The kernel's, the accounts' and the domains' own. */
export const typedSchemas = (domains: readonly { id: string }[]): string[] => [
  'kernel',
  'auth',
  ...domains.map((d) => d.id),
]

export const typesFile = fileURLToPath(new URL('./types.gen.ts', import.meta.url))
const codegen = fileURLToPath(new URL('../node_modules/.bin/kysely-codegen', import.meta.url))

/** The types of the database at `url` as text: dates are strings, as the driver's parsers give them. */
export function generateTypes(url: string, schemas: readonly string[]): string {
  const dir = mkdtempSync(join(tmpdir(), 'fadu-types-'))
  const out = join(dir, 'types.ts')
  try {
    execFileSync(
      process.execPath,
      [
        codegen,
        '--dialect',
        'postgres',
        '--url',
        url,
        '--out-file',
        out,
        '--date-parser',
        'string',
        '--include-pattern',
        `(${schemas.join('|')}).*`,
        '--log-level',
        'silent',
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    )
    return readFileSync(out, 'utf8')
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const { writeFileSync } = await import('node:fs')
  const { openCity } = await import('../test/support.ts')
  const { recordDomain, supervisionDomain } = await import('../src/kernel/index.ts')
  const { domains } = await import('../src/domains/index.ts')
  const city = await openCity([recordDomain, supervisionDomain, ...domains])
  try {
    writeFileSync(typesFile, generateTypes(city.superUrl, typedSchemas(domains)))
    console.log(`wrote ${typesFile}`)
  } finally {
    await city.close()
  }
  process.exit(0)
}
