/** How much may be attached: sizes, and how much one may leave lying before it is attached to anything. */
import { PlainError } from '#kernel/errors'

const MB = 1024 * 1024

export type FileLimits = {
  /** Largest file of somebody signed in, in bytes. */
  maxBytes: number
  /** Largest file of somebody who is not. */
  publicMaxBytes: number
  /** What one officer, or one address of the public, may have uploaded and not yet attached. */
  waitingBytes: number
  waitingFiles: number
  /** The same for all of the public together: without it, many addresses could fill the disk. */
  publicWaitingBytes: number
  /** An upload that no act has taken up is removed after so many hours. */
  keptHours: number
}

export const defaultFileLimits: FileLimits = {
  maxBytes: 50 * MB,
  publicMaxBytes: 20 * MB,
  waitingBytes: 500 * MB,
  waitingFiles: 200,
  publicWaitingBytes: 2048 * MB,
  keptHours: 24,
}

/**
 * The limits of this installation: FADU_FILE_MB sets the largest file (1 to 2048 MB); the public's never exceeds it.
 * @throws PlainError when the setting is no such number
 */
export function fileLimits(env: Record<string, string | undefined> = process.env): FileLimits {
  const text = env.FADU_FILE_MB
  if (text === undefined || text === '') return defaultFileLimits
  if (!/^[1-9]\d{0,3}$/.test(text) || Number(text) > 2048)
    throw new PlainError('环境变量 FADU_FILE_MB 应为 1 到 2048 的整数（单个附件的上限，单位 MB）。')
  const maxBytes = Number(text) * MB
  return {
    ...defaultFileLimits,
    maxBytes,
    publicMaxBytes: Math.min(defaultFileLimits.publicMaxBytes, maxBytes),
    waitingBytes: Math.max(defaultFileLimits.waitingBytes, 4 * maxBytes),
  }
}

/** 50 MB, 1.5 MB, 12 KB, 300 字节: as a person reads it. */
export function sizeText(bytes: number): string {
  const short = (n: number) => String(Math.round(n * 10) / 10)
  if (bytes >= MB) return `${short(bytes / MB)} MB`
  return bytes >= 1024 ? `${short(bytes / 1024)} KB` : `${bytes} 字节`
}
