/**
 * Checkpoints: the signed size and root of the tree as C2SP text (tlog-checkpoint in a signed-note), so that whoever keeps
 * one outside the city can later prove what the record was.
 *
 * C2SP assigns no signature type to SM2, so ours is 0xff followed by a long name, and the key id is taken with SM3.
 */
import { sm3 } from './canonical.ts'
import { PlainError, Refusal } from './errors.ts'
import { isPublicKey, type Signer, verifySm2 } from './sign.ts'
import { verifyConsistency } from './tree.ts'

/** What a checkpoint states. */
export type Checkpoint = {
  /** The log's identity, e.g. 'fadu.example.gov.cn/ningbo'; equal to the key name. */
  origin: string
  /** Number of leaves. */
  size: number
  /** Root over the first `size` leaves, 32 bytes. */
  root: Uint8Array
  /** Further lines of the text; Fadu writes none. */
  extensions?: readonly string[]
}

/** One signature line: `— <keyName> <base64(keyId ‖ signature)>`. */
export type SignatureLine = { keyName: string; keyId: Uint8Array; signature: Uint8Array }

export type ParsedCheckpoint = Required<Checkpoint> & {
  /** What is signed: all up to and with the newline before the blank line. */
  text: string
  signatures: readonly SignatureLine[]
}

/** The public half that verifies a log's checkpoints. */
export type CheckpointKey = { origin: string; publicKeyHex: string }

/** Our signature type: C2SP's byte for types without one of their own, then a name nobody else uses. */
export const signatureType = '\xfffadu-sm2-sm3'

const maxBytes = 65_536
const maxSignatures = 64

function refuse(message: string): never {
  throw new Refusal('input', 'kernel.checkpoint', `检查点${message}`)
}

// Key names stand between spaces on their line; '+' is kept free by C2SP.
const isName = (name: string) => name !== '' && !/[\p{White_Space}\p{Cc}+]/u.test(name) && name.isWellFormed()

/** The key id: the first four bytes of SM3(key name ‖ 0x0A ‖ 0xff ‖ 'fadu-sm2-sm3' ‖ public key, 65 bytes). */
export function keyId(keyName: string, publicKeyHex: string): Buffer {
  return sm3(
    Buffer.concat([
      Buffer.from(`${keyName}\n`),
      Buffer.from(signatureType, 'latin1'),
      Buffer.from(publicKeyHex, 'hex'),
    ]),
  ).subarray(0, 4)
}

/** The public key as the one line that is handed out and printed: `fadu-sm2 <origin> <130 hex digits>`. */
export function formatKey(key: CheckpointKey): string {
  return `fadu-sm2 ${key.origin} ${key.publicKeyHex}`
}

/** @throws PlainError where the line is not a public key as `formatKey` writes it */
export function parseKey(line: string): CheckpointKey {
  const [kind, origin = '', publicKeyHex = '', ...rest] = line.split(' ')
  if (kind !== 'fadu-sm2' || rest.length > 0 || !isName(origin) || !isPublicKey(publicKeyHex)) {
    throw new PlainError('公钥应是一行 “fadu-sm2 <标识> <130 位十六进制数字>”，请检查公钥文件')
  }
  return { origin, publicKeyHex }
}

/** The text that is signed: origin, size, base64 root, extension lines, each with its newline. */
export function formatCheckpoint(checkpoint: Checkpoint): string {
  const { origin, size, root, extensions = [] } = checkpoint
  const text = `${[origin, String(size), Buffer.from(root).toString('base64'), ...extensions].join('\n')}\n`
  parseText(text)
  return text
}

/** Base64 (RFC 4648 section 4) in its one right spelling: padded, no spare bits. */
function decodeBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64')
  if (text === '' || bytes.toString('base64') !== text) refuse('含有不合规定的 base64 文字')
  return bytes
}

function parseText(text: string): Required<Checkpoint> {
  if (!text.endsWith('\n')) refuse('的文本不完整')
  const [origin = '', sizeText = '', rootText = '', ...extensions] = text.slice(0, -1).split('\n')
  if (!isName(origin)) refuse('第一行应为日志标识，不含空白和加号')
  const size = Number(sizeText)
  if (!/^(0|[1-9]\d*)$/.test(sizeText) || !Number.isSafeInteger(size)) refuse('第二行应为记录总数')
  const root = decodeBase64(rootText)
  if (root.length !== 32) refuse('第三行应为 32 字节的树根')
  if (extensions.includes('')) refuse('的文本中有空行')
  if (new Set([origin, sizeText, rootText, ...extensions]).size !== extensions.length + 3) refuse('中有重复的行')
  return { origin, size, root: new Uint8Array(root), extensions }
}

function parseSignature(line: string): SignatureLine {
  const [dash, keyName = '', encoded = '', ...rest] = line.split(' ')
  if (dash !== '—' || rest.length > 0 || !isName(keyName)) refuse('的签名行写法不对')
  const bytes = decodeBase64(encoded)
  if (bytes.length <= 4) refuse('的签名行太短')
  return { keyName, keyId: new Uint8Array(bytes.subarray(0, 4)), signature: new Uint8Array(bytes.subarray(4)) }
}

/**
 * Reads a signed checkpoint strictly; says nothing about its signatures, which `verifyCheckpoint` checks.
 * @throws Refusal 'input' for anything but: three or more different non-empty lines, one blank line, 1 to 64 signature
 * lines no two of which have the same key name and key id, a newline after each, no control characters, at most 64 KiB
 */
export function parseCheckpoint(note: string): ParsedCheckpoint {
  if (Buffer.byteLength(note) > maxBytes) refuse('超过 64 KiB')
  if (!note.isWellFormed() || /[^\P{Cc}\n]/u.test(note)) refuse('含有控制字符或损坏的文字')
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n')) refuse('不完整：缺少空行、签名行或末尾的换行')
  const text = note.slice(0, end + 1)
  const lines = note.slice(end + 2, -1).split('\n')
  if (lines.length > maxSignatures) refuse(`的签名行超过 ${maxSignatures} 行`)
  const signatures = lines.map(parseSignature)
  const names = new Set(signatures.map((line) => `${line.keyName} ${Buffer.from(line.keyId).toString('hex')}`))
  if (names.size !== signatures.length) refuse('中同一密钥签名了两次')
  return { ...parseText(text), text, signatures }
}

/**
 * Signs a checkpoint and gives the whole note. The caller answers for what a log owes: never to sign a checkpoint that does
 * not extend the ones it signed before (see `extendsCheckpoint`).
 * @throws PlainError where the signing device gives a signature that does not verify
 */
export async function signCheckpoint(checkpoint: Checkpoint, signer: Signer): Promise<string> {
  const text = formatCheckpoint(checkpoint)
  if (signer.keyName !== checkpoint.origin) {
    throw new PlainError(`签名密钥名 ${signer.keyName} 与检查点标识 ${checkpoint.origin} 不一致，请检查配置`)
  }
  const signature = await signer.sign(new Uint8Array(Buffer.from(text)))
  if (!verifySm2(signer.publicKeyHex, new Uint8Array(Buffer.from(text)), signature)) {
    throw new PlainError('签名设备给出的签名无法用它的公钥验证，检查点没有写出；请检查签名设备和公钥')
  }
  const encoded = Buffer.concat([keyId(signer.keyName, signer.publicKeyHex), signature]).toString('base64')
  return `${text}\n— ${signer.keyName} ${encoded}\n`
}

/**
 * Reads a checkpoint and checks its signature. Signatures of unknown keys are ignored (witnesses add theirs); one of a
 * known key that does not verify refuses the whole note.
 * @param keys the log's public keys, more than one after a change of keys
 * @throws Refusal 'input' where the note is malformed, of another origin, without a known signature or with a false one
 */
export function verifyCheckpoint(note: string, keys: CheckpointKey | readonly CheckpointKey[]): ParsedCheckpoint {
  const checkpoint = parseCheckpoint(note)
  const message = new Uint8Array(Buffer.from(checkpoint.text))
  let verified = 0
  const known = (Array.isArray(keys) ? (keys as readonly CheckpointKey[]) : [keys as CheckpointKey])
    .filter((key) => key.origin === checkpoint.origin)
    .map((key) => ({ ...key, id: keyId(key.origin, key.publicKeyHex) }))
  for (const line of checkpoint.signatures) {
    // Key ids are short: of two keys with the same one, either may have signed.
    const own = known.filter((key) => line.keyName === key.origin && Buffer.compare(line.keyId, key.id) === 0)
    if (own.length === 0) continue
    if (!own.some((key) => verifySm2(key.publicKeyHex, message, line.signature)))
      refuse('的签名不成立：文本或签名被改动过')
    verified++
  }
  if (verified === 0) refuse('没有已知密钥的签名')
  return checkpoint
}

/** Whether `later` provably extends `earlier`: same origin, and the proof shows the earlier tree as its beginning. */
export function extendsCheckpoint(earlier: Checkpoint, later: Checkpoint, proof: readonly Uint8Array[]): boolean {
  return earlier.origin === later.origin && verifyConsistency(earlier.size, later.size, proof, earlier.root, later.root)
}
