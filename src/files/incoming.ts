/**
 * Uploads that wait for an act: `incoming/<id>`, what is known of it in `<id>.json`, and an empty `<id>.in.<matter>` for every
 * matter it was placed in.
 *
 * A body is written to `<id>.part`, flushed, described, and only then renamed: what bears an id without an ending is whole.
 * One process serves a home, so a `.part` that this process is not writing is dead.
 */
import { createHash, randomUUID } from 'node:crypto'
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Clock, epochMs, type Instant } from '#kernel/clock'
import { readAt, syncFolder, writeNew, writeText } from './disk.ts'
import { FileRefusal, isMissing, mismatch, tooLarge, unknownUpload, uploadFault } from './faults.ts'
import { type FileLimits, sizeText } from './limits.ts'
import { cleanName } from './names.ts'
import { brokenPromise, sniff } from './sniff.ts'

/** The owner of what is uploaded without signing in: there the upload's random id alone gives the right to use it. */
export const publicOwner = 'public'

export type Upload = {
  id: string
  /** Officer id, or `publicOwner`. */
  owner: string
  /** Keyed hash of the address a public upload came from; null where somebody signed in. */
  from: string | null
  name: string
  type: string
  sizeBytes: number
  /** SM3 of the bytes; it never leaves the server, where an act has a salted one. */
  sm3: string
  at: Instant
}
type Sender = Pick<Upload, 'owner' | 'from'>
type Content = Pick<Upload, 'type' | 'sizeBytes' | 'sm3'>

export type Incoming = {
  pathOf(id: string): string
  /**
   * Takes a body in. Nothing of it stays where this throws.
   * @throws FileRefusal too large, empty, cut short, not what its name says, disk full, too much waiting
   */
  receive(
    body: AsyncIterable<Uint8Array>,
    about: Sender & { name: string; declaredBytes?: number | undefined },
  ): Promise<Upload>
  /** @throws FileRefusal 'unknown', also for an upload that is not `owner`'s or has expired */
  get(id: string, owner: string): Promise<Upload>
  /** Notes that an upload was placed in a matter, so that an erasure there reaches it too. */
  notePlaced(id: string, matterId: string): void
  /** Removes the uploads placed in the matter for which `isErased` holds. */
  erase(matterId: string, isErased: (upload: Upload) => boolean): Promise<void>
  /** Removes what has expired and what a stopped process left; returns how many uploads. */
  sweep(): Promise<number>
}

const idForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const idLength = 36

/** Opens the folder, which exists, and counts what waits in it. */
export function openIncoming(dir: string, limits: FileLimits, clock: Clock): Incoming {
  const pathOf = (id: string) => join(dir, id)
  const writing = new Set<string>()
  const waiting = waitingOf(limits)

  const isExpired = (u: Upload) => epochMs(clock.now()) - epochMs(u.at) >= limits.keptHours * 3_600_000
  const find = async (id: string): Promise<Upload | undefined> => {
    try {
      return parsed(await readFile(`${pathOf(id)}.json`, 'utf8'))
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }
  /** Names of the folder by the upload they belong to. */
  const namesById = async () => {
    // Asked before the folder is read: what is begun afterwards is not among its names.
    const busy = new Set(writing)
    const found = new Map<string, string[]>()
    for (const name of await readdir(dir)) {
      const id = name.slice(0, idLength)
      if (idForm.test(id) && !busy.has(id)) found.set(id, [...(found.get(id) ?? []), name])
    }
    return found
  }
  const drop = async (names: readonly string[], known: Upload | undefined) => {
    // The content goes first: a description without content is nothing.
    for (const name of [...names].sort()) await rm(join(dir, name), { force: true })
    if (known) waiting.count(known, -known.sizeBytes, -1)
  }

  for (const name of readdirSync(dir))
    if (name.endsWith('.json')) {
      const u = parsed(readFileSync(join(dir, name), 'utf8'))
      if (u) waiting.count(u, u.sizeBytes, 1)
    }

  const write = (
    id: string,
    body: AsyncIterable<Uint8Array>,
    { name, maxBytes }: { name: string; maxBytes: number },
    onBytes: (n: number) => void,
  ) =>
    writeNew(`${pathOf(id)}.part`, async (handle): Promise<Content> => {
      const hash = createHash('sm3')
      let sizeBytes = 0
      for await (const chunk of body) {
        sizeBytes += chunk.byteLength
        if (sizeBytes > maxBytes) throw tooLarge(maxBytes)
        onBytes(chunk.byteLength)
        hash.update(chunk)
        await handle.appendFile(chunk)
      }
      if (sizeBytes === 0) throw new FileRefusal('empty', '文件是空的，没有保存')
      const type = await sniff(sizeBytes, (offset, length) => readAt(handle, offset, length))
      const kind = brokenPromise(name, type)
      if (kind !== undefined) throw mismatch(name, kind)
      // Content is never changed again.
      await handle.chmod(0o400)
      return { type, sizeBytes, sm3: hash.digest('hex') }
    })

  return {
    pathOf,
    receive: async (body, { owner, from, name: rawName, declaredBytes = 0 }) => {
      const name = cleanName(rawName)
      const sender = { owner, from }
      const maxBytes = owner === publicOwner ? limits.publicMaxBytes : limits.maxBytes
      if (declaredBytes > maxBytes) throw tooLarge(maxBytes)
      waiting.checkFiles(sender)
      waiting.checkBytes(sender, declaredBytes)
      const id = randomUUID()
      let counted = 0
      writing.add(id)
      waiting.count(sender, 0, 1)
      try {
        const content = await write(id, body, { name, maxBytes }, (n) => {
          waiting.checkBytes(sender, n)
          waiting.count(sender, n, 0)
          counted += n
        })
        const upload: Upload = { id, ...sender, name, ...content, at: clock.now() }
        await writeText(`${pathOf(id)}.json`, `${JSON.stringify(upload)}\n`)
        await rename(`${pathOf(id)}.part`, pathOf(id))
        await syncFolder(dir)
        return upload
      } catch (error) {
        waiting.count(sender, -counted, -1)
        for (const ending of ['', '.part', '.json', '.json.part'])
          await rm(pathOf(id) + ending, { force: true }).catch(() => {})
        throw uploadFault(error)
      } finally {
        writing.delete(id)
      }
    },
    get: async (id, owner) => {
      const found = idForm.test(id) && !writing.has(id) ? await find(id) : undefined
      if (!found || found.owner !== owner || isExpired(found)) throw unknownUpload()
      return found
    },
    notePlaced: (id, matterId) => closeSync(openSync(`${pathOf(id)}.in.${matterId}`, 'a', 0o600)),
    erase: async (matterId, isErased) => {
      for (const [id, names] of await namesById()) {
        if (!names.includes(`${id}.in.${matterId}`)) continue
        const found = await find(id)
        if (found && isErased(found)) await drop(names, found)
      }
    },
    sweep: async () => {
      let removed = 0
      for (const [id, names] of await namesById()) {
        const found = names.includes(`${id}.json`) ? await find(id) : undefined
        if (found && names.includes(id) && !isExpired(found)) continue
        await drop(names, found)
        removed++
      }
      return removed
    },
  }
}

function parsed(text: string): Upload | undefined {
  try {
    const u = JSON.parse(text) as Upload
    return idForm.test(u.id) && /^[0-9a-f]{64}$/.test(u.sm3) && !Number.isNaN(epochMs(u.at)) ? u : undefined
  } catch {
    return undefined
  }
}

/** Counts what waits, by officer, by address of the public, and of the public together. */
function waitingOf(limits: FileLimits) {
  const tally = new Map<string, { bytes: number; files: number }>()
  const accountsOf = (s: Sender) => (s.owner === publicOwner ? [publicOwner, `from:${s.from}`] : [`owner:${s.owner}`])
  const of = (account: string) => tally.get(account) ?? { bytes: 0, files: 0 }
  const hint = `请先提交，或等它们过期（${limits.keptHours} 小时）`

  return {
    count(s: Sender, bytes: number, files: number): void {
      for (const account of accountsOf(s)) {
        const t = { bytes: of(account).bytes + bytes, files: of(account).files + files }
        if (t.files > 0) tally.set(account, t)
        else tally.delete(account)
      }
    },
    checkFiles(s: Sender): void {
      for (const account of accountsOf(s))
        if (account !== publicOwner && of(account).files >= limits.waitingFiles)
          throw new FileRefusal('waiting', `已上传而未提交的材料已有 ${limits.waitingFiles} 份，${hint}`)
    },
    checkBytes(s: Sender, more: number): void {
      for (const account of accountsOf(s)) {
        if (account === publicOwner && of(account).bytes + more > limits.publicWaitingBytes)
          throw new FileRefusal('waiting', '现在等待提交的材料太多，暂时不能上传，请稍后再试')
        if (account !== publicOwner && of(account).bytes + more > limits.waitingBytes)
          throw new FileRefusal(
            'waiting',
            `已上传而未提交的材料合计超过 ${sizeText(limits.waitingBytes)}，没有保存；${hint}`,
          )
      }
    },
  }
}
