/** The yearly report written into files: whole or not at all, never over what is no file. */
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { type DocumentTree, PlainError, Refusal } from '#kernel'
import { renderDocx } from '../documents/docx.ts'
import { renderPdf, stopTypesetter } from '../documents/pdf.ts'

export type ReportFiles = { docx?: string; pdf?: string }

const why: Record<string, string> = {
  EACCES: '没有写入的权限',
  EPERM: '没有写入的权限',
  EROFS: '所在的磁盘只能读',
  ENOENT: '文件夹不存在',
  ENOTDIR: '路径中有一段不是文件夹',
  ENOSPC: '磁盘已满',
  EDQUOT: '磁盘配额已满',
  ENAMETOOLONG: '文件名过长',
}

const unwritable = (path: string, error: unknown): PlainError => {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  return new PlainError(`报告不能写入“${path}”：${why[code] ?? `写入失败（${code || String(error)}）`}。`)
}

/** Refuses targets that cannot be written, before anything is computed. @throws PlainError in one sentence */
export function judgeTargets(files: ReportFiles): void {
  const paths = [files.docx, files.pdf].filter((p) => p !== undefined)
  if (paths.length === 2 && resolve(paths[0]!) === resolve(paths[1]!))
    throw new PlainError(`--docx 和 --pdf 不能写入同一个文件“${paths[0]}”。`)
  for (const path of paths) {
    if (path === '') throw new PlainError('请写明报告写入哪个文件。')
    const found = findTarget(path)
    if (found?.isDirectory()) throw new PlainError(`“${path}”是文件夹，请写明文件名。`)
    if (found && !found.isFile()) throw new PlainError(`“${path}”不是普通文件，报告不写入其中。`)
  }
}

function findTarget(path: string) {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false })
    accessSync(dirname(resolve(path)), constants.W_OK | constants.X_OK)
    return found
  } catch (error) {
    throw unwritable(path, error)
  }
}

/** Renders the document and writes it. @returns the paths written @throws PlainError in one sentence */
export async function writeReport(tree: DocumentTree, files: ReportFiles): Promise<string[]> {
  const written: string[] = []
  try {
    // Both are rendered before either is written.
    const docx = files.docx === undefined ? undefined : await renderDocx(tree)
    const pdf = files.pdf === undefined ? undefined : await renderPdf(tree)
    for (const [path, bytes] of [
      [files.docx, docx],
      [files.pdf, pdf],
    ] as const)
      if (path !== undefined && bytes) {
        writeWhole(path, bytes)
        written.push(path)
      }
    return written
  } catch (error) {
    if (error instanceof Refusal) throw new PlainError([error.message, ...error.allowed].join('；'))
    throw error
  } finally {
    stopTypesetter()
  }
}

/** Whoever reads the path sees the old file or the new one. */
function writeWhole(path: string, bytes: Buffer): void {
  const part = join(dirname(resolve(path)), `.${basename(path)}.${process.pid}.part`)
  try {
    const file = openSync(part, 'wx', 0o666)
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(part, path)
  } catch (error) {
    rmSync(part, { force: true })
    throw unwritable(path, error)
  }
}
