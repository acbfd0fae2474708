/**
 * Subsidies for mediators' lost working time, one for each attempt (人民调解法 art. 16). Amounts and grades are each county's own table,
 * with a first day of force; supervision compares what was paid with it.
 */
export type SubsidyClaim = { matterId: string; personId: string; payer: 'GOV' | 'COURT' }

/** Why a claim is refused, in words; undefined where it may be paid. */
export function subsidyRefusal(paid: readonly SubsidyClaim[], claim: SubsidyClaim): string | undefined {
  const before = paid.find(
    (p) => p.matterId === claim.matterId && (p.payer === 'COURT' || p.personId === claim.personId),
  )
  if (!before) return undefined
  return before.payer === 'COURT' ? '本件已由人民法院发放补贴，不重复发放' : '本件已经领取过补贴，一次调解只补贴一次'
}
