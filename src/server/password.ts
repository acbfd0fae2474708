/**
 * Password hashes: Argon2id of Node's own crypto, written as PHC strings so that parameters can move.
 *
 * One hash takes 64 MiB and some 200 ms, so at most two are computed at once; who would wait too long is turned away.
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { Refusal } from '#kernel/errors'

const derive = promisify(argon2)

export type Argon2Cost = { memoryKib: number; passes: number }
export const defaultCost: Argon2Cost = { memoryKib: 65_536, passes: 3 }

const atOnce = 2
const mayWait = 64
let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= mayWait) throw new Refusal('busy', 'kernel.signInBusy', '现在登录的人较多，请稍后再试')
    await new Promise<void>((go) => waiting.push(go))
  } else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

const b64 = (b: Uint8Array) => Buffer.from(b).toString('base64').replace(/=+$/, '')

const run = (password: string, salt: Buffer, cost: Argon2Cost): Promise<Buffer> =>
  inTurn(() =>
    derive('argon2id', {
      message: Buffer.from(password.normalize('NFKC'), 'utf8'),
      nonce: salt,
      parallelism: 1,
      tagLength: 32,
      memory: cost.memoryKib,
      passes: cost.passes,
    }),
  )

/** Hashes a password: `$argon2id$v=19$m=…,t=…,p=1$salt$tag`. */
export async function hashPassword(password: string, cost: Argon2Cost = defaultCost): Promise<string> {
  const salt = randomBytes(16)
  const tag = await run(password, salt, cost)
  return `$argon2id$v=19$m=${cost.memoryKib},t=${cost.passes},p=1$${b64(salt)}$${b64(tag)}`
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** Whether the password is the hashed one; false for a hash of another form. */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const m = phc.exec(hash)
  if (!m) return false
  const tag = Buffer.from(m[4]!, 'base64')
  const found = await run(password, Buffer.from(m[3]!, 'base64'), { memoryKib: Number(m[1]), passes: Number(m[2]) })
  return tag.length === found.length && timingSafeEqual(tag, found)
}

/** What a password must be (GB/T 22239 asks for complexity; the numbers are this platform's): at least ten characters of three kinds. */
export function judgePassword(password: string, username: string): void {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((k) => k.test(password)).length
  const wrong = (message: string) => {
    throw new Refusal('input', 'kernel.password', message, {
      fields: [{ path: 'password', message }],
      allowed: ['十个字符以上，含大写、小写、数字、其他字符中的三种'],
    })
  }
  if ([...password].length < 10 || password.length > 128 || kinds < 3)
    wrong('密码至少十个字符，并含大写、小写、数字、其他字符中的三种')
  if (password.toLowerCase().includes(username.toLowerCase())) wrong('密码不得包含用户名')
}
