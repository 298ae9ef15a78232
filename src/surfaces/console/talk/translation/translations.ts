import { call } from '../../state/api.ts'
import { createStore, useStore } from '../../state/store.ts'

export interface Shown {
  state: 'asking' | 'shown' | 'failed'
  /** The translation, or why there is none. */
  text: string
  to: string
}
interface Held {
  /** By message; for this page alone: the server keeps none, neither does the browser. */
  shown: ReadonlyMap<string, Shown>
  /** The conversation that is open, if its messages can be translated. */
  here: string | null
}

const held = createStore<Held>({ shown: new Map(), here: null })

export const useShown = (message: string): Shown | undefined => useStore(held, ({ shown }) => shown.get(message))
export const useCanTranslate = (): boolean => useStore(held, ({ here }) => here !== null)
export const readHere = (conversation: string | null): void => held.set((now) => ({ ...now, here: conversation }))

function put(message: string, one: Shown | null): void {
  held.set(({ shown, here }) => {
    const next = new Map(shown)
    if (one === null) next.delete(message)
    else next.set(message, one)
    return { shown: next, here }
  })
}

/** Asks for it, or puts it away again. `why`: how a failure is said. */
export async function translate(message: string, to: string, why: (error: unknown) => string): Promise<void> {
  const { here, shown } = held.get()
  if (here === null) return
  if (shown.has(message) && shown.get(message)?.state !== 'failed') return put(message, null)
  put(message, { state: 'asking', text: '', to })
  const input = { params: { id: here, message }, query: { to } }
  const said = await call('GET /api/v1/conversations/:id/messages/:message/translation', input).then(
    ({ text }): Shown => ({ state: 'shown', text, to }),
    (error: unknown): Shown => ({ state: 'failed', text: why(error), to }),
  )
  // Put away meanwhile, it stays away.
  if (held.get().shown.get(message)?.state === 'asking') put(message, said)
}
