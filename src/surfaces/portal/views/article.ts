import type { ArticleAndNear, ReadArticle } from '#knowledge'
import { html, raw } from '../../html.ts'
import { exactDay, languageName } from '../../shared/when.ts'
import type { Page } from '../layout.ts'
import type { Site } from '../site.ts'
import { articleList, crumbs } from './pieces.ts'
import { ways } from './ways.ts'

export const RELATED = 3
const WORDS_A_MINUTE = 200

/** One article: steps, when it was true, whether it helped, and whom to ask when it did not. */
export async function articlePage(
  site: Site,
  { article, near: related }: ArticleAndNear,
  voted: 'yes' | 'no' | null,
): Promise<Page> {
  const { words, to } = site
  const others = article.translations.filter(({ lang }) => lang !== article.lang)
  const minutes = Math.max(1, Math.round(article.length / WORDS_A_MINUTE))
  return {
    title: article.title,
    description: article.summary,
    door: 'help',
    others: article.translations,
    body: html`<div class="in two">
<div>${crumbs(site, article.title)}
<article lang="${article.lang}" dir="auto"><h1>${article.title}</h1>
<p class="t"><bdi lang="${words.lang}">${words.t('article.updated', { date: exactDay(article.updatedAt, words.lang) })} · ${words.t('article.minutes', { minutes })}</bdi></p>
<div class="text">${raw(article.html)}</div></article>
${helped(site, article, voted)}
</div>
<aside>
${related.length > 0 && html`<section aria-labelledby="related"><h2 id="related">${words.t('article.related')}</h2>${articleList(site, related)}</section>`}
${others.length > 0 && html`<section aria-labelledby="others"><h2 id="others">${words.t('article.otherLanguages')}</h2><ul class="plain">${others.map(({ lang, title, href }) => html`<li>${languageName(lang)}: <a href="${href}" lang="${lang}" hreflang="${lang}">${title}</a></li>`)}</ul></section>`}
<section aria-labelledby="unsolved"><h2 id="unsolved">${words.t('article.notSolved')}</h2>${await ways(site)}<p><a href="${to.contact}">${words.t('article.askUs')}</a></p></section>
</aside>
</div>`,
  }
}

function helped({ words, to }: Site, { href }: ReadArticle, voted: 'yes' | 'no' | null) {
  if (voted !== null)
    return html`<p class="note" id="helpful" role="status">${words.t(voted === 'yes' ? 'article.thanksYes' : 'article.thanksNo')}</p>`
  return html`<form class="helpful" id="helpful" method="post" action="${to.helpful(href.split('/').at(-1) ?? '')}">
<p id="helpful-question">${words.t('article.question')}</p>
<button class="button quiet" name="helpful" value="yes">${words.t('article.yes')}</button>
<button class="button quiet" name="helpful" value="no">${words.t('article.no')}</button>
</form>`
}
