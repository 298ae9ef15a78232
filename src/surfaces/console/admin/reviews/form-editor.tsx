import { useState } from 'react'
import { uuid7 } from '../../../shared/uuid7.ts'
import { useWords } from '../../i18n/words.tsx'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { useMe } from '../../state/session.ts'
import { toldBy } from '../../state/told.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Choose } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import { Switch } from '../../ui/switch.tsx'
import css from '../admin.module.css'
import { TextsField } from '../surge/texts-field.tsx'
import { type Criterion, change, create, type Draft, draftOf, missing, moved, newQuestion } from './form-draft.ts'
import type { ReviewForm } from './page.tsx'

const MOST = 30
const weights = [1, 2, 3, 5, 10]

interface Props {
  /** None: a new one. */
  before: ReviewForm | null
  onClose: () => void
  onSaved: () => void
}

/** One form: its questions in order, in every language of its brands. */
export function FormEditor({ before, onClose, onSaved }: Props) {
  const { t } = useWords()
  const { brands } = useMe()
  const [id] = useState(() => before?.id ?? uuid7())
  const [draft, setDraft] = useState(() => draftOf(before, brands[0]?.id ?? null))
  const [told, setTold] = useState<string | null>(null)
  const put = (more: Partial<Draft>) => setDraft((held) => ({ ...held, ...more }))
  const languages = [
    ...new Set(
      brands.filter((each) => draft.brand === null || each.id === draft.brand).flatMap((each) => each.languages),
    ),
  ]
  const why = missing(draft)
  const save = () => {
    setTold(null)
    const saved = before === null ? create(id, draft) : change(id, before.rev, draft)
    void saved.then(
      (now) => {
        const undo =
          before === null ? undefined : () => void change(id, now.rev, draftOf(before, null)).then(onSaved, failed)
        showBar({ text: 'reviewForm.saved', ...(undo && { undo }) })
        onSaved()
        onClose()
      },
      (error: unknown) => setTold(toldBy(error, t)),
    )
  }
  return (
    <FormDialog
      title={t(before === null ? 'reviewForm.new' : 'reviewForm.edit')}
      disabledBecause={why === null ? null : t(why)}
      wide
      onClose={onClose}
      onSubmit={save}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      {before === null ? (
        <Choose
          label={t('brand')}
          value={draft.brand ?? ''}
          onChange={(brand) => put({ brand: brand === '' ? null : brand })}
          options={[...brands.map((each) => ({ id: each.id, label: each.name })), { id: '', label: t('brand.all') }]}
        />
      ) : (
        <p className={css.hint}>{t('reviewForm.keeps')}</p>
      )}
      <TextsField
        label={t('people.name')}
        languages={languages}
        texts={draft.name}
        onChange={(name) => put({ name })}
        most={80}
        autoFocus
      />
      <Questions languages={languages} criteria={draft.criteria} onChange={(criteria) => put({ criteria })} />
    </FormDialog>
  )
}

interface QuestionsProps {
  languages: readonly string[]
  criteria: readonly Criterion[]
  onChange: (criteria: readonly Criterion[]) => void
}
function Questions({ languages, criteria, onChange }: QuestionsProps) {
  const { t } = useWords()
  return (
    <>
      {criteria.map((criterion, at) => (
        <fieldset key={criterion.id} className={css.group}>
          <legend>{t('reviewForm.question', { n: at + 1 })}</legend>
          <Question
            languages={languages}
            criterion={criterion}
            onChange={(now) => onChange(criteria.map((each, n) => (n === at ? now : each)))}
          />
          <span className={css.row}>
            <IconButton
              label={t('reviewForm.up', { n: at + 1 })}
              disabledBecause={at === 0 ? t('disposition.first') : null}
              onPress={() => onChange(moved(criteria, at, -1))}
            >
              <Glyph name="up" />
            </IconButton>
            <IconButton
              label={t('reviewForm.down', { n: at + 1 })}
              disabledBecause={at === criteria.length - 1 ? t('disposition.last') : null}
              onPress={() => onChange(moved(criteria, at, 1))}
            >
              <Glyph name="down" />
            </IconButton>
            <Button
              look="quiet"
              disabledBecause={criteria.length === 1 ? t('reviewForm.needs.question') : null}
              onPress={() => onChange(criteria.filter((_, n) => n !== at))}
            >
              {t('reviewForm.remove')}
            </Button>
          </span>
        </fieldset>
      ))}
      <div className={css.row}>
        <Button
          disabledBecause={criteria.length >= MOST ? t('reviewForm.full', { n: MOST }) : null}
          onPress={() => onChange([...criteria, newQuestion()])}
        >
          {t('reviewForm.add')}
        </Button>
      </div>
    </>
  )
}

interface QuestionProps {
  languages: readonly string[]
  criterion: Criterion
  onChange: (now: Criterion) => void
}
function Question({ languages, criterion, onChange }: QuestionProps) {
  const { t, formats } = useWords()
  const known = weights.includes(criterion.weight) ? weights : [...weights, criterion.weight]
  return (
    <>
      <TextsField
        label={t('reviewForm.asks')}
        languages={languages}
        texts={criterion.name}
        onChange={(name) => onChange({ ...criterion, name })}
        most={160}
      />
      <TextsField
        label={t('reviewForm.help')}
        languages={languages}
        texts={criterion.help}
        onChange={(help) => onChange({ ...criterion, help })}
        most={500}
      />
      <div className={css.pair}>
        <Choose
          label={t('reviewForm.scale')}
          value={criterion.scale}
          onChange={(scale) => onChange({ ...criterion, scale: scale === 'yes-no' ? 'yes-no' : 'five' })}
          options={[
            { id: 'five', label: t('reviewForm.scale.five') },
            { id: 'yes-no', label: t('reviewForm.scale.yes-no') },
          ]}
        />
        <Choose
          label={t('reviewForm.weight')}
          value={String(criterion.weight)}
          onChange={(weight) => onChange({ ...criterion, weight: Number(weight) })}
          options={known.map((each) => ({ id: String(each), label: formats.number(each) }))}
        />
      </div>
      <Switch isSelected={criterion.critical} onChange={(critical) => onChange({ ...criterion, critical })}>
        {t('reviewForm.critical')}
      </Switch>
    </>
  )
}
