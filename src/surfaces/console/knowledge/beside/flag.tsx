import { useState } from 'react'
import { uuid7 } from '../../../shared/uuid7.ts'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { toldBy } from '../../state/told.ts'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import type { Suggested } from './use-answers.ts'

export interface Flagging {
  conversation: string
  /** Null: one is missing. */
  article: Suggested | null
}

/** Says to whoever keeps the articles what is wrong with one, or what is missing; a bar takes it back. */
export function Flag({ conversation, article, onClose }: Flagging & { onClose: () => void }) {
  const { t } = useWords()
  const [id] = useState(uuid7)
  const [note, setNote] = useState('')
  const [told, setTold] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const lacking = article === null && note.trim() === ''
  const send = () => {
    if (sending || lacking) return
    setSending(true)
    const body = { id, article: article?.id ?? null, note: note.trim() }
    void call('POST /api/v1/conversations/:id/article-flags', { params: { id: conversation }, body })
      .then(
        () => {
          showBar({ text: 'knowledge.told', undo: () => void takeBack(id) })
          onClose()
        },
        (error: unknown) => setTold(toldBy(error, t)),
      )
      .finally(() => setSending(false))
  }
  return (
    <FormDialog
      title={article === null ? t('knowledge.missing.title') : t('knowledge.wrong.title', { title: article.title })}
      verb={t('knowledge.tell')}
      disabledBecause={lacking ? t('knowledge.note.needed') : sending ? t('loading') : null}
      onClose={onClose}
      onSubmit={send}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      <Field
        label={t('knowledge.note')}
        hint={t('knowledge.note.hint')}
        value={note}
        onChange={setNote}
        rows={3}
        maxLength={500}
        autoFocus
      />
    </FormDialog>
  )
}

const takeBack = (id: string) =>
  call('PUT /api/v1/article-flags/:id/settled', { params: { id }, body: { how: 'withdrawn' } }).catch(failed)
