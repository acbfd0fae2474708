/** Before something is done: what it would do, judged by the engine itself. */
import type { Actor } from '#kernel/access'
import type { AttachedFile, Step } from '#kernel/matter'
import type { Preview } from '#kernel/preview'
import type { LimitState } from '#kernel/procedure'
import { publicOwner } from '../files/incoming.ts'
import type { SentStep } from './attach.ts'
import type { App, Deps } from './deps.ts'
import { formOf } from './forms.ts'
import { publicRate } from './guards.ts'
import { choicesOf, publicLookups } from './lookups.ts'
import { findProcedure, versionLabelOf } from './matter-view.ts'
import { labelsOf, type Picked, picksIn } from './picks.ts'
import { basisTexts, problemResponse, wireProblem } from './problems.ts'
import { filerOf, publicActor } from './public-filer.ts'
import { attached, stepOf } from './routes-actions.ts'
import { fileProblem } from './routes-files.ts'
import {
  answers,
  anything,
  createRoute,
  day,
  jsonBody,
  named,
  publicWriteHeaders,
  signedIn,
  uuid,
  writeHeaders,
  z,
} from './schemas.ts'
import { actorOf, nobody, reading, readingAs } from './session.ts'

const late = z.strictObject({ reason: z.string().max(2000), evidence: z.string().max(2000) })
const step = z.strictObject({
  procedure: named.optional().describe('开始一件事项时'),
  matterId: uuid.optional(),
  action: named,
  input: anything.optional(),
  declaredOn: day.optional(),
  late: late.optional(),
  files: attached.optional(),
  seen: z.number().int().min(1).optional(),
})

const previewed = z
  .object({
    picked: z.record(z.string(), z.record(z.string(), z.string())).describe('所选各项的名称'),
    steps: z.array(
      z.object({
        action: z.string(),
        label: z.string(),
        procedure: z.string(),
        procedureLabel: z.string(),
        version: z.string(),
        versionLabel: z.string(),
        declaredOn: z.string(),
        stateBefore: z.string().nullable(),
        state: z.string(),
        stateLabel: z.string(),
        basis: z.array(z.string()),
        tells: z.array(z.string()).describe('办理人应当知道的'),
        documents: z.array(z.string()).describe('将出具的文书'),
        limits: z.array(
          z.object({
            label: z.string(),
            state: z.string(),
            startOn: z.string(),
            due: z.string(),
            isProvisional: z.boolean(),
            basis: z.array(z.string()),
          }),
        ),
      }),
    ),
  })
  .openapi('Previewed')

type Named = (picks: Map<string, Set<string>>) => Promise<Picked>

export function previewRoutes(app: App, deps: Deps): void {
  const { registry } = deps

  const limitOf = (l: LimitState, p: ReturnType<typeof findProcedure>) => ({
    label: p?.limits[l.id]?.label ?? l.id,
    state: l.state,
    startOn: l.start as string,
    due: l.due as string,
    isProvisional: l.provisional,
    basis: p?.limits[l.id] ? basisTexts(p.limits[l.id]!.basis) : [],
  })

  function told(preview: Extract<Preview, { ok: true }>): Omit<z.input<typeof previewed>, 'picked'> {
    return {
      steps: preview.steps.map((s) => {
        const p = findProcedure(registry, s.procedure, s.version)
        const def = p?.actions[s.action]
        return {
          action: s.action,
          label: def?.label ?? s.action,
          procedure: s.procedure,
          procedureLabel: p?.label ?? s.procedure,
          version: s.version,
          versionLabel: versionLabelOf(p),
          declaredOn: s.declaredOn,
          stateBefore: s.stateBefore && (p?.states[s.stateBefore]?.label ?? s.stateBefore),
          state: s.state,
          stateLabel: p?.states[s.state]?.label ?? s.state,
          basis: def ? basisTexts(def.basis) : [],
          tells: [...(def?.tells?.(s.given) ?? [])],
          documents: [...s.documents],
          limits: s.limits.map((l) => limitOf(l, p)),
        }
      }),
    }
  }

  /** Uploads as their act would name them, without placing them anywhere. */
  async function withUploads(actor: Actor, sent: SentStep): Promise<Step> {
    const { uploads, ...rest } = sent
    if (!uploads?.length || !deps.files) return rest
    const owner = actor.id.startsWith('public:') ? publicOwner : actor.id
    const files: AttachedFile[] = []
    for (const u of uploads) {
      const found = await deps.files.incoming.get(u.upload, owner).catch((error) => {
        throw fileProblem(error)
      })
      files.push({
        id: u.upload,
        label: u.label,
        type: found.type,
        sizeBytes: found.sizeBytes,
        hash: found.sm3,
        private: { name: found.name, salt: '0'.repeat(32), stored: found.sm3 },
      })
    }
    return { ...rest, files }
  }

  /** Names of what was picked in the form, as its filler may read them. */
  async function pickedIn(preview: Extract<Preview, { ok: true }>, sent: z.output<typeof step>, named: Named) {
    const [first] = preview.steps
    const def = first && findProcedure(registry, first.procedure, first.version)?.actions[first.action]
    return def ? named(picksIn(formOf(def), sent.input)) : {}
  }

  async function judge(
    actor: Actor,
    sent: z.output<typeof step>,
    named: Named,
  ): Promise<z.input<typeof previewed> | Response> {
    const preview = await deps.engine.preview({
      actor,
      at: deps.clock.now(),
      steps: [await withUploads(actor, stepOf(sent))],
    })
    return preview.ok
      ? { ...told(preview), picked: await pickedIn(preview, sent, named) }
      : problemResponse(wireProblem(preview.problem))
  }

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/preview',
      tags: ['办理'],
      summary: '办理之前先看：会到哪一步、期限怎样、出具什么，或者为什么不能办；不办理',
      security: signedIn,
      request: { headers: writeHeaders.pick({ 'x-fadu-capacity': true }), body: jsonBody(step) },
      responses: answers(previewed, '将会怎样'),
    }),
    async (c): Promise<any> => {
      const sent = c.req.valid('json')
      const found = await judge(await actorOf(deps, c), sent, (picks) =>
        reading(deps, c, async ({ client, post, today }) => {
          const agency = sent.matterId
            ? (await client.query('select agency_id from kernel.matter where matter_id = $1', [sent.matterId])).rows[0]
                ?.agency_id
            : undefined
          const by = { client, registry, scope: post.scope, agencyId: post.agencyId, today }
          return labelsOf(picks, { matter: sent.matterId, agency: agency ?? post.agencyId }, choicesOf, by)
        }),
      )
      return found instanceof Response ? found : c.json(found, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/public/preview',
      tags: ['公众'],
      summary: '提出之前先看；不提出',
      middleware: [publicRate(deps)] as const,
      request: {
        headers: publicWriteHeaders,
        body: jsonBody(step.pick({ procedure: true, action: true, input: true, files: true })),
      },
      responses: answers(previewed, '将会怎样'),
    }),
    async (c): Promise<any> => {
      const actor = publicActor(filerOf(deps, c.req.valid('header')['idempotency-key']))
      const found = await judge(actor, c.req.valid('json'), (picks) =>
        readingAs(deps, nobody, (client, today) =>
          labelsOf(new Map([...picks].filter(([l]) => publicLookups.has(l))), {}, choicesOf, {
            client,
            registry,
            scope: nobody,
            agencyId: '',
            today,
          }),
        ),
      )
      return found instanceof Response ? found : c.json(found, 200)
    },
  )
}
