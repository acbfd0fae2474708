/** Worked cases of rights that outlast the closing of the file: an appeal posted in time, and a retrial asked for within six months. */
import type { WorkedCase, WorkedStep } from '#kernel/domain'
import { copied, dismissed, docketed, item, judgedAs, openAs, toHearing } from './cases-cast.ts'

const retrial = (on: string, more: Partial<WorkedStep> = {}): WorkedStep => ({
  on,
  by: 'head',
  do: 'applyRetrial',
  with: { ground: 'ORDINARY', grounds: '适用法律错误。' },
  ...more,
})

const enforce = (on: string, more: Partial<WorkedStep> = {}): WorkedStep => ({
  on,
  by: 'head',
  do: 'enforceAgainstParty',
  with: { way: 'COURT', content: '罚款。' },
  ...more,
})

export const rightCases: readonly WorkedCase[] = [
  {
    id: '归档后的权利 判决',
    text: '判决生效归档后才得知他方在期满前交邮上诉的，重新进入上诉；二审维持归档后，六个月内可以申请再审，逾期拒绝',
    steps: [
      ...toHearing('2025-06-03', '2025-07-10'),
      judgedAs('2025-07-15', [item('REJECT_CLAIM')], { servedOn: '2025-07-15', othersServedOn: '2025-07-15' }),
      {
        on: '2025-08-01',
        by: 'officer',
        do: 'close',
        with: {},
        state: 'CLOSED',
        due: { retrial: '2026-02-02 void' },
      },
      {
        on: '2025-08-08',
        by: 'feed',
        do: 'recordOtherAppeal',
        with: { filedOn: '2025-07-31', receivedOn: '2025-08-08' },
        refused: 'litigation.appealLate',
      },
      {
        on: '2025-08-08',
        by: 'feed',
        do: 'recordOtherAppeal',
        with: { filedOn: '2025-07-30', receivedOn: '2025-08-08' },
        state: 'APPEALED',
        due: { appealAnswer: '2025-08-25' },
        rows: { 'litigation.suit': { closed_on: null, effective_on: null } },
      },
      {
        on: '2025-10-20',
        by: 'feed',
        do: 'recordSecondInstance',
        with: { outcome: 'UPHELD', servedOn: '2025-10-20' },
        state: 'EFFECTIVE',
        due: { retrial: '2026-04-20', ownEnforcement: '2027-10-20' },
      },
      { on: '2025-11-03', by: 'officer', do: 'close', with: {}, state: 'CLOSED' },
      retrial('2026-04-20', { state: 'CLOSED' }),
      retrial('2026-04-21', { refused: 'litigation.retrialLate' }),
    ],
    figures: [{ indicator: 'finals', year: 2025, value: 1 }],
  },
  {
    id: '归档后的权利 裁定、调解书',
    text: '生效的裁定、调解书同样自生效起六个月内申请再审；上诉期未满、发回重审的没有生效裁判',
    steps: [
      openAs('2025-06-03'),
      copied('2025-06-05'),
      {
        on: '2025-07-01',
        by: 'feed',
        do: 'mediate',
        with: { scope: 'DISCRETION', signedOn: '2025-07-01', hasPerformance: false },
        state: 'CONCLUDED_NO_JUDGMENT',
        due: { retrial: '2026-01-04' },
      },
      { on: '2025-07-20', by: 'officer', do: 'close', with: {}, state: 'CLOSED' },
      retrial('2026-06-01', { refused: 'litigation.retrialLate' }),
      { ...openAs('2025-06-03'), on: '2026-06-01', matter: 'dismissed' },
      { ...copied('2026-06-01'), matter: 'dismissed' },
      { ...dismissed('2026-06-01', '2026-06-01', { othersServedOn: '2026-06-01' }), matter: 'dismissed' },
      retrial('2026-06-02', { matter: 'dismissed', refused: 'litigation.notStanding' }),
      retrial('2026-06-15', { matter: 'dismissed', state: 'CLOSED' }),
      { ...openAs('2025-06-03'), on: '2026-06-15', matter: 'withdrawn' },
      {
        on: '2026-06-15',
        by: 'feed',
        do: 'recordWithdrawal',
        matter: 'withdrawn',
        with: { madeOn: '2025-07-01', isDeemed: false, servedOn: '2025-07-08' },
        due: { retrial: '2026-01-08' },
      },
      retrial('2026-06-15', { matter: 'withdrawn', refused: 'litigation.retrialLate' }),
    ],
  },
  {
    id: '申请执行的起算',
    text: '判决没有写明履行期限的，对方申请执行的二年从送达之日起算；机关没有胜诉内容的，没有可以申请执行的',
    steps: [
      ...toHearing('2025-06-03', '2025-07-10'),
      judgedAs('2025-07-11', [item('ORDER_DUTY', { hasDuty: true })], {
        servedOn: '2025-07-11',
        othersServedOn: '2025-07-11',
      }),
      {
        on: '2025-08-01',
        by: 'supervisor',
        do: 'recogniseHead',
        with: { no: 1, agencyId: 'market', attended: true, category: 'DEPUTY', source: '庭审笔录' },
        state: 'EFFECTIVE',
        due: { enforcement: '2027-07-12' },
      },
    ],
  },
  {
    id: '本机关申请执行',
    text: '驳回原告请求的判决送达起二年内可以向法院申请执行，归档后也可以；逾期拒绝，有正当理由的、裁判另有履行期限的除外',
    steps: [
      ...toHearing('2021-06-03', '2021-07-09'),
      judgedAs('2021-07-14', [item('REJECT_CLAIM')], { servedOn: '2021-07-14', othersServedOn: '2021-07-14' }),
      {
        on: '2021-08-02',
        by: 'supervisor',
        do: 'recogniseHead',
        with: { no: 1, agencyId: 'market', attended: true, category: 'DEPUTY', source: '庭审笔录' },
        state: 'EFFECTIVE',
        due: { ownEnforcement: '2023-07-14' },
      },
      { on: '2021-08-03', by: 'officer', do: 'close', with: {}, state: 'CLOSED' },
      enforce('2023-07-14', { state: 'CLOSED' }),
      enforce('2023-07-15', { refused: 'litigation.enforceLate' }),
      enforce('2023-07-15', { with: { way: 'COURT', content: '罚款。', isExcused: true } }),
      enforce('2023-07-15', { with: { way: 'COURT', content: '罚款。', performBy: '2021-08-31' } }),
    ],
  },
  {
    id: '再审审查',
    text: '再审审查的裁定是终审的：没有上诉期，也不再申请再审',
    steps: [
      {
        on: '2025-06-03',
        by: 'feed',
        do: 'recordDocketing',
        with: docketed('2025-06-03', { instance: 'RETRIAL_REVIEW', courtLevel: 'INTERMEDIATE', isAppellant: true }),
        state: 'DOCKETED',
        due: { trial: '2025-12-03' },
      },
      {
        on: '2025-09-01',
        by: 'feed',
        do: 'recordJudgment',
        with: { madeOn: '2025-09-01', items: [item('REJECT_CLAIM')], servedOn: '2025-09-01' },
        state: 'JUDGED',
      },
      {
        on: '2025-09-02',
        by: 'head',
        do: 'decideAppeal',
        with: { decision: 'APPEAL', reason: '上诉。' },
        refused: 'litigation.finalJudgment',
      },
      { on: '2025-09-02', by: 'feed', do: 'serve', with: { servedOn: '2025-09-01' }, state: 'EFFECTIVE' },
      retrial('2025-09-03', { refused: 'litigation.notStanding' }),
    ],
    figures: [{ indicator: 'finals', year: 2025, value: 0 }],
  },
]
