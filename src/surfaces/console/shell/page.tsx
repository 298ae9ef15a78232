import { type ReactNode, useEffect, useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { usePref } from '../state/prefs.ts'
import { IconButton } from '../ui/button.tsx'
import { Glyph } from '../ui/glyph.tsx'
import { Nav } from './nav.tsx'
import css from './page.module.css'

interface Props {
  title: string
  /** Beside the title. */
  actions?: ReactNode
  children: ReactNode
}
/** A page beside the inbox: the same navigation, one heading, room to read. */
export function Page({ title, actions, children }: Props) {
  const { t } = useWords()
  const widths = usePref('widths')
  const [drawer, setDrawer] = useState(false)
  useEffect(() => {
    document.title = `${title} · Switchboard`
  }, [title])
  return (
    <div className={css.page} data-drawer={drawer || undefined}>
      <div className={css.nav} style={{ ['--nav' as string]: `${widths.nav}px` }}>
        <Nav onGo={() => setDrawer(false)} />
      </div>
      {drawer ? (
        <button type="button" className={css.veil} aria-label={t('close')} onClick={() => setDrawer(false)} />
      ) : null}
      <main className={css.main} id="main">
        <header className={css.head}>
          <span className={css.menu}>
            <IconButton label={t('inbox.views')} onPress={() => setDrawer(true)}>
              <Glyph name="menu" />
            </IconButton>
          </span>
          <h1 className={css.title}>{title}</h1>
          <div className={css.actions}>{actions}</div>
        </header>
        <div className={css.body}>{children}</div>
      </main>
    </div>
  )
}
