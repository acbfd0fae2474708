/** The yearly report as a file to be taken along: the edition of whoever asks, rendered once and kept while it is the same. */
import { createHash } from 'node:crypto'
import { documentHash } from '#kernel/document'
import { renderDocx } from '../documents/docx.ts'
import { renderPdf } from '../documents/pdf.ts'
import { contentDisposition } from '../files/names.ts'
import { type PrintedReport, reportDocument, reportDocumentTitle } from '../report/document.ts'
import { readReportFacts } from '../report/document-facts.ts'
import type { TabledReport } from '../report/tables.ts'
import type { Ctx, Deps } from './deps.ts'
import { keptFiles } from './kept-files.ts'
import { reportCsv, reportWorkbook } from './report-tables.ts'
import { mediaTypes } from './schemas.ts'

export const reportFormats = ['docx', 'pdf', 'xlsx', 'csv'] as const
export type ReportFormat = (typeof reportFormats)[number]

/** Answers with the file of a loaded report. */
export function reportFiles(deps: Deps) {
  const bytesOf = keptFiles(deps)

  const tableFile = async (
    c: Ctx,
    year: number,
    format: 'xlsx' | 'csv',
    loaded: Record<string, unknown>,
    isDemonstration: boolean,
  ): Promise<Response> => {
    const report = {
      ...(loaded as unknown as TabledReport),
      demonstration: isDemonstration || loaded.demonstration === true,
    }
    const key = createHash('sha256').update(JSON.stringify(report)).digest('hex')
    const bytes = await bytesOf(c, `${format}/${key}`, async () =>
      format === 'csv' ? reportCsv(year, report) : reportWorkbook(year, report),
    )
    return fileResponse(bytes, format, `${reportDocumentTitle(year)}.${format}`)
  }

  return async (c: Ctx, year: number, format: ReportFormat, loaded: Record<string, unknown>): Promise<Response> => {
    const facts = await readReportFacts(deps.pool, year)
    if (format === 'xlsx' || format === 'csv') return tableFile(c, year, format, loaded, facts.isDemonstration)
    const tree = reportDocument(year, loaded as unknown as PrintedReport, {
      ...facts,
      isDemonstration: facts.isDemonstration || loaded.demonstration === true,
      address: addressOf(deps, c),
    })
    const hash = documentHash(tree)
    const bytes = await bytesOf(c, `${format}/${hash}`, () => (format === 'docx' ? renderDocx(tree) : renderPdf(tree)))
    return fileResponse(bytes, format, `${tree.title}.${format}`)
  }
}

/** Bytes to be kept under a name. */
export const fileResponse = (bytes: Uint8Array, format: ReportFormat, name: string): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaTypes[format],
      'content-disposition': contentDisposition('attachment', name),
    },
  })

/** The address under which the asker reaches these pages. */
function addressOf(deps: Deps, c: Ctx): string {
  if (deps.origin) return new URL(deps.origin).origin
  const host = (deps.trustProxy && c.req.header('x-forwarded-host')) || c.req.header('host') || new URL(c.req.url).host
  return `${c.get('isHttps') ? 'https' : 'http'}://${host}`
}
