/**
 * Merging (B4.3): one person's matters on one affair become one, each organ's own clock going on as it was. The merged matter ends by its
 * own act, and the one that takes it says so by another; until then nothing that ends the latter is done.
 */
import type { ActionDef, Claim, Need } from '#kernel/procedure'
import { type Bases, platform } from './law.ts'
import { isSameAffair } from './likeness.ts'
import { type Any, action, closingClaims, ownAffair, paperOf, sameClaims, unclosed } from './matter-common.ts'
import {
  type ChannelFact,
  type Delegation,
  delegationOf,
  isDelegated,
  type MatterFacts,
  withDelegation,
} from './matter-facts.ts'
import * as forms from './matter-forms.ts'
import { isEverybodyKnown, remainingKeys } from './people.ts'
import type { SameHolder } from './rules.ts'

/** What a merged matter leaves for the one that takes it. */
type Merged = {
  channels: ChannelFact[]
  receivedOn: string
  receivedAt: string
  visits: number
  urgentSince: MatterFacts['urgentSince']
  urgentReportedAt: MatterFacts['urgentReportedAt']
  /** What is owed to a court goes along: its thirty days run on from the day on which its papers were received. */
  court: Delegation | null
}

const earlier = <T extends string>(a: T | null, b: T | null): T | null =>
  a === null || b === null ? (a ?? b) : a < b ? a : b

const parsed = (c: Claim): SameHolder => JSON.parse(c.value!) as SameHolder

/** Everybody who speaks in this one must speak in the other, on the same affair: nobody's complaint is lost in another's. */
function judgeInto(ctx: Any): void {
  const { facts, input } = ctx
  const about = { field: 'intoMatterId', allowed: ['分别办理'] }
  if (!isEverybodyKnown(facts)) ctx.refuse('centre.mergeStranger', '有没有登记证件的来访人，不能确定是同一人', about)
  const held = remainingKeys(facts).map((key) =>
    ctx.claims('centre.person', key).find((c) => c.matterId === input.intoMatterId),
  )
  const into = held.find((c) => c !== undefined)
  if (!into || parsed(into).state !== 'OPEN' || !isSameAffair(ownAffair(facts), parsed(into).affair))
    ctx.refuse('centre.mergeStranger', undefined, about)
  if (isDelegated(facts) && parsed(into).isDelegated)
    ctx.refuse('centre.mergeDelegated', undefined, { field: 'intoMatterId', allowed: ['退回法院', '分别办理'] })
  if (held.some((c) => c === undefined)) ctx.refuse('centre.mergeStranger', '本件的来访人不都是那一件的来访人', about)
}

const mergedInto = (id: string): Need => ({ claim: 'centre.merged', key: id })
export const absorbNeeds = (at: { matterId: string }): Need[] => [mergedInto(at.matterId)]
/** Refuses to end a matter while another has been merged into it and is not taken yet. */
export function judgeAbsorbed(ctx: Any): void {
  const left = ctx.claims('centre.merged', ctx.matterId).filter((c) => !ctx.facts.absorbed.includes(c.matterId))
  if (left.length) ctx.refuse('centre.absorbFirst', `${left.length}件`, { allowed: ['接收并来的件'] })
}

const merge = (b: Bases) =>
  action({
    label: '并入同一事项',
    by: ['centre_dispatcher'],
    in: ['REGISTERED'],
    to: 'MERGED',
    basis: [...b.repeat, platform('同一人同一事项并入未结的件，各机关的法定期限不因合并重新计算')],
    input: forms.merge,
    needs: (i, at): Need[] => [
      ...remainingKeys(at.facts!).map((key) => ({ claim: 'centre.person', key, exclusive: true })),
      // Exclusively: what is being ended takes nothing in.
      { claim: 'centre.merged', key: i.intoMatterId, exclusive: true },
      ...absorbNeeds(at),
    ],
    guard: (ctx) => {
      judgeAbsorbed(ctx)
      judgeInto(ctx)
    },
    given: (ctx) => ({ paper: paperOf(ctx, '合并说明') }),
    apply: (f, act) => ({ ...f, mergedInto: act.payload.intoMatterId }),
    claims: (act, f) => [
      ...closingClaims(f),
      {
        kind: 'centre.merged',
        key: act.payload.intoMatterId,
        value: JSON.stringify({
          channels: f.channels,
          receivedOn: f.receivedOn,
          receivedAt: f.receivedAt,
          visits: f.visits,
          urgentSince: f.urgentSince,
          urgentReportedAt: f.urgentReportedAt,
          court: delegationOf(f),
        } satisfies Merged),
      },
    ],
    links: (act) => [{ to: act.payload.intoMatterId, kind: 'MERGED_INTO' }],
    document: '合并说明',
  })

const absorb = (b: Bases) =>
  action({
    label: '接收并来的件',
    by: ['centre_dispatcher'],
    in: unclosed,
    basis: [...b.repeat, platform('来源追加，收到时间取最早')],
    input: forms.absorb,
    needs: (_i, at) => absorbNeeds(at),
    guard: (ctx) => {
      if (!mergedOf(ctx) || ctx.facts.absorbed.includes(ctx.input.fromMatterId))
        ctx.refuse('centre.nothingMerged', undefined, { field: 'fromMatterId' })
    },
    given: (ctx) => ({ merged: mergedOf(ctx)! }),
    apply: (f, act) => {
      const m = act.given.merged as Merged
      const isEarlier = m.receivedAt < f.receivedAt
      return {
        ...withDelegation(f, m.court),
        channels: [...f.channels, ...m.channels].sort((x, y) => (x.at < y.at ? -1 : x.at > y.at ? 1 : 0)),
        receivedOn: (isEarlier ? m.receivedOn : f.receivedOn) as MatterFacts['receivedOn'],
        receivedAt: (isEarlier ? m.receivedAt : f.receivedAt) as MatterFacts['receivedAt'],
        visits: f.visits + m.visits,
        urgentSince: earlier(f.urgentSince, m.urgentSince),
        urgentReportedAt: earlier(f.urgentReportedAt, m.urgentReportedAt),
        absorbed: [...f.absorbed, act.payload.fromMatterId],
      }
    },
    claims: (_act, f) => sameClaims(f),
  })

function mergedOf(ctx: Any): Merged | undefined {
  const value = ctx.claims('centre.merged', ctx.matterId).find((c) => c.matterId === ctx.input.fromMatterId)?.value
  return value ? (JSON.parse(value) as Merged) : undefined
}

export const merging = (b: Bases): Record<string, ActionDef<MatterFacts>> => ({ merge: merge(b), absorb: absorb(b) })
