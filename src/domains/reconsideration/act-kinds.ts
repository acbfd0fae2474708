/** What may be challenged by reconsideration, and what may not, with its article in each version of the law. */
import type { Basis } from '#kernel/errors'
import { platform } from '#kernel/law'
import { type ReconVersion, recon2017, recon2023 } from './statutes.ts'

/** Codes of the challenged act with the words an official reads. */
export const actKinds = {
  PENALTY: '行政处罚',
  COERCION: '行政强制',
  LICENSE: '行政许可',
  RESOURCE_RIGHT: '自然资源确权',
  EXPROPRIATION: '征收征用及其补偿',
  COMPENSATION_DECISION: '行政赔偿决定',
  WORK_INJURY: '工伤认定',
  AUTONOMY: '经营自主权、土地承包经营权、土地经营权',
  ANTI_COMPETITION: '排除、限制竞争',
  UNLAWFUL_DUTY: '集资、摊派或者要求履行其他义务',
  NONFEASANCE: '不履行法定职责',
  BENEFIT: '抚恤金、社会保险、最低生活保障等给付',
  AGREEMENT: '行政协议',
  GOV_INFO: '政府信息公开',
  OTHER: '其他行政行为',
} as const
export type ActKind = keyof typeof actKinds

type Scope = {
  basis: readonly Basis[]
  /** Where the law of that version says nothing and a person decides. */
  note?: string
}

const of2017 = (...items: number[]): Scope => ({ basis: items.map((i) => recon2017(6, undefined, i)) })

const scope2017: Record<ActKind, Scope> = {
  PENALTY: of2017(1),
  COERCION: { ...of2017(2, 11), note: '第（二）项只列强制措施，强制执行按第（十一）项' },
  LICENSE: of2017(3, 8),
  RESOURCE_RIGHT: of2017(4),
  EXPROPRIATION: of2017(7, 11),
  COMPENSATION_DECISION: { basis: [recon2017(6, undefined, 11), platform('赔偿决定按其他具体行政行为登记')] },
  WORK_INJURY: of2017(11),
  AUTONOMY: of2017(5, 6),
  ANTI_COMPETITION: of2017(11),
  UNLAWFUL_DUTY: of2017(7),
  NONFEASANCE: of2017(9),
  BENEFIT: of2017(10),
  AGREEMENT: { ...of2017(11), note: '2017年文本没有明文列出行政协议，是否属于复议范围由承办人判断' },
  GOV_INFO: of2017(11),
  OTHER: of2017(11),
}

const order2023: readonly ActKind[] = [
  'PENALTY',
  'COERCION',
  'LICENSE',
  'RESOURCE_RIGHT',
  'EXPROPRIATION',
  'COMPENSATION_DECISION',
  'WORK_INJURY',
  'AUTONOMY',
  'ANTI_COMPETITION',
  'UNLAWFUL_DUTY',
  'NONFEASANCE',
  'BENEFIT',
  'AGREEMENT',
  'GOV_INFO',
  'OTHER',
]

/** Under what an act of this kind may be challenged, and a note where the version leaves it to a person. */
export function scopeOf(kind: ActKind, version: ReconVersion): Scope {
  return version === 'RECON_2017' ? scope2017[kind] : { basis: [recon2023(11, undefined, order2023.indexOf(kind) + 1)] }
}

/** What lies outside reconsideration; the platform points it out and dismisses nothing by itself. */
export const exclusions = {
  EX_STATE_ACT: '国防、外交等国家行为',
  EX_NORM: '行政法规、规章和规范性文件',
  EX_PERSONNEL: '对工作人员的奖惩、任免等人事决定',
  EX_CIVIL_MEDIATION: '对民事纠纷的调解',
} as const
export type Exclusion = keyof typeof exclusions

type Excluded = { basis: readonly Basis[]; note?: string }

const excluded2023: Record<Exclusion, Excluded> = {
  EX_STATE_ACT: { basis: [recon2023(12, undefined, 1)] },
  EX_NORM: { basis: [recon2023(12, undefined, 2)], note: '规章以外的规范性文件可以附带审查' },
  EX_PERSONNEL: { basis: [recon2023(12, undefined, 3)] },
  EX_CIVIL_MEDIATION: { basis: [recon2023(12, undefined, 4)] },
}
const excluded2017: Partial<Record<Exclusion, Excluded>> = {
  EX_NORM: { basis: [recon2017(7)], note: '只能随具体行政行为一并申请审查规定，规章除外' },
  EX_PERSONNEL: { basis: [recon2017(8, 1)], note: '依照有关规定申诉' },
  EX_CIVIL_MEDIATION: {
    basis: [recon2017(8, 2)],
    note: '仲裁或者诉讼；“其他处理”是否包括行政裁决有争议，由承办人判断',
  },
}

/** Under what something is outside reconsideration; nothing where the version does not name it. */
export function exclusionOf(exclusion: Exclusion, version: ReconVersion): Excluded | undefined {
  return version === 'RECON_2017' ? excluded2017[exclusion] : excluded2023[exclusion]
}
