import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import promised from '../promises/promises.module.css'
import { Page } from '../shell/page.tsx'
import { call } from '../state/api.ts'
import { useCasesTold } from '../state/cases.ts'
import { useResource } from '../state/resource.ts'
import { Choose } from '../ui/field.tsx'
import { ListedTable } from '../ui/listed.tsx'
import { Empty } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import type { Complaint } from './deeds.ts'
import { Figures } from './figures.tsx'
import { DueTag, standing } from './words.tsx'

/** Complaints that run, due soonest first, and what the audit wants to know of a year. */
export function ComplaintsPage() {
  const { t } = useWords()
  const [of, setOf] = useState<'open' | 'all'>('open')
  const told = useCasesTold()
  const list = useResource(`complaints ${of}`, () => call('GET /api/v1/complaints', { query: { of, limit: 200 } }))
  const { reload } = list
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again for each telling
  useEffect(reload, [told, reload])
  return (
    <Page title={t('nav.complaints')}>
      <div className={promised.choose}>
        <Choose
          label={t('complaints.which')}
          value={of}
          onChange={(value) => setOf(value === 'all' ? 'all' : 'open')}
          options={[
            { id: 'open', label: t('complaints.open') },
            { id: 'all', label: t('complaints.all') },
          ]}
        />
      </div>
      <ListedTable<Complaint>
        label={t('nav.complaints')}
        of={list}
        empty={
          <Empty glyph="check" title={t('complaints.none')}>
            <p>{t('complaints.none.more')}</p>
          </Empty>
        }
        keyOf={(complaint) => complaint.id}
        columns={[
          {
            id: 'due',
            label: t('complaints.due'),
            cell: ({ due }) => (due === null ? t('complaints.noDue') : <DueTag due={due} />),
          },
          {
            id: 'what',
            label: t('complaint.about'),
            cell: ({ kind, about }) => (
              <span>
                <b>{t(`complaint.kind.${kind}`)}</b> <span dir="auto">{about}</span>
              </span>
            ),
          },
          {
            id: 'case',
            label: t('case'),
            cell: (complaint) => (
              <Link href={to.conversation('all', complaint.conversation)}>{complaint.case.reference}</Link>
            ),
          },
          { id: 'stand', label: t('complaints.stand'), cell: (complaint) => <Standing complaint={complaint} /> },
          { id: 'owner', label: t('promise.owner'), cell: ({ owner }) => owner?.name ?? t('promise.nobodys') },
        ]}
      />
      <Figures told={told} />
    </Page>
  )
}

function Standing({ complaint }: { complaint: Complaint }) {
  const { t } = useWords()
  const [tone, words] = standing(complaint)
  return (
    <span className={promised.deeds}>
      <Tag tone={tone}>{t(words)}</Tag>
      {complaint.hold === null ? null : <Tag tone="bad">{t(`complaint.hold.${complaint.hold.what}`)}</Tag>}
    </span>
  )
}
