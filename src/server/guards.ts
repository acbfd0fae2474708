/** What every request passes before any route: headers, origin, size and shape of the body. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { AppEnv, Ctx, Deps } from './deps.ts'
import { HttpRefusal } from './problems.ts'

export const maxBodyBytes = 2 * 1024 * 1024
const maxUrlLength = 4096
/** Deeper than any form, and shallow enough for every recursive reader behind. */
const maxNesting = 40

const isWrite = (method: string) => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'

/** Request id, address, nonce and the security headers of every answer. */
export const frame =
  (deps: Pick<Deps, 'trustProxy' | 'origin'>): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    c.set('requestId', randomUUID())
    c.set('nonce', randomBytes(16).toString('base64'))
    const forwarded = deps.trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
    c.set('address', forwarded || c.env?.incoming?.socket?.remoteAddress || 'local')
    const proto = deps.trustProxy ? c.req.header('x-forwarded-proto') : undefined
    c.set(
      'isHttps',
      proto === 'https' || (deps.origin?.startsWith('https:') ?? false) || c.env?.incoming?.socket?.encrypted === true,
    )
    await next()
    const h = c.res.headers
    h.set('x-request-id', c.get('requestId'))
    h.set('x-content-type-options', 'nosniff')
    h.set('x-frame-options', 'DENY')
    h.set('referrer-policy', 'no-referrer')
    h.set('cross-origin-opener-policy', 'same-origin')
    h.set('cross-origin-resource-policy', 'same-origin')
    h.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()')
    const nonce = `'nonce-${c.get('nonce')}'`
    h.set(
      'content-security-policy',
      c.req.path.startsWith('/api/')
        ? "default-src 'none'; frame-ancestors 'none'"
        : `default-src 'self'; script-src 'self' ${nonce}; style-src 'self' ${nonce}; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    )
    if (c.get('isHttps')) h.set('strict-transport-security', 'max-age=31536000')
    if (c.req.path.startsWith('/api/') && !h.has('cache-control')) h.set('cache-control', 'no-store')
  }

/** Refuses writes that another site's page sends with the visitor's cookie. */
export const sameSite =
  (deps: Pick<Deps, 'origin' | 'trustProxy'>): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    if (isWrite(c.req.method)) {
      const site = c.req.header('sec-fetch-site')
      if (site && site !== 'same-origin' && site !== 'none') throw crossSite()
      const origin = c.req.header('origin')
      if (origin && !isOwnOrigin(c, deps, origin)) throw crossSite()
    }
    await next()
  }

const crossSite = () => new HttpRefusal(403, 'http.crossSite', '这个请求来自别的网站，不予受理')

function isOwnOrigin(c: Ctx, deps: Pick<Deps, 'origin' | 'trustProxy'>, origin: string): boolean {
  if (deps.origin) return origin === new URL(deps.origin).origin
  const host = (deps.trustProxy && c.req.header('x-forwarded-host')) || c.req.header('host') || new URL(c.req.url).host
  return URL.canParse(origin) && new URL(origin).host === host
}

export const sized = bodyLimit({
  maxSize: maxBodyBytes,
  onError: () => {
    throw new HttpRefusal(413, 'http.tooLarge', '请求内容超过 2 MB')
  },
})

/** Refuses what no form can mean and what PostgreSQL or a recursive reader would stumble over. */
export const wellFormed: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (c.req.url.length > maxUrlLength) throw new HttpRefusal(414, 'http.uriTooLong', '网址过长')
  if (/%00/i.test(c.req.url) || !isDecodable(c.req.url))
    throw new HttpRefusal(400, 'http.uri', '网址里有不能使用的字符')
  if (isWrite(c.req.method) && c.req.method !== 'DELETE') {
    // A validator lets an empty request pass where every field is optional, so what is not there is refused here.
    const type = c.req.header('content-type')
    if (type === undefined) throw new HttpRefusal(422, 'http.empty', '请求没有内容：须为 application/json')
    if (!/^application\/json\s*(;|$)/i.test(type))
      throw new HttpRefusal(415, 'http.mediaType', '请求内容须为 application/json')
    const text = await c.req.text()
    if (nesting(text) > maxNesting) throw new HttpRefusal(422, 'http.nesting', '请求内容嵌套过深')
    let body: unknown
    try {
      body = JSON.parse(text)
    } catch {
      throw new HttpRefusal(400, 'http.malformed', '请求内容不是有效的 JSON')
    }
    const fault = faultIn(body)
    if (fault) throw new HttpRefusal(422, 'http.value', fault)
  }
  await next()
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url)
    return true
  } catch {
    return false
  }
}

/** Depth of brackets outside strings: read before parsing, so that no parser meets a hundred thousand of them. */
function nesting(text: string): number {
  let depth = 0
  let most = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const ch = text.charCodeAt(i)
    if (inString) {
      if (ch === 92) i++
      else if (ch === 34) inString = false
    } else if (ch === 34) inString = true
    else if (ch === 91 || ch === 123) most = Math.max(most, ++depth)
    else if (ch === 93 || ch === 125) depth--
  }
  return most
}

function faultIn(value: unknown): string | undefined {
  if (typeof value === 'string') {
    if (value.includes('\u0000')) return '文字里不能有空字符（U+0000）'
    if (!value.isWellFormed()) return '文字里有不成对的代理字符'
    return undefined
  }
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : '数字超出范围'
  if (Array.isArray(value)) {
    for (const v of value) {
      const f = faultIn(v)
      if (f) return f
    }
    return undefined
  }
  if (value !== null && typeof value === 'object')
    for (const [k, v] of Object.entries(value)) {
      if (k === '__proto__') return '不能使用的字段名：__proto__'
      const f = faultIn(k) ?? faultIn(v)
      if (f) return f
    }
  return undefined
}

/** What needs no sign-in is asked for a limited number of times a minute. */
export const publicRate =
  (deps: Deps): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    if (!deps.publicRate(c.get('address')) || (isWrite(c.req.method) && !deps.writeRate(c.get('address'))))
      throw tooMany()
    await next()
  }

export const tooMany = (seconds = 60) =>
  new HttpRefusal(429, 'http.tooMany', '请求过于频繁，请稍后再试', { 'retry-after': String(seconds) })
