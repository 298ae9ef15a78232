import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { useAgents } from '../state/directory.ts'
import { toldBy } from '../state/told.ts'
import { Choose, Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { ErrorBox } from '../ui/states.tsx'
import css from './contacts.module.css'
import { giveStanding, kinds, type Standing } from './standing.ts'

const USUAL_DAYS = 90
const dayOf = (at: Date): string => at.toISOString().slice(0, 10)
/** The last moment of a local day. */
const endOf = (day: string): string => new Date(`${day}T23:59:59`).toISOString()

interface Props {
  contact: string
  known: readonly Standing[]
  onClose: () => void
}

/** A kind, a reason and an end are needed; who looks after them may be said. */
export function GiveStanding({ contact, known, onClose }: Props) {
  const { t } = useWords()
  const agents = useAgents()
  const [kind, setKind] = useState<Standing['kind']>('value')
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState(() => dayOf(new Date(Date.now() + USUAL_DAYS * 86_400_000)))
  const [named, setNamed] = useState('')
  const [backup, setBackup] = useState('')
  const [asked, setAsked] = useState(false)
  const [told, setTold] = useState<string | null>(null)
  const people = (without: string) => [
    { id: '', label: t('standing.nobody') },
    ...agents.filter((each) => each.active && each.id !== without).map(({ id, name }) => ({ id, label: name })),
  ]
  const save = () => {
    setAsked(true)
    setTold(null)
    if (reason.trim() === '' || until === '') return
    const body = {
      reason: reason.trim(),
      until: endOf(until),
      named: named === '' ? null : named,
      backup: named === '' || backup === '' ? null : backup,
    }
    const before = known.find((each) => each.kind === kind)
    void giveStanding(contact, kind, body, before).then(onClose, (error: unknown) => setTold(toldBy(error, t)))
  }
  return (
    <FormDialog title={t('standing.give')} onClose={onClose} onSubmit={save}>
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      <div className={css.form}>
        <Choose
          label={t('standing.kind')}
          hint={t('standing.kind.hint')}
          value={kind}
          onChange={(chosen) => setKind(kinds.find((each) => each === chosen) ?? 'value')}
          options={kinds.map((id) => ({ id, label: t(`standing.${id}`) }))}
        />
        <Field
          label={t('standing.reason')}
          hint={t('standing.reason.hint')}
          value={reason}
          onChange={setReason}
          maxLength={300}
          error={asked && reason.trim() === '' ? t('field.needed') : null}
        />
        <Field
          label={t('standing.ends')}
          hint={t('standing.ends.hint')}
          type="date"
          value={until}
          onChange={setUntil}
          error={asked && until === '' ? t('field.needed') : null}
        />
        <Choose
          label={t('standing.named')}
          hint={t('standing.named.hint')}
          value={named}
          onChange={(chosen) => {
            setNamed(chosen)
            if (chosen === backup) setBackup('')
          }}
          options={people('')}
        />
        {named === '' ? null : (
          <Choose label={t('standing.backup')} value={backup} onChange={setBackup} options={people(named)} />
        )}
      </div>
    </FormDialog>
  )
}
