import { answersByMail } from '#channels'
import { type Html, html, type Piece } from '../../html.ts'
import { type Faults, type Field, type Filled, MOST_SIGNS, type Ticket, topics } from '../form.ts'
import { weekOf, zoneName } from '../hours.ts'
import type { Page } from '../layout.ts'
import type { Site } from '../site.ts'
import { fileField } from './file-field.ts'
import { ways } from './ways.ts'

/** Ways to reach a person with their waiting times, hours, and the form. What was typed stays; each fault is said on top and at its field. */
export async function contactPage(site: Site, ticket: Ticket, filled: Filled, faults: Faults): Promise<Page> {
  const { words, brand, ctx } = site
  const byMail = await answersByMail(ctx.db, brand.id)
  const isWrong = Object.keys(faults).length > 0
  return {
    title: words.t('contact.title'),
    description: words.t('contact.description', { brand: brand.name }),
    door: 'contact',
    body: html`<div class="in two">
<div>
${isWrong && summary(site, faults)}
<h1>${words.t('contact.title')}</h1>
<p class="lead">${words.t('contact.lead')}</p>
<section aria-labelledby="ways"><h2 id="ways" class="unseen">${words.t('contact.waysTitle')}</h2>${await ways(site, 'contact')}</section>
${form(site, ticket, filled, faults, byMail)}
</div>
<aside aria-labelledby="hours"><h2 id="hours">${words.t('hours.title')}</h2>
<table class="hours"><tbody>${weekOf(site).map(({ day, times }) => html`<tr><th scope="row">${day}</th><td>${times}</td></tr>`)}</tbody></table>
<p class="t">${words.t('hours.zone', { place: zoneName(site) })} ${words.t('hours.note')}</p></aside>
</div>`,
  }
}

const first = (faults: Faults): [string, string][] => Object.entries(faults)

const summary = (
  { words }: Site,
  faults: Faults,
): Html => html`<div class="faults" role="alert" tabindex="-1" id="faults"><h2>${words.t('error.summary', { count: first(faults).length })}</h2>
<ul>${first(faults).map(([field, fault]) => html`<li><a href="#${field}">${fault}</a></li>`)}</ul></div>`

function form(site: Site, ticket: Ticket, filled: Filled, faults: Faults, byMail: boolean): Html {
  const { words, to } = site
  const input = (name: Field, label: string, hint: string, more: Piece): Html =>
    field(
      site,
      faults,
      name,
      label,
      hint,
      html`<input id="${name}" name="${name}" value="${filled[name]}" ${described(faults, name)} ${more}>`,
    )
  return html`<form id="form" class="form" method="post" action="${to.contact}#faults" enctype="multipart/form-data" novalidate>
<h2>${words.t('form.title')}</h2><p class="t">${words.t(byMail ? 'contact.formMail' : 'contact.formHere')}</p>
<input type="hidden" name="id" value="${ticket.id}"><input type="hidden" name="at" value="${ticket.at}"><input type="hidden" name="proof" value="${ticket.proof}">
<p class="trap" aria-hidden="true"><label>Website <input name="website" tabindex="-1" autocomplete="off"></label></p>
${input('name', words.t('form.name'), words.t('form.nameHint'), html`autocomplete="name" maxlength="120" required`)}
${input('email', words.t('form.email'), words.t(byMail ? 'form.emailAnswer' : 'form.emailUse'), html`type="email" autocomplete="email" maxlength="254" required dir="ltr"`)}
${input('phone', `${words.t('form.phone')} (${words.t('form.optional')})`, words.t('form.phoneHint'), html`type="tel" autocomplete="tel" maxlength="40" dir="ltr"`)}
${field(
  site,
  faults,
  'topic',
  words.t('form.topic'),
  null,
  html`<select id="topic" name="topic" required ${described(faults, 'topic', false)}><option value="">${words.t('form.topicChoose')}</option>${topics.map(
    (topic) =>
      html`<option value="${topic}" ${filled.topic === topic && html`selected`}>${words.t(`form.topic${topic}`)}</option>`,
  )}</select>`,
)}
${field(
  site,
  faults,
  'message',
  words.t('form.message'),
  words.t('form.messageHint'),
  html`<textarea id="message" name="message" rows="7" required data-most="${MOST_SIGNS}" data-words="${words.messages['form.remaining'] ?? ''}" ${described(faults, 'message')}>${html`
`}${filled.message}</textarea>`,
)}
${fileField(site, faults.files)}
<p class="t">${words.t('form.privacy')} <a href="${to.privacy}">${words.t('footer.privacy')}</a></p>
<button class="button">${words.t('form.send')}</button>
</form>`
}

const described = (faults: Faults, name: Field, hasHint = true): Piece => {
  const by = [...(hasHint ? [`${name}-hint`] : []), ...(faults[name] === undefined ? [] : [`${name}-fault`])]
  return html`${by.length > 0 && html`aria-describedby="${by.join(' ')}"`} ${faults[name] !== undefined && html`aria-invalid="true"`}`
}

const field = (
  _: Site,
  faults: Faults,
  name: Field,
  label: string,
  hint: string | null,
  control: Html,
): Html => html`<div class="field">
<label for="${name}">${label}</label>
${hint !== null && html`<p class="hint" id="${name}-hint">${hint}</p>`}
${faults[name] !== undefined && html`<p class="fault" id="${name}-fault">${faults[name]}</p>`}
${control}
</div>`
