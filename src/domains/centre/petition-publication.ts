/**
 * What of petitions the public may read: rechecks after a hearing (信访工作条例 art. 36; 信访条例 art. 35), by a fixed list of fields.
 * Petitioners, accusations, demands and numbers of matters are never named here.
 */
import type { LocalDate } from '#kernel/clock'
import { reviewConclusions } from './petition-kinds.ts'

/** The public page of a recheck, as JSON text with keys in order of display. */
export function recheckPage(r: {
  title: string
  organ: string
  opinionOn: LocalDate
  conclusion: keyof typeof reviewConclusions
  hearings: readonly { from: LocalDate; to: LocalDate }[]
  text: string
}): string {
  return JSON.stringify({
    title: r.title,
    organ: r.organ,
    opinionOn: r.opinionOn,
    conclusion: reviewConclusions[r.conclusion],
    hearings: r.hearings,
    text: r.text,
  })
}
