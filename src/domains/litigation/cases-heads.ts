/** Worked cases of what counts as a head who did not come, and of appearances over instances and years (B8-9). */
import type { WorkedCase } from '#kernel/domain'
import { away, copied, docketed, held, here, item, judgedAs, openAs, set, toHearing } from './cases-cast.ts'

export const headCases: readonly WorkedCase[] = [
  {
    id: 'B04、B08 视为没有出庭',
    text: '身份证明被法院否定、只有机关自己登记而没有认定的，都视为没有出庭；认定后消除；已经到庭一次、法院没有再次通知的不再提示',
    steps: [
      openAs('2025-05-06'),
      copied('2025-05-07'),
      set('2025-06-01', '2025-06-20', { courtNotice: 'MUST' }),
      {
        ...held('2025-06-20', [here('market', { idProof: 'REJECTED' })]),
        rows: { 'litigation.suit': { head_attended: false } },
        seen: [
          { rule: 'litigation.B04', on: '2025-06-21', is: ['RED 2025-06-20'] },
          { rule: 'litigation.B08', on: '2025-06-21', is: ['RED 2025-06-20'] },
        ],
      },
      { ...openAs('2025-05-06'), on: '2025-06-21', matter: 'own' },
      { ...copied('2025-06-21'), matter: 'own' },
      { ...set('2025-06-22', '2025-07-10', { courtNotice: 'MUST' }), matter: 'own' },
      {
        on: '2025-07-10',
        by: 'officer',
        do: 'recordHearing',
        matter: 'own',
        with: { presences: [here('market')] },
        seen: [
          { rule: 'litigation.B04', on: '2025-07-11', is: ['RED 2025-07-10'] },
          { rule: 'litigation.B08', on: '2025-07-11', is: ['RED 2025-07-10'] },
        ],
      },
      {
        on: '2025-07-12',
        by: 'countySupervisor',
        do: 'recogniseHead',
        matter: 'own',
        with: { no: 1, agencyId: 'market', attended: true, category: 'DEPUTY', source: '庭审笔录' },
        seen: [
          { rule: 'litigation.B04', on: '2025-07-13', is: [] },
          { rule: 'litigation.B08', on: '2025-07-13', is: [] },
        ],
      },
      { ...set('2025-07-13', '2025-08-01', { courtNotice: 'MUST' }), matter: 'own' },
      {
        ...held('2025-08-01', [away('market')]),
        matter: 'own',
        rows: { 'litigation.suit': { head_attended: true } },
        seen: [{ rule: 'litigation.B08', on: '2025-08-02', is: [] }],
      },
      { ...openAs('2025-05-06'), on: '2025-08-02', matter: 'later' },
      { ...copied('2025-08-02'), matter: 'later' },
      { ...set('2025-08-03', '2025-08-20'), matter: 'later' },
      {
        on: '2025-08-10',
        by: 'feed',
        do: 'postponeHearing',
        matter: 'later',
        with: { isByAgency: true, heldOn: '2025-09-10', reason: '负责人患病。' },
      },
      {
        ...held('2025-09-10', [here('market', { idProof: 'REJECTED' })]),
        matter: 'later',
        seen: [{ rule: 'litigation.B05', on: '2025-09-11', is: ['RED 2025-09-10'] }],
      },
    ],
  },
  {
    id: 'B8-9 全年',
    text: '一审到庭，二审另行开庭未到：该审级零比一，全年一比二',
    steps: [
      ...toHearing('2020-07-10', '2020-08-12'),
      {
        on: '2020-11-02',
        by: 'feed',
        do: 'recordDocketing',
        matter: 'second',
        with: docketed('2020-11-02', {
          instance: 'SECOND',
          courtLevel: 'INTERMEDIATE',
          origin: 'APPEAL',
          isAppellant: true,
        }),
      },
      { ...set('2020-11-05', '2020-12-01'), matter: 'second' },
      {
        ...held('2020-12-01', [away('market')]),
        matter: 'second',
        rows: { 'litigation.suit': { head_attended: false } },
      },
    ],
    figures: [
      { indicator: 'instances_heard', year: 2020, value: 2 },
      { indicator: 'instances_attended', year: 2020, value: 1 },
    ],
  },
  {
    id: 'D8-4 不撤诉',
    text: '诉讼中机关改变处罚、书面告知法院，原告不撤诉，法院确认原处罚违法：败诉，不算改变后撤诉',
    steps: [
      openAs('2025-03-03'),
      copied('2025-03-06'),
      {
        on: '2025-03-13',
        by: 'head',
        do: 'changeAct',
        with: { kind: 'REVOKE', fault: 'NONE', toldCourtOn: '2025-03-13', content: '罚款由一万元改为八千元。' },
      },
      set('2025-03-20', '2025-04-10'),
      held('2025-04-10', [here('market')]),
      {
        ...judgedAs('2025-04-20', [item('CONFIRM_ILLEGAL')]),
        rows: { 'litigation.suit': { is_lost: true, is_corrected: false } },
      },
    ],
    figures: [
      { indicator: 'first_instance_lost', year: 2025, value: 1 },
      { indicator: 'corrected_before_judgment', year: 2025, value: 0 },
    ],
  },
]
