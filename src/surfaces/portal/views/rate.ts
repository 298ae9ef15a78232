import type { LinkedSurvey } from '#voice'
import { type Html, html, type Piece } from '../../html.ts'
import type { Page } from '../layout.ts'
import type { Site } from '../site.ts'
import { ways } from './ways.ts'

const SCORES = [1, 2, 3, 4, 5] as const
export const MOST_COMMENT = 2_000

/** What was clicked in the mail, waiting for a person to send it: a program that opens links sends nothing. */
export function askPage(site: Site, linked: LinkedSurvey, token: string, chosen: number | null): Page {
  const { words, to } = site
  return rated(
    site,
    linked,
    html`<form method="post" action="${to.rate(token)}" ${chosen !== null && html`data-at-once`}>
${chosen === null ? html`<p>${words.t('rate.pick')}</p>` : html`<p class="lead">${words.t('rate.chosen', { score: chosen, word: words.t(`rate.${chosen}`) })}</p><p><button class="button" name="score" value="${chosen}">${words.t('rate.send')}</button></p><p class="t">${words.t('rate.other')}</p>`}
${scores(site, chosen)}</form>`,
  )
}

/** It has arrived; a word may follow, and it may be changed. */
export function thanksPage(site: Site, linked: LinkedSurvey, token: string): Page {
  const { words, to } = site
  const { score, comment } = linked.survey
  return rated(
    site,
    linked,
    html`<p class="lead" role="status">${words.t('rate.thanks')} ${words.t('rate.chosen', { score: score ?? 0, word: words.t(`rate.${score}`) })}</p>
<form class="form" method="post" action="${to.rate(token)}"><input type="hidden" name="score" value="${score}">
<div class="field"><label for="comment">${words.t('rate.comment')}</label><p class="hint" id="comment-hint">${words.t('rate.commentHint')}</p>
<textarea id="comment" name="comment" rows="4" maxlength="${MOST_COMMENT}" aria-describedby="comment-hint">${html`
`}${comment}</textarea></div><button class="button">${words.t('rate.sendComment')}</button></form>
<form class="after" method="post" action="${to.rate(token)}"><p class="t">${words.t('rate.change')}</p>${scores(site, score)}</form>`,
  )
}

const rated = ({ words, to }: Site, { reference }: LinkedSurvey, body: Html): Page => ({
  title: words.t('rate.title'),
  hidden: true,
  withoutChat: true,
  body: html`<div class="in narrow"><h1>${words.t('rate.title')}</h1><p class="t">${words.t('rate.about', { reference })}</p>
${body}<p class="after"><a href="${to.contact}">${words.t('rate.notSolved')} ${words.t('nav.contact')}</a></p></div>`,
})

const scores = ({ words }: Site, chosen: number | null): Piece =>
  html`<p class="row" data-others>${SCORES.filter((score) => score !== chosen).map((score) => html`<button class="button quiet" name="score" value="${score}">${score} · ${words.t(`rate.${score}`)}</button> `)}</p>`

export async function closedPage(site: Site): Promise<Page> {
  const { words } = site
  return {
    title: words.t('rate.closed'),
    hidden: true,
    withoutChat: true,
    body: html`<div class="in narrow"><h1>${words.t('rate.closed')}</h1><p class="lead">${words.t('rate.closedBody')}</p><section aria-labelledby="ways"><h2 id="ways" class="unseen">${words.t('contact.waysTitle')}</h2>${await ways(site)}</section></div>`,
  }
}
