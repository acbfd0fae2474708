/**
 * What comes to a centre: registered whatever its source, sent on the way the law gives it, handled, answered, visited and closed.
 * One version for each law of petitions; the version is that of the day of receipt.
 */
import type { LocalDate } from '#kernel/clock'
import type { FoldedAct, ProcedureDef, Rows } from '#kernel/procedure'
import { channels, matterStates, subjectKinds } from './kinds.ts'
import { type Bases, basesBefore2022, basesFrom2022 } from './law.ts'
import { define } from './matter-common.ts'
import { conference } from './matter-conference.ts'
import { counselling } from './matter-counselling.ts'
import { court } from './matter-court.ts'
import { ending } from './matter-ending.ts'
import { initialFacts, isUnsatisfied, type MatterFacts } from './matter-facts.ts'
import { handling } from './matter-handling.ts'
import { intake } from './matter-intake.ts'
import { limitsOf, matterTurns } from './matter-limits.ts'
import { merging } from './matter-merge.ts'
import { notices } from './matter-notices.ts'
import { matterRefusals } from './matter-refusals.ts'
import { reissuing } from './matter-reissue.ts'
import { routing } from './matter-routing.ts'
import { sealing } from './matter-seal.ts'
import { service } from './matter-service.ts'
import { triaging } from './matter-triage.ts'
import { withdrawal } from './matter-withdrawal.ts'
import { from2022 } from './rules.ts'
import { settings } from './settings.ts'

const final = new Set(['CLOSED', 'MERGED'])

/** The main row: everything that is counted, filtered or shown in lists. */
function matterRow(act: FoldedAct, f: MatterFacts, state: string): Record<string, unknown> {
  return {
    matter_id: act.matter,
    matter_no: f.number,
    state,
    primary_channel: f.channels[0]!.channel,
    channels: f.channels.map((c) => c.channel),
    received_on: f.receivedOn,
    received_at: f.receivedAt,
    registered_known_at: f.recordedAt,
    subject_kind: f.subjectKind,
    path: f.path,
    proposed_path: f.proposedPath,
    level: f.level,
    place: f.place,
    kind: f.kind,
    act_on: f.actOn,
    head_count: f.headCount,
    visit_count: f.visits,
    is_group: f.isGroup,
    is_sealed: f.isSealed,
    accused_agency_id: f.accusedAgencyIds[0] ?? null,
    accused_agency_ids: f.accusedAgencyIds,
    urgent_since: f.urgentSince,
    urgent_reported_at: f.urgentReportedAt,
    triaged_on: f.triagedOn,
    admin_act_known_on: f.adminActKnownOn,
    remedy_due_on: f.remedyDueOn,
    remedy_notified_on: f.remedyNotifiedOn,
    court_signed_on: f.courtSignedOn,
    court_result: f.courtResult,
    court_result_on: f.courtResultOn,
    lead_agency_id: f.lead,
    return_count: f.returns,
    conference_count: f.conferences,
    escalation_count: f.escalations,
    is_mediated: f.isMediated,
    result_kind: f.resultKind,
    result_on: f.resultOn,
    replied_on: f.repliedOn,
    visit_back_count: f.visitBacks.length,
    dissatisfied_count: f.visitBacks.filter((v) => isUnsatisfied(v, settings.dissatisfiedTo)).length,
    reopened_count: f.reopened,
    proposed_repeat: f.proposedRepeat?.kind ?? null,
    repeat_kind: f.repeat?.kind ?? null,
    repeat_of: f.repeat?.of ?? null,
    merged_into: f.mergedInto,
    is_final: f.isFinal,
    close_code: f.closeCode,
    closed_on: f.closedOn,
    closed_known_at: f.closedAt,
  }
}

/**
 * What is said or found to be grave and urgent, and what has hardly any days left for reconsideration until it is there or in court:
 * both stand first in the work lists.
 */
const isUrgent = (f: MatterFacts): boolean =>
  f.urgentSince !== null ||
  (f.isRemedyShort && !f.handoffs.some((h) => h.path === 'RECONSIDERATION' || h.path === 'LITIGATION'))

const version = (id: string, b: Bases, effective: ProcedureDef['effective']): ProcedureDef<MatterFacts> => {
  const own = {
    ...intake(b),
    ...notices(b),
    ...triaging(b),
    ...routing(b),
    ...handling(b),
    ...conference(b),
    ...ending(b),
    ...court(b),
    ...sealing(b),
    ...merging(b),
    ...withdrawal(b),
    ...counselling(b),
    ...service(b),
  }
  return define({
    id: 'centre.matter',
    version: id,
    label: '矛调登记件',
    effective,
    decidedByLabel: '收到日',
    states: Object.fromEntries(
      Object.entries(matterStates).map(([s, label]) => [s, final.has(s) ? { label, final: true } : { label }]),
    ),
    turns: matterTurns,
    initial: initialFacts,
    actions: { ...own, ...reissuing(own) },
    limits: limitsOf(effective.from),
    refusals: matterRefusals(b),
    hears: { taken: 'heard', refused: 'heard', ended: 'heard' },
    rows: (act, after, _before, state): Rows => ({ 'centre.matter': [matterRow(act, after, state)] }),
    isUrgent,
    // A sealed matter says no more of itself than its number.
    title: (f) =>
      f.isSealed ? '密封件' : f.subjectKind ? subjectKinds[f.subjectKind] : channels[f.channels[0]?.channel ?? 'VISIT'],
  })
}

export const matterProcedures: readonly ProcedureDef<any>[] = [
  version('ZJ_PET_2016', basesBefore2022, { from: '2016-08-01' as LocalDate, to: from2022 }),
  version('PETITION_2022', basesFrom2022, { from: from2022 }),
]
