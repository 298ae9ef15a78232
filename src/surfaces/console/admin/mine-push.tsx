import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { bePushed, beQuiet, canPush, NotAllowed, thisDevice } from '../push/this-browser.ts'
import { call } from '../state/api.ts'
import { failed } from '../state/deeds.ts'
import { useResource } from '../state/resource.ts'
import { Button } from '../ui/button.tsx'
import { Switch } from '../ui/switch.tsx'
import css from './admin.module.css'

/** In which browsers I am told, also when none of our pages is open there. */
export function NoticesByPush() {
  const { t, lang, formats } = useWords()
  const { data, reload } = useResource('notices by push', () => call('GET /api/v1/notices/devices', {}))
  const [why, setWhy] = useState<'refused' | 'failed' | null>(null)
  const [busy, setBusy] = useState(false)
  if (data === null) return null
  const mine = data.devices.find(({ id }) => id === thisDevice())
  const others = data.devices.filter((device) => device !== mine)
  const run = async (work: () => Promise<void>) => {
    setWhy(null)
    setBusy(true)
    try {
      await work()
    } catch (error) {
      setWhy(error instanceof NotAllowed ? 'refused' : 'failed')
    } finally {
      setBusy(false)
      reload()
    }
  }
  const change = (on: boolean) =>
    void (busy ? null : run(() => (on ? bePushed(data.publicKey, lang) : beQuiet(mine?.id ?? thisDevice() ?? ''))))
  return (
    <section className={css.form} aria-labelledby="notices-by-push">
      <h2 id="notices-by-push">{t('notices.push.title')}</h2>
      {canPush() ? (
        <>
          <Switch isSelected={mine !== undefined} onChange={change}>
            {t('notices.push.here')}
          </Switch>
          <p className={css.hint}>{t('notices.push.hint')}</p>
        </>
      ) : (
        <p className={css.hint}>{t('notices.push.unable')}</p>
      )}
      {why === null ? null : (
        <p className={css.hint} role="alert">
          {t(`notices.push.${why}`)}
        </p>
      )}
      {others.length === 0 ? null : (
        <ul aria-label={t('notices.push.others')}>
          {others.map((device) => (
            <li key={device.id}>
              {device.name} · {t('notices.push.since', { date: formats.date(device.createdAt) })}{' '}
              <Button
                look="link"
                aria-label={`${t('remove')}: ${device.name}`}
                onPress={() => void beQuiet(device.id).then(reload, failed)}
              >
                {t('remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
