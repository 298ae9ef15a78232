import { useState } from 'react'
import { uuid7 } from '../../shared/uuid7.ts'
import { useWords } from '../i18n/words.tsx'
import { showBar } from '../state/bars.ts'
import { lowerHand, raiseHand, useHand } from '../state/hands.ts'
import { useNow } from '../state/now.ts'
import { toldBy } from '../state/told.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Glyph } from '../ui/glyph.tsx'
import { ErrorBox } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'

/** Whose hand is up, since when, and its end in one press. */
export function HandMark({ conversation }: { conversation: string }) {
  const { t, formats } = useWords()
  const now = useNow()
  const hand = useHand(conversation)
  if (hand === null) return null
  return (
    <>
      <Tag tone="warn">
        <Glyph name="hand" size={12} />{' '}
        {t('hand.up', { name: hand.by.name, span: formats.span(now - Date.parse(hand.at)) })}
      </Tag>
      <Button look="quiet" onPress={() => void lowerHand(conversation)}>
        {t('hand.lower')}
      </Button>
    </>
  )
}

/** Asks those who lead to look; what is asked becomes a note beside the conversation. */
export function RaiseDialog({ conversation, onClose }: { conversation: string; onClose: () => void }) {
  const { t } = useWords()
  const [id] = useState(uuid7)
  const [question, setQuestion] = useState('')
  const [told, setTold] = useState<string | null>(null)
  const [raising, setRaising] = useState(false)
  const raise = () => {
    if (raising) return
    setRaising(true)
    setTold(null)
    void raiseHand(conversation, { id, question })
      .then(
        () => {
          showBar({ text: 'hand.raised', undo: () => void lowerHand(conversation) })
          onClose()
        },
        (error: unknown) => setTold(toldBy(error, t)),
      )
      .finally(() => setRaising(false))
  }
  return (
    <FormDialog
      title={t('hand.raise')}
      verb={t('hand.raise')}
      disabledBecause={raising ? t('loading') : null}
      onClose={onClose}
      onSubmit={raise}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      <Field
        label={t('hand.question')}
        hint={t('hand.hint')}
        value={question}
        onChange={setQuestion}
        rows={3}
        maxLength={2_000}
        autoFocus
      />
    </FormDialog>
  )
}
