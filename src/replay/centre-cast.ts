/** Who acts at the centres of a replay, and how they are opened: posts are reference data, opening is an act of the government. */
import type { Actor } from '#kernel/access'
import type { Pool } from '#kernel/db'
import type { PlannedCentre } from './centre-plan.ts'
import { asReader, inAgency, officer, onDay, Script, type Unit } from './enact.ts'
import { personName } from './people.ts'
import { randomOf } from './random.ts'

export const centreProcedure = 'centre.centre'
export const matterProcedure = 'centre.matter'
export const petitionProcedure = 'centre.petition'

type Window = 'centre_reception' | 'centre_dispatcher' | 'centre_director' | 'visit_back'
const windows: readonly Window[] = ['centre_reception', 'centre_dispatcher', 'centre_director', 'visit_back']

/** One of the centre's own people. */
export const staffOf = (c: Pick<PlannedCentre, 'id'>, role: Window): Actor => officer(c.id, role, inAgency(c.id))
/** One of a unit that handles what a centre sends it. */
export const unitOf = (agency: string, role: 'handler' | 'handler_head' | 'petition_officer'): Actor =>
  officer(agency, role, asReader(agency))

const hours = '工作日 8:30—11:30，13:30—17:00'

/** The centre as its government opens it, with the units that sit there. */
export function openingUnit(c: PlannedCentre, seed: string): Unit {
  const by = officer(c.establisher, 'centre_establisher', asReader(c.establisher))
  const script = new Script(seed)
  script.add(
    by,
    onDay(c.openedOn, 9 * 3600 + (c.index % 1800)),
    {
      matterId: c.matterId,
      procedure: centreProcedure,
      action: 'establish',
      input: {
        name: c.name,
        level: c.level,
        countyCode: c.county,
        ...(c.town ? { townCode: c.town } : {}),
        ...(c.parentId ? { parentId: c.parentId } : {}),
        establisherId: c.establisher,
        openedOn: c.openedOn,
        address: `${c.countyName}示例路${1 + c.index}号`,
        hours,
        phone: `000${String(80_000_000 + c.index)}`,
        functions:
          c.level === 'COUNTY'
            ? ['PETITION_RECEPTION', 'LITIGATION_SERVICE', 'PEOPLES_MEDIATION', 'LEGAL_AID', 'ARBITRATION', 'HELP']
            : ['PETITION_RECEPTION', 'PEOPLES_MEDIATION', 'HELP'],
      },
    },
    { ids: { agency: c.id } },
  )
  const units: [string, string][] =
    c.level === 'COUNTY'
      ? [
          [`petition-${c.county}`, 'STATIONED'],
          [`court-${c.county}`, 'STATIONED'],
          [`justice-${c.county}`, 'STATIONED'],
          [`procuratorate-${c.county}`, 'ROTATING'],
          [`police-${c.county}`, 'ON_CALL'],
        ]
      : [[`justice-station-${c.town}`, 'STATIONED']]
  units.forEach(([unitId, mode], i) => {
    script.add(by, onDay(c.openedOn, 11 * 3600 + i), {
      matterId: c.matterId,
      action: 'moveIn',
      input: { unitId, mode, from: c.openedOn, ...(mode === 'ROTATING' ? { schedule: '每周二、周四' } : {}) },
    })
  })
  return script.unit()
}

/** Writes officers and posts of the centres' own people; what is there stays. Run as the owner. */
export async function importCentreStaff(owner: Pool, centres: readonly PlannedCentre[]): Promise<void> {
  const rows = centres.flatMap((c) =>
    windows.map((role) => {
      const { id } = staffOf(c, role)
      return {
        officer_id: id,
        name: personName(randomOf('officers', id)),
        role,
        agency_id: c.id,
        valid_from: c.openedOn,
      }
    }),
  )
  const list = [JSON.stringify(rows)]
  await owner.query(
    `insert into kernel.officer (officer_id, name, valid_from)
     select officer_id, name, valid_from from json_populate_recordset(null::kernel.officer, $1) on conflict do nothing`,
    list,
  )
  await owner.query(
    `insert into kernel.post (officer_id, role, scope_kind, scope_value, agency_id, valid_from)
     select officer_id, role, 'agency', agency_id, agency_id, valid_from from json_populate_recordset(null::kernel.post, $1)
     on conflict do nothing`,
    list,
  )
}
