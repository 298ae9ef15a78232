import { useState } from 'react'
import type { ConversationView, InboxRow } from '#conversations/contract'
import { useWords } from '../../i18n/words.tsx'
import { useCommands } from '../../keys/use-commands.ts'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { Button } from '../../ui/button.tsx'

interface Props {
  row: InboxRow
  text: string
  may: ConversationView['may'][string] | undefined
  onText: (text: string) => void
}

/** What is written, in the language of the conversation; undo brings back one's own words. Shown where that is another than the reader's. */
export function TranslateDraft({ row, text, may, onText }: Props) {
  const { t, lang, formats } = useWords()
  const [asking, setAsking] = useState(false)
  const to = row.lang
  const wanted = may?.ok === true && to !== null && to !== lang
  const ask = () => {
    if (!wanted || asking || text.trim() === '') return
    setAsking(true)
    void call('POST /api/v1/conversations/:id/translations', { params: { id: row.id }, body: { text, to } })
      .then((said) => {
        onText(said.text)
        showBar({ text: 'translation.done', undo: () => onText(text) })
      }, failed)
      .finally(() => setAsking(false))
  }
  useCommands({ 'talk.translateDraft': wanted ? ask : null })
  if (!wanted) return null
  const why = asking ? t('translation.asking') : text.trim() === '' ? t('composer.empty') : null
  return (
    <Button look="quiet" disabledBecause={why} onPress={ask}>
      {t('translation.into', { language: formats.language(to) })}
    </Button>
  )
}
