import { useWords } from '../i18n/words.tsx'
import { useNow } from '../state/now.ts'
import { Tag } from '../ui/tag.tsx'
import type { Criterion, Review } from './deeds.ts'
import css from './reviews.module.css'

/** How it came out: each question with its points, what was said, and what came of it. */
export function Said({ review }: { review: Review }) {
  const { t, formats } = useWords()
  const now = useNow()
  return (
    <section className={css.part} aria-label={t('review.sheet')}>
      {review.criteria.map((criterion) => (
        <Scored key={criterion.id} criterion={criterion} review={review} />
      ))}
      {review.words === '' ? null : (
        <p className={css.said} dir="auto">
          {review.words}
        </p>
      )}
      {review.reviewer === null || review.scoredAt === null ? null : (
        <p className={css.who}>
          {t('review.scoredBy', { name: review.reviewer.name, when: formats.when(review.scoredAt, now) })}
          {review.seenAt === null ? ` · ${t('review.unseen')}` : ''}
        </p>
      )}
      {review.answeredAt === null ? null : (
        <Quote
          words={review.answer}
          who={t(review.state === 'agreed' ? 'review.agreedBy' : 'review.disputedBy', {
            name: review.agent.name,
            when: formats.when(review.answeredAt, now),
          })}
        />
      )}
      {review.settled === null ? null : (
        <Quote
          words={review.settled.words}
          who={t('review.settledBy', {
            name: review.settled.by.name,
            when: formats.when(review.settled.at, now),
          })}
        />
      )}
    </section>
  )
}

const Quote = ({ who, words }: { who: string; words: string }) => (
  <div className={css.quote}>
    <p className={css.who}>{who}</p>
    {words === '' ? null : (
      <p className={css.said} dir="auto">
        {words}
      </p>
    )}
  </div>
)

function Scored({ criterion, review }: { criterion: Criterion; review: Review }) {
  const { t, text, formats } = useWords()
  const score = review.scores.find((each) => each.criterion === criterion.id)
  const points = score?.points ?? null
  const [least, most] = criterion.scale === 'five' ? [1, 5] : [0, 1]
  const said =
    points === null
      ? t('review.notHere')
      : criterion.scale === 'five'
        ? t('review.points', { n: formats.number(points), of: formats.number(most) })
        : t(points === 1 ? 'yes' : 'no')
  const tone =
    points === null
      ? 'plain'
      : points === least
        ? criterion.critical
          ? 'bad'
          : 'warn'
        : points === most
          ? 'good'
          : 'plain'
  return (
    <div className={css.criterion}>
      <p className={css.row}>
        <b dir="auto">{text(criterion.name)}</b> <Tag tone={tone}>{said}</Tag>
      </p>
      {score === undefined || score.words === '' ? null : (
        <p className={css.said} dir="auto">
          {score.words}
        </p>
      )}
    </div>
  )
}
