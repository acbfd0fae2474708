/** The dossier of a matter as one PDF. */
import { Refusal } from '#kernel/errors'
import { contentDisposition } from '../files/names.ts'
import type { App, Ctx, Deps } from './deps.ts'
import { readDossier, sealedDossier } from './dossier.ts'
import { printDossier } from './dossier-print.ts'
import { mayReadPersonal } from './matter-tables.ts'
import { getMatter } from './matter-view.ts'
import { HttpRefusal } from './problems.ts'
import { answers, capacityHeader, createRoute, idParams, signedIn, z } from './schemas.ts'
import { reading } from './session.ts'

export function dossierRoutes(app: App, deps: Deps): void {
  const { registry, seal, keys } = deps

  app.openapi(
    createRoute({
      tags: ['文书'],
      security: signedIn,
      method: 'get',
      path: '/api/matters/{id}/dossier',
      summary: '一件事项的案卷：先封存，再把全部文书、材料、办理记录和证明印成一份 PDF',
      request: { params: idParams, headers: capacityHeader },
      responses: {
        200: {
          description: '案卷',
          content: { 'application/pdf': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
        },
        default: answers(z.object({}), '').default,
      },
    }),
    async (c): Promise<any> => {
      const { id } = c.req.valid('param')
      // Whoever may not have the dossier does not set a sealing off either.
      await reading(deps, c, async ({ client, post }) => {
        const { row } = await getMatter(client, registry, id)
        // An organ that only follows does not read the whole matter, so it has no whole file to print.
        const isFollower = post.scope.kind === 'reader' && !row.reader?.includes(post.scope.value)
        if (isFollower || !mayReadPersonal(post.scope.kind, post.scope.value))
          throw new Refusal('scope', 'dossier.scope', '案卷载有个人信息，由经办机关出具')
      })
      if (!seal || !keys) throw new HttpRefusal(422, 'dossier.seal', '这个平台没有开通封存，不能出具案卷')
      const record = await sealedDossier(seal, () => readingMatter(deps, c, id))
      const { pdf } = await printDossier(record, registry, keys, deps.files)
      const name = `${record.matter.number ? `${record.matter.number} ` : ''}案卷.pdf`
      return new Response(new Uint8Array(pdf), {
        status: 200,
        headers: { 'content-type': 'application/pdf', 'content-disposition': contentDisposition('attachment', name) },
      })
    },
  )
}

const readingMatter = (deps: Deps, c: Ctx, id: string) =>
  reading(deps, c, ({ client }) => readDossier(client, deps.registry, id))
