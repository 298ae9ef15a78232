import type { Message } from '#conversations/contract'
import { useWords } from '../i18n/words.tsx'
import { useDesk } from '../state/inbox.ts'
import { useNow } from '../state/now.ts'
import { useTakeBack } from '../state/send.ts'
import { Button } from '../ui/button.tsx'
import { Glyph } from '../ui/glyph.tsx'
import css from './delivery.module.css'
import { reasonOf } from './reason-of.ts'
import { newestFailed, redraft } from './redraft.ts'

/** A reply that is usually gone after so long: then it is said that it waits. */
const LONG_MS = 60_000

const ended = new Set(['withdrawn', 'failed', 'unknown'])
/** Neither taken back nor in trouble. */
export const isOnItsWay = ({ delivery }: Message): boolean => delivery !== null && !ended.has(delivery.state)

/** How far a message of ours has come, in one quiet word; what went wrong stands at the message itself. */
export function Delivery({ message, sending }: { message: Message; sending: boolean }) {
  const { t } = useWords()
  if (sending) return <span>{t('delivery.sending')}</span>
  const { delivery, by } = message
  if (delivery === null || by.kind === 'contact' || !isOnItsWay(message)) return null
  if (delivery.state === 'queued') return <Held message={message} />
  // It is in the window, and was on its way by mail as well when the line broke.
  return <span>{t(delivery.why === 'mail-unknown' ? 'undelivered.mail-unknown' : `delivery.${delivery.state}`)}</span>
}

/** It has not left: for a moment it can be taken back. */
function Held({ message }: { message: Message }) {
  const { t } = useWords()
  const late = useNow() - Date.parse(message.receivedAt) > LONG_MS
  const takeBack = useTakeBack(message.id)
  if (takeBack === null) return <span>{t(late ? 'delivery.waiting' : 'delivery.queued')}</span>
  return (
    <>
      <span>{t('delivery.held')}</span>
      <Button look="link" onPress={takeBack}>
        {t('delivery.takeBack')}
      </Button>
    </>
  )
}

/** Why it did not arrive, or may not have, and what can be done. */
export function Trouble({ message }: { message: Message }) {
  const { t, has } = useWords()
  const mayReply = useDesk((desk) => desk.talks.get(message.conversation)?.may.reply?.ok === true)
  const newest = useDesk((desk) => newestFailed(desk.talks.get(message.conversation)?.messages ?? [])?.id)
  const { delivery, by } = message
  if (delivery === null || (delivery.state !== 'failed' && delivery.state !== 'unknown')) return null
  const failed = delivery.state === 'failed'
  return (
    <div className={css.trouble} data-tone={failed ? 'bad' : 'warn'}>
      <Glyph name="warn" size={13} />
      <p>
        <strong>{t(`delivery.${delivery.state}`)}.</strong>{' '}
        {failed ? t(reasonOf(delivery.why, has), { code: delivery.why }) : t('delivery.unknown.why')}
      </p>
      {failed && mayReply && by.kind === 'agent' ? (
        <Button {...(message.id === newest && { keys: 'd' })} onPress={() => redraft(message)}>
          {t('delivery.redraft')}
        </Button>
      ) : null}
    </div>
  )
}
