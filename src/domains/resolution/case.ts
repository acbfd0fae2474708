/**
 * Settling an administrative dispute in substance (行政争议实质性化解): proposed, agreed to by everybody in writing, met over, settled and done.
 * It stops no limit by itself: only a formal suspension of the case does.
 */

import { addDays, localDate } from '#kernel/clock'
import { chainNeed, knownChain } from '#kernel/dispute-chain'
import { countDue, days } from '#kernel/limit'
import type { Rows } from '#kernel/procedure'
import { limits, turns } from './case-limits.ts'
import { course } from './course.ts'
import { action, type CaseContext, define, initialCase, isOpened, isSuspended, judgeDay, openTerms } from './facts.ts'
import * as forms from './forms.ts'
import { endsBy, type Outcome, stages, successes } from './kinds.ts'
import { adl, dated, int, joint, platform, recon2017, recon2023, reconReg, voluntary, withdrawals } from './law.ts'
import { agreementPapers, closingPapers, consentPapers, proposalPapers } from './papers.ts'
import { coordinator, head, liaisons, officer } from './roles.ts'
import { mayBeSettled } from './scope.ts'

const partyName = (i: number) => `party.${i}`

/** The chain of the case whose dispute it is; what somebody typed only where the platform does not know it. */
function chainOf(ctx: CaseContext<{ caseId?: string | undefined; chainId?: string | undefined }>): string {
  const { caseId, chainId } = ctx.input
  return knownChain(ctx, caseId ? [caseId] : []) ?? chainId ?? caseId ?? ctx.matterId
}

const propose = action({
  label: '提出化解建议',
  by: [coordinator, officer, ...liaisons],
  to: 'PROPOSED',
  basis: [recon2023(5, 1), adl(60), joint],
  input: forms.proposal,
  personal: [
    { path: 'parties.*.name', label: '当事人', mask: 'name', purpose: '联系和化解' },
    { path: 'parties.*.idNumber', label: '身份证号码', mask: 'citizenId', purpose: '核对身份' },
    { path: 'suggestion', label: '化解建议', mask: 'drop', purpose: '化解' },
  ],
  place: (i) => i.coordinatorId,
  needs: (i) => [
    { agency: i.organId },
    ...(i.caseId ? [chainNeed(i.caseId)] : []),
    ...i.parties.flatMap((p, n) =>
      p.idNumber ? [{ party: partyName(n), idKind: 'resident', idNumber: p.idNumber }] : [],
    ),
  ],
  guard: (ctx) => {
    const { input } = ctx
    if (!ctx.agency(input.organId)) ctx.refuse('resolution.organ', undefined, { field: 'organId' })
    if (input.isFinal && input.stage !== 'NON_LITIGATION_ENFORCEMENT' && input.stage !== 'PRE_FILING')
      ctx.refuse('resolution.notPending', undefined, { field: 'stage' })
    if (input.civil === 'OTHER' || (input.civil !== undefined && input.stage !== 'FIRST'))
      ctx.refuse('resolution.civil', undefined, { field: 'civil' })
    // The day says under which law the reconsideration runs: what may be settled and suspended hangs on it.
    if (input.stage === 'RECON' && input.reconFiledOn === undefined)
      ctx.refuse('resolution.reconDay', undefined, { field: 'reconFiledOn' })
    judgeDay(ctx, 'reconFiledOn', input.reconFiledOn)
    judgeDay(ctx, 'caseFrom', input.caseFrom, input.reconFiledOn)
  },
  readers: (i, ctx) => [
    `a:${i.coordinatorId}`,
    `a:${i.organId}`,
    ...(i.courtId ? [`a:${i.courtId}`] : []),
    ...i.parties.flatMap((p, n) => (p.idNumber ? [`p:${ctx.party(partyName(n))}`] : [])),
  ],
  given: (ctx) => ({
    parties: ctx.input.parties.map((p, n) => (p.idNumber ? `p:${ctx.party(partyName(n))}` : null)),
    chain: chainOf(ctx),
  }),
  tells: () => ['化解不停止起诉、上诉、复议和审理期限，案件没有依法中止的，各期限照常届满'],
  links: (a) => (a.payload.caseId ? [{ to: a.payload.caseId, kind: 'RESOLVES' }] : []),
  apply: (f, a) => ({
    ...f,
    organId: a.payload.organId,
    stage: a.payload.stage,
    initiator: a.payload.initiator,
    scope: a.payload.scope,
    reconFiledOn: a.payload.reconFiledOn ?? null,
    caseNo: a.payload.caseNo ?? null,
    chainId: a.given.chain,
    caseLimit: a.payload.caseLimit ?? null,
    caseFrom: a.payload.caseFrom ?? null,
    partyIds: (a.given.parties as (string | null)[]).filter((p) => p !== null),
    proposedOn: a.declaredOn,
  }),
  rows: (a) => ({
    'resolution.party_personal': a.payload.parties.map((_p, i) => ({
      matter_id: a.matter,
      no: i + 1,
      name: a.personal(`/parties/${i}/name`) ?? null,
      seen_by: a.given.parties[i] ? [a.given.parties[i]] : null,
    })),
  }),
  issues: proposalPapers,
})

const consent = action({
  label: '登记各方意见',
  by: [coordinator, head],
  in: ['PROPOSED'],
  to: (f) => (f.outcome === 'PARTY_REFUSED' ? 'CLOSED' : isOpened(f) ? 'OPEN' : 'PROPOSED'),
  among: ['CLOSED', 'OPEN', 'PROPOSED'],
  basis: voluntary,
  input: forms.consent,
  guard: (ctx) => {
    const { input, facts } = ctx
    if (!input.isWritten) ctx.refuse('resolution.D02', undefined, { field: 'isWritten' })
    judgeDay(ctx, 'on', input.on, facts.proposedOn)
  },
  apply: (f, a) => {
    const on = a.payload.on ?? a.declaredOn
    const next = { ...f, consents: [...f.consents, { side: a.payload.side, agrees: a.payload.agrees, on }] }
    if (!a.payload.agrees)
      return { ...next, outcome: 'PARTY_REFUSED' as const, closedOn: a.declaredOn, closedAt: a.recordedAt }
    return isOpened(next) ? { ...next, openedOn: a.declaredOn, openedAt: a.recordedAt } : next
  },
  issues: consentPapers,
})

const meet = action({
  label: '登记化解会议',
  by: [coordinator],
  in: ['OPEN'],
  basis: joint,
  input: forms.meeting,
  personal: [{ path: 'record', label: '会议记录', mask: 'drop', purpose: '化解' }],
  guard: (ctx) => {
    if (!ctx.input.hasAuthorised) ctx.refuse('resolution.noAuthorised', undefined, { field: 'hasAuthorised' })
    judgeDay(ctx, 'heldOn', ctx.input.heldOn, ctx.facts.openedOn)
  },
  apply: (f) => ({ ...f, meetings: f.meetings + 1 }),
})

const agree = action({
  label: '登记达成协议',
  by: [coordinator, head],
  in: ['OPEN'],
  to: 'AGREED',
  basis: [recon2023(73), recon2023(74), reconReg(40), reconReg(50), int(84), int(85), withdrawals(2)],
  input: forms.agreement,
  personal: [{ path: 'terms.*.content', label: '内容', mask: 'drop', purpose: '协议' }],
  guard: (ctx) => {
    const { facts, input } = ctx
    if (!mayBeSettled(facts.stage, input.way, facts.scope, facts.reconFiledOn))
      ctx.refuse('resolution.scope', undefined, { field: 'way' })
    for (const [i, t] of input.terms.entries()) {
      const lacksAuthority = t.obligor === 'AGENCY' && t.authority === undefined
      const waivesWithout = t.isWaiver && t.waiverBasis === undefined
      if (lacksAuthority || waivesWithout)
        ctx.refuse('resolution.D03', `第${i + 1}项`, { field: `terms.${i}.authority` })
      // A duty may be reduced where the law lets it; a power is never given up.
      if (t.isAbandonment)
        ctx.refuse('resolution.D03', `第${i + 1}项不得放弃法定职权`, { field: `terms.${i}.isAbandonment` })
    }
    if (!input.isReviewed) ctx.refuse('resolution.unreviewed', undefined, { field: 'isReviewed' })
  },
  apply: (f, a) => ({
    ...f,
    way: a.payload.way,
    agreedOn: a.declaredOn,
    terms: a.payload.terms.map((t, i) => ({
      no: i + 1,
      obligor: t.obligor,
      dueOn: t.dueOn ?? null,
      amountFen: t.amountFen ?? null,
      performedOn: null,
      isInTime: false,
    })),
  }),
  issues: agreementPapers,
})

const perform = action({
  label: '登记协议履行',
  by: [coordinator, officer],
  in: ['AGREED'],
  to: (f) => (openTerms(f).length ? 'AGREED' : 'PERFORMED'),
  among: ['AGREED', 'PERFORMED'],
  basis: [recon2023(77), withdrawals(5)],
  input: forms.performed,
  personal: [{ path: 'proof', label: '履行凭证', mask: 'drop', purpose: '核对履行' }],
  guard: (ctx) => {
    if (!openTerms(ctx.facts).some((t) => t.no === ctx.input.no))
      ctx.refuse('resolution.noTerm', undefined, { field: 'no' })
    judgeDay(ctx, 'performedOn', ctx.input.performedOn, ctx.facts.agreedOn)
  },
  given: (ctx) => {
    const dueOn = openTerms(ctx.facts).find((t) => t.no === ctx.input.no)?.dueOn
    if (!dueOn) return { isInTime: false }
    const { due } = countDue({ span: days(1), start: addDays(dueOn, -1), roll: true, calendar: ctx.calendar })
    return { isInTime: (ctx.input.performedOn ?? ctx.declaredOn) <= due }
  },
  apply: (f, a) => ({
    ...f,
    terms: f.terms.map((t) =>
      t.no === a.payload.no
        ? { ...t, performedOn: a.payload.performedOn ?? a.declaredOn, isInTime: a.given.isInTime }
        : t,
    ),
  }),
})

const fail = action({
  label: '登记没有化解',
  by: [coordinator],
  in: ['OPEN', 'AGREED'],
  to: 'RETURNED',
  basis: [recon2023(73, 2), int(86, 4)],
  input: forms.failed,
  personal: [{ path: 'reason', label: '没有化解的原因', mask: 'drop', purpose: '化解' }],
  apply: (f, a) => ({ ...f, returnedOn: a.declaredOn }),
})

const close = action({
  label: '化解结案',
  by: [coordinator],
  in: ['AGREED', 'PERFORMED', 'RETURNED'],
  to: 'CLOSED',
  basis: [recon2023(74, 2), adl(62), int(60), platform('案件已有正式结案文书的，化解才结案')],
  input: forms.closed,
  guard: (ctx) => {
    const { facts, input, state } = ctx
    const isFailed = state === 'RETURNED'
    const fits: readonly Outcome[] = isFailed ? ['JUDGED', 'FAILED'] : successes
    if (!fits.includes(input.outcome)) ctx.refuse('resolution.outcome', undefined, { field: 'outcome' })
    if (input.outcome !== 'FAILED' && (input.formal === 'NONE' || input.documentNo === undefined))
      ctx.refuse('resolution.informal', undefined, { field: 'formal' })
    if (!endsBy[input.outcome].includes(input.formal)) ctx.refuse('resolution.formal', undefined, { field: 'formal' })
    if (!isFailed && openTerms(facts).length) ctx.refuse('resolution.unperformed')
  },
  apply: (f, a) => ({ ...f, outcome: a.payload.outcome, closedOn: a.declaredOn, closedAt: a.recordedAt }),
  issues: closingPapers,
})

export const resolutionCase = define({
  id: 'resolution.case',
  version: 'ADL_2017',
  label: '行政争议化解',
  effective: { from: localDate('2018-02-08') },
  decidedByLabel: '提出日',
  states: {
    PROPOSED: { label: '待各方同意' },
    OPEN: { label: '化解中' },
    AGREED: { label: '已达成协议' },
    PERFORMED: { label: '已履行' },
    RETURNED: { label: '没有化解，案件继续' },
    CLOSED: { label: '已结案', final: true },
  },
  initial: initialCase,
  actions: { propose, consent, meet, ...course, agree, perform, fail, close },
  limits,
  turns,
  refusals: {
    'resolution.D02': { label: '没有书面同意不得开展化解', basis: voluntary },
    'resolution.D03': {
      label: '协议内容须有机关的职权依据，减免法定义务须有依据，不得放弃法定职权',
      basis: [recon2023(5, 2), withdrawals(2, undefined, 2)],
    },
    'resolution.day': { label: '日期不得晚于当日，也不得早于前一环节', basis: dated },
    'resolution.organ': { label: '没有这个机关', basis: joint },
    'resolution.notPending': { label: '裁判已经生效且没有再审可能的，不是复议、诉讼中的争议', basis: [adl(85), joint] },
    'resolution.civil': {
      label: '一并解决的民事争议只限许可、登记、征收、征用和裁决案件，在一审中提出',
      basis: [adl(61, 1), int(137)],
    },
    'resolution.noAuthorised': { label: '化解会议须有机关有权作出决定的人员参加', basis: joint },
    'resolution.suspendByBoth': { label: '复议因化解中止，须申请人和被申请人都同意', basis: recon2023(39, 1, 6) },
    'resolution.unsuspended': {
      label: '没有中止的决定、裁定，期限照常计算，不得以化解为由停办',
      basis: [recon2023(39, 3), withdrawals(5)],
    },
    'resolution.suspended': { label: '案件已经中止', basis: recon2023(39, 1) },
    'resolution.notSuspended': { label: '案件没有中止', basis: recon2023(39, 2) },
    'resolution.scope': {
      label: '这类争议在本阶段不能调解、和解，可以由机关改变行政行为后撤回',
      basis: [reconReg(40), reconReg(50), adl(60, 1)],
    },
    'resolution.unreviewed': { label: '协议须经法制审核', basis: platform('协议签订前由机关法制机构审核') },
    'resolution.noTerm': { label: '没有这一项，或者已经履行', basis: recon2023(77, 1) },
    'resolution.outcome': { label: '结果与化解的情况不符', basis: platform('没有化解的只登记裁决、判决或者没有化解') },
    'resolution.formal': {
      label: '正式结案文书与结果不符',
      basis: [recon2023(73), recon2023(74), adl(60), adl(62)],
    },
    'resolution.reconDay': {
      label: '复议中的争议须写明复议申请提出日，以确定适用的复议法',
      basis: platform('按复议申请提出日确定适用新旧复议法'),
    },
    'resolution.suspendOldLaw': {
      label: '2024年1月1日以前提出的复议，没有因调解、和解中止的规定',
      basis: [recon2017(26), reconReg(41)],
    },
    'resolution.extension': {
      label: '简易程序不得延长；复议普通程序在期限内延长一次，最多三十日；已经结案的不再延长',
      basis: [recon2023(62), adl(81), adl(83), adl(88), platform('在原期限内批准延长')],
    },
    'resolution.ended': { label: '案件的正式结案已经登记', basis: platform('案件的正式结案登记一次') },
    'resolution.informal': {
      label: '只有口头和解、案件没有正式结案文书的，不得结案',
      basis: [recon2023(74, 2), adl(62)],
    },
    'resolution.unperformed': { label: '协议还有没有履行的内容', basis: recon2023(77, 1) },
  },
  rows: (act, f, _before, state): Rows => ({
    'resolution.settlement': [
      {
        matter_id: act.matter,
        state,
        organ: f.organId,
        stage: f.stage,
        initiator: f.initiator,
        scope: f.scope,
        case_no: f.caseNo,
        chain_id: f.chainId,
        proposed_on: f.proposedOn,
        opened_on: f.openedOn,
        opened_at: f.openedAt,
        is_suspended: isSuspended(f),
        way: f.way,
        agreed_on: f.agreedOn,
        outcome: f.outcome,
        closed_on: f.closedOn,
        closed_at: f.closedAt,
        has_terms: f.terms.some((t) => t.dueOn !== null),
        is_performed: openTerms(f).length === 0,
        is_kept: f.terms.every((t) => t.dueOn === null || t.isInTime),
      },
    ],
  }),
  title: (f) => `行政争议化解（${stages[f.stage]}）`,
})
