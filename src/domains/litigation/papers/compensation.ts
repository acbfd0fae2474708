/** Papers of a claim for compensation: the application, the decision, the application for payment. */
import { dateOr, type Head, headOf } from '#kernel/blocks'
import type { Issue } from '#kernel/procedure'
import { compensationResults, harms, payGrounds } from '../compensation-forms.ts'
import { said, sheetOf, textOf } from './common.ts'

type Issues = readonly Issue<any>[]
const yuan = (fen: number | undefined | null): string | undefined =>
  fen === undefined || fen === null ? undefined : `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}元`

const application = sheetOf<
  Head & {
    name: string | undefined
    harm: string
    amount: string | undefined
    receivedOn: string | undefined
    request: string | undefined
  }
>({
  id: 'P01',
  label: '行政赔偿申请登记表',
  isRecord: true,
  code: '赔申',
  remark: '申请材料不齐全的，当场或者五日内一次性告知需要补正的全部内容；不收取任何费用。',
  rows: (d) => [
    ['赔偿请求人', d.name],
    ['损害', d.harm],
    ['要求赔偿的金额', d.amount],
    ['收到日', d.receivedOn],
  ],
  body: (d) => said('要求和事实、理由', d.request),
})
export const claimPapers: Issues = [
  {
    template: application,
    data: (a, _f, paper) => ({
      ...headOf(paper),
      name: textOf(a, 'name'),
      harm: harms[a.payload.harm as keyof typeof harms],
      amount: yuan(a.payload.amountFen),
      receivedOn: dateOr(a.payload.receivedOn ?? a.declaredOn),
      request: textOf(a, 'request'),
    }),
  },
]

const decision = sheetOf<
  Head & { name: string | undefined; result: string; amount: string | undefined; reasons: string | undefined }
>({
  id: 'P02',
  label: '行政赔偿决定书',
  code: '赔决',
  remark: '对赔偿的方式、项目、数额有异议或者不予赔偿的，可以自决定作出之日起三个月内向人民法院提起诉讼。',
  to: (d) => d.name ?? '',
  rows: (d) => [
    ['决定', d.result],
    ['赔偿金额', d.amount],
  ],
  body: (d) => said('事实、理由和依据', d.reasons),
})
export const decisionPapers: Issues = [
  {
    template: decision,
    data: (a, _f, paper) => ({
      ...headOf(paper),
      name: textOf(a, 'name'),
      result: compensationResults[a.payload.result as keyof typeof compensationResults],
      amount: yuan(a.payload.amountFen),
      reasons: textOf(a, 'reasons'),
    }),
  },
]

const payment = sheetOf<
  Head & { name: string | undefined; ground: string; amount: string | undefined; receivedOn: string | undefined }
>({
  id: 'P03',
  label: '赔偿金支付申请登记表',
  isRecord: true,
  code: '赔付',
  remark: '收到支付申请之日起七日内向财政部门提出；赔偿金不征税。',
  rows: (d) => [
    ['赔偿请求人', d.name],
    ['凭据', d.ground],
    ['金额', d.amount],
    ['收到日', d.receivedOn],
  ],
  body: () => [],
})
export const paymentPapers: Issues = [
  {
    template: payment,
    data: (a, _f, paper) => ({
      ...headOf(paper),
      name: textOf(a, 'name'),
      ground: `${payGrounds[a.payload.ground as keyof typeof payGrounds]} ${a.payload.documentNo}`,
      amount: yuan(a.payload.amountFen),
      receivedOn: dateOr(a.payload.receivedOn ?? a.declaredOn),
    }),
  },
]
