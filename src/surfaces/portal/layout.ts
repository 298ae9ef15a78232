import { textIn } from '#people'
import { type Html, html, type Piece } from '../html.ts'
import { languageName } from '../shared/when.ts'
import type { Site } from './site.ts'

export interface Page {
  title: string
  description?: string
  body: Html
  /** Which door of the menu it stands behind. */
  door?: 'help' | 'contact'
  /** The same page in other languages, where each has an address of its own. */
  others?: readonly { lang: string; href: string }[]
  /** Not for search engines: a result, a failure, somebody's own page. */
  hidden?: boolean
  /** The chat's launcher is left out where it would be in the way. */
  withoutChat?: boolean
}

/** Every page of a brand's site: head, menu, what it is about, footer. */
export function layout(site: Site, page: Page): string {
  const { words, brand, to } = site
  return html`<!doctype html>
<html lang="${words.lang}" dir="${words.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head(site, page)}
</head>
<body>
<a class="skip" href="#content">${words.t('skip')}</a>
<header>
<div class="in top">
<a class="brand" href="${to.home}" aria-label="${words.t('nav.brandHome', { brand: brand.name })}"><i aria-hidden="true"></i>${brand.name}</a>
<nav aria-label="${words.t('nav.label')}">
<a href="${to.help}" ${page.door === 'help' && html`aria-current="page"`}>${words.t('nav.help')}</a>
<a href="${to.contact}" ${page.door === 'contact' && html`aria-current="page"`}>${words.t('nav.contact')}</a>
</nav>
${languages(site, page)}
</div>
</header>
<main id="content" tabindex="-1">
${site.banner !== null && html`<p class="note" dir="auto">${site.banner}</p>`}
${site.missing !== null && html`<p class="note">${words.t('language.notHere', { wanted: languageName(site.missing, words.lang), shown: languageName(words.lang) })}</p>`}
${page.body}
</main>
${footer(site)}
${!page.withoutChat && html`<script src="/widget.js" data-brand="${brand.slug}" data-lang="${words.lang}" async></script>`}
</body>
</html>`.text
}

function head(site: Site, { title, description, others, hidden }: Page): Piece {
  const { words, brand, to, origin, path } = site
  const whole = title === brand.name ? title : words.t('page.title', { title, brand: brand.name })
  const here = origin + (others === undefined ? to.inLanguage(path, words.lang) : path)
  const alternates = others ?? brand.languages.map((lang) => ({ lang, href: to.inLanguage(path, lang) }))
  return html`<title>${whole}</title>
${description !== undefined && html`<meta name="description" content="${description}"><meta property="og:description" content="${description}">`}
${
  hidden
    ? html`<meta name="robots" content="noindex">`
    : html`<link rel="canonical" href="${here}">
${alternates.map(({ lang, href }) => html`<link rel="alternate" hreflang="${lang}" href="${origin + href}">`)}
${others === undefined && html`<link rel="alternate" hreflang="x-default" href="${origin + path}">`}
<meta property="og:title" content="${title}"><meta property="og:site_name" content="${brand.name}"><meta property="og:type" content="website"><meta property="og:url" content="${here}"><meta property="og:locale" content="${words.lang}">`
}
<link rel="icon" type="image/svg+xml" href="/b/${brand.slug}/icon.svg?v=${brand.rev}">
${site.assets?.styles.map((href) => html`<link rel="stylesheet" href="${href}">`)}
<link rel="stylesheet" href="/b/${brand.slug}/theme.css?v=${brand.rev}">
${site.assets && html`<script type="module" src="${site.assets.script}"></script>`}`
}

function languages({ brand, words, to, path }: Site, { others }: Page): Piece {
  if (brand.languages.length < 2) return null
  const hrefOf = (lang: string): string =>
    others?.find((other) => other.lang === lang)?.href ??
    to.inLanguage(others === undefined ? path : (to.help.split('?', 1)[0] ?? '/'), lang)
  return html`<details class="languages"><summary><span class="unseen">${words.t('language.label')}: </span>${languageName(words.lang)}</summary>
<ul>${brand.languages.map((lang) => html`<li><a href="${hrefOf(lang)}" lang="${lang}" hreflang="${lang}" ${lang === words.lang && html`aria-current="true"`}>${languageName(lang)}</a></li>`)}</ul></details>`
}

function footer({ brand, words, to }: Site): Piece {
  return html`<footer>
<div class="in">
<nav aria-label="${words.t('footer.label')}">
<a href="${to.help}">${words.t('nav.help')}</a>
<a href="${to.contact}">${words.t('nav.contact')}</a>
<a href="${to.privacy}">${words.t('footer.privacy')}</a>
<a href="${to.accessibility}">${words.t('footer.accessibility')}</a>
</nav>
<p>${textIn(brand.legal, brand, words.lang)}</p>
<p>${words.t('footer.noCookies')} ${words.t('footer.madeWith')}</p>
</div>
</footer>`
}
