import { useEffect, useState } from 'react'
import { isOpaque } from '../context/contact-card.tsx'
import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import type { Contact } from './contact.ts'
import css from './contacts.module.css'

interface Props {
  label: string
  brand: string
  /** Never offered: the contact this is about. */
  without: string
  chosen: Contact | null
  onChoose: (contact: Contact | null) => void
  error?: string | null
}
type Found = { of: string; items: readonly Contact[] } | 'failed' | null
const MOST = 20
const PAUSE_MS = 200

/** What was found for the words typed; the last answer stays until the next is there. */
function useFound(q: string, brand: string): Found {
  const [found, setFound] = useState<Found>(null)
  useEffect(() => {
    if (q === '') return setFound(null)
    const stop = new AbortController()
    const timer = setTimeout(() => {
      call('GET /api/v1/contacts', { query: { q, brand, limit: MOST } }, stop.signal).then(
        ({ items }) => setFound({ of: q, items }),
        () => stop.signal.aborted || setFound('failed'),
      )
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [q, brand])
  return found
}

/** Searches the contacts of one brand by name, address or number, and takes one. */
export function FindContact({ label, brand, without, chosen, onChoose, error }: Props) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const found = useFound(text.trim(), brand)
  if (chosen !== null) {
    return (
      <div className={css.item}>
        <span className={css.words}>
          <strong dir="auto">{chosen.name || t('contact.unnamed')}</strong>
          <span className={css.quiet}>{label}</span>
        </span>
        <Button look="link" onPress={() => onChoose(null)}>
          {t('contact.other')}
        </Button>
      </div>
    )
  }
  const items = found === null || found === 'failed' ? [] : found.items.filter((each) => each.id !== without)
  return (
    <div>
      <Field
        label={label}
        hint={t('contact.find.hint')}
        value={text}
        onChange={setText}
        maxLength={120}
        error={error ?? null}
        autoFocus
        type="search"
      />
      <p role="status" className={css.quiet}>
        {found === 'failed'
          ? t('search.failed')
          : found === null
            ? ''
            : items.length === 0
              ? t('search.none', { q: found.of })
              : t('search.hits', { n: items.length })}
      </p>
      <ul className={css.found} aria-label={t('search.hits', { n: items.length })}>
        {items.map((contact) => (
          <li key={contact.id}>
            <button type="button" className={css.hit} onClick={() => onChoose(contact)}>
              <span dir="auto">{contact.name || t('contact.unnamed')}</span>
              <Handles contact={contact} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Handles({ contact }: { contact: Contact }) {
  const { t, formats } = useWords()
  const handles = contact.identities.map(({ handle }) => handle).filter((handle) => !isOpaque(handle))
  return (
    <span className={css.quiet}>
      {[...handles, `${t('contact.known')} ${formats.date(contact.since)}`].join(' · ')}
    </span>
  )
}
