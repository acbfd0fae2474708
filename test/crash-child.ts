/**
 * The load that crash.test.ts kills: eight clients with keyed requests and one list through `performMany`, as a process of its
 * own. Every wish is written down before it is sent and every answer when it has come: what has only a wish is unknown.
 * Arguments: database url, journal, name of the round, milliseconds.
 */
import { openSync, writeSync } from 'node:fs'
import { type ActionRequest, type Answer, createEngine, loadDefaultCalendar, openPool, registryOf } from '#kernel'
import { sample } from './sample/domain.ts'
import { testHmacKey } from './support.ts'

const [url, path, round, ms] = process.argv.slice(2) as [string, string, string, string]
const journal = openSync(path, 'a')
// Written at once and not flushed: what the machine's kernel has, a killed process cannot take back.
const say = (line: object) => writeSync(journal, `${JSON.stringify(line)}\n`)

const pool = openPool(url, 6)
const engine = await createEngine({
  pool,
  registry: registryOf([sample]),
  calendar: loadDefaultCalendar(),
  hmacKey: testHmacKey,
})
const clerk = { id: 'clerk1', role: 'clerk', scope: { kind: 'agency', value: 'A1' }, agency: 'A1' } as const
const officer = { id: 'officer1', role: 'officer', scope: { kind: 'agency', value: 'A1' }, agency: 'A1' } as const
const at = '2023-03-01T09:00:00.000+08:00' as never
const file = (key: string): ActionRequest => ({
  actor: clerk,
  at,
  key,
  steps: [
    {
      procedure: 'sample.filing',
      action: 'file',
      input: { agencyId: 'A1', topic: key, name: '陈示例', idNumber: `p${key.length}` },
    },
  ],
})

async function send(wishes: ActionRequest[], run: () => Promise<Answer[]>): Promise<Answer[] | undefined> {
  for (const wish of wishes) say({ wish })
  try {
    const answers = await run()
    for (const [i, answer] of answers.entries()) say({ key: wishes[i]!.key, answer })
    return answers
  } catch {
    return undefined // unknown: the journal has no answer
  }
}

const until = performance.now() + Number(ms)
const busy = () => performance.now() < until

async function client(c: number): Promise<void> {
  for (let i = 0; busy(); i++) {
    const wish = file(`${round}/${c}/${i}`)
    const filed = (await send([wish], async () => [await engine.perform(wish)]))?.[0]
    if (!filed?.ok) {
      await new Promise((r) => setTimeout(r, 20))
      continue
    }
    const matterId = filed.acts[0]!.matterId
    // Two steps in one request: both or neither.
    const more: ActionRequest = {
      actor: officer,
      at,
      key: `${round}/${c}/${i}/accept`,
      steps: [
        { matterId, action: 'accept', input: {} },
        { matterId, action: 'note', input: { text: '记录' } },
      ],
    }
    await send([more], async () => [await engine.perform(more)])
  }
}

async function list(): Promise<void> {
  for (let i = 0; busy(); i++) {
    const wishes = Array.from({ length: 40 }, (_, k) => file(`${round}/many/${i}/${k}`))
    if (!(await send(wishes, () => engine.performMany(wishes)))) await new Promise((r) => setTimeout(r, 20))
  }
}

say({ ready: true })
await Promise.all([...Array.from({ length: 8 }, (_, c) => client(c)), list()])
say({ done: true })
process.exit(0)
