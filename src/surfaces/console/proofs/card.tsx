import { useState } from 'react'
import own from '../cases/case.module.css'
import css from '../context/context.module.css'
import { useWords } from '../i18n/words.tsx'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { useNow } from '../state/now.ts'
import { Button } from '../ui/button.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { VerifyDialog } from './dialog.tsx'
import { useProof, type View, withdrawProof } from './proof.ts'

type Latest = NonNullable<View['latest']>
type Shown = Latest['state'] | 'ended'

const tones: Record<Shown, Tone> = {
  asked: 'info',
  opened: 'info',
  proved: 'good',
  failed: 'bad',
  expired: 'plain',
  declined: 'warn',
  withdrawn: 'plain',
  ended: 'plain',
}

/** What the customer was asked to prove and came of it: the level and until when, nothing of what proved it. */
export function ProofCard({ conversation }: { conversation: string }) {
  const { t, formats } = useWords()
  const now = useNow()
  const [asking, setAsking] = useState(false)
  const { data, reload } = useProof(conversation)
  const latest = data?.latest ?? null
  if (data === null || latest === null) return null
  const state = shownOf(latest, now)
  const open = state === 'asked' || state === 'opened'
  const mayAsk = data.levels.code.ok || data.levels.channel.ok
  const end = latest.until ?? latest.expiresAt
  const withdraw = () =>
    void withdrawProof(conversation, latest.id).then(() => {
      showBar({ text: 'verify.withdrawn' })
      reload()
    }, failed)
  return (
    <section aria-labelledby="proof-card">
      <h2 className={css.head} id="proof-card">
        {t('verify.card')} <Tag tone={tones[state]}>{t(`verify.state.${state}`)}</Tag>
      </h2>
      <p>{t(`verify.is.${state}`, { level: t(`verify.level.${latest.level}`), until: formats.when(end, now) })}</p>
      <p className={css.hint}>
        {t('verify.by', { name: latest.askedBy ?? t('by.system'), when: formats.when(latest.askedAt, now) })}
      </p>
      <div className={own.deeds}>
        {open || state === 'proved' ? (
          <Button look="link" onPress={withdraw}>
            {t(open ? 'verify.withdraw' : 'verify.endNow')}
          </Button>
        ) : null}
        {!open && mayAsk ? (
          <Button look="link" onPress={() => setAsking(true)}>
            {t('verify.again')}
          </Button>
        ) : null}
      </div>
      {asking ? <VerifyDialog conversation={conversation} onClose={() => setAsking(false)} /> : null}
    </section>
  )
}

/** A level that has run out, and a link nobody used in time, are over on this screen the moment they are. */
function shownOf({ state, until, expiresAt }: Latest, now: number): Shown {
  if (state === 'proved') return until !== null && Date.parse(until) > now ? 'proved' : 'ended'
  if (state === 'asked' || state === 'opened') return Date.parse(expiresAt) > now ? state : 'expired'
  return state
}
