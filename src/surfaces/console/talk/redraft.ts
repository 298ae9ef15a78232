import { useEffect, useRef } from 'react'
import type { Message } from '#conversations/contract'
import { createStore, useStore } from '../state/store.ts'

/** A message of ours that is to become a draft again, until the composer of its conversation takes it. */
const asked = createStore<Message | null>(null)

export const redraft = (message: Message): void => asked.set(() => message)

/** Runs once for each message of this conversation that somebody wants to write anew. */
export function useRedrafts(conversation: string, take: (message: Message) => void): void {
  const message = useStore(asked, (now) => (now?.conversation === conversation ? now : null))
  const latest = useRef(take)
  latest.current = take
  useEffect(() => {
    if (message === null) return
    asked.set(() => null)
    latest.current(message)
  }, [message])
}

/** The reply that waits for somebody: the newest of ours, when it failed. */
export function newestFailed(messages: readonly Message[]): Message | null {
  const ours = messages.findLast(
    ({ by, visibility, delivery }) =>
      by.kind === 'agent' && visibility !== 'note' && delivery !== null && delivery.state !== 'withdrawn',
  )
  return ours?.delivery?.state === 'failed' ? ours : null
}

/** Its files once more, to be uploaded again: a file belongs to one message. */
export const filesOf = ({ attachments }: Message): Promise<File[]> =>
  Promise.all(
    attachments.map(async ({ href, name, mime }) => {
      const answer = await fetch(href, { credentials: 'same-origin' })
      if (!answer.ok) throw new Error(`${href} answered ${answer.status}`)
      return new File([await answer.blob()], name, { type: mime })
    }),
  )
