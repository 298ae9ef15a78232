import { html, type Piece } from '../../html.ts'
import { languageName } from '../../shared/when.ts'
import type { Site } from '../site.ts'

export const searchForm = (
  { words, to, chosen }: Site,
  query: string,
): Piece => html`<form class="search" role="search" action="${to.help.split('?', 1)[0] ?? ''}" method="get">
<label for="q">${words.t('search.label')}</label>
<p class="hint" id="q-hint">${words.t('search.hint')}</p>
${chosen && html`<input type="hidden" name="lang" value="${words.lang}">`}
<div class="line"><input id="q" name="q" type="search" maxlength="200" autocomplete="off" enterkeyhint="search" aria-describedby="q-hint" value="${query}"><button>${words.t('search.action')}</button></div>
</form>`

interface Listed {
  lang: string
  title: string
  summary: string
  href: string
}

/** Titles with their short answers; an article that nobody translated says which language it is in. */
export const articleList = ({ words, to }: Site, articles: readonly Listed[]): Piece =>
  html`<ul class="articles">${articles.map(
    ({
      lang,
      title,
      summary,
      href,
    }) => html`<li><a href="${lang === words.lang ? to.article(href) : href}" ${lang !== words.lang && html`lang="${lang}" hreflang="${lang}"`}><bdi>${title}</bdi></a>
${lang !== words.lang && html`<span class="tag">${words.t('article.in', { language: languageName(lang, words.lang) })}</span>`}
<p ${lang !== words.lang && html`lang="${lang}"`}><bdi>${summary}</bdi></p></li>`,
  )}</ul>`

export const crumbs = ({ words, to }: Site, last?: string): Piece =>
  html`<nav class="crumbs" aria-label="${words.t('nav.breadcrumb')}"><ol><li><a href="${to.home}">${words.t('nav.home')}</a></li><li>${
    last === undefined
      ? html`<span aria-current="page">${words.t('nav.help')}</span>`
      : html`<a href="${to.help}">${words.t('nav.help')}</a>`
  }</li>${last !== undefined && html`<li><span aria-current="page"><bdi>${last}</bdi></span></li>`}</ol></nav>`
