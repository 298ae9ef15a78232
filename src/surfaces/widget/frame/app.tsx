/** @jsxImportSource preact */
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { HereContext, useHere, wordsOf } from './context.ts'
import type { Host } from './host.ts'
import { unreadOf } from './state.ts'
import { useStore } from './store.ts'
import type { Talk } from './talk.ts'
import { Ask } from './views/ask.tsx'
import { Conversation } from './views/conversation.tsx'
import { Header } from './views/header.tsx'
import { Home } from './views/home.tsx'

export function App({ talk, host }: { talk: Talk; host: Host }) {
  const state = useStore(talk.store)
  const here = useMemo(() => ({ talk, state, t: wordsOf(state.boot) }), [talk, state])
  return (
    <HereContext.Provider value={here}>
      <Frame host={host} />
    </HereContext.Provider>
  )
}

function Frame({ host }: { host: Host }) {
  const { talk, state, t } = useHere()
  const frame = useRef<HTMLDivElement>(null)
  useSeen(talk, host)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && !event.defaultPrevented && talk.close()
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [talk])
  const unread = unreadOf(state)
  useEffect(() => {
    host.say({ kind: 'unread', count: unread, label: t('launcher.unread', { count: unread }) })
  }, [host, unread, t])
  useEffect(() => {
    document.documentElement.lang = state.boot.lang
    document.documentElement.dir = state.boot.dir
    document.title = t('frame.title', { brand: state.boot.brand.name })
  }, [state.boot, t])
  // Each view begins where one would: at its field, or on a phone, whose keyboard would hide it all, at its heading.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view is another beginning
  useEffect(() => {
    if (!state.seen) return
    const place = frame.current?.querySelector<HTMLElement>(
      matchMedia('(pointer: coarse)').matches ? '[data-heading]' : '[data-begin]',
    )
    place?.focus({ preventScroll: true })
  }, [state.view, state.seen])
  return (
    <div class="frame" ref={frame}>
      <Header />
      {state.view === 'home' && <Home />}
      {state.view === 'ask' && <Ask />}
      {state.view === 'talk' && <Conversation />}
    </div>
  )
}

/** The visitor sees it while the page shows the frame and the tab is looked at. */
function useSeen(talk: Talk, host: Host): void {
  useEffect(() => {
    let open = false
    const tell = (): void => {
      const seen = open && document.visibilityState === 'visible'
      talk.store.set((state) =>
        state.seen === seen
          ? state
          : { ...state, seen, view: !seen || state.view !== 'home' || unreadOf(state) === 0 ? state.view : 'talk' },
      )
    }
    host.onOpen((shown) => {
      open = shown
      tell()
    })
    document.addEventListener('visibilitychange', tell)
    host.say({ kind: 'ready' })
  }, [talk, host])
}
