import { useWords } from '../i18n/words.tsx'
import { call, type Out } from '../state/api.ts'
import { useDesk } from '../state/inbox.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import css from './context.module.css'
import { Failed } from './context.tsx'
import { useFacts } from './facts.ts'

type Assignment = Out<'GET /api/v1/conversations/:id/assignments'>['items'][number]

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
  if (data === null || data.items.length === 0) return null
  return (
    <section>
      <h2 className={css.head}>{t('panel.assignments')}</h2>
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
function useReasons({ queue, waitedSeconds, facts }: Assignment): string[] {
  const { t, text, formats } = useWords()
  return [
    ...(queue === null ? [] : [text(queue.name)]),
    ...(waitedSeconds === 0 ? [] : [t('assigned.waited', { span: formats.span(waitedSeconds * 1_000) })]),
    ...useFacts(facts),
  ]
}
