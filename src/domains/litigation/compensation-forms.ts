/** Forms of a claim for administrative compensation. */
import { z } from 'zod'
import { checkCitizenId, checkUscc } from '#kernel/codes'
import { agency, choice, day, fen, matter, seldom, text, where, yesNo } from '#kernel/fields'

const on = (label: string) => day(label).optional()

export const harms = { LIBERTY: '人身自由', BODY: '生命健康', PROPERTY: '财产', SEVERAL: '多项' }
export const compensationResults = { COMPENSATE: '决定赔偿', REJECT: '决定不予赔偿' }
export const payGrounds = { DECISION: '赔偿决定书', JUDGMENT: '生效判决书', RECON: '复议决定书', MEDIATION: '调解书' }

export const claim = z
  .strictObject({
    agencyId: agency('赔偿义务机关'),
    name: text('赔偿请求人', 120),
    idKind: choice({ resident: '居民身份证', uscc: '统一社会信用代码' }, '证件种类'),
    idNumber: text('证件号码', 18),
    phone: text('电话', 20).optional(),
    harm: choice(harms, '损害'),
    amountFen: fen('要求赔偿的金额').optional(),
    request: text('要求和事实、理由', 8000),
    receivedOn: on('收到申请之日'),
    knownOn: on('知道或者应当知道侵害之日'),
    suedActId: seldom(matter('造成损害的行为的事项')).optional(),
  })
  .refine((i) => (i.idKind === 'uscc' ? checkUscc : checkCitizenId)(i.idNumber).ok, {
    error: '证件号码有误，请核对',
    path: ['idNumber'],
  })
export const correction = z.strictObject({ items: text('需要补正的全部内容', 2000) })
export const supplied = z.strictObject({ receivedOn: on('收到补正材料之日') })
export const heard = z.strictObject({
  on: on('听取意见之日'),
  isAgreed: yesNo('协商一致'),
  views: text('请求人的意见', 4000),
})
export const decision = z.strictObject({
  result: choice(compensationResults, '决定'),
  amountFen: where(fen('赔偿金额'), 'result', 'COMPENSATE').optional(),
  name: text('赔偿请求人', 120),
  reasons: text('事实、理由和依据', 8000),
})
export const service = z.strictObject({ servedOn: day('送达日') })
export const suit = z.strictObject({
  caseNo: text('案号', 80).optional(),
  filedOn: day('起诉日'),
  suitId: matter('行政应诉案件', 'litigation.defence').optional(),
})
export const suitResult = z.strictObject({ on: on('裁判生效之日') })
export const payment = z.strictObject({
  receivedOn: on('收到支付申请之日'),
  ground: choice(payGrounds, '凭据'),
  documentNo: text('文书号', 80),
  amountFen: fen('申请支付的金额'),
  name: text('赔偿请求人', 120),
})
export const toFinance = z.strictObject({ on: on('向财政部门提出之日'), receivedOn: on('财政部门收到之日') })
export const paid = z.strictObject({ paidOn: on('支付日') })
export const recourse = z.strictObject({
  hasFault: z.boolean().meta({ label: '有故意或者重大过失的人员、组织' }),
  amountFen: where(fen('责令承担的金额'), 'hasFault', true).optional(),
  reason: text('认定的理由', 4000),
})
export const closing = z.strictObject({})
