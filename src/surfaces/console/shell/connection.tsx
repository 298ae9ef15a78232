import { useEffect, useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { line } from '../state/live.ts'
import { outbox } from '../state/outbox.ts'
import { useStore } from '../state/store.ts'
import { Glyph } from '../ui/glyph.tsx'
import css from './connection.module.css'

/** A blink of the line is nobody's business; longer is said. */
const PATIENCE_MS = 2_000

function useLater(on: boolean): boolean {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (!on) return setShown(false)
    const timer = setTimeout(() => setShown(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [on])
  return on && shown
}

/** What stands between the screen and the truth, in words: nothing when nothing does. */
export function Connection() {
  const { t } = useWords()
  const state = useStore(line, (now) => now.state)
  const waiting = useStore(outbox, (now) => now.waiting.filter((each) => !/^(draft|read):/.test(each.subject)).length)
  const offline = useStore(outbox, (now) => now.offline)
  const shown = useLater(offline || state === 'reconnecting' || state === 'offline')
  return (
    <div className={css.bar} role="status" hidden={!shown}>
      {shown ? (
        <>
          <Glyph name="warn" size={14} />
          {t(state === 'offline' || offline ? 'line.offline' : 'line.reconnecting')}
          {waiting > 0 ? ` ${t('line.waiting', { n: waiting })}` : ''}
        </>
      ) : null}
    </div>
  )
}
