/** Papers between the centre and its handling units, and what a unit itself tells the petitioner. */

import {
  dateOr,
  type FieldRow,
  fields,
  type LetterOf,
  letterTemplate,
  paragraphs,
  sheet,
  sheetTemplate,
  signatures,
  told,
} from '#kernel/blocks'
import type { LocalDate } from '#kernel/clock'
import { type DocumentTemplate, fillWording, printedDate } from '#kernel/document'
import type { FoldedAct, Paper } from '#kernel/procedure'
import { channels, closeCodes, escalationTriggers, levels, paths } from '../kinds.ts'
import { nb } from '../law.ts'
import type { MatterFacts } from '../matter-facts.ts'
import { petitionRules } from '../petition-rules.ts'
import { settings } from '../settings.ts'
import { groundedIn, inBrackets } from './common.ts'
import { lawOf, type MatterIssue, type MatterView, matterView, petitionerOf } from './matter-view.ts'

// ----- Dispatch -----

type Slip = MatterView & { about: FieldRow[]; rows: FieldRow[]; receivers: string[] }
/** What every slip says of the matter; of an accusation neither who accuses nor whom. */
const slipRows = (act: FoldedAct, f: MatterFacts): FieldRow[] => [
  ['收到日期', printedDate(f.receivedOn)],
  ['来源', f.channels.map((c) => channels[c.channel]).join('、')],
  ['来访人', petitionerOf(act, f)],
  ['涉及人数', `${f.headCount}人`],
  ['途径', f.path ? paths[f.path] : undefined],
  ['层级', f.level ? levels[f.level] : undefined],
]
const slipTemplate = (id: string, label: string): DocumentTemplate<Slip> => ({
  id,
  version: '1',
  label,
  // Signed for by the unit's own act of receipt.
  isRecord: true,
  layout: 'form',
  wording: {
    duties: '请按期签收、办理，并将办结报告和有权单位出具的文书报本中心。与事项或者来访人有利害关系的人员应当回避。',
    limits: '签收、办理的日数是中心的内部时限，不是法定期限；法律对办理另有期限的，按法定期限办理。',
  },
  build: (d, words) =>
    sheet(d, label, d.receivers.join('、'), [
      fields([['事项性质', d.subject], ...d.about], 2),
      fields(d.rows),
      ...paragraphs(words.duties!),
      ...paragraphs(words.limits!),
      signatures(...d.receivers.map((r) => ({ label: `${r}签收`, mark: 'any' as const }))),
    ]),
})
const limitRows = (f: MatterFacts): FieldRow[] => [
  ['签收', `${settings.receive.amount}个工作日内`],
  ['办理', `${f.round === 1 ? `自收到之日${printedDate(f.receivedOn)}起` : '自本单之日起'}${f.handleWorkdays}个工作日`],
]
export const dispatchPapers: readonly MatterIssue[] = [
  {
    template: slipTemplate('centre.dispatchSlip', '流转单'),
    data: (act, f, paper): Slip => {
      const units = act.payload.units as { kind: 'LEAD' | 'ASSIST' }[]
      const names = act.given.unitNames as string[]
      const of = (kind: 'LEAD' | 'ASSIST') => names.filter((_, i) => units[i]!.kind === kind).join('、')
      return {
        ...matterView(act, f, paper),
        receivers: names,
        about: slipRows(act, f),
        rows: [['主办单位', of('LEAD')], ['协办单位', of('ASSIST')], ...limitRows(f), ['交办要求', act.payload.note]],
      }
    },
  },
]
export const assignLeadPapers: readonly MatterIssue[] = [
  {
    template: slipTemplate('centre.leadSlip', '流转单（会商确定主办）'),
    data: (act, f, paper): Slip => ({
      ...matterView(act, f, paper),
      receivers: [act.given.unitName],
      about: slipRows(act, f),
      rows: [
        ['主办单位', act.given.unitName],
        ['会商', `第${f.conferences}次会商确定，不得再退回`],
        ['办理', `自本单之日起${f.handleWorkdays}个工作日`],
      ],
    }),
  },
]
export const escalatePapers: readonly MatterIssue[] = [
  {
    template: slipTemplate('centre.escalationSlip', '升级单'),
    data: (act, f, paper): Slip => ({
      ...matterView(act, f, paper),
      receivers: [act.given.unitName],
      about: slipRows(act, f),
      rows: [
        ['原层级', levels[act.given.fromLevel as keyof typeof levels]],
        ['升级事由', escalationTriggers[act.payload.trigger as keyof typeof escalationTriggers]],
        ['当事人同意', dateOr(act.payload.consent?.date)],
        ['承办单位', act.given.unitName],
        ...limitRows(f),
        ['说明', act.payload.note],
        ['附件', act.payload.materials && '前期办理材料'],
      ],
    }),
  },
]

// ----- Objection and its verification -----

/** By a unit: an organ's letter, or the sheet of one that is none. */
const byUnit = <D extends MatterView>(
  of: LetterOf<D>,
  data: (act: FoldedAct, f: MatterFacts, paper: Paper) => D,
  when: (act: FoldedAct) => boolean = () => true,
): readonly MatterIssue[] => [
  { template: letterTemplate(of), when: (act) => act.given.isOrgan && when(act), data },
  { template: sheetTemplate(of), when: (act) => !act.given.isOrgan && when(act), data },
]

type Objection = MatterView & {
  centre: string
  dispatchedOn: LocalDate
  reason: string
  properUnit: string
  basis: string
}
export const objectReturnPapers = byUnit<Objection>(
  {
    id: 'centre.objection',
    label: '异议书',
    code: '矛调异字',
    to: (d) => d.centre,
    body: (d) => [
      ...paragraphs(
        `你中心${printedDate(d.dispatchedOn)}交办的事项（登记编号：${d.number}），本单位认为不属于本单位职责，${d.basis}提出异议，请核实后改派。`,
      ),
      fields([
        ['事项性质', d.subject],
        ['理由', d.reason],
        ['应办单位', d.properUnit],
      ]),
      ...paragraphs('材料待核实同意后交还。'),
    ],
  },
  (act, f, paper) => ({
    ...matterView(act, f, paper),
    isMasked: false,
    centre: act.given.centreName,
    dispatchedOn: f.dispatches.filter((d) => d.unit === act.agency).at(-1)!.on,
    reason: act.payload.reason,
    properUnit: act.payload.properUnit,
    basis: groundedIn(lawOf(f).objection),
  }),
)

type Verification = MatterView & { unit: string; isAgreed: boolean; text: string; objectedOn: LocalDate }
const verificationTemplate: DocumentTemplate<Verification> = {
  id: 'centre.verification',
  version: '1',
  label: '退回核实意见',
  isRecord: true,
  layout: 'form',
  build: (d) =>
    sheet(d, '退回核实意见', d.unit, [
      ...paragraphs(
        `你单位${printedDate(d.objectedOn)}对本件提出的异议，经核实，${d.isAgreed ? '同意退回，请交还材料' : '不同意退回，请按期办理'}。`,
      ),
      ...paragraphs(`核实意见：${d.text}`),
    ]),
}
export const verificationPapers = (isAgreed: boolean): readonly MatterIssue[] => [
  {
    template: verificationTemplate,
    data: (act, f, paper): Verification => ({
      ...matterView(act, f, paper),
      isMasked: false,
      unit: act.given.unitName,
      isAgreed,
      text: act.payload.verification,
      objectedOn: f.dispatches.filter((d) => d.returnedOn !== null).at(-1)!.returnedOn!,
    }),
  },
]

// ----- Taken in hand, and answered -----

type Accepted = MatterView & { as: string; days: number; closeBasis: string }
const acceptedText = (d: Accepted, words: Readonly<Record<string, string>>): string => {
  switch (d.as) {
    case 'MEDIATION':
      return `${words.mediation}${fillWording(words.mediationTerm!, { basis: inBrackets([nb(27)]) })}`
    case 'PETITION':
      return `本单位将按照信访程序调查核实，自受理之日起${d.days}日内办结并书面答复${d.closeBasis}。`
    case 'ADMINISTRATIVE':
      return words.administrative!
    default:
      return words.other!
  }
}
export const acceptPapers = byUnit<Accepted>(
  {
    id: 'centre.acceptance',
    label: '受理告知书',
    code: '矛调受字',
    wording: {
      mediation: '本单位将组织调解。调解以各方自愿为前提，你方可以随时要求终止，也可以直接走其他法定途径。',
      mediationTerm: '本级调解期限为一个月{basis}。',
      administrative: '本单位将按照相应行政程序的法定期限办理，并依法告知结果。',
      other: '本单位将依法办理并答复。',
    },
    to: (d) => d.to,
    body: (d, words) => [
      ...paragraphs(`你方提出的事项（登记编号：${d.number}），本单位于${printedDate(d.on)}受理。`),
      fields([
        ['事项性质', d.subject],
        ['受理日期', printedDate(d.on)],
      ]),
      ...paragraphs(acceptedText(d, words)),
    ],
  },
  (act, f, paper) => ({
    ...matterView(act, f, paper),
    as: act.payload.as,
    days: petitionRules(f.receivedOn).close.days,
    closeBasis: inBrackets(lawOf(f).close),
  }),
)

type Replied = MatterView & {
  content: string
  receivedOn: LocalDate
  isPetition: boolean
  organ: string
  days: number
  replyBasis: string
  reviewBasis: string
}
export const replyPapers = byUnit<Replied>(
  {
    id: 'centre.reply',
    label: '答复书',
    code: '矛调复字',
    wording: {
      review: '不服本答复的，可以自收到本答复书之日起{days}日内，向{organ}申请复查{basis}。',
      other: '不服本答复的，可以依法通过仲裁、诉讼、行政复议等途径解决；有时效、期限规定的，请注意在期限内提出。',
    },
    to: (d) => d.to,
    body: (d, words) => [
      ...paragraphs(
        `你方提出的事项（登记编号：${d.number}，${printedDate(d.receivedOn)}收到），现${d.isPetition ? d.replyBasis : ''}答复如下：`,
      ),
      ...paragraphs(d.content),
      ...paragraphs(
        d.isPetition
          ? fillWording(words.review!, { days: `${d.days}`, organ: d.organ, basis: d.reviewBasis })
          : words.other!,
      ),
    ],
  },
  (act, f, paper) => ({
    ...matterView(act, f, paper),
    content: told(act, '/content', act.payload.content)!,
    receivedOn: f.receivedOn,
    isPetition: f.path === 'PETITION' && f.subjectKind === 'PETITION_REQUEST',
    organ: act.payload.reviewOrgan ?? '本单位的上一级机关、单位',
    days: petitionRules(f.receivedOn).review.amount,
    replyBasis: groundedIn(lawOf(f).opinion),
    reviewBasis: inBrackets(lawOf(f).review),
  }),
  // Only what is told in writing is a paper.
  (act) => act.payload.channel === 'WRITTEN',
)

// ----- Closed -----

const closingTemplate: DocumentTemplate<MatterView & { rows: FieldRow[] }> = {
  id: 'centre.closingSlip',
  version: '1',
  label: '销号单',
  isRecord: true,
  layout: 'form',
  build: (d) => sheet(d, '销号单', undefined, [fields([['事项性质', d.subject], ...d.rows])]),
}
export const closePapers: readonly MatterIssue[] = [
  {
    template: closingTemplate,
    data: (act, f, paper) => ({
      ...matterView(act, f, paper),
      isMasked: false,
      rows: [
        ['收到日期', printedDate(f.receivedOn)],
        ['途径', f.path ? paths[f.path] : undefined],
        ['答复日期', dateOr(f.repliedOn)],
        ['回访', f.visitBacks.length > 0 && `${f.visitBacks.length}次`],
        ['销号方式', closeCodes[f.closeCode!]],
        ['复核理由', act.payload.recheckReason],
        ['销号日期', printedDate(f.closedOn!)],
      ],
    }),
  },
]
