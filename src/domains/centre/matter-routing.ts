/** Hand-off into a lawful procedure, and what becomes of it there. */

import { hear, heardInput, newOffer, offerRows } from '#kernel/handover'
import type { ActionDef, Context, FoldedAct, Rows } from '#kernel/procedure'
import { addresseePersonal } from './fields.ts'
import { agencyKindsOfPath, guidedPaths, outcomes, type Path } from './kinds.ts'
import { type Bases, nb, platform } from './law.ts'
import {
  action,
  everyState,
  handoffRows,
  offerNeeds,
  sameClaims,
  unclosed,
  withdrawable,
  withOffersWithdrawn,
} from './matter-common.ts'
import { type HandoffFact, isDelegated, lastHandoff, type MatterFacts } from './matter-facts.ts'
import * as forms from './matter-forms.ts'
import { arrival } from './matter-limits.ts'
import { replyRows } from './matter-notices.ts'
import { isAccused } from './matter-seal.ts'
import { type OfferFacts, readEnded } from './offer.ts'
import { handoffPapers, outcomePapers, targetRefusePapers } from './papers/matter-routing.ts'
import { receivedByPetitionOn } from './rules.ts'

type Triaging = Context<MatterFacts, any>

const sourceOf = (f: MatterFacts): OfferFacts['source'] => {
  // What a court waits for is the court's, however else the same affair came in.
  if (isDelegated(f)) return 'COURT_DELEGATED'
  const first = f.channels[0]!.channel
  if (first === 'COURT_DELEGATED' || first === 'COURT_ENTRUSTED' || first === 'PROCURATORATE') return first
  if (first === 'POLICE_110') return 'POLICE'
  if (first === 'PETITION_TRANSFER') return 'PETITION'
  return first === 'HOTLINE_12345' ? 'HOTLINE' : 'CENTRE'
}
/** Each body's own clock: the petition office's runs from the day that its own window received. */
const receivedFor = (f: MatterFacts, path: Path) =>
  (path === 'PETITION' ? receivedByPetitionOn(f.channels) : isDelegated(f) ? arrival(f) : null) ?? f.receivedOn

/** Refuses a target that has no power over the matter, or may not have it. */
function judgeTarget(ctx: Triaging): void {
  const { path, targetAgencyId, targetName, competence } = ctx.input
  if ((targetAgencyId === undefined) === (targetName === undefined))
    ctx.refuse('centre.noPower', '接收机关和接收单位须填且只填一个', { field: 'targetAgencyId' })
  if (targetAgencyId !== undefined) {
    const agency = ctx.agency(targetAgencyId)
    const kinds = agencyKindsOfPath[path as Path] ?? []
    if (!agency || !kinds.includes(agency.kind)) ctx.refuse('centre.noPower', undefined, { field: 'targetAgencyId' })
    if (isAccused(ctx.facts, targetAgencyId)) ctx.refuse('centre.toAccused', undefined, { field: 'targetAgencyId' })
  } else if (!competence) ctx.refuse('centre.noPower', '没有写明职权依据', { field: 'competence' })
  // A party member's own appeal goes the same way and accuses nobody.
  if (path === 'DISCIPLINE' && !ctx.facts.isSealed && ctx.facts.subjectKind !== 'PARTY_APPEAL')
    ctx.refuse('centre.sealFirst', undefined, { field: 'path', allowed: ['密封', '另行登记检举控告'] })
  if (ctx.input.endsPending) ctx.refuse('centre.withdrawForParty', undefined, { field: 'endsPending' })
}

/** The limit that is the petitioner's own on a path. */
const limitOfPath: Partial<Record<Path, string>> = {
  RECONSIDERATION: 'reconsideration',
  LITIGATION: 'suit',
  LABOUR_ARBITRATION: 'labourArbitration',
}

function handoffGiven(ctx: Triaging) {
  const { input } = ctx
  return {
    name: input.targetAgencyId ? ctx.agency(input.targetAgencyId)!.name : input.targetName!,
    giver: ctx.agency(ctx.facts.agencyId)!.name,
    offerId: input.procedure && input.targetAgencyId ? ctx.newId() : null,
    deadlineOn: ctx.limits.find((l) => l.id === limitOfPath[input.path as Path] && l.state === 'running')?.due ?? null,
  }
}

function handedOff(f: MatterFacts, act: FoldedAct, isParallel: boolean): MatterFacts {
  const i = act.payload
  const offerId = act.given.offerId as string | null
  const handoff: HandoffFact = {
    no: f.handoffs.length + 1,
    path: i.path,
    isParallel,
    targetAgencyId: i.targetAgencyId ?? null,
    targetName: act.given.name,
    offerId,
    on: act.declaredOn,
    state: 'OFFERED',
    outcome: null,
    outcomeOn: null,
    conclusion: null,
    isFinal: false,
    reviewDueOn: null,
  }
  const facts: OfferFacts = {
    source: sourceOf(f),
    number: f.number,
    kind: f.kind,
    townCode: f.place.length === 9 ? f.place : null,
    actOn: f.actOn,
    receivedOn: receivedFor(f, i.path),
    giver: act.given.giver,
  }
  return {
    ...f,
    ...(isParallel ? {} : { path: i.path as Path }),
    handoffs: [...f.handoffs, handoff],
    offers: offerId
      ? [
          ...f.offers,
          newOffer({ id: offerId, procedure: i.procedure!, agency: i.targetAgencyId!, on: act.declaredOn, facts }),
        ]
      : f.offers,
  }
}
const handedRows = (act: FoldedAct, f: MatterFacts): Rows => ({
  ...handoffRows(act, f.handoffs),
  ...offerRows(act, f.offers),
})
const targetNeeds = (i: { targetAgencyId?: string | undefined }, at: { facts: MatterFacts | undefined }) => [
  { agency: at.facts!.agencyId },
  ...(i.targetAgencyId ? [{ agency: i.targetAgencyId }] : []),
]

const handoff = (b: Bases) =>
  action({
    label: '转入法定程序',
    by: ['centre_dispatcher'],
    in: ['TRIAGED', 'IN_PROGRESS', 'HANDED_OFF'],
    to: 'HANDED_OFF',
    basis: b.guide,
    input: forms.handoff,
    personal: addresseePersonal,
    needs: targetNeeds,
    guard: (ctx) => {
      // From one procedure into the next only where the first has led nowhere.
      if (ctx.state === 'HANDED_OFF' && lastHandoff(ctx.facts)?.outcome !== 'FAILED') ctx.refuse('centre.handedOff')
      judgeTarget(ctx)
      if (
        ctx.facts.isReconsiderationFirst &&
        ctx.input.path === 'LITIGATION' &&
        lastHandoff(ctx.facts)?.path !== 'RECONSIDERATION'
      )
        ctx.refuse('centre.reconsiderationFirst', undefined, { field: 'path', allowed: ['行政复议'] })
      if (guidedPaths.includes(ctx.input.path) && !ctx.input.notice)
        ctx.refuse('centre.noNotice', '途径引导须书面告知', { field: 'notice' })
    },
    given: handoffGiven,
    apply: (f, act) => handedOff(f, act, false),
    rows: handedRows,
    issues: handoffPapers,
  })

const refer = (b: Bases) =>
  action({
    label: '并行移送',
    by: ['centre_dispatcher'],
    in: ['TRIAGED', 'HANDED_OFF', 'DISPATCHED', 'RECEIVED', 'IN_PROGRESS', 'JOINT'],
    basis: [...b.guide, platform('允许多途径并行，主途径一个')],
    input: forms.handoff,
    personal: addresseePersonal,
    needs: targetNeeds,
    guard: judgeTarget,
    given: handoffGiven,
    apply: (f, act) => handedOff(f, act, true),
    rows: handedRows,
    issues: handoffPapers,
  })

/** What a receiver of this platform says of an offer; the dispatcher draws the consequence. */
const heard = action({
  label: '接收方有答复',
  by: ['system'],
  in: everyState,
  basis: platform('接收方的答复由其自己的程序作出，本件如实记录'),
  input: heardInput,
  apply: (f, act) => {
    const h = act.payload
    const end = h.state === 'ended' ? readEnded(h.facts) : null
    const handoffs = f.handoffs.map((x): HandoffFact => {
      if (x.offerId !== h.handover) return x
      if (!end) return { ...x, state: h.state === 'taken' ? 'TAKEN' : 'REFUSED' }
      return {
        ...x,
        state: 'ENDED',
        outcome: end.outcome,
        outcomeOn: h.on as never,
        conclusion: end.conclusion,
        isFinal: end.isFinal,
        reviewDueOn: end.reviewDueOn,
      }
    })
    return {
      ...f,
      handoffs,
      offers: hear(f.offers, h),
      isFinal: f.isFinal || (end?.isFinal ?? false),
      reviewDueOn: end ? end.reviewDueOn : f.reviewDueOn,
      ...(isDelegated(f) && end?.outcome === 'AGREEMENT'
        ? { courtResult: 'AGREED' as const, courtResultOn: h.on as MatterFacts['courtResultOn'] }
        : {}),
    }
  },
  rows: handedRows,
  claims: (_act, f) => (f.mergedInto ? [] : sameClaims(f)),
  links: (act) => [{ to: act.payload.matter, kind: 'HANDED_TO' }],
})

const targetRefuse = (b: Bases) =>
  action({
    label: '目标单位不接收',
    by: ['centre_dispatcher'],
    in: ['HANDED_OFF'],
    to: 'TRIAGED',
    basis: b.territory,
    input: forms.targetRefuse,
    needs: (_i, at) => offerNeeds(at.facts),
    guard: (ctx) => {
      const now = lastHandoff(ctx.facts)!
      if (now.state === 'TAKEN' || now.state === 'ENDED') ctx.refuse('centre.handedOff', '目标单位已经接收')
      if (!ctx.input.reason || (now.state !== 'REFUSED' && !ctx.input.paper))
        ctx.refuse('centre.refusalReason', undefined, { field: ctx.input.reason ? 'paper' : 'reason' })
    },
    given: (ctx) => ({ withdrawn: withdrawable(ctx) }),
    apply: (f, act) => {
      const now = lastHandoff(f)!
      const g = withOffersWithdrawn(f, act.given.withdrawn)
      return { ...g, handoffs: g.handoffs.map((h) => (h.no === now.no ? { ...h, state: 'REFUSED' as const } : h)) }
    },
    rows: handedRows,
    issues: targetRefusePapers,
  })

const recordOutcome = (b: Bases) =>
  action({
    label: '记录目标程序的结果',
    by: ['centre_dispatcher'],
    in: ['HANDED_OFF'],
    to: (f) => (lastHandoff(f)!.outcome === 'FAILED' ? 'HANDED_OFF' : 'REPLIED'),
    among: ['HANDED_OFF', 'REPLIED'],
    basis: [...b.guide, nb(19, 3)],
    input: forms.recordOutcome,
    personal: addresseePersonal,
    guard: (ctx) => {
      const now = lastHandoff(ctx.facts)!
      const outcome = ctx.input.outcome ?? now.outcome
      // On the platform the receiver speaks for itself; elsewhere its receipt or paper does.
      if (now.offerId !== null ? now.state !== 'TAKEN' && now.state !== 'ENDED' : !ctx.input.paper)
        ctx.refuse('centre.notTaken', undefined, { field: 'paper' })
      if (
        now.path === 'PEOPLES_MEDIATION' &&
        (outcome === 'ACCEPTED' || outcome === null || (now.offerId !== null && now.state !== 'ENDED'))
      )
        ctx.refuse('centre.mediationPending')
      if (outcome === null) ctx.refuse('centre.notTaken', '没有写明结果', { field: 'outcome' })
      // What the receiver's own record says is not put otherwise here.
      const said = now.offerId === null ? null : now.state === 'TAKEN' ? 'ACCEPTED' : now.outcome
      if (said !== null && outcome !== said)
        ctx.refuse('centre.outcomeDiffers', undefined, { field: 'outcome', allowed: [outcomes[said]] })
      if (
        (outcome === 'FINAL' || ctx.input.isFinal) &&
        (now.path !== 'PETITION' || (now.offerId !== null && !ctx.facts.isFinal))
      )
        ctx.refuse('centre.finalElsewhere', undefined, { field: 'isFinal' })
    },
    given: (ctx) => ({ outcome: ctx.input.outcome ?? lastHandoff(ctx.facts)!.outcome }),
    apply: (f, act) => {
      const outcome = act.given.outcome as HandoffFact['outcome']
      const now = lastHandoff(f)!
      const isFailed = outcome === 'FAILED'
      return {
        ...f,
        handoffs: f.handoffs.map((h) =>
          h.no === now.no
            ? {
                ...h,
                state: outcome === 'ACCEPTED' ? ('TAKEN' as const) : ('ENDED' as const),
                outcome,
                outcomeOn: act.declaredOn,
              }
            : h,
        ),
        isFinal: f.isFinal || act.payload.isFinal || outcome === 'FINAL',
        reviewDueOn: act.payload.reviewDueOn ?? f.reviewDueOn,
        ...(isFailed ? {} : { replyKind: 'OUTCOME' as const, repliedOn: act.declaredOn }),
        ...(isDelegated(f) && outcome === 'AGREEMENT'
          ? { courtResult: 'AGREED' as const, courtResultOn: act.declaredOn }
          : {}),
      }
    },
    rows: (act, f) => ({
      ...handedRows(act, f),
      ...(f.repliedOn === act.declaredOn && lastHandoff(f)!.outcome !== 'FAILED'
        ? replyRows(act, f, 'OUTCOME', { channel: 'WRITTEN', isWritten: true })
        : {}),
    }),
    claims: (_act, f) => sameClaims(f),
    issues: outcomePapers,
  })

/** A parallel offer that nobody takes would hold the matter open for ever. */
const recall = (b: Bases) =>
  action({
    label: '收回并行移送',
    by: ['centre_dispatcher'],
    in: unclosed,
    internal: true,
    basis: [...b.guide, platform('没有人接收的并行移送由移送人收回')],
    input: forms.recall,
    needs: (_i, at) => offerNeeds(at.facts),
    guard: (ctx) => {
      if (recallable(ctx) === undefined) ctx.refuse('centre.notRecallable', undefined, { field: 'no' })
    },
    given: (ctx) => ({ withdrawn: [recallable(ctx)!] }),
    apply: (f, act) => withOffersWithdrawn(f, act.given.withdrawn),
    rows: handedRows,
  })
const recallable = (ctx: Triaging): string | undefined => {
  const h = ctx.facts.handoffs.find((x) => x.no === ctx.input.no && x.isParallel)
  return withdrawable(ctx).find((id) => id === h?.offerId)
}

export const routing = (b: Bases): Record<string, ActionDef<MatterFacts>> => ({
  handoff: handoff(b),
  refer: refer(b),
  heard,
  targetRefuse: targetRefuse(b),
  recordOutcome: recordOutcome(b),
  recall: recall(b),
})
