import type { LinkedForm, ValueFault } from '#secure-forms'
import { type Html, html, type Piece } from '../../html.ts'
import type { Page } from '../layout.ts'
import type { Site } from '../site.ts'
import { ahead } from './prove.ts'

/** What can be wrong with what was given, as the address may say it again: nothing of what was typed. */
export const saidFaults: readonly ValueFault[] = [
  'iban-form',
  'iban-country',
  'iban-length',
  'iban-check',
  'card-number',
  'card-expiry',
  'card-past',
  'text-missing',
  'text-long',
  'file-missing',
  'file-kind',
  'file-big',
  'file-many',
]

interface Shown {
  linked: LinkedForm
  token: string
  said: ValueFault | null
}

const pageOf = (title: string, body: Html): Page => ({ title, hidden: true, withoutChat: true, body })

/** What is asked for and why, who gets it, its field, and a way out. */
export function secureFormPage(site: Site, shown: Shown): Page {
  const { words, brand } = site
  const { linked } = shown
  const name = linked.name(words.lang)
  return pageOf(
    name,
    html`<div class="in narrow"><h1>${name}</h1>
<p class="lead">${words.t('secure.why', { brand: brand.name, reference: linked.reference })}</p>
<blockquote><p>${linked.purpose}</p></blockquote>
<p>${words.t('secure.goesTo', { recipient: linked.recipient(words.lang) })}</p>
${giving(site, shown)}
<p class="t">${words.t('secure.never')}</p>
${form(site, shown, html`<p class="t">${words.t('secure.declineHint')}</p><button class="button quiet" name="do" value="decline">${words.t('secure.decline')}</button>`)}
</div>`,
  )
}

const form = ({ to }: Site, { token }: Shown, inner: Piece, more: Piece = ''): Html =>
  html`<form class="form" method="post" action="${to.secureForm(token, null)}#said" novalidate autocomplete="off" ${more}>${inner}</form>`

function giving(site: Site, shown: Shown): Html {
  const { words } = site
  const { takes } = shown.linked
  const files = takes === 'document' && html`enctype="multipart/form-data"`
  const button = html`<button class="button" name="do" value="give">${words.t('secure.give')}</button>`
  return form(site, shown, html`${fieldsOf(site, shown)}${button}`, files)
}

function fieldsOf(site: Site, shown: Shown): Html {
  const { words } = site
  const { said, linked } = shown
  switch (linked.takes) {
    case 'iban':
      return field(site, said, { id: 'value', label: 'secure.iban', hint: 'secure.ibanHint', input: code(42) })
    case 'card': {
      const ofExpiry = said === 'card-expiry' || said === 'card-past'
      const number = { id: 'value', label: 'secure.card', hint: 'secure.cardHint', input: numeric(30) }
      const expires = { id: 'expires', label: 'secure.expires', hint: 'secure.expiresHint', input: numeric(9) }
      return html`${field(site, ofExpiry ? null : said, number)}${field(site, ofExpiry ? said : null, expires)}`
    }
    case 'document': {
      const input = html`type="file" accept="image/jpeg,image/png,application/pdf" multiple`
      return field(site, said, { id: 'file', label: 'secure.file', hint: 'secure.fileHint', input })
    }
    default:
      return field(site, said, {
        id: 'value',
        label: linked.name(words.lang),
        hint: 'secure.textHint',
        input: html`maxlength="200" spellcheck="false"`,
        isName: true,
      })
  }
}

const code = (most: number): Html =>
  html`maxlength="${most}" dir="ltr" spellcheck="false" autocapitalize="characters" autocorrect="off"`
const numeric = (most: number): Html => html`maxlength="${most}" dir="ltr" inputmode="numeric" spellcheck="false"`

interface Field {
  id: string
  /** A key, or what an operator named it. */
  label: string
  isName?: true
  hint: string
  input: Html
}
/** A field comes back empty: what was typed is on no page that we make. */
function field({ words }: Site, said: ValueFault | null, { id, label, isName, hint, input }: Field): Html {
  const fault = said === null ? null : html`${words.t(`secure.fault.${said}`)} ${words.t('secure.empty')}`
  return html`<div class="field" ${fault !== null && html`id="said"`}><label for="${id}">${isName ? label : words.t(label)}</label>
<p class="hint" id="${id}-hint">${words.t(hint)}</p>
${fault !== null && html`<p class="fault" id="${id}-fault" role="alert">${fault}</p>`}
<input id="${id}" name="${id}" autocomplete="off" ${input} aria-describedby="${fault === null ? '' : `${id}-fault `}${id}-hint" ${fault !== null && html`aria-invalid="true"`}></div>`
}

/** What became of it. A link that was used opens nothing again, and shows nothing of what was given. */
export async function givenPage(site: Site, { state, ...linked }: LinkedForm): Promise<Page> {
  const { words } = site
  const title = words.t(`secure.over.${state}`)
  const isDone = state === 'given' || state === 'delivered'
  const body = words.t(`secure.over.${state}Body`, { recipient: linked.recipient(words.lang) })
  return pageOf(
    title,
    html`<div class="in narrow"><h1>${title}</h1><p class="lead" id="said" role="status">${body}</p>${!isDone && (await ahead(site))}</div>`,
  )
}

export async function goneFormPage(site: Site): Promise<Page> {
  const { words } = site
  return pageOf(
    words.t('prove.gone'),
    html`<div class="in narrow"><h1>${words.t('prove.gone')}</h1><p class="lead">${words.t('prove.goneBody')}</p>${await ahead(site)}</div>`,
  )
}
