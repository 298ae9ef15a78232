import { memo } from 'react'
import type { InboxRow } from '#conversations/contract'
import { AttributesCard } from '../attributes/card.tsx'
import { CaseCard } from '../cases/case-card.tsx'
import { DuplicatesCard } from '../contacts/duplicates-card.tsx'
import { useWords } from '../i18n/words.tsx'
import { KnowledgeCard } from '../knowledge/beside/card.tsx'
import { ProofCard } from '../proofs/card.tsx'
import { SecureFormCard } from '../secure-forms/card.tsx'
import { call } from '../state/api.ts'
import { useWatchedContact } from '../state/contacts.ts'
import { useResource } from '../state/resource.ts'
import { Button } from '../ui/button.tsx'
import { Skeleton } from '../ui/states.tsx'
import { Assignments } from './assignments.tsx'
import { ContactCard } from './contact-card.tsx'
import css from './context.module.css'
import { History } from './history.tsx'
import { NotesCard } from './notes-card.tsx'
import { Panel } from './panel.tsx'
import { StandingCard } from './standing-card.tsx'
import { SurveyCard } from './survey-card.tsx'

/** Shown by cards of this screen, richer than the general panel. */
const own = new Set(['customer', 'survey', 'history'])

/** Who writes and what matters about them. Every part loads and fails alone. */
export const ContextPane = memo(function ContextPane({ row, onOpen }: { row: InboxRow; onOpen: (id: string) => void }) {
  const { t } = useWords()
  useWatchedContact(row.contact.id)
  const panels = useResource(`panels ${row.id}`, () =>
    call('GET /api/v1/conversations/:id/panels', { params: { id: row.id } }),
  )
  return (
    <section className={css.context} aria-label={t('context')}>
      <ContactCard id={row.contact.id} brand={row.brand} />
      <ProofCard key={`proof ${row.id}`} conversation={row.id} />
      <SecureFormCard key={`secure ${row.id}`} row={row} />
      <StandingCard contact={row.contact.id} vip={row.vip} />
      <DuplicatesCard key={`duplicates ${row.contact.id}`} contact={row.contact.id} />
      <AttributesCard key={`attributes ${row.id}`} row={row} />
      <NotesCard key={`notes ${row.contact.id}`} contact={row.contact.id} />
      <CaseCard key={`${row.id} ${row.contact.id}`} conversation={row.id} onOpen={onOpen} />
      <KnowledgeCard key={`knowledge ${row.id}`} row={row} />
      {(panels.data?.panels ?? [])
        .filter((name) => !own.has(name))
        .map((name) => (
          <Panel key={name} conversation={row.id} name={name} />
        ))}
      <Assignments conversation={row.id} />
      <SurveyCard conversation={row.id} csat={row.csat} />
      <History row={row} onOpen={onOpen} />
    </section>
  )
})

/** A part that could not be read says so in its own place. */
export function Failed({ what, onAgain }: { what: string; onAgain: () => void }) {
  const { t } = useWords()
  return (
    <p className={css.failed}>
      {t('panel.failed', { what })}{' '}
      <Button look="link" onPress={onAgain}>
        {t('again')}
      </Button>
    </p>
  )
}
export const Waiting = () => <Skeleton lines={3} label={useWords().t('loading')} />
