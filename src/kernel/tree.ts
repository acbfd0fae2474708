/**
 * The Merkle tree over all sealed acts (RFC 6962 section 2, its proofs checked as RFC 9162 section 2.1 says), with SM3:
 * leaf SM3(0x00 ‖ act hash), node SM3(0x01 ‖ left ‖ right), empty tree SM3 of nothing.
 *
 * A node is named (level, index): the root of the complete subtree over leaves [index·2^level, (index+1)·2^level).
 */
import { hash } from 'node:crypto'
import { invariant } from './errors.ts'

/** A complete subtree's root. */
export type NodeName = { level: number; index: number }

/** Gives the hash (32 bytes) of a complete subtree; a leaf hash at level 0. */
export type GetNode = (level: number, index: number) => Uint8Array | Promise<Uint8Array>

const size = 32

/** SM3 of the empty string: the root of a tree without leaves. */
export const emptyRoot: Uint8Array = hash('sm3', '', 'buffer')

const leafInput = Buffer.alloc(1 + size)
const nodeInput = Buffer.alloc(1 + size + size)
nodeInput[0] = 1

/** The leaf of an act: SM3(0x00 ‖ the 32 bytes of the act's hash). */
export function leafHash(actHash: Uint8Array | string): Buffer {
  if (typeof actHash === 'string') {
    invariant(actHash.length === size * 2, 'an act hash has 64 hex digits')
    invariant(leafInput.write(actHash, 1, 'hex') === size, 'an act hash has 64 hex digits')
  } else {
    invariant(actHash.length === size, 'an act hash has 32 bytes')
    leafInput.set(actHash, 1)
  }
  return hash('sm3', leafInput, 'buffer')
}

/** An inner node: SM3(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  invariant(left.length === size && right.length === size, 'a node has two hashes of 32 bytes')
  nodeInput.set(left, 1)
  nodeInput.set(right, 1 + size)
  return hash('sm3', nodeInput, 'buffer')
}

// Sizes go beyond 2^31, so halves are divisions and not shifts.
const half = (n: number) => Math.floor(n / 2)
const isOdd = (n: number) => n % 2 === 1

/**
 * The right edge of a growing tree: the roots of the complete subtrees that its size is made of, largest first. It is all
 * that appending and the root need, so a job can stop and go on from its serialised form.
 */
export class CompactRange {
  #size = 0
  // The subtree root of level l stands at l * 32; only the levels whose bit of the size is set hold anything.
  readonly #edge = Buffer.alloc(53 * size)
  // 0x01 ‖ left ‖ right, its own so that `onNode` may hash too.
  readonly #input = Buffer.alloc(1 + size + size, 1)

  /** Number of leaves. */
  get size(): number {
    return this.#size
  }

  /**
   * Adds one leaf.
   * @param leaf a leaf hash, 32 bytes (see `leafHash`)
   * @param onNode told every complete subtree that this leaf finishes, level 0 first, for storing
   */
  append(leaf: Uint8Array, onNode?: (level: number, index: number, hash: Buffer) => void): void {
    invariant(leaf.length === size, 'a leaf hash has 32 bytes')
    const input = this.#input
    let level = 0
    let index = this.#size
    input.set(leaf, 1 + size)
    onNode?.(0, index, Buffer.from(leaf))
    while (isOdd(index)) {
      this.#edge.copy(input, 1, level * size, level * size + size)
      // A string of bytes out of the native call costs less than half of what a Buffer costs.
      input.write(hash('sm3', input, 'binary'), 1 + size, size, 'latin1')
      level++
      index = half(index)
      onNode?.(level, index, Buffer.from(input.subarray(1 + size)))
    }
    input.copy(this.#edge, level * size, 1 + size)
    this.#size++
  }

  /** Adds the act with this hash (64 hex digits or 32 bytes) as the next leaf. */
  appendAct(actHash: Uint8Array | string, onNode?: (level: number, index: number, hash: Buffer) => void): void {
    this.append(leafHash(actHash), onNode)
  }

  /** The root over all leaves so far, 32 bytes. */
  root(): Buffer {
    const roots = this.#roots()
    return roots.length === 0 ? Buffer.from(emptyRoot) : fold(roots)
  }

  #roots(): Buffer[] {
    return completeSubtrees(0, this.#size).map(({ level }) =>
      Buffer.from(this.#edge.subarray(level * size, level * size + size)),
    )
  }

  /** Size and subtree roots as one line: `<size>:<hex of the roots, largest subtree first>`. */
  serialise(): string {
    return `${this.#size}:${Buffer.concat(this.#roots()).toString('hex')}`
  }

  /** The range that `serialise` wrote; throws where the text does not fit its own size. */
  static restore(text: string): CompactRange {
    const match = /^(0|[1-9]\d*):((?:[0-9a-f]{64})*)$/.exec(text)
    invariant(match, 'a compact range is <size>:<hex>')
    const range = new CompactRange()
    range.#size = Number(match[1])
    invariant(Number.isSafeInteger(range.#size), 'a tree size is below 2^53')
    const subtrees = completeSubtrees(0, range.#size)
    invariant(match[2]!.length === subtrees.length * size * 2, 'a compact range has one root for each bit of its size')
    subtrees.forEach(({ level }, i) => {
      range.#edge.write(match[2]!.slice(i * size * 2, (i + 1) * size * 2), level * size, 'hex')
    })
    return range
  }
}

/** The complete subtrees that leaves [begin, end) are made of, left to right; `begin` is a multiple of their sizes. */
function completeSubtrees(begin: number, end: number): NodeName[] {
  const found: NodeName[] = []
  let at = begin
  let width = 2 ** 52
  for (let level = 52; level >= 0; level--) {
    if (end - at >= width) {
      found.push({ level, index: at / width })
      at += width
    }
    width /= 2
  }
  return found
}

/** The root over neighbouring subtrees, right to left as RFC 6962 splits them. */
function fold(roots: readonly Uint8Array[]): Buffer {
  let root: Buffer = Buffer.from(roots[roots.length - 1]!)
  for (let i = roots.length - 2; i >= 0; i--) root = nodeHash(roots[i]!, root)
  return root
}

/** The largest power of two below n (n ≥ 2). */
function split(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/**
 * What an inclusion proof is made of, in proof order (leaf to root): each element the subtrees whose fold it is. A store
 * can fetch all of them in one query.
 */
export function inclusionNodes(leafIndex: number, treeSize: number): NodeName[][] {
  invariant(Number.isSafeInteger(treeSize) && Number.isSafeInteger(leafIndex), 'index and size are integers')
  invariant(leafIndex >= 0 && leafIndex < treeSize, 'a leaf lies within its tree')
  const path: NodeName[][] = []
  let begin = 0
  let end = treeSize
  while (end - begin > 1) {
    const middle = begin + split(end - begin)
    if (leafIndex < middle) {
      path.push(completeSubtrees(middle, end))
      end = middle
    } else {
      path.push(completeSubtrees(begin, middle))
      begin = middle
    }
  }
  return path.reverse()
}

/** What a consistency proof from size m to size n is made of, in proof order; empty for m = 0 and m = n. */
export function consistencyNodes(m: number, n: number): NodeName[][] {
  invariant(Number.isSafeInteger(m) && Number.isSafeInteger(n), 'sizes are integers')
  invariant(m >= 0 && m <= n, 'a tree is consistent with a later one')
  if (m === 0 || m === n) return []
  const path: NodeName[][] = []
  let begin = 0
  let end = n
  // The old tree is itself a subtree of the new one as long as the walk has never gone right.
  while (m !== end) {
    const middle = begin + split(end - begin)
    if (m <= middle) {
      path.push(completeSubtrees(middle, end))
      end = middle
    } else {
      path.push(completeSubtrees(begin, middle))
      begin = middle
    }
  }
  if (begin > 0) path.push(completeSubtrees(begin, end))
  return path.reverse()
}

async function fetchFolds(path: readonly NodeName[][], getNode: GetNode): Promise<Buffer[]> {
  return Promise.all(
    path.map(async (subtrees) => fold(await Promise.all(subtrees.map(({ level, index }) => getNode(level, index))))),
  )
}

/** The inclusion proof of a leaf in the tree of the first `treeSize` leaves (RFC 6962 section 2.1.1). */
export function inclusionProof(leafIndex: number, treeSize: number, getNode: GetNode): Promise<Buffer[]> {
  return fetchFolds(inclusionNodes(leafIndex, treeSize), getNode)
}

/** The proof that the tree of m leaves is the beginning of the tree of n leaves (RFC 6962 section 2.1.2). */
export function consistencyProof(m: number, n: number, getNode: GetNode): Promise<Buffer[]> {
  return fetchFolds(consistencyNodes(m, n), getNode)
}

const isHash = (value: unknown): value is Uint8Array => value instanceof Uint8Array && value.length === size
const isSize = (value: number) => Number.isSafeInteger(value) && value >= 0
const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0

/**
 * Whether the proof shows `leaf` at `leafIndex` of the tree with this size and root (RFC 9162 section 2.1.3.2). Size and root
 * must come from a checkpoint whose signature was verified: a proof alone does not bind the size. Malformed input is
 * false, never an error.
 */
export function verifyInclusion(
  leaf: Uint8Array,
  leafIndex: number,
  treeSize: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isSize(leafIndex) || !isSize(treeSize) || leafIndex >= treeSize) return false
  if (!isHash(leaf) || !isHash(root) || !proof.every(isHash)) return false
  let fn = leafIndex
  let sn = treeSize - 1
  let r: Uint8Array = leaf
  for (const p of proof) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      r = nodeHash(p, r)
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else {
      r = nodeHash(r, p)
    }
    fn = half(fn)
    sn = half(sn)
  }
  return sn === 0 && same(r, root)
}

/**
 * Whether the proof shows that the tree (m, oldRoot) is the beginning of the tree (n, newRoot) (RFC 9162 section 2.1.4.2).
 * Sizes and roots must come from verified checkpoints. An empty tree is the beginning of every tree, by an empty proof.
 * Malformed input is false, never an error.
 */
export function verifyConsistency(
  m: number,
  n: number,
  proof: readonly Uint8Array[],
  oldRoot: Uint8Array,
  newRoot: Uint8Array,
): boolean {
  if (!isSize(m) || !isSize(n) || m > n) return false
  if (!isHash(oldRoot) || !isHash(newRoot) || !proof.every(isHash)) return false
  if (m === n) return proof.length === 0 && same(oldRoot, newRoot) && (m > 0 || same(oldRoot, emptyRoot))
  if (m === 0) return proof.length === 0 && same(oldRoot, emptyRoot)
  // Where the old tree is complete, its root is the proof's unwritten first element.
  const path = m === 1 || split(m) * 2 === m ? [oldRoot, ...proof] : proof
  if (path.length === 0) return false
  let fn = m - 1
  let sn = n - 1
  while (isOdd(fn)) {
    fn = half(fn)
    sn = half(sn)
  }
  let fr = path[0]!
  let sr = path[0]!
  for (const c of path.slice(1)) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      fr = nodeHash(c, fr)
      sr = nodeHash(c, sr)
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else {
      sr = nodeHash(sr, c)
    }
    fn = half(fn)
    sn = half(sn)
  }
  return sn === 0 && same(fr, oldRoot) && same(sr, newRoot)
}

/** A whole tree in memory: its root at any size and its nodes, for tests and small exports. */
export function treeFromLeaves(leaves: readonly Uint8Array[]): { size: number; root: Buffer; getNode: GetNode } {
  const nodes = new Map<string, Buffer>()
  const range = new CompactRange()
  for (const leaf of leaves) range.append(leaf, (level, index, node) => nodes.set(`${level}/${index}`, node))
  return {
    size: range.size,
    root: range.root(),
    getNode(level, index) {
      const node = nodes.get(`${level}/${index}`)
      invariant(node, `no complete subtree ${level}/${index} in a tree of ${leaves.length} leaves`)
      return node
    },
  }
}
