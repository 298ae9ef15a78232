import { useWords } from '../../i18n/words.tsx'
import { useBrandName } from '../brand-name.ts'
import css from './levels.module.css'

/** How many open clocks of a brand are reckoned by the new settings already. */
export function Progress({ brand, done, total }: { brand: string; done: number; total: number }) {
  const { t } = useWords()
  const brandName = useBrandName()
  const words = t('level.progress', { brand: brandName(brand), done, total })
  return (
    <div className={css.progress} role="status">
      <span>{words}</span>
      <progress className={css.bar} max={total} value={done} aria-label={words} />
    </div>
  )
}
