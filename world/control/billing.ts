import type { Demo } from '../open-demo.ts'
import { type Html, html } from './html.ts'
import { document, pressed } from './page.ts'

/** Invented, and right by their check digits. */
const examples = [
  ['IBAN', 'BE68 5390 0754 7034'],
  ['IBAN with a wrong digit', 'BE68 5390 0754 7035'],
  ['Card', '4242 4242 4242 4242, any month to come'],
] as const

/** What came by secure forms: that it came, never what it was. And what to try them with. */
export function billingPage({ billing }: Demo): string {
  const kept = billing?.latest() ?? []
  const down = billing?.down ?? true
  return document(
    'Billing',
    html``,
    html`<body><main><h1>Billing</h1>
<p>The system that gets what customers give by secure forms. Switchboard knows the reference alone. <a href="/billing">Look again</a> · <a href="/">Back to the simulated world</a></p>
<section><h2>To try it</h2><p>In a conversation press <strong>g f</strong>, ask, open the link in the customer’s window, and give one of these.</p><dl>${examples.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<div class="row">${pressed('/billing', 'down', down ? '0' : '1', down ? 'Down: answers 503' : 'Up', down)}</div></section>
${kept.length === 0 ? html`<section><p>Nothing has come yet.</p></section>` : kept.map(lineOf)}</main></body>`,
  )
}

const lineOf = ({
  at,
  takes,
  test,
  reference,
  mark,
}: ReturnType<NonNullable<Demo['billing']>['latest']>[number]): Html =>
  html`<section><h2>${reference}</h2><p><time datetime="${at.toISOString()}">${at.toLocaleTimeString('en-GB')}</time> · ${takes}${test ? ' · a test' : ''} · mark ${mark}</p></section>`
