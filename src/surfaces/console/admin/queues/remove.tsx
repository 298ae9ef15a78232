import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { Ask } from '../../ui/ask.tsx'
import css from '../admin.module.css'
import type { Queue } from './queue.ts'

interface Props {
  queue: Queue
  onClose: () => void
  onDone: () => void
}

/** Asked before: what waits there moves at once. */
export function RemoveQueue({ queue, onClose, onDone }: Props) {
  const { t, text } = useWords()
  const remove = () =>
    void call('DELETE /api/v1/queues/:id', { params: { id: queue.id } }).then(() => {
      showBar({ text: 'queue.removed' })
      onDone()
    }, failed)
  return (
    <Ask
      title={t('queue.remove.ask', { queue: text(queue.name) })}
      verb={t('queue.remove')}
      onClose={onClose}
      onSure={remove}
    >
      <p className={css.hint}>{t('queue.remove.what', { n: queue.waiting })}</p>
    </Ask>
  )
}
