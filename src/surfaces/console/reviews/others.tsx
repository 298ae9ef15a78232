import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { useReviewsWaiting } from '../state/reviews.ts'
import { Choose } from '../ui/field.tsx'
import { Empty } from '../ui/states.tsx'
import { ReviewTable } from './review-table.tsx'
import css from './reviews.module.css'

const states = ['waiting', 'disputed', 'done', 'dropped'] as const

/** What is to be scored and settled, and what was. */
export function Others() {
  const { t } = useWords()
  const { toScore, toSettle } = useReviewsWaiting()
  const [state, setState] = useState<(typeof states)[number]>(toScore === 0 && toSettle > 0 ? 'disputed' : 'waiting')
  const label = { waiting: { n: toScore }, disputed: { n: toSettle }, done: {}, dropped: {} }
  return (
    <div className={css.part}>
      <div className={css.row}>
        <Choose
          label={t('review.which')}
          value={state}
          onChange={(value) => setState(states.find((each) => each === value) ?? 'waiting')}
          options={states.map((each) => ({ id: each, label: t(`review.which.${each}`, label[each]) }))}
        />
      </div>
      <ReviewTable
        key={state}
        of="others"
        state={state}
        empty={
          <Empty glyph="check" title={t(`review.none.${state}`)}>
            <p>{t('review.none.more')}</p>
          </Empty>
        }
      />
    </div>
  )
}
