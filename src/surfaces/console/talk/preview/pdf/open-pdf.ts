/**
 * PDF.js, loaded with the first PDF somebody opens. It reads a stranger's bytes in a worker that may fetch nothing and run no script
 * of the file's; pages come back as drawings.
 */
import type { PDFDocumentLoadingTask } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { pdfHref, workerUrl } from '../../../worker-urls.ts'

/** Fonts, character maps and decoders that a file may name without bringing them (vite.config.ts puts them there). */
const partsAt = new URL('pdf/', new URL(pdfHref, location.href)).href

const load = () => import('pdfjs-dist/legacy/build/pdf.mjs')
export type PdfJs = Awaited<ReturnType<typeof load>>

export interface OpenPdf {
  pdfjs: PdfJs
  task: PDFDocumentLoadingTask
  /** Ends the worker and frees what it holds. */
  close: () => void
}

/** Reads `href` in ranges, as its pages are looked at. Throws when the program itself cannot be loaded. */
export async function openPdf(href: string): Promise<OpenPdf> {
  const pdfjs = await load()
  const port = new Worker(workerUrl(pdfHref), { type: 'module' })
  const worker = pdfjs.PDFWorker.create({ port })
  const task = pdfjs.getDocument({
    url: href,
    worker,
    disableAutoFetch: true,
    cMapUrl: `${partsAt}cmaps/`,
    iccUrl: `${partsAt}iccs/`,
    standardFontDataUrl: `${partsAt}standard_fonts/`,
    wasmUrl: `${partsAt}wasm/`,
    useWorkerFetch: false,
    enableXfa: false,
  })
  const close = () => {
    void task.destroy().finally(() => {
      worker.destroy()
      port.terminate()
    })
  }
  return { pdfjs, task, close }
}
