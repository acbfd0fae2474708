/** Papers of the defence: approval, answer, list of evidence, asking for more time, telling the court of a change. */
import { dateOr, erased } from '#kernel/blocks'
import type { Issue } from '#kernel/procedure'
import { dayOf, type SuitFacts } from '../facts.ts'
import { changeKinds } from '../kinds.ts'
import { type Case, caseOf, caseRows, said, sheetOf, textOf } from './common.ts'

type Issues = readonly Issue<SuitFacts>[]

const assignment = sheetOf<
  Case & { officers: string | undefined; counsel: string | undefined; opinion: string | undefined }
>({
  id: 'L01',
  label: '应诉审批表',
  isRecord: true,
  code: '应诉审',
  remark: '承办人、委托代理人由负责人确定，更换的另行审批。',
  rows: (d) => [...caseRows(d), ['承办人', d.officers], ['委托代理人', d.counsel]],
  body: (d) => said('应诉意见', d.opinion),
})
export const assignmentPapers: Issues = [
  {
    template: assignment,
    data: (a, f, paper) => ({
      ...caseOf(f, paper),
      officers: textOf(a, 'officers'),
      counsel: textOf(a, 'counsel'),
      opinion: textOf(a, 'opinion'),
    }),
  },
]

const defence = sheetOf<Case & { defence: string | undefined }>({
  id: 'L02',
  label: '行政答辩状',
  remark: '证据和所依据的规范性文件另附目录。',
  to: (d) => d.court,
  rows: caseRows,
  body: (d) => said('答辩意见', d.defence),
})
type Listed = { label: string; proves: string | undefined; from: string; formedOn: string | undefined }
const evidenceSources = { OWN: '作出行为时已有', PARTY: '向原告、第三人、证人收集', OTHER: '其他来源' } as const
const evidenceList = sheetOf<Case & { list: readonly Listed[] }>({
  id: 'L03',
  label: '证据目录',
  remark: '所列证据为作出行政行为时已经收集的证据；另有来源的已经注明。',
  to: (d) => d.court,
  rows: caseRows,
  body: (d) => [
    {
      kind: 'table',
      columns: [
        { label: '序号', width: 1 },
        { label: '证据名称', width: 4 },
        { label: '证明内容', width: 5 },
        { label: '形成日', width: 2 },
        { label: '来源', width: 3 },
      ],
      rows: d.list.map((e, i) => [`${i + 1}`, e.label, e.proves ?? '', e.formedOn ?? '', e.from]),
    },
  ],
})
export const answerPapers: Issues = [
  {
    template: defence,
    when: (a) => a.payload.hasDefence,
    data: (a, f, paper) => ({ ...caseOf(f, paper), defence: textOf(a, 'defence') }),
  },
  {
    template: evidenceList,
    when: (a) => a.payload.hasEvidence,
    data: (a, f, paper) => ({
      ...caseOf(f, paper),
      list: (a.payload.evidence as any[]).map((e, i) => ({
        label: (a.personal(`/evidence/${i}/label`) as string | undefined) ?? erased,
        proves:
          e.proves === undefined ? undefined : ((a.personal(`/evidence/${i}/proves`) as string | undefined) ?? erased),
        from: evidenceSources[e.from as keyof typeof evidenceSources],
        formedOn: dateOr(e.formedOn),
      })),
    }),
  },
]

const extension = sheetOf<Case & { grounds: string | undefined; copyOn: string | undefined }>({
  id: 'L04',
  label: '延期提供证据申请书',
  remark: '正当事由消除后十五日内提供证据。',
  to: (d) => d.court,
  rows: (d) => [...caseRows(d), ['收到起诉状副本日', d.copyOn]],
  body: (d) => said('不能按期举证的事由', d.grounds),
})
export const extensionPapers: Issues = [
  {
    template: extension,
    data: (a, f, paper) => ({
      ...caseOf(f, paper),
      grounds: textOf(a, 'grounds'),
      copyOn: dateOr(f.defendants.find((d) => d.agencyId === (a.payload.agencyId ?? a.agency))?.copyOn),
    }),
  },
]

const change = sheetOf<Case & { how: string; changedOn: string | undefined; content: string | undefined }>({
  id: 'L08',
  label: '改变被诉行政行为告知书',
  code: '应诉告',
  remark: '本机关已经改变或者决定改变被诉行政行为，特此书面告知。',
  to: (d) => d.court,
  rows: (d) => [...caseRows(d), ['改变方式', d.how], ['改变日', d.changedOn]],
  body: (d) => said('改变的内容', d.content),
})
export const changePapers: Issues = [
  {
    template: change,
    data: (a, f, paper) => ({
      ...caseOf(f, paper),
      how: changeKinds[a.payload.kind as keyof typeof changeKinds],
      changedOn: dateOr(dayOf(a, 'changedOn')),
      content: textOf(a, 'content'),
    }),
  },
]
