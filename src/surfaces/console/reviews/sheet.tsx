import { type FormEvent, useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { useCommands } from '../keys/use-commands.ts'
import { showBar } from '../state/bars.ts'
import { toldBy } from '../state/told.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { ErrorBox } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { type Criterion, type Review, score, settle } from './deeds.ts'
import { type Draft, draftOf, dropDraft, isComplete, keepDraft, scoresOf } from './draft.ts'
import css from './reviews.module.css'

interface Props {
  review: Review
  /** For the first time, or after its advisor disputed it. */
  as: 'score' | 'settle'
  onSaved: (now: Review) => void
}

/** The form that is filled in: a choice for each question, a remark where there is something to say. */
export function Sheet({ review, as, onSaved }: Props) {
  const { t } = useWords()
  const [draft, setDraft] = useState(() => draftOf(review, as))
  const [told, setTold] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const put = (more: Partial<Draft>) => {
    const next = { ...draft, ...more }
    setDraft(next)
    keepDraft(review, as, next)
  }
  const lacking = !isComplete(review.criteria, draft)
    ? t('review.needs.all')
    : as === 'settle' && draft.words.trim() === ''
      ? t('review.needs.why')
      : null
  const save = () => {
    if (lacking !== null || busy) return
    setBusy(true)
    setTold(null)
    const body = { rev: review.rev, scores: scoresOf(review.criteria, draft), words: draft.words.trim() }
    const saved = as === 'score' ? score(review.id, body) : settle(review.id, body)
    void saved
      .then((now) => {
        dropDraft(review, as)
        showBar({ text: as === 'score' ? 'review.saved' : 'review.settled' })
        onSaved(now)
      })
      .catch((error: unknown) => setTold(toldBy(error, t)))
      .finally(() => setBusy(false))
  }
  useCommands({ 'talk.send': save })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  return (
    <form className={css.sheet} onSubmit={submit} aria-label={t('review.sheet')}>
      {as === 'settle' ? <p className={css.hint}>{t('review.settle.hint')}</p> : null}
      {review.criteria.map((criterion) => (
        <Question
          key={criterion.id}
          criterion={criterion}
          points={draft.points[criterion.id]}
          remark={draft.remarks[criterion.id] ?? ''}
          onPoints={(points) => put({ points: { ...draft.points, [criterion.id]: points } })}
          onRemark={(words) => put({ remarks: { ...draft.remarks, [criterion.id]: words } })}
        />
      ))}
      <Field
        label={t(as === 'score' ? 'review.words' : 'review.settle.words')}
        hint={t('review.words.hint')}
        value={draft.words}
        onChange={(words) => put({ words })}
        maxLength={2000}
        rows={4}
      />
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      <div className={css.row}>
        <Button look="primary" type="submit" keys="mod+Enter" disabledBecause={busy ? t('loading') : lacking}>
          {t(as === 'score' ? 'review.save' : 'review.settle')}
        </Button>
      </div>
    </form>
  )
}

interface QuestionProps {
  criterion: Criterion
  /** Undefined: not answered yet. */
  points: number | null | undefined
  remark: string
  onPoints: (points: number | null) => void
  onRemark: (words: string) => void
}
function Question({ criterion, points, remark, onPoints, onRemark }: QuestionProps) {
  const { t, text, formats } = useWords()
  const help = text(criterion.help)
  const choices =
    criterion.scale === 'yes-no'
      ? [
          { value: 1, label: t('yes') },
          { value: 0, label: t('no') },
        ]
      : [1, 2, 3, 4, 5].map((value) => ({ value, label: formats.number(value) }))
  return (
    <fieldset className={css.criterion}>
      <legend dir="auto">
        {text(criterion.name)} {criterion.critical ? <Tag tone="warn">{t('review.critical')}</Tag> : null}
      </legend>
      {help === '' ? null : (
        <p className={css.hint} dir="auto">
          {help}
        </p>
      )}
      <div className={css.scale}>
        {[...choices, { value: null, label: t('review.notHere') }].map(({ value, label }) => (
          <label key={String(value)} className={css.choice}>
            <input
              type="radio"
              name={criterion.id}
              checked={points !== undefined && points === value}
              onChange={() => onPoints(value)}
            />
            {label}
          </label>
        ))}
      </div>
      <Field
        label={t('review.remark', { name: text(criterion.name) })}
        hideLabel
        placeholder={t('review.remark.placeholder')}
        value={remark}
        onChange={onRemark}
        maxLength={1000}
      />
    </fieldset>
  )
}
