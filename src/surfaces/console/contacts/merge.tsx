import { useState } from 'react'
import { useLocation } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Compare } from './compare.tsx'
import type { Contact } from './contact.ts'
import css from './contacts.module.css'
import { merge } from './deeds.ts'
import { FindContact } from './find.tsx'

/** The same person twice: finds the other one, shows both and what they become, merges. */
export function MergeDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useWords()
  const [, go] = useLocation()
  const [other, setOther] = useState<Contact | null>(null)
  const [swapped, setSwapped] = useState(false)
  const [busy, setBusy] = useState(false)
  const [into, joins] = swapped && other !== null ? [other, contact] : [contact, other]
  const run = async () => {
    if (joins === null) return
    setBusy(true)
    const done = await merge(into, joins)
    setBusy(false)
    if (!done) return
    onClose()
    if (swapped) go(to.contact(into.id))
  }
  return (
    <Dialog
      title={t('merge.title')}
      closeLabel={t('close')}
      isOpen
      wide={joins !== null}
      onClose={onClose}
      foot={
        <>
          {joins === null ? null : <Button onPress={() => setSwapped(!swapped)}>{t('merge.swap')}</Button>}
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button
            look="primary"
            disabledBecause={joins === null ? t('merge.choose') : busy ? t('sign.busy') : null}
            onPress={() => void run()}
          >
            {t('merge.do')}
          </Button>
        </>
      }
    >
      <div className={css.form}>
        <p className={css.lost}>{t('merge.hint')}</p>
        <FindContact
          label={t('merge.other')}
          brand={contact.brand}
          without={contact.id}
          chosen={other}
          onChoose={(chosen) => {
            setOther(chosen)
            setSwapped(chosen !== null && contact.name === '' && chosen.name !== '')
          }}
        />
        {joins === null ? null : <Compare into={into} other={joins} />}
      </div>
    </Dialog>
  )
}
