/**
 * What stands against an action whatever its form would say: its guard is run over an input that may not be read. A guard
 * that refuses without having read it refuses every input; one that reaches for it is left to judge the form when it is sent.
 */
import type { Actor, Placement } from './access.ts'
import type { Calendar } from './calendar.ts'
import type { LocalDate } from './clock.ts'
import { invariant, Refusal } from './errors.ts'
import type { ActionDef, Context, LimitState, MatterDocument, ProcedureDef } from './procedure.ts'

/** Thrown by whatever a guard reads that only a request can tell. */
class Unread extends Error {}
const unread = (): never => {
  throw new Unread()
}
const unreadable = new Proxy(Object.create(null), {
  get: unread,
  has: unread,
  ownKeys: unread,
  getOwnPropertyDescriptor: unread,
})

/** A matter as its guard may look at it without a request. */
export type Standing = {
  procedure: ProcedureDef
  matterId: string
  state: string
  facts: unknown
  filedOn: LocalDate
  placement: Placement | null
  limits: readonly LimitState[]
  documents: readonly MatterDocument[]
  actor: Actor
  today: LocalDate
  calendar: Calendar
}

/** The refusal that every request for the action would meet today; undefined where that depends on the request. */
export function findStandingRefusal(at: Standing, def: ActionDef): Refusal | undefined {
  if (!def.guard) return undefined
  const { procedure, ...known } = at
  const ctx = {
    ...known,
    input: unreadable,
    // A late entry may name another day and come with files.
    get declaredOn() {
      return unread()
    },
    get recordedAt() {
      return unread()
    },
    get files() {
      return unread()
    },
    get isLate() {
      return unread()
    },
    claims: unread,
    agency: unread,
    party: unread,
    number: unread,
    handover: unread,
    newId: unread,
    hmac: unread,
    refuse: (rule: string, detail?: string, more?: { allowed?: readonly string[]; field?: string }) => {
      const found = procedure.refusals[rule]
      invariant(found, `refusal ${rule} is not declared by ${procedure.id}`)
      // A fault of one field is a fault of what is filled in.
      if (more?.field) unread()
      throw new Refusal('guard', rule, detail ? `${found.label}：${detail}` : found.label, {
        basis: found.basis,
        ...(more?.allowed ? { allowed: more.allowed } : {}),
      })
    },
  } as unknown as Context<unknown, unknown>
  try {
    def.guard(ctx)
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error
    if (error instanceof Unread) return undefined
    throw error
  }
}
