import { type ReactElement, useState } from 'react'
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Input } from 'react-aria-components/Input'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { SearchField } from 'react-aria-components/SearchField'
import menu from './menu.module.css'
import { type Choice, ChoiceLine } from './menu.tsx'
import css from './picker.module.css'

interface Props {
  label: string
  none: string
  choices: readonly Choice[]
  /** With `many`, choosing keeps it open. */
  many?: boolean
  onChoose: (id: string) => void
  isOpen: boolean
  onOpenChange: (open: boolean) => void
  /** With which of the button's edges it is in line. */
  placement?: 'bottom start' | 'bottom end'
  children: ReactElement
}

/** A searched list in a popover: type, arrow, Enter. */
export function Picker({
  label,
  none,
  choices,
  many,
  onChoose,
  isOpen,
  onOpenChange,
  placement = 'bottom end',
  children,
}: Props) {
  const { contains } = useFilter({ sensitivity: 'base' })
  const [text, setText] = useState('')
  const change = (open: boolean) => {
    setText('')
    onOpenChange(open)
  }
  const choose = (id: string) => {
    if (!many) change(false)
    onChoose(id)
  }
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={change}>
      {children}
      <Popover className={menu.popover ?? ''} offset={4} placement={placement}>
        <Dialog aria-label={label} className={css.dialog ?? ''}>
          <Autocomplete filter={contains} inputValue={text} onInputChange={setText}>
            <SearchField aria-label={label} autoFocus className={css.field ?? ''}>
              <Input placeholder={label} className={css.input ?? ''} />
            </SearchField>
            <ListBox
              aria-label={label}
              className={css.list ?? ''}
              renderEmptyState={() => <p className={css.none}>{none}</p>}
              onAction={(key) => choose(String(key))}
              disabledKeys={choices.filter((choice) => choice.disabled).map((choice) => choice.id)}
            >
              {choices.map((choice) => (
                <ListBoxItem key={choice.id} id={choice.id} textValue={choice.label} className={menu.item ?? ''}>
                  <ChoiceLine choice={choice} />
                </ListBoxItem>
              ))}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
