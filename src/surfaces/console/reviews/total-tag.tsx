import { useWords } from '../i18n/words.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import type { ReviewRow } from './deeds.ts'

const toneOf = (total: number): Tone => (total >= 80 ? 'good' : total >= 60 ? 'plain' : 'warn')

/** How it came out, and whether something critical was missed. */
export function TotalTag({ total, failed }: { total: number | null; failed: boolean }) {
  const { t, formats } = useWords()
  if (total === null) return <span aria-hidden="true">–</span>
  const said = t('review.of100', { n: formats.number(total) })
  return failed ? <Tag tone="bad">{t('review.failed', { total: said })}</Tag> : <Tag tone={toneOf(total)}>{said}</Tag>
}

const tones: Record<ReviewRow['state'], Tone> = {
  waiting: 'info',
  dropped: 'plain',
  scored: 'info',
  agreed: 'good',
  disputed: 'warn',
  settled: 'plain',
}

export function StateTag({ state }: { state: ReviewRow['state'] }) {
  const { t } = useWords()
  return <Tag tone={tones[state]}>{t(`review.state.${state}`)}</Tag>
}
