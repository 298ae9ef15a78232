import type { InboxRow } from '#conversations/contract'
import { useWords } from '../i18n/words.tsx'
import { channelKind } from '../inbox/marks.tsx'
import { call } from '../state/api.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import css from './context.module.css'
import { Failed } from './context.tsx'

/** What else this customer wrote, newest first. */
export function History({ row, onOpen }: { row: InboxRow; onOpen: (id: string) => void }) {
  const { t, formats } = useWords()
  const now = useNow()
  const { data, error, reload } = useResource(`history ${row.contact.id}`, () =>
    call('GET /api/v1/inbox', { query: { contact: row.contact.id, order: 'newest', limit: 20 } }),
  )
  if (error !== null && data === null) return <Failed what={t('panel.history')} onAgain={reload} />
  const others = (data?.items ?? []).filter((other) => other.id !== row.id)
  if (data === null) return null
  return (
    <section>
      <h2 className={css.head}>
        {t('panel.history')} <span>{others.length === 0 ? '' : formats.number(others.length)}</span>
      </h2>
      {others.length === 0 ? <p className={css.hint}>{t('history.none')}</p> : null}
      <ul className={css.list}>
        {others.map((other) => (
          <li key={other.id}>
            <button type="button" className={css.entry} onClick={() => onOpen(other.id)}>
              <span>{formats.short(other.lastAt, now)}</span>
              <span className={css.text}>
                {t(`channel.${channelKind(other.channel)}`)} · {t(`status.${other.status}`)}:{' '}
                {other.subject ?? other.lastText}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
