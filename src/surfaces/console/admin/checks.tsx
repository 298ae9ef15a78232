import css from './admin.module.css'

interface Props<Id extends string> {
  legend: string
  options: readonly { id: Id; label: string }[]
  chosen: readonly Id[]
  /** What was chosen before, in its order, with the new one at its end or without the one that was taken away. */
  onChange: (chosen: Id[]) => void
  /** Said when there is nothing to choose from. */
  none?: string
  error?: string | null
}

/** Some of a few: boxes beside each other under one legend. */
export const Checks = <Id extends string>({ legend, options, chosen, onChange, none, error = null }: Props<Id>) => (
  <fieldset className={css.group}>
    <legend>{legend}</legend>
    {none !== undefined && options.length === 0 ? <p className={css.hint}>{none}</p> : null}
    <div className={css.checks}>
      {options.map(({ id, label }) => (
        <label key={id} className={css.check}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
          {label}
        </label>
      ))}
    </div>
    {error === null ? null : (
      <p className={css.fault} role="alert">
        {error}
      </p>
    )}
  </fieldset>
)
