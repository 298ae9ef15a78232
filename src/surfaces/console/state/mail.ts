import { createContext, useContext, useEffect, useMemo } from 'react'
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

/** Written by somebody outside, perhaps by mail. */
const fromOutside = ({ by }: Message): boolean => by.kind === 'contact' || by.kind === 'system'

/** What the mails of a conversation have besides their text; read again when somebody outside wrote. */
export function useMailOf(row: InboxRow | undefined, talk: Talk | undefined): Mail {
  const id = row?.id ?? ''
  const messages = talk?.messages ?? none
  const newest = messages.findLast(fromOutside)?.seq ?? 0
  const wanted = row !== undefined && talk !== undefined
  const { data, reload } = useResource(wanted ? `mail ${id}` : 'mail of nothing', () =>
    wanted ? call('GET /api/v1/conversations/:id/mail', { params: { id } }) : Promise.resolve(null),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when somebody outside wrote
  useEffect(() => (wanted ? reload() : undefined), [reload, wanted, newest, row?.channel])
  return useMemo(() => {
    const letters = new Map((data?.letters ?? []).map((letter) => [letter.message, letter]))
    return { desk: data, letters, subjects: subjectsOf(messages, letters, row?.subject ?? null) }
  }, [data, messages, row?.subject])
}
const none: readonly Message[] = []
