/** The receipt of a filing, made when it is asked for with number and code; it is never kept. */
import type { LocalDate } from '#kernel/clock'
import { type DocumentTree, printedDate } from '#kernel/document'
import { renderPdf } from '../documents/pdf.ts'
import { contentDisposition } from '../files/names.ts'
import type { App, Deps } from './deps.ts'
import { getMatter } from './matter-view.ts'
import { followingOf } from './query-access.ts'
import { createRoute, fileOf, mediaTypes, named, z } from './schemas.ts'
import { readingAs } from './session.ts'

/** As the filing gave it: four groups of four. */
const grouped = (code: string) =>
  code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/(.{4})(?=.)/g, '$1-')

export function receiptTree(of: {
  number: string
  code: string
  procedureLabel: string
  agencyName: string | null
  filedOn: LocalDate
  printedOn: LocalDate
  /** The portal's address. */
  origin: string
}): DocumentTree {
  // The code stands behind '#', which a browser keeps to itself: it reaches no log on the way.
  const address = `${of.origin}/follow?number=${encodeURIComponent(of.number)}#${of.code}`
  return {
    template: 'kernel.receipt',
    version: '1',
    layout: 'form',
    title: `回执 ${of.number}`,
    on: of.printedOn,
    blocks: [
      { kind: 'title', text: '回　执' },
      {
        kind: 'fields',
        rows: [
          { label: '事项', value: of.procedureLabel },
          { label: '编号', value: of.number },
          { label: '查询码', value: of.code },
          { label: '提出日期', value: printedDate(of.filedOn) },
          ...(of.agencyName ? [{ label: '办理单位', value: of.agencyName }] : []),
          { label: '打印日期', value: printedDate(of.printedOn) },
        ],
      },
      { kind: 'qr', text: address, caption: '扫码查询办理进度' },
      {
        kind: 'note',
        text: `凭编号和查询码可以在 ${of.origin}/follow 查询办理进度。知道查询码的人都能查询，请妥善保管；遗失的，带身份证件到办理单位换发，原查询码随即失效。`,
      },
    ],
  }
}

export function receiptRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      tags: ['公众'],
      method: 'get',
      path: '/api/public/receipts/{code}',
      summary: '凭编号和查询码得到回执（PDF，带二维码）；每次现做，不保存',
      request: { params: z.object({ code: z.string().min(1).max(64) }), query: z.object({ number: named }) },
      responses: fileOf('回执', [mediaTypes.pdf]),
    }),
    async (c): Promise<any> => {
      const { code } = c.req.valid('param')
      const found = await followingOf(deps).get(c.req.valid('query').number, code)
      const tree = await readingAs(deps, { kind: 'reader', value: found.reader }, async (client, today) => {
        const { row, p } = await getMatter(client, deps.registry, found.matterId)
        return receiptTree({
          number: found.number,
          code: grouped(code),
          procedureLabel: p?.label ?? row.procedure,
          agencyName: row.agency_name,
          filedOn: row.filed_on,
          printedOn: today,
          origin: deps.engine.checkUrl.replace(/\/check\/$/, ''),
        })
      })
      return new Response(new Uint8Array(await renderPdf(tree)), {
        status: 200,
        headers: {
          'content-type': 'application/pdf',
          'content-disposition': contentDisposition('attachment', `回执 ${found.number}.pdf`),
          'cache-control': 'no-store',
        },
      })
    },
  )
}
