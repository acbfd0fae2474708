/** What may be settled, and how, by the stage of the case and the law that it runs under (chapter 5 D4.2). */
import type { LocalDate } from '#kernel/clock'
import type { CaseFacts } from './facts.ts'
import type { Scope, Stage, Way } from './kinds.ts'

const newLaw = '2024-01-01'
const money: readonly Scope[] = ['COMPENSATION', 'INDEMNITY']

/** Whether a reconsideration runs under the law of before 2024, which knows no suspension for the sake of a settlement. */
export const isUnderOldLaw = (f: Pick<CaseFacts, 'stage' | 'reconFiledOn'>): boolean =>
  f.stage === 'RECON' && f.reconFiledOn !== null && f.reconFiledOn < newLaw

/**
 * Whether the way is open to the dispute: reconsideration filed before 2024 settles only discretion and money, since then everything;
 * a court mediates money, discretion and agreements. Changing one's own act, after which the other side withdraws, is always open.
 */
export function mayBeSettled(stage: Stage, way: Way, scope: Scope, reconFiledOn: LocalDate | null): boolean {
  if (way === 'CORRECTION') return true
  if (stage === 'RECON') {
    // Without the day, which older entries lack, only what both laws allow.
    if (reconFiledOn !== null && reconFiledOn >= newLaw) return true
    return scope === 'DISCRETION' || (way === 'MEDIATION' && money.includes(scope))
  }
  const isInCourt = stage === 'FIRST' || stage === 'SECOND' || stage === 'RETRIAL'
  return !isInCourt || way !== 'MEDIATION' || scope !== 'OTHER'
}
