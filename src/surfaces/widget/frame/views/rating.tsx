/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { useHere } from '../context.ts'

const scores = [1, 2, 3, 4, 5] as const
/** Mouths of the five faces: from a frown to a smile, so that they differ without colour. */
const mouths = {
  1: 'M8 17q4-5 8 0',
  2: 'M8 16.5q4-2.5 8 0',
  3: 'M8 15.5h8',
  4: 'M8 15q4 2.5 8 0',
  5: 'M7.5 14q4.5 5.5 9 0',
} as const

/** After the conversation was solved: one click, then a word if they like. */
export function Rating() {
  const { talk, state, t } = useHere()
  const { survey, surveyIsOff } = state
  const [comment, setComment] = useState('')
  const [isSent, setSent] = useState(false)
  const [isBroken, setBroken] = useState(false)
  if (survey === null || surveyIsOff) return null
  const rate = (score: number, words?: string): Promise<void> =>
    talk.rate(score, words).then(
      () => setBroken(false),
      () => setBroken(true),
    )
  const isDone = isSent || (survey.score !== null && survey.comment !== null)
  return (
    <section class="rating" aria-labelledby="rating">
      <h2 id="rating">{t('survey.title')}</h2>
      {!isDone && (
        // biome-ignore lint/a11y/useSemanticElements: each face acts at once, they are no radio buttons
        <div class="faces" role="group" aria-labelledby="rating">
          {scores.map((score) => (
            <button
              type="button"
              key={score}
              class="face"
              aria-pressed={survey.score === score}
              aria-label={t(`survey.${score}`)}
              title={t(`survey.${score}`)}
              onClick={() => void rate(score)}
            >
              <svg viewBox="0 0 24 24" aria-hidden="true">
                <circle cx="12" cy="12" r="9.2" />
                <path d="M9 9.5v.5M15 9.5v.5" />
                <path d={mouths[score]} />
              </svg>
            </button>
          ))}
        </div>
      )}
      <p role="status">
        {isBroken
          ? t('error.general')
          : survey.score === null
            ? ''
            : `${t(`survey.${survey.score}`)}. ${isDone ? t('survey.thanks') : ''}`}
      </p>
      {survey.score !== null && !isDone && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void rate(survey.score ?? 3, comment.trim()).then(() => setSent(true))
          }}
        >
          <label for="comment">{t('survey.comment')}</label>
          <p id="comment-hint">{t('survey.commentHint')}</p>
          <textarea
            id="comment"
            rows={2}
            maxLength={2_000}
            aria-describedby="comment-hint"
            value={comment}
            onInput={({ currentTarget }) => setComment(currentTarget.value)}
          />
          <button type="submit" class="main">
            {t('survey.send')}
          </button>
        </form>
      )}
      {!isDone && (
        <button type="button" class="link" onClick={() => talk.skipSurvey()}>
          {t('survey.skip')}
        </button>
      )}
    </section>
  )
}
