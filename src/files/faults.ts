/** The few ways in which a file cannot be taken; the HTTP layer gives each its status. */
import { sizeText } from './limits.ts'

export type FileFault = 'tooLarge' | 'empty' | 'cut' | 'diskFull' | 'waiting' | 'unknown' | 'mismatch'

/** A refusal in a sentence for the person who uploads; nothing of the file is left behind. */
export class FileRefusal extends Error {
  readonly fault: FileFault
  constructor(fault: FileFault, message: string) {
    super(message)
    this.name = 'FileRefusal'
    this.fault = fault
  }
}

export const tooLarge = (maxBytes: number) =>
  new FileRefusal('tooLarge', `文件超过 ${sizeText(maxBytes)} 的上限，没有保存；请压缩或拆分后再上传`)
export const mismatch = (name: string, kind: string) =>
  new FileRefusal(
    'mismatch',
    `“${name}”的内容不是${kind}，没有保存；请核对文件是否选错或者损坏，确认无误的，按实际格式改名后再上传`,
  )
export const diskFull = () =>
  new FileRefusal('diskFull', '服务器磁盘空间不足，文件没有保存；请稍后再试，或告知管理员清理磁盘')
/** One answer for unknown, expired and another's: an id says nothing to whom it does not belong. */
export const unknownUpload = () => new FileRefusal('unknown', '没有这个上传，或者已经过期，请重新上传')

const codeOf = (error: unknown) => String((error as { code?: unknown } | undefined)?.code ?? '')
export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT'

/** What went wrong while a body was being written, as the uploader should read it; a fault of ours stays what it is. */
export function uploadFault(error: unknown): unknown {
  if (error instanceof FileRefusal) return error
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error))) return diskFull()
  return error
}
