/** Worked cases of settling disputes and of advice (chapter 5 D8). People and numbers are invented. */
import type { WorkedCase, WorkedCases, WorkedStep } from '#kernel/domain'

const proposal = {
  coordinatorId: 'centre',
  organId: 'bureau',
  stage: 'RECON',
  initiator: 'RECON_ORGAN',
  scope: 'DISCRETION',
  parties: [{ name: '陈示例', idNumber: '330203197505050010' }],
  suggestion: '就罚款数额和改正期限协商。',
}
const propose = (on: string, more: Record<string, unknown> = {}): WorkedStep => ({
  on,
  by: 'coordinator',
  do: 'propose',
  with: { ...proposal, ...more },
})
const says = (on: string, side: string, agrees: boolean, state: string): WorkedStep => ({
  on,
  by: 'coordinator',
  do: 'consent',
  with: { side, agrees, isWritten: true },
  state,
})
const opened = (on: string): WorkedStep[] => [says(on, 'CLAIMANT', true, 'PROPOSED'), says(on, 'AGENCY', true, 'OPEN')]
const term = { obligor: 'AGENCY', content: '罚款由一万元改为八千元。', authority: '示例规定第十条裁量幅度' }
const agreed = (on: string, more: Record<string, unknown> = {}): WorkedStep => ({
  on,
  by: 'coordinator',
  do: 'agree',
  with: { way: 'SETTLEMENT', isReviewed: true, terms: [term], ...more },
  state: 'AGREED',
})
const advice = (on: string, kind: string, more: Record<string, unknown> = {}): WorkedStep => ({
  on,
  by: 'coordinator',
  do: 'registerAdvice',
  with: {
    coordinatorId: 'centre',
    organId: 'bureau',
    kind,
    issuer: '示例人民法院',
    documentNo: '示法建1号',
    content: '建议改进。',
    ...more,
  },
  state: 'RECEIVED',
})

const settling: readonly WorkedCase[] = [
  {
    id: 'D8-1',
    text: '2025-05-06 受理的复议，06-03双方同意中止化解，06-24恢复，末日07-28；只有申请人同意的不得中止，没有中止文书的不得停办',
    steps: [
      {
        ...propose('2025-05-20', { caseLimit: 'RECON_60', caseFrom: '2025-05-06' }),
        due: { caseLimit: '2025-07-07' },
        paper: '争化建〔2025〕1号',
      },
      {
        on: '2025-05-21',
        by: 'coordinator',
        do: 'consent',
        with: { side: 'CLAIMANT', agrees: true, isWritten: false },
        refused: 'resolution.D02',
      },
      ...opened('2025-05-22'),
      {
        on: '2025-06-03',
        by: 'coordinator',
        do: 'suspendCase',
        with: { isByBoth: false, documentNo: '中止1号' },
        refused: 'resolution.suspendByBoth',
      },
      {
        on: '2025-06-03',
        by: 'coordinator',
        do: 'suspendCase',
        with: { isByBoth: true },
        refused: 'resolution.unsuspended',
      },
      { on: '2025-06-03', by: 'coordinator', do: 'resumeCase', with: {}, refused: 'resolution.notSuspended' },
      { on: '2025-06-03', by: 'coordinator', do: 'suspendCase', with: { isByBoth: true, documentNo: '中止1号' } },
      {
        on: '2025-06-04',
        by: 'coordinator',
        do: 'suspendCase',
        with: { isByBoth: true, documentNo: '中止2号' },
        refused: 'resolution.suspended',
      },
      {
        on: '2025-06-24',
        by: 'coordinator',
        do: 'resumeCase',
        with: {},
        due: { caseLimit: '2025-07-28' },
        seen: [
          { rule: 'resolution.D01', on: '2025-07-28', is: [] },
          { rule: 'resolution.D01', on: '2025-07-29', is: ['RED 2025-07-29'] },
        ],
      },
    ],
    figures: [{ indicator: 'resolution_opened', year: 2025, value: 1 }],
  },
  {
    id: 'D8-2',
    text: '和解后撤回、准予、终止：和解撤回一件成功；只有口头和解的不得结案',
    steps: [
      propose('2025-05-20'),
      ...opened('2025-05-22'),
      {
        on: '2025-05-28',
        by: 'coordinator',
        do: 'meet',
        with: { hasAuthorised: false, record: '各自陈述。' },
        refused: 'resolution.noAuthorised',
      },
      { on: '2025-05-28', by: 'coordinator', do: 'meet', with: { hasAuthorised: true, record: '各自陈述。' } },
      {
        on: '2025-06-02',
        by: 'coordinator',
        do: 'agree',
        with: { way: 'SETTLEMENT', isReviewed: true, terms: [{ obligor: 'AGENCY', content: '免除全部罚款。' }] },
        refused: 'resolution.D03',
      },
      {
        on: '2025-06-02',
        by: 'coordinator',
        do: 'agree',
        with: { way: 'SETTLEMENT', isReviewed: true, terms: [{ ...term, isWaiver: true }] },
        refused: 'resolution.D03',
      },
      {
        on: '2025-06-02',
        by: 'coordinator',
        do: 'agree',
        with: { way: 'SETTLEMENT', isReviewed: false, terms: [term] },
        refused: 'resolution.unreviewed',
      },
      {
        ...agreed('2025-06-02', {
          terms: [
            { ...term, dueOn: '2025-06-30' },
            { ...term, obligor: 'PARTY', dueOn: '2025-07-31' },
          ],
        }),
        due: { perform: '2025-06-30' },
        paper: '争化协〔2025〕1号',
      },
      {
        on: '2025-06-20',
        by: 'coordinator',
        do: 'close',
        with: { outcome: 'SETTLED_WITHDRAWN', formal: 'RECON_TERMINATION', documentNo: '终止1号' },
        refused: 'resolution.unperformed',
      },
      {
        on: '2025-06-20',
        by: 'coordinator',
        do: 'perform',
        with: { no: 1, proof: '决定书。' },
        state: 'AGREED',
        due: { perform: '2025-07-31' },
      },
      {
        on: '2025-06-21',
        by: 'coordinator',
        do: 'perform',
        with: { no: 1, proof: '决定书。' },
        refused: 'resolution.noTerm',
      },
      {
        on: '2025-08-05',
        by: 'coordinator',
        do: 'perform',
        with: { no: 2, proof: '缴款凭证。' },
        state: 'PERFORMED',
        seen: [{ rule: 'resolution.D04', on: '2025-08-06', is: ['RED 2025-08-01'] }],
      },
      {
        on: '2025-08-06',
        by: 'coordinator',
        do: 'close',
        with: { outcome: 'SETTLED_WITHDRAWN', formal: 'NONE' },
        refused: 'resolution.informal',
      },
      {
        on: '2025-08-06',
        by: 'coordinator',
        do: 'close',
        with: { outcome: 'JUDGED', formal: 'DECISION', documentNo: '复决1号' },
        refused: 'resolution.outcome',
      },
      {
        on: '2025-08-06',
        by: 'coordinator',
        do: 'close',
        with: { outcome: 'SETTLED_WITHDRAWN', formal: 'RECON_TERMINATION', documentNo: '终止1号' },
        state: 'CLOSED',
        paper: '争化结〔2025〕1号',
      },
    ],
    figures: [
      { indicator: 'resolution_success', year: 2025, value: 1 },
      { indicator: 'resolution_concluded', year: 2025, value: 1 },
      { indicator: 'resolution_with_terms', year: 2025, value: 1 },
      { indicator: 'resolution_kept', year: 2025, value: 0 },
    ],
  },
  {
    id: 'D8-3',
    text: '2023-06 提出的许可复议（非裁量）不能调解；机关自行改变行政行为后撤回的可以',
    steps: [
      propose('2023-06-20', { scope: 'OTHER', reconFiledOn: '2023-06-05' }),
      ...opened('2023-06-21'),
      {
        on: '2023-06-30',
        by: 'coordinator',
        do: 'agree',
        with: { way: 'MEDIATION', isReviewed: true, terms: [term] },
        refused: 'resolution.scope',
      },
      { ...agreed('2023-06-30', { way: 'CORRECTION' }), due: { closing: '2023-07-31' } },
      {
        on: '2023-07-05',
        by: 'coordinator',
        do: 'close',
        with: { outcome: 'CORRECTED_WITHDRAWN', formal: 'RECON_TERMINATION', documentNo: '终止2号' },
        state: 'CLOSED',
      },
    ],
    figures: [
      { indicator: 'resolution_success', year: 2023, value: 1 },
      { indicator: 'resolution_with_terms', year: 2023, value: 0 },
    ],
  },
  {
    id: 'D8-10',
    text: '当事人不同意化解即结束；没有化解的退回继续办理；已生效的、不在范围的民事争议不受理',
    steps: [
      propose('2025-05-20'),
      {
        ...says('2025-05-21', 'CLAIMANT', false, 'CLOSED'),
        rows: { 'resolution.settlement': { outcome: 'PARTY_REFUSED' } },
      },
      {
        ...propose('2025-05-22', { stage: 'FIRST', isFinal: true }),
        matter: 'final',
        refused: 'resolution.notPending',
      },
      { ...propose('2025-05-22', { stage: 'FIRST', civil: 'OTHER' }), matter: 'civil', refused: 'resolution.civil' },
      { ...propose('2025-05-22', { organId: 'nowhere' }), matter: 'organ', refused: 'resolution.organ' },
      {
        ...propose('2025-05-22', { stage: 'FIRST', caseFrom: '2025-06-01' }),
        matter: 'day',
        refused: 'resolution.day',
      },
      {
        ...propose('2025-05-22', { stage: 'SECOND', caseLimit: 'APPEAL_3', caseFrom: '2025-05-12' }),
        matter: 'second',
      },
      ...opened('2025-05-23').map((s) => ({ ...s, matter: 'second' })),
      {
        on: '2025-06-10',
        by: 'coordinator',
        do: 'fail',
        matter: 'second',
        with: { reason: '数额没有谈拢。' },
        state: 'RETURNED',
        due: { returned: '2025-12-10', caseLimit: '2025-08-12' },
      },
      {
        on: '2025-07-10',
        by: 'coordinator',
        do: 'close',
        matter: 'second',
        with: { outcome: 'JUDGED', formal: 'DECISION', documentNo: '行终1号' },
        state: 'CLOSED',
      },
    ],
    figures: [
      { indicator: 'resolution_concluded', year: 2025, value: 1 },
      { indicator: 'resolution_success', year: 2025, value: 0 },
    ],
  },
]

const advising: readonly WorkedCase[] = [
  {
    id: 'D8-5',
    text: '规范性文件司法建议 2025-08-05 收到，六十日到10-09；2025-10-15 收到到12-15；逾期提示，书面回复后归档',
    steps: [
      {
        ...advice('2025-08-05', 'NORM', { effectiveOn: '2025-06-30' }),
        due: { reply: '2025-10-09' },
        seen: [
          { rule: 'resolution.D06', on: '2025-10-09', is: [] },
          { rule: 'resolution.D06', on: '2025-10-10', is: ['RED 2025-10-10'] },
        ],
      },
      {
        on: '2025-10-09',
        by: 'officer',
        do: 'reply',
        with: { isWritten: false, documentNo: '无', measures: '口头说明。' },
        refused: 'resolution.unwritten',
      },
      {
        on: '2025-10-09',
        by: 'officer',
        do: 'reply',
        with: { isWritten: true, documentNo: '示函1号', measures: '已经修改。' },
        state: 'REPLIED',
      },
      { ...advice('2025-10-15', 'NORM'), matter: 'later', due: { reply: '2025-12-15' } },
      {
        on: '2025-10-20',
        by: 'coordinator',
        do: 'withdraw',
        matter: 'later',
        with: { documentNo: '示法撤1号' },
        state: 'CLOSED',
      },
      { on: '2025-10-20', by: 'coordinator', do: 'closeAdvice', with: {}, state: 'CLOSED' },
    ],
  },
  {
    id: 'D8-6',
    text: '公益诉讼检察建议 2025-08-09 收到两个月10-09；紧急的 2025-09-20 收到十五日到10-09；对法院的不在此登记',
    steps: [
      {
        ...advice('2025-08-11', 'PUBLIC_INTEREST', { receivedOn: '2025-08-09', issuer: '示例人民检察院' }),
        due: { reply: '2025-10-09' },
      },
      {
        ...advice('2025-09-20', 'PUBLIC_INTEREST', { isUrgent: true, issuer: '示例人民检察院' }),
        matter: 'urgent',
        due: { reply: '2025-10-09' },
      },
      {
        ...advice('2025-09-20', 'RETRIAL_ADVICE'),
        matter: 'court',
        state: undefined,
        refused: 'resolution.notToOrgan',
      } as WorkedStep,
    ],
  },
  {
    id: 'D8-7',
    text: '综合治理类 2025-12-31 收到：文书定两个月到2026-02-28（补班周六），定一个月到02-02；没有写明的缺省三十日',
    steps: [
      { ...advice('2025-12-31', 'GOVERNANCE', { replyMonths: 2 }), due: { reply: '2026-02-28' } },
      { ...advice('2025-12-31', 'GOVERNANCE', { replyMonths: 1 }), matter: 'one', due: { reply: '2026-02-02' } },
      { ...advice('2026-01-05', 'REFUSES_PERFORMANCE'), matter: 'none', due: { reply: '2026-02-04' } },
      { ...advice('2026-01-05', 'REFUSES_COURT', { replyDays: 10 }), matter: 'ten', due: { reply: '2026-01-15' } },
    ],
  },
  {
    id: 'D8-8',
    text: '2025-10-31 送达的裁判载明负责人未到庭，待登记建议；满六十日12-30，12-31仍没有的提示',
    steps: [
      {
        on: '2025-11-03',
        by: 'coordinator',
        do: 'awaitAdvice',
        with: { coordinatorId: 'centre', organId: 'bureau', judgmentOn: '2025-10-31', caseNo: '（2025）浙0203行初8号' },
        state: 'AWAITED',
        due: { awaiting: '2025-12-30' },
        seen: [
          { rule: 'resolution.D05', on: '2025-12-30', is: [] },
          { rule: 'resolution.D05', on: '2025-12-31', is: ['YELLOW 2025-12-31'] },
        ],
      },
      {
        on: '2026-01-05',
        by: 'coordinator',
        do: 'receiveAdvice',
        with: { kind: 'HEAD_ABSENT', issuer: '示例人民法院', documentNo: '示法建8号', content: '建议约谈。' },
        state: 'RECEIVED',
        due: { reply: '2026-02-04', awaiting: '2025-12-30 met' },
      },
      {
        on: '2026-01-05',
        by: 'coordinator',
        do: 'awaitAdvice',
        matter: 'none',
        with: { coordinatorId: 'centre', judgmentOn: '2025-12-31' },
        state: 'AWAITED',
      },
      {
        on: '2026-01-20',
        by: 'coordinator',
        do: 'closeUngiven',
        matter: 'none',
        with: { reason: '法院没有提出。' },
        state: 'CLOSED',
      },
    ],
  },
]

export const cases: WorkedCases = {
  agencies: {
    centre: { name: '示例行政争议化解中心', kind: 'justice-bureau', county: '330203' },
    bureau: { name: '示例区市场监督管理局', kind: 'bureau', county: '330203' },
  },
  people: {
    coordinator: { role: 'resolution_coordinator', agency: 'centre' },
    officer: { role: 'resolution_officer', agency: 'bureau' },
    head: { role: 'resolution_head', agency: 'bureau' },
  },
  cases: [...settling, ...advising],
}
