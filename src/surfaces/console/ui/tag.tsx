import type { ReactNode } from 'react'
import css from './tag.module.css'

export type Tone = 'plain' | 'info' | 'good' | 'warn' | 'bad' | 'accent'
export const Tag = ({ tone = 'plain', title, children }: { tone?: Tone; title?: string; children: ReactNode }) => (
  <span className={css.tag} data-tone={tone} title={title}>
    {children}
  </span>
)
