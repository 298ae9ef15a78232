import { useState } from 'react'
import { Button as Handle } from 'react-aria-components/Button'
import { GridList, GridListItem } from 'react-aria-components/GridList'
import { useLocation } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { channelKind } from '../inbox/marks.tsx'
import { to } from '../paths.ts'
import { type Board, type BoardItem, giveTo, putInto } from '../state/board.ts'
import { useQueues } from '../state/directory.ts'
import { useNow } from '../state/now.ts'
import { useMe } from '../state/session.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { channelGlyph, Glyph } from '../ui/glyph.tsx'
import { Menu } from '../ui/menu.tsx'
import { Picker } from '../ui/picker.tsx'
import { Tag } from '../ui/tag.tsx'
import css from './board.module.css'
import { useMoves } from './drag.ts'
import { Whisper } from './whisper.tsx'

interface Props {
  board: Board
  /** Whose, or which queue's: the list's name for screen readers. */
  label: string
  items: readonly BoardItem[]
  none: string
  onArrive: (item: BoardItem) => void
}

/** Pieces of work in one place: taken up and put elsewhere by pointer or by key. */
export function Items({ board, label, items, none, onArrive }: Props) {
  const hooks = useMoves(board.items, (id) => {
    const item = board.items.find((each) => each.id === id)
    if (item !== undefined) onArrive(item)
  })
  const [, go] = useLocation()
  return (
    <GridList
      aria-label={label}
      className={css.items ?? ''}
      dragAndDropHooks={hooks}
      renderEmptyState={() => <p className={css.none}>{none}</p>}
      onAction={(id) => go(to.conversation('all', String(id)))}
    >
      {items.map((item) => (
        <Item key={item.id} board={board} item={item} />
      ))}
    </GridList>
  )
}

function Item({ board, item }: { board: Board; item: BoardItem }) {
  const { t } = useWords()
  const name = item.card === null ? t('board.elsewhere') : item.card.contact || item.card.reference
  const kind = channelKind(item.channel)
  return (
    <GridListItem id={item.id} textValue={name} className={css.item ?? ''} data-hand={item.hand !== null || undefined}>
      <Handle slot="drag" className={css.handle ?? ''} aria-label={t('board.move', { name })}>
        <Glyph name={channelGlyph(kind)} size={14} />
      </Handle>
      <span className={css.name} dir="auto">
        {name}
      </span>
      <Marks item={item} />
      {item.card === null ? null : <More board={board} item={item} name={name} />}
    </GridListItem>
  )
}

/** What one sees of it without opening it: a hand, how urgent, how long the customer waits, whether it rests. */
function Marks({ item }: { item: BoardItem }) {
  const { t, formats } = useWords()
  const now = useNow()
  const since = item.card?.waitingSince ?? null
  return (
    <span className={css.marks}>
      {item.hand === null ? null : (
        <Tag tone="warn">
          <Glyph name="hand" size={12} /> {t('board.hand')}
        </Tag>
      )}
      {item.priority === 'P1' || item.priority === 'P2' ? (
        <Tag tone={item.priority === 'P1' ? 'bad' : 'warn'}>{item.priority}</Tag>
      ) : null}
      {item.offered ? <Tag tone="info">{t('board.offered')}</Tag> : null}
      {item.state === 'parked' ? <Tag>{t('board.rests')}</Tag> : null}
      {since === null ? null : <span className={css.wait}>{formats.span(now - Date.parse(since))}</span>}
    </span>
  )
}

type Open = 'give' | 'put' | 'whisper' | null

/** The same by menu: give to somebody, put into a queue, whisper, take over, open. */
function More({ board, item, name }: { board: Board; item: BoardItem; name: string }) {
  const { t, text } = useWords()
  const { agent } = useMe()
  const [, go] = useLocation()
  const [open, setOpen] = useState<Open>(null)
  const queues = useQueues().filter((queue) => queue.brand === item.brand)
  const holder = item.state === 'waiting' ? undefined : board.agents.find((each) => each.id === item.agent)
  const show = (which: Open) => ({
    isOpen: open === which,
    onOpenChange: (is: boolean) => setOpen(is ? which : null),
  })
  const run: Record<string, () => void> = {
    open: () => go(to.conversation('all', item.id)),
    give: () => setOpen('give'),
    put: () => setOpen('put'),
    whisper: () => setOpen('whisper'),
    takeOver: () => void giveTo(item, agent),
  }
  const acts = [
    'open',
    'give',
    'put',
    ...(holder === undefined || holder.id === agent.id ? [] : ['whisper', 'takeOver']),
  ]
  const people = board.agents.map((each) => ({
    id: each.id,
    label: each.name,
    hint: t('presence.load', { load: each.load, capacity: each.capacity }),
    chosen: each.id === holder?.id,
  }))
  return (
    <>
      <Menu
        label={t('board.acts', { name })}
        choices={acts.map((id) => ({ id, label: t(`board.${id}`) }))}
        onChoose={(id) => run[id]?.()}
      >
        <IconButton label={t('board.acts', { name })}>
          <Glyph name="more" />
        </IconButton>
      </Menu>
      <Picker
        label={t('board.give')}
        none={t('none.found')}
        choices={people}
        onChoose={(id) => void giveTo(item, { id, name: people.find((each) => each.id === id)?.label ?? '' })}
        {...show('give')}
      >
        <Anchor />
      </Picker>
      <Picker
        label={t('board.put')}
        none={t('none.found')}
        choices={queues.map((queue) => ({ id: queue.id, label: text(queue.name), chosen: queue.id === item.queue }))}
        onChoose={(id) => void putInto(item, { id, name: text(queues.find((each) => each.id === id)?.name) })}
        {...show('put')}
      >
        <Anchor />
      </Picker>
      {open === 'whisper' && holder !== undefined ? (
        <Whisper conversation={item.id} agent={holder} onClose={() => setOpen(null)} />
      ) : null}
    </>
  )
}

/** Where a picker that is opened from the menu points to. */
const Anchor = () => (
  <span className={css.anchor}>
    <Button look="link" excludeFromTabOrder aria-hidden="true" />
  </span>
)
