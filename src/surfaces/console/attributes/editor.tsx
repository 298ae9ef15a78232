import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { toldBy } from '../state/told.ts'
import { FormDialog } from '../ui/form-dialog.tsx'
import { ErrorBox } from '../ui/states.tsx'
import css from './attributes.module.css'
import { type Change, type Known, say, type Value } from './attributes.ts'
import { type Draft, draftOf, valueIn } from './draft.ts'
import { AttributeField } from './field.tsx'

interface Props {
  parts: readonly { holder: string; items: readonly Known[] }[]
  onClose: () => void
}

const same = (one: Value, other: Value): boolean => JSON.stringify(one) === JSON.stringify(other)

/** All that may be said here, one field after the other; only what is another then is saved. */
export function AttributesEditor({ parts, onClose }: Props) {
  const { t } = useWords()
  const [held] = useState(() =>
    parts.flatMap(({ holder, items }) => items.filter(({ may }) => may).map((known) => ({ holder, known }))),
  )
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>(() =>
    Object.fromEntries(held.map(({ known }) => [known.id, draftOf(known)])),
  )
  const [asked, setAsked] = useState(false)
  const [told, setTold] = useState<string | null>(null)
  const read = held.map(({ holder, known }) => ({ holder, known, ...valueIn(known, drafts[known.id] ?? '') }))
  const save = () => {
    setAsked(true)
    if (read.some(({ fault }) => fault !== null)) return
    const changes: Change[] = read.filter(({ known, value }) => !same(known.value, value))
    if (changes.length === 0) return onClose()
    void say(changes).then(onClose, (error: unknown) => setTold(toldBy(error, t)))
  }
  return (
    <FormDialog title={t('attributes')} wide onClose={onClose} onSubmit={save}>
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      <div className={css.form}>
        {read.map(({ known, fault }, index) => (
          <AttributeField
            key={known.id}
            known={known}
            draft={drafts[known.id] ?? ''}
            error={asked && fault !== null ? t(fault) : null}
            autoFocus={index === 0}
            onChange={(draft) => setDrafts((now) => ({ ...now, [known.id]: draft }))}
          />
        ))}
      </div>
    </FormDialog>
  )
}
