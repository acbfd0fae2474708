/** Taking a petition in, passing it on, and what the organ that was sent it may object. */
import { addDays, type LocalDate, yearOf } from '#kernel/clock'
import { isOpenOffer } from '#kernel/handover'
import { isOverdue } from '#kernel/limit'
import { mask } from '#kernel/mask'
import type { ActionDef, FoldedAct, Json, Need, Rows } from '#kernel/procedure'
import { assignPapers, objectPapers, transferPapers } from './papers/petition-letters.ts'
import { receivePapers } from './papers/petition-notice.ts'
import {
  action,
  ended,
  judgeDay,
  judgeHolder,
  type PetitionContext,
  type PetitionFacts,
  type TransferFact,
  withTransfer,
} from './petition-facts.ts'
import * as forms from './petition-forms.ts'
import type { PetitionLaw } from './petition-law.ts'
import { petitionPartyRows } from './petition-people.ts'
import { closeDays, isSameLevel, legalOrgans, type PetitionRules } from './petition-rules.ts'
import { earlierOfAll, keysOf, personKeysOf, receivedAffair, repeatOf, sameClaim, sameClaims } from './petition-same.ts'

/** A version of the procedure: its rules and what they rest on. */
export type PetitionVersionOf = { rules: PetitionRules; law: PetitionLaw }

const organs = ['handler', 'handler_head'] as const
const anybody = ['petition_officer', ...organs] as const
const series = (agencyId: string, on: LocalDate) => `centre.petition/${agencyId}/${on.slice(0, 4)}`
const partyName = (i: number) => `petitioner.${i}`

/** The limit to reply, from the day it counts from; nothing where it does not run. */
export function withClose(f: PetitionFacts, rules: PetitionRules, from: LocalDate | null): PetitionFacts {
  const due = from === null ? null : closeDays(rules, from, f.extensionDays)
  return { ...f, closeFrom: from, closeDueOn: due?.due ?? null, closeOuterDueOn: due?.outer ?? null }
}

/** Facts once an organ has it in hand: where acceptance is no decision of its own, the limit to reply is already in sight. */
export function arrived(f: PetitionFacts, rules: PetitionRules, agencyId: string | null, on: LocalDate): PetitionFacts {
  const next = { ...f, handlerAgencyId: agencyId, arrivedOn: on }
  const runs = rules.acceptedAfterDays !== undefined && agencyId !== null && f.category === 'REQUEST' && !f.isLitigation
  return withClose(next, rules, runs ? addDays(on, rules.acceptedAfterDays!) : null)
}

const readersOf = (input: forms.ReceiveInput, ctx: PetitionContext): string[] =>
  input.petitioners.flatMap((p, n) => (p.idNumber ? [`p:${ctx.party(partyName(n))}`] : []))

const judgeOffer = (ctx: PetitionContext<{ handover?: string | undefined }>) => {
  const h = ctx.input.handover
  if (h !== undefined && !isOpenOffer(ctx.handover(h)))
    ctx.refuse('centre.petition.noOffer', undefined, { field: 'handover' })
}
const takenIn = (ctx: PetitionContext<{ handover?: string | undefined }>): Json => {
  const h = ctx.input.handover === undefined ? undefined : ctx.handover(ctx.input.handover)!
  return h ? { id: h.id, from: h.fromMatter, fromAgency: h.fromAgency, n: 1 } : null
}

const receivePetition = ({ rules, law }: PetitionVersionOf) =>
  action({
    label: '登记信访事项',
    by: anybody,
    to: 'RECEIVED',
    basis: law.register,
    input: forms.receive,
    personal: forms.receivePersonal,
    // An accusation belongs to no area: nobody reads it but who receives it and whom it is rightly passed to.
    place: (i) =>
      i.category === 'ACCUSATION'
        ? { agencyId: i.agencyId, townCode: null, countyCode: null, reader: null }
        : i.agencyId,
    readers: (i, ctx) => [`a:${i.agencyId}`, ...readersOf(i, ctx)],
    needs: (i, at): Need[] => [
      { agency: i.agencyId },
      { series: series(i.agencyId, at.declaredOn) },
      ...(i.handover ? [{ handover: i.handover }] : []),
      ...i.petitioners.flatMap((p, n) =>
        p.idNumber ? [{ party: partyName(n), idKind: p.idKind ?? 'other', idNumber: p.idNumber }] : [],
      ),
      // Exclusively: of two petitions on one matter that come in at once, the second must see the first.
      ...keysOf(i, at.hmac).map((key) => ({ claim: sameClaim, key, exclusive: true })),
    ],
    guard: (ctx) => {
      judgeDay(ctx, 'receivedOn', ctx.input.receivedOn)
      judgeDay(ctx, 'actOn', ctx.input.actOn)
      judgeOffer(ctx)
    },
    given: (ctx) => {
      const { input, declaredOn } = ctx
      const affair = receivedAffair(input, ctx.hmac)
      const personKeys = personKeysOf(input, ctx.hmac)
      const earlier = earlierOfAll(personKeys, (key) => ctx.claims(sameClaim, key), affair, ctx.matterId)
      const name = ctx.agency(input.agencyId)?.name ?? ''
      const number = `${name}信访〔${yearOf(declaredOn)}〕第${ctx.number(series(input.agencyId, declaredOn))}号`
      return {
        number,
        partyIds: input.petitioners.map((p, n) => (p.idNumber ? ctx.party(partyName(n)) : ctx.newId())),
        nameMasks: input.petitioners.map((p) =>
          mask('name', p.name, p.kind === 'ORGANISATION' ? { subject: 'legalPerson' } : {}),
        ),
        readersOf: readersOf(input, ctx),
        personKeys,
        respondentKeys: affair.respondents,
        alike: earlier.map((e) => e.matterId),
        repeat: repeatOf(earlier, input.hasNewFacts),
        taken: takenIn(ctx),
      }
    },
    apply: (f, act) => {
      const i = act.payload
      const isOffice = act.capacity === 'petition_officer'
      const base: PetitionFacts = {
        ...f,
        number: act.given.number,
        lawVersion: rules.version,
        originAgencyId: i.agencyId,
        isOffice,
        source: i.source,
        sourceNo: i.sourceNo ?? null,
        channel: i.channel,
        category: i.category,
        isLitigation: i.isLitigation,
        isUnclear: i.isUnclear,
        accusedAgencyIds: i.accusedAgencyIds,
        headCount: Math.max(i.headCount, i.petitioners.length),
        petitionerIds: act.given.partyIds,
        petitionerKinds: i.petitioners.map((p: { kind: PetitionFacts['petitionerKinds'][number] }) => p.kind),
        petitionerMasks: act.given.nameMasks,
        readers: act.given.readersOf,
        place: i.place,
        kind: i.kind ?? null,
        actOn: i.actOn ?? null,
        receivedOn: i.receivedOn,
        recordedAt: act.recordedAt,
        personKeys: act.given.personKeys,
        respondentKeys: act.given.respondentKeys,
        alike: act.given.alike,
        repeat: act.given.repeat,
        taken: act.given.taken,
        round: 1,
        roundOn: i.receivedOn,
      }
      return arrived(base, rules, isOffice ? null : i.agencyId, i.receivedOn)
    },
    rows: (act, f) => ({ ...petitionerRows(act, f) }),
    claims: (_act, f) => sameClaims(f),
    links: (_act, f) => [
      ...(f.taken ? [{ to: f.taken.from, kind: 'HANDED_FROM' }] : []),
      ...(f.repeat ? [{ to: f.repeat.of, kind: 'REPEATS' }] : []),
    ],
    issues: receivePapers,
  })

function petitionerRows(act: FoldedAct, f: PetitionFacts): Rows {
  return {
    'centre.petition_personal': [
      {
        matter_id: act.matter,
        respondent: act.personal('/respondent') ?? null,
        summary: act.personal('/summary') ?? null,
        demand: act.personal('/demand') ?? null,
        seen_by: f.readers,
      },
    ],
    ...petitionPartyRows(act, f),
    'centre.petition_party_personal': f.petitionerIds.map((p, i) => ({
      matter_id: act.matter,
      seq: i + 1,
      name: act.personal(`/petitioners/${i}/name`) ?? null,
      id_kind: act.payload.petitioners[i].idKind ?? null,
      id_number: act.personal(`/petitioners/${i}/idNumber`) ?? null,
      phone: act.personal(`/petitioners/${i}/phone`) ?? null,
      address: act.personal(`/petitioners/${i}/address`) ?? null,
      seen_by: f.readers.filter((r) => r === `p:${p}`),
    })),
  }
}

/** An offer that is not for this organ is answered by a matter of its own, so that the giver can go on. */
const declineOffer = ({ rules, law }: PetitionVersionOf) =>
  action({
    label: '不接收移交',
    by: anybody,
    to: 'NOT_ACCEPTED',
    basis: law.notMine,
    input: forms.decline,
    place: (i) => i.agencyId,
    readers: (i) => [`a:${i.agencyId}`],
    needs: (i) => [{ agency: i.agencyId }, { handover: i.handover }],
    guard: judgeOffer,
    given: (ctx) => ({ taken: takenIn(ctx) }),
    apply: (f, act) =>
      ended(
        {
          ...f,
          lawVersion: rules.version,
          originAgencyId: act.payload.agencyId,
          source: 'CENTRE',
          channel: 'TRANSFER',
          receivedOn: act.payload.receivedOn,
          recordedAt: act.recordedAt,
          taken: act.given.taken,
        },
        act,
        'NOT_ACCEPTED',
      ),
    links: (act) => [{ to: act.given.taken.from, kind: 'HANDED_FROM' }],
  })

type PassOn = { toAgencyId: string; arrivedOn?: LocalDate | undefined }

/** Another organ than the one that registered it, not the accused; of what belongs to the courts a legal organ of the same level. */
export function judgeReceiver(ctx: PetitionContext, toAgencyId: string, field: string): void {
  const { facts } = ctx
  const to = ctx.agency(toAgencyId)
  const from = ctx.agency(facts.originAgencyId)
  const about = { field }
  if (!to || toAgencyId === facts.originAgencyId) ctx.refuse('centre.petition.target', undefined, about)
  if (facts.accusedAgencyIds.includes(toAgencyId)) ctx.refuse('centre.petition.toAccused', to?.name, about)
  if (facts.isLitigation && !(to && from && legalOrgans.has(to.kind) && isSameLevel(from, to)))
    ctx.refuse('centre.petition.litigation', to?.name, about)
}
function judgePassOn(ctx: PetitionContext<PassOn>): void {
  judgeHolder(ctx)
  judgeReceiver(ctx, ctx.input.toAgencyId, 'toAgencyId')
  judgeDay(ctx, 'arrivedOn', ctx.input.arrivedOn, ctx.facts.roundOn)
}

/** Facts once it has been passed on, on a day. */
export const passedOn = (
  f: PetitionFacts,
  rules: PetitionRules,
  on: LocalDate,
  to: Pick<TransferFact, 'kind' | 'toAgencyId' | 'arrivedOn' | 'feedbackDueOn'>,
): PetitionFacts => {
  const transfer = { no: f.transfers.length + 1, ...to, objectedOn: null, returned: null }
  const next = { ...f, handledOn: f.handledOn ?? on, transfers: [...f.transfers, transfer] }
  return arrived(next, rules, to.toAgencyId, to.arrivedOn)
}
const passedBy = (f: PetitionFacts, act: FoldedAct, rules: PetitionRules, kind: TransferFact['kind']): PetitionFacts =>
  passedOn(f, rules, act.declaredOn, {
    kind,
    toAgencyId: act.payload.toAgencyId,
    arrivedOn: act.payload.arrivedOn ?? act.declaredOn,
    feedbackDueOn: act.payload.feedbackDueOn ?? null,
  })

/** Rows of the last transfer, and of the one before it, which a conference may have answered. */
export const transferRows = (act: FoldedAct, f: PetitionFacts): Rows => {
  return {
    'centre.petition_transfer': f.transfers.slice(-2).map((t) => ({
      matter_id: act.matter,
      no: t.no,
      kind: t.kind,
      to_agency_id: t.toAgencyId,
      arrived_on: t.arrivedOn,
      feedback_due_on: t.feedbackDueOn,
      objected_on: t.objectedOn,
      returned: t.returned,
    })),
  }
}

const passingOn = ({ rules, law }: PetitionVersionOf) => {
  const shared = {
    by: anybody,
    in: ['RECEIVED'],
    to: 'TRANSFERRED',
    needs: (i: PassOn, at: { facts: PetitionFacts | undefined }): Need[] => [
      { agency: i.toAgencyId },
      { agency: at.facts!.originAgencyId },
    ],
    admits: (ctx: PetitionContext<PassOn>) => ({ in: [`a:${ctx.input.toAgencyId}`] }),
    given: (ctx: PetitionContext<PassOn>) => ({ toName: ctx.agency(ctx.input.toAgencyId)!.name }),
    rows: transferRows,
  }
  return {
    transfer: action({
      ...shared,
      label: '转送',
      basis: law.transfer,
      input: forms.transfer,
      guard: judgePassOn,
      apply: (f, act) => passedBy(f, act, rules, 'TRANSFER'),
      issues: transferPapers,
    }),
    assign: action({
      ...shared,
      label: '交办',
      basis: law.assign,
      input: forms.assign,
      guard: (ctx) => {
        judgePassOn(ctx)
        const due = ctx.input.feedbackDueOn
        if (due === undefined || due <= (ctx.input.arrivedOn ?? ctx.declaredOn))
          ctx.refuse('centre.petition.feedback', undefined, { field: 'feedbackDueOn' })
      },
      apply: (f, act) => passedBy(f, act, rules, 'ASSIGN'),
      issues: assignPapers,
    }),
  }
}

const objection = ({ rules, law }: PetitionVersionOf) => ({
  object: action({
    label: '提出异议',
    by: organs,
    in: ['TRANSFERRED'],
    to: 'OBJECTED',
    internal: true,
    basis: law.objection,
    input: forms.objectTo,
    guard: (ctx) => {
      judgeHolder(ctx)
      const { facts, input, actor } = ctx
      if (facts.boundLead === actor.agency) ctx.refuse('centre.petition.leadBound')
      if (facts.transfers.some((t) => t.toAgencyId === actor.agency && t.objectedOn !== null))
        ctx.refuse('centre.B06', '本单位已经对这一件提出过异议', { allowed: ['会商确定办理单位'] })
      const limit = ctx.limits.find((l) => l.id === 'objection' && l.state === 'running')
      if (limit && isOverdue(limit.due, ctx.declaredOn, limit.provisional))
        ctx.refuse('centre.B06', `末日为${limit.due}`)
      if (!input.reason.trim() || input.properAgencyId === undefined)
        ctx.refuse('centre.petition.objection', undefined, { field: 'reason' })
    },
    needs: (i, at): Need[] => [
      { agency: at.facts!.originAgencyId },
      ...(i.properAgencyId ? [{ agency: i.properAgencyId }] : []),
    ],
    given: (ctx) => ({
      organName: ctx.agency(ctx.facts.originAgencyId)?.name ?? '',
      properName: ctx.agency(ctx.input.properAgencyId!)?.name ?? '',
    }),
    apply: (f, act) => withTransfer(f, { objectedOn: act.declaredOn }),
    rows: transferRows,
    issues: objectPapers,
  }),
  agreeReturn: action({
    label: '核实同意退回',
    by: anybody,
    in: ['OBJECTED'],
    to: 'RECEIVED',
    internal: true,
    basis: law.objection,
    input: forms.agreeReturn,
    guard: (ctx) => {
      if (ctx.actor.agency !== ctx.facts.originAgencyId) ctx.refuse('centre.petition.unverified')
      if (!ctx.input.verification.trim())
        ctx.refuse('centre.petition.unverified', '没有核实意见', { field: 'verification' })
    },
    admits: (ctx) => ({ out: [`a:${ctx.facts.handlerAgencyId}`] }),
    apply: (f, act) =>
      arrived(
        { ...withTransfer(f, { returned: 'AGREED' }), round: f.round + 1, roundOn: act.declaredOn },
        rules,
        f.isOffice ? null : f.originAgencyId,
        act.declaredOn,
      ),
    rows: transferRows,
  }),
  refuseReturn: action({
    label: '不同意退回',
    by: anybody,
    in: ['OBJECTED'],
    to: 'TRANSFERRED',
    internal: true,
    basis: law.objection,
    input: forms.refuseReturn,
    guard: (ctx) => {
      if (ctx.actor.agency !== ctx.facts.originAgencyId) ctx.refuse('centre.petition.unverified')
    },
    apply: (f) => withTransfer(f, { returned: 'REFUSED' }),
    rows: transferRows,
  }),
})

export const petitionIntake = (v: PetitionVersionOf): Record<string, ActionDef<PetitionFacts>> => ({
  receivePetition: receivePetition(v),
  declineOffer: declineOffer(v),
  ...passingOn(v),
  ...objection(v),
})
