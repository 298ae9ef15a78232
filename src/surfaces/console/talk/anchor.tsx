import { Button } from '../ui/button.tsx'
import css from './actions.module.css'

/** Where a picker opened by key or from the menu points to. */
export const Anchor = () => (
  <span className={css.anchor}>
    <Button look="link" excludeFromTabOrder aria-hidden="true" />
  </span>
)
