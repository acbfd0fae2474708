/** Forms of filing and reviewing an application. */
import { z } from 'zod'
import {
  agency,
  choice,
  day,
  fen,
  from,
  id,
  matter,
  offer,
  paper,
  seldom,
  text,
  unaskedOfPublic,
  where,
  yesNo,
} from '#kernel/fields'
import type { PersonalField } from '#kernel/procedure'
import { actKinds, exclusions } from './act-kinds.ts'
import { addressee, agent, amount, person, personalText, personPersonal } from './fields.ts'
import * as k from './kinds.ts'
import { respondentReasons } from './respondents.ts'
import { settings } from './settings.ts'

const flag = (label: string) => seldom(yesNo(label))

const challengedAct = z
  .strictObject({
    kind: choice(actKinds, '行政行为类别'),
    docNo: text('文书文号', 80).optional(),
    madeOn: day('作出日').optional(),
    knownOn: day('知道行政行为之日').optional(),
    remedyNoticed: choice(k.remedyNotices, '救济告知').default('FULL'),
    remedyKnownOn: where(day('知道复议权利、机关和期限之日'), 'remedyNoticed', 'PARTIAL', 'NONE').optional(),
    isOnSpot: yesNo('当场作出'),
    isByDevice: flag('依据电子技术监控设备记录作出'),
    isRealEstate: flag('因不动产提出'),
    isDiscretionary: flag('行使法律、法规规定的裁量权作出'),
    isCompensation: flag('行政赔偿或者行政补偿纠纷'),
    penaltyKinds: z.array(text('处罚种类', 20)).max(10).default([]).meta({ label: '处罚种类' }),
    amountFen: amount.optional(),
    isInfoWithheld: where(yesNo('政府信息不予公开'), 'kind', 'GOV_INFO'),
    isReconFirst: flag('依法应当先申请行政复议'),
    isReconFirstTold: flag('决定书已告知先申请行政复议'),
    isServedOnline: flag('决定书经互联网送达'),
    isOnlineChannelGiven: flag('送达时提供了提交复议申请的互联网渠道'),
    publicity: choice(k.publicities, '行政行为的公开情况').default('NOT'),
    obstacle: z
      .strictObject({ from: day('障碍起始日'), to: day('障碍消除日') })
      .optional()
      .meta({ label: '因不可抗力或者其他正当理由耽误的期间' }),
    duty: z
      .strictObject({
        requestedOn: day('机关收到履职申请之日'),
        dueOn: day('法定履行期限届满日').optional(),
        isUrgent: yesNo('紧急情况下请求保护人身权、财产权'),
      })
      .optional()
      .meta({ label: '不履行法定职责的' }),
    statute: unaskedOfPublic(
      seldom(
        z
          .strictObject({
            text: text('法律名称和条款', 200),
            applyDays: z.int().min(61).max(1830).optional().meta({ label: '申请期限（长于六十日的日数）' }),
            decideDays: z.int().min(1).max(59).optional().meta({ label: '审理期限（少于六十日的日数）' }),
          })
          .meta({ label: '法律另有规定的期限' }),
      ),
    ).optional(),
    linkedMatterId: seldom(matter('平台上的原行为事项')).optional(),
  })
  .meta({ label: '被申请复议的行政行为' })

const representative = z.strictObject({
  seq: z.int().min(1).max(500).meta({ label: '申请人序号' }),
  consent: paper('推选书'),
})

const application = {
  organId: agency('行政复议机关', 'government', 'bureau', 'justice-bureau', 'police'),
  filedVia: unaskedOfPublic(choice(k.channels, '提出方式').default('IN_PERSON'), 'ONLINE'),
  filedOn: unaskedOfPublic(day('申请提出日（交邮日、当面或者网上提交日）').optional()),
  receivedOn: unaskedOfPublic(day('复议机构收到日').optional()),
  viaAgencyId: where(agency('代收的原机关、受理点'), 'filedVia', 'VIA_AGENCY', 'INTAKE_POINT').optional(),
  applicants: z.array(person).min(1, '请填写申请人').max(500).meta({ label: '申请人' }),
  representatives: z.array(representative).max(5).default([]).meta({ label: '推选的代表人' }),
  agents: z.array(agent).max(2, '代理人不超过二名').default([]).meta({ label: '代理人' }),
  respondents: z
    .array(
      z.strictObject({
        agencyId: agency('被申请人'),
        reason: choice(respondentReasons, '列为被申请人的理由').default('MADE'),
      }),
    )
    .min(1, '请填写被申请人')
    .max(5)
    .meta({ label: '被申请人' }),
  act: challengedAct,
  exclusion: unaskedOfPublic(seldom(choice(exclusions, '疑似不属于复议范围的情形'))).optional(),
  moreActs: seldom(z.int().min(0).max(50).default(0).meta({ label: '一并提出的其他行政行为数' })),
  request: text('行政复议请求', 2000),
  facts: text('事实和理由', 8000),
  isVoidAsked: flag('请求确认行政行为无效'),
  isCompensationAsked: flag('一并提出行政赔偿请求'),
  // A person says so: it is never ticked beforehand.
  isSigned: z.boolean().default(false).meta({ label: '已签名、盖章；口头申请的，笔录已经申请人确认' }),
  courtDocketedOn: seldom(day('人民法院已就同一行为立案之日')).optional(),
  isWithdrawnUntrue: seldom(paper('证明前次撤回违背真实意思的材料')).optional(),
  disputeChainId: unaskedOfPublic(seldom(id('争议链编号'))).optional(),
  raisedFrom: seldom(matter('下级机关的原复议事项', 'reconsideration.case')).optional(),
  feeFen: unaskedOfPublic(seldom(fen('向申请人收取的费用'))).optional(),
}
export const file = z.strictObject({ ...application, handover: seldom(offer('接收的移交')).optional() })
export type FileInput = z.output<typeof file>
export const relodge = z.strictObject({
  ...application,
  previous: matter('改按新法前的原事项', 'reconsideration.case'),
})

export const filePersonal: readonly PersonalField[] = [
  ...personPersonal('applicants.*'),
  { path: 'agents.*.name', label: '代理人姓名', mask: 'name', purpose: '办理行政复议' },
  { path: 'agents.*.authority', label: '委托事项、权限和期限', mask: 'drop', purpose: '办理行政复议' },
  personalText('request', '行政复议请求'),
  personalText('facts', '事实和理由'),
]

export const recordReceipt = z.strictObject({ receivedOn: day('复议机构收到日').optional() })
export const forward = z.strictObject({
  files: z.array(text('材料名称', 80)).max(50).default([]).meta({ label: '随转的案卷材料' }),
})
export const requestCorrection = z.strictObject({
  items: z.array(text('需要补正的事项', 300)).min(1, '请一次载明需要补正的事项').max(30).meta({ label: '补正事项' }),
  isUndecidable: z.boolean().default(true).meta({ label: '材料不齐或者表述不清，无法判断是否符合受理条件' }),
  supplyBy: day('补正期限（2023年以前提出的须载明）').optional(),
  receivedOn: day('申请人当日签收的，签收日').optional(),
})
export const supply = z.strictObject({
  materials: text('补正材料', 4000),
  suppliedOn: day('收到补正材料之日').optional(),
})
export const extendSupply = z.strictObject({ until: day('延长至'), reason: text('正当理由', 500) })
export const recordAbandon = z.strictObject({
  isReasonChecked: yesNo('已核实没有正当理由'),
  record: text('记录', 1000),
})
export const withdraw = z.strictObject({ reason: text('撤回理由', 1000) })
export const confirmVersion = z.strictObject({ opinion: text('书面确认意见', 1000) })
export const changeVersion = z.strictObject({ reason: text('改按新法办理的理由', 1000) })
export const none = z.strictObject({})

export const transferByCounty = z.strictObject({
  toOrgan: text('有权受理的行政复议机关', 120),
  fallsUnder: z.enum(['1', '2', '3', '4', '5', 'NONE']).meta({
    label: '属于第十五条第一款的',
    options: { 1: '第（一）项', 2: '第（二）项', 3: '第（三）项', 4: '第（四）项', 5: '第（五）项', NONE: '均不属于' },
  }),
})
export const openNegotiation = z.strictObject({
  others: z.array(text('同日收到的其他机关', 120)).min(1).max(5).meta({ label: '同时收到申请的其他机关' }),
})
export const failNegotiation = z.strictObject({ superior: text('共同的上一级行政机关', 120) })
export const concludeNegotiation = z.strictObject({
  isOurs: yesNo('由本机关受理'),
  organ: text('受理机关', 120),
  by: z.enum(['AGREED', 'DESIGNATED']).meta({ label: '确定方式', options: { AGREED: '协商确定', DESIGNATED: '指定' } }),
})

export const propose = z.strictObject({
  proposal: choice(k.proposals, '建议'),
  reason: text('理由', 2000),
})
export const refuse = z.strictObject({
  ground: choice(k.refusalGrounds, '不符合的受理条件'),
  reason: text('理由', 4000),
  competentOrgan: where(text('有管辖权的行政复议机关', 120), 'ground', 'NOT_OURS').optional(),
  addressee,
})
export const advise = z.strictObject({ organ: text('有关行政复议机关', 120), reason: text('理由', 2000) })
export const accept = z.strictObject({
  isChecked: z.boolean().default(true).meta({ label: '经审查符合受理条件' }),
  addressee,
})
export const documentField = (label: string) => from(z.uuid('请选择文书').meta({ label }), 'kernel.document')
export const representativesOver = settings.representativesOver
