import { useState } from 'react'
import { uuid7 } from '../../../shared/uuid7.ts'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import type { Disposition } from '../../state/directory.ts'
import { useMe } from '../../state/session.ts'
import { toldBy } from '../../state/told.ts'
import { Choose } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import css from '../admin.module.css'
import { TextsField } from '../surge/texts-field.tsx'
import { parentsFor } from './tree.ts'

interface Props {
  all: readonly Disposition[]
  /** None: a new one. */
  before: Disposition | null
  /** Under which a new one is made. */
  under: Disposition | null
  onClose: () => void
  onSaved: () => void
}

const put = ({ id, name, parent }: Disposition, rev: number) =>
  call('PUT /api/v1/dispositions/:id', { params: { id }, body: { name, parent, rev } })

/** One reason: its words in every language of its brands, and where it stands. */
export function ReasonEditor({ all, before, under, onClose, onSaved }: Props) {
  const { t, text } = useWords()
  const { brands } = useMe()
  const [brand, setBrand] = useState(before?.brand ?? under?.brand ?? null)
  const [parent, setParent] = useState(before?.parent ?? under?.id ?? null)
  const [names, setNames] = useState<Record<string, string>>(before?.name ?? {})
  const [id] = useState(() => before?.id ?? uuid7())
  const [told, setTold] = useState<string | null>(null)
  const languages = [
    ...new Set(brands.filter((each) => brand === null || each.id === brand).flatMap((each) => each.languages)),
  ]
  const name = Object.fromEntries(
    Object.entries(names).flatMap(([lang, typed]) => (typed.trim() === '' ? [] : [[lang, typed.trim()]])),
  )
  const parents = parentsFor(all, brand, before?.id ?? null)
  const save = () => {
    setTold(null)
    const saved =
      before === null
        ? call('POST /api/v1/dispositions', { body: { id, brand, parent, name } })
        : put({ ...before, name, parent }, before.rev)
    void saved.then(
      (now) => {
        const undo = before === null ? undefined : () => void put(before, now.rev).then(onSaved, failed)
        showBar({ text: 'disposition.saved', ...(undo && { undo }) })
        onSaved()
        onClose()
      },
      (error: unknown) => setTold(toldBy(error, t)),
    )
  }
  return (
    <FormDialog
      title={t(before === null ? 'disposition.new' : 'disposition.edit')}
      disabledBecause={Object.keys(name).length === 0 ? t('disposition.needsName') : null}
      onClose={onClose}
      onSubmit={save}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      {before === null ? (
        <Choose
          label={t('brand')}
          value={brand ?? ''}
          onChange={(chosen) => {
            setBrand(chosen === '' ? null : chosen)
            setParent(null)
          }}
          options={[{ id: '', label: t('brand.all') }, ...brands.map((each) => ({ id: each.id, label: each.name }))]}
        />
      ) : null}
      <Choose
        label={t('disposition.under')}
        value={parent ?? ''}
        onChange={(chosen) => setParent(chosen === '' ? null : chosen)}
        options={[
          { id: '', label: t('disposition.top') },
          ...parents.map((line) => ({ id: line.id, label: `${'– '.repeat(line.depth)}${text(line.name)}` })),
        ]}
      />
      <p className={css.hint}>{t('disposition.name.hint')}</p>
      <TextsField
        label={t('people.name')}
        languages={languages}
        texts={names}
        onChange={setNames}
        most={80}
        autoFocus
      />
    </FormDialog>
  )
}
