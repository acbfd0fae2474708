/** Forms of handling an accepted case. */
import { z } from 'zod'
import { agency, choice, clockTime, day, fen, officer, paper, seldom, text, where, yesNo } from '#kernel/fields'
import { decisionItems, kindNames } from './decision-kinds.ts'
import { addressee, agent, person } from './fields.ts'
import * as k from './kinds.ts'
import type { ReconVersion } from './statutes.ts'
import { groundNames } from './suspension-grounds.ts'

export const none = z.strictObject({})

// ----- Handling -----

const handler = z.strictObject({
  officerId: officer('办案人员'),
  firstReconOn: day('初次从事行政复议工作之日'),
  legalQualNo: text('法律职业资格证书编号', 60).optional(),
  madeTheAct: seldom(yesNo('承办过被申请复议的行为')),
})
export const assign = z.strictObject({
  officers: z.array(handler).min(1, '请指定办案人员').max(5).meta({ label: '办案人员' }),
  procedure: choice(k.procedures, '审理程序').default('ORDINARY'),
  isClear: yesNo('事实清楚、权利义务关系明确、争议不大'),
  doAllPartiesAgree: yesNo('当事人各方（包括第三人）同意适用简易程序'),
  isComplex: yesNo('案情重大、疑难、复杂'),
  isProfessional: yesNo('专业性、技术性较强'),
  addressee,
})
export const convertToOrdinary = z.strictObject({ reason: text('不宜适用简易程序的理由', 1000), addressee })
export const markCase = z.strictObject({
  isComplex: yesNo('案情重大、疑难、复杂'),
  isProfessional: yesNo('专业性、技术性较强'),
  needsCommittee: yesNo('复议机构认为有必要咨询'),
  hasClue: yesNo('发现公职人员涉嫌违法犯罪的线索'),
})
export const serveCopy = z.strictObject({
  to: z
    .enum(['ALL'])
    .default('ALL')
    .meta({ label: '发送对象', options: { ALL: '全部被申请人' } }),
  receivedOn: day('被申请人当日都已签收的，签收日').optional(),
  receipts: seldom(
    z
      .array(z.strictObject({ agencyId: agency('被申请人'), on: day('签收日') }))
      .max(5)
      .default([])
      .meta({ label: '被申请人有几个、签收日不同的，分别登记' }),
  ),
})
const evidence = z.strictObject({
  name: text('证据名称', 120),
  collectedOn: day('取得日'),
  source: choice(k.evidenceSources, '来源').default('BEFORE'),
})
export const reply = z.strictObject({
  respondentId: seldom(agency('答复的被申请人（有几个被申请人、由复议机构代为登记的）')).optional(),
  reply: text('答复意见', 8000),
  evidence: z.array(evidence).max(100).default([]).meta({ label: '证据目录' }),
  basis: z.array(text('依据', 200)).max(50).default([]).meta({ label: '作出行为的依据' }),
  repliedOn: day('收到答复之日').optional(),
})
export const joinThirdParty = z.strictObject({
  person,
  joinedBy: z
    .enum(['APPLIED', 'NOTIFIED'])
    .meta({ label: '参加方式', options: { APPLIED: '申请参加', NOTIFIED: '通知参加' } }),
  interest: text('利害关系', 1000),
})
export const appointAgent = z.strictObject({
  agents: z.array(agent).min(1).max(2, '代理人不超过二名').meta({ label: '代理人' }),
})
export const requestStay = z.strictObject({
  by: z
    .enum(['APPLICANT', 'THIRD_PARTY'])
    .meta({ label: '申请人', options: { APPLICANT: '申请人', THIRD_PARTY: '第三人' } })
    .default('APPLICANT'),
  reason: text('理由', 2000),
})
export const decideStay = (version: ReconVersion) =>
  z.strictObject({
    result: choice(k.stayResults, '处理'),
    ground: choice(version === 'RECON_2017' ? k.stayGrounds2017 : k.stayGrounds, '情形'),
    reason: text('理由', 2000),
    addressee,
  })
export const liftStay = z.strictObject({ reason: text('理由', 2000), addressee })
export const readFile = z.strictObject({
  by: text('查阅人（申请人序号，第三人写T1）', 20),
  isCopied: yesNo('复制'),
  exception: choice(k.readExceptions, '例外情形').default('NONE'),
  reason: where(
    text('不予查阅的理由', 1000),
    'exception',
    'STATE_SECRET',
    'TRADE_SECRET',
    'PRIVACY',
    'STABILITY',
  ).optional(),
})
export const changeRequest = z.strictObject({
  kind: z
    .enum(['CHANGE', 'ADMIT'])
    .meta({ label: '事项', options: { CHANGE: '变更复议请求', ADMIT: '承认第三人请求' } }),
  content: text('内容', 2000),
  consents: z.array(paper('被代表人的同意书')).max(50).default([]).meta({ label: '被代表人的同意' }),
})
export const requestWithdraw = z.strictObject({
  reason: text('撤回理由', 2000),
  consents: z.array(paper('被代表人的同意书')).max(50).default([]).meta({ label: '被代表人的同意' }),
})

export const requestNormReview = z.strictObject({
  document: text('规范性文件', 200),
  clauses: z.array(text('条款', 60)).max(20).default([]).meta({ label: '相关条款' }),
  isRule: yesNo('属于规章'),
  reason: text('理由', 2000),
})

// ----- Evidence, hearing -----

export const submitEvidence = z.strictObject({
  by: z
    .enum(['APPLICANT', 'THIRD_PARTY'])
    .meta({ label: '提出人', options: { APPLICANT: '申请人', THIRD_PARTY: '第三人' } }),
  content: text('证据和理由', 4000),
  isNew: yesNo('行政行为作出时没有提出过'),
})
export const allowSupplement = z.strictObject({ reason: text('同意的理由', 1000) })
export const supplementEvidence = z.strictObject({
  evidence: z.array(evidence).min(1).max(50).meta({ label: '补充的证据' }),
})
export const investigate = z.strictObject({
  officers: z.array(officer('调查人员')).min(1).max(6).meta({ label: '调查人员' }),
  areBadgesShown: z.boolean().default(true).meta({ label: '已出示证件' }),
  investigatedOn: day('调查日').optional(),
  record: text('调查情况', 8000),
})
export const examine = z.strictObject({
  kind: z
    .enum(['INSPECTION', 'APPRAISAL'])
    .meta({ label: '类别', options: { INSPECTION: '现场勘验', APPRAISAL: '鉴定' } }),
  from: day('开始日'),
  to: day('结束日'),
  matter: text('事项', 1000),
})
export const hearViews = z.strictObject({
  party: choice(k.speakers, '听取谁的意见').default('APPLICANT'),
  mode: choice(k.viewModes, '方式').default('PHONE'),
  heardOn: day('听取日').optional(),
  views: text('意见', 8000).optional(),
  cannotHearReason: text('因当事人原因不能听取的，写明原因', 1000).optional(),
})
export const requestHearing = z.strictObject({ reason: text('理由', 2000) })
export const noticeHearing = z.strictObject({
  scheduledOn: day('听证日期'),
  time: clockTime('时间').default('09:00'),
  place: text('地点', 200),
  items: text('拟听证事项', 1000),
  servedOn: day('通知全部送达之日').optional(),
  addressee,
})
export const holdHearing = z.strictObject({
  heldOn: day('举行日').optional(),
  chair: officer('主持人'),
  assessors: z.array(officer('听证员')).max(6).default([]).meta({ label: '听证员' }),
  recorder: officer('记录员').optional(),
  attendee: choice(k.attendees, '被申请人参加情况'),
  attendeeReason: text('负责人不能参加的理由', 500).optional(),
  isApplicantAbsent: yesNo('申请人无正当理由拒不参加'),
  record: text('听证笔录', 20000),
})
export const consultCommittee = z.strictObject({
  trigger: choice(k.committeeTriggers, '提请情形'),
  sessionOn: day('会议日').optional(),
  members: z.array(text('委员', 60)).min(1).max(30).meta({ label: '委员' }),
  opinion: text('咨询意见', 8000),
})

// ----- Suspension, settlement, ends -----

export const suspend = (version: ReconVersion) =>
  z.strictObject({
    ground: choice(groundNames(version), '中止情形'),
    reason: text('理由', 2000).optional(),
    doBothAgree: yesNo('申请人和被申请人都同意中止'),
    isNoticed: z.boolean().default(true).meta({ label: '书面告知当事人' }),
    addressee,
  })
export const recordCauseRemoved = z.strictObject({
  on: day('中止原因消除之日').optional(),
  note: text('说明', 1000).optional(),
})
export const resume = z.strictObject({ reason: text('恢复审理的理由', 1000), addressee })
/** The regulation of 2007 ends a case where detention became criminal detention, the law of 2023 on any criminal compulsory measure. */
export const terminate = (is2017: boolean) =>
  z.strictObject({
    ground: choice(is2017 ? { ...k.terminations, CRIMINAL: k.criminal2017 } : k.terminations, '终止情形'),
    reason: text('理由', 2000),
    isCauseChecked: where(yesNo('已查明中止原因仍未消除'), 'ground', 'SUSPENDED_60'),
    isAllowed: yesNo('复议机构准予撤回'),
    addressee,
  })
export const changeAct = z.strictObject({ content: text('改变的情况', 2000), document: paper('改变的决定').optional() })
export const mediate = z.strictObject({
  terms: text('调解结果', 8000),
  claims: text('请求、事实和理由', 8000),
  performDueOn: day('履行期限').optional(),
  isVoluntary: z.boolean().default(true).meta({ label: '各方自愿' }),
  isHarmless: z.boolean().default(true).meta({ label: '不损害国家利益、公共利益和他人合法权益，不违反强制性规定' }),
  parties: text('当事人', 2000),
})
export const confirmSigned = z.strictObject({
  signatures: z
    .array(z.strictObject({ who: text('签字、签章的一方（申请人序号、T序号或者机关）', 80), signedOn: day('签字日') }))
    .min(1)
    .max(60)
    .meta({ label: '签字或者签章' }),
  sealedOn: day('加盖复议机关印章之日'),
})
export const mediationFailed = z.strictObject({ reason: text('没有达成协议或者反悔的情况', 1000) })
export const settleWithdraw = z.strictObject({
  agreement: paper('和解协议'),
  isHarmless: z
    .boolean()
    .default(true)
    .meta({ label: '和解内容不损害国家利益、公共利益和他人合法权益，不违反强制性规定' }),
  isAllowed: z.boolean().default(true).meta({ label: '复议机构准予撤回' }),
  consents: z.array(paper('被代表人的同意书')).max(50).default([]).meta({ label: '被代表人的同意' }),
  addressee,
})
export const escalate = z.strictObject({
  superiorId: agency('上级行政复议机关').optional(),
  superiorName: text('上级行政复议机关（不在平台的）', 120).optional(),
  mode: z
    .enum(['REPORTED', 'RAISED'])
    .meta({ label: '方式', options: { REPORTED: '下级报请，上级决定', RAISED: '上级提审' } }),
  decision: paper('上级的决定'),
})

// ----- Decision -----

export const dismiss = z.strictObject({
  ground: choice(k.dismissals, '驳回的情形').optional(),
  reason: text('理由', 4000),
  findings: text('查明的事实', 8000),
  hasSueNotice: z.boolean().default(true).meta({ label: '已写明起诉的权利和十五日期限' }),
  court: text('管辖的人民法院', 120),
  parties: text('当事人', 2000),
})
export const extend = z.strictObject({
  days: z.int().min(1).max(365).meta({ label: '延长日数' }),
  reason: text('情况复杂的理由', 1000),
  isNoticed: z.boolean().default(true).meta({ label: '书面告知当事人' }),
  addressee,
})
export const decide = (version: ReconVersion) =>
  z.strictObject({
    kinds: z
      .array(choice(kindNames(version), '决定种类'))
      .min(1, '请选择决定种类')
      .max(4)
      .meta({ label: '决定种类' }),
    items: z.array(choice(decisionItems, '附项')).max(4).default([]).meta({ label: '附项' }),
    parties: text('当事人与代理人', 2000),
    request: text('复议请求', 2000),
    defence: text('答辩', 8000).optional(),
    findings: text('查明的事实与证据', 20000),
    reasons: text('理由', 20000),
    legalBasis: text('适用的依据', 4000),
    result: text('决定主文', 4000),
    normResult: text('附带审查结论', 4000).optional(),
    revokeGrounds: z.array(choice(k.revokeGrounds, '撤销的理由')).max(5).default([]).meta({ label: '撤销的理由' }),
    isRedoOrdered: yesNo('责令重新作出'),
    redoDueOn: where(day('重新作出的期限'), 'isRedoOrdered', true).optional(),
    redoStatutoryDays: where(
      z.int().min(1).max(730).meta({ label: '法律、法规、规章规定的重作日数' }),
      'isRedoOrdered',
      true,
    ).optional(),
    performDueOn: day('履行期限').optional(),
    compensationFen: seldom(fen('赔偿数额')).optional(),
    isMoreAdverse: yesNo('比原行为对申请人更为不利'),
    hasOppositeRequest: yesNo('第三人提出相反请求'),
    isByDefault: yesNo('被申请人没有答复、提交证据和依据'),
    lateReplyNote: text('逾期答复而拟维持的书面说明', 2000).optional(),
    isBasedOnHearing: yesNo('以听证笔录为根据'),
    adoption: choice(k.adoptions, '咨询意见采纳情况').optional(),
    adoptionReason: text('未全部采纳的理由', 1000).optional(),
    approval: choice(k.approvals, '审批方式').default('HEAD'),
    hasSueNotice: z.boolean().default(true).meta({ label: '已写明起诉的权利和十五日期限' }),
    court: text('管辖的人民法院', 120),
    isMajor: yesNo('重大行政复议决定'),
  })

// ----- After the decision -----

export const copyToLine = z.strictObject({
  superior: text('被申请人的上一级主管部门', 120),
  what: z
    .enum(['DECISION', 'OPINION'])
    .meta({ label: '抄告的文书', options: { DECISION: '复议决定书', OPINION: '复议意见书' } }),
  opinionNo: where(z.int().min(1).max(50).meta({ label: '意见书序号' }), 'what', 'OPINION').optional(),
})
export const fileMajor = z.strictObject({ to: text('上级行政复议机关', 120) })
export const recordSuit = z.strictObject({
  court: text('人民法院', 120),
  suedOn: day('起诉日'),
  by: text('起诉人（申请人序号、T序号）', 20).default('1'),
})
export const perform = z.strictObject({ report: text('履行情况', 4000), performedOn: day('履行日').optional() })
export const orderPerform = z.strictObject({ dueOn: day('限期履行至'), addressee })
export const interview = z.strictObject({
  of: text('约谈的负责人职务', 60),
  on: day('约谈日').optional(),
  record: text('约谈情况', 4000),
})
export const criticize = z.strictObject({ scope: text('通报范围', 120), content: text('通报内容', 4000) })
export const redo = z.strictObject({
  document: paper('重新作出的决定'),
  result: choice(k.redoResults, '与原行为比较'),
  madeOn: day('重新作出之日').optional(),
})
export const enforce = z.strictObject({
  by: choice(k.enforcers, '强制执行的机关'),
  note: text('说明', 1000),
})
export const issueOpinion = z.strictObject({
  toAgency: agency('有关行政机关'),
  content: text('违法、不当的情况和意见', 8000),
  receivedOn: day('当日签收的，签收日').optional(),
})
export const feedback = z.strictObject({
  opinionNo: z.int().min(1).max(50).meta({ label: '意见书序号' }).default(1),
  content: text('纠正情况', 4000),
})
export const issueAdvice = z.strictObject({ to: text('有关机关', 120), content: text('建议', 8000) })
export const transferClue = z.strictObject({
  kind: choice(k.clueKinds, '移送的内容'),
  to: text('接收机关', 120),
  content: text('情况', 4000),
})
export const complain = z.strictObject({
  superiorId: agency('上级行政机关'),
  about: choice(k.orderKinds, '反映的事项'),
  content: text('反映的情况', 4000),
})
export const orderCorrect = z.strictObject({
  kind: choice(k.orderKinds, '责令的事项'),
  dueOn: day('限期'),
  reason: text('理由', 2000),
})
export const supersede = z.strictObject({ decision: paper('直接受理的决定') })
export const byOrder = z.strictObject({ note: text('办理情况', 1000) })
export const withdrawPublication = z.strictObject({
  judgment: paper('生效的裁判文书'),
  effect: choice(
    { REVOKED: '撤销', CHANGED: '变更', ILLEGAL: '确认违法', VOID: '确认无效' },
    '裁判对复议决定或者原行为的处理',
  ),
})
export const publish = z.strictObject({
  title: text('标题', 200),
  text: text('公开文本', 20000),
  isMasked: z.boolean().default(false).meta({ label: '姓名已按规定隐去，国家秘密、商业秘密和隐私已删除' }),
})
