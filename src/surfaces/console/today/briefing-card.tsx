import { useState } from 'react'
import { useBrandName } from '../admin/brand-name.ts'
import { Baked } from '../baked.tsx'
import { useWords } from '../i18n/words.tsx'
import { useKeysOf } from '../keys/use-commands.ts'
import { call } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { type Briefing, briefingTold } from '../state/briefings.ts'
import { failed } from '../state/deeds.ts'
import { useNow } from '../state/now.ts'
import { useMe } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { Tag } from '../ui/tag.tsx'
import { Readers } from './readers.tsx'
import css from './today.module.css'

interface Props {
  briefing: Briefing
  /** The one that the key reads. */
  isNext: boolean
  onRead: () => void
  onChange: () => void
}

const withdraw = (id: string, withdrawn: boolean) =>
  call('PUT /api/v1/briefings/:id/withdrawn', { params: { id }, body: { withdrawn } }).then(briefingTold, failed)

/** One briefing: read here, and the receipt is given with its button. */
export function BriefingCard({ briefing, isNext, onRead, onChange }: Props) {
  const { t } = useWords()
  const { id, title, html, readAt, withdrawnAt, mayChange } = briefing
  const keys = useKeysOf('briefing.read')
  const [asking, setAsking] = useState(false)
  const takeBack = () =>
    void withdraw(id, true).then(() => showBar({ text: 'briefing.withdrawn', undo: () => void withdraw(id, false) }))
  return (
    <li className={css.card} data-unread={(readAt === null && withdrawnAt === null) || undefined}>
      <h3 dir="auto">{title}</h3>
      <Said briefing={briefing} />
      <Baked className={css.words} html={html} />
      <div className={css.deeds}>
        {withdrawnAt === null && readAt === null ? (
          <Button look="primary" keys={isNext ? keys : undefined} onPress={onRead}>
            {t('briefing.read')}
          </Button>
        ) : null}
        {mayChange ? (
          <>
            <Button onPress={onChange}>{t('briefing.change')}</Button>
            {withdrawnAt === null ? (
              <Button onPress={takeBack}>{t('briefing.withdraw')}</Button>
            ) : (
              <Button onPress={() => void withdraw(id, false)}>{t('briefing.showAgain')}</Button>
            )}
          </>
        ) : null}
        {briefing.readers === null ? null : (
          <Button look="link" onPress={() => setAsking(true)}>
            {t('briefing.readBy', briefing.readers)}
          </Button>
        )}
      </div>
      {asking ? <Readers briefing={briefing} onClose={() => setAsking(false)} /> : null}
    </li>
  )
}

/** Whose it is, from whom, since and until when, and whether one has read it. */
function Said({ briefing }: { briefing: Briefing }) {
  const { t, formats } = useWords()
  const now = useNow()
  const brandName = useBrandName()
  const { brands } = useMe()
  const { by, at, changedAt, until, readAt, withdrawnAt, brand } = briefing
  return (
    <p className={css.said}>
      {withdrawnAt === null ? null : <Tag tone="warn">{t('briefing.isWithdrawn')}</Tag>}
      {readAt === null ? (
        withdrawnAt === null ? (
          <Tag tone="accent">{t('briefing.unread')}</Tag>
        ) : null
      ) : (
        <Tag tone="good">{t('briefing.readAt', { when: formats.when(readAt, now) })}</Tag>
      )}
      {brand === null ? <span>{t('briefing.everyone')}</span> : null}
      {brand !== null && brands.length > 1 ? <span>{brandName(brand)}</span> : null}
      <span>{by.name}</span>
      <time dateTime={at} title={formats.exact(at)}>
        {formats.when(at, now)}
      </time>
      {changedAt === at ? null : <span>{t('briefing.changedAt', { when: formats.when(changedAt, now) })}</span>}
      {until === null ? null : <span>{t('briefing.ends', { when: formats.when(until, now) })}</span>}
    </p>
  )
}
