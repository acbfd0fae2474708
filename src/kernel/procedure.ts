/**
 * A procedure is a value: a domain declares it, the kernel derives forms, checks, due dates, worklists, the record and tests from it.
 *
 * One object per procedure version. A new law adds a version; it never edits one.
 */
import type { z } from 'zod'
import type { Actor, Placement } from './access.ts'
import type { Calendar } from './calendar.ts'
import type { Instant, LocalDate } from './clock.ts'
import type { DocumentTemplate } from './document.ts'
import type { Basis } from './errors.ts'
import type { Span } from './limit.ts'
import type { MaskKind } from './mask.ts'
import type { Organ } from './organ.ts'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

/** A personal field of a form: `path` like 'parties.*.name'. It is hashed as a salted commitment and may be erased by law. */
export type PersonalField = { path: string; label: string; mask: MaskKind; purpose: string; basis?: Basis }

/** A number or fact held by one matter and seen by guards of others; no content beyond `value`, never shown to a caller. */
export type Claim = { kind: string; key: string; matterId: string; exclusive: boolean; value: string | null }
export type ClaimChange = { kind: string; key: string; exclusive?: boolean; value?: string; release?: boolean }

/** What a step must know beyond its own matter, fetched set-based before the fold. `exclusive` where it will also write the claim. */
export type Need =
  | { claim: string; key: string; exclusive?: boolean; lockOnly?: boolean }
  | { series: string }
  | { agency: string }
  /** An organ of the state with all that stand above it. */
  | { organ: string }
  | { party: string; idKind: string; idNumber: string }
  | { handover: string }
  /** The wordings of its own that an agency has set. */
  | { words: string }
  /** The posts of an officer. */
  | { officer: string }

/** A row of kernel.post; `matter_id` names the matter whose act gave it, and is null where it was imported. */
export type PostRow = {
  officer_id: string
  role: string
  scope_kind: string
  scope_value: string
  agency_id: string
  valid_from: string
  valid_to: string | null
  matter_id: string | null
}

/** An offer of one matter to another agency, and the answer where there is one (see handover.ts). */
export type Handover = {
  id: string
  fromMatter: string
  fromAgency: string
  /** The procedure under which the receiver would take it. */
  procedure: string
  toAgency: string
  state: 'offered' | 'withdrawn'
  offeredOn: LocalDate
  /** What the receiver needs to know to take it; never personal data. */
  facts: any
  answer: { state: 'taken' | 'refused' | 'ended'; matter: string; on: LocalDate; n: number; facts: any } | null
}

export type AgencyRow = {
  agency_id: string
  name: string
  kind: string
  parent_id: string | null
  county_code: string | null
  town_code: string | null
  zone_code: string | null
  /** The organ's own characters (机关代字) in the numbers of its papers. */
  letter?: string | null
  matter_id: string | null
}

/** One act as folding and rows see it: personal positions of the payload hold commitments; `personal` reads a value or nothing once erased. */
export type FoldedAct<P = any> = {
  matter: string
  n: number
  action: string
  actor: string
  capacity: string
  agency: string
  declaredOn: LocalDate
  recordedAt: Instant
  given: { readonly [key: string]: any }
  payload: P
  personal: (pointer: string) => any
  files: readonly ActFile[]
}

/** A file as its act names it; `private` is the commitment to {name, salt, stored}. */
export type ActFile = {
  id: string
  label: string
  type: string
  sizeBytes: number
  /** SM3 over salt and the content's SM3. */
  hash: string
  private: unknown
}

/** What the record keeps of a paper that an act issued. */
export type IssuedDocument = {
  id: string
  template: string
  version: string
  title: string
  on: LocalDate
  number?: string
  /** The agency that issues it, and its name on that day. */
  by: string
  byName: string
  /** Keyed code that the paper's QR code carries: whoever has the paper can ask whether it is ours. */
  code: string
  /** Where it can be asked: the city's public address with the code. */
  check: string
  /** Texts that the agency worded itself, as used. */
  words?: { readonly [name: string]: string }
  hash: string
  /** Commitment to the salt of the hash: erased with it, the hash tells nothing of the paper. */
  salt: unknown
}

/** A paper of the matter as later steps see it. */
export type MatterDocument = Pick<IssuedDocument, 'id' | 'template' | 'number' | 'on'> & {
  n: number
  isVoid?: true
  /** Days on which it was served, by recipient. */
  served?: { readonly [recipient: string]: LocalDate }
}

/** What a template is told of the paper itself. */
export type Paper = { number: string | undefined; on: LocalDate; check: string; byName: string }

/** A paper that an action issues. */
export type Issue<F = any, I = any> = {
  template: DocumentTemplate<any>
  /** Whether this act issues it; default: always. */
  when?: (act: FoldedAct<I>, after: F) => boolean
  data: (act: FoldedAct<I>, after: F, paper: Paper) => unknown
}

/** A limit of a matter as it stands. */
export type LimitState = {
  id: string
  subject: string
  state: 'running' | 'paused' | 'met' | 'lapsed' | 'void'
  start: LocalDate
  raw: LocalDate
  due: LocalDate
  dueAt?: Instant
  outer?: LocalDate
  provisional: boolean
  calendar: string
  /** An agreed or ordered new last day. */
  extendedTo?: LocalDate
  /** Extensions by a span, in the order granted; days that do not count are left out of them as of the limit itself. */
  extendedBy?: readonly Span[]
  metOn?: LocalDate
  pauses?: { from: LocalDate; to?: LocalDate }[]
}

/** What a guard and `given` may look at. */
export type Context<F, I> = {
  input: I
  /** Facts before the step; of an opening step the procedure's initial facts. */
  facts: F
  matterId: string
  state: string | null
  filedOn: LocalDate
  placement: Placement | null
  actor: Actor
  declaredOn: LocalDate
  recordedAt: Instant
  today: LocalDate
  calendar: Calendar
  limits: readonly LimitState[]
  /** Papers that earlier acts have issued. */
  documents: readonly MatterDocument[]
  files: readonly Pick<ActFile, 'id' | 'label' | 'type' | 'sizeBytes'>[]
  /** True in a late entry of something that happened before (with reason and evidence). */
  isLate: boolean
  claims(kind: string, key: string): readonly Claim[]
  agency(id: string): AgencyRow | undefined
  /** An organ declared as a need, or one above it, as it stood on the declared day; nothing where the city's data know none. */
  organ(id: string): Organ | undefined
  /** All posts that an officer declared as a need has, had or will have. */
  posts(officer: string): readonly PostRow[]
  /** The party known by this need's name: an existing one by its keyed hash, or a new id. */
  party(name: string): string
  number(series: string): number
  /** The hand-over declared as a need; nothing where there is none or it is not addressed to this matter's agency. */
  handover(id: string): Handover | undefined
  newId(): string
  /** HMAC-SM3 under the city's key: for claims about persons or content. */
  hmac(text: string): string
  /** Refuse under a declared rule; the detail is added to the rule's words. */
  refuse(rule: string, detail?: string, more?: { allowed?: readonly string[]; field?: string }): never
}

/** Rows an act gives: full rows keyed by table; the last row of a key in a batch wins. Scope columns are added by the engine. */
export type Rows = Partial<Record<string, readonly Record<string, unknown>[]>>

export type RefusalRule = { label: string; basis: Basis | readonly Basis[]; severity?: 'BLOCK' }

export type ActionDef<F = any, I = any> = {
  label: string
  /** What it is called where the public does it, who may not know the officers' word. */
  publicLabel?: string
  /** Roles that may act; 'party', 'public' and 'system' are the kernel's own. */
  by: readonly string[]
  /** States it acts in; absent for an opening action. */
  in?: readonly string[]
  /** State afterwards; a function of the facts after the step; absent: unchanged. */
  to?: string | ((facts: F) => string)
  /** States that `to` may give where it is a function; by the state before where they differ. */
  among?: readonly string[] | Readonly<Record<string, readonly string[]>>
  basis: Basis | readonly Basis[]
  input: z.ZodType<I>
  personal?: readonly PersonalField[]
  /** Where an opening action places its matter: an agency's id, or a placement of its own for an agency that it establishes. */
  place?: (input: I, ids: { newAgencyId: () => string }) => string | Placement
  /** Who may read the matter from its opening on. */
  readers?: (input: I, ctx: Context<F, I>) => readonly string[]
  /** Readers, none of the house, who read this act's personal values beside whoever wrote it: those to whom it is addressed. */
  addressed?: (ctx: Context<F, I>) => readonly string[]
  /** Readers that this later act lets in or sends away: 'a:<agency>' for organs, 'f:<agency>' for organs that only follow, 'p:<party>' for parties. */
  admits?: (ctx: Context<F, I>) => { in?: readonly string[]; out?: readonly string[] }
  /** Takes the matter out of the reach of towns and counties from this act on, with all that was recorded before. */
  confines?: (ctx: Context<F, I>) => boolean
  /** An act within the house: organs read it, parties do not. */
  internal?: boolean
  title?: (input: I, ctx: Context<F, I>) => string
  needs?: (
    input: I,
    at: {
      facts: F | undefined
      placement: Placement | null
      matterId: string
      hmac: (text: string) => string
      declaredOn: LocalDate
    },
  ) => readonly Need[]
  /** Judges the request; refuses through ctx.refuse. Nothing else happens when it refuses. */
  guard?: (ctx: Context<F, I>) => void
  /** What the engine adds to the act: numbers, ids, ages, keys — whatever the rows take from elsewhere. */
  given?: (ctx: Context<F, I>) => { [key: string]: Json | undefined }
  /** Facts after the act: a pure function. */
  apply: (facts: F, act: FoldedAct<I>) => F
  /** Rows that the act gives beyond those of `rows` of the procedure. */
  rows?: (act: FoldedAct<I>, after: F, before: F) => Rows
  claims?: (act: FoldedAct<I>, after: F, before: F) => readonly ClaimChange[]
  links?: (act: FoldedAct<I>, after: F) => readonly { to: string; kind: string }[]
  /** True when the act records a document: kind, number, date and the hash of what was declared. */
  document?: string
  /** Papers that the act issues, made in the fold from the act itself. */
  issues?: readonly Issue<F, I>[]
  /** What whoever acts should know of what the engine found, before he sends and after: a likely duplicate, say. No reason to refuse. */
  tells?: (given: { readonly [key: string]: any }) => readonly string[]
  /** The law lets the same act be done on many matters at once, with one form. */
  isForMany?: boolean
  /** Papers of the matter that the act voids: their numbers stay taken. */
  voids?: (ctx: Context<F, I>) => readonly string[]
  /** The service of a paper that the act records: the day that counts feeds limits. */
  serves?: (ctx: Context<F, I>) => { document: string; recipient: string; way: string; on: LocalDate } | undefined
  /** Files that may or must come with it. */
  files?: {
    min?: number
    max: number
    /** What they are called, offered by forms. */
    labels?: readonly string[]
    /** Labels without which the act is not taken: a scan or a file of a paper under each. */
    required?: readonly string[]
  }
}

export type LimitDef<F = any> = {
  label: string
  /** A right that may be used until its last day, and no duty: unused it has gone, and nobody is overdue. */
  isRight?: boolean
  /** Actions after which it runs; none where it `follows` another limit. */
  after: readonly string[]
  /**
   * A limit of the matter from whose last day it runs unless that one is met by then: it moves with that day and is void once the
   * other is met in time or void. The last day of a limit that stands for more than the matter as a whole cannot be followed.
   */
  follows?: string
  when?: (facts: F, act: FoldedAct) => boolean
  /** The day (or instant, for hours) from which it counts, for each subject its own; default: the act's declared day. */
  start?: (facts: F, act: FoldedAct, subject: string) => LocalDate
  within: Span | ((facts: F) => Span)
  /** Whether a last day off rolls to the next working day: a datum of each limit. */
  roll: boolean
  /** Subjects it runs for; default one per matter. */
  per?: (facts: F, act: FoldedAct) => readonly string[]
  /** Actions that meet it; with `metFor` only for those subjects. */
  met: readonly string[]
  metFor?: (facts: F, act: FoldedAct) => readonly string[]
  metOn?: (facts: F, act: FoldedAct) => LocalDate
  pausedIn?: readonly string[]
  /** By action: the new last day, date to date. */
  extendedBy?: Record<string, (facts: F, act: FoldedAct) => LocalDate | Span | undefined>
  excluded?: (facts: F) => readonly { from: LocalDate; to: LocalDate }[]
  /** A second due date under another law, counted from the same start. */
  outer?: { within: Span; roll: boolean; basis: Basis }
  /** Actions after which it is counted anew from its own start (excluded days changed). */
  recountAfter?: readonly string[]
  /** What the law does by itself (deem), or what a person is asked to judge (propose). */
  lapse?: { kind: 'deem'; action: string; on: 'due' | 'dayAfter' } | { kind: 'propose'; action: string; label: string }
  basis: Basis | readonly Basis[]
}

export type Turns = {
  /** While a limit runs: whom it binds, or whose right it is. Every limit stands here. */
  limits?: Record<string, readonly string[]>
  /** In a state, whether or not a limit runs. */
  states?: Record<string, readonly string[]>
}

export type ProcedureDef<F = any> = {
  id: string
  version: string
  label: string
  /** In force for matters whose deciding date lies in here (left closed, right open). */
  effective: { from: LocalDate; to?: LocalDate }
  /** The deciding date of a filing: from its input, else the day it is declared on. */
  decidedBy?: (input: any, declaredOn: LocalDate) => LocalDate
  decidedByLabel: string
  /** What decided of one opening where that was another day than the label's, or no day at all. */
  decidedOtherwise?: (input: any, declaredOn: LocalDate) => { label: string; on: LocalDate | null } | undefined
  states: Record<string, { label: string; final?: boolean }>
  initial: F
  actions: Record<string, ActionDef<F, any>>
  limits: Record<string, LimitDef<F>>
  refusals: Record<string, RefusalRule>
  /** Whose turn it is: what each role finds in its work when it opens the platform. */
  turns?: Turns
  /** How an offer of another domain becomes a matter of this procedure: the opening action that takes it, and the form it fills from the offer's facts. */
  receives?: { action: string; facts: z.ZodType; fill: (facts: any) => Record<string, unknown> }
  /** The system's acts by which a matter records what became of its offers. */
  hears?: Partial<Record<'taken' | 'refused' | 'ended', string>>
  /** The matter's own rows after each act: usually one full main row. */
  rows?: (act: FoldedAct, after: F, before: F, state: string) => Rows
  /** Title of the matter as lists show it; must not contain personal data. */
  title: (facts: F) => string
  /** It stands before all others in the work lists, whatever its limits say. */
  isUrgent?: (facts: F) => boolean
}

/** Gives `action` its input type from the form, and `define` the whole procedure. */
export function procedureOf<F>() {
  return {
    action: <S extends z.ZodType>(def: Omit<ActionDef<F, z.output<S>>, 'input'> & { input: S }): ActionDef<F, any> =>
      def as unknown as ActionDef<F, any>,
    define: (def: ProcedureDef<F>): ProcedureDef<any> => def,
  }
}

/** States to which nothing leads on. */
export const isFinal = (p: ProcedureDef, state: string): boolean => p.states[state]?.final === true

/** The actions declared for a state, in order of declaration. */
export function actionsIn(p: ProcedureDef, state: string): string[] {
  return Object.entries(p.actions)
    .filter(([, a]) => a.in?.includes(state))
    .map(([id]) => id)
}
