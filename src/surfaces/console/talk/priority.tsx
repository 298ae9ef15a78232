import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { type Impact, type Responsibility, setPriority } from '../state/deeds.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Choose, Field } from '../ui/field.tsx'

const impacts: readonly Impact[] = ['interrupted', 'degraded', 'minor', 'question']
const sides: readonly Responsibility[] = ['ours', 'shared', 'theirs']

/** The priority follows from two facts and keeps its reason. */
export function PriorityDialog({ id, isOpen, onClose }: { id: string; isOpen: boolean; onClose: () => void }) {
  const { t } = useWords()
  const [impact, setImpact] = useState<Impact>('degraded')
  const [responsibility, setResponsibility] = useState<Responsibility>('ours')
  const [why, setWhy] = useState('')
  const save = () => {
    void setPriority(id, { impact, responsibility, why })
    onClose()
  }
  const find = <T extends string>(all: readonly T[], value: string): T | undefined => all.find((each) => each === value)
  return (
    <Dialog
      title={t('act.priority')}
      closeLabel={t('close')}
      isOpen={isOpen}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button look="primary" onPress={save}>
            {t('priority.set')}
          </Button>
        </>
      }
    >
      <form
        style={{ display: 'grid', gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Choose
          label={t('priority.impact')}
          value={impact}
          onChange={(value) => setImpact(find(impacts, value) ?? impact)}
          options={impacts.map((each) => ({ id: each, label: t(`impact.${each}`) }))}
        />
        <Choose
          label={t('priority.responsibility')}
          value={responsibility}
          onChange={(value) => setResponsibility(find(sides, value) ?? responsibility)}
          options={sides.map((each) => ({ id: each, label: t(`responsibility.${each}`) }))}
        />
        <Field label={t('priority.why')} value={why} onChange={setWhy} maxLength={300} />
      </form>
    </Dialog>
  )
}
