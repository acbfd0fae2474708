/** Reference data of a city as it is founded: places, agencies, supervision relations, the announced calendar. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import type { Calendar } from '#kernel'

const folder = (city: string) => fileURLToPath(new URL(`../../data/cities/${city}/`, import.meta.url))

type Agency = {
  id: string
  name: string
  kind: string
  place: string
  from: string
  fromKnown: boolean
  town?: string
  countedIn?: string
}
type AgencyFile = {
  agencies: Agency[]
  supervision: { agency: string; parent: string; relation: string; from: string }[]
}

/** An organ of the state as the city's file has it; what is not said is nothing or no. */
type OrganLine = {
  id: string
  name: string
  level: string
  kind: string
  government?: string
  superior?: string
  parent?: string
  vertical?: string
  isTax?: boolean
  isStateSecurity?: boolean
  isReconJusticeBureau?: boolean
  ownName?: string
  isTerritorial?: boolean
  seat?: string
  isByDocument?: boolean
  from: string
  to?: string
}
type OrganFile = { agencies: Agency[]; organs: OrganLine[] }

type Letters = { places: Record<string, string>; kinds: Record<string, string> }
/** The characters that stand for the city's organs in numbers of papers; a city without such a file numbers without them. */
function lettersOf(city: string): Letters {
  const path = `${folder(city)}letters.json`
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Letters) : { places: {}, kinds: {} }
}
const letterOf = ({ places, kinds }: Letters, a: Agency): string | null =>
  places[a.place] && kinds[a.kind] ? `${places[a.place]}${kinds[a.kind]}` : null

/** Writes the places and agencies of `city` once; what is there already stays. Run as the owner. */
export async function importReference(client: pg.Client | pg.PoolClient, city: string): Promise<void> {
  const lines = readFileSync(`${folder(city)}places.tsv`, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
  const places = lines.map((l) => {
    const [code, name, level, kind, parent_code, valid_from, valid_to, known] = l.split('\t')
    return {
      code,
      name,
      level,
      kind,
      parent_code: parent_code || null,
      valid_from: valid_from || null,
      valid_to: valid_to || null,
      is_valid_from_known: known === 'yes',
    }
  })
  await client.query(
    `insert into kernel.place (code, name, level, kind, parent_code, valid_from, valid_to, is_valid_from_known)
     select code, name, level, kind, parent_code, valid_from, valid_to, is_valid_from_known from json_populate_recordset(null::kernel.place, $1) on conflict do nothing`,
    [JSON.stringify(places)],
  )
  const file = JSON.parse(readFileSync(`${folder(city)}agencies.json`, 'utf8')) as AgencyFile
  await importAgencies(client, city, file.agencies)
  await client.query(
    `insert into kernel.agency_supervision (agency_id, supervisor_id, kind, valid_from) select agency, parent, relation, "from"
     from json_to_recordset($1) as t(agency text, parent text, relation text, "from" date) on conflict do nothing`,
    [JSON.stringify(file.supervision)],
  )
}

/**
 * Writes what the city's agencies are as organs of the state, and the departments that stand in the same file; a city founded
 * before it had such a file takes it in when it is opened next.
 */
export async function importOrgans(client: pg.Client | pg.PoolClient, city: string): Promise<void> {
  const path = `${folder(city)}organs.json`
  if (!existsSync(path)) return
  const file = JSON.parse(readFileSync(path, 'utf8')) as OrganFile
  await importAgencies(client, city, file.agencies)
  const organs = file.organs.map((o) => ({
    agency_id: o.id,
    name: o.name,
    level: o.level,
    kind: o.kind,
    government_id: o.government ?? null,
    superior_id: o.superior ?? null,
    parent_id: o.parent ?? null,
    vertical: o.vertical ?? 'NONE',
    is_tax: o.isTax ?? false,
    is_state_security: o.isStateSecurity ?? false,
    is_recon_justice_bureau: o.isReconJusticeBureau ?? false,
    own_name_basis: o.ownName ?? 'NONE',
    is_territorial: o.isTerritorial ?? false,
    seat_government_id: o.seat ?? null,
    is_by_document: o.isByDocument ?? false,
    valid_from: o.from,
    valid_to: o.to ?? null,
  }))
  await client.query(
    `insert into kernel.organ select (json_populate_recordset(null::kernel.organ, $1)).* on conflict do nothing`,
    [JSON.stringify(organs)],
  )
}

async function importAgencies(client: pg.Client | pg.PoolClient, city: string, list: readonly Agency[]): Promise<void> {
  const letters = lettersOf(city)
  const county = (place: string) => (place.length === 9 ? `${place.slice(0, 6)}` : place.endsWith('00') ? null : place)
  const agencies = list.map((a) => ({
    agency_id: a.id,
    name: a.name,
    kind: a.kind,
    parent_id: null,
    county_code: county(a.countedIn ?? a.place),
    town_code: a.town ?? null,
    zone_code: a.kind === 'functional-zone' ? a.id : null,
    letter: a.town ? null : letterOf(letters, a),
    matter_id: null,
    valid_from: a.from,
    valid_to: null,
  }))
  await client.query(
    `insert into kernel.agency (agency_id, name, kind, parent_id, county_code, town_code, zone_code, letter, matter_id, valid_from, valid_to)
     select agency_id, name, kind, parent_id, county_code, town_code, zone_code, letter, matter_id, valid_from, valid_to from json_populate_recordset(null::kernel.agency, $1) on conflict do nothing`,
    [JSON.stringify(agencies)],
  )
}

/** Writes the working days of the calendar, for views that count them; `kernel.setting.calendar` names the version in use. */
export async function importCalendar(client: pg.Client | pg.PoolClient, calendar: Calendar): Promise<void> {
  await client.query(
    `insert into kernel.calendar_day (version, day, is_workday)
     select $1, d::date, substr($3, (d::date - $2::date) + 1, 1) = '1' from generate_series($2::date, $2::date + length($3) - 1, interval '1 day') d
     on conflict do nothing`,
    [calendar.version, `${calendar.firstYear}-01-01`, Array.from(calendar.works, (w) => (w ? '1' : '0')).join('')],
  )
  await client.query(
    `insert into kernel.setting values ('calendar', $1) on conflict (key) do update set value = excluded.value`,
    [calendar.version],
  )
}
