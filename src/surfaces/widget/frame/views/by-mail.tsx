/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { useHere } from '../context.ts'
import { isMailAddress } from '../mail-address.ts'

/** Who waits may leave: what will happen with the answer then, or one field to have it sent. Nothing where the brand has no mailbox. */
export function ByMail() {
  const { state, t } = useHere()
  const [isAsked, ask] = useState(false)
  const { chat, boot } = state
  if (!boot.brand.answersByMail || chat === null || chat.status !== 'open' || chat.with.kind === 'bot') return null
  if (chat.hasWayBack) return <p class="wait">{t('mail.given')}</p>
  if (isAsked) return <Address onDone={() => ask(false)} />
  return (
    <p class="wait">
      <button type="button" class="link" onClick={() => ask(true)}>
        {t('mail.offer')}
      </button>
    </p>
  )
}

function Address({ onDone }: { onDone: () => void }) {
  const { talk, t } = useHere()
  const field = useRef<HTMLInputElement>(null)
  const [fault, setFault] = useState<string | null>(null)
  useEffect(() => field.current?.focus(), [])
  const give = (event: Event): void => {
    event.preventDefault()
    const address = field.current?.value.trim() ?? ''
    if (!isMailAddress(address)) {
      setFault(address === '' ? 'prechat.emailMissing' : 'prechat.emailWrong')
      field.current?.focus()
      return
    }
    talk.giveAddress(address).then(
      () => {
        field.current?.closest('main')?.querySelector('textarea')?.focus()
        onDone()
      },
      () => setFault('error.general'),
    )
  }
  return (
    <form class="by-mail" noValidate onSubmit={give}>
      <div class="field">
        <label for="way-back">{t('mail.label')}</label>
        <p id="way-back-hint">{t('mail.hint')}</p>
        {fault !== null && (
          <p id="way-back-fault" class="bad" role="alert">
            {t(fault)}
          </p>
        )}
        <input
          id="way-back"
          ref={field}
          type="text"
          inputMode="email"
          autocomplete="email"
          maxLength={254}
          aria-invalid={fault !== null}
          aria-describedby={fault === null ? 'way-back-hint' : 'way-back-hint way-back-fault'}
        />
      </div>
      <button type="submit" class="main">
        {t('mail.give')}
      </button>
    </form>
  )
}
