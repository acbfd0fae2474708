/** A QR code as a PNG of one bit a pixel; stored, not compressed, so that every machine writes the same bytes. */
import { crc32, deflateSync } from 'node:zlib'
import { encode } from 'uqr'
import { Refusal } from '#kernel'

const pixels = 8

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

/**
 * The code of `text` with error correction M and a quiet zone of four modules.
 * @throws Refusal 'input' where the text is too long for a code (about 2,300 bytes)
 */
export function qrPng(text: string): Buffer {
  let modules: boolean[][]
  try {
    modules = encode(text, { ecc: 'M', border: 4 }).data
  } catch {
    throw new Refusal('input', 'documents.qr', '二维码的内容过长', { allowed: ['2300 个字节以内的内容'] })
  }
  const side = modules.length * pixels
  const stride = Math.ceil(side / 8)
  const rows = Buffer.alloc((stride + 1) * side)
  for (let y = 0; y < side; y++) {
    const row = modules[Math.floor(y / pixels)]!
    for (let x = 0; x < side; x++) {
      // White is 1.
      if (!row[Math.floor(x / pixels)]) rows[y * (stride + 1) + 1 + (x >> 3)]! |= 0x80 >> (x & 7)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 0 })),
    chunk('IEND', new Uint8Array()),
  ])
}

/** Width on paper, mm. */
export const qrWidthMm = 20

/** PNG or JPEG by its first bytes, with its size in pixels; undefined for anything else. */
export function findImageSize(bytes: Uint8Array): { type: 'png' | 'jpg'; width: number; height: number } | undefined {
  const b = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (b.length > 24 && b.readUInt32BE(0) === 0x89504e47)
    return { type: 'png', width: b.readUInt32BE(16), height: b.readUInt32BE(20) }
  if (b.length > 4 && b.readUInt16BE(0) === 0xffd8) {
    for (let at = 2; at + 9 < b.length && b[at] === 0xff; at += 2 + b.readUInt16BE(at + 2)) {
      const marker = b[at + 1]!
      // Start of frame, but not the tables that share its range.
      if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
        return { type: 'jpg', width: b.readUInt16BE(at + 7), height: b.readUInt16BE(at + 5) }
    }
  }
  return undefined
}
