/** Who plays in the worked cases of lawsuits, and the forms that most of them begin with. People, numbers and organs are invented. */
import type { WorkedCases, WorkedStep } from '#kernel/domain'

export const agencies: WorkedCases['agencies'] = {
  market: { name: '示例区市场监督管理局', kind: 'bureau', county: '330203' },
  gov: { name: '示例区人民政府', kind: 'government', county: '330203' },
  housing: { name: '示例区住房和城乡建设局', kind: 'bureau', county: '330203' },
  town: { name: '示例镇人民政府', kind: 'town-government', county: '330203', town: '330203101' },
  cityBureau: { name: '示例市级局', kind: 'bureau' },
  justice: { name: '示例司法局', kind: 'justice-bureau', county: '330203' },
  court: { name: '示例人民法院', kind: 'court', county: '330203' },
}
export const people: WorkedCases['people'] = {
  officer: { role: 'litigation_officer', agency: 'market' },
  head: { role: 'litigation_head', agency: 'market' },
  legal: { role: 'litigation_reviewer', agency: 'market' },
  govOfficer: { role: 'litigation_officer', agency: 'gov' },
  govHead: { role: 'litigation_head', agency: 'gov' },
  housingOfficer: { role: 'litigation_officer', agency: 'housing' },
  townOfficer: { role: 'litigation_officer', agency: 'town' },
  cityOfficer: { role: 'litigation_officer', agency: 'cityBureau' },
  cityHead: { role: 'litigation_head', agency: 'cityBureau' },
  supervisor: { role: 'litigation_supervisor', agency: 'justice' },
  countySupervisor: { role: 'litigation_supervisor_county', agency: 'justice' },
  feed: { role: 'court_feed', agency: 'court' },
}

let number = 0
/** A case as it is docketed: a fine of the market bureau, unless said otherwise. */
export const docketed = (on: string, more: Record<string, unknown> = {}) => ({
  caseNo: `（${on.slice(0, 4)}）浙0203行初${++number}号`,
  court: '示例区人民法院',
  courtLevel: 'BASIC',
  instance: 'FIRST',
  suitKind: 'ORDINARY',
  procedure: 'ORDINARY',
  docketedOn: on,
  actKind: 'PENALTY',
  plaintiffs: [{ name: '陈示例', kind: 'PERSON' }],
  defendants: [{ agencyId: 'market', role: 'ORIGINAL' }],
  ...more,
})
export const both = {
  recon: { outcome: 'UPHELD', over: 'ACT' },
  defendants: [
    { agencyId: 'market', role: 'ORIGINAL' },
    { agencyId: 'gov', role: 'RECON_ORGAN' },
  ],
}
export const openAs = (on: string, more: Record<string, unknown> = {}, by = 'feed'): WorkedStep => ({
  on,
  by,
  do: 'recordDocketing',
  with: docketed(on, more),
  state: 'DOCKETED',
})
export const copied = (on: string, by = 'officer'): WorkedStep => ({
  on,
  by,
  do: 'recordCopy',
  with: { receivedOn: on },
})
export const answered = (on: string, by = 'officer'): WorkedStep => ({
  on,
  by,
  do: 'answer',
  with: {
    hasDefence: true,
    hasEvidence: true,
    defence: '被诉行为认定事实清楚，适用依据正确，程序合法。',
    evidence: [{ label: '现场笔录', from: 'OWN', isPermitted: false, isServiceOrPerformance: false }],
  },
})
export const set = (on: string, heldOn: string, more: Record<string, unknown> = {}): WorkedStep => ({
  on,
  by: 'feed',
  do: 'scheduleHearing',
  with: { heldOn, form: 'OPEN', isReNotice: false, courtNotice: 'NONE', ...more },
  state: 'HEARING_SET',
})
export const here = (agencyId: string, more: Record<string, unknown> = {}) => ({
  agencyId,
  attended: true,
  category: 'DEPUTY',
  staffAttended: true,
  spoke: true,
  ...more,
})
export const away = (agencyId: string, more: Record<string, unknown> = {}) => ({
  agencyId,
  attended: false,
  staffAttended: true,
  ...more,
})
export const held = (on: string, presences: readonly object[], more: Record<string, unknown> = {}): WorkedStep => ({
  on,
  by: 'feed',
  do: 'recordHearing',
  with: { presences, ...more },
  state: 'HEARD',
})
export const item = (code: string, more: Record<string, unknown> = {}) => ({
  agencyId: 'market',
  target: 'ORIGINAL_ACT',
  code,
  hasDuty: false,
  ...more,
})
export const judgedAs = (on: string, items: readonly object[], more: Record<string, unknown> = {}): WorkedStep => ({
  on,
  by: 'feed',
  do: 'recordJudgment',
  with: { madeOn: on, items, ...more },
  state: 'JUDGED',
})
/** From the docketing to a hearing with the deputy head in court. */
export const toHearing = (on: string, heldOn: string, more: Record<string, unknown> = {}): WorkedStep[] => [
  openAs(on, more),
  copied(on),
  answered(on),
  set(on, heldOn),
  held(heldOn, [here('market')]),
]
/** A ruling that the suit is dismissed, entered on the day of its service. */
export const dismissed = (on: string, servedOn: string, more: Record<string, unknown> = {}) => ({
  on: servedOn,
  by: 'feed',
  do: 'recordDismissal',
  with: { madeOn: on, code: 'DISMISS_SUIT', servedOn, ...more },
  state: 'CONCLUDED_NO_JUDGMENT',
})
