/** Runs ./fadu as an operator does: in a process of its own, with a home and perhaps a database of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { testServer } from './support.ts'

const program = fileURLToPath(new URL('../fadu', import.meta.url))

export type Said = { code: number | null; out: string; err: string; seconds: number }

/** The command's environment: nothing of the test's own city reaches it. */
export const envWith = (env: Record<string, string>): NodeJS.ProcessEnv => {
  const { DATABASE_URL: _d, FADU_HOME: _h, PORT: _p, ...rest } = process.env
  return { ...rest, ...env }
}

/** Runs a command to its end. A command that has not ended after `seconds` is killed: its code is null then. */
export function runFadu(args: readonly string[], env: Record<string, string> = {}, seconds = 90): Promise<Said> {
  const begun = performance.now()
  const child = spawn(program, args, { env: envWith(env), stdio: ['ignore', 'pipe', 'pipe'] })
  return ended(child, begun, seconds)
}

/** Starts a command that goes on running. */
export const startFadu = (args: readonly string[], env: Record<string, string>): ChildProcess =>
  spawn(program, args, { env: envWith(env), stdio: ['ignore', 'pipe', 'pipe'] })

export function ended(child: ChildProcess, begun = performance.now(), seconds = 90): Promise<Said> {
  let out = ''
  let err = ''
  child.stdout!.setEncoding('utf8').on('data', (t: string) => {
    out += t
  })
  child.stderr!.setEncoding('utf8').on('data', (t: string) => {
    err += t
  })
  const late = setTimeout(() => child.kill('SIGKILL'), seconds * 1000)
  return new Promise((resolve) => {
    child.once('close', (code) => {
      clearTimeout(late)
      resolve({ code, out, err, seconds: (performance.now() - begun) / 1000 })
    })
  })
}

/**
 * A new database on the test server; `end` drops it. For commands that refuse it: a migration would give the server's
 * roles other passwords under the other tests.
 */
export async function ownDatabase(name: string, more = ''): Promise<{ url: string; end(): Promise<void> }> {
  const server = await testServer()
  const database = `fadu_${name}_${process.pid}`
  const say = async (text: string) => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    try {
      await client.query(text)
    } finally {
      await client.end()
    }
  }
  await say(`drop database if exists ${database} with (force)`)
  await say(`create database ${database} ${more}`)
  const url = new URL(server)
  url.pathname = `/${database}`
  return { url: url.toString(), end: () => say(`drop database if exists ${database} with (force)`) }
}
