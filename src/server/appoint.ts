/** The first posts of a city: nobody is there yet to give them, so the system registers them, by the same acts as later ones. */
import { type Instant, localDateOf, PlainError, systemActor } from '#kernel'
import type { City } from './city.ts'

export type Appointed = { name: string; role: string; agency: string; document: string }

/**
 * Registers a new officer with a post from today on; asked for again under the same key it is the same officer.
 * @throws PlainError where it was refused, with the reason
 */
export async function appointNew(
  city: Pick<City, 'engine'>,
  at: Instant,
  who: Appointed,
  key?: string,
): Promise<{ officerId: string }> {
  const answer = await city.engine.perform({
    actor: systemActor,
    at,
    ...(key === undefined ? {} : { key }),
    steps: [
      {
        procedure: 'office.post',
        action: 'appoint',
        input: { isNew: true, ...who, from: localDateOf(at) },
      },
    ],
  })
  if (!answer.ok) throw new PlainError(`职务没有登记：${answer.problem.title}`)
  return { officerId: answer.acts[0]!.matterId }
}
