import type { FromFrame, Launcher, ToFrame } from '../../shared/widget.ts'
import { sheet } from './sheet.ts'

/*
 * One script tag puts the launcher on a page: <script src="https://…/widget.js" data-brand="…" async></script>.
 * Optional: data-lang (else the page's language), data-theme="light|dark" (else the visitor's device).
 * An element with data-switchboard-open opens the chat. The page keeps nothing of us: no cookie, no storage, no style, no shift.
 */
const tag = document.currentScript
if (tag instanceof HTMLScriptElement && tag.dataset.brand && !document.querySelector('switchboard-chat'))
  start(tag, tag.dataset.brand)

function start(script: HTMLScriptElement, brand: string): void {
  const origin = new URL(script.src).origin
  const lang = script.dataset.lang ?? document.documentElement.lang
  const query = new URLSearchParams({
    ...(lang && { lang }),
    ...(script.dataset.theme && { theme: script.dataset.theme }),
  })
  const hash = new URLSearchParams({ host: location.origin, page: location.pathname })
  const base = `${origin}/widget/${encodeURIComponent(brand)}`

  const host = document.createElement('switchboard-chat')
  const root = host.attachShadow({ mode: 'open' })
  const button = document.createElement('button')
  const badge = document.createElement('span')
  const frame = document.createElement('iframe')
  let words: Launcher | undefined
  let isOpen = false
  let isWanted = false
  let isFull = false

  // Strangers' pages may forbid styles in elements and attributes; a constructed sheet is neither.
  const styles = new CSSStyleSheet()
  styles.replaceSync(sheet)
  root.adoptedStyleSheets = [styles]
  host.lang = lang
  button.type = 'button'
  button.hidden = true
  button.append(mark(), badge)
  frame.allow = 'clipboard-write'
  frame.src = `${base}/launcher?${query}#${hash}`
  frame.tabIndex = -1
  frame.ariaHidden = 'true'
  root.append(button, frame)

  const say = (kind: ToFrame['kind']): void =>
    frame.contentWindow?.postMessage({ switchboard: 1, kind } satisfies ToFrame, origin)
  const loadFull = (): void => {
    if (isFull) return
    isFull = true
    frame.src = `${base}?${query}#${hash}`
  }
  const show = (open: boolean): void => {
    if (open) loadFull()
    isOpen = isWanted = open
    host.toggleAttribute('open', open)
    frame.tabIndex = open ? 0 : -1
    frame.ariaHidden = open ? null : 'true'
    button.ariaExpanded = String(open)
    label()
    say(open ? 'open' : 'closed')
    if (open) frame.focus()
    else button.focus()
  }
  const label = (unread = ''): void => {
    if (words === undefined) return
    button.ariaLabel = isOpen ? words.close : unread ? `${words.open}, ${unread}` : words.open
  }
  const dress = (launcher: Launcher): void => {
    words = launcher
    frame.title = launcher.title
    host.dir = launcher.dir
    for (const theme of ['light', 'dark'] as const) {
      host.style.setProperty(`--${theme}`, launcher[theme].ground)
      host.style.setProperty(`--${theme}-ink`, launcher[theme].ink)
    }
    host.style.setProperty('--radius', launcher.radius)
    host.dataset.theme = script.dataset.theme ?? ''
    button.ariaExpanded = String(isOpen)
    label()
    button.hidden = false
  }
  const hear: Record<FromFrame['kind'], (said: FromFrame) => void> = {
    launcher: (said) => {
      if (said.kind !== 'launcher') return
      dress(said.launcher)
      if (said.known || isWanted) loadFull()
    },
    ready: () => say(isOpen ? 'open' : 'closed'),
    close: () => show(false),
    unread: (said) => {
      if (said.kind !== 'unread') return
      const count = isOpen ? 0 : said.count
      badge.textContent = count > 0 ? String(Math.min(count, 99)) : ''
      label(count > 0 ? said.label : '')
    },
  }

  addEventListener('message', ({ origin: from, source, data }: MessageEvent) => {
    if (from === origin && source === frame.contentWindow && isOurs(data)) hear[data.kind](data)
  })
  button.onclick = () => show(!isOpen)
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || !event.target.closest('[data-switchboard-open]')) return
    event.preventDefault()
    show(true)
  })
  const place = (): void => document.body.append(host)
  if (document.body) place()
  else addEventListener('DOMContentLoaded', place)
}

/** Only what a frame of ours says, in the shape it says it. */
function isOurs(data: unknown): data is FromFrame {
  if (
    typeof data !== 'object' ||
    data === null ||
    !('switchboard' in data) ||
    data.switchboard !== 1 ||
    !('kind' in data)
  )
    return false
  if (data.kind === 'launcher') return 'launcher' in data && typeof data.launcher === 'object' && data.launcher !== null
  if (data.kind === 'unread')
    return 'count' in data && Number.isInteger(data.count) && 'label' in data && typeof data.label === 'string'
  return data.kind === 'ready' || data.kind === 'close'
}

function mark(): SVGElement {
  const make = (name: string) => document.createElementNS('http://www.w3.org/2000/svg', name)
  const svg = make('svg')
  for (const [name, value] of [
    ['viewBox', '0 0 24 24'],
    ['aria-hidden', 'true'],
  ] as const)
    svg.setAttribute(name, value)
  for (const d of ['M4 5.5h16v11h-8.5L7 20v-3.5H4z', 'M6 6l12 12M18 6L6 18']) {
    const path = make('path')
    path.setAttribute('d', d)
    svg.append(path)
  }
  return svg
}
