/** One case in one instance as requests: docketed, defended, heard, ended, appealed, looked back upon, closed. */
import type { ActKind } from '../domains/reconsideration/act-kinds.ts'
import type { PlannedRecon } from './admin-plan.ts'
import {
  type AdminContext,
  applicantOf,
  clockOf,
  courtFeed,
  organActor,
  suitProcedure,
  workdays,
} from './admin-steps.ts'
import { isJudged, isLoss, type PlannedSuit, type SuitEnd } from './admin-suits-plan.ts'
import type { Script } from './enact.ts'
import { personName } from './people.ts'
import { type Random, randomFamily } from './random.ts'
import { type Day, dateOf } from './timing.ts'

const KIND: Record<ActKind, string> = {
  PENALTY: 'PENALTY',
  COERCION: 'COERCION',
  LICENSE: 'PERMIT',
  RESOURCE_RIGHT: 'CONFIRMATION',
  EXPROPRIATION: 'EXPROPRIATION',
  COMPENSATION_DECISION: 'COMPENSATION',
  WORK_INJURY: 'CONFIRMATION',
  AUTONOMY: 'OTHER',
  ANTI_COMPETITION: 'OTHER',
  UNLAWFUL_DUTY: 'OTHER',
  NONFEASANCE: 'INACTION',
  BENEFIT: 'PAYMENT',
  AGREEMENT: 'AGREEMENT',
  GOV_INFO: 'OPENNESS',
  OTHER: 'OTHER',
}

/** What else of the plan a case names. */
export type Beside = {
  recon?: PlannedRecon | undefined
  parent?: PlannedSuit | undefined
}

type Case = {
  s: PlannedSuit
  ctx: AdminContext
  script: Script
  random: Random
  at: ReturnType<typeof clockOf>
  organs: string[]
  /** Day of its last act so far. */
  day: Day
}

export function addSuit(script: Script, s: PlannedSuit, beside: Beside, ctx: AdminContext): void {
  const random = randomFamily(ctx.seed, 'admin-suit-script')(s.key)
  const organs = [s.defendant, ...(s.other ? [s.other.agency] : [])]
  const clock = clockOf(random)
  const c: Case = {
    s,
    ctx,
    script,
    random,
    organs,
    day: s.docketed,
    at: (day) => {
      c.day = day
      return clock(day)
    },
  }
  docket(c, beside)
  if (s.end === 'RULING_NOT_DOCKET') {
    dismissed(c)
    return
  }
  if (s.instance === 'RETRIAL_REVIEW') {
    const served = workdays(ctx, s.concluded, 2)
    feed(c, s.concluded, 'recordJudgment', { madeOn: dateOf(s.concluded), items: items(c) })
    // Final by itself: nobody appeals from it.
    feed(c, served, 'serve', { servedOn: dateOf(served) })
    organ(c, s.defendant, 'litigation_officer', workdays(ctx, served, 16), 'close', {})
    return
  }
  if (!s.isAppellant) defend(c)
  if (s.hearing) sit(c)
  conclude(c)
}

const feed = (c: Case, day: Day, action: string, input: object, more: { lapses?: number } = {}) =>
  c.script.add(courtFeed(c.ctx.city), c.at(day), { matterId: c.s.matterId, action, input }, more)
const organ = (
  c: Case,
  agency: string,
  role: 'litigation_officer' | 'litigation_head',
  day: Day,
  action: string,
  input: object,
  more: { lapses?: number } = {},
) => c.script.add(organActor(agency, role), c.at(day), { matterId: c.s.matterId, action, input }, more)
const wd = (c: Case, day: Day, n: number) => workdays(c.ctx, day, n)
/** So many working days before another, but not before what is done already: a long holiday leaves few. */
const ahead = (c: Case, day: Day, n: number) => Math.max(c.day, workdays(c.ctx, day, -n))

function docket(c: Case, { recon, parent }: Beside): void {
  const { s, ctx, random } = c
  const place = ctx.agencyName(`gov-${s.county}`).replace(/人民政府$/, '')
  const plaintiffs = Array.from({ length: s.plaintiffs }, (_, i) =>
    s.suitKind === 'PUBLIC_INTEREST'
      ? { name: ctx.agencyName(`procuratorate-${s.county}`), kind: 'PROCURATORATE' }
      : {
          name: applicantOf(s.county, s.person + (i === 0 ? 0 : 70_000 + s.key * 20 + i), ctx.year, place, random).name,
          kind: 'PERSON',
        },
  )
  c.script.add(courtFeed(ctx.city), c.at(s.docketed), {
    matterId: s.matterId,
    procedure: suitProcedure,
    action: 'recordDocketing',
    input: {
      caseNo: s.caseNo,
      court: s.court === 'HIGH' ? '浙江省高级人民法院' : ctx.agencyName(s.court),
      courtLevel: s.courtLevel,
      instance: s.instance,
      suitKind: s.suitKind,
      procedure: 'ORDINARY',
      docketedOn: dateOf(s.docketed),
      actKind: KIND[s.kind],
      ...(recon ? { actOn: dateOf(recon.made) } : {}),
      plaintiffs,
      defendants: s.isThirdParty
        ? [
            { agencyId: s.defendant, role: 'THIRD_PARTY_AGENCY', isVertical: false },
            { name: '浙江省自然资源厅', role: 'ORIGINAL', level: 'ABOVE', kind: 'DEPARTMENT' },
          ]
        : [
            {
              agencyId: s.defendant,
              role: s.other?.role === 'JOINT_ACT' ? 'JOINT_ACT' : 'ORIGINAL',
              isVertical: s.isVertical,
            },
            ...(s.other ? [{ agencyId: s.other.agency, role: s.other.role }] : []),
          ],
      ...(recon
        ? {
            recon: {
              outcome: recon.outcome === 'REJECT_REQUEST' ? 'REJECT_REQUEST' : 'UPHELD',
              over: 'ACT',
              matterId: recon.matterId,
            },
          }
        : {}),
      ...(parent ? { origin: s.origin, parentId: parent.matterId } : {}),
      ...(s.isAppellant ? { isAppellant: true } : {}),
      ...(s.instance === 'RETRIAL' ? { isBySecond: true } : {}),
      ...(s.instance === 'SECOND' ? { appealReceivedOn: dateOf(wd(c, s.docketed, -1)) } : {}),
      chainId: s.chain,
    },
  })
}

/** The copy arrives and each organ answers in time. */
function defend(c: Case): void {
  const { s } = c
  const received = wd(c, s.docketed, 1)
  for (const agencyId of c.organs) feed(c, received, 'recordCopy', { agencyId, receivedOn: dateOf(received) })
  const answered = wd(c, received, 4)
  for (const agencyId of c.organs)
    organ(c, agencyId, 'litigation_officer', answered, 'answer', {
      submittedOn: dateOf(answered),
      hasDefence: true,
      hasEvidence: true,
      defence: '行为合法，请求驳回',
    })
}

/** The sitting: set, prepared by the organ, held. */
function sit(c: Case): void {
  const { s, random } = c
  const { on, attendance } = s.hearing!
  const set = ahead(c, on, 5)
  feed(c, set, 'scheduleHearing', { heldOn: dateOf(on), form: 'OPEN', summonsOn: dateOf(set), courtNotice: 'NONE' })
  const comes = attendance === 'CHIEF' || attendance === 'DEPUTY'
  const ready = ahead(c, on, 2)
  for (const agencyId of c.organs) {
    if (comes)
      organ(c, agencyId, 'litigation_officer', ready, 'designateHead', {
        name: personName(random),
        post: attendance === 'CHIEF' ? '局长' : '副局长',
        position: attendance === 'CHIEF' ? 'PRINCIPAL' : 'VICE',
      })
    else if (attendance !== 'NONE')
      organ(c, agencyId, 'litigation_officer', ready, 'explainAbsence', {
        reason: attendance,
        proof: 'SEALED',
        explanation: '负责人另有不能代替的公务',
      })
    organ(c, agencyId, 'litigation_officer', ready, 'delegateStaff', {
      people: [{ name: personName(random), kind: 'STAFF', post: '工作人员' }],
      powers: '一般代理',
    })
  }
  feed(c, on, 'recordHearing', {
    heldOn: dateOf(on),
    presences: c.organs.map((agencyId) => ({
      agencyId,
      attended: comes,
      ...(comes ? { category: attendance } : {}),
      idProof: comes ? 'ACCEPTED' : 'NONE',
      staffAttended: true,
      spoke: comes,
      courtOpinion: comes || attendance === 'NONE' ? 'NONE' : 'ACCEPTED',
    })),
  })
}

function items(c: Case, code: SuitEnd = c.s.end) {
  const { s } = c
  const duty = code === 'ORDER_DUTY' || code === 'COMPENSATE_DAMAGE'
  const first = {
    agencyId: s.defendant,
    target: 'ORIGINAL_ACT',
    code,
    ...(duty ? { hasDuty: true, dueOn: dateOf(wd(c, s.concluded, 60)) } : {}),
  }
  if (!s.other) return [first]
  const isRecon = s.other.role === 'RECON_ORGAN'
  const second = {
    agencyId: s.other.agency,
    target: isRecon ? 'RECON_DECISION' : 'ORIGINAL_ACT',
    code: isLoss(code) && duty ? 'CONFIRM_ILLEGAL' : code,
  }
  return [first, second]
}

function dismissed(c: Case): void {
  const { s } = c
  const served = wd(c, s.concluded, s.end === 'RULING_NOT_DOCKET' ? 0 : 2)
  feed(c, served, 'recordDismissal', {
    madeOn: dateOf(s.concluded),
    code: s.end,
    servedOn: dateOf(served),
    othersServedOn: dateOf(served),
  })
}

/** How the instance ends, and what comes of it. */
function conclude(c: Case): void {
  const { s } = c
  const on = dateOf(s.concluded)
  const served = wd(c, s.concluded, 2)
  const closeOn = (day: Day, lapses = 0) =>
    organ(c, s.defendant, 'litigation_officer', day, 'close', {}, lapses ? { lapses } : {})
  if (s.end === 'DISMISS_SUIT') {
    dismissed(c)
    return
  }
  if (s.end === 'WITHDRAWN' || s.end === 'DEEMED_WITHDRAWN') {
    if (s.isCorrected) {
      const changed = ahead(c, s.concluded, 3)
      organ(c, s.defendant, 'litigation_head', changed, 'changeAct', {
        changedOn: dateOf(changed),
        kind: 'REVOKE',
        fault: 'NONE',
        toldCourtOn: dateOf(changed),
        content: '撤销原行为，重新处理',
      })
    }
    feed(c, s.concluded, 'recordWithdrawal', { madeOn: on, isDeemed: s.end === 'DEEMED_WITHDRAWN', servedOn: on })
    closeOn(wd(c, s.concluded, 6))
    return
  }
  if (s.end === 'MEDIATED') {
    feed(c, s.concluded, 'mediate', {
      scope: 'DISCRETION',
      signedOn: on,
      hasPerformance: false,
    })
    closeOn(wd(c, s.concluded, 6))
    return
  }
  if (!isJudged(s.end)) throw new Error(`a suit of the plan ends by ${s.end}`)
  if (s.instance === 'SECOND' || s.instance === 'RETRIAL') {
    feed(c, s.concluded, 'recordJudgment', { madeOn: on, items: items(c) })
    feed(c, served, 'serve', { servedOn: dateOf(served) })
    closeOn(wd(c, served, 10))
    return
  }
  feed(c, served, 'recordJudgment', {
    madeOn: on,
    items: items(c),
    servedOn: dateOf(served),
    othersServedOn: dateOf(served),
  })
  if (s.appeal) {
    appealed(c, closeOn)
    return
  }
  // Fifteen days later it stands, by the law alone.
  const stands = wd(c, served, 16)
  if (!isLoss(s.end)) {
    if (s.isEnforced) {
      const input = { way: 'COURT', content: '申请强制执行生效判决维持的行政决定' }
      organ(c, s.defendant, 'litigation_head', wd(c, stands, 2), 'enforceAgainstParty', input, { lapses: 1 })
      closeOn(wd(c, stands, 4))
    } else closeOn(stands, 1)
    return
  }
  const parties = c.organs
  let lapses = 1
  const due = items(c).some((i) => 'hasDuty' in i && i.hasDuty)
  if (due) {
    organ(
      c,
      s.defendant,
      'litigation_officer',
      stands,
      'perform',
      { no: 1, performedOn: dateOf(stands), report: '已经履行' },
      { lapses },
    )
    lapses = 0
  }
  organ(
    c,
    parties[0]!,
    'litigation_officer',
    wd(c, stands, 3),
    'reviewLoss',
    { causes: '程序审查不严', measures: '完善内部审核' },
    lapses ? { lapses } : {},
  )
  closeOn(wd(c, stands, 5))
}

function appealed(c: Case, closeOn: (day: Day) => unknown): void {
  const { s } = c
  const { filed, served, outcome, isOwn, end } = s.appeal!
  if (isOwn)
    organ(c, s.defendant, 'litigation_head', filed, 'decideAppeal', {
      decision: 'APPEAL',
      filedOn: dateOf(filed),
      reason: '原审判决认定事实、适用法律有误',
    })
  else {
    const received = wd(c, filed, 2)
    feed(c, received, 'recordOtherAppeal', { filedOn: dateOf(filed), receivedOn: dateOf(received) })
    const answered = wd(c, filed, 6)
    for (const agency of c.organs)
      organ(c, agency, 'litigation_officer', answered, 'answerAppeal', {
        submittedOn: dateOf(answered),
        defence: '原审判决正确，请求维持',
      })
  }
  if (outcome === 'REMANDED') {
    feed(c, served, 'recordRemand', { on: dateOf(served) })
    return
  }
  feed(c, served, 'recordSecondInstance', {
    outcome,
    servedOn: dateOf(served),
    ...(end ? { items: items(c, end) } : {}),
  })
  if (end && isLoss(end))
    organ(c, s.defendant, 'litigation_officer', wd(c, served, 6), 'reviewLoss', {
      causes: '二审认定的事实与原审不同',
      measures: '完善调查取证',
    })
  closeOn(wd(c, served, 10))
}
