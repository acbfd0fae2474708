/** Papers of filing: the form to the bureau, and the bureau's receipt, request to complete and notice to the court. */

import { dateOr, fields, issued, paragraphs, title } from '#kernel/blocks'
import { addDays, type LocalDate } from '#kernel/clock'
import { type Block, type DocumentTemplate, printedDate } from '#kernel/document'
import type { FoldedAct, Issue, Paper } from '#kernel/procedure'
import type { CommitteeFacts } from '../committee.ts'
import { type Filing, filingEvents, type WithFilings } from '../filing.ts'
import type { SeatFacts } from '../mediator.ts'
import { type Composition, committeeKinds, officeRoles, workModes } from '../organisation-kinds.ts'
import { foot } from './common.ts'
import type { Row } from './decision.ts'

export const compositionText = (c: Composition): string =>
  [
    `委员${c.memberCount}人`,
    `其中主任${c.headCount}人`,
    c.deputyCount > 0 ? `副主任${c.deputyCount}人` : '',
    `妇女${c.womanCount}人`,
    c.minorityCount > 0 ? `人数较少民族${c.minorityCount}人` : '',
  ]
    .filter((x) => x !== '')
    .join('，')

/** First and last day of a term that ends where the next begins. */
export const spanText = (startOn: LocalDate, endOn: LocalDate): string =>
  `${printedDate(startOn)}至${printedDate(addDays(endOn, -1))}`
export const committeeRows = (f: CommitteeFacts): Row[] => [
  ['名称', f.name],
  ['类型', committeeKinds[f.kind]],
  ['设立单位', f.establisherName],
  ['办公地点', f.address],
  ['办公电话', f.phone],
  ['组成', compositionText(f.composition)],
  ['本届任期', spanText(f.term.startOn, f.term.endOn)],
]

/** What a filing is about, for the form that goes to the bureau. */
export type FilingSubject = { committee: string; addressee: string; rows: readonly Row[] }
export const committeeSubject = (f: CommitteeFacts): FilingSubject => ({
  committee: f.name,
  addressee: f.establisherName,
  rows: [
    ...committeeRows(f),
    ...Object.values(f.rooms)
      .filter((r) => r.closedOn === null)
      .map((r) => ['调解工作室', `${r.name}（${r.address}）`] as const),
  ],
})
export const seatSubject = (f: SeatFacts): FilingSubject => ({
  committee: f.committeeName,
  addressee: `${f.committeeName}的设立单位`,
  rows: [
    ['人民调解委员会', f.committeeName],
    ['姓名', f.name],
    ['性别', f.sex === 'male' ? '男' : '女'],
    ['职务', officeRoles[f.role]],
    ['专职或者兼职', workModes[f.workMode]],
    ['专业特长', f.specialties.join('、') || undefined],
    ['任职起始日', printedDate(f.startOn)],
    ['离任日', dateOr(f.endOn)],
  ],
})

type Filed = {
  by: string
  documentNumber: string | undefined
  on: LocalDate
  check: string
  filing: Filing
  no: string
  subject: FilingSubject
  to: string
  materials: string
  missing: string
}
const materialNames: Record<string, string> = {
  NAME: '名称',
  MEMBERS: '组成人员',
  OFFICE: '办公地点',
  OTHER: '其他材料',
}
/** The papers of one procedure's filings. */
export function filingPapers<F extends WithFilings>(subjectOf: (f: F) => FilingSubject) {
  const data = (act: FoldedAct, f: F, paper: Paper): Filed => ({
    by: paper.byName,
    documentNumber: paper.number ?? act.payload.letterNumber,
    on: paper.on,
    check: paper.check,
    filing: f.filings[act.given.filing] as Filing,
    no: act.given.filing,
    subject: subjectOf(f),
    to: act.given.toName ?? '',
    materials: ((act.payload.materials ?? []) as string[]).map((m) => materialNames[m]).join('、'),
    missing: act.payload.missing ?? '',
  })
  const issue = (template: DocumentTemplate<Filed>): readonly Issue<F, any>[] => [{ template, data }]
  return {
    form: issue(formTemplate),
    receipt: issue(receiptTemplate),
    correction: issue(correctionTemplate),
    courtNotice: issue(courtNoticeTemplate),
  }
}
const eventLine = (d: Filed) =>
  `${d.subject.committee}“${filingEvents[d.filing.event]}”事项（${printedDate(d.filing.eventOn)}发生）`

const formTemplate: DocumentTemplate<Filed> = {
  id: 'mediation.filingForm',
  version: '1',
  label: '人民调解组织（人员）备案表',
  isRecord: true,
  layout: 'form',
  build: (d) => [
    title('人民调解组织（人员）备案表'),
    { kind: 'addressee', text: d.to },
    fields([
      ['备案事项', filingEvents[d.filing.event]],
      ['事由发生日', printedDate(d.filing.eventOn)],
      ...d.subject.rows,
      ['所附材料', d.materials],
      ['报送日期', printedDate(d.on)],
    ]),
    issued(d.by, d.on),
    ...foot(d),
  ],
}
const letter = (d: Filed, heading: string, to: string, blocks: readonly Block[]): Block[] => [
  { kind: 'head', issuer: d.by, ...(d.documentNumber === undefined ? {} : { number: d.documentNumber }) },
  title(heading),
  { kind: 'addressee', text: to },
  ...blocks,
  issued(d.by, d.on),
  ...foot(d),
]
/** A receipt is known by the filing it is of, so it takes no number of its own. */
const receiptTemplate: DocumentTemplate<Filed> = {
  id: 'mediation.filingReceipt',
  version: '1',
  label: '备案回执',
  layout: 'official',
  build: (d) =>
    letter(d, '备案回执', d.subject.addressee, [
      ...paragraphs(
        `你单位${dateOr(d.filing.submittedOn) ?? ''}报送的${eventLine(d)}的备案材料收悉，已于${printedDate(d.on)}登记备案（第${d.no}项）。`,
      ),
      ...(d.filing.defects.length
        ? paragraphs(`登记时发现的下列问题，请按照要求改正：${d.filing.defects.join('；')}。`)
        : []),
    ]),
}
const correctionTemplate: DocumentTemplate<Filed> = {
  id: 'mediation.correctionNotice',
  version: '1',
  label: '备案材料补正通知书',
  layout: 'official',
  code: '司调补字',
  build: (d) =>
    letter(d, '备案材料补正通知书', d.subject.addressee, [
      ...paragraphs(`你单位报送的${eventLine(d)}的备案材料不齐全，需要补正的材料为：${d.missing}。`),
      ...paragraphs('以上为一次性告知。请补齐后再次报送；备案期限仍自事由发生之日起计算。'),
    ]),
}
/** Letters between organs bear the number of the bureau's own register, which the form takes. */
const courtNoticeTemplate: DocumentTemplate<Filed> = {
  id: 'mediation.courtNotice',
  version: '1',
  label: '人民调解组织（人员）情况通报函',
  layout: 'official',
  build: (d) =>
    letter(d, '关于通报人民调解组织（人员）情况的函', d.to, [
      ...paragraphs(`${eventLine(d)}已经备案，现将有关情况通报如下：`),
      fields(d.subject.rows),
      // The seal never stands alone on a page, so some text goes with it.
      ...paragraphs('特此函告。'),
    ]),
}
