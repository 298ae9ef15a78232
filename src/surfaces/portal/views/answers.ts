import type { ChatMessage, ChatState } from '#channels/contract'
import { type Html, html, raw } from '../../html.ts'
import { clockOf, dayOf, exactly } from '../../shared/when.ts'
import type { Page } from '../layout.ts'
import type { Site } from '../site.ts'
import { fileField } from './file-field.ts'
import { ways } from './ways.ts'

export interface Told {
  state: ChatState
  messages: readonly ChatMessage[]
  live: string
  token: string
  /** The id of what is written next, made by us where no script makes one. */
  nextId: string
  isEmpty: boolean
  /** The brand has a mailbox: what is not read here is sent. */
  byMail: boolean
  /** Why a file was not taken. */
  fault?: string | undefined
}

/** What somebody sent by the form, and our answers: read, and written to, by whoever holds the address. */
export function answersPage(site: Site, told: Told): Page {
  const { words, to } = site
  const { state, messages } = told
  const isAnswered = messages.some(({ by }) => by.kind === 'agent' || by.kind === 'bot')
  return {
    title: isAnswered ? words.t('answers.title') : words.t('sent.title'),
    hidden: true,
    withoutChat: true,
    body: html`<div class="in narrow">
<h1>${isAnswered ? words.t('answers.title') : words.t('sent.title')}</h1>
<p class="lead">${words.t('sent.reference', { reference: state.reference })}</p>
<p class="note">${words.t(told.byMail && state.hasWayBack ? 'answers.keepMail' : 'answers.keep')}</p>
<div id="told" data-live="${told.live}">
<section class="talk" data-seq="${messages.at(-1)?.seq ?? 0}" aria-label="${words.t('answers.list')}">${messages.map((message) => turn(site, told.token, message))}</section>
<div role="status">${!isAnswered && html`<p>${words.t('answers.waiting')}</p>`}
${state.status === 'closed' && html`<p>${words.t('answers.closed')}</p>`}</div>
</div>
<p data-without-script><a href="${to.answers(told.token)}">${words.t('answers.reload')}</a></p>
${state.status !== 'closed' && writeMore(site, told)}
<p><a href="${to.help}">${words.t('sent.back')}</a></p>
</div>`,
  }
}

function turn(
  { words, brand, now, to }: Site,
  token: string,
  { by, at, html: baked, deletedAt, attachments, channel }: ChatMessage,
): Html {
  const zone = { lang: words.lang, timeZone: brand.hours.timeZone }
  const when = new Date(at)
  const name =
    by.kind === 'agent'
      ? words.t('answers.agent', { name: by.name })
      : words.t(by.kind === 'you' ? 'answers.you' : 'answers.bot')
  return html`<article class="${by.kind}"><p class="by"><b>${name}</b> <time datetime="${at}" title="${exactly(when, zone)}">${dayOf(when, new Date(now.epochMilliseconds), zone)} ${clockOf(when, zone)}</time>${channel !== null && html` <span class="tag">${words.t('answers.byMail')}</span>`}</p>
<div class="text" dir="auto">${deletedAt === null && raw(baked)}</div>${attachments.map((file) => html`<p class="t"><a href="${to.answersFile(token, file.id)}" download>${words.t('answers.file', { name: file.name, size: sizeOf(file.bytes, words.lang) })}</a></p>`)}</article>`
}

const KB = 1_000
const MB = 1_000_000
/** As people say it: 12 kB, 3.4 MB. */
const sizeOf = (bytes: number, lang: string): string =>
  new Intl.NumberFormat(lang, {
    style: 'unit',
    unit: bytes < MB ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: bytes < MB ? 0 : 1,
  }).format(Math.max(bytes / (bytes < MB ? KB : MB), 0.1))

const writeMore = (
  site: Site,
  { token, nextId, isEmpty, fault }: Told,
): Html => html`<form class="form" method="post" action="${site.to.answers(token)}#told" enctype="multipart/form-data">
<div class="field"><label for="more">${site.words.t('answers.write')}</label>
${isEmpty && html`<p class="fault" id="more-fault" role="alert">${site.words.t('answers.empty')}</p>`}
<textarea id="more" name="text" rows="4" maxlength="10000" ${isEmpty && html`aria-invalid="true" aria-describedby="more-fault"`}></textarea></div>
<input type="hidden" name="id" value="${nextId}">
${fileField(site, fault)}
<button class="button">${site.words.t('answers.send')}</button></form>`

export async function goneAnswersPage(site: Site): Promise<Page> {
  const { words } = site
  return {
    title: words.t('answers.gone'),
    hidden: true,
    body: html`<div class="in narrow"><h1>${words.t('answers.gone')}</h1><p class="lead">${words.t('answers.goneBody')}</p><section aria-labelledby="ways"><h2 id="ways" class="unseen">${words.t('contact.waysTitle')}</h2>${await ways(site)}</section></div>`,
  }
}
