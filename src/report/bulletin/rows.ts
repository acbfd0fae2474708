/** Rows that a bulletin's acts give. What was frozen is only ever added to. */
import type { FoldedAct, Rows } from '#kernel/procedure'
import type { Facts } from './facts.ts'
import type { FrozenLine, RowTuple } from './forms.ts'

export const bulletinRows = (act: FoldedAct, f: Facts, _before: Facts, state: string): Rows => ({
  'bulletin.bulletin': [
    {
      matter_id: act.matter,
      period: f.period,
      state,
      opened_on: f.openedOn,
      court_cases: f.courtKeys.length,
      imports: f.imports,
      is_compared: f.isCompared,
      differences: f.differences.length,
      unexplained: f.differences.filter((d) => d.explanation === null).length,
      frozen_on: f.frozenOn,
      as_of: f.asOf,
      snapshot_hash: f.snapshotHash,
      row_count: f.rowCount,
      corrections_added: f.corrected.added,
      corrections_removed: f.corrected.removed,
      published_on: f.publishedOn,
      issue_no: f.issueNo,
      closed_on: f.closedOn,
      digest: f.digest,
    },
  ],
})

export const courtRows = (act: FoldedAct, before: number): Rows => ({
  'bulletin.court_line': act.payload.lines.map(
    (l: { caseNo: string; event: string; on: string; isLost: boolean }, i: number) => ({
      matter_id: act.matter,
      no: before + i + 1,
      case_no: l.caseNo,
      event: l.event,
      happened_on: l.on,
      is_lost: l.isLost,
      source: act.payload.source,
    }),
  ),
})

/** All differences as they now stand; one that a later comparison no longer finds is marked as gone. */
export const differenceRows = (act: FoldedAct, after: Facts, before: Facts): Rows => {
  const now = new Map(after.differences.map((d) => [d.key, d]))
  return {
    'bulletin.difference': [...before.differences.filter((d) => !now.has(d.key)), ...after.differences].map((d) => ({
      matter_id: act.matter,
      key: d.key,
      kind: d.kind,
      ours: d.ours,
      theirs: d.theirs,
      explanation: d.explanation,
      is_gone: !now.has(d.key),
    })),
  }
}

export const frozenRows = (act: FoldedAct): Rows => ({
  'bulletin.frozen_row': act.payload.rows.map((r: RowTuple) => ({
    matter_id: act.matter,
    no: r[0],
    change: r[1],
    indicator: r[2],
    scope_kind: r[3],
    scope_id: r[4],
    record_id: r[5],
    counted_matter_id: r[6],
    counted_on: r[7],
    place: r[8],
    is_vertical: r[9],
    group_key: r[10],
  })),
  'bulletin.frozen_line': act.payload.lines.map((l: FrozenLine, i: number) => ({
    matter_id: act.matter,
    no: i + 1,
    dimension: l.dimension,
    subject: l.subject,
    name: l.name,
    metric: l.metric,
    span: l.span,
    numerator: l.numerator,
    denominator: l.denominator,
    before_numerator: l.before.numerator,
    before_denominator: l.before.denominator,
    rank: l.rank,
    is_small: l.isSmall,
    is_vertical: l.isVertical,
    warning: l.warning,
    same_act: l.sameAct,
    persons: l.persons ?? null,
  })),
})

export const warningRows = (act: FoldedAct, after: Facts): Rows => ({
  'bulletin.warning': after.warnings.map((w) => ({
    matter_id: act.matter,
    dimension: w.dimension,
    agency: w.agency,
    metric: w.metric,
    level: w.level,
    recipient: w.recipient,
    warned_on: w.warnedOn,
    fed_back_on: w.fedBackOn,
  })),
})

export const correctionRows = (act: FoldedAct, after: Facts): Rows => ({
  'bulletin.correction': after.corrections.map((c, i) => ({
    matter_id: act.matter,
    no: i + 1,
    period: c.period,
    original_id: c.original,
    dimension: c.dimension,
    subject: c.subject,
    name: c.name,
    metric: c.metric,
    before_numerator: c.before.numerator,
    before_denominator: c.before.denominator,
    after_numerator: c.after.numerator,
    after_denominator: c.after.denominator,
    added: c.added,
    removed: c.removed,
    reason: c.reason,
  })),
})

export const populationRows = (act: FoldedAct): Rows => ({
  'bulletin.population': act.payload.places.map((p: { place: string; persons: number }) => ({
    matter_id: act.matter,
    year: act.payload.year,
    place: p.place,
    persons: p.persons,
    source: act.payload.source,
  })),
})

export const objectionRows = (act: FoldedAct, after: Facts): Rows => ({
  'bulletin.objection': after.objections.map((o) => ({
    matter_id: act.matter,
    no: o.no,
    agency: o.agency,
    metric: o.metric,
    received_on: o.receivedOn,
    filed_on: o.filedOn,
    reason: o.reason,
    decided_on: o.decidedOn,
    result: o.result,
    decision: o.decision,
  })),
})
