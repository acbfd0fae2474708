/**
 * Counting of failed tries, for every path on which a secret can be guessed.
 *
 * A try is reserved before it is judged, so that a hundred guesses sent at once are still five. Keys are keyed hashes, and
 * known and unknown names are counted alike: a lock says nothing about who exists.
 */
import type { Pool } from '#kernel/db'

export type AttemptRule = { tries: number; minutes: number }

/** Reserves a try. Returns false where the key is locked; a lock is not prolonged by knocking on it. */
export async function reserveTry(auth: Pool, key: string, rule: AttemptRule, now: Date): Promise<boolean> {
  const until = new Date(now.getTime() + rule.minutes * 60_000)
  const { rows } = await auth.query(
    `insert into auth.attempt as a (key, failures, until_at) values ($1, 1, $3)
     on conflict (key) do update set
       failures = case when a.until_at <= $2 then 1 else a.failures + 1 end,
       until_at = case when a.until_at <= $2 or a.failures < $4 then $3 else a.until_at end
     returning failures`,
    [key, now, until, rule.tries],
  )
  return rows[0].failures <= rule.tries
}

/** Forgets the failures of a key after a success. */
export async function clearTries(auth: Pool, key: string): Promise<void> {
  await auth.query('delete from auth.attempt where key = $1', [key])
}

/** Requests per minute and address, in memory: one process serves a city. */
export function minuteCounter(perMinute: number, nowMs: () => number): (key: string) => boolean {
  let minute = 0
  let seen = new Map<string, number>()
  return (key) => {
    const m = Math.floor(nowMs() / 60_000)
    if (m !== minute) {
      minute = m
      seen = new Map()
    }
    // A flood of addresses must not fill the memory.
    if (seen.size > 100_000 && !seen.has(key)) return false
    const n = (seen.get(key) ?? 0) + 1
    seen.set(key, n)
    return n <= perMinute
  }
}
