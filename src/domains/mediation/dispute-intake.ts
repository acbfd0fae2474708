/** Taking a dispute in: application, initiative, referral, a second attempt, consent, and the decision whether to accept it. */
import type { LocalDate } from '#kernel/clock'
import { isOpenOffer } from '#kernel/handover'
import type { ActionDef, Context } from '#kernel/procedure'
import { concludingClaims, openingClaims, parseRoot, type TransferOffer, transferKey } from './dispute-claims.ts'
import { action, concluded, handlers, judgePeople, judgeSeqs, judgeVoice, withPapers } from './dispute-common.ts'
import {
  type ConsentFact,
  consenting,
  type DisputeFacts,
  missingParties,
  openedFacts,
  refusing,
} from './dispute-facts.ts'
import * as forms from './dispute-forms.ts'
import { giverName } from './dispute-handover.ts'
import type { DisputeSource } from './dispute-kinds.ts'
import { invited, medical, nb, nbMedical, platform, pml, zjLabour } from './dispute-law.ts'
import {
  isSameParties,
  judgeOpening,
  openingGiven,
  openingNeeds,
  openingReaders,
  openingRows,
  openingTells,
} from './dispute-opening.ts'
import { duplicateTexts, reasonsNotToAccept, reasonText } from './dispute-rules.ts'
import { applicationPapers } from './papers/application.ts'
import { acceptancePapers, notAcceptedPapers, referralPapers, refusalPapers, transferPapers } from './papers/intake.ts'
import { settledLinks } from './settled-before.ts'

const consentOf = (seqs: readonly number[], on: LocalDate): Record<string, ConsentFact> =>
  Object.fromEntries(seqs.map((s) => [s, { on, result: 'CONSENT' as const }]))

/** The parties that an application speaks for: those named, else everybody on the applicant's side. */
const applicantsOf = (input: { parties: readonly { side: string }[]; applicants?: readonly number[] }): number[] =>
  input.applicants ? [...input.applicants] : input.parties.flatMap((p, i) => (p.side === 'A' ? [i + 1] : []))

const opening = {
  personal: forms.casePersonal,
  place: (input: { committeeAgencyId: string }) => input.committeeAgencyId,
  readers: openingReaders,
  rows: openingRows,
  claims: openingClaims,
  links: settledLinks,
  tells: openingTells,
}

const apply = action({
  ...opening,
  label: '申请调解',
  by: ['party', 'public', ...handlers],
  to: 'REGISTERED',
  basis: [pml(17), nb(18, 1)],
  input: forms.apply,
  needs: openingNeeds,
  guard: (ctx) => {
    judgeOpening(ctx)
    const unknown = ctx.input.applicants?.find((s) => s > ctx.input.parties.length)
    if (unknown !== undefined) ctx.refuse('mediation.noParty', `第${unknown}号`, { field: 'applicants' })
  },
  given: (ctx) => openingGiven(ctx),
  apply: (_f, act) =>
    withPapers(
      openedFacts(act, {
        source: act.payload.source,
        referralMode: act.payload.source === 'PARTY_APPLICATION' ? null : 'INFORMED',
        consents: consentOf(applicantsOf(act.payload), act.declaredOn),
      }),
      act.payload.form === 'ORAL' ? '口头申请笔录' : '人民调解申请书',
    ),
  issues: applicationPapers,
})

const initiate = action({
  ...opening,
  label: '主动调解登记',
  by: handlers,
  to: 'AWAITING_CONSENT',
  basis: pml(17),
  input: forms.initiate,
  needs: (input, at) => [
    ...openingNeeds(input, at),
    ...refusedKeys(input, at).map((key) => ({ claim: 'mediation.refused', key })),
  ],
  guard: (ctx) => {
    judgeOpening(ctx)
    const refusedOn = refusedKeys(ctx.input, ctx)
      .flatMap((key) => ctx.claims('mediation.refused', key))
      .map((c) => c.value ?? '')
      .sort()
      .at(-1)
    if (refusedOn !== undefined && !(ctx.input.newConsent && ctx.input.newConsent.on >= refusedOn))
      ctx.refuse('mediation.A05', `${refusedOn}已明确拒绝`, { field: 'newConsent' })
  },
  given: (ctx) => openingGiven(ctx),
  apply: (_f, act) => withPapers(openedFacts(act, { source: 'COMMITTEE_INITIATIVE' }), '人民调解登记表'),
  document: '人民调解登记表',
})

function refusedKeys(
  input: { parties: forms.CaseInput['parties']; kind: DisputeFacts['kind']; place: string; occurredOn?: LocalDate },
  at: { hmac: (text: string) => string; declaredOn: LocalDate },
): string[] {
  return duplicateTexts({
    parties: input.parties,
    kind: input.kind,
    place: input.place,
    on: input.occurredOn ?? at.declaredOn,
  }).map(at.hmac)
}

const isCourt = (source: DisputeSource) => source === 'COURT_DELEGATED' || source === 'COURT_ENTRUSTED'

const isHandler = (role: string) => (handlers as readonly string[]).includes(role)

const receiveReferral = action({
  ...opening,
  label: '接收委托、委派或者告知',
  by: ['referrer', 'court_liaison', ...handlers],
  to: 'AWAITING_CONSENT',
  basis: [pml(18), nb(19, 1), invited(11)],
  input: forms.receiveReferral,
  needs: (input, at) => [...openingNeeds(input, at), ...(input.handover ? [{ handover: input.handover }] : [])],
  guard: (ctx) => {
    judgeOpening(ctx)
    const { input } = ctx
    if (input.handover ? !isOpenOffer(ctx.handover(input.handover)) : isHandler(ctx.actor.role))
      ctx.refuse('mediation.offer', undefined, { field: 'handover' })
    if (input.mode === 'ENTRUSTED' && !input.letter)
      ctx.refuse('mediation.A06', '没有委托（委派）调解函', { field: 'letter', allowed: ['告知当事人申请调解'] })
    if (isCourt(input.source) && input.mode !== 'ENTRUSTED')
      ctx.refuse('mediation.A06', '法院委派、委托的须有函', { field: 'mode' })
    const unknown = input.consents.find((c) => c.party > input.parties.length)
    if (unknown) ctx.refuse('mediation.noParty', `第${unknown.party}号`, { field: 'consents' })
    if (input.courtSignedOn && input.courtSignedOn > ctx.declaredOn)
      ctx.refuse('mediation.dates', undefined, { field: 'courtSignedOn' })
  },
  given: (ctx) => {
    const h = ctx.input.handover ? ctx.handover(ctx.input.handover) : undefined
    return {
      ...openingGiven(ctx),
      // Who registers itself is named; a giver names itself in its offer.
      referrerName: h ? giverName(h.facts) : (ctx.agency(ctx.actor.agency)?.name ?? null),
      ...(h ? { taken: { id: h.id, from: h.fromMatter, fromAgency: h.fromAgency, n: 1 } } : {}),
      ...(typeof h?.facts?.number === 'string' ? { giverNumber: h.facts.number } : {}),
    }
  },
  apply: (_f, act) => {
    const input = act.payload
    return withPapers(
      openedFacts(act, {
        source: input.source,
        referralMode: input.mode,
        referrerAgencyId: act.given.taken?.fromAgency ?? act.agency,
        referrerName: act.given.referrerName,
        taken: act.given.taken ?? null,
        hasLetter: input.letter !== undefined,
        courtProcedure: input.courtProcedure ?? null,
        courtSignedOn: isCourt(input.source) ? (input.courtSignedOn ?? act.declaredOn) : null,
        consents: Object.fromEntries(input.consents.map((c) => [c.party, { on: c.on, result: 'CONSENT' as const }])),
      }),
      ...(input.letter ? ['委托调解函'] : []),
      '移交材料签收单',
    )
  },
  links: (act) => [...(act.given.taken ? [{ to: act.given.taken.from, kind: 'handover' }] : []), ...settledLinks(act)],
  issues: referralPapers,
})

const reapply = action({
  ...opening,
  label: '调解不成后另行申请',
  by: ['party', 'public', ...handlers],
  to: 'REGISTERED',
  basis: nb(18, 3),
  input: forms.reapply,
  needs: (input, at) => [
    ...openingNeeds(input, at),
    { claim: 'mediation.root', key: input.rootDisputeId, exclusive: true },
  ],
  guard: (ctx) => {
    judgeOpening(ctx)
    const holders = ctx
      .claims('mediation.root', ctx.input.rootDisputeId)
      .map((c) => ({ ...parseRoot(c.value), matterId: c.matterId }))
    if (holders.some((h) => h.outcome === 'SETTLED_FULL' || h.outcome === 'SETTLED_PARTIAL')) {
      if (ctx.input.kind === 'MEDICAL') ctx.refuse('mediation.priorAgreement')
      ctx.refuse('mediation.reapplySettled')
    }
    const previous = holders.find((h) => h.matterId === ctx.input.previousMatterId)
    if (!previous?.outcome.startsWith('FAILED') || holders.some((h) => h.outcome === 'OPEN'))
      ctx.refuse('mediation.reapplyPending')
    if (!isSameParties(ctx, previous!.partiesKey))
      ctx.refuse('mediation.reapplyPending', '当事人与上次调解不同', { field: 'parties' })
  },
  given: (ctx) => {
    const holders = ctx.claims('mediation.root', ctx.input.rootDisputeId).map((c) => parseRoot(c.value).attemptNo)
    return {
      ...openingGiven(ctx),
      rootId: ctx.input.rootDisputeId,
      attemptNo: Math.max(...holders) + 1,
    }
  },
  apply: (_f, act) =>
    withPapers(
      openedFacts(act, {
        source: 'PARTY_APPLICATION',
        previousId: act.payload.previousMatterId,
        consents: consentOf(applicantsOf(act.payload), act.declaredOn),
      }),
      act.payload.form === 'ORAL' ? '口头申请笔录' : '人民调解申请书',
    ),
  links: (act) => [{ to: act.payload.previousMatterId, kind: 'RETRY_OF' }, ...settledLinks(act)],
  issues: applicationPapers,
})

const receiveTransfer = action({
  ...opening,
  label: '接收移转',
  by: ['committee_head', 'justice_station', 'county_justice'],
  to: 'ACCEPTED',
  basis: nb(18, 1),
  input: forms.receiveTransfer,
  needs: (input, at) => [
    ...openingNeeds(input, at),
    { claim: 'mediation.transfer', key: transferKey(input.fromMatterId, input.committeeAgencyId) },
    { claim: 'mediation.transferReceived', key: input.fromMatterId, exclusive: true },
  ],
  guard: (ctx) => {
    judgeOpening(ctx)
    const offer = offerOf(ctx)
    if (
      !offer ||
      !isSameParties(ctx, offer.partiesKey) ||
      offer.kind !== ctx.input.kind ||
      ctx.claims('mediation.transferReceived', ctx.input.fromMatterId).length
    )
      ctx.refuse('mediation.transferMismatch', undefined, { field: 'fromMatterId' })
  },
  given: (ctx) => {
    const offer = offerOf(ctx)!
    return {
      ...openingGiven(ctx, false),
      rootId: offer.rootId,
      attemptNo: offer.attemptNo,
      transfer: offer as never,
    }
  },
  apply: (_f, act) => {
    const offer = act.given.transfer as TransferOffer
    const f = openedFacts(act, {
      source: offer.source,
      referralMode: offer.referralMode,
      referrerAgencyId: offer.referrerAgencyId,
      hasLetter: offer.hasLetter,
      courtSignedOn: offer.courtSignedOn,
      courtProcedure: offer.courtProcedure,
      referrerName: offer.referrerName,
      receivedOn: offer.receivedOn,
      receivedAt: offer.receivedAt as DisputeFacts['receivedAt'],
      acceptedOn: offer.acceptedOn,
      acceptedAt: act.recordedAt,
      extendedTo: offer.extendedTo,
      extensions: offer.extensions,
      transferredFromId: act.payload.fromMatterId,
    })
    return withPapers(
      {
        ...f,
        consents: consentOf(
          f.parties.map((p) => p.seq),
          act.declaredOn,
        ),
      },
      '移交单',
    )
  },
  claims: (act, after) => [
    ...openingClaims(act, after),
    { kind: 'mediation.transferReceived', key: act.payload.fromMatterId, exclusive: true },
  ],
  links: (act) => [{ to: act.payload.fromMatterId, kind: 'TRANSFERRED_FROM' }],
})

function offerOf(
  ctx: Context<DisputeFacts, { fromMatterId: string; committeeAgencyId: string }>,
): TransferOffer | undefined {
  const value = ctx.claims('mediation.transfer', transferKey(ctx.input.fromMatterId, ctx.input.committeeAgencyId))[0]
    ?.value
  return value ? (JSON.parse(value) as TransferOffer) : undefined
}

const consent = action({
  label: '记录当事人的表示',
  by: ['party', 'referrer', 'court_liaison', ...handlers],
  in: ['REGISTERED', 'AWAITING_CONSENT', 'ACCEPTED', 'ASSIGNED'],
  basis: [pml(17), pml(23, 1, 2), medical(31, 1), zjLabour(10, 1)],
  input: forms.consent,
  guard: (ctx) => {
    judgeVoice(ctx, ctx.input.party, ctx.input.document)
  },
  apply: (f, act) => ({
    ...f,
    consents: { ...f.consents, [act.payload.party]: { on: act.declaredOn, result: act.payload.result } },
  }),
  rows: (act) => ({
    'mediation.consent': [
      {
        matter_id: act.matter,
        act_n: act.n,
        party_seq: act.payload.party,
        declared_on: act.declaredOn,
        result: act.payload.result,
        channel: act.payload.channel,
        has_document: act.payload.document !== undefined,
      },
    ],
  }),
  document: '同意记录',
})

const refuse = action({
  label: '明确拒绝调解',
  by: ['party', ...handlers],
  in: ['REGISTERED', 'AWAITING_CONSENT', 'ACCEPTED', 'ASSIGNED'],
  to: (f) => f.outcome!,
  among: {
    REGISTERED: ['NOT_ACCEPTED'],
    AWAITING_CONSENT: ['NOT_ACCEPTED'],
    ACCEPTED: ['ENDED_BEFORE_START'],
    ASSIGNED: ['ENDED_BEFORE_START'],
  },
  basis: [pml(17), pml(23, 1, 2)],
  input: forms.refuse,
  personal: forms.peoplePersonal,
  guard: (ctx) => {
    judgePeople(ctx)
    judgeVoice(ctx, ctx.input.party, ctx.input.document)
    if (ctx.facts.isLabour && !ctx.input.otherSideNotifiedOn)
      ctx.refuse('mediation.refusalNotice', undefined, { field: 'otherSideNotifiedOn' })
    if (ctx.facts.kind === 'MEDICAL' && !ctx.input.reason)
      ctx.refuse('mediation.writtenReason', undefined, { field: 'reason' })
  },
  apply: (f, act) => {
    const consents = { ...f.consents, [act.payload.party]: { on: act.declaredOn, result: 'REFUSE_EXPLICIT' as const } }
    return withPapers(
      concluded(
        { ...f, consents },
        act,
        f.acceptedOn === null ? 'NOT_ACCEPTED' : 'ENDED_BEFORE_START',
        'PARTY_REFUSED',
      ),
      '拒绝记录',
    )
  },
  rows: (act) => ({
    'mediation.consent': [
      {
        matter_id: act.matter,
        act_n: act.n,
        party_seq: act.payload.party,
        declared_on: act.declaredOn,
        result: 'REFUSE_EXPLICIT',
        channel: act.payload.channel,
        has_document: act.payload.document !== undefined,
      },
    ],
  }),
  claims: concludingClaims,
  document: '拒绝记录',
  issues: refusalPapers,
})

const accept = action({
  label: '受理',
  by: handlers,
  in: ['REGISTERED', 'AWAITING_CONSENT'],
  to: 'ACCEPTED',
  basis: [nb(17), nb(18), nbMedical(30)],
  input: forms.accept,
  personal: forms.peoplePersonal,
  guard: (ctx) => {
    judgePeople(ctx)
    const { facts, input } = ctx
    if (ctx.actor.role === 'mediator' && !input.authorisation)
      ctx.refuse('mediation.byAuthorisation', undefined, { field: 'authorisation' })
    if (refusing(facts).length) ctx.refuse('mediation.A05', `第${refusing(facts).join('、')}号当事人`)
    const codes = reasonsNotToAccept(input.nature, {
      kind: facts.kind,
      source: facts.source,
      connection: input.connection,
    })
    if (codes.length) ctx.refuse('mediation.notMediable', reasonText(codes), { field: 'nature', allowed: ['不予受理'] })
    judgeConsents(ctx)
    if (facts.suspectedDuplicates > 0 && !input.duplicateDenial)
      ctx.refuse('mediation.duplicate', undefined, { field: 'duplicateDenial', allowed: ['并案'] })
    if (facts.settledBefore > 0 && !input.afterSettlement)
      ctx.refuse('mediation.settledBefore', undefined, {
        field: 'afterSettlement',
        allowed: ['写明理由后受理', '告知双方变更协议、申请司法确认或者起诉，由申请人撤回'],
      })
  },
  apply: (f, act) =>
    withPapers(
      {
        ...f,
        acceptedOn: act.declaredOn,
        acceptedAt: act.recordedAt,
        isDuplicateDenied: act.payload.duplicateDenial !== undefined,
        isSettledBeforeExplained: act.payload.afterSettlement !== undefined,
        isQuickOral: act.payload.authorisation !== undefined,
      },
      '人民调解受理登记表',
    ),
  issues: acceptancePapers,
})

/** Whose consent must be on record before a dispute is accepted; silence is neither consent nor refusal. */
function judgeConsents(ctx: Context<DisputeFacts, unknown>): void {
  const { facts } = ctx
  const missing = missingParties(facts, consenting(facts))
  const who = missing.length ? `缺第${missing.join('、')}号当事人` : undefined
  if (facts.referralMode === 'ENTRUSTED') {
    if (!facts.hasLetter) ctx.refuse('mediation.A06', '没有委托（委派）调解函')
    if (missing.length) ctx.refuse('mediation.A06', `没有当事人的同意：${who}`)
  }
  if (facts.kind === 'MEDICAL' && missing.length) ctx.refuse('mediation.medicalConsent', who)
  if (facts.isLabour && facts.source === 'COMMITTEE_INITIATIVE' && missing.length)
    ctx.refuse('mediation.labourConsent', who)
  if (facts.referralMode === 'INFORMED' && consenting(facts).length === 0) ctx.refuse('mediation.noApplication')
}

const notAccept = action({
  label: '不予受理',
  by: ['committee_head'],
  in: ['REGISTERED', 'AWAITING_CONSENT'],
  to: 'NOT_ACCEPTED',
  basis: [nb(17), nb(19, 2)],
  input: forms.notAccept,
  personal: forms.peoplePersonal,
  guard: (ctx) => {
    judgePeople(ctx)
    if (!ctx.input.code) ctx.refuse('mediation.noReason', '没有理由代码', { field: 'code' })
    if (ctx.facts.referralMode === 'ENTRUSTED' && !ctx.input.letter)
      ctx.refuse('mediation.noReason', '没有不予调解函', { field: 'letter' })
  },
  apply: (f, act) =>
    withPapers(
      concluded(f, act, 'NOT_ACCEPTED', act.payload.code!),
      '不予受理告知书',
      ...(f.referralMode === 'ENTRUSTED' ? ['不予调解函'] : []),
    ),
  claims: concludingClaims,
  issues: notAcceptedPapers,
})

const transferOut = action({
  label: '移转其他人民调解委员会',
  by: ['committee_head', 'justice_station', 'county_justice'],
  in: ['ACCEPTED', 'ASSIGNED', 'IN_MEDIATION'],
  to: 'TRANSFERRED_OUT',
  basis: nb(18, 1),
  input: forms.transferOut,
  personal: forms.peoplePersonal,
  needs: (input) => [{ claim: 'mediation.committee', key: input.toAgencyId }, { agency: input.toAgencyId }],
  guard: (ctx) => {
    judgePeople(ctx)
    judgeSeqs(ctx, ctx.input.consents, 'consents')
    const missing = missingParties(ctx.facts, ctx.input.consents)
    if (missing.length)
      ctx.refuse('mediation.transferConsent', `缺第${missing.join('、')}号当事人`, { field: 'consents' })
    if (!ctx.input.receiverConsent)
      ctx.refuse('mediation.transferConsent', '没有接收委员会的同意', { field: 'receiverConsent' })
    const value = ctx.claims('mediation.committee', ctx.input.toAgencyId)[0]?.value
    if (ctx.input.toAgencyId === ctx.facts.agencyId || value === undefined || value?.split('|')[1] === 'DISSOLVED')
      ctx.refuse('mediation.committee', undefined, { field: 'toAgencyId' })
  },
  given: (ctx) => ({ toName: ctx.agency(ctx.input.toAgencyId)?.name ?? ctx.input.toAgencyId }),
  apply: (f, act) =>
    withPapers(
      { ...concluded(f, act, 'TRANSFERRED_OUT', null), transferredToAgencyId: act.payload.toAgencyId },
      '移交单',
    ),
  claims: (act, after) => [
    ...concludingClaims(act, after),
    {
      kind: 'mediation.transfer',
      key: transferKey(act.matter, act.payload.toAgencyId),
      value: JSON.stringify(offer(after)),
    },
  ],
  issues: transferPapers,
})

const offer = (f: DisputeFacts): TransferOffer => ({
  rootId: f.rootId,
  attemptNo: f.attemptNo,
  partiesKey: f.partiesKey,
  kind: f.kind,
  source: f.source,
  referralMode: f.referralMode,
  referrerAgencyId: f.referrerAgencyId,
  referrerName: f.referrerName,
  hasLetter: f.hasLetter,
  courtSignedOn: f.courtSignedOn,
  courtProcedure: f.courtProcedure,
  receivedOn: f.receivedOn,
  receivedAt: f.receivedAt,
  acceptedOn: f.acceptedOn!,
  extendedTo: f.extendedTo,
  extensions: f.extensions,
  number: f.number,
})

const mergeInto = action({
  label: '并入先登记的件',
  by: ['committee_head', 'justice_station', 'county_justice'],
  in: ['REGISTERED', 'AWAITING_CONSENT', 'ACCEPTED', 'ASSIGNED', 'IN_MEDIATION'],
  to: 'MERGED',
  basis: platform('同根重复件并入先登记者，两件各记一步'),
  input: forms.mergeInto,
  needs: (input) => [{ claim: 'mediation.root', key: input.intoRootDisputeId }],
  guard: (ctx) => {
    const claim = ctx
      .claims('mediation.root', ctx.input.intoRootDisputeId)
      .find((c) => c.matterId === ctx.input.intoMatterId)
    const into = claim && parseRoot(claim.value)
    if (into?.outcome !== 'OPEN' || ctx.input.intoMatterId === ctx.matterId)
      return ctx.refuse('mediation.mergeMismatch', '先登记的件已结或者不存在')
    if (into.partiesKey !== ctx.facts.partiesKey) ctx.refuse('mediation.mergeMismatch', '当事人不同')
    if (into.receivedOn > ctx.facts.receivedOn) ctx.refuse('mediation.mergeMismatch', '只能由后登记的并入先登记的')
  },
  apply: (f, act) =>
    withPapers({ ...concluded(f, act, 'MERGED', null), mergedIntoId: act.payload.intoMatterId }, '合并说明'),
  claims: concludingClaims,
  links: (act) => [{ to: act.payload.intoMatterId, kind: 'MERGED_INTO' }],
  document: '合并说明',
})

const absorb = action({
  label: '接收并入的件',
  by: ['committee_head', 'justice_station', 'county_justice'],
  in: ['REGISTERED', 'AWAITING_CONSENT', 'ACCEPTED', 'ASSIGNED', 'IN_MEDIATION'],
  basis: platform('同根重复件并入先登记者，两件各记一步'),
  input: forms.absorb,
  apply: (f) => f,
})

export const intake: Record<string, ActionDef<DisputeFacts>> = {
  apply,
  initiate,
  receiveReferral,
  reapply,
  receiveTransfer,
  consent,
  refuse,
  accept,
  notAccept,
  transferOut,
  mergeInto,
  absorb,
}
