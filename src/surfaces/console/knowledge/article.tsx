import { useState } from 'react'
import { useLocation } from 'wouter'
import { Baked } from '../baked.tsx'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { Page } from '../shell/page.tsx'
import { call, type In, type Out } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { useResource } from '../state/resource.ts'
import { useMe, usePermission } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { Choose, Field } from '../ui/field.tsx'
import { ErrorBox, Skeleton } from '../ui/states.tsx'
import { Switch } from '../ui/switch.tsx'
import { Tag } from '../ui/tag.tsx'
import css from './knowledge.module.css'

type Article = Out<'GET /api/v1/articles/:id'>
type Input = In<'PUT /api/v1/articles/:id'>['body']

export const slugOf = (title: string): string =>
  title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80) || 'article'

export function ArticlePage({ id }: { id: string }) {
  const { t } = useWords()
  const fresh = id.startsWith('new-')
  const { data, error, reload } = useResource(`article ${id}`, async () =>
    fresh ? null : call('GET /api/v1/articles/:id', { params: { id } }),
  )
  if (error !== null)
    return (
      <Page title={t('article')}>
        <ErrorBox>{t('article.gone')}</ErrorBox>
      </Page>
    )
  if (data === null && !fresh)
    return (
      <Page title={t('article')}>
        <Skeleton label={t('loading')} />
      </Page>
    )
  return <Editor key={data?.rev ?? 0} id={fresh ? id.slice(4) : id} article={data} onSaved={reload} />
}

function useInput(article: Article | null): [Input, (change: Partial<Input>) => void] {
  const { brands } = useMe()
  const brand = brands[0]
  const [input, setInput] = useState<Input>(() => ({
    brand: article?.brand ?? brand?.id ?? '',
    key: article?.key ?? '',
    lang: article?.lang ?? brand?.languages[0] ?? 'en',
    title: article?.title ?? '',
    slug: article?.slug ?? '',
    summary: article?.summary ?? '',
    body: article?.body ?? '',
    keywords: article?.keywords ?? [],
    questions: article?.questions ?? [],
    likely: article?.likely ?? false,
  }))
  return [input, (change) => setInput((now) => ({ ...now, ...change }))]
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((each) => each.trim())
    .filter(Boolean)

function Editor({ id, article, onSaved }: { id: string; article: Article | null; onSaved: () => void }) {
  const { t } = useWords()
  const [, go] = useLocation()
  const may = usePermission('article.manage')
  const [input, change] = useInput(article)
  const done = (text: string) => {
    showBar({ text })
    if (article === null) go(to.article(id))
    else onSaved()
  }
  const save = () => {
    const body = { ...input, key: input.key || slugOf(input.title), slug: input.slug || slugOf(input.title) }
    const say =
      article === null
        ? call('POST /api/v1/articles', { body: { id, ...body } })
        : call('PUT /api/v1/articles/:id', { params: { id }, body })
    void say.then(() => done('article.saved'), failed)
  }
  const publish = (on: boolean) =>
    void call(on ? 'PUT /api/v1/articles/:id/publication' : 'DELETE /api/v1/articles/:id/publication', {
      params: { id },
    }).then(() => done(on ? 'article.nowPublished' : 'article.nowDraft'), failed)
  const why = may ? null : t('why.not-allowed')
  return (
    <Page
      title={article?.title ?? t('article.new')}
      actions={
        <>
          {article === null ? null : (
            <Tag tone={article.published ? 'good' : 'plain'}>
              {t(article.published ? 'article.published' : 'article.draft')}
            </Tag>
          )}
          {article === null ? null : (
            <Button disabledBecause={why} onPress={() => publish(!article.published)}>
              {t(article.published ? 'article.unpublish' : 'article.publish')}
            </Button>
          )}
          <Button
            look="primary"
            disabledBecause={why ?? (input.title === '' || input.body === '' ? t('article.incomplete') : null)}
            onPress={save}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      <div className={css.two}>
        <Fields input={input} change={change} />
        {article === null ? null : (
          <section aria-label={t('article.preview')}>
            <Baked className={css.preview} html={article.html} lang={article.lang} />
          </section>
        )}
      </div>
    </Page>
  )
}

function Fields({ input, change }: { input: Input; change: (more: Partial<Input>) => void }) {
  const { t, formats } = useWords()
  const { brands } = useMe()
  const brand = brands.find((each) => each.id === input.brand)
  return (
    <form className={css.form} onSubmit={(event) => event.preventDefault()}>
      <div className={css.pair}>
        <Choose
          label={t('brand')}
          value={input.brand}
          onChange={(value) => change({ brand: value })}
          options={brands.map((each) => ({ id: each.id, label: each.name }))}
        />
        <Choose
          label={t('language')}
          value={input.lang}
          onChange={(value) => change({ lang: value })}
          options={(brand?.languages ?? [input.lang]).map((each) => ({ id: each, label: formats.language(each) }))}
        />
      </div>
      <Field
        label={t('article.title')}
        value={input.title}
        onChange={(title) => change({ title })}
        maxLength={160}
        isRequired
      />
      <Field
        label={t('article.summary')}
        value={input.summary}
        onChange={(summary) => change({ summary })}
        maxLength={300}
      />
      <Field
        label={t('article.body')}
        hint={t('article.body.hint')}
        rows={16}
        value={input.body}
        onChange={(body) => change({ body })}
        maxLength={60_000}
        isRequired
      />
      <Field
        label={t('article.questions')}
        hint={t('article.questions.hint')}
        rows={4}
        value={input.questions.join('\n')}
        onChange={(text) => change({ questions: lines(text) })}
      />
      <Switch isSelected={input.likely} onChange={(likely) => change({ likely })}>
        {t('article.likely')}
      </Switch>
    </form>
  )
}
