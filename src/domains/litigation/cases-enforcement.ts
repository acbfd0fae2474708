/** Worked cases of enforcement without a lawsuit: when it may be asked for, what the court does, and that it counts as no lawsuit. */
import type { WorkedCase, WorkedStep } from '#kernel/domain'
import { docketed } from './cases-cast.ts'

const applied = (on: string, more: Record<string, unknown> = {}): WorkedStep => ({
  on,
  by: 'head',
  do: 'apply',
  with: {
    agencyId: 'market',
    actKind: 'PENALTY',
    actNo: '示市监罚〔2025〕1号',
    remedyEndedOn: '2025-09-03',
    pressedOn: '2025-09-08',
    name: '陈示例',
    content: '罚款五万元及加处罚款。',
    ...more,
  },
  state: 'FILED',
})
const accepted = (on: string, caseNo: string): WorkedStep => ({
  on,
  by: 'feed',
  do: 'accept',
  with: { caseNo },
  state: 'ACCEPTED',
})
const refusedAs = (step: WorkedStep, rule: string): WorkedStep => {
  const { state: _s, ...rest } = step
  return { ...rest, refused: `litigation.enforcement.${rule}` }
}
const none = (...ids: string[]) => ids.map((indicator) => ({ indicator, year: 2025, value: 0 }))

export const enforcementCases: readonly WorkedCase[] = [
  {
    id: '非诉执行 准予',
    text: '起诉期09-03届满、催告书09-08送达，09-23起可以申请，12-03届满；受理五个、裁定七个工作日；不计入行政诉讼的任何数',
    steps: [
      refusedAs(applied('2025-09-03', { pressedOn: '2025-08-01' }), 'early'),
      refusedAs(applied('2025-09-22'), 'pressed'),
      refusedAs(applied('2025-12-04'), 'late'),
      refusedAs(applied('2025-09-23', { agencyId: 'gov' }), 'ownAct'),
      { ...applied('2025-09-23'), due: { accept: '2025-09-29' } },
      {
        ...refusedAs(accepted('2025-09-26', '（2025）浙0203行审1号'), 'day'),
        with: { caseNo: '（2025）浙0203行审1号', on: '2025-09-22' },
      },
      { ...accepted('2025-09-26', '（2025）浙0203行审1号'), due: { accept: '2025-09-29 met', ruling: '2025-10-13' } },
      // The number of a case belongs to one matter, whatever its kind.
      {
        on: '2025-09-28',
        by: 'feed',
        do: 'recordDocketing',
        matter: 'suit',
        with: docketed('2025-09-28', { caseNo: '（2025）浙0203行审1号' }),
        refused: 'litigation.caseNoTaken',
      },
      {
        on: '2025-10-10',
        by: 'feed',
        do: 'rule',
        with: { result: 'GRANTED' },
        state: 'GRANTED',
        due: { ruling: '2025-10-13 met' },
      },
      { on: '2025-11-10', by: 'feed', do: 'recordDone', with: { amountFen: 5_000_000 }, state: 'CLOSED' },
    ],
    figures: [
      { indicator: 'enforcement_applied', year: 2025, value: 1 },
      ...none(
        'first_instance_filed',
        'first_instance_concluded',
        'first_instance_judged',
        'finals',
        'instances_heard',
        'defences_due',
      ),
    ],
  },
  {
    id: '非诉执行 不予受理、不准予',
    text: '不予受理经上一级法院复议后受理；听取意见的自受理起三十日裁定；不准予的十五日内申请复议，逾期的不行',
    steps: [
      applied('2025-09-23'),
      { on: '2025-09-26', by: 'feed', do: 'refuse', with: {}, state: 'REFUSED', due: { review: '2025-10-11' } },
      {
        on: '2025-09-26',
        by: 'feed',
        do: 'recordReview',
        with: { isChanged: true },
        refused: 'litigation.enforcement.noReview',
      },
      { on: '2025-10-11', by: 'head', do: 'askReview', with: { grounds: '符合受理条件。' } },
      {
        on: '2025-10-12',
        by: 'head',
        do: 'askReview',
        with: { grounds: '符合受理条件。' },
        refused: 'litigation.enforcement.reviewTwice',
      },
      { on: '2025-10-12', by: 'officer', do: 'close', with: {}, refused: 'litigation.enforcement.inReview' },
      { on: '2025-10-20', by: 'feed', do: 'recordReview', with: { isChanged: true }, state: 'FILED' },
      { ...accepted('2025-10-21', '（2025）浙0203行审2号'), due: { ruling: '2025-10-30' } },
      { on: '2025-10-24', by: 'feed', do: 'hearOpinions', with: {}, due: { ruling: '2025-11-20' } },
      {
        on: '2025-11-10',
        by: 'feed',
        do: 'rule',
        with: { result: 'DENIED' },
        state: 'DENIED',
        due: { review: '2025-11-25' },
      },
      {
        on: '2025-11-26',
        by: 'head',
        do: 'askReview',
        with: { grounds: '事实清楚。' },
        refused: 'litigation.enforcement.reviewLate',
      },
      {
        on: '2025-11-26',
        by: 'officer',
        do: 'close',
        with: {},
        state: 'CLOSED',
        rows: { 'litigation.enforcement': { ending: 'DENIED' } },
      },
      { ...applied('2025-12-10', { isLate: true, lateReason: '洪水致案卷受损。' }), matter: 'late' },
      { ...refusedAs(accepted('2025-12-11', '（2025）浙0203行审2号'), 'caseNoTaken'), matter: 'late' },
      { on: '2025-12-12', by: 'head', do: 'withdraw', with: { reason: '已经履行。' }, matter: 'late', state: 'CLOSED' },
    ],
    figures: [{ indicator: 'enforcement_applied', year: 2025, value: 2 }, ...none('first_instance_filed', 'finals')],
  },
]
