/**
 * Worked cases of the bulletin (chapter 5 C8), as a lawyer reads them: what happened on which day, and what the bulletins of which months
 * then tell. Played through the engine by bulletin-cases.test.ts. People, numbers and organs are invented; the organs are those of
 * recon-support.ts: bureau and bureau2 of 示例区 (330203), gov its government, cityBureau and cityGov of the city.
 */
import { type Rules, rules } from '../src/report/bulletin/settings.ts'

/** Lines as '范围 指标 期间': '5' is a count, '1/3' a rate; '-' where there is no such line. */
type Lines = Record<string, string>
export type BulletinStep =
  /** An application to a reconsideration organ; `times` alike against one act, `people` in one application. */
  | { on: string; apply: string; to?: string; against?: string; times?: number; people?: number; state?: string }
  /** Somebody's act in a case of reconsideration. */
  | { on: string; by: string; do: string; case: string; with?: object; state?: string }
  /** What the law does by itself by that day. */
  | { on: string; lapse: string; state: string }
  /** A suit is docketed; the first defendant handles it. */
  | {
      on: string
      sue: string
      defendants?: { agencyId: string; role: string }[]
      after?: string
      recordedOn?: string
      with?: object
    }
  /** The court hears and judges, and these organs lose. */
  | { on: string; judge: string; lost: string[] }
  /** Some suits against an organ end: so many are lost, the others withdrawn. */
  | { on: string; end: { agency: string; all: number; lost: number } }
  /** Something the court reports of a suit. */
  | { on: string; court: string; suit: string; with: object }
  | { on: string; persons: Record<string, number>; period: string }
  /** The month's bulletin is frozen on its day, and not a day earlier; what it tells. */
  | {
      on: string
      freeze: string
      rules?: Rules
      lines?: Lines
      ranks?: Record<string, number | null>
      sameAct?: number
      perTenThousand?: Record<string, string | null>
      /** Corrections as '月份 范围 指标: 原数→更正后'. */
      corrections?: string[]
      added?: number
      removed?: number
    }
  | { on: string; publish: string; papers: string[]; says?: RegExp; reason?: { period: string; metric: string } }
  /** What the system does by itself on that day, and in which state a month's bulletin is then. */
  | { on: string; work: string; state: string }
  /** What the year's figures are once everything is known. */
  | { on: string; year: number; figures: Record<string, string> }
export type BulletinCase = { id: string; text: string; steps: BulletinStep[] }

const received: Rules = { ...rules, reconCountDate: [{ from: '2018-01', by: 'RECEIVED' }] }
const receivedFrom2025: Rules = {
  ...rules,
  reconCountDate: [
    { from: '2018-01', by: 'ACCEPTED' },
    { from: '2025-01', by: 'RECEIVED' },
  ],
}
const served = { servedOn: '2020-06-18', othersServedOn: '2020-06-18' }

export const cases: BulletinCase[] = [
  {
    id: 'C8-2 旧法',
    text: '2020-12-30 收到（2017版，收到即受理），计2020年12月',
    steps: [
      { on: '2020-12-30', apply: '申请', state: 'ACCEPTED' },
      { on: '2021-01-08', freeze: '2020-12', lines: { 'CITY incidence MONTH': '1', 'CITY incidence YEAR': '1' } },
      { on: '2021-02-05', freeze: '2021-01', lines: { 'CITY incidence MONTH': '0' }, corrections: [] },
    ],
  },
  {
    id: 'C8-2 视为受理',
    text: '2024-12-27 收到、没有作出决定（2023版），第五个工作日 2025-01-06 视为受理，按受理日计2025年1月',
    steps: [
      { on: '2024-12-27', apply: '申请', state: 'FILED' },
      { on: '2025-01-07', lapse: '申请', state: 'ACCEPTED' },
      { on: '2025-01-08', freeze: '2024-12', lines: { 'CITY incidence MONTH': '0', 'CITY incidence YEAR': '0' } },
      { on: '2025-02-10', freeze: '2025-01', lines: { 'CITY incidence MONTH': '1' }, corrections: [] },
    ],
  },
  {
    id: 'C8-2 按收到日',
    text: '同一申请，参数为收到日时计2024年12月，1月不再计',
    steps: [
      { on: '2024-12-27', apply: '申请', state: 'FILED' },
      { on: '2025-01-07', lapse: '申请', state: 'ACCEPTED' },
      { on: '2025-01-08', freeze: '2024-12', rules: received, lines: { 'CITY incidence MONTH': '1' } },
      {
        on: '2025-02-10',
        freeze: '2025-01',
        rules: received,
        lines: { 'CITY incidence MONTH': '0', 'CITY incidence YEAR': '0' },
        corrections: [],
      },
    ],
  },
  {
    id: 'C4.3',
    text: '参数自2025年1月改为收到日：已冻结的12月不动，12月收到、1月受理的仍按受理日计1月，1月收到、2月受理的计1月，不漏不重',
    steps: [
      { on: '2024-12-27', apply: '岁末', state: 'FILED' },
      { on: '2025-01-07', lapse: '岁末', state: 'ACCEPTED' },
      { on: '2025-01-08', freeze: '2024-12', lines: { 'CITY incidence MONTH': '0' } },
      { on: '2025-01-27', apply: '节前', state: 'FILED' },
      { on: '2025-02-10', by: 'unitHead', do: 'accept', case: '节前', with: {}, state: 'ACCEPTED' },
      {
        on: '2025-02-10',
        freeze: '2025-01',
        rules: receivedFrom2025,
        lines: { 'CITY incidence MONTH': '2' },
        corrections: [],
      },
      {
        on: '2025-03-07',
        freeze: '2025-02',
        rules: receivedFrom2025,
        lines: { 'CITY incidence MONTH': '0', 'CITY incidence YEAR': '2' },
        corrections: [],
      },
    ],
  },
  {
    id: 'C8-3',
    text: '同一处罚2020-03受理复议、2020-07立案起诉，发案量2、争议1；2020-11二审不计',
    steps: [
      { on: '2020-03-09', apply: '复议', state: 'ACCEPTED' },
      { on: '2020-07-06', sue: '一审', after: '复议' },
      {
        on: '2020-11-10',
        sue: '二审',
        after: '一审',
        with: { instance: 'SECOND', courtLevel: 'INTERMEDIATE', origin: 'APPEAL' },
      },
      { on: '2020-08-07', freeze: '2020-07', lines: { 'CITY incidence MONTH': '1', 'CITY incidence YEAR': '2' } },
      { on: '2020-12-07', freeze: '2020-11', lines: { 'CITY incidence MONTH': '0', 'CITY incidence YEAR': '2' } },
      {
        on: '2021-01-31',
        year: 2020,
        figures: { administrative_disputes: '2', administrative_disputes_unique: '1', reconsideration_share: '1/2' },
      },
    ],
  },
  {
    id: 'C8-4',
    text: '复议不予受理计0；上级责令受理，2020-09-10受理，当日起计1',
    steps: [
      { on: '2020-08-24', apply: '申请', state: 'ACCEPTED' },
      {
        on: '2020-08-26',
        by: 'unitHead',
        do: 'refuse',
        case: '申请',
        with: { ground: 'LATE', reason: '超期' },
        state: 'REFUSED',
      },
      {
        on: '2020-08-28',
        by: 'clerk',
        do: 'complain',
        case: '申请',
        with: { superiorId: 'cityGov', about: 'ACCEPT', content: '没有超期' },
      },
      { on: '2020-09-07', freeze: '2020-08', lines: { 'CITY incidence MONTH': '0' } },
      {
        on: '2020-09-08',
        by: 'superior',
        do: 'orderCorrect',
        case: '申请',
        with: { kind: 'ACCEPT', dueOn: '2020-09-18', reason: '没有超期' },
      },
      {
        on: '2020-09-10',
        by: 'unitHead',
        do: 'acceptByOrder',
        case: '申请',
        with: { note: '按责令受理' },
        state: 'ACCEPTED',
      },
      {
        on: '2020-10-14',
        freeze: '2020-09',
        lines: { 'CITY incidence MONTH': '1', 'AGENCY bureau incidence MONTH': '1' },
        corrections: [],
      },
    ],
  },
  {
    id: 'C8-5',
    text: '共同被告案，复议机关列在前：全市1、区局1、区政府1、区县1；都败诉后全市败诉1、区局1、区政府1，市本级都没有',
    steps: [
      {
        on: '2020-09-03',
        sue: '案件',
        defendants: [
          { agencyId: 'gov', role: 'RECON_ORGAN' },
          { agencyId: 'bureau', role: 'ORIGINAL' },
        ],
        with: { recon: { outcome: 'UPHELD', over: 'ACT' } },
      },
      { on: '2020-09-24', judge: '案件', lost: ['bureau', 'gov'] },
      {
        on: '2020-10-14',
        freeze: '2020-09',
        lines: {
          'CITY incidence MONTH': '1',
          'CITY_LEVEL incidence MONTH': '0',
          'AGENCY bureau incidence MONTH': '1',
          'AGENCY gov incidence MONTH': '1',
          'PLACE 330203 incidence MONTH': '1',
          'CITY loss MONTH': '1/1',
          'AGENCY bureau loss MONTH': '1/1',
          'AGENCY gov loss MONTH': '1/1',
          'PLACE 330203 loss MONTH': '1/1',
          'CITY_LEVEL loss MONTH': '0/0',
        },
      },
    ],
  },
  {
    id: 'C8-5 市级复议机关列在前',
    text: '原机关是区政府、复议机关是市政府：全市1、区政府1、市政府1；区县、市本级按原机关，不按列在前的',
    steps: [
      {
        on: '2020-09-03',
        sue: '案件',
        defendants: [
          { agencyId: 'cityGov', role: 'RECON_ORGAN' },
          { agencyId: 'gov', role: 'ORIGINAL' },
        ],
        with: { recon: { outcome: 'UPHELD', over: 'ACT' } },
      },
      {
        on: '2020-10-14',
        freeze: '2020-09',
        lines: {
          'CITY incidence MONTH': '1',
          'CITY_LEVEL incidence MONTH': '0',
          'AGENCY gov incidence MONTH': '1',
          'AGENCY cityGov incidence MONTH': '1',
          'PLACE 330203 incidence MONTH': '1',
        },
      },
    ],
  },
  {
    id: 'C8-6',
    text: '2020年12月冻结于2021-01-08；冻结后补录的12月立案，由1月的通报更正，2月不再更正，2月间又补录的由2月更正；全年重算都含',
    steps: [
      { on: '2020-12-07', sue: '按时' },
      { on: '2021-01-08', freeze: '2020-12', lines: { 'CITY incidence MONTH': '1', 'CITY incidence YEAR': '1' } },
      { on: '2020-12-25', sue: '迟到', recordedOn: '2021-01-12' },
      { on: '2021-01-14', sue: '当月' },
      {
        on: '2021-02-05',
        freeze: '2021-01',
        lines: { 'CITY incidence MONTH': '1', 'CITY incidence YEAR': '1' },
        corrections: [
          '2020-12 CITY city incidence: 1件→2件',
          '2020-12 PLACE 330203 incidence: 1件→2件',
          '2020-12 AGENCY bureau incidence: 1件→2件',
        ],
        added: 1,
        removed: 0,
      },
      { on: '2020-12-29', sue: '更迟', recordedOn: '2021-02-23' },
      {
        on: '2021-03-05',
        freeze: '2021-02',
        lines: { 'CITY incidence MONTH': '0', 'CITY incidence YEAR': '1' },
        corrections: [
          '2020-12 CITY city incidence: 2件→3件',
          '2020-12 PLACE 330203 incidence: 2件→3件',
          '2020-12 AGENCY bureau incidence: 2件→3件',
        ],
        added: 1,
        removed: 0,
      },
      { on: '2021-04-08', freeze: '2021-03', corrections: [], added: 0, removed: 0 },
      { on: '2021-04-30', year: 2020, figures: { administrative_disputes: '3' } },
    ],
  },
  {
    id: 'C8-9',
    text: '甲局6.00%、乙丙局8.00%、丁局9.00%，名次1、2、2、4；某局审结3件败1件（33.33%），列出、不排名',
    steps: [
      { on: '2020-09-24', end: { agency: 'jia', all: 50, lost: 3 } },
      { on: '2020-09-24', end: { agency: 'yi', all: 25, lost: 2 } },
      { on: '2020-09-24', end: { agency: 'bing', all: 50, lost: 4 } },
      { on: '2020-09-24', end: { agency: 'ding', all: 100, lost: 9 } },
      { on: '2020-09-24', end: { agency: 'mou', all: 3, lost: 1 } },
      {
        on: '2020-10-14',
        freeze: '2020-09',
        lines: {
          'AGENCY jia loss YEAR': '3/50',
          'AGENCY yi loss YEAR': '2/25',
          'AGENCY bing loss YEAR': '4/50',
          'AGENCY ding loss YEAR': '9/100',
          'AGENCY mou loss YEAR': '1/3',
        },
        ranks: {
          'AGENCY jia loss': 1,
          'AGENCY yi loss': 2,
          'AGENCY bing loss': 2,
          'AGENCY ding loss': 4,
          'AGENCY mou loss': null,
        },
      },
    ],
  },
  {
    id: 'C8-10',
    text: '2020-06败诉审结，二审发回，2020-12重审驳回请求：全年一审1件、败诉0件；6月已冻结的通报由12月期更正，快照不变',
    steps: [
      { on: '2020-03-10', sue: '原审' },
      { on: '2020-06-17', judge: '原审', lost: ['bureau'] },
      {
        on: '2020-06-18',
        court: 'recordService',
        suit: '原审',
        with: { party: 'OTHERS', servedOn: served.othersServedOn },
      },
      { on: '2020-07-01', court: 'recordOtherAppeal', suit: '原审', with: { filedOn: '2020-07-01' } },
      { on: '2020-07-07', freeze: '2020-06', lines: { 'CITY loss MONTH': '1/1', 'CITY loss YEAR': '1/1' } },
      { on: '2020-12-01', court: 'recordRemand', suit: '原审', with: {} },
      { on: '2020-12-03', sue: '重审', after: '原审', with: { origin: 'REMAND' } },
      { on: '2020-12-28', judge: '重审', lost: [] },
      {
        on: '2021-01-08',
        freeze: '2020-12',
        lines: { 'CITY loss MONTH': '0/1', 'CITY loss YEAR': '0/1', 'AGENCY bureau loss YEAR': '0/1' },
        corrections: [
          '2020-06 CITY city loss: 1/1→0/0',
          '2020-06 PLACE 330203 loss: 1/1→0/0',
          '2020-06 AGENCY bureau loss: 1/1→0/0',
        ],
        // The case leaves those concluded and those lost.
        removed: 2,
        added: 0,
      },
      {
        on: '2021-01-12',
        publish: '2020-12',
        reason: { period: '2020-06', metric: 'loss' },
        papers: ['bulletin.S01', 'bulletin.S02'],
        says: /2020年6月.*一审败诉率.*1\/1.*0\/0.*原判撤销、发回重审/,
      },
      { on: '2021-01-31', year: 2020, figures: { first_instance_loss_rate: '0/1' } },
    ],
  },
  {
    id: 'C8-11 分别',
    text: '20人就同一征收决定分别申请，20件，通报注明涉同一行为20件',
    steps: [
      { on: '2020-09-14', apply: '申请', times: 20 },
      { on: '2020-09-15', apply: '另一申请', against: 'bureau2' },
      { on: '2020-10-14', freeze: '2020-09', lines: { 'CITY incidence MONTH': '21' }, sameAct: 20 },
    ],
  },
  {
    id: 'C8-11 合并',
    text: '20人合并立一案，1件',
    steps: [
      { on: '2020-09-14', apply: '申请', people: 20 },
      { on: '2020-10-14', freeze: '2020-09', lines: { 'CITY incidence MONTH': '1' }, sameAct: 0 },
    ],
  },
  {
    id: 'C4.6',
    text: '发案量另列万人发案数：人口为年度参数，没有登记人口数的区县不列',
    steps: [
      { on: '2020-09-14', apply: '申请', times: 3 },
      { on: '2020-09-30', period: '2020-09', persons: { '330203': 20_000, '330205': 50_000 } },
      { on: '2020-10-14', freeze: '2020-09', perTenThousand: { 'PLACE 330203 incidence YEAR': '1.50' } },
      {
        on: '2020-10-15',
        publish: '2020-09',
        papers: ['bulletin.S01'],
        says: /万人发案数.*1\.50/,
      },
      // Entered once for the year, it serves the later bulletins.
      { on: '2020-11-06', freeze: '2020-10', perTenThousand: { 'PLACE 330203 incidence YEAR': '1.50' } },
      { on: '2021-01-11', apply: '次年' },
      { on: '2021-02-05', freeze: '2021-01', perTenThousand: { 'PLACE 330203 incidence YEAR': null } },
    ],
  },
  {
    id: 'C3',
    text: '没有预警的通报，于下一期发布时自动办结；下一期没有发布以前不办结',
    steps: [
      { on: '2020-09-14', apply: '申请' },
      { on: '2020-10-14', freeze: '2020-09' },
      { on: '2020-10-15', publish: '2020-09', papers: ['bulletin.S01'] },
      { on: '2020-11-06', freeze: '2020-10' },
      { on: '2020-11-06', work: '2020-09', state: 'PUBLISHED' },
      { on: '2020-11-09', publish: '2020-10', papers: ['bulletin.S01'] },
      { on: '2020-11-09', work: '2020-10', state: 'PUBLISHED' },
      { on: '2020-11-09', work: '2020-09', state: 'CLOSED' },
    ],
  },
]

/** C8-7: what a rate of losses shows, and whether it crosses a line; `line` in per cent, to two decimals. */
export const lineCases = [
  { lost: 60, of: 899, line: '6.67', shown: '6.67%', isMet: false },
  { lost: 667, of: 10_000, line: '6.67', shown: '6.67%', isMet: true },
  { lost: 1, of: 15, line: '6.67', shown: '6.67%', isMet: true },
  { lost: 60, of: 899, line: '6.68', shown: '6.67%', isMet: true },
] as const
