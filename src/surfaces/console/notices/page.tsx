import { useEffect } from 'react'
import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { Page } from '../shell/page.tsx'
import { loadNotices, type Notice, notices, readAll } from '../state/notices.ts'
import { useNow } from '../state/now.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { Glyph, type GlyphName } from '../ui/glyph.tsx'
import { Empty, Skeleton } from '../ui/states.tsx'
import css from './page.module.css'

const marks: Record<string, GlyphName> = {
  mention: 'at',
  assignment: 'inbox',
  warning: 'warn',
  hand: 'hand',
  flag: 'file',
  follow: 'eye',
  approval: 'check',
  review: 'eye',
}

function leadsTo({ about }: Notice): string {
  if (about.kind === 'conversation') return to.conversation('all', about.id)
  if (about.kind === 'review') return to.review(about.id)
  if (about.kind === 'coaching') return to.reviews()
  return about.kind === 'article-flag' ? to.articles() : to.inbox('all')
}

export function NoticesPage() {
  const { t } = useWords()
  const { items, loaded, unread } = useStore(notices, (now) => now)
  useEffect(() => void loadNotices().catch(() => undefined), [])
  return (
    <Page
      title={t('nav.notices')}
      actions={
        <Button disabledBecause={unread === 0 ? t('notices.allRead') : null} onPress={() => void readAll()}>
          {t('notices.readAll')}
        </Button>
      }
    >
      {!loaded && items.length === 0 ? (
        <Skeleton label={t('loading')} />
      ) : items.length === 0 ? (
        <Empty glyph="bell" title={t('notices.none')}>
          <p>{t('notices.none.more')}</p>
        </Empty>
      ) : (
        <ul className={css.list}>
          {items.map((notice) => (
            <Line key={notice.id} notice={notice} />
          ))}
        </ul>
      )}
    </Page>
  )
}

function Line({ notice }: { notice: Notice }) {
  const { t, has, formats } = useWords()
  const now = useNow()
  const coded = `notice.${notice.kind}.${String(notice.data.code ?? '')}`
  const key = has(coded) ? coded : `notice.${notice.kind}`
  const values = Object.fromEntries(
    Object.entries(notice.data).map(([name, value]) => [name, typeof value === 'number' ? value : String(value ?? '')]),
  )
  const text = has(key) ? t(key, { by: '', code: '', contact: '', reference: '', text: '', ...values }) : notice.kind
  const href = leadsTo(notice)
  return (
    <li className={css.notice} data-unread={notice.readAt === null || undefined}>
      <Glyph name={marks[notice.kind] ?? 'bell'} />
      <Link href={href} className={css.text}>
        {text}
        {notice.readAt === null ? <span className="sr-only"> ({t('row.unread')})</span> : null}
      </Link>
      <time dateTime={notice.at} title={formats.exact(notice.at)}>
        {formats.when(notice.at, now)}
      </time>
    </li>
  )
}
