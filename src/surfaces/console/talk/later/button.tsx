import { useState } from 'react'
import type { InboxRow } from '#conversations/contract'
import { useWords } from '../../i18n/words.tsx'
import { useCommands } from '../../keys/use-commands.ts'
import { IconButton } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import type { When } from './deeds.ts'
import { LaterPicker } from './picker.tsx'

interface Props {
  row: InboxRow
  /** Why nothing can be sent. */
  why: string | null
  onChoose: (when: When) => void
}
/** Leaves what is written for a time. */
export function LaterButton({ row, why, onChoose }: Props) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  useCommands({ 'talk.sendLater': why === null ? () => setOpen(true) : null })
  return (
    <LaterPicker row={row} isOpen={open} onOpenChange={setOpen} onChoose={onChoose}>
      <IconButton label={t('later.button')} keys="mod+shift+L" disabledBecause={why}>
        <Glyph name="clock" />
      </IconButton>
    </LaterPicker>
  )
}
