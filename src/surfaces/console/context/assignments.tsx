import { useWords } from '../i18n/words.tsx'
import { call, type Out } from '../state/api.ts'
import { useDesk } from '../state/inbox.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import css from './context.module.css'
import { Failed } from './context.tsx'
import { useFacts } from './facts.ts'

type History = Out<'GET /api/v1/conversations/:id/assignments'>
type Assignment = History['items'][number]

/** Who had it and why, newest first. Read again when the server says that it changed hands: the row on the screen says so before. */
export function Assignments({ conversation }: { conversation: string }) {
  const handed = useDesk(({ talks }) => {
    const lines = talks.get(conversation)?.lines
    return lines === undefined ? null : (lines.findLast(({ name }) => name === 'conversation.handed')?.id ?? '')
  })
  return handed === null ? null : <Listed conversation={conversation} handed={handed} />
}

function Listed({ conversation, handed }: { conversation: string; handed: string }) {
  const { t } = useWords()
  const { data, error, reload } = useResource(`assignments ${conversation} ${handed}`, () =>
    call('GET /api/v1/conversations/:id/assignments', { params: { id: conversation } }),
  )
  if (error !== null && data === null) return <Failed what={t('panel.assignments')} onAgain={reload} />
  if (data === null || (data.items.length === 0 && data.kept === null)) return null
  return (
    <section>
      <h2 className={css.head}>{t('panel.assignments')}</h2>
      {data.kept === null ? null : <Kept kept={data.kept} />}
      <ol className={css.list}>
        {data.items.map((assignment) => (
          <li key={assignment.id}>
            <Line assignment={assignment} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** It waits, and for whom: whoever looks at it can take it all the same. */
function Kept({ kept }: { kept: NonNullable<History['kept']> }) {
  const { t, has, formats } = useWords()
  const now = useNow()
  const key = `kept.${kept.why}`
  if (Date.parse(kept.until) <= now) return null
  return <p>{t(has(key) ? key : 'kept.last', { name: kept.agent.name, when: formats.when(kept.until, now) })}</p>
}

function Line({ assignment }: { assignment: Assignment }) {
  const { t, has, formats } = useWords()
  const now = useNow()
  const why = `assigned.${assignment.why}`
  return (
    <>
      <p>
        {assignment.agent.name}: {has(why) ? t(why) : t('assigned.other')}
      </p>
      <p className={css.hint}>
        {assignment.endedAt === null
          ? formats.when(assignment.at, now)
          : t('assigned.until', { from: formats.when(assignment.at, now), to: formats.when(assignment.endedAt, now) })}
        {useReasons(assignment).map((reason) => ` · ${reason}`)}
      </p>
    </>
  )
}

/** What was true when they got it. */
function useReasons({ queue, waitedSeconds, facts, keptFor }: Assignment): string[] {
  const { t, has, text, formats } = useWords()
  const { kept, keptSeconds = 0 } = facts
  const keptKey = `assigned.kept.${kept}`
  return [
    ...(queue === null ? [] : [text(queue.name)]),
    ...(waitedSeconds === 0 ? [] : [t('assigned.waited', { span: formats.span(waitedSeconds * 1_000) })]),
    ...(keptFor === null || !has(keptKey)
      ? []
      : [t(keptKey, { name: keptFor.name, span: formats.span(keptSeconds * 1_000) })]),
    ...useFacts(facts),
  ]
}
