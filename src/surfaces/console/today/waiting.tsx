import { useEffect } from 'react'
import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { countSoon, useDesk } from '../state/inbox.ts'
import css from './today.module.css'

const views = ['mine', 'mentions', 'unassigned'] as const

/** What waits now, each a way there. */
export function Waiting() {
  const { t } = useWords()
  const counts = useDesk((desk) => desk.counts)
  useEffect(() => countSoon(0), [])
  return (
    <section className={css.part} aria-labelledby="today-waiting">
      <h2 id="today-waiting">{t('today.waiting')}</h2>
      <ul className={css.tiles}>
        {views.map((view) => (
          <li key={view}>
            <Link href={to.inbox(view)} className={css.tile}>
              <b>{counts[view] ?? 0}</b> <span>{t(`view.${view}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
