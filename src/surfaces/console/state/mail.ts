import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { Letter, MailDesk } from '#channels/contract'
import type { InboxRow, Message } from '#conversations/contract'
import { subjectsOf } from '../talk/mail/subjects-of.ts'
import { call } from './api.ts'
import type { Talk } from './desk.ts'
import { useResource } from './resource.ts'

export interface Mail {
  desk: MailDesk | null
  letters: ReadonlyMap<string, Letter>
  /** The subject of each message where it is another than before. */
  subjects: ReadonlyMap<string, string>
}
const nothing: Mail = { desk: null, letters: new Map(), subjects: new Map() }

export const MailContext = createContext<Mail>(nothing)
export const useMail = (): Mail => useContext(MailContext)
export const useLetter = (message: string): Letter | null => useMail().letters.get(message) ?? null

/** Perhaps a mail, by somebody outside; a chat's own messages have nothing more to read. */
const byMail = ({ by, channel }: Message, row: InboxRow | undefined): boolean =>
  by.kind === 'system' || (by.kind === 'contact' && (channel ?? row?.channel) === 'email')

/** What the mails of a conversation have besides their text; read again when somebody outside wrote. */
export function useMailOf(row: InboxRow | undefined, talk: Talk | undefined): Mail {
  const id = row?.id ?? ''
  const messages = talk?.messages ?? none
  const newest = messages.findLast((message) => byMail(message, row))?.seq ?? 0
  const wanted = row !== undefined && talk !== undefined
  const { data, loading, reload } = useResource(wanted ? `mail ${id}` : 'mail of nothing', () =>
    wanted ? call('GET /api/v1/conversations/:id/mail', { params: { id } }) : Promise.resolve(null),
  )
  const read = useRef({ id: '', newest: 0 })
  useEffect(() => {
    if (!wanted || loading || (read.current.id === id && read.current.newest === newest)) return
    const first = read.current.id !== id
    read.current = { id, newest }
    // The first time it is read anyway, as the conversation appears.
    if (!first) reload()
  }, [reload, loading, wanted, id, newest])
  const letters = useMemo(() => new Map((data?.letters ?? []).map((letter) => [letter.message, letter])), [data])
  const subjects = useSame(
    useMemo(() => subjectsOf(messages, letters, row?.subject ?? null), [messages, letters, row?.subject]),
  )
  return useMemo(() => ({ desk: data, letters, subjects }), [data, letters, subjects])
}

/** The map of before while it says the same: each turn of the conversation reads it, and a new message changes few subjects. */
function useSame(next: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const [held, hold] = useState(next)
  const isSame = held.size === next.size && [...next].every(([id, subject]) => held.get(id) === subject)
  if (!isSame) hold(next)
  return isSame ? held : next
}
const none: readonly Message[] = []
