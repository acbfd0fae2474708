/** Papers before a hearing: who the head is, why he cannot come, whom the organ sends. */
import { dateOr, erased } from '#kernel/blocks'
import type { Issue } from '#kernel/procedure'
import { nextHearing, type SuitFacts } from '../facts.ts'
import { type HeadCategory, headCategories } from '../heads.ts'
import { absenceProofs, absenceReasons, staffKinds } from '../kinds.ts'
import { type Case, caseOf, caseRows, said, sheetOf, textOf } from './common.ts'

type Issues = readonly Issue<SuitFacts>[]
type Sitting = Case & { heldOn: string | undefined }
const sittingOf = (f: SuitFacts) => ({ heldOn: dateOr(nextHearing(f)?.heldOn) })

const identity = sheetOf<
  Sitting & { name: string | undefined; post: string; category: string; field: string | undefined }
>({
  id: 'L05',
  label: '出庭应诉负责人身份证明',
  code: '应诉证',
  remark: '开庭前提交法院，加盖机关印章。',
  to: (d) => d.court,
  rows: (d) => [
    ...caseRows(d),
    ['开庭日', d.heldOn],
    ['姓名', d.name],
    ['职务', d.post],
    ['负责人类别', d.category],
    ['分管工作', d.field],
  ],
  body: () => [],
})
export const identityPapers: Issues = [
  {
    template: identity,
    data: (a, f, paper) => ({
      ...caseOf(f, paper),
      ...sittingOf(f),
      name: textOf(a, 'name'),
      post: a.payload.post,
      category: headCategories[a.given.category as HeadCategory],
      field: textOf(a, 'field'),
    }),
  },
]

const absence = sheetOf<Sitting & { reason: string; proof: string; explanation: string | undefined }>({
  id: 'L06',
  label: '负责人不能出庭情况说明',
  code: '应诉说',
  remark: '证明材料附后；本机关另行委托相应的工作人员出庭。',
  to: (d) => d.court,
  rows: (d) => [...caseRows(d), ['开庭日', d.heldOn], ['事由', d.reason], ['说明的形式', d.proof]],
  body: (d) => said('情况说明', d.explanation),
})
export const absencePapers: Issues = [
  {
    template: absence,
    data: (a, f, paper) => ({
      ...caseOf(f, paper),
      ...sittingOf(f),
      reason: absenceReasons[a.payload.reason as keyof typeof absenceReasons],
      proof: absenceProofs[a.payload.proof as keyof typeof absenceProofs],
      explanation: textOf(a, 'explanation'),
    }),
  },
]

const delegation = sheetOf<
  Sitting & { people: readonly { name: string; kind: string; post: string }[]; powers: string }
>({
  id: 'L07',
  label: '授权委托书',
  code: '应诉委',
  remark: '代理权限变更或者解除的，书面告知法院。',
  to: (d) => d.court,
  rows: (d) => [...caseRows(d), ['开庭日', d.heldOn], ['代理权限', d.powers]],
  body: (d) => [
    {
      kind: 'table',
      columns: [{ label: '姓名' }, { label: '身份', width: 2 }, { label: '职务、执业机构', width: 2 }],
      rows: d.people.map((p) => [p.name, p.kind, p.post]),
    },
  ],
})
export const delegationPapers: Issues = [
  {
    template: delegation,
    data: (a, f, paper) => ({
      ...caseOf(f, paper),
      ...sittingOf(f),
      powers: a.payload.powers,
      people: (a.payload.people as { kind: keyof typeof staffKinds }[]).map((p, i) => ({
        name: (a.personal(`/people/${i}/name`) as string | undefined) ?? erased,
        kind: staffKinds[p.kind],
        post: (a.personal(`/people/${i}/post`) as string | undefined) ?? erased,
      })),
    }),
  },
]
