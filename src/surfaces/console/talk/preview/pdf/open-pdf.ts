/**
 * PDF.js, loaded with the first PDF somebody opens. It reads a stranger's bytes in a worker that may fetch nothing and run no script
 * of the file's; pages come back as drawings. Where the browser has Trusted Types, only this policy names a worker, and only that one.
 */
import type { PDFDocumentLoadingTask } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerHref from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

interface Policy {
  createScriptURL(url: string): unknown
}
interface Factory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): Policy
}

function onlyOurWorker(url: string): string {
  if (url !== workerHref) throw new TypeError('Only the reader of PDFs runs as a worker.')
  return url
}

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes
const policy = factory?.createPolicy('switchboard-worker', { createScriptURL: onlyOurWorker })

/** Fonts, character maps and decoders that a file may name without bringing them (vite.config.ts puts them there). */
const partsAt = new URL('pdf/', new URL(workerHref, location.href)).href

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
  const url = policy === undefined ? workerHref : policy.createScriptURL(workerHref)
  const port = new Worker(url as string, { type: 'module' })
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
