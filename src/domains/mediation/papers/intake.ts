/** Papers of taking a dispute in: what came from an organ, acceptance and its refusal, transfer to another committee. */

import { dateOr, fields, issued, numbered, paragraphs, signatures, title } from '#kernel/blocks'
import type { LocalDate } from '#kernel/clock'
import { type DocumentTemplate, ordinalNumber, printedDate } from '#kernel/document'
import type { Issue } from '#kernel/procedure'
import type { DisputeFacts } from '../dispute-facts.ts'
import { disputeSources, notAcceptCodes, referralModes } from '../dispute-kinds.ts'
import {
  foot,
  headView,
  type MatterView,
  matterView,
  namesOf,
  partyRows,
  partySigner,
  registeredParties,
  yuan,
} from './common.ts'

type DisputeIssue = Issue<DisputeFacts, any>

// ----- Referral -----

type Materials = MatterView & {
  from: string
  source: string
  mode: string
  letter: string | undefined
  giverNumber: string | undefined
  procedure: string | undefined
  courtSignedOn: LocalDate | null
}
const materialsTemplate: DocumentTemplate<Materials> = {
  id: 'mediation.materialsReceipt',
  version: '1',
  label: '移交材料签收单',
  isRecord: true,
  layout: 'form',
  build: (d) => [
    title('移交材料签收单'),
    numbered(d.number),
    fields([
      ['移交单位', d.from],
      ['来源', d.source],
      ['方式', d.mode],
      ['委托（委派）调解函', d.letter],
      ['移交单位编号', d.giverNumber],
      ['诉讼程序', d.procedure],
      ['接收单位', d.committee],
      ['纠纷类型', d.kind],
      ...partyRows(d.parties),
      ['移交日期', printedDate(d.on)],
      ['签收日期', dateOr(d.courtSignedOn)],
    ]),
    ...paragraphs('移交的材料以所附清单为准。接收单位签收后依法决定是否受理，并向移交单位反馈调解情况。'),
    signatures({ label: '移交人', mark: 'sign' }, { label: `签收人（${d.committee}）`, mark: 'sign' }),
    ...foot(d),
  ],
}
/** The letter as its sender numbered it. */
const letterText = (p: { number?: string; date: LocalDate } | undefined) =>
  p && `${p.number ? `${p.number}，` : ''}${printedDate(p.date)}`

export const referralPapers: readonly DisputeIssue[] = [
  {
    template: materialsTemplate,
    data: (act, f, paper): Materials => ({
      ...headView(act, f, paper),
      parties: registeredParties(act, f).map((p) => ({ ...p, about: [p.name] })),
      isMasked: false,
      from: referrerText(f),
      source: disputeSources[f.source],
      mode: referralModes[f.referralMode!],
      letter: letterText(act.payload.letter),
      giverNumber: act.given.giverNumber ?? undefined,
      procedure: f.courtProcedure === null ? undefined : f.courtProcedure === 'ORDINARY' ? '普通程序' : '简易程序',
      courtSignedOn: f.courtSignedOn,
    }),
  },
]
/** Who sent the dispute: by its name, where the one that registered or the giver of the offer has told it. */
export const referrerText = (f: DisputeFacts): string => f.referrerName ?? '委托（移送）单位'

// ----- Acceptance -----

type Acceptance = MatterView & {
  source: string
  receivedOn: LocalDate
  connection: string
  headCount: number
  amountFen: number | null
  term: string
}
const connections: Record<string, string> = {
  PLACE: '纠纷发生地',
  PARTY: '当事人所在地',
  FIELD: '行业、专业领域',
  CHOSEN: '当事人协商选择并经本会同意',
  NONE: '没有',
}
/** How long the mediation may take, in words (the days themselves stand with the matter). */
export function termText(f: DisputeFacts): string {
  if (f.kind === 'MEDICAL') return '自受理之日起三十个工作日，鉴定时间不计算在内；各方同意的可以延长'
  if (f.isLabour) return '自收到调解申请之日起十五日；各方同意的可以延长；届满未达成协议的，可以申请劳动仲裁'
  if (f.source === 'COURT_ENTRUSTED')
    return `自签收人民法院移交的材料之日起${f.courtProcedure === 'SIMPLIFIED' ? '七' : '十五'}日；各方同意的可以延长`
  if (f.source === 'COURT_DELEGATED') return '自签收人民法院移交的材料之日起三十日；各方同意的可以延长'
  return '一般自受理之日起一个月；到期未达成协议、双方要求延长的，可以适当延长'
}
const acceptanceTemplate: DocumentTemplate<Acceptance> = {
  id: 'mediation.acceptance',
  version: '1',
  label: '人民调解受理登记表',
  isRecord: true,
  layout: 'form',
  wording: { notice: '调解不收取任何费用。调解不成的，不影响当事人依法通过仲裁、行政、司法等途径维护自己的权利。' },
  build: (d, words) => [
    title('人民调解受理登记表'),
    numbered(d.number),
    fields([
      ['纠纷类型', d.kind],
      ['来源', d.source],
      ['登记日期', printedDate(d.receivedOn)],
      ['受理日期', printedDate(d.on)],
      ...partyRows(d.parties),
      ['与本会的联系', d.connection],
      ['涉及人数', `${d.headCount}人`],
      ['请求金额', d.amountFen === null ? '没有金钱请求' : yuan(d.amountFen)],
      ['调解期限', d.term],
    ]),
    ...paragraphs(`本会决定受理，并告知各方当事人。${words.notice}`),
    issued(d.committee, d.on),
    ...foot(d),
  ],
}
export const acceptancePapers: readonly DisputeIssue[] = [
  {
    template: acceptanceTemplate,
    data: (act, f, paper): Acceptance => ({
      ...matterView(act, f, paper),
      source: disputeSources[f.source],
      receivedOn: f.receivedOn,
      connection: connections[act.payload.connection]!,
      headCount: f.headCount,
      amountFen: f.amountInvolvedFen,
      term: termText(f),
    }),
  },
]

// ----- Not accepted -----

type NotAccepted = MatterView & {
  referrer: string
  documentNumber: string | undefined
  receivedOn: LocalDate
  reason: string
  explanation: string | undefined
}
const notAcceptedData: DisputeIssue['data'] = (act, f, paper): NotAccepted => ({
  ...matterView(act, f, paper),
  referrer: referrerText(f),
  documentNumber: paper.number,
  receivedOn: f.receivedOn,
  reason: notAcceptCodes[act.payload.code as keyof typeof notAcceptCodes],
  explanation: act.payload.explanation,
})
const because = (d: NotAccepted) => [
  ...paragraphs(`不予受理的理由：${d.reason}。`),
  ...paragraphs(d.explanation ? `具体情况：${d.explanation}` : ''),
]
const noticeTemplate: DocumentTemplate<NotAccepted> = {
  id: 'mediation.notAcceptNotice',
  version: '1',
  label: '人民调解不予受理告知书',
  layout: 'form',
  wording: { remedy: '你方可以依法通过仲裁、行政、司法等途径维护自己的权利；有时效、期限规定的，请注意在期限内提出。' },
  build: (d, words) => [
    title('人民调解不予受理告知书'),
    numbered(d.number),
    { kind: 'addressee', text: namesOf(d.parties) },
    ...paragraphs(`${printedDate(d.receivedOn)}登记的${d.kind}（编号见上），经本会审查，决定不予受理。`),
    ...because(d),
    ...paragraphs(words.remedy!),
    issued(d.committee, d.on),
    ...foot(d),
  ],
}
const letterTemplate: DocumentTemplate<NotAccepted> = {
  id: 'mediation.notAcceptLetter',
  version: '1',
  label: '不予调解函',
  layout: 'form',
  code: '人调函字',
  numberFormat: ordinalNumber,
  build: (d) => [
    title('不予调解函'),
    { kind: 'number', text: d.documentNumber! },
    { kind: 'addressee', text: d.referrer },
    ...paragraphs(
      `你单位委托本会调解的${namesOf(d.parties, 'A')}与${namesOf(d.parties, 'B')}${d.kind}（本会编号：${d.number}），经审查不符合人民调解的受理规定，本会不予调解，并已告知当事人。`,
    ),
    ...because(d),
    ...paragraphs('移交的材料随函退回。'),
    issued(d.committee, d.on),
    ...foot(d),
  ],
}
export const notAcceptedPapers: readonly DisputeIssue[] = [
  { template: noticeTemplate, data: notAcceptedData },
  { template: letterTemplate, when: (_act, f) => f.referralMode === 'ENTRUSTED', data: notAcceptedData },
]

// ----- Refusal by a party, where the law wants the other side told or reasons given in writing -----

type Refused = MatterView & { who: string; others: string; reason: string | undefined; isLabour: boolean }
const refusedTemplate: DocumentTemplate<Refused> = {
  id: 'mediation.refusalNotice',
  version: '1',
  label: '当事人不同意调解告知书',
  layout: 'form',
  build: (d) => [
    title('当事人不同意调解告知书'),
    numbered(d.number),
    { kind: 'addressee', text: d.others },
    ...paragraphs(`本会登记的${d.kind}，${d.who}于${printedDate(d.on)}明确表示不同意调解。本会不再进行调解。`),
    ...paragraphs(d.reason ? `说明的理由：${d.reason}` : ''),
    ...paragraphs(
      d.isLabour
        ? '你方可以依法申请劳动争议仲裁。请注意申请仲裁的时效。'
        : '你方可以依法申请行政调解或者向人民法院提起诉讼。',
    ),
    issued(d.committee, d.on),
    ...foot(d),
  ],
}
export const refusalPapers: readonly DisputeIssue[] = [
  {
    template: refusedTemplate,
    when: (_act, f) => f.isLabour || f.kind === 'MEDICAL',
    data: (act, f, paper): Refused => {
      const view = matterView(act, f, paper)
      const [own, other] = [true, false].map((is) => view.parties.filter((p) => (p.seq === act.payload.party) === is))
      return {
        ...view,
        who: namesOf(own!),
        others: namesOf(other!),
        reason: act.payload.reason,
        isLabour: f.isLabour,
      }
    },
  },
]

// ----- Transfer -----

type Transfer = MatterView & {
  to: string
  reason: string
  receivedOn: LocalDate
  acceptedOn: LocalDate | null
  sessions: number
  term: string
}
const transferTemplate: DocumentTemplate<Transfer> = {
  id: 'mediation.transferSheet',
  version: '1',
  label: '人民调解移交单',
  isRecord: true,
  layout: 'form',
  build: (d) => [
    title('人民调解移交单'),
    numbered(d.number),
    fields([
      ['移出单位', d.committee],
      ['接收单位', d.to],
      ['纠纷类型', d.kind],
      ...partyRows(d.parties),
      ['登记日期', printedDate(d.receivedOn)],
      ['受理日期', dateOr(d.acceptedOn)],
      ['已开会调解', `${d.sessions}次`],
      ['移交理由', d.reason],
      ['移交日期', printedDate(d.on)],
    ]),
    ...paragraphs('各方当事人同意移交，接收单位同意接收。调解期限自原受理之日起继续计算。案卷材料一并移交。'),
    signatures(
      ...d.parties.map((p) => partySigner(p)),
      { label: d.committee, mark: 'seal', on: d.on },
      { label: d.to, mark: 'seal' },
    ),
    ...foot(d),
  ],
}
export const transferPapers: readonly DisputeIssue[] = [
  {
    template: transferTemplate,
    data: (act, f, paper): Transfer => ({
      ...matterView(act, f, paper),
      to: act.given.toName,
      reason: act.payload.reason,
      receivedOn: f.receivedOn,
      acceptedOn: f.acceptedOn,
      sessions: f.sessions,
      term: termText(f),
    }),
  },
]
