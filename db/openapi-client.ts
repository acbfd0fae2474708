/**
 * Writes web/src/api.gen.ts, the web's types of the interface, from docs/openapi.json. `--check` writes nothing and fails
 * where the committed file is another.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))
const target = path('web/src/api.gen.ts')

/** The types as text. */
export async function openapiTypes(document: string): Promise<string> {
  const nodes = await openapiTS(JSON.parse(document), { alphabetize: true })
  return `// Generated from docs/openapi.json by db/openapi-client.ts. Not edited by hand.\n\n${astToString(nodes)}`
}

if (import.meta.main) {
  const text = await openapiTypes(readFileSync(path('docs/openapi.json'), 'utf8'))
  if (!process.argv.includes('--check')) writeFileSync(target, text)
  else if (readFileSync(target, 'utf8') !== text) {
    console.error('web/src/api.gen.ts 与 docs/openapi.json 不一致，请运行 ./fadu-node db/openapi-client.ts')
    process.exitCode = 1
  }
}
