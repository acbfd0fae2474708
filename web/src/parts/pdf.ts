/** Pages of a PDF drawn on a canvas, by Mozilla's pdf.js. Fetched when the first one is looked at. */
import { GlobalWorkerOptions, getDocument } from 'pdfjs-dist'
import worker from 'pdfjs-dist/build/pdf.worker.min.mjs?url'

GlobalWorkerOptions.workerSrc = worker

export type Pdf = {
  pages: number
  draw(page: number, canvas: HTMLCanvasElement): Promise<void>
  close(): Promise<void>
}

export async function openPdf(data: ArrayBuffer): Promise<Pdf> {
  // Code within a PDF is not run, and the policy of our pages forbids compiling any.
  const task = getDocument({ data, isEvalSupported: false, disableFontFace: false } as never)
  const pdf = await task.promise
  let drawing: { cancel(): void; promise: Promise<unknown> } | undefined
  return {
    pages: pdf.numPages,
    async draw(n, canvas) {
      drawing?.cancel()
      const page = await pdf.getPage(n)
      const base = page.getViewport({ scale: 1 })
      const width = Math.min(canvas.parentElement?.clientWidth ?? base.width, 940)
      const viewport = page.getViewport({ scale: (width / base.width) * devicePixelRatio })
      canvas.width = viewport.width
      canvas.height = viewport.height
      canvas.style.width = `${width}px`
      drawing = page.render({ canvas, viewport })
      await drawing.promise.catch(() => {})
    },
    close: () => task.destroy(),
  }
}
