import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { useMe } from '../../state/session.ts'
import { toldBy } from '../../state/told.ts'
import { Button } from '../../ui/button.tsx'
import { Choose, Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import css from '../admin.module.css'
import { Belongs } from './belongs.tsx'
import { Gives } from './gives.tsx'
import { Keeps } from './keeps.tsx'
import { draftOf, newDraft, type Queue, type QueueDraft, tidy } from './queue.ts'
import { RemoveQueue } from './remove.tsx'

const put = (id: string, body: QueueDraft) => call('PUT /api/v1/queues/:id', { params: { id }, body })

interface Props {
  /** Null: a new one. */
  queue: Queue | null
  queues: readonly Queue[]
  onClose: () => void
}

/** One queue: how it is called, what belongs into it, who is given it, and who helps out. */
export function QueueEditor({ queue, queues, onClose }: Props) {
  const { t, text, lang, formats } = useWords()
  const { brands } = useMe()
  const [{ id, ...before }] = useState(() => (queue === null ? newDraft() : { id: queue.id, ...draftOf(queue) }))
  const [draft, setDraft] = useState<QueueDraft>(before)
  const [brand, setBrand] = useState(queue?.brand ?? brands[0]?.id ?? '')
  const [told, setTold] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const [removing, setRemoving] = useState(false)
  const languages = brands.find((each) => each.id === brand)?.languages ?? [lang]
  const change = (more: Partial<QueueDraft>) => setDraft((now) => ({ ...now, ...more }))
  const body = tidy(draft)
  const nameless = Object.keys(body.name).length === 0
  const done = () => {
    const undo = queue === null ? undefined : () => void put(id, before).then(onClose, failed)
    showBar({ text: queue === null ? 'queue.created' : 'queue.saved', ...(undo && { undo }) })
    onClose()
  }
  const save = () => {
    if (saving) return
    setTold(null)
    setSaving(true)
    const saved = queue === null ? call('POST /api/v1/queues', { body: { id, brand, ...body } }) : put(id, body)
    void saved.then(done, (error: unknown) => setTold(toldBy(error, t))).finally(() => setSaving(false))
  }
  if (removing && queue !== null)
    return <RemoveQueue queue={queue} onClose={() => setRemoving(false)} onDone={onClose} />
  return (
    <FormDialog
      title={queue === null ? t('queue.new') : text(queue.name)}
      wide
      verb={t(queue === null ? 'queue.create' : 'save')}
      disabledBecause={nameless ? t('queue.nameless') : saving ? t('loading') : null}
      more={
        queue === null || queue.first ? null : (
          <Button look="danger" onPress={() => setRemoving(true)}>
            {t('queue.remove')}
          </Button>
        )
      }
      onClose={onClose}
      onSubmit={save}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      <div className={css.wideForm}>
        {queue === null ? (
          <Choose
            label={t('brand')}
            value={brand}
            onChange={(chosen) => {
              setBrand(chosen)
              change({ overflow: null })
            }}
            options={brands.map((each) => ({ id: each.id, label: each.name }))}
          />
        ) : null}
        <div className={css.pair}>
          {languages.map((each, index) => (
            <Field
              key={each}
              label={t('brand.textIn', { text: t('people.name'), language: formats.language(each) })}
              value={draft.name[each] ?? ''}
              onChange={(name) => change({ name: { ...draft.name, [each]: name } })}
              maxLength={80}
              autoFocus={queue === null && index === 0}
            />
          ))}
        </div>
        <Belongs draft={draft} isFirst={queue?.first ?? false} languages={languages} brand={brand} change={change} />
        <Gives draft={draft} others={queues.filter((each) => each.brand === brand && each.id !== id)} change={change} />
        <Keeps draft={draft} change={change} />
      </div>
    </FormDialog>
  )
}
