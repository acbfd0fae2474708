/** Papers of the end: the agreement, written or taken down, what is told where there is none, and the report to who referred. */

import { dateOr, fields, heading, issued, note, numbered, paragraphs, signatures, title, told } from '#kernel/blocks'
import type { LocalDate } from '#kernel/clock'
import { type Block, type DocumentTemplate, fillWording, ordinalNumber, printedDate } from '#kernel/document'
import type { FoldedAct, Issue } from '#kernel/procedure'
import { type AgreementFact, type DisputeFacts, findAgreement, isSettled } from '../dispute-facts.ts'
import type { AgreementInput } from '../dispute-forms.ts'
import {
  agreementForms,
  failCauses,
  outcomes,
  remedyChannels,
  superveningEvents,
  withdrawReasons,
} from '../dispute-kinds.ts'
import { foot, type MatterView, matterView, namesOf, partyRows, partySigner, yuan } from './common.ts'
import { referrerText } from './intake.ts'

type DisputeIssue = Issue<DisputeFacts, any>

// ----- Agreement -----

type Agreement = MatterView & {
  agreementNumber: string
  /** Number of the agreement that this one changes. */
  changes: string | undefined
  facts: string | undefined
  issues: string | undefined
  responsibility: string | undefined
  content: string
  obligations: { obligor: string; obligee: string; content: string; amountFen: number | null; dueOn: LocalDate }[]
  amountPayableFen: number | null
  isInstant: boolean
  isPartial: boolean
  signed: { seq: number; on: LocalDate | undefined; signer: 'SELF' | 'GUARDIAN' | 'AGENT' }[]
  mediatorSignedOn: LocalDate | null
  sealedOn: LocalDate | null
  effectiveOn: LocalDate
  confirmDueOn: LocalDate
  mayConfirm: boolean
  copies: number
}

const agreementData: DisputeIssue['data'] = (act: FoldedAct<AgreementInput>, f, paper): Agreement => {
  const a = findAgreement(f) as AgreementFact
  const i = act.payload
  const view = matterView(act, f, paper)
  const who = (seq: number | null | undefined) => view.parties.find((p) => p.seq === seq)?.label ?? '当事人指定的人'
  return {
    ...view,
    agreementNumber: a.number,
    changes: f.agreements.at(-2)?.number,
    facts: told(act, '/statement/facts', i.statement?.facts),
    issues: told(act, '/statement/issues', i.statement?.issues),
    responsibility: told(act, '/statement/responsibility', i.statement?.responsibility),
    content: told(act, '/content', i.content)!,
    obligations: i.obligations.map((o, n) => ({
      obligor: who(o.obligor),
      obligee: who(o.obligee),
      content: told(act, `/obligations/${n}/content`, o.content)!,
      amountFen: o.amountFen ?? null,
      dueOn: o.dueOn,
    })),
    amountPayableFen: a.amountPayableFen,
    isInstant: a.isInstant,
    isPartial: a.scope === 'PARTIAL',
    signed: i.signatures.map((s) => ({ seq: s.party, on: s.on, signer: s.signer })),
    mediatorSignedOn: a.mediatorSignedOn,
    sealedOn: a.sealedOn,
    effectiveOn: a.effectiveOn,
    confirmDueOn: a.confirmDueOn,
    mayConfirm:
      f.source !== 'COURT_ENTRUSTED' &&
      !a.flags.some((x) => x === 'IDENTITY_RELATION' || x === 'PROPERTY_RIGHT' || x === 'IP_RIGHT'),
    copies: f.parties.length + 1,
  }
}

/** What was agreed, how and until when it is performed. */
const terms = (d: Agreement, first: number): Block[] => {
  const nth = ['一', '二', '三', '四', '五', '六']
  const isMoney = d.obligations.some((o) => o.amountFen !== null)
  return [
    heading(`${nth[first]}、协议内容`),
    ...paragraphs(d.changes ? `各方同意变更“${d.changes}”协议，重新约定如下：` : '经调解，各方自愿达成如下协议：'),
    ...paragraphs(d.content),
    ...(d.isPartial ? paragraphs('本协议只解决部分争议，其余争议由当事人另行依法解决。') : []),
    heading(`${nth[first + 1]}、履行的方式和期限`),
    ...(d.obligations.length === 0
      ? paragraphs(d.isInstant ? '协议内容已经即时履行完毕。' : '按照协议内容履行。')
      : [
          {
            kind: 'table',
            columns: [
              { label: '序号', width: 3, align: 'center' },
              { label: '义务人', width: 4, align: 'center' },
              { label: '权利人', width: 4, align: 'center' },
              { label: '履行的内容和方式', width: 10 },
              ...(isMoney ? [{ label: '金额', width: 6, align: 'right' } as const] : []),
              { label: '期限', width: 8, align: 'center' },
            ],
            rows: d.obligations.map((o, i) => [
              `${i + 1}`,
              o.obligor,
              o.obligee,
              o.content,
              ...(isMoney ? [o.amountFen === null ? '—' : yuan(o.amountFen)] : []),
              printedDate(o.dueOn),
            ]),
          } satisfies Block,
          ...(d.isInstant ? paragraphs('以上各项已经即时履行完毕。') : []),
        ]),
    ...(d.amountPayableFen === null ? [] : paragraphs(`约定给付金额合计${yuan(d.amountPayableFen)}。`)),
  ]
}
const signersOf = (d: Agreement) =>
  d.parties.map((p) => {
    const s = d.signed.find((x) => x.seq === p.seq)
    return partySigner(p, s?.on, s?.signer)
  })
const confirmNote = (d: Agreement): Block[] =>
  d.mayConfirm
    ? [note(`各方认为有必要的，可以在${printedDate(d.confirmDueOn)}以前共同向有管辖权的人民法院申请司法确认。`)]
    : []

const agreementTemplate: DocumentTemplate<Agreement> = {
  id: 'mediation.agreement',
  version: '1',
  label: '人民调解协议书',
  layout: 'form',
  wording: {
    closing:
      '本协议经各方当事人签名、盖章或者按指印，调解员签名并加盖本会印章后，自其中最后一项完成之日起生效，具有法律约束力，各方应当按照约定履行。一方不履行或者对协议有争议的，可以依法向人民法院起诉。',
    copies: '本协议一式{copies}份，当事人各执一份，本会留存一份。',
  },
  build: (d, words) => {
    const facts = [d.facts, d.issues && `争议事项：${d.issues}`, d.responsibility && `各方责任：${d.responsibility}`]
    const told = facts.filter((x) => x !== undefined && x !== '')
    return [
      title(d.changes ? '人民调解变更协议书' : '人民调解协议书'),
      numbered(d.agreementNumber),
      heading('一、当事人'),
      fields(partyRows(d.parties)),
      ...(told.length ? [heading('二、纠纷的主要事实、争议事项和责任'), ...told.flatMap((x) => paragraphs(x!))] : []),
      ...terms(d, told.length ? 2 : 1),
      ...paragraphs(words.closing!),
      ...paragraphs(fillWording(words.copies!, { copies: `${d.copies}` })),
      signatures(
        ...signersOf(d),
        { label: '人民调解员', mark: 'sign', ...(d.mediatorSignedOn ? { on: d.mediatorSignedOn } : {}) },
        { label: d.committee, mark: 'seal', ...(d.sealedOn ? { on: d.sealedOn } : {}) },
      ),
      ...paragraphs(`生效日期：${printedDate(d.effectiveOn)}。`),
      ...confirmNote(d),
      ...foot(d),
    ]
  },
}
const oralTemplate: DocumentTemplate<Agreement> = {
  id: 'mediation.oralAgreement',
  version: '1',
  label: '人民调解口头协议登记表',
  isRecord: true,
  layout: 'form',
  build: (d) => [
    title('人民调解口头协议登记表'),
    numbered(d.agreementNumber),
    heading('一、当事人'),
    fields([['纠纷类型', d.kind], ...partyRows(d.parties)]),
    ...terms(d, 1),
    ...paragraphs(
      `各方当事人认为不需要制作协议书，以口头方式达成协议，由调解员记录。协议自${printedDate(d.effectiveOn)}达成之日起生效。`,
    ),
    signatures({ label: '记录的人民调解员', mark: 'sign', on: d.on }, { label: d.committee, mark: 'seal' }),
    ...confirmNote(d),
    ...foot(d),
  ],
}
const isWritten = (act: FoldedAct) => act.payload.form === 'WRITTEN'
export const agreementPapers: readonly DisputeIssue[] = [
  { template: agreementTemplate, when: isWritten, data: agreementData },
  { template: oralTemplate, when: (act) => !isWritten(act), data: agreementData },
]

// ----- No agreement -----

type Ended = MatterView & { cause: string; remedies: string[]; acceptedOn: LocalDate | null; isExtended: boolean }
const remediesOf = (act: FoldedAct): string[] =>
  ((act.payload.remedyNotice?.channels ?? []) as (keyof typeof remedyChannels)[]).map((c) => remedyChannels[c])
const remedyWording = {
  remedy: '你方可以依法通过以下途径维护自己的权利：{channels}。有时效、期限规定的，请注意在期限内提出。',
}
const remedyText = (d: Ended, words: Readonly<Record<string, string>>) =>
  d.remedies.length ? paragraphs(fillWording(words.remedy!, { channels: d.remedies.join('、') })) : []
const endedLines = (d: Ended, what: string): Block[] => [
  numbered(d.number),
  { kind: 'addressee', text: namesOf(d.parties) },
  ...paragraphs(
    `${d.acceptedOn ? `本会于${printedDate(d.acceptedOn)}受理的` : '本会登记的'}${d.kind}，${d.isExtended ? '经延长调解期限，' : ''}因${d.cause}，本会${what}。`,
  ),
]
const ended = (act: FoldedAct, f: DisputeFacts, cause: string): Omit<Ended, keyof MatterView> => ({
  cause,
  remedies: remediesOf(act),
  acceptedOn: f.acceptedOn,
  isExtended: f.extensions > 0,
})
const failureText = (act: FoldedAct): string => {
  const { cause, supervening } = act.payload as {
    cause: keyof typeof failCauses
    supervening?: keyof typeof superveningEvents
  }
  return supervening ? `${failCauses[cause]}（${superveningEvents[supervening]}）` : failCauses[cause]
}
const terminationTemplate: DocumentTemplate<Ended> = {
  id: 'mediation.terminationNotice',
  version: '1',
  label: '终止调解通知书',
  layout: 'form',
  wording: remedyWording,
  build: (d, words) => [
    title('终止调解通知书'),
    ...endedLines(d, '决定终止调解，现予通知'),
    ...remedyText(d, words),
    issued(d.committee, d.on),
    ...foot(d),
  ],
}
const remedyTemplate: DocumentTemplate<Ended> = {
  id: 'mediation.remedyNotice',
  version: '1',
  label: '调解不成途径告知书',
  layout: 'form',
  wording: remedyWording,
  build: (d, words) => [
    title('调解不成途径告知书'),
    ...endedLines(d, '终止调解'),
    ...remedyText(d, words),
    issued(d.committee, d.on),
    ...foot(d),
  ],
}
const failedData: DisputeIssue['data'] = (act, f, paper): Ended => ({
  ...matterView(act, f, paper),
  ...ended(act, f, failureText(act)),
})
/** One paper goes out: the notice of termination where the law wants one, which also names the other ways; else these alone. */
export const failurePapers: readonly DisputeIssue[] = [
  { template: terminationTemplate, when: (act) => act.payload.terminationNotice !== undefined, data: failedData },
  { template: remedyTemplate, when: (act) => act.payload.terminationNotice === undefined, data: failedData },
]

const endTemplate: DocumentTemplate<Ended> = {
  id: 'mediation.endNotice',
  version: '1',
  label: '调解终结告知书',
  layout: 'form',
  wording: remedyWording,
  build: (d, words) => [
    title('调解终结告知书'),
    ...endedLines(d, '在开会调解前终结本件'),
    ...remedyText(d, words),
    issued(d.committee, d.on),
    ...foot(d),
  ],
}
export const endingPapers: readonly DisputeIssue[] = [
  {
    template: endTemplate,
    // Who withdraws knows it; the others, and parties to a medical dispute in any case, are told in writing.
    when: (act, f) => act.payload.reason !== 'WITHDRAWN' || f.kind === 'MEDICAL',
    data: (act, f, paper): Ended => ({
      ...matterView(act, f, paper),
      ...ended(act, f, withdrawReasons[act.payload.reason as keyof typeof withdrawReasons]),
    }),
  },
]

// ----- Report to who referred -----

type Feedback = MatterView & {
  to: string
  documentNumber: string
  outcome: string
  concludedOn: LocalDate | null
  acceptedOn: LocalDate | null
  agreement: string | undefined
  isMaterialReturned: boolean
}
const feedbackTemplate: DocumentTemplate<Feedback> = {
  id: 'mediation.feedbackLetter',
  version: '1',
  label: '调解情况反馈函',
  layout: 'form',
  code: '人调函字',
  numberFormat: ordinalNumber,
  build: (d) => [
    title('调解情况反馈函'),
    { kind: 'number', text: d.documentNumber },
    { kind: 'addressee', text: d.to },
    ...paragraphs(`你单位委托（委派）本会调解的纠纷已经办结，现将调解情况反馈如下：`),
    fields([
      ['本会编号', d.number],
      ['纠纷类型', d.kind],
      ['当事人', namesOf(d.parties)],
      ['受理日期', dateOr(d.acceptedOn)],
      ['结果', d.outcome],
      ['办结日期', dateOr(d.concludedOn)],
      ['调解协议', d.agreement],
      ['材料', d.isMaterialReturned ? '移交的材料已随函退回' : undefined],
    ]),
    issued(d.committee, d.on),
    ...foot(d),
  ],
}
export const feedbackPapers: readonly DisputeIssue[] = [
  {
    template: feedbackTemplate,
    data: (act, f, paper): Feedback => {
      const a = isSettled(f) ? findAgreement(f) : undefined
      return {
        ...matterView(act, f, paper),
        to: referrerText(f),
        documentNumber: paper.number!,
        outcome: outcomes[f.outcome!],
        concludedOn: f.concludedOn,
        acceptedOn: f.acceptedOn,
        agreement: a && `${a.number}，${agreementForms[a.form]}，${printedDate(a.effectiveOn)}生效`,
        isMaterialReturned: act.payload.isMaterialReturned,
      }
    },
  },
]
