import { lazy, Suspense } from 'react'
import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { Page } from '../shell/page.tsx'
import { usePermissions } from '../state/session.ts'
import { Skeleton } from '../ui/states.tsx'
import css from './admin.module.css'
import { MinePage } from './mine.tsx'
import { ownSections, type SectionId, sectionOf } from './sections.ts'

const PeoplePage = lazy(() => import('./people.tsx').then((module) => ({ default: module.PeoplePage })))
const TeamsPage = lazy(() => import('./lists.tsx').then((module) => ({ default: module.TeamsPage })))
const RolesPage = lazy(() => import('./lists.tsx').then((module) => ({ default: module.RolesPage })))
const LabelsPage = lazy(() => import('./lists.tsx').then((module) => ({ default: module.LabelsPage })))
const QueuesPage = lazy(() => import('./lists.tsx').then((module) => ({ default: module.QueuesPage })))
const AccountsPage = lazy(() => import('./accounts/page.tsx').then((module) => ({ default: module.AccountsPage })))
const BrandsPage = lazy(() => import('./brand/list.tsx').then((module) => ({ default: module.BrandsPage })))
const OperatorPage = lazy(() => import('./operator.tsx').then((module) => ({ default: module.OperatorPage })))
const KeysPage = lazy(() => import('./api-keys.tsx').then((module) => ({ default: module.KeysPage })))
const JobsPage = lazy(() => import('./jobs.tsx').then((module) => ({ default: module.JobsPage })))
const HandlersPage = lazy(() => import('./jobs.tsx').then((module) => ({ default: module.HandlersPage })))
const AuditPage = lazy(() => import('./audit.tsx').then((module) => ({ default: module.AuditPage })))

const pages: Record<SectionId, React.ComponentType> = {
  mine: MinePage,
  people: PeoplePage,
  teams: TeamsPage,
  roles: RolesPage,
  brands: BrandsPage,
  labels: LabelsPage,
  queues: QueuesPage,
  accounts: AccountsPage,
  operator: OperatorPage,
  keys: KeysPage,
  jobs: JobsPage,
  handlers: HandlersPage,
  audit: AuditPage,
}

/** Settings: one's own first, the operator's for those who may. */
export function SettingsPage({ section }: { section: string }) {
  const { t } = useWords()
  const here = sectionOf(section)
  const sections = ownSections(usePermissions())
  const Inside = pages[sections.includes(here) ? here : 'mine']
  return (
    <Page title={t('nav.settings')}>
      <div className={css.page}>
        <nav className={css.tabs} aria-label={t('nav.settings')}>
          {sections.map((each) => (
            <Link
              key={each}
              href={to.settings(each)}
              className={css.tab}
              aria-current={each === here ? 'page' : undefined}
            >
              {t(`settings.${each}`)}
            </Link>
          ))}
        </nav>
        <div className={css.body}>
          <Suspense fallback={<Skeleton label={t('loading')} />}>
            <Inside />
          </Suspense>
        </div>
      </div>
    </Page>
  )
}
