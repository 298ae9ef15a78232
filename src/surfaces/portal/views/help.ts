import { findAnswers, listPublished } from '#knowledge'
import { html } from '../../html.ts'
import type { Page } from '../layout.ts'
import type { Site } from '../site.ts'
import { articleList, crumbs, searchForm } from './pieces.ts'
import { ways } from './ways.ts'

const MOST_FOUND = 20

/** All articles, or those that answer a question. */
export function helpPage(site: Site, query: string | null): Promise<Page> {
  return query === null || query.trim() === '' ? everything(site, query !== null) : found(site, query.trim())
}

async function everything(site: Site, isEmptySearch: boolean): Promise<Page> {
  const { words, brand } = site
  const all = await listPublished(site.ctx.db, brand, words.lang)
  const likely = all.filter((article) => article.likely)
  const others = all.filter((article) => !article.likely)
  return {
    title: words.t('help.title'),
    description: words.t('help.description', { brand: brand.name }),
    door: 'help',
    body: html`<div class="in narrow">${crumbs(site)}
<h1>${words.t('help.title')}</h1><p class="lead">${words.t('help.lead')}</p>
${searchForm(site, '')}
${isEmptySearch && html`<p class="note" role="status">${words.t('search.empty')}</p>`}
${likely.length > 0 && html`<section aria-labelledby="likely"><h2 id="likely">${words.t('home.popular')}</h2>${articleList(site, likely)}</section>`}
${others.length > 0 && html`<section aria-labelledby="all"><h2 id="all">${words.t('help.all')}</h2>${articleList(site, others)}</section>`}
</div>`,
  }
}

async function found(site: Site, query: string): Promise<Page> {
  const { words, brand } = site
  const answers = await findAnswers(site.ctx.db, { brand, lang: words.lang, q: query.slice(0, 200), limit: MOST_FOUND })
  return {
    title: words.t('search.titleFor', { query }),
    door: 'help',
    hidden: true,
    body: html`<div class="in narrow">${crumbs(site, words.t('search.title'))}
<h1>${answers.length === 0 ? words.t('search.noneTitle', { query }) : words.t('search.titleFor', { query })}</h1>
${searchForm(site, query)}
<p role="status">${words.t('search.count', { count: answers.length })}</p>
${articleList(site, answers)}
${answers.length === 0 && html`<p>${words.t('search.noneBody')}</p>`}
<section aria-labelledby="unsolved"><h2 id="unsolved">${words.t('article.notSolved')}</h2>${await ways(site)}</section>
</div>`,
  }
}
