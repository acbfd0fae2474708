/**
 * A centre's matters that take another way than people's mediation, as requests: answered on the spot, handled by a unit, led into a
 * procedure of another organ, or taken up as petitions. `first` is all until another procedure has to answer, `then` what follows it.
 */
import { addDays, type Instant, localDateOf } from '#kernel/clock'
import { matterProcedure, staffOf, unitOf } from './centre-cast.ts'
import { addPetition, addPetitionEnd, petitionActs } from './centre-petition.ts'
import type { PlannedCentre, PlannedMatter } from './centre-plan.ts'
import { type CentreContext, closeSteps, courtHandoff, paperAt, seriesOfDays } from './centre-steps.ts'
import { later, officerId, type Script } from './enact.ts'
import { identityOf, inventedWord, personName, phoneOf, type Sex } from './people.ts'
import { pick, type Random, randomFamily } from './random.ts'
import { dateOf } from './timing.ts'

/** Invented people of the centres' own matters: beyond those of any dispute of the county. */
const PEOPLE_FROM = 400_000

/** One matter and whoever acts in it. */
export type Case = {
  m: PlannedMatter
  ctx: CentreContext
  script: Script
  centre: PlannedCentre
  random: Random
  days: ReturnType<typeof seriesOfDays>
  petitioner: ReturnType<typeof petitionerOf>
}

const petitionerOf = (m: PlannedMatter, ctx: CentreContext, random: Random) => {
  const sex: Sex = random.chance(0.5) ? 'F' : 'M'
  const n = PEOPLE_FROM + m.person
  return {
    name: personName(random),
    idKind: 'resident',
    idNumber: identityOf(m.county, sex, n, 'party', ctx.year).citizenId,
    phone: phoneOf(n),
    address: `${ctx.centres[m.centre]!.countyName}示例路${1 + random.int(500)}号`,
  }
}

export const caseOf = (script: Script, m: PlannedMatter, ctx: CentreContext): Case => {
  const random = randomFamily(ctx.seed, 'centre-matter')(m.key)
  return {
    m,
    ctx,
    script,
    centre: ctx.centres[m.centre]!,
    random,
    days: seriesOfDays(dateOf(m.day), ctx, random),
    petitioner: petitionerOf(m, ctx, random),
  }
}

const WHAT: Readonly<Record<PlannedMatter['path'], readonly [kind: string, say: string][]>> = {
  COMPLAINT: [
    ['占道经营', '沿街店铺长期占道经营，请求查处'],
    ['违法建设', '邻户搭建违法建筑，请求查处'],
    ['油烟噪声', '楼下餐饮店油烟、噪声扰民，请求查处'],
    ['消防通道', '小区消防通道被堵，请求查处'],
  ],
  PETITION: [
    ['道路配套', '回迁小区外道路一直没有通车，请求解决'],
    ['历史遗留产权', '早年建房没有登记，请求解决'],
    ['村级补助', '对村级补助发放有意见，请求核实'],
  ],
  LABOUR: [['劳动报酬', '单位拖欠加班工资，不愿调解，要求仲裁']],
  LITIGATION: [
    ['民间借贷', '借款到期不还，不愿调解，要求起诉'],
    ['相邻关系', '多次协商不成，不愿调解，要求起诉'],
  ],
  ADMIN: [['行政处罚', '对行政处罚决定不服']],
  CONSULT: [
    ['办事流程', '咨询办事流程和材料'],
    ['法律问题', '咨询继承、赡养等法律问题'],
  ],
}

export function registerInput(c: Case, more: object = {}) {
  const { m, centre, ctx, random } = c
  const [kind, say] = pick(WHAT[m.path], random)
  const known = addDays(dateOf(m.day), -(3 + random.int(35)))
  return {
    centreAgencyId: centre.id,
    channel: m.channel,
    place: m.town,
    kind,
    petitioners: [c.petitioner],
    counterparties:
      m.path === 'CONSULT'
        ? []
        : m.path === 'ADMIN'
          ? [{ name: ctx.agencyName(`gov-${m.town}`), agencyId: `gov-${m.town}` }]
          : [{ name: `${centre.countyName}示${inventedWord(m.key * 13)}${m.path === 'PETITION' ? '村' : '商行'}` }],
    headCount: m.heads,
    representatives: Math.min(m.heads, 3),
    summary: `${say}（模拟数据）`,
    ...(m.path === 'ADMIN' ? { adminActKnownOn: known, isRemedyTold: true } : {}),
    ...(m.channel === 'COURT_DELEGATED' ? { courtSignedOn: dateOf(m.day) } : {}),
    ...more,
  }
}

type Triage = { signals: object; subjectKind: string; path: string; reach?: object }
const TRIAGE: Readonly<Record<Exclude<PlannedMatter['path'], 'COMPLAINT' | 'CONSULT'>, Triage>> = {
  PETITION: { signals: {}, subjectKind: 'PETITION_REQUEST', path: 'PETITION' },
  LABOUR: {
    signals: { isLabour: true, refusesMediation: true },
    subjectKind: 'LABOUR_DISPUTE',
    path: 'LABOUR_ARBITRATION',
  },
  LITIGATION: { signals: { isCivil: true, refusesMediation: true }, subjectKind: 'CIVIL_DISPUTE', path: 'LITIGATION' },
  ADMIN: { signals: { isAgainstAdministrativeAct: true }, subjectKind: 'ADMIN_DISPUTE', path: 'RECONSIDERATION' },
}

const reception = (c: Case) => staffOf(c.centre, 'centre_reception')
const dispatcher = (c: Case) => staffOf(c.centre, 'centre_dispatcher')
const director = (c: Case) => staffOf(c.centre, 'centre_director')
const byDispatcher = (c: Case, at: Instant, action: string, input: object = {}) =>
  c.script.add(dispatcher(c), at, { matterId: c.m.matterId, action, input })

/** Everything up to the first answer of another procedure; most matters end here. */
export function addMatter(script: Script, m: PlannedMatter, ctx: CentreContext): void {
  const c = caseOf(script, m, ctx)
  const at = c.days(0, 0)
  const input = registerInput(c)
  script.add(reception(c), at, { matterId: m.matterId, procedure: matterProcedure, action: 'register', input })
  if (m.path === 'CONSULT') addAnswer(c, at)
  else if (m.path === 'COMPLAINT') addComplaint(c, input)
  else if (m.path === 'PETITION') addPetition(c, input)
  else if (m.channel === 'COURT_DELEGATED') addRefusedDelegation(c)
  else addGuided(c)
}

/** What follows the answer of another procedure; nothing where none was asked. */
export function addOutcome(script: Script, m: PlannedMatter, ctx: CentreContext): void {
  if (m.path !== 'PETITION') return
  const c = caseOf(script, m, ctx)
  script.continue(m.matterId, 3)
  script.continue(m.petition!.matterId, petitionActs(m))
  c.days(0, 0)
  addPetitionEnd(c, registerInput(c), addRepeat)
}
export const hasOutcome = (m: PlannedMatter): boolean => m.path === 'PETITION'

function triage(c: Case, more: Partial<Triage> = {}, low = 0): Instant {
  const at = c.days(low, low)
  const base = TRIAGE[c.m.path as keyof typeof TRIAGE]
  byDispatcher(c, at, 'triage', { ...base, ...more })
  return at
}

function addAnswer(c: Case, at: Instant): void {
  c.script.add(reception(c), later(at, 600), {
    matterId: c.m.matterId,
    action: 'answerOnSite',
    input: {
      subjectKind: 'CONSULT',
      channel: c.m.channel === 'VISIT' ? 'IN_PERSON' : c.m.channel === 'ONLINE' ? 'ONLINE' : 'PHONE',
      content: '已说明办理的途径、材料和地点',
    },
  })
  byDispatcher(c, later(at, 1500), 'close', { closeCode: 'RESOLVED_REPLY' })
}

/** Led into a procedure of another organ, told in writing; closed once that organ has it. */
function addGuided(c: Case): void {
  triage(c)
  const at = c.days(0, 1)
  const receipt = { receipt: paperAt(at, '移送、引导单'), notice: paperAt(at, '途径告知') }
  byDispatcher(
    c,
    at,
    'handoff',
    c.m.path === 'ADMIN'
      ? { path: 'RECONSIDERATION', targetAgencyId: `gov-${c.m.county}`, ...receipt }
      : courtHandoff(c.centre, at, c.m.path === 'LABOUR'),
  )
  addAccepted(c)
}

function addAccepted(c: Case): void {
  const at = c.days(2, 6)
  byDispatcher(c, at, 'recordOutcome', { outcome: 'ACCEPTED', paper: paperAt(at, '受理回执') })
  byDispatcher(c, c.days(0, 2), 'close', { closeCode: 'GUIDED_TO_PROCEDURE' })
}

/** Delegated by a court, and the other side does not want to mediate or is not found: at once back to the court. */
function addRefusedDelegation(c: Case): void {
  triage(c, { signals: { isCivil: true }, path: 'PEOPLES_MEDIATION' })
  const result = c.random.chance(0.7) ? 'REFUSED' : 'UNREACHABLE'
  const at = c.days(1, 3)
  byDispatcher(c, at, 'askOther', { result })
  byDispatcher(c, later(at, 900), 'returnToCourt', {
    courtAgencyId: `court-${c.m.county}`,
    reason: result,
    receipt: paperAt(at, '材料移送单'),
  })
  addAccepted(c)
}

/** Handled by a unit: the town's government, from which it may rise to the county, or the police, which may object or sit together with the town. */
function addComplaint(c: Case, input: object): void {
  const { m, ctx, random } = c
  const isDuty = random.chance(0.25)
  const town = `gov-${m.town}`
  const police = `police-${m.county}`
  const isPolice = m.turn === undefined ? random.chance(ctx.demo.complaints.police) : m.turn !== 'ESCALATED'
  const at = triage(c, {
    signals: isDuty ? { isDutyRequest: true } : { isEnforcementRequest: true },
    subjectKind: isDuty ? 'DUTY_PERFORMANCE' : 'COMPLAINT_ILLEGAL',
    path: 'ENFORCEMENT_COMPLAINT',
    reach: isPolice ? { departmentParty: 'COUNTY' } : { span: 'VILLAGES' },
  })
  const lead = (agencyId: string) => ({ units: [{ agencyId, kind: 'LEAD' }] })
  let unit = isPolice ? police : town
  byDispatcher(c, c.days(0, 1), 'dispatch', lead(unit))
  const byUnit = (on: Instant, action: string, input: object, role: 'handler' | 'handler_head' = 'handler') =>
    c.script.add(unitOf(unit, role), on, { matterId: m.matterId, action, input })
  const receive = (low: number) =>
    byUnit(c.days(low, low + 1), 'receive', { handlers: [{ officerId: officerId(unit, 'handler'), conflict: 'NONE' }] })
  if (m.turn === undefined || m.turn === 'ESCALATED') receive(0)
  else {
    byUnit(
      c.days(1, 2),
      'objectReturn',
      { reason: '事项属镇街综合执法的范围', properUnit: ctx.agencyName(town) },
      'handler_head',
    )
    if (m.turn === 'RETURN_REFUSED')
      byDispatcher(c, c.days(0, 1), 'rejectReturn', { verification: '经核实，属于该单位职责' })
    if (m.turn === 'RETURNED') {
      byDispatcher(c, c.days(0, 1), 'acceptReturn', { verification: '经核实，应由镇街办理' })
      unit = town
      byDispatcher(c, c.days(0, 1), 'dispatch', lead(unit))
      receive(1)
    }
    if (m.turn === 'JOINT') {
      unit = town
      const by = director(c)
      c.script.add(by, c.days(1, 2), {
        matterId: m.matterId,
        action: 'convene',
        input: { units: [police, town], leadUnit: town, conclusion: '镇街主办，公安配合现场处置' },
      })
      c.script.add(by, c.days(0, 0), { matterId: m.matterId, action: 'assignLead', input: {} })
    }
  }
  const accept = () => byUnit(c.days(0, 1), 'accept', { as: 'ADMINISTRATIVE' })
  accept()
  if (m.turn === 'ESCALATED') {
    // The town cannot bring it to an end, and the petitioner asks for the level above.
    const at = c.days(2, 4)
    byDispatcher(c, at, 'escalate', {
      trigger: 'PARTY_REQUEST',
      toLevel: 'COUNTY',
      unit: police,
      consent: paperAt(at, '当事人申请'),
      materials: paperAt(at, '前期办理材料'),
      note: '镇街处置未果，来访人要求由县级办理',
    })
    unit = police
    receive(0)
    accept()
  }
  if (m.channel === 'VISIT' && random.chance(ctx.demo.secondVisitShare))
    c.script.add(reception(c), c.days(0, 1), {
      matterId: m.matterId,
      action: 'recordVisit',
      input: { headCount: m.heads, representatives: Math.min(m.heads, 3) },
    })
  const done = m.late ? c.days(16, 18) : c.days(2, 6)
  byUnit(done, 'submitResult', {
    kind: 'REPLY',
    issuerAgencyId: unit,
    documentNo: `示复〔${ctx.year}〕${1 + m.key}号`,
    documentOn: localDateOf(done),
  })
  byDispatcher(c, c.days(0, 1), 'review', { opinion: '事实清楚，同意' })
  byUnit(c.days(0, 1), 'reply', { channel: 'WRITTEN', content: '已到现场处理，并将后续措施告知' })
  const code = pickCode(random)
  const { script, centre, days } = c
  closeSteps({ script, matterId: m.matterId, centre, ctx, random, days, code })
  if (m.merged) addMerged(c, at, input)
  if (m.repeat) addRepeat(c, input, dateOf(m.day))
}

export const pickCode = (random: Random): string => {
  const x = random.next()
  return x < 0.6 ? 'SUPPORTED_EXECUTED' : x < 0.85 ? 'RESOLVED_REPLY' : 'NOT_SUPPORTED_EXPLAINED'
}

/** The same person on the same matter by another channel, while it is handled. */
function addMerged(c: Case, triagedAt: Instant, input: object): void {
  const { matterId, channel } = c.m.merged!
  const days = seriesOfDays(localDateOf(triagedAt), c.ctx, c.random)
  c.script.add(reception(c), days(1, 2), {
    matterId,
    procedure: matterProcedure,
    action: 'register',
    input: { ...input, channel },
  })
  const at = days(0, 0)
  const into = c.m.matterId
  c.script.add(dispatcher(c), at, { matterId, action: 'merge', input: { intoMatterId: into } })
  c.script.add(dispatcher(c), later(at, 5), { matterId: into, action: 'absorb', input: { fromMatterId: matterId } })
}

/** The same person on the same matter once more: told that it is not taken up again, and why. */
function addRepeat(c: Case, input: object, from: ReturnType<typeof dateOf>): void {
  const { matterId, channel, kind } = c.m.repeat!
  const days = seriesOfDays(from, c.ctx, c.random)
  c.script.add(reception(c), kind === 'DUP_PENDING' ? days(1, 1) : days(2, 4), {
    matterId,
    procedure: matterProcedure,
    action: 'register',
    input: { ...input, channel },
  })
  const at = days(0, 0)
  c.script.add(reception(c), at, {
    matterId,
    action: 'noticeRepeat',
    input: { repeatKind: kind, notice: paperAt(at, '不再受理告知') },
  })
  c.script.add(dispatcher(c), later(at, 900), { matterId, action: 'close', input: { closeCode: 'DUPLICATE' } })
}
