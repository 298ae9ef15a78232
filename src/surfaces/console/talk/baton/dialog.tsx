import { useState } from 'react'
import { uuid7 } from '../../../shared/uuid7.ts'
import { useWords } from '../../i18n/words.tsx'
import { showBar } from '../../state/bars.ts'
import { passBaton } from '../../state/batons.ts'
import { assign } from '../../state/deeds.ts'
import { useQueues } from '../../state/directory.ts'
import { useNow } from '../../state/now.ts'
import { useMe } from '../../state/session.ts'
import { toldBy } from '../../state/told.ts'
import { Choose, Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import css from './baton.module.css'

/** What is handed over: a conversation, by its brand and the queue it is in. */
export interface Handed {
  id: string
  brand: string
  queue: string | null
}
interface Props {
  /** Of one brand. */
  talks: readonly Handed[]
  onClose: () => void
  onDone?: () => void
}

/** Hands over to another queue with a note: each on its own, and what was refused is said and stays. */
export function BatonDialog({ talks, onClose, onDone }: Props) {
  const { t, text } = useWords()
  const now = useNow()
  const { agent } = useMe()
  const [ids] = useState(() => new Map(talks.map(({ id }) => [id, uuid7()])))
  const brands = new Set(talks.map(({ brand }) => brand))
  const queues = useQueues().filter(({ brand }) => brands.has(brand))
  const [queue, setQueue] = useState('')
  const [words, setWords] = useState({ done: '', next: '', told: '' })
  const [by, setBy] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [passed, setPassed] = useState<number | null>(null)
  const lacking = lackingIn({ brands: brands.size, queue, words, by, now })
  const pass = async () => {
    if (lacking !== null || passed !== null) return
    setFault(null)
    const note = { ...words, queue, by: by === '' ? null : new Date(by).toISOString() }
    const refused: unknown[] = []
    for (const [n, { id }] of talks.entries()) {
      setPassed(n)
      await passBaton(id, { id: ids.get(id) ?? uuid7(), ...note }).catch((error: unknown) => refused.push(error))
    }
    setPassed(null)
    if (refused.length > 0) return setFault(toldBy(refused[0], t))
    const back = () => talks.forEach(({ id }) => void assign(id, { id: agent.id, name: agent.name }))
    showBar({ text: 'baton.passed', values: { n: talks.length }, undo: back })
    onDone?.()
    onClose()
  }
  return (
    <FormDialog
      title={t('baton.title', { n: talks.length })}
      verb={t('baton.pass')}
      disabledBecause={
        passed !== null ? t('bulk.progress', { of: talks.length, ok: passed }) : lacking === null ? null : t(lacking)
      }
      onClose={onClose}
      onSubmit={() => void pass()}
    >
      {fault === null ? null : <ErrorBox>{fault}</ErrorBox>}
      <div className={css.form}>
        <Choose
          label={t('baton.queue')}
          value={queue}
          onChange={setQueue}
          options={[
            { id: '', label: t('baton.queue.choose') },
            ...queues.map(({ id, name }) => ({ id, label: text(name) })),
          ]}
        />
        {(['done', 'next', 'told'] as const).map((part, n) => (
          <Field
            key={part}
            label={t(`baton.${part}`)}
            value={words[part]}
            onChange={(typed) => setWords((before) => ({ ...before, [part]: typed }))}
            rows={2}
            maxLength={2_000}
            autoFocus={n === 0}
          />
        ))}
        <Field label={t('baton.by')} hint={t('baton.by.hint')} type="datetime-local" value={by} onChange={setBy} />
      </div>
    </FormDialog>
  )
}

interface Asked {
  brands: number
  queue: string
  words: { done: string; next: string; told: string }
  by: string
  now: number
}
/** What is still to be said; null: nothing. A key of the texts. */
function lackingIn({ brands, queue, words, by, now }: Asked): string | null {
  if (brands > 1) return 'baton.lacking.brand'
  if (queue === '') return 'baton.lacking.queue'
  if (`${words.done}${words.next}${words.told}`.trim() === '') return 'baton.lacking.words'
  return by !== '' && !(Date.parse(by) > now) ? 'later.future' : null
}
