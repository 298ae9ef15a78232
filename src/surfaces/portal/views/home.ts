import { listPublished } from '#knowledge'
import { html } from '../../html.ts'
import type { Page } from '../layout.ts'
import type { Site } from '../site.ts'
import { articleList, searchForm } from './pieces.ts'
import { ways } from './ways.ts'

const MOST = 6

/** Answers first, then people: with how long each takes. */
export async function homePage(site: Site): Promise<Page> {
  const { words, brand, to } = site
  const all = await listPublished(site.ctx.db, brand, words.lang)
  return {
    title: brand.name,
    description: words.t('home.description', { brand: brand.name }),
    body: html`<div class="hero"><div class="in">
<h1>${words.t('home.title')}</h1>
<p class="lead">${words.t('home.lead')}</p>
${searchForm(site, '')}
</div></div>
<div class="in two">
${
  all.length > 0 &&
  html`<section aria-labelledby="popular"><h2 id="popular">${words.t('home.popular')}</h2>
${articleList(site, all.slice(0, MOST))}
<p><a href="${to.help}">${words.t('help.all')}</a> <span class="t">${words.t('help.count', { count: all.length })}</span></p>
</section>`
}
<aside aria-labelledby="ways"><h2 id="ways">${words.t('home.contactTitle')}</h2>
<p class="t">${words.t('home.contactLead')}</p>
${await ways(site)}
</aside>
</div>`,
  }
}
