import { Link } from 'wouter'
import css from '../context/context.module.css'
import { useWords } from '../i18n/words.tsx'
import { useCommands } from '../keys/use-commands.ts'
import { to } from '../paths.ts'
import { usePermission } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import own from './contacts.module.css'
import { type Duplicate, mergeDuplicate, tellApart, useDuplicates } from './duplicate-deeds.ts'

/** Who may be the same person and why; the keys are for the first of them. */
export function DuplicatesCard({ contact }: { contact: string }) {
  const { t } = useWords()
  const mayMerge = usePermission('contact.merge')
  const { data, reload } = useDuplicates(contact)
  const items = data?.items ?? []
  const first = mayMerge ? items[0] : undefined
  useCommands({
    'contact.same': first === undefined ? null : () => mergeDuplicate(contact, first, reload),
    'contact.notSame': first === undefined ? null : () => tellApart(contact, first),
  })
  // A suggestion that cannot be read is none; the page of the customer says what is wrong.
  if (items.length === 0) return null
  return (
    <section aria-label={t('duplicates')}>
      <h2 className={css.head}>{t('duplicates')}</h2>
      {items.map((item) => (
        <Suggested key={item.id} item={item} keys={item === first} may={mayMerge} contact={contact} reload={reload} />
      ))}
    </section>
  )
}

interface Props {
  item: Duplicate
  keys: boolean
  may: boolean
  contact: string
  reload: () => void
}
function Suggested({ item, keys, may, contact, reload }: Props) {
  const { t, formats } = useWords()
  const name = item.name || t('contact.unnamed')
  const why = may ? null : t('why.not-allowed')
  // A button that shows its key says just that; of several without one, each says whom it means.
  const named = (verb: string) => (keys ? {} : { 'aria-label': `${verb}: ${name}` })
  return (
    <div>
      <p>
        <Link href={to.contact(item.id)} dir="auto">
          {name}
        </Link>{' '}
        <span className={css.hint}>{formats.list(item.why.map((each) => t(`duplicate.why.${each}`)))}</span>
      </p>
      {item.bothVerified ? <p className={css.hint}>{t('duplicate.bothVerified')}</p> : null}
      <p className={own.verbs}>
        <Button
          look="link"
          {...(keys && { keys: 'shift+H' })}
          {...named(t('duplicate.merge'))}
          disabledBecause={why}
          onPress={() => mergeDuplicate(contact, item, reload)}
        >
          {t('duplicate.merge')}
        </Button>
        <Button
          look="link"
          {...(keys && { keys: 'shift+E' })}
          {...named(t('duplicate.notSame'))}
          disabledBecause={why}
          onPress={() => tellApart(contact, item)}
        >
          {t('duplicate.notSame')}
        </Button>
      </p>
    </div>
  )
}
