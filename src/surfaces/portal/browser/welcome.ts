import type { AnalyticsApi } from '#analytics/contract'
import '../../shared/tokens.css'
import './welcome.css'
import { send } from '../../shared/client.ts'

type Figures = AnalyticsApi['GET /api/v1/reports/live']['answer']
interface Agent {
  id: string
  name: string
  role: string
  brands: readonly string[]
}

const FIGURES_MS = 3_000
const percent = new Intl.NumberFormat('en', { style: 'percent' })
const make = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  text = '',
  more: Partial<HTMLElementTagNameMap[K]> = {},
): HTMLElementTagNameMap[K] => Object.assign(document.createElement(tag), { textContent: text }, more)

if (document.querySelector('[data-wait-for-brands]')) setTimeout(() => location.reload(), 2_500)
if (document.getElementById('agents')) void showAgents().catch(() => {})
if (document.getElementById('figures')) void keepFigures()
const pace = document.getElementById('pace')
if (pace?.dataset.world !== undefined) void openPace(pace, `${pace.dataset.world}/pace`).catch(() => {})

const roles: Readonly<Record<string, string>> = {
  admin: 'Administrator',
  lead: 'Team lead',
  advisor: 'Advisor',
  'partner-advisor': 'Advisor of a partner',
}

/** One card a role first, the others behind "more": one chooses what to see, not whom. */
async function showAgents(): Promise<void> {
  const { items } = (await send('GET /api/v1/demo/agents')) as { items: readonly Agent[] }
  const place = document.getElementById('agents')
  if (place === null || items.length === 0) return
  const firsts = items.filter((agent, at) => items.findIndex(({ role }) => role === agent.role) === at)
  const advisorsFirst = [...firsts].sort((a, b) => Number(b.role === 'advisor') - Number(a.role === 'advisor'))
  const others = items.filter((agent) => !firsts.includes(agent))
  place.replaceChildren(cards(advisorsFirst))
  if (others.length === 0) return
  const more = make('details')
  more.append(make('summary', `${others.length} more`), cards(others))
  place.append(more)
}

function cards(agents: readonly Agent[]): HTMLElement {
  const list = make('ul', '', { className: 'agents' })
  for (const agent of agents) {
    const button = make('button', '', { type: 'button', onclick: () => void signIn(agent.id) })
    const words = make('span')
    words.append(
      make('b', agent.name),
      make('span', `${roles[agent.role] ?? agent.role} · ${agent.brands.join(', ')}`, { className: 't' }),
    )
    button.append(make('i', agent.name.charAt(0), { ariaHidden: 'true' }), words)
    const item = make('li')
    item.append(button)
    list.append(item)
  }
  return list
}

async function signIn(agent: string): Promise<void> {
  try {
    await send('POST /api/v1/demo/sign-in', { body: { agent } })
    location.assign('/console/')
  } catch {
    const fault = document.getElementById('agents-fault')
    if (fault !== null)
      fault.textContent = 'Signing in did not work. Open the page as http://127.0.0.1 on this machine and try again.'
  }
}

async function keepFigures(): Promise<void> {
  for (;;) {
    if (document.visibilityState === 'visible')
      await send('GET /api/v1/reports/live').then(
        (told) => show(told as Figures),
        () => {},
      )
    await new Promise((go) => setTimeout(go, FIGURES_MS))
  }
}

function show(told: Figures): void {
  const figures = new Map<string, number | null>(Object.entries(told))
  for (const place of document.querySelectorAll<HTMLElement>('[data-figure]')) {
    const value = figures.get(place.dataset.figure ?? '') ?? null
    const isShare = !['conversationsToday', 'waiting'].includes(place.dataset.figure ?? '')
    const text = value === null ? '–' : isShare ? percent.format(value) : String(value)
    if (place.textContent !== text) place.textContent = text
  }
}

/** The world says at what pace its customers come, and takes another. Where it does not run, nothing is shown. */
async function openPace(place: HTMLElement, url: string): Promise<void> {
  const { perMinute } = (await (await fetch(url)).json()) as { perMinute: number }
  place.hidden = false
  for (const choice of place.querySelectorAll<HTMLInputElement>('input')) {
    choice.checked = Number(choice.value) === perMinute
    choice.onchange = () =>
      void fetch(url, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ perMinute: Number(choice.value) }),
      })
  }
}
