import { memo, useEffect } from 'react'
import { Link, useLocation } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { ownViews } from '../inbox/views.ts'
import { to } from '../paths.ts'
import { countApprovals, useWaitingApprovals } from '../state/approvals.ts'
import { countBriefings, useUnreadBriefings } from '../state/briefings.ts'
import { useQueues } from '../state/directory.ts'
import { countSoon, useDesk } from '../state/inbox.ts'
import { countReviews, useReviewsWaiting } from '../state/reviews.ts'
import { useMe, usePermission } from '../state/session.ts'
import css from './nav.module.css'

const MANY = 10

/** Views and queues with how many wait in each; below them the other pages. */
export const Nav = memo(function Nav({ onGo }: { onGo?: () => void }) {
  const { t, text } = useWords()
  const { brands } = useMe()
  const queues = useQueues()
  const counts = useDesk((desk) => desk.counts)
  const reports = usePermission('report.read')
  const leads = usePermission('work-item.read')
  const promises = usePermission('promise.read')
  const complaints = usePermission('complaint.read')
  const briefed = usePermission('briefing.read')
  const unread = useUnreadBriefings()
  const approves = usePermission('conversation.approve')
  const toApprove = useWaitingApprovals()
  const reviewed = usePermission('coaching.own')
  const { toScore, toSettle, toSee } = useReviewsWaiting()
  useEffect(() => countSoon(0), [])
  useEffect(() => {
    if (briefed) void countBriefings()
  }, [briefed])
  useEffect(() => {
    if (approves) void countApprovals()
  }, [approves])
  useEffect(() => {
    if (reviewed) void countReviews()
  }, [reviewed])
  const several = brands.length > 1
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: closes the drawer after a link inside was followed
    <nav className={css.nav} aria-label={t('nav')} onClick={onGo}>
      {briefed ? <Entry href={to.today()} label={t('nav.today')} count={unread ?? 0} counts="nav.today.count" /> : null}
      {ownViews.map((view) => (
        <Entry key={view} href={to.inbox(view)} label={t(`view.${view}`)} count={counts[view]} />
      ))}
      {queues.length === 0 ? null : <h2 className={css.title}>{t('nav.queues')}</h2>}
      {queues.map((queue) => {
        const brand = several ? brands.find((each) => each.id === queue.brand)?.name : undefined
        const count = counts[`queue:${queue.id}`] ?? queue.waiting
        return (
          <Entry
            key={queue.id}
            href={to.inbox(`queue:${queue.id}`)}
            label={
              brand === undefined || brand === text(queue.name) ? text(queue.name) : `${brand} · ${text(queue.name)}`
            }
            count={count}
            hot={count >= MANY}
          />
        )
      })}
      <h2 className={css.title}>{t('nav.pages')}</h2>
      {leads ? <Entry href={to.board()} label={t('board')} /> : null}
      {approves ? (
        <Entry href={to.approvals()} label={t('nav.approvals')} count={toApprove} counts="nav.approvals.count" />
      ) : null}
      {promises ? <Entry href={to.promises()} label={t('nav.promises')} /> : null}
      {reviewed ? (
        <Entry
          href={to.reviews()}
          label={t('nav.reviews')}
          count={toScore + toSettle + toSee}
          counts="nav.reviews.count"
        />
      ) : null}
      {complaints ? <Entry href={to.complaints()} label={t('nav.complaints')} /> : null}
      <Entry href={to.contacts()} label={t('nav.contacts')} />
      <Entry href={to.articles()} label={t('nav.knowledge')} />
      <Entry href={to.canned()} label={t('nav.canned')} />
      {reports ? <Entry href={to.reports()} label={t('nav.reports')} /> : null}
      <Entry href={to.settings()} label={t('nav.settings')} />
    </nav>
  )
})

function Entry({
  href,
  label,
  count,
  hot,
  counts = 'nav.count',
}: {
  href: string
  label: string
  count?: number | undefined
  hot?: boolean
  /** What the number says, for whoever points at it. */
  counts?: string
}) {
  const [path] = useLocation()
  const { t } = useWords()
  const here = path === href || path.startsWith(`${href}/`)
  return (
    <Link href={href} className={css.entry} aria-current={here ? 'page' : undefined} data-hot={hot || undefined}>
      <span className={css.label}>{label}</span>
      {count === undefined || count === 0 ? null : (
        <b className={css.count} title={t(counts, { n: count })}>
          {count}
        </b>
      )}
    </Link>
  )
}
