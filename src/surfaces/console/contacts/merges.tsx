import { useWords } from '../i18n/words.tsx'
import { useNow } from '../state/now.ts'
import { Button } from '../ui/button.tsx'
import type { Contact } from './contact.ts'
import css from './contacts.module.css'
import { unmerge } from './deeds.ts'
import { Part } from './part.tsx'

/** Who was found to be this same person, by whom; each merge can be taken back. */
export function Merges({ contact, mayMerge }: { contact: Contact; mayMerge: boolean }) {
  const { t, formats } = useWords()
  const now = useNow()
  if (contact.merges.length === 0) return null
  return (
    <Part title={t('merges')} none="">
      {contact.merges.map((merge) => (
        <li key={merge.id} className={css.item}>
          <span className={css.words}>
            <bdi>{merge.contact.name || t('contact.unnamed')}</bdi>
            <span className={css.quiet}>{t('merge.by', { by: merge.by, when: formats.when(merge.at, now) })}</span>
          </span>
          <Button
            look="link"
            disabledBecause={mayMerge ? null : t('why.not-allowed')}
            aria-label={`${t('merge.undo')}: ${merge.contact.name || t('contact.unnamed')}`}
            onPress={() => void unmerge(contact.id, merge.id)}
          >
            {t('merge.undo')}
          </Button>
        </li>
      ))}
    </Part>
  )
}
