/** Papers after the judgment: whether to appeal, asking for a retrial, what was performed, what was learned from losing. */
import { dateOr } from '#kernel/blocks'
import type { Issue } from '#kernel/procedure'
import { dayOf, type SuitFacts } from '../facts.ts'
import { retrialGrounds } from '../kinds.ts'
import { type ResultCode, resultLabels } from '../results.ts'
import { type Case, caseOf, caseRows, said, sheetOf, textOf } from './common.ts'

type Issues = readonly Issue<SuitFacts>[]

const decision = sheetOf<Case & { decision: string; servedOn: string | undefined; reason: string | undefined }>({
  id: 'L09',
  label: '上诉审批表',
  isRecord: true,
  code: '应诉上',
  remark: '上诉期自裁判送达本机关之日起算。',
  rows: (d) => [...caseRows(d), ['裁判送达日', d.servedOn], ['决定', d.decision]],
  body: (d) => said('理由', d.reason),
})
const petition = sheetOf<Case & { reason: string | undefined; result: string }>({
  id: 'L09petition',
  label: '行政上诉状',
  remark: '向上一级人民法院提出，按其他当事人的人数提出副本。',
  rows: (d) => [
    ['一审案号', d.caseNo],
    ['一审法院', d.court],
    ['一审结果', d.result],
  ],
  body: (d) => said('上诉请求和理由', d.reason),
})
const ownOf = (a: { payload: any; agency: string }, f: SuitFacts) =>
  f.defendants.find((d) => d.agencyId === (a.payload.agencyId ?? a.agency))
export const appealPapers: Issues = [
  {
    template: decision,
    data: (a, f, paper) => ({
      ...caseOf(f, paper),
      decision: a.payload.decision === 'APPEAL' ? '上诉' : '不上诉',
      servedOn: dateOr(ownOf(a, f)?.servedOn),
      reason: textOf(a, 'reason'),
    }),
  },
  {
    template: petition,
    when: (a) => a.payload.decision === 'APPEAL',
    data: (a, f, paper) => ({
      ...caseOf(f, paper),
      reason: textOf(a, 'reason'),
      result: resultLabels[f.concluded!.code as ResultCode],
    }),
  },
]

const retrial = sheetOf<Case & { ground: string; effectiveOn: string | undefined; grounds: string | undefined }>({
  id: 'L10',
  label: '再审申请书',
  remark: '申请再审期间，不停止裁判的执行。',
  rows: (d) => [...caseRows(d), ['裁判生效日', d.effectiveOn], ['申请再审的情形', d.ground]],
  body: (d) => said('事实和理由', d.grounds),
})
export const retrialPapers: Issues = [
  {
    template: retrial,
    data: (a, f, paper) => ({
      ...caseOf(f, paper),
      ground: retrialGrounds[a.payload.ground as keyof typeof retrialGrounds],
      effectiveOn: dateOr(f.effectiveOn),
      grounds: textOf(a, 'grounds'),
    }),
  },
]

const performance = sheetOf<
  Case & { item: string; dueOn: string | undefined; performedOn: string | undefined; report: string | undefined }
>({
  id: 'L11',
  label: '履行生效裁判报告',
  code: '应诉履',
  remark: '履行凭证附后。',
  to: (d) => d.court,
  rows: (d) => [...caseRows(d), ['履行内容', d.item], ['履行期限', d.dueOn], ['履行日', d.performedOn]],
  body: (d) => said('履行情况', d.report),
})
export const performancePapers: Issues = [
  {
    template: performance,
    data: (a, f, paper) => {
      const item = f.items.find((i) => i.no === a.payload.no)!
      return {
        ...caseOf(f, paper),
        item: resultLabels[item.code],
        dueOn: dateOr(item.dueOn),
        performedOn: dateOr(dayOf(a, 'performedOn')),
        report: textOf(a, 'report'),
      }
    },
  },
]

const review = sheetOf<Case & { result: string; causes: string | undefined; measures: string | undefined }>({
  id: 'L12',
  label: '败诉案件复盘报告',
  isRecord: true,
  code: '应诉复',
  remark: '供改进执法和应诉使用，不对外公开。',
  rows: (d) => [...caseRows(d), ['裁判结果', d.result]],
  body: (d) => [...said('败诉原因', d.causes), ...said('整改措施', d.measures)],
})
export const reviewPapers: Issues = [
  {
    template: review,
    data: (a, f, paper) => ({
      ...caseOf(f, paper),
      result: f.items.map((i) => resultLabels[i.code]).join('、'),
      causes: textOf(a, 'causes'),
      measures: textOf(a, 'measures'),
    }),
  },
]
