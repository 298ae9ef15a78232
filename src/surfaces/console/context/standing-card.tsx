import { useEffect } from 'react'
import { useStandings } from '../contacts/standing.ts'
import { useWords } from '../i18n/words.tsx'
import css from './context.module.css'
import { Failed } from './context.tsx'

/** Why this customer is served before others, until when, and who looks after them. Read again when the row's mark changes. */
export function StandingCard({ contact, vip }: { contact: string; vip: string | null }) {
  const { t, formats } = useWords()
  const { data, error, reload } = useStandings(contact)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark says that something else is true now
  useEffect(() => reload(), [vip])
  if (error !== null && data === null) return <Failed what={t('standings')} onAgain={reload} />
  if (data === null || data.items.length === 0) return null
  return (
    <section>
      <h2 className={css.head}>{t('standings')}</h2>
      {data.items.map((standing) => (
        <div key={standing.kind}>
          <p>
            {t(`standing.${standing.kind}`)} · {t('standing.until', { day: formats.date(standing.until) })}
          </p>
          {standing.reason === null ? null : (
            <p dir="auto" className={css.hint}>
              {standing.reason}
            </p>
          )}
          {standing.named === null ? null : (
            <p className={css.hint}>
              {standing.backup === null
                ? t('standing.by', { name: standing.named.name })
                : t('standing.byTwo', { name: standing.named.name, backup: standing.backup.name })}
            </p>
          )}
        </div>
      ))}
    </section>
  )
}
