import { type Html, html, type Piece } from '../../html.ts'
import { whenOf } from '../../shared/when.ts'
import type { Site } from '../site.ts'
import type { CasePage, Linked } from './case.ts'

type Handover = NonNullable<Linked['transfer']>

/** A sister brand could go on with it: the customer sees exactly what would go there and says yes or no; then, what became of it. */
export function handover(site: Site, { linked, token }: CasePage): Piece {
  const { transfer } = linked
  if (transfer === null || transfer.state === 'declined') return null
  const late = transfer.takeBy.getTime() <= site.now.epochMilliseconds
  if (transfer.state === 'asked') return late ? null : asking(site, token, transfer)
  const { words } = site
  const said = words.t(`case.handover.${transfer.state}`, {
    brand: transfer.to,
    name: transfer.who,
    when: when(site, transfer.takeBy),
  })
  return html`<section class="handover note" aria-labelledby="handover"><h2 id="handover">${transfer.to}</h2><p>${said}</p>
${transfer.reference !== null && html`<p>${words.t('case.handover.reference', { brand: transfer.to, reference: transfer.reference })}</p>`}
${transfer.url !== null && html`<p><a href="${transfer.url}">${words.t('case.handover.there', { brand: transfer.to })}</a></p>`}</section>`
}

function asking(site: Site, token: string, transfer: Handover): Html {
  const { words, to } = site
  return html`<section class="handover" aria-labelledby="handover"><h2 id="handover">${words.t('case.handover.ask', { brand: transfer.to })}</h2>
<p>${words.t('case.handover.asked', { brand: transfer.to, name: transfer.who, when: when(site, transfer.takeBy) })}</p>
<dl class="facts">${transfer.facts.map(({ key, value }) => html`<dt>${words.t(`case.handover.fact.${key}`)}</dt><dd dir="auto">${value}</dd>`)}</dl>
<form class="form" method="post" action="${to.ownCase(token, null)}#done"><input type="hidden" name="transfer" value="${transfer.id}">
<p><button class="button" name="do" value="passed">${words.t('case.handover.yes')}</button> <button class="button quiet" name="do" value="kept">${words.t('case.handover.no')}</button></p></form></section>`
}

const zoneOf = ({ words, brand }: Site) => ({ lang: words.lang, timeZone: brand.hours.timeZone })
const when = (site: Site, at: Date): string => whenOf(at, new Date(site.now.epochMilliseconds), zoneOf(site))
