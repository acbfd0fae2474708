/**
 * Random walks over the declared actions, in both versions of the law: no path leaves a case without a limit that runs, a rule that
 * watches it, or an end. The inputs are mostly right, so that walks get far; what is refused is tried otherwise.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, dayNumber, type LocalDate } from '#kernel/clock'
import { reconsideration } from '../src/domains/reconsideration/index.ts'
import type { Actor } from '../src/kernel/access.ts'
import { newViolations, supervisionDomain } from '../src/kernel/supervision.ts'
import { decision, pair } from './recon.cases.ts'
import { application, openRecon, person, type ReconTown } from './recon-support.ts'

const seed = Number(process.env.FADU_SEED ?? 20240101)
const walks = 70
const most = 18

/** A small generator of its own: the seed is printed, and the same seed walks the same way. */
function random(start: number): () => number {
  let s = start >>> 0
  return () => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0
    return s / 2 ** 32
  }
}

type Walk = { matterId: string; on: LocalDate; is2017: boolean; next: () => number; town: ReconTown }
const pick = <T>(w: Pick<Walk, 'next'>, list: readonly T[]): T => list[Math.floor(w.next() * list.length)]!
const chance = (w: Walk, of: number) => w.next() < of

async function paperToServe(w: Walk): Promise<object> {
  const closing = ['decision', 'dismissal', 'refusal', 'termination', 'correction', 'copyNotice', 'opinion']
  // What closes the case comes before what else has been issued.
  const papers = (await w.town.papers(w.matterId)).filter((p) => closing.includes(p.template.split('.')[1]!))
  const document =
    (papers.findLast((p) => closing.indexOf(p.template.split('.')[1]!) < 4) ?? papers.at(-1))?.id ??
    '00000000-0000-7000-8000-000000000000'
  return { document, recipient: pick(w, ['1', 'bureau']), way: 'DIRECT', on: w.on }
}

/** An input for an action, from what the walk knows. */
const inputs: Record<string, (w: Walk) => object | Promise<object>> = {
  recordReceipt: () => ({}),
  forward: () => ({}),
  requestCorrection: (w) => ({
    items: ['身份证明'],
    ...(w.is2017 ? { supplyBy: addDays(w.on, 10) } : {}),
    ...(chance(w, 0.5) ? { receivedOn: w.on } : {}),
  }),
  supply: () => ({ materials: '身份证明' }),
  extendSupply: (w) => ({ until: addDays(w.on, 40), reason: '住院' }),
  recordAbandon: () => ({ isReasonChecked: true, record: '核实' }),
  withdraw: () => ({ reason: '撤回' }),
  confirmVersion: () => ({ opinion: '确认' }),
  changeVersion: () => ({ reason: '改版' }),
  transferByCounty: () => ({ toOrgan: '示例市某局', fallsUnder: '2' }),
  openNegotiation: () => ({ others: ['示例市某局'] }),
  failNegotiation: () => ({ superior: '示例市人民政府' }),
  concludeNegotiation: (w) => ({ isOurs: chance(w, 0.7), organ: '某机关', by: 'AGREED' }),
  refuse: () => ({ ground: 'LATE', reason: '超期' }),
  advise: () => ({ organ: '某机关', reason: '不属本机关' }),
  accept: () => ({}),
  establishPeriod: (w) => ({ knownWay: 'DIRECT', knownOn: addDays(w.on, -20), reason: '核对回执' }),
  assign: (w) => ({
    ...pair,
    ...(w.is2017 || chance(w, 0.6) ? {} : { procedure: 'SUMMARY', isClear: true, doAllPartiesAgree: true }),
  }),
  convertToOrdinary: () => ({ reason: '不宜简易' }),
  markCase: () => ({}),
  requestNormReview: () => ({ document: '示例办法', reason: '违法' }),
  serveCopy: (w) => (chance(w, 0.6) ? { receivedOn: w.on } : {}),
  reply: () => ({ reply: '合法' }),
  addThirdParty: (w) => ({
    person: person(5000 + Math.floor(w.next() * 4000)),
    joinedBy: 'NOTIFIED',
    interest: '相邻',
  }),
  appointAgent: () => ({ agents: [{ kind: 'LAWYER', name: '示例律师', authority: '一般代理' }] }),
  readFile: () => ({ by: '1' }),
  requestStay: () => ({ reason: '难以恢复' }),
  decideStay: () => ({ result: 'STAY', ground: 'ORGAN', reason: '需要' }),
  liftStay: () => ({ reason: '消失' }),
  changeRequest: () => ({ kind: 'CHANGE', content: '变更' }),
  requestWithdraw: () => ({ reason: '不再申请' }),
  submitEvidence: () => ({ by: 'APPLICANT', content: '证据', isNew: true }),
  investigate: () => ({ officers: ['gov-officer', 'gov-clerk'], record: '调查' }),
  examine: (w) => ({ kind: 'INSPECTION', from: w.on, to: w.on, matter: '现场' }),
  allowSupplement: () => ({ reason: '同意' }),
  supplementEvidence: (w) => ({ evidence: [{ name: '笔录', collectedOn: w.on }] }),
  hearViews: () => ({ views: '意见' }),
  requestHearing: () => ({ reason: '要求' }),
  noticeHearing: (w) => ({ servedOn: w.on, scheduledOn: addDays(w.on, 15), place: '听证室', items: '事实' }),
  holdHearing: () => ({
    chair: 'gov-officer',
    assessors: ['gov-clerk', 'gov-organHead'],
    recorder: 'gov-unitHead',
    attendee: 'HEAD',
    record: '笔录',
  }),
  consultCommittee: () => ({ trigger: 'DEEMED_NECESSARY', members: ['示例委员'], opinion: '意见' }),
  suspend: (w) => ({ ground: pick(w, ['S01', 'S03', 'S05', 'S08']) }),
  recordCauseRemoved: () => ({}),
  resume: () => ({ reason: '消除' }),
  terminate: (w) => ({
    ground: pick(w, ['DEATH', 'WITHDRAWN_OTHER', 'SUSPENDED_60']),
    reason: '理由',
    isAllowed: true,
    isCauseChecked: true,
  }),
  respondentChangesAct: () => ({ content: '已经改变' }),
  mediate: () => ({ terms: '协议', claims: '请求', parties: '各方' }),
  confirmSigned: (w) => ({
    signatures: ['1', 'bureau', 'T1', 'T2', 'T3'].map((who) => ({ who, signedOn: w.on })),
    sealedOn: w.on,
  }),
  mediationFailed: () => ({ reason: '反悔' }),
  settleWithdraw: (w) => ({ agreement: { date: w.on } }),
  dismiss: (w) => ({
    ground: w.is2017 ? pick(w, ['NO_DUTY', 'NOT_ACCEPTABLE']) : 'NOT_ACCEPTABLE',
    reason: '不符合',
    findings: '经查',
    court: '示例区人民法院',
    parties: '各方',
  }),
  extend: () => ({ days: 30, reason: '情况复杂' }),
  decide: (w) =>
    decision(pick(w, ['MAINTAIN', 'REVOKE', 'MODIFY', 'ORDER_PERFORM']), {
      revokeGrounds: [pick(w, ['FACT', 'PROCEDURE'])],
      performDueOn: addDays(w.on, 30),
      normResult: '合法',
      adoption: 'FULL',
      isBasedOnHearing: true,
      lateReplyNote: '说明',
      ...(chance(w, 0.5) ? { isRedoOrdered: true, redoDueOn: addDays(w.on, 40) } : {}),
    }),
  serve: paperToServe,
  copyToLine: () => ({ superior: '示例市某局', what: 'DECISION' }),
  fileMajor: () => ({ to: '示例市人民政府' }),
  recordSuit: (w) => ({ court: '法院', suedOn: w.on }),
  perform: () => ({ report: '履行' }),
  redo: (w) => ({ document: { date: w.on }, result: pick(w, ['SAME', 'DIFFERENT']) }),
  orderPerform: (w) => ({ dueOn: addDays(w.on, 20) }),
  interview: () => ({ of: '局长', record: '约谈' }),
  criticize: () => ({ scope: '全区', content: '通报' }),
  enforce: () => ({ by: 'ORGAN', note: '执行' }),
  issueOpinion: (w) => ({ toAgency: 'bureau', content: '意见', ...(chance(w, 0.7) ? { receivedOn: w.on } : {}) }),
  feedback: () => ({ opinionNo: 1, content: '纠正' }),
  issueAdvice: () => ({ to: '某机关', content: '建议' }),
  transferClue: () => ({ kind: 'FACTS', to: '监察委员会', content: '线索' }),
  withdrawPublication: (w) => ({ judgment: { date: w.on }, effect: 'REVOKED' }),
  publish: () => ({ title: '决定书', text: '内容', isMasked: true }),
  archive: () => ({}),
  complain: () => ({ superiorId: 'cityGov', about: 'DECIDE', content: '反映' }),
  orderCorrect: (w) => ({ kind: pick(w, ['ACCEPT', 'RESUME', 'DECIDE']), dueOn: addDays(w.on, 10), reason: '理由' }),
  orderResume: (w) => ({ kind: 'RESUME', dueOn: addDays(w.on, 10), reason: '理由' }),
  propose: () => ({ proposal: 'ACCEPT', reason: '拟予受理' }),
  acceptByOrder: () => ({ note: '办理' }),
  resumeByOrder: () => ({ note: '办理' }),
  acceptBySuperior: (w) => ({ decision: { date: w.on } }),
  escalate: (w) => ({ superiorId: 'cityGov', mode: 'REPORTED', decision: { date: w.on } }),
  voidPaper: () => ({ document: '00000000-0000-7000-8000-000000000000', reason: '没有' }),
}

/** The straight way of a case, taken more often than chance would, so that walks come to its end. */
const forwards = [
  'assign',
  'serveCopy',
  'reply',
  'hearViews',
  'decide',
  'serve',
  'redo',
  'perform',
  'archive',
  'recordAbandon',
]

const actors: Record<string, string> = {
  recon_clerk: 'clerk',
  recon_officer: 'officer',
  recon_unit_head: 'unitHead',
  recon_organ_head: 'organHead',
  recon_superior: 'superior',
  respondent_officer: 'bureau',
  respondent_head: 'bureau.head',
}

const atPoint = { filedVia: 'INTAKE_POINT', viaAgencyId: 'point' }
let town: ReconTown
before(async () => {
  town = await openRecon([supervisionDomain, reconsideration])
})
after(() => town.city.close())

async function stateOf(matterId: string): Promise<{ state: string; limits: number; row: Record<string, any> }> {
  const { rows } = await town.city.owner.query(
    `select m.state, (select count(*)::int from kernel.matter_limit l where l.matter_id = m.matter_id and l.state = 'running' and not l.is_right) as limits
     from kernel.matter m where m.matter_id = $1`,
    [matterId],
  )
  return { state: rows[0].state, limits: rows[0].limits, row: await town.row(matterId) }
}

/** What the chapter calls the end of a case: nothing is left to do but to file it away. */
function isEnd(
  p: { states: Record<string, { final?: boolean }> },
  s: { state: string; row: Record<string, any> },
): boolean {
  if (p.states[s.state]?.final) return true
  if (['REFUSED', 'TERMINATED', 'PERFORMED'].includes(s.state)) return true
  const { row } = s
  const isOpen = row.outcome === 'MEDIATED' || row.perform_due_on !== null || row.is_redo_ordered
  return s.state === 'EFFECTIVE' && (!isOpen || row.enforced_by !== null)
}

/** Rules that look at where a case stands; one that finds a single fault of the past does not see that nothing goes on. */
const standing = ['A14', 'A17', 'A23', 'relodge', 'suspended', 'service', 'point']

async function judge(
  w: Walk,
  trace: readonly string[],
  p: (typeof reconsideration.procedures)[number],
): Promise<string> {
  const s = await stateOf(w.matterId)
  if (s.limits > 0 || isEnd(p, s)) return s.state
  const found = await newViolations(town.city.app, town.city.registry, addDays(w.on, 1500))
  assert.ok(
    found.some((v) => v.matterId === w.matterId && standing.includes(v.rule.replace('reconsideration.', ''))),
    `seed ${seed}: nothing runs, nobody watches, and it is no end: ${s.state} after ${trace.join(' → ')}`,
  )
  return s.state
}

for (const p of reconsideration.procedures.filter((x) => x.id === 'reconsideration.case')) {
  test(`${p.version}: every path is bounded, watched or ended (seed ${seed})`, async () => {
    const is2017 = p.version === 'RECON_2017'
    const reached = new Set<string>()
    const next = random(seed + (is2017 ? 0 : 1))
    for (let n = 0; n < walks; n++) {
      const on = addDays((is2017 ? '2021-02-01' : '2024-03-01') as LocalDate, Math.floor(next() * 300))
      const via = next() < 0.15
      const isCrossing = is2017 && next() < 0.15
      const day = isCrossing && !via ? ('2024-01-03' as LocalDate) : on
      const opened = await town.city.ok(town.actors[via ? (is2017 ? 'point' : 'bureau') : 'clerk']!, day, {
        procedure: p.id,
        action: 'file',
        input: application({
          applicants: [person((is2017 ? 0 : 1000) + n + 100)],
          ...(via ? (is2017 ? atPoint : { filedVia: 'VIA_AGENCY', viaAgencyId: 'bureau' }) : {}),
          ...(isCrossing && !via ? { filedVia: 'MAIL', filedOn: '2023-12-29' } : {}),
          act: { docNo: `示罚〔${day.slice(0, 4)}〕${n}号`, isOnSpot: via, isDiscretionary: next() < 0.5 },
        }),
      })
      const w: Walk = { matterId: opened.matterId, on: day, is2017, next, town }
      const trace = ['file']
      reached.add(await judge(w, trace, p))
      for (let step = 0; step < most; step++) {
        w.on = addDays(w.on, Math.floor(next() * 14))
        const state = (await stateOf(w.matterId)).state
        const may = Object.entries(p.actions).filter(
          ([, a]) => a.in?.includes(state) && !a.by.every((r) => r === 'system'),
        )
        if (may.length === 0) break
        const straight = may.filter(([a]) => forwards.includes(a))
        const [id, def] = pick(w, straight.length && chance(w, 0.45) ? straight : may)
        const role = def.by.find((r) => actors[r])
        const by: Actor = role ? town.actors[actors[role]!]! : await town.applicant(w.matterId)
        assert.ok(inputs[id], `no input for ${id}`)
        const answer = await town.city.act(by, w.on, { matterId: w.matterId, action: id, input: await inputs[id](w) })
        if (!answer.ok && answer.problem.status >= 500) assert.fail(`${id}: ${answer.problem.title}`)
        if (answer.ok) trace.push(`${id}@${w.on}`)
        reached.add(await judge(w, trace, p))
      }
    }
    // A draw that never came this far has tried nothing.
    const core = ['HANDLING', 'SUSPENDED', 'TERMINATED', 'DECIDED', 'EFFECTIVE']
    assert.deepEqual(
      core.filter((x) => !reached.has(x)),
      [],
      `seed ${seed}: states that no walk reached`,
    )
  })
}
test('days of walks stay within the announced calendar', () =>
  assert.ok(dayNumber(addDays('2024-12-26' as LocalDate, 14 * most)) < dayNumber('2026-12-01' as LocalDate)))
