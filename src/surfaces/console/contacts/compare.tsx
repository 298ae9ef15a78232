import { isOpaque } from '../context/contact-card.tsx'
import { useWords } from '../i18n/words.tsx'
import type { Contact } from './contact.ts'
import css from './contacts.module.css'
import { lostOf, mergedOf } from './merged.ts'

interface Line {
  id: string
  label: string
  show: (contact: Contact) => readonly string[]
}

/** What is compared, and how each is said. */
function useLines(): Line[] {
  const { t, has, formats } = useWords()
  const nameOf = (contact: Contact) => contact.name || t('contact.unnamed')
  return [
    { id: 'name', label: t('people.name'), show: (contact) => [nameOf(contact)] },
    {
      id: 'lang',
      label: t('contact.speaks'),
      show: ({ lang }) => (lang === null ? [] : [formats.language(lang)]),
    },
    {
      id: 'organisation',
      label: t('contact.organisation'),
      show: ({ organisation }) => (organisation === null ? [] : [organisation.name]),
    },
    {
      id: 'identities',
      label: t('contact.identities'),
      show: ({ identities }) =>
        identities.map(
          ({ handle, level }) => `${isOpaque(handle) ? t('contact.browser') : handle} (${t(`level.${level}`)})`,
        ),
    },
    {
      id: 'consents',
      label: t('consents'),
      show: ({ consents }) =>
        consents.map(
          ({ purpose, given }) =>
            `${has(`purpose.${purpose}`) ? t(`purpose.${purpose}`) : purpose}: ${t(given ? 'consent.given' : 'consent.withdrawn')}`,
        ),
    },
    {
      id: 'mandates',
      label: t('mandates'),
      show: ({ mandates }) => mandates.map((mandate) => `${mandate.for.name} · ${mandate.role}`),
    },
    { id: 'since', label: t('contact.known'), show: ({ since }) => [formats.date(since)] },
  ]
}

/** Two contacts beside each other, and beside them what they become. */
export function Compare({ into, other }: { into: Contact; other: Contact }) {
  const { t, formats } = useWords()
  const rows = useLines()
  const sides = [
    { id: 'into', label: t('merge.kept'), contact: into },
    { id: 'other', label: t('merge.joins'), contact: other },
    { id: 'after', label: t('merge.after'), contact: mergedOf(into, other) },
  ]
  const lost = lostOf(into, other)
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by key */}
      <section className={css.scroll} tabIndex={0} aria-label={t('merge.compare')}>
        <table className={css.compare}>
          <caption className="sr-only">{t('merge.compare')}</caption>
          <thead>
            <tr>
              <td />
              {sides.map((side) => (
                <th key={side.id} scope="col" className={side.id === 'after' ? css.after : undefined}>
                  {side.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.label}</th>
                {sides.map((side) => (
                  <td key={side.id} dir="auto" className={side.id === 'after' ? css.after : undefined}>
                    <Lines of={row.show(side.contact)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={css.lost}>
        {lost.length === 0
          ? t('merge.all')
          : t('merge.lost', {
              what: formats.list(lost.map((part) => rows.find(({ id }) => id === part)?.label ?? part)),
            })}
      </p>
    </>
  )
}

const Lines = ({ of }: { of: readonly string[] }) =>
  of.length === 0 ? '–' : of.map((line) => <div key={line}>{line}</div>)
