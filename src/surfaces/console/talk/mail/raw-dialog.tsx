import { useContext } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { useResource } from '../../state/resource.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorBox, Skeleton } from '../../ui/states.tsx'
import { TalkId } from './frame.tsx'
import css from './mail.module.css'

interface Props {
  message: string
  subject: string
  onClose: () => void
}
/** The mail as it came. Who looks is written down, and it says so. */
export function RawDialog({ message, subject, onClose }: Props) {
  const { t } = useWords()
  const id = useContext(TalkId)
  const params = { id, message }
  const { data, error } = useResource(`raw ${message}`, () =>
    call('GET /api/v1/conversations/:id/mail/:message/raw', { params }),
  )
  return (
    <Dialog
      title={subject === '' ? t('mail.raw') : subject}
      closeLabel={t('close')}
      isOpen
      wide
      onClose={onClose}
      foot={
        <>
          <a href={`/api/v1/conversations/${id}/mail/${message}/eml`} download>
            {t('mail.eml')}
          </a>
          <Button onPress={onClose}>{t('close')}</Button>
        </>
      }
    >
      <p>{t('mail.raw.hint')}</p>
      {error === null ? null : <ErrorBox>{t('mail.raw.failed')}</ErrorBox>}
      {data === null && error === null ? <Skeleton lines={8} label={t('loading')} /> : null}
      {data === null ? null : data.text === null ? (
        <p>{t('mail.raw.gone')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by key
        <section className={css.raw} dir="ltr" tabIndex={0} aria-label={t('mail.raw')}>
          {data.text}
          {data.cut ? '\n…' : ''}
        </section>
      )}
    </Dialog>
  )
}
