import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { Page } from '../shell/page.tsx'
import { usePermission } from '../state/session.ts'
import { Tabs } from '../ui/tabs.tsx'
import { Notes } from './notes.tsx'
import { Others } from './others.tsx'
import { Own } from './own.tsx'
import { Trend } from './trend.tsx'

/** How well one answered; for those who lead, how well the others did, and what is agreed with them. */
export function ReviewsPage() {
  const { t } = useWords()
  const leads = usePermission('coaching.read')
  const [tab, setTab] = useState('others')
  return (
    <Page title={t('nav.reviews')}>
      {leads ? (
        <Tabs
          label={t('nav.reviews')}
          selected={tab}
          onSelect={setTab}
          tabs={[
            { id: 'mine', label: t('review.mine'), body: <Own /> },
            { id: 'others', label: t('review.others'), body: <Others /> },
            { id: 'trend', label: t('review.trend'), body: <Trend of="others" /> },
            { id: 'notes', label: t('coaching.notes'), body: <Notes of="others" /> },
          ]}
        />
      ) : (
        <Own />
      )}
    </Page>
  )
}
