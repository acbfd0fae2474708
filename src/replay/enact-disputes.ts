/** One attempt as requests, from the day it comes in to its conclusion. */
import type { Actor } from '#kernel/access'
import { epochMs, type Instant, type LocalDate, localDateOf } from '#kernel/clock'
import type { Step } from '#kernel/matter'
import type { PlannedCommittee } from './committees.ts'
import type { PlannedDispute } from './dispute.ts'
import {
  asReader,
  type ChosenIds,
  courtLiaison,
  earliest,
  inAgency,
  later,
  officer,
  onDay,
  type Script,
} from './enact.ts'
import { addAftermath } from './enact-after.ts'
import type { PlannedPerson } from './mediators.ts'
import type { PlannedParty } from './parties.ts'
import { idFor } from './random.ts'
import { isLabour } from './schedule.ts'

export const disputeProcedure = 'mediation.dispute'

/** People of the committees, for whoever acts in a dispute. */
export type DisputeContext = {
  seed: string
  committees: readonly PlannedCommittee[]
  persons: readonly PlannedPerson[]
  /** By committee: the head's seat. */
  heads: readonly Seat[]
  /** By committee and person: the seat. */
  seats: readonly ReadonlyMap<number, Seat>[]
  agencyName: (id: string) => string
  /** First day on which the procedure of judicial confirmation has a version; before it none is acted. */
  confirmationFrom?: LocalDate
}
export type Seat = { person: number; startOn: LocalDate; endOn?: LocalDate | undefined }

/** One attempt and the people who act in it. */
export type Case = {
  d: PlannedDispute
  ctx: DisputeContext
  script: Script
  committee: PlannedCommittee
  /** Parties that are named: a guardian stands beside his ward and is none. */
  parties: readonly PlannedParty[]
  /** Their numbers, from 1. */
  seqs: number[]
  head: Actor
  host: Actor
}

const CHANNEL: Readonly<Record<string, string>> = { 当面: 'IN_PERSON', 电话: 'PHONE', 书面: 'WRITTEN' }
const KIND: Readonly<Record<string, string>> = { CITIZEN_ID: 'resident', CREDIT_CODE: 'uscc' }

export const isInOffice = (s: Seat | undefined, on: LocalDate): boolean =>
  s !== undefined && s.startOn <= on && (s.endOn === undefined || on < s.endOn)

export const seatOf = (ctx: DisputeContext, committee: number, person: number): Seat | undefined =>
  ctx.seats[committee]!.get(person)

/** A mediator in office at the committee. */
export function mediatorActor(ctx: DisputeContext, committee: number, person: number): Actor {
  const agency = ctx.committees[committee]!.id
  return { id: ctx.persons[person]!.id, role: 'mediator', scope: inAgency(agency), agency }
}

/** Adds all acts of an attempt to the script. */
export function addDispute(script: Script, d: PlannedDispute, ctx: DisputeContext): void {
  const committee = ctx.committees[d.committee]!
  const headSeat = ctx.heads[d.committee]!
  const head: Actor = {
    id: ctx.persons[headSeat.person]!.id,
    role: 'committee_head',
    scope: inAgency(committee.id),
    agency: committee.id,
  }
  const named = d.mediators[0]
  const isThere = named !== undefined && isInOffice(seatOf(ctx, d.committee, named), localDateOf(d.receivedAt))
  const parties = d.parties.filter((p) => p.guardianOf === undefined)
  const c: Case = {
    d,
    ctx,
    script,
    committee,
    parties,
    seqs: parties.map((_, i) => i + 1),
    head,
    host: isThere ? mediatorActor(ctx, d.committee, named) : head,
  }
  addOpening(c)
  if (d.mergedIntoMatterId) addMerge(c)
  if (d.notAccepted) addNotAccepted(c)
  if (d.acceptedAt && !d.quickOral) addAcceptance(c)
  if (d.transfer && d.outcome === 'TRANSFERRED_OUT') addTransferOut(c)
  if (d.endedBeforeStart) addEnding(c)
  if (d.quickOral) addQuickOral(c)
  else if (d.assignedAt && !d.endedBeforeStart) addMediation(c)
  addAftermath(c)
}

const on = (at: Instant): LocalDate => localDateOf(at)
const paper = (at: Instant, more: { kind?: string; number?: string } = {}) => ({ date: on(at), ...more })
export const paperOf = paper

/** What every opening act says of the dispute. */
function caseOf(c: Case) {
  const { d, parties, committee } = c
  return {
    committeeAgencyId: committee.id,
    kind: d.kind,
    place: d.town,
    headCount: d.headCount,
    isGroup: d.isGroup,
    ...(d.amountInvolvedFen === null ? {} : { amountInvolvedFen: d.amountInvolvedFen }),
    riskLevel: d.riskLevel,
    isLandContract: d.isLandContract,
    isDeathOrSeriousInjury: d.isDeathOrSeriousInjury,
    isMajorComplex: d.isMajorComplex,
    parties: parties.map((p, i) => {
      const guardian = d.parties.find((x) => x.guardianOf === i)
      return {
        side: p.side,
        kind: p.type === 'PERSON' ? 'PERSON' : 'ORGANISATION',
        name: p.name,
        idKind: KIND[p.idType],
        idNumber: p.idNo,
        ...(p.birthDate ? { birthOn: p.birthDate } : {}),
        phone: p.phone,
        address: p.address,
        isRepresentative: p.isRepresentative,
        ...(guardian ? { guardianName: guardian.name } : {}),
      }
    }),
    summary: d.summary,
  }
}

/** Ids of the parties follow from the dispute, so that whoever meets them first gives the same. */
export const partyIds = (seed: string, parties: readonly PlannedParty[], receivedAt: Instant): ChosenIds =>
  Object.fromEntries(
    parties.map((p) => [`party/${p.idNo}`, idFor(seed, 'party', `${p.idType}/${p.idNo}`, epochMs(receivedAt))]),
  )

function addOpening(c: Case): Script {
  const { d, ctx, script, host, head } = c
  const input = caseOf(c)
  const open = (actor: Actor, action: string, more: object, at: Instant = d.receivedAt) => {
    return script.add(
      actor,
      at,
      { matterId: d.matterId, procedure: disputeProcedure, action, input: { ...input, ...more } },
      { ids: partyIds(ctx.seed, c.parties, at) },
    )
  }
  if (d.transferredFromMatterId)
    return open(head, 'receiveTransfer', { fromMatterId: d.transferredFromMatterId }, later(d.receivedAt, 1))
  const form = { form: d.form === 'ORAL' ? 'ORAL' : 'WRITTEN' }
  if (d.previousMatterId)
    return open(host, 'reapply', { previousMatterId: d.previousMatterId, rootDisputeId: d.previousMatterId, ...form })
  if (d.source === 'COMMITTEE_INITIATIVE') return open(host, 'initiate', {})
  const r = d.referral
  if (r && r.mode !== 'INFORMED') {
    const isCourt = d.source === 'COURT_DELEGATED' || d.source === 'COURT_ENTRUSTED'
    // What a centre hands over the committee takes itself.
    const actor = d.handover
      ? host
      : isCourt
        ? courtLiaison(r.agency)
        : officer(r.agency, 'referrer', asReader(r.agency))
    return open(actor, 'receiveReferral', {
      source: d.source,
      mode: 'ENTRUSTED',
      ...(d.handover ? { handover: d.handover.id } : {}),
      letter: paper(d.receivedAt, r.letterNo ? { number: r.letterNo } : {}),
      ...(isCourt ? { courtProcedure: r.courtProcedure ?? 'ORDINARY', courtSignedOn: r.courtSignedOn } : {}),
    })
  }
  return open(host, 'apply', { source: d.source, ...form })
}

const act = (c: Case, actor: Actor, at: Instant, action: string, input: object): Script =>
  c.script.add(actor, at, { matterId: c.d.matterId, action, input })
export const addAct = act

function addConsents(c: Case): void {
  // Who comes to an oral mediation takes part of his own will; only the law's own cases are asked for in so many words.
  if (c.d.form === 'ORAL' && !(c.d.referral && c.d.referral.mode !== 'INFORMED')) return
  for (const x of c.d.consents) {
    if (x.result !== 'CONSENT' || x.party >= c.parties.length) continue
    act(c, c.host, x.at, 'consent', {
      party: x.party + 1,
      result: 'CONSENT',
      channel: CHANNEL[x.channel] ?? 'IN_PERSON',
      document: paper(x.at, { kind: '同意记录' }),
    })
  }
}

const connection = (c: Case) => (c.d.group === 'PROFESSIONAL' ? 'FIELD' : 'PLACE')

function addAcceptance(c: Case): void {
  const { d } = c
  addConsents(c)
  act(c, c.head, d.acceptedAt!, 'accept', {
    connection: connection(c),
    ...(d.mergedIntoMatterId ? { duplicateDenial: '登记的来源不同，先予受理，与在办件核对后再定' } : {}),
  })
}

/** An explicit refusal, under whatever name it ends the attempt. */
function addRefusal(c: Case, at: Instant): void {
  const { d } = c
  const said = d.consents.find((x) => x.result === 'REFUSE_EXPLICIT')
  act(c, c.host, at, 'refuse', {
    party: (said?.party ?? c.parties.findIndex((p) => p.side === 'B')) + 1,
    channel: CHANNEL[said?.channel ?? ''] ?? 'IN_PERSON',
    document: paper(at, { kind: '拒绝记录' }),
    ...(d.kind === 'MEDICAL' ? { reason: '不接受人民调解，选择其他途径解决' } : {}),
    ...(isLabour(d.kind) ? { otherSideNotifiedOn: on(at) } : {}),
  })
}

function addNotAccepted(c: Case): void {
  const { d } = c
  const { at, reason } = d.notAccepted!
  if (reason === 'PARTY_REFUSED') {
    addRefusal(c, at)
    return
  }
  act(c, c.head, at, 'notAccept', { code: reason, letter: paper(at, { kind: '不予调解函' }) })
}

function addEnding(c: Case): void {
  const { d, committee } = c
  if (d.assignedAt) addAssignment(c, d.assignedAt)
  const { at, reason } = d.endedBeforeStart!
  if (reason === 'PARTY_REFUSED') {
    addRefusal(c, at)
    return
  }
  act(c, c.host, at, 'withdraw', {
    reason:
      { WITHDRAWN: 'WITHDRAWN', UNREACHABLE: 'LOST_CONTACT' }[reason] ??
      (committee.index % 2 ? 'COURT_ACCEPTED' : 'DEATH'),
    ...(d.kind === 'MEDICAL' ? { writtenReason: paper(at, { kind: '终止调解书面说明' }) } : {}),
  })
}

function addMerge(c: Case): void {
  const { d } = c
  const at = d.merge!.at
  const into = d.mergedIntoMatterId!
  act(c, c.head, at, 'mergeInto', {
    intoMatterId: into,
    intoRootDisputeId: into,
    note: '当事人和纠纷相同，并入先登记的件',
  })
  // The earlier matter takes note, in the same script.
  c.script.add(c.head, later(at, 1), { matterId: into, action: 'absorb', input: { fromMatterId: d.matterId } })
}

function addTransferOut(c: Case): void {
  const { d, ctx } = c
  const at = d.transfer!.at
  act(c, c.head, at, 'transferOut', {
    toAgencyId: ctx.committees[d.transferredToCommittee!]!.id,
    consents: c.seqs,
    receiverConsent: paper(at, { kind: '接收函' }),
    reason: '当事人协商选择其他人民调解委员会',
  })
}

const assignment = (c: Case) => {
  const [first, ...others] = c.d.mediators.map((m) => c.ctx.persons[m]!.id)
  return { hostMediatorId: first, ...(others.length ? { otherMediatorIds: others } : {}) }
}
const addAssignment = (c: Case, at: Instant) => act(c, c.head, at, 'assign', assignment(c))

const session = (c: Case, at: Instant, s: PlannedDispute['sessions'][number] | undefined) => ({
  startedAt: at.slice(11, 16),
  ...(s ? { where: s.place, mode: s.mode } : {}),
  attendees: c.seqs,
  record: paper(at, { kind: '人民调解记录' }),
})

const escalation = (c: Case, discoveredAt: Instant) => ({
  kind: c.d.escalation!.kind,
  toAgency: c.ctx.agencyName(c.d.escalation!.toAgency),
  discoveredAt,
  isViolenceAsked: c.d.kind === 'MARRIAGE_FAMILY',
  receipt: '已电话告知并登记',
})

function addMediation(c: Case): void {
  const { d, host } = c
  const end = d.concludedAt
  addAssignment(c, d.assignedAt!)
  if (d.rightsAt) act(c, host, d.rightsAt, 'informRights', { receipt: paper(d.rightsAt) })
  for (const s of d.sessions) act(c, host, s.at, 'holdSession', session(c, s.at, s))
  if (d.escalation) {
    const at = end ? earliest(d.escalation.at, later(end, -1)) : d.escalation.at
    act(c, host, at, 'reportEscalation', escalation(c, d.sessions[0]!.at))
  }
  if (d.appraisal) {
    act(c, host, onDay(d.appraisal.from, 11 * 3600), 'appraise', {
      startOn: d.appraisal.from,
      institution: '示例医疗损害鉴定机构',
      isJointlyEntrusted: true,
    })
    act(c, host, onDay(d.appraisal.to, 11 * 3600), 'appraise', { endOn: d.appraisal.to })
  }
  d.extensions.forEach((e, i) => {
    act(c, c.head, later(e.agreedAt, i), 'extend', {
      clock: e.clock,
      requestedOn: on(e.requestedAt),
      consents: c.seqs,
      newDueOn: e.newDueOn,
      application: paper(e.requestedAt),
    })
  })
  if (!end) return
  if (d.agreement) act(c, host, end, 'settle', settlement(c))
  else act(c, host, end, 'fail', failure(c))
}

/** Accepted, assigned, heard and agreed on the spot, in one entry by the mediator under the head's general authority. */
function addQuickOral(c: Case): void {
  const { d } = c
  addConsents(c)
  const at = d.concludedAt!
  const authorisation = { date: c.committee.establishedOn, kind: '主任概括授权' }
  const step = (action: string, input: object): Step => ({ matterId: d.matterId, action, input })
  c.script.add(c.host, at, [
    step('accept', { connection: connection(c), authorisation }),
    step('assign', { ...assignment(c), authorisation }),
    step('informRights', {}),
    step('holdSession', session(c, at, d.sessions[0])),
    ...(d.escalation ? [step('reportEscalation', escalation(c, at))] : []),
    step('settle', settlement(c)),
  ])
}

function settlement(c: Case) {
  const { d } = c
  const a = d.agreement!
  const at = d.concludedAt!
  const isWritten = a.form === 'WRITTEN'
  const signedOn = new Map(a.signedAt.map((s) => [s.party, on(s.at)]))
  const sums = a.obligations.flatMap((o) => (o.amountFen === null ? [] : [o.amountFen]))
  const isIdentity = a.flags.includes('IDENTITY_RELATION')
  return {
    form: a.form,
    scope: a.scope,
    signatures: c.parties.map((p, i) => ({
      party: i + 1,
      on: signedOn.get(i) ?? on(at),
      ...(p.isMinor ? { signer: 'GUARDIAN' } : {}),
    })),
    ...(isWritten
      ? { mediatorSignedOn: on(a.mediatorSignedAt!), sealedOn: on(a.sealedAt!) }
      : { agreedOn: on(at), oralRecord: paper(at, { kind: '口头协议登记表' }) }),
    content: a.content,
    hasMoney: sums.length > 0,
    ...(sums.length ? { amountPayableFen: sums.reduce((x, y) => x + y, 0) } : {}),
    obligations: a.obligations.map((o) => ({
      obligor: o.obligor + 1,
      obligee: o.obligee + 1,
      content: o.content,
      ...(o.amountFen === null ? {} : { amountFen: o.amountFen }),
      dueOn: o.dueOn,
      ...(d.isInstant ? { performedOn: on(at) } : {}),
    })),
    isInstant: d.isInstant,
    isLawful: true,
    ...(isIdentity ? { identityClause: 'TO_AUTHORITY' } : {}),
    ...(a.flags.length ? { flags: a.flags } : {}),
  }
}

function failure(c: Case) {
  const { d } = c
  const f = d.failure!
  const cause = f.reason.replace('FAILED_', '')
  return {
    cause,
    ...(cause === 'SUPERVENING' ? { supervening: 'COURT_ACCEPTED' } : {}),
    remedyNotice: { on: on(f.at), channels: isLabour(d.kind) ? ['ARBITRATION'] : ['LITIGATION', 'OTHER_COMMITTEE'] },
    ...(f.terminationNotice ? { terminationNotice: paper(f.at) } : {}),
  }
}
