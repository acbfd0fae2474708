/**
 * Files: taken in as a stream before the act that names them, and given out so that no browser runs them.
 *
 * Registered before the guards of every other route: a body here is as large as a file and no JSON. The guards that do apply
 * are named here.
 */
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { MiddlewareHandler } from 'hono'
import { Refusal } from '#kernel/errors'
import { type FileFault, FileRefusal } from '../files/faults.ts'
import { publicOwner } from '../files/incoming.ts'
import { sizeText } from '../files/limits.ts'
import { contentDisposition } from '../files/names.ts'
import { findFile } from '../files/rows.ts'
import { fileTypes, shownTypes, unknownType } from '../files/sniff.ts'
import type { FileStore } from '../files/store.ts'
import { cookieName } from './auth.ts'
import type { App, AppEnv, Ctx, Deps } from './deps.ts'
import { frame, sameSite, tooMany } from './guards.ts'
import { isDiskLow } from './home.ts'
import { getMatter } from './matter-view.ts'
import { HttpRefusal } from './problems.ts'
import { answers, capacityHeader, createRoute, idParams, signedIn, uuid, z } from './schemas.ts'
import { identify, reading } from './session.ts'

const statusOf: Record<FileFault, number> = {
  tooLarge: 413,
  empty: 422,
  cut: 400,
  diskFull: 503,
  waiting: 429,
  unknown: 422,
  mismatch: 422,
}

/** A refusal of the store as the HTTP layer says it. */
export const fileProblem = (error: unknown): unknown =>
  error instanceof FileRefusal
    ? new HttpRefusal(statusOf[error.fault], `files.${error.fault}`, error.message, retryOf(error.fault))
    : error
const retryOf = (fault: FileFault): Record<string, string> =>
  fault === 'diskFull' || fault === 'waiting' ? { 'retry-after': '600' } : {}

const uploaded = z
  .object({
    upload: z.string().describe('上传编号：办理一步时写在材料里；二十四小时内有效，只限上传的人使用'),
    name: z.string().describe('保存的文件名'),
    type: z.string().describe('按内容判明的类型'),
    sizeBytes: z.number().int(),
  })
  .openapi('Uploaded')

const nameHeader = z.object({
  'x-fadu-file-name': z.string().max(6000).optional().describe('文件名，按 UTF-8 百分号编码'),
})
const fileParams = idParams.extend({ fileId: uuid })
const shown = z.object({
  inline: z.enum(['true', 'false']).optional().describe('true：图片和 PDF 在窗口里看，其他仍然保存'),
})

/** Whatever a file is, it gets no scripts, no forms, no origin and no frame. Images and PDF need their viewer's own styles. */
const fileCsp = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"

export function fileRoutes(app: App, deps: Deps & { files?: FileStore }): void {
  const { files: store } = deps
  // A city without a store has no such addresses.
  if (!store) return
  const guards: MiddlewareHandler<AppEnv>[] = [frame(deps), sameSite(deps), identify(deps)]

  app.openapi(
    createRoute({
      tags: ['材料'],
      method: 'post',
      path: '/api/files',
      summary: '上传一份材料，办理时再附上；不登录也可以，限额较小',
      security: [...signedIn!, {}],
      middleware: guards,
      request: {
        headers: nameHeader,
        body: {
          required: true,
          content: { 'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
        },
      },
      responses: answers(uploaded, '已上传'),
    }),
    async (c) => {
      const sender = senderOf(deps, c)
      const type = c.req.header('content-type')
      if (type === undefined) throw new HttpRefusal(422, 'http.empty', '请求没有内容：须为 application/octet-stream')
      if (!/^application\/octet-stream\s*(;|$)/i.test(type))
        throw new HttpRefusal(415, 'http.mediaType', '上传的内容须为 application/octet-stream')
      if (isDiskLow(store.dir))
        throw new HttpRefusal(503, 'files.diskFull', '服务器磁盘空间不足，暂时不能上传', retryOf('diskFull'))
      const declaredBytes = Number(c.req.header('content-length')) || undefined
      const name = nameOf(c.req.valid('header')['x-fadu-file-name'])
      const body = c.req.raw.body
      if (!body) throw new HttpRefusal(422, 'files.empty', '文件是空的，没有保存')
      const reader = body.getReader() as BodyReader
      const upload = await store.incoming
        .receive(received(reader), { ...sender, name, declaredBytes })
        .catch((error) => {
          void discard(reader)
          throw fileProblem(error)
        })
      return c.json({ upload: upload.id, name: upload.name, type: upload.type, sizeBytes: upload.sizeBytes }, 200)
    },
  )

  app.openapi(
    createRoute({
      tags: ['材料'],
      security: signedIn,
      method: 'get',
      path: '/api/matters/{id}/files/{fileId}',
      summary: '一份材料的内容',
      middleware: [sandboxed, ...guards],
      request: { params: fileParams, query: shown, headers: capacityHeader },
      responses: {
        200: {
          description: '内容',
          content: { [unknownType]: { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
        },
        206: { description: '内容的一段' },
        default: answers(uploaded, '').default,
      },
    }),
    async (c): Promise<any> => {
      const { id, fileId } = c.req.valid('param')
      const row = await reading(deps, c, async ({ client, post }) => {
        await getMatter(client, deps.registry, id)
        if (post.scope.kind === 'city') throw new Refusal('scope', 'files.scope', '全市范围只作统计，不能查看材料内容')
        return findFile(client, id, fileId)
      })
      if (!row) throw new Refusal('missing', 'files.file', '这件事项没有这份材料，或者您无权查看')
      if (row.stored === null || row.name === null)
        throw new HttpRefusal(410, 'files.erased', '这份材料的内容已经依法删除，登记的哈希仍然保留')
      const found = await store.find({ matterId: row.matterId, stored: row.stored })
      if (!found) {
        deps.onError?.(new Error(`file ${fileId} of matter ${id} is not in the store`), c.get('requestId'))
        throw new HttpRefusal(500, 'files.missing', '这份材料的文件在服务器上找不到，请告知管理员')
      }
      const type = fileTypes.has(row.type) ? row.type : unknownType
      const isShown = c.req.valid('query').inline === 'true' && shownTypes.has(type)
      return given(c, found, `"${row.hash}"`, {
        'content-type': type,
        'content-disposition': contentDisposition(isShown ? 'inline' : 'attachment', row.name),
      })
    },
  )
}

/** The frame's policy for data is no policy for a document: this one stands in its place. */
const sandboxed: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next()
  if (c.res.ok) c.res.headers.set('content-security-policy', fileCsp)
}

/** Who uploads. A session that has ended is not the public: what it uploads could not be used after the next sign-in. */
function senderOf(deps: Deps, c: Ctx): { owner: string; from: string | null } {
  const user = c.get('user')
  if (user) return { owner: user.officerId, from: null }
  if (c.req.header('cookie')?.includes(cookieName)) throw new Refusal('unauthenticated', 'kernel.signIn', '请先登录')
  const address = c.get('address')
  if (!deps.publicRate(address) || !deps.writeRate(address)) throw tooMany()
  return { owner: publicOwner, from: deps.engine.hmac(`upload-address\u0000${address}`).slice(0, 32) }
}

/** @throws HttpRefusal where the name is not encoded as it must be */
function nameOf(header: string | undefined): string {
  try {
    return decodeURIComponent(header ?? '')
  } catch {
    throw new HttpRefusal(422, 'files.name', '文件名须按 UTF-8 百分号编码')
  }
}

type BodyReader = ReadableStreamDefaultReader<Uint8Array>

/** The body, with a broken connection told apart from a fault of the disk. */
async function* received(reader: BodyReader): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new FileRefusal('cut', '上传中断，文件没有保存，请重新上传')
    })
    if (done) return
    yield value
  }
}

const mostDiscarded = 64 * 1024 * 1024

/** Lets the rest of a refused body run out while the answer goes: who still sends would otherwise not come to read it. */
async function discard(reader: BodyReader): Promise<void> {
  try {
    for (let left = mostDiscarded; left > 0; ) {
      const { done, value } = await reader.read()
      if (done) return
      left -= value.byteLength
    }
    await reader.cancel()
  } catch {
    // The sender has gone.
  }
}

/** The content or the part asked for (RFC 9110, 14: a single range; several are answered with the whole). */
async function given(
  c: Ctx,
  found: { handle: FileHandle; sizeBytes: number },
  etag: string,
  headers: Record<string, string>,
): Promise<Response> {
  const { handle, sizeBytes } = found
  const ifRange = c.req.header('if-range')
  const range = ifRange === undefined || ifRange === etag ? rangeOf(c.req.header('range'), sizeBytes) : undefined
  const all = { ...headers, etag, 'accept-ranges': 'bytes' }
  if (range === 'none') {
    await handle.close()
    throw new HttpRefusal(416, 'files.range', `文件只有 ${sizeText(sizeBytes)}，没有这一段`, {
      'content-range': `bytes */${sizeBytes}`,
    })
  }
  const { start, end } = range ?? { start: 0, end: sizeBytes - 1 }
  const partly: Record<string, string> = range ? { 'content-range': `bytes ${start}-${end}/${sizeBytes}` } : {}
  const init = { status: range ? 206 : 200, headers: { ...all, ...partly, 'content-length': String(end - start + 1) } }
  if (c.req.method === 'HEAD') {
    await handle.close()
    return new Response(null, init)
  }
  return new Response(Readable.toWeb(handle.createReadStream({ start, end })) as unknown as ReadableStream, init)
}

/** The one range a header asks for; undefined for the whole, 'none' for one that lies outside. */
export function rangeOf(
  header: string | undefined,
  sizeBytes: number,
): { start: number; end: number } | 'none' | undefined {
  const m = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '')
  if (!m || (m[1] === '' && m[2] === '')) return undefined
  if (m[1] === '') {
    const last = Math.min(Number(m[2]), sizeBytes)
    return last === 0 ? 'none' : { start: sizeBytes - last, end: sizeBytes - 1 }
  }
  const start = Number(m[1])
  const end = m[2] === '' ? sizeBytes - 1 : Math.min(Number(m[2]), sizeBytes - 1)
  if (m[2] !== '' && Number(m[2]) < start) return undefined
  return start >= sizeBytes ? 'none' : { start, end }
}
