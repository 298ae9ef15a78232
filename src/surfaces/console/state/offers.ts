import { ApiError } from '../../shared/client.ts'
import { call, type Out } from './api.ts'
import { showBar } from './bars.ts'
import { failed } from './deeds.ts'
import { countSoon, takeRow } from './inbox.ts'
import { prefs } from './prefs.ts'
import { chime } from './sound.ts'
import { createStore } from './store.ts'

export type Offer = Out<'GET /api/v1/offers'>['items'][number]

/** What one is offered now, oldest first. */
export const offers = createStore<readonly Offer[]>([])

/** What came while nobody followed is read anew; what is over by now is gone. */
export async function loadOffers(): Promise<void> {
  const page = await call('GET /api/v1/offers', {}).catch(() => null)
  if (page !== null) offers.set(() => page.items)
}

const without = (id: string) => (now: readonly Offer[]) => now.filter((offer) => offer.id !== id)
export const dropOffer = (id: string): void => offers.set(without(id))

/** A new one is heard, and told by the browser where its window is behind others. */
export function offerTold(told: Offer | { removed: string }): void {
  if ('removed' in told) {
    dropOffer(told.removed)
    return
  }
  if (offers.get().some((offer) => offer.id === told.id && offer.rev >= told.rev)) return
  offers.set((now) => [...without(told.id)(now), told])
  chime()
}

/** Behind other windows the browser tells it, where the advisor allowed that. */
export function alertOf(title: string, body: string): void {
  if (!prefs.get().alerts || !document.hidden || Notification.permission !== 'granted') return
  const alert = new Notification(title, { body, tag: 'offer' })
  alert.onclick = () => {
    window.focus()
    alert.close()
  }
}

/** Answers whether it is one's own now. What was over already is said, and the card goes. */
export async function accept(id: string): Promise<boolean> {
  try {
    takeRow(await call('PUT /api/v1/conversations/:id/offer', { params: { id } }))
    countSoon()
    return true
  } catch (error) {
    failed(error)
    if (!(error instanceof ApiError) || error.again) void loadOffers()
    return false
  } finally {
    dropOffer(id)
  }
}

export async function decline(id: string): Promise<void> {
  dropOffer(id)
  await call('DELETE /api/v1/conversations/:id/offer', { params: { id } }).then(
    () => showBar({ text: 'offer.declined' }),
    (error: unknown) => {
      failed(error)
      void loadOffers()
    },
  )
}
