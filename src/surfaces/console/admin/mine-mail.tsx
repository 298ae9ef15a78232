import { useEffect, useRef, useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { call, type Out } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { keep as keepShown, useResource } from '../state/resource.ts'
import { Choose } from '../ui/field.tsx'
import { Switch } from '../ui/switch.tsx'
import css from './admin.module.css'
import { QuietHours } from './mine-quiet.tsx'
import { zones } from './zones.ts'

type Told = Out<'GET /api/v1/notices/mail'>
type Choices = Told['choices']

const SHOWN = 'notices by mail'
const ways = ['app', 'mail', 'digest'] as const
const hours = Array.from({ length: 24 }, (_, hour) => hour)

/** What I am told by mail, when, and when not; or why I cannot be. */
export function NoticesByMail() {
  const { t } = useWords()
  const { data } = useResource(SHOWN, () => call('GET /api/v1/notices/mail', {}))
  if (data === null) return null
  return (
    <section className={css.form} aria-labelledby="notices-by-mail">
      <h2 id="notices-by-mail">{t('notices.mail.title')}</h2>
      {data.available ? (
        <MailForm told={data} />
      ) : (
        <p className={css.hint}>{t(`notices.mail.unavailable.${data.why ?? 'no-server'}`)}</p>
      )}
    </section>
  )
}

/** Who begins to choose lives where their browser does. */
const begun = ({ choices }: Told): Choices =>
  Object.keys(choices.ways).length > 0
    ? choices
    : { ...choices, timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone }

/** Several changes in a row are one. */
const TOGETHER_MS = 500

/** Keeps what was last chosen, at the latest when the page is left; one after the other, so that the last one stays. */
function useKeeping<T>(keep: (value: T) => Promise<unknown>): (value: T) => void {
  const latest = useRef(keep)
  latest.current = keep
  const waiting = useRef<{ value: T; timer: ReturnType<typeof setTimeout> } | null>(null)
  const line = useRef<Promise<unknown>>(Promise.resolve())
  const flush = useRef(() => {
    const now = waiting.current
    if (now === null) return
    clearTimeout(now.timer)
    waiting.current = null
    line.current = line.current.then(() => latest.current(now.value))
  }).current
  useEffect(() => flush, [flush])
  return (value) => {
    if (waiting.current !== null) clearTimeout(waiting.current.timer)
    waiting.current = { value, timer: setTimeout(flush, TOGETHER_MS) }
  }
}

/** Like everything on this page, a choice holds when it is made. */
function MailForm({ told }: { told: Told }) {
  const { t, has, lang } = useWords()
  const [draft, setDraft] = useState(() => begun(told))
  const keep = useKeeping((choices: Choices) =>
    call('PUT /api/v1/notices/mail', { body: { ...choices, lang } }).then(
      () => showBar({ text: 'notices.mail.saved' }),
      failed,
    ),
  )
  const change = (more: Partial<Choices>) => {
    const next = { ...draft, ...more }
    setDraft(next)
    // Who comes back to this page finds what they chose.
    keepShown<Told>(SHOWN, (now) => ({ ...now, choices: next }))
    keep(next)
  }
  return (
    <div className={css.form}>
      <p className={css.hint}>{t('notices.mail.hint', { address: told.address })}</p>
      {told.kinds.map((kind) => (
        <Choose
          key={kind}
          label={has(`notices.mail.kind.${kind}`) ? t(`notices.mail.kind.${kind}`) : kind}
          value={draft.ways[kind] ?? 'app'}
          onChange={(way) => change({ ways: { ...draft.ways, [kind]: ways.find((each) => each === way) ?? 'app' } })}
          options={ways.map((way) => ({ id: way, label: t(`notices.mail.way.${way}`) }))}
        />
      ))}
      {Object.values(draft.ways).includes('digest') ? <Digest draft={draft} onChange={change} /> : null}
      <QuietHours quiet={draft.quiet} onChange={(quiet) => change({ quiet })} />
      {draft.quiet !== null && draft.ways.warning === 'mail' ? (
        <Switch isSelected={draft.urgent} onChange={(urgent) => change({ urgent })}>
          {t('notices.mail.urgent')}
        </Switch>
      ) : null}
      <Choose
        label={t('notices.mail.zone')}
        value={draft.timeZone}
        onChange={(timeZone) => change({ timeZone })}
        options={zones(draft.timeZone).map((zone) => ({ id: zone, label: zone.replaceAll('_', ' ') }))}
      />
    </div>
  )
}

interface DigestProps {
  draft: Choices
  onChange: (more: Partial<Choices>) => void
}
function Digest({ draft: { digest }, onChange }: DigestProps) {
  const { t } = useWords()
  return (
    <div className={css.pair}>
      <Choose
        label={t('notices.mail.digest')}
        value={digest.every}
        onChange={(every) => onChange({ digest: { ...digest, every: every === 'hour' ? 'hour' : 'day' } })}
        options={(['hour', 'day'] as const).map((every) => ({ id: every, label: t(`notices.mail.digest.${every}`) }))}
      />
      {digest.every === 'hour' ? null : (
        <Choose
          label={t('notices.mail.digest.at')}
          value={String(digest.at)}
          onChange={(at) => onChange({ digest: { ...digest, at: Number(at) } })}
          options={hours.map((hour) => ({ id: String(hour), label: `${String(hour).padStart(2, '0')}:00` }))}
        />
      )}
    </div>
  )
}
