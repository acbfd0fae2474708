/**
 * A party looked up by his code while a form is filled in: whether the code can be one, and what the asker's own matters already hold of
 * him. What others hold of him is neither shown nor hinted at.
 */
import { type Scope, systemRole } from '#kernel/access'
import { localDateOf } from '#kernel/clock'
import { checkCitizenId, checkUscc } from '#kernel/codes'
import type { Client } from '#kernel/db'
import type { App, Deps } from './deps.ts'
import { mayReadPersonal } from './matter-tables.ts'
import { matterColumns, matterItemOf } from './matter-view.ts'
import { answers, capacityHeader, createRoute, jsonBody, matterItem, signedIn, z } from './schemas.ts'
import { reading } from './session.ts'

const shown = 5
const known = z
  .object({
    ok: z.boolean().describe('号码本身没有错误'),
    reason: z.string().nullable(),
    birthOn: z.string().nullable(),
    sex: z.enum(['male', 'female']).nullable(),
    matters: z.array(matterItem).describe('您的范围内有他参加的事项，新的在前'),
    fill: z.record(z.string(), z.string()).nullable().describe('最近一件里登记的内容，可以填入表单'),
  })
  .openapi('KnownParty')

type Check = { ok: boolean; reason: string | null; birthOn: string | null; sex: 'male' | 'female' | null }

function checkOf(kind: string, number: string, today: string): Check {
  const fine: Check = { ok: true, reason: null, birthOn: null, sex: null }
  if (kind === 'resident') {
    const c = checkCitizenId(number, today as never)
    return c.ok ? { ...fine, birthOn: c.birthDate, sex: c.sex } : { ...fine, ok: false, reason: c.reason }
  }
  if (kind === 'uscc') {
    const c = checkUscc(number)
    return c.ok ? fine : { ...fine, ok: false, reason: c.reason }
  }
  return fine
}

/** What stands beside this number in the latest act of these matters that holds it. */
async function besideNumber(client: Client, matters: readonly string[], number: string) {
  const { rows } = await client.query(
    'select fields from kernel.act_private where matter_id = any ($1) and fields is not null order by matter_id desc, n desc limit 50',
    [matters],
  )
  for (const r of rows) {
    const fields = JSON.parse(r.fields) as Record<string, { value: unknown }>
    const at = Object.keys(fields).find((p) => fields[p]!.value === number)
    if (at === undefined) continue
    const parent = at.slice(0, at.lastIndexOf('/') + 1)
    return Object.fromEntries(
      Object.entries(fields).flatMap(([p, { value }]) =>
        p.startsWith(parent) && !p.slice(parent.length).includes('/') && typeof value === 'string'
          ? [[p.slice(parent.length), value] as const]
          : [],
      ),
    )
  }
  return null
}

export function partyRoutes(app: App, deps: Deps): void {
  const { registry } = deps

  /** The party's id where anybody has registered him: asked as the system, and told to nobody. */
  async function partyOf(kind: string, number: string): Promise<string | undefined> {
    const key = deps.engine.hmac(`party\u0000${kind}\u0000${number}`)
    const client = await deps.pool.connect()
    try {
      await client.query('begin read only')
      await client.query(`select set_config('role', $1, true)`, [systemRole])
      const { rows } = await client.query('select party_id from kernel.party where key_hmac = $1', [key])
      return rows[0]?.party_id
    } finally {
      await client.query('rollback').catch(() => {})
      client.release()
    }
  }

  async function mattersOf(client: Client, scope: Scope, party: string) {
    if (!mayReadPersonal(scope.kind, scope.value)) return []
    const { rows } = await client.query(
      `select ${matterColumns} from kernel.matter m left join kernel.agency a on a.agency_id = m.agency_id
       where m.reader @> array[$1] order by m.matter_id desc limit $2`,
      [`p:${party}`, shown],
    )
    return rows.map((r) => matterItemOf(registry, r))
  }

  app.openapi(
    createRoute({
      tags: ['办理'],
      security: signedIn,
      method: 'post',
      path: '/api/parties/find',
      summary: '按证件号码查当事人：号码对不对，本单位登记过什么',
      request: {
        headers: capacityHeader,
        body: jsonBody(z.strictObject({ idKind: z.string().max(40), idNumber: z.string().trim().min(1).max(40) })),
      },
      responses: answers(known, '当事人'),
    }),
    async (c) => {
      const { idKind, idNumber } = c.req.valid('json')
      const check = checkOf(idKind, idNumber, localDateOf(deps.clock.now()))
      if (!check.ok) return c.json({ ...check, matters: [], fill: null }, 200)
      const party = await partyOf(idKind, idNumber)
      const found = await reading(deps, c, async ({ client, post }) => {
        const matters = party ? await mattersOf(client, post.scope, party) : []
        const ids = matters.map((m) => m.id)
        return { matters, fill: ids.length ? await besideNumber(client, ids, idNumber) : null }
      })
      return c.json({ ...check, ...found }, 200)
    },
  )
}
