/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { useHere } from '../context.ts'
import { ByMail } from './by-mail.tsx'
import { isClosed, Wait } from './wait.tsx'

/** What holds the conversation up, each said once and plainly, where one looks before writing. */
export function Notices() {
  const { state, t } = useHere()
  const { line, notice, chat } = state
  const waiting = state.pending.filter((one) => one.state === 'waiting').length
  return (
    <div class="notices">
      <div role="status">
        {waiting > 0 ? (
          <p>{t('connection.pending', { count: waiting })}</p>
        ) : line === 'offline' ? (
          <p>{t('connection.offline')}</p>
        ) : (
          line === 'reconnecting' && <p>{t('connection.lost')}</p>
        )}
        {line === 'live' && waiting === 0 && <Back />}
        {chat?.status === 'closed' && <p>{t('conversation.ended')}</p>}
      </div>
      <div role="alert">{notice !== null && <p class="bad">{t(notice.key, notice.values)}</p>}</div>
      {chat?.with.kind === 'waiting' && chat.status === 'open' && !isClosed(state) && (
        <p class="wait">{t('person.asked')}</p>
      )}
      {(chat === null || chat.with.kind === 'waiting') && <Wait />}
      <ByMail />
    </div>
  )
}

const SHOWN_MS = 4_000

/** After a break that was shown, that it is over: for a moment. */
function Back() {
  const { state, t } = useHere()
  const wasBroken = useRef(false)
  const [isShown, show] = useState(false)
  useEffect(() => {
    const stop =
      state.line === 'live' && wasBroken.current ? (show(true), setTimeout(() => show(false), SHOWN_MS)) : undefined
    wasBroken.current = state.line !== 'live'
    return () => clearTimeout(stop)
  }, [state.line])
  return isShown ? <p>{t('connection.back')}</p> : null
}
