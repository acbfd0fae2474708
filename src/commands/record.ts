import { TablesMissing } from '../../db/structure.ts'
import { sealAll } from '../server/record.ts'
import { print, withCity } from './with-city.ts'

/** Seals what is not sealed yet. */
export async function sealCommand(options: { json?: boolean; newFolder?: boolean }): Promise<void> {
  await withCity(async (city) => {
    const done = await sealAll(city, options.newFolder)
    print(options, done, () =>
      done.sealed
        ? `已封存 ${done.sealed} 条，树的大小为 ${done.size}。`
        : `没有需要封存的记录，树的大小为 ${done.size}。`,
    )
  })
}

/** Verifies the database, or exported files alone. Exit code 1 when something is found. */
export async function verifyCommand(
  dir: string | undefined,
  options: { json?: boolean; columns?: boolean },
): Promise<void> {
  if (dir) {
    const { isDossier, verifyDossier, verifyFolder } = await import('#kernel')
    show(options, isDossier(dir) ? await verifyDossier(dir) : await verifyFolder(dir))
    return
  }
  const { unreadable, verifyCity } = await import('../server/record.ts')
  try {
    await withCity(async (city) => {
      show(options, await verifyCity(city, { columns: options.columns !== false, json: options.json ?? false }))
    })
  } catch (error) {
    // A city without its tables cannot be opened, which is what was asked.
    if (!(error instanceof TablesMissing)) throw error
    show(options, unreadable(error.message))
  }
}

type Result = { ok: boolean; findings: { message: string }[]; counts: object; notes?: string[] }

/** Counts in the operator's words; what has no word here is for --json. */
const words: Record<string, string> = {
  acts: '记录（条）',
  matters: '事项（件）',
  sealed: '已封存',
  unsealed: '尚未封存（不能证明完整）',
  checkpoints: '检查点',
  outside: '库外副本',
  notYetOutside: '尚未复制到库外',
  values: '核对的个人信息值',
  erased: '已依法删除的值',
  originals: '与记录相符的材料原件',
  papers: '文书（只与清单比对，件）',
}

function show(options: { json?: boolean }, result: Result): void {
  print(options, result, () =>
    [
      ...Object.entries(result.counts).flatMap(([k, v]) => (words[k] && v !== null ? [`${words[k]}：${v}`] : [])),
      ...(result.notes ?? []).map((n) => `注意：${n}`),
      ...result.findings.map((f) => `✗ ${f.message}`),
      result.ok ? '核验通过：没有发现改动。' : `核验未通过：发现 ${result.findings.length} 处。`,
    ].join('\n'),
  )
  if (!result.ok) process.exitCode = 1
}

/** Exports all sealed acts, what is not sealed yet, and both copies of the checkpoints. */
export async function exportCommand(dir: string, options: { json?: boolean; private?: boolean }): Promise<void> {
  await withCity(async (city) => {
    const { exportCity } = await import('../server/record.ts')
    const counts = await exportCity(city, dir, options.private ?? false)
    print(options, counts, () => `已导出到 ${dir}：${JSON.stringify(counts)}`)
  })
}
