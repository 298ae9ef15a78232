import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { Page } from '../shell/page.tsx'
import { call } from '../state/api.ts'
import { usePromiseTold } from '../state/promises.ts'
import { useResource } from '../state/resource.ts'
import { Choose } from '../ui/field.tsx'
import { ListedTable } from '../ui/listed.tsx'
import { Empty } from '../ui/states.tsx'
import type { Promised } from './deeds.ts'
import { Figures } from './figures.tsx'
import { DueTag, PromiseDeeds } from './promise-line.tsx'
import css from './promises.module.css'

/** What is still to happen, due soonest first: one's own, or everybody's one may see; and how well promises are kept. */
export function PromisesPage() {
  const { t } = useWords()
  const [of, setOf] = useState<'mine' | 'all'>('mine')
  const told = usePromiseTold()
  const list = useResource(`promises ${of}`, () => call('GET /api/v1/promises', { query: { of, limit: 200 } }))
  const { reload } = list
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again for each telling
  useEffect(reload, [told, reload])
  return (
    <Page title={t('nav.promises')}>
      <div className={css.choose}>
        <Choose
          label={t('promises.whose')}
          value={of}
          onChange={(value) => setOf(value === 'all' ? 'all' : 'mine')}
          options={[
            { id: 'mine', label: t('promises.mine') },
            { id: 'all', label: t('promises.all') },
          ]}
        />
      </div>
      <ListedTable<Promised>
        label={t('nav.promises')}
        of={list}
        empty={
          <Empty glyph="check" title={t('promises.none')}>
            <p>{t('promises.none.more')}</p>
          </Empty>
        }
        keyOf={(promise) => promise.id}
        columns={[
          { id: 'due', label: t('promise.due'), cell: (promise) => <DueTag promise={promise} /> },
          {
            id: 'what',
            label: t('promise.what'),
            cell: (promise) => (
              <span>
                <b>{t(`promise.kind.${promise.kind}`)}</b> <span dir="auto">{promise.what}</span>
              </span>
            ),
          },
          {
            id: 'case',
            label: t('case'),
            cell: (promise) => (
              <Link href={to.conversation('all', promise.conversation)}>{promise.case.reference}</Link>
            ),
          },
          { id: 'owner', label: t('promise.owner'), cell: (promise) => promise.owner?.name ?? t('promise.nobodys') },
          { id: 'deeds', label: '', cell: (promise) => <PromiseDeeds promise={promise} /> },
        ]}
      />
      <Figures told={told} />
    </Page>
  )
}
