import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { useCommands } from '../keys/use-commands.ts'
import { to } from '../paths.ts'
import { Fetched } from '../shell/guard.tsx'
import { Nav } from '../shell/nav.tsx'
import { Divider } from '../shell/panes.tsx'
import { showBar } from '../state/bars.ts'
import { wantCase } from '../state/cases.ts'
import { takeNext } from '../state/deeds.ts'
import { useQueues } from '../state/directory.ts'
import { loadList, useDesk, useRow } from '../state/inbox.ts'
import { firstPart } from '../state/part.ts'
import { prefs, setPref, usePref } from '../state/prefs.ts'
import { watch } from '../state/stream.ts'
import { Kbd } from '../ui/kbd.tsx'
import { Empty } from '../ui/states.tsx'
import { useMedia } from '../ui/use-media.ts'
import type { ListHandle } from '../ui/virtual-list.tsx'
import { List } from './list.tsx'
import css from './page.module.css'
import { listKey } from './views.ts'

const TalkPane = firstPart(() => import('../talk/talk.tsx').then((module) => module.TalkPane))
const ContextPane = firstPart(() => import('../context/context.tsx').then((module) => module.ContextPane))
const WATCHED = 60

const settled: ReadonlySet<string> = new Set(['solved', 'pending', 'snoozed', 'spam'])

/** Which list, from the address; loaded again each time it is entered. */
function useList(view: string) {
  const [params] = useSearchParams()
  const [chosen, setOrder] = useState<'waiting' | 'newest' | null>(null)
  const list = params.get('list')
  // What a number counted, and what is settled, waits for nobody.
  const order = chosen ?? (list !== null || settled.has(view) ? 'newest' : 'waiting')
  const key = listKey(list === null ? { view, order } : { list, order })
  useEffect(() => {
    void loadList(key)
  }, [key])
  const ids = useDesk((desk) => desk.lists.get(key)?.ids)
  const first = ids?.slice(0, WATCHED).join('|') ?? ''
  useEffect(() => void watch('list', first === '' ? [] : first.split('|')), [first])
  return { key, ids: ids ?? none, order, setOrder, title: list === null ? null : params.get('title') }
}
const none: readonly string[] = []

function useTitle(view: string, given: string | null): string {
  const { t, text } = useWords()
  const queues = useQueues()
  if (given !== null) return given
  if (!view.startsWith('queue:')) return t(`view.${view}`)
  return text(queues.find((queue) => `queue:${queue.id}` === view)?.name) || t('queue')
}

/** Beside the conversation where there is room, kept so; over it where there is not, and only when asked for. */
function useContextOpen(id: string | null) {
  const beside = usePref('contextOpen')
  const isNarrow = useMedia('(max-width: 1180px)')
  const [over, setOver] = useState<string | null>(null)
  const toggleContext = useCallback(
    () => (isNarrow ? setOver((now) => (now === id ? null : id)) : setPref('contextOpen', !prefs.get().contextOpen)),
    [isNarrow, id],
  )
  const contextOpen = isNarrow ? over === id : beside
  const showCase = () => {
    wantCase(id ?? '')
    if (!contextOpen) toggleContext()
  }
  return { contextOpen, toggleContext, showCase }
}

/** Where one can go from here. */
function useWays(view: string, id: string | null, ids: readonly string[], list: RefObject<ListHandle | null>) {
  const [, go] = useLocation()
  const search = window.location.search
  const open = useCallback((next: string) => go(to.conversation(view, next) + search), [go, view, search])
  const back = useCallback(() => {
    go(to.inbox(view) + search)
    requestAnimationFrame(() => list.current?.focus())
  }, [go, view, search, list])
  const next = useCallback(async () => {
    const taken = await takeNext()
    if (taken === null) return showBar({ text: 'work.none' })
    go(to.conversation('mine', taken.id))
  }, [go])
  const following = useCallback(() => {
    const at = id === null ? -1 : ids.indexOf(id)
    const after = ids.filter((each) => each !== id)[Math.max(0, at)]
    if (after === undefined) void next()
    else open(after)
  }, [id, ids, next, open])
  return { open, back, next, following }
}

export function InboxPage({ view, id }: { view: string; id: string | null }) {
  const { t } = useWords()
  const { key, ids, order, setOrder, title: given } = useList(view)
  const title = useTitle(view, given)
  const [active, setActive] = useState<string | null>(id)
  const [drawer, setDrawer] = useState(false)
  // The panes beside the list are drawn anew only for what they show, not for each row the keys pass.
  const closeDrawer = useCallback(() => setDrawer(false), [])
  const list = useRef<ListHandle>(null)
  const widths = usePref('widths')
  const { contextOpen, toggleContext, showCase } = useContextOpen(id)
  const row = useRow(id ?? '')
  useEffect(() => (id === null ? undefined : setActive(id)), [id])
  const { open, back, next, following } = useWays(view, id, ids, list)
  useCommands({
    'work.next': () => void next(),
    'screen.context': id === null ? null : toggleContext,
    'talk.case': id === null ? null : showCase,
    'pane.back': id === null ? null : back,
  })
  useEffect(() => {
    document.title = `${row === undefined ? '' : `${row.contact.name || row.reference} · `}${title} · Switchboard`
  }, [row, title])
  return (
    <main
      id="main"
      className={css.page}
      data-open={id === null ? undefined : 'talk'}
      data-context={contextOpen || undefined}
      data-drawer={drawer || undefined}
    >
      <div className={css.nav} style={{ ['--nav' as string]: `${widths.nav}px` }}>
        <Nav onGo={closeDrawer} />
      </div>
      {drawer ? (
        <button type="button" className={css.veil} aria-label={t('close')} onClick={() => setDrawer(false)} />
      ) : null}
      <Divider side="nav" label={t('divider.nav')} />
      <div className={css.list} style={{ ['--list' as string]: `${widths.list}px` }}>
        <List
          listKey={key}
          title={title}
          active={active}
          onActive={setActive}
          onOpen={open}
          order={order}
          onOrder={setOrder}
          onNext={() => void next()}
          onMenu={() => setDrawer(true)}
          handle={list}
        />
      </div>
      <Divider side="list" label={t('divider.list')} />
      <section className={css.talk} aria-label={t('talk')}>
        {id === null ? (
          <Empty glyph="chat" title={t('talk.none')}>
            <p>
              {t('talk.none.more')} <Kbd keys="j" /> <Kbd keys="k" /> <Kbd keys="Enter" /> <Kbd keys=" " />
            </p>
          </Empty>
        ) : (
          <Fetched lines={8}>
            <TalkPane id={id} onBack={back} onContext={toggleContext} onNext={following} onOpen={open} />
          </Fetched>
        )}
      </section>
      {row !== undefined && contextOpen ? (
        <>
          <Divider side="context" label={t('divider.context')} />
          <div className={css.context} style={{ ['--context' as string]: `${widths.context}px` }}>
            <Fetched lines={6}>
              <ContextPane row={row} onOpen={open} />
            </Fetched>
          </div>
        </>
      ) : null}
    </main>
  )
}
