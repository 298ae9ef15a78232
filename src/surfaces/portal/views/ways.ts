import { html, type Piece } from '../../html.ts'
import { opensAgain, openWords, waitWords } from '../hours.ts'
import type { Site } from '../site.ts'

/** Each way to a person with its waiting time. The chat needs a script, and says so to who has none. */
export async function ways(site: Site, at: 'home' | 'contact' = 'home'): Promise<Piece> {
  const { words, to } = site
  const wait = await waitWords(site)
  return html`<ul class="ways">
<li><h3>${words.t('contact.chatName')}</h3><p>${words.t('contact.chatText')}</p><p class="wait">${wait}</p>
<button type="button" class="button" data-switchboard-open hidden>${words.t('contact.chatAction')}</button>
<noscript><p class="t">${words.t('contact.noScript')}</p></noscript></li>
<li><h3>${words.t('contact.formName')}</h3><p>${words.t('contact.formHere')}</p><p class="wait">${wait}</p>
<a class="button quiet" href="${at === 'contact' ? '#form' : `${to.contact}#form`}">${words.t('contact.formAction')}</a></li>
</ul>
<p class="open">${openWords(site)}</p>
${closedWords(site)}`
}

/** Closed is no dead end: what can be done now, and what comes of it when. */
function closedWords(site: Site): Piece {
  const when = opensAgain(site)
  return when !== null && html`<p class="note">${site.words.t('hours.closedNow', { when })}</p>`
}
