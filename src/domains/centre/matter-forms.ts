/** Inputs of a matter's actions. What the rules refuse stays optional here, so that the refusal can say why. */
import { z } from 'zod'
import {
  agency,
  choice,
  clockTime,
  day,
  from,
  heads,
  id,
  matter,
  officer,
  paper,
  place,
  text,
  yesNo,
} from '#kernel/fields'
import type { PersonalField } from '#kernel/procedure'
import { addressee } from './fields.ts'
import * as k from './kinds.ts'

const petitioner = z
  .strictObject({
    name: text('姓名（名称）', 100),
    idKind: choice(k.idKinds, '证件类型').optional(),
    idNumber: text('证件号码', 40).optional(),
    phone: text('电话', 40).optional(),
    address: text('住址', 200).optional(),
  })
  .meta({ label: '来访人' })

const counterparty = z
  .strictObject({
    name: text('姓名（名称）', 100),
    agencyId: agency('被投诉的单位').optional(),
  })
  .meta({ label: '对方' })

const scene = place('事发地')

export const register = z.strictObject({
  centreAgencyId: agency('矛调中心', 'dispute-centre'),
  channel: choice(k.channels, '来源'),
  receivedTime: clockTime('收到时刻').optional(),
  place: scene,
  kind: text('纠纷、事项类型', 40).optional(),
  actOn: day('行为发生日').optional(),
  petitioners: z.array(petitioner).min(1, '至少一名来访人').max(50).meta({ label: '来访人' }),
  counterparties: z.array(counterparty).max(20).default([]).meta({ label: '对方' }),
  headCount: heads('涉及人数').optional(),
  representatives: heads('到场代表人数').optional(),
  summary: text('事由', 4000).optional(),
  demand: text('诉求', 4000).optional(),
  isUrgent: yesNo('重大、紧急'),
  isAccusation: yesNo('检举控告公职人员（密封登记）'),
  accusedAgencyId: agency('被检举人所在单位').optional(),
  adminActKnownOn: day('知道行政行为之日').optional(),
  isRemedyTold: yesNo('已当场提示复议、起诉期限'),
  courtSignedOn: day('签收法院材料日').optional(),
  isCourtOnline: yesNo('经人民法院调解平台'),
})
export type RegisterInput = z.output<typeof register>

const purpose = '核对身份、联系来访人、办理诉求'
export const registerPersonal: readonly PersonalField[] = [
  { path: 'petitioners.*.name', label: '姓名（名称）', mask: 'name', purpose },
  { path: 'petitioners.*.idNumber', label: '证件号码', mask: 'citizenId', purpose },
  { path: 'petitioners.*.phone', label: '电话', mask: 'phone', purpose },
  { path: 'petitioners.*.address', label: '住址', mask: 'address', purpose },
  { path: 'counterparties.*.name', label: '对方姓名（名称）', mask: 'name', purpose },
  { path: 'summary', label: '事由', mask: 'drop', purpose: '办理诉求' },
  { path: 'demand', label: '诉求', mask: 'drop', purpose: '办理诉求' },
]

export const recordVisit = z.strictObject({
  headCount: heads('来访人数'),
  representatives: heads('接待的代表人数'),
})

export const answerOnSite = z.strictObject({
  subjectKind: choice(k.subjectKinds, '事项性质'),
  channel: choice(k.noticeChannels, '方式').default('IN_PERSON'),
  content: text('答复内容', 2000),
})
export const replyPersonal: readonly PersonalField[] = [
  { path: 'content', label: '答复内容', mask: 'drop', purpose: '答复来访人' },
]

export const merge = z.strictObject({ intoMatterId: matter('并入的件', 'centre.matter') })
export const absorb = z.strictObject({ fromMatterId: matter('并来的件', 'centre.matter') })

export const noticeRepeat = z.strictObject({
  repeatKind: choice(k.repeatKinds, '重复情形'),
  differReason: text('与系统判定不同的理由', 500).optional(),
  notice: paper('不再受理告知').optional(),
  addressee,
})

export const reportUrgent = z.strictObject({
  reportedTime: clockTime('上报时刻').optional(),
  to: z.array(text('报告、通报的单位', 60)).min(1).max(10).meta({ label: '报告、通报的单位' }),
  reason: text('事由', 500),
})

export const remindRemedy = z.strictObject({ channel: choice(k.noticeChannels, '方式'), addressee })

const flag = (label: string) => yesNo(label)
const signals = z
  .strictObject({
    isDangerous: flag('有人身危险'),
    isCrowdRisk: flag('有群体冲突苗头'),
    isCrimeSuspected: flag('涉嫌犯罪'),
    isAccusation: flag('检举控告公职人员'),
    isInProceedings: flag('已在诉讼、仲裁、复议中'),
    isJudgmentDisputed: flag('不服生效裁判'),
    isPartyAppeal: flag('党员申诉'),
    isAgainstAdministrativeAct: flag('针对行政行为'),
    isEnforcementRequest: flag('请求查处违法行为'),
    isDutyRequest: flag('请求履行职责'),
    isLabour: flag('劳动争议'),
    isLandContract: flag('土地承包纠纷'),
    hasArbitrationClause: flag('有仲裁协议的商事争议'),
    isAdministrativelyDecidable: flag('行政机关可以裁决、调解'),
    isCivil: flag('其他民事纠纷'),
    refusesMediation: flag('当事人拒绝调解'),
    needsLegalAid: flag('经济困难需要律师'),
    isSuggestion: flag('建议意见'),
    isConsult: flag('咨询'),
    isHardship: flag('困难求助'),
  })
  .meta({ label: '事项情况' })

const reach = z
  .strictObject({
    assigned: choice(k.levels, '交办文件指定的层级').nullable().default(null),
    span: choice(
      { VILLAGE: '一村（社区）', VILLAGES: '跨村（社区）', TOWNS: '跨乡镇（街道）', COUNTIES: '跨区县（市）' },
      '涉及范围',
    ).default('VILLAGE'),
    isEnterprise: flag('涉及企业'),
    isProfessional: flag('行业性、专业性纠纷'),
    departmentParty: choice({ NONE: '没有', COUNTY: '县级部门', CITY: '市级部门' }, '部门是相关方').default('NONE'),
    isCityCommittee: flag('属市级专业委员会管辖'),
  })
  .meta({ label: '涉及层级' })

export const triage = z.strictObject({
  signals,
  reach: reach.default({
    assigned: null,
    span: 'VILLAGE',
    isEnterprise: false,
    isProfessional: false,
    departmentParty: 'NONE',
    isCityCommittee: false,
  }),
  subjectKind: choice(k.subjectKinds, '事项性质').optional(),
  path: choice(k.paths, '途径'),
  level: choice(k.levels, '层级').optional(),
  differReason: text('与系统判定不同的理由', 500).optional(),
  isSeveralUnits: yesNo('涉及两个以上单位'),
  adminActKnownOn: day('知道行政行为之日').optional(),
  isReconsiderationFirst: yesNo('依法应当先申请行政复议'),
  remedyNotice: z
    .strictObject({ on: day('告知日期'), channel: choice(k.noticeChannels, '方式') })
    .optional()
    .meta({ label: '复议、起诉期限的告知' }),
  newFact: text('新的事实或者证据', 500).optional(),
  otherAffair: text('不是同一事项的理由', 500).optional(),
  accusedAgencyId: agency('被检举人所在单位').optional(),
  addressee,
})

export const handoff = z.strictObject({
  path: choice(k.paths, '途径'),
  targetAgencyId: agency('接收机关').optional(),
  targetName: text('接收单位（不在本平台的）', 100).optional(),
  competence: text('接收单位的职权依据（不在本平台的）', 200).optional(),
  procedure: from(id('接收的程序（由本市配置）'), 'kernel.procedure').optional(),
  receipt: paper('移送、引导单').optional(),
  notice: paper('途径的书面告知').optional(),
  endsPending: yesNo('以撤回已启动的诉讼、复议为条件'),
  addressee,
})
export const recall = z.strictObject({
  no: z.int().min(1).max(100).meta({ label: '第几次移送' }),
  reason: text('收回的理由', 500),
})
export const targetRefuse = z.strictObject({
  reason: text('不接收的理由', 500).optional(),
  paper: paper('不接收的书面').optional(),
})
export const recordOutcome = z.strictObject({
  outcome: choice(k.outcomes, '结果').optional(),
  paper: paper('回执、结论文书').optional(),
  isFinal: yesNo('信访已终结'),
  reviewDueOn: day('申请复查的末日').optional(),
  addressee,
})
export const seal = z.strictObject({
  accusedAgencyId: agency('被检举人所在单位').optional(),
  reason: text('密封的理由', 500),
})

export const dispatch = z.strictObject({
  units: z
    .array(z.strictObject({ agencyId: agency('承办单位'), kind: choice(k.dispatchKinds, '主办、协办') }))
    .max(10)
    .meta({ label: '承办单位' }),
  handleWorkdays: z.int().min(1).max(60).optional().meta({ label: '办理期限', unit: '个工作日' }),
  note: text('交办要求', 1000).optional(),
})
const handlerList = z
  .array(z.strictObject({ officerId: officer('经办人', 'handler'), conflict: choice(k.conflicts, '利害关系声明') }))
  .max(10)
  .meta({ label: '经办人' })
export const receive = z.strictObject({ handlers: handlerList.min(1, '至少一名经办人') })
export const objectReturn = z.strictObject({
  reason: text('退回的理由', 1000).optional(),
  properUnit: text('应办单位', 100).optional(),
})
export const acceptReturn = z.strictObject({ verification: text('核实意见', 1000).optional() })
export const accept = z.strictObject({
  as: choice(
    { MEDIATION: '按调解受理', PETITION: '按信访受理', ADMINISTRATIVE: '按行政程序受理', OTHER: '其他' },
    '受理方式',
  ),
  handlers: handlerList.default([]),
  addressee,
})
export const convene = z.strictObject({
  units: z.array(agency('参加单位')).min(1).max(20).meta({ label: '参加单位' }),
  leadUnit: agency('确定的主办单位').optional(),
  conclusion: text('会商结论', 2000),
})
export const assignLead = z.strictObject({
  handleWorkdays: z.int().min(1).max(60).optional().meta({ label: '办理期限', unit: '个工作日' }),
})
export const escalate = z.strictObject({
  trigger: choice(k.escalationTriggers, '事由').optional(),
  toLevel: choice(k.levels, '升至'),
  unit: agency('上一级承办单位'),
  consent: paper('当事人同意').optional(),
  materials: paper('前期材料').optional(),
  note: text('说明', 1000).optional(),
})

export const submitResult = z.strictObject({
  kind: choice(k.resultKinds, '结果'),
  issuerAgencyId: agency('出具单位'),
  system: from(id('文书所在的程序（本平台的）'), 'kernel.procedure').optional(),
  documentNo: text('文书所在件的编号', 100).optional(),
  documentOn: day('文书日期').optional(),
  isEffective: yesNo('已经生效'),
})
export const review = z.strictObject({ opinion: text('审核意见', 1000).optional() })
export const sendBack = z.strictObject({ reason: text('退回重办的理由', 1000) })
export const reply = z.strictObject({
  channel: choice(k.noticeChannels, '方式'),
  content: text('答复内容', 4000),
  hasReviewNotice: yesNo('已写明复查的权利和期限'),
  reviewOrgan: text('受理复查的机关、单位（不填的写“上一级机关、单位”）', 120).optional(),
  addressee,
})
export const visitBack = z.strictObject({
  isReached: z.boolean().meta({ label: '接通' }),
  satisfaction: z.int().min(1).max(5).optional().meta({ label: '满意度（一至五分）' }),
  isResolved: z.boolean().optional().meta({ label: '来访人认为已解决' }),
  dissatisfiedReason: text('不满意的原因', 500).optional(),
})
export const close = z.strictObject({
  closeCode: choice(k.closeCodes, '销号方式'),
  recheckReason: text('不满意而销号的复核理由', 1000).optional(),
})
export const reopen = z.strictObject({ newFact: text('新的事实或者漏项', 1000) })
export const withdraw = z.strictObject({
  petitioners: z
    .array(from(z.int().min(1).max(50).meta({ label: '来访人' }), 'centre.recipient'))
    .max(50)
    .default([])
    .meta({ label: '撤回的来访人（只有一人的不填）' }),
  document: paper('当事人的撤回（书面或者录音）').optional(),
})

export const acceptDelegation = z.strictObject({ confirmedOn: day('确认接受日') })
export const askOther = z.strictObject({
  result: choice({ AGREED: '同意调解', REFUSED: '拒绝', UNREACHABLE: '联系不上' }, '对方的意愿'),
})
export const extendCourt = z.strictObject({
  consents: z
    .array(choice({ PLAINTIFF: '起诉方', DEFENDANT: '对方' }, '同意方'))
    .max(2)
    .meta({ label: '同意延长的当事人' }),
  newDueOn: day('新的到期日'),
  document: paper('延期同意书'),
})
export const returnToCourt = z.strictObject({
  courtAgencyId: agency('委派的法院', 'court'),
  reason: choice({ FAILED: '调解不成', REFUSED: '对方拒绝', UNREACHABLE: '联系不上', DUE: '期限届满' }, '退回的事由'),
  receipt: paper('材料移送单'),
  addressee,
})
