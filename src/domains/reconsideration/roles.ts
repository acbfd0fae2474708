/** Roles of reconsideration: who receives, who handles, who approves, who is answered for, who stands above. */
import type { RoleDef } from '#kernel/access'
import { platform } from './law.ts'
import { recon2023 } from './statutes.ts'

const body = recon2023(4, 2)
const split = platform('立案、办案、审批分开')

export const roles: Record<string, RoleDef> = {
  recon_clerk: { label: '行政复议立案人员', scope: 'agency', basis: split },
  recon_officer: { label: '行政复议办案人员', scope: 'agency', basis: recon2023(36, 1) },
  recon_unit_head: { label: '行政复议机构负责人', scope: 'agency', basis: body },
  recon_organ_head: { label: '行政复议机关负责人', scope: 'agency', basis: recon2023(61, 1) },
  recon_intake_point: { label: '行政复议基层受理点人员', scope: 'reader', basis: platform('受理点只接收、释明、转送') },
  recon_superior: { label: '上级行政机关承办人员', scope: 'reader', basis: recon2023(35) },
  recon_assessor: { label: '行政复议工作评估登记人员', scope: 'city', basis: platform('登记省级评估的结果') },
  respondent_officer: { label: '被申请人承办人员', scope: 'reader', basis: recon2023(48) },
  respondent_head: { label: '被申请人负责人', scope: 'reader', basis: recon2023(51, 3) },
  norm_maker: { label: '规范性文件制定机关、处理机关人员', scope: 'reader', basis: recon2023(58, 1) },
}
/** Staff of the reconsideration body who handle a case; the head of the body may do what they do. */
export const clerks = ['recon_clerk', 'recon_unit_head'] as const
export const officers = ['recon_officer', 'recon_unit_head'] as const
/** Who signs what a clerk has drafted: an application taken, turned away or sent back to be completed. */
export const signers = ['recon_unit_head', 'recon_organ_head'] as const
export const house = ['recon_clerk', 'recon_officer', 'recon_unit_head', 'recon_organ_head'] as const
export const respondent = ['respondent_officer', 'respondent_head'] as const
/** Who takes part from outside: over the portal with number and code, or known as a party. */
export const outside = ['party', 'public'] as const
