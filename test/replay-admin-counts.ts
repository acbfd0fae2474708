/** What the indicators will count of a plan of administrative disputes, from the plan alone. */
import { type AdminPlan, isSettled } from '../src/replay/admin-plan.ts'
import { isLoss } from '../src/replay/admin-suits-plan.ts'
import { type Day, dateOf } from '../src/replay/timing.ts'

const inYear = (d: Day | undefined, year: number) => d !== undefined && dateOf(d).startsWith(String(year))

export function countsOf(p: AdminPlan) {
  const never = ['REFUSED', 'ABANDONED', 'ADVISED_ELSEWHERE', 'TRANSFERRED']
  const recons = p.recons.filter((r) => !never.includes(r.outcome))
  const accepted = (year: number) => recons.filter((r) => inYear(r.accepted ?? r.received, year)).length
  const concluded = recons.filter((r) => inYear(r.closed, 2020))
  const cityLevel = concluded.filter((r) => r.level === 'CITY')
  const firsts = p.suits.filter((s) => s.instance === 'FIRST' && s.end !== 'RULING_NOT_DOCKET' && !s.isThirdParty)
  const superseded = new Set(p.suits.filter((s) => s.appeal?.outcome === 'REMANDED').map((s) => s.key))
  const ended = firsts.filter((s) => inYear(s.concluded, 2020) && !superseded.has(s.key))
  const heard = p.suits.filter((s) => inYear(s.hearing?.on, 2020))
  return {
    accepted: [accepted(2019), accepted(2020)],
    recon: [concluded.length, concluded.filter((r) => isSettled(r.outcome)).length],
    cityLevel: [cityLevel.length, cityLevel.filter((r) => isSettled(r.outcome)).length],
    filed: [2019, 2020].map((y) => firsts.filter((s) => inYear(s.docketed, y)).length),
    suits: [ended.length, ended.filter((s) => isLoss(s.end)).length],
    heard: [
      heard.length,
      heard.filter((s) => s.hearing!.attendance === 'CHIEF' || s.hearing!.attendance === 'DEPUTY').length,
    ],
  }
}
