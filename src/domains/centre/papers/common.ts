/** What the papers of the centre and of petitions share: whom they are addressed to, and which law they may name. */
import { told } from '#kernel/blocks'
import type { Basis } from '#kernel/errors'
import { citeText } from '#kernel/law'
import type { FoldedAct } from '#kernel/procedure'

/** Statutes as a paper names them, each title once. Conventions, and what nobody has read in the original, are no ground for an official paper. */
export const cites = (bases: readonly Basis[]): string =>
  bases
    .filter((b) => b.standing === undefined)
    .map((b, i, all) => {
      const text = citeText(b)
      return all[i - 1]?.statute === b.statute ? text.slice(text.indexOf('》') + 1) : text
    })
    .join('、')
/** 依据《…》第…条，; nothing where no statute is there to name. */
export const groundedIn = (bases: readonly Basis[]): string => {
  const text = cites(bases)
  return text && `依据${text}，`
}
export const inBrackets = (bases: readonly Basis[]): string => {
  const text = cites(bases)
  return text && `（${text}）`
}

/** Whom a paper is meant for. */
export type Addressed = { to: string; address: string | undefined; isMasked: boolean }

const shown = 5
export const namesText = (names: readonly string[]): string =>
  names.length > shown ? `${names.slice(0, shown).join('、')}等${names.length}人` : names.join('、')

/** As the act itself names him; otherwise by the masks of the registered names, since facts hold no name. */
export function addressedTo(act: FoldedAct, masks: readonly string[]): Addressed {
  const given = act.payload.addressee as { name: string; address?: string } | undefined
  if (given)
    return {
      to: told(act, '/addressee/name', given.name)!,
      address: told(act, '/addressee/address', given.address),
      isMasked: false,
    }
  return masks.length
    ? { to: namesText(masks), address: undefined, isMasked: true }
    : { to: '信访人', address: undefined, isMasked: false }
}
/** The petitioners as an opening act names them. */
export const registeredNames = (act: FoldedAct): Addressed => ({
  to: namesText(
    (act.payload.petitioners as { name: string }[]).map((p, i) => told(act, `/petitioners/${i}/name`, p.name)!),
  ),
  address: undefined,
  isMasked: false,
})

/**
 * The code that opens the state of a matter beside its number (信访工作条例 art. 21 para. 2) stands on no paper: it is given to whoever
 * was identified and never kept. The code of a paper's own address only tells whether the paper is ours.
 */
export const codeGivenApart =
  '查询码不印在本回执上：在窗口登记的，由窗口核实身份后另行发给；在网上登记的，登记时已经给出。'
