/** In which two steps or two limits differ, in words: what only one has, days, lengths, who acted, articles. */
import type { CiteRef } from '../law/cites.tsx'
import type { Act, Limit } from '../matter/data.ts'
import { daysBetween, type Row, same } from './align.ts'
import type { Ready } from './sides.ts'

export const openedOn = (s: Ready) => s.acts[0]?.declaredOn ?? s.matter.filedOn
export const declared = (s: Ready, l: Limit) => s.procedure?.limits.find((x) => x.limit === l.limit)

/** The bases as recorded. Those that the version declares open their article, and say of which text of the statute it is. */
function basisOf(texts: readonly string[], known: readonly CiteRef[]): CiteRef[] {
  return texts.map((text) => {
    const cite = known.find((c) => c.text === text)
    if (!cite) return { law: null, version: null, article: null, paragraph: null, standing: null, text }
    return cite.version ? { ...cite, text: `${text}（${cite.version.slice(0, 4)}年文本）` } : cite
  })
}
export const stepBasis = (s: Ready, act: Act) =>
  basisOf(act.basis, s.procedure?.actions.find((x) => x.action === act.action)?.basis ?? [])
export const limitBasis = (s: Ready, l: Limit) => basisOf(l.basis, declared(s, l)?.basis ?? [])
const texts = (list: readonly CiteRef[]) => list.map((c) => c.text)

const only = (row: Row<unknown>): string[] | undefined =>
  row.a === undefined ? ['只有乙件有'] : row.b === undefined ? ['只有甲件有'] : undefined

/** How much later than the other a step came after the opening of its matter. */
function later(a: number, b: number): string[] {
  if (a === b) return []
  return [`从开始算，乙件${b > a ? '晚' : '早'}${Math.abs(b - a)}天`]
}

export function stepDifferences(row: Row<Act>, a: Ready, b: Ready): string[] {
  if (!row.a || !row.b) return only(row) ?? []
  return [
    ...later(daysBetween(openedOn(a), row.a.declaredOn), daysBetween(openedOn(b), row.b.declaredOn)),
    ...(row.a.roleLabel === row.b.roleLabel ? [] : ['经办的人员不同']),
    ...(same(texts(stepBasis(a, row.a)), texts(stepBasis(b, row.b))) ? [] : ['依据不同']),
  ]
}

export function limitDifferences(row: Row<Limit>, a: Ready, b: Ready): string[] {
  if (!row.a || !row.b) return only(row) ?? []
  const [da, db] = [declared(a, row.a), declared(b, row.b)]
  const [x, y] = [daysBetween(row.a.startOn, row.a.dueRaw), daysBetween(row.b.startOn, row.b.dueRaw)]
  return [
    ...(da && db && da.within !== db.within ? [`长度不同：甲件${da.within}，乙件${db.within}`] : []),
    ...(x === y ? [] : [`从起算到届满，甲件${x}天，乙件${y}天`]),
    ...(da && db && da.rolls !== db.rolls ? ['末日的顺延不同'] : []),
    ...(row.a.state === row.b.state ? [] : ['状态不同']),
    ...(same(texts(limitBasis(a, row.a)), texts(limitBasis(b, row.b))) ? [] : ['依据不同']),
  ]
}
