/**
 * The demonstration of a first start: a hundredth of a replayed year carried on until today, live matters around today, and an
 * account for everybody who has something to do with them. Cut short, it goes on at the next start as of the instant it began.
 */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { addDays, enterRoster, type Instant, type LocalDate, localDateOf, PlainError } from '#kernel'
import { liveDisputes } from '../replay/admin-live.ts'
import { actBulletins } from '../replay/bulletins.ts'
import { loadCity } from '../replay/city.ts'
import { officerId } from '../replay/enact.ts'
import { importOfficers } from '../replay/enact-agencies.ts'
import { byCommittee } from '../replay/enact-committees.ts'
import { runLanes } from '../replay/lanes.ts'
import { type Live, liveOf, servingToday } from '../replay/live.ts'
import {
  agencyNames,
  contextOf,
  planOf,
  type ReplayCity,
  type ReplayState,
  readSetting,
  runReplay,
  writeSetting,
} from '../replay/run.ts'
import { appointNew } from './appoint.ts'
import { createAccounts } from './auth.ts'
import { type City, cityName } from './city.ts'
import { disputeAccounts } from './demo-disputes.ts'
import { sealAll } from './record.ts'

export type DemoAccount = { username: string; password: string; label: string }
type Account = DemoAccount & { officerId: string }
type DemoState = { at: Instant; state: 'running' | 'done'; accounts: Account[] }

const password = 'Fadu-yanshi-1'
const figuresFile = fileURLToPath(new URL('../../data/figures/ningbo-2020.tsv', import.meta.url))

/**
 * Makes the demonstration where the city has no matters yet, or goes on with it; returns its accounts at every start.
 * A city with records of its own gets nothing.
 */
export async function ensureDemo(city: City, say: (line: string) => void): Promise<DemoAccount[]> {
  const kept = await readSetting(city.owner, 'demo')
  const known = kept === undefined ? undefined : (JSON.parse(kept) as DemoState)
  if (known?.state === 'done') return known.accounts.map(shown)
  const replay = await readSetting(city.owner, 'replay')
  if (!known) {
    const { rowCount } = await city.owner.query('select 1 from kernel.matter limit 1')
    if (replay) return replayAccounts(city, JSON.parse(replay) as ReplayState, say)
    if (rowCount) return []
  }
  const state: DemoState = known ?? { at: city.now(), state: 'running', accounts: [] }
  await writeSetting(city.owner, 'demo', JSON.stringify(state))
  await writeSetting(city.owner, 'demonstration', 'yes')
  say('首次启动：正在按2020年的公布数字生成演示数据（百分之一），约需半分钟……')
  const people = await actDemo(city, state.at)
  const accounts = await openAccounts(city, accountsOf(people))
  await city.owner.query('analyze')
  await sealAll(city)
  await writeSetting(city.owner, 'demo', JSON.stringify({ ...state, state: 'done', accounts } satisfies DemoState))
  say('演示数据已就绪。')
  return accounts.map(shown)
}

/** Acts the demonstration out as of `at`, or goes on where it was cut short; returns those who get accounts. */
export async function actDemo(city: ReplayCity, at: Instant): Promise<Live['people']> {
  const { plan } = await runReplay(
    { ...city, now: () => at },
    {
      figuresText: readFileSync(figuresFile, 'utf8'),
      file: basename(figuresFile),
      scale: 0.01,
      seed: 'demo',
      year: 2020,
      city: cityName,
      carriedOn: true,
    },
  )
  const agencyName = await agencyNames(city.owner)
  const ctx = contextOf(plan, byCommittee(plan), agencyName)
  const places = loadCity(fileURLToPath(new URL(`../../data/cities/${cityName}/`, import.meta.url)))
  const live = liveOf(plan, places, ctx, servingToday(plan), at)
  await importOfficers(city.owner, live.committees)
  const { rows } = await city.owner.query('select matter_id, last_n from kernel.matter')
  const { calendar } = city
  const disputes = {
    seed: `${plan.seed}/live`,
    county: live.people.town.county,
    city: plan.cityCode,
    calendar,
    agencyName,
  }
  await runLanes(
    [...live.units, ...liveDisputes(disputes, at)].map((unit, id) => ({
      lane: 0,
      window: 0,
      id,
      after: [],
      make: () => unit,
    })),
    {
      engine: city.engine,
      batchSize: 200,
      lanes: 1,
      recorded: new Map(rows.map((r) => [r.matter_id, r.last_n])),
      onDone: () => {},
    },
  )
  const today = localDateOf(at)
  const months = [addDays(`${today.slice(0, 7)}-01` as LocalDate, -1), today].map((d) => d.slice(0, 7))
  if (city.app) await actBulletins({ ...city, app: city.app }, plan.cityCode, `${plan.seed}/live`, months, at)
  return live.people
}

const shown = ({ username, password, label }: Account): DemoAccount => ({ username, password, label })

/** Accounts for a home that holds a replay of its own, so that it can be looked at. */
async function replayAccounts(city: City, note: ReplayState, say: (line: string) => void): Promise<DemoAccount[]> {
  if (note.state !== 'done')
    throw new PlainError('这个数据目录里的重放没有完成。请先用同样的参数再运行一次 ./fadu replay，它会接着做完。')
  const plan = planOf(city, {
    figuresText: note.figures,
    year: note.year,
    scale: note.scale,
    seed: note.seed,
    city: cityName,
  })
  const serving = servingToday(plan)
  const ctx = contextOf(plan, byCommittee(plan), (id) => id)
  const stock = plan.committees.filter((c) => c.counted && serving[c.index]!.length > 0)
  const town = stock.find((c) => c.group === 'TOWN') ?? stock[0]
  if (!town) return []
  const head = ctx.heads[town.index]!.person
  const mediator = serving[town.index]!.find((p) => p !== head) ?? head
  const accounts = await openAccounts(
    city,
    accountsOf({
      town,
      head: plan.persons[head]!.id,
      mediator: plan.persons[mediator]!.id,
      court: `court-${town.county}`,
    }),
  )
  await writeSetting(
    city.owner,
    'demo',
    JSON.stringify({ at: city.now(), state: 'done', accounts } satisfies DemoState),
  )
  say('已为重放的数据生成演示账号。')
  return accounts.map(shown)
}

function accountsOf(p: Omit<Live['people'], 'citizen'> & Partial<Pick<Live['people'], 'citizen'>>): Account[] {
  const { town } = p
  const station = `justice-station-${town.town}`
  const account = (username: string, label: string, officer: string): Account => ({
    username,
    password,
    label,
    officerId: officer,
  })
  return [
    account('tiaojie', `人民调解员（${town.shortName}）`, p.mediator),
    account('zhuren', `人民调解委员会主任（${town.shortName}）`, p.head),
    account(
      'sheli',
      `设立单位经办人（${town.establisher.name}）`,
      officerId(town.establisher.agency ?? `establisher-${town.town}-${town.index}`, 'establisher'),
    ),
    account('sifasuo', '司法所工作人员', officerId(station, 'justice_station')),
    account('quxian', '区县（市）司法局工作人员', officerId(`justice-${town.county}`, 'county_justice')),
    account('shiju', '市司法局工作人员', officerId('justice-330200', 'city_justice')),
    account('fayuan', '法院诉调对接人员', officerId(p.court, 'court_liaison')),
    account('jiandu', '监督员（区县）', officerId(`justice-${town.county}`, 'supervisor')),
    ...(p.citizen?.partyId ? [account('dangshiren', `当事人（${p.citizen.name}）`, `party.${p.citizen.partyId}`)] : []),
  ]
}

/** Who works at the centre that has most on hand, at its county's petition office and at a unit that handles for it. */
async function centreAccounts(city: City): Promise<Account[]> {
  const busiest = async (procedure: string) =>
    (
      await city.owner.query(
        `select agency_id, county_code from kernel.matter where procedure = $1 and not is_final group by 1, 2 order by count(*) desc, 1 limit 1`,
        [procedure],
      )
    ).rows[0] as { agency_id: string; county_code: string } | undefined
  const centre = await busiest('centre.matter')
  if (!centre) return []
  const petitions = await busiest('centre.petition')
  const wanted: [username: string, label: string, role: string, agency: string | undefined][] = [
    ['chuangkou', '矛调中心窗口登记人员', 'centre_reception', centre.agency_id],
    ['fenpai', '矛调中心分派人员', 'centre_dispatcher', centre.agency_id],
    ['zhongxin', '矛调中心主任', 'centre_director', centre.agency_id],
    ['huifang', '矛调中心回访人员', 'visit_back', centre.agency_id],
    ['xinfang', '信访工作机构经办人', 'petition_officer', petitions?.agency_id],
    ['chengban', '承办单位经办人', 'handler', undefined],
  ]
  const out: Account[] = []
  for (const [username, label, role, agency] of wanted) {
    const { rows } = await city.owner.query(
      `select p.officer_id from kernel.post p join kernel.agency a on a.agency_id = p.agency_id
       where p.role = $1 and ($2::text is null or p.agency_id = $2) and ($2::text is not null or a.county_code = $3)
         and p.valid_to is null order by 1 limit 1`,
      [role, agency ?? null, centre.county_code],
    )
    if (rows[0]) out.push({ username, password, label, officerId: rows[0].officer_id as string })
  }
  return out
}

/** The three administrators, registered by the system as in a new city. */
async function adminAccounts(city: City): Promise<Account[]> {
  const { rows } = await city.owner.query(
    `select agency_id from kernel.agency where kind = 'government' and county_code is null order by 1 limit 1`,
  )
  const agency = rows[0]?.agency_id as string | undefined
  if (agency === undefined) return []
  const wanted = [
    ['guanli', '系统管理员', 'system_admin', '钱示理'],
    ['anquan', '安全管理员', 'security_admin', '孙示安'],
    ['shenji', '审计管理员', 'audit_admin', '吴示审'],
  ] as const
  const out: Account[] = []
  for (const [username, label, role, name] of wanted) {
    const who = { name, role, agency, document: '演示数据' }
    const { officerId } = await appointNew(city, city.now(), who, `demo-${role}`)
    out.push({ username, password, label, officerId })
  }
  return out
}

/** Writes the party's own post where there is one, and the accounts that are missing. */
async function openAccounts(city: City, some: Account[]): Promise<Account[]> {
  const accounts = [
    ...some,
    ...(await centreAccounts(city)),
    ...(await disputeAccounts(city.owner)).map((a) => ({ ...a, password })),
    ...(await adminAccounts(city)),
  ]
  for (const a of accounts) {
    if (!a.officerId.startsWith('party.')) continue
    const party = a.officerId.slice('party.'.length)
    const name = a.label.slice(a.label.indexOf('（') + 1, -1)
    await city.owner.query(
      'insert into kernel.officer (officer_id, name, party_id) values ($1, $2, $3) on conflict do nothing',
      [a.officerId, name, party],
    )
    await city.owner.query(
      `insert into kernel.post (officer_id, role, scope_kind, scope_value, agency_id, valid_from) values ($1, 'party', 'reader', $2, 'party', '2004-01-01') on conflict do nothing`,
      [a.officerId, `p:${party}`],
    )
  }
  const names = new Map(
    (
      await city.owner.query('select officer_id, name from kernel.officer where officer_id = any ($1)', [
        accounts.map((a) => a.officerId),
      ])
    ).rows.map((r) => [r.officer_id, r.name]),
  )
  await enterRoster(city.owner, city.engine, city.now())
  await createAccounts(
    city.app,
    city.secrets.authSecret,
    accounts.map((a) => ({
      username: a.username,
      password: a.password,
      officerId: a.officerId,
      name: names.get(a.officerId) ?? a.label,
    })),
  )
  return accounts
}
