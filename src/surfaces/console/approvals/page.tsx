import { useEffect } from 'react'
import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { Page } from '../shell/page.tsx'
import { call } from '../state/api.ts'
import { useApprovalTold } from '../state/approvals.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import { ListedTable } from '../ui/listed.tsx'
import { Empty } from '../ui/states.tsx'

/** What waits for this person's word before it goes to a customer, the longest first. */
export function ApprovalsPage() {
  const { t, formats } = useWords()
  const now = useNow()
  const told = useApprovalTold()
  const list = useResource('approvals', () => call('GET /api/v1/proposals', {}))
  const { reload } = list
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again for each telling
  useEffect(reload, [told, reload])
  return (
    <Page title={t('nav.approvals')}>
      <ListedTable
        of={list}
        label={t('nav.approvals')}
        empty={
          <Empty glyph="check" title={t('approval.none')}>
            <p>{t('approval.none.more')}</p>
          </Empty>
        }
        keyOf={(each) => each.id}
        columns={[
          {
            id: 'contact',
            label: t('approval.to'),
            cell: (each) => (
              <Link href={to.conversation('all', each.conversation)}>
                {each.contact === '' ? t('contact.unnamed') : each.contact}
              </Link>
            ),
          },
          { id: 'by', label: t('approval.by'), cell: (each) => each.by.name },
          { id: 'text', label: t('approval.text'), cell: (each) => <span dir="auto">{each.text}</span> },
          { id: 'at', label: t('approval.since'), cell: (each) => formats.when(each.at, now) },
        ]}
      />
    </Page>
  )
}
