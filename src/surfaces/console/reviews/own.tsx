import { useWords } from '../i18n/words.tsx'
import { Empty } from '../ui/states.tsx'
import { Notes } from './notes.tsx'
import { ReviewTable } from './review-table.tsx'
import css from './reviews.module.css'
import { Trend } from './trend.tsx'

/** What was said of one's own answers, what is agreed, and how it goes. */
export function Own() {
  const { t } = useWords()
  return (
    <div className={css.stack}>
      <div className={css.part}>
        <h2>{t('review.mine')}</h2>
        <ReviewTable
          of="mine"
          empty={
            <Empty glyph="check" title={t('review.mine.none')}>
              <p>{t('review.mine.none.more')}</p>
            </Empty>
          }
        />
      </div>
      <section className={css.part} aria-labelledby="own-notes">
        <h2 id="own-notes">{t('coaching.notes')}</h2>
        <Notes of="mine" />
      </section>
      <Trend of="mine" />
    </div>
  )
}
