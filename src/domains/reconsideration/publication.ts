/** What the public may read of reconsideration: decisions on acts that were public themselves, with names hidden. */
import type { Register } from '#kernel/domain'
import type { FoldedAct } from '#kernel/procedure'
import { decisionKinds } from './decision-kinds.ts'
import type { Facts } from './facts.ts'
import { recon2023 } from './statutes.ts'

/** The public page of a decision, as JSON text with keys in order of display. */
export const decisionPage = (f: Facts, act: FoldedAct): string =>
  JSON.stringify({
    title: act.payload.title,
    organ: act.given.organ,
    respondent: (act.given.respondents as string[]).join('、'),
    kind: decisionKinds[f.decision!.kind],
    madeOn: f.decision!.on,
    text: act.payload.text,
  })

export const decisionRegister: Register = {
  kind: 'reconsideration.decision',
  label: '行政复议决定书',
  title: 'title',
  basis: [recon2023(79, 1)],
  fields: {
    title: '标题',
    organ: '行政复议机关',
    respondent: '被申请人',
    kind: '决定种类',
    madeOn: '作出日期',
    text: '内容',
  },
}
