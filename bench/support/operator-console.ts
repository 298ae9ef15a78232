import { setTimeout as pause } from 'node:timers/promises'
import { type Api, headersOf, type Who } from '../../world/api/client.ts'
import { BEAT_MS, COUNT_MS, REFRESH_MS } from './operator-manner.ts'
import type { Times } from './operator-times.ts'
import { ask, look, wholeFrames } from './operator-way.ts'

/** What is said in a conversation on the screen. */
export interface Said {
  conversation: string
  by: { kind: string }
}
/** One browser with the console in it, without its pictures: it follows, counts and asks again as `src/surfaces/console/state` does. */
export interface Console {
  /** Which conversations are on the screen, and which of them is open. */
  watch(own: Iterable<string>, open: string | null): Promise<void>
}
export interface ConsoleParts {
  api: Api
  who: Who
  times: Times
  signal: AbortSignal
  onMessage: (said: Said) => void
}

const AGAIN_MS = 1_000

export async function openConsole(parts: ConsoleParts): Promise<Console> {
  const { api, who } = parts
  const now: Now = { stream: '', watch: ['*'], open: null }
  await api.call('PUT /api/v1/presence', who, { body: { state: 'busy' } })
  await api.call('GET /api/v1/inbox', who, { query: { view: 'mine', limit: 100 } })
  beat(parts)
  const opened = Promise.withResolvers<void>()
  void followOn(parts, now, hearing(parts, now), opened)
  await opened.promise
  return {
    async watch(own, open) {
      now.open = open
      now.watch = ['*', ...new Set([...own, ...(open === null ? [] : [open])].map((id) => `subject:${id}`))]
      await api.call('PUT /api/v1/streams/:id/watch', who, { params: { id: now.stream }, body: { watch: now.watch } })
    },
  }
}

interface Now {
  stream: string
  watch: string[]
  open: string | null
}

function beat({ api, who, signal }: ConsoleParts): void {
  const timer = setInterval(() => void api.call('POST /api/v1/presence/heartbeat', who, {}).catch(() => {}), BEAT_MS)
  signal.addEventListener('abort', () => clearInterval(timer), { once: true })
}

/** What a console does about what it is told. Most frames are rows of others: they are not even parsed. */
function hearing(parts: ConsoleParts, now: Now): (frames: Buffer) => void {
  const { api, who } = parts
  const countSoon = laterOnce(COUNT_MS, () => api.call('GET /api/v1/inbox/counts', who, {}))
  const refreshSoon = laterOnce(REFRESH_MS, () => openTalk(parts, now.open))
  return (frames) => {
    if (frames.includes('event: hello')) now.stream = /"stream":"([0-9a-f-]{36})"/.exec(frames.toString())?.[1] ?? ''
    if (frames.includes('event: conversation')) {
      countSoon()
      if (now.open !== null && frames.includes(now.open)) refreshSoon()
    }
    if (frames.includes('event: message')) for (const said of messagesIn(frames)) parts.onMessage(said)
  }
}

/** Follows until the end; a line that was cut is opened anew from a new count. */
async function followOn(
  parts: ConsoleParts,
  now: Now,
  take: (frames: Buffer) => void,
  opened: PromiseWithResolvers<void>,
): Promise<void> {
  const { api, who, times, signal } = parts
  const sees = look(times, 'write-shown')
  const frames = (bytes: Buffer): void => {
    sees(bytes)
    take(bytes)
    opened.resolve()
  }
  while (!signal.aborted) {
    try {
      const { live } = await api.call('GET /api/v1/inbox/counts', who, {})
      const headers = { ...headersOf(who, api.url), accept: 'text/event-stream', 'last-event-id': live }
      const line = await ask(`${api.url}/api/v1/stream?watch=${now.watch.join(',')}`, { headers, signal })
      line.on('data', wholeFrames(frames))
      await new Promise((over) => line.once('close', over).on('error', over))
    } catch {}
    if (signal.aborted) return
    times.count('lost')
    await pause(AGAIN_MS)
  }
}

async function openTalk({ api, who }: ConsoleParts, id: string | null): Promise<void> {
  if (id !== null) await api.call('GET /api/v1/conversations/:id', who, { params: { id }, query: { lang: 'en' } })
}

function messagesIn(frames: Buffer): Said[] {
  const blocks = frames.toString().split('\n\n')
  return blocks.flatMap((block) => {
    const [, json] = /^event: message\ndata: (.*)$/m.exec(block) ?? []
    const row: Said | undefined = json === undefined ? undefined : JSON.parse(json).row
    return row === undefined ? [] : [row]
  })
}

/** However often it is asked for meanwhile, it is done once. */
function laterOnce(ms: number, run: () => Promise<unknown>): () => void {
  let waits = false
  return () => {
    if (waits) return
    waits = true
    setTimeout(() => {
      waits = false
      run().catch(() => {})
    }, ms).unref()
  }
}
