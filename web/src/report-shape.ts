/** The report as the interface sends it: the document leaves its body open, so its shape is written down here. */

/** The counting rule behind a figure: where it stands and what it says. */
export type Indicator = {
  id: string
  label: string
  kind: string
  version: string | null
  authority: string | null
  /** What one counted record is. */
  text: string | null
  basis?: string[] | null
  /** Of a rate: what stands above and below. */
  numerator?: RatePart | null
  denominator?: RatePart | null
}

export type RatePart = { label: string; text?: string | null; value: string | null }

export type Row = {
  id: string
  system?: string | null
  label: string
  unit: string
  scope: string
  published: string
  qualifier: string
  computed: string | null
  records: number | null
  reported: string | null
  agrees: boolean | null
  habit: string | null
  note: string
  flags: string[]
}

export type Identity = {
  id: string
  formula: string
  result: string
  figures: string[]
  note: string
  severity?: string
}

/** Against the year before: growth of a count in per cent, change of a rate in percentage points. */
export type Change = { kind: 'percent' | 'points'; value: string; before: string }
export type Comparison = {
  year: number
  note: string
  figures: Readonly<Record<string, { published: Change | null; computed: Change | null }>>
}

export type Report = {
  year: number | null
  demonstration?: boolean
  /** '1:1', or '1:100' where the replay was smaller than the city. */
  scale: string
  figures: Row[]
  identities: Identity[]
  habits: string
  /** What a replay had to assume where the printed figures leave a total open; the public edition has none. */
  assumptions?: readonly string[]
  /** Counting rules by figure id. */
  indicators?: Readonly<Record<string, Indicator>>
  comparison?: Comparison
  run?: { runId?: string; knownAt: string } | null
}

export type FigureRecord = {
  recordId: string
  matterId: string | null
  number?: string | null
  title?: string | null
  countedOn: string
  place: string | null
  inNumerator: boolean
  amount: number | string
}

export type RecordPage = { total: number; visible: number; hidden?: number; rows: FigureRecord[]; next?: string | null }
