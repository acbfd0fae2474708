/**
 * Worked cases of chapter 4, A8.5 to A8.16, as data. A scenario runs through the real engine on real days; each step says who does
 * what on which day and what must follow: a state, a refusal by its rule, or a limit's last day.
 */
import type { DisputeKind } from '../src/domains/mediation/dispute-kinds.ts'

export type Who =
  | 'head'
  | 'mediator'
  | 'visitor'
  | 'partyA'
  | 'partyB'
  | 'police'
  | 'court'
  | 'justice'
  | 'head2'
  | 'public'
export type CaseStep = {
  on: string
  by: Who
  do: string
  /** Which matter, where a scenario has several. */
  matter?: string
  with?: Record<string, unknown>
  state?: string
  refused?: string
  /** Last days of limits after the step, by limit. */
  due?: Record<string, string>
}
export type Scenario = {
  id: string
  text: string
  kind?: DisputeKind
  steps: CaseStep[]
  outcome?: string
  concludedOn?: string
}

const both = [1, 2]
const remedy = (on: string) => ({ on, channels: ['LITIGATION'] })
const doc = (date: string, kind?: string) => ({ ...(kind ? { kind } : {}), date })
/** Up to the first session, all on one day. */
const toSession = (on: string): CaseStep[] => [
  { on, by: 'head', do: 'assign' },
  { on, by: 'mediator', do: 'informRights' },
  { on, by: 'mediator', do: 'holdSession', state: 'IN_MEDIATION' },
]

export const scenarios: Scenario[] = [
  {
    id: 'A8.5a',
    text: '2020-09-03受理，一个月末日2020-10-03遇国庆不顺延；只有一方要求不得延长；双方要求延至10-30；到期不成须有终止调解通知书',
    steps: [
      { on: '2020-09-03', by: 'partyA', do: 'apply', with: { occurredOn: '2020-09-04' }, refused: 'mediation.dates' },
      { on: '2020-09-03', by: 'partyA', do: 'apply' },
      { on: '2020-09-03', by: 'head', do: 'accept', due: { general: '2020-10-03' } },
      ...toSession('2020-09-04'),
      {
        on: '2020-09-30',
        by: 'head',
        do: 'extend',
        with: { consents: [1], requestedOn: '2020-09-30', newDueOn: '2020-10-30' },
        refused: 'mediation.A08',
      },
      {
        on: '2020-09-30',
        by: 'mediator',
        do: 'extend',
        with: { consents: both, requestedOn: '2020-09-30', newDueOn: '2020-10-30' },
        refused: 'kernel.role',
      },
      {
        on: '2020-09-30',
        by: 'head',
        do: 'extend',
        with: { consents: both, requestedOn: '2020-09-30', newDueOn: '2020-11-04' },
        refused: 'mediation.extensionLength',
      },
      {
        on: '2020-09-30',
        by: 'head',
        do: 'extend',
        with: { consents: both, requestedOn: '2020-09-30', newDueOn: '2020-10-30' },
        due: { general: '2020-10-30' },
      },
      {
        on: '2020-10-30',
        by: 'mediator',
        do: 'fail',
        with: { cause: 'DEADLINE', remedyNotice: remedy('2020-10-30') },
        refused: 'mediation.A11',
      },
      {
        on: '2020-10-30',
        by: 'mediator',
        do: 'fail',
        with: { cause: 'DEADLINE', terminationNotice: doc('2020-10-30') },
        refused: 'mediation.A11',
      },
      {
        on: '2020-10-30',
        by: 'mediator',
        do: 'fail',
        with: { cause: 'DEADLINE', remedyNotice: remedy('2020-10-30'), terminationNotice: doc('2020-10-30') },
        state: 'FAILED',
      },
    ],
    outcome: 'FAILED_DEADLINE',
  },
  {
    id: 'A8.5b',
    text: '2020-01-31受理，没有对应日取月末2020-02-29',
    steps: [
      { on: '2020-01-31', by: 'partyA', do: 'apply' },
      { on: '2020-01-31', by: 'head', do: 'accept', due: { general: '2020-02-29' } },
    ],
  },
  {
    id: 'A8.6',
    text: '2020-12-15受理，2021-01-15（末日当日）成功，归2021年',
    steps: [
      { on: '2020-12-15', by: 'partyA', do: 'apply' },
      { on: '2020-12-15', by: 'head', do: 'accept', due: { general: '2021-01-15' } },
      ...toSession('2020-12-16'),
      { on: '2021-01-15', by: 'mediator', do: 'settle', state: 'SETTLED' },
    ],
    outcome: 'SETTLED_FULL',
    concludedOn: '2021-01-15',
  },
  {
    id: 'A8.7',
    text: '村会2020-03-30不成，镇会04-07受理、期限重新起算，04-20成功；成功之后不得再登记',
    steps: [
      { on: '2020-03-02', by: 'partyA', do: 'apply', matter: 'first' },
      { on: '2020-03-02', by: 'head', do: 'accept', matter: 'first', due: { general: '2020-04-02' } },
      ...toSession('2020-03-03').map((s) => ({ ...s, matter: 'first' })),
      {
        on: '2020-03-20',
        by: 'partyA',
        do: 'reapply',
        matter: 'early',
        with: { previousMatterId: '@first', rootDisputeId: '@first', committeeAgencyId: 'C2' },
        refused: 'mediation.reapplyPending',
      },
      {
        on: '2020-03-30',
        by: 'mediator',
        do: 'fail',
        matter: 'first',
        with: { cause: 'NO_AGREEMENT', remedyNotice: remedy('2020-03-30') },
        state: 'FAILED',
      },
      {
        on: '2020-04-07',
        by: 'partyA',
        do: 'reapply',
        matter: 'second',
        with: { previousMatterId: '@first', rootDisputeId: '@first', committeeAgencyId: 'C2' },
        state: 'REGISTERED',
      },
      { on: '2020-04-07', by: 'head2', do: 'accept', matter: 'second', due: { general: '2020-05-07' } },
      { on: '2020-04-08', by: 'head2', do: 'assign', matter: 'second', with: { hostMediatorId: 'H2' } },
      { on: '2020-04-08', by: 'head2', do: 'informRights', matter: 'second' },
      { on: '2020-04-08', by: 'head2', do: 'holdSession', matter: 'second' },
      { on: '2020-04-20', by: 'head2', do: 'settle', matter: 'second', state: 'SETTLED' },
      {
        on: '2020-05-06',
        by: 'partyA',
        do: 'reapply',
        matter: 'third',
        with: { previousMatterId: '@first', rootDisputeId: '@first' },
        refused: 'mediation.reapplySettled',
      },
    ],
    outcome: 'SETTLED_FULL',
  },
  {
    id: 'A8.9a',
    text: '委员会主动介入，次日乙方明确拒绝：不予受理，不得继续；没有新的同意不得再次主动调解',
    kind: 'NEIGHBOUR',
    steps: [
      { on: '2020-06-01', by: 'mediator', do: 'initiate', state: 'AWAITING_CONSENT', matter: 'first' },
      {
        on: '2020-06-02',
        by: 'mediator',
        do: 'refuse',
        matter: 'first',
        with: { party: 2, channel: 'PHONE' },
        refused: 'mediation.consentByProxy',
      },
      {
        on: '2020-06-02',
        by: 'partyB',
        do: 'refuse',
        matter: 'first',
        with: { party: 1, channel: 'IN_PERSON' },
        refused: 'mediation.notOwnParty',
      },
      {
        on: '2020-06-02',
        by: 'partyB',
        do: 'refuse',
        matter: 'first',
        with: { party: 2, channel: 'IN_PERSON' },
        state: 'NOT_ACCEPTED',
      },
      { on: '2020-06-03', by: 'head', do: 'accept', matter: 'first', refused: 'kernel.state' },
      {
        on: '2020-06-04',
        by: 'mediator',
        do: 'initiate',
        matter: 'again',
        with: { occurredOn: '2020-05-30' },
        refused: 'mediation.A05',
      },
    ],
  },
  {
    id: 'A8.9b',
    text: '开会之后乙方拒绝：调解不成，记当事人退出，须有终止调解通知书',
    steps: [
      { on: '2020-06-01', by: 'partyA', do: 'apply' },
      { on: '2020-06-01', by: 'head', do: 'accept' },
      ...toSession('2020-06-02'),
      { on: '2020-06-04', by: 'mediator', do: 'holdSession' },
      {
        on: '2020-06-05',
        by: 'partyB',
        do: 'refuse',
        with: { party: 2, channel: 'IN_PERSON' },
        refused: 'kernel.state',
      },
      {
        on: '2020-06-05',
        by: 'mediator',
        do: 'fail',
        with: { cause: 'PARTY_QUIT', remedyNotice: remedy('2020-06-05') },
        refused: 'mediation.A11',
      },
      {
        on: '2020-06-05',
        by: 'mediator',
        do: 'fail',
        with: { cause: 'PARTY_QUIT', remedyNotice: remedy('2020-06-05'), terminationNotice: doc('2020-06-05') },
        state: 'FAILED',
      },
    ],
    outcome: 'FAILED_PARTY_QUIT',
  },
  {
    id: 'A8.9c',
    text: '记录了明确拒绝而没有结件的，没有新的同意不得受理',
    steps: [
      { on: '2020-06-01', by: 'partyA', do: 'apply' },
      {
        on: '2020-06-02',
        by: 'partyB',
        do: 'consent',
        with: { party: 2, result: 'REFUSE_EXPLICIT', channel: 'PHONE' },
      },
      { on: '2020-06-02', by: 'head', do: 'accept', refused: 'mediation.A05' },
      {
        on: '2020-06-03',
        by: 'mediator',
        do: 'consent',
        with: { party: 2, result: 'CONSENT', channel: 'PHONE' },
        refused: 'mediation.consentByProxy',
      },
      { on: '2020-06-03', by: 'partyB', do: 'consent', with: { party: 2, result: 'CONSENT', channel: 'PHONE' } },
      { on: '2020-06-03', by: 'head', do: 'accept', state: 'ACCEPTED' },
    ],
  },
  {
    id: 'A8.11a',
    text: '医疗：申请2020-09-29，受理决定末日10-10（补班）；一方申请须另一方同意',
    kind: 'MEDICAL',
    steps: [
      { on: '2020-09-29', by: 'partyA', do: 'apply', due: { acceptDecisionMedical: '2020-10-10' } },
      { on: '2020-09-29', by: 'head', do: 'accept', refused: 'mediation.medicalConsent' },
      { on: '2020-10-09', by: 'partyB', do: 'consent', with: { party: 2, result: 'CONSENT', channel: 'WRITTEN' } },
      {
        on: '2020-10-09',
        by: 'head',
        do: 'accept',
        with: { nature: { isCourtAccepted: true, isCourtConsenting: true } },
        refused: 'mediation.notMediable',
      },
      { on: '2020-10-09', by: 'head', do: 'accept', state: 'ACCEPTED' },
    ],
  },
  {
    id: 'A8.11b',
    text: '医疗：受理2020-09-08，三十个工作日末日2020-10-26；鉴定09-21至10-16不计入，末日2020-11-17；口头协议被拒；法院受理后终止',
    kind: 'MEDICAL',
    steps: [
      { on: '2020-09-07', by: 'partyA', do: 'apply', with: { applicants: both, amountInvolvedFen: 10_000_000 } },
      { on: '2020-09-08', by: 'head', do: 'accept', due: { medical: '2020-10-26' } },
      ...toSession('2020-09-09'),
      {
        on: '2020-09-21',
        by: 'mediator',
        do: 'appraise',
        with: { startOn: '2020-09-21' },
        refused: 'mediation.appraisalConsent',
      },
      { on: '2020-09-21', by: 'mediator', do: 'appraise', with: {}, refused: 'mediation.appraisalDates' },
      { on: '2020-09-21', by: 'mediator', do: 'appraise', with: { startOn: '2020-09-21', isJointlyEntrusted: true } },
      {
        on: '2020-10-16',
        by: 'mediator',
        do: 'appraise',
        with: { endOn: '2020-10-16' },
        due: { medical: '2020-11-17' },
      },
      {
        on: '2020-10-20',
        by: 'mediator',
        do: 'settle',
        with: { form: 'ORAL', isInstant: true, agreedOn: '2020-10-20', oralRecord: doc('2020-10-20') },
        refused: 'mediation.A09',
      },
      {
        on: '2020-10-21',
        by: 'mediator',
        do: 'fail',
        with: { cause: 'SUPERVENING', supervening: 'COURT_ACCEPTED', remedyNotice: remedy('2020-10-21') },
        state: 'FAILED',
      },
    ],
    outcome: 'FAILED_SUPERVENING',
  },
  {
    id: 'A8.11c',
    text: '医疗：未开会而法院已受理，会前终结，须书面说明理由',
    kind: 'MEDICAL',
    steps: [
      { on: '2020-09-07', by: 'partyA', do: 'apply', with: { applicants: both } },
      { on: '2020-09-08', by: 'head', do: 'accept' },
      {
        on: '2020-09-15',
        by: 'mediator',
        do: 'withdraw',
        with: { reason: 'COURT_ACCEPTED' },
        refused: 'mediation.writtenReason',
      },
      {
        on: '2020-09-15',
        by: 'mediator',
        do: 'withdraw',
        with: { reason: 'COURT_ACCEPTED', writtenReason: doc('2020-09-15') },
        state: 'ENDED_BEFORE_START',
      },
    ],
    outcome: 'ENDED_BEFORE_START',
  },
  {
    id: 'A8.12',
    text: '劳动：收到申请2020-09-18，十五日末日10-03不顺延；双方同意延至10-16；口头协议被拒',
    kind: 'LABOUR',
    steps: [
      { on: '2020-09-18', by: 'partyA', do: 'apply', due: { labour: '2020-10-03' } },
      { on: '2020-09-18', by: 'head', do: 'accept' },
      ...toSession('2020-09-20'),
      {
        on: '2020-09-30',
        by: 'head',
        do: 'extend',
        with: { clock: 'GENERAL', consents: both, requestedOn: '2020-09-30', newDueOn: '2020-10-16' },
        refused: 'mediation.noSuchClock',
      },
      {
        on: '2020-09-30',
        by: 'head',
        do: 'extend',
        with: { clock: 'LABOUR', consents: both, requestedOn: '2020-09-30', newDueOn: '2020-10-16' },
        due: { labour: '2020-10-16' },
      },
      {
        on: '2020-10-10',
        by: 'mediator',
        do: 'settle',
        with: { form: 'ORAL', isInstant: true, agreedOn: '2020-10-10', oralRecord: doc('2020-10-10') },
        refused: 'mediation.A09',
      },
    ],
  },
  {
    id: 'A8.13a',
    text: '邻里赔偿500元当场付清：口头加登记表，达成之日生效；没有登记表被拒',
    kind: 'NEIGHBOUR',
    steps: [
      { on: '2020-11-18', by: 'partyA', do: 'apply' },
      { on: '2020-11-18', by: 'head', do: 'accept' },
      ...toSession('2020-11-18'),
      {
        on: '2020-11-18',
        by: 'mediator',
        do: 'settle',
        with: {
          form: 'ORAL',
          isInstant: true,
          agreedOn: '2020-11-18',
          hasMoney: true,
          amountPayableFen: 50_000,
          obligations: [
            {
              obligor: 2,
              obligee: 1,
              content: '赔偿500元',
              amountFen: 50_000,
              dueOn: '2020-11-18',
              performedOn: '2020-11-18',
            },
          ],
        },
        refused: 'mediation.A10',
      },
      {
        on: '2020-11-18',
        by: 'mediator',
        do: 'settle',
        with: {
          form: 'ORAL',
          isInstant: true,
          agreedOn: '2020-11-18',
          oralRecord: doc('2020-11-18'),
          hasMoney: true,
          amountPayableFen: 50_000,
          obligations: [
            {
              obligor: 2,
              obligee: 1,
              content: '赔偿500元',
              amountFen: 50_000,
              dueOn: '2020-11-18',
              performedOn: '2020-11-18',
            },
          ],
        },
        state: 'SETTLED',
      },
    ],
    outcome: 'SETTLED_FULL',
    concludedOn: '2020-11-18',
  },
  {
    id: 'A8.13b',
    text: '同样500元约定次月付：必须书面；书面件11-18签、11-20盖章，11-20生效，申请确认末日2020-12-21',
    kind: 'NEIGHBOUR',
    steps: [
      { on: '2020-11-18', by: 'partyA', do: 'apply' },
      { on: '2020-11-18', by: 'head', do: 'accept' },
      ...toSession('2020-11-18'),
      {
        on: '2020-11-18',
        by: 'mediator',
        do: 'settle',
        with: {
          form: 'ORAL',
          agreedOn: '2020-11-18',
          oralRecord: doc('2020-11-18'),
          hasMoney: true,
          amountPayableFen: 50_000,
          obligations: [{ obligor: 2, obligee: 1, content: '赔偿500元', amountFen: 50_000, dueOn: '2020-12-18' }],
        },
        refused: 'mediation.A09',
      },
      { on: '2020-11-18', by: 'mediator', do: 'settle', with: { sealedOn: undefined }, refused: 'mediation.A09' },
      { on: '2020-11-18', by: 'mediator', do: 'settle', with: { hasMoney: true }, refused: 'mediation.amount' },
      {
        on: '2020-11-20',
        by: 'mediator',
        do: 'settle',
        with: { signedOn: '2020-11-18', sealedOn: '2020-11-20' },
        state: 'SETTLED',
        due: { confirmation: '2020-12-21' },
      },
    ],
    outcome: 'SETTLED_FULL',
    concludedOn: '2020-11-20',
  },
  {
    id: 'A8.15',
    text: '派出所送来：委托而没有函被拒；告知的可由当事人申请受理',
    kind: 'DAMAGES',
    steps: [
      {
        on: '2020-07-01',
        by: 'police',
        do: 'receiveReferral',
        with: { source: 'POLICE', mode: 'ENTRUSTED' },
        matter: 'referred',
        refused: 'mediation.A06',
      },
      { on: '2020-07-01', by: 'partyA', do: 'apply', with: { source: 'POLICE' }, state: 'REGISTERED' },
      {
        on: '2020-07-01',
        by: 'head',
        do: 'accept',
        with: { nature: { isSecurityCase: true } },
        refused: 'mediation.notMediable',
      },
      {
        on: '2020-07-01',
        by: 'head',
        do: 'accept',
        with: { nature: { isSecurityCase: true, isCivilPartOnly: true } },
        state: 'ACCEPTED',
      },
    ],
  },
  {
    id: 'A4.5 委派',
    text: '法院委派：有函而没有当事人同意不得受理；三十日自签收日起，与一个月并存',
    kind: 'CONTRACT',
    steps: [
      {
        on: '2020-08-03',
        by: 'court',
        do: 'receiveReferral',
        with: { source: 'COURT_DELEGATED', letter: doc('2020-08-03'), courtSignedOn: '2020-08-03' },
        due: { courtDelegated: '2020-09-02' },
      },
      { on: '2020-08-04', by: 'head', do: 'accept', refused: 'mediation.A06' },
      { on: '2020-08-04', by: 'head', do: 'notAccept', with: { code: 'NO_CONNECTION' }, refused: 'mediation.noReason' },
      { on: '2020-08-05', by: 'partyA', do: 'consent', with: { party: 1, result: 'CONSENT', channel: 'ONLINE' } },
      { on: '2020-08-05', by: 'partyB', do: 'consent', with: { party: 2, result: 'CONSENT', channel: 'ONLINE' } },
      { on: '2020-08-05', by: 'head', do: 'accept', due: { courtDelegated: '2020-09-02', general: '2020-09-05' } },
    ],
  },
  {
    id: 'A4.5 委托',
    text: '立案后委托简易程序七日；达成的协议不另行申请司法确认',
    kind: 'CONTRACT',
    steps: [
      {
        on: '2020-08-03',
        by: 'court',
        do: 'receiveReferral',
        with: {
          source: 'COURT_ENTRUSTED',
          courtProcedure: 'SIMPLIFIED',
          letter: doc('2020-08-03'),
          consents: both.map((party) => ({ party, on: '2020-08-03', channel: 'WRITTEN' })),
        },
        due: { courtEntrusted: '2020-08-10' },
      },
      { on: '2020-08-04', by: 'head', do: 'accept' },
      ...toSession('2020-08-05'),
      { on: '2020-08-07', by: 'mediator', do: 'settle', state: 'SETTLED', due: { feedback: '2020-08-12' } },
      {
        on: '2020-08-10',
        by: 'partyA',
        do: 'applyConfirm',
        with: { applicants: [1], courtAgencyId: 'COURT' },
        refused: 'mediation.confirmEntrusted',
      },
      { on: '2020-08-11', by: 'mediator', do: 'feedback', with: { report: doc('2020-08-11') } },
    ],
    outcome: 'SETTLED_FULL',
  },
  {
    id: 'A3.3 劳动主动调解',
    text: '主动调解劳动争议须双方同意；一方拒绝的须通知对方',
    kind: 'LABOUR',
    steps: [
      { on: '2020-06-01', by: 'mediator', do: 'initiate' },
      { on: '2020-06-01', by: 'head', do: 'accept', refused: 'mediation.labourConsent' },
      {
        on: '2020-06-01',
        by: 'partyA',
        do: 'consent',
        with: { party: 9, result: 'CONSENT', channel: 'PHONE' },
        refused: 'mediation.noParty',
      },
      {
        on: '2020-06-02',
        by: 'partyB',
        do: 'refuse',
        with: { party: 2, channel: 'PHONE' },
        refused: 'mediation.refusalNotice',
      },
      {
        on: '2020-06-02',
        by: 'partyB',
        do: 'refuse',
        with: { party: 2, channel: 'PHONE', otherSideNotifiedOn: '2020-06-02' },
        state: 'NOT_ACCEPTED',
      },
    ],
    outcome: 'NOT_ACCEPTED',
  },
  {
    id: 'A3.3 仅告知',
    text: '公安仅告知的，没有当事人申请或者同意不得受理；撤回由当事人办理，失联等由调解员办理',
    kind: 'DAMAGES',
    steps: [
      { on: '2020-06-01', by: 'police', do: 'receiveReferral', with: { source: 'POLICE', mode: 'INFORMED' } },
      { on: '2020-06-01', by: 'head', do: 'accept', refused: 'mediation.noApplication' },
      {
        on: '2020-06-01',
        by: 'partyA',
        do: 'withdraw',
        with: { reason: 'LOST_CONTACT' },
        refused: 'mediation.withdrawReason',
      },
      { on: '2020-06-30', by: 'mediator', do: 'withdraw', with: { reason: 'EXPIRED' }, refused: 'mediation.A11' },
      {
        on: '2020-06-30',
        by: 'mediator',
        do: 'withdraw',
        with: { reason: 'LOST_CONTACT' },
        state: 'ENDED_BEFORE_START',
      },
      {
        on: '2020-06-30',
        by: 'mediator',
        do: 'feedback',
        with: { report: doc('2020-06-30') },
        refused: 'mediation.notReferred',
      },
    ],
    outcome: 'ENDED_BEFORE_START',
  },
  {
    id: 'A3.3 在线委派',
    text: '法院在线委派：会前须告知虚假调解的后果；利害关系须双方知情同意；没有中止不得恢复；诉前鉴定扣除',
    kind: 'CONTRACT',
    steps: [
      {
        on: '2022-03-01',
        by: 'court',
        do: 'receiveReferral',
        with: {
          source: 'COURT_DELEGATED',
          isOnline: true,
          letter: doc('2022-03-01'),
          consents: both.map((party) => ({ party, on: '2022-03-01', channel: 'ONLINE' })),
        },
        due: { courtDelegatedOnline: '2022-03-31', acceptDecisionOnline: '2022-03-04' },
      },
      { on: '2022-03-02', by: 'head', do: 'accept' },
      {
        on: '2022-03-02',
        by: 'head',
        do: 'assign',
        with: { conflict: 'INTEREST' },
        refused: 'mediation.mediatorInterest',
      },
      { on: '2022-03-02', by: 'head', do: 'assign' },
      { on: '2022-03-02', by: 'mediator', do: 'informRights', refused: 'mediation.shamWarning' },
      { on: '2022-03-02', by: 'mediator', do: 'informRights', with: { isShamWarned: true } },
      { on: '2022-03-03', by: 'mediator', do: 'holdSession', with: { mode: 'ONLINE' } },
      { on: '2022-03-03', by: 'head', do: 'resume', with: { finding: '无' }, refused: 'mediation.notSuspended' },
      {
        on: '2022-03-20',
        by: 'mediator',
        do: 'appraise',
        with: { startOn: '2022-03-07', endOn: '2022-03-16', isJointlyEntrusted: true },
        due: { courtDelegatedOnline: '2022-04-10', general: '2022-04-02' },
      },
    ],
  },
  {
    id: 'A4.5 在线委托',
    text: '2022-03-01法院在线委托，简易程序七日，依在线规则：末日03-08',
    kind: 'CONTRACT',
    steps: [
      {
        on: '2022-03-01',
        by: 'court',
        do: 'receiveReferral',
        with: {
          source: 'COURT_ENTRUSTED',
          courtProcedure: 'SIMPLIFIED',
          isOnline: true,
          letter: doc('2022-03-01'),
          consents: both.map((party) => ({ party, on: '2022-03-01', channel: 'ONLINE' })),
        },
        due: { courtEntrustedOnline: '2022-03-08', acceptDecisionOnline: '2022-03-04' },
      },
      { on: '2022-03-02', by: 'head', do: 'accept' },
    ],
  },
  {
    id: 'A4.6 确权',
    text: '涉及物权确权的协议不能申请司法确认；判决撤销后不再履行；补贴不重复',
    steps: [
      { on: '2020-06-01', by: 'partyA', do: 'apply' },
      { on: '2020-06-01', by: 'head', do: 'accept' },
      ...toSession('2020-06-02'),
      {
        on: '2020-06-03',
        by: 'mediator',
        do: 'settle',
        with: {
          flags: ['PROPERTY_RIGHT'],
          obligations: [{ obligor: 2, obligee: 1, content: '腾退', dueOn: '2020-06-30' }],
        },
        state: 'SETTLED',
      },
      {
        on: '2020-06-04',
        by: 'partyA',
        do: 'applyConfirm',
        with: { applicants: [1], courtAgencyId: 'COURT' },
        refused: 'mediation.confirmScope',
      },
      {
        on: '2020-06-20',
        by: 'justice',
        do: 'recordSubsidy',
        with: { mediatorId: 'M1', rule: '个案补贴', amountFen: 20_000, payer: 'COURT', paidOn: '2020-06-20' },
      },
      {
        on: '2020-06-21',
        by: 'justice',
        do: 'recordSubsidy',
        with: { mediatorId: 'M1', rule: '个案补贴', amountFen: 20_000, payer: 'GOV', paidOn: '2020-06-21' },
        refused: 'mediation.subsidyTwice',
      },
      { on: '2020-06-25', by: 'justice', do: 'invalidate', with: { result: 'VOID', judgment: doc('2020-06-24') } },
      {
        on: '2020-06-26',
        by: 'partyB',
        do: 'perform',
        with: { obligations: [1], performedOn: '2020-06-26' },
        refused: 'mediation.agreementState',
      },
    ],
    outcome: 'SETTLED_FULL',
  },
  {
    id: 'A4.5 保险',
    text: '医疗：索赔超过一万元且已投保的，首次会前须通知保险机构参加',
    kind: 'MEDICAL',
    steps: [
      {
        on: '2020-09-07',
        by: 'partyA',
        do: 'apply',
        with: { applicants: both, amountInvolvedFen: 1_000_100, isInsured: true },
      },
      { on: '2020-09-08', by: 'head', do: 'accept' },
      { on: '2020-09-08', by: 'head', do: 'assign' },
      { on: '2020-09-08', by: 'mediator', do: 'informRights' },
      { on: '2020-09-09', by: 'mediator', do: 'holdSession', refused: 'mediation.insurer' },
      {
        on: '2020-09-09',
        by: 'mediator',
        do: 'holdSession',
        with: { insurerNotifiedOn: '2020-09-08' },
        state: 'IN_MEDIATION',
      },
    ],
  },
  {
    id: 'A4.6 口头',
    text: '口头协议申请确认须先补口头协议登记表',
    kind: 'NEIGHBOUR',
    steps: [
      { on: '2020-06-01', by: 'partyA', do: 'apply' },
      { on: '2020-06-01', by: 'head', do: 'accept' },
      ...toSession('2020-06-01'),
      {
        on: '2020-06-01',
        by: 'mediator',
        do: 'settle',
        with: { form: 'ORAL', isInstant: true, oralRecord: doc('2020-06-01') },
        state: 'SETTLED',
      },
      {
        on: '2020-06-02',
        by: 'partyA',
        do: 'applyConfirm',
        with: { applicants: [1], courtAgencyId: 'COURT' },
        refused: 'mediation.confirmOral',
      },
      {
        on: '2020-06-02',
        by: 'partyA',
        do: 'applyConfirm',
        with: { applicants: [1], courtAgencyId: 'COURT', oralSupplement: doc('2020-06-02') },
      },
      { on: '2020-06-03', by: 'partyB', do: 'applyConfirm', with: { applicants: [2], courtAgencyId: 'COURT' } },
    ],
    outcome: 'SETTLED_FULL',
  },
  {
    id: 'A3.3 部分成功',
    text: '部分达成协议记部分成功；医疗已达成协议的不再受理',
    kind: 'MEDICAL',
    steps: [
      { on: '2020-06-01', by: 'partyA', do: 'apply', matter: 'first', with: { applicants: both } },
      { on: '2020-06-01', by: 'head', do: 'accept', matter: 'first' },
      ...toSession('2020-06-02').map((s) => ({ ...s, matter: 'first' })),
      {
        on: '2020-06-20',
        by: 'partyA',
        do: 'reapply',
        matter: 'again',
        with: { previousMatterId: '@first', rootDisputeId: '@first' },
        refused: 'mediation.reapplyPending',
      },
      { on: '2020-06-22', by: 'mediator', do: 'settle', matter: 'first', with: { scope: 'PARTIAL' }, state: 'SETTLED' },
      {
        on: '2020-07-20',
        by: 'partyA',
        do: 'reapply',
        matter: 'again',
        with: { previousMatterId: '@first', rootDisputeId: '@first' },
        refused: 'mediation.priorAgreement',
      },
    ],
    outcome: 'SETTLED_PARTIAL',
  },
  {
    id: 'A3.3 没有协议',
    text: '调解不成结件之后没有协议可以履行、回访',
    steps: [
      { on: '2020-06-01', by: 'partyA', do: 'apply' },
      { on: '2020-06-01', by: 'head', do: 'accept' },
      ...toSession('2020-06-02'),
      {
        on: '2020-06-10',
        by: 'mediator',
        do: 'fail',
        with: { cause: 'NO_AGREEMENT', remedyNotice: remedy('2020-06-10') },
      },
      { on: '2020-06-11', by: 'head', do: 'close', state: 'CLOSED' },
      {
        on: '2020-06-12',
        by: 'visitor',
        do: 'followUp',
        with: { performance: 'NONE' },
        refused: 'mediation.notSettled',
      },
    ],
    outcome: 'FAILED_NO_AGREEMENT',
  },
]

/** Judicial confirmation (A8.10): day of effect, day of application, what follows. */
export const confirmations = [
  {
    id: 'A8.10a',
    effectiveOn: '2020-09-04',
    due: '2020-10-09',
    applyOn: '2020-10-09',
    version: 'CPL_2017',
    law: 'PILOT_2020',
    connection: 'ORGANISATION_SEAT',
    otherwise: 'PARTY_DOMICILE',
  },
  {
    id: 'A8.10b',
    effectiveOn: '2020-09-04',
    due: '2020-10-09',
    applyOn: '2020-10-10',
    refused: 'mediation.confirmLate',
  },
  {
    id: 'A8.10c',
    effectiveOn: '2021-12-02',
    due: '2022-01-04',
    applyOn: '2022-01-04',
    version: 'CPL_2021',
    law: 'CPL_2021',
    connection: 'PARTY_DOMICILE',
    otherwise: 'SIGNING_PLACE',
  },
  {
    id: 'A8.10d',
    effectiveOn: '2023-12-02',
    due: '2024-01-02',
    applyOn: '2024-01-02',
    version: 'CPL_2023',
    law: 'CPL_2023',
    connection: 'PARTY_DOMICILE',
    otherwise: 'SIGNING_PLACE',
  },
] as const
