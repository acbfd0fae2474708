/**
 * A paper that was voided is issued anew by an act of its own (重新出具): what was decided stays as it was, the old number stays taken, and
 * the new paper has the next one. Whatever counts from service counts from that of the new paper.
 */
import type { Basis } from '#kernel/errors'
import { platform } from '#kernel/law'
import type { ActionDef, Context } from '#kernel/procedure'

type Input = Record<string, any>
export type Reissue<F> = {
  label: string
  /** The act whose papers these are: the form is the same, since facts hold neither names nor texts. */
  of: ActionDef<F>
  in: readonly string[]
  /** The field that says where the paper is: one numbered elsewhere is not made here. */
  made?: string
  /** Who may: as of the act itself. */
  judge?: (ctx: Context<F, any>) => void
  /** The field that says otherwise than was decided; nothing where all is the same. */
  differs: (facts: F, input: Input) => string | undefined
  refusals: { nothing: string; differs: string }
} & Partial<Pick<ActionDef<F>, 'apply' | 'rows' | 'given' | 'needs' | 'personal'>>

const voided = platform('有误的文书作废后重新出具，不改变已经作出的决定，原文号不再使用')
const list = (b: Basis | readonly Basis[]): readonly Basis[] => (Array.isArray(b) ? b : [b as Basis])

/** Whether the papers of some templates were all voided; not where none was issued. */
export function isVoided(ctx: Pick<Context<any, any>, 'documents'>, templates: ReadonlySet<string>): boolean {
  const own = ctx.documents.filter((d) => templates.has(d.template))
  return own.length > 0 && own.every((d) => d.isVoid)
}

export function reissue<F>(r: Reissue<F>): ActionDef<F> {
  const { of } = r
  const templates = new Set((of.issues ?? []).map((i) => i.template.id))
  return {
    label: r.label,
    by: of.by,
    in: r.in,
    basis: [...list(of.basis), voided],
    input: of.input,
    ...(of.personal ? { personal: of.personal } : {}),
    ...((r.needs ?? of.needs) ? { needs: (r.needs ?? of.needs)! } : {}),
    ...((r.given ?? of.given) ? { given: (r.given ?? of.given)! } : {}),
    guard: (ctx) => {
      r.judge?.(ctx)
      if (!isVoided(ctx, templates)) ctx.refuse(r.refusals.nothing)
      const paper = r.made === undefined ? undefined : ctx.input[r.made]
      if (r.made !== undefined && (paper === undefined || paper.number !== undefined))
        ctx.refuse(r.refusals.nothing, '由平台制作的不填文号', { field: r.made })
      const field = r.differs(ctx.facts, ctx.input)
      if (field !== undefined) ctx.refuse(r.refusals.differs, undefined, { field })
    },
    apply: r.apply ?? ((f) => f),
    ...(r.rows ? { rows: r.rows } : {}),
    ...(of.issues ? { issues: of.issues } : {}),
  }
}
