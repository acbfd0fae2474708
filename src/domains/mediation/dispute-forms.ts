/** Inputs of a dispute's actions. What the law makes a reason to refuse stays optional here, so that the refusal can cite its article. */
import { z } from 'zod'
import {
  agency,
  choice,
  clockTime,
  day,
  fen,
  from,
  id,
  matter,
  offer,
  paper,
  place,
  seldom,
  text,
  yesNo,
} from '#kernel/fields'
import type { PersonalField } from '#kernel/procedure'
import * as k from './dispute-kinds.ts'

/** A party by its number in the application, counted from 1. */
export const partySeq = (label = '当事人') => from(z.int().min(1).max(500).meta({ label }), 'mediation.party')
const mediator = (label: string) => from(id(label), 'mediation.mediator')
export const partySeqs = (label: string) => z.array(partySeq()).max(500).meta({ label })
const party = z
  .strictObject({
    side: choice(k.sides, '地位'),
    kind: choice(k.partyKinds, '当事人类型').default('PERSON'),
    name: text('姓名（名称）', 100),
    idKind: choice(k.idKinds, '证件类型').optional(),
    idNumber: text('证件号码', 40).optional(),
    birthOn: day('出生日期').optional(),
    phone: text('电话', 40).optional(),
    address: text('住址（住所）', 200).optional(),
    isRepresentative: yesNo('推选的代表人'),
    lacksCapacity: yesNo('成年但不具有完全民事行为能力'),
    guardianName: text('法定代理人', 60).optional(),
    agentName: text('委托代理人', 60).optional(),
    isAgentAuthorised: yesNo('委托代理人已提交授权委托书'),
  })
  .meta({ label: '当事人' })

const person = z.strictObject({
  party: partySeq(),
  name: text('姓名（名称）', 100),
  sex: z
    .enum(['male', 'female'])
    .optional()
    .meta({ label: '性别', options: { male: '男', female: '女' } }),
  ethnicity: text('民族', 20).optional(),
  birthOn: day('出生日期').optional(),
  occupation: text('职业', 60).optional(),
  idNumber: text('证件号码', 40).optional(),
  address: text('住址（住所）', 200).optional(),
  phone: text('电话', 40).optional(),
  guardianName: text('法定代理人', 60).optional(),
  agentName: text('委托代理人', 60).optional(),
})
export type NamedPerson = z.output<typeof person>
/** The parties as the act's paper names them: an act sees no names but its own, since facts hold none. */
const people = z
  .array(person)
  .max(500)
  .optional()
  .meta({ label: '文书上的当事人（须写全各方；不填的，文书上的姓名按登记信息遮去部分文字）' })
const inPapers = '制作调解文书'
export const peoplePersonal: readonly PersonalField[] = [
  { path: 'people.*.name', label: '姓名（名称）', mask: 'name', purpose: inPapers },
  { path: 'people.*.ethnicity', label: '民族', mask: 'drop', purpose: inPapers },
  { path: 'people.*.birthOn', label: '出生日期', mask: 'birthDate', purpose: inPapers },
  { path: 'people.*.occupation', label: '职业', mask: 'drop', purpose: inPapers },
  { path: 'people.*.idNumber', label: '证件号码', mask: 'citizenId', purpose: inPapers },
  { path: 'people.*.address', label: '住址（住所）', mask: 'address', purpose: inPapers },
  { path: 'people.*.phone', label: '电话', mask: 'phone', purpose: inPapers },
  { path: 'people.*.guardianName', label: '法定代理人', mask: 'name', purpose: inPapers },
  { path: 'people.*.agentName', label: '委托代理人', mask: 'name', purpose: inPapers },
]

/** What is known of every dispute when it comes in. */
const caseFields = {
  committeeAgencyId: agency('人民调解委员会', 'mediation_committee'),
  kind: choice(k.disputeKinds, '纠纷类型'),
  place: place('纠纷发生地'),
  occurredOn: day('纠纷发生日').optional(),
  headCount: z.int().min(1).max(100_000).optional().meta({ label: '涉及人数' }),
  isGroup: yesNo('群体性纠纷'),
  amountInvolvedFen: fen('各项金钱请求之和（没有金钱请求的不填）').optional(),
  riskLevel: choice(k.riskLevels, '风险').default('LOW'),
  isLabourDispute: z.boolean().optional().meta({ label: '属于劳动争议（拖欠工资件）' }),
  isLandContract: yesNo('农村土地承包经营纠纷'),
  isDeathOrSeriousInjury: yesNo('有人死亡或者重伤'),
  isMajorComplex: yesNo('委员会认为重大、复杂、疑难'),
  isInsured: yesNo('医疗机构已参加医疗责任保险'),
  isOnline: yesNo('在线调解'),
  parties: z
    .array(party)
    .min(2, '至少有双方当事人')
    .max(500)
    .refine((ps) => ps.some((p) => p.side === 'A') && ps.some((p) => p.side === 'B'), '须有申请方和对方')
    .meta({ label: '当事人' }),
  summary: text('纠纷概要', 4000).optional(),
  demand: text('调解请求', 4000).optional(),
}

const purpose = '查明当事人身份、联系当事人、制作调解文书'
/** Personal fields of every opening action. */
export const casePersonal: readonly PersonalField[] = [
  { path: 'parties.*.name', label: '姓名（名称）', mask: 'name', purpose },
  { path: 'parties.*.idNumber', label: '证件号码', mask: 'citizenId', purpose },
  { path: 'parties.*.birthOn', label: '出生日期', mask: 'birthDate', purpose },
  { path: 'parties.*.phone', label: '电话', mask: 'phone', purpose },
  { path: 'parties.*.address', label: '住址（住所）', mask: 'address', purpose },
  { path: 'parties.*.guardianName', label: '法定代理人', mask: 'name', purpose },
  { path: 'parties.*.agentName', label: '委托代理人', mask: 'name', purpose },
  { path: 'summary', label: '纠纷概要', mask: 'drop', purpose: '调解' },
  { path: 'demand', label: '调解请求', mask: 'drop', purpose: '调解；时效中断的凭证' },
]

const toldSources = {
  PARTY_APPLICATION: k.disputeSources.PARTY_APPLICATION,
  COURT_INFORMED: k.disputeSources.COURT_INFORMED,
  POLICE: k.disputeSources.POLICE,
  PETITION: k.disputeSources.PETITION,
  PROCURATORATE: k.disputeSources.PROCURATORATE,
  CENTRE: k.disputeSources.CENTRE,
  HOTLINE: k.disputeSources.HOTLINE,
  OTHER: k.disputeSources.OTHER,
} as const

export const apply = z.strictObject({
  ...caseFields,
  source: choice(toldSources, '来源').default('PARTY_APPLICATION'),
  form: choice(k.applicationForms, '申请形式').default('WRITTEN'),
  // The parties are those of this very form, so there is nothing registered yet to choose from.
  applicants: seldom(
    z
      .array(z.int().min(1).max(500))
      .max(500)
      .optional()
      .meta({ label: '申请人在上列当事人中的序号（不填为申请方全体）' }),
  ),
})

export const initiate = z.strictObject({
  ...caseFields,
  newConsent: z
    .strictObject({ on: day('同意日期'), channel: choice(k.channels, '方式'), document: paper('同意的凭证') })
    .optional()
    .meta({ label: '拒绝之后的新同意' }),
})

const referredSources = {
  COURT_DELEGATED: k.disputeSources.COURT_DELEGATED,
  COURT_ENTRUSTED: k.disputeSources.COURT_ENTRUSTED,
  POLICE: k.disputeSources.POLICE,
  PETITION: k.disputeSources.PETITION,
  PROCURATORATE: k.disputeSources.PROCURATORATE,
  OTHER_STATE_ORGAN: k.disputeSources.OTHER_STATE_ORGAN,
  CENTRE: k.disputeSources.CENTRE,
  HOTLINE: k.disputeSources.HOTLINE,
  OTHER: k.disputeSources.OTHER,
} as const

export const receiveReferral = z.strictObject({
  ...caseFields,
  source: choice(referredSources, '来源'),
  mode: choice(k.referralModes, '方式').default('ENTRUSTED'),
  letter: paper('委托（委派）调解函').optional(),
  courtProcedure: choice(k.courtProcedures, '诉讼程序').optional(),
  courtSignedOn: day('签收法院材料日（在线件为平台确认接受日）').optional(),
  handover: offer('接收的移交').optional(),
  consents: z
    .array(
      z.strictObject({
        party: partySeq(),
        on: day('同意日期'),
        channel: choice(k.channels, '方式'),
        document: paper('同意的凭证').optional(),
      }),
    )
    .default([])
    .meta({ label: '当事人的同意' }),
})

export const reapply = z.strictObject({
  ...caseFields,
  previousMatterId: matter('上次调解的件', 'mediation.dispute'),
  rootDisputeId: id('纠纷编号'),
  form: choice(k.applicationForms, '申请形式').default('WRITTEN'),
})

export const receiveTransfer = z.strictObject({ ...caseFields, fromMatterId: matter('移出的件', 'mediation.dispute') })

export const consent = z.strictObject({
  party: partySeq(),
  result: choice(k.consentResults, '表示'),
  channel: choice(k.channels, '方式'),
  document: paper('凭证（由工作人员记录的必填）').optional(),
})

export const refuse = z.strictObject({
  party: partySeq(),
  channel: choice(k.channels, '方式'),
  document: paper('拒绝的凭证').optional(),
  reason: text('理由（医疗纠纷须书面说明）', 500).optional(),
  otherSideNotifiedOn: day('通知对方的日期（劳动争议必填）').optional(),
  people,
})

const authorisation = paper('主任的书面概括授权（由调解员办理的必填）').optional()

export const accept = z.strictObject({
  nature: z
    .strictObject({
      isCivil: z.boolean().default(true).meta({ label: '平等主体之间的民事争议' }),
      isExclusive: yesNo('只能由专门机关管辖'),
      isProhibited: yesNo('禁止人民调解'),
      isCourtAccepted: yesNo('人民法院已受理'),
      isCourtConsenting: yesNo('双方和人民法院同意改为委托调解'),
      isAdminMediationAccepted: yesNo('行政调解已受理'),
      isPublicProsecution: yesNo('公诉案件'),
      isSecurityCase: yesNo('治安案件'),
      isCivilPartOnly: yesNo('只调解民事赔偿部分'),
      hasPriorAgreement: yesNo('医疗纠纷已达成协议而一方拒不履行'),
      isPendingElsewhere: yesNo('同一纠纷正在其他人民调解委员会调解'),
    })
    .prefault({})
    .meta({ label: '受案范围核对' }),
  connection: z
    .enum(['PLACE', 'PARTY', 'FIELD', 'CHOSEN', 'NONE'])
    .default('PLACE')
    .meta({
      label: '与本会的联系',
      options: {
        PLACE: '纠纷发生地',
        PARTY: '当事人所在地',
        FIELD: '行业专业',
        CHOSEN: '当事人协商选择且本会同意',
        NONE: '没有',
      },
    }),
  duplicateDenial: text('不是重复件的理由', 500).optional(),
  afterSettlement: text('同一当事人此前已达成协议，仍予受理的理由', 500).optional(),
  authorisation,
  people,
})

export const notAccept = z.strictObject({
  code: choice(k.notAcceptCodes, '理由').optional(),
  explanation: text('说明', 1000).optional(),
  letter: paper('不予调解函（委托件必填）').optional(),
  people,
})

export const transferOut = z.strictObject({
  toAgencyId: agency('接收的人民调解委员会', 'mediation_committee'),
  consents: partySeqs('同意移交的当事人'),
  receiverConsent: paper('接收委员会的同意').optional(),
  reason: text('理由', 500),
  people,
})

export const assign = z.strictObject({
  hostMediatorId: mediator('主持调解员'),
  otherMediatorIds: z.array(mediator('调解员')).max(10).default([]).meta({ label: '其他调解员' }),
  mode: choice(k.assignmentModes, '方式').default('ASSIGNED'),
  conflict: choice(k.conflicts, '利害关系声明').default('NONE'),
  objecting: partySeqs('不接受指定的当事人').default([]),
  bothAccept: yesNo('双方当事人知情并同意'),
  authorisation,
})

export const replaceMediator = assign
  .omit({ authorisation: true })
  .extend({ reason: choice(k.replacementReasons, '更换事由') })

export const mergeInto = z.strictObject({
  intoMatterId: matter('先登记的件', 'mediation.dispute'),
  intoRootDisputeId: id('先登记件的纠纷编号'),
  note: text('并案说明', 1000),
})
export const absorb = z.strictObject({
  fromMatterId: matter('并入的件', 'mediation.dispute'),
  note: text('并案说明', 1000).optional(),
})

export const suspend = z.strictObject({ ground: text('疑为虚假调解的情形', 1000), report: paper('报告单'), people })
export const resume = z.strictObject({ finding: text('审查意见', 1000) })

export const informRights = z.strictObject({
  informed: partySeqs('已告知的当事人（不填为全体）').optional(),
  receipt: paper('签收的权利义务告知书').optional(),
  isShamWarned: yesNo('已告知虚假调解的法律后果（在线件）'),
  people,
})

export const holdSession = z.strictObject({
  startedAt: clockTime('开始时间').optional(),
  where: text('地点', 200).optional(),
  mode: choice(k.sessionModes, '方式').default('OFFICE'),
  attendees: partySeqs('到场的当事人（本人、法定代理人或者有授权的代理人）'),
  invitedCount: z.int().min(0).max(100).default(0).meta({ label: '邀请参加的人数' }),
  isInvitationAgreed: yesNo('当事人同意邀请他人参加'),
  isPublic: yesNo('公开进行'),
  publicObjectors: partySeqs('要求不公开的当事人').default([]),
  publicConsents: partySeqs('同意公开的当事人').default([]),
  record: paper('调解记录').optional(),
  insurerNotifiedOn: day('通知保险机构参加调解日（已投保、索赔超过一万元的医疗纠纷必填）').optional(),
})

export const investigate = z.strictObject({
  subject: text('向谁核实', 200),
  content: text('核实的内容', 4000),
  record: paper('调查记录').optional(),
  violence: choice(k.violences, '家庭暴力').default('NONE'),
})

export const appraise = z.strictObject({
  startOn: day('鉴定开始日').optional(),
  endOn: day('鉴定结束日').optional(),
  institution: text('鉴定机构', 200).optional(),
  question: text('委托鉴定的事项', 2000).optional(),
  isJointlyEntrusted: yesNo('双方共同委托'),
  consents: partySeqs('同意由委员会委托的当事人').default([]),
  people,
})

export const reportEscalation = z.strictObject({
  kind: choice(k.escalationKinds, '情形'),
  toAgency: text('报告的机关', 200),
  discoveredAt: z.iso.datetime({ offset: true }).optional().meta({ label: '发现时间（不填为登记时）' }),
  reportedAt: z.iso.datetime({ offset: true }).optional().meta({ label: '报告时间（不填为登记时）' }),
  receipt: text('回执', 200).optional(),
  measures: text('预防措施', 2000).optional(),
  isViolenceAsked: yesNo('已询问是否有家庭暴力（家庭纠纷必问）'),
  violence: choice(k.violences, '家庭暴力').default('NONE'),
  isToPolice: yesNo('已向公安机关报案'),
  people,
})

export const extend = z.strictObject({
  clock: choice(k.clocks, '期限').default('GENERAL'),
  requestedOn: day('双方提出日'),
  consents: partySeqs('要求延长的当事人'),
  newDueOn: day('新的到期日'),
  application: paper('双方签名的延期申请').optional(),
  people,
})

const signature = z.strictObject({
  party: partySeq(),
  on: day('签名日').optional(),
  signer: choice(k.signers, '签名人').default('SELF'),
  authorisation: paper('授权委托书').optional(),
})

const obligation = z.strictObject({
  obligor: partySeq('义务人'),
  obligeeKind: choice(k.obligees, '权利人类型').default('PARTY'),
  obligee: partySeq('权利人').optional(),
  content: text('内容', 1000),
  amountFen: fen('金额').optional(),
  dueOn: day('履行期限'),
  performedOn: day('已履行日').optional(),
})

export const agreementFields = {
  form: choice(k.agreementForms, '协议形式'),
  signatures: z.array(signature).min(1).meta({ label: '各方签名（口头协议为各方确认）' }),
  agreedOn: day('达成日（口头协议）').optional(),
  mediatorSignedOn: day('调解员签名日').optional(),
  sealedOn: day('加盖委员会印章日').optional(),
  oralRecord: paper('口头协议登记表').optional(),
  content: text('协议内容', 10_000),
  hasMoney: yesNo('有金钱给付'),
  amountPayableFen: fen('约定给付之和').optional(),
  obligations: z.array(obligation).max(200).default([]).meta({ label: '约定的义务' }),
  isInstant: yesNo('已即时履行完毕'),
  isWritingRequested: yesNo('当事人要求制作协议书'),
  isLawful: z.boolean().meta({ label: '内容不违反法律、法规的强制性规定' }),
  identityClause: choice(k.identityClauses, '身份关系条款').default('NONE'),
  flags: z.array(choice(k.agreementFlags, '标注')).max(5).default([]).meta({ label: '标注' }),
  statement: z
    .strictObject({
      facts: text('纠纷的主要事实', 4000),
      issues: text('争议事项', 2000).optional(),
      responsibility: text('各方当事人的责任', 2000).optional(),
    })
    .optional()
    .meta({ label: '纠纷的主要事实、争议事项和责任' }),
  people,
}

export const settle = z.strictObject({ ...agreementFields, scope: choice(k.agreementScopes, '范围').default('FULL') })
export const modify = z.strictObject({ ...agreementFields, reason: text('变更的理由', 1000) })

export const agreementPersonal: readonly PersonalField[] = [
  { path: 'content', label: '协议内容', mask: 'drop', purpose: '履行协议' },
  { path: 'obligations.*.content', label: '义务内容', mask: 'drop', purpose: '履行协议' },
  { path: 'statement.facts', label: '纠纷的主要事实', mask: 'drop', purpose: inPapers },
  { path: 'statement.issues', label: '争议事项', mask: 'drop', purpose: inPapers },
  { path: 'statement.responsibility', label: '各方当事人的责任', mask: 'drop', purpose: inPapers },
  ...peoplePersonal,
]

export const fail = z.strictObject({
  cause: choice(k.failCauses, '终止事由').optional(),
  supervening: choice(k.superveningEvents, '使调解不能进行的事由').optional(),
  remedyNotice: z
    .strictObject({ on: day('告知日'), channels: z.array(choice(k.remedyChannels, '途径')).min(1) })
    .optional()
    .meta({ label: '其他解决途径的告知' }),
  terminationNotice: paper('终止调解通知书（填写即制发）').optional(),
  people,
})

export const withdraw = z.strictObject({
  reason: choice(k.withdrawReasons, '事由'),
  remedyNotice: z
    .strictObject({ on: day('告知日'), channels: z.array(choice(k.remedyChannels, '途径')).min(1) })
    .optional()
    .meta({ label: '其他解决途径的告知' }),
  writtenReason: paper('书面通知并说明理由（医疗纠纷必填）').optional(),
  people,
})

export const perform = z.strictObject({
  obligations: z.array(z.int().min(1)).min(1).meta({ label: '履行的义务序号' }),
  performedOn: day('履行日'),
  receivedBy: choice({ OBLIGEE: '权利人', COMMITTEE: '委员会或者调解员代收' }, '收受人').default('OBLIGEE'),
  proof: paper('履行凭证').optional(),
})

export const breach = z.strictObject({
  obligations: z.array(z.int().min(1)).min(1).meta({ label: '未履行的义务序号' }),
  urgedOn: day('督促履行日').optional(),
  note: text('情况', 1000).optional(),
})

export const followUp = z.strictObject({
  performance: choice(k.performances, '履行情况'),
  satisfaction: z.int().min(1).max(5).optional().meta({ label: '满意度（1至5）' }),
  hiddenRisk: text('隐患', 1000).optional(),
  record: paper('回访记录').optional(),
})

export const applyConfirm = z.strictObject({
  applicants: partySeqs('申请人（当事人自己办理的只填自己）').min(1, '至少有一名申请人'),
  courtAgencyId: agency('人民法院', 'court'),
  application: paper('申请人签名的确认申请书（由工作人员登记的必填）').optional(),
  oralSupplement: paper('补登的口头协议登记表').optional(),
  people,
})

export const invalidate = z.strictObject({
  result: choice(k.invalidations, '判决结果'),
  judgment: paper('生效判决书').optional(),
  toldJusticeOn: day('告知同级司法行政机关日').optional(),
})

export const correctRecord = z.strictObject({
  ground: choice(k.correctionGrounds, '事由'),
  requestedBy: id('提出人'),
  evidence: paper('证据').optional(),
  explanation: text('说明', 2000),
  changes: z
    .strictObject({
      kind: choice(k.disputeKinds, '纠纷类型').optional(),
      place: place('纠纷发生地').optional(),
      headCount: z.int().min(1).optional().meta({ label: '涉及人数' }),
      amountInvolvedFen: fen('各项金钱请求之和').optional(),
    })
    .prefault({})
    .meta({ label: '更正后的值' }),
})

export const close = z.strictObject({
  extraPapers: z
    .array(paper('补入的文书').refine((p) => p.kind !== undefined, '写明文书名称'))
    .default([])
    .meta({ label: '补入的文书' }),
})
export const archive = z.strictObject({
  volume: text('案卷号', 80).optional(),
  pages: z.int().min(1).optional().meta({ label: '页数' }),
})
export const feedback = z.strictObject({
  report: paper('反馈（书面报告）'),
  isMaterialReturned: yesNo('已移送材料（法院件）'),
  people,
})
export const recordSubsidy = z.strictObject({
  mediatorId: mediator('调解员'),
  rule: text('补贴办法', 100),
  tier: text('档次', 60).optional(),
  amountFen: fen('金额'),
  payer: choice(k.payers, '发放单位'),
  paidOn: day('发放日'),
})

export type CaseInput = Omit<z.output<typeof apply>, 'source' | 'form' | 'applicants'>
export type PartyInput = CaseInput['parties'][number]
export type AgreementInput = Omit<z.output<typeof modify>, 'reason'>
