import type { WorldClock } from '../clock.ts'
import { type Api, headersOf, type Who } from './client.ts'
import { framesOf } from './frames.ts'

export interface Following {
  api: Api
  clock: WorldClock
  who: Who
  /** The stream's path. */
  path: string
  /** `live` of the snapshot. */
  after: string
  signal: AbortSignal
  onFrame: (event: string, data: unknown) => void
}

/** Why it was over: the snapshot must be fetched again, nobody may follow any more, there are too many streams, or it was stopped. */
export type FollowEnd = 'fetch-again' | 'refused' | 'full' | 'stopped'

const BETWEEN_TRIES_MS = 1_500

/** Follows a stream through lost lines, by its cursor, until it is over. */
export async function follow(following: Following): Promise<FollowEnd> {
  const { signal, clock } = following
  const place = { cursor: following.after }
  while (!signal.aborted) {
    const end = await once(following, place).catch(() => null)
    if (signal.aborted) break
    if (end !== null) return end
    await clock.wait(BETWEEN_TRIES_MS, signal)
  }
  return 'stopped'
}

async function once(following: Following, place: { cursor: string }): Promise<FollowEnd | null> {
  const { api, who, path, signal, onFrame } = following
  const headers = { ...headersOf(who, api.url), accept: 'text/event-stream', 'last-event-id': place.cursor }
  const answer = await api.send(api.url + path, { headers, signal })
  const end = endOf(answer.status)
  if (end !== null || answer.body === null) {
    await answer.body?.cancel()
    return end
  }
  for await (const { event, id, data } of framesOf(answer.body)) {
    if (event === 'rights') return 'fetch-again'
    if (event === 'revoked') return 'refused'
    if (data !== undefined) onFrame(event, data)
    if (id !== undefined) place.cursor = id
  }
  return null
}

function endOf(status: number): FollowEnd | null {
  if (status === 410) return 'fetch-again'
  if (status === 429) return 'full'
  return status === 401 || status === 403 ? 'refused' : null
}
