import { useWords } from '../i18n/words.tsx'
import { choosePresence, presence } from '../state/presence.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { Glyph } from '../ui/glyph.tsx'
import css from './connection.module.css'

/** Reasons by which the product made somebody away without their saying so. */
const byItself = ['silent', 'missed']

/** Somebody was made away: said where they look, and taken back by one press. */
export function SetAway() {
  const { t } = useWords()
  const now = useStore(presence, (each) => each)
  const reason = now?.state === 'away' ? byItself.find((each) => each === now.reason) : undefined
  const by = now?.state === 'available' ? undefined : (now?.setBy ?? undefined)
  if (reason === undefined && by === undefined) return null
  return (
    <div className={css.bar} role="status">
      <Glyph name="warn" size={14} />
      {reason === undefined
        ? by === ''
          ? t('presence.setBy.program')
          : t('presence.setBy', { name: by })
        : t(`presence.setAway.${reason}`)}
      <Button look="quiet" onPress={() => void choosePresence({ state: 'available' }, 'available')}>
        {t('presence.back')}
      </Button>
    </div>
  )
}
