import type { ReactNode } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField, type TextFieldProps } from 'react-aria-components/TextField'
import css from './field.module.css'

interface Props extends Omit<TextFieldProps, 'className' | 'children'> {
  label: string
  hint?: ReactNode
  error?: string | null
  rows?: number
  placeholder?: string
  /** Said to screen readers only: a column above it says it for the eye. */
  hideLabel?: boolean
}

/** Label above, hint under it, the error at the field. */
export const Field = ({ label, hint, error, rows, placeholder, hideLabel, ...rest }: Props) => (
  <TextField {...rest} isInvalid={Boolean(error)} className={css.field ?? ''}>
    <Label className={(hideLabel ? 'sr-only' : css.label) ?? ''}>{label}</Label>
    {hint === undefined ? null : (
      <Text slot="description" className={css.hint ?? ''}>
        {hint}
      </Text>
    )}
    {rows === undefined ? (
      <Input className={css.input ?? ''} placeholder={placeholder} />
    ) : (
      <TextArea className={css.input ?? ''} rows={rows} placeholder={placeholder} />
    )}
    <FieldError className={css.error ?? ''}>{error}</FieldError>
  </TextField>
)

interface SelectProps {
  label: string
  value: string
  onChange: (value: string) => void
  options: readonly { id: string; label: string }[]
  hideLabel?: boolean
  hint?: string
}
/** The platform's own select: short lists, phones and screen readers are best served by it. */
export const Choose = ({ label, value, onChange, options, hideLabel, hint }: SelectProps) => (
  <label className={css.field}>
    <span className={hideLabel ? 'sr-only' : css.label}>{label}</span>
    {hint === undefined ? null : <span className={css.hint}>{hint}</span>}
    <select className={css.input} value={value} onChange={(event) => onChange(event.target.value)}>
      {options.map((option) => (
        <option key={option.id} value={option.id}>
          {option.label}
        </option>
      ))}
    </select>
  </label>
)
