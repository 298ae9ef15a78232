import { useWords } from '../../i18n/words.tsx'
import { Choose } from '../../ui/field.tsx'
import css from '../admin.module.css'
import type { PartProps } from './belongs.tsx'
import { daysOffered, minutesOffered, offered } from './queue.ts'

/** For whom work waits a while before it is anybody's. */
export function Keeps({ draft: { sticky, vip }, change }: PartProps) {
  const { t, formats } = useWords()
  const spans = (chosen: number | null) =>
    offered(minutesOffered, chosen).map((each) => ({ id: String(each), label: formats.span(each * 60_000) }))
  const never = { id: '0', label: t('queue.sticky.never') }
  return (
    <div className={css.pair}>
      <Choose
        label={t('queue.sticky')}
        hint={t('queue.sticky.hint')}
        value={sticky === null ? '' : String(sticky.minutes)}
        onChange={(chosen) =>
          change({ sticky: chosen === '' ? null : { minutes: Number(chosen), days: sticky?.days ?? 30 } })
        }
        options={[{ id: '', label: t('queue.sticky.never') }, ...spans(sticky?.minutes ?? null)]}
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
      <Choose
        label={t('queue.vip.kept')}
        hint={t('queue.vip.kept.hint')}
        value={String(vip.kept)}
        onChange={(kept) => change({ vip: { ...vip, kept: Number(kept) } })}
        options={[never, ...spans(vip.kept === 0 ? null : vip.kept)]}
      />
      <Choose
        label={t('queue.vip.ahead')}
        hint={t('queue.vip.ahead.hint')}
        value={String(vip.ahead)}
        onChange={(ahead) => change({ vip: { ...vip, ahead: Number(ahead) } })}
        options={[never, ...spans(vip.ahead === 0 ? null : vip.ahead)]}
      />
    </div>
  )
}
