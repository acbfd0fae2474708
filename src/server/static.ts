/** The built web pages: files of one folder, and for every other address the page of its entry: the workbench's or the portal's. */
import { createHash } from 'node:crypto'
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './deps.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json',
}
/** Where the page wants the nonce under which its own styles and scripts may be added. */
export const noncePlaceholder = '__CSP_NONCE__'

type Kept = { stamp: string; etag: string; body: Buffer; zipped: Buffer | undefined }

/** Addresses of the workbench begin so. */
const deskPath = /^\/desk(\/|$)/

/** Serves `webDir`; what is not a file of it is answered with its entry's page, so that links into the app work. */
export function staticFiles(webDir: string): MiddlewareHandler<AppEnv> {
  const root = realpathSync(webDir)
  const kept = new Map<string, Kept>()

  const find = (path: string): string | undefined => {
    try {
      const real = realpathSync(join(root, path))
      return real.startsWith(root + sep) && statSync(real).isFile() ? real : undefined
    } catch {
      return undefined
    }
  }

  const read = (file: string): Kept => {
    const s = statSync(file)
    const stamp = `${s.mtimeMs}/${s.size}`
    const known = kept.get(file)
    if (known?.stamp === stamp) return known
    const body = readFileSync(file)
    const compressible = /\.(html|js|css|json|svg|txt|webmanifest)$/.test(file)
    const fresh = {
      stamp,
      etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 24)}"`,
      body,
      zipped: compressible && body.length > 1024 ? gzipSync(body) : undefined,
    }
    kept.set(file, fresh)
    return fresh
  }

  return async (c, next) => {
    if (c.req.path.startsWith('/api/') || c.req.path === '/api' || (c.req.method !== 'GET' && c.req.method !== 'HEAD'))
      return next()
    let path: string
    try {
      path = decodeURIComponent(c.req.path)
    } catch {
      return next()
    }
    const file = path === '/' || path.includes('\u0000') ? undefined : find(path)
    // A missing script must be missing, not a page.
    if (!file && types[extname(path)] && extname(path) !== '.html') return next()
    const page = file ?? find(deskPath.test(path) ? 'desk.html' : 'index.html')
    if (!page) return next()
    const type = types[extname(page)] ?? 'application/octet-stream'
    if (extname(page) === '.html') {
      c.header('cache-control', 'no-cache')
      c.header('content-type', type)
      return c.body(read(page).body.toString('utf8').replaceAll(noncePlaceholder, c.get('nonce')))
    }
    const { body, zipped, etag } = read(page)
    c.header('content-type', type)
    c.header('etag', etag)
    c.header('vary', 'accept-encoding')
    // Built files carry their hash in the name.
    c.header('cache-control', /\/assets\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
    if (c.req.header('if-none-match') === etag) return c.body(null, 304)
    if (zipped && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) {
      c.header('content-encoding', 'gzip')
      return c.body(new Uint8Array(zipped))
    }
    return c.body(new Uint8Array(body))
  }
}
