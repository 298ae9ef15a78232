/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { ChatBrand } from '#channels/contract'
import { ApiError } from '../../../shared/client.ts'
import { call } from '../api.ts'
import { useHere } from '../context.ts'
import { unreadOf } from '../state.ts'
import { Answers } from './answers.tsx'
import { Search } from './search.tsx'
import { Wait } from './wait.tsx'

type Found = { query: string; answers: ChatBrand['likely'] } | { query: string; isOffline: true }

/** Answers first; a person one button away. */
export function Home() {
  const { state, t } = useHere()
  const { brand, lang } = state.boot
  const [found, setFound] = useState<Found | null>(null)
  const search = async (q: string): Promise<void> => {
    if (q === '') return setFound(null)
    try {
      const input = { params: { slug: brand.slug }, query: { q, lang } }
      setFound({ query: q, ...(await call('GET /api/v1/chat/brands/:slug/answers', input)) })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setFound({ query: q, isOffline: true })
    }
  }
  return (
    <main class="home" aria-label={t('frame.title', { brand: brand.name })}>
      <div class="scroll">
        <Banner />
        <h2 class="greeting">{brand.greeting || t('home.greeting')}</h2>
        <Search onSearch={(q) => void search(q)} isFound={found !== null}>
          <div role="status">{found !== null && <Result found={found} />}</div>
          {found === null ? <Likely /> : 'answers' in found && <Answers answers={found.answers} />}
        </Search>
      </div>
      <Foot />
    </main>
  )
}

/** What everybody is told just now: an outage, a long wait. */
export function Banner() {
  const { state } = useHere()
  const { banner } = state.boot
  return banner === null ? null : (
    <p class="banner" dir="auto">
      {banner}
    </p>
  )
}

function Likely() {
  const { state, t } = useHere()
  const { likely } = state.boot.brand
  if (likely.length === 0) return null
  return (
    <section aria-labelledby="likely">
      <h3 id="likely">{t('home.likely')}</h3>
      <Answers answers={likely} />
    </section>
  )
}

function Result({ found }: { found: Found }) {
  const { t } = useHere()
  if ('isOffline' in found) return <p class="said">{t('home.offlineResults')}</p>
  const count = found.answers.length
  return <p class="said">{count === 0 ? t('home.noResults', { query: found.query }) : t('home.results', { count })}</p>
}

function Foot() {
  const { talk, state, t } = useHere()
  const unread = unreadOf(state)
  const askPerson = (): void => {
    talk.show('talk')
    if (talk.store.get().view === 'talk') talk.askPerson()
  }
  return (
    <div class="foot">
      <Wait />
      {state.chat === null ? (
        <div class="row">
          <button type="button" class="main" onClick={() => talk.show('talk')}>
            {t('home.start')}
          </button>
          <button type="button" class="quiet" onClick={askPerson}>
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
  )
}
