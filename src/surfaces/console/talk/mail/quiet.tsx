import { useState } from 'react'
import type { Message } from '#conversations/contract'
import { useWords } from '../../i18n/words.tsx'
import { useLetter } from '../../state/mail.ts'
import { Button } from '../../ui/button.tsx'
import css from './mail.module.css'

/** What a machine wrote: one quiet line that opens. */
export function Quiet({ message, children }: { message: Message; children: React.ReactNode }) {
  const { t, formats } = useWords()
  const [open, setOpen] = useState(false)
  const auto = useLetter(message.id)?.auto ?? null
  const key = auto === null ? 'mail.auto.report' : auto === 'auto-reply' ? 'mail.auto.reply' : 'mail.auto.other'
  return (
    <div>
      <div className={css.quiet}>
        <p dir="auto">
          {t(key, { name: message.by.name })} {message.text.split('\n')[0]?.slice(0, 100)}
        </p>
        <time dateTime={message.at} title={formats.exact(message.at)}>
          {formats.clock(message.at)}
        </time>
        <Button look="link" aria-expanded={open} onPress={() => setOpen(!open)}>
          {t(open ? 'fold.hide' : 'fold.show')}
        </Button>
      </div>
      {open ? children : null}
    </div>
  )
}
