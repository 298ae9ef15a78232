import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { useNow } from '../state/now.ts'
import { Button } from '../ui/button.tsx'
import { Choose, Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Tag } from '../ui/tag.tsx'
import { ConsentHistory } from './consent-history.tsx'
import type { Consent, Contact } from './contact.ts'
import css from './contacts.module.css'
import { recordConsent } from './deeds.ts'
import { Part } from './part.tsx'

interface Props {
  contact: Contact
  mayEdit: boolean
  adding: boolean
  onAdd: () => void
  onClose: () => void
}
/** Purposes that operators ask for; others come from programs and are shown by their code. */
const usual = ['offers', 'surveys', 'call-recording', 'usage-data', 'partners'] as const

const channels = ['email', 'sms', 'phone', 'post', 'chat', 'messenger', 'app'] as const

export function Consents({ contact, mayEdit, adding, onAdd, onClose }: Props) {
  const { t, has, formats } = useWords()
  const now = useNow()
  const [changing, setChanging] = useState<Consent | null>(null)
  const why = mayEdit ? null : t('why.not-allowed')
  const nameOf = (purpose: string) => (has(`purpose.${purpose}`) ? t(`purpose.${purpose}`) : purpose)
  const close = () => {
    setChanging(null)
    onClose()
  }
  return (
    <>
      <Part
        title={t('consents')}
        none={t('consents.none')}
        actions={
          <Button look="quiet" keys="shift+C" disabledBecause={why} onPress={onAdd}>
            {t('consent.record')}
          </Button>
        }
      >
        {contact.consents.map((consent) => (
          <li key={`${consent.purpose} ${consent.channel}`} className={css.item}>
            <span className={css.words}>
              {nameOf(consent.purpose)} · {t(`consent.by.${consent.channel ?? 'all'}`)}
              <span className={css.quiet}>
                <time dateTime={consent.at}>{formats.when(consent.at, now)}</time> · <bdi>{consent.how}</bdi>
              </span>
            </span>
            <Tag tone={consent.given ? 'good' : 'plain'}>
              {t(consent.given ? 'consent.given' : 'consent.withdrawn')}
            </Tag>
            <Button
              look="link"
              disabledBecause={why}
              aria-label={`${t(consent.given ? 'consent.withdraw' : 'consent.give')}: ${nameOf(consent.purpose)}`}
              onPress={() => setChanging(consent)}
            >
              {t(consent.given ? 'consent.withdraw' : 'consent.give')}
            </Button>
          </li>
        ))}
      </Part>
      {contact.consents.length === 0 ? null : <ConsentHistory contact={contact.id} rev={contact.rev} nameOf={nameOf} />}
      {adding || changing !== null ? (
        <Record contact={contact} changing={changing} nameOf={nameOf} onClose={close} />
      ) : null}
    </>
  )
}

interface RecordProps {
  contact: Contact
  changing: Consent | null
  nameOf: (purpose: string) => string
  onClose: () => void
}
/** What was agreed or taken back, and how we know. */
function Record({ contact, changing, nameOf, onClose }: RecordProps) {
  const { t } = useWords()
  const [purpose, setPurpose] = useState(changing?.purpose ?? usual[0])
  const [given, setGiven] = useState(changing === null ? true : !changing.given)
  const [channel, setChannel] = useState<Consent['channel']>(changing?.channel ?? null)
  const [how, setHow] = useState('')
  const [asked, setAsked] = useState(false)
  const before = contact.consents.find((each) => each.purpose === purpose && each.channel === channel)
  const save = async () => {
    setAsked(true)
    if (how.trim() === '') return
    if (await recordConsent(contact.id, { purpose, channel, given, how: how.trim() }, before)) onClose()
  }
  return (
    <FormDialog
      title={changing === null ? t('consent.record') : nameOf(changing.purpose)}
      verb={changing === null ? t('save') : t(given ? 'consent.give' : 'consent.withdraw')}
      onClose={onClose}
      onSubmit={() => void save()}
    >
      <div className={css.form}>
        {changing === null ? (
          <>
            <Choose
              label={t('consent.purpose')}
              value={purpose}
              onChange={setPurpose}
              options={usual.map((each) => ({ id: each, label: nameOf(each) }))}
            />
            <Choose
              label={t('consent.by')}
              value={channel ?? 'all'}
              onChange={(value) => setChannel(value === 'all' ? null : value)}
              options={['all', ...channels].map((each) => ({ id: each, label: t(`consent.by.${each}`) }))}
            />
            <Choose
              label={t('consent.what')}
              value={given ? 'given' : 'withdrawn'}
              onChange={(value) => setGiven(value === 'given')}
              options={(['given', 'withdrawn'] as const).map((each) => ({ id: each, label: t(`consent.${each}`) }))}
            />
          </>
        ) : null}
        <Field
          label={t('consent.how')}
          hint={t('consent.how.hint')}
          value={how}
          onChange={setHow}
          maxLength={200}
          error={asked && how.trim() === '' ? t('consent.how.needed') : null}
          autoFocus={changing !== null}
        />
      </div>
    </FormDialog>
  )
}
