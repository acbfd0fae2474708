/** Worked cases of what counts as a head who did not come, and of appearances over instances and years (B8-9). */
import type { WorkedCase } from '#kernel/domain'
import { away, copied, held, here, openAs, set } from './cases-cast.ts'

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
]
