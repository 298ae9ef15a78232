import type { Message } from '#conversations/contract'
import { useWords } from '../i18n/words.tsx'
import { useLabels } from '../state/directory.ts'
import { Tag } from '../ui/tag.tsx'
import css from './labels.module.css'
import { useGiver, useWhoGave } from './who.ts'

/** The labels of one message; pointed at, each says who gave it. */
export function MessageLabels({ labels }: { labels: Message['labels'] }) {
  const { t, text } = useWords()
  const known = useLabels()
  const giver = useGiver()
  const who = useWhoGave()
  if (labels.length === 0) return null
  return (
    <ul className={css.labels} aria-label={t('act.label')}>
      {labels.map(({ label, by, at }) => (
        <li key={label}>
          <Tag title={who(giver(by), at)}>{text(known.find(({ id }) => id === label)?.name)}</Tag>
        </li>
      ))}
    </ul>
  )
}
