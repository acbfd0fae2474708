/** The chapter's figures by kind of dispute and by type of committee: each part is an indicator of its own, so that it opens into its records. */
import type { Indicator } from '#kernel/domain'
import { platform } from '#kernel/law'
import { disputeKinds } from './dispute-kinds.ts'
import { committeeKinds } from './organisation-kinds.ts'

const basis = platform('分列口径为平台约定，不得当作主管部门统计报表的分类上报')

const part = (id: string, label: string, unit: string, kind: 'stock' | 'flow', text: string): Indicator => ({
  id,
  label,
  unit,
  kind,
  versions: [{ version: '2011', fromYear: 2011, authority: '平台约定', text, basis, view: `mediation.${id}` }],
})

const disputes = [
  { id: 'disputes_mediated', label: '调处矛盾纠纷' },
  { id: 'disputes_settled', label: '调解成功' },
] as const
const lower = (code: string) => code.toLowerCase()

export const breakdowns: readonly Indicator[] = [
  ...disputes.flatMap((whole) => [
    ...Object.entries(disputeKinds).map(([code, kind]) =>
      part(
        `${whole.id}_of_${lower(code)}`,
        `${whole.label}：${kind}`,
        '件',
        'flow',
        `“${whole.label}”中类型为${kind}的一件`,
      ),
    ),
    ...Object.entries(committeeKinds).map(([code, kind]) =>
      part(
        `${whole.id}_by_${lower(code)}`,
        `${whole.label}：${kind}`,
        '件',
        'flow',
        `“${whole.label}”中由${kind}结论的一件`,
      ),
    ),
  ]),
  ...Object.entries(committeeKinds).map(([code, kind]) =>
    part(
      `mediation_committees_by_${lower(code)}`,
      `人民调解委员会：${kind}`,
      '个',
      'stock',
      `“人民调解委员会”中的一个${kind}`,
    ),
  ),
  part(
    'disputes_unmapped',
    '没有对应部门统计分类的调处纠纷',
    '件',
    'flow',
    '“调处矛盾纠纷”中其类型在当年的部门统计分类对照表里没有对应的一件；取得报表分类后填对照表',
  ),
]
