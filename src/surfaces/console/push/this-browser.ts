import { uuid7 } from '../../shared/uuid7.ts'
import { call } from '../state/api.ts'
import { pushHref, workerUrl } from '../worker-urls.ts'

const MINE = 'switchboard.push'

/** Which of the advisor's devices this browser is; null: none. */
export const thisDevice = (): string | null => localStorage.getItem(MINE)

export const canPush = (): boolean =>
  'serviceWorker' in navigator && typeof PushManager === 'function' && typeof Notification === 'function'

/** The person said no to notifications of this page. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed'
}

/** Asks the person, subscribes this browser, and says so to the server. Throws `NotAllowed`, or what went wrong. */
export async function bePushed(publicKey: string, lang: string): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') throw new NotAllowed()
  const registration = await navigator.serviceWorker.register(workerUrl(pushHref), { scope: '/console/' })
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  })
  const { endpoint, keys } = subscription.toJSON()
  const id = thisDevice() ?? uuid7()
  await call('PUT /api/v1/notices/devices/:id', {
    params: { id },
    body: {
      endpoint: endpoint ?? '',
      keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' },
      lang,
      name: nameOf(navigator.userAgent),
    },
  })
  localStorage.setItem(MINE, id)
}

/** Is told in this browser no longer, or in another one of the same person. */
export async function beQuiet(id: string): Promise<void> {
  await call('DELETE /api/v1/notices/devices/:id', { params: { id } })
  if (id !== thisDevice()) return
  localStorage.removeItem(MINE)
  const registration = await navigator.serviceWorker.getRegistration('/console/')
  await (await registration?.pushManager.getSubscription())?.unsubscribe()
}

const first = (text: string, names: readonly (readonly [RegExp, string])[]): string | undefined =>
  names.find(([is]) => is.test(text))?.[1]

/** "Firefox, Linux": what its owner knows it by. */
export function nameOf(agent: string): string {
  const browser = first(agent, [
    [/Edg\//, 'Edge'],
    [/OPR\//, 'Opera'],
    [/Firefox\//, 'Firefox'],
    [/Chrom(?:e|ium)\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ])
  const system = first(agent, [
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Mac OS/, 'macOS'],
    [/Windows/, 'Windows'],
    [/Linux/, 'Linux'],
  ])
  return [browser ?? 'Browser', system].filter(Boolean).join(', ')
}
