/** What the engine holds of a matter, of a request and of its answer. */
import type { Actor, Placement } from './access.ts'
import type { Instant, LocalDate } from './clock.ts'
import type { Entropy } from './entropy.ts'
import type { Problem } from './errors.ts'
import type { LimitState, MatterDocument, ProcedureDef } from './procedure.ts'

export type Step = {
  /** The matter acted on; of an opening step an id of the caller's choice (a replay), else absent. */
  matterId?: string
  /** Of an opening step: the procedure. */
  procedure?: string
  action: string
  input: unknown
  /** The day the law counts from; default: the day of the request. */
  declaredOn?: LocalDate
  /** A late entry of what happened before the matter's last act. */
  late?: { reason: string; evidence: string }
  /** How many acts the caller had seen of the matter: where it has more by now, the step is refused and says so. */
  seen?: number
  /** Files already placed in the store, as the act will name them. */
  files?: readonly AttachedFile[]
}

/** A file placed in the store: what the act holds, and what stays private. */
export type AttachedFile = {
  id: string
  label: string
  type: string
  sizeBytes: number
  hash: string
  /** The upload it came from, by which a retry is known; not recorded. */
  upload?: string
  private: { name: string; salt: string; stored: string }
}

/** One caller's wish: all steps or none. */
export type ActionRequest = {
  actor: Actor
  /** The engine's instant; the service gives its clock's, a replay its own. */
  at: Instant
  /** Idempotency key of the caller: sent twice it acts once and answers the same. */
  key?: string
  entropy?: Entropy
  steps: readonly Step[]
}

export type ActRef = { matterId: string; n: number; action: string; state: string; hash: string }
export type Answer = { ok: true; acts: ActRef[]; given: Record<string, unknown>[] } | { ok: false; problem: Problem }

export type MatterState = {
  readonly id: string
  readonly procedure: ProcedureDef
  readonly state: string
  readonly placement: Placement
  readonly number: string | null
  readonly filedOn: LocalDate
  readonly lastOn: LocalDate
  /** Who opened it, and who acted last; the system's own acts do not count. */
  readonly filedBy: string
  readonly lastActor: string
  readonly n: number
  readonly head: string
  readonly facts: any
  readonly limits: readonly LimitState[]
  readonly documents: readonly MatterDocument[]
}

/** The snapshot kept in the matter's row. */
export type Snapshot = { facts: unknown; limits: readonly LimitState[]; documents?: readonly MatterDocument[] }
