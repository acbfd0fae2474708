/** Counsel (委托代理律师、公职律师): named by the organ, he reads this case as a party does and files papers in it, and nothing else. */
import { z } from 'zod'
import { checkCitizenId } from '#kernel/codes'
import { choice, text } from '#kernel/fields'
import { action, agencyOf, judgeDefendant, type SuitFacts } from './facts.ts'
import { forAgency } from './forms.ts'
import { adl, ownCase, platform } from './law.ts'
import { head } from './roles.ts'

const open = [
  'DOCKETED',
  'COPY_RECEIVED',
  'ANSWERED',
  'HEARING_SET',
  'HEARD',
  'SUSPENDED',
  'JUDGED',
  'NO_APPEAL',
  'APPEALED',
  'EFFECTIVE',
] as const
const counselsOf = (f: SuitFacts) => f.counsels ?? []

const appointCounsel = action({
  label: '登记委托代理人',
  by: [head],
  in: open,
  basis: [adl(31, 1), adl(32, 1)],
  input: z.strictObject({
    ...forAgency,
    kind: choice({ LAWYER: '律师', PUBLIC_LAWYER: '公职律师' }, '代理人身份'),
    name: text('代理人姓名', 60),
    idNumber: z
      .string()
      .refine((id) => checkCitizenId(id).ok, '身份证号码有误，请核对')
      .meta({ label: '身份证号码' }),
    practice: text('执业机构、单位', 120),
    powers: text('代理权限', 400),
  }),
  personal: [
    { path: 'name', label: '代理人姓名', mask: 'name', purpose: '确认代理人' },
    { path: 'idNumber', label: '身份证号码', mask: 'citizenId', purpose: '核对身份，代理人凭此查阅本案' },
  ],
  needs: (i) => [{ party: 'counsel', idKind: 'resident', idNumber: i.idNumber }],
  guard: (ctx) => {
    const d = judgeDefendant(ctx)
    const own = counselsOf(ctx.facts).filter((c) => c.agencyId === d.agencyId)
    if (own.length >= 2 || own.some((c) => c.reader === `p:${ctx.party('counsel')}`))
      ctx.refuse('litigation.counselTwo', undefined, { field: 'idNumber' })
  },
  given: (ctx) => ({ counsel: `p:${ctx.party('counsel')}` }),
  admits: (ctx) => ({ in: [`p:${ctx.party('counsel')}`] }),
  // He reads what is said of himself: his authority.
  addressed: (ctx) => [`p:${ctx.party('counsel')}`],
  apply: (f, a) => ({
    ...f,
    counsels: [
      ...counselsOf(f),
      { no: (counselsOf(f).at(-1)?.no ?? 0) + 1, agencyId: agencyOf(a), reader: a.given.counsel as string },
    ],
  }),
})

const endCounsel = action({
  label: '登记解除委托',
  by: [head],
  in: open,
  basis: [adl(31, 1), platform('解除委托的，代理人自登记起不再查阅本案')],
  input: z.strictObject({ ...forAgency, no: z.int().min(1).meta({ label: '第几名代理人' }) }),
  guard: (ctx) => {
    const d = judgeDefendant(ctx)
    if (!counselsOf(ctx.facts).some((c) => c.no === ctx.input.no && c.agencyId === d.agencyId))
      ctx.refuse('litigation.noCounsel', undefined, { field: 'no' })
  },
  admits: (ctx) => {
    const gone = counselsOf(ctx.facts).find((c) => c.no === ctx.input.no)
    // Who acts for another organ in the same case goes on reading it.
    const stays = counselsOf(ctx.facts).some((c) => c.no !== ctx.input.no && c.reader === gone?.reader)
    return { out: gone && !stays ? [gone.reader] : [] }
  },
  apply: (f, a) => ({ ...f, counsels: counselsOf(f).filter((c) => c.no !== a.payload.no) }),
})

/** Of parties only counsel reads a case, so whoever is let in may file. */
const filePaper = action({
  label: '代理人提交材料',
  by: ['party'],
  in: open,
  basis: [adl(32, 1), ownCase],
  input: z.strictObject({
    kind: choice(
      { OPINION: '代理意见', DEFENCE: '答辩意见', EVIDENCE: '证据', CROSS: '质证意见', OTHER: '其他' },
      '材料',
    ),
    content: text('内容', 20000),
  }),
  personal: [{ path: 'content', label: '内容', mask: 'drop', purpose: '代理应诉' }],
  files: { max: 20 },
  apply: (f) => f,
})

export const counsel = { appointCounsel, endCounsel, filePaper }
