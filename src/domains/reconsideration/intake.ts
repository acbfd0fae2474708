/** Filing: taken in by every way the law opens, late ones too, which are marked for a person and never turned away. */

import { followerOf } from '#kernel/access'
import { type LocalDate, yearOf } from '#kernel/clock'
import { chainClaim } from '#kernel/dispute-chain'
import { mask } from '#kernel/mask'
import type { ActionDef, FoldedAct, Json, Need, Rows } from '#kernel/procedure'
import { action, type Ctx, type Facts, initialFacts, judgeDay, type PartyFact } from './facts.ts'
import * as forms from './forms.ts'
import { judgeOffer, takenIn } from './handover.ts'
import type { VersionOf } from './law.ts'
import { competenceOf, type Filing, mustBeTold, scopeNotes, timelinessOf } from './marks.ts'
import { filePapers } from './papers/intake.ts'
import { periodRows } from './period.ts'
import { respondentRows } from './replies.ts'
import { clerks } from './roles.ts'
import { groupKeyOf, sameClaim, sameClaims, sameKeysOf, standings } from './same.ts'
import { revisedFrom } from './statutes.ts'

const series = (organ: string, on: LocalDate) => `reconsideration.case/${organ}/${on.slice(0, 4)}`
const partyName = (n: number) => `applicant.${n}`
export const crossingClaim = 'reconsideration.changed'
const successorClaim = 'reconsideration.successor'

/** Where the papers lie before the reconsideration body has them. */
const isOnTheWay = (i: forms.FileInput, v: VersionOf): boolean =>
  i.receivedOn === undefined && (i.filedVia === 'VIA_AGENCY' || (i.filedVia === 'INTAKE_POINT' && v.is2017))
const receivedDay = (i: forms.FileInput, on: LocalDate, v: VersionOf): LocalDate | null =>
  isOnTheWay(i, v) ? null : (i.receivedOn ?? on)

const byOutside: readonly string[] = ['party', 'public']
const ownWay: Partial<Record<string, forms.FileInput['filedVia']>> = {
  party: 'ONLINE',
  public: 'ONLINE',
  respondent_officer: 'VIA_AGENCY',
  recon_intake_point: 'INTAKE_POINT',
}

function judgeFiling(ctx: Filing, v: VersionOf): void {
  const { input: i, actor, declaredOn } = ctx
  if (i.feeFen) ctx.refuse('reconsideration.A27', undefined, { field: 'feeFen' })
  const way = ownWay[actor.role]
  if (way && i.filedVia !== way) ctx.refuse('reconsideration.way', undefined, { field: 'filedVia' })
  if (i.filedVia === 'VIA_AGENCY') {
    if (v.is2017) ctx.refuse('reconsideration.viaAgency', '2024年以前没有通过原机关提交的规定', { field: 'filedVia' })
    if (!i.act.isOnSpot && !i.act.isByDevice)
      ctx.refuse('reconsideration.viaAgency', '只限当场作出或者依据电子技术监控设备记录作出的处罚', {
        field: 'filedVia',
      })
    if (!i.viaAgencyId) ctx.refuse('reconsideration.viaAgency', '须写明代收的机关', { field: 'viaAgencyId' })
  }
  if (byOutside.includes(actor.role) && (i.filedOn ?? declaredOn) !== declaredOn)
    ctx.refuse('reconsideration.day', '网上提出的以提交成功之日为准', { field: 'filedOn' })
  judgeDay(ctx, 'filedOn', i.filedOn)
  judgeDay(ctx, 'receivedOn', i.receivedOn, i.filedOn)
  judgeDay(ctx, 'act.madeOn', i.act.madeOn)
  judgeDay(ctx, 'act.knownOn', i.act.knownOn)
  if (!i.isSigned) ctx.refuse('reconsideration.signed', undefined, { field: 'isSigned' })
  if (!v.is2017 && i.moreActs > 0) ctx.refuse('reconsideration.oneAct', undefined, { field: 'moreActs' })
  const seqs = i.representatives.map((r) => r.seq)
  if (seqs.some((s) => s > i.applicants.length) || new Set(seqs).size < seqs.length)
    ctx.refuse('reconsideration.representatives', '代表人须是申请人，不得重复', { field: 'representatives' })
  if (i.applicants.length > forms.representativesOver && seqs.length === 0)
    ctx.refuse('reconsideration.representatives', `申请人超过${forms.representativesOver}人的，推选一至五名代表`, {
      field: 'representatives',
    })
  const earlier = sameKeysOf(i, ctx.hmac).flatMap((key) => standings(ctx.claims(sameClaim, key), i0(ctx)))
  if (earlier.includes('WITHDRAWN') && !i.isWithdrawnUntrue)
    ctx.refuse('reconsideration.again', undefined, {
      field: 'isWithdrawnUntrue',
      allowed: ['提交撤回违背真实意思的证据'],
    })
}
/** A case that goes on under the other version is not a second application. */
const i0 = (ctx: Filing): string => ctx.input.previous ?? ctx.matterId

/** An organ that takes an application in follows it. */
const readerOf = (value: string) => (value.startsWith('a:') ? followerOf(value.slice(2)) : value)
const readersOf = (ctx: Filing): string[] => [
  ...new Set([
    ...ctx.input.applicants.map((_, n) => `p:${ctx.party(partyName(n))}`),
    ...(ctx.input.viaAgencyId ? [followerOf(ctx.input.viaAgencyId)] : []),
    ...(ctx.actor.scope.kind === 'reader' ? [readerOf(ctx.actor.scope.value)] : []),
  ]),
]

function filingGiven(ctx: Filing, v: VersionOf): { [key: string]: Json | undefined } {
  const { input: i, declaredOn } = ctx
  const organ = ctx.agency(i.organId)
  const n = ctx.number(series(i.organId, declaredOn))
  const timely = timelinessOf(ctx, v)
  return {
    number: `${organ?.letter ?? organ?.name ?? ''}行复〔${yearOf(declaredOn)}〕${n}号`,
    organName: organ?.name ?? '',
    organLevel: organ?.county_code ? 'COUNTY' : 'CITY',
    organKind: organ?.kind === 'government' ? 'GOVERNMENT' : 'DEPARTMENT',
    needsLineCopy:
      organ?.kind === 'government' &&
      i.respondents.some((r) => {
        const a = ctx.agency(r.agencyId)
        return a !== undefined && !a.town_code && a.county_code === organ.county_code && a.kind !== 'government'
      }),
    partyIds: i.applicants.map((_, k) => ctx.party(partyName(k))),
    masks: i.applicants.map((a) => mask('name', a.name, a.kind === 'ORGANISATION' ? { subject: 'legalPerson' } : {})),
    readersOf: readersOf(ctx).filter((r) => r.startsWith('p:')),
    respondentNames: i.respondents.map((r) => ctx.agency(r.agencyId)?.name ?? ''),
    sameKeys: sameKeysOf(i, ctx.hmac),
    groupKey: groupKeyOf(i, ctx.hmac),
    chainId: i.disputeChainId ?? ctx.matterId,
    applyDueOn: timely.due ?? null,
    periodRule: timely.rule,
    ...takenIn(ctx),
    timeliness: timely.tags.join(',') || null,
    competence: competenceOf(ctx, v),
    isReconFirst: mustBeTold(i),
    scopeNotes: scopeNotes(i, v),
  }
}

function filed(act: FoldedAct<forms.FileInput & { previous?: string }>, v: VersionOf): Facts {
  const { payload: i, given } = act
  const receivedOn = receivedDay(i, act.declaredOn, v)
  const filedOn = i.filedOn ?? act.declaredOn
  const isCrossing = v.is2017 && receivedOn !== null && receivedOn >= revisedFrom
  return accepted(
    {
      ...initialFacts,
      version: v.version,
      number: given.number,
      organId: i.organId,
      organLevel: given.organLevel,
      organKind: given.organKind,
      needsLineCopy: given.needsLineCopy,
      filedOn,
      filedVia: i.filedVia,
      receivedOn,
      recordedAt: act.recordedAt,
      reviewFrom: receivedOn,
      viaAgencyId: i.viaAgencyId ?? null,
      isCrossing,
      succeeds: i.previous ?? null,
      taken: given.taken ? { ...given.taken, n: 1 } : null,
      chainId: given.chainId,
      groupKey: given.groupKey,
      sameKeys: given.sameKeys,
      applicants: i.applicants.map(
        (a, n): PartyFact => ({ party: given.partyIds[n], kind: a.kind, mask: given.masks[n] }),
      ),
      representatives: i.representatives.map((r) => r.seq),
      readers: given.readersOf,
      respondents: i.respondents.map((r, n) => ({
        ...r,
        orderNo: n + 1,
        copyReceivedOn: null,
        repliedOn: null,
        isReplyLate: false,
      })),
      act: {
        kind: i.act.kind,
        docNo: i.act.docNo ?? null,
        madeOn: i.act.madeOn ?? null,
        knownOn: i.act.knownOn ?? null,
        remedyNoticed: i.act.remedyNoticed,
        remedyKnownOn: i.act.remedyKnownOn ?? null,
        isOnSpot: i.act.isOnSpot,
        isByDevice: i.act.isByDevice,
        isRealEstate: i.act.isRealEstate,
        isDiscretionary: i.act.isDiscretionary,
        isCompensation: i.act.isCompensation || i.isCompensationAsked,
        penaltyKinds: i.act.penaltyKinds,
        amountFen: i.act.amountFen ?? null,
        isReconFirst: given.isReconFirst,
        isReconFirstTold: i.act.isReconFirstTold,
        isServedOnline: i.act.isServedOnline,
        isOnlineChannelGiven: i.act.isOnlineChannelGiven,
        isPublished: i.act.publicity === 'PUBLISHED',
      },
      isVoidAsked: i.isVoidAsked,
      statutoryDays: i.act.statute?.decideDays ?? null,
      periods: [
        {
          no: 1,
          countedOn: act.declaredOn,
          knownWay: null,
          knownOn: i.act.knownOn ?? null,
          madeOn: i.act.madeOn ?? null,
          remedyNoticed: i.act.remedyNoticed,
          remedyKnownOn: i.act.remedyKnownOn ?? null,
          isRealEstate: i.act.isRealEstate,
          rule: given.periodRule,
          dueOn: given.applyDueOn,
          timeliness: given.timeliness,
        },
      ],
      applyDueOn: given.applyDueOn,
      timeliness: given.timeliness,
      isCompetenceDoubted: given.competence.isListed === false,
      courtDocketedOn: i.courtDocketedOn ?? null,
    },
    v,
  )
}

/** Under the law of 2017 the body's receipt is the acceptance. */
export const accepted = (f: Facts, v: VersionOf): Facts =>
  v.is2017 && f.receivedOn !== null
    ? { ...f, state: 'ACCEPTED', acceptedOn: f.receivedOn, acceptanceKind: 'BY_RECEIPT' }
    : f

const textRows = (act: FoldedAct, f: Facts): Rows => ({
  'reconsideration.matter_personal': [
    {
      matter_id: act.matter,
      request: act.personal('/request') ?? null,
      facts: act.personal('/facts') ?? null,
      seen_by: [...f.readers, ...f.respondents.map((r) => followerOf(r.agencyId))],
    },
  ],
  'reconsideration.party': f.applicants.map((a, n) => ({
    matter_id: act.matter,
    side: 'APPLICANT',
    seq: n + 1,
    party_id: a.party,
    kind: a.kind,
    name_mask: a.mask,
    is_representative: f.representatives.includes(n + 1),
    joined_by: null,
    joined_on: f.filedOn,
  })),
  'reconsideration.party_personal': f.applicants.map((a, n) => ({
    matter_id: act.matter,
    side: 'APPLICANT',
    seq: n + 1,
    name: act.personal(`/applicants/${n}/name`) ?? null,
    id_kind: act.payload.applicants[n].idKind,
    id_number: act.personal(`/applicants/${n}/idNumber`) ?? null,
    phone: act.personal(`/applicants/${n}/phone`) ?? null,
    address: act.personal(`/applicants/${n}/address`) ?? null,
    seen_by: [`p:${a.party}`],
  })),
  ...respondentRows(act, f),
  ...periodRows(act, f),
})

const opening = (v: VersionOf) => ({
  personal: forms.filePersonal,
  place: (i: forms.FileInput) => i.organId,
  readers: (_i: forms.FileInput, ctx: Ctx) => readersOf(ctx as Filing),
  // The copy that is served tells who applies and why.
  addressed: (ctx: Ctx) => (ctx as Filing).input.respondents.map((r) => followerOf(r.agencyId)),
  given: (ctx: Ctx) => filingGiven(ctx as Filing, v),
  rows: (act: FoldedAct, f: Facts) => textRows(act, f),
  issues: filePapers,
})
const openingNeeds = (i: forms.FileInput, at: { hmac: (t: string) => string; declaredOn: LocalDate }): Need[] => [
  { agency: i.organId },
  { series: series(i.organId, at.declaredOn) },
  ...i.respondents.flatMap((r) => [{ agency: r.agencyId }, { organ: r.agencyId }]),
  ...i.applicants.map((a, n) => ({ party: partyName(n), idKind: a.idKind, idNumber: a.idNumber })),
  // Exclusively: of two applications that come in at once, the second must see the first.
  ...sameKeysOf(i, at.hmac).map((key) => ({ claim: sameClaim, key, exclusive: true })),
]
const links = (act: FoldedAct) => {
  const { act: challenged, raisedFrom, previous } = act.payload
  return [
    ...(challenged.linkedMatterId ? [{ to: challenged.linkedMatterId, kind: 'CHALLENGES' }] : []),
    ...(raisedFrom ? [{ to: raisedFrom, kind: 'RAISED_FROM' }] : []),
    ...(previous ? [{ to: previous, kind: 'SUCCEEDS' }] : []),
    ...(act.given.taken ? [{ to: act.given.taken.from, kind: 'RECON_HANDED' }] : []),
  ]
}

const file = (v: VersionOf) =>
  action({
    ...opening(v),
    label: '登记复议申请',
    publicLabel: '申请行政复议',
    by: ['party', 'public', 'recon_intake_point', 'respondent_officer', ...clerks],
    to: (f) => f.state,
    among: v.is2017 ? ['FILED', 'ACCEPTED'] : ['FILED'],
    basis: v.law.file,
    input: forms.file,
    needs: (i, at) => [...openingNeeds(i, at), ...(i.handover ? [{ handover: i.handover }] : [])],
    guard: (ctx) => {
      judgeOffer(ctx)
      judgeFiling(ctx, v)
    },
    apply: (_f, act) => filed(act, v),
    claims: (act, f) => [...sameClaims(f), chainClaim(act.matter, f.chainId)],
    links,
    tells: (given) => [
      ...(given.timeliness ? [`申请期限末日为${given.applyDueOn ?? '不能确定'}，是否超期由承办人判断。`] : []),
      ...(given.competence.isListed === false
        ? [`按机构目录，有管辖权的是${given.competence.names.join('、') || '不能确定的机关'}，请核对。`]
        : []),
      ...given.competence.notes,
      ...given.scopeNotes.map((n: string) => `${n}；是否受理由承办人判断。`),
    ],
  })

/** The same application goes on under the new law, after the head of the body has chosen it. */
const relodge = (v: VersionOf) =>
  action({
    ...opening(v),
    label: '按新法重新立案',
    by: clerks,
    to: 'FILED',
    basis: v.law.version,
    input: forms.relodge,
    needs: (i, at) => [
      ...openingNeeds(i, at),
      { claim: crossingClaim, key: i.previous },
      { claim: successorClaim, key: i.previous, exclusive: true },
    ],
    guard: (ctx) => {
      const { input } = ctx
      const changed = ctx.claims(crossingClaim, input.previous)[0]?.value
      if (changed !== `${input.organId}|${input.filedOn}|${input.receivedOn}`)
        ctx.refuse('reconsideration.version', '没有改按新法办理的原事项，或者提出日、收到日不一致', {
          field: 'previous',
        })
      if (ctx.claims(successorClaim, input.previous).length > 0)
        ctx.refuse('reconsideration.version', '已经重新立案', { field: 'previous' })
      judgeFiling(ctx, v)
    },
    apply: (_f, act) => filed(act, v),
    claims: (act, f) => [
      ...sameClaims(f),
      chainClaim(act.matter, f.chainId),
      { kind: successorClaim, key: act.payload.previous, exclusive: true },
    ],
    links,
  })

export const intake = (v: VersionOf): Record<string, ActionDef<Facts>> => ({
  file: file(v),
  ...(v.is2017 ? {} : { relodge: relodge(v) }),
})
