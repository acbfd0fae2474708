/** Files that are there wholly or not at all, whatever stops the process. */
import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { PlainError } from './errors.ts'

/** Makes a rename or a new name in a folder survive a loss of power. */
export function syncFolder(dir: string): void {
  const fd = fs.openSync(dir, 'r')
  try {
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
}

/**
 * Makes a folder and those above it that are missing; returns what it made, from above. Step by step, since Node's own
 * recursive way never returns where a parent exists and nothing can be made in it (/proc).
 */
export function makeFolders(dir: string, mode: number): string[] {
  const missing: string[] = []
  for (let at = dir; !fs.statSync(at, { throwIfNoEntry: false }) && dirname(at) !== at; at = dirname(at))
    missing.unshift(at)
  return missing.filter((folder) => {
    try {
      fs.mkdirSync(folder, { mode })
      return true
    } catch (error) {
      // Of two that make it at once, the other one was quicker.
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    }
  })
}

/**
 * Makes the temporary folder beside `target` in which a new folder is written before it is renamed.
 * @throws PlainError where nothing can be written there
 */
export function makeBeside(target: string): string {
  const temp = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`)
  try {
    makeFolders(dirname(target), 0o755)
    fs.rmSync(temp, { recursive: true, force: true })
    fs.mkdirSync(temp, { mode: 0o700 })
    return temp
  } catch (error) {
    throw new PlainError(
      `不能在 ${dirname(target)} 里建立文件夹（${(error as NodeJS.ErrnoException).code}）：请换一个可以写入的位置。`,
    )
  }
}

/** Writes a file by way of a temporary name in the same folder: a crash leaves the old content or the new, never a part. */
export function writeDurably(path: string, content: string, mode = 0o600): void {
  const temp = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const fd = fs.openSync(temp, 'wx', mode)
    try {
      fs.writeSync(fd, content)
      fs.fsyncSync(fd)
    } finally {
      fs.closeSync(fd)
    }
    fs.renameSync(temp, path)
  } catch (error) {
    fs.rmSync(temp, { force: true })
    throw error
  }
  syncFolder(dirname(path))
}
