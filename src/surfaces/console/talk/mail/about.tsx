import { useState } from 'react'
import type { Letter } from '#channels/contract'
import type { Message } from '#conversations/contract'
import { useWords, type Words } from '../../i18n/words.tsx'
import { useLetter, useMail } from '../../state/mail.ts'
import { Button } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Details } from './details.tsx'
import css from './mail.module.css'

type Mailbox = Letter['from']
const marks = ['forged-address', 'foreign-address', 'other-sender', 'copied-in'] as const

/** Over a mail: its subject where it changed, one quiet line of who wrote to whom, and what to beware of. */
export function About({ message }: { message: Message }) {
  const letter = useLetter(message.id)
  const subject = useMail().subjects.get(message.id)
  if (letter === null && message.mail === null) return null
  return (
    <div className={css.about}>
      {subject === undefined ? null : (
        <p className={css.subject} dir="auto">
          {subject}
        </p>
      )}
      {letter === null ? <Sent mail={message.mail} /> : <Received letter={letter} at={message.at} />}
    </div>
  )
}

const shown = ({ name, address }: Mailbox): string => (name === '' || name === address ? address : name)
const list = (mailboxes: readonly Mailbox[]): string => mailboxes.map(shown).join(', ')

/** Nothing to say where it went to the customer alone. */
function Sent({ mail }: { mail: Message['mail'] }) {
  const { t } = useWords()
  if (mail === null || mail.cc.length + mail.bcc.length === 0) return null
  return (
    <p className={css.line}>
      {mail.cc.length === 0 ? null : (
        <span>
          {t('mail.cc')}: <bdi>{mail.cc.join(', ')}</bdi>
        </span>
      )}
      {mail.bcc.length === 0 ? null : (
        <span>
          {t('mail.bcc')}: <bdi>{mail.bcc.join(', ')}</bdi>
        </span>
      )}
    </p>
  )
}

function Received({ letter, at }: { letter: Letter; at: string }) {
  const words = useWords()
  const { t } = words
  const [open, setOpen] = useState(false)
  const mark = marks.find((each) => each === letter.mark)
  return (
    <>
      <p className={css.line}>
        <span>
          <bdi>{letter.from.address}</bdi> {t('mail.to.line', { to: list(letter.to) || '…' })}
          {letter.cc.length === 0 ? '' : ` · ${t('mail.cc')}: ${list(letter.cc)}`}
        </span>
        {letter.trusted ? (
          <span className={css.good}>
            <Glyph name="check" size={12} /> {trustWords(letter, words)}
          </span>
        ) : null}
        <Button look="link" aria-expanded={open} onPress={() => setOpen(!open)}>
          {t(open ? 'mail.details.hide' : 'mail.details')}
        </Button>
      </p>
      {open ? <Details letter={letter} at={at} /> : null}
      {letter.trusted ? null : <Warning text={trustWords(letter, words)} />}
      {mark === undefined || mark === 'copied-in' ? null : <Warning text={t(`mail.mark.${mark}`)} />}
    </>
  )
}

const Warning = ({ text }: { text: string }) => (
  <p className={css.warning}>
    <Glyph name="warn" size={13} />
    <span>{text}</span>
  </p>
)

/** Who vouches for the sender, or that nobody does and why, as people say it. */
function trustWords({ trusted, trust }: Letter, { t }: Words): string {
  if (trusted) {
    const how = trust.dmarc === 'pass' ? 'DMARC' : trust.dkim === 'pass' ? 'DKIM' : 'SPF'
    return t(trust.by === 'server' ? 'mail.trust.server' : 'mail.trust.listener', { how })
  }
  const results = [trust.dmarc, trust.dkim, trust.spf]
  if (results.some((each) => each === 'fail' || each === 'softfail')) return t('mail.untrusted.fail')
  return t(results.every((each) => each === null) ? 'mail.untrusted.unchecked' : 'mail.untrusted.none')
}
