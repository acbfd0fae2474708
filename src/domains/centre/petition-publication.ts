/**
 * What of petitions the public may read: rechecks after a hearing (信访工作条例 art. 36; 信访条例 art. 35), by a fixed list of fields.
 * Petitioners, accusations, demands and numbers of matters are never named here.
 */
import type { LocalDate } from '#kernel/clock'
import type { Register } from '#kernel/domain'
import { reviewConclusions } from './petition-kinds.ts'
import { pet2005, pet2022 } from './petition-law.ts'

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

export const recheckRegister: Register = {
  kind: 'petition-recheck',
  label: '信访复核意见（经听证）',
  title: 'title',
  basis: [pet2005(35), pet2022(36)],
  fields: {
    title: '标题',
    organ: '复核机关',
    opinionOn: '作出日期',
    conclusion: '结论',
    hearings: { label: '听证', fields: { from: '自', to: '至' } },
    text: '内容',
  },
}
