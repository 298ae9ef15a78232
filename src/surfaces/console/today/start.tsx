import { useEffect } from 'react'
import { Redirect } from 'wouter'
import { to } from '../paths.ts'
import { countBriefings, useUnreadBriefings } from '../state/briefings.ts'

/** Whoever comes in begins with what the lead has to say; where there is nothing to read, with their own work. */
export function Start() {
  const unread = useUnreadBriefings()
  useEffect(() => void countBriefings(), [])
  if (unread === null) return null
  return <Redirect to={unread > 0 ? to.today() : to.inbox('mine')} />
}
