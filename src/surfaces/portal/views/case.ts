import type { linkedCase } from '#channels'
import { type Html, html, type Piece } from '../../html.ts'
import { exactly, whenOf } from '../../shared/when.ts'
import { waitWords } from '../hours.ts'
import type { Page } from '../layout.ts'
import type { Site } from '../site.ts'
import { handover } from './case-handover.ts'
import { ways } from './ways.ts'

export type Linked = NonNullable<Awaited<ReturnType<typeof linkedCase>>>
/** What the page's forms do, and what it says once it is done. */
export const deeds = ['added', 'call', 'solved', 'reopened', 'passed', 'kept', 'late'] as const
export type Deed = (typeof deeds)[number]
export const callTimes = ['any', 'morning', 'afternoon', 'evening'] as const

export interface CasePage {
  linked: Linked
  token: string
  /** The id of what is written next, so that sending it twice is sending it once. */
  nextId: string
  done: Deed | null
  fault: { at: 'text' | 'phone'; said: string } | null
  /** What was typed and not taken. */
  typed: { text?: string; phone?: string; when?: string }
}

/** Where it stands, who has it, what happens next and by when; and what the contact can do about it. */
export async function casePage(site: Site, page: CasePage): Promise<Page> {
  const { words } = site
  const { linked, done, token } = page
  return {
    title: words.t('case.title', { reference: linked.reference }),
    hidden: true,
    withoutChat: true,
    body: html`<div class="in narrow">
<h1>${words.t('case.title', { reference: linked.reference })}</h1>
<div id="done" role="status">${done !== null && html`<p class="note">${words.t(`case.done.${done}`)}</p>`}</div>
${handover(site, page)}
${steps(site, linked)}
<p class="lead">${standing(site, linked)}</p>
<section aria-labelledby="next"><h2 id="next">${words.t('case.next')}</h2>${promises(site, linked)}${await next(site, linked)}</section>
<p class="t">${words.t('case.since', { when: said(site, linked.openedAt) })} <a href="${site.to.ownCase(token, null)}">${words.t('case.look')}</a></p>
${linked.status === 'settled' ? again(site, page) : running(site, page)}
<p class="t">${words.t('case.keep')}</p>
</div>`,
  }
}

const path = ['received', 'working', 'settled'] as const

/** The way of every matter, and how far this one is; waiting for the contact is part of working on it. */
function steps({ words }: Site, { status }: Linked): Html {
  const now = path.indexOf(status === 'waiting' ? 'working' : status)
  return html`<ol class="steps" aria-label="${words.t('case.steps')}">${path.map(
    (step, at) =>
      html`<li class="${at < now ? 'past' : at === now ? 'now' : 'ahead'}" ${at === now && html`aria-current="step"`}>${words.t(`case.step.${step}`)}</li>`,
  )}</ol>`
}

function standing(site: Site, { status, who, settledAt }: Linked): string {
  const { words } = site
  if (status === 'settled' && settledAt !== null) return words.t('case.settled', { when: said(site, settledAt) })
  if (status === 'working') return who === null ? words.t('case.workingTeam') : words.t('case.working', { name: who })
  return words.t(`case.${status}`)
}

/** What was promised, by when, and what became of it. */
function promises(site: Site, { promises: told }: Linked): Piece {
  const { words } = site
  if (told.length === 0) return null
  return html`<ul class="promises">${told.map(({ what, due, state, late }) => {
    const when = html`<time datetime="${due.toISOString()}" title="${exactly(due, zoneOf(site))}">${said(site, due)}</time>`
    const becomes =
      state === 'open'
        ? html`${words.t('case.promiseBy')} ${when}`
        : words.t(state === 'kept' ? (late ? 'case.promiseLate' : 'case.promiseKept') : 'case.promiseFailed')
    return html`<li><span dir="auto">${what}</span> <span class="tag">${becomes}</span></li>`
  })}</ul>`
}

async function next(site: Site, linked: Linked): Promise<Piece> {
  const { words, now } = site
  const { status, answerBy } = linked
  if (status === 'settled') return html`<p>${words.t('case.nextSettled')}</p>`
  if (status === 'waiting') return html`<p>${words.t('case.nextWaiting')}</p>`
  if (answerBy === null && linked.promises.some(({ state }) => state === 'open')) return null
  if (answerBy === null) return html`<p>${words.t('case.nextAnswer')} ${await waitWords(site)}</p>`
  const late = answerBy.getTime() < now.epochMilliseconds
  const time = html`<time datetime="${answerBy.toISOString()}" title="${exactly(answerBy, zoneOf(site))}">${said(site, answerBy)}</time>`
  return html`<p>${words.t(late ? 'case.nextLate' : 'case.nextBy')} ${time}</p>`
}

const zoneOf = ({ words, brand }: Site) => ({ lang: words.lang, timeZone: brand.hours.timeZone })
const said = (site: Site, at: Date): string => whenOf(at, new Date(site.now.epochMilliseconds), zoneOf(site))

/** It goes on: add to it, ask to be called, or say that it is solved. */
const running = (site: Site, page: CasePage): Html => html`${writing(site, page, 'added')}
${calling(site, page)}
<form class="form" method="post" action="${site.to.ownCase(page.token, null)}#done"><h2>${site.words.t('case.solvedTitle')}</h2>
<p class="t">${site.words.t('case.solvedHint')}</p><button class="button quiet" name="do" value="solved">${site.words.t('case.solved')}</button></form>`

/** It is settled, and is not: with what is wrong still, everything before it stays with it. */
const again = (site: Site, page: CasePage): Html => html`${writing(site, page, 'reopened')}${calling(site, page)}`

function writing({ words, to }: Site, { token, nextId, fault, typed }: CasePage, deed: 'added' | 'reopened'): Html {
  const wrong = fault?.at === 'text' ? fault.said : null
  return html`<form class="form" method="post" action="${to.ownCase(token, null)}#text" novalidate>
<h2>${words.t(`case.${deed}Title`)}</h2>
<input type="hidden" name="do" value="${deed}"><input type="hidden" name="id" value="${nextId}">
<div class="field"><label for="text">${words.t(`case.${deed}Label`)}</label>
${wrong !== null && html`<p class="fault" id="text-fault" role="alert">${wrong}</p>`}
<textarea id="text" name="text" rows="4" maxlength="10000" ${wrong !== null && html`aria-invalid="true" aria-describedby="text-fault"`}>${html`
`}${typed.text}</textarea></div>
<button class="button">${words.t(`case.${deed}`)}</button></form>`
}

function calling({ words, to }: Site, { token, nextId, fault, typed }: CasePage): Html {
  const wrong = fault?.at === 'phone' ? fault.said : null
  return html`<form class="form" method="post" action="${to.ownCase(token, null)}#phone" novalidate>
<h2>${words.t('case.callTitle')}</h2>
<input type="hidden" name="do" value="call"><input type="hidden" name="id" value="${nextId}">
<div class="field"><label for="phone">${words.t('case.phone')}</label>
${wrong !== null && html`<p class="fault" id="phone-fault" role="alert">${wrong}</p>`}
<input id="phone" name="phone" type="tel" autocomplete="tel" maxlength="40" dir="ltr" value="${typed.phone ?? ''}" ${wrong !== null && html`aria-invalid="true" aria-describedby="phone-fault"`}></div>
<div class="field"><label for="when">${words.t('case.when')}</label>
<select id="when" name="when">${callTimes.map((time) => html`<option value="${time}" ${typed.when === time && html`selected`}>${words.t(`case.when.${time}`)}</option>`)}</select></div>
<button class="button quiet">${words.t('case.call')}</button></form>`
}

/** An address that opens nothing is no dead end. */
export async function goneCasePage(site: Site): Promise<Page> {
  const { words } = site
  return {
    title: words.t('case.gone'),
    hidden: true,
    body: html`<div class="in narrow"><h1>${words.t('case.gone')}</h1><p class="lead">${words.t('case.goneBody')}</p><section aria-labelledby="ways"><h2 id="ways" class="unseen">${words.t('contact.waysTitle')}</h2>${await ways(site)}</section></div>`,
  }
}
