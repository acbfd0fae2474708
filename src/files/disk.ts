/** Writing so that a file is there wholly or not at all, whatever stops the process. */
import type { FileHandle } from 'node:fs/promises'
import { chown, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Makes new names in a folder survive a loss of power. */
export async function syncFolder(dir: string): Promise<void> {
  const handle = await open(dir, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Root working in another user's folder leaves nothing there that this user could not use afterwards. */
export async function ownLikeParent(path: string): Promise<void> {
  if (process.geteuid?.() !== 0) return
  const parent = await stat(dirname(path))
  if (parent.uid !== 0) await chown(path, parent.uid, parent.gid)
}

/** Makes a new file (mode 0600), lets `fill` write it and flushes it to the disk; nothing is left where that fails. */
export async function writeNew<T>(path: string, fill: (handle: FileHandle) => Promise<T>): Promise<T> {
  try {
    const handle = await open(path, 'wx+', 0o600)
    try {
      await ownLikeParent(path)
      const result = await fill(handle)
      await handle.sync()
      return result
    } finally {
      await handle.close()
    }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** Writes a small text by way of `<path>.part`. */
export async function writeText(path: string, text: string): Promise<void> {
  await writeNew(`${path}.part`, (handle) => handle.writeFile(text))
  await rename(`${path}.part`, path)
}

/** Reads up to `length` bytes at `offset`, fewer at the end. */
export async function readAt(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.alloc(length)
  let got = 0
  while (got < length) {
    const { bytesRead } = await handle.read(buffer, got, length - got, offset + got)
    if (bytesRead === 0) break
    got += bytesRead
  }
  return buffer.subarray(0, got)
}
