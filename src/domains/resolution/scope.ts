/** What may be settled, and how, by the stage of the case and the law that it runs under (chapter 5 D4.2). */
import type { LocalDate } from '#kernel/clock'
import type { Scope, Stage, Way } from './kinds.ts'

const newLaw = '2024-01-01'
const money: readonly Scope[] = ['COMPENSATION', 'INDEMNITY']

/**
 * Whether the way is open to the dispute: reconsideration filed before 2024 settles only discretion and money, since then everything;
 * a court mediates money, discretion and agreements. Changing one's own act, after which the other side withdraws, is always open.
 */
export function mayBeSettled(stage: Stage, way: Way, scope: Scope, reconFiledOn: LocalDate | null): boolean {
  if (way === 'CORRECTION') return true
  if (stage === 'RECON') {
    if (reconFiledOn === null || reconFiledOn >= newLaw) return true
    return scope === 'DISCRETION' || (way === 'MEDIATION' && money.includes(scope))
  }
  const isInCourt = stage === 'FIRST' || stage === 'SECOND' || stage === 'RETRIAL'
  return !isInCourt || way !== 'MEDIATION' || scope !== 'OTHER'
}
