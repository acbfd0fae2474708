/** R09 to R12 and R16 to R20: copies and replies, third parties, stays, procedure, hearings, views, the committee. */
import { dateOr } from '#kernel/blocks'
import type { FoldedAct } from '#kernel/procedure'
import { type Facts, lastOf } from '../facts.ts'
import {
  attendees,
  committeeTriggers,
  procedures,
  speakers,
  stayGrounds,
  stayGrounds2017,
  viewModes,
} from '../kinds.ts'
import { paperOf, said } from './common.ts'

export const procedurePapers = paperOf({
  id: 'procedureNotice',
  label: '适用简易程序告知书',
  code: '复简字',
  ground: 'summary',
  opening: (_a, f) => `本件适用${procedures[f.procedure]}审理，自受理之日起三十日内作出决定。`,
  when: (_a, f) => f.procedure === 'SUMMARY',
})
export const convertPapers = paperOf({
  id: 'conversion',
  label: '转为普通程序通知书',
  code: '复转普字',
  ground: 'summary',
  opening: () =>
    '本件不宜适用简易程序，经复议机构负责人批准，转为普通程序审理，审理期限仍自受理之日起计算，被申请人的答复期限按十个工作日自收到副本之日起计算。',
  texts: (act) => [['理由', act.payload.reason]],
})
export const copyPapers = paperOf({
  id: 'copyNotice',
  label: '行政复议答复通知书',
  code: '复答字',
  ground: 'serveCopy',
  to: (act) => (act.given.names as string[]).join('、'),
  opening: (_a, f) =>
    `现将编号${f.number}的行政复议申请书副本（笔录复印件）发送你单位。请自收到之日起${
      f.version === 'RECON_2017' ? '十日' : f.procedure === 'SUMMARY' ? '五个工作日' : '十个工作日'
    }内提出书面答复，并提交作出行政行为的证据、依据和其他有关材料。`,
  close: () => '复议期间不得自行向申请人和其他有关单位、个人收集证据。逾期不答复、不提交的，视为该行为没有证据、依据。',
})
const replierOf = (act: FoldedAct, f: Facts) => f.respondents.find((r) => r.agencyId === act.given.respondent)
export const replyPapers = paperOf({
  id: 'reply',
  label: '行政复议答复书',
  ground: 'reply',
  opening: (_a, f) => `就编号${f.number}的行政复议申请答复如下：`,
  rows: (act, f) => [
    ['收到副本', dateOr(replierOf(act, f)?.copyReceivedOn ?? null)],
    ['答复日', act.payload.repliedOn ?? act.declaredOn],
    ['是否逾期', act.given.isLate ? '逾期' : '按期'],
    ['证据', (act.payload.evidence as { name: string }[]).map((e) => e.name).join('、') || undefined],
    ['依据', (act.payload.basis as string[]).join('、') || undefined],
  ],
  texts: (act) => [['答复意见', said(act, 'reply')]],
})
export const thirdPapers = paperOf({
  id: 'thirdPartyNotice',
  label: '第三人参加行政复议通知书',
  code: '复三字',
  ground: 'third',
  to: (act) => act.personal('/person/name') ?? '（已删除）',
  opening: (_a, f) =>
    `编号${f.number}的行政复议案件与你（单位）有利害关系，通知你（单位）作为第三人参加。不参加的，不影响审理。`,
})
export const stayPapers = paperOf({
  id: 'stay',
  label: '停止执行决定书',
  code: '复停字',
  ground: 'stay',
  opening: (act) =>
    act.payload.result === 'STAY' ? '决定在复议期间停止执行被申请复议的行为。' : '经审查，不停止执行被申请复议的行为。',
  rows: (act, f) => [
    [
      '情形',
      (f.version === 'RECON_2017' ? stayGrounds2017 : stayGrounds)[act.payload.ground as keyof typeof stayGrounds],
    ],
  ],
  texts: (act) => [['理由', said(act, 'reason')]],
})
export const liftPapers = paperOf({
  id: 'stayLifted',
  label: '解除停止执行通知书',
  code: '复解字',
  ground: 'stay',
  opening: () => '停止执行的情形已经消失，自即日起解除停止执行。',
  texts: (act) => [['理由', said(act, 'reason')]],
})
export const viewsPapers = paperOf({
  id: 'viewsRecord',
  label: '听取意见记录',
  ground: 'views',
  opening: () => '听取当事人意见，记录如下：',
  rows: (act, f) => [
    ['被听取人', speakers[act.payload.party as keyof typeof speakers]],
    ['方式', viewModes[act.payload.mode as keyof typeof viewModes]],
    ['日期', dateOr(act.payload.heardOn ?? f.viewsOn)],
  ],
  texts: (act) => [
    ['意见', said(act, 'views')],
    ['不能听取的原因', said(act, 'cannotHearReason')],
  ],
  signers: [{ label: '办案人员', mark: 'sign' }],
})
export const hearingNoticePapers = paperOf({
  id: 'hearingNotice',
  label: '行政复议听证通知书',
  code: '复听字',
  ground: 'hearingNotice',
  opening: () => '决定就本件举行听证：',
  rows: (act) => [
    ['日期', dateOr(act.payload.scheduledOn)],
    ['时间', act.payload.time],
    ['地点', act.payload.place],
    ['事项', act.payload.items],
  ],
  close: (_a, f) =>
    f.version === 'RECON_2017'
      ? undefined
      : '申请人无正当理由拒不参加的，视为放弃听证权利。被申请人的负责人应当参加；不能参加的，说明理由并委托相应的工作人员参加。',
})
export const hearingPapers = paperOf({
  id: 'hearingRecord',
  label: '听证笔录',
  ground: 'hearing',
  opening: (_a, f) => `听证于${dateOr(lastOf(f.hearings)?.heldOn)}举行，记录如下：`,
  rows: (act) => [
    ['被申请人参加情况', attendees[act.payload.attendee as keyof typeof attendees]],
    ['负责人不能参加的理由', act.payload.attendeeReason],
    ['申请人', act.payload.isApplicantAbsent ? '无正当理由拒不参加' : '参加'],
  ],
  texts: (act) => [['笔录', said(act, 'record')]],
  signers: [
    { label: '主持人', mark: 'sign' },
    { label: '听证员', mark: 'sign' },
    { label: '记录员', mark: 'sign' },
  ],
})
export const committeePapers = paperOf({
  id: 'committeeOpinion',
  label: '行政复议委员会咨询意见',
  ground: 'committee',
  opening: () => '咨询意见记录如下：',
  rows: (act, f) => [
    ['情形', committeeTriggers[act.payload.trigger as keyof typeof committeeTriggers]],
    ['日期', dateOr(f.committeeOn)],
    ['委员', `${(act.payload.members as unknown[]).length}人`],
  ],
  texts: (act) => [['意见', said(act, 'opinion')]],
})
