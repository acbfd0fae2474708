/** What is judged of every step alike: who may act, the files that come with it, who reads the matter afterwards. */
import { type Actor, followerOf, type Placement } from './access.ts'
import { Refusal } from './errors.ts'
import type { AttachedFile, Step } from './matter.ts'
import { type ActionDef, actionsIn, type ProcedureDef } from './procedure.ts'

/** Those who act from outside the house, over the portal or as a party. */
export const isOutside = (role: string): boolean => role === 'public' || role === 'party'

/** @throws Refusal 'scope' naming what this role may do instead */
export function judgeRole(p: ProcedureDef, def: ActionDef, actor: Actor, state: string | null): void {
  if (def.by.includes(actor.role)) return
  throw new Refusal('scope', 'kernel.role', `您的身份不能办理「${def.label}」`, {
    basis: def.basis,
    allowed:
      state === null
        ? []
        : actionsIn(p, state)
            .filter((a) => p.actions[a]!.by.includes(actor.role))
            .map((a) => p.actions[a]!.label),
  })
}

/** @throws Refusal 'input' where the action takes no files, or not so many or so few */
export function judgeFiles(def: ActionDef, step: Step): readonly AttachedFile[] {
  const files = step.files ?? []
  const { min = 0, max = mostFiles } = def.files ?? {}
  if (files.length < min || files.length > max) {
    const message = files.length < min ? `须附上 ${min} 份材料` : max === 0 ? '不收附件' : `最多附 ${max} 份材料`
    throw new Refusal('input', 'kernel.files', `「${def.label}」${message}`, { fields: [{ path: 'files', message }] })
  }
  for (const label of def.files?.required ?? []) {
    const found = files.filter((f) => f.label === label)
    const message =
      found.length === 0
        ? `须附上“${label}”`
        : found.every((f) => !isPaper(f.type))
          ? `“${label}”应当是扫描件、照片或者 PDF、OFD 文件`
          : undefined
    if (message)
      throw new Refusal('input', 'kernel.files', `「${def.label}」${message}`, {
        basis: def.basis,
        fields: [{ path: 'files', message }],
      })
  }
  return files
}
const isPaper = (type: string) => type.startsWith('image/') || type === 'application/pdf' || type === 'application/ofd'
/** Files that a step may have where its action says nothing of them. */
export const mostFiles = 20

/** The readers after some were let in or sent away; nothing where they stay as they are. */
export function admitted(
  placement: Placement,
  change: { in?: readonly string[]; out?: readonly string[] },
): string[] | undefined {
  const before = placement.reader ?? []
  const out = new Set(change.out)
  const after = [...new Set([...before, ...(change.in ?? [])])].filter((r) => !out.has(r))
  return after.length === before.length && after.every((r, i) => r === before[i]) ? undefined : after
}

/** A party, or an organ that only follows, reads again what it wrote itself, and not what others wrote of it. */
export function ownSight({ scope }: Actor, placement: Placement): string[] {
  if (scope.kind !== 'reader') return []
  if (scope.value.startsWith('p:')) return [scope.value]
  return (placement.reader ?? []).filter((r) => r === followerOf(scope.value.slice(2)))
}
