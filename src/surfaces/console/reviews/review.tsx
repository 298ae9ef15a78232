import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { Page } from '../shell/page.tsx'
import { call } from '../state/api.ts'
import { keep, useResource } from '../state/resource.ts'
import { useReviewTold } from '../state/reviews.ts'
import { useMe, usePermission } from '../state/session.ts'
import { ReadOnlyTalk } from '../talk/read-only.tsx'
import { Button } from '../ui/button.tsx'
import { Empty, ErrorBox, Skeleton } from '../ui/states.tsx'
import { Answer } from './answer.tsx'
import { type Review, restore, see } from './deeds.ts'
import { DropPicker } from './drop.tsx'
import { NoteDialog } from './note-dialog.tsx'
import css from './reviews.module.css'
import { Said } from './said.tsx'
import { Sheet } from './sheet.tsx'
import { StateTag, TotalTag } from './total-tag.tsx'

/** One review beside its conversation: to be scored, to be answered, to be settled, or as it came out. */
export function ReviewPage({ id }: { id: string }) {
  const { t } = useWords()
  const told = useReviewTold()
  const key = `review ${id}`
  const { data, error, reload } = useResource(key, () => call('GET /api/v1/reviews/:id', { params: { id } }))
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again for each telling
  useEffect(reload, [told, reload])
  const title = data === null ? t('review') : t('review.of', { name: data.agent.name })
  return (
    <Page title={title} actions={<Link href={to.reviews()}>{t('review.all')}</Link>}>
      {data !== null ? (
        <Shown review={data} onSaved={(now) => keep<Review>(key, () => now)} />
      ) : error === null ? (
        <Skeleton lines={8} label={t('loading')} />
      ) : error.status === 404 ? (
        <Empty glyph="lock" title={t('review.gone')} />
      ) : (
        <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>{t('list.failed')}</ErrorBox>
      )}
    </Page>
  )
}

interface Props {
  review: Review
  onSaved: (now: Review) => void
}

function Shown({ review, onSaved }: Props) {
  const { t } = useWords()
  const { agent: me } = useMe()
  const unseen = review.agent.id === me.id && review.seenAt === null && review.scoredAt !== null
  useEffect(() => {
    if (unseen) see(review.id)
  }, [unseen, review.id])
  return (
    <div className={css.split}>
      <section className={css.talk} aria-label={t('review.conversation')}>
        {review.talk === null ? (
          <Empty glyph="lock" title={t('review.hidden')} />
        ) : (
          <ReadOnlyTalk id={review.conversation} />
        )}
      </section>
      <div className={css.sheet}>
        <Head review={review} />
        <Inside review={review} onSaved={onSaved} />
      </div>
    </div>
  )
}

function Head({ review }: { review: Review }) {
  const { t, text } = useWords()
  return (
    <div className={css.facts}>
      <StateTag state={review.state} />
      {review.total === null ? null : <TotalTag total={review.total} failed={review.failed} />}
      <span>{text(review.form)}</span>
      <span>{review.rule === null ? t('review.byHand') : t('review.byRule', { name: review.rule })}</span>
      {review.talk === null ? null : (
        <Link href={to.conversation('all', review.conversation)}>{review.talk.reference}</Link>
      )}
    </div>
  )
}

function Inside({ review, onSaved }: Props) {
  const { t } = useWords()
  const [again, setAgain] = useState(false)
  const saved = (now: Review) => {
    setAgain(false)
    onSaved(now)
  }
  if (review.state === 'dropped')
    return (
      <section className={css.part}>
        <p>{t(`review.drop.said.${review.dropWhy ?? 'wrong-pick'}`)}</p>
        <div className={css.row}>
          <Button onPress={() => void restore(review.id)}>{t('review.restore')}</Button>
        </div>
      </section>
    )
  if (review.state === 'waiting')
    return (
      <>
        <Sheet key={review.id} review={review} as="score" onSaved={saved} />
        {review.may.drop ? <DropPicker id={review.id} /> : null}
      </>
    )
  if (again)
    return <Sheet key={review.id} review={review} as={review.may.settle ? 'settle' : 'score'} onSaved={saved} />
  return (
    <>
      <Said review={review} />
      {review.may.answer ? <Answer key={review.rev} review={review} onSaved={saved} /> : null}
      <After review={review} onAgain={() => setAgain(true)} />
    </>
  )
}

/** What whoever leads can do next. */
function After({ review, onAgain }: { review: Review; onAgain: () => void }) {
  const { t } = useWords()
  const writes = usePermission('coaching.review')
  const { agent: me } = useMe()
  const [noting, setNoting] = useState(false)
  const next = useResource('reviews others waiting', () =>
    call('GET /api/v1/reviews', { query: { of: 'others', state: 'waiting' } }),
  ).data?.items.find(({ id }) => id !== review.id)
  if (!writes || review.agent.id === me.id) return null
  return (
    <div className={css.row}>
      {review.may.settle ? (
        <Button look={review.state === 'disputed' ? 'primary' : 'plain'} onPress={onAgain}>
          {t(review.state === 'disputed' ? 'review.settle' : 'review.settle.again')}
        </Button>
      ) : null}
      {review.may.score ? <Button onPress={onAgain}>{t('review.score.again')}</Button> : null}
      <Button onPress={() => setNoting(true)}>{t('coaching.new')}</Button>
      {next === undefined ? null : <Link href={to.review(next.id)}>{t('review.next', { name: next.agent.name })}</Link>}
      {noting ? <NoteDialog before={null} review={review} onClose={() => setNoting(false)} /> : null}
    </div>
  )
}
