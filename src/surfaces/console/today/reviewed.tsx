import { useEffect } from 'react'
import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { countReviews, useReviewsWaiting } from '../state/reviews.ts'
import css from './today.module.css'

/** What was said of one's answers and not looked at, and what waits to be scored; nothing when there is nothing. */
export function Reviewed() {
  const { t } = useWords()
  const { toSee, toScore, toSettle } = useReviewsWaiting()
  useEffect(() => void countReviews(), [])
  const lines = [
    ...(toSee > 0 ? [t('today.reviews.see', { n: toSee })] : []),
    ...(toScore > 0 ? [t('today.reviews.score', { n: toScore })] : []),
    ...(toSettle > 0 ? [t('today.reviews.settle', { n: toSettle })] : []),
  ]
  if (lines.length === 0) return null
  return (
    <section className={css.part} aria-labelledby="today-reviews">
      <h2 id="today-reviews">{t('nav.reviews')}</h2>
      <ul className={css.lines}>
        {lines.map((line) => (
          <li key={line} className={css.line}>
            <Link href={to.reviews()}>{line}</Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
