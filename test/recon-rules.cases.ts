/** What the procedure refuses and what supervision finds, one scenario a topic; together they reach every refusal, limit and rule. */
import { assign, copy, decide, decision, file, pair, reply, serve, views } from './recon.cases.ts'
import type { CaseStep, Scenario } from './recon-play.ts'

export const accept = (on: string): CaseStep => ({ on, by: 'unitHead', do: 'accept', state: 'ACCEPTED' })
/** From filing to the reply, under the law of 2023. */
export const ready = (
  month: string,
  more: Record<string, unknown> = {},
  how: Record<string, unknown> = {},
): CaseStep[] => [
  file(`${month}-03`, more),
  accept(`${month}-03`),
  assign(`${month}-04`, how),
  copy(`${month}-05`),
  reply(`${month}-10`),
  views(`${month}-11`),
]
export const no = (on: string, by: string, action: string, input: Record<string, unknown>, rule: string): CaseStep => ({
  on,
  by,
  do: action,
  with: input,
  refused: rule.startsWith('kernel') ? rule : `reconsideration.${rule}`,
})
export const yes = (
  on: string,
  by: string,
  action: string,
  input: Record<string, unknown> = {},
  state?: string,
): CaseStep => ({
  on,
  by,
  do: action,
  with: input,
  ...(state ? { state } : {}),
})
const day = '2025-03-03'
const bad = (more: Record<string, unknown>, rule: string, by = 'clerk', on = day): CaseStep =>
  no(on, by, 'file', more, rule)
export const seenOn = (step: CaseStep, rule: string, on: string, ...is: string[]): CaseStep => ({
  ...step,
  seen: [...(step.seen ?? []), { rule, on, is }],
})

const filing: Scenario = {
  id: '申请',
  text: '收费、日期、方式、签名、一案一行为、代表人',
  steps: [
    bad({ feeFen: 100 }, 'A27'),
    bad({ handover: '0190a000-0000-7000-8000-000000000009' }, 'offer'),
    bad({ filedVia: 'MAIL' }, 'way', 'point'),
    bad({ filedVia: 'VIA_AGENCY', viaAgencyId: 'bureau' }, 'viaAgency'),
    bad({ filedVia: 'VIA_AGENCY', act: { isOnSpot: true } }, 'viaAgency'),
    bad({ filedVia: 'VIA_AGENCY', viaAgencyId: 'bureau', act: { isOnSpot: true } }, 'viaAgency', 'clerk', '2023-03-06'),
    bad({ filedOn: '2025-03-04' }, 'day'),
    bad({ filedOn: '2025-03-02', receivedOn: '2025-03-01' }, 'day'),
    bad({ isSigned: false }, 'signed'),
    bad({ moreActs: 1 }, 'oneAct'),
    bad({ representatives: [{ seq: 2, consent: { date: day } }] }, 'representatives'),
    bad(
      { applicants: ['@person:1', '@person:2', '@person:3', '@person:4', '@person:5', '@person:6'] },
      'representatives',
    ),
  ],
}

const review: Scenario[] = [
  {
    id: '受理点',
    text: '受理点收下：2023年文本收到日即受理点收到日，转送次一工作日；逾期未到提示',
    steps: [
      seenOn(
        {
          ...yes('2025-03-03', 'point', 'file', { filedVia: 'INTAKE_POINT', viaAgencyId: 'point' }, 'FILED'),
          due: { review: '2025-03-10', pointForward: '2025-03-04' },
          row: { received_on: '2025-03-03' },
        },
        'point',
        '2025-03-05',
        'YELLOW 2025-03-05',
      ),
      yes('2025-03-05', 'clerk', 'recordReceipt', {}, 'FILED'),
      no('2025-03-05', 'clerk', 'recordReceipt', {}, 'received'),
      no('2025-03-05', 'unitHead', 'requestCorrection', { items: ['身份证明'], isUndecidable: false }, 'decidable'),
    ],
  },
  {
    id: '法律另有规定的期限',
    text: '法律规定的申请期限超过六十日的从其规定，审理期限少于六十日的从其规定；更短的申请期限、更长的审理期限不得填入',
    steps: [
      no(
        '2025-03-10',
        'clerk',
        'file',
        { act: { knownOn: '2024-12-20', statute: { text: '示例法第一条', applyDays: 30 } } },
        'kernel.input',
      ),
      {
        ...yes('2025-03-10', 'clerk', 'file', {
          act: { knownOn: '2024-12-20', statute: { text: '示例法第一条', applyDays: 90, decideDays: 30 } },
        }),
        row: { apply_due_on: '2025-03-20' },
      },
      { ...accept('2025-03-11'), raw: { decide: '2025-04-10' } },
    ],
  },
  {
    id: '原机关晚登记',
    text: '向原机关提出的，五日自收到之日起算，登记得晚也一样',
    steps: [
      {
        ...yes(
          '2024-10-09',
          'bureau',
          'file',
          { filedVia: 'VIA_AGENCY', viaAgencyId: 'bureau', filedOn: '2024-09-28', act: { isOnSpot: true } },
          'FILED',
        ),
        due: { forward: '2024-10-10' },
      },
    ],
  },
  {
    id: '受理点 2017',
    text: '2017年文本收到日为复议机构收到日，收到即受理',
    steps: [
      {
        ...yes('2023-03-06', 'point', 'file', { filedVia: 'INTAKE_POINT', viaAgencyId: 'point' }, 'FILED'),
        row: { received_on: null, accepted_on: null },
      },
      {
        ...yes('2023-03-07', 'clerk', 'recordReceipt', {}, 'ACCEPTED'),
        row: { accepted_on: '2023-03-07', filed_on: '2023-03-06' },
      },
    ],
  },
  {
    id: '法院已立案',
    text: '法院已受理同一行为的，不得受理；视为受理的只能驳回',
    steps: [
      file('2025-03-03', { courtDocketedOn: '2025-02-20' }),
      no('2025-03-04', 'unitHead', 'accept', {}, 'A26'),
      no('2025-03-12', 'unitHead', 'assign', pair, 'A26'),
    ],
  },
  {
    id: '补正 2017',
    text: '补正通知晚于第五个工作日；不予受理期限已过只能驳回',
    steps: [
      file('2023-03-06'),
      no('2023-03-06', 'unitHead', 'refuse', { ground: 'NOT_OURS', reason: '不属于本机关' }, 'competent'),
      no('2023-03-14', 'unitHead', 'refuse', { ground: 'LATE', reason: '超期' }, 'reviewOver'),
      seenOn(
        yes(
          '2023-03-15',
          'unitHead',
          'requestCorrection',
          { items: ['授权书'], supplyBy: '2023-03-25', receivedOn: '2023-03-15' },
          'CORRECTING',
        ),
        'A03',
        '2023-03-15',
        'RED 2023-03-14',
      ),
      yes('2023-03-20', 'clerk', 'extendSupply', { until: '2023-03-31', reason: '住院' }, 'CORRECTING'),
    ],
  },
  {
    id: '协商 2017',
    text: '两机关同日收到：协商十日、指定十日，时间不计入审理期限；由他机关受理的转出',
    steps: [
      file('2023-03-06'),
      no('2023-03-06', 'clerk', 'concludeNegotiation', { organ: '示例区人民政府', by: 'AGREED' }, 'negotiating'),
      no('2023-03-06', 'clerk', 'failNegotiation', { superior: '示例市人民政府' }, 'negotiating'),
      {
        ...yes('2023-03-07', 'clerk', 'openNegotiation', { others: ['示例市某局'] }),
        due: { negotiate: '2023-03-17' },
      },
      no('2023-03-08', 'clerk', 'openNegotiation', { others: ['示例市某局'] }, 'negotiating'),
      {
        ...yes('2023-03-17', 'clerk', 'failNegotiation', { superior: '示例市人民政府' }),
        due: { designate: '2023-03-27' },
      },
      {
        ...yes(
          '2023-03-27',
          'clerk',
          'concludeNegotiation',
          { isOurs: true, organ: '示例区人民政府', by: 'DESIGNATED' },
          'ACCEPTED',
        ),
        raw: { decide: '2023-05-25' },
      },
    ],
  },
  {
    id: '县级政府转送 2017',
    text: '只有第十五条第一款五类可以转送，七个工作日；晚转的违规',
    steps: [
      { ...file('2023-03-06'), due: { countyTransfer: '2023-03-15' } },
      no('2023-03-07', 'clerk', 'transferByCounty', { toOrgan: '示例市某局', fallsUnder: 'NONE' }, 'county'),
      seenOn(
        yes('2023-03-20', 'clerk', 'transferByCounty', { toOrgan: '示例市某局', fallsUnder: '2' }, 'TRANSFERRED'),
        'A34',
        '2023-03-21',
        'RED 2023-03-16',
      ),
      yes('2023-03-22', 'clerk', 'archive', {}, 'ARCHIVED'),
    ],
  },
]

const handling: Scenario[] = [
  {
    id: '指派',
    text: '没有资格的、承办过原行为的不得办理',
    steps: [
      file('2025-03-03'),
      accept('2025-03-03'),
      no(
        '2025-03-04',
        'unitHead',
        'assign',
        { officers: [{ officerId: 'gov-officer', firstReconOn: '2024-07-01' }] },
        'A25',
      ),
      no(
        '2025-03-04',
        'unitHead',
        'assign',
        { officers: [{ officerId: 'gov-officer', firstReconOn: '2015-07-01', madeTheAct: true }] },
        'recusal',
      ),
      yes(
        '2025-03-04',
        'unitHead',
        'assign',
        { officers: [{ officerId: 'gov-officer', firstReconOn: '2015-07-01' }] },
        'HANDLING',
      ),
      no('2025-03-05', 'officer', 'reply', { reply: '答复' }, 'noCopy'),
      copy('2025-03-05'),
      no('2025-03-06', 'officer', 'serveCopy', {}, 'copied'),
      no(
        '2025-03-07',
        'bureau',
        'reply',
        { reply: '答复', evidence: [{ name: '询问笔录', collectedOn: '2025-03-06', source: 'RESPONDENT' }] },
        'A10',
      ),
      no(
        '2025-03-07',
        'bureau',
        'supplementEvidence',
        { evidence: [{ name: '笔录', collectedOn: '2025-03-06', source: 'RESPONDENT' }] },
        'supplement',
      ),
      no('2025-03-07', 'officer', 'allowSupplement', { reason: '新证据' }, 'supplement'),
      yes('2025-03-07', 'party', 'submitEvidence', { by: 'APPLICANT', content: '新证据', isNew: true }),
      yes('2025-03-07', 'officer', 'allowSupplement', { reason: '申请人提出新证据' }),
      yes('2025-03-10', 'bureau', 'supplementEvidence', {
        evidence: [{ name: '笔录', collectedOn: '2025-03-09', source: 'RESPONDENT' }],
      }),
      no('2025-03-10', 'officer', 'investigate', { officers: ['gov-officer'], record: '调查' }, 'investigators'),
      yes('2025-03-10', 'officer', 'investigate', { officers: ['gov-officer', 'gov-clerk'], record: '调查' }),
      no('2025-03-10', 'officer', 'readFile', { by: '2' }, 'recipient'),
      no('2025-03-10', 'officer', 'readFile', { by: '1', exception: 'STABILITY' }, 'readReason'),
      yes('2025-03-10', 'officer', 'readFile', { by: '1', isCopied: true }),
      no('2025-03-10', 'officer', 'hearViews', {}, 'views'),
      no(
        '2025-03-10',
        'officer',
        'addThirdParty',
        { person: '@person:0', joinedBy: 'APPLIED', interest: '有' },
        'third',
      ),
      yes('2025-03-10', 'officer', 'addThirdParty', { person: '@person:1', joinedBy: 'APPLIED', interest: '相邻' }),
      no('2025-03-10', 'unitHead', 'decideStay', { result: 'STAY', ground: 'REQUEST', reason: '合理' }, 'stayGround'),
      yes('2025-03-10', 'officer', 'requestStay', { by: 'THIRD_PARTY', reason: '难以恢复' }),
      yes('2025-03-11', 'unitHead', 'decideStay', { result: 'STAY', ground: 'REQUEST', reason: '合理' }),
      yes('2025-03-12', 'unitHead', 'liftStay', { reason: '情形消失' }),
      no('2025-03-12', 'unitHead', 'liftStay', { reason: '情形消失' }, 'stayGround'),
      no(
        '2025-03-12',
        'party',
        'requestNormReview',
        { document: '示例规章', isRule: true, reason: '违法' },
        'normRule',
      ),
      yes('2025-03-12', 'party', 'requestHearing', { reason: '要求听证' }),
      yes('2025-03-12', 'party', 'appointAgent', {
        agents: [{ kind: 'LAWYER', name: '示例律师', authority: '一般代理' }],
      }),
      yes('2025-03-12', 'officer', 'examine', {
        kind: 'APPRAISAL',
        from: '2025-03-11',
        to: '2025-03-12',
        matter: '笔迹',
      }),
    ],
  },
  {
    id: '办理 2017',
    text: '须二名复议人员；第三人不得申请停止执行；没有补充证据、简易程序、合意中止；鉴定时间扣除',
    steps: [
      file('2023-03-06'),
      no('2023-03-07', 'unitHead', 'assign', { officers: pair.officers.slice(0, 1) }, 'twoOfficers'),
      no('2023-03-07', 'unitHead', 'assign', { ...pair, procedure: 'SUMMARY', isClear: true }, 'summary'),
      assign('2023-03-07'),
      copy('2023-03-08'),
      no('2023-03-08', 'officer', 'requestStay', { by: 'THIRD_PARTY', reason: '理由' }, 'stayAsk'),
      no(
        '2023-03-08',
        'bureau',
        'supplementEvidence',
        { evidence: [{ name: '笔录', collectedOn: '2023-03-07' }] },
        'supplement',
      ),
      no('2023-03-08', 'officer', 'suspend', { ground: 'S06', doBothAgree: true }, 'suspendGround'),
      no('2023-03-08', 'officer', 'readFile', { by: '1', exception: 'STABILITY', reason: '稳定' }, 'readReason'),
      {
        ...yes('2023-03-20', 'officer', 'examine', {
          kind: 'APPRAISAL',
          from: '2023-03-11',
          to: '2023-03-20',
          matter: '笔迹',
        }),
        raw: { decide: '2023-05-15' },
      },
      reply('2023-03-18'.replace('18', '20')),
      no(
        '2023-04-10',
        'organHead',
        'dismiss',
        { reason: '不符合', findings: '经查', court: '示例区人民法院', parties: '申请人' },
        'dismissal',
      ),
      { ...decide('2023-04-10', 'CONFIRM_ILLEGAL', { isMoreAdverse: true }), refused: 'reconsideration.A16' },
      { ...decide('2023-04-10', 'CONFIRM_VOID'), refused: 'reconsideration.decisionKind' },
      yes(
        '2023-04-10',
        'organHead',
        'dismiss',
        { ground: 'NO_DUTY', reason: '没有职责', findings: '经查', court: '示例区人民法院', parties: '申请人' },
        'DISMISSED',
      ),
      {
        ...serve('2023-04-11', 'dismissal', '1'),
        state: 'EFFECTIVE',
        row: { outcome: 'DECISION:REJECT_REQUEST', outcome_class: 'UPHELD' },
      },
      no('2023-04-12', 'clerk', 'copyToLine', { superior: '示例市某局', what: 'DECISION' }, 'kernel.action'),
      yes('2023-04-13', 'party', 'complain', { superiorId: 'cityGov', about: 'RESUME', content: '应当审理' }),
      yes('2023-04-14', 'superior', 'orderCorrect', { kind: 'RESUME', dueOn: '2023-04-24', reason: '理由不成立' }),
      {
        ...yes('2023-04-18', 'officer', 'resumeByOrder', { note: '恢复' }, 'HANDLING'),
        row: { outcome: null, closed_on: null },
      },
    ],
  },
  {
    id: '代表人',
    text: '六名申请人推选代表；代表人变更请求、要求撤回须经被代表人同意',
    steps: [
      file('2025-03-03', {
        applicants: ['@person:0', '@person:1', '@person:2', '@person:3', '@person:4', '@person:5'],
        representatives: [{ seq: 1, consent: { date: '2025-03-02' } }],
      }),
      accept('2025-03-03'),
      no('2025-03-04', 'party', 'changeRequest', { kind: 'CHANGE', content: '改为确认违法' }, 'A32'),
      no('2025-03-04', 'party', 'requestWithdraw', { reason: '不再申请' }, 'A32'),
      yes('2025-03-04', 'party', 'changeRequest', {
        kind: 'CHANGE',
        content: '改为确认违法',
        consents: [{ date: '2025-03-04' }],
      }),
    ],
  },
  {
    id: '听证和咨询',
    text: '重大复杂的须听证并咨询；以听证笔录为根据；采纳情况写明',
    steps: [
      ...ready('2025-03', {}, { isComplex: true, isProfessional: true }),
      { ...decide('2025-04-01', 'MAINTAIN'), refused: 'reconsideration.A05' },
      no(
        '2025-04-01',
        'officer',
        'holdHearing',
        { chair: 'gov-officer', attendee: 'HEAD', record: '笔录' },
        'noHearing',
      ),
      yes('2025-04-01', 'officer', 'noticeHearing', { scheduledOn: '2025-04-14', place: '听证室', items: '事实' }),
      serve('2025-04-01', 'hearingNotice', '1'),
      serve('2025-04-02', 'hearingNotice', 'bureau'),
      yes('2025-04-14', 'officer', 'holdHearing', {
        chair: 'gov-officer',
        assessors: ['gov-clerk', 'gov-organHead'],
        recorder: 'gov-unitHead',
        attendee: 'HEAD',
        record: '笔录',
      }),
      { ...decide('2025-04-15', 'MAINTAIN', { isBasedOnHearing: true }), refused: 'reconsideration.A06' },
      yes('2025-04-15', 'officer', 'consultCommittee', {
        trigger: 'COMPLEX',
        members: ['示例委员'],
        opinion: '建议维持',
      }),
      { ...decide('2025-04-16', 'MAINTAIN', { adoption: 'FULL' }), refused: 'reconsideration.hearingRecord' },
      { ...decide('2025-04-16', 'MAINTAIN', { isBasedOnHearing: true }), refused: 'reconsideration.adoption' },
      {
        ...decide('2025-04-16', 'MAINTAIN', { isBasedOnHearing: true, adoption: 'NONE' }),
        refused: 'reconsideration.adoption',
      },
      { ...decide('2025-04-16', 'MAINTAIN', { isBasedOnHearing: true, adoption: 'FULL' }), state: 'DECIDED' },
    ],
  },
  {
    id: '没有听取意见',
    text: '普通程序没有听取意见又无原因的不得决定；因当事人原因的可以',
    steps: [
      file('2025-03-03'),
      accept('2025-03-03'),
      assign('2025-03-04'),
      yes('2025-03-04', 'officer', 'markCase', { needsCommittee: true }),
      copy('2025-03-05'),
      reply('2025-03-10'),
      { ...decide('2025-03-20', 'MAINTAIN'), refused: 'reconsideration.A04' },
      yes('2025-03-20', 'officer', 'hearViews', { cannotHearReason: '多次联系不上' }),
      { ...decide('2025-03-21', 'MAINTAIN'), refused: 'reconsideration.A06' },
    ],
  },
]

const ending: Scenario[] = [
  {
    id: '合意中止后调解',
    text: '双方同意中止，中止中达成协议：达成之日起恢复计算',
    steps: [
      ...ready('2025-03'),
      yes('2025-03-12', 'officer', 'suspend', { ground: 'S06', doBothAgree: true }, 'SUSPENDED'),
      {
        ...yes('2025-03-22', 'unitHead', 'mediate', { terms: '协议', claims: '请求', parties: '各方' }, 'MEDIATED'),
        raw: { decide: '2025-05-12' },
      },
    ],
  },
  {
    id: '原机关自行纠正',
    text: '代收的机关五个工作日内自行撤销的，不转送不违规',
    steps: [
      {
        ...yes('2025-03-03', 'bureau', 'file', {
          filedVia: 'VIA_AGENCY',
          viaAgencyId: 'bureau',
          exclusion: 'EX_PERSONNEL',
          act: { isOnSpot: true },
        }),
        due: { forward: '2025-03-10' },
      },
      seenOn(
        yes('2025-03-05', 'bureau', 'respondentChangesAct', { content: '自行撤销' }, 'FILED'),
        'A34',
        '2025-03-20',
      ),
    ],
  },
  {
    id: '中止',
    text: '合意中止须双方同意，其他情形由机构负责人批准；没有书面告知、原因消除十个工作日没有恢复的违规；上级责令恢复',
    steps: [
      ...ready('2025-03'),
      no('2025-03-12', 'officer', 'suspend', { ground: 'S06' }, 'suspendGround'),
      no('2025-03-12', 'officer', 'suspend', { ground: 'S10', reason: '其他' }, 'suspendGround'),
      seenOn(
        yes('2025-03-12', 'officer', 'suspend', { ground: 'S05', reason: '台风', isNoticed: false }, 'SUSPENDED'),
        'A14',
        '2025-03-12',
        'RED 2025-03-12',
      ),
      {
        ...yes('2025-03-20', 'officer', 'recordCauseRemoved', {}),
        due: { resume: '2025-04-03' },
        seen: [{ rule: 'A14', on: '2025-04-05', is: ['RED 2025-03-12', 'RED 2025-04-04'] }],
      },
      no('2025-04-05', 'party', 'complain', { superiorId: 'gov', about: 'RESUME', content: '没有恢复' }, 'superior'),
      yes('2025-04-05', 'party', 'complain', { superiorId: 'cityGov', about: 'RESUME', content: '没有恢复' }),
      no(
        '2025-04-06',
        'superior',
        'orderResume',
        { kind: 'ACCEPT', dueOn: '2025-04-10', reason: '无正当理由' },
        'order',
      ),
      seenOn(
        {
          ...yes('2025-04-06', 'superior', 'orderResume', {
            kind: 'RESUME',
            dueOn: '2025-04-10',
            reason: '无正当理由',
          }),
          due: { superiorOrder: '2025-04-10' },
        },
        'A30',
        '2025-04-11',
        'RED 2025-04-11',
      ),
      yes('2025-04-11', 'officer', 'resume', { reason: '恢复' }, 'HANDLING'),
    ],
  },
  {
    id: '终止和撤回',
    text: '没有撤回不得终止；改变行为后撤回须登记改变；刑事情形只限人身自由；和解须不损害他人',
    steps: [
      ...ready('2025-03', { act: { kind: 'LICENSE' } }),
      no(
        '2025-03-12',
        'unitHead',
        'terminate',
        { ground: 'WITHDRAWN_OTHER', reason: '撤回', isAllowed: true },
        'notWithdrawn',
      ),
      no(
        '2025-03-12',
        'unitHead',
        'terminate',
        { ground: 'SETTLED_WITHDRAWN', reason: '撤回', isAllowed: true },
        'notWithdrawn',
      ),
      no('2025-03-12', 'unitHead', 'terminate', { ground: 'CRIMINAL', reason: '涉嫌犯罪' }, 'terminateGround'),
      no(
        '2025-03-12',
        'unitHead',
        'settleWithdraw',
        { agreement: { date: '2025-03-12' }, isHarmless: false },
        'settle',
      ),
      no(
        '2025-03-12',
        'unitHead',
        'mediate',
        { terms: '协议', claims: '请求', parties: '各方', isHarmless: false },
        'mediation',
      ),
      yes('2025-03-12', 'party', 'requestWithdraw', { reason: '问题已经解决' }),
      no(
        '2025-03-13',
        'unitHead',
        'terminate',
        { ground: 'WITHDRAWN_AFTER_CORRECTION', reason: '撤回', isAllowed: true },
        'notWithdrawn',
      ),
      yes('2025-03-13', 'bureau', 'respondentChangesAct', { content: '已经自行撤销' }),
      yes(
        '2025-03-14',
        'unitHead',
        'terminate',
        { ground: 'WITHDRAWN_AFTER_CORRECTION', reason: '撤回', isAllowed: true },
        'TERMINATED',
      ),
      no('2025-03-14', 'clerk', 'archive', {}, 'unserved'),
      seenOn(yes('2025-03-14', 'bureau', 'feedback', {}, undefined), 'service', '2025-03-25', 'YELLOW 2025-03-22'),
    ].map((s) =>
      s.do === 'feedback' ? { ...s, with: { opinionNo: 1, content: '纠正' }, refused: 'reconsideration.noOpinion' } : s,
    ) as CaseStep[],
  },
  {
    id: '终止送达',
    text: '没有按期送达提示；送达后归档',
    steps: [
      ...ready('2025-03', { act: { kind: 'LICENSE' } }),
      yes('2025-03-12', 'party', 'requestWithdraw', { reason: '不再申请' }),
      seenOn(
        yes(
          '2025-03-14',
          'unitHead',
          'terminate',
          { ground: 'WITHDRAWN_OTHER', reason: '撤回', isAllowed: true },
          'TERMINATED',
        ),
        'service',
        '2025-03-22',
        'YELLOW 2025-03-22',
      ),
      serve('2025-03-24', 'termination', '1'),
      yes('2025-03-25', 'clerk', 'archive', {}, 'ARCHIVED'),
    ],
  },
  {
    id: '调解反悔',
    text: '调解书生效前反悔的继续审理；生效后按期履行',
    steps: [
      ...ready('2025-03'),
      yes('2025-03-12', 'unitHead', 'mediate', { terms: '协议', claims: '请求', parties: '各方' }, 'MEDIATED'),
      yes('2025-03-14', 'officer', 'mediationFailed', { reason: '申请人反悔' }, 'HANDLING'),
      yes('2025-03-20', 'unitHead', 'mediate', { terms: '协议', claims: '请求', parties: '各方' }, 'MEDIATED'),
      {
        ...yes(
          '2025-03-21',
          'officer',
          'confirmSigned',
          {
            signatures: [
              { who: '1', signedOn: '2025-03-20' },
              { who: 'bureau', signedOn: '2025-03-21' },
            ],
            sealedOn: '2025-03-21',
          },
          'EFFECTIVE',
        ),
        due: { performMediation: '2025-05-20' },
      },
      no('2025-03-22', 'clerk', 'archive', {}, 'unperformed'),
      yes('2025-04-01', 'bureau', 'perform', { report: '已经履行' }, 'PERFORMED'),
      yes('2025-04-02', 'clerk', 'archive', {}, 'ARCHIVED'),
    ],
  },
  {
    id: '立案签发',
    text: '受理、不予受理、通知补正由立案人员拟办，由复议机构负责人签发',
    steps: [
      file('2025-03-03'),
      no('2025-03-03', 'clerk', 'accept', {}, 'kernel.role'),
      no('2025-03-03', 'clerk', 'requestCorrection', { items: ['身份证明'], isUndecidable: true }, 'kernel.role'),
      no('2025-03-03', 'clerk', 'refuse', { ground: 'LATE', reason: '超期' }, 'kernel.role'),
      no('2025-03-03', 'officer', 'propose', { proposal: 'REFUSE', reason: '超期' }, 'kernel.role'),
      yes('2025-03-03', 'clerk', 'propose', { proposal: 'REFUSE', reason: '认为超期' }, 'FILED'),
      // A proposal binds nobody.
      { ...yes('2025-03-04', 'unitHead', 'accept', {}, 'ACCEPTED'), due: { decide: '2025-05-06' } },
      no('2025-03-04', 'clerk', 'propose', { proposal: 'ACCEPT', reason: '补记' }, 'kernel.state'),
    ],
  },
  {
    id: '上级',
    text: '不予受理后上级责令受理；报请由上级审理；上级直接受理',
    steps: [
      file('2025-03-03'),
      no('2025-03-03', 'unitHead', 'acceptByOrder', { note: '办理' }, 'kernel.state'),
      yes('2025-03-04', 'unitHead', 'refuse', { ground: 'LATE', reason: '超期' }, 'REFUSED'),
      no('2025-03-05', 'unitHead', 'acceptByOrder', { note: '办理' }, 'noOrder'),
      serve('2025-03-05', 'refusal', '1'),
      yes('2025-03-06', 'party', 'complain', { superiorId: 'cityGov', about: 'ACCEPT', content: '没有超期' }),
      no('2025-03-07', 'superior', 'orderCorrect', { kind: 'ACCEPT', dueOn: '2025-03-07', reason: '理由' }, 'order'),
      yes('2025-03-07', 'superior', 'orderCorrect', { kind: 'ACCEPT', dueOn: '2025-03-17', reason: '没有超期' }),
      no(
        '2025-03-08',
        'superior',
        'orderCorrect',
        { kind: 'ACCEPT', dueOn: '2025-03-17', reason: '没有超期' },
        'order',
      ),
      {
        ...yes('2025-03-10', 'unitHead', 'acceptByOrder', { note: '按责令受理' }, 'ACCEPTED'),
        due: { decide: '2025-05-09' },
        row: { accepted_on: '2025-03-10', pre_outcome: null },
      },
      no('2025-03-11', 'unitHead', 'escalate', { mode: 'REPORTED', decision: { date: '2025-03-11' } }, 'superior'),
      {
        ...yes(
          '2025-03-11',
          'unitHead',
          'escalate',
          { superiorId: 'cityGov', mode: 'REPORTED', decision: { date: '2025-03-11' } },
          'TRANSFERRED_UP',
        ),
        row: { accepted_on: null },
      },
    ],
  },
  {
    id: '驳回恢复',
    text: '驳回申请后上级责令恢复审理，驳回至恢复的时间不计入',
    steps: [
      ...ready('2025-03'),
      yes('2025-03-13', 'organHead', 'dismiss', {
        ground: 'NO_DUTY',
        reason: '没有职责',
        findings: '经查',
        court: '法院',
        parties: '申请人',
      }),
      yes('2025-03-13', 'organHead', 'dismiss', {
        reason: '不符合',
        findings: '经查',
        court: '法院',
        parties: '申请人',
        hasSueNotice: false,
      }),
      yes(
        '2025-03-13',
        'organHead',
        'dismiss',
        { reason: '不符合', findings: '经查', court: '示例区人民法院', parties: '申请人' },
        'DISMISSED',
      ),
      serve('2025-03-14', 'dismissal', '1'),
      yes('2025-03-17', 'party', 'complain', { superiorId: 'cityGov', about: 'RESUME', content: '应当审理' }),
      no('2025-03-18', 'officer', 'resumeByOrder', { note: '恢复' }, 'noOrder'),
      yes('2025-03-18', 'superior', 'orderCorrect', { kind: 'RESUME', dueOn: '2025-03-28', reason: '理由不成立' }),
      {
        ...yes('2025-03-23', 'officer', 'resumeByOrder', { note: '恢复' }, 'HANDLING'),
        raw: { decide: '2025-05-12' },
        row: { outcome: null, closed_on: null },
      },
      yes('2025-03-24', 'superior', 'acceptBySuperior', { decision: { date: '2025-03-24' } }, 'TRANSFERRED_UP'),
    ].map((s, i) =>
      i === 6 ? { ...s, refused: 'reconsideration.dismissal' } : i === 7 ? { ...s, refused: 'reconsideration.A20' } : s,
    ) as CaseStep[],
  },
]

const together = { respondents: [{ agencyId: 'bureau' }, { agencyId: 'bureau2', reason: 'JOINT' }] }
const replies: Scenario[] = [
  {
    id: '两个被申请人',
    text: '两个被申请人分别签收、分别答复：各算各的十个工作日，一个逾期不影响另一个；须写明是谁的答复',
    steps: [
      file('2025-03-03', together),
      accept('2025-03-03'),
      assign('2025-03-04'),
      no('2025-03-05', 'officer', 'serveCopy', { receipts: [{ agencyId: 'police', on: '2025-03-05' }] }, 'replier'),
      {
        ...yes('2025-03-05', 'officer', 'serveCopy', { receipts: [{ agencyId: 'bureau', on: '2025-03-05' }] }),
        due: { 'reply a:bureau': '2025-03-19' },
        row: { copy_received_on: '2025-03-05' },
      },
      no('2025-03-06', 'bureau2', 'reply', { reply: '合法' }, 'noCopy'),
      {
        ...serve('2025-03-10', 'copyNotice', 'bureau2'),
        due: { 'reply a:bureau': '2025-03-19', 'reply a:bureau2': '2025-03-24' },
      },
      no('2025-03-20', 'officer', 'reply', { reply: '合法' }, 'replier'),
      no('2025-03-20', 'bureau', 'reply', { reply: '合法', respondentId: 'bureau2' }, 'replier'),
      seenOn(
        {
          ...yes('2025-03-20', 'officer', 'reply', { reply: '合法', respondentId: 'bureau' }),
          due: { 'reply a:bureau': '2025-03-19 met 2025-03-20', 'reply a:bureau2': '2025-03-24' },
          row: { replied_on: '2025-03-20', is_reply_late: true },
        },
        'A09',
        '2025-03-21',
        'RED 2025-03-20',
      ),
      {
        ...yes('2025-03-24', 'bureau2', 'reply', { reply: '合法' }),
        due: { 'reply a:bureau2': '2025-03-24 met 2025-03-24' },
        row: { replied_on: '2025-03-20', is_reply_late: false },
      },
      // A further paper of the one that was late supplements its reply and makes nothing of the lateness.
      seenOn(yes('2025-03-25', 'bureau', 'reply', { reply: '补充说明' }), 'A09', '2025-04-01', 'RED 2025-03-20'),
    ],
  },
  {
    id: '两个被申请人都没有答复',
    text: '两个被申请人都逾期没有答复的，分别违规，不得维持',
    steps: [
      file('2025-03-03', together),
      accept('2025-03-03'),
      assign('2025-03-04'),
      {
        ...copy('2025-03-05'),
        due: { 'reply a:bureau': '2025-03-19', 'reply a:bureau2': '2025-03-19' },
        seen: [{ rule: 'A09', on: '2025-03-20', is: ['RED 2025-03-20', 'RED 2025-03-20'] }],
      },
      views('2025-03-20'),
      { ...decide('2025-03-21', 'MAINTAIN'), refused: 'reconsideration.A29' },
      {
        ...decide('2025-03-21', 'REVOKE', { isByDefault: true }),
        due: { 'reply a:bureau': '2025-03-19 met 2025-03-21', 'reply a:bureau2': '2025-03-19 met 2025-03-21' },
      },
    ],
  },
  {
    id: '两个被申请人 2017',
    text: '2017年文本十日自然日，各自起算',
    steps: [
      file('2023-03-06', { ...together, act: { docNo: '示罚〔2023〕62号' } }, 'ACCEPTED'),
      assign('2023-03-07'),
      {
        ...yes('2023-03-10', 'officer', 'serveCopy', {
          receipts: [
            { agencyId: 'bureau', on: '2023-03-08' },
            { agencyId: 'bureau2', on: '2023-03-10' },
          ],
        }),
        due: { 'reply a:bureau': '2023-03-20', 'reply a:bureau2': '2023-03-20' },
        raw: { reply: '2023-03-18' },
      },
    ],
  },
]

const deciding: Scenario[] = [
  {
    id: '决定',
    text: '种类、理由、期限、更不利、起诉告知；逾期答复的说明',
    steps: [
      file('2025-03-03'),
      accept('2025-03-03'),
      assign('2025-03-04'),
      copy('2025-03-05'),
      seenOn(reply('2025-03-25'), 'A09', '2025-03-26', 'RED 2025-03-20'),
      views('2025-03-26'),
      { ...decide('2025-04-01', 'DISMISS_APPLICATION'), refused: 'reconsideration.decisionKind' },
      { ...decide('2025-04-01', 'CONFIRM_VOID'), refused: 'reconsideration.voidAsked' },
      { ...decide('2025-04-01', 'REVOKE'), refused: 'reconsideration.revokeGrounds' },
      { ...decide('2025-04-01', 'REVOKE', { revokeGrounds: ['IMPROPER'] }), refused: 'reconsideration.revokeGrounds' },
      { ...decide('2025-04-01', 'MODIFY', { isMoreAdverse: true }), refused: 'reconsideration.A16' },
      { ...decide('2025-04-01', 'MODIFY', { hasSueNotice: false }), refused: 'reconsideration.A20' },
      { ...decide('2025-04-01', 'ORDER_PERFORM'), refused: 'reconsideration.performDue' },
      {
        ...decide('2025-04-01', 'ORDER_PERFORM', { performDueOn: '2025-03-31' }),
        refused: 'reconsideration.performDue',
      },
      { ...decide('2025-04-01', 'MAINTAIN'), refused: 'reconsideration.lateReply' },
      seenOn(
        { ...decide('2025-04-01', 'MAINTAIN', { lateReplyNote: '逾期五日，不影响认定' }), state: 'DECIDED' },
        'A29late',
        '2025-04-01',
        'RED 2025-04-01',
      ),
    ],
  },
  {
    id: '生效以后',
    text: '变更决定：送达、起诉期、抄告、公开、报备、强制执行',
    steps: [
      ...ready('2025-03', { act: { publicity: 'PUBLISHED' } }),
      { ...decide('2025-04-01', 'MODIFY', { isMajor: true }), state: 'DECIDED' },
      no('2025-04-01', 'clerk', 'copyToLine', { superior: '示例市某局', what: 'DECISION' }, 'kernel.state'),
      no(
        '2025-04-02',
        'officer',
        'serve',
        { document: '@paper:decision', recipient: '9', way: 'DIRECT', on: '2025-04-02' },
        'recipient',
      ),
      no(
        '2025-04-02',
        'officer',
        'serve',
        { document: '@paper:decision', recipient: '1', way: 'ELECTRONIC', on: '2025-04-02' },
        'serviceWay',
      ),
      no(
        '2025-04-02',
        'officer',
        'serve',
        { document: '@paper:decision', recipient: '1', way: 'PUBLIC_NOTICE', on: '2025-04-02' },
        'publicNotice',
      ),
      {
        ...serve('2025-04-02', 'decision', '1'),
        state: 'EFFECTIVE',
        due: { sue: '2025-04-17', publish: '2025-04-30' },
        seen: [
          { rule: 'A21', on: '2025-04-03', is: ['RED 2025-04-03'] },
          { rule: 'A33', on: '2025-05-02', is: ['YELLOW 2025-05-02'] },
          { rule: 'publish', on: '2025-05-01', is: ['YELLOW 2025-05-01'] },
          { rule: 'service', on: '2025-04-10', is: ['YELLOW 2025-04-10'] },
        ],
      },
      seenOn(
        yes('2025-04-02', 'clerk', 'copyToLine', { superior: '示例市某局', what: 'DECISION' }),
        'A21',
        '2025-04-03',
      ),
      no('2025-04-02', 'clerk', 'copyToLine', { superior: '示例市某局', what: 'OPINION' }, 'copyToLine'),
      no('2025-04-03', 'bureau', 'perform', { report: '履行' }, 'nothingToPerform'),
      no('2025-04-03', 'organHead', 'enforce', { by: 'ORGAN', note: '执行' }, 'enforceEarly'),
      no('2025-04-18', 'organHead', 'enforce', { by: 'RESPONDENT', note: '执行' }, 'enforcer'),
      no('2025-04-18', 'clerk', 'publish', { title: '决定书', text: '内容' }, 'unmasked'),
      no(
        '2025-04-18',
        'clerk',
        'withdrawPublication',
        { judgment: { date: '2025-04-18' }, effect: 'REVOKED' },
        'notPublished',
      ),
      yes('2025-04-18', 'clerk', 'publish', { title: '张某不服处罚案', text: '内容', isMasked: true }),
      yes('2025-04-18', 'clerk', 'fileMajor', { to: '示例市人民政府' }),
      yes('2025-04-18', 'organHead', 'enforce', { by: 'ORGAN', note: '逾期不起诉不履行' }),
      serve('2025-04-18', 'decision', 'bureau'),
      yes('2025-04-18', 'clerk', 'archive', {}, 'ARCHIVED'),
    ],
  },
  {
    id: '履行',
    text: '责令履行决定：期满三十日没有责令的违规；责令、约谈、通报；意见书、建议书、线索',
    steps: [
      ...ready('2025-03', { act: { kind: 'NONFEASANCE', docNo: undefined } }),
      yes('2025-03-12', 'officer', 'markCase', { hasClue: true }),
      decide('2025-04-01', 'ORDER_PERFORM', { performDueOn: '2025-04-30' }),
      no('2025-04-02', 'clerk', 'fileMajor', { to: '示例市人民政府' }, 'notMajor'),
      {
        ...serve('2025-04-02', 'decision', '1'),
        due: { perform: '2025-04-30' },
        seen: [{ rule: 'A23', on: '2025-05-31', is: ['RED 2025-05-31'] }],
      },
      serve('2025-04-02', 'decision', 'bureau'),
      no('2025-05-06', 'unitHead', 'orderPerform', { dueOn: '2025-05-06' }, 'performDue'),
      seenOn(
        { ...yes('2025-05-06', 'unitHead', 'orderPerform', { dueOn: '2025-05-20' }), due: { perform: '2025-05-20' } },
        'A23',
        '2025-06-30',
      ),
      yes('2025-05-21', 'unitHead', 'interview', { of: '局长', record: '约谈' }),
      yes('2025-05-22', 'organHead', 'criticize', { scope: '全区', content: '通报' }),
      no('2025-05-22', 'bureau', 'redo', { document: { date: '2025-05-22' }, result: 'DIFFERENT' }, 'nothingToPerform'),
      seenOn(
        yes('2025-05-22', 'unitHead', 'issueOpinion', { toAgency: 'bureau', content: '制度不健全' }),
        'A21',
        '2025-05-23',
        'RED 2025-04-03',
        'RED 2025-05-23',
      ),
      { ...serve('2025-05-23', 'opinion', 'bureau'), due: { opinion: '2025-07-22' } },
      yes('2025-05-23', 'unitHead', 'issueAdvice', { to: '示例区人大', content: '完善制度' }),
      yes('2025-05-26', 'bureau', 'perform', { report: '已经履行' }, 'PERFORMED'),
      no('2025-05-27', 'clerk', 'archive', {}, 'clue'),
      yes('2025-05-27', 'unitHead', 'transferClue', { kind: 'DUTY_CRIME', to: '示例区监察委员会', content: '线索' }),
      no('2025-05-27', 'clerk', 'archive', {}, 'unperformed'),
      yes('2025-06-10', 'bureau', 'feedback', { opinionNo: 1, content: '已经纠正' }),
      no('2025-06-10', 'clerk', 'publish', { title: '决定书', text: '内容', isMasked: true }, 'publish'),
      no(
        '2025-06-10',
        'clerk',
        'withdrawPublication',
        { judgment: { date: '2025-06-10' }, effect: 'REVOKED' },
        'notPublished',
      ),
      yes('2025-06-10', 'clerk', 'recordSuit', { court: '示例区人民法院', suedOn: '2025-04-10' }),
      yes('2025-06-11', 'clerk', 'archive', {}, 'ARCHIVED'),
    ],
  },
  {
    id: '标记',
    text: '没有告知先复议、互联网送达没有渠道、疑似超期',
    steps: [
      {
        ...file('2025-03-03', {
          act: {
            isServedOnline: true,
            isOnSpot: true,
            madeOn: '2024-12-02',
            knownOn: '2024-12-02',
          },
        }),
        row: { timeliness: 'TIMELINESS_DOUBT', apply_due_on: '2025-02-05' },
        seen: [
          { rule: 'A24', on: '2025-03-03', is: ['RED 2025-03-03'] },
          { rule: 'A31', on: '2025-03-03', is: ['YELLOW 2025-03-03'] },
          { rule: 'timeliness', on: '2025-03-03', is: ['YELLOW 2025-03-03'] },
        ],
      },
    ],
  },
]

const competence: Scenario[] = [
  {
    id: 'A8-16 管辖 2023',
    text: '区局的行为2024年起由本级政府管辖：向上一级主管部门提出的登记并提示，由人决定不予受理',
    steps: [
      {
        ...yes('2024-06-12', 'cityBureau.clerk', 'file', { organId: 'cityBureau' }, 'FILED'),
        row: { is_competence_doubted: true, organ_level: 'CITY', organ_kind: 'DEPARTMENT' },
        seen: [{ rule: 'competence', on: '2024-06-12', is: ['YELLOW 2024-06-12'] }],
      },
      yes(
        '2024-06-13',
        'cityBureau.unitHead',
        'refuse',
        { ground: 'NOT_OURS', reason: '不属于本机关管辖', competentOrgan: '示例区人民政府' },
        'REFUSED',
      ),
    ],
  },
  {
    id: 'A8-16 管辖 2017',
    text: '2023年可以选择本级政府或者上一级主管部门',
    steps: [
      {
        ...yes('2023-06-12', 'cityBureau.clerk', 'file', { organId: 'cityBureau' }, 'ACCEPTED'),
        row: { is_competence_doubted: false },
      },
    ],
  },
  {
    id: 'A8-4 2017',
    text: '未告知救济权利，2022-09-05知道、2023-11-15提出：系统不判逾期，由人判断',
    steps: [
      {
        ...file('2023-11-15', { act: { knownOn: '2022-09-05', remedyNoticed: 'NONE' } }, 'ACCEPTED'),
        row: { timeliness: 'REMEDY_UNNOTICED' },
        seen: [{ rule: 'timeliness', on: '2023-11-15', is: ['YELLOW 2023-11-15'] }],
      },
    ],
  },
  {
    id: 'A8-22',
    text: '2024-09-02收到履职申请，满六十日11-01：10-20提出的未届期，由人判断',
    steps: [
      {
        ...file(
          '2024-10-20',
          { act: { kind: 'NONFEASANCE', docNo: undefined, duty: { requestedOn: '2024-09-02' } } },
          'FILED',
        ),
        row: { timeliness: 'PREMATURE', apply_due_on: '2024-12-31' },
      },
    ],
  },
]

const established: Scenario[] = [
  {
    id: '核定申请期限',
    text: '申请书写明知道日2024-08-05、已告知，末日10-08已过；核定为没有告知的，按一年；再核定障碍、最长期限、没有送达；此前的留存',
    steps: [
      {
        ...file('2024-12-02', { act: { knownOn: '2024-08-05', docNo: '示罚〔2024〕91号' } }, 'FILED'),
        row: { apply_due_on: '2024-10-08', timeliness: 'TIMELINESS_DOUBT' },
        seen: [{ rule: 'timeliness', on: '2024-12-02', is: ['YELLOW 2024-12-02'] }],
      },
      no('2024-12-03', 'clerk', 'establishPeriod', { knownWay: 'DIRECT', reason: '核对' }, 'knowledge'),
      no(
        '2024-12-03',
        'clerk',
        'establishPeriod',
        { knownWay: 'DIRECT', knownOn: '2024-08-05', madeOn: '2024-08-06', reason: '核对' },
        'day',
      ),
      // Not told of the remedy, and it is not known when the applicant came to know: a year from the content.
      {
        ...yes('2024-12-03', 'clerk', 'establishPeriod', {
          knownWay: 'DIRECT',
          knownOn: '2024-08-05',
          remedyNoticed: 'NONE',
          reason: '决定书没有写明复议机关和期限',
        }),
        row: { apply_due_on: '2025-08-05', timeliness: null },
        seen: [{ rule: 'timeliness', on: '2024-12-03', is: [] }],
      },
      // Known on 2024-09-20: sixty days from there, which come before the year.
      {
        ...yes('2024-12-03', 'clerk', 'establishPeriod', {
          knownWay: 'DIRECT',
          knownOn: '2024-08-05',
          remedyNoticed: 'PARTIAL',
          remedyKnownOn: '2024-09-20',
          reason: '申请人陈述',
        }),
        row: { apply_due_on: '2024-11-19', timeliness: 'TIMELINESS_DOUBT' },
      },
      // An obstacle from 08-25 to 10-25 takes its days out.
      {
        ...yes('2024-12-03', 'officer', 'establishPeriod', {
          knownWay: 'DIRECT',
          knownOn: '2024-08-05',
          obstacles: [{ from: '2024-08-25', to: '2024-10-25' }],
          reason: '住院证明',
        }),
        row: { apply_due_on: '2024-12-05', timeliness: null },
      },
      // Five years from the act, twenty where it is of real estate.
      {
        ...yes('2024-12-03', 'clerk', 'establishPeriod', {
          knownWay: 'PROVED',
          knownOn: '2024-10-08',
          madeOn: '2019-11-20',
          reason: '档案载明作出日',
        }),
        row: { apply_due_on: '2024-11-20', timeliness: 'TIMELINESS_DOUBT', act_made_on: '2019-11-20' },
      },
      {
        ...yes('2024-12-03', 'clerk', 'establishPeriod', {
          knownWay: 'PROVED',
          knownOn: '2024-10-08',
          madeOn: '2019-11-20',
          isRealEstate: true,
          reason: '因不动产提出',
        }),
        row: { apply_due_on: '2024-12-09', timeliness: null },
      },
      {
        ...yes('2024-12-03', 'clerk', 'establishPeriod', { knownWay: 'NOT_SERVED', reason: '没有送达回证' }),
        row: { apply_due_on: null, timeliness: null, act_known_on: null },
      },
      accept('2024-12-03'),
    ],
  },
  {
    id: '核定申请期限 2017',
    text: '2017年文本没有一年和最长期限：核定没有告知的，逾六十日由人判断',
    steps: [
      {
        ...file('2023-11-15', { act: { knownOn: '2023-08-01', docNo: '示罚〔2023〕91号' } }, 'ACCEPTED'),
        row: { apply_due_on: '2023-10-07', timeliness: 'TIMELINESS_DOUBT' },
      },
      {
        ...yes('2023-11-16', 'unitHead', 'establishPeriod', {
          knownWay: 'MAIL',
          knownOn: '2023-08-01',
          remedyNoticed: 'NONE',
          reason: '决定书没有告知',
        }),
        row: { apply_due_on: '2023-10-07', timeliness: 'REMEDY_UNNOTICED' },
      },
    ],
  },
]

const norms: Scenario = {
  id: '附带审查',
  text: '规章、没有案件、方式不符、先通知制定机关',
  steps: [
    file('2025-03-03'),
    accept('2025-03-03'),
    ...(
      [
        [{ isRule: true }, 'norm.rule'],
        [{ organId: 'gov', caseLaw: 'RECON_2017' }, 'norm.case'],
        [{ raisedOn: '2025-03-05' }, 'norm.day'],
      ] as const
    ).map(
      ([more, rule]): CaseStep => ({
        ...no(
          '2025-03-04',
          'officer',
          'raise',
          {
            caseId: '@it',
            organId: 'gov',
            caseLaw: 'RECON_2023',
            document: '示例办法',
            clauses: ['第一条'],
            mode: 'OWN',
            ...more,
          },
          rule,
        ),
        matter: 'norm',
      }),
    ),
    ...(
      [
        [
          'raise',
          'officer',
          {
            caseId: '@it',
            organId: 'gov',
            caseLaw: 'RECON_2023',
            document: '示例办法',
            clauses: ['第一条'],
            mode: 'OWN',
          },
        ],
        ['suspend', 'officer', { ground: 'S09' }],
        ['transfer', 'officer', { receiverName: '某厅' }, 'norm.mode'],
        ['resolve', 'organHead', { result: 'LEGAL', reasons: '合法' }, 'norm.notNotified'],
        ['notifyMaker', 'officer', { makerId: 'bureau2' }],
        ['makerReply', 'maker', { reply: '合法' }],
        ['makerReply', 'officer', { reply: '合法' }, 'norm.replied'],
        ['endWithCase', 'officer', { reason: '案件已经终止' }, 'norm.case'],
        ['endWithCase', 'officer', { ground: 'WITHDRAWN', reason: '申请人不再要求' }],
      ] as const
    ).map(
      ([action, by, input, rule]): CaseStep => ({
        ...(rule ? no('2025-03-04', by, action, input, rule) : yes('2025-03-04', by, action, input)),
        matter: action === 'suspend' ? 'it' : 'norm',
      }),
    ),
  ],
}
const norms2017: Scenario = {
  id: '附带审查 2017',
  text: '2017年文本没有通知制定机关的程序；自审三十日、转送七个工作日',
  steps: [
    file('2023-03-06'),
    {
      ...yes(
        '2023-03-06',
        'officer',
        'raise',
        {
          caseId: '@it',
          organId: 'gov',
          caseLaw: 'RECON_2017',
          document: '示例办法',
          clauses: ['第一条'],
          mode: 'OWN',
        },
        'RAISED',
      ),
      matter: 'norm',
      due: { own: '2023-04-06' },
    },
    yes('2023-03-06', 'officer', 'suspend', { ground: 'S09' }, 'SUSPENDED'),
    {
      ...yes('2023-03-20', 'organHead', 'resolve', { result: 'STOP_CLAUSE', reasons: '抵触' }, 'RESOLVED'),
      matter: 'norm',
    },
  ],
}

/** From filing to the reply, under the law of 2017. */
export const ready2017 = (more: Record<string, unknown> = {}): CaseStep[] => [
  file('2023-03-06', more),
  assign('2023-03-07'),
  copy('2023-03-08'),
  reply('2023-03-16'),
]
const old: Scenario[] = [
  {
    id: '中止 2017',
    text: '死亡中止满六十日可以终止；原因消除后恢复；上级责令恢复',
    steps: [
      ...ready2017(),
      { ...yes('2023-03-17', 'officer', 'suspend', { ground: 'S01' }, 'SUSPENDED'), due: { suspended: '2023-05-16' } },
      { ...yes('2023-04-10', 'officer', 'recordCauseRemoved'), due: { resume: '2023-04-23' } },
      yes('2023-04-11', 'party', 'complain', { superiorId: 'cityGov', about: 'RESUME', content: '没有恢复' }),
      {
        ...yes('2023-04-12', 'superior', 'orderResume', { kind: 'RESUME', dueOn: '2023-04-20', reason: '应当恢复' }),
        due: { superiorOrder: '2023-04-20' },
      },
      {
        ...yes('2023-04-13', 'officer', 'resume', { reason: '近亲属参加' }, 'HANDLING'),
        due: { decide: '2023-06-01' },
      },
    ],
  },
  {
    id: '履行 2017',
    text: '责令履行和意见书：限期、六十日',
    steps: [
      ...ready2017({ act: { kind: 'NONFEASANCE' } }),
      {
        ...yes('2023-03-20', 'unitHead', 'issueOpinion', {
          toAgency: 'bureau',
          content: '善后',
          receivedOn: '2023-03-20',
        }),
        due: { opinion: '2023-05-19' },
      },
      decide('2023-04-10', 'ORDER_PERFORM', { performDueOn: '2023-05-10' }),
      { ...serve('2023-04-11', 'decision', '1'), due: { perform: '2023-05-10' } },
      yes('2023-05-10', 'bureau', 'perform', { report: '已经履行' }, 'PERFORMED'),
    ],
  },
  {
    id: '调解 2017',
    text: '裁量行为可以调解，双方签字生效，第三人不签也生效；和解只限裁量行为',
    steps: [
      ...ready2017({ act: { isDiscretionary: true } }),
      yes('2023-03-20', 'unitHead', 'mediate', { terms: '减轻', claims: '请求', parties: '双方' }, 'MEDIATED'),
      {
        ...yes(
          '2023-03-21',
          'officer',
          'confirmSigned',
          {
            signatures: [
              { who: '1', signedOn: '2023-03-20' },
              { who: 'bureau', signedOn: '2023-03-21' },
            ],
            sealedOn: '2023-03-21',
          },
          'EFFECTIVE',
        ),
        due: { performMediation: '2023-05-22' },
      },
      no('2023-06-30', 'organHead', 'enforce', { by: 'ORGAN', note: '执行' }, 'enforcer'),
    ],
  },
  {
    id: '和解 2017',
    text: '不是裁量行为的不得以和解终止',
    steps: [
      ...ready2017({ act: { kind: 'LICENSE' } }),
      no('2023-03-20', 'unitHead', 'settleWithdraw', { agreement: { date: '2023-03-20' } }, 'settle'),
    ],
  },
  {
    id: '附带审查转送 2017',
    text: '转送七个工作日，接受机关六十日',
    steps: [
      file('2023-03-06'),
      {
        ...yes(
          '2023-03-06',
          'officer',
          'raise',
          {
            caseId: '@it',
            organId: 'gov',
            caseLaw: 'RECON_2017',
            document: '上级办法',
            clauses: ['第一条'],
            mode: 'TRANSFER',
          },
          'RAISED',
        ),
        matter: 'norm',
        due: { transfer: '2023-03-15' },
      },
      yes('2023-03-06', 'officer', 'suspend', { ground: 'S09' }, 'SUSPENDED'),
      {
        ...yes(
          '2023-03-15',
          'officer',
          'transfer',
          { receiverName: '示例省某厅', receivedOn: '2023-03-15' },
          'TRANSFERRED',
        ),
        matter: 'norm',
        due: { receiver: '2023-05-15' },
      },
    ],
  },
]

const registers: Scenario = {
  id: '登记',
  text: '评估、报告、受理点',
  steps: [
    {
      ...yes('2021-03-01', 'assessor', 'recordAssessment', {
        organId: 'gov',
        year: 2020,
        isPassed: true,
        document: { date: '2021-02-20' },
      }),
      matter: 'a',
    },
    {
      ...no(
        '2021-03-02',
        'assessor',
        'recordAssessment',
        { organId: 'gov', year: 2020, isPassed: true, document: { date: '2021-02-20' } },
        'assessed',
      ),
      matter: 'b',
    },
    {
      ...no(
        '2021-03-02',
        'assessor',
        'recordAssessment',
        { organId: 'gov2', year: 2020, isDue: false, isPassed: true, document: { date: '2021-02-20' } },
        'notDue',
      ),
      matter: 'b',
    },
    {
      ...yes('2021-03-03', 'assessor', 'correctAssessment', {
        isDue: true,
        isPassed: false,
        document: { date: '2021-03-01' },
        reason: '复核',
      }),
      matter: 'a',
    },
    {
      ...no(
        '2021-03-03',
        'unitHead',
        'openPoint',
        { organId: 'gov', officeId: 'point', placeCode: '330203001', openedOn: '2021-03-04' },
        'pointDay',
      ),
      matter: 'p',
    },
    {
      ...yes(
        '2021-03-03',
        'unitHead',
        'openPoint',
        { organId: 'gov', officeId: 'point', placeCode: '330203001' },
        'OPEN',
      ),
      matter: 'p',
    },
    { ...yes('2021-12-03', 'unitHead', 'closePoint', { reason: '合并' }, 'CLOSED'), matter: 'p' },
  ],
}

export const scenarios: Scenario[] = [
  filing,
  ...review,
  ...handling,
  ...ending,
  ...replies,
  ...deciding,
  ...competence,
  ...established,
  norms,
  norms2017,
  ...old,
  registers,
]
export { decision }
