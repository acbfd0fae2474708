/** What the text of the two laws asks beyond the chapter's worked cases: when to enforce, what silence leads to, what must come first. */
import { assign, copy, decide, file, reply, serve } from './recon.cases.ts'
import type { CaseStep, Scenario } from './recon-play.ts'
import { accept, no, ready, ready2017, yes } from './recon-rules.cases.ts'

const enforce = (on: string, by: string, who = 'organHead') =>
  [on, who, 'enforce', { by, note: '逾期不起诉不履行' }] as const
const signed = (on: string) => ({
  signatures: [
    { who: '1', signedOn: on },
    { who: 'bureau', signedOn: on },
  ],
  sealedOn: on,
})
const agreed = { terms: '协议', claims: '请求', parties: '各方' }

const enforcing: Scenario[] = [
  {
    id: '强制执行 未送达申请人',
    text: '决定只送达被申请人：申请人的起诉期限没有起算，不得强制执行；两名申请人只送达一名的，也不得；都届满的可以',
    steps: [
      ...ready('2025-03', { applicants: ['@person:0', '@person:1'] }),
      decide('2025-04-01', 'MODIFY'),
      { ...serve('2025-04-02', 'decision', 'bureau'), state: 'EFFECTIVE' },
      no(...enforce('2025-04-02', 'ORGAN'), 'enforceEarly'),
      { ...serve('2025-04-02', 'decision', '1'), due: { sue: '2025-04-17' } },
      no(...enforce('2025-04-18', 'ORGAN'), 'enforceEarly'),
      { ...serve('2025-04-18', 'decision', '2'), state: 'EFFECTIVE' },
      // The second applicant's own days end on 05-06, after the holiday.
      no(...enforce('2025-05-06', 'ORGAN'), 'enforceEarly'),
      yes(...enforce('2025-05-07', 'ORGAN')),
    ],
  },
  {
    id: '强制执行 第三人 2017',
    text: '2017年文本的维持决定由被申请人执行；第三人的起诉期限也须届满（条例第五十二条）',
    steps: [
      file('2023-03-06', { act: { docNo: '示罚〔2023〕93号' } }),
      assign('2023-03-07'),
      copy('2023-03-08'),
      yes('2023-03-09', 'officer', 'addThirdParty', { person: '@person:1', joinedBy: 'NOTIFIED', interest: '相邻' }),
      reply('2023-03-16'),
      decide('2023-04-03', 'MAINTAIN'),
      serve('2023-04-04', 'decision', '1'),
      no(...enforce('2023-04-20', 'RESPONDENT', 'bureau.head'), 'enforceEarly'),
      serve('2023-04-20', 'decision', 'T1'),
      no(...enforce('2023-05-05', 'RESPONDENT', 'bureau.head'), 'enforceEarly'),
      yes(...enforce('2023-05-06', 'RESPONDENT', 'bureau.head')),
    ],
  },
  {
    id: '强制执行 调解书',
    text: '调解书载明履行期限05-06的：生效当日、期限内不得强制执行，届满次日可以；没有载明的按六十日',
    steps: [
      ...ready('2025-03'),
      no('2025-03-20', 'unitHead', 'mediate', { ...agreed, performDueOn: '2025-03-20' }, 'performDue'),
      yes('2025-03-20', 'unitHead', 'mediate', { ...agreed, performDueOn: '2025-05-06' }, 'MEDIATED'),
      {
        ...yes('2025-03-21', 'officer', 'confirmSigned', signed('2025-03-21'), 'EFFECTIVE'),
        due: { performMediation: '2025-05-06' },
      },
      no(...enforce('2025-03-21', 'ORGAN'), 'enforceEarly'),
      no(...enforce('2025-05-06', 'ORGAN'), 'enforceEarly'),
      yes(...enforce('2025-05-07', 'ORGAN')),
    ],
  },
]

const raise = (on: string, more: Record<string, unknown> = {}): CaseStep => ({
  ...yes(on, 'officer', 'raise', {
    caseId: '@it',
    organId: 'gov',
    caseLaw: 'RECON_2023',
    document: '示例办法',
    clauses: ['第三条'],
    mode: 'OWN',
    ...more,
  }),
  matter: 'norm',
})
const onNorm = (step: CaseStep): CaseStep => ({ ...step, matter: 'norm' })

const besides: Scenario[] = [
  {
    id: '附带审查 没有登记',
    text: '申请人申请附带审查而没有登记、没有办结的，写了结论也不得决定；不属于审查范围的结论写入决定书后可以',
    steps: [
      ...ready('2025-03'),
      yes('2025-03-12', 'party', 'requestNormReview', { document: '示例办法', reason: '与上位法抵触' }),
      { ...decide('2025-03-20', 'MAINTAIN', { normResult: '相关条款合法' }), refused: 'reconsideration.normOpen' },
      { ...raise('2025-03-20'), state: 'RAISED' },
      { ...decide('2025-03-20', 'MAINTAIN', { normResult: '相关条款合法' }), refused: 'reconsideration.normOpen' },
      onNorm(yes('2025-03-21', 'officer', 'endWithCase', { ground: 'OUT_OF_SCOPE', reason: '不是本案依据' }, 'CLOSED')),
      { ...decide('2025-03-21', 'MAINTAIN'), refused: 'reconsideration.normResult' },
      { ...decide('2025-03-21', 'MAINTAIN', { normResult: '不属于附带审查的范围' }), state: 'DECIDED' },
      onNorm({ ...raise('2025-03-24'), refused: 'reconsideration.norm.case' }),
    ],
  },
  {
    id: '附带审查 办结后没有恢复',
    text: '因附带审查中止的，两件都办结的次日仍没有登记原因消除的提示；登记后不再提示，恢复后方可决定',
    steps: [
      ...ready('2025-03'),
      raise('2025-03-12', { origin: 'EX_OFFICIO' }),
      { ...raise('2025-03-12', { document: '示例规定', origin: 'EX_OFFICIO' }), matter: 'second' },
      yes('2025-03-12', 'officer', 'suspend', { ground: 'S09' }, 'SUSPENDED'),
      onNorm(yes('2025-03-13', 'officer', 'notifyMaker', { makerId: 'bureau2', receivedOn: '2025-03-13' }, 'NOTIFIED')),
      onNorm(yes('2025-03-27', 'organHead', 'resolve', { result: 'LEGAL', reasons: '没有抵触' }, 'RESOLVED')),
      no('2025-03-28', 'officer', 'resume', { reason: '恢复' }, 'normOpen'),
      {
        ...yes('2025-03-28', 'officer', 'endWithCase', { ground: 'OUT_OF_SCOPE', reason: '不是本案依据' }, 'CLOSED'),
        matter: 'second',
      },
      {
        ...yes('2025-03-29', 'officer', 'submitEvidence', { by: 'APPLICANT', content: '补充说明' }, 'SUSPENDED'),
        seen: [
          { rule: 'norm_ended', on: '2025-03-28', is: [] },
          { rule: 'norm_ended', on: '2025-03-29', is: ['YELLOW 2025-03-29'] },
        ],
      },
      {
        ...yes('2025-03-31', 'officer', 'recordCauseRemoved', { on: '2025-03-28' }),
        seen: [{ rule: 'norm_ended', on: '2025-04-01', is: [] }],
      },
      yes('2025-03-31', 'officer', 'resume', { reason: '附带审查已经处理' }, 'HANDLING'),
      // The organ took it up by itself: its result is told in the decision all the same.
      { ...decide('2025-04-01', 'MAINTAIN'), refused: 'reconsideration.normResult' },
      { ...decide('2025-04-01', 'MAINTAIN', { normResult: '相关条款合法' }), state: 'DECIDED' },
    ],
  },
  {
    id: '附带审查 案件终结',
    text: '中止中申请人死亡、没有近亲属而终止的，附带审查随案件终结',
    steps: [
      ...ready('2025-03'),
      raise('2025-03-12'),
      yes('2025-03-12', 'officer', 'suspend', { ground: 'S09' }, 'SUSPENDED'),
      onNorm(no('2025-03-13', 'officer', 'endWithCase', { reason: '案件终止' }, 'norm.case')),
      yes('2025-03-20', 'unitHead', 'terminate', { ground: 'DEATH', reason: '申请人死亡，没有近亲属' }, 'TERMINATED'),
      onNorm(yes('2025-03-20', 'officer', 'endWithCase', { reason: '案件终止' }, 'CLOSED')),
    ],
  },
]

const silence: Scenario[] = [
  {
    id: '未答复 不作为 2017',
    text: '2017年文本的不履行法定职责案件没有可以撤销的行为，未答复的责令履行；没有补救、驳回赔偿请求的附项',
    steps: [
      file('2023-03-06', { act: { kind: 'NONFEASANCE', docNo: undefined } }),
      assign('2023-03-07'),
      copy('2023-03-08'),
      { ...decide('2023-04-03', 'REJECT_REQUEST'), refused: 'reconsideration.A29' },
      ...['REMEDY', 'REJECT_COMPENSATION'].map((item) => ({
        ...decide('2023-04-03', 'ORDER_PERFORM', { items: [item], performDueOn: '2023-05-04' }),
        refused: 'reconsideration.decisionKind',
      })),
      {
        ...decide('2023-04-03', 'ORDER_PERFORM', {
          items: ['COMPENSATE'],
          performDueOn: '2023-05-04',
          isByDefault: true,
        }),
        state: 'DECIDED',
      },
    ],
  },
  {
    id: '按期答复 不按未答复办理',
    text: '被申请人按期答复的，不能以没有答复为由省去撤销的理由',
    steps: [
      ...ready('2025-03'),
      { ...decide('2025-03-20', 'REVOKE', { isByDefault: true }), refused: 'reconsideration.A29' },
      { ...decide('2025-03-20', 'REVOKE', { revokeGrounds: ['FACT'] }), state: 'DECIDED' },
    ],
  },
]

const stays: Scenario[] = [
  {
    id: '停止执行',
    text: '2023年文本除申请停止执行须审查是否合理外，其他情形应当停止执行，不得决定不停止',
    steps: [
      ...ready('2025-03'),
      ...['RESPONDENT', 'ORGAN', 'LAW'].map((ground) =>
        no('2025-03-12', 'unitHead', 'decideStay', { result: 'NO_STAY', ground, reason: '不需要' }, 'stayDuty'),
      ),
      yes('2025-03-12', 'party', 'requestStay', { reason: '难以恢复' }),
      yes('2025-03-12', 'unitHead', 'decideStay', { result: 'NO_STAY', ground: 'REQUEST', reason: '要求不合理' }),
      yes('2025-03-13', 'unitHead', 'decideStay', { result: 'STAY', ground: 'RESPONDENT', reason: '被申请人认为需要' }),
    ],
  },
  {
    id: '停止执行 2017',
    text: '2017年文本各种情形都是可以停止执行',
    steps: [
      ...ready2017(),
      yes('2023-03-17', 'unitHead', 'decideStay', { result: 'NO_STAY', ground: 'RESPONDENT', reason: '不需要' }),
    ],
  },
]

const panel = {
  chair: 'gov-officer',
  assessors: ['gov-clerk', 'gov-organHead'],
  recorder: 'gov-unitHead',
  attendee: 'HEAD',
  record: '笔录',
}
const hearings: Scenario[] = [
  {
    id: '听证通知送达',
    text: '通知02-12制作，申请人02-12、被申请人02-25才送达：02-27不得举行；以最后送达之日满五个工作日（02-28补班），03-04方可',
    steps: [
      ...ready('2026-02'),
      yes('2026-02-12', 'officer', 'noticeHearing', { scheduledOn: '2026-02-27', place: '听证室', items: '事实' }),
      serve('2026-02-12', 'hearingNotice', '1'),
      no('2026-02-27', 'officer', 'holdHearing', panel, 'A07'),
      serve('2026-02-25', 'hearingNotice', 'bureau'),
      no('2026-02-27', 'officer', 'holdHearing', panel, 'A07'),
      no('2026-03-03', 'officer', 'holdHearing', panel, 'A07'),
      yes('2026-03-04', 'officer', 'holdHearing', panel),
    ],
  },
]

const converted: Scenario[] = [
  {
    id: '转为普通程序后的答复期限',
    text: '简易程序09-10收到副本，09-17届满；09-11转为普通程序，按十个工作日自收到之日至09-24',
    steps: [
      file('2025-09-05', { act: { amountFen: 300_000 } }),
      accept('2025-09-05'),
      assign('2025-09-05', { procedure: 'SUMMARY', isClear: true }),
      { ...copy('2025-09-10'), due: { reply: '2025-09-17' } },
      {
        ...yes('2025-09-11', 'unitHead', 'convertToOrdinary', { reason: '案情复杂' }),
        due: { reply: '2025-09-24' },
      },
      { ...reply('2025-09-24'), row: { is_reply_late: false } },
    ],
  },
]

const older: Scenario[] = [
  {
    id: '补正中撤回 2017',
    text: '2017年文本收到即受理，补正期间申请人可以撤回，经复议机构同意终止；补正期限不再计算',
    steps: [
      file('2023-03-06', { act: { docNo: '示罚〔2023〕94号' } }, 'ACCEPTED'),
      {
        ...yes(
          '2023-03-07',
          'unitHead',
          'requestCorrection',
          { items: ['授权书'], supplyBy: '2023-03-17', receivedOn: '2023-03-07' },
          'CORRECTING',
        ),
        due: { supply: '2023-03-17' },
      },
      yes('2023-03-08', 'party', 'requestWithdraw', { reason: '不再申请' }, 'CORRECTING'),
      {
        ...yes(
          '2023-03-09',
          'unitHead',
          'terminate',
          { ground: 'WITHDRAWN_OTHER', reason: '撤回', isAllowed: true },
          'TERMINATED',
        ),
        due: { supply: '2023-03-17 met 2023-03-09' },
      },
    ],
  },
  {
    id: '上级 2017',
    text: '2017年文本的上级只就不予受理、驳回申请责令，不得直接受理或者责令正在审理的案件作出决定',
    steps: [
      ...ready2017(),
      no('2023-06-01', 'superior', 'acceptBySuperior', { decision: { date: '2023-06-01' } }, 'kernel.matter'),
      yes('2023-06-01', 'party', 'complain', { superiorId: 'cityGov', about: 'DECIDE', content: '逾期' }),
      no('2023-06-02', 'superior', 'acceptBySuperior', { decision: { date: '2023-06-02' } }, 'kernel.state'),
      no(
        '2023-06-02',
        'superior',
        'orderCorrect',
        { kind: 'DECIDE', dueOn: '2023-06-12', reason: '逾期' },
        'kernel.state',
      ),
    ],
  },
]

export const scenarios: Scenario[] = [
  ...older,
  ...converted,
  ...enforcing,
  ...besides,
  ...silence,
  ...stays,
  ...hearings,
]
