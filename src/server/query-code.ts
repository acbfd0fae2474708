/**
 * Query codes: with a matter's number, the citizen's way to follow it without an account.
 *
 * 80 bits of HMAC-SM3 over the matter, its reader and a counter of renewals, in Crockford's base 32, four groups of four. Not kept:
 * whoever reads the database cannot follow anybody's matter.
 */
import { timingSafeEqual } from 'node:crypto'
import { hmacSm3 } from '#kernel/hmac'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 80 bits as sixteen characters. */
function crockford(hex20: string): string {
  let bits = BigInt(`0x${hex20}`)
  let out = ''
  for (let i = 0; i < 16; i++) {
    out = alphabet[Number(bits & 31n)]! + out
    bits >>= 5n
  }
  return out
}

export type QueryCodes = {
  /** The code as it is printed: XXXX-XXXX-XXXX-XXXX. */
  codeOf(matterId: string, reader: string, epoch: number): string
  matches(code: string, matterId: string, reader: string, epoch: number): boolean
}

/** As people type it: small letters, O for 0, I and L for 1, with or without dashes. Undefined where it cannot be a code. */
export function normalisedCode(typed: string): string | undefined {
  const s = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return s.length === 16 && [...s].every((c) => alphabet.includes(c)) ? s : undefined
}

/** Codes under the city's key. */
export function queryCodes(hmacKey: string): QueryCodes {
  const hmac = hmacSm3(hmacKey)
  const raw = (matterId: string, reader: string, epoch: number) =>
    crockford(hmac(`query-code\u0000${matterId}\u0000${reader}\u0000${epoch}`).slice(0, 20))
  return {
    codeOf: (matterId, reader, epoch) => raw(matterId, reader, epoch).replace(/(.{4})(?=.)/g, '$1-'),
    matches: (code, matterId, reader, epoch) => {
      const typed = normalisedCode(code)
      return typed !== undefined && timingSafeEqual(Buffer.from(typed), Buffer.from(raw(matterId, reader, epoch)))
    },
  }
}
