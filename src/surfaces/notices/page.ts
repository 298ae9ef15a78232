import type { EndPage } from '#notices'
import { type Html, html } from '../html.ts'
import { directionOf } from '../shared/sentence.ts'

type Styles = readonly string[]

const shell = ({ say, lang }: EndPage, styles: Styles, body: Html): string =>
  html`<!doctype html>
<html lang="${lang}" dir="${directionOf(lang)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${say('page.title')}</title>
<link rel="icon" type="image/svg+xml" href="/console/icon.svg">
${styles.map((href) => html`<link rel="stylesheet" href="${href}">`)}
</head><body><header><p class="mark"><i aria-hidden="true"></i>Switchboard</p></header>
<main><h1>${say('page.title')}</h1>${body}
<p class="lead"><a href="/console/settings/mine">${say('page.console')}</a></p></main></body></html>`.text

export const askPage = (page: EndPage, styles: Styles): string =>
  shell(
    page,
    styles,
    html`<p class="lead">${page.say('page.ask')}</p><form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button class="button" type="submit">${page.say('page.button')}</button></form>`,
  )

export const endedPage = (page: EndPage, styles: Styles): string =>
  shell(page, styles, html`<p class="lead" role="status">${page.say('page.done')}</p>`)

export const unknownPage = (page: EndPage, styles: Styles): string =>
  shell(page, styles, html`<p class="lead">${page.say('page.gone')}</p>`)
