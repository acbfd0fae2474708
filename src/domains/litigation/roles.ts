/** Who acts in the defence of lawsuits: the organs sued, the justice bureaus that guide them, the court's feed that only records. */
import type { RoleDef } from '#kernel/access'
import { adl, platform } from './law.ts'

const split = platform('应诉承办、法制审核、负责人、指导监督分开')

export const roles: Record<string, RoleDef> = {
  litigation_officer: { label: '应诉承办人', scope: 'reader', basis: adl(67, 1) },
  litigation_head: { label: '被诉机关负责人', scope: 'reader', basis: adl(3, 3) },
  litigation_reviewer: { label: '被诉机关法制机构', scope: 'reader', basis: split },
  litigation_supervisor: { label: '市司法局应诉指导', scope: 'city', basis: split },
  litigation_supervisor_county: { label: '区县（市）司法局应诉指导', scope: 'county', basis: split },
  court_feed: { label: '法院裁判数据接口', scope: 'city', basis: platform('只写入法院的办理和裁判要素') },
}

export const officer = 'litigation_officer'
export const head = 'litigation_head'
export const reviewer = 'litigation_reviewer'
export const supervisors = ['litigation_supervisor', 'litigation_supervisor_county'] as const
export const court = 'court_feed'
/** The organ sued, whoever of it acts. */
export const organs = [officer, head] as const
/** What the court does is recorded by its feed or entered from its papers. */
export const records = [court, officer] as const
