/** The browser's own SM3 and proofs, against the same vectors as the kernel's. */
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { inclusionProof, leafHash, treeFromLeaves } from '../src/kernel/tree.ts'
import { checkActs, checkInclusion, checkSignature, findCheckpoint, findRoot, leafOf } from '../web/src/proof.ts'
import { findBytes, sm3, toHex } from '../web/src/sm3.ts'

const vectors = JSON.parse(readFileSync(new URL('vectors/record.json', import.meta.url), 'utf8'))

/** The same text with one character changed. */
const altered = (text: string) => `${text.slice(0, -2)}${text.at(-2) === 'x' ? 'y' : 'x'}${text.slice(-1)}`

describe('SM3 in the browser', () => {
  for (const v of vectors.sm3)
    it(`gives the vector's hash of ${JSON.stringify(v.text.slice(0, 8))}`, () =>
      assert.equal(toHex(sm3(v.text)), v.hash))

  it('agrees with the machine on any bytes, at every length around a block', () => {
    for (let n = 0; n < 200; n++)
      assert.equal(toHex(sm3(new Uint8Array(n).fill(n))), hash('sm3', new Uint8Array(n).fill(n), 'hex'))
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (b) => toHex(sm3(b)) === hash('sm3', b, 'hex')))
  })

  it('takes a string as its UTF-8 bytes', () => {
    assert.equal(toHex(sm3('人民调解😀')), hash('sm3', '人民调解😀', 'hex'))
  })
})

describe('the chain of a matter', () => {
  const chains = Map.groupBy(
    vectors.acts as { text: string; hash: string }[],
    (a) => JSON.parse(a.text).matter as string,
  )
  const acts = [...chains.values()].map((list) => list.map((a, i) => ({ n: i + 1, ...a }))).find((l) => l.length > 1)!

  it('holds on the vectors', () => {
    assert.ok(checkActs(acts).every((a) => a.hash && a.chain))
  })
  it('names the act whose text was changed, and the one after it', () => {
    const changed = acts.map((a, i) => (i === 0 ? { ...a, text: altered(a.text) } : a))
    const checked = checkActs(changed)
    assert.equal(checked[0]!.hash, false)
    assert.equal(checked[1]!.chain, false)
  })
  it('sees a missing act', () => {
    assert.equal(checkActs(acts.slice(1))[0]!.chain, false)
  })
})

describe('inclusion under a checkpoint', () => {
  const note = (size: number, root: string) =>
    `fadu/test\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\n\n— fadu/test AAAAAAA=\n`

  it('agrees with the kernel on every leaf of trees of any size, and on nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.nat(), async (size, pick) => {
        const hashes = Array.from({ length: size }, (_, i) => hash('sm3', `act ${i}`, 'hex'))
        const tree = treeFromLeaves(hashes.map(leafHash))
        const leaf = pick % size
        const proof = (await inclusionProof(leaf, size, tree.getNode)).map((b) => b.toString('hex'))
        const checkpoint = note(size, tree.root.toString('hex'))
        assert.ok(checkInclusion(hashes[leaf]!, { leaf, proof, checkpoint }))
        assert.ok(!checkInclusion(hash('sm3', 'another', 'hex'), { leaf, proof, checkpoint }))
        if (size > 1) assert.ok(!checkInclusion(hashes[leaf]!, { leaf: (leaf + 1) % size, proof, checkpoint }))
        assert.ok(!checkInclusion(hashes[leaf]!, { leaf, proof: [...proof, hashes[0]!], checkpoint }))
      }),
      { numRuns: 60 },
    )
  })
  it('refuses a path of another size and a malformed checkpoint', () => {
    const leaf = leafOf(findBytes(hash('sm3', 'a', 'hex'))!)
    assert.equal(findRoot(leaf, 0, 2, []), undefined)
    assert.equal(findRoot(leaf, 3, 2, []), undefined)
    assert.equal(findCheckpoint('fadu/test\n1\n!!\n\n— x y\n'), undefined)
  })
})

describe('the signature of a checkpoint', () => {
  const { note, keyLine } = vectors.checkpoint as { note: string; keyLine: string }
  const swapped = keyLine.replace(/[0-9a-f]{2}$/, (end) => (end === '00' ? '01' : '00'))

  it('holds for the vector', async () => assert.equal(await checkSignature(note, keyLine), true))
  it('does not hold for another size', async () =>
    assert.equal(await checkSignature(note.replace('\n4\n', '\n5\n'), keyLine), false))
  it('does not hold under another key', async () => assert.equal(await checkSignature(note, swapped), false))
  it('is not looked for under another name', async () =>
    assert.equal(await checkSignature(note, keyLine.replace('fadu.example', 'other.example')), false))
})
