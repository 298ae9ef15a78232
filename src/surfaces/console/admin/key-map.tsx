import type { KeyboardEvent } from 'react'
import { useWords } from '../i18n/words.tsx'
import { commands, keysOf } from '../keys/commands.ts'
import { nameOf } from '../keys/press.ts'
import { sayKeys } from '../keys/say.ts'
import { prefs, setPref, usePref } from '../state/prefs.ts'
import { Button } from '../ui/button.tsx'
import { Switch } from '../ui/switch.tsx'
import css from './admin.module.css'

const remappable = Object.keys(commands).filter((id) => !id.startsWith('chat.') && !id.startsWith('go.'))

/** Every key can be changed: focus its field and press the new one. */
export function KeyMap() {
  const { t } = useWords()
  const changed = usePref('keys')
  const single = usePref('singleKeys')
  const press = (id: string) => (event: KeyboardEvent) => {
    if (['Tab', 'Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    setPref('keys', { ...prefs.get().keys, [id]: nameOf(event.nativeEvent) })
  }
  const taken = (id: string) =>
    remappable.some((other) => other !== id && keysOf(other, changed) === keysOf(id, changed))
  return (
    <section className={css.keys} data-own-keys>
      <div className={css.head}>
        <h2>{t('help.keys')}</h2>
        <Button look="link" onPress={() => setPref('keys', {})}>
          {t('keys.reset')}
        </Button>
      </div>
      <Switch isSelected={single} onChange={(on) => setPref('singleKeys', on)}>
        {t('help.singleKeys')}
      </Switch>
      {remappable.map((id) => (
        <label key={id} className={css.keyLine}>
          <span>
            {t(`cmd.${id}`)} {taken(id) ? <em>{t('keys.taken')}</em> : null}
          </span>
          <input
            className={css.keyInput}
            // As printed on the keyboard: where one reads from the right, brackets would be mirrored and chords turned round.
            dir="ltr"
            readOnly
            value={sayKeys(keysOf(id, changed)).join(' ')}
            onKeyDown={press(id)}
          />
        </label>
      ))}
    </section>
  )
}
