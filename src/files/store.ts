/**
 * The store of what people attach: content under FADU_HOME/files, its hash in the act.
 *
 * First the content, whole and flushed, then the act that names it; what no act names is swept away later. Within one matter
 * the same content lies there once. Across matters it does not: a shared copy would tell who else holds it, and one person's
 * erasure would have to wait for another's. So content is named by a keyed hash over matter and content.
 */
import { createHash } from 'node:crypto'
import { linkSync, mkdirSync, rmdirSync, statSync, unlinkSync, utimesSync } from 'node:fs'
import { type FileHandle, open, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sm3Hex } from '#kernel/canonical'
import { type Clock, epochMs, type Instant } from '#kernel/clock'
import type { Entropy } from '#kernel/entropy'
import { hmacSm3 } from '#kernel/hmac'
import type { AttachedFile } from '#kernel/matter'
import { ownLikeParent, syncFolder } from './disk.ts'
import { isMissing, unknownUpload } from './faults.ts'
import { type Incoming, openIncoming, type Upload } from './incoming.ts'
import { defaultFileLimits, type FileLimits } from './limits.ts'

/**
 * What a step hands to the engine of one file, but for its label. `hash` is SM3(salt ‖ SM3 of the content): it proves the
 * content and, without the salt, tells nothing of it. Name, salt (16 bytes as hex) and place are private and can be erased.
 */
export type PlacedFile = Omit<AttachedFile, 'label'> & { upload: string }

/** Where a content lies: its matter and its keyed id. */
export type Place = { matterId: string; stored: string }
/** Which of these matters' contents a row of kernel.file names, as `placeKey`s. */
export type Named = (matterIds: readonly string[]) => Promise<ReadonlySet<string>>
export const placeKey = (p: Place) => `${p.matterId}/${p.stored}`

export type Swept = { uploads: number; orphans: number; failed: number }

export type FileStore = {
  readonly dir: string
  readonly limits: FileLimits
  readonly incoming: Incoming
  /** Keyed id of a content (SM3, 64 hex digits) within a matter. */
  contentId(matterId: string, sm3: string): string
  /**
   * Puts an upload into a matter, before the act that names it. The upload stays until it expires, so that a step refused or
   * sent again needs no second upload. `settle` is owed once the act is committed or refused.
   * @throws FileRefusal 'unknown' for an upload that is not there, has expired or is another's
   */
  place(
    uploadId: string,
    claim: { owner: string; matterId: string; entropy: Entropy; at: Instant },
  ): Promise<PlacedFile>
  /** Says that the outcome of the step is known; until then no erasure takes the content away. */
  settle(matterId: string, files: readonly Pick<PlacedFile, 'private'>[]): void
  /** Opens a content for reading; nothing where it is not there. The caller closes it. */
  find(place: Place): Promise<{ handle: FileHandle; sizeBytes: number } | undefined>
  /** SM3 and size of a content as it lies on the disk; nothing where it is not there. */
  digest(place: Place): Promise<{ sm3: string; sizeBytes: number } | undefined>
  /**
   * Removes contents after the erasing act is committed, with the uploads they came from. A content that another row still
   * names stays. Returns how many could not be removed now: the sweep will.
   */
  erase(places: readonly Place[], named: Named): Promise<number>
  /** Removes expired uploads, and contents older than an hour that no row names. */
  sweep(named: Named): Promise<Swept>
}

/** Between the placing of a content and the commit of its act lies less than this, by far. */
const graceMs = 3_600_000
const matterForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const storedForm = /^[0-9a-f]{64}$/

/** The salted hash of a content in an act: SM3 over 16 bytes of salt and the 32 bytes of the content's SM3. */
export const saltedHash = (salt: string, sm3: string): string => sm3Hex(Buffer.from(salt + sm3, 'hex'))

/**
 * Opens the store in an existing folder (FADU_HOME/files) and clears what a stopped process left half written.
 * `clock` is the machine's: it times uploads, and no date of law.
 */
export async function openFileStore(options: {
  dir: string
  /** The city's key: 32 bytes as hex. */
  hmacKey: string
  clock: Clock
  limits?: FileLimits
}): Promise<FileStore> {
  const { dir, clock } = options
  const limits = options.limits ?? defaultFileLimits
  const hmac = hmacSm3(options.hmacKey)
  const incomingDir = join(dir, 'incoming')
  mkdirSync(incomingDir, { recursive: true, mode: 0o700 })
  await ownLikeParent(incomingDir)
  const incoming = openIncoming(incomingDir, limits, clock)
  await incoming.sweep()

  // The last two digits of an id are random; the first would put a whole decade into one folder.
  const folderOf = (matterId: string) => {
    if (!matterForm.test(matterId)) throw new Error('a matter is named by its uuid')
    return join(dir, matterId.slice(-2), matterId)
  }
  const pathOf = (p: Place) => {
    if (!storedForm.test(p.stored)) throw new Error('a content is named by its keyed hash')
    return join(folderOf(p.matterId), p.stored)
  }
  const contentId = (matterId: string, sm3: string) => hmac(`file-content\u0000${matterId}\u0000${sm3}`)

  /** Contents whose act is on its way, with the number of steps that wait. */
  const unsettled = new Map<string, number>()
  const ageMs = (path: string) => epochMs(clock.now()) - statSync(path).mtimeMs

  /** One uninterrupted piece, as is the removal in `sweep`: the one sees what the other has done. */
  const putSync = (source: string, path: string): void => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    try {
      linkSync(source, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const now = epochMs(clock.now()) / 1000
    utimesSync(path, now, now)
  }

  async function place(upload: Upload, matterId: string): Promise<string> {
    const stored = contentId(matterId, upload.sm3)
    const path = pathOf({ matterId, stored })
    const folder = dirname(path)
    try {
      incoming.notePlaced(upload.id, matterId)
      putSync(incoming.pathOf(upload.id), path)
    } catch (error) {
      throw isMissing(error) ? unknownUpload() : error
    }
    await ownLikeParent(dirname(folder))
    await ownLikeParent(folder)
    // Also where the content was there before: whoever put it there may not have come to this yet.
    for (const each of [folder, dirname(folder), dir]) await syncFolder(each)
    return stored
  }

  const find = async (p: Place) => {
    try {
      const handle = await open(pathOf(p), 'r')
      return { handle, sizeBytes: (await handle.stat()).size }
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }

  /** Removes the content unless an act on its way may name it; false where it is still there. */
  const removeSync = (p: Place, minAgeMs: number): boolean => {
    const path = pathOf(p)
    try {
      const age = ageMs(path)
      if (age < minAgeMs || (unsettled.has(placeKey(p)) && age < graceMs)) return false
      unlinkSync(path)
    } catch (error) {
      if (!isMissing(error)) return false
    }
    return true
  }
  const removeEmpty = (folder: string) => {
    try {
      rmdirSync(folder)
    } catch {
      // Not empty, or gone already.
    }
  }

  return {
    dir,
    limits,
    incoming,
    contentId,
    place: async (uploadId, { owner, matterId, entropy, at }) => {
      const upload = await incoming.get(uploadId, owner)
      const key = placeKey({ matterId, stored: contentId(matterId, upload.sm3) })
      unsettled.set(key, (unsettled.get(key) ?? 0) + 1)
      try {
        const stored = await place(upload, matterId)
        const salt = entropy.salt()
        const { sizeBytes, type, name } = upload
        return {
          id: entropy.id(at),
          type,
          sizeBytes,
          hash: saltedHash(salt, upload.sm3),
          upload: uploadId,
          private: { name, salt, stored },
        }
      } catch (error) {
        release(unsettled, key)
        throw error
      }
    },
    settle: (matterId, files) => {
      for (const f of files) release(unsettled, placeKey({ matterId, stored: f.private.stored }))
    },
    find,
    digest: async (p) => {
      const found = await find(p)
      if (!found) return undefined
      const hash = createHash('sm3')
      for await (const chunk of found.handle.createReadStream()) hash.update(chunk as Buffer)
      return { sm3: hash.digest('hex'), sizeBytes: found.sizeBytes }
    },
    erase: async (places, named) => {
      let left = 0
      const still = await named([...new Set(places.map((p) => p.matterId))])
      for (const p of places) {
        if (still.has(placeKey(p))) continue
        await incoming.erase(p.matterId, (u) => contentId(p.matterId, u.sm3) === p.stored)
        if (!removeSync(p, 0)) left++
        removeEmpty(folderOf(p.matterId))
      }
      return left
    },
    sweep: async (named) => {
      const swept: Swept = { uploads: await incoming.sweep(), orphans: 0, failed: 0 }
      for await (const places of foldersOf(dir)) {
        const still = await named([...new Set(places.map((p) => p.matterId))])
        for (const p of places) {
          if (still.has(placeKey(p)) || !isOld(p)) continue
          if (removeSync(p, graceMs)) swept.orphans++
          else swept.failed++
          removeEmpty(folderOf(p.matterId))
        }
      }
      return swept
    },
  }

  function isOld(p: Place): boolean {
    try {
      return ageMs(pathOf(p)) >= graceMs
    } catch {
      return false
    }
  }
}

function release(counts: Map<string, number>, key: string): void {
  const n = (counts.get(key) ?? 0) - 1
  if (n > 0) counts.set(key, n)
  else counts.delete(key)
}

/** Everything that lies in the store, one first folder at a time; names that are not the store's are left alone. */
async function* foldersOf(dir: string): AsyncGenerator<Place[]> {
  for (const prefix of await readdir(dir)) {
    if (!/^[0-9a-f]{2}$/.test(prefix)) continue
    const places: Place[] = []
    for (const matterId of await readdir(join(dir, prefix))) {
      if (!matterForm.test(matterId)) continue
      for (const stored of await readdir(join(dir, prefix, matterId)))
        if (storedForm.test(stored)) places.push({ matterId, stored })
    }
    if (places.length) yield places
  }
}
