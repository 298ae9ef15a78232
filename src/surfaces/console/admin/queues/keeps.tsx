import { useWords } from '../../i18n/words.tsx'
import { Choose } from '../../ui/field.tsx'
import css from '../admin.module.css'
import type { PartProps } from './belongs.tsx'
import { daysOffered, minutesOffered, offered } from './queue.ts'

/** For whom work waits a while before it is anybody's. */
export function Keeps({ draft: { sticky }, change }: PartProps) {
  const { t, formats } = useWords()
  const minutes = offered(minutesOffered, sticky?.minutes ?? null)
  return (
    <div className={css.pair}>
      <Choose
        label={t('queue.sticky')}
        hint={t('queue.sticky.hint')}
        value={sticky === null ? '' : String(sticky.minutes)}
        onChange={(chosen) =>
          change({ sticky: chosen === '' ? null : { minutes: Number(chosen), days: sticky?.days ?? 30 } })
        }
        options={[
          { id: '', label: t('queue.sticky.never') },
          ...minutes.map((each) => ({ id: String(each), label: formats.span(each * 60_000) })),
        ]}
      />
      {sticky === null ? null : (
        <Choose
          label={t('queue.sticky.days')}
          value={String(sticky.days)}
          onChange={(days) => change({ sticky: { ...sticky, days: Number(days) } })}
          options={offered(daysOffered, sticky.days).map((n) => ({
            id: String(n),
            label: t('queue.sticky.days.n', { n }),
          }))}
        />
      )}
    </div>
  )
}
