/** What is counted of settling disputes. The reply rate of advice is counted where advice is kept as a whole, not here. */
import type { Indicator } from '#kernel/domain'
import { counted } from './law.ts'

const flow = (id: string, label: string, text: string): Indicator => ({
  id,
  label,
  unit: '件',
  kind: 'flow',
  masksSmall: true,
  versions: [
    { version: '2020', fromYear: 2020, authority: '平台约定', text, basis: counted, view: `resolution.${id}` },
  ],
})
const rate = (id: string, label: string, numerator: string, denominator: string, text: string): Indicator => ({
  id,
  label,
  unit: '%',
  kind: 'rate',
  decimals: 2,
  versions: [{ version: '2020', fromYear: 2020, authority: '平台约定', text, basis: counted, numerator, denominator }],
})

export const indicators: readonly Indicator[] = [
  flow('resolution_opened', '开展化解的行政争议', '各方书面同意后开展化解的一件，按同意日'),
  flow('resolution_concluded', '化解结案', '开展化解后结案的一件，按结案日；一方不同意而没有开展的不计'),
  flow('resolution_success', '化解成功', '上列中调解书结案、和解后撤回、改变行政行为后撤回的一件'),
  rate('resolution_success_rate', '化解成功率', 'resolution_success', 'resolution_concluded', '化解成功除以化解结案'),
  flow('resolution_with_terms', '有履行内容的化解成功', '化解成功中协议载明履行期限的一件'),
  flow('resolution_performed', '已履行的化解成功', '上列中各项都已履行的一件，不论是否按期'),
  flow('resolution_kept', '按期履行的化解成功', '上列中各项都按期履行的一件，履行期限的末日是休息日的顺延'),
  rate(
    'resolution_performed_rate',
    '化解协议履行率',
    'resolution_performed',
    'resolution_with_terms',
    '已履行除以有履行内容的化解成功',
  ),
]
