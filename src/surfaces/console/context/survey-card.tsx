import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import css from './context.module.css'
import { Failed } from './context.tsx'

/** How the customer rated the help; read again when the row's score changes. */
export function SurveyCard({ conversation, csat }: { conversation: string; csat: number | null }) {
  const { t, formats } = useWords()
  const now = useNow()
  const key = `surveys ${conversation} ${csat ?? ''}`
  const { data, error, reload } = useResource(key, () =>
    call('GET /api/v1/conversations/:id/surveys', { params: { id: conversation } }),
  )
  if (error !== null && error.status !== 404 && data === null)
    return <Failed what={t('panel.survey')} onAgain={reload} />
  const surveys = data?.surveys ?? []
  if (surveys.length === 0) return null
  return (
    <section>
      <h2 className={css.head}>{t('panel.survey')}</h2>
      {surveys.map((survey) => (
        <div key={survey.id}>
          <p>
            {survey.score === null
              ? t('survey.sent', { when: formats.when(survey.sentAt, now) })
              : t('survey.score', { score: survey.score })}
          </p>
          {survey.comment === null ? null : (
            <blockquote className={css.quote} dir="auto">
              {survey.comment}
            </blockquote>
          )}
        </div>
      ))}
    </section>
  )
}
