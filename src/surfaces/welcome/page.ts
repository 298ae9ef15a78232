import { type Brand, textIn, themeOf } from '#people'
import type { Entry } from '../assets.ts'
import { type Html, html, type Piece } from '../html.ts'
import { languageName } from '../shared/when.ts'

interface Shown {
  brands: readonly Brand[]
  entry: Entry | undefined
}

const shell = ({ entry }: Shown, title: string, body: Html): string =>
  html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<link rel="icon" type="image/svg+xml" href="/console/icon.svg">
${entry?.styles.map((href) => html`<link rel="stylesheet" href="${href}">`)}
${entry && html`<script type="module" src="${entry.script}"></script>`}
</head><body>
<header><p class="mark"><i aria-hidden="true"></i>Switchboard</p></header>
${body}
<footer><p><a href="/docs">API</a> <a href="/console/">Console</a> <a href="/healthz">Health</a></p></footer>
</body></html>`.text

/** Three doors: a customer's, an advisor's, and a look at it all working. */
export const demoPage = ({ world, ...shown }: Shown & { world: string }): string =>
  shell(
    shown,
    'Switchboard, the demo',
    html`<main><h1>Every way a customer writes, in one place</h1>
<p class="lead">This is a demo on your own machine. The operator, its brands and everybody who writes are invented.</p>
<div class="doors">
${customerDoor(shown.brands)}
${advisorDoor}
${watchDoor(world)}
</div></main>`,
  )

const customerDoor = (
  brands: readonly Brand[],
): Html => html`<section aria-labelledby="customer"><h2 id="customer"><span aria-hidden="true">1</span> Be a customer</h2>
<p>Open a brand’s site, search its help, or write to it. The bot answers first; a person is one button away.</p>
${brandList(brands)}</section>`

function brandList(brands: readonly Brand[]): Piece {
  if (brands.length === 0)
    return html`<p class="none" data-wait-for-brands>The brands are being made. This takes a few seconds the first time.</p>`
  return html`<ul class="brands">${brands.map(
    (
      brand,
    ) => html`<li><a href="/b/${brand.slug}/"><svg viewBox="0 0 20 20" aria-hidden="true"><rect width="20" height="20" rx="5" fill="${themeOf(brand.look).light['--accent'] ?? ''}"/></svg><span><b>${brand.name}</b>
<span class="t">${brand.languages.map((lang) => languageName(lang)).join(', ')}</span></span></a></li>`,
  )}</ul>`
}

const advisorDoor = html`<section aria-labelledby="advisor"><h2 id="advisor"><span aria-hidden="true">2</span> Be an advisor</h2>
<p>One click signs you in. Press <kbd>Space</kbd> for the next customer, <kbd>?</kbd> for all keys.</p>
<div id="agents"><p class="none"><a class="button" href="/console/">Open the console</a></p></div>
<p id="agents-fault" class="fault" role="alert"></p></section>`

const figures = [
  ['conversationsToday', 'conversations today'],
  ['waiting', 'customers wait for a person'],
  ['answeredWithin2h', 'answered within 2 hours'],
  ['containment', 'settled by the bot alone'],
  ['satisfied', 'of those who rated are satisfied'],
] as const

const watchDoor = (
  world: string,
): Html => html`<section aria-labelledby="watch"><h2 id="watch"><span aria-hidden="true">3</span> Watch it work</h2>
<p>Let simulated customers write at the pace you choose, and see what becomes of it.</p>
<dl id="figures" aria-label="Live figures">${figures.map(([name, words]) => html`<div><dd data-figure="${name}">–</dd><dt>${words}</dt></div>`)}</dl>
<div id="pace" data-world="${world}" hidden><fieldset><legend>New customers</legend>
${[
  ['0', 'None'],
  ['6', 'Calm, 6 a minute'],
  ['20', 'Busy, 20 a minute'],
].map(
  ([value, words]) => html`<label><input type="radio" name="pace" value="${value}"><span>${words}</span></label>`,
)}</fieldset></div>
<p><a href="${world}/">The world’s own page: faults, colleagues, storms</a></p></section>`

/** Without demo: the brands' sites, and the way in for staff. */
export const plainPage = (shown: Shown): string =>
  shell(
    shown,
    'Switchboard',
    html`<main class="plain"><h1>Welcome</h1>
${shown.brands.length > 0 && html`<ul class="brands">${shown.brands.map((brand) => html`<li><a href="/b/${brand.slug}/" lang="${brand.languages[0] ?? 'en'}"><span><b>${brand.name}</b> <span class="t">${textIn(brand.greeting, brand, brand.languages[0] ?? 'en')}</span></span></a></li>`)}</ul>`}
<p><a class="button" href="/console/">Sign in as staff</a></p></main>`,
  )
