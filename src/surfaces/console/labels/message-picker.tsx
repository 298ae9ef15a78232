import type { ReactElement } from 'react'
import type { Message } from '#conversations/contract'
import { useWords } from '../i18n/words.tsx'
import { labelMessage } from '../state/deeds.ts'
import { useLabels } from '../state/directory.ts'
import { Picker } from '../ui/picker.tsx'
import { useGiver, useWhoGave } from './who.ts'

interface Props {
  message: Message
  brand: string
  isOpen: boolean
  onOpenChange: (open: boolean) => void
  children: ReactElement
}

/** Labels of the message that has the focus. */
export function MessagePicker({ message, brand, ...rest }: Props) {
  const { t, text } = useWords()
  const giver = useGiver()
  const who = useWhoGave()
  const given = (label: string) => message.labels.find((each) => each.label === label)
  const choices = useLabels()
    .filter((label) => label.brand === null || label.brand === brand)
    .map(({ id, name }) => {
      const on = given(id)
      return { id, label: text(name), chosen: on !== undefined, ...(on && { hint: who(giver(on.by), on.at) }) }
    })
  return (
    <Picker
      many
      label={t('label.message')}
      none={t('none.found')}
      choices={choices}
      onChoose={(label) => void labelMessage(message.conversation, message.id, label, given(label) === undefined)}
      {...rest}
    />
  )
}
