/** Service (送达) and voiding (作废) of a matter's papers: the same two actions for every domain, under its own roles and law. */
import { z } from 'zod'
import type { LocalDate } from './clock.ts'
import type { Basis } from './errors.ts'
import { issued } from './fields.ts'
import { type ActionDef, type Context, type Json, procedureOf } from './procedure.ts'

/** How a paper reaches whom it is meant for. The law of a domain says which of them it may use. */
export const serviceWays = {
  DIRECT: '直接送达',
  LEFT: '留置送达',
  ELECTRONIC: '电子送达',
  ENTRUSTED: '委托送达',
  MAIL: '邮寄送达',
  FORWARDED: '转交送达',
  PUBLIC_NOTICE: '公告送达',
} as const
export type ServiceWay = keyof typeof serviceWays

export type PaperActions<F, R> = {
  by: readonly string[]
  in: readonly string[]
  /** Law of service, and of taking back a paper. */
  basis: { serve: Basis | readonly Basis[]; void: Basis | readonly Basis[] }
  ways: readonly ServiceWay[]
  /** How the form names the one served, e.g. a party by its number. */
  recipient: z.ZodType<R>
  /** 'p:<party>' or 'a:<agency>'; nothing where the matter has none such. */
  recipientOf: (facts: F, recipient: R) => string | undefined
  /** Rules of the procedure under which service is refused: no such recipient; a day that cannot be; no consent to the way. */
  refusals: { recipient: string; day: string; way: string }
  /** What the procedure's rows take from every act. */
  given?: (ctx: Context<F, any>) => { [key: string]: Json | undefined }
}

/** The actions `serve` and `voidPaper`. Neither moves the matter nor changes its facts; limits may start on the day of service. */
export function paperActions<F, R>(of: PaperActions<F, R>): Record<'serve' | 'voidPaper', ActionDef<F>> {
  const { action } = procedureOf<F>()
  const ways = Object.fromEntries(of.ways.map((w) => [w, serviceWays[w]]))
  const common = { by: of.by, in: of.in, ...(of.given ? { given: of.given } : {}), apply: (f: F) => f }
  const serve = action({
    ...common,
    label: '送达文书',
    basis: of.basis.serve,
    input: z.strictObject({
      document: issued('送达的文书'),
      recipient: of.recipient,
      way: z.enum(of.ways as [ServiceWay, ...ServiceWay[]]).meta({ label: '送达方式', options: ways }),
      on: (z.iso.date('须为日历上确有的日期') as unknown as z.ZodType<LocalDate>).meta({
        label: '送达日（签收日、邮件回执上的收件日、到达对方系统之日、公告期满之日）',
      }),
      isWayAgreed: z.boolean().default(false).meta({ label: '受送达人同意电子送达' }),
    }),
    files: { min: 2, max: 6, labels: ['送达的文书', '送达回证'], required: ['送达的文书', '送达回证'] },
    guard: (ctx) => {
      const { document, recipient, way, on, isWayAgreed } = ctx.input
      if (of.recipientOf(ctx.facts, recipient as R) === undefined)
        ctx.refuse(of.refusals.recipient, undefined, { field: 'recipient' })
      const issued = ctx.documents.find((d) => d.id === document)
      if (on > ctx.declaredOn || (issued && on < issued.on)) ctx.refuse(of.refusals.day, on, { field: 'on' })
      if (way === 'ELECTRONIC' && !isWayAgreed) ctx.refuse(of.refusals.way, undefined, { field: 'isWayAgreed' })
    },
    serves: (ctx) => ({
      document: ctx.input.document,
      recipient: of.recipientOf(ctx.facts, ctx.input.recipient as R)!,
      way: ctx.input.way,
      on: ctx.input.on,
    }),
  })
  const voidPaper = action({
    ...common,
    label: '文书作废',
    basis: of.basis.void,
    input: z.strictObject({
      document: issued('作废的文书'),
      reason: z.string().trim().min(1, '请写明作废的理由').max(1000).meta({ label: '理由' }),
    }),
    voids: (ctx) => [ctx.input.document],
  })
  return { serve, voidPaper }
}
