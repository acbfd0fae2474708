/** Sealing, verifying hashes and chains and the tree, and deriving columns again: acts a second, apart. */
import { rmSync } from 'node:fs'
import type { ActionRequest, Actor } from '#kernel'
import { systemClock } from '#kernel'
import { randomEntropy } from '#kernel/entropy'
import { exportTo, verifyFolder } from '#kernel/export'
import { seal } from '#kernel/seal'
import { generateKey, softwareSigner } from '#kernel/sign'
import { verifyDatabase } from '#kernel/verify'
import { sample } from '../test/sample/domain.ts'
import { openCity, type TestCity, temporaryFolder } from '../test/support.ts'
import { line } from './line.ts'

const perMatter = 7

/** Whole matters of seven acts, two personal values each. */
async function fill(city: TestCity, clerk: Actor, officer: Actor, matters: number): Promise<void> {
  const step = (matterId: string, action: string, input: object, day: string): ActionRequest => ({
    actor: officer,
    at: `2023-03-${day}T09:00:00.000+08:00` as never,
    steps: [{ matterId, action, input }],
  })
  for (let i = 0; i < matters; i += 1000) {
    const requests: ActionRequest[] = []
    for (let k = i; k < Math.min(i + 1000, matters); k++) {
      const at = '2023-03-01T09:00:00.000+08:00' as never
      const id = randomEntropy.id(at)
      requests.push({
        actor: clerk,
        at,
        steps: [
          {
            matterId: id,
            procedure: 'sample.filing',
            action: 'file',
            input: { agencyId: 'A1', topic: `事由${k}`, name: '陈示例', phone: '13900000000' },
          },
        ],
      })
      requests.push(step(id, 'accept', {}, '02'))
      for (const d of ['03', '04', '05']) requests.push(step(id, 'note', { text: '调查情况记录，内容若干字。' }, d))
      requests.push(step(id, 'decide', { result: 'yes' }, '08'), step(id, 'close', {}, '09'))
    }
    const refused = (await city.engine.performMany(requests)).find((a) => !a.ok)
    if (refused) throw new Error(JSON.stringify(refused))
  }
}

/** @param matters seven acts each */
export async function benchVerify(matters = 20_000): Promise<void> {
  const city = await openCity([sample])
  const outsideDir = temporaryFolder('bench-outside')
  const folder = `${temporaryFolder('bench-export')}/out`
  try {
    await city.agency('A1', 'bureau', { county: '330203', town: '330203001' })
    const clerk = await city.post('clerk', 'clerk', { kind: 'agency', value: 'A1' }, 'A1')
    const officer = await city.post('officer', 'officer', { kind: 'agency', value: 'A1' }, 'A1')
    await fill(city, clerk, officer, matters)
    await city.owner.query('vacuum analyze')
    const acts = matters * perMatter
    const signer = softwareSigner(generateKey().privateKeyHex, 'fadu.test/bench')
    const keys = [{ origin: signer.keyName, publicKeyHex: signer.publicKeyHex }]
    const timed = async <T>(work: () => Promise<T>): Promise<[number, T]> => {
      const start = performance.now()
      const result = await work()
      return [acts / ((performance.now() - start) / 1000), result]
    }
    const [sealing, sealed] = await timed(() => seal({ pool: city.app, signer, outsideDir, clock: systemClock }))
    if (sealed.sealed !== acts) throw new Error(`sealed ${sealed.sealed} of ${acts}`)
    line('seal: leaves, tree, signature', sealing, 'acts/s', `${acts} acts`, undefined, '≥ 150000')
    await city.owner.query('vacuum analyze')
    for (const threads of [0, 2]) {
      const r = await verifyDatabase({
        pool: city.owner,
        keys,
        registry: city.registry,
        outsideDir,
        columns: false,
        threads,
      })
      if (!r.ok) throw new Error(JSON.stringify(r.findings.slice(0, 3)))
      line(
        `verify: hashes, text, chains, tree, ${threads || 1} thread${threads > 1 ? 's' : ''}`,
        acts / r.counts.seconds.acts,
        'acts/s',
        `tree alone ${Math.round(acts / r.counts.seconds.tree).toLocaleString('en')} acts/s`,
        undefined,
        threads ? '≥ 100000' : undefined,
      )
    }
    const r = await verifyDatabase({ pool: city.owner, keys, registry: city.registry, outsideDir, columns: true })
    if (!r.ok) throw new Error(JSON.stringify(r.findings.slice(0, 3)))
    line(
      'verify: columns derived again',
      acts / r.counts.seconds.columns,
      'acts/s',
      `${r.counts.derived!.rows} rows compared`,
      undefined,
      '≥ 20000',
    )
    const [exporting] = await timed(() =>
      exportTo(folder, {
        pool: city.owner,
        origin: signer.keyName,
        city: '示例市',
        keys,
        clock: systemClock,
        outsideDir,
        private: true,
      }),
    )
    line('export of the record', exporting, 'acts/s', '')
    const [reading, read] = await timed(() => verifyFolder(folder))
    if (!read.ok) throw new Error(JSON.stringify(read.findings.slice(0, 3)))
    line('verify of exported files', reading, 'acts/s', 'one thread')
  } finally {
    await city.close()
    rmSync(outsideDir, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  await benchVerify(process.argv[2] ? Number(process.argv[2]) : undefined)
  process.exit(0)
}
