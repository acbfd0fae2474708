/**
 * The built web pages, kept in FADU_HOME and not committed: built at the first start and again when a source, the lockfile
 * or the Vite that builds them has changed.
 */
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PlainError } from '#kernel/errors'

const root = fileURLToPath(new URL('../../', import.meta.url))
const stampName = '.stamp'

/** What the pages are built from, as one hash: all files of web/ by name and content, and the lockfile. */
export function webSourceHash(): string {
  const hash = createHash('sha256')
  const files = globSync('web/**/*', { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  for (const file of [...files, join(root, 'package-lock.json')]) {
    if (!existsSync(file)) continue
    // The path is part of it, so that a renamed file counts; its separator is not.
    hash.update(file.slice(root.length).split(sep).join('/')).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/** Whether `dir` holds the pages of just these sources. */
function isBuilt(dir: string, stamp: string): boolean {
  const file = join(dir, stampName)
  const pages = ['index.html', 'desk.html'].every((page) => existsSync(join(dir, page)))
  return pages && existsSync(file) && readFileSync(file, 'utf8') === stamp
}

/**
 * Makes sure that `outDir` holds the built pages and gives its path. It is built beside its place and then renamed, so
 * that a start that is broken off leaves the pages as they were.
 * @throws PlainError where the pages cannot be built
 */
export async function ensureWeb(outDir: string, options: { log?: (line: string) => void } = {}): Promise<string> {
  const log = options.log ?? (() => {})
  const stamp = webSourceHash()
  if (isBuilt(outDir, stamp)) return outDir
  log('正在生成网页（首次启动或网页有更新时进行）……')
  const fresh = `${outDir}.${process.pid}.new`
  const old = `${outDir}.${process.pid}.old`
  mkdirSync(dirname(outDir), { recursive: true })
  rmSync(fresh, { recursive: true, force: true })
  try {
    const { build } = await import('vite')
    await build({
      configFile: join(root, 'web', 'vite.config.ts'),
      // The configuration is TypeScript that this Node runs as it is; nothing is written beside it.
      configLoader: 'native',
      mode: 'production',
      logLevel: 'error',
      clearScreen: false,
      build: { outDir: fresh, emptyOutDir: true },
    })
    writeFileSync(join(fresh, stampName), stamp)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    const reason = (error as Error).message.split('\n')[0]
    throw new PlainError(`网页没有生成：${reason}。请先在项目目录运行 npm ci，再启动。`)
  }
  if (existsSync(outDir)) renameSync(outDir, old)
  renameSync(fresh, outDir)
  rmSync(old, { recursive: true, force: true })
  return outDir
}
