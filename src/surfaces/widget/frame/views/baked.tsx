/** @jsxImportSource preact */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useHere, wordsOf } from '../context.ts'

/** Pages of ours where somebody gives or proves something: their addresses are long and say nothing, so a button stands for them. */
const SECURE = /^\/b\/[\w-]+\/(?:secure-form|prove)\/[\w-]{32}$/

/** The one place that shows HTML as markup: what the server baked when it was written. Parsed apart, where nothing in it can run. */
export function Baked({ html, isOurs }: { html: string; isOurs: boolean }) {
  const { boot } = useHere().state
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { body } = new DOMParser().parseFromString(html, 'text/html')
    for (const link of body.querySelectorAll('a')) {
      link.target = '_blank'
      link.rel = 'noopener nofollow ugc'
      if (!(isOurs && SECURE.test(link.pathname))) continue
      link.className = 'secure'
      link.textContent = wordsOf(boot)('message.secure', { host: link.hostname })
    }
    place.current?.replaceChildren(...body.childNodes)
  }, [html, isOurs, boot])
  return <div class="bubble" dir="auto" ref={place} />
}
