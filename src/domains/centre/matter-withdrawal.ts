/** Taking a complaint back: all of it by all who make it, or one's own part by each for himself. Accusations go on regardless. */
import { offerRows } from '#kernel/handover'
import type { ActionDef } from '#kernel/procedure'
import { type Bases, platform } from './law.ts'
import {
  type Any,
  action,
  closed,
  closingClaims,
  handoffRows,
  isOrganOfCentre,
  offerNeeds,
  paperOf,
  sameClaims,
  underway,
  withdrawable,
  withOffersWithdrawn,
} from './matter-common.ts'
import type { MatterFacts } from './matter-facts.ts'
import * as forms from './matter-forms.ts'
import { absorbNeeds, judgeAbsorbed } from './matter-merge.ts'
import { petitionerRows } from './matter-people.ts'
import { goneKeys, remaining, speaking } from './people.ts'

const who = ['party', 'public', 'centre_reception'] as const
const basis = platform('诉求由本人撤回，书面或者录音；一人的撤回不及于其他来访人')

/** Those whose own words are here: a party's or an online registrant's by his act, others' by paper or recording. */
function judgeVoices(ctx: Any): number[] {
  const { facts, input, actor } = ctx
  if (facts.isSealed) ctx.refuse('centre.sealedWithdraw')
  if (isOrganOfCentre(facts, actor) && !input.document)
    ctx.refuse('centre.withdrawByProxy', undefined, { field: 'document' })
  const seqs = speaking(facts, actor, input.petitioners)
  const unknown = seqs.find((seq) => !remaining(facts).includes(seq))
  if (unknown !== undefined)
    ctx.refuse('centre.withdrawOthers', `没有第${unknown}号来访人，或者已经撤回`, {
      field: 'petitioners',
    })
  return seqs
}

const withdraw = (_b: Bases) =>
  action({
    label: '撤回',
    by: who,
    in: underway,
    to: 'CLOSED',
    basis,
    input: forms.withdraw,
    needs: (_i, at) => [...offerNeeds(at.facts), ...absorbNeeds(at)],
    guard: (ctx) => {
      const seqs = judgeVoices(ctx)
      const others = remaining(ctx.facts).filter((seq) => !seqs.includes(seq))
      if (others.length)
        ctx.refuse('centre.withdrawOthers', `缺第${others.join('、')}号来访人`, {
          field: 'petitioners',
          allowed: ['撤回本人的部分'],
        })
      judgeAbsorbed(ctx)
    },
    given: (ctx) => ({ withdrawn: withdrawable(ctx), paper: paperOf(ctx, '撤回记录') }),
    apply: (f, act) => closed(withOffersWithdrawn(f, act.given.withdrawn), act, 'WITHDRAWN'),
    rows: (act, f) => ({ ...handoffRows(act, f.handoffs), ...offerRows(act, f.offers) }),
    claims: (_act, f) => closingClaims(f),
    document: '撤回记录',
  })

const withdrawPart = (_b: Bases) =>
  action({
    label: '撤回本人的部分',
    by: ['party', 'centre_reception'],
    in: underway,
    basis,
    input: forms.withdraw,
    guard: (ctx) => {
      const seqs = judgeVoices(ctx)
      if (seqs.length === 0) ctx.refuse('centre.withdrawOthers', '没有写明是谁撤回', { field: 'petitioners' })
      if (seqs.length === remaining(ctx.facts).length)
        ctx.refuse('centre.withdrawAll', undefined, { field: 'petitioners', allowed: ['撤回'] })
    },
    given: (ctx) => ({
      seqs: speaking(ctx.facts, ctx.actor, ctx.input.petitioners),
      paper: paperOf(ctx, '撤回记录'),
    }),
    apply: (f, act) => ({
      ...f,
      withdrawn: [...f.withdrawn, ...(act.given.seqs as number[]).map((seq) => ({ seq, on: act.declaredOn }))],
    }),
    rows: petitionerRows,
    claims: (_act, f, before) => [
      ...goneKeys(before, f).map((key) => ({ kind: 'centre.person', key, release: true })),
      ...sameClaims(f),
    ],
    document: '撤回记录',
  })

export const withdrawal = (b: Bases): Record<string, ActionDef<MatterFacts>> => ({
  withdraw: withdraw(b),
  withdrawPart: withdrawPart(b),
})
