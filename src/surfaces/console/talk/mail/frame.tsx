import { createContext, useContext, useState } from 'react'
import type { Letter } from '#channels/contract'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import css from './mail.module.css'

/** The conversation that is shown. */
export const TalkId = createContext('')

const LINE = 22
const [LEAST, MOST] = [160, 560]
/** A page that runs nothing cannot say how tall it is: its words tell about how tall. */
const heightFor = (text: string, { pictures, remote }: Letter): number => {
  const lines = text.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 80), 0)
  return Math.min(MOST, Math.max(LEAST, lines * LINE + 90 + (pictures.length > 0 || remote ? 140 : 0)))
}

/**
 * A mail as its sender designed it: a page of our own address in a frame that runs nothing, has no origin and loads nothing from
 * elsewhere until somebody asks. It stays light, for that is what it was made for.
 */
export function Designed({ letter, text }: { letter: Letter; text: string }) {
  const { t } = useWords()
  const id = useContext(TalkId)
  const [remote, setRemote] = useState(false)
  const page = `/api/v1/conversations/${id}/mail/${letter.message}/page`
  return (
    <div className={css.designed}>
      {letter.remote && !remote ? (
        <p className={css.line}>
          {t('mail.remote')}
          <Button look="link" onPress={() => setRemote(true)}>
            {t('mail.remote.show')}
          </Button>
        </p>
      ) : null}
      <iframe
        key={String(remote)}
        className={css.frame}
        style={{ blockSize: `${heightFor(text, letter)}px` }}
        title={t('mail.designed.title', { subject: letter.subject || '…' })}
        src={remote ? `${page}?pictures=true` : page}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        loading="lazy"
      />
    </div>
  )
}
