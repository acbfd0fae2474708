/** Worked cases B8-4 and B8-13: judgments, the days of appealing against them, and who lost. */
import type { WorkedCase } from '#kernel/domain'
import { both, copied, dismissed, held, here, item, judgedAs, openAs, set, toHearing } from './cases-cast.ts'

export const judgmentCases: readonly WorkedCase[] = [
  {
    id: 'B8-4 判决',
    text: '2025-09-18 送达判决，上诉期到10-09；期满次日生效；剩五日提示；终审、逾期、未送达、重复决定的拒绝',
    steps: [
      ...toHearing('2025-06-03', '2025-08-01'),
      judgedAs('2025-09-10', [item('REVOKE')]),
      {
        on: '2025-09-11',
        by: 'head',
        do: 'decideAppeal',
        with: { decision: 'NO_APPEAL', reason: '服判。' },
        refused: 'litigation.appealUnserved',
      },
      {
        on: '2025-09-18',
        by: 'feed',
        do: 'recordService',
        with: { party: 'AGENCY', agencyId: 'market', servedOn: '2025-09-18' },
        due: { appeal: '2025-10-09', serviceRecord: '2025-10-10' },
        seen: [
          { rule: 'litigation.B10', on: '2025-10-03', is: [] },
          { rule: 'litigation.B10', on: '2025-10-04', is: ['YELLOW 2025-10-04'] },
          { rule: 'litigation.B10', on: '2025-10-10', is: [] },
        ],
      },
      {
        on: '2025-09-18',
        by: 'feed',
        do: 'recordService',
        with: { party: 'AGENCY', agencyId: 'market', servedOn: '2025-09-18' },
        refused: 'litigation.noService',
      },
      {
        on: '2025-09-19',
        by: 'feed',
        do: 'serve',
        with: { servedOn: '2025-09-18' },
        refused: 'litigation.notFinal',
      },
      {
        on: '2025-10-10',
        by: 'head',
        do: 'decideAppeal',
        with: { decision: 'APPEAL', reason: '上诉。' },
        refused: 'litigation.appealLate',
      },
      {
        on: '2025-10-11',
        by: 'officer',
        do: 'recordService',
        with: { party: 'OTHERS', servedOn: '2025-09-22' },
        state: 'JUDGED',
        due: { effect: '2025-10-09', othersAppeal: '2025-10-09' },
      },
      {
        on: '2025-10-13',
        by: 'officer',
        do: 'close',
        with: {},
        refused: 'litigation.reviewFirst',
      },
      {
        on: '2025-10-13',
        by: 'officer',
        do: 'reviewLoss',
        with: { causes: '主要证据不足。', measures: '补强调查。' },
        state: 'EFFECTIVE',
        paper: '应诉复〔2025〕1号',
        due: { appeal: '2025-10-09 met', lossReview: '2025-11-10 met' },
      },
      { on: '2025-10-14', by: 'countySupervisor', do: 'close', with: {}, state: 'CLOSED' },
    ],
    figures: [
      { indicator: 'first_instance_lost', year: 2025, value: 1 },
      { indicator: 'first_instance_judged', year: 2025, value: 1 },
      { indicator: 'finals', year: 2025, value: 1 },
      { indicator: 'finals_lost', year: 2025, value: 1 },
    ],
  },
  {
    id: 'B8-4 春节',
    text: '2026-02-05 送达：判决与裁定的上诉期都到02-24',
    steps: [
      ...toHearing('2025-12-03', '2026-01-20'),
      { ...judgedAs('2026-02-05', [item('REJECT_CLAIM')], { servedOn: '2026-02-05' }), due: { appeal: '2026-02-24' } },
      { ...openAs('2025-12-03'), on: '2026-02-05', matter: 'other' },
      { ...dismissed('2026-02-05', '2026-02-05'), matter: 'other', due: { appeal: '2026-02-24' } },
    ],
  },
  {
    id: 'B8-4 2020',
    text: '2020-09-25 送达：判决10-10（补班周六，不顺延），裁定10-09',
    steps: [
      ...toHearing('2020-07-03', '2020-08-20'),
      { ...judgedAs('2020-09-25', [item('REJECT_CLAIM')], { servedOn: '2020-09-25' }), due: { appeal: '2020-10-10' } },
      { ...openAs('2020-07-03'), on: '2020-09-25', matter: 'other' },
      { ...dismissed('2020-09-25', '2020-09-25'), matter: 'other', due: { appeal: '2020-10-09' } },
    ],
  },
  {
    id: 'B8-13 共同被告',
    text: '判决撤销处罚和复议决定：原机关、复议机关各败诉，全市一件；裁定代码、别家的主文不得登记',
    steps: [
      openAs('2025-06-03', both),
      copied('2025-06-05'),
      copied('2025-06-05', 'govOfficer'),
      {
        on: '2025-06-10',
        by: 'feed',
        do: 'recordJudgment',
        with: { madeOn: '2025-06-10', items: [item('REVOKE')] },
        refused: 'litigation.notTried',
      },
      set('2025-06-10', '2025-08-01'),
      held('2025-08-01', [here('market'), here('gov')]),
      {
        on: '2025-09-10',
        by: 'feed',
        do: 'recordJudgment',
        with: { madeOn: '2025-09-10', items: [item('WITHDRAWN')] },
        refused: 'litigation.notJudgment',
      },
      {
        on: '2025-09-10',
        by: 'feed',
        do: 'recordJudgment',
        with: { madeOn: '2025-09-10', items: [item('REVOKE_RECON')] },
        refused: 'litigation.itemTarget',
      },
      {
        ...judgedAs('2025-09-10', [
          item('REVOKE', { hasDuty: true }),
          { ...item('REVOKE'), agencyId: 'gov', target: 'RECON_DECISION' },
        ]),
        rows: { 'litigation.suit': { is_lost: true, result: 'REVOKE' } },
      },
    ],
    figures: [
      { indicator: 'first_instance_lost', year: 2025, value: 1 },
      { indicator: 'first_instance_concluded', year: 2025, value: 1 },
      { indicator: 'recon_codefendant_loss', year: 2025, value: 1 },
    ],
  },
  {
    id: 'B8-13 部分败诉',
    text: '驳回撤销请求但判赔五千元，败诉一件；程序轻微违法确认的也是；人工登记的须另一人核对',
    steps: [
      ...toHearing('2025-06-03', '2025-08-01'),
      {
        on: '2025-09-09',
        by: 'countySupervisor',
        do: 'confirmJudgment',
        with: { agrees: true },
        refused: 'litigation.nothingEntered',
      },
      {
        on: '2025-09-10',
        by: 'officer',
        do: 'recordJudgment',
        with: {
          madeOn: '2025-09-10',
          items: [item('REJECT_CLAIM'), item('COMPENSATE_DAMAGE', { hasDuty: true, dueOn: '2025-10-31' })],
        },
        state: 'HEARD',
        due: { trial: '2025-12-03' },
      },
      {
        on: '2025-09-10',
        by: 'officer',
        do: 'recordJudgment',
        with: { madeOn: '2025-09-10', items: [item('REJECT_CLAIM')] },
        refused: 'litigation.judgmentTwice',
      },
      // Nobody of the organ sued confirms what its own colleague entered.
      { on: '2025-09-11', by: 'legal', do: 'confirmJudgment', with: { agrees: true }, refused: 'kernel.role' },
      {
        on: '2025-09-11',
        by: 'countySupervisor',
        do: 'confirmJudgment',
        with: { agrees: true },
        state: 'JUDGED',
        due: { trial: '2025-12-03 met' },
        rows: { 'litigation.suit': { is_lost: true, result: 'REJECT_CLAIM' } },
      },
      ...toHearing('2025-06-03', '2025-09-12').map((s) => ({ ...s, on: '2025-09-12', matter: 'other' })),
      {
        ...judgedAs('2025-09-12', [item('CONFIRM_ILLEGAL_KEEP')]),
        matter: 'other',
        rows: { 'litigation.suit': { is_lost: true } },
      },
    ],
    figures: [{ indicator: 'first_instance_lost', year: 2025, value: 2 }],
  },
]
