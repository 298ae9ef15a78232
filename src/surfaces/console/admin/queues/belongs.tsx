import { useWords } from '../../i18n/words.tsx'
import { channelKind } from '../../inbox/marks.tsx'
import { useLabels } from '../../state/directory.ts'
import { Switch } from '../../ui/switch.tsx'
import css from '../admin.module.css'
import { Checks } from '../checks.tsx'
import { channels, priorities, type QueueDraft, type Takes } from './queue.ts'

export interface PartProps {
  draft: QueueDraft
  change: (more: Partial<QueueDraft>) => void
}
interface Props extends PartProps {
  isFirst: boolean
  /** Those the brand speaks. */
  languages: readonly string[]
  brand: string
}

/** What a conversation must be to wait here. */
export function Belongs({ draft: { takes }, isFirst, languages, brand, change }: Props) {
  const { t, text, formats } = useWords()
  const labels = useLabels()
  const put = (more: Partial<Takes>) => change({ takes: { ...takes, ...more } })
  const all = <Id extends string>(offered: readonly Id[], chosen: readonly string[]) => [
    ...new Set<string>([...offered, ...chosen]),
  ]
  return (
    <>
      <p className={css.hint}>{t(isFirst ? 'queue.takes.first' : 'queue.takes.hint')}</p>
      <Checks
        legend={t('queue.takes.channels')}
        options={all(channels, takes.channels).map((id) => ({ id, label: t(`channel.${channelKind(id)}`) }))}
        chosen={takes.channels}
        onChange={(chosen) => put({ channels: chosen })}
      />
      <Checks
        legend={t('queue.takes.languages')}
        options={all(languages, takes.languages).map((id) => ({ id, label: formats.language(id) }))}
        chosen={takes.languages}
        onChange={(chosen) => put({ languages: chosen })}
      />
      <Checks
        legend={t('queue.takes.labels')}
        options={labels
          .filter((label) => label.brand === null || label.brand === brand)
          .map(({ id, name }) => ({ id, label: text(name) }))}
        chosen={takes.labels}
        onChange={(chosen) => put({ labels: chosen })}
        none={t('queue.takes.noLabels')}
      />
      <Checks
        legend={t('queue.takes.priorities')}
        options={priorities.map((id) => ({ id, label: id }))}
        chosen={takes.priorities}
        onChange={(chosen) => put({ priorities: chosen })}
      />
      <Switch isSelected={takes.vip ?? false} onChange={(vip) => put({ vip })}>
        {t('queue.takes.vip')}
      </Switch>
    </>
  )
}
