import { useState } from 'react'
import type { InboxRow, Message } from '#conversations/contract'
import { useWords } from '../../i18n/words.tsx'
import { useDesk } from '../../state/inbox.ts'
import { useMail } from '../../state/mail.ts'
import { type Asking, askOutsider } from '../../state/sides.ts'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import { typedAddresses } from '../mail/addresses.ts'
import css from './side.module.css'

/** What was typed before it was refused or taken back, by conversation. */
const kept = new Map<string, Asking>()
const MOST = 30

/** Said between us and the customer, so that it may be passed on. */
const canPassOn = ({ visibility, deletedAt, delivery, text, attachments }: Message): boolean =>
  visibility !== 'note' &&
  deletedAt === null &&
  delivery?.state !== 'withdrawn' &&
  (text !== '' || attachments.length > 0)

/** What is being asked, what is wrong with it once it was tried, and how it is sent. */
function useAsking(row: InboxRow, messages: readonly Message[], onSent: () => void) {
  const { t } = useWords()
  const newest = messages.findLast((message) => message.by.kind === 'contact')?.id
  const [asking, setAsking] = useState<Asking>(
    () =>
      kept.get(row.id) ?? {
        to: { address: '', name: '' },
        subject: row.subject ?? row.reference,
        text: '',
        include: newest === undefined ? [] : [newest],
        files: [],
      },
  )
  const [tried, setTried] = useState(false)
  const { addresses, wrong } = typedAddresses(asking.to.address)
  const faults = {
    address: wrong !== null || addresses.length !== 1 ? t('side.ask.address.one') : null,
    subject: asking.subject.trim() === '' ? t('mail.new.subject.empty') : null,
    text: asking.text.trim() === '' && asking.include.length === 0 ? t('composer.empty') : null,
  }
  const change = (part: Partial<Asking>) => setAsking((now) => ({ ...now, ...part }))
  const send = () => {
    setTried(true)
    if (Object.values(faults).some((fault) => fault !== null)) return
    kept.delete(row.id)
    const to = { address: addresses[0] ?? '', name: asking.to.name.trim() }
    askOutsider(row, { ...asking, to, subject: asking.subject.trim(), text: asking.text.trim() }, () =>
      kept.set(row.id, asking),
    )
    onSent()
  }
  const told = (fault: string | null) => (tried ? fault : null)
  const shown = { address: told(faults.address), subject: told(faults.subject), text: told(faults.text) }
  return { asking, change, faults: shown, send }
}

/** Writes to somebody outside about this conversation, with what is chosen of it. */
export function AskDialog({ row, onClose }: { row: InboxRow; onClose: () => void }) {
  const { t } = useWords()
  const mailbox = useMail().desk?.mailbox ?? null
  const held = useDesk((desk) => desk.talks.get(row.id)?.messages)
  const messages = (held ?? []).filter(canPassOn).slice(-MOST)
  const { asking, change, faults, send } = useAsking(row, messages, onClose)
  return (
    <FormDialog
      title={t('side.ask')}
      verb={t('side.ask.send')}
      wide
      disabledBecause={mailbox === null ? t('side.ask.nowhere') : null}
      onClose={onClose}
      onSubmit={send}
    >
      <div className={css.form}>
        <p className={css.hint}>{t('side.ask.hint', { address: mailbox?.address ?? '–' })}</p>
        {mailbox === null ? <ErrorBox tone="warn">{t('side.ask.nowhere')}</ErrorBox> : null}
        <div className={css.pair}>
          <Field
            label={t('side.ask.address')}
            value={asking.to.address}
            onChange={(address) => change({ to: { ...asking.to, address } })}
            error={faults.address}
            type="email"
            inputMode="email"
            autoComplete="off"
            maxLength={254}
            autoFocus
          />
          <Field
            label={t('side.ask.name')}
            value={asking.to.name}
            onChange={(name) => change({ to: { ...asking.to, name } })}
            maxLength={120}
          />
        </div>
        <Field
          label={t('mail.subject')}
          value={asking.subject}
          onChange={(subject) => change({ subject })}
          error={faults.subject}
          maxLength={500}
        />
        <Field
          label={t('side.ask.text')}
          value={asking.text}
          onChange={(text) => change({ text })}
          error={faults.text}
          rows={4}
          maxLength={10_000}
        />
        <Choices messages={messages} asking={asking} onChange={change} />
      </div>
    </FormDialog>
  )
}

const without = (all: readonly string[], id: string): string[] => all.filter((each) => each !== id)

interface ChoicesProps {
  messages: readonly Message[]
  asking: Asking
  onChange: (part: Partial<Asking>) => void
}
/** Each message and each file on its own: nothing goes out that nobody chose. */
function Choices({ messages, asking, onChange }: ChoicesProps) {
  const { t, formats } = useWords()
  const flip = (part: 'include' | 'files', id: string) => {
    const now = asking[part]
    onChange({ [part]: now.includes(id) ? without(now, id) : [...now, id] })
  }
  if (messages.length === 0) return null
  return (
    <fieldset className={css.choices}>
      <legend>{t('side.ask.include')}</legend>
      {messages.map((message) => (
        <div key={message.id}>
          {message.text === '' ? null : (
            <label className={css.choice}>
              <input
                type="checkbox"
                checked={asking.include.includes(message.id)}
                onChange={() => flip('include', message.id)}
              />
              <em>{formats.clock(message.at)}</em>
              <span dir="auto">
                {message.by.name || t(`by.${message.by.kind}`)}: {message.text}
              </span>
            </label>
          )}
          {message.attachments.map((file) => (
            <label key={file.id} className={css.choice}>
              <input type="checkbox" checked={asking.files.includes(file.id)} onChange={() => flip('files', file.id)} />
              <em>{formats.bytes(file.bytes)}</em>
              <span dir="auto">{file.name}</span>
            </label>
          ))}
        </div>
      ))}
    </fieldset>
  )
}
