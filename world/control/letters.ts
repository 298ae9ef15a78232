import type { Received } from '../mail/shelf.ts'
import type { Demo } from '../open-demo.ts'
import { LINK, pathOnApp } from '../own-links.ts'
import { type Html, html } from './html.ts'
import { document } from './page.ts'

/** What came by mail, so that whoever tries the demo sees what customers get: also at an address of their own. */
export function lettersPage(demo: Demo): string {
  const { post } = demo.world
  const letters = post?.latest() ?? []
  return document(
    'Letters',
    html``,
    html`<body><main><h1>Letters</h1>
<p>The last 50 mails that came to this world: those of its customers, and yours. Leave a chat with any address that ends in <strong>.example</strong>, and what you do not read there comes here. <a href="/letters">Look again</a> · <a href="/">Back to the simulated world</a></p>
${letters.length === 0 ? html`<section><p>${post === null ? 'Switchboard takes in no mail, so none is written here.' : 'No mail has come yet.'}</p></section>` : letters.map((one) => letterSection(demo, one))}</main></body>`,
  )
}

const letterSection = (
  demo: Demo,
  { at, to, letter }: Received,
): Html => html`<section class="letter"><h2>${letter.subject}</h2>
<p><time datetime="${at.toISOString()}">${at.toLocaleTimeString('en-GB')}</time> · from ${letter.from} · to ${to}</p>
<pre>${linked(demo, letter.text)}</pre></section>`

/** Only what leads to the app can be followed, and under the address this machine knows it by. */
function linked({ settings }: Demo, text: string): Html[] {
  let from = 0
  const parts = [...text.matchAll(LINK)].flatMap(({ 0: link, index }) => {
    const path = pathOnApp(settings, link)
    if (path === null) return []
    const before = text.slice(from, index)
    from = index + link.length
    const href = new URL(settings.url).origin + path
    return [html`${before}<a href="${href}" target="_blank" rel="noopener noreferrer">${link}</a>`]
  })
  return [...parts, html`${text.slice(from)}`]
}
