import { useWords } from '../i18n/words.tsx'
import { useCommands } from '../keys/use-commands.ts'
import { bars, dropBar, undoLast } from '../state/bars.ts'
import { useStore } from '../state/store.ts'
import css from './bars.module.css'
import { Button, IconButton } from './button.tsx'
import { Glyph } from './glyph.tsx'

export function Bars() {
  const shown = useStore(bars, (now) => now)
  const { t } = useWords()
  const undoable = shown.some((bar) => bar.undo !== undefined)
  useCommands({ undo: undoable ? undoLast : null })
  return (
    <div className={css.stack} role="status" aria-live="polite">
      {shown.map((bar) => (
        <div key={bar.id} className={css.bar} data-tone={bar.tone}>
          <Glyph name={bar.tone === 'bad' ? 'warn' : 'check'} />
          <span className={css.text}>{t(bar.text, bar.values)}</span>
          {bar.undo === undefined ? null : (
            <Button look="quiet" keys="z" onPress={undoLast}>
              {t('bar.undo')}
            </Button>
          )}
          <IconButton label={t('close')} onPress={() => dropBar(bar.id)}>
            <Glyph name="close" />
          </IconButton>
        </div>
      ))}
    </div>
  )
}
