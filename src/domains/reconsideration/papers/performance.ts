/** R27 to R34: opinions, advice, orders to perform, interviews, copies upwards, orders of a superior, enforcement, clues. */
import { dateOr } from '#kernel/blocks'
import { clueKinds, enforcers, orderKinds } from '../kinds.ts'
import { paperOf, said } from './common.ts'

export const opinionPapers = paperOf({
  id: 'opinion',
  label: '行政复议意见书',
  code: '复意字',
  ground: 'opinion',
  to: (act) => act.given.toName,
  opening: () => '办理行政复议案件中发现下列情况，请自收到本意见书之日起六十日内报送纠正情况。',
  texts: (act) => [['情况和意见', said(act, 'content')]],
})
export const advicePapers = paperOf({
  id: 'advisory',
  label: '行政复议建议书',
  code: '复建字',
  ground: 'advice',
  to: (act) => act.payload.to,
  opening: () => '办理行政复议案件中发现带有普遍性的问题，提出建议如下。',
  texts: (act) => [['建议', said(act, 'content')]],
})
export const orderPerformPapers = paperOf({
  id: 'orderPerform',
  label: '责令履行行政复议决定通知书',
  code: '复责字',
  ground: 'orderPerform',
  to: () => '被申请人',
  opening: (act, f) =>
    `编号${f.number}的行政复议决定（调解书）没有按期履行，责令你单位在${dateOr(act.payload.dueOn)}以前履行。`,
})
export const interviewPapers = paperOf({
  id: 'interview',
  label: '行政复议约谈通知书',
  code: '复谈字',
  ground: 'orderPerform',
  to: () => '被申请人',
  opening: (act, f) => `因没有履行编号${f.number}的行政复议决定（调解书），约谈你单位${act.payload.of}。`,
  rows: (act) => [['约谈日', dateOr(act.payload.on ?? act.declaredOn)]],
})
export const copyPapers = paperOf({
  id: 'copyToLine',
  label: '行政复议抄告函',
  code: '复抄字',
  ground: 'copyToLine',
  to: (act) => act.payload.superior,
  opening: (act, f) =>
    `现将编号${f.number}案件的${act.payload.what === 'DECISION' ? '行政复议决定书' : '行政复议意见书'}抄告你单位。`,
})
export const orderPapers = paperOf({
  id: 'superiorOrder',
  label: '责令纠正通知书',
  code: '复令字',
  ground: 'superior',
  to: () => '行政复议机关',
  opening: (act, f) =>
    `就编号${f.number}的行政复议案件，${orderKinds[act.payload.kind as keyof typeof orderKinds]}，限${dateOr(act.payload.dueOn)}以前办理。`,
  texts: (act) => [['理由', said(act, 'reason')]],
})
export const enforcePapers = paperOf({
  id: 'enforcement',
  label: '强制执行决定书（申请书）',
  code: '复执字',
  ground: 'enforce',
  to: (act) => (act.payload.by === 'COURT' ? '人民法院' : '当事人'),
  opening: (act) =>
    act.payload.by === 'COURT'
      ? '当事人逾期不起诉又不履行，申请强制执行。'
      : `当事人逾期不起诉又不履行，由${enforcers[act.payload.by as keyof typeof enforcers]}强制执行。`,
  texts: (act) => [['说明', act.payload.note]],
})
export const cluePapers = paperOf({
  id: 'clueTransfer',
  label: '线索移送函',
  code: '复移线字',
  ground: 'clue',
  to: (act) => act.payload.to,
  opening: (act) => `办理行政复议案件中发现${clueKinds[act.payload.kind as keyof typeof clueKinds]}，现予移送。`,
  texts: (act) => [['情况', said(act, 'content')]],
})
