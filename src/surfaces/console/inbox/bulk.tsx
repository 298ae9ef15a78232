import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { assign, markSpam, notSpam, putLabel, solve } from '../state/deeds.ts'
import { useLabels } from '../state/directory.ts'
import { useDesk } from '../state/inbox.ts'
import { useMe } from '../state/session.ts'
import { BatonDialog } from '../talk/baton/dialog.tsx'
import { SolvePicker } from '../talk/solve-picker.tsx'
import { Button } from '../ui/button.tsx'
import { Picker } from '../ui/picker.tsx'
import css from './bulk.module.css'

/** One deed on many rows: each is said on its own, counted, and what was refused stays selected in words. */
export function BulkBar({ ids, onDone }: { ids: readonly string[]; onDone: () => void }) {
  const { t, text } = useWords()
  const { agent } = useMe()
  const labels = useLabels()
  const [done, setDone] = useState<{ of: number; ok: number } | null>(null)
  const [picking, setPicking] = useState(false)
  const [solving, setSolving] = useState(false)
  const [passing, setPassing] = useState(false)
  const rows = useDesk((desk) => desk.rows)
  const chosen = ids.flatMap((id) => rows.get(id) ?? [])
  const oneBrand = new Set(chosen.map(({ brand }) => brand)).size <= 1
  const spams = chosen.length > 0 && chosen.every(({ status }) => status === 'spam')
  const run = async (deed: (id: string) => Promise<boolean>) => {
    setDone({ of: ids.length, ok: 0 })
    for (const id of ids) {
      const ok = await deed(id)
      setDone((now) => (now === null || !ok ? now : { ...now, ok: now.ok + 1 }))
    }
    onDone()
  }
  return (
    <div className={css.bar} role="toolbar" aria-label={t('bulk')}>
      <span className={css.count} role="status">
        {done === null ? t('bulk.selected', { n: ids.length }) : t('bulk.progress', done)}
      </span>
      <Button onPress={() => void run((id) => assign(id, { id: agent.id, name: agent.name }))}>{t('act.take')}</Button>
      <Picker
        label={t('act.label')}
        none={t('none.found')}
        choices={labels.map((label) => ({ id: label.id, label: text(label.name) }))}
        onChoose={(label) => void run((id) => putLabel(id, label, true))}
        isOpen={picking}
        onOpenChange={setPicking}
      >
        <Button>{t('act.label')}</Button>
      </Picker>
      <SolvePicker
        brand={chosen[0]?.brand ?? ''}
        onSolve={(reason) => void run((id) => solve(id, reason))}
        isOpen={solving}
        onOpenChange={setSolving}
      >
        <Button disabledBecause={oneBrand ? null : t('bulk.oneBrand')}>{t('act.solve')}</Button>
      </SolvePicker>
      <Button onPress={() => void run(spams ? notSpam : markSpam)}>{t(spams ? 'act.notSpam' : 'act.spam')}</Button>
      <Button onPress={() => setPassing(true)}>{t('act.baton')}</Button>
      {passing ? <BatonDialog talks={chosen} onClose={() => setPassing(false)} onDone={onDone} /> : null}
      <Button look="quiet" onPress={onDone}>
        {t('cancel')}
      </Button>
    </div>
  )
}
