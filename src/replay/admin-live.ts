/**
 * Reconsideration and suits of one county around today, for a demonstration: some in every state that waits for somebody, a few near
 * their last day and a few past it. Days are counted back from today.
 */
import type { Actor } from '#kernel/access'
import type { Calendar } from '#kernel/calendar'
import { addDays, epochMs, type Instant, localDateOf } from '#kernel/clock'
import { countDue, workingDays } from '#kernel/limit'
import { bodyOf, courtFeed, drawnId, officerId, organActor, reconProcedure, suitProcedure } from './admin-steps.ts'
import { earliest, later, onDay, Script, type Unit } from './enact.ts'
import { identityOf, personName, phoneOf } from './people.ts'
import { idFor, randomFamily } from './random.ts'

type ReconStep =
  | 'proposed'
  | 'asked'
  | 'accepted'
  | 'assigned'
  | 'copied'
  | 'replied'
  | 'heard'
  | 'noticed'
  | 'suspended'
  | 'decided'
  | 'served'
type LiveRecon = {
  key: string
  say: string
  kind: 'PENALTY' | 'GOV_INFO' | 'EXPROPRIATION' | 'WORK_INJURY' | 'NONFEASANCE'
  /** Days before today. */
  filed: number
  steps?: Partial<Record<ReconStep, number>>
  decision?: 'MAINTAIN' | 'ORDER_PERFORM'
  /** Nobody looked at it in time: the law accepts it before the first step. */
  isDeemed?: true
}

const RECONS: readonly LiveRecon[] = [
  { key: 'new', say: '对罚款决定不服，今日收到申请', kind: 'PENALTY', filed: 0 },
  {
    key: 'review',
    say: '信息公开答复，拟予受理，等待签发，审查期限将满',
    kind: 'GOV_INFO',
    filed: 3,
    steps: { proposed: 1 },
  },
  { key: 'correcting', say: '材料不齐，等待申请人补正', kind: 'WORK_INJURY', filed: 6, steps: { asked: 4 } },
  { key: 'assign', say: '已经受理，等待指定办案人员', kind: 'PENALTY', filed: 2, steps: { accepted: 1 } },
  {
    key: 'deemed',
    say: '五个工作日内没有审查，视为受理，正在审理',
    kind: 'PENALTY',
    filed: 44,
    isDeemed: true,
    steps: { assigned: 26, copied: 25, replied: 16, heard: 10 },
  },
  {
    key: 'copy-late',
    say: '已经受理，副本没有按期发送',
    kind: 'PENALTY',
    filed: 20,
    steps: { accepted: 18, assigned: 17 },
  },
  {
    key: 'reply',
    say: '副本已经发送，等待被申请人答复',
    kind: 'GOV_INFO',
    filed: 9,
    steps: { accepted: 8, assigned: 7, copied: 5 },
  },
  {
    key: 'reply-late',
    say: '被申请人逾期没有答复',
    kind: 'NONFEASANCE',
    filed: 34,
    steps: { accepted: 33, assigned: 32, copied: 30 },
  },
  {
    key: 'hearing',
    say: '案情复杂，已经通知听证',
    kind: 'EXPROPRIATION',
    filed: 24,
    steps: { accepted: 23, assigned: 22, copied: 20, replied: 14, noticed: 3 },
  },
  {
    key: 'suspended',
    say: '等待另案结果，中止审理',
    kind: 'WORK_INJURY',
    filed: 40,
    steps: { accepted: 39, assigned: 38, copied: 36, replied: 30, suspended: 20 },
  },
  {
    key: 'decide-soon',
    say: '审理期限将满',
    kind: 'PENALTY',
    filed: 58,
    steps: { accepted: 57, assigned: 56, copied: 54, replied: 46, heard: 40 },
  },
  {
    key: 'decide-late',
    say: '审理期限已过，没有决定',
    kind: 'GOV_INFO',
    filed: 72,
    steps: { accepted: 71, assigned: 70, copied: 68, replied: 60, heard: 50 },
  },
  {
    key: 'serve',
    say: '决定已经作出，等待送达',
    kind: 'PENALTY',
    filed: 45,
    steps: { accepted: 44, assigned: 43, copied: 41, replied: 33, heard: 20, decided: 1 },
    decision: 'MAINTAIN',
  },
  {
    key: 'perform',
    say: '决定责令履行，履行期限将满',
    kind: 'NONFEASANCE',
    filed: 80,
    steps: { accepted: 79, assigned: 78, copied: 76, replied: 68, heard: 60, decided: 57, served: 56 },
    decision: 'ORDER_PERFORM',
  },
]

type SuitStep = 'copied' | 'answered' | 'set' | 'held' | 'judged' | 'suspended'
type LiveSuit = {
  key: string
  say: string
  kind: 'PENALTY' | 'OPENNESS' | 'INACTION' | 'EXPROPRIATION'
  docketed: number
  steps?: Partial<Record<SuitStep, number>>
  /** The sitting, so many days before today; below zero it is still to come. */
  hearing?: number
  isLost?: boolean
}

const SUITS: readonly LiveSuit[] = [
  { key: 'docketed', say: '今日登记立案', kind: 'PENALTY', docketed: 0 },
  { key: 'answer', say: '答辩期限将满', kind: 'OPENNESS', docketed: 14, steps: { copied: 12 } },
  { key: 'answer-late', say: '逾期没有答辩举证', kind: 'INACTION', docketed: 32, steps: { copied: 30 } },
  {
    key: 'hearing',
    say: '四日后开庭，没有确定出庭负责人',
    kind: 'PENALTY',
    docketed: 45,
    steps: { copied: 43, answered: 34, set: 6 },
    hearing: -4,
  },
  {
    key: 'heard',
    say: '已经开庭，等待判决',
    kind: 'EXPROPRIATION',
    docketed: 80,
    steps: { copied: 78, answered: 70, set: 30, held: 20 },
    hearing: 20,
  },
  {
    key: 'suspended',
    say: '法院裁定中止',
    kind: 'INACTION',
    docketed: 95,
    steps: { copied: 93, answered: 85, suspended: 40 },
  },
  {
    key: 'lost',
    say: '一审败诉，上诉期将满',
    kind: 'PENALTY',
    docketed: 130,
    steps: { copied: 128, answered: 120, set: 70, held: 60, judged: 11 },
    hearing: 60,
    isLost: true,
  },
  {
    key: 'review',
    say: '败诉判决生效，逾期没有复盘',
    kind: 'OPENNESS',
    docketed: 190,
    steps: { copied: 188, answered: 180, set: 130, held: 120, judged: 60 },
    hearing: 120,
    isLost: true,
  },
]

/** Who stands before the government of the county in the demonstration. */
const organOf = (county: string, kind: string) =>
  kind === 'WORK_INJURY'
    ? `labour-${county}`
    : kind === 'EXPROPRIATION' || kind === 'NONFEASANCE'
      ? `enforcement-${county}`
      : `market-${county}`

/** Invented people of the live disputes, apart from those of the year. */
const PEOPLE_FROM = 640_000

export type LiveContext = {
  seed: string
  county: string
  city: string
  calendar: Calendar
  agencyName: (id: string) => string
}

/** The live disputes of a county as of now. */
export function liveDisputes(ctx: LiveContext, now: Instant): Unit[] {
  // Nothing is deemed while an announcement could still move its day.
  const isCertain = (m: LiveRecon) => {
    const start = addDays(localDateOf(now), -m.filed)
    return !countDue({ span: workingDays(5), start, roll: true, calendar: ctx.calendar }).provisional
  }
  const recons = RECONS.flatMap((m, i) => (m.isDeemed && !isCertain(m) ? [] : [reconUnit(m, i, ctx, now)]))
  return [...recons, ...SUITS.map((m, i) => suitUnit(m, i, ctx, now))]
}

/** Moments of one matter: days back from today, each later than the one before and none after now. */
function momentsOf(now: Instant) {
  const today = localDateOf(now)
  let last: Instant | undefined
  return (back: number, hour: number): Instant => {
    const wished = onDay(addDays(today, -back), hour * 3600)
    const at = earliest(last !== undefined && wished <= last ? later(last, 60) : wished, now)
    last = at
    return at
  }
}

function reconUnit(m: LiveRecon, i: number, ctx: LiveContext, now: Instant): Unit {
  const { seed, county, agencyName } = ctx
  const script = new Script(seed)
  const at = momentsOf(now)
  const random = randomFamily(seed, 'admin-live-recon')(i)
  const organ = `gov-${county}`
  const respondent = organOf(county, m.kind)
  const day = (back: number) => addDays(localDateOf(now), -back)
  const filedAt = at(m.filed, 9)
  const matterId = idFor(seed, 'admin-live-recon', m.key, epochMs(onDay(day(m.filed), 9 * 3600)))
  const year = Number(day(0).slice(0, 4))
  const person = identityOf(county, i % 2 ? 'F' : 'M', PEOPLE_FROM + i, 'party', year)
  let n = 0
  const add = (by: Actor, on: Instant, action: string, input: object): string => {
    const lapses = m.isDeemed && n === 1 ? { lapses: 1 } : {}
    script.add(by, on, { matterId, action, input, ...(n === 0 ? { procedure: reconProcedure } : {}) }, lapses)
    return drawnId(seed, matterId, n++, on)
  }
  const body = (role: Parameters<typeof bodyOf>[1]) => bodyOf(organ, role)
  add(body('recon_clerk'), filedAt, 'file', {
    organId: organ,
    filedVia: 'IN_PERSON',
    filedOn: day(m.filed),
    receivedOn: day(m.filed),
    applicants: [
      {
        name: personName(random),
        idKind: 'resident',
        idNumber: person.citizenId,
        phone: phoneOf(PEOPLE_FROM + i),
        address: `${agencyName(organ).replace(/人民政府$/, '')}示例路${i + 1}号`,
      },
    ],
    respondents: [{ agencyId: respondent }],
    act: {
      kind: m.kind,
      docNo: `示决〔${day(m.filed + 25).slice(0, 4)}〕${9000 + i}号`,
      madeOn: day(m.filed + 25),
      knownOn: day(m.filed + 22),
      remedyNoticed: 'FULL',
      isDiscretionary: m.kind === 'PENALTY',
      ...(m.kind === 'NONFEASANCE' || m.kind === 'GOV_INFO' ? { isReconFirst: true, isReconFirstTold: true } : {}),
    },
    request: '请求撤销或者责令重新处理',
    facts: `${m.say}（演示数据）`,
    isSigned: true,
  })
  const parties = `申请人、被申请人${agencyName(respondent)}`
  let paper = ''
  const by: Record<ReconStep, (back: number) => void> = {
    proposed: (b) =>
      add(body('recon_clerk'), at(b, 10), 'propose', {
        proposal: 'ACCEPT',
        reason: '申请人适格，请求明确，在申请期限以内',
      }),
    asked: (b) =>
      add(body('recon_unit_head'), at(b, 10), 'requestCorrection', {
        items: ['行政行为的材料'],
        isUndecidable: true,
        receivedOn: day(b),
      }),
    accepted: (b) => add(body('recon_unit_head'), at(b, 10), 'accept', { isChecked: true }),
    assigned: (b) =>
      add(body('recon_unit_head'), at(b, 10), 'assign', {
        officers: (['recon_officer', 'recon_clerk'] as const).map((role) => ({
          officerId: officerId(organ, role),
          firstReconOn: '2015-03-02',
          legalQualNo: 'A20150000000',
        })),
        procedure: 'ORDINARY',
        isComplex: m.key === 'hearing',
      }),
    copied: (b) => add(body('recon_officer'), at(b, 10), 'serveCopy', { to: 'ALL', receivedOn: day(b) }),
    replied: (b) =>
      add(organActor(respondent, 'respondent_officer'), at(b, 10), 'reply', {
        reply: '行为认定事实清楚，程序合法',
        evidence: [{ name: '行政行为的案卷', collectedOn: day(m.filed + 25) }],
      }),
    heard: (b) =>
      add(body('recon_officer'), at(b, 10), 'hearViews', {
        party: 'APPLICANT',
        mode: 'PHONE',
        heardOn: day(b),
        views: '坚持请求',
      }),
    noticed: (b) =>
      add(body('recon_officer'), at(b, 10), 'noticeHearing', {
        scheduledOn: addDays(day(b), 14),
        place: '行政复议听证室',
        items: '行为的事实和依据',
        servedOn: day(b),
      }),
    suspended: (b) =>
      add(body('recon_officer'), at(b, 10), 'suspend', { ground: 'S08', reason: '须等待另案结果', isNoticed: true }),
    decided: (b) => {
      paper = add(body('recon_organ_head'), at(b, 10), 'decide', {
        kinds: [m.decision],
        parties,
        request: '撤销或者责令重新处理',
        findings: '查明的事实见案卷',
        reasons: m.decision === 'MAINTAIN' ? '原行为合法、适当' : '应当履行职责',
        legalBasis: '行政复议法及有关法律、法规',
        result: '决定如主文',
        ...(m.decision === 'ORDER_PERFORM' ? { performDueOn: addDays(day(0), 3) } : {}),
        approval: 'HEAD',
        hasSueNotice: true,
        court: agencyName(`court-${county}`),
      })
    },
    served: (b) => {
      for (const recipient of ['1', respondent])
        add(body('recon_clerk'), at(b, 10), 'serve', { document: paper, recipient, way: 'DIRECT', on: day(b) })
    },
  }
  for (const step of Object.keys(by) as ReconStep[]) if (m.steps?.[step] !== undefined) by[step](m.steps[step])
  return script.unit(now)
}

function suitUnit(m: LiveSuit, i: number, ctx: LiveContext, now: Instant): Unit {
  const { seed, county, city, agencyName } = ctx
  const script = new Script(seed)
  const at = momentsOf(now)
  const random = randomFamily(seed, 'admin-live-suit')(i)
  const day = (back: number) => addDays(localDateOf(now), -back)
  const defendant = organOf(county, m.kind)
  const matterId = idFor(seed, 'admin-live-suit', m.key, epochMs(onDay(day(m.docketed), 9 * 3600)))
  let n = 0
  const add = (by: Actor, back: number, hour: number, action: string, input: object) => {
    script.add(by, at(back, hour), { matterId, action, input, ...(n++ === 0 ? { procedure: suitProcedure } : {}) })
  }
  const feed = courtFeed(city)
  const officer = organActor(defendant, 'litigation_officer')
  add(feed, m.docketed, 9, 'recordDocketing', {
    caseNo: `（${day(m.docketed).slice(0, 4)}）浙${county.slice(2)}行初${9000 + i}号`,
    court: agencyName(`court-${county}`),
    courtLevel: 'BASIC',
    instance: 'FIRST',
    suitKind: 'ORDINARY',
    procedure: 'ORDINARY',
    docketedOn: day(m.docketed),
    actKind: m.kind,
    actNo: `示决〔${day(m.docketed + 60).slice(0, 4)}〕${9500 + i}号`,
    plaintiffs: [{ name: personName(random), kind: 'PERSON' }],
    defendants: [{ agencyId: defendant, role: 'ORIGINAL', isVertical: false }],
  })
  const by: Record<SuitStep, (back: number) => void> = {
    copied: (b) => add(feed, b, 10, 'recordCopy', { agencyId: defendant, receivedOn: day(b) }),
    answered: (b) =>
      add(officer, b, 10, 'answer', {
        submittedOn: day(b),
        hasDefence: true,
        hasEvidence: true,
        defence: `${m.say}（演示数据）`,
      }),
    set: (b) =>
      add(feed, b, 10, 'scheduleHearing', {
        heldOn: day(m.hearing!),
        form: 'OPEN',
        summonsOn: day(b),
        courtNotice: 'MAY',
      }),
    held: (b) =>
      add(feed, b, 10, 'recordHearing', {
        heldOn: day(b),
        presences: [
          {
            agencyId: defendant,
            attended: true,
            category: 'DEPUTY',
            idProof: 'ACCEPTED',
            staffAttended: true,
            spoke: true,
          },
        ],
      }),
    suspended: (b) => add(feed, b, 10, 'recordSuspend', { on: day(b), ground: 'S06' }),
    judged: (b) =>
      add(feed, b, 10, 'recordJudgment', {
        madeOn: day(b),
        items: [{ agencyId: defendant, target: 'ORIGINAL_ACT', code: m.isLost ? 'REVOKE' : 'REJECT_CLAIM' }],
        servedOn: day(b),
        othersServedOn: day(b),
      }),
  }
  const order: readonly SuitStep[] = ['copied', 'answered', 'suspended', 'set', 'held', 'judged']
  for (const step of order) if (m.steps?.[step] !== undefined) by[step](m.steps[step])
  return script.unit(now)
}
