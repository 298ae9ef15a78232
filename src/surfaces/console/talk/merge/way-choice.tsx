import { useWords } from '../../i18n/words.tsx'
import { channelKind } from '../../inbox/marks.tsx'
import { Choose } from '../../ui/field.tsx'
import css from './merge.module.css'
import type { ReplyWay } from './use-way.ts'

interface Props {
  ways: readonly ReplyWay[]
  way: ReplyWay
  onChoose: (id: string) => void
}
/** Which way the reply goes, where there are several. */
export function WayChoice({ ways, way, onChoose }: Props) {
  const { t } = useWords()
  if (ways.length < 2) return null
  const options = ways.map(({ id, channel, reference }) => ({
    id,
    label: `${t(`channel.${channelKind(channel)}`)} · ${reference}`,
  }))
  return (
    <span className={css.way}>
      <Choose hideLabel label={t('join.way')} value={way.id} onChange={onChoose} options={options} />
    </span>
  )
}
