/**
 * A centre's matter that people's mediation takes up: registered, sent on and offered to the committee, which takes it by its own
 * registration (`handover`); once the attempt has ended the centre hears of it and answers, sends it on or gives it back to the court.
 */
import { type Instant, localDateOf } from '#kernel/clock'
import { matterProcedure, staffOf } from './centre-cast.ts'
import type { PlannedLink } from './centre-plan.ts'
import { type CentreContext, closeSteps, courtHandoff, paperAt, partyInput, seriesOfDays } from './centre-steps.ts'
import { KIND_LABEL, type PlannedDispute } from './dispute.ts'
import { later, latest, type Script } from './enact.ts'
import { partyIds } from './enact-disputes.ts'
import { randomFamily } from './random.ts'
import { isLabour } from './schedule.ts'

/** Named at the centre at most; a group's others are counted with the dispute. */
const MOST_NAMED = 4

const named = (d: PlannedDispute) =>
  d.parties.filter((p) => p.guardianOf === undefined && p.side === 'A').slice(0, MOST_NAMED)
const courtExtensions = (d: PlannedDispute) => d.extensions.filter((e) => e.clock === 'COURT')
const isDelegated = (link: PlannedLink) => link.channel === 'COURT_DELEGATED'

/** Acts of the centre's matter before the attempt ends: what comes later goes on from there. */
export const actsBefore = (link: PlannedLink, d: PlannedDispute): number =>
  3 + (isDelegated(link) ? courtExtensions(d).length : 0)

/** The dispute as the committee takes it over from the centre. */
export const handedOver = (link: PlannedLink, d: PlannedDispute): PlannedDispute => ({
  ...d,
  handover: { id: link.offerId },
})

/** Registration, triage and the offer, in the half hour before the committee registers it. */
export function addLinkedOpening(script: Script, link: PlannedLink, d: PlannedDispute, ctx: CentreContext): void {
  const { committees, centres } = ctx
  const centre = centres[link.centre]!
  const registeredAt = later(d.receivedAt, -1500)
  const petitioners = named(d)
  script.add(
    staffOf(centre, 'centre_reception'),
    registeredAt,
    {
      matterId: link.matterId,
      procedure: matterProcedure,
      action: 'register',
      input: {
        centreAgencyId: centre.id,
        channel: link.channel,
        place: d.town,
        kind: KIND_LABEL[d.kind] ?? d.kind,
        petitioners: petitioners.map(partyInput),
        counterparties: d.parties.filter((p) => p.side === 'B').map((p) => ({ name: p.name })),
        headCount: petitioners.length,
        representatives: Math.min(petitioners.length, 3),
        summary: d.summary,
        ...(isDelegated(link) ? { courtSignedOn: d.referral!.courtSignedOn } : {}),
      },
    },
    // The same ids as the committee would have given them.
    { ids: partyIds(ctx.partySeed, petitioners, d.receivedAt) },
  )
  const labour = isLabour(d.kind)
  const dispatcher = staffOf(centre, 'centre_dispatcher')
  script.add(dispatcher, later(d.receivedAt, -900), {
    matterId: link.matterId,
    action: 'triage',
    input: {
      signals: labour ? { isLabour: true } : { isCivil: true },
      subjectKind: labour ? 'LABOUR_DISPUTE' : 'CIVIL_DISPUTE',
      path: 'PEOPLES_MEDIATION',
      reach: d.group === 'PROFESSIONAL' ? { isProfessional: true } : d.group === 'VILLAGE' ? {} : { span: 'VILLAGES' },
    },
  })
  script.add(
    dispatcher,
    later(d.receivedAt, -300),
    {
      matterId: link.matterId,
      action: 'handoff',
      input: {
        path: 'PEOPLES_MEDIATION',
        targetAgencyId: committees[d.committee]!.id,
        procedure: 'mediation.dispute',
        receipt: paperAt(d.receivedAt, '移送、引导单'),
      },
    },
    { ids: { record: link.offerId } },
  )
  if (isDelegated(link))
    courtExtensions(d).forEach((e, i) => {
      script.add(dispatcher, later(e.agreedAt, 60 + i), {
        matterId: link.matterId,
        action: 'extendCourt',
        input: {
          consents: ['PLAINTIFF', 'DEFENDANT'],
          newDueOn: e.newDueOn,
          document: paperAt(e.agreedAt, '延期同意书'),
        },
      })
    })
}

/** When the attempt was over, whatever its end. */
export const endOf = (d: PlannedDispute): Instant => {
  const said = d.consents.reduce<Instant>(
    (m, c) => (c.result === 'REFUSE_EXPLICIT' ? latest(m, c.at) : m),
    d.receivedAt,
  )
  return latest(d.concludedAt ?? d.notAccepted?.at ?? d.endedBeforeStart?.at ?? d.receivedAt, said)
}

/** What the centre does once the attempt has ended. */
export function addLinkedEnding(script: Script, link: PlannedLink, d: PlannedDispute, ctx: CentreContext): void {
  const centre = ctx.centres[link.centre]!
  const random = randomFamily(ctx.seed, 'centre-ending')(link.dispute)
  const end = endOf(d)
  const days = seriesOfDays(localDateOf(end), ctx, random)
  const dispatcher = staffOf(centre, 'centre_dispatcher')
  const { matterId } = link
  const act = (at: Instant, action: string, input: object) => script.add(dispatcher, at, { matterId, action, input })
  script.continue(matterId, actsBefore(link, d))
  const isSettled = d.agreement !== undefined
  if (isSettled) {
    const at = days(1, 2)
    act(at, 'recordOutcome', { paper: paperAt(at, '调解协议') })
    closeSteps({ script, matterId, centre, ctx, random, days, code: 'RESOLVED_AGREEMENT' })
    return
  }
  if (isDelegated(link)) {
    const at = later(end, 900)
    act(at, 'returnToCourt', {
      courtAgencyId: `court-${centre.county}`,
      reason: d.failure ? 'FAILED' : d.notAccepted ? 'REFUSED' : 'UNREACHABLE',
      receipt: paperAt(at, '材料移送单'),
    })
    guided(act, days)
    return
  }
  if (d.failure || d.notAccepted) {
    const at = days(1, 2)
    if (d.failure) act(at, 'recordOutcome', {})
    else act(at, 'targetRefuse', { reason: '不予受理，已另行告知途径' })
    act(later(at, 600), 'handoff', courtHandoff(centre, at, isLabour(d.kind)))
    guided(act, days)
    return
  }
  const at = days(1, 2)
  act(at, 'recordOutcome', { outcome: 'OTHER', paper: paperAt(at, '办理情况告知') })
  closeSteps({ script, matterId, centre, ctx, random, days, code: 'GUIDED_TO_PROCEDURE' })
}

/** The next procedure has it: its receipt is recorded and the matter closed. */
function guided(act: (at: Instant, action: string, input: object) => unknown, days: ReturnType<typeof seriesOfDays>) {
  const at = days(2, 5)
  act(at, 'recordOutcome', { outcome: 'ACCEPTED', paper: paperAt(at, '受理回执') })
  act(days(0, 2), 'close', { closeCode: 'GUIDED_TO_PROCEDURE' })
}
