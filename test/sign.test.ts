import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { type ActRecord, actHash, commitmentsOf, parseActText, verifyCommitment } from '../src/kernel/canonical.ts'
import {
  extendsCheckpoint,
  formatCheckpoint,
  formatKey,
  keyId,
  parseCheckpoint,
  parseKey,
  signCheckpoint,
  verifyCheckpoint,
} from '../src/kernel/checkpoint.ts'
import { PlainError, Refusal } from '../src/kernel/errors.ts'
import { generateKey, isPublicKey, softwareSigner, verifySm2 } from '../src/kernel/sign.ts'
import { CompactRange, consistencyProof, leafHash, treeFromLeaves } from '../src/kernel/tree.ts'

const vectors = JSON.parse(readFileSync(new URL('./vectors/record.json', import.meta.url), 'utf8'))
const bytes = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding))
const mutations = Number(process.env.FADU_MUTATIONS ?? 10_000)
const origin = 'fadu.example/test'
const root = bytes('ab'.repeat(32), 'hex')

const refused = (work: () => unknown) =>
  assert.throws(work, (error) => error instanceof Refusal && error.kind === 'input')

test('the standard signature verifies, and no other key, text, range or form does', () => {
  const { privateKey, publicKey, message, signature } = vectors.sm2
  const text = bytes(message)
  const sig = bytes(signature, 'hex')
  assert.equal(softwareSigner(privateKey, origin).publicKeyHex, publicKey)
  assert.ok(verifySm2(publicKey, text, sig))
  // A Buffer is a Uint8Array too; the library alone would trip over it.
  assert.ok(verifySm2(publicKey, Buffer.from(text), Buffer.from(sig)))
  assert.ok(!verifySm2(generateKey().publicKeyHex, text, sig))
  assert.ok(!verifySm2(publicKey, bytes('message digesT'), sig))
  const n = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123'
  const [r, s] = [signature.slice(0, 64), signature.slice(64)]
  const zero = '0'.repeat(64)
  for (const wrong of [
    zero + s,
    r + zero,
    n + s,
    r + n,
    zero + zero,
    s + r,
    r,
    `${signature}00`,
    `00${signature}`,
    '',
  ]) {
    assert.ok(!verifySm2(publicKey, text, bytes(wrong, 'hex')), wrong)
  }
  for (const key of [
    '',
    publicKey.toUpperCase(),
    publicKey.slice(2),
    `05${publicKey.slice(2)}`,
    `${publicKey.slice(0, -1)}0`,
  ]) {
    assert.ok(!isPublicKey(key), key)
    assert.ok(!verifySm2(key, text, sig), key)
  }
})

test('a fresh key signs what its public half verifies', async () => {
  const { privateKeyHex, publicKeyHex } = generateKey()
  const signer = softwareSigner(privateKeyHex, origin)
  assert.equal(signer.publicKeyHex, publicKeyHex)
  for (const message of [new Uint8Array(), bytes('法度'), new Uint8Array(100_000)]) {
    const signature = await signer.sign(message)
    assert.equal(signature.length, 64)
    assert.ok(verifySm2(publicKeyHex, message, signature))
    assert.ok(!verifySm2(publicKeyHex, new Uint8Array([...message.slice(0, 99_999), 1]), signature))
  }
  for (const wrong of ['', '0'.repeat(64), 'f'.repeat(64), privateKeyHex.slice(1), `${privateKeyHex}0`]) {
    assert.throws(() => softwareSigner(wrong, origin), PlainError)
  }
})

/** Whether the machine's openssl knows SM2. */
const openssl =
  spawnSync('openssl', ['list', '-public-key-algorithms'], { encoding: 'utf8' }).stdout?.includes('SM2') ?? false

test('openssl verifies our signatures and we verify those of openssl', {
  skip: !openssl && 'no openssl with SM2',
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fadu-sm2-'))
  const file = (name: string, content?: string | Uint8Array) => {
    const path = join(folder, name)
    if (content !== undefined) writeFileSync(path, content)
    return path
  }
  try {
    const { privateKeyHex, publicKeyHex } = generateKey()
    const message = bytes('法度检查点\n12\n')
    const pem = (kind: string, der: string) =>
      `-----BEGIN ${kind}-----\n${Buffer.from(der, 'hex').toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${kind}-----\n`
    const curve = '06082a811ccf5501822d'
    const privatePem = file(
      'key.pem',
      pem('EC PRIVATE KEY', `30770201010420${privateKeyHex}a00a${curve}a144034200${publicKeyHex}`),
    )
    const publicPem = file('pub.pem', pem('PUBLIC KEY', `3059301306072a8648ce3d0201${curve}034200${publicKeyHex}`))
    const text = file('message', message)
    const common = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678', '-in', text]

    const ours = Buffer.from(await softwareSigner(privateKeyHex, origin).sign(message))
    const verified = (signature: Uint8Array) =>
      spawnSync(
        'openssl',
        ['pkeyutl', '-verify', '-pubin', '-inkey', publicPem, '-sigfile', file('ours.sig', signature), ...common],
        { encoding: 'utf8' },
      ).status === 0
    assert.ok(verified(toDer(ours)), 'openssl verifies ours')
    ours[40]! ^= 1
    assert.ok(!verified(toDer(ours)), 'openssl refuses a changed one')

    execFileSync('openssl', ['pkeyutl', '-sign', '-inkey', privatePem, '-out', file('theirs.sig'), ...common])
    const theirs = fromDer(readFileSync(file('theirs.sig')))
    assert.ok(verifySm2(publicKeyHex, message, theirs), 'we verify theirs')
    theirs[40]! ^= 1
    assert.ok(!verifySm2(publicKeyHex, message, theirs), 'we refuse a changed one')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

/** r ‖ s as the DER sequence that openssl writes. */
function toDer(signature: Uint8Array): Uint8Array {
  const integer = (part: Uint8Array) => {
    let value = [...part]
    while (value.length > 1 && value[0] === 0) value = value.slice(1)
    if (value[0]! >= 0x80) value.unshift(0)
    return [2, value.length, ...value]
  }
  const body = [...integer(signature.slice(0, 32)), ...integer(signature.slice(32))]
  return new Uint8Array([0x30, body.length, ...body])
}

function fromDer(der: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = []
  for (let at = 2; at < der.length; at += 2 + der[at + 1]!) {
    const value = Buffer.from(der.slice(at + 2, at + 2 + der[at + 1]!))
    parts.push(Buffer.concat([Buffer.alloc(32), value]).subarray(-32))
  }
  return new Uint8Array(Buffer.concat(parts))
}

test('the committed checkpoint verifies and is read exactly', () => {
  const { keyLine, keyId: id, note } = vectors.checkpoint
  const key = parseKey(keyLine)
  assert.equal(formatKey(key), keyLine)
  assert.equal(keyId(key.origin, key.publicKeyHex).toString('hex'), id)
  const checkpoint = verifyCheckpoint(note, key)
  assert.equal(checkpoint.origin, 'fadu.example/vectors')
  assert.equal(checkpoint.size, 4)
  assert.equal(formatCheckpoint(checkpoint), checkpoint.text)
  assert.ok(note.startsWith(`${checkpoint.text}\n— fadu.example/vectors `))
})

test('a signed checkpoint verifies; unknown signatures are ignored, false ones of a known key are not', async () => {
  const own = generateKey()
  const other = generateKey()
  const key = { origin, publicKeyHex: own.publicKeyHex }
  const note = await signCheckpoint({ origin, size: 7, root }, softwareSigner(own.privateKeyHex, origin))
  const line = note.split('\n').at(-2)!
  assert.deepEqual(verifyCheckpoint(note, key).root, root)

  const witness = `— witness.example/w1 ${Buffer.alloc(76, 7).toString('base64')}`
  const sameName = `— ${origin} ${Buffer.alloc(68, 7).toString('base64')}`
  const sameId = `— witness.example/w2 ${line.split(' ')[2]}`
  assert.equal(verifyCheckpoint(`${note}${witness}\n${sameName}\n${sameId}\n`, key).size, 7)
  assert.equal(parseCheckpoint(`${note}${witness}\n`).signatures.length, 2)
  refused(() => verifyCheckpoint(note.replace(line, witness), key))
  refused(() => verifyCheckpoint(note, { origin, publicKeyHex: other.publicKeyHex }))
  refused(() => verifyCheckpoint(note, { origin: 'fadu.example/other', publicKeyHex: own.publicKeyHex }))
  refused(() => verifyCheckpoint(note, []))

  // The key speaks for its own log only, even where it has really signed.
  const text = formatCheckpoint({ origin: 'fadu.example/other', size: 7, root })
  const signature = await softwareSigner(own.privateKeyHex, origin).sign(bytes(text))
  const encodedOther = Buffer.concat([keyId(origin, own.publicKeyHex), signature]).toString('base64')
  refused(() => verifyCheckpoint(`${text}\n— ${origin} ${encodedOther}\n`, key))

  // After a change of keys either may have signed; where both have, both must hold.
  const second = { origin, publicKeyHex: other.publicKeyHex }
  const again = await signCheckpoint({ origin, size: 7, root }, softwareSigner(other.privateKeyHex, origin))
  const otherLine = again.split('\n').at(-2)!
  assert.equal(verifyCheckpoint(again, [key, second]).size, 7)
  assert.equal(verifyCheckpoint(`${note}${otherLine}\n`, [key, second]).size, 7)
  const [dash, name, encoded] = otherLine.split(' ')
  const forged = Buffer.from(encoded!, 'base64')
  forged[20]! ^= 1
  refused(() => verifyCheckpoint(`${note}${dash} ${name} ${forged.toString('base64')}\n`, [key, second]))
})

test('a checkpoint that is not written strictly is refused', async () => {
  const own = generateKey()
  const note = await signCheckpoint({ origin, size: 20, root }, softwareSigner(own.privateKeyHex, origin))
  const [first, size, rootLine, blank, line] = note.split('\n')
  assert.equal(blank, '')
  const notes = {
    'no final newline': note.slice(0, -1),
    'a newline too many': `${note}\n`,
    'no blank line': note.replace('\n\n', '\n'),
    'no signature': `${first}\n${size}\n${rootLine}\n\n`,
    'signature twice': `${note}${line}\n`,
    'origin twice': `${first}\n${note}`,
    'size twice': note.replace(`${size}\n`, `${size}\n${size}\n`),
    'root twice': note.replace(`${rootLine}\n`, `${rootLine}\n${rootLine}\n`),
    'extension twice': note.replace(`${rootLine}\n`, `${rootLine}\nx\nx\n`),
    'whole note twice': note + note,
    CRLF: note.replaceAll('\n', '\r\n'),
    'leading zero': note.replace('\n20\n', '\n020\n'),
    sign: note.replace('\n20\n', '\n+20\n'),
    fraction: note.replace('\n20\n', '\n20.0\n'),
    'beyond 2^53': note.replace('\n20\n', '\n9007199254740992\n'),
    'short root': note.replace(rootLine!, Buffer.alloc(31).toString('base64')),
    'unpadded root': note.replace(rootLine!, rootLine!.slice(0, -1)),
    'spare bits in base64': note.replace(rootLine!, `${rootLine!.slice(0, -2)}t=`),
    'hyphen for dash': note.replace('— ', '- '),
    'two spaces': note.replace('— ', '—  '),
    'something after the signature': note.replace(line!, `${line} x`),
    'signature of four bytes': note.replace(line!, `— ${origin} ${Buffer.alloc(4).toString('base64')}`),
    'space in the origin': note.replace(first!, 'a b'),
    'empty origin': note.replace(first!, ''),
    'control character': note.replace(first!, `${first}\u0007`),
    'too many signatures': note + Array.from({ length: 64 }, (_, i) => `— w${i} ${line!.split(' ')[2]}\n`).join(''),
    'too long': note.replace(`${rootLine}\n`, `${rootLine}\n${'x'.repeat(70_000)}\n`),
    empty: '',
  }
  for (const [name, text] of Object.entries(notes)) {
    assert.throws(() => parseCheckpoint(text), Refusal, name)
  }
  assert.deepEqual(parseCheckpoint(note.replace(`${rootLine}\n`, `${rootLine}\nextra\n`)).extensions, ['extra'])
  for (const wrong of [
    { origin: '', size: 1, root },
    { origin: 'a b', size: 1, root },
    { origin: 'a\nb', size: 1, root },
    { origin, size: -1, root },
    { origin, size: 0.5, root },
    { origin, size: 1e21, root },
    { origin, size: 1, root: root.slice(1) },
    { origin, size: 1, root, extensions: [''] },
  ]) {
    refused(() => formatCheckpoint(wrong))
  }
  for (const wrong of [
    '',
    `fadu-sm2 ${origin}`,
    `fadu-sm2  ${own.publicKeyHex}`,
    `fadu-sm2 ${origin} ${own.publicKeyHex} `,
  ]) {
    assert.throws(() => parseKey(wrong), PlainError)
  }
})

test('a device that signs wrongly, or under another name, does not get its checkpoint out', async () => {
  const own = generateKey()
  const device = { keyName: origin, publicKeyHex: own.publicKeyHex, sign: async () => new Uint8Array(64).fill(1) }
  await assert.rejects(signCheckpoint({ origin, size: 1, root }, device), PlainError)
  await assert.rejects(
    signCheckpoint({ origin: 'x', size: 1, root }, softwareSigner(own.privateKeyHex, origin)),
    PlainError,
  )
})

test(`${mutations} mutated checkpoint texts are all rejected`, async () => {
  const own = generateKey()
  const key = { origin, publicKeyHex: own.publicKeyHex }
  const clean = await signCheckpoint({ origin, size: 5_000_000, root }, softwareSigner(own.privateKeyHex, origin))
  assert.ok(verifyCheckpoint(clean, key))
  const lines = clean.split('\n')
  fc.assert(
    fc.property(
      fc.nat({ max: clean.length - 1 }),
      fc.nat({ max: 5 }),
      fc.oneof(fc.string({ minLength: 1, maxLength: 1 }), fc.constantFrom('\n', ' ', '=', '0', '+', '\u2003', 'A')),
      (at, kind, char) => {
        const i = at % lines.length
        const changed = [
          () => clean.slice(0, at) + char + clean.slice(at + 1),
          () => clean.slice(0, at) + char + clean.slice(at),
          () => clean.slice(0, at) + clean.slice(at + 1),
          () => clean.slice(0, at),
          () => lines.toSpliced(i, 1).join('\n'),
          () => lines.toSpliced(i, 0, lines[at % 5]!).join('\n'),
        ][kind]!()
        fc.pre(changed !== clean)
        refused(() => verifyCheckpoint(changed, key))
      },
    ),
    { numRuns: mutations },
  )
})

test('a checkpoint extends another only by a proof between their own roots', async () => {
  const leaves = Array.from({ length: 9 }, (_, i) => leafHash(String(i).padStart(64, '0')))
  const at = (size: number, name = origin) => ({ origin: name, size, root: treeFromLeaves(leaves.slice(0, size)).root })
  const proof = await consistencyProof(5, 9, treeFromLeaves(leaves).getNode)
  assert.ok(extendsCheckpoint(at(5), at(9), proof))
  assert.ok(!extendsCheckpoint(at(9), at(5), proof))
  assert.ok(!extendsCheckpoint(at(4), at(9), proof))
  assert.ok(!extendsCheckpoint(at(5, 'x'), at(9), proof))
})

test('the committed export folder holds together as docs/record-format.md says', () => {
  const files = vectors.export as Record<string, string>
  const rows = (name: string) =>
    files[name]!.trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
  const manifest = JSON.parse(files['manifest.json']!)
  const key = parseKey(files['key.txt']!.trimEnd())
  const sealed = rows('acts.ndjson')
  const unsealed = rows('unsealed.ndjson')
  assert.equal(manifest.format, 'fadu-export-1')
  assert.equal(manifest.origin, key.origin)
  assert.equal(manifest.sealed, sealed.length)
  assert.equal(manifest.acts, sealed.length + unsealed.length)

  const range = new CompactRange()
  const heads = new Map<string, { n: number; hash: string }>()
  const records = new Map<string, ActRecord>()
  const checkpoints: number[] = []
  for (const [i, { leaf, hash, text }] of [...sealed, ...unsealed].entries()) {
    assert.equal(leaf, i < sealed.length ? i : undefined)
    assert.equal(actHash(text), hash)
    const record = parseActText(text)
    const head = heads.get(record.matter) ?? { n: 0, hash: '' }
    assert.equal(record.n, head.n + 1)
    assert.equal(record.prev, head.hash)
    heads.set(record.matter, { n: record.n, hash })
    records.set(`${record.matter} ${record.n}`, record)
    if (leaf === undefined) continue
    range.appendAct(hash)
    const name = `${String(leaf + 1).padStart(20, '0')}.txt`
    const note = files[`checkpoints/${name}`]
    assert.equal(files[`checkpoints-outside/${name}`], note)
    if (note === undefined) continue
    const checkpoint = verifyCheckpoint(note, key)
    assert.equal(checkpoint.size, leaf + 1)
    assert.deepEqual(checkpoint.root, new Uint8Array(range.root()))
    checkpoints.push(checkpoint.size)
  }
  assert.deepEqual(checkpoints, [2, 4])

  const open = new Set<string>()
  for (const [act, record] of records) for (const pointer of commitmentsOf(record).keys()) open.add(`${act} ${pointer}`)
  for (const { matter, n, fields } of rows('private.ndjson')) {
    for (const [pointer, { salt, value }] of Object.entries<{ salt: string; value: unknown }>(fields)) {
      const commitment = commitmentsOf(records.get(`${matter} ${n}`)!).get(pointer)
      assert.ok(verifyCommitment(salt, value, commitment), pointer)
      assert.ok(open.delete(`${matter} ${n} ${pointer}`))
    }
  }
  for (const record of records.values()) {
    if (record.action !== 'erase') continue
    for (const erased of record.payload.erased as { matter?: string; n: number; pointer: string }[]) {
      assert.ok(open.delete(`${erased.matter ?? record.matter} ${erased.n} ${erased.pointer}`))
    }
  }
  assert.deepEqual([...open], [])
})
