import { useState } from 'react'
import { uuid7 } from '../../../shared/uuid7.ts'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { type Plan, surgeTold } from '../../state/surge.ts'
import { toldBy } from '../../state/told.ts'
import { Choose, Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import css from '../admin.module.css'

const HOUR_MS = 3_600_000
const offered = [1, 2, 4, 8, 12, 24]

export const switchOff = (id: string) =>
  call('DELETE /api/v1/surge-plans/:id/run', { params: { id } }).then(surgeTold, failed)

/** On with a reason, or for longer; it ends by itself. */
export function SwitchOn({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { t, text, formats } = useWords()
  const { id, on } = plan
  const [run] = useState(() => on?.id ?? uuid7())
  const [reason, setReason] = useState('')
  const [hours, setHours] = useState(2)
  const [told, setTold] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const lacking = reason.trim() === ''
  const send = () => {
    if (lacking || sending) return
    setSending(true)
    setTold(null)
    // A minute less than a day: clocks differ, and a day is the most.
    const span = Math.min(hours * HOUR_MS, 24 * HOUR_MS - 60_000)
    const body = { id: run, reason: reason.trim(), until: new Date(Date.now() + span).toISOString() }
    void call('PUT /api/v1/surge-plans/:id/run', { params: { id }, body })
      .then(
        () => {
          surgeTold()
          if (on === null) showBar({ text: 'surge.started', undo: () => void switchOff(id) })
          else showBar({ text: 'surge.prolonged' })
          onClose()
        },
        (error: unknown) => setTold(toldBy(error, t)),
      )
      .finally(() => setSending(false))
  }
  return (
    <FormDialog
      title={t(on === null ? 'surge.switchOn.title' : 'surge.prolong.title', { name: text(plan.name) })}
      verb={t(on === null ? 'surge.switchOn' : 'surge.prolong')}
      disabledBecause={lacking ? t('surge.reason.needed') : sending ? t('loading') : null}
      onClose={onClose}
      onSubmit={send}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      <div className={css.form}>
        <Field
          label={t('surge.reason')}
          hint={t('surge.reason.hint')}
          value={reason}
          onChange={setReason}
          maxLength={500}
          autoFocus
        />
        <Choose
          label={t('surge.lasts')}
          value={String(hours)}
          onChange={(chosen) => setHours(Number(chosen))}
          options={offered.map((each) => ({ id: String(each), label: formats.hours(each * HOUR_MS) }))}
        />
      </div>
    </FormDialog>
  )
}
