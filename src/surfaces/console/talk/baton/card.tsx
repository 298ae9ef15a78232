import type { InboxRow } from '#conversations/contract'
import { useWords } from '../../i18n/words.tsx'
import { takeBaton, useBaton } from '../../state/batons.ts'
import { assign } from '../../state/deeds.ts'
import { useNow } from '../../state/now.ts'
import { useMe } from '../../state/session.ts'
import { Button } from '../../ui/button.tsx'
import css from './baton.module.css'

/** What whoever had it says to whoever has it next, until they say that they go on from there. */
export function BatonCard({ row }: { row: InboxRow }) {
  const { t, formats } = useWords()
  const now = useNow()
  const { agent } = useMe()
  const baton = useBaton(row.id)
  if (baton === null) return null
  const mine = row.assignee?.id === agent.id
  const parts = (['done', 'next', 'told'] as const).filter((part) => baton[part] !== '')
  const take = async () => {
    if (!mine && !(await assign(row.id, { id: agent.id, name: agent.name }))) return
    await takeBaton(row.id)
  }
  return (
    <section className={css.card} aria-label={t('baton')}>
      <p className={css.head}>
        <b>{t('baton.from', { name: baton.from.name })}</b>
        <time dateTime={baton.at} title={formats.exact(baton.at)}>
          {formats.when(baton.at, now)}
        </time>
      </p>
      <dl className={css.parts}>
        {parts.map((part) => (
          <div key={part}>
            <dt>{t(`baton.${part}`)}</dt>
            <dd dir="auto">{baton[part]}</dd>
          </div>
        ))}
        {baton.by === null ? null : (
          <div>
            <dt>{t('baton.by')}</dt>
            <dd>{formats.when(baton.by, now)}</dd>
          </div>
        )}
      </dl>
      <Button onPress={() => void take()}>{t(mine ? 'baton.goOn' : 'baton.takeGoOn')}</Button>
    </section>
  )
}
