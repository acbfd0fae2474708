/** Writes docs/openapi.json; a test compares the file with what the program would write. */
import { writeFileSync } from 'node:fs'
import { openApiDocument } from './app.ts'
import { cityRegistry } from './registry.ts'

export const openApiFile = new URL('../../docs/openapi.json', import.meta.url)
export const openApiText = (): string => `${JSON.stringify(openApiDocument(cityRegistry()), null, 1)}\n`

if (import.meta.main) writeFileSync(openApiFile, openApiText())
