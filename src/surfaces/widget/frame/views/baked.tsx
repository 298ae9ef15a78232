/** @jsxImportSource preact */
import { useLayoutEffect, useRef } from 'preact/hooks'

/** The one place that shows HTML as markup: what the server baked when it was written. Parsed apart, where nothing in it can run. */
export function Baked({ html }: { html: string }) {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { body } = new DOMParser().parseFromString(html, 'text/html')
    for (const link of body.querySelectorAll('a')) {
      link.target = '_blank'
      link.rel = 'noopener nofollow ugc'
    }
    place.current?.replaceChildren(...body.childNodes)
  }, [html])
  return <div class="bubble" dir="auto" ref={place} />
}
