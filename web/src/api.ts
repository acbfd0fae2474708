/** The one way to the server: typed from its OpenAPI document, every refusal an error that a page can show in words. */
import createClient, { type Middleware } from 'openapi-fetch'
import type { components, paths } from './api.gen.ts'

export type Schemas = components['schemas']
export type Problem = Schemas['Problem']

/** A refusal or a failure, with what the server said about it. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.title)
    this.problem = problem
  }
}

const capacityKey = 'fadu.capacity'

function store(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // A browser that keeps nothing asks for the capacity again.
  }
}

function stored(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

/** The post in which requests are made, where its holder has several. */
export const findCapacity = () => stored(capacityKey)
export const setCapacity = (capacity: string | undefined) => store(capacityKey, capacity)

/** A key under which a request is done once, however often it is sent. */
export const newKey = (): string => crypto.randomUUID()

const noAnswer: Problem = {
  type: 'urn:fadu:web:no-answer',
  title: '与服务器的连接没有成功，请检查网络后再试',
  status: 0,
}

const headers: Middleware = {
  onRequest({ request }) {
    const capacity = findCapacity()
    if (capacity && !request.headers.has('x-fadu-capacity')) request.headers.set('x-fadu-capacity', capacity)
    return request
  },
  onError() {
    return new ProblemError(noAnswer)
  },
}

export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' })
api.use(headers)

type Answered<T> = { data?: T; error?: unknown; response: Response }

/** The body of an answer; throws ProblemError where the server refused or did not answer in its own form. */
export function bodyOf<T>({ data, error, response }: Answered<T>): NonNullable<T> {
  if (response.ok && data !== undefined && data !== null) return data as NonNullable<T>
  throw new ProblemError(problemIn(error, response.status))
}

function problemIn(error: unknown, status: number): Problem {
  if (typeof error === 'object' && error !== null && typeof (error as Problem).title === 'string') {
    return { ...(error as Problem), status }
  }
  return { ...noAnswer, status, title: `服务器没有给出可以显示的回答（${status}），请稍后再试` }
}

/** The problem behind whatever a query threw. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  return { type: 'urn:fadu:web:fault', title: '网页出现了没有预料的错误，请刷新后再试', status: 0 }
}
