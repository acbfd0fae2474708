/** R21 and R22: letters of a norm's review. */
import { type FieldRow, fields, type Head, headOf, letterTemplate, paragraphs } from '#kernel/blocks'
import type { DocumentTemplate } from '#kernel/document'
import type { FoldedAct, Issue, Paper } from '#kernel/procedure'
import type { NormFacts } from '../norm.ts'

type View = Head & { to: string; opening: string; rows: readonly FieldRow[]; reasons: string | undefined }
const template = (id: string, label: string, code: string): DocumentTemplate<View> =>
  letterTemplate<View>({
    id: `reconsideration.${id}`,
    label,
    code,
    to: (d) => d.to,
    body: (d) => [
      ...paragraphs(d.opening),
      fields(d.rows),
      ...(d.reasons ? [...paragraphs('理由：'), ...paragraphs(d.reasons)] : []),
    ],
  })
const rows = (f: NormFacts): readonly FieldRow[] => [
  ['规范性文件或者依据', f.document],
  ['相关条款', f.clauses.join('、')],
]
type NormIssue = Issue<NormFacts, any>
const issue = (
  t: DocumentTemplate<View>,
  of: (act: FoldedAct, f: NormFacts) => Pick<View, 'to' | 'opening'> & { reasons?: string },
): readonly NormIssue[] => [
  {
    template: t,
    data: (act: FoldedAct, f: NormFacts, paper: Paper): View => ({
      ...headOf(paper),
      rows: rows(f),
      reasons: undefined,
      ...of(act, f),
    }),
  },
]

export const notifyPapers = issue(template('normNotice', '规范性文件附带审查通知书', '复审通字'), (act) => ({
  to: act.given.toName,
  opening:
    '审理行政复议案件需要对你单位制定的下列文件附带审查，请自收到之日起十个工作日内就相关条款的合法性提出书面答复并提交有关材料。',
}))
export const transferNormPapers = issue(template('normTransfer', '规范性文件附带审查转送函', '复审转字'), (act) => ({
  to: act.payload.receiverName,
  opening: '本机关无权处理下列文件，现转送你机关依法处理，请自收到之日起六十日内回复处理意见。',
}))
export const resolvePapers = issue(template('normResult', '规范性文件附带审查处理意见', '复审结字'), (act) => ({
  to: '规范性文件制定机关',
  opening:
    act.payload.result === 'LEGAL'
      ? '经审查，相关条款合法，结论在行政复议决定书中一并告知。'
      : '经审查，相关条款超越权限或者违反上位法，决定停止该条款的执行，责令予以纠正。',
  reasons: act.payload.reasons,
}))
