import { inTransaction, PlainError, readSettings, systemClock } from '#kernel'
import { stopTypesetter } from '../documents/pdf.ts'
import { openFileStore } from '../files/store.ts'
import { readDossier, sealedDossier } from '../server/dossier.ts'
import { refuseFilled, writeDossier } from '../server/dossier-folder.ts'
import { printDossier } from '../server/dossier-print.ts'
import { sealAll } from '../server/record.ts'
import { print, withCity } from './with-city.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Writes a matter's dossier to a new or empty folder, as the agency that handles the matter reads it. */
export async function dossierCommand(matterId: string, dir: string, options: { json?: boolean }): Promise<void> {
  const id = matterId.toLowerCase()
  if (!uuid.test(id)) throw new PlainError(`“${matterId}”不是事项的标识：请写网页地址里的那一串（8-4-4-4-12 位）。`)
  refuseFilled(dir)
  await withCity(async (city) => {
    const { rows } = await city.owner.query('select agency_id from kernel.matter where matter_id = $1', [id])
    if (!rows[0]) throw new PlainError(`没有事项 ${id}。`)
    const settings = readSettings({ kind: 'agency', value: rows[0].agency_id })
    const store = await openFileStore({ dir: city.home.filesDir, hmacKey: city.secrets.hmacKey, clock: systemClock })
    const record = await sealedDossier(
      () => sealAll(city),
      () =>
        inTransaction(
          city.app,
          async (client) => {
            await client.query(settings.text, settings.values)
            return readDossier(client, city.registry, id)
          },
          'begin isolation level repeatable read read only',
        ),
    )
    try {
      const printed = await printDossier(record, city.registry, city.keys, store)
      await writeDossier(dir, record, printed, city.keys, store)
      const done = {
        dir,
        matter: id,
        acts: record.acts.length,
        papers: printed.papers.length,
        originals: printed.originals.length,
        lacking: printed.lacking,
      }
      print(options, done, () =>
        [
          `案卷已写到 ${dir}：办理记录 ${done.acts} 步，文书 ${done.papers} 份，材料原件 ${done.originals} 份。`,
          ...done.lacking.map((l) => `${l.remark}　${l.title}：${l.why}`),
          '文件夹载有个人信息的原值，请妥善保管。可以用 ./fadu verify 或者 tools/fadu-verify.mjs 核验。',
        ].join('\n'),
      )
    } finally {
      stopTypesetter()
    }
  })
}
