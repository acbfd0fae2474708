/** Fields that forms are made of: the label, and a list's words, travel with the schema to forms and pages. */
import { z } from 'zod'
import type { LocalDate } from './clock.ts'

/** One of a list, each with its words. */
export function choice<const T extends Record<string, string>>(labels: T, label: string) {
  const keys = Object.keys(labels) as [keyof T & string, ...(keyof T & string)[]]
  return z.enum(keys).meta({ label, options: labels })
}
/** A day of the calendar, 'YYYY-MM-DD'. */
export const day = (label: string): z.ZodType<LocalDate> =>
  z.iso.date('须为日历上确有的日期').meta({ label }) as unknown as z.ZodType<LocalDate>
/** A text that says something. */
export const text = (label: string, max = 200) =>
  z.string().trim().min(1, `请填写${label}`).max(max, `${label}不超过${max}字`).meta({ label })
export const yesNo = (label: string) => z.boolean().default(false).meta({ label })
/** The id of something that is registered. */
export const id = (label: string) => z.string().min(1).max(80).meta({ label })
/** How many people. */
export const heads = (label: string) => z.int().min(1).max(100_000).meta({ label })
export const clockTime = (label: string) =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '形如 09:30')
    .meta({ label })
/** Money in fen, as an integer. */
export const fen = (label: string) => z.int().min(0).max(9_000_000_000_000_000).meta({ label, unit: '分' })
/** A paper on file: what it is, its number where it has one, and its date. */
export const paper = (label: string) =>
  z
    .strictObject({
      kind: text('名称', 60).optional(),
      number: text('文号', 80).optional(),
      date: day('日期'),
    })
    .meta({ label })
