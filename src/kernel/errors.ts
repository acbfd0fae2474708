/**
 * The few ways in which Fadu says no, and their one mapping to the wire (RFC 9457 problem+json).
 *
 * A refusal is an answer, not an accident: it names the rule, cites its basis and says what is allowed instead.
 */

/** Where a rule stands: statute, version and article; or a platform convention, which is never shown as statute. */
export type Basis = {
  /** Short title of the statute, e.g. 人民调解法; or 平台约定 for a convention of the platform. */
  statute: string
  /** Date of adoption or of the amendment that gave this text, 'YYYY-MM-DD'; absent for conventions. */
  version?: string
  article?: number
  /** 之一, 之二 … of an inserted article. */
  sub?: number
  paragraph?: number
  item?: number
  /** Why the citation is weaker than read statute: read only in quotation, not read, or a convention of the platform. */
  standing?: 'quoted' | 'unverified' | 'platform'
  /** In the project's own words, what the convention or rule asks. */
  note?: string
}

export type RefusalKind =
  | 'input'
  | 'scope'
  | 'state'
  | 'limit'
  | 'guard'
  | 'conflict'
  | 'missing'
  | 'unauthenticated'
  | 'busy'

export type FieldError = { path: string; message: string }

const statusOf: Record<RefusalKind, number> = {
  input: 422,
  scope: 403,
  state: 409,
  limit: 409,
  guard: 409,
  conflict: 409,
  missing: 404,
  unauthenticated: 401,
  busy: 503,
}

/** A foreseen refusal. `rule` is a stable id such as `mediation.A08` or `kernel.state`. */
export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly rule: string
  readonly basis: readonly Basis[]
  readonly allowed: readonly string[]
  readonly fields: readonly FieldError[]
  constructor(
    kind: RefusalKind,
    rule: string,
    message: string,
    more: { basis?: Basis | readonly Basis[]; allowed?: readonly string[]; fields?: readonly FieldError[] } = {},
  ) {
    super(message)
    this.name = 'Refusal'
    this.kind = kind
    this.rule = rule
    this.basis = more.basis === undefined ? [] : Array.isArray(more.basis) ? more.basis : [more.basis as Basis]
    this.allowed = more.allowed ?? []
    this.fields = more.fields ?? []
  }
}

/** A sentence for the person at the terminal: what is wrong and what to do. Exit code 2 by default. */
export class PlainError extends Error {
  readonly exitCode: number
  constructor(message: string, exitCode = 2) {
    super(message)
    this.name = 'PlainError'
    this.exitCode = exitCode
  }
}

/** An assertion of the kernel that does not hold: a programming error, never shown with details outside. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant: ${message}`)
}

/** RFC 9457 body. `type` is a stable URN of the rule. */
export type Problem = {
  type: string
  title: string
  status: number
  basis?: readonly Basis[]
  allowed?: readonly string[]
  errors?: readonly FieldError[]
  requestId?: string
}

/** The one mapping from anything thrown to problem+json; what is not a Refusal says nothing but its request id. */
export function problemOf(error: unknown, requestId?: string): Problem {
  if (error instanceof Refusal) {
    return {
      type: `urn:fadu:rule:${error.rule}`,
      title: error.message,
      status: statusOf[error.kind],
      ...(error.basis.length ? { basis: error.basis } : {}),
      ...(error.allowed.length ? { allowed: error.allowed } : {}),
      ...(error.fields.length ? { errors: error.fields } : {}),
      ...(requestId ? { requestId } : {}),
    }
  }
  return {
    type: 'urn:fadu:rule:kernel.error',
    title: '系统出错，请稍后再试',
    status: 500,
    ...(requestId ? { requestId } : {}),
  }
}
