/** Takes time out of a docx: the zip's entries carry the date of the writing, which would make every opening another file. */
import { invariant } from '#kernel'

/** 1980-01-01 00:00, the first day a zip can name. */
const firstDay = 0x0021_0000

/** Sets the date of every entry of a zip without data descriptors or zip64, in place. */
export function settleZip(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  invariant(end >= 0, 'no zip')
  let at = zip.readUInt32LE(end + 16)
  for (let i = 0; i < zip.readUInt16LE(end + 10); i++) {
    invariant(zip.readUInt32LE(at) === 0x02014b50, 'no entry of a zip')
    zip.writeUInt32LE(firstDay, at + 12)
    zip.writeUInt32LE(firstDay, zip.readUInt32LE(at + 42) + 10)
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return zip
}
