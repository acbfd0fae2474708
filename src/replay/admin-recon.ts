/** One application for reconsideration as requests: taken in, handled, decided or settled, served, performed, filed away. */
import type { Instant } from '#kernel/clock'
import { type ActKind, actKinds } from '../domains/reconsideration/act-kinds.ts'
import { isSettled, type PlannedRecon } from './admin-plan.ts'
import {
  type AdminContext,
  applicantOf,
  bodyOf,
  clockOf,
  drawnId,
  officerId,
  organActor,
  type ReconRole,
  reconProcedure,
  workdays,
} from './admin-steps.ts'
import type { Script } from './enact.ts'
import { type Random, randomFamily } from './random.ts'
import { type Day, dateOf } from './timing.ts'

type Case = {
  r: PlannedRecon
  ctx: AdminContext
  script: Script
  random: Random
  at: (day: Day) => Instant
  /** Acts so far: the n-th is the next one. */
  n: number
  /** Nothing is put after this day before the case is decided. */
  cap: Day
}

const DEMANDS: Partial<Record<ActKind, string>> = {
  GOV_INFO: '撤销政府信息公开答复，责令重新答复',
  NONFEASANCE: '责令依法履行职责',
  BENEFIT: '责令依法给付',
  LICENSE: '撤销不予许可决定',
}

/** Everything of one application; `suedOn` where its applicant went to court after it. */
export function addRecon(script: Script, r: PlannedRecon, ctx: AdminContext, suedOn?: Day): void {
  const random = randomFamily(ctx.seed, 'admin-recon-script')(r.key)
  const c: Case = { r, ctx, script, random, at: clockOf(random), n: 0, cap: workdays(ctx, r.closed, -1) }
  file(c)
  if (r.outcome === 'REFUSED') {
    endRefused(c)
    return
  }
  if (r.outcome === 'ABANDONED') {
    endAbandoned(c)
    return
  }
  if (r.outcome === 'ADVISED_ELSEWHERE') {
    const organ = r.respondent.startsWith('customs') ? '海关总署' : ctx.agencyName(`tax-${ctx.city}`)
    by(c, 'recon_unit_head', r.closed, 'advise', { organ, reason: '被申请人由上级垂直领导，不属于本机关管辖' })
    return
  }
  if (r.outcome === 'TRANSFERRED') {
    const organ = `${ctx.agencyName(`gov-${ctx.city}`)}或者${ctx.agencyName(`environment-${ctx.city}`)}`
    by(c, 'recon_clerk', r.closed, 'transferByCounty', { toOrgan: organ, fallsUnder: '2' })
    return
  }
  const from = r.turn === 'ORDERED' ? ordered(c) : r.received
  handle(c, from)
  end(c, suedOn)
}

const step = (c: Case, actor: Parameters<Script['add']>[0], day: Day, action: string, input: object): Instant => {
  const at = c.at(day)
  c.script.add(actor, at, { matterId: c.r.matterId, action, input })
  c.n++
  return at
}
const by = (c: Case, role: ReconRole, day: Day, action: string, input: object) =>
  step(c, bodyOf(c.r.organ, role), day, action, input)
/** An act that issues a paper, and the paper's id. */
function issuing(c: Case, role: ReconRole, day: Day, action: string, input: object): string {
  const n = c.n
  const at = by(c, role, day, action, input)
  return drawnId(c.ctx.seed, c.r.matterId, n, at)
}
const serve = (c: Case, day: Day, document: string, recipient: string) =>
  by(c, 'recon_clerk', day, 'serve', {
    document,
    recipient,
    way: recipient === '1' ? 'MAIL' : 'DIRECT',
    on: dateOf(day),
  })
const wd = (c: Case, day: Day, n: number) => Math.min(workdays(c.ctx, day, n), c.cap)

function file(c: Case): void {
  const { r, ctx, random } = c
  const at = c.at(r.received)
  const kind = actKinds[r.kind]
  const isByMail = random.chance(0.3)
  const isDiscretionary = isSettled(r.outcome) || r.kind === 'PENALTY'
  const known = workdays(ctx, r.made, 1)
  c.script.add(bodyOf(r.organ, 'recon_clerk'), at, {
    matterId: r.matterId,
    procedure: reconProcedure,
    action: 'file',
    input: {
      organId: r.organ,
      filedVia: isByMail ? 'MAIL' : 'IN_PERSON',
      filedOn: dateOf(r.received),
      receivedOn: dateOf(r.received),
      applicants: [
        applicantOf(r.county, r.person, ctx.year, ctx.agencyName(`gov-${r.county}`).replace(/人民政府$/, ''), random),
      ],
      respondents: [{ agencyId: r.respondent }],
      act: {
        kind: r.kind,
        docNo: r.group
          ? `示征〔${dateOf(r.made).slice(0, 4)}〕${Number.parseInt(r.group.slice(-4), 16)}号`
          : `示决〔${dateOf(r.made).slice(0, 4)}〕${1 + r.key}号`,
        madeOn: dateOf(r.made),
        knownOn: dateOf(Math.min(known, r.received - 1)),
        remedyNoticed: 'FULL',
        isDiscretionary,
        ...(r.kind === 'PENALTY' ? { penaltyKinds: ['罚款'], amountFen: 20_000 * (1 + random.int(50)) } : {}),
      },
      request: DEMANDS[r.kind] ?? `撤销${kind}决定`,
      facts: `对${kind}行为不服（${r.isAssumed ? '演示假设：公布数字没有说明其内容' : '模拟数据'}）`,
      isSigned: true,
    },
  })
  c.n++
}

function endRefused(c: Case): void {
  const { r, ctx } = c
  const paper = issuing(c, 'recon_unit_head', r.closed, 'refuse', {
    ground: 'NO_INTEREST',
    reason: '与被申请行为没有利害关系',
  })
  serve(c, workdays(ctx, r.closed, 2), paper, '1')
  by(c, 'recon_clerk', workdays(ctx, r.closed, 30), 'archive', {})
}

function endAbandoned(c: Case): void {
  const { r, ctx } = c
  const asked = workdays(ctx, r.received, 2)
  const supplyBy = workdays(ctx, asked, 9)
  by(c, 'recon_unit_head', asked, 'requestCorrection', {
    items: ['具体的复议请求', '行政行为的材料'],
    isUndecidable: true,
    supplyBy: dateOf(supplyBy),
    receivedOn: dateOf(asked),
  })
  const last = Math.max(r.closed, workdays(ctx, supplyBy, 2))
  by(c, 'recon_unit_head', last, 'recordAbandon', { isReasonChecked: true, record: '逾期没有补正，经核实没有正当理由' })
  by(c, 'recon_clerk', workdays(ctx, last, 10), 'archive', {})
}

/** Refused at first by a county; the city orders it to be accepted. */
function ordered(c: Case): Day {
  const { r, ctx } = c
  const superior = `gov-${ctx.city}`
  const refused = workdays(ctx, r.received, 3)
  by(c, 'recon_clerk', workdays(ctx, r.received, 2), 'propose', {
    proposal: 'REFUSE',
    reason: '认为不属于复议范围，建议不予受理',
  })
  const paper = issuing(c, 'recon_unit_head', refused, 'refuse', {
    ground: 'OUT_OF_SCOPE',
    reason: '认为不属于复议范围',
  })
  serve(c, workdays(ctx, refused, 1), paper, '1')
  by(c, 'recon_clerk', workdays(ctx, refused, 2), 'complain', {
    superiorId: superior,
    about: 'ACCEPT',
    content: '申请人反映应当受理',
  })
  step(c, organActor(superior, 'recon_superior'), workdays(ctx, refused, 5), 'orderCorrect', {
    kind: 'ACCEPT',
    dueOn: dateOf(workdays(ctx, r.accepted!, 2)),
    reason: '属于复议范围，应当受理',
  })
  by(c, 'recon_unit_head', r.accepted!, 'acceptByOrder', { note: '按责令受理' })
  return r.accepted!
}

/** Assigned, answered, heard where it is, put off where it is. */
function handle(c: Case, from: Day): void {
  const { r } = c
  const { organ } = r
  by(c, 'recon_unit_head', wd(c, from, 1), 'assign', {
    officers: (['recon_officer', 'recon_clerk'] as const).map((role) => ({
      officerId: officerId(organ, role),
      firstReconOn: '2015-03-02',
      legalQualNo: 'A20150000000',
    })),
  })
  const copied = wd(c, from, 3)
  by(c, 'recon_officer', copied, 'serveCopy', { to: 'ALL', receivedOn: dateOf(copied) })
  // Ten calendar days, which a long holiday may nearly fill.
  let wait = 3 + c.random.int(2)
  while (wait > 1 && workdays(c.ctx, copied, wait) > copied + 9) wait--
  const replied = wd(c, copied, wait)
  step(c, organActor(r.respondent, 'respondent_officer'), replied, 'reply', {
    reply: '行为认定事实清楚，适用依据正确，程序合法',
    evidence: [{ name: '行政行为的案卷', collectedOn: dateOf(r.made) }],
    basis: ['有关法律、法规'],
  })
  let day = replied
  const room = r.closed - replied
  if (r.turn === 'HEARING' && room >= 16) {
    day = wd(c, day, 1)
    const held = wd(c, day, 7)
    by(c, 'recon_officer', day, 'noticeHearing', {
      scheduledOn: dateOf(held),
      place: '行政复议听证室',
      items: '行为的事实和依据',
      servedOn: dateOf(day),
    })
    by(c, 'recon_officer', held, 'holdHearing', {
      heldOn: dateOf(held),
      chair: officerId(organ, 'recon_officer'),
      assessors: [officerId(organ, 'recon_clerk'), officerId(organ, 'recon_unit_head')],
      recorder: officerId(organ, 'recon_clerk'),
      attendee: 'HEAD',
      record: '各方陈述、质证，记录在卷',
    })
    day = held
  } else {
    day = wd(c, day, 1)
    by(c, 'recon_officer', day, 'hearViews', {
      party: 'APPLICANT',
      mode: 'PHONE',
      heardOn: dateOf(day),
      views: '申请人坚持请求',
    })
  }
  if (r.turn === 'SUSPENDED' && r.closed - day >= 14) {
    day = wd(c, day, 1)
    by(c, 'recon_officer', day, 'suspend', { ground: 'S08', reason: '须等待另案结果', isNoticed: true })
    day = wd(c, day, 5)
    by(c, 'recon_officer', day, 'recordCauseRemoved', { on: dateOf(day), note: '另案已有结果' })
    day = wd(c, day, 1)
    by(c, 'recon_officer', day, 'resume', { reason: '中止原因消除' })
  }
  if (r.turn === 'EXTENDED' && r.closed > from + 60)
    by(c, 'recon_organ_head', Math.max(day, workdays(c.ctx, from + 50, 0)), 'extend', {
      days: 30,
      reason: '案情复杂，需要进一步调查',
      isNoticed: true,
    })
}

/** The end as planned, its service, and what follows. */
function end(c: Case, suedOn: Day | undefined): void {
  const { r, ctx } = c
  const court = ctx.agencyName(`court-${r.county}`)
  const parties = `申请人、被申请人${ctx.agencyName(r.respondent)}`
  c.cap = Number.MAX_SAFE_INTEGER
  const after = (n: number) => workdays(ctx, r.closed, n)
  const sue = () => {
    if (suedOn === undefined) return
    by(c, 'recon_clerk', suedOn, 'recordSuit', { court, suedOn: dateOf(suedOn) })
  }
  const o = r.outcome
  if (o === 'MEDIATED') {
    const drawn = workdays(ctx, r.closed, -1)
    by(c, 'recon_unit_head', drawn, 'mediate', {
      terms: '被申请人变更处理，申请人接受',
      claims: '请求及理由见申请书',
      parties,
    })
    by(c, 'recon_officer', r.closed, 'confirmSigned', {
      signatures: ['1', r.respondent].map((who) => ({ who, signedOn: dateOf(r.closed) })),
      sealedOn: dateOf(r.closed),
    })
    perform(c, after(15))
    by(c, 'recon_clerk', after(25), 'archive', {})
    return
  }
  if (isSettled(o)) {
    const before = workdays(ctx, r.closed, -1)
    if (o === 'WITHDRAWN_AFTER_CORRECTION')
      step(c, organActor(r.respondent, 'respondent_officer'), before, 'respondentChangesAct', {
        content: '自行撤销原行为并重新处理',
        document: { number: `示改〔${dateOf(before).slice(0, 4)}〕${1 + r.key}号`, date: dateOf(before) },
      })
    if (o !== 'SETTLED_WITHDRAWN')
      by(c, 'recon_officer', before, 'requestWithdraw', {
        reason: o === 'WITHDRAWN_OTHER' ? '申请人自愿撤回' : '被申请人已经改变行为',
      })
    const paper =
      o === 'SETTLED_WITHDRAWN'
        ? issuing(c, 'recon_unit_head', r.closed, 'settleWithdraw', {
            agreement: { kind: '和解协议', date: dateOf(before) },
            isHarmless: true,
            isAllowed: true,
          })
        : issuing(c, 'recon_unit_head', r.closed, 'terminate', { ground: o, reason: '申请人撤回申请', isAllowed: true })
    serve(c, after(1), paper, '1')
    by(c, 'recon_clerk', after(20), 'archive', {})
    return
  }
  const isDismissal = o === 'DISMISS_APPLICATION' || o === 'REJECT_REQUEST'
  const duty = o === 'ORDER_PERFORM' ? { performDueOn: dateOf(r.closed + 60) } : {}
  const paper = isDismissal
    ? issuing(c, 'recon_organ_head', r.closed, 'dismiss', {
        ground: o === 'REJECT_REQUEST' ? 'NO_DUTY' : 'NOT_ACCEPTABLE',
        reason: o === 'REJECT_REQUEST' ? '被申请人没有相应职责' : '不符合受理条件',
        findings: '查明的事实见案卷',
        hasSueNotice: true,
        court,
        parties,
      })
    : issuing(c, 'recon_organ_head', r.closed, 'decide', {
        kinds: [o],
        parties,
        request: DEMANDS[r.kind] ?? `撤销${actKinds[r.kind]}决定`,
        findings: '查明的事实见案卷',
        reasons: o === 'MAINTAIN' ? '原行为合法、适当' : '原行为存在违法或者不当情形',
        legalBasis: '行政复议法及有关法律、法规',
        result: '决定如主文',
        ...(o === 'REVOKE' ? { revokeGrounds: ['FACT'] } : {}),
        ...duty,
        approval: 'HEAD',
        hasSueNotice: true,
        court,
      })
  serve(c, after(1), paper, '1')
  serve(c, after(1), paper, r.respondent)
  const sued = suedOn !== undefined && suedOn <= after(24)
  if (sued) sue()
  if (o === 'ORDER_PERFORM') perform(c, after(20))
  by(c, 'recon_clerk', after(25), 'archive', {})
}

const perform = (c: Case, day: Day) =>
  step(c, organActor(c.r.respondent, 'respondent_officer'), day, 'perform', {
    report: '已经履行',
    performedOn: dateOf(day),
  })
