import type { State } from './state.ts'
import type { Store } from './store.ts'

/** Looks once for a survey that was sent while nobody was here; a new one comes by the stream. */
export function watchForSurvey(store: Store<State>, ask: () => Promise<{ survey: State['survey'] }>): void {
  let looked: string | null = null
  store.subscribe(() => {
    const { chat, survey } = store.get()
    const key = chat === null || chat.status === 'open' ? null : `${chat.id} ${chat.status}`
    if (key === looked) return
    looked = key
    if (key === null || survey !== null) return
    ask().then(
      ({ survey: found }) =>
        store.set((state) => (found === null ? state : { ...state, survey: state.survey ?? found })),
      () => {},
    )
  })
}
