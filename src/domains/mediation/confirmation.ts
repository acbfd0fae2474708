/**
 * Judicial confirmation of a mediation agreement: a procedure of its own, since the law of the day of application picks its
 * version. The courts decide; the platform only records that both parties applied in time and what came of it.
 */
import { z } from 'zod'
import { addYears, type LocalDate } from '#kernel/clock'
import { agency, choice, day, matter, paper, text } from '#kernel/fields'
import { law } from '#kernel/law'
import { days, isOverdue } from '#kernel/limit'
import {
  type ActionDef,
  type Context,
  type FoldedAct,
  type ProcedureDef,
  procedureOf,
  type RefusalRule,
} from '#kernel/procedure'
import { type ConfirmationOffer, confirmationKey } from './dispute-claims.ts'
import { confirm2011, nb, platform, pml, weaker } from './dispute-law.ts'

export const confirmationStates = {
  APPLIED: '已申请',
  NOT_ACCEPTED: '人民法院不予受理',
  ACCEPTED: '人民法院已受理',
  WITHDRAWN: '已撤回',
  VALID: '裁定有效',
  DISMISSED: '裁定驳回',
  REVOKED: '裁定已撤销',
} as const
export type ConfirmationState = keyof typeof confirmationStates

/** Which link to the dispute makes a court the right one; which of them count depends on the version. */
export const courtConnections = {
  DELEGATING: '委派的人民法院',
  INVITING: '邀请先行调解的人民法院',
  ORGANISATION_SEAT: '调解组织所在地基层人民法院',
  SIGNING_PLACE: '协议签订地基层人民法院（特邀调解员）',
  PARTY_DOMICILE: '当事人住所地基层人民法院',
  SUBJECT_LOCATION: '标的物所在地基层人民法院',
  HIGHER_OR_SPECIAL: '依级别或者专门管辖的人民法院',
} as const
export type CourtConnection = keyof typeof courtConnections

export type ConfirmationFacts = {
  disputeId: string
  agreementNo: number
  lawVersion: string
  offer: ConfirmationOffer | null
  courtConnection: CourtConnection
  state: ConfirmationState
  appliedOn: LocalDate
  appliedAt: string
  caseNo: string | null
  docketedOn: LocalDate | null
  resultOn: LocalDate | null
  resultAt: string | null
  reason: string | null
  notifiedOn: LocalDate | null
  revokedOn: LocalDate | null
  enforcementOn: LocalDate | null
  enforcementUntil: LocalDate | null
}

const initial: ConfirmationFacts = {
  disputeId: '',
  agreementNo: 1,
  lawVersion: '',
  offer: null,
  courtConnection: 'ORGANISATION_SEAT',
  state: 'APPLIED',
  appliedOn: '0001-01-01' as LocalDate,
  appliedAt: '',
  caseNo: null,
  docketedOn: null,
  resultOn: null,
  resultAt: null,
  reason: null,
  notifiedOn: null,
  revokedOn: null,
  enforcementOn: null,
  enforcementUntil: null,
}

const applyForm = z.strictObject({
  disputeMatterId: matter('调解件', 'mediation.dispute'),
  agreementNo: z.int().min(1).default(1).meta({ label: '第几份协议' }),
  committeeAgencyId: agency('人民调解委员会', 'mediation_committee'),
  courtAgencyId: agency('人民法院', 'court'),
  courtConnection: choice(courtConnections, '管辖依据').default('ORGANISATION_SEAT'),
  applicants: z.int().min(1).max(500).meta({ label: '申请人数（须为各方）' }),
  papers: z.array(paper('材料')).default([]).meta({ label: '申请书、协议、证明' }),
})
const acceptForm = z.strictObject({ caseNo: text('案号', 80) })
const notAcceptForm = z.strictObject({ reason: text('理由', 1000), ruling: paper('裁定书').optional() })
const withdrawForm = z.strictObject({ reason: text('理由', 1000).optional() })
const resultForm = z.strictObject({
  result: choice({ VALID: '裁定协议有效', DISMISSED: '裁定驳回申请' }, '结果'),
  ruling: paper('裁定书').optional(),
  reason: text('驳回的理由', 1000).optional(),
  notifiedOn: day('通报同级司法行政机关和委员会日').optional(),
})
const revokeForm = z.strictObject({ ruling: paper('撤销的裁判文书').optional(), reason: text('理由', 1000) })
const enforcementForm = z.strictObject({
  courtAgencyId: agency('执行法院', 'court').optional(),
  reason: text('未履行的情况', 1000).optional(),
})

const { action, define } = procedureOf<ConfirmationFacts>()

type VersionData = {
  version: string
  effective: { from: LocalDate; to?: LocalDate }
  /** Name of the law recorded with the application, by its day. */
  lawVersion: (on: LocalDate) => string
  connections: readonly CourtConnection[]
  /** The connection that a delegated or invited mediation must have. */
  ownCourt: CourtConnection
  articles: {
    apply: ReturnType<typeof pml>[]
    result: ReturnType<typeof pml>[]
    term: ReturnType<typeof pml>[]
    enforcement: ReturnType<typeof pml>[]
  }
}

const offerIn = (ctx: Context<ConfirmationFacts, any>): ConfirmationOffer | undefined => {
  const value = ctx.claims('mediation.confirm', confirmationKey(ctx.input.disputeMatterId, ctx.input.agreementNo))[0]
    ?.value
  return value ? (JSON.parse(value) as ConfirmationOffer) : undefined
}

/** The procedure in one of its three versions; the same acts, other articles and another circle of courts. */
function confirmationVersion(v: VersionData): ProcedureDef<ConfirmationFacts> {
  const refusals: Record<string, RefusalRule> = {
    'mediation.confirmNotOffered': {
      label: '调解件上没有双方共同申请司法确认的记录，或者与记录不一致',
      basis: pml(33, 1),
    },
    'mediation.confirmOneSided': { label: '司法确认须由双方当事人共同申请', basis: [pml(33, 1), ...v.articles.apply] },
    'mediation.confirmLate': { label: '已超过协议生效之日起三十日', basis: [pml(33, 1), ...v.articles.apply] },
    'mediation.confirmTwice': {
      label: '这份协议已经申请过司法确认',
      basis: platform('同一份协议不重复申请；撤回或者不予受理的可以在期限内再申请'),
    },
    'mediation.confirmCourt': { label: '不是这一时期有管辖权的人民法院', basis: v.articles.apply },
    'mediation.ruling': { label: '须有裁定书', basis: v.articles.result },
    'mediation.dismissalReason': { label: '驳回申请须写明理由', basis: v.articles.result },
    'mediation.enforcementLate': {
      label: '已超过申请执行的二年期间（中止、中断由人民法院认定）',
      basis: v.articles.enforcement,
    },
  }
  const apply = action({
    label: '共同申请司法确认',
    by: ['party', 'mediator', 'committee_head'],
    to: 'APPLIED',
    basis: [pml(33, 1), ...v.articles.apply],
    input: applyForm,
    place: (input) => input.committeeAgencyId,
    readers: (input, ctx) => {
      const parties = (offerIn(ctx)?.partyIds ?? []).map((p) => `p:${p}`)
      return [...parties, `a:${input.courtAgencyId}`]
    },
    needs: (input) => [
      { claim: 'mediation.confirm', key: confirmationKey(input.disputeMatterId, input.agreementNo) },
      {
        claim: 'mediation.confirming',
        key: confirmationKey(input.disputeMatterId, input.agreementNo),
        exclusive: true,
      },
      { agency: input.courtAgencyId },
    ],
    guard: (ctx) => {
      const { input } = ctx
      const offer = offerIn(ctx)
      if (!offer || offer.courtAgencyId !== input.courtAgencyId || offer.agencyId !== input.committeeAgencyId)
        return ctx.refuse('mediation.confirmNotOffered', undefined, { field: 'disputeMatterId' })
      if (input.applicants < offer.applicants || offer.applicants < offer.partyIds.length)
        ctx.refuse('mediation.confirmOneSided', undefined, { field: 'applicants' })
      if (isOverdue(offer.dueOn, ctx.declaredOn, offer.isDueProvisional))
        ctx.refuse('mediation.confirmLate', `末日为${offer.dueOn}`)
      if (ctx.claims('mediation.confirming', confirmationKey(input.disputeMatterId, input.agreementNo)).length)
        ctx.refuse('mediation.confirmTwice')
      const isDelegated = offer.source === 'COURT_DELEGATED'
      if (
        !v.connections.includes(input.courtConnection) ||
        (isDelegated && input.courtConnection !== v.ownCourt && input.courtConnection !== 'HIGHER_OR_SPECIAL')
      )
        ctx.refuse('mediation.confirmCourt', courtConnections[input.courtConnection], {
          field: 'courtConnection',
          allowed: (isDelegated ? [v.ownCourt] : v.connections).map((c) => courtConnections[c]),
        })
    },
    given: (ctx) => ({
      offer: offerIn(ctx) as never,
      lawVersion: v.lawVersion(ctx.declaredOn),
    }),
    apply: (f, act) => ({
      ...f,
      disputeId: act.payload.disputeMatterId,
      agreementNo: act.payload.agreementNo,
      lawVersion: act.given.lawVersion,
      offer: act.given.offer,
      courtConnection: act.payload.courtConnection,
      appliedOn: act.declaredOn,
      appliedAt: act.recordedAt,
    }),
    claims: (act) => [
      {
        kind: 'mediation.confirming',
        key: confirmationKey(act.payload.disputeMatterId, act.payload.agreementNo),
        exclusive: true,
      },
    ],
    links: (act) => [{ to: act.payload.disputeMatterId, kind: 'CONFIRMS' }],
  })
  const release = (_act: FoldedAct, after: ConfirmationFacts) => [
    { kind: 'mediation.confirming', key: confirmationKey(after.disputeId, after.agreementNo), release: true },
  ]
  const actions: Record<string, ActionDef<ConfirmationFacts>> = {
    apply,
    accept: action({
      label: '人民法院受理',
      by: ['court_liaison'],
      in: ['APPLIED'],
      to: 'ACCEPTED',
      basis: v.articles.apply,
      input: acceptForm,
      apply: (f, act) => ({ ...f, state: 'ACCEPTED', caseNo: act.payload.caseNo, docketedOn: act.declaredOn }),
    }),
    notAccept: action({
      label: '人民法院不予受理',
      by: ['court_liaison'],
      in: ['APPLIED'],
      to: 'NOT_ACCEPTED',
      basis: v.articles.result,
      input: notAcceptForm,
      apply: (f, act) => ({ ...f, state: 'NOT_ACCEPTED', reason: act.payload.reason }),
      claims: release,
    }),
    withdraw: action({
      label: '撤回申请',
      by: ['party', 'court_liaison'],
      in: ['APPLIED', 'ACCEPTED'],
      to: 'WITHDRAWN',
      basis: v.articles.apply,
      input: withdrawForm,
      apply: (f, act) => ({ ...f, state: 'WITHDRAWN', reason: act.payload.reason ?? null }),
      claims: release,
    }),
    recordResult: action({
      label: '登记裁定结果',
      by: ['court_liaison', 'mediator', 'committee_head'],
      in: ['ACCEPTED'],
      to: (f) => f.state,
      among: ['VALID', 'DISMISSED'],
      basis: v.articles.result,
      input: resultForm,
      guard: (ctx) => {
        // The court's own record speaks for itself; others must show the ruling.
        if (ctx.actor.role !== 'court_liaison' && !ctx.input.ruling)
          ctx.refuse('mediation.ruling', undefined, { field: 'ruling' })
        if (ctx.input.result === 'DISMISSED' && !ctx.input.reason)
          ctx.refuse('mediation.dismissalReason', undefined, { field: 'reason' })
      },
      apply: (f, act) => ({
        ...f,
        state: act.payload.result,
        resultOn: act.declaredOn,
        resultAt: act.recordedAt,
        reason: act.payload.reason ?? null,
        notifiedOn: act.payload.notifiedOn ?? null,
        // Two years from the last day for performance, else from the ruling.
        enforcementUntil: act.payload.result === 'VALID' ? addYears(f.offer?.lastDueOn ?? act.declaredOn, 2) : null,
      }),
      // The ruling is the court's own paper; what comes here is its text as the court served it.
      files: { max: 1, labels: ['民事裁定书'] },
    }),
    revoke: action({
      label: '登记裁定被撤销',
      by: ['court_liaison'],
      in: ['VALID'],
      to: 'REVOKED',
      basis: [...v.articles.result, nb(26)],
      input: revokeForm,
      guard: (ctx) => {
        if (!ctx.input.ruling) ctx.refuse('mediation.ruling', undefined, { field: 'ruling' })
      },
      apply: (f, act) => ({ ...f, state: 'REVOKED', revokedOn: act.declaredOn, reason: act.payload.reason }),
      files: { max: 1, labels: ['撤销的裁判文书'] },
    }),
    enforcement: action({
      label: '申请强制执行',
      by: ['party', 'court_liaison'],
      in: ['VALID'],
      basis: [pml(33, 2), ...v.articles.enforcement],
      input: enforcementForm,
      guard: (ctx) => {
        if (ctx.facts.enforcementUntil !== null && ctx.declaredOn > ctx.facts.enforcementUntil)
          ctx.refuse('mediation.enforcementLate')
      },
      apply: (f, act) => ({ ...f, enforcementOn: act.declaredOn }),
    }),
  }
  return define({
    id: 'mediation.confirmation',
    version: v.version,
    label: '人民调解协议司法确认',
    effective: v.effective,
    decidedByLabel: '申请确认日',
    turns: { limits: { docketing: ['court_liaison'], review: ['court_liaison'] } },
    states: {
      APPLIED: { label: confirmationStates.APPLIED },
      NOT_ACCEPTED: { label: confirmationStates.NOT_ACCEPTED, final: true },
      ACCEPTED: { label: confirmationStates.ACCEPTED },
      WITHDRAWN: { label: confirmationStates.WITHDRAWN, final: true },
      VALID: { label: confirmationStates.VALID },
      DISMISSED: { label: confirmationStates.DISMISSED, final: true },
      REVOKED: { label: confirmationStates.REVOKED, final: true },
    },
    initial,
    actions,
    limits: {
      docketing: {
        label: '法院决定是否受理（三日，仅作提示）',
        after: ['apply'],
        within: days(3),
        roll: true,
        met: ['accept', 'notAccept', 'withdraw'],
        basis: confirm2011(4),
      },
      review: {
        label: '法院审查三十日',
        after: ['accept'],
        within: days(30),
        roll: true,
        met: ['recordResult', 'withdraw'],
        basis: v.articles.term,
      },
    },
    refusals,
    rows: (act, f) => ({ 'mediation.confirmation': [confirmationRow(act, f)] }),
    title: (f) => `司法确认 ${f.caseNo ?? `第${f.agreementNo}份协议`}`,
  })
}

function confirmationRow(act: FoldedAct, f: ConfirmationFacts): Record<string, unknown> {
  const offer = f.offer!
  return {
    matter_id: act.matter,
    dispute_id: f.disputeId,
    agreement_no: f.agreementNo,
    law_version: f.lawVersion,
    state: f.state,
    effective_on: offer.effectiveOn,
    apply_due_on: offer.dueOn,
    applied_on: f.appliedOn,
    applicant_count: offer.applicants,
    court_agency_id: offer.courtAgencyId,
    court_connection: f.courtConnection,
    is_labour_alternative: offer.isLabour,
    case_no: f.caseNo,
    docketed_on: f.docketedOn,
    result_on: f.resultOn,
    reason: f.reason,
    notified_on: f.notifiedOn,
    revoked_on: f.revokedOn,
    enforcement_on: f.enforcementOn,
    enforcement_until: f.enforcementUntil,
    place: offer.place,
    applied_known_at: f.appliedAt,
    result_known_at: f.resultAt,
  }
}

const cpl2017 = law('CPL_2017')
const cpl2021 = law('CPL_2021')
const cpl2023 = law('CPL_2023')
const pilot = law('PILOT_2020')
const interpretation2022 = law('CPL_INT_2022')
const nowhere = '条号未核原文'

/** First day of the pilot in Ningbo (its own text was not read: data that lawyers correct). */
export const pilotFrom = '2020-01-15' as LocalDate

export const confirmationProcedures: readonly ProcedureDef<any>[] = [
  confirmationVersion({
    version: 'CPL_2017',
    effective: { from: '2017-07-01' as LocalDate, to: '2022-01-01' as LocalDate },
    lawVersion: (on) => (on >= pilotFrom ? 'PILOT_2020' : 'CPL_2017'),
    connections: ['DELEGATING', 'ORGANISATION_SEAT', 'SIGNING_PLACE', 'HIGHER_OR_SPECIAL'],
    ownCourt: 'DELEGATING',
    articles: {
      apply: [weaker(cpl2017(194), 'unverified', nowhere), weaker(pilot(4), 'quoted')],
      result: [weaker(cpl2017(195), 'unverified', nowhere)],
      term: [weaker(cpl2017.whole(), 'unverified', nowhere)],
      enforcement: [weaker(cpl2017.whole(), 'unverified', nowhere)],
    },
  }),
  confirmationVersion({
    version: 'CPL_2021',
    effective: { from: '2022-01-01' as LocalDate, to: '2024-01-01' as LocalDate },
    lawVersion: () => 'CPL_2021',
    connections: ['INVITING', 'PARTY_DOMICILE', 'SUBJECT_LOCATION', 'ORGANISATION_SEAT', 'HIGHER_OR_SPECIAL'],
    ownCourt: 'INVITING',
    articles: {
      apply: [cpl2021(201)],
      result: [cpl2021(202), interpretation2022(358)],
      term: [cpl2021(187)],
      enforcement: [cpl2021(246)],
    },
  }),
  confirmationVersion({
    version: 'CPL_2023',
    effective: { from: '2024-01-01' as LocalDate },
    lawVersion: () => 'CPL_2023',
    connections: ['INVITING', 'PARTY_DOMICILE', 'SUBJECT_LOCATION', 'ORGANISATION_SEAT', 'HIGHER_OR_SPECIAL'],
    ownCourt: 'INVITING',
    articles: {
      apply: [cpl2023(205)],
      result: [cpl2023(206), interpretation2022(358)],
      term: [cpl2023(187)],
      enforcement: [cpl2023(250)],
    },
  }),
]
