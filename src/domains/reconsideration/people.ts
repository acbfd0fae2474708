/** Who takes part beside the applicants: third parties, agents, and the reading of the file. */
import { mask } from '#kernel/mask'
import type { ActionDef, FoldedAct, Rows } from '#kernel/procedure'
import { action, type Facts, recipientOf } from './facts.ts'
import { personalText, personPersonal } from './fields.ts'
import * as forms from './forms-handling.ts'
import { open } from './kinds.ts'
import type { VersionOf } from './law.ts'
import { thirdPapers } from './papers/handling.ts'
import { officers, outside } from './roles.ts'

const thirdRows = (act: FoldedAct, f: Facts): Rows => {
  const seq = f.thirdParties.length
  const t = f.thirdParties[seq - 1]!
  const at = { matter_id: act.matter, side: 'THIRD_PARTY', seq }
  return {
    'reconsideration.party': [
      {
        ...at,
        party_id: t.party,
        kind: t.kind,
        name_mask: t.mask,
        is_representative: false,
        joined_by: t.joinedBy,
        joined_on: t.on,
      },
    ],
    'reconsideration.party_personal': [
      {
        ...at,
        name: act.personal('/person/name') ?? null,
        id_kind: act.payload.person.idKind,
        id_number: act.personal('/person/idNumber') ?? null,
        phone: act.personal('/person/phone') ?? null,
        address: act.personal('/person/address') ?? null,
        seen_by: [`p:${t.party}`],
      },
    ],
  }
}

export const peopleActs = (v: VersionOf): Record<string, ActionDef<Facts>> => ({
  addThirdParty: action({
    label: '第三人参加',
    by: officers,
    in: open,
    basis: v.law.third,
    input: forms.joinThirdParty,
    personal: [...personPersonal('person'), personalText('interest', '利害关系')],
    needs: (i) => [{ party: 'third', idKind: i.person.idKind, idNumber: i.person.idNumber }],
    guard: (ctx) => {
      const party = ctx.party('third')
      if ([...ctx.facts.applicants, ...ctx.facts.thirdParties].some((p) => p.party === party))
        ctx.refuse('reconsideration.third', undefined, { field: 'person' })
    },
    admits: (ctx) => ({ in: [`p:${ctx.party('third')}`] }),
    given: (ctx) => ({
      party: ctx.party('third'),
      mask: mask(
        'name',
        ctx.input.person.name,
        ctx.input.person.kind === 'ORGANISATION' ? { subject: 'legalPerson' } : {},
      ),
    }),
    apply: (f, act) => ({
      ...f,
      thirdParties: [
        ...f.thirdParties,
        {
          party: act.given.party,
          kind: act.payload.person.kind,
          mask: act.given.mask,
          joinedBy: act.payload.joinedBy,
          on: act.declaredOn,
        },
      ],
    }),
    rows: thirdRows,
    issues: thirdPapers,
  }),
  appointAgent: action({
    label: '委托、变更代理人',
    by: [...outside, ...officers],
    in: [...open, 'SUSPENDED'],
    basis: v.law.agents,
    input: forms.appointAgent,
    personal: [
      { path: 'agents.*.name', label: '代理人姓名', mask: 'name', purpose: '办理行政复议' },
      { path: 'agents.*.authority', label: '委托事项、权限和期限', mask: 'drop', purpose: '办理行政复议' },
    ],
    apply: (f) => f,
  }),
  readFile: action({
    label: '查阅案卷',
    by: officers,
    in: [...open, 'SUSPENDED', 'MEDIATED'],
    basis: v.law.read,
    input: forms.readFile,
    guard: (ctx) => {
      const { input, facts } = ctx
      if (!recipientOf(facts, input.by)?.startsWith('p:'))
        ctx.refuse('reconsideration.recipient', undefined, { field: 'by' })
      if (input.exception !== 'NONE' && !input.reason)
        ctx.refuse('reconsideration.readReason', undefined, { field: 'reason' })
      if (v.is2017 && input.exception === 'STABILITY')
        ctx.refuse('reconsideration.readReason', '2017年文本没有这一例外', { field: 'exception' })
    },
    apply: (f) => f,
  }),
})
