/** The city of a replay: its places, its agencies and the assumptions of the demonstration, all data. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PlainError } from '#kernel/errors'
import type { Channel } from '../domains/centre/kinds.ts'

/** A place with its dates; `code` has six digits for city and county, nine for town and street. */
export type Place = {
  code: string
  name: string
  level: 'city' | 'county' | 'town'
  /** `similar`: a unit like a town, for statistics alone (a development zone); nothing happens there. */
  kind: 'city' | 'district' | 'county-city' | 'county' | 'town' | 'township' | 'street' | 'similar'
  parent: string
  validFrom: string
  validTo?: string
  validFromKnown: boolean
}

export type CommitteeKind =
  | 'VILLAGE'
  | 'RESIDENT'
  | 'TOWNSHIP'
  | 'SUBDISTRICT'
  | 'ENTERPRISE'
  | 'INSTITUTION'
  | 'REGIONAL'
  | 'INDUSTRY_PROFESSIONAL'
  | 'OTHER_ORG'

/** Committees by who usually takes a dispute there. */
export const GROUPS = ['VILLAGE', 'RESIDENT', 'TOWN', 'PROFESSIONAL', 'ENTERPRISE', 'OTHER'] as const
export type Group = (typeof GROUPS)[number]

export const GROUP_OF: Readonly<Record<CommitteeKind, Group>> = {
  VILLAGE: 'VILLAGE',
  RESIDENT: 'RESIDENT',
  TOWNSHIP: 'TOWN',
  SUBDISTRICT: 'TOWN',
  ENTERPRISE: 'ENTERPRISE',
  INSTITUTION: 'ENTERPRISE',
  REGIONAL: 'OTHER',
  OTHER_ORG: 'OTHER',
  INDUSTRY_PROFESSIONAL: 'PROFESSIONAL',
}

export type Source =
  | 'PARTY_APPLICATION'
  | 'COMMITTEE_INITIATIVE'
  | 'COURT_INFORMED'
  | 'COURT_DELEGATED'
  | 'COURT_ENTRUSTED'
  | 'POLICE'
  | 'PETITION'
  | 'PROCURATORATE'
  | 'OTHER_STATE_ORGAN'
  | 'CENTRE'
  | 'HOTLINE'
  | 'OTHER'

type Shares = Record<string, number>

/** The assumptions (data/cities/<city>/demo.json). Counts are shares of the reference totals; nothing here is a fact. */
export type Demo = {
  city: string
  year: number
  reference: { committees: number; professional: number; mediators: number; mediated: number; settled: number }
  counties: { place: string; population: number; committees: number }[]
  committeeKinds: Record<Exclude<CommitteeKind, 'INDUSTRY_PROFESSIONAL'>, number>
  professional: {
    cityLevel: { places: string[]; fields: string[] }
    fields: string[]
    fieldOfKind: Record<string, string[]>
  }
  kinds: Record<string, { mediated: number; failed: number; amountMedianYuan: number; amountShare: number }>
  amountSigma: number
  months: number[]
  sources: Shares
  restSources: Shares
  policeWithLetter: number
  groups: Record<Group, number>
  groupsOfKind: Record<string, Group[]>
  groupsOfSource: Record<string, Group[]>
  forms: { WRITTEN: number; ORAL: number }
  headCounts: { share: number; from: number; to: number }[]
  failReasons: Shares
  days: {
    workday: number
    weekend: number
    holiday: number
    windows: { from: string; to: string; weight: number }[]
  }
  officeHours: [string, string][]
  durations: {
    oralP: number
    oralMaxDays: number
    writtenMedianDays: number
    written95Days: number
    medianDaysOfKind: Shares
    medicalMedianWorkdays: number
    medicalAppraisalShare: number
    medicalAppraisalWorkdays: [number, number]
    labourExtendedShare: number
    labourExtendedToDays: number
    extendedShare: number
    overdueShare: number
  }
  agreement: {
    instantShareOfWritten: number
    payableShare: [number, number]
    lateSealShare: number
    dueDays: [number, number]
    performedOnTimeShare: number
    breachShare: number
    invalidated: number
    followUpShare: number
  }
  confirmation: { shareOfWritten: number; valid: number; dismissed: number; other: number; lateShare: number }
  risk: Record<'LOW' | 'ESCALATING' | 'CRIMINAL_RISK', number>
  notAcceptedReasons: Shares
  endedReasons: Shares
  archiveLateShare: number
  feedbackLateShare: number
  decoys: {
    notAccepted: number
    endedBeforeStart: number
    transferred: number
    merged: number
    superseded: number
    courtEntrusted: number
    courtEntrustedSettled: number
    pendingAtYearEnd: number
    carriedOver: number
    partial: number
    unfiledCommittees: number
    dissolvedCommittees: number
    rooms: number
    seats: number
    departedMediators: number
  }
  terms: { overdue: number; newInYearShare: number; lateFilingShare: number }
  mediators: {
    fullTime: number
    womenShare: number
    multiEthnicAreaShare: number
    minorities: string[]
    hiredInYearShare: number
    untrainedShare: number
    seatWeights: Record<CommitteeKind, number>
    education: Shares
    political: Shares
  }
  personRoomShare: number
  /** Nothing where the city has no data on centres: none is replayed then. */
  centre?: CentreDemo
  /** Nothing where the city has no data on disputes with its organs: none is replayed then. */
  administrative?: AdminDemo
}

/** How a matter that a centre keeps to itself goes on; what goes to people's mediation follows from the disputes. */
export const CENTRE_PATHS = ['COMPLAINT', 'PETITION', 'LABOUR', 'LITIGATION', 'ADMIN', 'CONSULT'] as const
export type CentrePath = (typeof CENTRE_PATHS)[number]

/** The assumptions on centres for disputes (chapter 4, C5); counts are a full year's at scale 1. */
export type CentreDemo = {
  /** Registered in the year and not merged. */
  registered: number
  /** Beside them, merged into others. */
  merged: number
  /** Among them, told that they are not taken up again. */
  repeats: number
  channels: Partial<Record<Channel, number>>
  paths: Record<CentrePath, number>
  groupShare: number
  groupHeads: [number, number]
  /** Day on which each county's centre opened; there is one in a county at any scale. */
  countyOpened: Record<string, string>
  townCentres: number
  townOpened: { from: string; to: string }
  secondVisitShare: number
  unreachedShare: number
  complaints: {
    police: number
    returned: number
    returnRefused: number
    joint: number
    escalated: number
    late: number
  }
  petitions: { lateNotice: number; extended: number; mediated: number; reviewed: number }
}

/** The assumptions on reconsideration and suits against the city's organs (chapter 5, C4.10); counts are a full year's at scale 1. */
export type AdminDemo = {
  /** Of the printed number of disputes. */
  disputes: { recon: number; suits: number }
  /** Both, in the year before: where the printed change leaves it open. */
  before: number
  reconConcluded: { all: number; settled: number; cityLevel: number; cityLevelSettled: number }
  suitsConcluded: { all: number; lost: number }
  /** Cases at an instance with a hearing in the year; those of the second instance among them. */
  hearings: { all: number; attended: number; secondInstance: number }
  /** Reconsideration organs assessed, one at the city and one in each county at any scale. */
  standard: { due: number; passed: number }
  /** Of those concluded in the year, what came in the year before. */
  carried: { recon: number; suits: number }
  /** Suits of the year over what a reconsideration of the year had left standing. */
  afterRecon: number
  cityLevelSuits: number
  months: number[]
  kinds: Shares
  decisions: Shares
  settlements: Shares
  losses: Shares
  others: Shares
  absences: Shares
  chiefShare: number
  extendedShare: number
  hearingShare: number
  suspendedShare: number
  verticalShare: number
  /** Records that count nowhere, or otherwise than they look; at least one of each at any scale. */
  decoys: Record<AdminDecoy, number>
}
export type AdminDecoy =
  | 'refused'
  | 'abandoned'
  | 'advisedElsewhere'
  | 'transferred'
  | 'taxBureau'
  | 'notDocketed'
  | 'secondInstance'
  | 'changedOnAppeal'
  | 'reversedLosses'
  | 'enforced'
  | 'remanded'
  | 'retrialReviews'
  | 'retrials'
  | 'publicInterest'
  | 'groupOfTwenty'
  | 'mergedSuits'
  | 'compensation'
  | 'ordered'
  | 'jointDefendants'
  | 'thirdParty'

/** Towns and streets: where there are committees and disputes. */
export const townsOf = (city: City): Place[] => city.places.filter((p) => p.level === 'town' && p.kind !== 'similar')

export type City = { places: readonly Place[]; demo: Demo }

const COLUMNS = ['code', 'name', 'level', 'kind', 'parent', 'valid_from', 'valid_to', 'valid_from_known']

/** Reads a place table (places.tsv). Throws PlainError naming the line when a row has not the eight columns. */
export function parsePlaces(text: string): Place[] {
  const [header, ...lines] = text.split(/\r?\n/)
  if (header !== COLUMNS.join('\t')) throw new PlainError(`区划表的栏名应为 ${COLUMNS.join('、')}`)
  return lines.flatMap((line, i) => {
    if (line === '') return []
    const c = line.split('\t')
    if (c.length !== COLUMNS.length) throw new PlainError(`区划表第${i + 2}行应有${COLUMNS.length}栏`)
    return {
      code: c[0]!,
      name: c[1]!,
      level: c[2] as Place['level'],
      kind: c[3] as Place['kind'],
      parent: c[4]!,
      validFrom: c[5]!,
      ...(c[6] ? { validTo: c[6] } : {}),
      validFromKnown: c[7] === 'yes',
    }
  })
}

/** The city kept in a folder of data/cities. */
export function loadCity(folder: string): City {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  return { places: parsePlaces(read('places.tsv')), demo: JSON.parse(read('demo.json')) as Demo }
}
