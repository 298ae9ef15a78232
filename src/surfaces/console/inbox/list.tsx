import { type RefObject, useCallback, useMemo, useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { useCommands } from '../keys/use-commands.ts'
import { happen, loadList, useDesk } from '../state/inbox.ts'
import { usePref } from '../state/prefs.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Glyph } from '../ui/glyph.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Menu } from '../ui/menu.tsx'
import { Empty, ErrorBox, Skeleton } from '../ui/states.tsx'
import { type ListHandle, VirtualList } from '../ui/virtual-list.tsx'
import { BulkBar } from './bulk.tsx'
import css from './list.module.css'
import { Row } from './row.tsx'

interface Props {
  listKey: string
  title: string
  active: string | null
  onActive: (id: string) => void
  onOpen: (id: string) => void
  order: 'waiting' | 'newest'
  onOrder: (order: 'waiting' | 'newest') => void
  onNext: () => void
  onMenu: () => void
  handle: RefObject<ListHandle | null>
}

/** Narrows what is loaded by name or words: instant, without asking anybody. */
function useFiltered(ids: readonly string[], text: string): readonly string[] {
  const wanted = text.trim().toLocaleLowerCase()
  // Rows change all the time: only who looks into them is drawn anew for it.
  const rows = useDesk((desk) => (wanted === '' ? null : desk.rows))
  return useMemo(() => {
    if (rows === null) return ids
    return ids.filter((id) => {
      const row = rows.get(id)
      return (
        row !== undefined && `${row.contact.name} ${row.reference} ${row.lastText}`.toLocaleLowerCase().includes(wanted)
      )
    })
  }, [ids, rows, wanted])
}

function useSelection(ids: readonly string[], active: string | null) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [anchor, setAnchor] = useState<string | null>(null)
  const toggle = () => {
    if (active === null) return
    setAnchor(active)
    setSelected((now) =>
      now.has(active) ? new Set([...now].filter((id) => id !== active)) : new Set([...now, active]),
    )
  }
  const range = () => {
    const [from, until] = [ids.indexOf(anchor ?? ''), ids.indexOf(active ?? '')].sort((one, other) => one - other)
    if (from === undefined || until === undefined || from < 0) return toggle()
    setSelected((now) => new Set([...now, ...ids.slice(from, until + 1)]))
  }
  return { selected, toggle, range, clear: () => setSelected(new Set()) }
}

const neighbour = (ids: readonly string[], active: string | null, by: number): string | undefined =>
  ids[Math.max(0, Math.min(ids.length - 1, (active === null ? -1 : ids.indexOf(active)) + by))]

export function List(props: Props) {
  const { listKey, title, active, onActive, onOpen, order, onOrder, onNext, onMenu, handle } = props
  const { t } = useWords()
  const held = useDesk((desk) => desk.lists.get(listKey)?.ids)
  const status = useDesk((desk) => desk.lists.get(listKey)?.status)
  const isMore = useDesk((desk) => (desk.lists.get(listKey)?.next ?? null) !== null)
  const isFresh = useDesk((desk) => (desk.lists.get(listKey)?.fresh.length ?? 0) > 0)
  const density = usePref('density')
  const [filter, setFilter] = useState<string | null>(null)
  const ids = useFiltered(held ?? none, filter ?? '')
  const { selected, toggle, range, clear } = useSelection(ids, active)
  const step = (by: number) => () => {
    const next = neighbour(ids, active, by)
    if (next !== undefined) onActive(next)
  }
  const showFresh = useCallback(() => happen({ type: 'fresh-shown', list: listKey }), [listKey])
  useCommands({
    'row.next': step(1),
    'row.previous': step(-1),
    'row.open': active === null ? null : () => onOpen(active),
    'row.select': active === null ? null : toggle,
    'row.selectRange': active === null ? null : range,
    'list.showNew': isFresh ? showFresh : null,
    'list.filter': () => setFilter((now) => now ?? ''),
  })
  const onEnd = useCallback(() => {
    if (status === 'ready' && isMore) void loadList(listKey, true)
  }, [status, isMore, listKey])
  return (
    <section className={css.list} aria-label={t('inbox.list')}>
      <header className={css.head}>
        <span className={css.menu}>
          <IconButton label={t('inbox.views')} onPress={onMenu}>
            <Glyph name="menu" />
          </IconButton>
        </span>
        <h1 className={css.title}>{title}</h1>
        <Order order={order} onOrder={onOrder} />
      </header>
      {filter === null ? null : <Filter text={filter} onChange={setFilter} onClose={() => setFilter(null)} />}
      {selected.size > 0 ? <BulkBar ids={[...selected]} onDone={clear} /> : null}
      <Fresh listKey={listKey} onShow={showFresh} />
      {status === 'failed' && ids.length === 0 ? (
        <div className={css.pad}>
          <ErrorBox actions={<Button onPress={() => void loadList(listKey)}>{t('again')}</Button>}>
            {t('list.failed')}
          </ErrorBox>
        </div>
      ) : ids.length > 0 ? (
        <VirtualList
          label={title}
          ids={ids}
          rowHeight={density === 'compact' ? 48 : 64}
          active={active}
          selected={selected}
          onActive={onActive}
          onOpen={onOpen}
          onEnd={onEnd}
          handle={handle}
        >
          {(id) => <Row id={id} list={listKey} chosen={selected.has(id)} />}
        </VirtualList>
      ) : status === 'ready' ? (
        <Empty title={t('list.empty')}>
          <p>{t('list.empty.more')}</p>
          <Button keys=" " onPress={onNext}>
            {t('work.next')}
          </Button>
        </Empty>
      ) : (
        <Skeleton lines={10} label={t('loading')} />
      )}
    </section>
  )
}
const none: readonly string[] = []

/** How many wait; it counts on by itself, and what stands below is not drawn anew for it. */
function Fresh({ listKey, onShow }: { listKey: string; onShow: () => void }) {
  const { t } = useWords()
  const fresh = useDesk((desk) => desk.lists.get(listKey)?.fresh.length ?? 0)
  return (
    <>
      {fresh > 0 ? (
        <button type="button" className={css.fresh} onClick={onShow}>
          {t('list.fresh', { n: fresh })} <Kbd keys="." />
        </button>
      ) : null}
      <span className="sr-only" aria-live="polite">
        {fresh > 0 ? t('list.fresh', { n: fresh }) : ''}
      </span>
    </>
  )
}

function Order({ order, onOrder }: Pick<Props, 'order' | 'onOrder'>) {
  const { t } = useWords()
  const choices = (['waiting', 'newest'] as const).map((id) => ({ id, label: t(`order.${id}`), chosen: id === order }))
  return (
    <Menu label={t('order')} choices={choices} onChoose={(id) => onOrder(id === 'newest' ? 'newest' : 'waiting')}>
      <Button look="quiet">
        {t(`order.${order}`)} <Glyph name="down" size={12} />
      </Button>
    </Menu>
  )
}

function Filter({ text, onChange, onClose }: { text: string; onChange: (text: string) => void; onClose: () => void }) {
  const { t } = useWords()
  return (
    <div className={css.filter}>
      <Glyph name="search" size={14} />
      <input
        // biome-ignore lint/a11y/noAutofocus: it appears because its key was pressed
        autoFocus
        aria-label={t('list.filter')}
        placeholder={t('list.filter')}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
      />
      <IconButton label={t('close')} onPress={onClose}>
        <Glyph name="close" size={14} />
      </IconButton>
    </div>
  )
}
