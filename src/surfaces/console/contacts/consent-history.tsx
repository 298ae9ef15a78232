import { useEffect, useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import { Button } from '../ui/button.tsx'
import { ErrorBox, Skeleton } from '../ui/states.tsx'
import css from './contacts.module.css'

interface Props {
  contact: string
  /** Another one when something was recorded since. */
  rev: number
  nameOf: (purpose: string) => string
}

/** Every word ever recorded, who recorded it and on what proof; read when it is opened. */
export function ConsentHistory(props: Props) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <details className={css.more} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('consent.history')}</summary>
      {open ? <Records {...props} /> : null}
    </details>
  )
}

function Records({ contact, rev, nameOf }: Props) {
  const { t, formats } = useWords()
  const now = useNow()
  const { data, error, reload } = useResource(`consents ${contact}`, () =>
    call('GET /api/v1/contacts/:id/consents', { params: { id: contact } }),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says that more is recorded now
  useEffect(reload, [rev])
  if (data === null)
    return error === null ? (
      <Skeleton lines={2} label={t('loading')} />
    ) : (
      <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>
        {t('panel.failed', { what: t('consent.history') })}
      </ErrorBox>
    )
  if (data.items.length === 0) return <p className={css.none}>{t('consents.none')}</p>
  return (
    <ul className={css.list}>
      {data.items.map((item) => (
        <li key={`${item.at} ${item.purpose} ${item.channel}`} className={css.item}>
          <span className={css.words}>
            {nameOf(item.purpose)} · {t(`consent.by.${item.channel ?? 'all'}`)} ·{' '}
            {t(item.given ? 'consent.given' : 'consent.withdrawn')}
            <span className={css.quiet}>
              <time dateTime={item.at} title={formats.exact(item.at)}>
                {formats.when(item.at, now)}
              </time>{' '}
              · {item.by} · <bdi>{item.how}</bdi>
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
