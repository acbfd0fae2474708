/** One of the threads of `verify`: its own connection on the verifier's snapshot, one range of matters after another. */
import { parentPort, workerData } from 'node:worker_threads'
import pg from 'pg'
import { type Range, scanActs } from './scan.ts'

const { connection, snapshot } = workerData as { connection: pg.ClientConfig; snapshot: string }
const client = new pg.Client({ ...connection, application_name: 'fadu-verify' })
client.on('error', () => {})
await client.connect()
await client.query('begin isolation level repeatable read')
await client.query(`set transaction snapshot '${snapshot.replaceAll("'", "''")}'`)
parentPort!.on('message', async (range: Range | null) => {
  if (range === null) {
    await client.end()
    parentPort!.close()
    return
  }
  try {
    parentPort!.postMessage({ result: await scanActs(client, range) })
  } catch (error) {
    parentPort!.postMessage({ error: (error as Error).message })
  }
})
parentPort!.postMessage({ ready: true })
