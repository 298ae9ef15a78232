import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { useEffect, useState } from 'react'
import { openPdf, type PdfJs } from './open-pdf.ts'

export type PdfState =
  | { is: 'loading' }
  /** The file has a password; `wrong`: the last one given was not it. */
  | { is: 'locked'; wrong: boolean; unlock: (password: string) => void }
  | { is: 'broken' }
  | { is: 'open'; pdf: PDFDocumentProxy; pdfjs: PdfJs }

/** A PDF as it comes: loading, asking for its password, broken, or open. Another `href`, or another `tries`, begins anew. */
export function usePdf(href: string, tries: number): PdfState {
  const [state, setState] = useState<PdfState>({ is: 'loading' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try begins anew, whatever its number
  useEffect(() => {
    let isWanted = true
    let close = () => {}
    setState({ is: 'loading' })
    const told = (next: PdfState) => isWanted && setState(next)
    const open = async () => {
      const opened = await openPdf(href)
      close = opened.close
      if (!isWanted) return close()
      opened.task.onPassword = (unlock: (password: string) => void, reason: number) =>
        told({ is: 'locked', wrong: reason === opened.pdfjs.PasswordResponses.INCORRECT_PASSWORD, unlock })
      const pdf = await opened.task.promise
      told({ is: 'open', pdf, pdfjs: opened.pdfjs })
    }
    open().catch(() => told({ is: 'broken' }))
    return () => {
      isWanted = false
      close()
    }
  }, [href, tries])
  return state
}
