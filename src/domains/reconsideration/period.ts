/**
 * The time for applying counted anew, by the days that the organ has established instead of those of the application. What was
 * counted before is kept beside it; whether the application is late stays for a person to say.
 */
import { z } from 'zod'
import { choice, day, seldom, text, where, yesNo } from '#kernel/fields'
import type { ActionDef, FoldedAct, Rows } from '#kernel/procedure'
import { applicationPeriod, knowledgeWays, knownOn, statutoryOf } from './application-period.ts'
import { action, type Facts, judgeDay, lastOf } from './facts.ts'
import { personalText } from './fields.ts'
import { remedyNotices } from './kinds.ts'
import type { VersionOf } from './law.ts'

const form = z.strictObject({
  knownWay: choice(knowledgeWays, '怎样知道行政行为'),
  knownOn: day('知道行政行为之日').optional(),
  madeOn: day('作出日').optional(),
  remedyNoticed: choice(remedyNotices, '救济告知').default('FULL'),
  remedyKnownOn: where(day('知道复议权利、机关和期限之日'), 'remedyNoticed', 'PARTIAL', 'NONE').optional(),
  isRealEstate: seldom(yesNo('因不动产提出')),
  obstacles: seldom(
    z
      .array(z.strictObject({ from: day('障碍起始日'), to: day('障碍消除日') }))
      .max(5)
      .default([])
      .meta({ label: '因不可抗力或者其他正当理由耽误的期间' }),
  ),
  duty: seldom(
    z
      .strictObject({
        requestedOn: day('机关收到履职申请之日'),
        dueOn: day('法定履行期限届满日').optional(),
        isUrgent: yesNo('紧急情况下请求保护人身权、财产权'),
      })
      .optional()
      .meta({ label: '不履行法定职责的' }),
  ),
  statute: seldom(
    z
      .strictObject({
        text: text('法律名称和条款', 200),
        applyDays: z.int().min(61).max(1830).meta({ label: '申请期限（长于六十日的日数）' }),
      })
      .meta({ label: '法律另有规定的期限' }),
  ).optional(),
  reason: text('核定的依据和理由', 2000),
})

export const periodRows = (act: FoldedAct, f: Facts): Rows => {
  const p = lastOf(f.periods)!
  return {
    'reconsideration.application_period': [
      {
        matter_id: act.matter,
        no: p.no,
        counted_on: p.countedOn,
        known_way: p.knownWay,
        known_on: p.knownOn,
        made_on: p.madeOn,
        remedy_noticed: p.remedyNoticed,
        remedy_known_on: p.remedyKnownOn,
        is_real_estate: p.isRealEstate,
        rule: p.rule,
        due_on: p.dueOn,
        timeliness: p.timeliness,
      },
    ],
  }
}

const establishPeriod = (v: VersionOf) =>
  action({
    label: '核定申请期限',
    by: ['recon_clerk', 'recon_officer', 'recon_unit_head'],
    in: ['FILED', 'CORRECTING', 'ACCEPTED', 'HANDLING', 'SUSPENDED'],
    basis: v.law.applyPeriod,
    input: form,
    personal: [personalText('reason', '核定的依据和理由')],
    guard: (ctx) => {
      const { input: i } = ctx
      if (!i.duty && (i.knownWay === 'NOT_SERVED') !== (i.knownOn === undefined))
        ctx.refuse('reconsideration.knowledge', undefined, { field: 'knownOn' })
      for (const field of ['knownOn', 'madeOn', 'remedyKnownOn'] as const) judgeDay(ctx, field, i[field])
      judgeDay(ctx, 'knownOn', i.knownOn, i.madeOn)
      for (const o of i.obstacles)
        if (o.to < o.from) ctx.refuse('reconsideration.day', undefined, { field: 'obstacles' })
    },
    given: (ctx) => {
      const { input: i, facts } = ctx
      const period = applicationPeriod(
        {
          version: v.version,
          filedOn: facts.filedOn,
          contentKnownOn: knownOn(i.knownWay, i.knownOn),
          actMadeOn: i.madeOn,
          isRealEstate: i.isRealEstate,
          remedyNoticed: i.remedyNoticed,
          remedyKnownOn: i.remedyKnownOn,
          obstacles: i.obstacles,
          duty: i.duty,
          statutory: statutoryOf(i.statute),
        },
        ctx.calendar,
      )
      return {
        rule: period.rule,
        dueOn: period.due ?? null,
        timeliness: period.tags.join(',') || null,
        steps: [...period.steps],
        before: facts.applyDueOn,
      }
    },
    apply: (f, act) => {
      const { payload: i, given } = act
      const days = {
        knownOn: knownOn(i.knownWay, i.knownOn) ?? null,
        madeOn: i.madeOn ?? null,
        remedyNoticed: i.remedyNoticed,
        remedyKnownOn: i.remedyKnownOn ?? null,
        isRealEstate: i.isRealEstate,
      }
      const counted = {
        ...days,
        no: f.periods.length + 1,
        countedOn: act.declaredOn,
        knownWay: i.knownWay,
        rule: given.rule,
        dueOn: given.dueOn,
        timeliness: given.timeliness,
      }
      return {
        ...f,
        act: { ...f.act, ...days },
        periods: [...f.periods, counted],
        applyDueOn: given.dueOn,
        timeliness: given.timeliness,
      }
    },
    rows: periodRows,
    tells: (given) => [
      ...(given.steps as string[]).map((s) => `${s}。`),
      `申请期限末日${given.dueOn ? `核定为${given.dueOn}` : '不能确定'}（此前为${given.before ?? '不能确定'}），是否超期由承办人判断。`,
    ],
  })

export const periodActs = (v: VersionOf): Record<string, ActionDef<Facts>> => ({ establishPeriod: establishPeriod(v) })
