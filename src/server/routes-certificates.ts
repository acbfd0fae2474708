/** Certificates of enforcement: an officer's own, and whether a number stands, for whoever is shown one. */
import {
  addDays,
  type CertificateRow,
  certificateKinds,
  certificateStanding,
  endReasons,
  inTransaction,
  type LocalDate,
  localDateOf,
  systemRole,
} from '#kernel'
import type { Client } from '#kernel/db'
import { Refusal } from '#kernel/errors'
import type { App, Deps } from './deps.ts'
import { answers, createRoute, signedIn, z } from './schemas.ts'
import { requireUser } from './session.ts'

/** What anybody who is shown a certificate may compare with it. */
const shown = z.object({
  number: z.string(),
  kindLabel: z.string(),
  holder: z.string(),
  agencyName: z.string().nullable(),
  field: z.string().describe('执法类别'),
  region: z.string().describe('执法区域'),
  issuer: z.string(),
  from: z.string(),
  until: z.string().describe('有效期的最后一日'),
  standing: z.string().describe('今天的情况'),
  isUsable: z.boolean().describe('今天能不能凭它执法'),
})
export const certificate = shown
  .extend({
    matterId: z.string().describe('登记它的事项'),
    issuedOn: z.string(),
    examPassedOn: z.string().nullable(),
    since: z.string().describe('登记为这一状态的日子'),
    endedBecause: z.string().nullable(),
  })
  .openapi('Certificate')
type Certificate = z.output<typeof certificate>

/** @param by certificates of these officers, or with this number */
async function readCertificates(
  client: Client,
  by: { officers: readonly string[] } | { number: string },
  today: LocalDate,
): Promise<(Certificate & { officerId: string })[]> {
  const { rows } = await client.query(
    `select c.*, o.name as holder, a.name as agency_name, exists (select from kernel.post p where p.officer_id = c.officer_id
         and p.agency_id = c.agency_id and p.role <> 'party' and p.valid_from <= $2 and (p.valid_to is null or $2 < p.valid_to)) as is_in_office
     from kernel.certificate c left join kernel.officer o using (officer_id) left join kernel.agency a on a.agency_id = c.agency_id
     where (c.officer_id = any ($1) or c.number = $3) order by c.valid_from desc, c.number`,
    ['officers' in by ? by.officers : [], today, 'number' in by ? by.number : null],
  )
  return (rows as (CertificateRow & { holder: string; agency_name: string | null; is_in_office: boolean })[]).map(
    (r) => {
      const standing = certificateStanding(r, today)
      // Whoever has left his agency enforces nothing for it, whatever his certificate still says.
      const isGone = standing.isUsable && !r.is_in_office
      return {
        officerId: r.officer_id,
        matterId: r.matter_id,
        number: r.number,
        kindLabel: certificateKinds[r.kind],
        holder: r.holder,
        agencyName: r.agency_name,
        field: r.field,
        region: r.region,
        issuer: r.issuer,
        examPassedOn: r.exam_passed_on,
        issuedOn: r.issued_on,
        from: r.valid_from,
        until: addDays(r.valid_to, -1),
        standing: isGone ? '持证人现不在这个机关任职' : standing.label,
        isUsable: standing.isUsable && !isGone,
        since: r.state_since,
        endedBecause: r.ended_because && endReasons[r.ended_because],
      }
    },
  )
}

/** Reads as the system: certificates belong to no district. */
async function asSystem<T>(deps: Deps, work: (client: Client) => Promise<T>): Promise<T> {
  return inTransaction(
    deps.pool,
    async (client) => {
      await client.query(`select set_config('role', $1, true), set_config('fadu.city', 'city', true)`, [systemRole])
      return work(client)
    },
    'begin read only',
  )
}

/** The certificates of officers, by officer. */
export async function certificatesOf(
  client: Client,
  officers: readonly string[],
  today: LocalDate,
): Promise<Map<string, Certificate[]>> {
  const found = Map.groupBy(await readCertificates(client, { officers }, today), (c) => c.officerId)
  return new Map([...found].map(([id, list]) => [id, list.map(({ officerId: _, ...c }) => c)]))
}

export function certificateRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/me/certificates',
      tags: ['会话'],
      summary: '我的执法证件',
      security: signedIn,
      responses: answers(z.object({ items: z.array(certificate) }), '执法证件'),
    }),
    async (c) => {
      const { officerId } = requireUser(c)
      const today = localDateOf(deps.clock.now())
      const items = await asSystem(deps, async (client) =>
        (await certificatesOf(client, [officerId], today)).get(officerId),
      )
      return c.json({ items: items ?? [] }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/public/certificates/{number}',
      tags: ['公众'],
      summary: '凭编号核对一份执法证件',
      request: { params: z.object({ number: z.string().min(1).max(40) }) },
      responses: answers(shown, '登记的情况'),
    }),
    async (c) => {
      const number = c.req.valid('param').number.normalize('NFC').trim()
      const today = localDateOf(deps.clock.now())
      const found = await asSystem(deps, (client) => readCertificates(client, { number }, today))
      // A number that was registered by mistake was never anybody's; only one other can carry it.
      const known = found.find((f) => f.endedBecause !== endReasons.MISTAKE)
      if (!known)
        throw new Refusal('missing', 'office.certificate.unknown', '没有登记过这个编号的执法证件', {
          allowed: ['请核对编号；本平台没有登记的，可以向发证机关或者所在的执法机关核实'],
        })
      return c.json(shown.parse(known), 200)
    },
  )
}
