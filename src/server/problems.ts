/** Every error as problem+json (RFC 9457): refusals of the kernel and the few refusals of HTTP itself. */
import { HTTPException } from 'hono/http-exception'
import { type Basis, type Problem, problemOf, Refusal } from '#kernel/errors'
import { citeText } from '#kernel/law'

/** A refusal of the HTTP layer, before anything is judged. */
export class HttpRefusal extends Error {
  readonly status: number
  readonly rule: string
  readonly headers: Record<string, string>
  constructor(status: number, rule: string, message: string, headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.rule = rule
    this.headers = headers
  }
}

export type WireBasis = Basis & { text: string }
export type WireProblem = Omit<Problem, 'basis'> & { basis?: WireBasis[] }

/** A basis with its text as an official writes it. */
export const wireBasis = (b: Basis): WireBasis => ({ text: citeText(b), ...b })
export const listOf = <T>(x: T | readonly T[]): readonly T[] => (Array.isArray(x) ? (x as readonly T[]) : [x as T])
export const basisTexts = (b: Basis | readonly Basis[]): string[] => listOf<Basis>(b).map((x) => citeText(x))

/** The kernel's problem with its citations written out. */
export function wireProblem(p: Problem): WireProblem {
  const { basis, ...rest } = p
  return { ...rest, ...(basis?.length ? { basis: basis.map(wireBasis) } : {}) }
}

export function problemResponse(p: WireProblem, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(p), {
    status: p.status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
  })
}

const plain = (status: number, rule: string, title: string, requestId: string): WireProblem => ({
  type: `urn:fadu:rule:${rule}`,
  title,
  status,
  requestId,
})

const httpTitles: Record<number, [rule: string, title: string]> = {
  400: ['http.malformed', '请求内容不是有效的 JSON'],
  401: ['http.unauthenticated', '请先登录'],
  413: ['http.tooLarge', '请求内容超过 2 MB'],
  415: ['http.mediaType', '请求内容须为 application/json'],
}

/** Errors of the database that mean "not now" rather than "never". */
const isUnreachable = (error: unknown): boolean => {
  const code = String((error as { code?: string })?.code ?? '')
  return (
    /^(08|57P|53)/.test(code) ||
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT'].includes(code) ||
    /terminated|timeout exceeded when trying to connect/i.test((error as Error)?.message ?? '')
  )
}

/** What anything thrown looks like on the wire, and whether it is an accident worth telling. */
export function problemFrom(
  error: unknown,
  requestId: string,
): { problem: WireProblem; headers: Record<string, string>; isAccident: boolean } {
  const quiet = { headers: {} as Record<string, string>, isAccident: false }
  if (error instanceof Refusal) return { ...quiet, problem: wireProblem(problemOf(error, requestId)) }
  if (error instanceof HttpRefusal)
    return { ...quiet, headers: error.headers, problem: plain(error.status, error.rule, error.message, requestId) }
  if (error instanceof HTTPException) {
    const [rule, title] = httpTitles[error.status] ?? ['http.refused', '请求不能接受']
    return { ...quiet, problem: plain(error.status, rule, title, requestId) }
  }
  if (isUnreachable(error))
    return {
      headers: { 'retry-after': '5' },
      isAccident: true,
      problem: plain(503, 'kernel.unavailable', '数据库暂时不可用，请稍后再试', requestId),
    }
  // A value that fits the form but not its column: the form should have said so, so it is told, but the caller is only asked to correct it.
  if (/^22...$/.test(String((error as { code?: string })?.code ?? '')))
    return {
      ...quiet,
      isAccident: true,
      problem: plain(422, 'kernel.value', '填写的内容有系统不能保存的值', requestId),
    }
  return { ...quiet, isAccident: true, problem: wireProblem(problemOf(error, requestId)) }
}
