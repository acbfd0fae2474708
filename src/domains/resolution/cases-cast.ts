/** The forms with which worked cases of settling a dispute begin. People and numbers are invented. */
import type { WorkedStep } from '#kernel/domain'

const proposal = {
  coordinatorId: 'centre',
  organId: 'bureau',
  stage: 'RECON',
  reconFiledOn: '2025-05-06',
  initiator: 'RECON_ORGAN',
  scope: 'DISCRETION',
  parties: [{ name: '陈示例', idNumber: '330203197505050010' }],
  suggestion: '就罚款数额和改正期限协商。',
}
export const propose = (on: string, more: Record<string, unknown> = {}): WorkedStep => ({
  on,
  by: 'coordinator',
  do: 'propose',
  with: { ...proposal, ...more },
})
export const says = (on: string, side: string, agrees: boolean, state: string): WorkedStep => ({
  on,
  by: 'coordinator',
  do: 'consent',
  with: { side, agrees, isWritten: true },
  state,
})
export const opened = (on: string): WorkedStep[] => [
  says(on, 'CLAIMANT', true, 'PROPOSED'),
  says(on, 'AGENCY', true, 'OPEN'),
]
export const term = { obligor: 'AGENCY', content: '罚款由一万元改为八千元。', authority: '示例规定第十条裁量幅度' }
export const agreed = (on: string, more: Record<string, unknown> = {}): WorkedStep => ({
  on,
  by: 'coordinator',
  do: 'agree',
  with: { way: 'SETTLEMENT', isReviewed: true, terms: [term], ...more },
  state: 'AGREED',
})
