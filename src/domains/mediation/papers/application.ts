/** Papers of an application: the application itself, written or taken down, and the applicant's proof of it. */

import { fields, heading, issued, numbered, paragraphs, signatures, title, told } from '#kernel/blocks'
import type { LocalDate } from '#kernel/clock'
import { type DocumentTemplate, printedDate } from '#kernel/document'
import type { FoldedAct, Issue } from '#kernel/procedure'
import type { DisputeFacts } from '../dispute-facts.ts'
import { applicationForms, disputeSources } from '../dispute-kinds.ts'
import { foot, headView, type MatterView, namesOf, partyRows, partySigner, registeredParties, yuan } from './common.ts'

type DisputeIssue = Issue<DisputeFacts, any>

type Application = MatterView & {
  summary: string | undefined
  demand: string | undefined
  amountFen: number | null
  receivedAt: string
  source: string
  form: string
}
const applicationData: DisputeIssue['data'] = (act, f, paper): Application => ({
  ...headView(act, f, paper),
  parties: registeredParties(act, f),
  isMasked: false,
  summary: told(act, '/summary', act.payload.summary),
  demand: told(act, '/demand', act.payload.demand),
  amountFen: f.amountInvolvedFen,
  receivedAt: act.recordedAt,
  source: disputeSources[f.source],
  form: applicationForms[(act.payload as { form: keyof typeof applicationForms }).form],
})
const body = (d: Application) => [
  heading('一、当事人（甲方为申请人）'),
  fields(partyRows(d.parties)),
  heading('二、纠纷概要'),
  ...paragraphs(d.summary ?? '（申请时没有陈述）'),
  heading('三、调解请求'),
  ...paragraphs(d.demand ?? '（申请时没有提出具体请求）'),
  ...(d.amountFen === null ? [] : paragraphs(`各项金钱请求合计${yuan(d.amountFen)}。`)),
]
const applicants = (d: Application) => d.parties.filter((p) => p.side === 'A').map((p) => partySigner(p, d.on))

const applicationTemplate: DocumentTemplate<Application> = {
  id: 'mediation.application',
  version: '1',
  label: '人民调解申请书',
  isRecord: true,
  layout: 'form',
  wording: {
    statement: '以上内容属实。申请人知道：调解以各方自愿为前提，可以选择调解员，也可以随时要求终止调解。',
  },
  build: (d, words) => [
    title('人民调解申请书'),
    numbered(d.number),
    ...body(d),
    ...paragraphs(`申请人请求${d.committee}依法调解。${words.statement}`),
    signatures(...applicants(d)),
    ...foot(d),
  ],
}
const oralTemplate: DocumentTemplate<Application> = {
  ...applicationTemplate,
  id: 'mediation.oralApplication',
  label: '口头申请笔录',
  isRecord: true,
  build: (d, words) => [
    title('口头申请笔录'),
    numbered(d.number),
    ...paragraphs(`申请人于${printedDate(d.on)}向${d.committee}口头申请人民调解，由本会记录如下。`),
    ...body(d),
    ...paragraphs(`以上笔录已交申请人核对。${words.statement}`),
    signatures(...applicants(d), { label: '记录人', mark: 'sign', on: d.on }),
    ...foot(d),
  ],
}
const receiptTemplate: DocumentTemplate<Application> = {
  id: 'mediation.applicationReceipt',
  version: '1',
  label: '人民调解申请凭证',
  layout: 'form',
  wording: {
    effect:
      '请求保护民事权利的，诉讼时效自提出请求之日起中断，请保存本凭证。申请行政复议、提起行政诉讼的期限，不因申请人民调解而停止计算。',
  },
  build: (d, words) => [
    title('人民调解申请凭证'),
    numbered(d.number),
    ...paragraphs(`${namesOf(d.parties, 'A')}：`).map((b) => ({ ...b, indent: false as const })),
    ...paragraphs(`你方提出的人民调解申请，本会已于${printedDate(d.on)}收到并登记。登记内容如下：`),
    fields([
      ['对方当事人', namesOf(d.parties, 'B')],
      ['第三人', namesOf(d.parties, 'THIRD') || undefined],
      ['纠纷类型', d.kind],
      ['申请形式', d.form],
      ['来源', d.source],
      [
        '收到时间',
        d.receivedAt.startsWith(d.on) ? clock(d.receivedAt) : `${printedDate(d.on)}（${clock(d.receivedAt)}补登）`,
      ],
      ['调解请求', d.demand ?? '没有提出具体请求'],
      ['请求金额', d.amountFen === null ? '没有金钱请求' : yuan(d.amountFen)],
    ]),
    ...paragraphs(words.effect!),
    issued(d.committee, d.on),
    ...foot(d),
  ],
}
const clock = (at: string) => `${printedDate(at.slice(0, 10) as LocalDate)}${at.slice(11, 16)}`

const isWritten = (act: FoldedAct) => act.payload.form === 'WRITTEN'
/** An application, written or taken down, and the applicant's proof of it. */
export const applicationPapers: readonly DisputeIssue[] = [
  { template: applicationTemplate, when: isWritten, data: applicationData },
  { template: oralTemplate, when: (act) => !isWritten(act), data: applicationData },
  { template: receiptTemplate, data: applicationData },
]
