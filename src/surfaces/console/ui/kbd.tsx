import { sayKeys } from '../keys/say.ts'
import css from './kbd.module.css'

/** A key or chord as printed on the keyboard: `mod+Enter`, `g q`. Hidden from screen readers: controls carry aria-keyshortcuts. */
export function Kbd({ keys, on = 'surface' }: { keys: string; on?: 'surface' | 'accent' }) {
  return (
    <span className={css.keys} data-on={on} aria-hidden="true">
      {sayKeys(keys).map((key) => (
        <kbd key={key} className={css.kbd}>
          {key}
        </kbd>
      ))}
    </span>
  )
}
