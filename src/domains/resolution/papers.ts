/** Papers of settling a dispute: the proposal, consent, the agreement and how it ended. */
import {
  dateOr,
  erased,
  fields,
  foot,
  type Head,
  headOf,
  issued,
  note,
  paragraphs,
  signatures,
  title,
} from '#kernel/blocks'
import type { Block, DocumentTemplate } from '#kernel/document'
import type { Issue } from '#kernel/procedure'
import type { CaseFacts } from './facts.ts'
import { formalEnds, initiators, obligors, outcomes, sides, stages, ways } from './kinds.ts'

type Issues = readonly Issue<CaseFacts>[]
type Row = readonly [string, string | undefined]
type Of<D> = {
  id: string
  label: string
  code?: string
  isRecord?: boolean
  remark: string
  rows: (d: D) => readonly Row[]
  body: (d: D) => readonly Block[]
}
const sheetOf = <D extends Head>(of: Of<D>): DocumentTemplate<D> => ({
  id: `resolution.${of.id}`,
  version: '1',
  label: of.label,
  layout: 'form',
  ...(of.isRecord ? { isRecord: true } : {}),
  ...(of.code ? { code: of.code } : {}),
  wording: { remark: of.remark },
  build: (d, words) => [
    title(of.label),
    ...(d.documentNumber === undefined ? [] : [{ kind: 'number', text: `编号：${d.documentNumber}` } as const]),
    fields(of.rows(d)),
    ...of.body(d),
    note(words.remark!),
    issued(d.by, d.on),
    ...foot(d),
  ],
})
const texts = (act: { payload: any; personal: (p: string) => any }, field: string): string =>
  (act.personal(`/${field}`) as string | undefined) ?? erased

const proposal = sheetOf<Head & { stage: string; initiator: string; caseNo: string | undefined; suggestion: string }>({
  id: 'D01',
  label: '行政争议化解建议书',
  code: '争化建',
  remark: '化解须各方书面同意；化解期间复议、起诉、上诉和审理期限照常计算，案件依法中止的除外。',
  rows: (d) => [
    ['发起方', d.initiator],
    ['阶段', d.stage],
    ['案号', d.caseNo],
  ],
  body: (d) => paragraphs(d.suggestion),
})
export const proposalPapers: Issues = [
  {
    template: proposal,
    data: (a, f, paper) => ({
      ...headOf(paper),
      stage: stages[f.stage],
      initiator: initiators[f.initiator],
      caseNo: f.caseNo ?? undefined,
      suggestion: texts(a, 'suggestion'),
    }),
  },
]

const consent = sheetOf<Head & { side: string; agrees: string; when: string | undefined }>({
  id: 'D02',
  label: '化解意见登记表',
  isRecord: true,
  remark: '书面意见原件附卷；不同意化解的，案件继续办理，不受影响。',
  rows: (d) => [
    ['哪一方', d.side],
    ['意见', d.agrees],
    ['日期', d.when],
  ],
  body: () => [signatures({ label: '登记人', mark: 'sign' })],
})
export const consentPapers: Issues = [
  {
    template: consent,
    data: (a, _f, paper) => ({
      ...headOf(paper),
      side: sides[a.payload.side as keyof typeof sides],
      agrees: a.payload.agrees ? '同意化解' : '不同意化解',
      when: dateOr(a.payload.on ?? a.declaredOn),
    }),
  },
]

type Listed = { obligor: string; content: string; dueOn: string; authority: string }
const agreement = sheetOf<Head & { way: string; terms: readonly Listed[] }>({
  id: 'D03',
  label: '行政争议化解协议书',
  code: '争化协',
  remark: '协议不得损害国家利益、公共利益和他人合法权益；案件以正式结案文书为准。',
  rows: (d) => [['化解方式', d.way]],
  body: (d) => [
    {
      kind: 'table',
      columns: [
        { label: '义务方' },
        { label: '内容', width: 4 },
        { label: '履行期限', width: 2 },
        { label: '职权依据', width: 2 },
      ],
      rows: d.terms.map((t) => [t.obligor, t.content, t.dueOn, t.authority]),
    },
    signatures({ label: '当事人', mark: 'any' }, { label: '行政机关', mark: 'seal' }),
  ],
})
export const agreementPapers: Issues = [
  {
    template: agreement,
    data: (a, _f, paper) => ({
      ...headOf(paper),
      way: ways[a.payload.way as keyof typeof ways],
      terms: (a.payload.terms as any[]).map((t, i) => ({
        obligor: obligors[t.obligor as keyof typeof obligors],
        content: texts(a, `terms/${i}/content`),
        dueOn: dateOr(t.dueOn) ?? '',
        authority: t.authority ?? '',
      })),
    }),
  },
]

const ending = sheetOf<Head & { outcome: string; formal: string; documentNo: string | undefined }>({
  id: 'D04',
  label: '行政争议化解结案表',
  isRecord: true,
  code: '争化结',
  remark: '个案不公开，只公布年度件数。',
  rows: (d) => [
    ['结果', d.outcome],
    ['正式结案文书', d.formal],
    ['文书号', d.documentNo],
  ],
  body: () => [],
})
export const closingPapers: Issues = [
  {
    template: ending,
    data: (a, _f, paper) => ({
      ...headOf(paper),
      outcome: outcomes[a.payload.outcome as keyof typeof outcomes],
      formal: formalEnds[a.payload.formal as keyof typeof formalEnds],
      documentNo: a.payload.documentNo,
    }),
  },
]
