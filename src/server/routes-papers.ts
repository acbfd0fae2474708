/** Papers: listed, opened as PDF or docx, made ready for service, and asked for by anybody who holds one. */
import { Readable } from 'node:stream'
import { systemRole } from '#kernel/access'
import type { LocalDate } from '#kernel/clock'
import { inTransaction } from '#kernel/db'
import { type DocumentTree, printedDate } from '#kernel/document'
import { Refusal } from '#kernel/errors'
import { renderDocx } from '../documents/docx.ts'
import { stampPdf } from '../documents/join.ts'
import { renderPdf } from '../documents/pdf.ts'
import { contentDisposition } from '../files/names.ts'
import type { App, Ctx, Deps } from './deps.ts'
import { publicRate } from './guards.ts'
import { mayReadPersonal } from './matter-tables.ts'
import { getMatter } from './matter-view.ts'
import { findPaper, foldedActs, paperOf, printedAct } from './papers.ts'
import { HttpRefusal } from './problems.ts'
import {
  answers,
  capacityHeader,
  createRoute,
  fileOf,
  idParams,
  mediaTypes,
  signedIn,
  uuid,
  writeHeaders,
  z,
} from './schemas.ts'
import { actorOf, type Reading, reading } from './session.ts'

const paperView = z
  .object({
    documentId: z.string(),
    n: z.number().int().describe('由第几步出具'),
    title: z.string(),
    number: z.string().nullable(),
    issuedOn: z.string(),
    issuedBy: z.string(),
    hash: z.string(),
    voidedOn: z.string().nullable(),
    services: z.array(
      z.object({ recipient: z.string(), way: z.string(), servedOn: z.string(), fileId: z.string().nullable() }),
    ),
  })
  .openapi('Paper')

const checked = z
  .object({
    title: z.string(),
    number: z.string().nullable(),
    issuedBy: z.string(),
    issuedOn: z.string(),
    isVoid: z.boolean(),
    voidedOn: z.string().nullable(),
    fingerprint: z.string().describe('登记的哈希的前十六位'),
  })
  .openapi('CheckedPaper')

const format = z.object({ format: z.enum(['pdf', 'docx']).default('pdf') })
const fileAnswers = fileOf('文书', [mediaTypes.pdf, mediaTypes.docx])
const paperParams = idParams.extend({ documentId: uuid })
const common = { tags: ['文书'], security: signedIn }
/** Sixteen characters as papers carry them; spaces and dashes are how people copy them. */
const codeForm = /^[2-9A-HJ-NP-Z]{16}$/

const nameOf = (title: string, number: string | null | undefined, ext: string) =>
  `${number ? `${number} ` : ''}${title}.${ext}`

/** @param voidedOn the day on which the paper was voided: each page of the PDF says so, and the docx begins with it */
async function rendered(
  tree: DocumentTree,
  kind: 'pdf' | 'docx',
  name: string,
  voidedOn?: LocalDate,
): Promise<Response> {
  let bytes: Uint8Array
  if (kind === 'pdf') {
    bytes = await renderPdf(tree)
    if (voidedOn) bytes = await stampPdf(bytes, '作废', voidedOn)
  } else {
    const note = {
      kind: 'note',
      text: `作废：本文书已于${printedDate(voidedOn ?? tree.on)}作废，文号不再使用。`,
    } as const
    bytes = await renderDocx(voidedOn ? { ...tree, blocks: [note, ...tree.blocks] } : tree)
  }
  return new Response(new Uint8Array(bytes), {
    status: 200,
    headers: {
      'content-type': mediaTypes[kind],
      'content-disposition': contentDisposition('attachment', name),
    },
  })
}

/** A party reads what was served on it, as the file that was served; papers are built from what others wrote as well. */
function judgeOpening({ post }: Reading): void {
  if (!mayReadPersonal(post.scope.kind, post.scope.value))
    throw new Refusal('scope', 'papers.scope', '文书由经办机关打开；送达给您的文书，请在材料中查看')
}

export function paperRoutes(app: App, deps: Deps): void {
  const { registry } = deps

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/matters/{id}/documents',
      summary: '一件事项出具的文书',
      request: { params: idParams, headers: capacityHeader },
      responses: answers(z.object({ items: z.array(paperView) }), '文书'),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const items = await reading(deps, c, async ({ client }) => {
        await getMatter(client, registry, id)
        const { rows } = await client.query(
          `select d.*, v.voided_on, coalesce(a.name, d.issued_by) as by_name,
             (select coalesce(json_agg(json_build_object('recipient', s.recipient, 'way', s.way, 'servedOn', s.served_on, 'fileId', s.file_id) order by s.n), '[]')
                from kernel.service s where s.document_id = d.document_id) as services
           from kernel.document d join kernel.act t on t.matter_id = d.matter_id and t.n = d.n
             left join kernel.document_void v on v.document_id = d.document_id
             left join kernel.agency a on a.agency_id = d.issued_by
           where d.matter_id = $1 order by d.n, d.number, d.document_id`,
          [id],
        )
        return rows.map((r) => ({
          documentId: r.document_id as string,
          n: r.n as number,
          title: r.title as string,
          number: r.number as string | null,
          issuedOn: r.issued_on as string,
          issuedBy: r.by_name as string,
          hash: r.hash as string,
          voidedOn: r.voided_on as string | null,
          services: r.services as { recipient: string; way: string; servedOn: string; fileId: string | null }[],
        }))
      })
      return c.json({ items }, 200)
    },
  )

  const opened = (c: Ctx, id: string, documentId: string) =>
    reading(deps, c, async (r) => {
      await getMatter(r.client, registry, id)
      judgeOpening(r)
      const { act, index } = await findPaper(r.client, registry, id, documentId)
      const voided = await r.client.query('select voided_on from kernel.document_void where document_id = $1', [
        documentId,
      ])
      return { ...paperOf(act, index), voidedOn: voided.rows[0]?.voided_on as LocalDate | undefined }
    })

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/matters/{id}/documents/{documentId}',
      summary: '打开一份文书：按记录重新生成，与记录中的哈希核对',
      request: { params: paperParams, query: format, headers: capacityHeader },
      responses: fileAnswers,
    }),
    async (c): Promise<any> => {
      const { id, documentId } = c.req.valid('param')
      const kind = c.req.valid('query').format
      const { tree, issued, voidedOn } = await opened(c, id, documentId)
      return rendered(tree, kind, nameOf(issued.title, issued.number, kind), voidedOn)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/api/matters/{id}/documents/{documentId}/service-copy',
      summary: '生成送达件：得到一个上传编号，办理送达时附上，送达的内容即随那一步保存',
      request: { params: paperParams, headers: writeHeaders },
      responses: answers(
        z.object({ upload: z.string(), name: z.string(), type: z.string(), sizeBytes: z.number().int() }),
        '送达件',
      ),
    }),
    async (c) => {
      if (!deps.files) throw new HttpRefusal(422, 'files.store', '这个平台没有开通材料上传')
      const { id, documentId } = c.req.valid('param')
      const actor = await actorOf(deps, c)
      const { tree, issued, voidedOn } = await opened(c, id, documentId)
      if (voidedOn)
        throw new Refusal('state', 'papers.void', `${issued.number ?? '这份文书'}已于${voidedOn}作废，不能送达`, {
          allowed: ['重新出具后再送达'],
        })
      const bytes = await renderPdf(tree)
      const upload = await deps.files.incoming.receive(Readable.from([bytes]), {
        owner: actor.id,
        from: null,
        name: nameOf(issued.title, issued.number, 'pdf'),
        declaredBytes: bytes.byteLength,
      })
      return c.json({ upload: upload.id, name: upload.name, type: upload.type, sizeBytes: upload.sizeBytes }, 200)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/matters/{id}/acts/{n}/print',
      summary: '把一步记录打印成文书（内部使用）',
      request: {
        params: idParams.extend({ n: z.coerce.number().int().min(1).max(1_000_000) }),
        query: format,
        headers: capacityHeader,
      },
      responses: fileAnswers,
    }),
    async (c): Promise<any> => {
      const { id, n } = c.req.valid('param')
      const kind = c.req.valid('query').format
      const tree = await reading(deps, c, async (r) => {
        await getMatter(r.client, registry, id)
        judgeOpening(r)
        const act = (await foldedActs(r.client, registry, id, n)).at(-1)
        if (act?.record.n !== n) throw new Refusal('missing', 'papers.act', '这件事项没有这一步，或者您无权查看')
        return printedAct(act)
      })
      return rendered(tree, kind, nameOf(tree.title, null, kind))
    },
  )

  const asked = askPaper(deps)
  app.openapi(
    createRoute({
      tags: ['公众'],
      method: 'get',
      path: '/api/public/papers/{code}',
      summary: '核验一份文书：有没有出具过、有没有作废；不显示内容',
      request: { params: z.object({ code: z.string().min(1).max(64) }) },
      responses: answers(checked, '登记的情况'),
    }),
    async (c) => {
      const found = await asked(c.req.valid('param').code)
      if (!found) throw new Refusal('missing', 'papers.code', '没有登记过带这个核验码的文书')
      return c.json(found, 200)
    },
  )
}

/** Whether a code is that of a paper of ours, and what anybody may know of it. */
function askPaper(deps: Deps): (code: string) => Promise<Checked | undefined> {
  const ask = (code: string) =>
    inTransaction(deps.pool, async (client) => {
      await client.query(`select set_config('role', $1, true), set_config('fadu.city', 'city', true)`, [systemRole])
      const { rows } = await client.query(
        `select d.title, d.number, d.issued_on, d.hash, v.voided_on, coalesce(a.name, d.issued_by) as by_name
         from kernel.document d left join kernel.document_void v on v.document_id = d.document_id
           left join kernel.agency a on a.agency_id = d.issued_by where d.code = $1`,
        [code],
      )
      const r = rows[0]
      if (!r) return undefined
      return {
        title: r.title as string,
        number: r.number as string | null,
        issuedBy: r.by_name as string,
        issuedOn: r.issued_on as string,
        isVoid: r.voided_on !== null,
        voidedOn: r.voided_on as string | null,
        fingerprint: (r.hash as string).slice(0, 16),
      }
    })
  return (code) => {
    const plain = code.toUpperCase().replace(/[\s-]/g, '')
    return codeForm.test(plain) ? ask(plain) : Promise.resolve(undefined)
  }
}

/** What the QR code opens: a page without scripts, readable on any phone. Registered before the pages of the web. */
export function checkPages(app: App, deps: Deps): void {
  const asked = askPaper(deps)
  app.use('/check/*', publicRate(deps))
  app.get('/check/:code', async (c) => {
    const found = await asked(c.req.param('code'))
    return c.html(checkPage(found, c.get('nonce')), found ? 200 : 404)
  })
}

type Checked = z.output<typeof checked>
const escaped = (s: string) =>
  s.replace(/[&<>"']/g, (ch) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[ch]!)

/** @param nonce under which the answer's policy lets its one style stand */
function checkPage(p: Checked | undefined, nonce: string): string {
  const row = (label: string, value: string) => `<div><dt>${label}</dt><dd>${escaped(value)}</dd></div>`
  const body = p
    ? `<p class="${p.isVoid ? 'bad' : 'good'}">${p.isVoid ? '这份文书已经作废' : '登记有这份文书'}</p>
<dl>${row('文书', p.title)}${p.number ? row('文号', p.number) : ''}${row('出具机关', p.issuedBy)}${row('日期', printedDate(p.issuedOn as LocalDate))}${
        p.voidedOn ? row('作废日期', printedDate(p.voidedOn as LocalDate)) : ''
      }${row('登记指纹', p.fingerprint)}</dl>
<p>本页只说明是否出具过这份文书，不显示内容。请核对文号、机关和日期与您手中的是否一致；不一致的，请向出具机关查询。</p>`
    : `<p class="bad">没有登记过带这个核验码的文书</p><p>请核对核验码是否抄写正确；仍然查不到的，请向文书上写明的机关查询。</p>`
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>文书核验</title>
<style nonce="${nonce}">body{font:18px/1.7 system-ui,sans-serif;max-width:36rem;margin:0 auto;padding:1.5rem;color:#1f1f1f;background:#fff}h1{font-size:1.4rem}dl div{display:flex;gap:1rem;border-bottom:1px solid #ddd;padding:.4rem 0}dt{min-width:5.5em;color:#555}dd{margin:0;word-break:break-all}.good,.bad{font-size:1.25rem;font-weight:600}.good{color:#0b6b2e}.bad{color:#a8071a}</style></head>
<body><main><h1>文书核验</h1>${body}</main></body></html>`
}
