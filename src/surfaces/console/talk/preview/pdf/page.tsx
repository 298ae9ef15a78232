import type { PageViewport, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../../i18n/words.tsx'
import type { PdfJs } from './open-pdf.ts'
import css from './pdf.module.css'

/** A PDF counts in 72nds of an inch, a screen in 96ths. */
const OWN_SIZE = 96 / 72
/** Beyond this a browser gives no canvas; a large page is drawn coarser instead of not at all. */
const MOST_PIXELS = 16_000_000
/** A page of A4, until its own shape is known. */
const A4 = 297 / 210

interface Props {
  pdf: PDFDocumentProxy
  pdfjs: PdfJs
  number: number
  zoom: number
}

/** One page: drawn when it comes near, its words over it, invisible, to be marked, copied and read out. */
export function Page({ pdf, pdfjs, number, zoom }: Props) {
  const { t } = useWords()
  const place = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const words = useRef<HTMLDivElement>(null)
  const width = useWidth(place)
  const near = useNear(place)
  const [page, setPage] = useState<PDFPageProxy | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (near && page === null)
      pdf.getPage(number).then(setPage, () => {
        setFailed(true)
      })
  }, [near, page, pdf, number])
  const own = page?.getViewport({ scale: 1 }) ?? null
  const scale = own === null ? 1 : zoom === 0 ? width / own.width : OWN_SIZE * zoom
  useEffect(() => {
    if (!near || page === null || canvas.current === null || words.current === null || scale <= 0) return
    const drawn = draw(pdfjs, page, scale, { canvas: canvas.current, words: words.current })
    drawn.done.catch(() => setFailed(true))
    return drawn.stop
  }, [near, page, pdfjs, scale])
  const shape = own === null ? A4 : own.height / own.width
  const inlineSize = zoom === 0 || own === null ? '100%' : `${own.width * scale}px`
  return (
    <section
      ref={place}
      className={css.page}
      aria-label={t('pdf.page', { n: number, of: pdf.numPages })}
      style={{ inlineSize, aspectRatio: String(1 / shape) }}
    >
      {failed ? <p className={css.failed}>{t('pdf.pageBroken')}</p> : null}
      <canvas ref={canvas} />
      <div ref={words} className={css.words} dir="ltr" />
    </section>
  )
}

interface On {
  canvas: HTMLCanvasElement
  words: HTMLElement
}

/** Draws a page and lays its words over it; `stop` ends both at once. */
function draw(pdfjs: PdfJs, page: PDFPageProxy, scale: number, on: On): { done: Promise<void>; stop: () => void } {
  const viewport = page.getViewport({ scale })
  const fine = finenessOf(viewport)
  on.canvas.width = Math.floor(viewport.width * fine)
  on.canvas.height = Math.floor(viewport.height * fine)
  const transform = fine === 1 ? undefined : [fine, 0, 0, fine, 0, 0]
  const drawing = page.render({ canvas: on.canvas, viewport, ...(transform && { transform }) })
  on.words.replaceChildren()
  on.words.style.setProperty('--total-scale-factor', String(scale))
  const layer = new pdfjs.TextLayer({ textContentSource: page.streamTextContent(), container: on.words, viewport })
  let isStopped = false
  const done = Promise.all([drawing.promise, layer.render()]).then(
    () => {},
    (error: unknown) => {
      if (!isStopped) throw error
    },
  )
  const stop = () => {
    isStopped = true
    drawing.cancel()
    layer.cancel()
  }
  return { done, stop }
}

function finenessOf({ width, height }: PageViewport): number {
  const wanted = globalThis.devicePixelRatio || 1
  return Math.min(wanted, Math.sqrt(MOST_PIXELS / (width * height)))
}

function useWidth(place: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const column = place.current?.parentElement
    if (!column) return
    const watch = new ResizeObserver(() => setWidth(column.clientWidth))
    watch.observe(column)
    return () => watch.disconnect()
  }, [place])
  return width
}

function useNear(place: { current: HTMLElement | null }): boolean {
  const [near, setNear] = useState(false)
  useEffect(() => {
    if (place.current === null) return
    const stage = place.current.parentElement?.parentElement ?? null
    const watch = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting === true), {
      root: stage,
      rootMargin: '100%',
    })
    watch.observe(place.current)
    return () => watch.disconnect()
  }, [place])
  return near
}
