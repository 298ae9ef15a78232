import { useState } from 'react'
import type { Letter } from '#channels/contract'
import { useWords } from '../../i18n/words.tsx'
import { usePermission } from '../../state/session.ts'
import { Button } from '../../ui/button.tsx'
import css from './mail.module.css'
import { RawDialog } from './raw-dialog.tsx'

const full = ({ name, address }: Letter['from']): string => (name === '' ? address : `${name} <${address}>`)

/** Everything its head says, and what was found out about the sender. */
export function Details({ letter, at }: { letter: Letter; at: string }) {
  const { t, formats } = useWords()
  const mayRaw = usePermission('mail.raw')
  const [raw, setRaw] = useState(false)
  const { spf, dkim, dmarc } = letter.trust
  const facts = [
    ['mail.from', full(letter.from)],
    ['mail.to', letter.to.map(full).join(', ')],
    ['mail.cc', letter.cc.map(full).join(', ')],
    ['mail.subject', letter.subject],
    ['mail.date', formats.exact(at)],
    ['mail.checks', `SPF ${spf ?? '–'} · DKIM ${dkim ?? '–'} · DMARC ${dmarc ?? '–'}`],
  ] as const
  return (
    <>
      <dl className={css.details}>
        {facts.map(([label, value]) => (value === '' ? null : <Fact key={label} label={t(label)} value={value} />))}
      </dl>
      {mayRaw && letter.raw ? (
        <Button look="link" onPress={() => setRaw(true)}>
          {t('mail.raw')}
        </Button>
      ) : null}
      {raw ? <RawDialog message={letter.message} subject={letter.subject} onClose={() => setRaw(false)} /> : null}
    </>
  )
}

const Fact = ({ label, value }: { label: string; value: string }) => (
  <>
    <dt>{label}</dt>
    <dd dir="auto">{value}</dd>
  </>
)
