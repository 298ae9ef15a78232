import { useEffect } from 'react'
import { useWords } from '../i18n/words.tsx'
import { inView, listKey } from '../inbox/views.ts'
import { useCommands } from '../keys/use-commands.ts'
import { loadList, useDesk, useRow } from '../state/inbox.ts'
import { useNow } from '../state/now.ts'
import { useMe } from '../state/session.ts'
import { Kbd } from '../ui/kbd.tsx'
import { hasDraft } from './drafts.ts'
import css from './open-chats.module.css'

const MOST = 9
const mine = listKey({ view: 'mine', order: 'waiting' })
const nothing: readonly string[] = []

/** One's own open conversations, side by side: keys 1 to 9. */
export function OpenChats({ now, onOpen }: { now: string; onOpen: (id: string) => void }) {
  const { t } = useWords()
  const { agent } = useMe()
  const ids = useDesk((desk) => {
    const listed = desk.lists.get(mine)
    const all = [...(listed?.ids ?? nothing), ...(listed?.fresh ?? nothing)]
    return all.filter((id) => {
      const row = desk.rows.get(id)
      return row !== undefined && inView(row, 'mine', agent.id)
    })
  }).slice(0, MOST)
  const loaded = useDesk((desk) => desk.lists.has(mine))
  useEffect(() => {
    if (!loaded) void loadList(mine)
  }, [loaded])
  useCommands(Object.fromEntries(ids.map((id, index) => [`chat.${index + 1}`, () => onOpen(id)])))
  if (ids.length < 2) return null
  return (
    <nav className={css.strip} aria-label={t('chats.open')}>
      {ids.map((id, index) => (
        <Chat key={id} id={id} place={index + 1} current={id === now} onOpen={onOpen} />
      ))}
    </nav>
  )
}

interface ChatProps {
  id: string
  place: number
  current: boolean
  onOpen: (id: string) => void
}
function Chat({ id, place, current, onOpen }: ChatProps) {
  const row = useRow(id)
  const now = useNow()
  const read = useDesk((desk) => desk.reads.get(id) ?? 0)
  const { t, formats } = useWords()
  if (row === undefined) return null
  const unread = row.lastContactSeq > read
  const wait = row.waitingSince === null ? null : formats.span(now - Date.parse(row.waitingSince))
  const state = hasDraft(id) && !current ? t('chat.draft') : wait
  return (
    <button
      type="button"
      className={css.chat}
      aria-current={current || undefined}
      data-unread={unread || undefined}
      onClick={() => onOpen(id)}
    >
      <Kbd keys={String(place)} />
      <span className={css.name}>{row.contact.name === '' ? row.reference : row.contact.name}</span>
      {unread ? <span className={css.dot} role="img" aria-label={t('row.unread')} /> : null}
      {state === null ? null : <span className={css.state}>{state}</span>}
    </button>
  )
}
