import { useState } from 'react'
import type { InboxRow, Message } from '#conversations/contract'
import { useCommands } from '../../keys/use-commands.ts'
import { part } from '../../state/part.ts'
import { usePermission } from '../../state/session.ts'

const RedactDialog = part(() => import('./dialog.tsx').then((module) => module.RedactDialog))

/** As many as one looks back to find what should not stand there. */
const MOST = 50

/** By key: something goes from the message that has the focus, else from the customer's last. */
export function RedactWay({ row, messages }: { row: InboxRow; messages: readonly Message[] }) {
  const may = usePermission('conversation.redact')
  const [first, setFirst] = useState<string | null>(null)
  const there = messages
    .filter((each) => each.deletedAt === null && each.delivery?.state !== 'withdrawn')
    .slice(-MOST)
    .toReversed()
  const open = () => {
    const focused = document.activeElement?.closest('[data-message]')?.id.slice('m-'.length)
    const last =
      there.find((each) => each.id === focused) ?? there.find((each) => each.by.kind === 'contact') ?? there[0]
    setFirst(last?.id ?? null)
  }
  useCommands({ 'talk.redact': may && there.length > 0 ? open : null })
  if (first === null) return null
  return <RedactDialog row={row} messages={there} first={first} onClose={() => setFirst(null)} />
}
