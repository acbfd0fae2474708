/** Ids and salts are arguments: random in service, seeded in a replay, so that a replay gives the same hashes however it is run. */
import { createHash, randomBytes } from 'node:crypto'
import { epochMs, type Instant } from './clock.ts'

/** What an id is for: a paper and whatever a procedure numbers itself are records; a party is told by its own number. */
export type IdOf = 'matter' | 'agency' | 'record' | 'paper' | `party/${string}`

export type Entropy = {
  /** A new id: uuid version 7, ordered by the instant it is given. What it is for is told to a replay, which plans some ids ahead. */
  id(at: Instant, of?: IdOf): string
  /** 16 bytes as hex. */
  salt(): string
  /** Remembers this point of a seeded stream and returns what goes back to it, so that a second try draws the same. */
  mark?(): () => void
}

/** Writes 48 bits of milliseconds and ten bytes as a version 7 uuid. */
export function uuid7(ms: number, tail: Uint8Array): string {
  const hex = ms.toString(16).padStart(12, '0') + Buffer.from(tail.buffer, tail.byteOffset, 10).toString('hex')
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

// Random bytes are drawn in pages: one system call serves two hundred ids.
let page = Buffer.alloc(0)
let used = 0
function draw(n: number): Buffer {
  if (used + n > page.length) {
    page = randomBytes(4096)
    used = 0
  }
  const out = page.subarray(used, used + n)
  used += n
  return out
}

export const randomEntropy: Entropy = {
  id: (at) => uuid7(epochMs(at), draw(10)),
  salt: () => draw(16).toString('hex'),
}

/** A stream that depends on its label alone. */
export function seededEntropy(label: string): Entropy {
  let block = Buffer.alloc(0)
  let at = 0
  let counter = 0
  const take = (n: number): Buffer => {
    if (at + n > block.length) {
      block = createHash('sm3').update(`${label}\u0000${counter++}`).digest()
      at = 0
    }
    const out = block.subarray(at, at + n)
    at += n
    return out
  }
  return {
    id: (when) => uuid7(epochMs(when), take(10)),
    salt: () => take(16).toString('hex'),
    mark: () => {
      const point = { block, at, counter }
      return () => ({ block, at, counter } = point)
    },
  }
}
