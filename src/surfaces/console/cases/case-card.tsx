import { useEffect, useRef } from 'react'
import { ComplaintCard } from '../complaints/card.tsx'
import css from '../context/context.module.css'
import { Failed } from '../context/context.tsx'
import { useWords } from '../i18n/words.tsx'
import { useCommands } from '../keys/use-commands.ts'
import { PromiseLine } from '../promises/promise-line.tsx'
import promised from '../promises/promises.module.css'
import { call } from '../state/api.ts'
import { caseShown, useCaseTold, wanted } from '../state/cases.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import { useStore } from '../state/store.ts'
import { Tag, type Tone } from '../ui/tag.tsx'
import own from './case.module.css'
import { type Case, type CaseView, joinSuggested } from './deeds.ts'
import { GiveLink } from './give-link.tsx'
import { Handover } from './handover.tsx'
import { JoinOther } from './join-other.tsx'
import { Paper } from './paper.tsx'
import { Same } from './same.tsx'
import { TalkLine } from './talk-line.tsx'
import { Timeline } from './timeline.tsx'

export const tones: Record<Case['status'], Tone> = {
  received: 'plain',
  working: 'info',
  waiting: 'warn',
  settled: 'good',
}

interface Props {
  conversation: string
  onOpen: (id: string) => void
}

/** The case as the server has it; read again when the stream tells of it. */
export function useCase(conversation: string) {
  const resource = useResource<CaseView>(`case ${conversation}`, () =>
    call('GET /api/v1/conversations/:id/case', { params: { id: conversation } }),
  )
  const told = useCaseTold(conversation, resource.data?.case.id)
  const { reload } = resource
  useEffect(() => (told === '' ? undefined : reload()), [told, reload])
  return { ...resource, told }
}

/** What the conversation is about: the other conversations of the matter, and what may belong to it. */
export function CaseCard({ conversation, onOpen }: Props) {
  const { t } = useWords()
  const { data, error, reload, told } = useCase(conversation)
  // Somebody who may not see cases sees none; one that is a moment old is on its way.
  if (data === null) return error === null || error.status === 404 ? null : <Failed what={t('case')} onAgain={reload} />
  return <Shown view={data} conversation={conversation} onOpen={onOpen} reload={reload} told={told} />
}

function Shown({
  view,
  conversation,
  onOpen,
  reload,
  told,
}: Props & { view: CaseView; reload: () => void; told: string }) {
  const { t, formats } = useWords()
  const now = useNow()
  const head = useRef<HTMLHeadingElement>(null)
  const isWanted = useStore(wanted, (state) => state.conversation === conversation)
  useEffect(() => {
    if (!isWanted) return
    head.current?.focus()
    head.current?.scrollIntoView({ block: 'nearest' })
    caseShown()
  }, [isWanted])
  const { case: mine, suggestions } = view
  const first = mine.may.manage.ok ? suggestions[0] : undefined
  useCommands({ 'case.join': first === undefined ? null : () => void joinSuggested(mine, first, reload) })
  return (
    <section aria-labelledby="case-card">
      <h2 className={own.head} id="case-card" tabIndex={-1} ref={head}>
        {t('case.named', { reference: mine.reference })}
        <Tag tone={tones[mine.status]}>{t(`case.status.${mine.status}`)}</Tag>
      </h2>
      <p className={css.hint}>
        {mine.settledAt === null
          ? t('case.since', { when: formats.when(mine.openedAt, now) })
          : t('case.settledAt', { when: formats.when(mine.settledAt, now) })}
      </p>
      {mine.may.manage.ok
        ? suggestions.map((suggestion) => (
            <Same
              key={suggestion.case.id}
              suggestion={suggestion}
              mine={mine}
              conversation={conversation}
              first={suggestion === first}
              reload={reload}
            />
          ))
        : null}
      {mine.conversations.length + mine.unseen > 1 ? (
        <ul className={own.talks} aria-label={t('case.conversations')}>
          {mine.conversations.map((talk) => (
            <TalkLine
              key={talk.id}
              talk={talk}
              mine={mine}
              here={talk.id === conversation}
              onOpen={onOpen}
              reload={reload}
            />
          ))}
        </ul>
      ) : null}
      {mine.promises.length === 0 ? null : (
        <ul className={promised.list} aria-label={t('case.promises')}>
          {mine.promises.map((promise) => (
            <PromiseLine key={promise.id} promise={promise} may={mine.may.promise.ok} />
          ))}
        </ul>
      )}
      <ComplaintCard conversation={conversation} caseId={mine.id} />
      {mine.unseen === 0 ? null : <p className={css.hint}>{t('case.unseen', { n: mine.unseen })}</p>}
      <Handover conversation={conversation} told={told} may={mine.may.manage.ok} />
      <Timeline id={mine.id} told={told} />
      {mine.may.manage.ok ? (
        <div className={own.deeds}>
          <GiveLink conversation={conversation} />
          <Paper conversation={conversation} brand={mine.brand} />
          <JoinOther conversation={conversation} mine={mine} reload={reload} />
        </div>
      ) : null}
    </section>
  )
}
