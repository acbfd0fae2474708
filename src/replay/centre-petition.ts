/**
 * A petition that came through a centre: taken over by the petition office, passed on to the town's government, answered there under the
 * rules of the day on which it was received; what becomes of it later, and what the centre makes of the answer.
 */
import { addDays, type Instant, type LocalDate, localDateOf } from '#kernel/clock'
import { petitionProcedure, staffOf, unitOf } from './centre-cast.ts'
import type { Case } from './centre-matters.ts'
import type { PlannedMatter } from './centre-plan.ts'
import { closeSteps, paperAt, seriesOfDays } from './centre-steps.ts'
import { later, onDay } from './enact.ts'
import { randomFamily } from './random.ts'
import { dateOf } from './timing.ts'

const CHANNEL: Readonly<Record<string, string>> = {
  VISIT: 'VISIT',
  PHONE: 'PHONE',
  HOTLINE_12345: 'PHONE',
  ONLINE: 'ONLINE',
  LETTER: 'LETTER',
}
const office = (c: Case) => unitOf(`petition-${c.m.county}`, 'petition_officer')
const handler = (c: Case, role: 'handler' | 'handler_head' = 'handler') => unitOf(`gov-${c.m.town}`, role)

/** The days of a petition: the same whether its first part is asked for or its second. */
function datesOf(c: Case) {
  const { m, ctx } = c
  const random = randomFamily(ctx.seed, 'centre-petition')(m.key)
  // Registered in the morning.
  const days = seriesOfDays(dateOf(m.day), ctx, random, 13 * 3600)
  const { turn } = m.petition!
  const triaged = days(0, 0)
  const offered = days(0, 0)
  const received = days(0, 0)
  const transferred = days(1, 2)
  const notified = turn === 'LATE' ? days(6, 8) : days(1, 3)
  const heard = days(1, 3)
  const investigated = days(1, 3)
  // From here on by the calendar: the limit runs in days from the notice.
  const from = localDateOf(notified)
  const extended = turn === 'EXTENDED' ? onDay(addDays(from, 24), 10 * 3600 + random.int(3600)) : undefined
  const last = extended
    ? seriesOfDays(addDays(from, 34 + random.int(15)), ctx, random)(1, 1)
    : seriesOfDays(addDays(from, 12 + random.int(7)), ctx, random)(1, 1)
  const answered = last > investigated ? last : days(0, 1)
  const asked = turn === 'REVIEWED' ? seriesOfDays(addDays(localDateOf(answered), 8), ctx, random)(1, 4) : undefined
  const reviewed = asked && seriesOfDays(addDays(localDateOf(asked), 15), ctx, random)(1, 4)
  return {
    random,
    triaged,
    offered,
    received,
    transferred,
    notified,
    heard,
    investigated,
    extended,
    answered,
    asked,
    reviewed,
  }
}

/** Acts of the petition until the centre hears of its answer. */
export const petitionActs = (m: PlannedMatter): number => {
  const { turn } = m.petition!
  return 6 + (turn === 'EXTENDED' ? 1 : turn === 'REVIEWED' ? 2 : 0)
}

export function addPetition(c: Case, input: { kind: string; petitioners: object[]; summary: string }): void {
  const { m, script } = c
  const p = m.petition!
  // Papers of later acts name whom they are for only where the act does.
  const addressed = { addressee: { name: c.petitioner.name, address: c.petitioner.address } }
  const t = datesOf(c)
  const dispatcher = staffOf(c.centre, 'centre_dispatcher')
  script.add(dispatcher, t.triaged, {
    matterId: m.matterId,
    action: 'triage',
    input: { signals: {}, subjectKind: 'PETITION_REQUEST', path: 'PETITION' },
  })
  script.add(
    dispatcher,
    t.offered,
    {
      matterId: m.matterId,
      action: 'handoff',
      input: {
        path: 'PETITION',
        targetAgencyId: `petition-${m.county}`,
        procedure: petitionProcedure,
        receipt: paperAt(t.offered, '移送、引导单'),
      },
    },
    { ids: { record: p.offerId } },
  )
  const act = (actor: ReturnType<typeof office>, at: Instant, action: string, input: object) =>
    script.add(actor, at, { matterId: p.matterId, action, input })
  script.add(office(c), t.received, {
    matterId: p.matterId,
    procedure: petitionProcedure,
    action: 'receivePetition',
    input: {
      agencyId: `petition-${m.county}`,
      handover: p.offerId,
      source: 'CENTRE',
      receivedOn: localDateOf(t.received),
      channel: CHANNEL[m.channel] ?? 'TRANSFER',
      category: 'REQUEST',
      petitioners: input.petitioners,
      headCount: m.heads,
      place: m.town,
      kind: input.kind,
      summary: input.summary,
    },
  })
  act(office(c), t.transferred, 'transfer', { toAgencyId: `gov-${m.town}` })
  act(handler(c), t.notified, 'notifyReceipt', {
    item: '6',
    runsClose: true,
    path: '按信访程序调查核实，出具处理意见',
    notice: paperAt(t.notified, '信访事项受理告知书'),
  })
  act(handler(c), t.heard, 'hearPetitioner', { conflict: 'NONE', record: '信访人陈述了经过和诉求' })
  act(handler(c), t.investigated, 'investigate', { conflict: 'NONE', record: '到现场核实，并查阅有关材料' })
  if (t.extended)
    act(handler(c, 'handler_head'), t.extended, 'extend', {
      days: 30,
      reason: '需要有关部门协助核实',
      notice: paperAt(t.extended, '延长办理期限告知书'),
    })
  const at = t.answered
  const on = localDateOf(at)
  if (p.turn === 'MEDIATED')
    act(handler(c), at, 'mediatePetition', {
      consents: ['PETITIONER', 'OTHER'],
      isWithinDiscretion: true,
      isAgreed: true,
      effectiveOn: on,
      agreement: paperAt(at, '调解协议书', `示信调〔${c.ctx.year}〕${1 + m.key}号`),
      text: '双方就补助发放和后续安排达成一致',
    })
  else
    act(handler(c), at, 'issueOpinion', {
      conclusion: conclusionOf(c),
      // Without a number: the platform makes the paper, in the unit's own series.
      document: paperAt(at, '信访处理意见书'),
      ...addressed,
      demand: input.summary,
      findings: '经调查核实，反映的情况部分属实',
      opinion: '按有关规定办理，并告知后续安排',
      legalBasis: on < '2022-05-01' ? '浙江省信访条例第二十三条' : '信访工作条例第三十一条第六项',
      isReviewTold: true,
      receivedOn: on,
    })
  if (!t.asked || !t.reviewed) return
  // The government next above reviews it. That it was asked to is news for the centre, which hears of both at once.
  act(office(c), t.asked, 'applyReview', {
    agencyId: `gov-${m.county}`,
    document: paperAt(t.asked, '复查申请书'),
    grounds: '对处理意见不服，请求复查',
  })
  act(unitOf(`gov-${m.county}`, 'handler'), t.reviewed, 'issueReview', {
    conclusion: 'UPHELD',
    document: paperAt(t.reviewed, '复查意见书'),
    ...addressed,
    opinion: '原处理意见事实清楚，予以维持',
    receivedOn: localDateOf(t.reviewed),
  })
}

const conclusionOf = (c: Case) => {
  const x = randomFamily(c.ctx.seed, 'centre-conclusion')(c.m.key).next()
  return x < 0.5 ? 'SUPPORTED' : x < 0.8 ? 'EXPLAINED' : 'NOT_SUPPORTED'
}
const CODE: Readonly<Record<string, string>> = {
  SUPPORTED: 'SUPPORTED_EXECUTED',
  EXPLAINED: 'RESOLVED_REPLY',
  NOT_SUPPORTED: 'NOT_SUPPORTED_EXPLAINED',
}

/** After the answer: the centre closes its matter; the petition is performed, or nobody takes it further. */
export function addPetitionEnd(
  c: Case,
  input: object,
  repeat: (c: Case, input: object, from: LocalDate) => void,
): void {
  const { m, ctx, script, centre } = c
  const p = m.petition!
  const { answered, asked, reviewed, random } = datesOf(c)
  const days = seriesOfDays(localDateOf(asked ?? answered), ctx, random)
  const told = days(1, 2)
  script.add(staffOf(centre, 'centre_dispatcher'), told, {
    matterId: m.matterId,
    action: 'recordOutcome',
    input: { paper: paperAt(told, p.turn === 'MEDIATED' ? '调解协议书' : '信访处理意见书') },
  })
  closeSteps({
    script,
    matterId: m.matterId,
    centre,
    ctx,
    random,
    days,
    code: p.turn === 'MEDIATED' ? 'RESOLVED_AGREEMENT' : CODE[conclusionOf(c)]!,
  })
  if (m.repeat) repeat(c, input, localDateOf(days(1, 1)))
  const on = localDateOf(answered)
  const act = (actor: ReturnType<typeof office>, at: Instant, action: string, more: object) =>
    script.add(actor, at, { matterId: p.matterId, action, input: more })
  if (p.turn === 'MEDIATED') {
    const at = seriesOfDays(addDays(on, 15), ctx, random)(1, 3)
    act(handler(c), at, 'performed', { evidence: paperAt(at, '履行完毕凭证') })
    return
  }
  lapse(c, addDays(reviewed ? localDateOf(reviewed) : on, 45), random)
}

/** Nobody asked the organ above in time. Before the law that says so nothing of it is acted. */
function lapse(c: Case, on: LocalDate, random: Case['random']): void {
  const at = seriesOfDays(on, c.ctx, random)(1, 2)
  c.script.add(office(c), later(at, 60), {
    matterId: c.m.petition!.matterId,
    action: 'lapse',
    input: { note: '经核实，期满没有申请' },
  })
}
