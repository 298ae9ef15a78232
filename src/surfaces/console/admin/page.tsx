import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { Fetched } from '../shell/guard.tsx'
import { Page } from '../shell/page.tsx'
import { part } from '../state/part.ts'
import { usePermissions } from '../state/session.ts'
import css from './admin.module.css'
import { MinePage } from './mine.tsx'
import { ownSections, type SectionId, sectionOf } from './sections.ts'

const PeoplePage = part(() => import('./people.tsx').then((module) => module.PeoplePage))
const TeamsPage = part(() => import('./lists.tsx').then((module) => module.TeamsPage))
const RolesPage = part(() => import('./lists.tsx').then((module) => module.RolesPage))
const LabelsPage = part(() => import('./lists.tsx').then((module) => module.LabelsPage))
const ReasonsPage = part(() => import('./reasons/page.tsx').then((module) => module.ReasonsPage))
const TraineesPage = part(() => import('./trainees/page.tsx').then((module) => module.TraineesPage))
const ReviewSettings = part(() => import('./reviews/page.tsx').then((module) => module.ReviewSettings))
const QueuesPage = part(() => import('./queues/page.tsx').then((module) => module.QueuesPage))
const SurgePage = part(() => import('./surge/page.tsx').then((module) => module.SurgePage))
const PresencePage = part(() => import('./presence/page.tsx').then((module) => module.PresencePage))
const LevelsPage = part(() => import('./levels/page.tsx').then((module) => module.LevelsPage))
const CalendarsPage = part(() => import('./calendars/page.tsx').then((module) => module.CalendarsPage))
const ComplaintSettings = part(() => import('./complaints/page.tsx').then((module) => module.ComplaintSettings))
const VipRulesPage = part(() => import('./vip/page.tsx').then((module) => module.VipRulesPage))
const AttributesPage = part(() => import('./attributes/page.tsx').then((module) => module.AttributesPage))
const AccountsPage = part(() => import('./accounts/page.tsx').then((module) => module.AccountsPage))
const SecureFormsPage = part(() => import('./secure-forms/page.tsx').then((module) => module.SecureFormsPage))
const BrandsPage = part(() => import('./brand/list.tsx').then((module) => module.BrandsPage))
const OperatorPage = part(() => import('./operator.tsx').then((module) => module.OperatorPage))
const KeysPage = part(() => import('./api-keys.tsx').then((module) => module.KeysPage))
const JobsPage = part(() => import('./jobs.tsx').then((module) => module.JobsPage))
const HandlersPage = part(() => import('./jobs.tsx').then((module) => module.HandlersPage))
const AuditPage = part(() => import('./audit.tsx').then((module) => module.AuditPage))

const pages: Record<SectionId, React.ComponentType> = {
  mine: MinePage,
  people: PeoplePage,
  teams: TeamsPage,
  roles: RolesPage,
  brands: BrandsPage,
  labels: LabelsPage,
  reasons: ReasonsPage,
  trainees: TraineesPage,
  reviews: ReviewSettings,
  queues: QueuesPage,
  surge: SurgePage,
  presence: PresencePage,
  levels: LevelsPage,
  calendars: CalendarsPage,
  complaints: ComplaintSettings,
  vip: VipRulesPage,
  attributes: AttributesPage,
  accounts: AccountsPage,
  'secure-forms': SecureFormsPage,
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
          <Fetched>
            <Inside />
          </Fetched>
        </div>
      </div>
    </Page>
  )
}
