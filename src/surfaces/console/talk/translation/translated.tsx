import type { Message } from '#conversations/contract'
import { useWords } from '../../i18n/words.tsx'
import { toldBy } from '../../state/told.ts'
import { Button } from '../../ui/button.tsx'
import css from './translation.module.css'
import { translate, useCanTranslate, useShown } from './translations.ts'

/** Under what was said in another language: a way to read it, and the translation once it is asked for. */
export function Translated({ message }: { message: Message }) {
  const { t, lang } = useWords()
  const shown = useShown(message.id)
  const can = useCanTranslate()
  const ask = () => void translate(message.id, lang, (error) => toldBy(error, t))
  if (shown === undefined) {
    const foreign = message.by.kind === 'contact' && message.lang !== null && message.lang !== lang
    return can && foreign && message.text !== '' ? (
      <p className={css.way}>
        <Button look="link" onPress={ask}>
          {t('translation.show')}
        </Button>
      </p>
    ) : null
  }
  return (
    <div className={css.translation} role="status" aria-label={t('translation')}>
      {shown.state === 'asking' ? <p className={css.by}>{t('translation.asking')}</p> : null}
      {shown.state === 'failed' ? <p>{shown.text}</p> : null}
      {shown.state === 'shown' ? (
        <p className={css.text} lang={shown.to} dir="auto">
          {shown.text}
        </p>
      ) : null}
      <p className={css.by}>
        {shown.state === 'shown' ? <span>{t('translation.by')}</span> : null}
        <Button look="link" onPress={ask}>
          {t(shown.state === 'failed' ? 'again' : 'translation.hide')}
        </Button>
      </p>
    </div>
  )
}
