/** Worked cases D8-5 to D8-8: advice of courts and procuratorates, its days and its answers. */
import type { WorkedCase, WorkedStep } from '#kernel/domain'

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

export const advising: readonly WorkedCase[] = [
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
