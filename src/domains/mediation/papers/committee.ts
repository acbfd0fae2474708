/** Papers of a committee's establisher, and the bureau's order to put right. */

import { fields, issued, paragraphs, signatures, title } from '#kernel/blocks'
import type { LocalDate } from '#kernel/clock'
import { type DocumentTemplate, printedDate } from '#kernel/document'
import type { Issue } from '#kernel/procedure'
import type { CommitteeFacts } from '../committee.ts'
import { meetingKinds } from '../organisation-kinds.ts'
import { foot } from './common.ts'
import { type Decision, decisionTemplate, paperHead, type Row } from './decision.ts'
import { committeeRows, compositionText, spanText } from './filing.ts'

const electionTemplate: DocumentTemplate<{
  by: string
  on: LocalDate
  check: string
  committee: string
  body: string
  isElected: boolean
  rows: Row[]
}> = {
  id: 'mediation.electionRecord',
  version: '1',
  label: '人民调解委员会委员推选记录',
  isRecord: true,
  layout: 'form',
  build: (d) => [
    title(d.isElected ? '人民调解委员会委员推选记录' : '人民调解委员会委员聘任记录'),
    fields([['人民调解委员会', d.committee], [d.isElected ? '推选机构' : '产生方式', d.body], ...d.rows]),
    ...paragraphs('委员姓名、得票等情况以所附名单为准。'),
    signatures({ label: '主持人', mark: 'sign' }, { label: '记录人', mark: 'sign' }, { label: d.by, mark: 'seal' }),
    ...foot(d),
  ],
}
const electionIssue: Issue<CommitteeFacts, any> = {
  template: electionTemplate,
  data: (_act, f, paper) => ({
    ...paperHead(paper),
    committee: f.name,
    body: meetingKinds[f.term.meetingKind],
    isElected: f.term.meetingKind !== 'ESTABLISHER',
    rows: [
      ['届次', `第${f.term.no}届`],
      ['任期', spanText(f.term.startOn, f.term.endOn)],
      ['组成', compositionText(f.composition)],
    ],
  }),
}

export const establishPapers: readonly Issue<CommitteeFacts, any>[] = [
  {
    template: decisionTemplate('mediation.establishment', '设立人民调解委员会的决定'),
    data: (_act, f, paper): Decision => ({
      ...paperHead(paper),
      heading: `关于设立${f.name}的决定`,
      lines: [`决定自${printedDate(f.establishedOn)}起设立${f.name}，并依法办理备案。`],
      rows: committeeRows(f),
    }),
  },
  electionIssue,
]
export const electPapers: readonly Issue<CommitteeFacts, any>[] = [electionIssue]
export const changePapers: readonly Issue<CommitteeFacts, any>[] = [
  {
    template: decisionTemplate('mediation.changeForm', '人民调解委员会变更表'),
    data: (act, f, paper): Decision => ({
      ...paperHead(paper),
      heading: '人民调解委员会变更表',
      lines: [`${f.name}自${printedDate(act.payload.changedOn)}起变更，变更后的情况如下：`],
      rows: committeeRows(f),
    }),
  },
]
export const dissolvePapers: readonly Issue<CommitteeFacts, any>[] = [
  {
    template: decisionTemplate('mediation.dissolution', '撤销人民调解委员会的决定'),
    data: (act, f, paper): Decision => ({
      ...paperHead(paper),
      heading: `关于撤销${f.name}的决定`,
      lines: [`决定自${printedDate(act.payload.dissolvedOn)}起撤销${f.name}，并依法办理备案。`],
      rows: [
        ['撤销原因', act.payload.reason],
        ['合并接续的委员会', act.given.successorName],
      ],
    }),
  },
]

type Rectify = {
  by: string
  number: string
  on: LocalDate
  check: string
  committee: string
  to: string
  violation: string
  finding: string
  untilOn: LocalDate
}
const rectifyTemplate: DocumentTemplate<Rectify> = {
  id: 'mediation.rectifyOrder',
  version: '1',
  label: '责令改正通知书',
  layout: 'official',
  code: '司调改字',
  wording: { basis: '依据《宁波市人民调解条例》第三十二条' },
  build: (d, words) => [
    { kind: 'head', issuer: d.by, number: d.number },
    title('责令改正通知书'),
    { kind: 'addressee', text: `${d.to}、${d.committee}` },
    ...paragraphs(`经查，${d.committee}有下列行为：${d.violation}。查明的事实：${d.finding}`),
    ...paragraphs(`${words.basis}，责令于${printedDate(d.untilOn)}以前改正，并将改正情况书面报告本机关。`),
    issued(d.by, d.on),
    ...foot(d),
  ],
}
export const rectifyPapers = (violations: Readonly<Record<string, string>>): readonly Issue<CommitteeFacts, any>[] => [
  {
    template: rectifyTemplate,
    data: (act, f, paper): Rectify => ({
      by: paper.byName,
      number: paper.number!,
      on: paper.on,
      check: paper.check,
      committee: f.name,
      to: f.establisherName,
      violation: violations[act.payload.violation]!,
      finding: act.payload.finding,
      untilOn: f.rectifyingUntil!,
    }),
  },
]
