import type { ReactNode } from 'react'
import css from './contacts.module.css'

interface Props {
  title: string
  actions?: ReactNode
  /** Said when there is nothing. */
  none: string
  children: readonly ReactNode[]
}

/** One thing known of a contact: a heading, what can be added, the list. */
export const Part = ({ title, actions, none, children }: Props) => (
  <section className={css.part} aria-label={title}>
    <header className={css.head}>
      <h2>{title}</h2>
      {actions}
    </header>
    {children.length === 0 ? <p className={css.none}>{none}</p> : <ul className={css.list}>{children}</ul>}
  </section>
)
