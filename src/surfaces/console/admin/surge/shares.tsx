import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Choose, Field } from '../../ui/field.tsx'
import css from '../admin.module.css'
import type { Share } from './draft.ts'

interface Props {
  shares: readonly Share[]
  queues: readonly { id: string; label: string }[]
  onChange: (shares: readonly Share[]) => void
}

/** Of one queue, so many percent waits in another. */
export function Shares({ shares, queues, onChange }: Props) {
  const { t } = useWords()
  const put = (at: number, more: Partial<Share>) =>
    onChange(shares.map((share, n) => (n === at ? { ...share, ...more } : share)))
  const [first, second] = queues
  const add = () => onChange([...shares, { from: first?.id ?? '', to: second?.id ?? '', percent: '50' }])
  return (
    <div className={css.wideForm}>
      <p className={css.hint}>{t('surge.overflow.hint')}</p>
      {shares.map((share, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shares have no identity but their place
        <div key={n} className={css.add}>
          <Choose label={t('surge.from')} value={share.from} onChange={(from) => put(n, { from })} options={queues} />
          <Field
            label={t('surge.percent')}
            value={share.percent}
            onChange={(percent) => put(n, { percent })}
            inputMode="numeric"
            maxLength={3}
          />
          <Choose label={t('surge.to')} value={share.to} onChange={(to) => put(n, { to })} options={queues} />
          <Button onPress={() => onChange(shares.filter((_, other) => other !== n))}>{t('surge.share.remove')}</Button>
        </div>
      ))}
      <span className={css.row}>
        <Button disabledBecause={queues.length < 2 ? t('surge.overflow.few') : null} onPress={add}>
          {t('surge.share.add')}
        </Button>
      </span>
    </div>
  )
}
