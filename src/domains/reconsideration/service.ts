/** Service: what reaches whom on which day. A decision takes effect when it is served, and each party's days to sue count from its own. */
import { type LocalDate, addDays as plus } from '#kernel/clock'
import { from, text } from '#kernel/fields'
import { paperActions } from '#kernel/paper-actions'
import type { ActionDef, FoldedAct, Rows } from '#kernel/procedure'
import { staysIn } from '#kernel/targets'
import { type Ctx, type Facts, type HearingFact, hearingParties, lastOf, recipientOf, withLast } from './facts.ts'
import { platform, type VersionOf } from './law.ts'
import { receiptPapers } from './papers/service.ts'
import { respondentRows, withReceipt } from './replies.ts'

/** Papers whose service moves something, by the template's name. */
const stages = {
  'reconsideration.correction': 'CORRECTION',
  'reconsideration.copyNotice': 'COPY',
  'reconsideration.refusal': 'REFUSAL',
  'reconsideration.dismissal': 'DECISION',
  'reconsideration.decision': 'DECISION',
  'reconsideration.termination': 'TERMINATION',
  'reconsideration.settlementTermination': 'TERMINATION',
  'reconsideration.opinion': 'OPINION',
  'reconsideration.hearingNotice': 'HEARING',
} as const
export type Stage = (typeof stages)[keyof typeof stages]
export type Served = { stage: Stage; recipient: string; on: LocalDate; act: number }
/** Stages whose papers end the case and open the way to court. */
export const suable: readonly Stage[] = ['REFUSAL', 'DECISION']

const servedIn = [
  'CORRECTING',
  'REFUSED',
  'ACCEPTED',
  'HANDLING',
  'SUSPENDED',
  'TERMINATED',
  'DISMISSED',
  'DECIDED',
  'EFFECTIVE',
  'PERFORMED',
] as const

function servedOf(ctx: Ctx<{ document: string; recipient: string; on: LocalDate }>): Served | undefined {
  const paper = ctx.documents.find((d) => d.id === ctx.input.document)
  const stage = paper && stages[paper.template as keyof typeof stages]
  const recipient = recipientOf(ctx.facts, ctx.input.recipient)
  return stage && recipient ? { stage, recipient, on: ctx.input.on, act: paper.n } : undefined
}

/** A notice of a hearing counts as served on the day on which it has reached the last of all who must be told. */
function noticed(f: Facts, h: HearingFact, s: Served): HearingFact {
  const served = { ...h.served, [s.recipient]: h.served[s.recipient] ?? s.on }
  const days = hearingParties(f).map((p) => served[p])
  const last = days.every((d) => d !== undefined) ? days.sort().at(-1)! : null
  return { ...h, served, servedOn: h.servedOn ?? last }
}
export const hearingRow = (act: FoldedAct, h: HearingFact | undefined): Rows =>
  h
    ? {
        'reconsideration.hearing': [
          {
            matter_id: act.matter,
            no: h.no,
            noticed_on: h.noticedOn,
            served_on: h.servedOn,
            scheduled_on: h.scheduledOn,
            held_on: h.heldOn,
            attendee: h.attendee,
            has_reason: h.hasReason,
          },
        ],
      }
    : {}

/** Facts after a service, by what was served. */
function after(f: Facts, s: Served | undefined): Facts {
  if (!s) return f
  switch (s.stage) {
    case 'CORRECTION':
      return lastOf(f.corrections)?.receivedOn === null && s.recipient.startsWith('p:')
        ? { ...f, corrections: withLast(f.corrections, { receivedOn: s.on }) }
        : f
    case 'COPY':
      return s.recipient.startsWith('a:') ? withReceipt(f, s.recipient.slice(2), s.on) : f
    case 'HEARING':
      return { ...f, hearings: f.hearings.map((h) => (h.n === s.act ? noticed(f, h, s) : h)) }
    case 'OPINION':
      return {
        ...f,
        opinions: f.opinions.map((o) =>
          o.n === s.act && `a:${o.toAgency}` === s.recipient ? { ...o, receivedOn: o.receivedOn ?? s.on } : o,
        ),
      }
    default: {
      const servedOn = { ...f.servedOn, [s.recipient]: f.servedOn[s.recipient] ?? s.on }
      if (s.stage !== 'DECISION') return { ...f, servedOn }
      return {
        ...f,
        servedOn,
        effectiveOn: f.effectiveOn ?? s.on,
        state: f.state === 'DECIDED' || f.state === 'DISMISSED' ? 'EFFECTIVE' : f.state,
      }
    }
  }
}

export const serviceActs = ({ law }: VersionOf): Record<string, ActionDef<Facts>> => {
  const { serve, voidPaper } = paperActions<Facts, string>({
    by: ['recon_clerk', 'recon_officer', 'recon_unit_head'],
    in: servedIn,
    basis: { serve: law.serve, void: platform('有误的文书作废并说明理由，文号不再使用') },
    ways: ['DIRECT', 'LEFT', 'ELECTRONIC', 'ENTRUSTED', 'MAIL', 'FORWARDED', 'PUBLIC_NOTICE'],
    recipient: from(text('受送达人（申请人序号、T和第三人序号，或者机关）', 80), 'reconsideration.recipient'),
    recipientOf,
    refusals: {
      recipient: 'reconsideration.recipient',
      day: 'reconsideration.day',
      way: 'reconsideration.serviceWay',
    },
  })
  return {
    serve: {
      ...serve,
      // The receipt is made by the act itself; a signed one may come with it.
      files: { max: 6, labels: ['送达的文书', '送达回证'] },
      to: (f) => f.state,
      among: staysIn([...servedIn], { DECIDED: ['EFFECTIVE'], DISMISSED: ['EFFECTIVE'] }),
      guard: (ctx) => {
        serve.guard?.(ctx)
        const paper = ctx.documents.find((d) => d.id === ctx.input.document)
        // 民事诉讼法 art. 95: sixty days until 2021, thirty since; the notice begins when the paper is there.
        const days = ctx.input.on < '2022-01-01' ? 60 : 30
        if (ctx.input.way === 'PUBLIC_NOTICE' && paper && ctx.input.on < plus(paper.on, days))
          ctx.refuse('reconsideration.publicNotice', `公告满${days}日方为送达`, { field: 'on' })
      },
      given: (ctx) => {
        const served = servedOf(ctx)
        return { ...(served ? { served } : {}), paperTitle: titleOf(ctx) }
      },
      apply: (f, act) => after(f, act.given.served as Served | undefined),
      rows: (act, f) => {
        const s = act.given.served as Served | undefined
        if (s?.stage === 'HEARING')
          return hearingRow(
            act,
            f.hearings.find((h) => h.n === s.act),
          )
        return s?.stage === 'COPY' ? respondentRows(act, f) : {}
      },
      issues: receiptPapers,
    },
    voidPaper,
  }
}
const titleOf = (ctx: Ctx<{ document: string }>): string => {
  const paper = ctx.documents.find((d) => d.id === ctx.input.document)
  return paper?.number ?? ''
}
