import { useState } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { Page } from '../shell/page.tsx'
import { hitPath } from '../shell/palette-entries.ts'
import { call } from '../state/api.ts'
import { useResource } from '../state/resource.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Glyph, type GlyphName } from '../ui/glyph.tsx'
import { Empty, ErrorBox } from '../ui/states.tsx'
import css from './page.module.css'

const marks: Record<string, GlyphName> = { conversation: 'chat', message: 'chat', contact: 'person', article: 'file' }

export function SearchPage() {
  const { t } = useWords()
  const [params] = useSearchParams()
  const [, go] = useLocation()
  const asked = params.get('q') ?? ''
  const [text, setText] = useState(asked)
  return (
    <Page title={t('search')}>
      {/* biome-ignore lint/a11y/useSemanticElements: the search element is younger than some browsers here */}
      <form
        role="search"
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() !== '') go(to.search(text.trim()))
        }}
      >
        <Field label={t('search.for')} value={text} onChange={setText} maxLength={200} />
        <Button look="primary" type="submit">
          {t('search.do')}
        </Button>
      </form>
      {asked === '' ? null : <Hits q={asked} />}
    </Page>
  )
}

function Hits({ q }: { q: string }) {
  const { t } = useWords()
  const { data, error, reload } = useResource(`search ${q}`, () =>
    call('GET /api/v1/search', { query: { q, limit: 50 } }),
  )
  if (error !== null)
    return <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>{t('search.failed')}</ErrorBox>
  if (data === null) return null
  if (data.hits.length === 0) {
    return (
      <Empty glyph="search" title={t('search.none', { q })}>
        <p>{t('search.none.more')}</p>
      </Empty>
    )
  }
  return (
    <ol className={css.hits} aria-label={t('search.hits', { n: data.hits.length })}>
      {data.hits.map((hit) => (
        <li key={`${hit.kind} ${hit.id}`}>
          <Link href={hitPath(hit)} className={css.hit}>
            <Glyph name={marks[hit.kind] ?? 'file'} />
            <span>
              <strong dir="auto">{hit.title}</strong> <span className={css.kind}>{t(`kind.${hit.kind}`)}</span>
              <span className={css.snippet} dir="auto">
                <Snippet text={hit.snippet} />
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ol>
  )
}

/** The server marks found words with ⟦ ⟧ or <b>; here they become text with marks, never markup. */
export function Snippet({ text }: { text: string }) {
  let place = 0
  return text.split(/(<b>.*?<\/b>|⟦.*?⟧)/).map((part) => {
    place += part.length + 1
    const found = /^(?:<b>(.*)<\/b>|⟦(.*)⟧)$/.exec(part)
    return found === null ? part : <mark key={place}>{found[1] ?? found[2]}</mark>
  })
}
