/**
 * Organs of the state as a city's data gives them: level, kind, whose department, who is above, what lets a body act in its own
 * name. Reference data, dated; whoever asks which organ is competent asks it of these rows.
 */

import type { LocalDate } from './clock.ts'
import type { Client } from './db.ts'

export type OrganLevel = 'STATE' | 'PROVINCE' | 'CITY' | 'COUNTY' | 'TOWN'
export type OrganKind = 'GOVERNMENT' | 'DEPARTMENT' | 'DISPATCHED_ORGAN' | 'DISPATCHED_BODY' | 'AUTHORIZED_ORG'

export type Organ = {
  id: string
  name: string
  level: OrganLevel
  kind: OrganKind
  /** The government of the same level whose department it is (本级政府). */
  governmentId: string | null
  /** Of a government the next one up, of a department the department one level up (上一级). */
  superiorId: string | null
  /** Who set it up or manages it, of dispatched organs and bodies and authorised organisations. */
  parentId: string | null
  vertical: 'NONE' | 'CENTRAL' | 'SUB_PROVINCIAL'
  isTax: boolean
  isStateSecurity: boolean
  isReconJusticeBureau: boolean
  /** What lets a body or an organisation act in its own name. */
  ownNameBasis: 'LAW' | 'REGULATION' | 'RULE' | 'NONE'
  /** Set up by administrative division (按行政区划设立). */
  isTerritorial: boolean
  seatGovernmentId: string | null
  /** What it is rests on the document that set it up. */
  isByDocument: boolean
}

/** An organ for the time in which it stood so. */
export type DatedOrgan = Organ & { from: LocalDate; to: LocalDate | null }

/** Reads the organs named and all that stand above them. */
export async function readOrgans(client: Client, ids: readonly string[]): Promise<DatedOrgan[]> {
  const { rows } = await client.query({
    name: 'load-organs',
    text: `with recursive wanted (agency_id) as (
        select unnest($1::text[])
        union
        select a.id from wanted w join kernel.organ o using (agency_id)
          cross join lateral (values (o.government_id), (o.superior_id), (o.parent_id), (o.seat_government_id)) a (id)
        where a.id is not null)
      select o.agency_id as id, o.name, o.level, o.kind, o.government_id as "governmentId", o.superior_id as "superiorId",
        o.parent_id as "parentId", o.vertical, o.is_tax as "isTax", o.is_state_security as "isStateSecurity",
        o.is_recon_justice_bureau as "isReconJusticeBureau", o.own_name_basis as "ownNameBasis", o.is_territorial as "isTerritorial",
        o.seat_government_id as "seatGovernmentId", o.is_by_document as "isByDocument", o.valid_from as "from", o.valid_to as "to"
      from kernel.organ o join wanted using (agency_id) order by o.agency_id, o.valid_from`,
    values: [ids],
  })
  return rows as DatedOrgan[]
}

/** The organ as it stood on a day. */
export function organOn(rows: readonly DatedOrgan[], day: LocalDate): Organ | undefined {
  return rows.find((o) => o.from <= day && (o.to === null || day < o.to))
}
