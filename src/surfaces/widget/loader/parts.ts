import { sheet } from './sheet.ts'

export interface Parts {
  host: HTMLElement
  button: HTMLButtonElement
  badge: HTMLSpanElement
  frame: HTMLIFrameElement
}

/** Launcher and frame in a shadow root: the page's styles stay out. Nothing is seen before the frame has said how it looks. */
export function makeParts(lang: string, theme = ''): Parts {
  const host = document.createElement('switchboard-chat')
  const root = host.attachShadow({ mode: 'open' })
  const button = document.createElement('button')
  const badge = document.createElement('span')
  const frame = document.createElement('iframe')
  // Pages may forbid styles in elements and attributes; a constructed sheet is neither.
  const styles = new CSSStyleSheet()
  styles.replaceSync(sheet)
  root.adoptedStyleSheets = [styles]
  host.lang = lang
  host.dataset.theme = theme
  button.type = 'button'
  button.hidden = true
  button.ariaExpanded = 'false'
  button.append(mark(), badge)
  // Voice notes: where this page itself may use the microphone, its chat may ask for it.
  frame.allow = 'microphone'
  frame.tabIndex = -1
  frame.ariaHidden = 'true'
  root.append(button, frame)
  return { host, button, badge, frame }
}

function mark(): SVGElement {
  const make = (name: string) => document.createElementNS('http://www.w3.org/2000/svg', name)
  const svg = make('svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  for (const d of ['M4 5.5h16v11h-8.5L7 20v-3.5H4z', 'M6 6l12 12M18 6L6 18']) {
    const path = make('path')
    path.setAttribute('d', d)
    svg.append(path)
  }
  return svg
}
