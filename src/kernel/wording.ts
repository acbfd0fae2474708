/** An agency's own words in its papers: set by an act of the agency, from a day on; papers issued before keep theirs. */
import { z } from 'zod'
import { type LocalDate, localDate } from './clock.ts'
import { checkWording, type DocumentTemplate } from './document.ts'
import { type Domain, defineDomain } from './domain.ts'
import { agency } from './fields.ts'
import { platform } from './law.ts'
import { procedureOf } from './procedure.ts'

const basis = platform('文书的固定用语由出具机关自行确定，自确定的日期起使用')

type Facts = { template: string; name: string; from: string }
const { action, define } = procedureOf<Facts>()

/** All templates that domains declare, by id. */
export function templatesOf(domains: readonly Domain[]): ReadonlyMap<string, DocumentTemplate<any>> {
  const found = new Map<string, DocumentTemplate<any>>()
  for (const d of domains)
    for (const p of d.procedures)
      for (const a of Object.values(p.actions)) for (const i of a.issues ?? []) found.set(i.template.id, i.template)
  return found
}

/** The kernel's own domain of wordings, over the templates that the others declare. */
export function wordingDomain(domains: readonly Domain[]): Domain {
  const templates = templatesOf(domains)
  const wording = define({
    id: 'wording.text',
    version: '1',
    label: '文书用语',
    effective: { from: '2000-01-01' as LocalDate },
    decidedByLabel: '设定日',
    states: { SET: { label: '已设定', final: true } },
    initial: { template: '', name: '', from: '' },
    title: (f) => `文书用语：${templates.get(f.template)?.label ?? f.template}`,
    refusals: {
      'wording.template': { label: '没有这种文书', basis },
      'wording.past': { label: '不能改动已经过去的日子的用语', basis },
    },
    limits: {},
    actions: {
      set: action({
        label: '设定文书用语',
        by: ['wording_officer'],
        to: 'SET',
        basis,
        input: z.strictObject({
          agencyId: agency('机关'),
          template: z.string().min(1).meta({ label: '文书' }),
          name: z.string().min(1).meta({ label: '哪一段' }),
          text: z.string().min(1).max(5000).meta({ label: '用语' }),
          from: z.iso.date().meta({ label: '自哪一日起' }),
        }),
        place: (i) => i.agencyId,
        guard: (ctx) => {
          const { input } = ctx
          const template =
            templates.get(input.template) ?? ctx.refuse('wording.template', undefined, { field: 'template' })
          const from = localDate(input.from)
          if (from < ctx.today) ctx.refuse('wording.past', undefined, { field: 'from' })
          checkWording(template, { template: input.template, name: input.name, text: input.text, from })
        },
        apply: (_f, a) => ({ template: a.payload.template, name: a.payload.name, from: a.payload.from }),
        rows: (a) => ({
          'kernel.wording': [
            {
              agency_id: a.payload.agencyId,
              template: a.payload.template,
              name: a.payload.name,
              valid_from: a.payload.from,
              text: a.payload.text,
              matter_id: a.matter,
            },
          ],
        }),
      }),
    },
  })
  return defineDomain({
    id: 'wording',
    label: '文书用语',
    roles: { wording_officer: { label: '文书管理员', scope: 'agency' } },
    procedures: [wording],
    tables: [],
    supervision: [],
    indicators: [],
  })
}
