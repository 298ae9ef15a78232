import { type ReactNode, Suspense, useEffect } from 'react'
import { RouterProvider } from 'react-aria-components'
import { Redirect, Route, Router, Switch, useLocation } from 'wouter'
import { useWords, WordsProvider } from '../i18n/words.tsx'
import { InboxPage } from '../inbox/page.tsx'
import { useCommands, useKeyboard } from '../keys/use-commands.ts'
import { to } from '../paths.ts'
import { warnBeforeLeaving } from '../state/outbox.ts'
import { firstPart, part } from '../state/part.ts'
import { usePref } from '../state/prefs.ts'
import { readSession, session, usePermission } from '../state/session.ts'
import { useStore } from '../state/store.ts'
import { followLive } from '../state/stream.ts'
import { Start } from '../today/start.tsx'
import { Bars } from '../ui/bars.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/states.tsx'
import css from './app.module.css'
import { Bar } from './bar.tsx'
import { Connection } from './connection.tsx'
import { Fetched, Guard } from './guard.tsx'
import { Help } from './help.tsx'
import { Offers } from './offers.tsx'
import { Palette } from './palette.tsx'
import { SetAway } from './set-away.tsx'
import { SurgeStrip } from './surge-strip.tsx'

const SignInPage = firstPart(() => import('../sign-in/sign-in.tsx').then((module) => module.SignInPage))
const SetUpPage = firstPart(() => import('../sign-in/set-up.tsx').then((module) => module.SetUpPage))
const PasswordPage = firstPart(() => import('../sign-in/set-up.tsx').then((module) => module.PasswordPage))
const BoardPage = part(() => import('../board/page.tsx').then((module) => module.BoardPage))
const ReportsPage = part(() => import('../reports/page.tsx').then((module) => module.ReportsPage))
const NoticesPage = part(() => import('../notices/page.tsx').then((module) => module.NoticesPage))
const ComplaintsPage = part(() => import('../complaints/page.tsx').then((module) => module.ComplaintsPage))
const ApprovalsPage = part(() => import('../approvals/page.tsx').then((module) => module.ApprovalsPage))
const ReviewsPage = part(() => import('../reviews/page.tsx').then((module) => module.ReviewsPage))
const ReviewPage = part(() => import('../reviews/review.tsx').then((module) => module.ReviewPage))
const PromisesPage = part(() => import('../promises/page.tsx').then((module) => module.PromisesPage))
const TodayPage = part(() => import('../today/page.tsx').then((module) => module.TodayPage))
const SearchPage = part(() => import('../search/page.tsx').then((module) => module.SearchPage))
const ContactPage = part(() => import('../contacts/page.tsx').then((module) => module.ContactPage))
const ContactsPage = part(() => import('../contacts/list.tsx').then((module) => module.ContactsPage))
const SettingsPage = part(() => import('../admin/page.tsx').then((module) => module.SettingsPage))
const ArticlesPage = part(() => import('../knowledge/articles.tsx').then((module) => module.ArticlesPage))
const ArticlePage = part(() => import('../knowledge/article.tsx').then((module) => module.ArticlePage))
const CannedPage = part(() => import('../knowledge/canned.tsx').then((module) => module.CannedPage))

export function App() {
  const lang = usePref('lang')
  useEffect(() => {
    void readSession()
    return warnBeforeLeaving()
  }, [])
  return (
    <WordsProvider lang={lang}>
      <Router base="/console">
        <Guard>
          <Doors />
        </Guard>
      </Router>
    </WordsProvider>
  )
}

/** Links from the terminal and from invitations carry their token behind the #, where no server and no log sees it. */
const tokenOf = (): string => window.location.hash.slice(1)

function Doors() {
  const [, navigate] = useLocation()
  const state = useStore(session, (now) => now.state)
  return (
    <RouterProvider navigate={navigate}>
      <Suspense fallback={null}>
        <Switch>
          <Route path="/set-up">
            {() => (state === 'in' ? <Redirect to={to.settings('people')} /> : <SetUpPage token={tokenOf()} />)}
          </Route>
          <Route path="/password">{() => <PasswordPage token={tokenOf()} />}</Route>
          <Route path="/invite">{() => <PasswordPage token={tokenOf()} />}</Route>
          <Route>{() => <Inside state={state} />}</Route>
        </Switch>
      </Suspense>
      <Bars />
    </RouterProvider>
  )
}

function Inside({ state }: { state: 'unknown' | 'out' | 'unreachable' | 'in' }) {
  const { t } = useWords()
  if (state === 'unknown') return null
  if (state === 'out') return <SignInPage />
  if (state === 'in') return <Desk />
  return (
    <Empty glyph="warn" title={t('server.unreachable')}>
      <Button onPress={() => void readSession()}>{t('again')}</Button>
    </Empty>
  )
}

function Desk() {
  const { t } = useWords()
  const [, go] = useLocation()
  useKeyboard()
  const leads = usePermission('work-item.read')
  const queues = usePermission('queue.read')
  useEffect(() => followLive(), [])
  useCommands({
    'go.today': () => go(to.today()),
    'go.mine': () => go(to.inbox('mine')),
    'go.all': () => go(to.inbox('all')),
    'go.queue': () => go(to.inbox('unassigned')),
    'go.board': leads ? () => go(to.board()) : null,
    'go.reports': () => go(to.reports()),
    'go.settings': () => go(to.settings()),
    'go.contacts': () => go(to.contacts()),
    'go.notices': () => go(to.notices()),
    'go.approvals': () => go(to.approvals()),
    'go.promises': () => go(to.promises()),
    'go.complaints': () => go(to.complaints()),
    'go.reviews': () => go(to.reviews()),
  })
  return (
    <div className={css.desk}>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <Bar />
      <Connection />
      {queues ? <SurgeStrip /> : null}
      <SetAway />
      <Switch>
        <Route path="/inbox/:view/:id?">
          {({ view, id }) => <InboxPage view={decodeURIComponent(view)} id={id ?? null} />}
        </Route>
        <Route path="/c/:id">{({ id }) => <Redirect to={to.conversation('all', id)} />}</Route>
        <Route path="/today">{() => page(<TodayPage />)}</Route>
        <Route path="/board">{() => page(<BoardPage />)}</Route>
        <Route path="/reports">{() => page(<ReportsPage />)}</Route>
        <Route path="/notices">{() => page(<NoticesPage />)}</Route>
        <Route path="/complaints">{() => page(<ComplaintsPage />)}</Route>
        <Route path="/reviews">{() => page(<ReviewsPage />)}</Route>
        <Route path="/reviews/:id">{({ id }) => page(<ReviewPage key={id} id={id} />)}</Route>
        <Route path="/approvals">{() => page(<ApprovalsPage />)}</Route>
        <Route path="/promises">{() => page(<PromisesPage />)}</Route>
        <Route path="/search">{() => page(<SearchPage />)}</Route>
        <Route path="/contacts">{() => page(<ContactsPage />)}</Route>
        <Route path="/contacts/:id">{({ id }) => page(<ContactPage id={id} />)}</Route>
        <Route path="/knowledge">{() => page(<ArticlesPage />)}</Route>
        <Route path="/knowledge/:id">{({ id }) => page(<ArticlePage id={id} />)}</Route>
        <Route path="/canned">{() => page(<CannedPage />)}</Route>
        <Route path="/settings/:section?">{({ section }) => page(<SettingsPage section={section ?? 'mine'} />)}</Route>
        <Route>{() => <Start />}</Route>
      </Switch>
      <Offers />
      <Palette />
      <Help />
    </div>
  )
}

const page = (inside: ReactNode) => (
  <Fetched whole lines={6}>
    {inside}
  </Fetched>
)
