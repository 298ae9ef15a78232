import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { useCommands } from '../keys/use-commands.ts'
import { showBar } from '../state/bars.ts'
import { toldBy } from '../state/told.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { ErrorBox } from '../ui/states.tsx'
import { answer, type Review } from './deeds.ts'
import css from './reviews.module.css'

/** The advisor's word: that it is so, or why it is not. */
export function Answer({ review, onSaved }: { review: Review; onSaved: (now: Review) => void }) {
  const { t } = useWords()
  const [words, setWords] = useState(review.answer)
  const [told, setTold] = useState<string | null>(null)
  const say = (agrees: boolean) => {
    setTold(null)
    void answer(review.id, { rev: review.rev, agrees, words: words.trim() }).then(
      (now) => {
        showBar({ text: agrees ? 'review.agreed' : 'review.disputed' })
        onSaved(now)
      },
      (error: unknown) => setTold(toldBy(error, t)),
    )
  }
  const answered = review.state !== 'scored'
  useCommands({ 'talk.send': () => say(true) })
  return (
    <section className={css.part} aria-labelledby="review-answer">
      <h2 id="review-answer">{t(answered ? 'review.answer.again' : 'review.answer')}</h2>
      <Field
        label={t('review.answer.words')}
        hint={t('review.answer.hint')}
        value={words}
        onChange={setWords}
        maxLength={2000}
        rows={3}
      />
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      <div className={css.row}>
        <Button look="primary" keys="mod+Enter" onPress={() => say(true)}>
          {t('review.agree')}
        </Button>
        <Button disabledBecause={words.trim() === '' ? t('review.dispute.needs') : null} onPress={() => say(false)}>
          {t('review.dispute')}
        </Button>
      </div>
    </section>
  )
}
