/** The built pages over a test city, served on a port of this machine: a report whose figures open into the city's matters. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { systemClock } from '../src/kernel/clock.ts'
import type { Domain } from '../src/kernel/domain.ts'
import { seal } from '../src/kernel/seal.ts'
import { generateKey, softwareSigner } from '../src/kernel/sign.ts'
import { parseFigures } from '../src/report/figures.ts'
import { type ComputedFigure, reconcile } from '../src/report/reconcile.ts'
import type { AppOptions, RecordPage, ReportSource } from '../src/server/deps.ts'
import { ensureWeb } from '../src/server/web-build.ts'
import { openTestApp, type TestApp } from './api-support.ts'
import type { TestCity } from './support.ts'

const figures = parseFigures(readFileSync(new URL('../data/figures/ningbo-2020.tsv', import.meta.url), 'utf8'))
const systems = new Map(figures.map((f) => [f.id, f.system]))

/** What "the records" of the test city give; the figure of disputes opens into its matters, two thirds of them A1's. */
const computed = (records: number): Map<string, ComputedFigure> =>
  new Map([
    ['mediation-committees', { value: 3396n, records: 3396n }],
    ['mediators', { value: 13760n, records: 13760n }],
    ['disputes-mediated', { value: 63601n, records: BigInt(records) }],
    ['disputes-settled', { value: 62562n, records: 62562n }],
    ['mediation-success-rate', { num: 62562n, den: 63601n, records: 63601n }],
    ['supervisors-city-level', { value: 312n, records: 312n }],
  ])

const rule = (id: string) => ({
  id: id.replaceAll('-', '_'),
  label: figures.find((f) => f.id === id)?.label ?? id,
  kind: id.endsWith('rate') ? 'rate' : 'flow',
  version: '2011',
  authority: '平台约定',
  text: '一件已受理并已调解终结的纠纷',
})

export type WebCity = TestApp & { url: string; publicKeyLine: string; matters: string[] }

/** Opens the city, files a few matters, seals them and serves the pages. */
export async function openWebCity(
  options: {
    demonstration?: boolean
    scale?: number
    port?: number
    domains?: readonly Domain[]
    more?: (city: TestCity) => Partial<AppOptions>
  } = {},
): Promise<WebCity> {
  const out = process.env.FADU_TEST_WEB ?? mkdtempSync(join(tmpdir(), 'fadu-web-'))
  const webDir = await ensureWeb(join(out, 'web'))
  const rows: (RecordPage['rows'][number] & { agency: string; number: string | null; title: string })[] = []
  const reportOf = () => {
    const known = computed(rows.length)
    const report = reconcile(figures, known, {
      scale: options.scale ?? 1,
      year: 2020,
      reported: new Map([['legal-aid-cases', '10112']]),
    })
    return {
      ...report,
      figures: report.figures.map((row) => ({ ...row, system: systems.get(row.id) })),
      indicators: Object.fromEntries([...known.keys()].map((id) => [id, rule(id)])),
      demonstration: options.demonstration ?? true,
      run: { runId: 'r', knownAt: '2021-01-20T09:00:00.000+08:00' },
    }
  }
  const source: ReportSource = {
    years: async () => [2020],
    load: async (year) => (year === 2020 ? reportOf() : undefined),
    publicReport: async (year) => (year === 2020 ? reportOf() : undefined),
    breakdown: async (_scope, _year, id) => (computed(0).has(id) ? { kind: 'flow', cells: [] } : undefined),
    statistics: async (year) =>
      year === 2020
        ? { year, demonstration: options.demonstration ?? true, scale: '1:1', knownAt: '', figures: [] }
        : undefined,
    records: async (scope, _year, id, { after, limit }) => {
      if (!computed(0).has(id)) return undefined
      const visible = rows.filter((r) => scope.kind === 'city' || r.agency === scope.value)
      const from = after === undefined ? 0 : visible.findIndex((r) => r.recordId === after) + 1
      const page = visible.slice(from, from + limit)
      return {
        total: rows.length,
        visible: visible.length,
        rows: page,
        next: from + limit < visible.length ? (page.at(-1)?.recordId ?? null) : null,
      }
    },
  }
  const app = await openTestApp((c) => ({ webDir, report: source, ...options.more?.(c) }), options.domains)
  await app.city.owner.query(`insert into kernel.place (code, name, level, kind, parent_code) values ('330200', '宁波市', 'city', 'city', null),
    ('330203', '海曙区', 'county', 'district', '330200'), ('330205', '江北区', 'county', 'district', '330200'),
    ('330203001', '南门街道', 'town', 'subdistrict', '330203'), ('330205001', '庄桥街道', 'town', 'subdistrict', '330205') on conflict do nothing`)
  const { clerk, officer, other } = app.actors
  const matters: string[] = []
  for (let i = 0; i < 90; i++) {
    const isOther = i % 3 === 2
    const on = `2024-01-${String(2 + (i % 20)).padStart(2, '0')}`
    const input = {
      agencyId: isOther ? 'A2' : 'A1',
      topic: `邻里纠纷第${i + 1}件`,
      amount: 120_000 + i,
      name: '陈示例',
      phone: '13900000000',
    }
    const filer = isOther
      ? { ...clerk, id: 'clerk2', agency: 'A2', scope: { kind: 'agency' as const, value: 'A2' } }
      : clerk
    if (isOther) await app.city.post('clerk2', 'clerk', { kind: 'agency', value: 'A2' }, 'A2')
    const { matterId, given } = await app.city.ok(filer, on, { procedure: 'sample.filing', action: 'file', input })
    if (i < 6) {
      const by = isOther ? other : officer
      await app.city.ok(by, on, { matterId, action: 'accept', input: {} })
      await app.city.ok(by, on, { matterId, action: 'note', input: { text: '已通知双方到场' } })
    }
    matters.push(matterId)
    rows.push({
      recordId: matterId,
      matterId,
      number: given.number,
      title: `测试申请：${input.topic}`,
      countedOn: on,
      place: isOther ? '330205001' : '330203001',
      inNumerator: i % 7 !== 0,
      amount: 1,
      agency: isOther ? 'A2' : 'A1',
    })
  }
  rows.sort((a, b) => (a.recordId < b.recordId ? -1 : 1))
  const { privateKeyHex, publicKeyHex } = generateKey()
  const signer = softwareSigner(privateKeyHex, 'fadu/test')
  await seal({ pool: app.city.app, signer, clock: systemClock })

  const server = createServer(getRequestListener(app.app.fetch))
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  return {
    ...app,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    publicKeyLine: `fadu-sm2 fadu/test ${publicKeyHex}`,
    matters,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await app.close()
      if (!process.env.FADU_TEST_WEB) rmSync(out, { recursive: true, force: true })
    },
  }
}
