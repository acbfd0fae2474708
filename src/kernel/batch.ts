/** One batch's view of the world: what was loaded, and what its requests have changed so far, with undo for a refused request. */
import type { Placement, Scope } from './access.ts'
import type { LocalDate } from './clock.ts'
import type { WordingOverride } from './document.ts'
import { invariant } from './errors.ts'
import type { Effect, World } from './fold.ts'
import type { MatterState } from './matter.ts'
import { answerOf, handoverOf, limitRow, matterRow, type Row, scopeColumns } from './matter-rows.ts'
import { type DatedOrgan, type Organ, organOn } from './organ.ts'
import type { AgencyRow, Claim, Handover, Need, PostRow, Rows } from './procedure.ts'

const absent = Symbol('absent')

/** One order for claims read and claims made, so that guards see the same list however requests are batched. */
const byMatter = (a: Claim, b: Claim) => (a.matterId < b.matterId ? -1 : 1)
const claimKey = (kind: string, key: string) => `${kind}\u0000${key}`

export class Batch implements World {
  readonly matters = new Map<string, MatterState>()
  readonly claimsByKey = new Map<string, Claim[]>()
  readonly series = new Map<string, number>()
  readonly agencies = new Map<string, AgencyRow | undefined>()
  readonly parties = new Map<string, string>()
  readonly posts = new Map<string, PostRow[]>()
  /** Rows to write, by table and primary key; the last row of a key wins. */
  readonly out = new Map<string, Map<string, Row>>()
  readonly acts: Row[] = []
  readonly privates: Row[] = []
  /** Private rows that an act of erasure empties (see erase.ts). */
  readonly erasures: Row[] = []
  readonly touchedSeries = new Set<string>()
  /** Agencies' own wordings of papers. */
  readonly wordings = new Map<string, WordingOverride[]>()
  readonly handovers = new Map<string, Handover | undefined>()
  /** Organs by id, those above them included; an empty list where there is none. */
  readonly organs = new Map<string, DatedOrgan[]>()
  /** Answers that a matter has not recorded yet, by matter. */
  readonly unheard = new Map<string, Handover[]>()
  /** Matters that belong elsewhere than before, or have other readers: their rows elsewhere follow. */
  readonly moved = new Map<string, Placement>()
  /** Matters opened by this batch: nobody else can see them yet. */
  readonly openedHere = new Set<string>()
  /** Claim locks this transaction holds. */
  readonly locks = new Map<string, 'shared' | 'exclusive'>()
  /** Claims to be locked when the fold is over. */
  readonly lateLocks = new Set<string>()
  /** Keys of parties that were looked for, found or not. */
  readonly partiesAsked = new Set<string>()
  /** Claims changed by this batch, also of keys it has not read. */
  private readonly changedClaims = new Map<string, Map<string, Claim | null>>()
  private readonly hashes = new Map<string, string>()
  private readonly keyedHash: (text: string) => string
  /** The city's keyed hash; a text is hashed once a batch. */
  readonly hmac = (text: string): string => {
    let h = this.hashes.get(text)
    if (h === undefined) {
      h = this.keyedHash(text)
      this.hashes.set(text, h)
    }
    return h
  }
  readonly checkUrl: string
  readonly places: ReadonlySet<string>
  readonly lacking: ((text: string) => readonly string[]) | undefined
  private readonly keys: (table: string) => readonly string[]
  private readonly scoped: (table: string) => boolean
  /** What undoes the changes since the mark, in threes: map, key and the value before, or `absent`; or a list that has grown by one. */
  private readonly journal: unknown[] = []

  constructor(
    hmac: (text: string) => string,
    keys: (table: string) => readonly string[],
    scoped: (table: string) => boolean,
    checkUrl = '',
    lacking?: (text: string) => readonly string[],
    places: ReadonlySet<string> = new Set(),
  ) {
    this.places = places
    this.checkUrl = checkUrl
    this.lacking = lacking
    this.keyedHash = hmac
    this.keys = keys
    this.scoped = scoped
  }

  /** From here on a refusal undoes. */
  mark(): void {
    this.journal.length = 0
  }

  undo(): void {
    const { journal } = this
    for (let i = journal.length - 3; i >= 0; i -= 3) {
      const [target, key, old] = [journal[i], journal[i + 1], journal[i + 2]]
      if (Array.isArray(target)) target.pop()
      else if (old === absent) (target as Map<unknown, unknown> | Set<unknown>).delete(key)
      else (target as Map<unknown, unknown>).set(key, old)
    }
    journal.length = 0
  }

  private setIn<K, V>(map: Map<K, V>, key: K, value: V): void {
    const old = map.get(key)
    this.journal.push(map, key, old === undefined && !map.has(key) ? absent : old)
    map.set(key, value)
  }

  open(id: string): void {
    if (this.openedHere.has(id)) return
    this.openedHere.add(id)
    this.journal.push(this.openedHere, id, absent)
  }

  private push<T>(list: T[], value: T): void {
    list.push(value)
    this.journal.push(list, undefined, undefined)
  }

  erase(rows: readonly Row[]): void {
    for (const row of rows) this.push(this.erasures, row)
  }

  matter(id: string): MatterState | undefined {
    return this.matters.get(id)
  }

  isClaimLoaded(kind: string, key: string): boolean {
    return this.claimsByKey.has(claimKey(kind, key))
  }

  /** Whether a step may go on with this claim: locked as it asks, and read unless it only locks. */
  isClaimReady(kind: string, key: string, exclusive: boolean, lockOnly: boolean): boolean {
    const id = claimKey(kind, key)
    const held = this.locks.get(id)
    return (exclusive ? held === 'exclusive' : held !== undefined) && (lockOnly || this.claimsByKey.has(id))
  }

  /**
   * Puts off the lock of a claim that the fold does not read, and says whether it could: whoever reads the claim holds it
   * until his commit, so that it is enough to wait for him before writing, once for the whole batch.
   */
  locksLate(n: Need): boolean {
    if (!('claim' in n) || !n.lockOnly || !n.exclusive) return false
    this.lateLocks.add(claimKey(n.claim, n.key))
    return true
  }

  /** Takes what the database holds of a key, and over it what this batch has changed already. */
  loadClaims(kind: string, key: string, claims: Claim[]): void {
    const id = claimKey(kind, key)
    const changed = this.changedClaims.get(id)
    const now = changed
      ? [...claims.filter((c) => !changed.has(c.matterId)), ...[...changed.values()].filter((c) => c !== null)]
      : claims
    // Undone with the request: what it had changed itself is among them.
    this.setIn(this.claimsByKey, id, now.sort(byMatter))
  }

  partyKey(idKind: string, idNumber: string): string {
    return this.hmac(`party\u0000${idKind}\u0000${idNumber}`)
  }

  claims(kind: string, key: string): readonly Claim[] {
    const claims = this.claimsByKey.get(claimKey(kind, key))
    invariant(claims, `claim ${kind} was not loaded`)
    return claims
  }

  words(agency: string): readonly WordingOverride[] {
    return this.wordings.get(agency) ?? []
  }

  handover(id: string): Handover | undefined {
    invariant(this.handovers.has(id), `hand-over ${id} was not declared as a need`)
    return this.handovers.get(id)
  }

  agency(id: string): AgencyRow | undefined {
    invariant(this.agencies.has(id), `agency ${id} was not declared as a need`)
    return this.agencies.get(id)
  }

  organ(id: string, on: LocalDate): Organ | undefined {
    const rows = this.organs.get(id)
    invariant(rows, `organ ${id} was not declared as a need`)
    return organOn(rows, on)
  }

  party(idKind: string, idNumber: string, fresh: () => string): string {
    const key = this.partyKey(idKind, idNumber)
    const known = this.parties.get(key)
    if (known) return known
    const id = fresh()
    this.setIn(this.parties, key, id)
    this.row('kernel.party', { party_id: id, kind: idKind === 'uscc' ? 'legal' : 'natural', key_hmac: key }, null)
    return id
  }

  number(series: string): number {
    const next = (this.series.get(series) ?? 0) + 1
    this.setIn(this.series, series, next)
    this.touchedSeries.add(series)
    return next
  }

  /** Adds a row, with the scope columns of its matter where the table is under a policy. */
  row(table: string, row: Row, placement: Placement | null): void {
    let rows = this.out.get(table)
    if (!rows) {
      rows = new Map()
      this.out.set(table, rows)
    }
    const full = placement && this.scoped(table) ? { ...row, ...scopeColumns(placement) } : row
    let key = ''
    for (const column of this.keys(table)) key += `${full[column as keyof typeof full]}\u0000`
    const before = rows.get(key)
    invariant(
      !before || before.matter_id === row.matter_id,
      `a row of ${table} does not move from matter ${before?.matter_id} to ${row.matter_id}`,
    )
    this.setIn(rows, key, full)
  }

  /** Takes an act's effect into the world and the rows to write. */
  apply(e: Effect): void {
    const { after } = e
    const at = after.placement
    const scope = scopeColumns(at)
    this.setIn(this.matters, after.id, after)
    this.push(this.acts, {
      matter_id: after.id,
      n: e.record.n,
      action: e.record.action,
      actor: e.record.actor,
      declared_on: e.record.declaredOn,
      recorded_at: e.record.recordedAt,
      hash: e.hash,
      canonical: e.text,
      is_internal: e.record.given.internal === true,
      ...scope,
    })
    if (e.isPlacementChange) this.setIn(this.moved, after.id, at)
    if (e.private)
      this.push(this.privates, {
        matter_id: after.id,
        n: e.record.n,
        fields: JSON.stringify(e.private),
        erased_by: null,
        seen_by: e.record.given.seenBy ?? null,
        ...scope,
      })
    for (const l of e.changedLimits) this.row('kernel.matter_limit', limitRow(after, l), at)
    for (const rows of e.rows) this.rows(rows, at)
    for (const c of e.claims) {
      const key = claimKey(c.kind, c.key)
      const now: Claim = {
        kind: c.kind,
        key: c.key,
        matterId: after.id,
        exclusive: c.exclusive ?? false,
        value: c.value ?? null,
      }
      let changed = this.changedClaims.get(key)
      if (!changed) {
        changed = new Map()
        this.changedClaims.set(key, changed)
      }
      this.setIn(changed, after.id, c.release ? null : now)
      const others = (this.claimsByKey.get(key) ?? []).filter((x) => x.matterId !== after.id)
      if (this.claimsByKey.has(key))
        this.setIn(this.claimsByKey, key, c.release ? others : [...others, now].sort(byMatter))
      this.row(
        'kernel.claim',
        {
          kind: c.kind,
          key: c.key,
          matter_id: after.id,
          is_exclusive: !c.release && (c.exclusive ?? false),
          value: c.release ? null : (c.value ?? null),
          is_released: c.release ?? false,
        },
        null,
      )
    }
    for (const l of e.links) this.row('kernel.matter_link', { from_id: after.id, to_id: l.to, kind: l.kind }, at)
  }

  private rows(rows: Rows, at: Placement): void {
    for (const table of Object.keys(rows))
      for (const row of rows[table]!) {
        this.row(table, row as Row, at)
        if (table === 'kernel.agency') this.setIn(this.agencies, row.agency_id as string, row as AgencyRow)
        if (table === 'kernel.handover') this.offer(row as Row, at)
        if (table === 'kernel.wording') {
          const { agency_id, template, name, text, valid_from } = row as Record<string, string>
          const list = this.wordings.get(agency_id!)
          // An agency whose wordings were not asked for is read when they are.
          if (list)
            this.setIn(this.wordings, agency_id!, [
              ...list.filter((w) => w.template !== template || w.name !== name || w.from !== valid_from),
              { template: template!, name: name!, text: text!, from: valid_from as LocalDate },
            ])
        }
        if (table === 'kernel.handover_answer') this.answer(row as Row)
        if (table === 'kernel.post') {
          const post = row as PostRow
          const list = (this.posts.get(post.officer_id) ?? []).filter(
            (x) => !(x.role === post.role && x.scope_value === post.scope_value && x.valid_from === post.valid_from),
          )
          this.setIn(this.posts, post.officer_id, [...list, post])
        }
      }
  }

  private offer(row: Row, at: Placement): void {
    const id = row.handover_id as string
    const known = this.handovers.get(id)
    this.setIn(this.handovers, id, handoverOf({ ...row, agency_id: at.agencyId }, known?.answer ?? null))
  }

  private answer(row: Row): void {
    const known = this.handovers.get(row.handover_id as string)
    if (known) this.setIn(this.handovers, known.id, { ...known, answer: answerOf(row) })
  }

  /** The matter rows of all matters that acts have changed. */
  matterRows(changed: Iterable<string>): Row[] {
    const rows: Row[] = []
    for (const id of changed) {
      const m = this.matters.get(id)
      if (m) rows.push(matterRow(m))
    }
    return rows
  }

  postsOf(officer: string): readonly PostRow[] {
    return this.posts.get(officer) ?? []
  }

  /** Whether the officer held the post on the day. */
  holdsPost(officer: string, role: string, scope: Scope, on: LocalDate): boolean {
    return (this.posts.get(officer) ?? []).some(
      (p) =>
        p.role === role &&
        p.scope_kind === scope.kind &&
        p.scope_value === scope.value &&
        p.valid_from <= on &&
        (p.valid_to === null || on < p.valid_to),
    )
  }
}
