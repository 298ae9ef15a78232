import { useState } from 'react'
import css from '../context/context.module.css'
import { useWords } from '../i18n/words.tsx'
import { insertInReply } from '../talk/insert.ts'
import { Choose, Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Switch } from '../ui/switch.tsx'
import own from './case.module.css'
import { askHandover } from './deeds.ts'
import type { View } from './handover.tsx'

interface Props {
  conversation: string
  view: View
  onClose: () => void
  onAsked: () => void
}

const HOURS_4 = 4 * 3_600_000
/** As the platform's own field takes it, by the reader's clock. */
const asField = (at: Date): string =>
  new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)

/** To whom, by when, and exactly what goes: whatever is struck stays here. The question itself goes into the reply. */
export function HandoverDialog({ conversation, view, onClose, onAsked }: Props) {
  const { t } = useWords()
  const brands = view.brands.filter(({ people }) => people.length > 0)
  const [brand, setBrand] = useState(brands[0]?.id ?? '')
  const people = brands.find(({ id }) => id === brand)?.people ?? []
  const [chosen, setPerson] = useState('')
  const person = people.some(({ id }) => id === chosen) ? chosen : (people[0]?.id ?? '')
  const [takeBy, setTakeBy] = useState(asField(new Date(Date.now() + HOURS_4)))
  const [struck, setStruck] = useState<ReadonlySet<string>>(new Set())
  const [about, setAbout] = useState(view.facts.find(({ key }) => key === 'about')?.value ?? '')
  const [tried, setTried] = useState(false)
  const at = new Date(takeBy)
  const facts = view.facts.filter(({ key }) => key !== 'about')
  const wrong = {
    about: about.trim() === '' ? t('handover.about.missing') : null,
    takeBy: Number.isNaN(at.getTime()) || at.getTime() <= Date.now() ? t('promise.due.past') : null,
  }
  const ask = async () => {
    setTried(true)
    if (wrong.about !== null || wrong.takeBy !== null) return
    const kept = facts.map(({ key }) => key).filter((key) => !struck.has(key))
    const url = await askHandover(conversation, {
      brand,
      person,
      takeBy: at.toISOString(),
      facts: kept,
      about: about.trim(),
    })
    if (url === null) return
    insertInReply(conversation, url)
    onAsked()
  }
  return (
    <FormDialog title={t('handover.title')} verb={t('handover.ask')} onClose={onClose} onSubmit={() => void ask()}>
      <p className={css.hint}>{t('handover.explain')}</p>
      <Choose
        label={t('handover.brand')}
        value={brand}
        onChange={setBrand}
        options={brands.map(({ id, name }) => ({ id, label: name }))}
      />
      <Choose
        label={t('handover.person')}
        value={person}
        onChange={setPerson}
        options={people.map(({ id, name }) => ({ id, label: name }))}
      />
      <Field
        label={t('handover.takeBy')}
        type="datetime-local"
        value={takeBy}
        onChange={setTakeBy}
        error={tried ? wrong.takeBy : null}
      />
      <Field
        label={t('handover.fact.about')}
        value={about}
        onChange={setAbout}
        maxLength={500}
        rows={2}
        error={tried ? wrong.about : null}
      />
      <fieldset className={own.facts}>
        <legend>{t('handover.facts')}</legend>
        {facts.map(({ key, value }) => (
          <Switch
            key={key}
            isSelected={!struck.has(key)}
            onChange={(on) => setStruck(new Set(on ? [...struck].filter((each) => each !== key) : [...struck, key]))}
          >
            {`${t(`handover.fact.${key}`)}: ${value}`}
          </Switch>
        ))}
      </fieldset>
    </FormDialog>
  )
}
