import '../../shared/tokens.css'
import './portal.css'
import { follow } from '../../shared/follow.ts'
import { sentence } from '../../shared/sentence.ts'
import { onPerson } from './on-person.ts'

// The pages are complete without this: it shows the chat's button, counts what is left, sends once, and brings answers without a reload.
for (const button of document.querySelectorAll<HTMLElement>('[data-switchboard-open]')) button.hidden = false
for (const part of document.querySelectorAll<HTMLElement>('[data-without-script]')) part.hidden = true
document.getElementById('faults')?.focus()
for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-most]')) countDown(area)
for (const form of document.querySelectorAll<HTMLFormElement>('form[method="post"]')) sendOnce(form)
const told = document.getElementById('told')
if (told?.dataset.live !== undefined) bringAnswers(told.dataset.live, tellRead())

const clicked = document.querySelector<HTMLFormElement>('form[data-at-once]')
if (clicked !== null) onPerson((event) => sendClicked(clicked, event))

/** What was clicked in a mail is sent as soon as somebody is here, unless they are about to choose another. */
function sendClicked(form: HTMLFormElement, { target }: Event): void {
  if (target instanceof Element && target.closest('[data-others], a, button') !== null) return
  form.requestSubmit(form.querySelector('button'))
}

/** Only near the limit: a counter from the first sign on is noise. */
function countDown(area: HTMLTextAreaElement): void {
  const most = Number(area.dataset.most)
  const left = document.createElement('p')
  left.className = 'hint'
  left.setAttribute('role', 'status')
  area.after(left)
  area.addEventListener('input', () => {
    const count = most - [...area.value].length
    left.textContent =
      count > most / 10
        ? ''
        : sentence(area.dataset.words ?? '', document.documentElement.lang, { count: Math.max(0, count) })
  })
}

function sendOnce(form: HTMLFormElement): void {
  let isSent = false
  form.addEventListener('submit', (event) => {
    if (isSent) event.preventDefault()
    isSent = true
  })
  addEventListener('pageshow', () => {
    isSent = false
  })
}

/** Something was said: the page is fetched again and its messages are put in place of the old ones. */
function bringAnswers(live: string, tell: () => void): void {
  const refresh = async (): Promise<void> => {
    const response = await fetch(location.href, { cache: 'no-store' })
    if (!response.ok) return
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('told')
    const shown = document.getElementById('told')
    if (fresh !== null && shown !== null && fresh.textContent !== shown.textContent)
      shown.replaceChildren(...fresh.childNodes)
    tell()
  }
  follow({
    url: () => '/api/v1/chat/stream',
    after: live,
    token: location.pathname.split('/').at(-1) ?? '',
    onEvent: (event) => {
      if (event === 'message') void refresh()
    },
    onGone: () => location.reload(),
  })
}

/** What a person has seen need not be sent to them: told once somebody is there, which a program that looks at links is not. */
function tellRead(): () => void {
  let [isHere, upTo] = [false, 0]
  const tell = (): void => {
    const seq = Number(document.querySelector<HTMLElement>('.talk')?.dataset.seq)
    if (!isHere || document.hidden || !(seq > upTo)) return
    upTo = seq
    const headers = {
      authorization: `Bearer ${location.pathname.split('/').at(-1)}`,
      'content-type': 'application/json',
    }
    void fetch('/api/v1/chat/read', { method: 'PUT', headers, body: JSON.stringify({ seq }) }).catch(() => undefined)
  }
  onPerson(() => {
    isHere = true
    tell()
  })
  return tell
}
