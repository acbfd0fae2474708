/**
 * Posts given and ended by acts, under the separation of three administrators (三员分立): the system's keeps places and calendars
 * and gives nobody a right, the security's gives rights and none to himself, the audit's reads what both did.
 */
import { z } from 'zod'
import type { RoleDef, ScopeKind } from './access.ts'
import { certificate } from './certificate.ts'
import type { LocalDate } from './clock.ts'
import { type Domain, defineDomain } from './domain.ts'
import { Refusal } from './errors.ts'
import { agency, choice, day, officer, text, where, yesNo } from './fields.ts'
import { platform } from './law.ts'
import {
  type AdminRole,
  adminRoles,
  heldPosts,
  houseOf,
  isAdminRole,
  lockOf,
  officeHouse,
  separation,
} from './office-posts.ts'
import { type AgencyRow, type FoldedAct, type PostRow, procedureOf, type Rows } from './procedure.ts'

/** What an administrator reaches: the calendar's notices, or the appointments; no matter of any citizen. */
const houseFor = (role: AdminRole) => (role === 'system_admin' ? houseOf.calendar : houseOf.posts)

const notSelf = platform('任免人不得任免自己')
const basis = platform('职务由安全管理员依任免文件登记，自生效之日起有效')

type Facts = {
  officer: string
  name: string | null
  role: string
  post: PostRow | null
}
const { action, define } = procedureOf<Facts>()

const scopeOf = (role: string, kind: ScopeKind, a: AgencyRow): { kind: ScopeKind; value: string } | undefined => {
  if (isAdminRole(role)) return { kind: 'agency', value: houseFor(role) }
  const value = {
    agency: a.agency_id,
    town: a.town_code,
    county: a.county_code,
    reader: `a:${a.agency_id}`,
    city: 'city',
  }[kind]
  return value === null ? undefined : { kind, value }
}

const postRow = (act: FoldedAct, given: PostRow): PostRow => ({ ...given, matter_id: act.matter })
const rowsOf = (f: Facts): Rows => (f.post ? { 'kernel.post': [f.post] } : {})

/** The kernel's own domain of posts, over the roles that the domains declare. */
export function officeDomain(domains: readonly Domain[]): Domain {
  const roles = new Map<string, RoleDef>([
    ...Object.entries(adminRoles),
    ...domains.flatMap((d) => Object.entries(d.roles)).filter(([id]) => !['party', 'public', 'system'].includes(id)),
  ])
  const labels = Object.fromEntries([...roles].map(([id, r]) => [id, r.label]))

  const post = define({
    id: 'office.post',
    version: '1',
    label: '职务任免',
    effective: { from: '2000-01-01' as LocalDate },
    decidedByLabel: '登记日',
    states: { HELD: { label: '任职' }, ENDED: { label: '已免去', final: true } },
    initial: { officer: '', name: null, role: '', post: null },
    title: (f) => `${labels[f.role] ?? f.role}${f.name ? `：${f.name}` : ''}`,
    refusals: {
      'office.self': { label: '不得任免自己', basis: notSelf },
      'office.separation': { label: '三员分立，不得兼任', basis: separation },
      'office.unknown': { label: '没有这名工作人员', basis },
      'office.person': { label: '请选择已登记的工作人员，或者写明新登记的姓名', basis },
      'office.reach': { label: '这个单位没有这一职务所需的区划', basis },
      'office.past': { label: '职务不得自过去的日子起任免', basis },
      'office.order': { label: '终止之日须在任职之日以后', basis },
      'office.twice': { label: '已经担任这一职务，或者当日任免过', basis },
      'office.elsewhere': { label: '没有这样导入的职务；由别的事项登记的，在那件事项中终止', basis },
    },
    limits: {},
    turns: { states: { HELD: [] } },
    rows: (_act, f) => rowsOf(f),
    actions: {
      appoint: action({
        label: '登记任职',
        by: ['security_admin', 'system'],
        to: 'HELD',
        basis,
        input: z.strictObject({
          isNew: yesNo('是尚未登记的人员'),
          officer: where(officer('工作人员').optional(), 'isNew', false),
          name: where(text('姓名', 40).optional(), 'isNew', true),
          role: choice(labels as Record<string, string>, '职务'),
          agency: agency('任职单位'),
          from: day('任职之日'),
          to: day('终止之日（不含当日）').optional(),
          document: text('任免文件的名称、文号和日期', 300),
        }),
        place: officeHouse,
        needs: (i) => [{ agency: i.agency }, ...lockOf(i.isNew ? undefined : i.officer)],
        guard: (ctx) => {
          const { input: i, today } = ctx
          const a = ctx.agency(i.agency)
          if (!a)
            throw new Refusal('input', 'kernel.agency', '没有这个机构', {
              fields: [{ path: 'agency', message: '没有这个机构' }],
            })
          const reach = scopeOf(i.role, roles.get(i.role)!.scope, a)
          if (!reach) ctx.refuse('office.reach', undefined, { field: 'agency' })
          if (ctx.actor.role !== 'system' && i.from < today) ctx.refuse('office.past', undefined, { field: 'from' })
          if (i.to && i.to <= i.from) ctx.refuse('office.order', undefined, { field: 'to' })
          if (i.isNew ? !i.name : !i.officer)
            ctx.refuse('office.person', undefined, { field: i.isNew ? 'name' : 'officer' })
          if (i.isNew) return
          const id = i.officer!
          if (id === ctx.actor.id) ctx.refuse('office.self', undefined, { field: 'officer' })
          const held = heldPosts(ctx, id)
          if (ctx.posts(id).length === 0) ctx.refuse('office.unknown', undefined, { field: 'officer' })
          const running = held.filter((p) => p.valid_to === null || i.from < p.valid_to)
          if (running.some((p) => p.role !== i.role && (isAdminRole(p.role) || isAdminRole(i.role))))
            ctx.refuse('office.separation', undefined, { field: 'role' })
          if (isAdminRole(i.role) && ctx.claims('office.certified', id).length > 0)
            ctx.refuse('office.separation', '持有执法证件', { field: 'role' })
          const isSame = (p: PostRow) => p.role === i.role && p.scope_value === reach!.value
          if (running.some(isSame) || held.some((p) => isSame(p) && p.valid_from === i.from))
            ctx.refuse('office.twice', undefined, { field: 'role' })
        },
        given: (ctx) => {
          const { input: i } = ctx
          const reach = scopeOf(i.role, roles.get(i.role)!.scope, ctx.agency(i.agency)!)!
          return {
            post: {
              officer_id: i.isNew ? ctx.matterId : i.officer!,
              role: i.role,
              scope_kind: reach.kind,
              scope_value: reach.value,
              agency_id: i.agency,
              valid_from: i.from,
              valid_to: i.to ?? null,
            },
          }
        },
        apply: (f, a) => ({
          ...f,
          officer: a.given.post.officer_id,
          name: a.payload.name ?? null,
          role: a.payload.role,
          post: postRow(a, a.given.post),
        }),
        rows: (a) =>
          a.payload.isNew
            ? {
                'kernel.officer': [
                  {
                    officer_id: a.matter,
                    name: a.payload.name,
                    party_id: null,
                    valid_from: a.payload.from,
                    valid_to: null,
                  },
                ],
              }
            : {},
        claims: (_a, f) => [{ kind: 'office.officer', key: f.officer, value: JSON.stringify(f.post) }],
      }),
      end: action({
        label: '登记免职',
        by: ['security_admin', 'system'],
        in: ['HELD'],
        to: 'ENDED',
        basis,
        input: z.strictObject({
          on: day('免职之日（自当日起不再任职）'),
          document: text('任免文件的名称、文号和日期', 300),
        }),
        guard: (ctx) => {
          if (ctx.facts.officer === ctx.actor.id) ctx.refuse('office.self')
          if (ctx.input.on < ctx.today) ctx.refuse('office.past', undefined, { field: 'on' })
        },
        apply: (f, a) => ({
          ...f,
          // A post that had not begun never begins.
          post: { ...f.post!, valid_to: a.payload.on < f.post!.valid_from ? f.post!.valid_from : a.payload.on },
        }),
        claims: (_a, f) => [{ kind: 'office.officer', key: f.officer, value: '', release: true }],
      }),
      endImported: action({
        label: '登记免去建库时导入的职务',
        by: ['security_admin', 'system'],
        to: 'ENDED',
        basis,
        input: z.strictObject({
          officer: officer('工作人员'),
          role: choice(labels as Record<string, string>, '职务'),
          agency: agency('任职单位'),
          on: day('免职之日（自当日起不再任职）'),
          document: text('任免文件的名称、文号和日期', 300),
        }),
        place: officeHouse,
        needs: (i) => lockOf(i.officer),
        guard: (ctx) => {
          const { input: i } = ctx
          if (i.officer === ctx.actor.id) ctx.refuse('office.self', undefined, { field: 'officer' })
          if (i.on < ctx.today) ctx.refuse('office.past', undefined, { field: 'on' })
          if (!imported(ctx.posts(i.officer), i)) ctx.refuse('office.elsewhere', undefined, { field: 'role' })
        },
        given: (ctx) => ({ post: { ...imported(ctx.posts(ctx.input.officer), ctx.input)!, valid_to: ctx.input.on } }),
        apply: (f, a) => ({
          ...f,
          officer: a.payload.officer,
          role: a.payload.role,
          post: postRow(a, a.given.post),
        }),
      }),
    },
  })

  return defineDomain({
    id: 'office',
    label: '职务任免和执法证件',
    roles: adminRoles,
    procedures: [post, certificate],
    tables: [],
    supervision: [],
    indicators: [],
  })
}

/** The post of an officer that no act has given and that still runs on a day. */
const imported = (posts: readonly PostRow[], i: { role: string; agency: string; on: string }): PostRow | undefined =>
  posts.find(
    (p) =>
      p.role === i.role &&
      p.agency_id === i.agency &&
      p.matter_id === null &&
      p.valid_from < i.on &&
      (p.valid_to === null || i.on < p.valid_to),
  )
