/** The plain decision of whoever establishes a committee or seats its people: no organ as a rule, so it has the form of a form. */

import { fields, issued, paragraphs, title } from '#kernel/blocks'
import type { LocalDate } from '#kernel/clock'
import type { DocumentTemplate } from '#kernel/document'
import type { Paper } from '#kernel/procedure'
import { foot } from './common.ts'

export type Row = readonly [string, string | null | undefined]
export type Decision = { by: string; on: LocalDate; check: string; heading: string; lines: string[]; rows: Row[] }
export const decisionTemplate = (id: string, label: string): DocumentTemplate<Decision> => ({
  id,
  version: '1',
  label,
  layout: 'form',
  build: (d) => [title(d.heading), ...d.lines.flatMap(paragraphs), fields(d.rows), issued(d.by, d.on), ...foot(d)],
})
export const paperHead = (paper: Paper) => ({ by: paper.byName, on: paper.on, check: paper.check })
