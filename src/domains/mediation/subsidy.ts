/**
 * Subsidies for mediators' lost working time, one for each attempt (人民调解法 art. 16). Amounts and grades are each county's own:
 * data with a first day of force, never constants of the program.
 */
import type { LocalDate } from '#kernel/clock'
import { platform } from '#kernel/law'

export type SubsidyForm = 'WRITTEN' | 'ORAL' | 'NONE'
/** One row of a county's table. `amountFen` in fen. */
export type SubsidyRule = {
  ruleId: string
  countyCode: string
  form: SubsidyForm
  tier: string
  isSettled: boolean
  amountFen: number
  effectiveFrom: LocalDate
}

export const subsidyBasis = platform('一次尝试补贴一次；已由法院发放的不重复发放；调解不成的不得因此不发')

/** The rule that a county has in force on the day an attempt was concluded; undefined where it has none for this case. */
export function findSubsidyRule(
  rules: readonly SubsidyRule[],
  of: { countyCode: string; form: SubsidyForm; tier: string; isSettled: boolean; concludedOn: LocalDate },
): SubsidyRule | undefined {
  return rules
    .filter(
      (r) =>
        r.countyCode === of.countyCode &&
        r.form === of.form &&
        r.tier === of.tier &&
        r.isSettled === of.isSettled &&
        r.effectiveFrom <= of.concludedOn,
    )
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))[0]
}

/** What a county's table may not say: nothing for an attempt that failed where a settled one of the same grade is paid. */
export function subsidyTableDefects(rules: readonly SubsidyRule[]): string[] {
  return rules
    .filter((r) => r.isSettled && r.amountFen > 0)
    .filter(
      (paid) =>
        !rules.some((r) => !r.isSettled && r.countyCode === paid.countyCode && r.tier === paid.tier && r.amountFen > 0),
    )
    .map((r) => `${r.countyCode}「${r.tier}」档只补贴调解成功的，调解不成的也应有补贴`)
}

export type SubsidyClaim = { matterId: string; personId: string; payer: 'GOV' | 'COURT' }

/** Why a claim is refused, in words; undefined where it may be paid. */
export function subsidyRefusal(paid: readonly SubsidyClaim[], claim: SubsidyClaim): string | undefined {
  const before = paid.find(
    (p) => p.matterId === claim.matterId && (p.payer === 'COURT' || p.personId === claim.personId),
  )
  if (!before) return undefined
  return before.payer === 'COURT' ? '本件已由人民法院发放补贴，不重复发放' : '本件已经领取过补贴，一次调解只补贴一次'
}
