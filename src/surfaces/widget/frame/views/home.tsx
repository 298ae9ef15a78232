/** @jsxImportSource preact */
import { useRef, useState } from 'preact/hooks'
import type { ChatBrand } from '#channels/contract'
import { ApiError } from '../../../shared/client.ts'
import { call } from '../api.ts'
import { useHere } from '../context.ts'
import { unreadOf } from '../state.ts'
import { Answers } from './answers.tsx'
import { Icon } from './icon.tsx'
import { Wait } from './wait.tsx'

type Found = { query: string; answers: ChatBrand['likely'] } | { query: string; isOffline: true }

/** Answers first; a person one button away. */
export function Home() {
  const { talk, state, t } = useHere()
  const { brand, lang } = state.boot
  const [query, setQuery] = useState('')
  const [found, setFound] = useState<Found | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const search = async (): Promise<void> => {
    const q = query.trim()
    if (q === '') return setFound(null)
    try {
      const { answers } = await call('GET /api/v1/chat/brands/:slug/answers', {
        params: { slug: brand.slug },
        query: { q, lang },
      })
      setFound({ query: q, answers })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setFound({ query: q, isOffline: true })
    }
  }
  const clear = (): void => {
    setQuery('')
    setFound(null)
    field.current?.focus()
  }
  const unread = unreadOf(state)
  return (
    <main class="home" aria-label={t('frame.title', { brand: brand.name })}>
      <div class="scroll">
        <h2 class="greeting">{brand.greeting || t('home.greeting')}</h2>
        {/* biome-ignore lint/a11y/useSemanticElements: browsers of 2023 do not know <search> */}
        <form
          role="search"
          onSubmit={(event) => {
            event.preventDefault()
            void search()
          }}
        >
          <label for="search">{t('home.search')}</label>
          <div class="search">
            <input
              id="search"
              ref={field}
              data-begin
              type="search"
              maxLength={200}
              autocomplete="off"
              enterkeyhint="search"
              placeholder={t('home.searchPlaceholder')}
              value={query}
              onInput={({ currentTarget }) => setQuery(currentTarget.value)}
            />
            <button type="submit" class="main" aria-label={t('home.searchAction')}>
              <Icon name="search" />
            </button>
          </div>
        </form>
        <div role="status">{found !== null && <Result found={found} />}</div>
        {found === null ? (
          brand.likely.length > 0 && (
            <section aria-labelledby="likely">
              <h3 id="likely">{t('home.likely')}</h3>
              <Answers answers={brand.likely} />
            </section>
          )
        ) : (
          <>
            {'answers' in found && <Answers answers={found.answers} />}
            <button type="button" class="link" onClick={clear}>
              {t('home.clear')}
            </button>
          </>
        )}
      </div>
      <div class="foot">
        <Wait />
        {state.chat === null ? (
          <div class="row">
            <button type="button" class="main" onClick={() => talk.show('talk')}>
              {t('home.start')}
            </button>
            <button
              type="button"
              class="quiet"
              onClick={() => (talk.show('talk'), talk.store.get().view === 'talk' && talk.askPerson())}
            >
              {t('person.ask')}
            </button>
          </div>
        ) : (
          <button type="button" class="main wide" onClick={() => talk.show('talk')}>
            {t('home.continue')}
            {unread > 0 && <span class="badge">{t('message.new', { count: unread })}</span>}
          </button>
        )}
      </div>
    </main>
  )
}

function Result({ found }: { found: Found }) {
  const { t } = useHere()
  if ('isOffline' in found) return <p class="said">{t('home.offlineResults')}</p>
  const count = found.answers.length
  return <p class="said">{count === 0 ? t('home.noResults', { query: found.query }) : t('home.results', { count })}</p>
}
