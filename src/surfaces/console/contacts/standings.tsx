import { useWords } from '../i18n/words.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorBox } from '../ui/states.tsx'
import type { Contact } from './contact.ts'
import css from './contacts.module.css'
import { GiveStanding } from './give-standing.tsx'
import { Part } from './part.tsx'
import { endStanding, useStandings } from './standing.ts'

interface Props {
  contact: Contact
  mayGive: boolean
  adding: boolean
  onAdd: () => void
  onClose: () => void
}

/** Why somebody is served before others: by which kind, for what reason, until when, and who looks after them. */
export function Standings({ contact, mayGive, adding, onAdd, onClose }: Props) {
  const { t, formats } = useWords()
  const { data, error, reload } = useStandings(contact.id)
  const why = mayGive ? null : t('why.not-allowed')
  if (error !== null && data === null)
    return (
      <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>
        {t('panel.failed', { what: t('standings') })}
      </ErrorBox>
    )
  return (
    <>
      <Part
        title={t('standings')}
        none={t('standings.none')}
        actions={
          <Button look="quiet" keys="shift+V" disabledBecause={why} onPress={onAdd}>
            {t('standing.give')}
          </Button>
        }
      >
        {(data?.items ?? []).map((standing) => (
          <li key={standing.kind} className={css.item}>
            <span className={css.words}>
              {t(`standing.${standing.kind}`)}
              {standing.reason === null ? null : (
                <span className={css.quiet} dir="auto">
                  {standing.reason}
                </span>
              )}
              <span className={css.quiet}>
                {t('standing.until', { day: formats.date(standing.until) })}
                {standing.named === null
                  ? ''
                  : ` · ${
                      standing.backup === null
                        ? t('standing.by', { name: standing.named.name })
                        : t('standing.byTwo', { name: standing.named.name, backup: standing.backup.name })
                    }`}
              </span>
            </span>
            <Button
              look="link"
              disabledBecause={why}
              aria-label={`${t('standing.end')}: ${t(`standing.${standing.kind}`)}`}
              onPress={() => endStanding(contact.id, standing)}
            >
              {t('standing.end')}
            </Button>
          </li>
        ))}
      </Part>
      {adding ? <GiveStanding contact={contact.id} known={data?.items ?? []} onClose={onClose} /> : null}
    </>
  )
}
