/**
 * Whoever comes again with what has ended for good is told that it is not taken up again, and is not left alone: he stands on the list of
 * those to be counselled and helped (疏导帮扶名单), with what was done for him, until somebody takes him off it and says why.
 */
import { z } from 'zod'
import type { Instant, LocalDate } from '#kernel/clock'
import { choice, text } from '#kernel/fields'
import type { FoldedAct, PersonalField, Rows } from '#kernel/procedure'

export const helpMeasures = {
  COUNSEL: '疏导教育',
  PSYCHOLOGY: '心理疏导',
  RECONCILE: '矛盾化解',
  RELIEF: '社会救助',
  JUDICIAL_RELIEF: '司法救助',
  HARDSHIP: '困难帮扶',
  LEGAL: '法律咨询、法律援助',
} as const
export type HelpMeasure = keyof typeof helpMeasures

export type HelpFact = {
  /** The matter that has ended for good. */
  of: string | null
  listedOn: LocalDate
  knownAt: Instant
  times: number
  lastOn: LocalDate | null
  endedOn: LocalDate | null
}
type Helped = { help: HelpFact | null }

export const listed = (act: Pick<FoldedAct, 'declaredOn' | 'recordedAt'>, of: string | null): HelpFact => ({
  of,
  listedOn: act.declaredOn,
  knownAt: act.recordedAt,
  times: 0,
  lastOn: null,
  endedOn: null,
})
export const isListed = (f: Helped): boolean => f.help !== null && f.help.endedOn === null

export const helpForm = z.strictObject({
  measure: choice(helpMeasures, '疏导帮扶的方式'),
  unit: text('落实的单位', 100),
  record: text('疏导帮扶的情况', 2000),
})
export const helpPersonal: readonly PersonalField[] = [
  { path: 'record', label: '疏导帮扶的情况', mask: 'drop', purpose: '疏导帮扶' },
]
export const unlistForm = z.strictObject({ reason: text('移出名单的理由', 500) })

export const helped = <F extends Helped>(f: F, act: FoldedAct): F => ({
  ...f,
  help: { ...f.help!, times: f.help!.times + 1, lastOn: act.declaredOn },
})
export const unlisted = <F extends Helped>(f: F, act: FoldedAct): F => ({
  ...f,
  help: { ...f.help!, endedOn: act.declaredOn },
})

/** The entry on the list; nothing where there is none. */
export function listRows(act: FoldedAct, f: Helped): Rows {
  const h = f.help
  if (!h) return {}
  return {
    'centre.counselling': [
      {
        matter_id: act.matter,
        final_matter_id: h.of,
        listed_on: h.listedOn,
        known_at: h.knownAt,
        help_count: h.times,
        last_help_on: h.lastOn,
        ended_on: h.endedOn,
      },
    ],
  }
}
export const helpRows = (act: FoldedAct, f: Helped): Rows => ({
  ...listRows(act, f),
  'centre.counselling_help': [
    {
      matter_id: act.matter,
      no: f.help!.times,
      helped_on: act.declaredOn,
      measure: act.payload.measure,
      unit: act.payload.unit,
    },
  ],
})
