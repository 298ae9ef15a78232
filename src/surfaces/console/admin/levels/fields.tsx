import { useWords } from '../../i18n/words.tsx'
import { channelKind } from '../../inbox/marks.tsx'
import { useQueues } from '../../state/directory.ts'
import { Choose } from '../../ui/field.tsx'
import css from '../admin.module.css'
import type { Calendar } from '../calendars/calendar.ts'
import { Checks } from '../checks.tsx'
import { channels, priorities } from '../queues/queue.ts'
import { kinds, type LevelDraft } from './level.ts'
import own from './levels.module.css'
import { Target } from './target.tsx'

interface Props {
  draft: LevelDraft
  brand: string
  calendars: readonly Calendar[]
  change: (more: Partial<LevelDraft>) => void
}

/** What is promised, and by which hours. */
export function Promised({ draft, brand, calendars, change }: Props) {
  const { t } = useWords()
  const fit = calendars.filter((each) => each.brand === null || each.brand === brand)
  return (
    <>
      <div className={own.targets}>
        {kinds.map((kind) => (
          <Target
            key={kind}
            label={t(`level.${kind}`)}
            hint={t(`level.${kind}.hint`)}
            value={draft[kind]}
            onChange={(minutes) => change({ [kind]: minutes })}
          />
        ))}
      </div>
      <div className={css.pair}>
        <Choose
          label={t('level.calendar')}
          hint={t('level.calendar.hint')}
          value={draft.calendar ?? ''}
          onChange={(chosen) => change({ calendar: chosen === '' ? null : chosen })}
          options={[{ id: '', label: t('level.always') }, ...fit.map(({ id, name }) => ({ id, label: name }))]}
        />
        <Choose
          label={t('level.warn')}
          hint={t('level.warn.hint')}
          value={String(draft.warn)}
          onChange={(chosen) => change({ warn: Number(chosen) })}
          options={[...new Set([50, 66, 75, 80, 90, 95, draft.warn])]
            .sort((a, b) => a - b)
            .map((percent) => ({ id: String(percent), label: t('level.percent', { percent }) }))}
        />
      </div>
    </>
  )
}

/** What it is for. */
export function Takes({ draft: { takes }, brand, change }: Props) {
  const { t, text } = useWords()
  const queues = useQueues().filter((queue) => queue.brand === brand)
  const put = (more: Partial<LevelDraft['takes']>) => change({ takes: { ...takes, ...more } })
  return (
    <>
      <p className={css.hint}>{t('level.takes.hint')}</p>
      <Checks
        legend={t('settings.queues')}
        options={queues.map(({ id, name }) => ({ id, label: text(name) }))}
        chosen={takes.queues}
        onChange={(chosen) => put({ queues: chosen })}
        none={t('level.takes.noQueues')}
      />
      <Checks
        legend={t('queue.takes.channels')}
        options={[...new Set<string>([...channels, ...takes.channels])].map((id) => ({
          id,
          label: t(`channel.${channelKind(id)}`),
        }))}
        chosen={takes.channels}
        onChange={(chosen) => put({ channels: chosen })}
      />
      <Checks
        legend={t('queue.takes.priorities')}
        options={priorities.map((id) => ({ id, label: id }))}
        chosen={takes.priorities}
        onChange={(chosen) => put({ priorities: chosen })}
      />
    </>
  )
}
