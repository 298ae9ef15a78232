import { MOST_PER_MINUTE } from '../customers/arrivals.ts'
import { type FaultName, faultNames } from '../faults.ts'
import type { Demo } from '../open-demo.ts'
import { type Html, html } from './html.ts'

const presets = [
  ['Off', 0],
  ['Calm', 6],
  ['Busy', 20],
  ['Storm', MOST_PER_MINUTE],
] as const
export const OFFLINE_SECONDS = 30

const faultWords: Readonly<Record<FaultName, readonly [name: string, what: string]>> = {
  slow: ['Slow network', 'Each request takes half a second more.'],
  'drop-answers': [
    'Lost answers',
    'Three answers of ten get lost after the deed; the customer says it again. Nothing may appear twice.',
  ],
  repeat: ['Said twice', 'Each request is sent twice. Nothing may appear twice.'],
  shuffle: ['Shuffled', 'Requests are held back up to a second and a half, so that later ones overtake them.'],
}

export const document = (title: string, head: Html, body: Html): string =>
  html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><link rel="stylesheet" href="/style.css">${head}</head>${body}</html>`
    .text

export const pressed = (action: string, name: string, value: string | number, label: string, on: boolean): Html =>
  html`<form method="post" action="${action}"><button name="${name}" value="${value}" aria-pressed="${String(on)}">${label}</button></form>`

/** The page of the simulated world: pace, colleagues, faults, figures. */
export const controlPage = (demo: Demo): string =>
  document(
    'The simulated world',
    html``,
    html`<body><main><h1>The simulated world</h1>
<p>Invented customers of an invented operator, who write through the same window as anybody. Seed: <strong>${demo.settings.seed}</strong>. <a href="/letters">Letters that came by mail</a> · <a href="/billing">What billing was given</a> · <a href="${demo.settings.url}/">Back to Switchboard</a></p>
${paceSection(demo)}${colleaguesSection(demo)}
<section aria-labelledby="now"><h2 id="now">Now</h2><iframe src="/figures" title="Figures, renewed every two seconds"></iframe></section>
${faultSection(demo)}</main></body>`,
  )

const paceSection = ({ pace }: Demo): Html => html`<section aria-labelledby="pace"><h2 id="pace">Pace</h2>
<p>New conversations a minute: <strong>${pace.perMinute}</strong></p>
<div class="row">${presets.map(([label, perMinute]) => pressed('/pace', 'perMinute', perMinute, perMinute === 0 ? label : `${label} (${perMinute})`, perMinute === pace.perMinute))}</div>
<div class="row"><form method="post" action="/pace"><label for="slider">Or choose</label><input id="slider" type="range" name="perMinute" min="0" max="${MOST_PER_MINUTE}" value="${pace.perMinute}"><button>Set</button></form></div></section>`

const colleaguesSection = ({
  colleagues,
}: Demo): Html => html`<section aria-labelledby="colleagues"><h2 id="colleagues">Colleagues</h2>
<p>A few simulated advisors take customers who have waited a while, and answer slowly. They leave your conversations alone.</p>
<div class="row">${pressed('/colleagues', 'on', '1', 'On', colleagues.on)}${pressed('/colleagues', 'on', '0', 'Off', !colleagues.on)}</div></section>`

const faultSection = ({ faults }: Demo): Html => html`<section aria-labelledby="faults"><h2 id="faults">Faults</h2>
<p>What goes wrong on the way between the customers and Switchboard.</p>
${faultNames.map((name) => {
  const on = faults.on.has(name)
  const [label, what] = faultWords[name]
  return html`<div class="fault"><div><strong>${label}</strong><p>${what}</p></div>${pressed(`/faults/${name}`, 'on', on ? '0' : '1', on ? `${label}: on` : `${label}: off`, on)}</div>`
})}
<div class="fault"><div><strong>Offline</strong><p>Nothing gets through for ${OFFLINE_SECONDS} s, and open lines break. ${faults.isOffline ? html`<span class="bad">Offline now</span>` : ''}</p></div><form method="post" action="/faults/offline"><button>Cut the line</button></form></div></section>`

/** The figures alone, in a frame that renews itself without any script. */
export const figuresPage = (demo: Demo): string =>
  document(
    'Figures',
    html`<meta http-equiv="refresh" content="2">`,
    html`<body class="bare"><dl>${figuresOf(demo).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></body>`,
  )

function figuresOf({ world }: Demo): readonly (readonly [string, string | number])[] {
  const { here, began, messages, requests, failed, ended, ratings } = world.figures
  const average = ratings.length === 0 ? '–' : (ratings.reduce((sum, one) => sum + one, 0) / ratings.length).toFixed(1)
  return [
    ['Customers here', here],
    ['Waiting for a person', world.waiting.list().length],
    ['Conversations begun', began],
    ['Messages sent', messages],
    ['Helped by the bot', ended['helped-by-bot']],
    ['Solved by a person', ended.solved],
    ['Left unanswered', ended['gave-up']],
    ['Left an address', ended['left-address']],
    [`Rating of ${ratings.length}`, average],
    ['Requests', requests],
    ['Errors answered', failed],
  ]
}
