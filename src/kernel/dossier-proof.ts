/**
 * What proves one matter's acts to somebody without the database: their leaves, the paths to a signed root, and the acts of
 * erasure that tell where values went.
 */
import type pg from 'pg'
import { systemRole } from './access.ts'
import type { ActRecord } from './canonical.ts'
import { erasedBy } from './record-check.ts'
import { nodeReader } from './seal.ts'
import { type GetNode, inclusionProof } from './tree.ts'

/** A leaf and the hashes from it to the root, 64 hex digits each. */
export type LeafProof = { leaf: number; path: string[] }

export type DossierProof = {
  /** The signed note, its size and its root (64 hex digits). */
  checkpoint: string
  size: number
  root: string
  /** One an act of the matter, by n. */
  acts: LeafProof[]
  /** Acts of erasure of other matters that name values of this one, in the order of their leaves. */
  erasures: { hash: string; text: string; proof: LeafProof }[]
}

/**
 * The proofs of a matter in the snapshot that `client` is in; nothing while an act that they need is not sealed. Of the
 * checkpoints the first that covers everything is taken, so that the same record always gives the same proofs.
 *
 * Leaves the transaction in the system's role: the caller reads the matter under his own scope before.
 * @param hasErased whether values of the matter are gone, so that acts of erasure are looked for
 */
export async function findDossierProof(
  client: pg.ClientBase,
  matter: string,
  hasErased: boolean,
): Promise<DossierProof | undefined> {
  await client.query(`select set_config('role', $1, true), set_config('fadu.city', 'city', true)`, [systemRole])
  const acts = (
    await client.query(
      `select l.leaf from kernel.act a left join kernel.seal_leaf l on l.act_id = a.act_id where a.matter_id = $1 order by a.n`,
      [matter],
    )
  ).rows as { leaf: number | null }[]
  const erasing = hasErased ? await actsOfErasure(client, matter) : []
  const leaves = [...acts, ...erasing].map((a) => a.leaf)
  if (leaves.length === 0 || leaves.includes(null)) return undefined
  const { rows } = await client.query(
    'select size, root, note from kernel.checkpoint where size > $1 order by size limit 1',
    [Math.max(...(leaves as number[]))],
  )
  const c = rows[0]
  if (!c) return undefined
  const getNode = remembered(nodeReader(client))
  const proofOf = async (leaf: number): Promise<LeafProof> => ({
    leaf,
    path: (await inclusionProof(leaf, c.size, getNode)).map((h) => h.toString('hex')),
  })
  const proof: DossierProof = { checkpoint: c.note, size: c.size, root: c.root, acts: [], erasures: [] }
  for (const a of acts) proof.acts.push(await proofOf(a.leaf!))
  for (const { hash, canonical, leaf } of erasing)
    proof.erasures.push({ hash, text: canonical, proof: await proofOf(leaf!) })
  return proof
}

/** Neighbours among the leaves share most of their paths. */
function remembered(getNode: GetNode): GetNode {
  const known = new Map<string, Promise<Uint8Array>>()
  return (level, index) => {
    const key = `${level}/${index}`
    const node = known.get(key) ?? Promise.resolve(getNode(level, index))
    known.set(key, node)
    return node
  }
}

async function actsOfErasure(
  client: pg.ClientBase,
  matter: string,
): Promise<{ hash: string; canonical: string; leaf: number | null }[]> {
  // Which matters are acts of erasure is a column; whose values they name stands in the text alone.
  const { rows } = await client.query(
    `select a.hash, a.canonical, l.leaf from kernel.matter m join kernel.act a on a.matter_id = m.matter_id
       left join kernel.seal_leaf l on l.act_id = a.act_id
     where m.procedure = 'record.erasure' and m.matter_id <> $1 and a.action = 'erase' and strpos(a.canonical, $2) > 0
     order by l.leaf, a.matter_id, a.n`,
    [matter, matter],
  )
  return rows.filter((r) => erasedBy(JSON.parse(r.canonical) as ActRecord)?.some((c) => c.matter === matter))
}
