import { type ReactNode, useEffect, useState } from 'react'
import { Glyph, type GlyphName } from './glyph.tsx'
import css from './states.module.css'

/** An empty place teaches one thing. */
export const Empty = ({
  glyph = 'inbox',
  title,
  children,
}: {
  glyph?: GlyphName
  title: string
  children?: ReactNode
}) => (
  <div className={css.empty}>
    <Glyph name={glyph} size={28} />
    <p className={css.title}>{title}</p>
    {children === undefined ? null : <div className={css.more}>{children}</div>}
  </div>
)

const PATIENCE_MS = 200

/** Grey lines in the shape of what comes, only when it takes longer than a glance. */
export function Skeleton({ lines = 4, label }: { lines?: number; label: string }) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return null
  return (
    <div className={css.skeleton} role="status">
      <span className="sr-only">{label}</span>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey lines have no identity
        <i key={index} />
      ))}
    </div>
  )
}

interface ErrorProps {
  /** What happened, what was kept. */
  children: ReactNode
  /** What to do. */
  actions?: ReactNode
  tone?: 'bad' | 'warn'
}
export const ErrorBox = ({ children, actions, tone = 'bad' }: ErrorProps) => (
  <div className={css.error} data-tone={tone} role="alert">
    <Glyph name="warn" />
    <div className={css.words}>{children}</div>
    {actions === undefined ? null : <div className={css.actions}>{actions}</div>}
  </div>
)
