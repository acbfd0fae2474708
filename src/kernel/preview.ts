/** What a request would do, before it is made: judged by the same fold as the request itself, in a transaction that is rolled back. */
import type { LocalDate } from './clock.ts'
import { problemOf, Refusal } from './errors.ts'
import { type Effect, publicGiven } from './fold.ts'
import type { ActionRequest, Answer } from './matter.ts'
import type { IssuedDocument, LimitState } from './procedure.ts'

export type PreviewedStep = {
  action: string
  procedure: string
  version: string
  declaredOn: LocalDate
  stateBefore: string | null
  state: string
  /** Limits that it starts, meets or moves. */
  limits: readonly LimitState[]
  /** Titles of the papers that it would issue. */
  documents: readonly string[]
  given: Record<string, unknown>
}
/** What a request would do if it were made now, or why it would be refused. Numbers are not taken: the next one may be another. */
export type Preview = { ok: true; steps: readonly PreviewedStep[] } | Extract<Answer, { ok: false }>

/** Thrown out of a batch that is only looked at. */
class Seen extends Error {
  readonly effects: readonly Effect[]
  constructor(effects: readonly Effect[]) {
    super('seen')
    this.effects = effects
  }
}

const stepOf = (e: Effect): PreviewedStep => ({
  action: e.record.action,
  procedure: e.record.procedure,
  version: e.record.version,
  declaredOn: e.record.declaredOn as LocalDate,
  stateBefore: e.before?.state ?? null,
  state: e.after.state,
  limits: e.changedLimits,
  documents: ((e.given.documents ?? []) as IssuedDocument[]).map((d) => d.title),
  given: publicGiven(e.given),
})

const isBusy = (error: unknown) => ['40P01', '40001'].includes(String((error as { code?: string })?.code))

/** @param run runs one request as a batch, and shows `look` what it would do before anything is written */
export function previewing(
  run: (requests: readonly ActionRequest[], look: (effects: Effect[]) => never) => Promise<unknown>,
): (request: ActionRequest) => Promise<Preview> {
  return async function preview(request) {
    for (let attempt = 0; ; attempt++) {
      try {
        await run([request], (effects) => {
          throw new Seen(effects)
        })
      } catch (error) {
        if (error instanceof Seen) return { ok: true, steps: error.effects.map(stepOf) }
        if (error instanceof Refusal) return { ok: false, problem: problemOf(error) }
        if (isBusy(error) && attempt < 3) continue
        throw error
      }
      throw new Error('invariant: a preview ends in what it has seen')
    }
  }
}
