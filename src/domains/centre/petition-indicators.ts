/** What is counted of petitions: the State's form was not read, so every counting rule is a convention and says what one record is. */
import type { Indicator } from '#kernel/domain'
import { platform } from './petition-law.ts'

const convention = platform('统计口径为平台约定，取得主管部门表式后另建版本')
const counted = (id: string, label: string, text: string): Indicator => ({
  id,
  label,
  unit: '件',
  kind: 'flow',
  versions: [{ version: '2005', fromYear: 2005, authority: '平台约定', text, basis: convention, view: `centre.${id}` }],
})
const rate = (id: string, label: string, numerator: string, denominator: string, text: string): Indicator => ({
  id,
  label,
  unit: '%',
  kind: 'rate',
  decimals: 2,
  versions: [
    { version: '2005', fromYear: 2005, authority: '平台约定', text, basis: convention, numerator, denominator },
  ],
})

export const petitionIndicators: readonly Indicator[] = [
  counted('petitions_received', '登记信访事项', '一件登记的信访事项，按收到日；没有接收的移交不计'),
  counted(
    'petition_notices_due',
    '到期的告知期限',
    '一个当年到期的处理或者告知期限，按末日；信访部门的和有关机关的分别计；到期前撤回的不计',
  ),
  counted('petition_notices_met', '按期告知', '上列期限中没有超过末日的一个'),
  rate(
    'petition_notice_ontime',
    '按期告知率',
    'petition_notices_met',
    'petition_notices_due',
    '按期告知除以到期的告知期限；省、国家期限并存的按短的计',
  ),
  counted(
    'petition_closes_due',
    '到期的办结期限',
    '一件当年办结期限到期的申诉求决事项，按末日（含已批准的延长）；到期前撤回、导入其他程序的不计',
  ),
  counted('petition_closes_met', '按期办结', '上列事项中在末日以前书面答复的一件'),
  rate(
    'petition_close_ontime',
    '按期办结率',
    'petition_closes_met',
    'petition_closes_due',
    '按期办结除以到期的办结期限；省、国家期限并存的按短的计',
  ),
  counted('petitions_replied', '办结信访事项', '一件书面答复的信访事项，按答复日'),
  counted('petitions_repeated', '办结后重复提出', '上列事项中答复后三十日内同一人以同一事项再次提出的一件'),
  rate(
    'petition_repeat_rate',
    '初重访率',
    'petitions_repeated',
    'petitions_replied',
    '办结后三十日内重复提出的件除以办结件',
  ),
]
