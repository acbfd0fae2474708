/** Statute texts that lie beside the program: they are not shipped, so whoever has them is told how to take them in. */
import { statSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Pool } from '#kernel'

const isFolder = (dir: string) => statSync(dir, { throwIfNoEntry: false })?.isDirectory() ?? false

/** The folder that `FADU_LAWS` names, or `shared/laws` beside the program's own folder. */
export const findLaws = (): string | undefined =>
  [process.env.FADU_LAWS, fileURLToPath(new URL('../../../shared/laws', import.meta.url))].find(
    (dir) => dir !== undefined && dir !== '' && isFolder(dir),
  )

/** One line for whoever starts a city without statute texts where some lie at hand; nothing else is done. */
export async function lawsOffer(owner: Pool, dir = findLaws()): Promise<string | undefined> {
  if (dir === undefined) return undefined
  const { rowCount } = await owner.query('select 1 from kernel.law_text limit 1')
  return rowCount
    ? undefined
    : `旁边有法规原文，还没有导入；导入后条文可以在网页上阅读、检索：./fadu laws import ${relative(process.cwd(), dir) || dir}`
}
