import { useState } from 'react'
import { Link } from 'wouter'
import { isOpaque } from '../context/contact-card.tsx'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { Page } from '../shell/page.tsx'
import { call } from '../state/api.ts'
import { useResource } from '../state/resource.ts'
import { useMe } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Empty, ErrorBox, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import type { Contact } from './contact.ts'
import css from './contacts.module.css'

/** Customers, the newest first, found by name, address or number. */
export function ContactsPage() {
  const { t } = useWords()
  const [text, setText] = useState('')
  const [q, setQ] = useState('')
  const search = (event: { preventDefault(): void }) => {
    event.preventDefault()
    setQ(text.trim())
  }
  return (
    <Page title={t('nav.contacts')}>
      {/* biome-ignore lint/a11y/useSemanticElements: the search element is younger than some browsers here */}
      <form role="search" className={css.search} onSubmit={search}>
        <Field
          label={t('contact.find')}
          hint={t('contact.find.hint')}
          value={text}
          onChange={setText}
          maxLength={120}
        />
        <Button look="primary" type="submit">
          {t('search.do')}
        </Button>
      </form>
      <Found q={q} />
    </Page>
  )
}

function Found({ q }: { q: string }) {
  const { t, formats } = useWords()
  const { brands } = useMe()
  const { data, error, reload } = useResource(`contacts ${q}`, () =>
    call('GET /api/v1/contacts', { query: { limit: 50, ...(q !== '' && { q }) } }),
  )
  if (error !== null && data === null)
    return <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>{t('search.failed')}</ErrorBox>
  if (data === null) return <Skeleton lines={8} label={t('loading')} />
  if (data.items.length === 0) {
    return (
      <Empty glyph="person" title={q === '' ? t('contacts.none') : t('search.none', { q })}>
        <p>{q === '' ? t('contacts.none.more') : t('contact.find.hint')}</p>
      </Empty>
    )
  }
  const handles = ({ identities }: Contact) =>
    identities
      .map(({ handle }) => handle)
      .filter((handle) => !isOpaque(handle))
      .join(', ')
  return (
    <Table
      label={t('nav.contacts')}
      rows={data.items}
      keyOf={(contact) => contact.id}
      columns={[
        {
          id: 'name',
          label: t('people.name'),
          cell: (contact) => (
            <Link href={to.contact(contact.id)} dir="auto">
              {contact.name || t('contact.unnamed')}
            </Link>
          ),
        },
        { id: 'handles', label: t('contact.identities'), cell: (contact) => <bdi>{handles(contact)}</bdi> },
        { id: 'organisation', label: t('contact.organisation'), cell: (contact) => contact.organisation?.name ?? '' },
        ...(brands.length < 2
          ? []
          : [
              {
                id: 'brand',
                label: t('brand'),
                cell: (contact: Contact) => brands.find(({ id }) => id === contact.brand)?.name ?? '',
              },
            ]),
        { id: 'since', label: t('contact.known'), end: true, cell: (contact) => formats.date(contact.since) },
      ]}
    />
  )
}
