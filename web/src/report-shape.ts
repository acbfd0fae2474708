/** The report as the interface sends it: the document leaves its body open, so its shape is written down here. */

/** Where a figure's counting rule stands and what it says. */
export type Definition = {
  indicator: string
  label: string
  kind: string
  unit: string
  version: string
  authority: string
  /** What one counted record is. */
  text: string
  basis?: string | null
  /** Of a rate: what stands above and below. */
  numerator?: { label: string; text: string; value: string | null } | null
  denominator?: { label: string; text: string; value: string | null } | null
}

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
  definition?: Definition | null
}

export type Identity = {
  id: string
  formula: string
  result: string
  figures: string[]
  note: string
  severity?: string
}

export type Report = {
  year: number | null
  city?: string | null
  isDemonstration?: boolean
  /** '1:1', or '1:100' where the replay was smaller than the city. */
  scale: string
  figures: Row[]
  identities: Identity[]
  habits: string
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
