/** R15, R25 and R26: extension, dismissal, decision. */
import { dateOr } from '#kernel/blocks'
import type { FoldedAct } from '#kernel/procedure'
import {
  byDefaultBasis,
  type DecisionItem,
  type DecisionKind,
  decisionBasis,
  decisionItems,
  itemBasis,
  kindNames,
} from '../decision-kinds.ts'
import type { Facts } from '../facts.ts'
import { adoptions, revokeGrounds } from '../kinds.ts'
import { reconLaws } from '../law.ts'
import { joined, paperOf, said } from './common.ts'

/** 行政诉讼法 art. 45, 行诉解释 art. 64: whoever is not told of his days to sue has up to a year. */
const suit = (act: FoldedAct): string =>
  `对本决定不服的，可以自收到本决定书之日起十五日内向${act.payload.court}提起行政诉讼。`

export const extensionPapers = paperOf({
  id: 'extension',
  label: '延长行政复议期限通知书',
  code: '复延字',
  ground: 'extend',
  opening: (act) => `本件情况复杂，不能在规定期限内作出决定，经批准延长${act.payload.days}日。`,
  texts: (act) => [['理由', act.payload.reason]],
})
export const dismissalPapers = paperOf({
  id: 'dismissal',
  label: '驳回行政复议申请决定书',
  code: '复驳字',
  ground: 'dismiss',
  to: (act) => said(act, 'parties')!,
  // Also for want of a duty the regulation of 2007 dismisses the application (art. 48 para. 1); what counts is another matter.
  opening: () => '决定驳回行政复议申请。',
  texts: (act) => [
    ['查明的事实', said(act, 'findings')],
    ['理由', said(act, 'reason')],
  ],
  close: (act) => suit(act),
})
const list = (words: Record<string, string>, keys: readonly string[]): string | undefined =>
  keys.map((x) => words[x]).join('、') || undefined
const limits = (f: Facts): readonly (readonly [string, string | undefined])[] => [
  ['重新作出的期限', f.decision?.redoDays ? `送达之日起${f.decision.redoDays}日` : dateOr(f.decision?.redoDueOn)],
  ['履行期限', dateOr(f.decision?.performDueOn)],
]
export const decisionPapers = paperOf({
  id: 'decision',
  label: '行政复议决定书',
  code: '复决字',
  // The articles of its own kinds and items, and of silence where it rests on that.
  ground: (act, f) => {
    const kinds = act.payload.kinds as DecisionKind[]
    return joined(
      ...kinds.map((x) => decisionBasis(x, f.version)),
      ...(act.payload.items as DecisionItem[]).map((x) => itemBasis(x, f.version)),
      act.payload.isByDefault ? byDefaultBasis[f.version] : undefined,
      reconLaws[f.version].decide,
    )
  },
  to: (act) => said(act, 'parties')!,
  opening: () => '本机关依法审理本件行政复议，作出决定如下。',
  rows: (act, f) => [
    ['决定种类', list(kindNames(f.version), act.payload.kinds)],
    ['附项', list(decisionItems, act.payload.items)],
    ['撤销的理由', list(revokeGrounds, act.payload.revokeGrounds)],
    ['听证', act.payload.isBasedOnHearing ? '以听证笔录为根据' : undefined],
    ['咨询意见', act.payload.adoption && adoptions[act.payload.adoption as keyof typeof adoptions]],
    ...limits(f),
  ],
  texts: (act) => [
    ['复议请求', said(act, 'request')],
    ['答辩', said(act, 'defence')],
    ['查明的事实与证据', said(act, 'findings')],
    ['适用的依据', act.payload.legalBasis],
    ['附带审查结论', act.payload.normResult],
    ['理由', said(act, 'reasons')],
    ['咨询意见未全部采纳的理由', act.payload.adoptionReason],
    ['决定', said(act, 'result')],
  ],
  close: (act) => suit(act),
})
