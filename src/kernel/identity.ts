/**
 * Identity numbers as forms give them: written as the standards write them, and refused where their check digit does not hold.
 * A number that is one character off names somebody else, or nobody, and no later step could find its person again.
 */
import { checkCitizenId, checkUscc } from './codes.ts'
import { Refusal } from './errors.ts'
import { visitPath } from './personal.ts'
import type { ActionDef } from './procedure.ts'

/** The field that holds a number, and the one beside it that says of which kind it is. */
const field = 'idNumber'
const kindField = 'idKind'

/** Full-width digits, small letters and blanks are how people type it, and no part of it. */
export const plainNumber = (typed: string): string => typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

const pathsOf = (def: ActionDef): readonly string[] =>
  (def.personal ?? []).flatMap((p) => (p.path === field || p.path.endsWith(`.${field}`) ? [p.path] : []))

/**
 * Writes the identity numbers of a read form (in place) as the standards do.
 * @throws Refusal 'input' naming each field whose number does not hold (GB 11643, GB 32100)
 */
export function checkIdentities(def: ActionDef, input: unknown): void {
  const faults: { path: string; message: string }[] = []
  for (const path of pathsOf(def))
    visitPath(input, path, (holder, key, pointer) => {
      if (typeof holder[key] !== 'string') return
      const kind = holder[kindField]
      if (kind !== 'resident' && kind !== 'uscc') return
      const number = plainNumber(holder[key])
      holder[key] = number
      const checked = kind === 'uscc' ? checkUscc(number) : checkCitizenId(number)
      if (!checked.ok) faults.push({ path: pointer.slice(1).replaceAll('/', '.'), message: checked.reason })
    })
  if (faults.length)
    throw new Refusal('input', 'kernel.identity', `「${def.label}」填写有误：${faults[0]!.message}`, { fields: faults })
}
