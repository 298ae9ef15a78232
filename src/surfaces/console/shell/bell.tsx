import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { loadUnread, notices } from '../state/notices.ts'
import { useStore } from '../state/store.ts'
import { IconButton } from '../ui/button.tsx'
import { Glyph } from '../ui/glyph.tsx'
import css from './bell.module.css'

export function Bell() {
  const { t } = useWords()
  const [, go] = useLocation()
  const unread = useStore(notices, (now) => now.unread)
  useEffect(() => void loadUnread(), [])
  return (
    <span className={css.bell}>
      <IconButton
        label={unread === 0 ? t('bell') : t('bell.unread', { n: unread })}
        keys="g n"
        onPress={() => go(to.notices())}
      >
        <Glyph name="bell" />
      </IconButton>
      {unread > 0 ? (
        <b className={css.count} aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </b>
      ) : null}
    </span>
  )
}
