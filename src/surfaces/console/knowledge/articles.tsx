import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { uuid7 } from '../../shared/uuid7.ts'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { Page } from '../shell/page.tsx'
import { call, type Out } from '../state/api.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import { usePermission } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { ErrorBox, Skeleton } from '../ui/states.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { Flags } from './flags.tsx'
import css from './knowledge.module.css'

type Article = Out<'GET /api/v1/articles'>['items'][number]

export function ArticlesPage() {
  const { t, formats } = useWords()
  const [, go] = useLocation()
  const now = useNow()
  const [text, setText] = useState('')
  const may = usePermission('article.manage')
  const { data, error, reload } = useResource(`articles ${text}`, () =>
    call('GET /api/v1/articles', { query: { limit: 100, ...(text !== '' && { q: text }) } }),
  )
  const columns: Column<Article>[] = [
    {
      id: 'title',
      label: t('article.title'),
      cell: (article) => <Link href={to.article(article.id)}>{article.title}</Link>,
    },
    { id: 'lang', label: t('language'), cell: (article) => formats.language(article.lang) },
    {
      id: 'state',
      label: t('column.status'),
      cell: (article) => (
        <Tag tone={article.published ? 'good' : 'plain'}>
          {t(article.published ? 'article.published' : 'article.draft')}
        </Tag>
      ),
    },
    {
      id: 'helpful',
      label: t('article.helpful'),
      end: true,
      cell: (article) => `${article.helpful.yes} / ${article.helpful.yes + article.helpful.no}`,
    },
    { id: 'at', label: t('column.when'), end: true, cell: (article) => formats.when(article.updatedAt, now) },
  ]
  return (
    <Page
      title={t('nav.knowledge')}
      actions={
        may ? (
          <Button look="primary" onPress={() => go(to.article(`new-${uuid7()}`))}>
            {t('article.new')}
          </Button>
        ) : null
      }
    >
      {may ? <Flags /> : null}
      <div className={css.find}>
        <Field label={t('article.find')} value={text} onChange={setText} />
      </div>
      {error !== null && data === null ? (
        <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>{t('list.failed')}</ErrorBox>
      ) : data === null ? (
        <Skeleton label={t('loading')} />
      ) : (
        <Table label={t('nav.knowledge')} columns={columns} rows={data.items} keyOf={(article) => article.id} />
      )}
    </Page>
  )
}
