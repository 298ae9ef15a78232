import type { ReactElement } from 'react'
import { useWords } from '../i18n/words.tsx'
import { useDispositions, useReasonRequired } from '../state/directory.ts'
import { Picker } from '../ui/picker.tsx'
import { lastDisposition, rememberDisposition } from './disposition.ts'
import { reasonsOf } from './reasons.ts'

interface Props {
  brand: string
  /** With the reason, or none where the brand asks for none. */
  onSolve: (reason: string | null) => void
  isOpen: boolean
  onOpenChange: (open: boolean) => void
  children: ReactElement
}

/** Why it is solved: the whole path is searched, and what was chosen last stands first. */
export function SolvePicker({ brand, onSolve, ...rest }: Props) {
  const { t, text } = useWords()
  const required = useReasonRequired(brand)
  const last = lastDisposition(brand)
  const named = reasonsOf(useDispositions(), brand).map(({ id, path }) => ({
    id,
    label: path.map(({ name }) => text(name)).join(' › '),
    chosen: id === last,
  }))
  const choices = [
    ...named.filter((each) => each.chosen),
    ...named.filter((each) => !each.chosen),
    ...(required ? [] : [{ id: '', label: t('solve.without') }]),
  ]
  const choose = (id: string) => {
    rememberDisposition(brand, id)
    onSolve(id === '' ? null : id)
  }
  return (
    <Picker
      label={t(required ? 'solve.why.required' : 'solve.why')}
      none={t(required && named.length === 0 ? 'solve.noReasons' : 'none.found')}
      choices={choices}
      onChoose={choose}
      {...rest}
    />
  )
}
