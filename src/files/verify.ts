/** Whether the stored files are those that the acts name. */
import type { CheckedRow } from './rows.ts'
import { type FileStore, saltedHash } from './store.ts'

export type FileFinding = {
  fileId: string
  matterId: string
  /** missing: not on the disk; altered: other content than the act's hash says; broken: private values half gone. */
  fault: 'missing' | 'altered' | 'broken'
  /** In a sentence for the operator. */
  says: string
}
export type FilesVerified = { checked: number; erased: number; findings: FileFinding[] }

type Row = Pick<CheckedRow, 'fileId' | 'matterId' | 'sizeBytes' | 'hash' | 'stored' | 'name' | 'salt' | 'erasedBy'>

/**
 * Reads every stored file again and compares it with its row. A row whose values are all empty under an act of erasure is
 * counted and not compared: there the salted hash in the act is all that is meant to remain.
 */
export async function verifyFiles(
  rows: Iterable<Row> | AsyncIterable<Row>,
  store: Pick<FileStore, 'digest' | 'contentId'>,
): Promise<FilesVerified> {
  const result: FilesVerified = { checked: 0, erased: 0, findings: [] }
  for await (const row of rows) {
    const { fileId, matterId, stored, salt } = row
    const say = (fault: FileFinding['fault'], says: string) => result.findings.push({ fileId, matterId, fault, says })
    const empty = [stored, row.name, salt].filter((v) => v === null).length
    if (empty === 3 && row.erasedBy !== null) {
      result.erased++
      continue
    }
    result.checked++
    if (stored === null || salt === null || empty > 0) {
      say(
        'broken',
        `材料 ${fileId}（事项 ${matterId}）的登记不全：内容位置、名称、盐须同时存在，或者由依法删除的一步同时清空`,
      )
      continue
    }
    try {
      const found = await store.digest({ matterId, stored })
      if (!found) say('missing', `材料 ${fileId}（事项 ${matterId}）的文件不见了`)
      else if (
        found.sizeBytes !== row.sizeBytes ||
        saltedHash(salt, found.sm3) !== row.hash ||
        store.contentId(matterId, found.sm3) !== stored
      )
        say('altered', `材料 ${fileId}（事项 ${matterId}）的内容与登记的哈希不符`)
    } catch (error) {
      say('missing', `材料 ${fileId}（事项 ${matterId}）的文件读不出来：${(error as Error).message}`)
    }
  }
  return result
}
