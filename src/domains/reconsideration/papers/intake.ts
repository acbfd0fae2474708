/** R01 to R08 and R22: application, receipt, correction, refusal, acceptance, transfer. */
import { dateOr } from '#kernel/blocks'
import type { FoldedAct } from '#kernel/procedure'
import { actKinds } from '../act-kinds.ts'
import { lastOf } from '../facts.ts'
import { channels, refusalGrounds } from '../kinds.ts'
import { paperOf, said } from './common.ts'

const names = (act: FoldedAct): string =>
  (act.payload.applicants as unknown[]).map((_, i) => act.personal(`/applicants/${i}/name`) ?? '（已删除）').join('、')

const application = paperOf({
  id: 'application',
  label: '行政复议申请书',
  ground: 'file',
  opening: () => '申请行政复议如下：',
  rows: (act, f) => [
    ['申请人', names(act)],
    ['被申请人', (act.given.respondentNames as string[]).join('、')],
    ['行政行为', `${actKinds[f.act.kind]}${f.act.docNo ? `（${f.act.docNo}）` : ''}`],
    ['作出日', dateOr(f.act.madeOn)],
    ['知道日', dateOr(f.act.knownOn)],
    ['提出日', dateOr(f.filedOn)],
  ],
  texts: (act) => [
    ['复议请求', said(act, 'request')],
    ['事实和理由', said(act, 'facts')],
  ],
  signers: [{ label: '申请人', mark: 'any' }],
  when: (act) => act.payload.filedVia !== 'ORAL',
})
const oral = paperOf({
  id: 'oralRecord',
  label: '口头申请笔录',
  ground: 'file',
  opening: () => '申请人口头申请行政复议，当场记录如下：',
  rows: (act, f) => [
    ['申请人', names(act)],
    ['被申请人', (act.given.respondentNames as string[]).join('、')],
    ['行政行为', `${actKinds[f.act.kind]}${f.act.docNo ? `（${f.act.docNo}）` : ''}`],
    ['知道日', dateOr(f.act.knownOn)],
  ],
  texts: (act) => [
    ['复议请求', said(act, 'request')],
    ['事实和理由', said(act, 'facts')],
  ],
  signers: [
    { label: '申请人（已核对或者听读）', mark: 'any' },
    { label: '记录人', mark: 'sign' },
  ],
  when: (act) => act.payload.filedVia === 'ORAL',
})
const receipt = paperOf({
  id: 'receipt',
  label: '收件凭证',
  opening: (_a, f) => `行政复议申请已经登记，编号${f.number}。`,
  rows: (act, f) => [
    ['申请人', names(act)],
    ['提出方式', channels[f.filedVia]],
    ['提出日', dateOr(f.filedOn)],
    ['收到日', dateOr(f.receivedOn)],
  ],
  // Under the law of 2017 the body's receipt is the acceptance (art. 17 para. 2).
  close: (_a, f) =>
    f.version === 'RECON_2017'
      ? '申请自行政复议机构收到之日起即为受理；经审查不符合规定的，五日内书面告知不予受理，属于其他机关受理的，告知向有关机关提出。'
      : '登记不等于受理；是否受理，由行政复议机关依法审查。',
})
export const filePapers = [...application, ...oral, ...receipt]

export const correctionPapers = paperOf({
  id: 'correction',
  label: '补正行政复议申请通知书',
  code: '复补字',
  ground: 'correct',
  opening: () => '你（单位）的行政复议申请需要补正下列事项：',
  texts: (act) => [['补正事项', (act.payload.items as string[]).map((t, i) => `${i + 1}. ${t}`).join('\n')]],
  close: (_a, f) => {
    const due = lastOf(f.corrections)?.dueOn
    return due
      ? `请在${dateOr(due)}以前提交。无正当理由逾期不补正的，视为放弃行政复议申请。`
      : '请自收到本通知之日起十个工作日内提交。有正当理由不能按期补正的，可以申请延长；无正当理由逾期不补正的，视为放弃行政复议申请。'
  },
})
export const abandonPapers = paperOf({
  id: 'abandonRecord',
  label: '视为放弃行政复议申请记录',
  ground: 'abandon',
  opening: () => '申请人无正当理由逾期没有补正，视为放弃行政复议申请，记录在案。',
  texts: (act) => [['核实情况', said(act, 'record')]],
  signers: [{ label: '记录人', mark: 'sign' }],
})
export const refusalPapers = paperOf({
  id: 'refusal',
  label: '不予受理行政复议申请决定书',
  code: '复不受字',
  ground: 'refuse',
  opening: () => '经审查，你（单位）的行政复议申请不符合受理条件，决定不予受理。',
  rows: (act) => [
    ['不符合的条件', refusalGrounds[act.payload.ground as keyof typeof refusalGrounds]],
    ['有管辖权的机关', act.payload.competentOrgan],
  ],
  texts: (act) => [['理由', said(act, 'reason')]],
  close: (_a, f) =>
    `对本决定不服的，可以向上级行政机关反映；${f.version === 'RECON_2017' ? '法律、法规' : '法律、行政法规'}规定应当先申请行政复议的，可以自收到本决定之日起十五日内向人民法院起诉。`,
})
export const advisePapers = paperOf({
  id: 'advice',
  label: '行政复议告知书',
  code: '复告字',
  ground: 'refuse',
  opening: (act) => `你（单位）的行政复议申请不属于本机关受理，请向${act.payload.organ}提出。`,
  texts: (act) => [['理由', act.payload.reason]],
})
export const acceptPapers = paperOf({
  id: 'acceptance',
  label: '受理行政复议申请通知书',
  code: '复受字',
  ground: 'accept',
  opening: (_a, f) => `你（单位）的行政复议申请符合规定，自${dateOr(f.acceptedOn)}受理。`,
})
export const deemedPapers = paperOf({
  id: 'deemedRecord',
  label: '视为受理记录',
  ground: 'accepted',
  opening: (_a, f) => `审查期限届满没有作出不予受理决定，自${dateOr(f.acceptedOn)}视为受理。`,
})
export const forwardPapers = paperOf({
  id: 'forwarding',
  label: '行政复议申请转送函',
  code: '复转字',
  ground: 'forward',
  to: () => '行政复议机关',
  opening: (_a, f) => `现将编号${f.number}的行政复议申请连同案卷转送你机关。本机关认为需要维持该处罚决定。`,
  texts: (act) => [['随转材料', (act.payload.files as string[]).join('、') || undefined]],
})
export const transferPapers = paperOf({
  id: 'countyTransfer',
  label: '行政复议申请转送函（县级政府）',
  code: '复移字',
  ground: 'forward',
  to: (act) => act.payload.toOrgan,
  opening: (_a, f) => `编号${f.number}的行政复议申请属于你机关受理，现予转送，并已告知申请人。`,
})
export const versionPapers = paperOf({
  id: 'versionRecord',
  label: '适用法律版本确认书',
  opening: (_a, f) =>
    `本件于${dateOr(f.filedOn)}提出、${dateOr(f.receivedOn)}收到，跨越新法施行日，经复议机构负责人审查：`,
  texts: (act) => [
    ['确认适用旧法', act.payload.opinion],
    ['改按新法办理的理由', act.payload.reason],
  ],
  signers: [{ label: '复议机构负责人', mark: 'sign' }],
})
