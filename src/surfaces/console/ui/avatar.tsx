import css from './avatar.module.css'

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => [...part][0] ?? '')
    .slice(0, 2)
    .join('')
    .toLocaleUpperCase()

/** A person inside, by initials; `doing` marks who types, with a pen and not by colour alone. */
export function Avatar({
  name,
  doing,
  small,
}: {
  name: string
  doing?: 'typing' | 'viewing' | 'idle'
  small?: boolean
}) {
  return (
    <span
      className={css.avatar}
      data-doing={doing}
      data-small={small || undefined}
      data-initials={initials(name)}
      title={name}
    >
      <span className="sr-only">{name}</span>
      {doing === 'typing' ? (
        <svg className={css.pen} viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
          <path d="M2 10l.6-2.6L8.5 1.700l1.9 1.9-5.9 5.900z" />
        </svg>
      ) : null}
    </span>
  )
}
