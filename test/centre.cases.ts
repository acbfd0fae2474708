/**
 * Worked cases of chapter 4, B8.6 to B8.11 and B8.13 to B8.15, as data. A scenario runs through the real engine on real days; each
 * step says who does what on which day and what must follow: a state, a refusal by its rule, last days of limits, violations on a day.
 */
export type CaseStep = {
  on: string
  /** At a time of that day; nine in the morning otherwise. */
  at?: string
  by: string
  do: string
  matter?: string
  with?: Record<string, unknown>
  state?: string
  refused?: string
  due?: Record<string, string>
  /** Violations of rules on days, for this matter. */
  seen?: { rule: string; on: string; is: string[] }[]
  row?: Record<string, unknown>
}
export type Scenario = { id: string; text: string; steps: CaseStep[] }

const doc = (date: string) => ({ date })
const told = (on: string) => ({ on, channel: 'IN_PERSON' })
const handlers = (unit: string) => ({ handlers: [{ officerId: `handler-${unit}`, conflict: 'NONE' }] })
const lead = (agencyId: string, more: object[] = []) => ({ units: [{ agencyId, kind: 'LEAD' }, ...more] })
const civil = { signals: { isCivil: true }, subjectKind: 'CIVIL_DISPUTE', path: 'PEOPLES_MEDIATION' }
const adminAct = {
  signals: { isAgainstAdministrativeAct: true },
  subjectKind: 'ADMIN_DISPUTE',
  path: 'RECONSIDERATION',
}
const labour = { signals: { isLabour: true }, subjectKind: 'LABOUR_DISPUTE', path: 'PEOPLES_MEDIATION' }
const enforcement = {
  signals: { isEnforcementRequest: true },
  reach: { departmentParty: 'COUNTY' },
  subjectKind: 'COMPLAINT_ILLEGAL',
  path: 'ENFORCEMENT_COMPLAINT',
}
const toCourt = (on: string) => ({ path: 'LITIGATION', targetAgencyId: 'court', receipt: doc(on), notice: doc(on) })
const agreement = (on: string) => ({
  kind: 'AGREEMENT',
  issuerAgencyId: 'committee',
  documentNo: '示例人调字〔2020〕第1号',
  documentOn: on,
  isEffective: true,
})

/** One person and one affair: two registrations with this are the same matter. */
const samePerson = {
  petitioners: [{ name: '陈示例', idKind: 'resident', idNumber: '330203197505050010' }],
  counterparties: [{ name: '示例物业公司' }],
  kind: '物业',
  actOn: '2020-05-01',
}
/** Registered, chosen, dispatched to a unit that then sends it back. */
const returned = (unit: string, on: string): CaseStep[] => [
  { on, by: 'dispatcher', do: 'dispatch', with: lead(unit) },
  {
    on,
    by: `${unit}.head`,
    do: 'objectReturn',
    with: { reason: '不属本单位职责', properUnit: '其他单位' },
    state: 'RETURN_REQUESTED',
  },
]

export const scenarios: Scenario[] = [
  {
    id: 'B8.6a',
    text: '2020-06-11，10人走访代表3名，第4名不予接待；11人的5名',
    steps: [
      { on: '2020-06-11', by: 'reception', do: 'register', with: { headCount: 10, representatives: 4 } },
      {
        on: '2020-06-12',
        by: 'reception',
        do: 'recordVisit',
        with: { headCount: 10, representatives: 4 },
        refused: 'centre.representatives',
      },
      { on: '2020-06-12', by: 'reception', do: 'recordVisit', with: { headCount: 10, representatives: 3 } },
      {
        on: '2020-06-12',
        by: 'reception',
        do: 'recordVisit',
        with: { headCount: 11, representatives: 6 },
        refused: 'centre.representatives',
      },
      {
        on: '2020-06-12',
        by: 'reception',
        do: 'recordVisit',
        with: { headCount: 11, representatives: 5 },
        row: { visit_count: 3, is_group: true },
      },
    ],
  },
  {
    id: 'B8.6b',
    text: '2022-06-15，10人走访4名代表：国家规定不超过5名，超过省规则的只作提示',
    steps: [
      { on: '2022-06-15', by: 'reception', do: 'register', with: { headCount: 10, representatives: 4 } },
      { on: '2022-06-16', by: 'reception', do: 'recordVisit', with: { headCount: 10, representatives: 4 } },
      {
        on: '2022-06-16',
        by: 'reception',
        do: 'recordVisit',
        with: { headCount: 10, representatives: 6 },
        refused: 'centre.representatives',
      },
    ],
  },
  {
    id: 'B8.7',
    text: '2020-11-02收到处罚决定，2020-12-20登记→复议末日2021-01-01顺延2021-01-04，剩15日；未提示的 SUP-B17；转人民调解的 SUP-B08；中心办理不影响期限',
    steps: [
      {
        on: '2020-12-20',
        by: 'reception',
        do: 'register',
        with: { adminActKnownOn: '2020-11-02' },
        due: { reconsideration: '2021-01-04', suit: '2021-05-06' },
        seen: [{ rule: 'B17', on: '2020-12-20', is: ['RED 2020-12-20'] }],
      },
      { on: '2020-12-21', by: 'dispatcher', do: 'triage', with: adminAct, refused: 'centre.remedyNotice' },
      {
        on: '2020-12-21',
        by: 'dispatcher',
        do: 'triage',
        with: {
          ...adminAct,
          path: 'PEOPLES_MEDIATION',
          differReason: '双方愿意先谈',
          remedyNotice: told('2020-12-21'),
        },
        state: 'TRIAGED',
        due: { reconsideration: '2021-01-04' },
      },
      {
        on: '2020-12-21',
        by: 'dispatcher',
        do: 'handoff',
        with: { path: 'PEOPLES_MEDIATION', targetAgencyId: 'committee', receipt: doc('2020-12-21') },
        state: 'HANDED_OFF',
        seen: [{ rule: 'B08', on: '2020-12-21', is: ['RED 2020-12-21'] }],
      },
      {
        on: '2021-01-20',
        by: 'reception',
        do: 'recordVisit',
        with: { headCount: 1, representatives: 1 },
        // Over since 01-04, whatever the centre did in the meantime.
        due: { reconsideration: '2021-01-04', suit: '2021-05-06' },
      },
    ],
  },
  {
    id: 'B8.7b',
    text: '登记当日即提示的，不是违规；走复议的，期限记为已行使',
    steps: [
      {
        on: '2020-12-20',
        by: 'reception',
        do: 'register',
        with: { adminActKnownOn: '2020-11-02', isRemedyTold: true },
        seen: [{ rule: 'B17', on: '2020-12-22', is: [] }],
      },
      { on: '2020-12-21', by: 'dispatcher', do: 'triage', with: adminAct },
      {
        on: '2020-12-21',
        by: 'dispatcher',
        do: 'handoff',
        with: {
          path: 'RECONSIDERATION',
          targetAgencyId: 'gov-330203',
          receipt: doc('2020-12-21'),
          notice: doc('2020-12-21'),
        },
        due: { reconsideration: '2021-01-04 met 2020-12-21', suit: '2021-05-06' },
      },
    ],
  },
  {
    id: 'B8.8a',
    text: '法院材料2020-09-01签收→30日末日2020-10-01（假，不顺延）；双方09-29同意延至10-20→允许',
    steps: [
      {
        on: '2020-09-01',
        by: 'reception',
        do: 'register',
        with: { channel: 'COURT_DELEGATED', courtSignedOn: '2020-09-01' },
        due: { delegated: '2020-10-01' },
      },
      { on: '2020-09-01', by: 'dispatcher', do: 'triage', with: civil },
      {
        on: '2020-09-29',
        by: 'dispatcher',
        do: 'extendCourt',
        with: { consents: ['PLAINTIFF', 'DEFENDANT'], newDueOn: '2020-10-20', document: doc('2020-09-29') },
        due: { delegated: '2020-10-20' },
        seen: [
          { rule: 'B09', on: '2020-10-02', is: [] },
          { rule: 'B09', on: '2020-10-21', is: ['RED 2020-10-21'] },
        ],
      },
    ],
  },
  {
    id: 'B8.8b',
    text: '仅原告同意→不得延长；10-01届满后 SUP-B09，材料应退法院',
    steps: [
      {
        on: '2020-09-01',
        by: 'reception',
        do: 'register',
        with: { channel: 'COURT_DELEGATED' },
        refused: 'centre.courtPapers',
      },
      {
        on: '2020-09-01',
        by: 'reception',
        do: 'register',
        with: { channel: 'COURT_DELEGATED', courtSignedOn: '2020-09-01' },
      },
      { on: '2020-09-01', by: 'dispatcher', do: 'triage', with: civil },
      {
        on: '2020-09-29',
        by: 'dispatcher',
        do: 'extendCourt',
        with: { consents: ['PLAINTIFF'], newDueOn: '2020-10-20', document: doc('2020-09-29') },
        refused: 'centre.extensionConsent',
        seen: [
          { rule: 'B09', on: '2020-10-01', is: [] },
          { rule: 'B09', on: '2020-10-02', is: ['RED 2020-10-02'] },
        ],
      },
      {
        on: '2020-10-02',
        by: 'dispatcher',
        do: 'extendCourt',
        with: { consents: ['PLAINTIFF', 'DEFENDANT'], newDueOn: '2020-10-20', document: doc('2020-10-02') },
        refused: 'centre.extensionConsent',
      },
      {
        on: '2020-10-09',
        by: 'dispatcher',
        do: 'returnToCourt',
        with: { courtAgencyId: 'court', reason: 'DUE', receipt: doc('2020-10-09') },
        state: 'HANDED_OFF',
        due: { delegated: '2020-10-01 met 2020-10-09' },
        seen: [{ rule: 'B09', on: '2020-10-10', is: [] }],
        row: { court_result: 'RETURNED' },
      },
      {
        on: '2020-10-09',
        by: 'dispatcher',
        do: 'recordOutcome',
        with: { outcome: 'ACCEPTED', paper: doc('2020-10-09') },
        state: 'REPLIED',
      },
      { on: '2020-10-09', by: 'dispatcher', do: 'close', with: { closeCode: 'GUIDED_TO_PROCEDURE' }, state: 'CLOSED' },
    ],
  },
  {
    id: 'B8.8c',
    text: '委派件并入同一人同一事项的来访件→签收日、30日期限和合意延长随之带入；并而未收的，期限照样监督；仍可退回法院',
    steps: [
      { on: '2020-08-31', by: 'reception', do: 'register', matter: 'visit', with: samePerson },
      {
        on: '2020-09-01',
        by: 'reception',
        do: 'register',
        matter: 'court',
        with: { ...samePerson, channel: 'COURT_DELEGATED', courtSignedOn: '2020-09-01' },
        due: { delegated: '2020-10-01' },
      },
      {
        on: '2020-09-02',
        by: 'dispatcher',
        do: 'extendCourt',
        matter: 'court',
        with: { consents: ['PLAINTIFF', 'DEFENDANT'], newDueOn: '2020-10-20', document: doc('2020-09-02') },
      },
      {
        on: '2020-09-02',
        by: 'dispatcher',
        do: 'merge',
        matter: 'court',
        with: { intoMatterId: '@visit' },
        state: 'MERGED',
        seen: [
          { rule: 'B09', on: '2020-10-20', is: [] },
          { rule: 'B09', on: '2020-10-21', is: ['RED 2020-10-21'] },
        ],
      },
      {
        on: '2020-09-02',
        by: 'dispatcher',
        do: 'absorb',
        matter: 'visit',
        with: { fromMatterId: '@court' },
        due: { delegated: '2020-10-20' },
        row: { court_signed_on: '2020-09-01' },
        seen: [{ rule: 'B09', on: '2020-10-21', is: ['RED 2020-10-21'] }],
      },
      { on: '2020-09-02', by: 'dispatcher', do: 'triage', matter: 'visit', with: civil },
      {
        on: '2020-09-02',
        by: 'reception',
        do: 'register',
        matter: 'again',
        with: { ...samePerson, channel: 'COURT_DELEGATED', courtSignedOn: '2020-09-02' },
        row: { proposed_repeat: 'DUP_PENDING' },
      },
      {
        on: '2020-09-02',
        by: 'dispatcher',
        do: 'merge',
        matter: 'again',
        with: { intoMatterId: '@visit' },
        refused: 'centre.mergeDelegated',
      },
      {
        on: '2020-10-12',
        by: 'dispatcher',
        do: 'returnToCourt',
        matter: 'visit',
        with: { courtAgencyId: 'court', reason: 'FAILED', receipt: doc('2020-10-12') },
        state: 'HANDED_OFF',
        due: { delegated: '2020-10-20 met 2020-10-12' },
        row: { court_result: 'RETURNED' },
        seen: [{ rule: 'B09', on: '2020-10-21', is: [] }],
      },
    ],
  },
  {
    id: 'B8.8d',
    text: '委派件由承办单位答复、回访后，期限还在计算→不得销号，退回法院；达成的协议被审核退回的，期限接着计算',
    steps: [
      {
        on: '2020-09-01',
        by: 'reception',
        do: 'register',
        with: { channel: 'COURT_DELEGATED', courtSignedOn: '2020-09-01' },
      },
      { on: '2020-09-01', by: 'dispatcher', do: 'triage', with: civil },
      { on: '2020-09-01', by: 'dispatcher', do: 'dispatch', with: lead('village') },
      { on: '2020-09-01', by: 'village', do: 'receive', with: handlers('village') },
      { on: '2020-09-01', by: 'village', do: 'accept', with: { as: 'MEDIATION' } },
      {
        on: '2020-09-07',
        by: 'village',
        do: 'submitResult',
        with: agreement('2020-09-07'),
        due: { delegated: '2020-10-01 met 2020-09-07' },
        row: { court_result: 'AGREED' },
      },
      {
        on: '2020-09-08',
        by: 'dispatcher',
        do: 'sendBack',
        with: { reason: '协议没有各方签名' },
        due: { delegated: '2020-10-01' },
        row: { court_result: null },
        seen: [{ rule: 'B09', on: '2020-10-02', is: ['RED 2020-10-02'] }],
      },
      {
        on: '2020-09-09',
        by: 'village',
        do: 'submitResult',
        with: { kind: 'REPLY', issuerAgencyId: 'village', documentNo: '示例复1号', documentOn: '2020-09-09' },
      },
      { on: '2020-09-09', by: 'dispatcher', do: 'review' },
      { on: '2020-09-09', by: 'village', do: 'reply', with: { channel: 'PHONE', content: '双方没有谈成' } },
      {
        on: '2020-09-10',
        by: 'visitor',
        do: 'visitBack',
        with: { isReached: true, satisfaction: 3 },
        state: 'VISITED',
      },
      {
        on: '2020-09-10',
        by: 'dispatcher',
        do: 'close',
        with: { closeCode: 'RESOLVED_REPLY' },
        refused: 'centre.openClock',
      },
      {
        on: '2020-09-10',
        by: 'dispatcher',
        do: 'returnToCourt',
        with: { courtAgencyId: 'court', reason: 'FAILED', receipt: doc('2020-09-10') },
        state: 'HANDED_OFF',
      },
      {
        on: '2020-09-14',
        by: 'dispatcher',
        do: 'recordOutcome',
        with: { outcome: 'ACCEPTED', paper: doc('2020-09-14') },
      },
      { on: '2020-09-14', by: 'dispatcher', do: 'close', with: { closeCode: 'GUIDED_TO_PROCEDURE' }, state: 'CLOSED' },
    ],
  },
  {
    id: 'B8.9a',
    text: '邻里渗水：村会2020-08-31受理→到期09-30，09-28不成→当事人同意升镇；镇会10-09受理→到期11-09，11-05成功',
    steps: [
      { on: '2020-08-31', by: 'reception', do: 'register' },
      { on: '2020-08-31', by: 'dispatcher', do: 'triage', with: civil, row: { level: 'VILLAGE' } },
      { on: '2020-08-31', by: 'dispatcher', do: 'dispatch', with: { ...lead('village'), handleWorkdays: 30 } },
      { on: '2020-08-31', by: 'village', do: 'receive', with: handlers('village') },
      {
        on: '2020-08-31',
        by: 'village',
        do: 'accept',
        with: { as: 'MEDIATION' },
        due: { mediationMonth: '2020-09-30' },
      },
      {
        on: '2020-09-28',
        by: 'dispatcher',
        do: 'escalate',
        with: { trigger: 'FAILED', toLevel: 'TOWN', unit: 'town', materials: doc('2020-09-28') },
        refused: 'centre.escalateConsent',
      },
      {
        on: '2020-09-28',
        by: 'dispatcher',
        do: 'escalate',
        with: { trigger: 'DUE', toLevel: 'TOWN', unit: 'town', consent: doc('2020-09-28') },
        refused: 'centre.notExhausted',
      },
      {
        on: '2020-09-28',
        by: 'dispatcher',
        do: 'escalate',
        with: {
          trigger: 'FAILED',
          toLevel: 'TOWN',
          unit: 'town',
          materials: doc('2020-09-28'),
          consent: doc('2020-09-28'),
        },
        state: 'DISPATCHED',
        row: { level: 'TOWN', escalation_count: 1 },
      },
      { on: '2020-10-09', by: 'town', do: 'receive', with: handlers('town') },
      { on: '2020-10-09', by: 'town', do: 'accept', with: { as: 'MEDIATION' }, due: { mediationMonth: '2020-11-09' } },
      { on: '2020-11-05', by: 'town', do: 'submitResult', with: agreement('2020-11-05'), state: 'RESULT_SUBMITTED' },
      { on: '2020-11-05', by: 'dispatcher', do: 'review' },
      { on: '2020-11-06', by: 'town', do: 'reply', with: { channel: 'WRITTEN', content: '已达成协议' } },
      {
        on: '2020-11-09',
        by: 'visitor',
        do: 'visitBack',
        with: { isReached: true, satisfaction: 4 },
        state: 'VISITED',
      },
      { on: '2020-11-09', by: 'dispatcher', do: 'close', with: { closeCode: 'RESOLVED_AGREEMENT' }, state: 'CLOSED' },
    ],
  },
  {
    id: 'B8.9b',
    text: '当事人不同意升级、要求起诉→HANDED_OFF（诉讼），按导入程序销号',
    steps: [
      { on: '2020-08-31', by: 'reception', do: 'register' },
      { on: '2020-08-31', by: 'dispatcher', do: 'triage', with: civil },
      { on: '2020-08-31', by: 'dispatcher', do: 'dispatch', with: { ...lead('village'), handleWorkdays: 30 } },
      { on: '2020-08-31', by: 'village', do: 'receive', with: handlers('village') },
      { on: '2020-08-31', by: 'village', do: 'accept', with: { as: 'MEDIATION' } },
      { on: '2020-09-28', by: 'dispatcher', do: 'handoff', with: toCourt('2020-09-28'), state: 'HANDED_OFF' },
      {
        on: '2020-10-12',
        by: 'dispatcher',
        do: 'recordOutcome',
        with: { outcome: 'ACCEPTED', paper: doc('2020-10-12') },
        state: 'REPLIED',
      },
      {
        on: '2020-10-12',
        by: 'dispatcher',
        do: 'close',
        with: { closeCode: 'GUIDED_TO_PROCEDURE' },
        state: 'CLOSED',
        row: { escalation_count: 0, close_code: 'GUIDED_TO_PROCEDURE' },
      },
    ],
  },
  {
    id: 'B8.10',
    text: '同人同事2020-05-11打12345、05-12来访、05-13网上→1件三渠道，收到时间取05-11；承办单位的内部时限自05-11起',
    steps: [
      {
        on: '2020-05-11',
        by: 'reception',
        do: 'register',
        matter: 'call',
        with: { ...samePerson, channel: 'HOTLINE_12345' },
      },
      {
        on: '2020-05-12',
        by: 'reception',
        do: 'register',
        matter: 'visit',
        with: { ...samePerson, channel: 'VISIT' },
        row: { proposed_repeat: 'DUP_PENDING' },
      },
      { on: '2020-05-13', by: 'reception', do: 'register', matter: 'web', with: { ...samePerson, channel: 'ONLINE' } },
      { on: '2020-05-13', by: 'reception', do: 'register', matter: 'stranger', with: { channel: 'ONLINE' } },
      {
        on: '2020-05-13',
        by: 'dispatcher',
        do: 'merge',
        matter: 'stranger',
        with: { intoMatterId: '@call' },
        refused: 'centre.mergeStranger',
      },
      {
        on: '2020-05-13',
        by: 'dispatcher',
        do: 'absorb',
        matter: 'call',
        with: { fromMatterId: '@visit' },
        refused: 'centre.nothingMerged',
      },
      {
        on: '2020-05-13',
        by: 'dispatcher',
        do: 'merge',
        matter: 'call',
        with: { intoMatterId: '@visit' },
        state: 'MERGED',
      },
      { on: '2020-05-13', by: 'dispatcher', do: 'absorb', matter: 'visit', with: { fromMatterId: '@call' } },
      {
        on: '2020-05-13',
        by: 'dispatcher',
        do: 'absorb',
        matter: 'visit',
        with: { fromMatterId: '@call' },
        refused: 'centre.nothingMerged',
      },
      {
        on: '2020-05-13',
        by: 'dispatcher',
        do: 'merge',
        matter: 'web',
        with: { intoMatterId: '@visit' },
        state: 'MERGED',
      },
      {
        on: '2020-05-13',
        by: 'dispatcher',
        do: 'absorb',
        matter: 'visit',
        with: { fromMatterId: '@web' },
        row: {
          received_on: '2020-05-11',
          channels: ['HOTLINE_12345', 'VISIT', 'ONLINE'],
          primary_channel: 'HOTLINE_12345',
        },
      },
      { on: '2020-05-13', by: 'dispatcher', do: 'triage', matter: 'visit', with: civil },
      {
        on: '2020-05-13',
        by: 'dispatcher',
        do: 'dispatch',
        matter: 'visit',
        with: { ...lead('village'), handleWorkdays: 5 },
        due: { handle: '2020-05-18' },
      },
    ],
  },
  {
    id: 'B8.11',
    text: '物业与违建交织，A、B两局先后退回并经同意，C局再退→第三次 SUP-B13，须先会商确定主办',
    steps: [
      { on: '2020-07-01', by: 'reception', do: 'register' },
      {
        on: '2020-07-01',
        by: 'dispatcher',
        do: 'triage',
        with: { ...enforcement, isSeveralUnits: true },
        due: { convene: '2020-07-06' },
      },
      ...returned('bureauA', '2020-07-02'),
      { on: '2020-07-03', by: 'dispatcher', do: 'acceptReturn', refused: 'centre.unverifiedReturn' },
      { on: '2020-07-03', by: 'dispatcher', do: 'acceptReturn', with: { verification: '属实' }, state: 'TRIAGED' },
      ...returned('bureauB', '2020-07-06'),
      { on: '2020-07-07', by: 'dispatcher', do: 'acceptReturn', with: { verification: '属实' }, state: 'TRIAGED' },
      ...returned('bureauC', '2020-07-08'),
      {
        on: '2020-07-09',
        by: 'dispatcher',
        do: 'acceptReturn',
        with: { verification: '属实' },
        refused: 'centre.mustConvene',
        seen: [
          { rule: 'B13', on: '2020-07-08', is: ['RED 2020-07-08'] },
          { rule: 'B02', on: '2020-07-14', is: ['YELLOW 2020-07-14'] },
        ],
      },
      {
        on: '2020-07-10',
        by: 'director',
        do: 'convene',
        with: { units: ['bureauA', 'bureauB', 'bureauC'], conclusion: '由A局主办' },
        refused: 'centre.noLead',
      },
      {
        on: '2020-07-10',
        by: 'director',
        do: 'convene',
        with: { units: ['bureauA', 'bureauB', 'bureauC'], leadUnit: 'bureauA', conclusion: '由A局主办，B局协助' },
        state: 'JOINT',
      },
      { on: '2020-07-10', by: 'director', do: 'assignLead', state: 'RECEIVED' },
      {
        on: '2020-07-10',
        by: 'bureauA.head',
        do: 'objectReturn',
        with: { reason: '不是', properUnit: 'B局' },
        refused: 'centre.leadBound',
      },
      {
        on: '2020-07-10',
        by: 'bureauA',
        do: 'accept',
        with: { as: 'ADMINISTRATIVE', ...handlers('bureauA') },
        state: 'IN_PROGRESS',
      },
    ],
  },
  {
    id: 'B8.13',
    text: '2020-12-20收到拖欠工资调解申请→15日末日2021-01-04；不成→01-05提示仲裁；涉嫌拒不支付报酬→并行通报',
    steps: [
      { on: '2020-12-20', by: 'reception', do: 'register', with: { actOn: '2020-10-31' } },
      {
        on: '2020-12-21',
        by: 'dispatcher',
        do: 'triage',
        with: labour,
        due: { labourMediation: '2021-01-04', labourArbitration: '2021-11-01' },
      },
      {
        on: '2020-12-21',
        by: 'dispatcher',
        do: 'reportUrgent',
        with: { to: ['示例区人力资源和社会保障局', '示例区公安分局'], reason: '涉嫌拒不支付劳动报酬' },
      },
      {
        on: '2020-12-21',
        by: 'dispatcher',
        do: 'handoff',
        with: { path: 'PEOPLES_MEDIATION', targetAgencyId: 'committee', receipt: doc('2020-12-21') },
        state: 'HANDED_OFF',
      },
      {
        on: '2021-01-04',
        by: 'dispatcher',
        do: 'recordOutcome',
        with: { outcome: 'FAILED', paper: doc('2021-01-04') },
        state: 'HANDED_OFF',
        due: { labourMediation: '2021-01-04' },
      },
      {
        on: '2021-01-05',
        by: 'dispatcher',
        do: 'handoff',
        with: {
          path: 'LABOUR_ARBITRATION',
          targetAgencyId: 'arbitration',
          receipt: doc('2021-01-05'),
          notice: doc('2021-01-05'),
        },
        state: 'HANDED_OFF',
        due: { labourMediation: '2021-01-04 met 2021-01-05', labourArbitration: '2021-11-01 met 2021-01-05' },
      },
    ],
  },
  {
    id: 'B8.14',
    text: '2020-09-30 17:00分流→1工作日派单末日2020-10-09；10-09派单→2工作日签收末日2020-10-12（10-10补班日计入）',
    steps: [
      { on: '2020-09-30', at: '16:00', by: 'reception', do: 'register' },
      { on: '2020-09-30', at: '17:00', by: 'dispatcher', do: 'triage', with: civil, due: { dispatch: '2020-10-09' } },
      {
        on: '2020-10-09',
        by: 'dispatcher',
        do: 'dispatch',
        with: lead('village'),
        due: { receive: '2020-10-12' },
        seen: [
          { rule: 'B02', on: '2020-10-12', is: [] },
          { rule: 'B02', on: '2020-10-13', is: ['YELLOW 2020-10-13'] },
        ],
      },
    ],
  },
]
