import { useState } from 'react'
import { Attributes } from '../attributes/part.tsx'
import { useWords } from '../i18n/words.tsx'
import { useCommands } from '../keys/use-commands.ts'
import { ContactLabels } from '../labels/of-contact.tsx'
import { Page } from '../shell/page.tsx'
import { usePermission } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { Empty, ErrorBox, Skeleton } from '../ui/states.tsx'
import { Consents } from './consents.tsx'
import { type Contact, useContact, useFollowed } from './contact.ts'
import css from './contacts.module.css'
import { DuplicatesCard } from './duplicates-card.tsx'
import { EditDialog } from './edit.tsx'
import { Identities } from './identities.tsx'
import { Mandates } from './mandates.tsx'
import { MergeDialog } from './merge.tsx'
import { Merges } from './merges.tsx'
import { NewMailDialog } from './new-mail.tsx'
import { Notes } from './notes.tsx'
import { Standings } from './standings.tsx'
import { Talks } from './talks.tsx'
import { PersonTimeline } from './timeline.tsx'

/** One customer: who they are, what they agreed to, for whom they act, and everything they wrote. */
export function ContactPage({ id }: { id: string }) {
  const { t } = useWords()
  const { data, error, reload } = useContact(id)
  useFollowed(id, reload)
  if (data !== null) return <Shown contact={data} />
  const gone = error?.status === 404
  return (
    <Page title={t('panel.contact')}>
      {error === null ? (
        <Skeleton lines={8} label={t('loading')} />
      ) : gone ? (
        <Empty glyph="person" title={t('contact.gone')} />
      ) : (
        <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>{t('contact.failed')}</ErrorBox>
      )}
    </Page>
  )
}

function Shown({ contact }: { contact: Contact }) {
  const { t } = useWords()
  const [open, setOpen] = useState<'edit' | 'mail' | 'merge' | 'consent' | 'mandate' | 'standing' | null>(null)
  const mayMerge = usePermission('contact.merge')
  const mayEdit = usePermission('contact.edit')
  const mayGive = usePermission('standing.give')
  const mayMail = usePermission('conversation.reply')
  const hasMail = contact.identities.some(({ channel }) => channel === 'email')
  const close = () => setOpen(null)
  const show = (which: NonNullable<typeof open>, may: boolean) => (may ? () => setOpen(which) : null)
  useCommands({
    'contact.edit': show('edit', mayEdit),
    'contact.merge': show('merge', mayMerge),
    'contact.mail': show('mail', mayMail && hasMail),
    'contact.consent': show('consent', mayEdit),
    'contact.mandate': show('mandate', mayEdit),
    'contact.standing': show('standing', mayGive),
  })
  const why = (may: boolean) => (may ? null : t('why.not-allowed'))
  return (
    <Page
      title={contact.name || t('contact.unnamed')}
      actions={
        <>
          <Button
            keys="shift+W"
            disabledBecause={why(mayMail) ?? (hasMail ? null : t('mail.to.nobody'))}
            onPress={() => setOpen('mail')}
          >
            {t('mail.new')}
          </Button>
          <Button keys="shift+N" disabledBecause={why(mayEdit)} onPress={() => setOpen('edit')}>
            {t('contact.edit')}
          </Button>
          <Button keys="shift+M" disabledBecause={why(mayMerge)} onPress={() => setOpen('merge')}>
            {t('contact.merge')}
          </Button>
        </>
      }
    >
      <Facts contact={contact} />
      <ContactLabels contact={contact.id} brand={null} />
      <div className={css.columns}>
        <div className={css.side}>
          <Identities contact={contact} />
          <DuplicatesCard contact={contact.id} />
          <Attributes contact={contact.id} />
          <Standings
            contact={contact}
            mayGive={mayGive}
            adding={open === 'standing'}
            onAdd={() => setOpen('standing')}
            onClose={close}
          />
          <Consents
            contact={contact}
            mayEdit={mayEdit}
            adding={open === 'consent'}
            onAdd={() => setOpen('consent')}
            onClose={close}
          />
          <Mandates
            contact={contact}
            mayEdit={mayEdit}
            adding={open === 'mandate'}
            onAdd={() => setOpen('mandate')}
            onClose={close}
          />
          <Merges contact={contact} mayMerge={mayMerge} />
        </div>
        <Told contact={contact} />
      </div>
      {open === 'mail' ? <NewMailDialog contact={contact} onClose={close} /> : null}
      {open === 'edit' ? <EditDialog contact={contact} onClose={close} /> : null}
      {open === 'merge' ? <MergeDialog contact={contact} onClose={close} /> : null}
    </Page>
  )
}

/** What was written of them and by them, and all that happened. */
const Told = ({ contact }: { contact: Contact }) => (
  <div className={css.side}>
    <Notes contact={contact.id} />
    <Talks contact={contact.id} merges={contact.merges.length} />
    <PersonTimeline contact={contact.id} />
  </div>
)

function Facts({ contact }: { contact: Contact }) {
  const { t, formats } = useWords()
  const facts = [
    { label: t('contact.speaks'), value: contact.lang === null ? null : formats.language(contact.lang) },
    { label: t('contact.organisation'), value: contact.organisation?.name ?? null },
    { label: t('contact.known'), value: formats.date(contact.since) },
  ]
  return (
    <dl className={css.facts}>
      {facts.map(({ label, value }) =>
        value === null ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
