/** What goes to the court for judicial confirmation: the joint application, and the committee's word that it led the mediation. */

import { fields, heading, issued, numbered, paragraphs, signatures, title } from '#kernel/blocks'
import type { LocalDate } from '#kernel/clock'
import { type DocumentTemplate, printedDate } from '#kernel/document'
import type { FoldedAct, Issue } from '#kernel/procedure'
import { type AgreementFact, type DisputeFacts, findAgreement, isJointlyApplied } from '../dispute-facts.ts'
import { agreementForms } from '../dispute-kinds.ts'
import { foot, type MatterView, matterView, namesOf, partyRows, partySigner, yuan } from './common.ts'

type Confirmation = MatterView & {
  court: string
  agreementNumber: string
  form: string
  effectiveOn: LocalDate
  dueOn: LocalDate
  amountPayableFen: number | null
  acceptedOn: LocalDate | null
  sessions: number
  /** The day on which each party applied, by its number. */
  appliedOn: Record<string, LocalDate>
}
const data: Issue<DisputeFacts, any>['data'] = (act, f, paper): Confirmation => {
  const a = findAgreement(f) as AgreementFact
  return {
    ...matterView(act, f, paper),
    court: act.given.courtName,
    agreementNumber: a.number,
    form: agreementForms[a.form],
    effectiveOn: a.effectiveOn,
    dueOn: a.confirmDueOn,
    amountPayableFen: a.amountPayableFen,
    acceptedOn: f.acceptedOn,
    sessions: f.sessions,
    appliedOn: f.confirming!.applied,
  }
}
const applicationTemplate: DocumentTemplate<Confirmation> = {
  id: 'mediation.confirmationApplication',
  version: '1',
  label: '司法确认申请书',
  isRecord: true,
  layout: 'form',
  wording: {
    promise:
      '申请人承诺：自愿达成协议，没有恶意串通、规避法律的行为；协议内容不损害国家利益、社会公共利益和他人合法权益；所附材料真实。如有不实，愿意承担由此产生的法律后果。',
  },
  build: (d, words) => [
    title('司法确认申请书'),
    heading('一、申请人'),
    fields(partyRows(d.parties)),
    heading('二、请求事项'),
    ...paragraphs(`请求确认${d.committee}主持达成的人民调解协议（编号：${d.agreementNumber}）有效。`),
    heading('三、事实和理由'),
    ...paragraphs(
      `${namesOf(d.parties)}因${d.kind}，经${d.committee}调解，达成${d.form}协议，协议自${printedDate(d.effectiveOn)}起生效。申请司法确认的末日为${printedDate(d.dueOn)}，各方现共同提出申请。`,
    ),
    ...(d.amountPayableFen === null ? [] : paragraphs(`协议约定给付金额合计${yuan(d.amountPayableFen)}。`)),
    ...paragraphs(words.promise!),
    ...paragraphs('此致').map((b) => b),
    { kind: 'paragraph', text: d.court, indent: false },
    signatures(...d.parties.map((p) => partySigner(p, d.appliedOn[p.seq]))),
    { kind: 'attachments', items: ['人民调解协议', '调解组织主持调解的证明', '身份证明', '与协议有关的财产权利证明'] },
    ...foot(d),
  ],
}
const proofTemplate: DocumentTemplate<Confirmation> = {
  id: 'mediation.mediationProof',
  version: '1',
  label: '主持调解证明',
  layout: 'form',
  build: (d) => [
    title('主持调解证明'),
    numbered(d.number),
    { kind: 'addressee', text: d.court },
    ...paragraphs(
      `兹证明：${namesOf(d.parties)}的${d.kind}由本会${d.acceptedOn ? `于${printedDate(d.acceptedOn)}受理` : '受理'}，经${d.sessions}次调解，在本会主持下达成${d.form}协议（编号：${d.agreementNumber}），自${printedDate(d.effectiveOn)}起生效。`,
    ),
    issued(d.committee, d.on),
    ...foot(d),
  ],
}
/** One party's application is no application: the papers are made when the last has joined. */
const when = (_act: FoldedAct, f: DisputeFacts) => isJointlyApplied(f)
export const confirmationPapers: readonly Issue<DisputeFacts, any>[] = [
  { template: applicationTemplate, when, data },
  { template: proofTemplate, when, data },
]
