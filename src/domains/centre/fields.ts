/** Fields that the forms of this folder share. */
import { z } from 'zod'
import type { LocalDate } from '#kernel/clock'
import type { PersonalField } from '#kernel/procedure'

/** A list with its words: the labels travel with the schema, for forms and pages. */
export function choice<const T extends Record<string, string>>(labels: T, label: string) {
  const keys = Object.keys(labels) as [keyof T & string, ...(keyof T & string)[]]
  return z.enum(keys).meta({ label, options: labels })
}
export const day = (label: string): z.ZodType<LocalDate> =>
  z.iso.date('须为日历上确有的日期').meta({ label }) as unknown as z.ZodType<LocalDate>
export const text = (label: string, max = 200) => z.string().trim().min(1, `请填写${label}`).max(max).meta({ label })
export const yesNo = (label: string) => z.boolean().default(false).meta({ label })
export const id = (label: string) => z.string().min(1).max(80).meta({ label })
export const heads = (label: string) => z.int().min(1).max(100_000).meta({ label })
export const clockTime = (label: string) =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '形如 09:30')
    .meta({ label })
/** A paper on file: what it is, its number where it has one, and its date. */
export const paper = (label: string) =>
  z
    .strictObject({
      kind: text('名称', 60).optional(),
      number: text('文号', 80).optional(),
      date: day('日期'),
    })
    .meta({ label })

/** Whom a paper of the act is for: an act sees no names but its own, since facts hold none. */
export const addressee = z
  .strictObject({ name: text('姓名（名称）', 200), address: text('地址', 200).optional() })
  .optional()
  .meta({ label: '文书上的收件人（不填的，姓名按登记信息遮去部分文字）' })
export const addresseePersonal: readonly PersonalField[] = [
  { path: 'addressee.name', label: '收件人姓名（名称）', mask: 'name', purpose: '制作文书' },
  { path: 'addressee.address', label: '收件人地址', mask: 'address', purpose: '送达文书' },
]
