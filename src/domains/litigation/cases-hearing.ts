/** Worked cases B8-8 to B8-12: hearings, who is the head, and what counts as having appeared. */
import type { WorkedCase } from '#kernel/domain'
import { answered, away, both, copied, docketed, held, here, openAs, set, toHearing } from './cases-cast.ts'

const justified = { on: '2025-06-10', by: 'officer', do: 'explainAbsence' }

export const hearingCases: readonly WorkedCase[] = [
  {
    id: 'B8-8',
    text: '复议维持的共同被告协商由区局副局长出庭：案件到庭，区政府不进自己的分母，不提示',
    steps: [
      openAs('2026-01-10', both),
      copied('2026-01-12'),
      { ...copied('2026-01-12', 'govOfficer') },
      answered('2026-01-20'),
      { ...answered('2026-01-20', 'govOfficer'), state: 'ANSWERED' },
      set('2026-02-01', '2026-03-10'),
      {
        on: '2026-03-10',
        by: 'feed',
        do: 'recordHearing',
        with: { presences: [here('market')] },
        refused: 'litigation.noPresence',
      },
      {
        on: '2026-03-10',
        by: 'feed',
        do: 'recordHearing',
        with: { presences: [here('market', { category: undefined }), away('gov')] },
        refused: 'litigation.headCategory',
      },
      {
        on: '2026-03-10',
        by: 'feed',
        do: 'recordHearing',
        with: { presences: [here('market'), away('gov')], representative: 'market' },
        refused: 'litigation.representative',
      },
      {
        ...held('2026-03-10', [here('market'), away('gov')], { representative: 'market', determination: 'AGREED' }),
        rows: { 'litigation.suit': { head_attended: true, head_chief: false, first_heard_on: '2026-03-10' } },
        seen: [{ rule: 'litigation.B04', on: '2026-03-11', is: [] }],
      },
    ],
    figures: [
      { indicator: 'instances_heard', year: 2026, value: 1 },
      { indicator: 'instances_attended', year: 2026, value: 1 },
      { indicator: 'instances_heard_city_level', year: 2026, value: 0 },
    ],
  },
  {
    id: 'B8-8 没有确定',
    text: '没有协商或者法院确定的记录：案件仍算到庭，区政府未到庭按违反提示',
    steps: [
      openAs('2026-01-10', both),
      copied('2026-01-12'),
      copied('2026-01-12', 'govOfficer'),
      set('2026-02-01', '2026-03-10'),
      {
        ...held('2026-03-10', [here('market'), away('gov')]),
        rows: { 'litigation.suit': { head_attended: true } },
        seen: [{ rule: 'litigation.B04', on: '2026-03-11', is: ['RED 2026-03-10'] }],
      },
    ],
  },
  {
    id: 'B8-9',
    text: '2020-08-12 到庭，09-03 再开庭未到而法院没有再次通知：已经履行',
    steps: [
      ...toHearing('2020-07-10', '2020-08-12'),
      set('2020-08-20', '2020-09-03'),
      {
        ...held('2020-09-03', [away('market')]),
        rows: { 'litigation.suit': { head_attended: true } },
        seen: [{ rule: 'litigation.B04', on: '2020-09-04', is: [] }],
      },
    ],
    figures: [
      { indicator: 'instances_heard', year: 2020, value: 1 },
      { indicator: 'instances_attended', year: 2020, value: 1 },
      { indicator: 'hearing_sessions', year: 2020, value: 2 },
    ],
  },
  {
    id: 'B8-9 再次通知',
    text: '法院通知再次出庭而未到：没有履行；二审另算，未到是零比二',
    steps: [
      ...toHearing('2020-07-10', '2020-08-12'),
      set('2020-08-20', '2020-09-03', { isReNotice: true }),
      { ...held('2020-09-03', [away('market')]), rows: { 'litigation.suit': { head_attended: false } } },
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
      { indicator: 'instances_attended', year: 2020, value: 0 },
    ],
  },
  {
    id: 'B8-11',
    text: '镇政府：副镇长、有文件的政法委员可以，执法队长、没有分管的不可以；区政府：住建局长不可以，可作工作人员',
    steps: [
      openAs('2025-03-03', { defendants: [{ agencyId: 'town', role: 'ORIGINAL' }] }),
      copied('2025-03-04', 'townOfficer'),
      set('2025-04-01', '2025-04-20'),
      {
        on: '2025-04-10',
        by: 'townOfficer',
        do: 'designateHead',
        with: { name: '周示例', post: '综合行政执法队队长', position: 'OFFICE_HEAD' },
        refused: 'litigation.B07',
      },
      {
        on: '2025-04-10',
        by: 'townOfficer',
        do: 'designateHead',
        with: { name: '周示例', post: '政法委员', position: 'OTHER_IN_CHARGE' },
        refused: 'litigation.B07',
      },
      {
        on: '2025-04-10',
        by: 'townOfficer',
        do: 'designateHead',
        with: { name: '周示例', post: '政法委员', position: 'OTHER_IN_CHARGE', hasProof: true, field: '综合执法' },
        paper: '应诉证〔2025〕1号',
      },
      {
        on: '2025-04-11',
        by: 'townOfficer',
        do: 'designateHead',
        with: { name: '吴示例', post: '副镇长', position: 'VICE' },
        rows: { 'litigation.appearance': { designated: 'DEPUTY' } },
      },
      {
        on: '2025-04-11',
        by: 'townOfficer',
        do: 'delegateStaff',
        with: { people: [{ name: '周示例', kind: 'LAWYER', post: '示例律师事务所' }], powers: '一般代理' },
        paper: '应诉委〔2025〕1号',
      },
      {
        on: '2025-04-05',
        by: 'feed',
        do: 'recordDocketing',
        matter: 'gov',
        with: docketed('2025-04-05', {
          courtLevel: 'INTERMEDIATE',
          defendants: [{ agencyId: 'gov', role: 'ORIGINAL' }],
        }),
      },
      { ...copied('2025-04-06', 'govOfficer'), matter: 'gov' },
      { ...set('2025-04-07', '2025-05-06'), matter: 'gov' },
      {
        on: '2025-04-11',
        by: 'govOfficer',
        do: 'designateHead',
        matter: 'gov',
        with: { name: '郑示例', post: '区住房和城乡建设局局长', position: 'UNDERTAKING_HEAD', hasProof: true },
        refused: 'litigation.B07',
      },
      {
        on: '2025-04-11',
        by: 'govOfficer',
        do: 'delegateStaff',
        matter: 'gov',
        with: {
          people: [{ name: '郑示例', kind: 'UNDERTAKING', post: '区住房和城乡建设局局长' }],
          powers: '一般代理',
        },
      },
    ],
  },
  {
    id: 'B8-12',
    text: '局长防汛不能出庭，盖章说明、法院认可：主口径零比一，扣除口径不计，工作人员到庭不提示；仅委托律师的拒绝',
    steps: [
      openAs('2025-05-06'),
      copied('2025-05-07'),
      answered('2025-05-15'),
      set('2025-06-01', '2025-06-20', { courtNotice: 'MUST', courtNoticeOn: '2025-06-02' }),
      {
        ...justified,
        with: { reason: 'IRREPLACEABLE_DUTY', proof: 'SEALED', explanation: '组织防汛抢险。' },
        paper: '应诉说〔2025〕1号',
      },
      {
        on: '2025-06-11',
        by: 'officer',
        do: 'delegateStaff',
        with: { people: [{ name: '周示例', kind: 'LAWYER', post: '示例律师事务所' }], powers: '一般代理' },
        refused: 'litigation.B03',
      },
      {
        on: '2025-06-11',
        by: 'officer',
        do: 'delegateStaff',
        with: {
          people: [
            { name: '林示例', kind: 'STAFF', post: '执法人员' },
            { name: '周示例', kind: 'LAWYER', post: '示例律师事务所' },
          ],
          powers: '一般代理',
        },
      },
      {
        ...held('2025-06-20', [away('market', { lawyerAttended: true, courtOpinion: 'ACCEPTED' })]),
        rows: { 'litigation.suit': { head_attended: false, head_justified: true } },
        seen: [
          { rule: 'litigation.B03', on: '2025-06-21', is: [] },
          { rule: 'litigation.B04', on: '2025-06-21', is: [] },
          { rule: 'litigation.B08', on: '2025-06-21', is: [] },
        ],
      },
    ],
    figures: [
      { indicator: 'instances_heard', year: 2025, value: 1 },
      { indicator: 'instances_attended', year: 2025, value: 0 },
      { indicator: 'instances_heard_unexcused', year: 2025, value: 0 },
    ],
  },
  {
    id: '未出庭',
    text: '应当通知的案件负责人没有说明就没有到庭，只来了律师：四条规则各自提示',
    steps: [
      openAs('2025-05-06'),
      copied('2025-05-07'),
      set('2025-06-01', '2025-06-20', { courtNotice: 'MUST' }),
      {
        ...held('2025-06-20', [away('market', { staffAttended: false, lawyerAttended: true })]),
        seen: [
          { rule: 'litigation.B03', on: '2025-06-21', is: ['RED 2025-06-20'] },
          { rule: 'litigation.B04', on: '2025-06-21', is: ['RED 2025-06-20'] },
          { rule: 'litigation.B06', on: '2025-06-21', is: ['RED 2025-06-20'] },
          { rule: 'litigation.B08', on: '2025-06-21', is: ['RED 2025-06-20'] },
        ],
      },
    ],
  },
  {
    id: '延期',
    text: '机关申请延期后再次开庭仍未到的单独提示；到庭没有发言的提示；机关登记的到庭须经认定',
    steps: [
      openAs('2025-05-06'),
      copied('2025-05-07'),
      answered('2025-05-15'),
      set('2025-06-01', '2025-06-20'),
      {
        on: '2025-06-15',
        by: 'feed',
        do: 'postponeHearing',
        with: { isByAgency: true, reason: '负责人出差。' },
        state: 'ANSWERED',
      },
      set('2025-06-16', '2025-06-25'),
      {
        on: '2025-06-20',
        by: 'feed',
        do: 'postponeHearing',
        with: { isByAgency: true, heldOn: '2025-07-10', reason: '负责人患病。' },
        state: 'HEARING_SET',
      },
      {
        ...held('2025-07-10', [away('market')]),
        seen: [
          { rule: 'litigation.B05', on: '2025-07-11', is: ['RED 2025-07-10'] },
          { rule: 'litigation.B04', on: '2025-07-11', is: [] },
        ],
      },
      set('2025-07-12', '2025-08-01'),
      {
        on: '2025-08-01',
        by: 'officer',
        do: 'recordHearing',
        with: { presences: [here('market', { category: 'CHIEF', spoke: false })] },
        state: 'HEARD',
        rows: { 'litigation.suit': { head_attended: false } },
        seen: [{ rule: 'litigation.B09', on: '2025-08-02', is: ['YELLOW 2025-08-01'] }],
      },
      {
        on: '2025-08-02',
        by: 'countySupervisor',
        do: 'recogniseHead',
        with: { no: 9, agencyId: 'market', attended: true, category: 'CHIEF', source: '庭审笔录' },
        refused: 'litigation.noSitting',
      },
      {
        on: '2025-08-02',
        by: 'countySupervisor',
        do: 'recogniseHead',
        with: { no: 2, agencyId: 'market', attended: true, source: '庭审笔录' },
        refused: 'litigation.headCategory',
      },
      {
        on: '2025-08-02',
        by: 'countySupervisor',
        do: 'recogniseHead',
        with: { no: 2, agencyId: 'market', attended: true, category: 'CHIEF', source: '庭审笔录' },
        rows: { 'litigation.suit': { head_attended: true, head_chief: true } },
      },
    ],
    figures: [
      { indicator: 'instances_attended_chief', year: 2025, value: 1 },
      { indicator: 'hearing_sessions', year: 2025, value: 2 },
    ],
  },
  {
    id: '中途退庭',
    text: '未经许可中途退庭视为没有出庭',
    steps: [
      openAs('2025-05-06'),
      copied('2025-05-07'),
      set('2025-06-01', '2025-06-20'),
      {
        ...held('2025-06-20', [here('market', { left: true })]),
        rows: { 'litigation.suit': { head_attended: false } },
        seen: [{ rule: 'litigation.B06', on: '2025-06-21', is: ['RED 2025-06-20'] }],
      },
    ],
  },
]
