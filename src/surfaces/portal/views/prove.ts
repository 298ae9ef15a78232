import type { LinkedProof, Pressed } from '#proofs'
import { type Html, html, type Piece } from '../../html.ts'
import type { Page } from '../layout.ts'
import type { Site } from '../site.ts'
import { ways } from './ways.ts'

/** What a press can come to, as the address may say it again. */
export const said: readonly Pressed[] = [
  'sent',
  'proved',
  'declined',
  'soon',
  'many',
  'no-way',
  'wrong',
  'spent',
  'failed',
  'over',
]
/** Said at the field of the code. */
const atCode: readonly Pressed[] = ['wrong', 'spent']
/** Said above everything; the others are seen by what the page has become. */
const above: readonly Pressed[] = ['sent', 'soon', 'many', 'no-way']

interface Shown {
  linked: LinkedProof
  token: string
  came: Pressed | null
}

/** Why it is asked, where a code can go, and a way out. */
export async function provePage(site: Site, shown: Shown): Promise<Page> {
  const { words } = site
  const { linked, came } = shown
  const nothing = linked.level === 'code' && linked.ways.length === 0
  return {
    title: words.t('prove.title'),
    hidden: true,
    withoutChat: true,
    body: html`<div class="in narrow"><h1>${words.t('prove.title')}</h1>
<div id="said" role="status">${came !== null && above.includes(came) && html`<p class="note">${words.t(`prove.said.${came}`)}</p>`}</div>
<p class="lead">${words.t('prove.why', { brand: site.brand.name, reference: linked.reference })}</p>
${nothing ? await nothingToProveBy(site) : linked.level === 'channel' ? pressing(site, shown) : coding(site, shown)}
<p class="t">${words.t('prove.never')}</p>
${declining(site, shown)}
</div>`,
  }
}

const form = ({ to }: Site, { token }: Shown, inner: Piece): Html =>
  html`<form class="form" method="post" action="${to.prove(token, null)}#said" novalidate>${inner}</form>`

const pressing = (site: Site, shown: Shown): Html =>
  form(
    site,
    shown,
    html`<p>${site.words.t('prove.press')}</p><button class="button" name="do" value="press">${site.words.t('prove.pressButton')}</button>`,
  )

/** With a code on its way its field comes first; where it goes is chosen below. */
function coding(site: Site, shown: Shown): Html {
  const { linked, came } = shown
  const wanted = linked.code !== null && (linked.code.good || (came !== null && atCode.includes(came)))
  return html`${wanted && typing(site, shown)}${sending(site, shown)}`
}

function typing(site: Site, shown: Shown): Html {
  const { words } = site
  const { linked, came } = shown
  const wrong = came !== null && atCode.includes(came) ? words.t(`prove.said.${came}`) : null
  return form(
    site,
    shown,
    html`<h2>${words.t('prove.codeTitle')}</h2><div class="field"><label for="code">${words.t('prove.code')}</label>
<p class="hint" id="code-hint">${words.t('prove.codeHint', { handle: linked.code?.handle ?? '' })}</p>
${wrong !== null && html`<p class="fault" id="code-fault" role="alert">${wrong}</p>`}
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12" dir="ltr" aria-describedby="${wrong === null ? 'code-hint' : 'code-fault code-hint'}" ${wrong !== null && html`aria-invalid="true"`}></div>
<button class="button" name="do" value="check">${words.t('prove.check')}</button>`,
  )
}

function sending(site: Site, shown: Shown): Html {
  const { words } = site
  const { linked } = shown
  const again = linked.code !== null
  return form(
    site,
    shown,
    html`<h2>${words.t(again ? 'prove.againTitle' : 'prove.sendTitle')}</h2><p>${words.t('prove.sendHint')}</p>
<input type="hidden" name="do" value="send">${linked.ways.map(
      ({ id, handle }) =>
        html`<p><button class="button ${again ? 'quiet' : ''}" name="way" value="${id}">${words.t('prove.sendTo', { handle })}</button></p>`,
    )}<p class="t">${words.t('prove.notMine')}</p>`,
  )
}

const declining = (site: Site, shown: Shown): Html =>
  form(
    site,
    shown,
    html`<p class="t">${site.words.t('prove.declineHint')}</p><button class="button quiet" name="do" value="decline">${site.words.t('prove.decline')}</button>`,
  )

/** Nothing we knew before: said plainly, with what can be done. */
const nothingToProveBy = async (site: Site): Promise<Html> =>
  html`<p class="note">${site.words.t('prove.nothing')}</p>${await ahead(site)}`

export const ahead = async (site: Site): Promise<Html> =>
  html`<section aria-labelledby="ways"><h2 id="ways" class="unseen">${site.words.t('contact.waysTitle')}</h2>${await ways(site)}</section>`

/** What became of it. A link that was used opens nothing again. */
export async function overPage(site: Site, { state }: LinkedProof): Promise<Page> {
  const { words } = site
  const title = words.t(`prove.over.${state}`)
  return {
    title,
    hidden: true,
    withoutChat: true,
    body: html`<div class="in narrow"><h1>${title}</h1><p class="lead" id="said" role="status">${words.t(`prove.over.${state}Body`)}</p>${state !== 'proved' && (await ahead(site))}</div>`,
  }
}

export async function goneProofPage(site: Site): Promise<Page> {
  const { words } = site
  return {
    title: words.t('prove.gone'),
    hidden: true,
    withoutChat: true,
    body: html`<div class="in narrow"><h1>${words.t('prove.gone')}</h1><p class="lead">${words.t('prove.goneBody')}</p>${await ahead(site)}</div>`,
  }
}
