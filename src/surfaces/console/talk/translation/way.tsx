import { useEffect } from 'react'
import type { ConversationView, InboxRow, Message } from '#conversations/contract'
import { useWords } from '../../i18n/words.tsx'
import { useCommands } from '../../keys/use-commands.ts'
import { showBar } from '../../state/bars.ts'
import { toldBy } from '../../state/told.ts'
import { readHere, translate } from './translations.ts'

interface Props {
  row: InboxRow
  messages: readonly Message[]
  may: ConversationView['may'][string] | undefined
}

/** By key: the message that has the focus, else the customer's last, in the reader's language; again puts it away. */
export function TranslateWay({ row, messages, may }: Props) {
  const { t, lang } = useWords()
  const can = may?.ok === true
  useEffect(() => {
    readHere(can ? row.id : null)
    return () => readHere(null)
  }, [can, row.id])
  const ask = () => {
    if (!can) return showBar({ text: may?.why ?? 'why.not-allowed' })
    const focused = document.activeElement?.closest('[data-message]')?.id.slice('m-'.length)
    const there = messages.filter((each) => each.deletedAt === null && each.text !== '')
    const one = there.find(({ id }) => id === focused) ?? there.findLast(({ by }) => by.kind === 'contact')
    if (one !== undefined) void translate(one.id, lang, (error) => toldBy(error, t))
  }
  useCommands({ 'talk.translate': ask })
  return null
}
