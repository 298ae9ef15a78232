import '../../shared/tokens.css'
import './portal.css'
import { follow } from '../../shared/follow.ts'
import { sentence } from '../../shared/sentence.ts'

// The pages are complete without this: it shows the chat's button, counts what is left, sends once, and brings answers without a reload.
for (const button of document.querySelectorAll<HTMLElement>('[data-switchboard-open]')) button.hidden = false
for (const part of document.querySelectorAll<HTMLElement>('[data-without-script]')) part.hidden = true
document.getElementById('faults')?.focus()
for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-most]')) countDown(area)
for (const form of document.querySelectorAll<HTMLFormElement>('form[method="post"]')) sendOnce(form)
const told = document.getElementById('told')
if (told?.dataset.live !== undefined) bringAnswers(told.dataset.live)

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
function bringAnswers(live: string): void {
  const refresh = async (): Promise<void> => {
    const response = await fetch(location.href, { cache: 'no-store' })
    if (!response.ok) return
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('told')
    const shown = document.getElementById('told')
    if (fresh !== null && shown !== null && fresh.textContent !== shown.textContent)
      shown.replaceChildren(...fresh.childNodes)
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
