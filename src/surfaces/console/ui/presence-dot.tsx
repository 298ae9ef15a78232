import css from './presence-dot.module.css'

/** Whether somebody takes work, by shape and colour beside the word that says it. */
export const PresenceDot = ({ state }: { state: 'available' | 'busy' | 'away' | 'offline' }) => (
  <i className={css.dot} data-state={state} />
)
