/** Files with a step: uploads placed in the store before the engine is asked, and contents removed after an erasure is committed. */
import type { Actor } from '#kernel/access'
import { randomEntropy } from '#kernel/entropy'
import type { AttachedFile, Step } from '#kernel/matter'
import { publicOwner } from '../files/incoming.ts'
import type { Place, PlacedFile } from '../files/store.ts'
import type { Deps } from './deps.ts'
import { HttpRefusal } from './problems.ts'
import { fileProblem } from './routes-files.ts'
import { readingAs } from './session.ts'

/** A step as the wire has it: uploads by their ids. */
export type SentStep = Step & { uploads?: readonly { upload: string; label: string }[] }

/** Who may use an upload: of the public whoever holds its id. */
const ownerOf = (actor: Actor) => (actor.id.startsWith('public:') ? publicOwner : actor.id)

/** The id of a matter that is opened with files: the same for the same request, so that a retry is one. */
function openingId(deps: Deps, actor: Actor, key: string, i: number): string {
  const h = deps.engine.hmac(`opening\u0000${actor.id}\u0000${key}\u0000${i}`)
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20, 32)}`
}

/**
 * Asks the engine through `run` with every upload placed, and settles the store whatever the answer is.
 * @throws HttpRefusal for an upload that is not there, has expired or is another's
 */
export async function withFiles<T extends { ok: boolean }>(
  deps: Deps,
  actor: Actor,
  key: string,
  sent: readonly SentStep[],
  run: (steps: readonly Step[]) => Promise<T>,
): Promise<T> {
  const { files: store } = deps
  const placed: { matterId: string; file: PlacedFile | Omit<AttachedFile, 'label'> }[] = []
  const steps: Step[] = []
  try {
    for (const [i, { uploads, ...step }] of sent.entries()) {
      if (!uploads?.length) {
        steps.push(step)
        continue
      }
      if (!store) throw new HttpRefusal(422, 'files.store', '这个平台没有开通材料上传')
      const matterId = step.matterId ?? openingId(deps, actor, key, i)
      const files: AttachedFile[] = []
      for (const u of uploads) {
        const file = await store
          .place(u.upload, { owner: ownerOf(actor), matterId, entropy: randomEntropy, at: deps.clock.now() })
          .catch((error) => {
            throw fileProblem(error)
          })
        placed.push({ matterId, file })
        files.push({ ...file, label: u.label, upload: u.upload })
      }
      steps.push({ ...step, matterId, files })
    }
    const erased = await contentsNamed(deps, actor, steps)
    const answer = await run(steps)
    if (answer.ok && erased.length && store && deps.filesNamed) await store.erase(erased, deps.filesNamed)
    return answer
  } finally {
    for (const p of placed) store?.settle(p.matterId, [p.file as never])
  }
}

/** The contents that an act of erasure names, read before it empties their rows. */
async function contentsNamed(deps: Deps, actor: Actor, steps: readonly Step[]): Promise<Place[]> {
  const names = steps.flatMap((s) => {
    const list = s.action === 'erase' ? (s.input as { erased?: unknown } | undefined)?.erased : undefined
    return Array.isArray(list) ? (list as { matter?: unknown; n?: unknown; pointer?: unknown }[]) : []
  })
  const acts = names.filter((v) => typeof v?.pointer === 'string' && v.pointer.startsWith('/files/'))
  if (!acts.length || !deps.files) return []
  return readingAs(deps, actor.scope, async (client) => {
    const { rows } = await client.query(
      `select f.matter_id, f.stored from kernel.file f join json_to_recordset($1) as r(matter text, n int)
         on f.matter_id::text = r.matter and f.n = r.n where f.stored is not null`,
      [JSON.stringify(acts.map((a) => ({ matter: String(a.matter), n: Number(a.n) || 0 })))],
    )
    return rows.map((r) => ({ matterId: r.matter_id as string, stored: r.stored as string }))
  })
}
