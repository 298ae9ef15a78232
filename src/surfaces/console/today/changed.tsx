import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { call, type Out } from '../state/api.ts'
import { useNow } from '../state/now.ts'
import { setPref, usePref } from '../state/prefs.ts'
import { useResource } from '../state/resource.ts'
import { Button } from '../ui/button.tsx'
import { Choose } from '../ui/field.tsx'
import { ErrorBox } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import css from './today.module.css'

type Article = Out<'GET /api/v1/articles'>['items'][number]

const DAY_MS = 86_400_000
const offered = [1, 3, 7, 14]
const SHOWN = 8

/** What customers can read since the last days, that they could not before, or read differently. */
export function Changed() {
  const { t } = useWords()
  const now = useNow()
  const days = usePref('newsDays')
  const { data, error, reload } = useResource('articles changed', () =>
    call('GET /api/v1/articles', { query: { state: 'published', limit: 100 } }),
  )
  const news = (data?.items ?? []).filter((article) => sinceOf(article) > now - days * DAY_MS)
  return (
    <section className={css.part} aria-labelledby="today-changed">
      <div className={css.partHead}>
        <h2 id="today-changed">{t('today.changed')}</h2>
        <Choose
          label={t('today.since')}
          hideLabel
          value={String(days)}
          onChange={(chosen) => setPref('newsDays', Number(chosen))}
          options={offered.map((each) => ({ id: String(each), label: t('today.days', { n: each }) }))}
        />
      </div>
      {data === null ? (
        error === null ? null : (
          <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>{t('list.failed')}</ErrorBox>
        )
      ) : news.length === 0 ? (
        <p className={css.none}>{t('today.changed.none')}</p>
      ) : (
        <ul className={css.lines}>
          {news.slice(0, SHOWN).map((article) => (
            <ChangedLine key={article.id} article={article} />
          ))}
        </ul>
      )}
      {news.length > SHOWN ? <Link href={to.articles()}>{t('today.changed.all', { n: news.length })}</Link> : null}
    </section>
  )
}

const sinceOf = ({ updatedAt, publishedAt }: Article): number =>
  Math.max(Date.parse(updatedAt), publishedAt === null ? 0 : Date.parse(publishedAt))

function ChangedLine({ article }: { article: Article }) {
  const { t, formats } = useWords()
  const now = useNow()
  const isNew = article.publishedAt !== null && Date.parse(article.publishedAt) >= Date.parse(article.updatedAt)
  return (
    <li className={css.line}>
      <p className={css.said}>
        <Tag tone={isNew ? 'good' : 'info'}>{t(isNew ? 'today.new' : 'today.updated')}</Tag>
        <span>{formats.language(article.lang)}</span>
        <time dateTime={article.updatedAt}>{formats.when(new Date(sinceOf(article)).toISOString(), now)}</time>
      </p>
      <Link href={to.article(article.id)} dir="auto">
        {article.title}
      </Link>
    </li>
  )
}
