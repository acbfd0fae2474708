/** Which matters may be followed with a query code, and by whom: the code itself is never kept. */
import type { Scope } from '#kernel/access'
import { Refusal } from '#kernel/errors'
import { clearTries, reserveTry } from './attempts.ts'
import type { Deps } from './deps.ts'
import { tooMany } from './guards.ts'
import { normalisedCode } from './query-code.ts'
import { securityNow } from './session.ts'

export type Followed = { matterId: string; number: string; reader: string }

export const noFollowed = () => new Refusal('missing', 'kernel.queryCode', '编号或者查询码不对')

export function followingOf(deps: Deps) {
  const { authPool, codes } = deps

  return {
    /** Opens a matter to following by its filer and tells the code; asked again it is the same code. */
    async open(matterId: string, number: string, reader: string): Promise<string> {
      await authPool.query(
        'insert into auth.query_code (matter_id, number, reader) values ($1, $2, $3) on conflict do nothing',
        [matterId, number, reader],
      )
      const { rows } = await authPool.query('select epoch from auth.query_code where matter_id = $1 and reader = $2', [
        matterId,
        reader,
      ])
      return codes.codeOf(matterId, reader, rows[0].epoch)
    },

    /** A new code for one of the matter's own parties; the old one ends. */
    async renew(
      matterId: string,
      number: string,
      readers: readonly string[],
      named: string | undefined,
      by: Scope,
    ): Promise<{ number: string; code: string }> {
      if (by.kind === 'reader') throw new Refusal('scope', 'kernel.queryCode', '查询码由经办机关核实身份后发给当事人')
      const parties = readers.filter((r) => r.startsWith('p:'))
      const reader = named ?? (parties.length === 1 ? parties[0] : undefined)
      if (!reader || !parties.includes(reader))
        throw new Refusal(
          'input',
          'kernel.queryCode',
          parties.length ? '请指明是哪一位当事人' : '这件事项没有登记过可以查询的当事人',
          { allowed: parties, fields: [{ path: 'reader', message: '须是本事项的当事人' }] },
        )
      const { rows } = await authPool.query(
        `insert into auth.query_code as q (matter_id, number, reader, epoch) values ($1, $2, $3, 1)
         on conflict (matter_id, reader) do update set epoch = q.epoch + 1, number = excluded.number returning epoch`,
        [matterId, number, reader],
      )
      return { number, code: codes.codeOf(matterId, reader, rows[0].epoch) }
    },

    /**
     * The matter that number and code open together. A wrong code and an unknown number answer alike, and both count.
     * @throws Refusal 'missing'; after too many tries for one number, 429 for a while
     */
    async get(number: string, code: string): Promise<Followed> {
      const wanted = number.normalize('NFC').trim()
      const key = deps.engine.hmac(`query-code-try\u0000${wanted}`)
      if (
        !(await reserveTry(
          authPool,
          key,
          { tries: deps.limits.codeTries, minutes: deps.limits.lockMinutes },
          securityNow(deps),
        ))
      )
        throw tooMany(deps.limits.lockMinutes * 60)
      if (normalisedCode(code) === undefined) throw noFollowed()
      const { rows } = await authPool.query(
        'select matter_id, number, reader, epoch from auth.query_code where number = $1 limit 20',
        [wanted],
      )
      const found = rows.find((r) => codes.matches(code, r.matter_id, r.reader, r.epoch))
      if (!found) throw noFollowed()
      await clearTries(authPool, key)
      return { matterId: found.matter_id, number: found.number, reader: found.reader }
    },
  }
}
