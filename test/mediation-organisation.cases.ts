/**
 * Worked cases on committees and mediators, as a lawyer reads them. The number before each is that of the domain chapter on
 * mediation, section A8.
 */
export const filingCases = [
  { no: 'A8.1', eventOn: '2020-09-01', dueOn: '2020-10-19', note: '国庆放假八日，周末补班两日' },
  { no: 'A8.1', eventOn: '2020-12-14', dueOn: '2021-01-26', note: '跨年，元旦放假' },
  { no: 'A8.1', eventOn: '2026-01-12', dueOn: '2026-02-28', note: '末日是周六补班日' },
] as const

export const compositionCases = [
  { no: 'A8.2', members: 2, heads: 1, women: 1, isAllowed: false, note: '不足三人' },
  { no: 'A8.2', members: 10, heads: 1, women: 1, isAllowed: false, note: '超过九人' },
  { no: 'A8.2', members: 9, heads: 1, women: 0, isAllowed: false, note: '没有妇女' },
  { no: 'A8.2', members: 9, heads: 2, women: 1, isAllowed: false, note: '两名主任' },
  { no: 'A8.2', members: 9, heads: 0, women: 1, isAllowed: false, note: '没有主任' },
  { no: 'A8.2', members: 9, heads: 1, women: 1, isAllowed: true, note: '上限' },
  { no: 'A8.2', members: 3, heads: 1, women: 1, isAllowed: true, note: '下限' },
] as const

export const termCases = [
  { no: 'A8.3', startOn: '2018-03-01', endOn: '2021-03-01', warnFrom: '2020-12-31' },
  { no: 'A8.3', startOn: '2020-02-29', endOn: '2023-02-28', warnFrom: '2022-12-30' },
] as const

export const bodyCases = [
  { kind: 'VILLAGE', body: 'VILLAGERS_MEETING', isAllowed: true },
  { kind: 'VILLAGE', body: 'VILLAGE_REPRESENTATIVES', isAllowed: true },
  { kind: 'VILLAGE', body: 'RESIDENTS_MEETING', isAllowed: false },
  { kind: 'VILLAGE', body: 'ESTABLISHER', isAllowed: false },
  { kind: 'RESIDENT', body: 'RESIDENTS_MEETING', isAllowed: true },
  { kind: 'RESIDENT', body: 'VILLAGERS_MEETING', isAllowed: false },
  { kind: 'ENTERPRISE', body: 'TRADE_UNION', isAllowed: true },
  { kind: 'ENTERPRISE', body: 'STAFF_MEETING', isAllowed: true },
  { kind: 'INSTITUTION', body: 'STAFF_CONGRESS', isAllowed: true },
  { kind: 'INSTITUTION', body: 'ESTABLISHER', isAllowed: false },
  { kind: 'TOWNSHIP', body: 'ESTABLISHER', isAllowed: true },
  { kind: 'TOWNSHIP', body: 'VILLAGERS_MEETING', isAllowed: false },
] as const
