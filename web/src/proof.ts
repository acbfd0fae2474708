/**
 * What the visitor's own browser recomputes of a matter's record: each act's hash from its canonical text, the chain of
 * hashes, and the path from an act's leaf to the root that a signed checkpoint states (docs/record-format.md, sections 3 to 7).
 */
import { findBytes, sm3, toHex } from './sm3.ts'

/** An act as it is proved: its canonical text and the hash that the platform keeps for it. */
export type ProvableAct = { n: number; hash: string; text: string }

/** Where an act stands in the tree, and the hashes from its leaf up to the root. */
export type Inclusion = { leaf: number; proof: readonly string[]; checkpoint: string }

export type StatedCheckpoint = { origin: string; size: number; root: string; text: string }

/** The leaf of an act: SM3(0x00 ‖ hash). */
export function leafOf(actHash: Uint8Array): Uint8Array {
  const input = new Uint8Array(33)
  input.set(actHash, 1)
  return sm3(input)
}

function nodeOf(left: Uint8Array, right: Uint8Array): Uint8Array {
  const input = new Uint8Array(65)
  input[0] = 1
  input.set(left, 1)
  input.set(right, 33)
  return sm3(input)
}

/**
 * The root that leaf and path lead to in a tree of `size` leaves (RFC 9162 section 2.1.3.2); undefined where the path does
 * not fit place and size.
 */
export function findRoot(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
): Uint8Array | undefined {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return undefined
  if (path.some((p) => p.length !== 32)) return undefined
  // Sizes go beyond 2^31, so halves are divisions and not shifts.
  const half = (n: number) => Math.floor(n / 2)
  let [at, last, root] = [index, size - 1, leaf]
  for (const p of path) {
    if (last === 0) return undefined
    if (at % 2 === 1 || at === last) {
      root = nodeOf(p, root)
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)]
    } else {
      root = nodeOf(root, p)
    }
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 ? root : undefined
}

/** Reads what a checkpoint states: origin, size and root, and the text that is signed; undefined where it is malformed. */
export function findCheckpoint(note: string): StatedCheckpoint | undefined {
  const end = note.lastIndexOf('\n\n')
  const [origin, sizeText, rootText] = note.split('\n')
  if (end < 0 || !origin || !sizeText || !rootText || !/^(0|[1-9]\d*)$/.test(sizeText)) return undefined
  try {
    const bytes = Uint8Array.from(atob(rootText), (c) => c.charCodeAt(0))
    if (bytes.length !== 32) return undefined
    return { origin, size: Number(sizeText), root: toHex(bytes), text: note.slice(0, end + 1) }
  } catch {
    return undefined
  }
}

export type CheckedAct = {
  n: number
  computed: string
  /** The text gives the hash that the platform keeps. */
  hash: boolean
  /** The text names the hash of the act before it. */
  chain: boolean
}

/** Recomputes the hashes of a matter's acts (in order of n) and their chain. An unreadable text fails both. */
export function checkActs(acts: readonly ProvableAct[]): CheckedAct[] {
  let before = ''
  let expected = 1
  return acts.map((act) => {
    const computed = toHex(sm3(act.text))
    const record = findRecord(act.text)
    const chain = record?.n === expected && record.prev === before
    before = computed
    expected++
    return { n: act.n, computed, hash: computed === act.hash, chain }
  })
}

function findRecord(text: string): { n: unknown; prev: unknown } | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether the act with this recomputed hash stands at its leaf under the checkpoint's root. */
export function checkInclusion(actHash: string, inclusion: Inclusion): boolean {
  const checkpoint = findCheckpoint(inclusion.checkpoint)
  const hash = findBytes(actHash)
  const path = inclusion.proof.map(findBytes)
  if (!checkpoint || hash?.length !== 32 || path.some((p) => p === undefined)) return false
  const root = findRoot(leafOf(hash), inclusion.leaf, checkpoint.size, path as Uint8Array[])
  return root !== undefined && toHex(root) === checkpoint.root
}

/** The signer id of GM/T 0009 that is used where two sides have agreed on nothing else. */
const signerId = '1234567812345678'

/**
 * Whether the checkpoint carries a signature of this public key line (`fadu-sm2 <origin> <130 hex digits>`). The curve's
 * arithmetic is fetched only when it is asked for.
 */
export async function checkSignature(note: string, keyLine: string): Promise<boolean> {
  const checkpoint = findCheckpoint(note)
  const [kind, origin = '', publicKey = ''] = keyLine.trim().split(' ')
  if (!checkpoint || kind !== 'fadu-sm2' || origin !== checkpoint.origin || !/^04[0-9a-f]{128}$/.test(publicKey)) {
    return false
  }
  const { sm2 } = await import('sm-crypto-v2')
  const message = new TextEncoder().encode(checkpoint.text)
  // The key id names whose signature a line is: witnesses outside the city add lines of their own.
  const named = new Uint8Array([...new TextEncoder().encode(`${origin}\n`), 0xff])
  const rest = new TextEncoder().encode('fadu-sm2-sm3')
  const id = toHex(sm3(Uint8Array.from([...named, ...rest, ...findBytes(publicKey)!]))).slice(0, 8)
  const lines = note.slice(checkpoint.text.length + 1).split('\n')
  return lines.some((line) => {
    const [dash, name, encoded = ''] = line.split(' ')
    if (dash !== '—' || name !== origin) return false
    try {
      const hex = toHex(Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0)))
      if (hex.slice(0, 8) !== id || hex.length !== 136) return false
      return sm2.doVerifySignature(message, hex.slice(8), publicKey, { hash: true, userId: signerId })
    } catch {
      return false
    }
  })
}
