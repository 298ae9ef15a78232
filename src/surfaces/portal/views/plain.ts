import { KEPT_MONTHS } from '#people'
import { html } from '../../html.ts'
import type { Page } from '../layout.ts'
import type { Site } from '../site.ts'
import { searchForm } from './pieces.ts'
import { ways } from './ways.ts'

/** As long as the law gives us to answer a demand. */
const ANSWER_DAYS = 30

export function privacyPage({ words }: Site): Page {
  const parts = ['what', 'why', 'howLong', 'rights', 'cookies'] as const
  const values = { months: KEPT_MONTHS, days: ANSWER_DAYS }
  return {
    title: words.t('privacy.title'),
    body: html`<div class="in narrow text"><h1>${words.t('privacy.title')}</h1><p class="lead">${words.t('privacy.lead')}</p>
${parts.map((part) => html`<h2>${words.t(`privacy.${part}Title`)}</h2><p>${words.t(`privacy.${part}Body`, values)}</p>`)}</div>`,
  }
}

export function accessibilityPage({ words, to }: Site): Page {
  const points = ['keyboard', 'reader', 'zoom', 'contrast', 'motion', 'script'] as const
  return {
    title: words.t('accessibility.title'),
    body: html`<div class="in narrow text"><h1>${words.t('accessibility.title')}</h1><p class="lead">${words.t('accessibility.lead')}</p>
<h2>${words.t('accessibility.worksTitle')}</h2><ul>${points.map((point) => html`<li>${words.t(`accessibility.${point}`)}</li>`)}</ul>
<h2>${words.t('accessibility.speakTitle')}</h2><p>${words.t('accessibility.speakBody')}</p>
<h2>${words.t('accessibility.problemTitle')}</h2><p>${words.t('accessibility.problemBody')}</p>
<p><a class="button" href="${to.contact}#form">${words.t('contact.formAction')}</a></p></div>`,
  }
}

export async function missingPage(site: Site): Promise<Page> {
  const { words, to } = site
  return {
    title: words.t('notFound.title'),
    hidden: true,
    body: html`<div class="in narrow"><h1>${words.t('notFound.title')}</h1><p class="lead">${words.t('notFound.body')}</p>
${searchForm(site, '')}<p><a href="${to.help}">${words.t('notFound.action')}</a></p><section aria-labelledby="ways"><h2 id="ways" class="unseen">${words.t('contact.waysTitle')}</h2>${await ways(site)}</section></div>`,
  }
}

export function failedPage({ words, to, path }: Site, id: string): Page {
  return {
    title: words.t('failed.title'),
    hidden: true,
    withoutChat: true,
    body: html`<div class="in narrow"><h1>${words.t('failed.title')}</h1><p class="lead">${words.t('failed.body')}</p>
<p class="t">${words.t('failed.reference', { id })}</p>
<p class="row"><a class="button" href="${path}">${words.t('failed.action')}</a> <a class="button quiet" href="${to.contact}">${words.t('nav.contact')}</a></p></div>`,
  }
}

export function busyPage({ words, path }: Site, seconds: number): Page {
  return {
    title: words.t('busy.title'),
    hidden: true,
    body: html`<div class="in narrow"><h1>${words.t('busy.title')}</h1><p class="lead">${words.t('busy.body', { seconds })}</p><p><a class="button" href="${path}">${words.t('failed.action')}</a></p></div>`,
  }
}
