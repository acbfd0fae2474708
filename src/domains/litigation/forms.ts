/** Forms of a lawsuit's defence. */
import { z } from 'zod'
import { agency, choice, day, fen, help, matter, seldom, text, where, yesNo } from '#kernel/fields'
import { firstMatters } from './before-suit.ts'
import { governmentActs, reconOutcomes, suedFor } from './defendants.ts'
import { headCategories, positions } from './heads.ts'
import * as k from './kinds.ts'
import { resultLabels, targets } from './results.ts'
import { suitGrounds } from './suing.ts'

/** Left out by the organ itself; the court's record and supervision name it. */
export const forAgency = { agencyId: help(agency('机关'), '本机关办理的不填').optional() }
const on = (label: string) => day(label).optional()
const number = (label: string) => text(label, 80)
const caseNo = z
  .string()
  .trim()
  .regex(/^[（(]\d{4}[)）][\u4e00-\u9fff0-9A-Z]{1,20}号$/, '形如（2025）浙0203行初1号')
  .transform((s) => s.replace('(', '（').replace(')', '）'))
  .meta({ label: '案号' })

const defendant = z
  .strictObject({
    agencyId: agency('机关').optional(),
    name: seldom(text('市外机关名称', 120)).optional(),
    role: choice(k.defendantRoles, '诉讼地位'),
    level: seldom(choice(k.levels, '层级')).optional(),
    kind: seldom(choice(k.organKinds, '机关类别')).optional(),
    isVertical: seldom(yesNo('垂直管理机关')),
  })
  .refine((d) => (d.agencyId === undefined) !== (d.name === undefined), '本市机关从名单选择，市外机关写明名称')
  .meta({ label: '被告、第三人机关' })

export const docketing = z.strictObject({
  caseNo,
  court: text('法院', 80),
  courtLevel: choice(k.courtLevels, '法院级别'),
  instance: choice(k.instances, '审级'),
  suitKind: choice(k.suitKinds, '案件类型'),
  procedure: choice(k.courtProcedures, '审理程序'),
  summaryGround: where(choice(k.summaryGrounds, '适用简易程序的理由'), 'procedure', 'SUMMARY').optional(),
  amountFen: seldom(fen('涉及款额')).optional(),
  docketedOn: day('立案日'),
  actKind: choice(k.actKinds, '被诉行政行为'),
  actNo: number('行政行为文号').optional(),
  actOn: on('行政行为作出日'),
  firstMatter: seldom(choice(firstMatters, '可能须先申请复议的情形')).optional(),
  governmentAct: seldom(choice(governmentActs, '县级以上政府被诉的行为')).optional(),
  plaintiffs: z
    .array(z.strictObject({ name: text('姓名、名称', 120), kind: choice(k.plaintiffKinds, '类别') }))
    .min(1, '请填写原告')
    .max(200)
    .meta({ label: '原告' }),
  defendants: z
    .array(defendant)
    .min(1, '请填写被告')
    .max(12)
    .refine((list) => list.some((d) => d.agencyId !== undefined), '至少一个是本市机关')
    .meta({ label: '被告、第三人机关' }),
  recon: z
    .strictObject({
      outcome: choice(reconOutcomes, '复议结果'),
      over: choice(suedFor, '起诉的是'),
      matterId: matter('复议案件').optional(),
    })
    .meta({ label: '经过复议的' })
    .optional(),
  suit: z
    .strictObject({
      ground: choice(suitGrounds, '起诉期限的种类'),
      knownOn: day('知道、收到或者期满之日'),
      limitKnownOn: on('知道起诉期限之日'),
      appliedOn: on('机关收到履职申请之日（不作为的）'),
      madeOn: on('行为作出日'),
      isLand: yesNo('因不动产提起'),
      filedOn: day('起诉日'),
    })
    .meta({ label: '起诉期限（供答辩核对）' })
    .optional(),
  origin: seldom(choice(k.origins, '由来')).optional(),
  parentId: seldom(matter('原审、前一审级的案件', 'litigation.defence')).optional(),
  isBySecond: seldom(yesNo('按第二审程序再审')),
  isAppellant: seldom(yesNo('本机关上诉、申请再审')),
  appealReceivedOn: seldom(day('法院收到上诉状之日')).optional(),
  suedActId: seldom(matter('被诉行为的事项')).optional(),
  chainId: help(seldom(number('争议链编号')), '前一环节不在平台的才填写').optional(),
  groupKey: seldom(number('同批案件标记')).optional(),
})

export const copy = z.strictObject({
  ...forAgency,
  receivedOn: day('收到起诉状、上诉状副本之日'),
  days: help(z.int().min(1).max(15).meta({ label: '法院指定的答辩、举证天数' }), '仅简易程序，不超过十五日').optional(),
})
export const addDefendant = z.strictObject({ defendant, addedOn: on('追加之日') })
export const assign = z.strictObject({
  ...forAgency,
  officers: text('承办人', 120),
  counsel: text('委托代理人', 120).optional(),
  opinion: text('应诉意见', 2000),
})
export const objection = z.strictObject({ ...forAgency, filedOn: on('提出日'), grounds: text('异议理由', 2000) })

const evidence = z
  .strictObject({
    label: text('证据名称', 120),
    proves: text('证明内容', 400).optional(),
    formedOn: on('形成日'),
    collectedOn: on('收集日'),
    from: choice({ OWN: '作出行为时已有', PARTY: '向原告、第三人、证人收集', OTHER: '其他来源' }, '来源'),
    isPermitted: yesNo('法院准许'),
    isServiceOrPerformance: yesNo('属于送达、履行类'),
  })
  .meta({ label: '证据' })
const evidenceList = z.array(evidence).max(200).default([]).meta({ label: '证据目录' })
export const answer = z.strictObject({
  ...forAgency,
  submittedOn: on('提交日（交邮日）'),
  hasDefence: yesNo('提交答辩状'),
  hasEvidence: yesNo('提交证据和所依据的规范性文件'),
  defence: text('答辩意见', 20000).optional(),
  evidence: evidenceList,
})
export const extension = z.strictObject({
  ...forAgency,
  filedOn: on('申请日（交邮日）'),
  grounds: text('不能按期举证的事由', 2000),
})
export const extensionRuling = z.strictObject({ ...forAgency, isGranted: z.boolean().meta({ label: '法院准许延期' }) })
export const obstacle = z.strictObject({ ...forAgency, removedOn: day('正当事由消除之日') })
export const supplement = z.strictObject({
  ...forAgency,
  isPermitted: z.boolean().meta({ label: '法院准许补充' }),
  newMatter: text('原告、第三人新提出的理由或者证据', 1000),
  evidence: evidenceList,
})

export const change = z.strictObject({
  ...forAgency,
  changedOn: on('改变之日'),
  kind: choice(k.changeKinds, '怎样改变'),
  fault: choice(k.changeFaults, '核对'),
  toldCourtOn: on('书面告知法院之日'),
  content: text('改变的内容', 4000),
})
export const schedule = z.strictObject({
  heldOn: day('开庭日'),
  form: choice(k.hearingForms, '开庭方式'),
  summonsOn: on('传票送达日'),
  isReNotice: help(yesNo('法院通知负责人再次出庭'), '同一审级已经开过庭，法院又通知负责人出庭的'),
  courtNotice: choice(k.courtNotices, '法院通知负责人出庭'),
  courtNoticeOn: on('出庭通知书送达日'),
  mergedInto: seldom(matter('合并开庭的主案件', 'litigation.defence')).optional(),
})
export const postpone = z.strictObject({
  isByAgency: z.boolean().meta({ label: '由本机关申请延期' }),
  heldOn: on('延期后的开庭日'),
  reason: text('延期的理由', 400),
})
export const designate = z.strictObject({
  ...forAgency,
  name: text('负责人姓名', 60),
  post: text('职务', 80),
  position: choice(positions, '职务类别'),
  hasProof: yesNo('附有分管证明'),
  field: text('分管工作', 200).optional(),
})
export const absence = z.strictObject({
  ...forAgency,
  reason: choice(k.absenceReasons, '不能出庭的事由'),
  proof: choice(k.absenceProofs, '说明的形式'),
  explanation: text('情况说明', 2000),
})
export const delegate = z.strictObject({
  ...forAgency,
  people: z
    .array(
      z.strictObject({
        name: text('姓名', 60),
        kind: choice(k.staffKinds, '身份'),
        post: text('职务、执业机构', 120),
      }),
    )
    .min(1, '请填写受委托的人')
    .max(2, '诉讼代理人不超过两人')
    .meta({ label: '受委托的人' }),
  powers: text('代理权限', 400),
})
const presence = z
  .strictObject({
    agencyId: agency('机关'),
    attended: yesNo('负责人到庭'),
    category: where(choice(headCategories, '负责人类别'), 'attended', true).optional(),
    idProof: choice(k.courtOpinions, '身份证明').default('NONE'),
    staffAttended: yesNo('相应工作人员到庭'),
    lawyerAttended: yesNo('律师到庭'),
    spoke: yesNo('负责人发表意见'),
    left: yesNo('未经许可中途退庭'),
    refusedToExplain: yesNo('拒绝解释说明，庭审无法进行'),
    courtOpinion: choice(k.courtOpinions, '法院对不能出庭理由的意见').default('NONE'),
  })
  .meta({ label: '各机关到庭情况' })
export const held = z.strictObject({
  heldOn: on('实际开庭日'),
  presences: z.array(presence).min(1).max(12).meta({ label: '各机关到庭情况' }),
  representative: agency('由哪一家负责人出庭').optional(),
  determination: choice(k.determinations, '怎样确定').optional(),
})
export const recognise = z.strictObject({
  no: z.int().min(1).meta({ label: '第几次开庭' }),
  agencyId: agency('机关'),
  attended: z.boolean().meta({ label: '认定负责人到庭' }),
  category: where(choice(headCategories, '负责人类别'), 'attended', true).optional(),
  source: text('法院记录', 400),
})

export const suspend = z.strictObject({ on: on('裁定日'), ground: choice(k.suspensionGrounds, '中止原因') })
export const reviewSuspension = z.strictObject({ finding: text('核对情况', 1000) })
export const resume = z.strictObject({ on: on('恢复日') })
export const stay = z.strictObject({
  on: on('裁定日'),
  isGranted: z.boolean().meta({ label: '裁定停止执行' }),
  ground: choice(k.stayGrounds, '事由'),
})
export const norm = z.strictObject({
  title: text('规范性文件名称', 200),
  makerId: agency('制定机关'),
  isRegulation: yesNo('属于规章'),
})
export const normAnswer = z.strictObject({
  no: z.int().min(1).meta({ label: '第几件' }),
  opinion: text('书面意见', 8000),
})
export const exclude = z
  .strictObject({ kind: choice(k.excludedKinds, '不计入审限的事由'), from: day('起'), to: day('止') })
  .refine((i) => i.from <= i.to, { error: '止日早于起日', path: ['to'] })
export const convert = z.strictObject({ on: on('裁定日') })
export const extendTrial = z.strictObject({ until: day('批准延长至'), approvedBy: text('批准的法院', 80) })
export const interference = z.strictObject({ on: on('发生日'), what: text('情况', 2000) })

export const mediated = z.strictObject({
  scope: choice(k.mediationScopes, '可以调解的范围'),
  signedOn: day('最后收到的当事人签收调解书之日'),
  hasPerformance: z.boolean().meta({ label: '有需要履行的内容' }),
  dueOn: where(day('履行期限'), 'hasPerformance', true).optional(),
})
const served = { servedOn: on('送达本机关之日'), othersServedOn: on('最后送达其他当事人之日') }
export const withdrawn = z.strictObject({
  madeOn: day('裁定日'),
  isDeemed: z.boolean().meta({ label: '按撤诉处理' }),
  servedOn: on('送达日'),
})
export const dismissed = z.strictObject({
  madeOn: day('裁定日'),
  code: choice({ RULING_NOT_DOCKET: '不予立案', DISMISS_SUIT: '驳回起诉' }, '裁定'),
  ...served,
})
export const terminated = z.strictObject({
  madeOn: day('裁定日'),
  code: choice({ TERMINATED: '终结诉讼', TRANSFERRED: '移送其他法院' }, '裁定'),
})
const item = z
  .strictObject({
    agencyId: agency('机关'),
    target: choice(targets, '针对'),
    code: choice(resultLabels, '主文'),
    isAnswerable: seldom(yesNo('可归责于机关')),
    hasDuty: yesNo('机关有义务要履行'),
    dueOn: where(day('履行期限'), 'hasDuty', true).optional(),
  })
  .meta({ label: '判决主文' })
const items = z.array(item).min(1, '请填写判决主文').max(40).meta({ label: '判决主文' })
export const judgment = z.strictObject({
  madeOn: day('裁判日'),
  items,
  ...served,
  noted: z
    .array(choice(k.notedCircumstances, '情形'))
    .max(5)
    .default([])
    .meta({ label: '裁判文书载明的负责人出庭情形' }),
  notedAgencies: z
    .array(agency('载明的机关'))
    .max(12)
    .default([])
    .meta({ label: '载明的是哪些机关', help: '本案只有一个本市机关的不填' }),
  adviceTo: help(agency('协调跟踪司法建议的机关'), '载明负责人出庭情形的，移交它登记跟踪').optional(),
})
export const confirmation = z.strictObject({ agrees: z.boolean().meta({ label: '核对无误' }) })
export const service = z.strictObject({
  party: choice({ AGENCY: '机关', OTHERS: '其他当事人（最后送达的）' }, '送达给'),
  agencyId: where(agency('机关'), 'party', 'AGENCY').optional(),
  servedOn: day('送达日'),
})
export const appealDecision = z.strictObject({
  ...forAgency,
  decision: choice({ APPEAL: '上诉', NO_APPEAL: '不上诉' }, '决定'),
  filedOn: where(day('提交上诉状之日（交邮日）'), 'decision', 'APPEAL').optional(),
  reason: text('理由', 4000),
})
export const otherAppeal = z.strictObject({ filedOn: day('上诉日（交邮日）'), receivedOn: on('收到上诉状副本之日') })
export const appealAnswer = z.strictObject({
  ...forAgency,
  submittedOn: on('提交日'),
  defence: text('答辩意见', 20000),
})
export const finalService = z.strictObject({ servedOn: day('送达日') })
export const secondInstance = z.strictObject({
  outcome: choice(k.secondOutcomes, '二审结果'),
  servedOn: day('送达日'),
  items: where(z.array(item).max(40).default([]), 'outcome', 'CHANGED').meta({ label: '终审主文' }),
})
export const remand = z.strictObject({ on: on('裁定日'), isOrdered: yesNo('指令立案、继续审理') })
export const retrial = z.strictObject({
  ...forAgency,
  filedOn: on('申请日'),
  ground: choice(k.retrialGrounds, '申请再审的情形'),
  knownOn: on('知道或者应当知道之日'),
  grounds: text('事实和理由', 8000),
})
export const perform = z.strictObject({
  ...forAgency,
  no: z.int().min(1).meta({ label: '第几项' }),
  performedOn: on('履行日'),
  redo: z
    .strictObject({
      isSame: yesNo('以同一事实和理由作出基本相同的行为'),
      exception: choice(
        { NONE: '没有', CHANGED: '主要事实或者主要理由有改变', PROCEDURE: '原判因违反法定程序撤销' },
        '例外情形',
      ),
    })
    .meta({ label: '重新作出行政行为的' })
    .optional(),
  report: text('履行情况', 4000),
})
export const redoJudgment = z.strictObject({
  no: z.int().min(1).meta({ label: '第几项' }),
  sameness: choice({ SAME: '基本相同', DIFFERENT: '不相同' }, '认定'),
  reason: text('认定的理由', 1000),
})
export const enforcement = z.strictObject({ on: on('日期'), measure: choice(k.measures, '法院的措施') })
export const enforceParty = z.strictObject({
  ...forAgency,
  way: choice({ COURT: '申请第一审人民法院强制执行', OWN: '由本机关依法强制执行' }, '途径'),
  performBy: help(on('裁判规定对方履行期限的最后一日'), '没有规定的不填，从送达之日起算'),
  isExcused: yesNo('逾期申请有正当理由'),
  content: text('申请事项', 2000),
})
export const lossReview = z.strictObject({
  ...forAgency,
  causes: text('败诉原因', 4000),
  measures: text('整改措施', 4000),
})
export const closing = z.strictObject({})
