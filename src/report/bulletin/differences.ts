/** The court's list beside the platform's record, case by case. */
import type { CourtEvent, Difference } from './facts.ts'

export type CourtLine = { caseNo: string; event: CourtEvent; on: string; isLost: boolean }
export type OwnCase = CourtLine

export const courtKey = (l: Pick<CourtLine, 'caseNo' | 'event'>): string => `${l.event}/${l.caseNo}`
const said = (l: CourtLine) => `${l.on}${l.event === 'CONCLUDED' ? (l.isLost ? '，败诉' : '，未败诉') : ''}`

/** Every case that only one side has, or that both have otherwise; in the order of their keys. */
export function differencesOf(
  ours: readonly OwnCase[],
  theirs: readonly CourtLine[],
): Omit<Difference, 'explanation'>[] {
  const own = new Map(ours.map((c) => [courtKey(c), c]))
  const court = new Map(theirs.map((c) => [courtKey(c), c]))
  type Found = Omit<Difference, 'explanation'>
  return [...new Set([...own.keys(), ...court.keys()])].sort().flatMap((key): Found[] => {
    const [a, b] = [own.get(key), court.get(key)]
    if (!a) return [{ key, kind: 'ONLY_COURT', ours: '无', theirs: said(b!) }]
    if (!b) return [{ key, kind: 'ONLY_PLATFORM', ours: said(a), theirs: '无' }]
    if (a.on !== b.on) return [{ key, kind: 'DATE', ours: said(a), theirs: said(b) }]
    if (a.event === 'CONCLUDED' && a.isLost !== b.isLost)
      return [{ key, kind: 'RESULT', ours: said(a), theirs: said(b) }]
    return []
  })
}
