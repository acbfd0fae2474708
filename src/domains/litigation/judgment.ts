/** The judgment of the instance: from the court's feed at once, by hand only once a second person has compared it; then its service. */
import { newOffer } from '#kernel/handover'
import type { FoldedAct } from '#kernel/procedure'
import { staysIn } from '#kernel/targets'
import { decidedState, type Effect, entering, judgeEntry } from './entry.ts'
import {
  action,
  defendantOf,
  type ItemFact,
  type JudgmentFact,
  judgeDay,
  judged,
  ours,
  type SuitContext,
  type SuitFacts,
  withDefendant,
} from './facts.ts'
import * as forms from './forms.ts'
import { adl, platform, twoPeople } from './law.ts'
import { isJudgment, type ResultCode, type Target } from './results.ts'
import { court, records } from './roles.ts'

type ItemInput = {
  agencyId: string
  target: Target
  code: ResultCode
  isAnswerable: boolean
  hasDuty: boolean
  dueOn?: ItemFact['dueOn'] | undefined
}
export const itemFacts = (list: readonly ItemInput[]): ItemFact[] =>
  list.map((i, n) => ({
    no: n + 1,
    agencyId: i.agencyId,
    target: i.target,
    code: i.code,
    isAnswerable: i.isAnswerable,
    hasDuty: i.hasDuty,
    dueOn: i.dueOn ?? null,
    performedOn: null,
    redo: null,
  }))

/** Every item is one of a judgment, and stands against an organ that is sued. */
export function judgeItems(ctx: SuitContext, list: readonly ItemInput[]): void {
  for (const [i, item] of list.entries()) {
    if (!isJudgment(item.code)) ctx.refuse('litigation.notJudgment', undefined, { field: `items.${i}.code` })
    const d = defendantOf(ctx.facts, item.agencyId)
    const isRecon = d?.role === 'RECON_ORGAN' || d?.role === 'RECON_ORGAN_ALONE'
    const isAside = item.target === 'RECON_DECISION' ? !isRecon : item.code === 'REVOKE_RECON'
    if (!d || d.role === 'THIRD_PARTY_AGENCY' || isAside)
      ctx.refuse('litigation.itemTarget', undefined, { field: `items.${i}.agencyId` })
  }
}

/** The first item that decides on the act names the judgment in lists. */
const entered = (p: FoldedAct['payload']): JudgmentFact => ({
  madeOn: p.madeOn,
  code: p.items[0].code,
  items: itemFacts(p.items),
  noted: p.noted,
  servedOn: p.servedOn ?? null,
  othersServedOn: p.othersServedOn ?? null,
})

/** What a judgment states of heads goes on to whoever follows up judicial advice; without somebody named nothing goes. */
function offered(f: SuitFacts, act: FoldedAct, noted: JudgmentFact['noted'], to: string | undefined): SuitFacts {
  if (!noted.length || !to) return f
  const ids = [act.given.offer, ...(act.given.moreOffers ?? [])]
  const offer = (agencyId: string | null, i: number) =>
    newOffer({
      id: ids[i],
      procedure: 'resolution.advice',
      agency: to,
      on: act.declaredOn,
      facts: {
        ground: 'HEAD_ABSENT',
        caseNo: f.caseNo,
        chainId: f.chainId,
        agencyId,
        noted: [...noted],
        servedOn: act.payload.servedOn ?? act.declaredOn,
      },
    })
  return { ...f, offers: [...f.offers, ...notedOrgans(f, act.payload).map(offer)] }
}
type Noting = { noted?: readonly unknown[]; adviceTo?: unknown; notedAgencies?: readonly string[] | undefined }
/** The organs of which the judgment states something; of one alone it need not be said. */
const notedOrgans = (f: SuitFacts, p: Noting): (string | null)[] =>
  p.notedAgencies?.length ? [...new Set(p.notedAgencies)] : [ours(f)[0]?.agencyId ?? null]

/** The judgment holds: its items, its days of service, and what it states of heads. */
export const judgmentEffect: Effect = (f, a) => {
  const j = entered(a.payload)
  return judged(offered(f, a, j.noted, a.payload.adviceTo), j, a)
}
/** Ids for the offers that go out with a judgment, one for each organ of which it states something, where somebody follows that up. */
export function offersOf(ctx: SuitContext, p: Noting): { offer: string | null; moreOffers?: string[] } {
  if (!p.noted?.length || !p.adviceTo) return { offer: null }
  const [offer, ...moreOffers] = notedOrgans(ctx.facts, p).map(() => ctx.newId())
  return { offer: offer!, ...(moreOffers.length ? { moreOffers } : {}) }
}

const tried = ['HEARD', 'DOCKETED', 'COPY_RECEIVED', 'ANSWERED'] as const

const recordJudgment = action({
  label: '登记判决',
  by: records,
  in: tried,
  to: decidedState,
  among: staysIn(tried, Object.fromEntries(tried.map((s) => [s, ['JUDGED']]))),
  basis: [
    adl(69),
    adl(70),
    adl(72),
    adl(73),
    adl(74),
    adl(75),
    adl(76),
    adl(77),
    adl(78),
    adl(79),
    adl(81),
    adl(83),
    adl(86),
    twoPeople,
  ],
  input: forms.judgment,
  guard: (ctx) => {
    const { facts, input, state } = ctx
    if (state !== 'HEARD' && facts.instance !== 'SECOND' && facts.instance !== 'RETRIAL_REVIEW')
      ctx.refuse('litigation.notTried')
    judgeEntry(ctx)
    judgeItems(ctx, input.items)
    const organs = ours(facts).map((d) => d.agencyId)
    const isUnsaid = input.noted.length > 0 && organs.length > 1 && input.notedAgencies.length === 0
    if (isUnsaid || !input.notedAgencies.every((id) => organs.includes(id)))
      ctx.refuse('litigation.notedOrgan', undefined, { field: 'notedAgencies' })
    judgeDay(ctx, 'madeOn', input.madeOn, facts.docketedOn)
    judgeDay(ctx, 'servedOn', input.servedOn, input.madeOn)
    judgeDay(ctx, 'othersServedOn', input.othersServedOn, input.madeOn)
  },
  // A judgment that waits for a second person goes out when it is confirmed.
  given: (ctx) => (ctx.actor.role === court ? offersOf(ctx, ctx.input) : { offer: null }),
  apply: entering(judgmentEffect),
})

const recordService = action({
  label: '登记裁判的送达',
  by: records,
  in: ['JUDGED', 'NO_APPEAL', 'CONCLUDED_NO_JUDGMENT'],
  basis: [adl(85), platform('各方上诉期分别从各自的送达日起算')],
  input: forms.service,
  guard: (ctx) => {
    const { facts, input } = ctx
    if (!facts.concluded?.isAppealable) ctx.refuse('litigation.noService')
    if (input.party === 'AGENCY') {
      const d = defendantOf(facts, input.agencyId ?? ctx.actor.agency)
      if (!d) return ctx.refuse('litigation.notDefendant', undefined, { field: 'agencyId' })
      if (d.servedOn !== null) ctx.refuse('litigation.noService')
    } else if (facts.othersServedOn !== null) ctx.refuse('litigation.noService')
    judgeDay(ctx, 'servedOn', input.servedOn, facts.concluded?.on)
  },
  apply: (f, a) =>
    a.payload.party === 'OTHERS'
      ? { ...f, othersServedOn: a.payload.servedOn }
      : withDefendant(f, a.payload.agencyId ?? a.agency, { servedOn: a.payload.servedOn }),
})

export const judgmentActions = { recordJudgment, recordService }
