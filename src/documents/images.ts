/** Pictures of a document: given beside the tree by the SM3 of their bytes, and checked against it. */
import { type Block, Refusal, sm3Hex } from '#kernel'
import { findImageSize, qrPng, qrWidthMm } from './qr.ts'

/** The bytes of images, by their SM3 in lower-case hex. */
export type Images = ReadonlyMap<string, Uint8Array>

export type Picture = {
  readonly bytes: Uint8Array
  readonly type: 'png' | 'jpg'
  readonly widthMm: number
  readonly heightMm: number
}

/** No taller than this, so that a picture and its caption fit on one page. */
const tallestMm = 200
const widestMm = 156

/** @throws Refusal 'missing' or 'input' that names the image whose bytes are not there, not its own or no picture */
export function pictureOf(block: Extract<Block, { kind: 'qr' | 'image' }>, images: Images): Picture {
  if (block.kind === 'qr') return { bytes: qrPng(block.text), type: 'png', widthMm: qrWidthMm, heightMm: qrWidthMm }
  const bytes = images.get(block.sm3)
  if (!bytes) throw new Refusal('missing', 'documents.image', `没有找到图片“${block.alt}”`)
  if (sm3Hex(bytes) !== block.sm3) throw new Refusal('input', 'documents.image', `图片“${block.alt}”与登记的摘要不符`)
  const size = findImageSize(bytes)
  if (!size || size.width < 1 || size.height < 1 || size.width > 20_000 || size.height > 20_000)
    throw new Refusal('input', 'documents.image', `图片“${block.alt}”不能印出`, { allowed: ['PNG 或 JPEG 图片'] })
  const ratio = size.height / size.width
  const widthMm = Math.min(block.widthMm, widestMm, tallestMm / ratio)
  return { bytes, type: size.type, widthMm, heightMm: widthMm * ratio }
}
