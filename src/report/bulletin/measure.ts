/** The measures of a campaign against administrative disputes (“双下降”措施): each is a record of its own; a name is given only from its document. */
import { z } from 'zod'
import { type LocalDate, localDate } from '#kernel/clock'
import { agency, day, help, paper, text } from '#kernel/fields'
import { procedureOf } from '#kernel/procedure'
import { measuring, platform } from './law.ts'

type Facts = {
  programme: string
  no: number
  name: string | null
  takenOn: LocalDate | null
  endedOn: LocalDate | null
  recordedAt: string | null
}
const { action, define } = procedureOf<Facts>()
type Key = { agencyId: string; programme: string; no: number }
const keyOf = (i: Key) => `${i.agencyId}/${i.programme}/${i.no}`

const take = action({
  label: '登记措施',
  by: ['bulletin_editor'],
  to: 'IN_FORCE',
  basis: measuring,
  input: z.strictObject({
    agencyId: agency('登记单位', 'justice-bureau'),
    programme: text('行动、方案名称', 120),
    no: z.int().min(1).max(99).meta({ label: '第几项' }),
    name: help(text('措施名称', 200), '照文件填写；没有见到文件的不填').optional(),
    document: paper('文件').optional(),
    takenOn: day('实施日'),
  }),
  place: (i) => i.agencyId,
  needs: (i) => [{ claim: 'bulletin.measure', key: keyOf(i), exclusive: true }],
  guard: (ctx) => {
    const { input } = ctx
    if (ctx.claims('bulletin.measure', keyOf(input)).length)
      ctx.refuse('bulletin.measureTwice', undefined, { field: 'no' })
    if (input.name !== undefined && input.document === undefined)
      ctx.refuse('bulletin.measureName', undefined, { field: 'document' })
    if (input.takenOn > ctx.declaredOn) ctx.refuse('bulletin.measureDay', undefined, { field: 'takenOn' })
  },
  apply: (f, a) => ({
    ...f,
    programme: a.payload.programme,
    no: a.payload.no,
    name: a.payload.name ?? null,
    takenOn: a.payload.takenOn,
    recordedAt: a.recordedAt,
  }),
  claims: (a) => [{ kind: 'bulletin.measure', key: keyOf(a.payload), exclusive: true }],
})

const end = action({
  label: '登记措施终止',
  by: ['bulletin_editor'],
  in: ['IN_FORCE'],
  to: 'ENDED',
  basis: measuring,
  input: z.strictObject({ reason: text('原因', 500) }),
  apply: (f, a) => ({ ...f, endedOn: a.declaredOn }),
})

export const measureProcedure = define({
  id: 'bulletin.measure',
  version: '1',
  label: '行政争议“双下降”措施',
  effective: { from: localDate('2018-01-01') },
  decidedByLabel: '登记日',
  states: { IN_FORCE: { label: '实施中' }, ENDED: { label: '已终止', final: true } },
  initial: { programme: '', no: 0, name: null, takenOn: null, endedOn: null, recordedAt: null },
  actions: { take, end },
  limits: {},
  turns: { states: { IN_FORCE: [] } },
  refusals: {
    'bulletin.measureTwice': { label: '这个方案的这一项已经登记', basis: measuring },
    'bulletin.measureName': {
      label: '措施名称须有文件依据',
      basis: platform('没有见到文件的措施只登记序号，不编名称'),
    },
    'bulletin.measureDay': { label: '实施日不得晚于登记当日', basis: measuring },
  },
  rows: (act, f, _before, state) => ({
    'bulletin.measure': [
      {
        matter_id: act.matter,
        state,
        programme: f.programme,
        no: f.no,
        name: f.name,
        taken_on: f.takenOn,
        ended_on: f.endedOn,
        recorded_at: f.recordedAt,
      },
    ],
  }),
  title: (f) => `${f.programme}第${f.no}项措施${f.name ? `：${f.name}` : ''}`,
})
