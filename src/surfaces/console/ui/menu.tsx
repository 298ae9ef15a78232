import type { ReactElement, ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu'
import { Kbd } from './kbd.tsx'
import css from './menu.module.css'

export interface Choice {
  id: string
  label: string
  hint?: string | undefined
  keys?: string | undefined
  chosen?: boolean | undefined
  disabled?: boolean | undefined
  mark?: ReactNode
}
interface Props {
  label: string
  choices: readonly Choice[]
  onChoose: (id: string) => void
  /** The button that opens it. */
  children: ReactElement
  isOpen?: boolean
  onOpenChange?: (open: boolean) => void
}

export function Menu({ label, choices, onChoose, children, ...open }: Props) {
  return (
    <MenuTrigger {...open}>
      {children}
      <Popover className={css.popover ?? ''} offset={4}>
        <AriaMenu
          aria-label={label}
          className={css.menu ?? ''}
          onAction={(key) => onChoose(String(key))}
          disabledKeys={choices.filter((choice) => choice.disabled).map((choice) => choice.id)}
        >
          {choices.map((choice) => (
            <MenuItem key={choice.id} id={choice.id} textValue={choice.label} className={css.item ?? ''}>
              <ChoiceLine choice={choice} />
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

export const ChoiceLine = ({ choice }: { choice: Choice }) => (
  <>
    {choice.mark}
    <span className={css.label}>
      {choice.label}
      {choice.hint === undefined ? null : <span className={css.hint}>{choice.hint}</span>}
    </span>
    {choice.chosen ? <span aria-hidden="true">✓</span> : null}
    {choice.keys === undefined ? null : <Kbd keys={choice.keys} />}
  </>
)
