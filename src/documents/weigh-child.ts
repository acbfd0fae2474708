/**
 * The process that opens a PDF for the first time. One thread reads it, since reading yields to nothing; the other watches how
 * much it unpacks, which no limit of the heap counts.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { Weight } from './weigh.ts'

const MB = 1024 * 1024
/** More than a volume of any archive has. */
const mostPages = 5_000
/** What its streams may unpack to while it is opened, beside a few copies of the file itself. */
const mostUnpackedBytes = 256 * MB
const lookMs = 20

function watch(bytes: Uint8Array): void {
  const tell = (weight: Weight) => process.send!(weight)
  const most = bytes.byteLength * 4 + mostUnpackedBytes
  const reader = new Worker(new URL(import.meta.url), { workerData: bytes })
  reader.once('message', tell)
  reader.once('error', () => tell('large'))
  setInterval(() => {
    reader.getHeapStatistics().then(
      (heap) => heap.external_memory > most && tell('large'),
      () => {
        // It has ended and told.
      },
    )
  }, lookMs)
}

async function weigh(bytes: Uint8Array): Promise<Weight> {
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  // The library reports every object that it cannot read.
  console.warn = () => {}
  let pages = 0
  try {
    const source = await PDFDocument.load(bytes, { updateMetadata: false })
    // Counted on the way: the nodes of the tree may name each other many times over.
    source.catalog.Pages().traverse(() => {
      if (++pages > mostPages) throw new Error('too many pages')
    })
    return 'fit'
  } catch {
    return pages > mostPages ? 'large' : 'broken'
  }
}

if (isMainThread) {
  process.once('message', watch)
  process.once('disconnect', () => process.exit(0))
} else parentPort!.postMessage(await weigh(workerData as Uint8Array))
