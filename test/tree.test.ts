import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import fc from 'fast-check'
import {
  CompactRange,
  consistencyProof,
  emptyRoot,
  type GetNode,
  inclusionProof,
  leafHash,
  treeFromLeaves,
  verifyConsistency,
  verifyInclusion,
} from '../src/kernel/tree.ts'

const vectors = JSON.parse(readFileSync(new URL('./vectors/record.json', import.meta.url), 'utf8')).tree
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))

/** How many mutations are tried; the long run sets 1,000,000. */
const mutations = Number(process.env.FADU_MUTATIONS ?? 10_000)

// The definition of RFC 6962 section 2.1, word for word and as slow as it stands there, sharing nothing with tree.ts.
const digest = (...parts: Uint8Array[]) => createHash('sm3').update(Buffer.concat(parts)).digest()
const one = Buffer.from([1])
function naiveRoot(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return digest()
  if (leaves.length === 1) return Buffer.from(leaves[0]!)
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return digest(one, naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)))
}

const most = 300
const acts = Array.from({ length: most }, (_, i) => digest(Buffer.from(`act ${i}`)))
const leaves = acts.map((act) => digest(Buffer.from([0]), act))
const roots = Array.from({ length: most + 1 }, (_, size) => naiveRoot(leaves.slice(0, size)))
let getNode: GetNode

before(() => {
  getNode = treeFromLeaves(leaves).getNode
})

test('the committed vectors are reproduced', async () => {
  assert.deepEqual(
    vectors.acts.map((act: string) => hex(leafHash(act))),
    vectors.leaves,
  )
  const range = new CompactRange()
  assert.equal(hex(range.root()), vectors.roots[0])
  vectors.acts.forEach((act: string, i: number) => {
    range.appendAct(act)
    assert.equal(hex(range.root()), vectors.roots[i + 1])
  })
  const tree = treeFromLeaves(vectors.leaves.map(bytes))
  for (const { index, size, proof } of vectors.inclusion) {
    assert.deepEqual((await inclusionProof(index, size, tree.getNode)).map(hex), proof)
    assert.ok(verifyInclusion(bytes(vectors.leaves[index]), index, size, proof.map(bytes), bytes(vectors.roots[size])))
  }
  for (const { m, n, proof } of vectors.consistency) {
    assert.deepEqual((await consistencyProof(m, n, tree.getNode)).map(hex), proof)
    assert.ok(verifyConsistency(m, n, proof.map(bytes), bytes(vectors.roots[m]), bytes(vectors.roots[n])))
  }
})

test('the compact range equals the naive tree for every size, also when stopped and restored', () => {
  const range = new CompactRange()
  let restored = new CompactRange()
  assert.deepEqual(range.root(), Buffer.from(emptyRoot))
  for (let i = 0; i < most; i++) {
    range.appendAct(i % 2 ? acts[i]! : hex(acts[i]!))
    restored = CompactRange.restore(restored.serialise())
    restored.append(leaves[i]!)
    assert.equal(range.size, i + 1)
    assert.deepEqual(range.root(), roots[i + 1], `size ${i + 1}`)
    assert.deepEqual(restored.root(), roots[i + 1], `restored at size ${i + 1}`)
    assert.equal(restored.serialise(), range.serialise())
  }
})

test('every complete subtree is told once, as it is finished', () => {
  const seen = new Map<string, string>()
  const range = new CompactRange()
  for (const leaf of leaves) {
    range.append(leaf, (level, index, node) => {
      assert.ok(!seen.has(`${level}/${index}`))
      seen.set(`${level}/${index}`, hex(node))
      // A store may hash while it is told.
      leafHash(node)
    })
  }
  let count = 0
  for (let level = 0; 2 ** level <= most; level++) {
    const width = 2 ** level
    for (let index = 0; (index + 1) * width <= most; index++, count++) {
      assert.equal(seen.get(`${level}/${index}`), hex(naiveRoot(leaves.slice(index * width, (index + 1) * width))))
    }
  }
  assert.equal(seen.size, count)
})

test('a serialised range that does not fit itself is not restored', () => {
  const range = new CompactRange()
  for (const leaf of leaves.slice(0, 5)) range.append(leaf)
  const text = range.serialise()
  for (const wrong of [
    '',
    '5',
    `5:${'0'.repeat(64)}`,
    text.slice(0, -1),
    `${text}00`,
    text.replace('5:', '05:'),
    `9${text}`,
  ]) {
    assert.throws(() => CompactRange.restore(wrong), /invariant/, wrong)
  }
  assert.throws(() => range.append(leaves[0]!.subarray(1)), /32 bytes/)
  assert.throws(() => range.appendAct('zz'.repeat(32)), /64 hex/)
  assert.throws(() => range.appendAct('ab'), /64 hex/)
})

test('every inclusion proof up to size 64 verifies, and for no other leaf or root', async () => {
  for (let size = 1; size <= 64; size++) {
    for (let index = 0; index < size; index++) {
      const proof = await inclusionProof(index, size, getNode)
      assert.ok(verifyInclusion(leaves[index]!, index, size, proof, roots[size]!), `${index} of ${size}`)
      assert.ok(!verifyInclusion(leaves[index + 1]!, index, size, proof, roots[size]!))
      assert.ok(!verifyInclusion(leaves[index]!, index, size, proof, roots[size + 1]!))
    }
  }
})

test('every consistency proof up to size 64 verifies, and for no other root', async () => {
  for (let n = 0; n <= 64; n++) {
    for (let m = 0; m <= n; m++) {
      const proof = await consistencyProof(m, n, getNode)
      assert.ok(verifyConsistency(m, n, proof, roots[m]!, roots[n]!), `${m} to ${n}`)
      assert.ok(!verifyConsistency(m, n, proof, roots[m + 1]!, roots[n]!))
      // The empty tree is the beginning of every tree, so nothing stands against another new root.
      if (m > 0) assert.ok(!verifyConsistency(m, n, proof, roots[m]!, roots[n + 1]!))
    }
  }
})

test('sizes beyond 2^32 keep their arithmetic', async () => {
  // A tree of equal leaves has one hash a level, so a huge one needs no storage.
  const levels = [Buffer.from(leaves[0]!)]
  for (let level = 1; level <= 52; level++) levels.push(digest(one, levels[level - 1]!, levels[level - 1]!))
  const same: GetNode = (level) => levels[level]!
  const rootOf = (size: number) => CompactRange.restore(serialised(size, levels)).root()
  for (const [index, size] of [
    [2 ** 33 + 5, 2 ** 33 + 12345],
    [0, 2 ** 40 + 1],
    [2 ** 40, 2 ** 40 + 1],
    [2 ** 50 + 77, 2 ** 51 + 3],
  ] as const) {
    const root = rootOf(size)
    assert.ok(
      verifyInclusion(levels[0]!, index, size, await inclusionProof(index, size, same), root),
      `${index}/${size}`,
    )
    const older = rootOf(index + 1)
    const proof = await consistencyProof(index + 1, size, same)
    assert.ok(verifyConsistency(index + 1, size, proof, older, root), `${index + 1} to ${size}`)
  }
})

function serialised(size: number, levels: readonly Buffer[]): string {
  const bits = size.toString(2)
  const roots = [...bits].map((bit, i) => (bit === '1' ? hex(levels[bits.length - 1 - i]!) : ''))
  return `${size}:${roots.join('')}`
}

/** One change to a list of hashes; gives nothing where the change would leave it as it was. */
function mutate(list: readonly Uint8Array[], kind: number, at: number, bit: number): Uint8Array[] | undefined {
  const copy = list.map((item) => new Uint8Array(item))
  const i = copy.length === 0 ? 0 : at % copy.length
  const other = new Uint8Array(leaves[at % most]!)
  switch (kind) {
    case 0: // a flipped bit
      if (!copy[i]) return
      copy[i][bit >> 3]! ^= 1 << (bit & 7)
      return copy
    case 1: // one left out
      if (copy.length === 0) return
      copy.splice(i, 1)
      return copy
    case 2: // one twice
      if (!copy[i]) return
      copy.splice(i, 0, copy[i])
      return copy
    case 3: // one too many
      copy.splice(at % (copy.length + 1), 0, other)
      return copy
    case 4: // two exchanged
      if (copy.length < 2) return
      copy.push(copy.splice(i, 1)[0]!)
      return i === copy.length - 1 ? undefined : copy
    case 5: // cut short
      if (!copy[i]) return
      copy[i] = copy[i].slice(0, 31)
      return copy
    case 6: // a byte too long
      if (!copy[i]) return
      copy[i] = new Uint8Array([...copy[i], 0])
      return copy
    default: // another node of the same tree
      if (!copy[i] || Buffer.compare(copy[i], other) === 0) return
      copy[i] = other
      return copy
  }
}

const mutation = fc.record({
  a: fc.nat({ max: most - 1 }),
  b: fc.nat({ max: most - 1 }),
  target: fc.nat({ max: 3 }),
  kind: fc.nat({ max: 7 }),
  at: fc.nat({ max: 1_000 }),
  bit: fc.nat({ max: 255 }),
})

test(`${mutations} mutated inclusion proofs are all rejected`, async () => {
  let tried = 0
  await fc.assert(
    fc.asyncProperty(mutation, async ({ a, b, target, kind, at, bit }) => {
      const index = Math.min(a, b)
      const size = Math.max(a, b) + 1
      const proof = await inclusionProof(index, size, getNode)
      let [leaf, position, path, root] = [
        leaves[index]! as Uint8Array,
        index,
        proof as Uint8Array[],
        roots[size]! as Uint8Array,
      ]
      if (target === 0) leaf = mutate([leaf], kind % 2 ? 0 : 7, at, bit)?.[0] ?? leaf
      if (target === 1) position = at % size
      if (target === 2) root = mutate([root], kind % 2 ? 0 : 5, at, bit)?.[0] ?? root
      if (target === 3) path = mutate(path, kind, at, bit) ?? path
      const changed = leaf !== leaves[index] || position !== index || path !== proof || root !== roots[size]
      if (changed) tried++
      assert.equal(verifyInclusion(leaf, position, size, path, root), !changed)
    }),
    { numRuns: Math.ceil(mutations * 1.25) },
  )
  assert.ok(tried >= mutations, `only ${tried} were changed`)
})

test(`${mutations} mutated consistency proofs are all rejected`, async () => {
  let tried = 0
  await fc.assert(
    fc.asyncProperty(mutation, async ({ a, b, target, kind, at, bit }) => {
      const m = Math.min(a, b) + 1
      const n = Math.max(a, b) + 1
      const proof = await consistencyProof(m, n, getNode)
      let [path, older, newer] = [proof as Uint8Array[], roots[m]! as Uint8Array, roots[n]! as Uint8Array]
      if (target === 0) older = mutate([older], kind % 2 ? 0 : 6, at, bit)?.[0] ?? older
      if (target === 1) newer = mutate([newer], kind % 2 ? 0 : 7, at, bit)?.[0] ?? newer
      if (target >= 2) path = mutate(path, kind, at, bit) ?? path
      const changed = path !== proof || older !== roots[m] || newer !== roots[n]
      if (changed) tried++
      assert.equal(verifyConsistency(m, n, path, older, newer), !changed)
    }),
    { numRuns: Math.ceil(mutations * 1.25) },
  )
  assert.ok(tried >= mutations, `only ${tried} were changed`)
})

test('a proof of one shape does not pass for another size', async () => {
  const [zero, first] = [leaves[0]!, leaves[1]!]
  assert.ok(!verifyInclusion(first, 0, 1, [zero], roots[2]!), 'an inner node is no tree of one leaf')
  assert.ok(
    !verifyInclusion(zero, 0, 8, await inclusionProof(0, 4, getNode), roots[4]!),
    'a proof too short for the size',
  )
  assert.ok(
    !verifyInclusion(zero, 0, 4, await inclusionProof(0, 8, getNode), roots[8]!),
    'a proof too long for the size',
  )
  assert.ok(!verifyConsistency(2, 8, await consistencyProof(2, 4, getNode), roots[2]!, roots[4]!))
  assert.ok(!verifyConsistency(2, 4, await consistencyProof(2, 8, getNode), roots[2]!, roots[8]!))
})

test('nonsense sizes are rejected, not thrown at', () => {
  const root = roots[3]!
  const wrong = [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 4]
  for (const x of wrong) {
    assert.equal(verifyInclusion(leaves[0]!, x, 3, [], root), false)
    if (x !== 4) assert.equal(verifyInclusion(leaves[0]!, 0, x, [], root), false)
    assert.equal(verifyConsistency(x, 3, [], root, root), false)
    if (x !== 4) assert.equal(verifyConsistency(1, x, [], root, root), false)
  }
  assert.equal(verifyInclusion(leaves[0]!, 0, 0, [], roots[0]!), false)
  assert.equal(verifyConsistency(0, 3, [], roots[1]!, root), false)
  assert.equal(verifyConsistency(0, 0, [], root, root), false)
  assert.equal(verifyConsistency(3, 3, [leaves[0]!], root, root), false)
  assert.equal(verifyConsistency(0, 3, [leaves[0]!], roots[0]!, root), false)
  assert.equal(verifyInclusion(leaves[0]!, 0, 1, ['x' as unknown as Uint8Array], leaves[0]!), false)
})

test('the tree grows fast enough for a replay', (t) => {
  const texts = acts.map(hex)
  let best = 0
  for (let round = 0; round < 5; round++) {
    const range = new CompactRange()
    const started = process.hrtime.bigint()
    for (let i = 0; i < 60_000; i++) range.appendAct(texts[i % most]!)
    best = Math.max(best, 60_000 / (Number(process.hrtime.bigint() - started) / 1e9))
  }
  t.diagnostic(`${Math.round(best)} leaves/s`)
  // The goal is 150,000; half of it is the floor, since test files share the cores.
  assert.ok(best > 75_000, `${Math.round(best)} leaves/s`)
})
