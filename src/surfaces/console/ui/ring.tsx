import css from './ring.module.css'

/** How much of a span is used, 0 to 1, as a thin ring beside words that say the same. */
export function Ring({
  part,
  tone,
  over = false,
  children,
}: {
  part: number
  tone: 'calm' | 'warn' | 'bad'
  /** It is over: a shape of its own, for who does not see the colour. */
  over?: boolean
  children?: React.ReactNode
}) {
  const used = Math.max(0.02, Math.min(1, part))
  return (
    <span className={css.clock} data-tone={tone}>
      <svg viewBox="0 0 14 14" width="13" height="13" aria-hidden="true">
        {over ? (
          <path className={css.over} d="M7 1.500l6 11H1zM7 5.500v3.200M7 10.600v.2" />
        ) : (
          <>
            <circle className={css.track} cx="7" cy="7" r="5" pathLength="1" />
            <circle className={css.used} cx="7" cy="7" r="5" pathLength="1" strokeDasharray={`${used} 2`} />
          </>
        )}
      </svg>
      {children}
    </span>
  )
}
