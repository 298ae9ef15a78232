import { useState } from 'react'
import { Link } from 'wouter'
import type { InboxRow } from '#conversations/contract'
import css from '../context/context.module.css'
import { Failed } from '../context/context.tsx'
import { useWords } from '../i18n/words.tsx'
import { useCommands } from '../keys/use-commands.ts'
import { to } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { type Known, useContactAttributes, useTalkAttributes } from './attributes.ts'
import { AttributesEditor } from './editor.tsx'
import { useSaid, useValueWords } from './words.ts'

/** What the brand wants to know of this conversation and of its customer, beside it. */
export function AttributesCard({ row }: { row: InboxRow }) {
  const { t } = useWords()
  const person = useContactAttributes(row.contact.id)
  const talk = useTalkAttributes(row.id, row.rev)
  const [editing, setEditing] = useState(false)
  const both = [
    { holder: row.id, items: talk.data?.items ?? [] },
    { holder: row.contact.id, items: person.data?.items ?? [] },
  ]
  const all = both.flatMap(({ items }) => items)
  const open = all.some(({ may }) => may) ? () => setEditing(true) : null
  useCommands({ 'talk.attributes': open })
  const error = person.error ?? talk.error
  if (error !== null && all.length === 0)
    return (
      <Failed
        what={t('attributes')}
        onAgain={() => {
          person.reload()
          talk.reload()
        }}
      />
    )
  if (all.length === 0) return null
  return (
    <section aria-label={t('attributes')}>
      <h2 className={css.head}>{t('attributes')}</h2>
      <dl className={css.facts}>
        {all.map((known) => (
          <Line key={known.id} known={known} />
        ))}
      </dl>
      {open === null ? null : (
        <Button look="link" keys="shift+Q" onPress={open}>
          {t('attributes.edit')}
        </Button>
      )}
      {editing ? <AttributesEditor parts={both} onClose={() => setEditing(false)} /> : null}
    </section>
  )
}

/** What is said, by whom on hover; it leads to every conversation of which the same is known. */
function Line({ known }: { known: Known }) {
  const { t, text } = useWords()
  const words = useValueWords()
  const said = useSaid()
  const { value } = known
  return (
    <>
      <dt title={text(known.hint)}>{text(known.name)}</dt>
      <dd dir="auto" title={said(known) ?? ''}>
        {value === null ? (
          <span className={css.hint}>{t(known.required ? 'attributes.asked' : 'attributes.unknown')}</span>
        ) : known.type === 'link' ? (
          <a href={String(value)} target="_blank" rel="noreferrer noopener">
            {words(known)}
          </a>
        ) : (
          <Link
            href={to.list(`attribute:${known.id}:${JSON.stringify(value)}`, `${text(known.name)}: ${words(known)}`)}
            aria-label={t('attributes.same', { name: text(known.name), value: words(known) })}
          >
            {words(known)}
          </Link>
        )}
      </dd>
    </>
  )
}
