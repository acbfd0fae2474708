/** Whether a case may take the summary procedure, which the law has had since 2024. */
import type { Basis } from '#kernel/errors'
import { recon2023 } from './statutes.ts'

/** Three thousand yuan and less. */
export const summaryMostFen = 300_000

const lightPenalties: readonly string[] = ['警告', '通报批评']

export type SummaryFacts = {
  /** Ticked by a person: the facts are clear, rights and duties are plain, and the parties are not far apart. */
  isClear: boolean
  isOnSpot: boolean
  penaltyKinds: readonly string[]
  amountFen?: number | undefined
  isGovernmentInformation: boolean
  /** Applicant, respondent and every third party. */
  doAllPartiesAgree: boolean
}

/** The ground on which the summary procedure may be taken; nothing where there is none. */
export function summaryGround(f: SummaryFacts): Basis | undefined {
  if (f.isClear) {
    if (f.isOnSpot) return recon2023(53, 1, 1)
    if (f.penaltyKinds.length > 0 && f.penaltyKinds.every((k) => lightPenalties.includes(k))) return recon2023(53, 1, 2)
    if (f.amountFen !== undefined && f.amountFen <= summaryMostFen) return recon2023(53, 1, 3)
    if (f.isGovernmentInformation) return recon2023(53, 1, 4)
  }
  return f.doAllPartiesAgree ? recon2023(53, 2) : undefined
}

export const canSummary = (f: SummaryFacts): boolean => summaryGround(f) !== undefined
