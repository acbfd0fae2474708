/**
 * What becomes of a mediator whom the work has hurt: medical and living aid for who is injured and in need, pension and preference
 * for the family of who died at it (人民调解法 art. 16; 宁波市人民调解条例 art. 29). The platform records who is entitled and what was given.
 */
import { z } from 'zod'
import type { LocalDate } from '#kernel/clock'
import { choice, day, fen, matter, text, yesNo } from '#kernel/fields'
import { law, platform } from '#kernel/law'
import { type ActionDef, type Context, procedureOf, type RefusalRule } from '#kernel/procedure'
import type { SeatFacts } from './mediator.ts'

const pml = law('PML_2010')
const nb = law('NB_PM_2015')
const { action } = procedureOf<SeatFacts>()

const injuries = { INJURED: '致伤', DISABLED: '致残', DIED: '在调解工作岗位上牺牲' } as const
const aids = { MEDICAL: '医疗救助', LIVING: '生活救助', PENSION: '抚恤', PREFERENCE: '优待' } as const
/** The last injury of a seat, as the aid for it is judged by. */
export type Injury = { n: number; kind: keyof typeof injuries; happenedOn: LocalDate; isInNeed: boolean }

const isForFamily = (aid: keyof typeof aids) => aid === 'PENSION' || aid === 'PREFERENCE'

const recordInjury = action({
  label: '登记因调解工作致伤、致残或者牺牲',
  by: ['committee_head', 'establisher'],
  // Who has left or died is entitled still.
  in: ['ACTIVE', 'REMOVED', 'DISMISSED', 'ENDED'],
  basis: [pml(16), nb(29)],
  input: z.strictObject({
    kind: choice(injuries, '情形'),
    happenedOn: day('发生日期'),
    isInNeed: yesNo('生活发生困难'),
    disputeMatterId: matter('所办的调解件', 'mediation.dispute').optional(),
    account: text('经过和伤情', 2000),
  }),
  personal: [{ path: 'account', label: '经过和伤情', mask: 'drop', purpose: '认定救助、抚恤' }],
  guard: (ctx) => {
    const { happenedOn } = ctx.input
    const { startOn, endOn } = ctx.facts
    // The day of death is also the day from which the seat is vacant.
    if (happenedOn > ctx.declaredOn || happenedOn < startOn || (endOn !== null && happenedOn > endOn))
      ctx.refuse('mediation.mediator.day', happenedOn, { field: 'happenedOn' })
  },
  apply: (f, act) => ({
    ...f,
    touched: '',
    injury: {
      n: act.n,
      kind: act.payload.kind,
      happenedOn: act.payload.happenedOn,
      isInNeed: act.payload.isInNeed,
    },
  }),
  rows: (act, f) => ({
    'mediation.mediator_injury': [
      {
        matter_id: act.matter,
        n: act.n,
        party_id: f.partyId,
        kind: act.payload.kind,
        happened_on: act.payload.happenedOn,
        is_in_need: act.payload.isInNeed,
        dispute_id: act.payload.disputeMatterId ?? null,
      },
    ],
  }),
})

/** To whom what is due: aid to the injured in need, pension and preference to the family of the dead. */
const judgeAid = (ctx: Context<SeatFacts, { kind: keyof typeof aids; grantedOn: LocalDate }>) => {
  const { injury } = ctx.facts
  const { kind, grantedOn } = ctx.input
  if (!injury)
    return ctx.refuse('mediation.mediator.noInjury', undefined, { allowed: ['先登记因调解工作致伤、致残或者牺牲'] })
  const isDue = injury.kind === 'DIED' ? isForFamily(kind) : !isForFamily(kind) && injury.isInNeed
  if (!isDue) ctx.refuse('mediation.mediator.aid', `登记的是${injuries[injury.kind]}`, { field: 'kind' })
  if (grantedOn < injury.happenedOn || grantedOn > ctx.declaredOn)
    ctx.refuse('mediation.mediator.day', grantedOn, { field: 'grantedOn' })
}

const recordAid = action({
  label: '登记救助、抚恤、优待',
  by: ['county_justice', 'justice_station', 'city_justice'],
  in: ['ACTIVE', 'REMOVED', 'DISMISSED', 'ENDED'],
  basis: [pml(16), nb(29)],
  input: z.strictObject({
    kind: choice(aids, '种类'),
    grantedBy: text('给予的机关', 100),
    grantedOn: day('给予日期'),
    amountFen: fen('金额').optional(),
  }),
  guard: judgeAid,
  apply: (f) => ({ ...f, touched: '' }),
  rows: (act, f) => ({
    'mediation.mediator_aid': [
      {
        matter_id: act.matter,
        n: act.n,
        injury_n: f.injury!.n,
        kind: act.payload.kind,
        granted_by: act.payload.grantedBy,
        granted_on: act.payload.grantedOn,
        amount_fen: act.payload.amountFen ?? null,
      },
    ],
  }),
})

export const aidActions: Record<string, ActionDef<SeatFacts>> = { recordInjury, recordAid }

export const aidRefusals: Record<string, RefusalRule> = {
  'mediation.mediator.noInjury': { label: '没有登记因调解工作致伤、致残或者牺牲', basis: [pml(16), nb(29)] },
  'mediation.mediator.aid': {
    label: '医疗、生活救助给致伤致残而生活困难的本人，抚恤、优待给牺牲者的配偶、子女',
    basis: [pml(16), nb(29), platform('按最近一次登记的情形核对')],
  },
}
