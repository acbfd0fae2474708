/**
 * The process that sets type. It is one of its own because the typesetter is native code: where a text brings it down, only
 * that document is lost, not the server.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One document to set, as the parent sends it. */
export type PdfJob = {
  readonly source: string
  readonly data: string
  readonly files: Readonly<Record<string, Uint8Array>>
  readonly fonts: readonly string[]
  readonly timestamp: number
}
export type PdfAnswer = { readonly pdf: Uint8Array } | { readonly error: string; readonly absent?: boolean }

/** Names of pictures are resolved here; they are handed over in memory, no file is written. */
const workspace = import.meta.dirname

async function typesetter(fonts: readonly string[]) {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  return NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: fonts.map((f) => readFileSync(f)) }] })
}

let compiler: Awaited<ReturnType<typeof typesetter>> | undefined

async function set(job: PdfJob): Promise<PdfAnswer> {
  try {
    compiler ??= await typesetter(job.fonts)
  } catch (error) {
    return { error: String(error), absent: true }
  }
  try {
    compiler.resetShadow()
    for (const [path, bytes] of Object.entries(job.files)) compiler.mapShadow(join(workspace, path), Buffer.from(bytes))
    const compiled = compiler.compile({ mainFileContent: job.source, inputs: { doc: job.data } })
    if (!compiled.result) {
      const failure = compiled.takeDiagnostics()
      return { error: failure ? JSON.stringify(failure.shortDiagnostics) : 'no result' }
    }
    return { pdf: compiler.pdf(compiled.result, { pdfStandard: 'a-2b', creationTimestamp: job.timestamp }) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  } finally {
    // What was laid out for this document is of no use to the next.
    compiler.evictCache(0)
  }
}

process.on('message', (job: PdfJob) => {
  void set(job).then((answer) => process.send?.(answer))
})
process.on('disconnect', () => process.exit(0))
