/**
 * Petitions (信访): registered, passed on, told, handled or led elsewhere, reviewed and rechecked, in the three versions that the day
 * of receipt picks. The acts are the same; limits, grounds and who may decline differ.
 */
import type { RoleDef, TableAccess } from '#kernel/access'
import { answerRows } from '#kernel/handover'
import type { ActionDef, FoldedAct, ProcedureDef, Rows } from '#kernel/procedure'
import { offerFacts } from './offer.ts'
import { petitionConferences } from './petition-conference.ts'
import { petitionCounselling } from './petition-counselling.ts'
import { define, endedFacts, initialPetition, type PetitionFacts } from './petition-facts.ts'
import { petitionHandling } from './petition-handling.ts'
import { type PetitionVersionOf, petitionIntake } from './petition-intake.ts'
import { petitionFinal, petitionStates } from './petition-kinds.ts'
import { pet2022, petitionLaws } from './petition-law.ts'
import { petitionLimits, petitionTurns } from './petition-limits.ts'
import { petitionNotices } from './petition-notice.ts'
import { petitionRefusals } from './petition-refusals.ts'
import { petitionReissues } from './petition-reissue.ts'
import { issuedNumber, petitionReviews } from './petition-review.ts'
import { type PetitionSettings, petitionDates, petitionRules, petitionSettings } from './petition-rules.ts'
import { petitionSealing } from './petition-seal.ts'
import { petitionService } from './petition-service.ts'
import { petitionWithdrawals } from './petition-withdrawal.ts'

export { petitionIndicators } from './petition-indicators.ts'
export { petitionSupervision } from './petition-supervision.ts'

export const petitionRoles: Record<string, RoleDef> = {
  petition_officer: { label: '信访部门工作人员', scope: 'reader', basis: pet2022(14, 1, 1) },
}

const tablesOf = (names: readonly string[], personal: boolean): TableAccess[] =>
  names.map((t) => ({ table: `centre.${t}`, write: 'upsert', ...(personal ? { personal } : {}) }))
export const petitionTables: readonly TableAccess[] = [
  ...tablesOf(
    [
      'petition',
      'petition_party',
      'petition_transfer',
      'petition_conference',
      'petition_step',
      'petition_handoff',
      'petition_reply',
    ],
    false,
  ),
  ...tablesOf(['petition_personal', 'petition_reply_personal'], true),
  { table: 'centre.petition_party_personal', write: 'upsert', personal: true, names: ['name'] },
]

/** The main row: everything that is counted, watched or shown in lists. */
function petitionRow(act: FoldedAct, f: PetitionFacts, state: string): Record<string, unknown> {
  return {
    matter_id: act.matter,
    number: f.number,
    law_version: f.lawVersion,
    state,
    source: f.source,
    source_no: f.sourceNo,
    channel: f.channel,
    category: f.category,
    item: f.item,
    is_litigation: f.isLitigation,
    is_unclear: f.isUnclear,
    head_count: f.headCount,
    place: f.place,
    kind: f.kind,
    act_on: f.actOn,
    repeat_kind: f.repeat?.kind ?? null,
    repeat_of: f.repeat?.of ?? null,
    same_keys: f.personKeys.filter((k) => k !== null),
    alike: f.alike,
    origin_agency_id: f.originAgencyId,
    handler_agency_id: f.handlerAgencyId,
    received_on: f.receivedOn,
    received_known_at: f.recordedAt,
    handled_on: f.handledOn,
    arrived_on: f.arrivedOn,
    transfer_count: f.transfers.length,
    return_count: f.transfers.filter((t) => t.returned === 'AGREED').length,
    notice_on: f.noticeOn,
    accepted_on: f.acceptedOn,
    close_due_on: f.closeDueOn,
    close_outer_due_on: f.closeOuterDueOn,
    extension_days: f.extensionDays,
    extended_on: f.extendedOn,
    extension_approved_by: f.extensionApprovedBy,
    opinion_on: f.opinionOn,
    opinion_known_at: f.opinionAt,
    conclusion: f.conclusion,
    reply_received_on: f.replyReceivedOn,
    appeal_due_on: f.appealDueOn,
    review_agency_id: f.review?.agencyId ?? null,
    review_applied_on: f.review?.appliedOn ?? null,
    review_received_on: f.review?.receivedOn ?? null,
    review_opinion_on: f.review?.opinionOn ?? null,
    review_reply_received_on: f.review?.replyReceivedOn ?? null,
    recheck_agency_id: f.recheck?.agencyId ?? null,
    recheck_applied_on: f.recheck?.appliedOn ?? null,
    recheck_received_on: f.recheck?.receivedOn ?? null,
    recheck_opinion_on: f.recheck?.opinionOn ?? null,
    hearing_days: f.hearings.length,
    published_on: f.publishedOn,
    ending: f.ending,
    ended_on: f.endedOn,
    final_ground: f.final,
    final_on: f.finalOn,
    new_law_on: f.newLawOn,
  }
}

/** Whoever offered the petition hears of its end, and again when more becomes of it: what the answer says has changed. */
const hasNews = (before: PetitionFacts, after: PetitionFacts): boolean =>
  before.taken !== null &&
  after.ending !== null &&
  (JSON.stringify(endedFacts(before)) !== JSON.stringify(endedFacts(after)) || before.reissues !== after.reissues)

/** What every act does beside its own: the answer to the giver is counted, and a step under a newer law is noted. */
const attending = (def: ActionDef<PetitionFacts>, { rules }: PetitionVersionOf): ActionDef<PetitionFacts> => ({
  ...def,
  apply: (f, act) => {
    const after = def.apply(f, act)
    const isNewer = rules.to !== undefined && act.n > 1 && act.declaredOn >= rules.to
    return {
      ...after,
      taken: after.taken && hasNews(f, after) ? { ...after.taken, n: after.taken.n + 1 } : after.taken,
      newLawOn: after.newLawOn ?? (isNewer ? act.declaredOn : null),
    }
  },
})

function answers(act: FoldedAct, after: PetitionFacts, before: PetitionFacts): Rows {
  if (!after.taken) return {}
  if (act.n === 1)
    return act.action === 'declineOffer'
      ? answerRows(act, after.taken, 'refused', { reason: act.payload.reason })
      : answerRows(act, after.taken, 'taken', { number: after.number })
  if (after.taken.n === before.taken?.n) return {}
  const end = endedFacts(after)
  // An opinion that the platform numbers has its number by now, though facts learn it only later.
  const document = end.document ?? (['issueOpinion', 'reissueOpinion'].includes(act.action) ? issuedNumber(act) : null)
  return answerRows(act, after.taken, 'ended', { ...end, document })
}

function petitionVersion(on: PetitionFacts['receivedOn'], settings: PetitionSettings): ProcedureDef<PetitionFacts> {
  const rules = petitionRules(on, settings)
  const v: PetitionVersionOf = { rules, law: petitionLaws[rules.version] }
  const limits = petitionLimits(v, { rules, law: petitionLaws.PETITION_2005 })
  const own = {
    ...petitionIntake(v),
    ...petitionConferences(v),
    ...petitionNotices(v),
    ...petitionHandling(v),
    ...petitionReviews(v),
    ...petitionService(v),
    ...petitionSealing(v),
    ...petitionWithdrawals(v),
    ...petitionCounselling(v),
  }
  const actions = { ...own, ...petitionReissues(own) }
  return define({
    id: 'centre.petition',
    version: rules.version,
    label: '信访',
    effective: { from: rules.from, ...(rules.to ? { to: rules.to } : {}) },
    decidedBy: (input, declaredOn) => input.receivedOn ?? declaredOn,
    decidedByLabel: '收到信访事项日',
    turns: petitionTurns(limits),
    states: Object.fromEntries(
      Object.entries(petitionStates).map(([id, label]) => [
        id,
        (petitionFinal as readonly string[]).includes(id) ? { label, final: true } : { label },
      ]),
    ),
    initial: initialPetition,
    actions: Object.fromEntries(Object.entries(actions).map(([id, a]) => [id, attending(a, v)])),
    limits,
    refusals: petitionRefusals(v.law),
    receives: {
      action: 'receivePetition',
      facts: offerFacts,
      fill: (facts) => ({
        source: 'CENTRE',
        sourceNo: facts.number,
        receivedOn: facts.receivedOn,
        channel: 'TRANSFER',
        category: 'REQUEST',
        ...(facts.townCode ? { place: facts.townCode } : {}),
        ...(facts.kind ? { kind: facts.kind } : {}),
        ...(facts.actOn ? { actOn: facts.actOn } : {}),
      }),
    },
    rows: (act, after, before, state): Rows => ({
      'centre.petition': [petitionRow(act, after, state)],
      ...answers(act, after, before),
    }),
    title: (f) => (f.number ? '信访事项' : '没有接收的移交'),
  })
}

/** The three versions, under settings that a city may change (petition-rules.ts). */
export const petitionProceduresWith = (settings: PetitionSettings): readonly ProcedureDef<any>[] =>
  [petitionDates.state2005, petitionDates.province2016, petitionDates.state2022].map((on) =>
    petitionVersion(on, settings),
  )
export const petitionProcedures = petitionProceduresWith(petitionSettings)
