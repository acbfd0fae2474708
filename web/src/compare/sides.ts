/** One side of a comparison: the matter, its acts, and the procedure version that it stands under. */
import { useActs, useMatter } from '../matter/data.ts'
import { useExplained } from '../procedure/data.ts'

export function useSide(id: string | undefined) {
  const matter = useMatter(id ?? '', id !== undefined)
  const acts = useActs(id ?? '', id !== undefined)
  const m = matter.data
  const procedure = useExplained(m?.procedure ?? '', m?.version ?? '', m !== undefined)
  const failed = matter.isError ? matter : acts.isError ? acts : undefined
  return { matter: m, acts: acts.data?.items, procedure: procedure.data, failed }
}
export type Side = ReturnType<typeof useSide>
export type Ready = Side & { matter: NonNullable<Side['matter']>; acts: NonNullable<Side['acts']> }
export const isReady = (side: Side): side is Ready => side.matter !== undefined && side.acts !== undefined
