/**
 * SM2 signatures with SM3 and the standard signer id (GB/T 32918.2-2016, GM/T 0009), behind one small interface so that a
 * city's signing device can stand in for the software key.
 *
 * Node's own SM2 signs with an empty signer id, which no other SM2 software verifies; hence sm-crypto-v2.
 */
import { sm2 } from 'sm-crypto-v2'
import { PlainError } from './errors.ts'

/** What signs checkpoints: a software key, or a city's signing device behind the same three members. */
export type Signer = {
  /** The name on the signature line; equal to the log's origin. No white space, no '+'. */
  readonly keyName: string
  /** Uncompressed point, '04' and 128 lower-case hex digits. */
  readonly publicKeyHex: string
  /** Signs the message (not its digest) with signer id 1234567812345678; gives r ‖ s, 64 bytes. */
  sign(message: Uint8Array): Promise<Uint8Array> | Uint8Array
}

/** The signer id of GM/T 0009 that is used where two sides have agreed on nothing else. */
export const signerId = '1234567812345678'

const order = BigInt('0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123')
const options = { hash: true, userId: signerId }

/** A new key pair from the system's random source: private key 64 hex digits, public key as in `Signer`. */
export function generateKey(): { privateKeyHex: string; publicKeyHex: string } {
  const { privateKey, publicKey } = sm2.generateKeyPairHex()
  return { privateKeyHex: privateKey, publicKeyHex: publicKey }
}

/**
 * A signer whose key lies in this process's memory: for trials and tests. The arithmetic is not constant-time, so a
 * city's own key belongs in a signing device.
 * @throws PlainError where the private key is not 64 hex digits in [1, n − 2]
 */
export function softwareSigner(privateKeyHex: string, keyName: string): Signer {
  const scalar = /^[0-9a-f]{64}$/.test(privateKeyHex) ? BigInt(`0x${privateKeyHex}`) : 0n
  if (scalar < 1n || scalar > order - 2n) {
    throw new PlainError('签名私钥应为 64 位十六进制小写数字，并在 SM2 规定的范围内；请检查密钥文件')
  }
  const publicKeyHex = sm2.getPublicKeyFromPrivateKey(privateKeyHex)
  return {
    keyName,
    publicKeyHex,
    sign(message) {
      const signature = sm2.doSignature(plainBytes(message), privateKeyHex, { ...options, publicKey: publicKeyHex })
      return new Uint8Array(Buffer.from(signature, 'hex'))
    },
  }
}

// The library's curve code takes a Buffer for something else, so it gets plain bytes.
const plainBytes = (bytes: Uint8Array) => new Uint8Array(bytes)

type Point = Parameters<typeof sm2.doVerifySignature>[2]
// A table of multiples makes verifying six times as quick; a process sees few keys, and the bound holds that.
const knownPoints = new Map<string, Point>()

/** Whether this is an uncompressed point of the SM2 curve, '04' and 128 lower-case hex digits. */
export function isPublicKey(publicKeyHex: string): boolean {
  if (!/^04[0-9a-f]{128}$/.test(publicKeyHex)) return false
  try {
    return sm2.verifyPublicKey(publicKeyHex)
  } catch {
    return false
  }
}

function findPoint(publicKeyHex: string): Point | undefined {
  let point = knownPoints.get(publicKeyHex)
  if (point === undefined && isPublicKey(publicKeyHex)) {
    point = sm2.precomputePublicKey(publicKeyHex)
    if (knownPoints.size < 64) knownPoints.set(publicKeyHex, point)
  }
  return point
}

/**
 * Whether `signature` (r ‖ s, 64 bytes) is the SM2 signature of `message` under this key, with SM3 and the signer id
 * 1234567812345678. Malformed keys and signatures are false, never an error.
 */
export function verifySm2(publicKeyHex: string, message: Uint8Array, signature: Uint8Array): boolean {
  const point = findPoint(publicKeyHex)
  if (point === undefined || signature.length !== 64) return false
  const hex = Buffer.from(signature).toString('hex')
  // The standard's range check, which the library leaves to its caller.
  const inRange = [hex.slice(0, 64), hex.slice(64)].every((part) => {
    const scalar = BigInt(`0x${part}`)
    return scalar > 0n && scalar < order
  })
  if (!inRange) return false
  try {
    return sm2.doVerifySignature(plainBytes(message), hex, point, options)
  } catch {
    return false
  }
}
