import { useWords } from '../i18n/words.tsx'
import { useNow } from '../state/now.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { type Promised, passOn } from './deeds.ts'
import css from './promises.module.css'

interface Props {
  promises: readonly Promised[]
  onClose: () => void
  onLeave: () => void
}

/** Before signing out: what one promised and has not kept, to keep in mind or to give to all. */
export function BeforeLeaving({ promises, onClose, onLeave }: Props) {
  const { t, formats } = useWords()
  const now = useNow()
  const giveAll = async () => {
    for (const promise of promises) if (!(await passOn(promise, null))) return
    onLeave()
  }
  return (
    <Dialog
      title={t('promises.leaving', { n: promises.length })}
      closeLabel={t('close')}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button onPress={() => void giveAll()}>{t('promises.giveAll')}</Button>
          <Button look="primary" onPress={onLeave}>
            {t('sign.out')}
          </Button>
        </>
      }
    >
      <div className={css.leaving}>
        <p>{t('promises.leaving.more')}</p>
        <ul className={css.list}>
          {promises.map((promise) => (
            <li key={promise.id} className={css.line}>
              <p className={css.what}>
                <b>{t(`promise.kind.${promise.kind}`)}</b>
                <span>{t('promise.by', { when: formats.when(promise.due, now) })}</span>
              </p>
              <p className={css.said} dir="auto">
                {promise.what}
              </p>
              <p className={css.who}>{promise.case.reference}</p>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
