/** Forms of settling an administrative dispute. */
import { z } from 'zod'
import { checkCitizenId } from '#kernel/codes'
import { agency, choice, day, fen, help, matter, seldom, text, where, yesNo } from '#kernel/fields'
import * as k from './kinds.ts'

/** Papers that end a case; nothing is no paper. */
const { NONE: _none, ...formal } = k.formalEnds
const on = (label: string) => day(label).optional()

export const proposal = z.strictObject({
  coordinatorId: agency('协调单位'),
  organId: agency('行政机关'),
  stage: choice(k.stages, '阶段'),
  initiator: choice(k.initiators, '发起方'),
  isFinal: yesNo('裁判已经生效且没有再审可能'),
  scope: choice(k.scopes, '争议性质'),
  /** Which law of reconsideration the case runs under. */
  reconFiledOn: where(day('复议申请提出日'), 'stage', 'RECON').optional(),
  caseNo: text('案号', 80).optional(),
  caseId: seldom(matter('对应的案件')).optional(),
  chainId: seldom(text('争议链编号', 80)).optional(),
  caseLimit: choice(k.caseLimits, '案件的办理期限').optional(),
  caseFrom: on('该期限起算日'),
  civil: seldom(choice(k.civilKinds, '一并解决的民事争议')).optional(),
  parties: z
    .array(
      z.strictObject({
        name: text('姓名、名称', 120),
        idNumber: z
          .string()
          .refine((id) => checkCitizenId(id).ok, '身份证号码有误，请核对')
          .meta({ label: '身份证号码' })
          .optional(),
      }),
    )
    .min(1, '请填写当事人')
    .max(50)
    .meta({ label: '当事人' }),
  courtId: seldom(agency('法院、检察院联络单位')).optional(),
  suggestion: text('化解建议', 4000),
})
export const consent = z.strictObject({
  side: choice(k.sides, '哪一方'),
  agrees: z.boolean().meta({ label: '同意化解' }),
  isWritten: z.boolean().meta({ label: '书面意见' }),
  on: on('书面意见日期'),
})
export const meeting = z.strictObject({
  heldOn: on('会议日'),
  hasAuthorised: yesNo('机关有权作出决定的人员参加'),
  record: text('会议记录', 8000),
})
export const suspension = z.strictObject({
  on: on('中止日'),
  isByBoth: yesNo('双方书面同意中止'),
  documentNo: text('中止文书号', 80).optional(),
})
export const resumption = z.strictObject({ on: on('恢复日') })
export const extension = z.strictObject({
  on: on('批准日'),
  days: help(z.int().min(1).max(180).meta({ label: '延长天数' }), '从原期限的最后一日接着数'),
  documentNo: text('批准文书号', 80),
})
export const formalEnd = z.strictObject({
  on: on('结案日'),
  formal: choice(formal, '案件的正式结案文书'),
  documentNo: text('文书号', 80),
})
const term = z
  .strictObject({
    obligor: choice(k.obligors, '义务方'),
    content: text('内容', 1000),
    dueOn: on('履行期限'),
    amountFen: fen('金额').optional(),
    authority: text('机关的职权依据', 200).optional(),
    isWaiver: yesNo('减免法定义务'),
    isAbandonment: yesNo('放弃法定职权'),
    waiverBasis: text('减免的依据', 200).optional(),
  })
  .meta({ label: '协议内容' })
export const agreement = z.strictObject({
  way: choice(k.ways, '化解方式'),
  isReviewed: yesNo('经法制审核'),
  terms: z.array(term).min(1, '请填写协议内容').max(40).meta({ label: '协议内容' }),
})
export const performed = z.strictObject({
  no: z.int().min(1).meta({ label: '第几项' }),
  performedOn: on('履行日'),
  proof: text('履行凭证', 400),
})
export const failed = z.strictObject({ reason: text('没有化解的原因', 2000) })
export const closed = z.strictObject({
  outcome: choice(k.outcomes, '结果'),
  formal: choice(k.formalEnds, '案件的正式结案文书'),
  documentNo: text('文书号', 80).optional(),
})
