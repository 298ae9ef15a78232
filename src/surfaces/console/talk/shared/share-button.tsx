import type { InboxRow } from '#conversations/contract'
import { useWords } from '../../i18n/words.tsx'
import { useCommands } from '../../keys/use-commands.ts'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { openTalk, takeRow } from '../../state/inbox.ts'
import { IconButton } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { saveNow } from '../drafts.ts'

interface Props {
  row: InboxRow
  shared: boolean
  empty: boolean
}

/** Colleagues read along while the reply is written, or no more. */
export function ShareButton({ row, shared, empty }: Props) {
  const { t } = useWords()
  const params = { id: row.id }
  const toggle = async () => {
    try {
      await saveNow(row.id, 'reply')
      const say = shared
        ? call('DELETE /api/v1/conversations/:id/drafts/reply/sharing', { params })
        : call('PUT /api/v1/conversations/:id/drafts/reply/sharing', { params })
      takeRow(await say)
      await openTalk(row.id)
      showBar({ text: shared ? 'shared.ended' : 'shared.begun' })
    } catch (error) {
      failed(error)
    }
  }
  const why = empty && !shared ? t('shared.empty') : null
  useCommands({ 'talk.share': why === null ? () => void toggle() : null })
  return (
    <IconButton
      label={t(shared ? 'shared.end' : 'shared.begin')}
      keys="mod+shift+S"
      aria-pressed={shared}
      disabledBecause={why}
      onPress={() => void toggle()}
    >
      <Glyph name="eye" />
    </IconButton>
  )
}
