import type { FromFrame, Launcher, ToFrame } from '../../shared/widget.ts'
import { isOurs } from './is-ours.ts'
import { makeParts, type Parts } from './parts.ts'

/*
 * One script tag puts the launcher on a page: <script src="https://…/widget.js" data-brand="…" async></script>.
 * Optional: data-lang (else the page's language), data-theme="light|dark" (else the visitor's device).
 * An element with data-switchboard-open opens the chat. The page keeps nothing of us: no cookie, no storage, no style, no shift.
 */
const tag = document.currentScript
if (tag instanceof HTMLScriptElement && tag.dataset.brand && !document.querySelector('switchboard-chat')) {
  start(tag, tag.dataset.brand)
}

/** A frame that has loaded speaks at once. */
const PATIENCE_MS = 2_500

interface Addresses {
  /** Of the frame's pages: the only one that is listened to. */
  origin: string
  launcher: string
  full: string
}

function start(script: HTMLScriptElement, brand: string): void {
  const { lang = document.documentElement.lang, theme } = script.dataset
  const parts = makeParts(lang, theme)
  const at = addresses(new URL(script.src).origin, brand, { ...(lang && { lang }), ...(theme && { theme }) })
  open(parts, at)
  if (document.body) document.body.append(parts.host)
  else addEventListener('DOMContentLoaded', () => document.body.append(parts.host))
}

function addresses(origin: string, brand: string, asked: Record<string, string>): Addresses {
  const hash = new URLSearchParams({ host: location.origin, page: location.pathname })
  const base = `${origin}/widget/${encodeURIComponent(brand)}`
  const end = `?${new URLSearchParams(asked)}#${hash}`
  return { origin, launcher: `${base}/launcher${end}`, full: base + end }
}

/** The launcher opens and closes the frame; the frame says when to, and how much is unread. */
function open({ host, button, badge, frame }: Parts, at: Addresses): void {
  let words: Launcher | undefined
  let isOpen = false
  /** Asked for before the frame has said how the launcher looks. */
  let isWanted = false
  let isFull = false
  let isThere = false
  /** Where its script never runs, a file of it was replaced meanwhile: the page is fetched anew, once, past every cache. */
  const load = (page: string, hasSpoken: () => boolean): void => {
    frame.src = page
    frame.onload = () => {
      frame.onload = null
      setTimeout(() => {
        if (!hasSpoken() && frame.src === page) frame.src = page.replace('#', '&again=1#')
      }, PATIENCE_MS)
    }
  }
  const say = (): void => {
    const said: ToFrame = { switchboard: 1, kind: isOpen ? 'open' : 'closed' }
    frame.contentWindow?.postMessage(said, at.origin)
  }
  const label = (unread = ''): void => {
    if (words !== undefined) button.ariaLabel = isOpen ? words.close : unread ? `${words.open}, ${unread}` : words.open
  }
  const loadFull = (): void => {
    if (isFull) return
    isFull = true
    load(at.full, () => isThere)
  }
  const show = (opens: boolean): void => {
    isWanted = opens
    if (words === undefined) return
    isOpen = opens
    host.toggleAttribute('open', opens)
    frame.tabIndex = opens ? 0 : -1
    frame.ariaHidden = opens ? null : 'true'
    button.ariaExpanded = String(opens)
    if (opens) loadFull()
    label()
    say()
    ;(opens ? frame : button).focus()
  }
  const hear = (said: FromFrame): void => {
    if (said.kind === 'close') show(false)
    if (said.kind === 'ready') {
      isThere = true
      say()
    }
    if (said.kind === 'unread') {
      const count = isOpen ? 0 : said.count
      badge.textContent = count > 0 ? String(Math.min(count, 99)) : ''
      label(count > 0 ? said.label : '')
    }
    if (said.kind === 'launcher') {
      words = said.launcher
      dress({ host, button, frame }, words)
      label()
      if (said.known) loadFull()
      if (isWanted) show(true)
    }
  }
  addEventListener('message', ({ origin, source, data }: MessageEvent) => {
    if (origin === at.origin && source === frame.contentWindow && isOurs(data)) hear(data)
  })
  load(at.launcher, () => words !== undefined)
  button.onclick = () => show(!isOpen)
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || !event.target.closest('[data-switchboard-open]')) return
    event.preventDefault()
    show(true)
  })
}

function dress({ host, button, frame }: Omit<Parts, 'badge'>, launcher: Launcher): void {
  frame.title = launcher.title
  host.dir = launcher.dir
  for (const theme of ['light', 'dark'] as const) {
    host.style.setProperty(`--${theme}`, launcher[theme].ground)
    host.style.setProperty(`--${theme}-ink`, launcher[theme].ink)
  }
  button.hidden = false
}
