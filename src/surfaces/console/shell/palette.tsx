import { useEffect, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Input } from 'react-aria-components/Input'
import { Menu as AriaMenu, Header, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components/Modal'
import { SearchField } from 'react-aria-components/SearchField'
import { useWords } from '../i18n/words.tsx'
import { useCommands } from '../keys/use-commands.ts'
import { prefs, setPref } from '../state/prefs.ts'
import dialog from '../ui/dialog.module.css'
import { Glyph } from '../ui/glyph.tsx'
import menu from '../ui/menu.module.css'
import { ChoiceLine } from '../ui/menu.tsx'
import css from './palette.module.css'
import { type Entry, useEntries } from './palette-entries.ts'

/** Ctrl-K: commands with their keys, people, conversations, pages and settings; the often used first. */
export function Palette() {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  useCommands({ 'screen.palette': () => setOpen(true) })
  return (
    <ModalOverlay isOpen={open} onOpenChange={setOpen} isDismissable className={dialog.veil ?? ''}>
      <Modal className={`${dialog.modal} ${css.modal}`}>
        <Dialog aria-label={t('palette')} className={dialog.dialog ?? ''}>
          <Inside onDone={() => setOpen(false)} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Inside({ onDone }: { onDone: () => void }) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const [wanted, setWanted] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setWanted(text), 120)
    return () => clearTimeout(timer)
  }, [text])
  const sections = useEntries(text, wanted)
  const choose = (key: string) => {
    const entry = sections.flatMap((section) => section.entries).find((each) => each.id === key)
    if (entry === undefined) return
    const { used } = prefs.get()
    setPref('used', { ...used, [key]: (used[key] ?? 0) + 1 })
    onDone()
    requestAnimationFrame(() => entry.run())
  }
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <SearchField aria-label={t('palette')} autoFocus className={css.field ?? ''}>
        <Glyph name="search" />
        <Input placeholder={t('palette.hint')} className={css.input ?? ''} />
      </SearchField>
      <AriaMenu
        aria-label={t('palette')}
        className={css.list ?? ''}
        onAction={(key) => choose(String(key))}
        renderEmptyState={() => <p className={css.none}>{t('none.found')}</p>}
      >
        {sections
          .filter((section) => section.entries.length > 0)
          .map((section) => (
            <MenuSection key={section.id} id={section.id}>
              <Header className={css.title ?? ''}>{t(`palette.${section.id}`)}</Header>
              {section.entries.map((entry: Entry) => (
                <MenuItem key={entry.id} id={entry.id} textValue={entry.label} className={menu.item ?? ''}>
                  <ChoiceLine choice={entry} />
                </MenuItem>
              ))}
            </MenuSection>
          ))}
      </AriaMenu>
    </Autocomplete>
  )
}
