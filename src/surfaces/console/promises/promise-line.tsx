import { useWords } from '../i18n/words.tsx'
import { useNow } from '../state/now.ts'
import { useMe } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { Tag } from '../ui/tag.tsx'
import { failIt, keepIt, type Promised, passOn, withdrawIt } from './deeds.ts'
import css from './promises.module.css'
import { Proof } from './proof.tsx'

const SOON_MS = 3_600_000

/** How near its time is, in words and tone. */
export function DueTag({ promise }: { promise: Promised }) {
  const { t, formats } = useWords()
  const now = useNow()
  if (promise.state !== 'open')
    return (
      <Tag tone={promise.state === 'kept' && !promise.late ? 'good' : 'bad'}>
        {t(promise.state === 'kept' && promise.late ? 'promise.state.late' : `promise.state.${promise.state}`)}
      </Tag>
    )
  const left = Date.parse(promise.due) - now
  return (
    <Tag tone={left < 0 ? 'bad' : left < SOON_MS ? 'warn' : 'plain'}>
      {t('promise.by', { when: formats.when(promise.due, now) })}
    </Tag>
  )
}

/** What can be done with a promise that is open. */
export function PromiseDeeds({ promise }: { promise: Promised }) {
  const { t } = useWords()
  const { agent } = useMe()
  const { id, owner } = promise
  return (
    <span className={css.deeds}>
      <Button look="link" onPress={() => void keepIt(id)}>
        {t('promise.keep')}
      </Button>
      <Button look="link" onPress={() => void failIt(id)}>
        {t('promise.fail')}
      </Button>
      {promise.byBot ? (
        <Button look="link" onPress={() => void withdrawIt(id)}>
          {t('promise.none')}
        </Button>
      ) : null}
      <Button look="link" onPress={() => void passOn(promise, owner?.id === agent.id ? null : agent.id)}>
        {t(owner?.id === agent.id ? 'promise.giveUp' : 'promise.take')}
      </Button>
    </span>
  )
}

/** A promise beside the conversation. */
export function PromiseLine({ promise, may }: { promise: Promised; may: boolean }) {
  const { t } = useWords()
  return (
    <li className={css.line}>
      <p className={css.what}>
        <b>{t(`promise.kind.${promise.kind}`)}</b> <DueTag promise={promise} />
      </p>
      <p dir="auto" className={css.said}>
        {promise.what}
      </p>
      <p className={css.who}>
        {promise.byBot ? `${t('promise.byBot')} · ` : ''}
        {promise.owner === null ? t('promise.nobodys') : promise.owner.name}
      </p>
      <Proof promise={promise} may={may} />
      {may && promise.state === 'open' ? <PromiseDeeds promise={promise} /> : null}
    </li>
  )
}
