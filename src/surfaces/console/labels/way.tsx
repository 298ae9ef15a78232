import { type ReactElement, useState } from 'react'
import type { InboxRow } from '#conversations/contract'
import { useWords } from '../i18n/words.tsx'
import { useCommands } from '../keys/use-commands.ts'
import { call } from '../state/api.ts'
import { putLabel } from '../state/deeds.ts'
import { useLabels } from '../state/directory.ts'
import { useDesk } from '../state/inbox.ts'
import { useResource } from '../state/resource.ts'
import { Anchor } from '../talk/anchor.tsx'
import { Picker } from '../ui/picker.tsx'
import { MessagePicker } from './message-picker.tsx'
import { useWhoGave } from './who.ts'

/** By one key: the message that has the focus is labelled, else the conversation. */
export function LabelWay({ row, may }: { row: InboxRow; may: boolean }) {
  const [open, setOpen] = useState<'conversation' | { message: string } | null>(null)
  const focused = typeof open === 'object' && open !== null ? open.message : null
  const message = useDesk((desk) => desk.talks.get(row.id)?.messages.find(({ id }) => id === focused))
  const begin = () => {
    const walkedTo = document.activeElement?.closest('[data-message]')?.id.slice('m-'.length)
    setOpen(walkedTo === undefined ? 'conversation' : { message: walkedTo })
  }
  useCommands({ 'talk.label': may ? begin : null })
  return (
    <>
      <LabelPicker
        row={row}
        isOpen={open === 'conversation'}
        onOpenChange={(is) => setOpen(is ? 'conversation' : null)}
      >
        <Anchor />
      </LabelPicker>
      {message === undefined ? null : (
        <MessagePicker message={message} brand={row.brand} isOpen onOpenChange={(is) => is || setOpen(null)}>
          <Anchor />
        </MessagePicker>
      )}
    </>
  )
}

interface Props {
  row: InboxRow
  isOpen: boolean
  onOpenChange: (open: boolean) => void
  children: ReactElement
}
function LabelPicker({ row, ...rest }: Props) {
  const { t, text } = useWords()
  const who = useWhoGave()
  // Asked for when somebody looks, and again when a label has changed.
  const { data } = useResource(`labels of ${row.id} ${rest.isOpen} ${row.labels.join()}`, async () =>
    rest.isOpen ? call('GET /api/v1/conversations/:id/labels', { params: { id: row.id } }) : null,
  )
  const choices = useLabels()
    .filter((label) => label.brand === null || label.brand === row.brand)
    .map(({ id, name }) => {
      const chosen = row.labels.includes(id)
      const given = chosen ? data?.items.find((each) => each.label === id) : undefined
      return { id, label: text(name), chosen, ...(given && { hint: who(given.by, given.at) }) }
    })
  return (
    <Picker
      many
      label={t('act.label')}
      none={t('none.found')}
      choices={choices}
      onChoose={(id) => void putLabel(row.id, id, !row.labels.includes(id))}
      {...rest}
    />
  )
}
