/**
 * What the browser wakes when something is told to its advisor and no page is in front of them. It keeps nothing, fetches nothing and
 * reads only what came, encrypted for this browser.
 */
interface Told {
  id: string
  title: string
  text: string
  lang: string
  dir: 'ltr' | 'rtl'
  href: string
}
interface Page {
  visibilityState: string
  url: string
  focus(): Promise<Page>
  navigate(url: string): Promise<Page | null>
}
interface Waiting {
  waitUntil(work: Promise<unknown>): void
}
interface Pushed extends Waiting {
  data: { json(): Told } | null
}
interface Pressed extends Waiting {
  notification: { data: { href: string }; close(): void }
}
interface Scope {
  addEventListener(name: 'push', heard: (event: Pushed) => void): void
  addEventListener(name: 'notificationclick', heard: (event: Pressed) => void): void
  clients: { matchAll(which: object): Promise<Page[]>; openWindow(url: string): Promise<unknown> }
  registration: { showNotification(title: string, how: object): Promise<void> }
}
const scope = globalThis as unknown as Scope

/** Pages of the console: the sites of the brands may be at the same origin. */
async function pages(): Promise<Page[]> {
  const all = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true })
  return all.filter(({ url }) => new URL(url).pathname.startsWith('/console/'))
}

async function show({ id, title, text, lang, dir, href }: Told): Promise<void> {
  // Who looks at the console is told there.
  if ((await pages()).some(({ visibilityState }) => visibilityState === 'visible')) return
  await scope.registration.showNotification(title, {
    body: text,
    tag: id,
    lang,
    dir,
    icon: '/console/icon.svg',
    data: { href },
  })
}

async function open(href: string): Promise<unknown> {
  const [page] = await pages()
  if (page === undefined) return scope.clients.openWindow(href)
  const shown = await page.focus()
  return shown.navigate(href)
}

scope.addEventListener('push', (event) => {
  const told = event.data?.json()
  if (told !== undefined) event.waitUntil(show(told))
})
scope.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data.href))
})
