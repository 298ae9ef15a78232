import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call, type Out } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { toldBy } from '../../state/told.ts'
import { Button } from '../../ui/button.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import css from '../admin.module.css'
import { type Attribute, type Draft, sent } from './draft.ts'
import { AttributeFields } from './fields.tsx'

type Misfits = Out<'POST /api/v1/attributes/:id/fit'>

const put = ({ id, brand: _, on: __, key: ___, ...body }: Draft) =>
  call('PUT /api/v1/attributes/:id', { params: { id }, body })

interface Props {
  /** Null: a new one. */
  before: Attribute | null
  draft: Draft | Attribute
  onClose: () => void
}

/** One attribute. What it held is never lost: what would not fit is shown, and nothing is changed. */
export function AttributeEditor({ before, draft: first, onClose }: Props) {
  const { t, text } = useWords()
  const [initial] = useState<Draft>(() => onlyDraft(first))
  const [draft, setDraft] = useState(initial)
  const [told, setTold] = useState<string | null>(null)
  const [misfits, setMisfits] = useState<Misfits | null>(null)
  const save = async () => {
    const body = sent(draft)
    setTold(null)
    try {
      if (before !== null) {
        const { type, options } = body
        const found = await call('POST /api/v1/attributes/:id/fit', {
          params: { id: draft.id },
          body: { type, options },
        })
        setMisfits(found.total === 0 ? null : found)
        if (found.total > 0) return
      }
      await (before === null ? call('POST /api/v1/attributes', { body }) : put(body))
      const undo = before === null ? undefined : () => void put(initial).catch(failed)
      showBar({ text: before === null ? 'attribute.created' : 'attribute.saved', ...(undo && { undo }) })
      onClose()
    } catch (error) {
      setTold(toldBy(error, t))
    }
  }
  return (
    <FormDialog
      title={before === null ? t('attribute.new') : text(before.name)}
      wide
      more={before === null ? null : <Archive attribute={before} onDone={onClose} />}
      onClose={onClose}
      onSubmit={() => void save()}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      {misfits === null ? null : (
        <ErrorBox>
          {t('attribute.misfits', { n: misfits.total })}
          <ul className={css.rows}>
            {misfits.misfits.map(({ value, times }) => (
              <li key={value}>
                <bdi>{value}</bdi> ({times})
              </li>
            ))}
          </ul>
        </ErrorBox>
      )}
      <AttributeFields
        draft={draft}
        isNew={before === null}
        change={(more) => setDraft((now) => ({ ...now, ...more }))}
      />
    </FormDialog>
  )
}

function onlyDraft({ id, brand, on, key, name, hint, type, options, required, reads, writes, place }: Draft): Draft {
  return { id, brand, on, key, name, hint, type, options, required, reads, writes, place }
}

/** Asked for no more, or again; its values stay either way. */
function Archive({ attribute, onDone }: { attribute: Attribute; onDone: () => void }) {
  const { t } = useWords()
  const { id, archived } = attribute
  const say = (rest: boolean) =>
    rest
      ? call('PUT /api/v1/attributes/:id/archive', { params: { id } })
      : call('DELETE /api/v1/attributes/:id/archive', { params: { id } })
  const run = () =>
    void say(!archived).then(() => {
      showBar({
        text: archived ? 'attribute.restored' : 'attribute.archived.done',
        undo: () => void say(archived).catch(failed),
      })
      onDone()
    }, failed)
  return <Button onPress={run}>{t(archived ? 'attribute.restore' : 'attribute.archive')}</Button>
}
