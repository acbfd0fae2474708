/** Forms of a petition's actions. What the law makes a reason to refuse stays optional, so that the refusal can cite it. */
import { z } from 'zod'
import { idKinds } from '#kernel/codes'
import { agency, choice, day, from, heads, matter, offer, paper, place, text, yesNo } from '#kernel/fields'
import type { PersonalField } from '#kernel/procedure'
import { addressee } from './fields.ts'
import * as k from './petition-kinds.ts'

const petitioner = z
  .strictObject({
    kind: choice(k.petitionerKinds, '类型').default('PERSON'),
    name: text('姓名（名称）', 100),
    idKind: choice(idKinds, '证件类型').optional(),
    idNumber: text('证件号码', 40).optional(),
    phone: text('电话', 40).optional(),
    address: text('住址', 200).optional(),
  })
  .meta({ label: '信访人' })

const conflict = choice(k.handlerConflicts, '承办人员的利害关系').default('NONE')
const noticeLabel = '告知书（由平台制作的不填文号）'
const nextOrgan = text('可以申请复查（复核）的机关（不填的写“上一级机关、单位”）', 120).optional()
const handover = offer('移交')

export const receive = z.strictObject({
  agencyId: agency('登记的机关、单位'),
  handover: handover.optional(),
  source: choice(k.petitionSources, '来源').default('DIRECT'),
  sourceNo: text('来源编号', 80).optional(),
  receivedOn: day('收到日'),
  channel: choice(k.petitionChannels, '形式'),
  category: choice(k.petitionCategories, '类别'),
  isLitigation: yesNo('涉法涉诉'),
  isUnclear: yesNo('信访人的姓名（名称）、住址不清'),
  petitioners: z.array(petitioner).max(500).default([]).meta({ label: '信访人' }),
  headCount: heads('人数').default(1),
  respondent: text('被反映的单位、人员', 200).optional(),
  accusedAgencyIds: z.array(agency('被检举、控告的单位')).max(20).default([]).meta({ label: '被检举、控告的单位' }),
  place: place('事发地'),
  kind: text('事由', 60).optional(),
  actOn: day('行为日').optional(),
  hasNewFacts: yesNo('信访人提出新的事实或者证据'),
  summary: text('情况和事实', 8000).optional(),
  demand: text('请求', 4000).optional(),
})
export type ReceiveInput = z.output<typeof receive>
const purpose = '核对身份、联系和答复信访人'
export const receivePersonal: readonly PersonalField[] = [
  { path: 'petitioners.*.name', label: '姓名（名称）', mask: 'name', purpose },
  { path: 'petitioners.*.idNumber', label: '证件号码', mask: 'citizenId', purpose },
  { path: 'petitioners.*.phone', label: '电话', mask: 'phone', purpose },
  { path: 'petitioners.*.address', label: '住址', mask: 'address', purpose },
  { path: 'respondent', label: '被反映的单位、人员', mask: 'drop', purpose: '办理信访事项' },
  { path: 'summary', label: '情况和事实', mask: 'drop', purpose: '办理信访事项' },
  { path: 'demand', label: '请求', mask: 'drop', purpose: '办理信访事项' },
]

export const decline = z.strictObject({
  agencyId: agency('机关、单位'),
  handover,
  receivedOn: day('收到日'),
  reason: text('理由', 1000),
})

export const transfer = z.strictObject({
  toAgencyId: agency('有权处理的机关、单位'),
  arrivedOn: day('收到转送的日期（不填为当日）').optional(),
})
export const assign = z.strictObject({
  toAgencyId: agency('有权处理的机关、单位'),
  arrivedOn: day('收到交办的日期（不填为当日）').optional(),
  feedbackDueOn: day('反馈结果的期限').optional(),
})
export const objectTo = z.strictObject({
  reason: z.string().max(4000).default('').meta({ label: '详细理由' }),
  properAgencyId: agency('应当办理的机关、单位').optional(),
})
export const agreeReturn = z.strictObject({
  verification: z.string().max(2000).default('').meta({ label: '核实意见' }),
})
export const refuseReturn = z.strictObject({ verification: text('核实意见', 2000) })

export const convene = z.strictObject({
  unitIds: z.array(agency('参加的机关、单位')).max(20).meta({ label: '参加的机关、单位' }),
  way: choice(k.conferenceWays, '确定的方式'),
  decider: text('作出决定、组织协调的机关', 120).optional(),
  leadAgencyId: agency('确定的办理单位').optional(),
  feedbackDueOn: day('反馈结果的期限（交办的）').optional(),
  conclusion: text('会商结论', 2000),
})

export const seal = z.strictObject({
  accusedAgencyIds: z.array(agency('被检举、控告的单位')).max(20).default([]).meta({ label: '被检举、控告的单位' }),
  reason: text('密封的理由', 500),
})

export const notifyReceipt = z.strictObject({
  item: choice(k.requestItems, '申诉求决事项的办理途径').optional(),
  runsClose: z.boolean().optional().meta({ label: '按信访程序办理（起算办理期限）' }),
  path: text('处理途径和程序', 1000),
  notice: paper(noticeLabel).optional(),
  addressee,
})
export const refuseRepeat = z.strictObject({
  ground: choice(k.repeatGrounds, '理由'),
  previousMatterId: matter('原信访件', 'centre.petition').optional(),
  previous: paper('原件的文书（原件不在本平台的）').optional(),
  newFacts: choice(k.newFactStates, '新的事实'),
  isReviewTold: yesNo('已告知申请复查、复核的权利和期限'),
  notice: paper(noticeLabel).optional(),
  addressee,
})
const target = {
  targetAgencyId: agency('接收的机关、单位').optional(),
  targetName: text('接收的机关、单位（不在本平台的）', 120).optional(),
}
export const notMine = z.strictObject({
  path: choice(k.petitionPaths, '应当提出的程序'),
  ...target,
  reason: text('理由', 1000),
  notice: paper(noticeLabel).optional(),
  addressee,
})
export const divert = z.strictObject({
  path: choice(k.petitionPaths, '导入的程序'),
  item: choice(k.requestItems, '申诉求决事项的办理途径').optional(),
  ...target,
  reply: text('回复', 4000).optional(),
  notice: paper(noticeLabel).optional(),
  addressee,
})
export const withdraw = z.strictObject({
  petitioners: z
    .array(from(z.int().min(1).max(500).meta({ label: '信访人' }), 'centre.petitionRecipient'))
    .max(500)
    .default([])
    .meta({ label: '撤回的信访人（只有一人的不填）' }),
  document: paper('撤回的书面材料或者录音').optional(),
})

export const hear = z.strictObject({ conflict, record: text('陈述记录', 8000) })
export const investigate = z.strictObject({ conflict, record: text('核实情况', 8000) })
export const hearing = z.strictObject({
  conflict,
  from: day('听证起始日'),
  to: day('听证终止日'),
  record: text('听证笔录', 8000).optional(),
})
export const mediate = z.strictObject({
  consents: z.array(choice({ PETITIONER: '信访人', OTHER: '对方' }, '同意调解的一方')).meta({ label: '同意' }),
  isWithinDiscretion: yesNo('在裁量权范围内，不违反强制性规定'),
  isAgreed: z.boolean().meta({ label: '达成协议' }),
  effectiveOn: day('协议生效日').optional(),
  agreement: paper('调解协议书').optional(),
  text: text('协议内容', 8000).optional(),
})
export const propose = z.strictObject({
  kind: choice(k.agreementKinds, '协议'),
  consents: z.array(choice({ PETITIONER: '信访人', OTHER: '对方' }, '同意的一方')).meta({ label: '同意' }),
  isWithinDiscretion: yesNo('在裁量权范围内，不违反强制性规定'),
  otherName: text('对方姓名（名称）', 100),
  dispute: text('争议事项', 4000),
  terms: text('协议内容', 8000),
  performance: text('履行的方式、期限', 2000),
  addressee,
})
export const performed = z.strictObject({ evidence: paper('履行完毕的凭证'), addressee })
export const extend = z.strictObject({
  days: z.int().min(1).max(365).meta({ label: '延长天数', unit: '日' }),
  reason: text('延期理由', 1000).optional(),
  notice: paper(noticeLabel).optional(),
  addressee,
})
export const opinion = z.strictObject({
  conclusion: choice(k.opinionConclusions, '处理意见'),
  document: paper('信访事项处理意见书（由平台制作的不填文号）'),
  demand: text('投诉请求', 4000),
  findings: text('事实和理由', 8000),
  opinion: text('处理意见', 8000),
  legalBasis: text('法律法规依据', 2000).optional(),
  isReviewTold: yesNo('已载明申请复查的机关和期限'),
  nextOrgan,
  addressee,
  receivedOn: day('信访人收到日（当面送达的）').optional(),
})
export const reportBack = z.strictObject({ report: text('办结报告', 8000) })
export const receipt = z.strictObject({
  receivedOn: day('信访人收到书面答复日'),
  proof: paper('送达凭证'),
})
export const appeal = z.strictObject({
  agencyId: agency('复查（复核）机关').optional(),
  organName: text('复查（复核）机关（在本市以外的）', 120).optional(),
  appliedOn: day('提出日（不填为当日）').optional(),
  receivedOn: day('复查（复核）机关收到日（不填为当日）').optional(),
  grounds: text('请求和理由', 8000).optional(),
  document: paper('申请书').optional(),
})
export const review = z.strictObject({
  conclusion: choice(k.reviewConclusions, '意见'),
  document: paper('意见书（由平台制作的不填文号）'),
  opinion: text('意见和理由', 8000),
  nextOrgan,
  addressee,
  receivedOn: day('信访人收到日（当面送达的）').optional(),
})
export const lapse = z.strictObject({ note: text('核实情况', 1000).optional(), addressee })
export const publish = z.strictObject({
  title: text('标题', 120),
  text: text('公示的内容（已脱敏）', 8000),
  isMasked: yesNo('已去除信访人身份和个案隐私'),
})
