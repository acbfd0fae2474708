/** Fields that forms are made of: the label, and a list's words, travel with the schema to forms and pages. */
import { z } from 'zod'
import './form-words.ts'
import type { LocalDate } from './clock.ts'

const isAbsent = (input: unknown) => input === undefined || input === null
/** Words for a field that is not there; other faults have their own. */
const missing = (words: string) => (i: { input?: unknown }) => (isAbsent(i.input) ? words : undefined)

/** One of a list, each with its words. */
export function choice<const T extends Record<string, string>>(labels: T, label: string) {
  const keys = Object.keys(labels) as [keyof T & string, ...(keyof T & string)[]]
  return z.enum(keys, { error: missing(`请选择${label}`) }).meta({ label, options: labels })
}
/** A day of the calendar, 'YYYY-MM-DD'. */
export const day = (label: string): z.ZodType<LocalDate> =>
  z.iso
    .date({ error: (i) => (isAbsent(i.input) ? `请填写${label}` : '须为日历上确有的日期') })
    .meta({ label }) as unknown as z.ZodType<LocalDate>
/** A text that says something. */
export const text = (label: string, max = 200) =>
  z
    .string({ error: missing(`请填写${label}`) })
    .trim()
    .min(1, `请填写${label}`)
    .max(max, `${label}不超过${max}字`)
    .meta({ label })
export const yesNo = (label: string) => z.boolean().default(false).meta({ label })
/** The id of something that is registered. */
export const id = (label: string) =>
  z
    .string({ error: missing(`请选择${label}`) })
    .min(1, `请选择${label}`)
    .max(80)
    .meta({ label })
/**
 * Where a form offers what may be chosen: the kernel's lookups (`kernel.agency`, `kernel.place`, `kernel.matter`, `kernel.document`,
 * `kernel.file`, `kernel.handover`, `kernel.officer`, `kernel.procedure`) or a domain's own (see `Lookup` in domain.ts).
 */
export type From = {
  lookup: string
  /** Kinds of agencies, levels of places, procedures of matters, roles of officers. */
  only?: readonly string[]
  /** The field beside it whose value narrows the choice, e.g. the committee whose mediators are offered. */
  within?: string
}
/** A text or a number that people choose from a lookup and do not type; a program may send any that is registered. */
export const from = <T extends z.ZodType>(field: T, lookup: string, more: Omit<From, 'lookup'> = {}): T =>
  field.meta({ ...field.meta(), from: { lookup, ...more } satisfies From }) as T
export const agency = (label: string, ...kinds: string[]) =>
  from(id(label), 'kernel.agency', kinds.length ? { only: kinds } : {})
/** A county (6 digits) or a town (9 digits) by its code. */
export const place = (label: string, level: 'county' | 'town' | 'any' = 'any') =>
  from(
    z
      .string()
      .regex({ county: /^\d{6}$/, town: /^\d{9}$/, any: /^\d{6}(\d{3})?$/ }[level], {
        error: { county: '请选择区县（市）', town: '请选择乡镇（街道）', any: '请选择区县（市）或者乡镇（街道）' }[
          level
        ],
      })
      .meta({ label }),
    'kernel.place',
    level === 'any' ? {} : { only: [level] },
  )
/** A matter of the platform by its id. */
export const matter = (label: string, ...procedures: string[]) =>
  from(z.uuid('请选择事项').meta({ label }), 'kernel.matter', procedures.length ? { only: procedures } : {})
/** A paper that the matter has issued. */
export const issued = (label: string) => from(z.uuid('请选择文书').meta({ label }), 'kernel.document')
/** An offer to hand a matter over. */
export const offer = (label: string) => from(z.uuid('请选择移交').meta({ label }), 'kernel.handover')
export const officer = (label: string, ...roles: string[]) =>
  from(id(label), 'kernel.officer', roles.length ? { only: roles } : {})

/** What a person who fills the field in should know, beside it. */
export const help = <T extends z.ZodType>(field: T, words: string): T =>
  field.meta({ ...field.meta(), help: words }) as T
/** A field that is asked for only where the field beside it has one of these values. It stays optional to the law and its refusals. */
export const where = <T extends z.ZodType>(field: T, beside: string, ...is: (string | boolean)[]): T =>
  field.meta({ ...field.meta(), where: { field: beside, is } }) as T
/** A field that is seldom needed: behind a fold of the form. */
export const seldom = <T extends z.ZodType>(field: T): T => field.meta({ ...field.meta(), isSeldom: true }) as T

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

/** A field that a form of the public does not ask: it is always this, or stays empty where nothing is named. Its guard says so too. */
export const unaskedOfPublic = <T extends z.ZodType>(field: T, value?: string): T =>
  field.meta({ ...field.meta(), unaskedOfPublic: value ?? true }) as T
