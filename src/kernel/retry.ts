/** A request sent again: known by its key, told the same answer, and refused where the key stands for something else. */
import { canonicalJson } from './canonical.ts'
import type { Client } from './db.ts'
import { problemOf, Refusal } from './errors.ts'
import type { ActionRequest, Answer } from './matter.ts'

/** Whether PostgreSQL can take the text. */
export const isText = (s: string) => !s.includes('\0') && s.isWellFormed()

export const keyTaken = (): Answer => ({
  ok: false,
  problem: problemOf(new Refusal('conflict', 'kernel.idempotency', '这个请求编号已经用于另一项内容，请换一个编号')),
})

/** Judges requests by their keys, with the city's keyed hash over what they wish for. */
export function retries(hmac: (text: string) => string) {
  // The caller's wish without its instant: a retry a minute later is the same request.
  const contentHash = (r: ActionRequest) => {
    // A retry places its uploads anew; what it wishes for is the uploads.
    const steps = r.steps.map((s) => (s.files ? { ...s, files: s.files.map((f) => [f.upload ?? f.id, f.label]) } : s))
    const content = { actor: r.actor.id, role: r.actor.role, steps }
    try {
      return hmac(canonicalJson(content))
    } catch {
      try {
        return hmac(JSON.stringify(content)) // not canonical: the fold will refuse it with the place
      } catch {
        return '' // nested beyond any form: refused as well
      }
    }
  }
  /** The answers already given to these requests, by position. */
  async function replayed(
    client: Client,
    requests: readonly ActionRequest[],
    isAsked = (_: number) => true,
  ): Promise<Map<number, Answer>> {
    const keyed = requests.flatMap((r, i) =>
      r.key === undefined || !isText(r.key) || !isAsked(i) ? [] : [{ i, actor: r.actor.id, key: r.key }],
    )
    const answers = new Map<number, Answer>()
    if (!keyed.length) return answers
    const { rows } = await client.query({
      name: 'request-keys',
      text: 'select r.i, k.content, k.answer from json_to_recordset($1) as r(i int, actor text, key text) join kernel.request_key k on k.actor = r.actor and k.key = r.key',
      values: [JSON.stringify(keyed)],
    })
    for (const r of rows)
      answers.set(r.i, r.content === contentHash(requests[r.i]!) ? JSON.parse(r.answer) : keyTaken())
    return answers
  }

  return { contentHash, replayed }
}
