import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { useAgents } from '../../state/directory.ts'
import { useMe } from '../../state/session.ts'
import { toldBy } from '../../state/told.ts'
import { Choose, Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import type { Trainee } from './page.tsx'

/** To the end of the day where the reader is. */
const endOf = (day: string): string | null => (day === '' ? null : new Date(`${day}T23:59:59`).toISOString())
const dayOf = (at: string | null): string => (at === null ? '' : new Date(at).toLocaleDateString('sv-SE'))

export function TraineeEditor({ trainee, onClose }: { trainee: Trainee | null; onClose: () => void }) {
  const { t } = useWords()
  const { brands, agent: me } = useMe()
  const agents = useAgents().filter(({ id, active }) => active && id !== me.id)
  const [brand, setBrand] = useState(trainee?.brand ?? brands[0]?.id ?? '')
  const [agent, setAgent] = useState(trainee?.agent.id ?? agents[0]?.id ?? '')
  const [replies, setReplies] = useState<Trainee['replies']>(trainee?.replies ?? 'all')
  const [until, setUntil] = useState(dayOf(trainee?.until ?? null))
  const [told, setTold] = useState<string | null>(null)
  const save = () => {
    setTold(null)
    const body = { replies, until: endOf(until) }
    void call('PUT /api/v1/brands/:brand/trainees/:agent', { params: { brand, agent }, body }).then(
      () => {
        showBar({ text: 'disposition.saved' })
        onClose()
      },
      (error: unknown) => setTold(toldBy(error, t)),
    )
  }
  return (
    <FormDialog
      title={trainee?.agent.name ?? t('trainee.new')}
      disabledBecause={agent === '' ? t('trainee.nobody') : null}
      onClose={onClose}
      onSubmit={save}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      {trainee === null ? (
        <>
          <Choose
            label={t('trainee.who')}
            value={agent}
            onChange={setAgent}
            options={agents.map(({ id, name }) => ({ id, label: name }))}
          />
          <Choose
            label={t('brand')}
            value={brand}
            onChange={setBrand}
            options={brands.map(({ id, name }) => ({ id, label: name }))}
          />
        </>
      ) : null}
      <Choose
        label={t('trainee.replies')}
        value={replies}
        onChange={(chosen) => setReplies(chosen === 'public' ? 'public' : 'all')}
        options={(['all', 'public'] as const).map((id) => ({ id, label: t(`trainee.replies.${id}`) }))}
      />
      <Field label={t('trainee.until')} hint={t('trainee.until.hint')} type="date" value={until} onChange={setUntil} />
    </FormDialog>
  )
}
