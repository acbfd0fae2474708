/** Load: what a batch must know beyond its matters, one query a kind, with the locks that keep guards exact. */
import type { Batch } from './batch.ts'
import { sm3 } from './canonical.ts'
import { allOf, type Client } from './db.ts'
import { handoverOf } from './matter-rows.ts'
import { readOrgans } from './organ.ts'
import type { AgencyRow, Claim, Need, PostRow } from './procedure.ts'

const lockKey = (text: string): bigint => sm3(text).readBigInt64BE(0)

type WantedClaim = { kind: string; key: string; exclusive: boolean; load: boolean }

/** Loads what is not there yet. Claims are locked first (in key order, so that two batches wait in one direction only) and then read. */
export async function loadNeeds(
  client: Client,
  batch: Batch,
  needs: Iterable<Need>,
  actors: Iterable<string>,
): Promise<void> {
  const claims = new Map<string, WantedClaim>()
  const series = new Set<string>()
  const agencies = new Set<string>()
  const parties = new Set<string>()
  const handovers = new Set<string>()
  const words = new Set<string>()
  const organs = new Set<string>()
  const officers = new Set<string>(actors)
  for (const n of needs) {
    if ('claim' in n) {
      const id = `${n.claim}\u0000${n.key}`
      const had = claims.get(id)
      claims.set(id, {
        kind: n.claim,
        key: n.key,
        exclusive: (had?.exclusive ?? false) || (n.exclusive ?? false),
        load: (had?.load ?? false) || !n.lockOnly,
      })
    } else if ('words' in n) {
      if (!batch.wordings.has(n.words)) words.add(n.words)
    } else if ('organ' in n) {
      if (!batch.organs.has(n.organ)) organs.add(n.organ)
    } else if ('handover' in n) {
      // One lock for both sides: an offer is not taken while it is being withdrawn.
      claims.set(`kernel.handover\u0000${n.handover}`, {
        kind: 'kernel.handover',
        key: n.handover,
        exclusive: true,
        load: false,
      })
      if (!batch.handovers.has(n.handover)) handovers.add(n.handover)
    } else if ('series' in n) {
      if (!batch.series.has(n.series)) series.add(n.series)
    } else if ('officer' in n) {
      officers.add(n.officer)
    } else if ('agency' in n) {
      if (!batch.agencies.has(n.agency)) agencies.add(n.agency)
    } else {
      const key = batch.partyKey(n.idKind, n.idNumber)
      if (!batch.partiesAsked.has(key)) parties.add(key)
    }
  }
  const newActors = [...officers].filter((a) => !batch.posts.has(a))
  // Sent together and run in this order on the connection: what is read under a lock is read after it.
  await allOf([
    ...(agencies.size || parties.size || newActors.length
      ? [loadRegister(client, batch, agencies, parties, newActors)]
      : []),
    ...(claims.size ? [loadClaims(client, batch, claims)] : []),
    ...(words.size ? [loadWordings(client, batch, [...words])] : []),
    ...(organs.size ? [loadOrgans(client, batch, [...organs])] : []),
    ...(handovers.size ? [loadHandovers(client, batch, [...handovers])] : []),
    ...(series.size ? [lockSeries(client, batch, [...series].sort())] : []),
  ])
}

/** Agencies, parties and posts in one round trip. */
async function loadRegister(
  client: Client,
  batch: Batch,
  agencies: Set<string>,
  parties: Set<string>,
  actors: string[],
): Promise<void> {
  const { rows } = await client.query({
    name: 'load-register',
    text: `select
      (select json_agg(json_build_object('agency_id', agency_id, 'name', name, 'kind', kind, 'parent_id', parent_id, 'county_code', county_code, 'town_code', town_code, 'zone_code', zone_code, 'letter', letter, 'matter_id', matter_id))
         from kernel.agency where agency_id = any ($1)) as agencies,
      (select json_agg(json_build_object('party_id', party_id, 'key_hmac', key_hmac)) from kernel.party where key_hmac = any ($2)) as parties,
      (select json_agg(json_build_object('officer_id', officer_id, 'role', role, 'scope_kind', scope_kind, 'scope_value', scope_value, 'agency_id', agency_id, 'valid_from', valid_from, 'valid_to', valid_to, 'matter_id', matter_id))
         from kernel.post where officer_id = any ($3)) as posts`,
    values: [[...agencies], [...parties], actors],
  })
  const found = rows[0] as {
    agencies: AgencyRow[] | null
    parties: { party_id: string; key_hmac: string }[] | null
    posts: PostRow[] | null
  }
  for (const a of agencies) batch.agencies.set(a, undefined)
  for (const a of found.agencies ?? []) batch.agencies.set(a.agency_id, a)
  for (const key of parties) batch.partiesAsked.add(key)
  for (const p of found.parties ?? []) batch.parties.set(p.key_hmac, p.party_id)
  for (const a of actors) batch.posts.set(a, [])
  for (const p of found.posts ?? []) batch.posts.get(p.officer_id)!.push(p)
}

async function loadClaims(client: Client, batch: Batch, claims: Map<string, WantedClaim>): Promise<void> {
  const locks: { k: bigint; x: boolean }[] = []
  for (const [id, c] of claims) {
    const held = batch.locks.get(id)
    if (held === 'exclusive' || (held === 'shared' && !c.exclusive)) continue
    locks.push({ k: lockKey(id), x: c.exclusive })
    batch.locks.set(id, c.exclusive ? 'exclusive' : 'shared')
  }
  let locked: Promise<unknown> | undefined
  if (locks.length) {
    locks.sort((a, b) => (a.k < b.k ? -1 : a.k > b.k ? 1 : 0))
    locked = client.query({
      name: 'lock-claims',
      text: `select count(case when x then pg_advisory_xact_lock(k)::text else pg_advisory_xact_lock_shared(k)::text end) from (select * from unnest($1::bigint[], $2::boolean[]) as t(k, x) order by k) s`,
      values: [locks.map((l) => l.k.toString()), locks.map((l) => l.x)],
    })
  }
  const wanted = [...claims.values()].filter((c) => c.load && !batch.isClaimLoaded(c.kind, c.key))
  if (!wanted.length) {
    await locked
    return
  }
  const read = client.query({
    name: 'load-claims',
    text: `select c.kind, c.key, c.matter_id, c.is_exclusive, c.value from unnest($1::text[], $2::text[]) as r(kind, key)
           join kernel.claim c on c.kind = r.kind and c.key = r.key and not c.is_released`,
    values: [wanted.map((c) => c.kind), wanted.map((c) => c.key)],
  })
  const [{ rows }] = await allOf([read, locked ?? Promise.resolve()] as const)
  const found = new Map<string, Claim[]>()
  for (const r of rows) {
    const id = `${r.kind}\u0000${r.key}`
    const list = found.get(id) ?? []
    list.push({ kind: r.kind, key: r.key, matterId: r.matter_id, exclusive: r.is_exclusive, value: r.value })
    found.set(id, list)
  }
  for (const c of wanted) batch.loadClaims(c.kind, c.key, found.get(`${c.kind}\u0000${c.key}`) ?? [])
}

/** Takes the series' row locks in name order and reads their last numbers. */
async function lockSeries(client: Client, batch: Batch, series: string[]): Promise<void> {
  const { rows } = await client.query({
    name: 'lock-series',
    text: `insert into kernel.number_series (series, last) select s, 0 from unnest($1::text[]) s order by s
           on conflict (series) do update set last = number_series.last returning series, last`,
    values: [series],
  })
  for (const r of rows) batch.series.set(r.series, r.last)
}

const handoverRow = (where: string) => `select row_to_json(h) as offer, row_to_json(a) as answer
  from kernel.handover h left join kernel.handover_answer a on a.handover_id = h.handover_id where ${where}`

async function loadHandovers(client: Client, batch: Batch, ids: string[]): Promise<void> {
  const { rows } = await client.query({
    name: 'load-handovers',
    text: handoverRow('h.handover_id = any ($1::uuid[])'),
    values: [ids],
  })
  for (const id of ids) batch.handovers.set(id, undefined)
  for (const r of rows) batch.handovers.set(r.offer.handover_id, handoverOf(r.offer, r.answer))
}

/** Answers to the offers of these matters that they have not recorded yet, in the order in which they were given. */
export async function loadUnheard(client: Client, batch: Batch, matterIds: readonly string[]): Promise<void> {
  const { rows } = await client.query({
    name: 'load-unheard',
    text: `${handoverRow('h.matter_id = any ($1::uuid[]) and a.n > h.heard')} order by a.answered_on, h.handover_id`,
    values: [matterIds],
  })
  for (const r of rows) {
    const h = handoverOf(r.offer, r.answer)
    batch.unheard.set(h.fromMatter, [...(batch.unheard.get(h.fromMatter) ?? []), h])
  }
}

/** Organs with all that stand above them; what the rows name and the data do not have is kept as known to be absent. */
async function loadOrgans(client: Client, batch: Batch, ids: string[]): Promise<void> {
  const found = Map.groupBy(await readOrgans(client, ids), (o) => o.id)
  for (const id of ids) batch.organs.set(id, [])
  for (const [id, rows] of found) {
    batch.organs.set(id, rows)
    for (const o of rows)
      for (const above of [o.governmentId, o.superiorId, o.parentId, o.seatGovernmentId])
        if (above !== null && !batch.organs.has(above)) batch.organs.set(above, [])
  }
}

async function loadWordings(client: Client, batch: Batch, agencies: string[]): Promise<void> {
  const { rows } = await client.query({
    name: 'load-wordings',
    text: 'select agency_id, template, name, text, valid_from from kernel.wording where agency_id = any ($1)',
    values: [agencies],
  })
  for (const a of agencies) batch.wordings.set(a, [])
  for (const r of rows)
    batch.wordings.get(r.agency_id)!.push({ template: r.template, name: r.name, text: r.text, from: r.valid_from })
}
