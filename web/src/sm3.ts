/**
 * SM3 (GB/T 32905-2016) in plain arithmetic, so that the visitor's own browser recomputes the record's hashes: Web Crypto
 * does not have it, and a hash that the server computed would prove nothing.
 */

const initial = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
] as const

const rotate = (x: number, n: number) => (x << (n & 31)) | (x >>> (32 - (n & 31)))
const p0 = (x: number) => x ^ rotate(x, 9) ^ rotate(x, 17)
const p1 = (x: number) => x ^ rotate(x, 15) ^ rotate(x, 23)

// T_j turned by j, the same for every block.
const turned = Uint32Array.from({ length: 64 }, (_, j) => {
  const t = j < 16 ? 0x79cc4519 : 0x7a879d8a
  // A shift by 32 is a shift by 0 in JavaScript, so a turn by a multiple of 32 is none.
  return (j & 31) === 0 ? t : rotate(t, j)
})

/** The message, a 1 bit, zeros, and the length in bits as 64 bits, up to a multiple of 64 bytes. */
function pad(message: Uint8Array): DataView {
  const length = Math.ceil((message.length + 9) / 64) * 64
  const bytes = new Uint8Array(length)
  bytes.set(message)
  bytes[message.length] = 0x80
  const view = new DataView(bytes.buffer)
  view.setUint32(length - 8, Math.floor(message.length / 0x2000_0000))
  view.setUint32(length - 4, (message.length << 3) >>> 0)
  return view
}

function compress(state: Uint32Array, view: DataView, offset: number, w: Uint32Array): void {
  for (let j = 0; j < 16; j++) w[j] = view.getUint32(offset + 4 * j)
  for (let j = 16; j < 68; j++) {
    w[j] = p1(w[j - 16]! ^ w[j - 9]! ^ rotate(w[j - 3]!, 15)) ^ rotate(w[j - 13]!, 7) ^ w[j - 6]!
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
  for (let j = 0; j < 64; j++) {
    const ss1 = rotate((rotate(a, 12) + e + turned[j]!) | 0, 7)
    const ss2 = ss1 ^ rotate(a, 12)
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g)
    const tt1 = (ff + d + ss2 + (w[j]! ^ w[j + 4]!)) | 0
    const tt2 = (gg + h + ss1 + w[j]!) | 0
    d = c
    c = rotate(b, 9)
    b = a
    a = tt1
    h = g
    g = rotate(f, 19)
    f = e
    e = p0(tt2)
  }
  const after = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; i++) state[i] = state[i]! ^ after[i]!
}

/** SM3 of the bytes, or of a string's UTF-8 bytes: 32 bytes. */
export function sm3(data: Uint8Array | string): Uint8Array {
  const view = pad(typeof data === 'string' ? new TextEncoder().encode(data) : data)
  const state = Uint32Array.from(initial)
  const w = new Uint32Array(68)
  for (let offset = 0; offset < view.byteLength; offset += 64) compress(state, view, offset, w)
  const out = new DataView(new ArrayBuffer(32))
  for (let i = 0; i < 8; i++) out.setUint32(4 * i, state[i]!)
  return new Uint8Array(out.buffer)
}

/** 64 lower-case hex digits of 32 bytes. */
export const toHex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')

/** Bytes of an even number of hex digits; undefined for anything else. */
export function findBytes(hex: string): Uint8Array | undefined {
  if (!/^(?:[0-9a-f]{2})*$/.test(hex)) return undefined
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
