import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { Ask } from '../../ui/ask.tsx'
import css from '../admin.module.css'
import type { Level } from './level.ts'

interface Props {
  level: Level
  onClose: () => void
  onDone: () => void
}

/** Asked before: open clocks go on by another level, or by none. */
export function RemoveLevel({ level, onClose, onDone }: Props) {
  const { t } = useWords()
  const remove = () =>
    void call('DELETE /api/v1/sla-policies/:id', { params: { id: level.id } }).then(() => {
      showBar({ text: 'level.removed' })
      onDone()
    }, failed)
  return (
    <Ask
      title={t('level.remove.ask', { level: level.name })}
      verb={t('level.remove')}
      onClose={onClose}
      onSure={remove}
    >
      <p className={css.hint}>{t('level.remove.more')}</p>
    </Ask>
  )
}
