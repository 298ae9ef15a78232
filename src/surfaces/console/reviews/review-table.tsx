import { type ReactNode, useEffect, useState } from 'react'
import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { call } from '../state/api.ts'
import { failed } from '../state/deeds.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import { useReviewTold } from '../state/reviews.ts'
import { Button } from '../ui/button.tsx'
import { ListedTable } from '../ui/listed.tsx'
import { Tag } from '../ui/tag.tsx'
import type { ReviewRow } from './deeds.ts'
import css from './reviews.module.css'
import { StateTag, TotalTag } from './total-tag.tsx'

interface Props {
  of: 'mine' | 'others'
  state?: 'waiting' | 'disputed' | 'done' | 'dropped'
  empty: ReactNode
}

/** Reviews, the newest first, a page at a time; each opens beside its conversation. */
export function ReviewTable({ of, state, empty }: Props) {
  const { t, text, formats } = useWords()
  const now = useNow()
  const told = useReviewTold()
  const query = { of, ...(state !== undefined && { state }) }
  const read = useResource(`reviews ${of} ${state ?? ''}`, () => call('GET /api/v1/reviews', { query }))
  const { reload } = read
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again for each telling
  useEffect(reload, [told, reload])
  const { rows, next, more } = useMore(read.data, (after) =>
    call('GET /api/v1/reviews', { query: { ...query, after } }),
  )
  const data = read.data === null ? null : { items: rows }
  return (
    <>
      <ListedTable<ReviewRow>
        of={{ ...read, data }}
        label={t(of === 'mine' ? 'review.mine' : 'review.others')}
        empty={empty}
        keyOf={(review) => review.id}
        columns={[
          {
            id: 'talk',
            label: t('review.conversation'),
            cell: (review) => (
              <Link href={to.review(review.id)}>
                {review.talk === null
                  ? t('review.hidden')
                  : `${review.talk.reference} · ${review.talk.contact || t('contact.unnamed')}`}
              </Link>
            ),
          },
          ...(of === 'mine'
            ? []
            : [{ id: 'agent', label: t('review.advisor'), cell: (review: ReviewRow) => review.agent.name }]),
          { id: 'form', label: t('review.form'), cell: (review) => text(review.form) },
          ...(of === 'mine'
            ? []
            : [{ id: 'rule', label: t('review.by'), cell: (review: ReviewRow) => review.rule ?? t('review.byHand') }]),
          {
            id: 'at',
            label: t('review.at'),
            cell: (review) => formats.when(review.scoredAt ?? review.pickedAt, now),
          },
          {
            id: 'total',
            label: t('review.total'),
            cell: (review) => <TotalTag total={review.total} failed={review.failed} />,
          },
          {
            id: 'state',
            label: t('review.state'),
            cell: (review) => (
              <span className={css.row}>
                <StateTag state={review.state} />
                {of === 'mine' && review.seenAt === null ? <Tag tone="accent">{t('review.new')}</Tag> : null}
              </span>
            ),
          },
        ]}
      />
      {next === null ? null : (
        <div className={css.row}>
          <Button onPress={more}>{t('review.more')}</Button>
        </div>
      )}
    </>
  )
}

interface Page {
  items: ReviewRow[]
  next: string | null
}
/** The first page as it is read again and again, and what was asked for behind it. */
function useMore(first: Page | null, read: (after: string) => Promise<Page>) {
  const [behind, setBehind] = useState<Page | null>(null)
  const next = behind === null ? (first?.next ?? null) : behind.next
  const known = new Set(first?.items.map(({ id }) => id))
  const rows = [...(first?.items ?? []), ...(behind?.items.filter(({ id }) => !known.has(id)) ?? [])]
  const more = () => {
    if (next === null) return
    void read(next).then(
      (page) => setBehind((held) => ({ items: [...(held?.items ?? []), ...page.items], next: page.next })),
      failed,
    )
  }
  return { rows, next, more }
}
