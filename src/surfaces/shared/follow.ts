export type LineStatus = 'live' | 'reconnecting' | 'offline'

export interface FollowOptions {
  /** The stream's address without `after`, e.g. `/api/v1/stream?watch=*`; asked anew at each connection. */
  url: () => string
  /** `live` of the snapshot. */
  after: string
  /** Sent as `Authorization: Bearer`; people's consoles have a cookie instead. */
  token?: string
  /** A row, or another frame such as `whisper` or `hello`. */
  onEvent: (event: string, data: unknown) => void
  onStatus?: (status: LineStatus) => void
  /** The cursor is too old, or the rights changed: fetch again and follow anew. This one has ended. */
  onGone: () => void
  /** Signed out or revoked. This one has ended. */
  onRefused?: () => void
  fetch?: typeof fetch
  /** Milliseconds before the n-th try to connect again (n from 1). */
  wait?: (tries: number) => number
}

export interface Following {
  stop(): void
  /** The last place told. */
  readonly cursor: string
}

type End = 'again' | 'gone' | 'refused'

/** Half to all of 1, 2, 4 … 30 s: many browsers that lost the same server do not come back together. */
const usualWait = (tries: number): number => Math.min(30_000, 1_000 * 2 ** (tries - 1)) * (0.5 + Math.random() / 2)
/** The server says something every 15 s; silence means that the line is dead, whatever the network believes. */
const SILENCE_MS = 40_000
const OFFLINE_AFTER = 4

/** Follows a stream until stopped, through lost lines, without missing an event or telling one twice. */
export function follow(options: FollowOptions): Following {
  let cursor = options.after
  let tries = 0
  const stopping = new AbortController()
  const { signal } = stopping

  const told = (frame: Frame): End | null => {
    tries = 0
    if (frame.id !== undefined && frame.data === undefined) cursor = frame.id
    if (frame.data === undefined) return null
    if (frame.event === 'rights') return 'gone'
    if (frame.event === 'revoked') return 'refused'
    options.onEvent(frame.event, frame.data)
    if (frame.id !== undefined) cursor = frame.id
    return null
  }
  const once = async (): Promise<End> => {
    const response = await connect(options, cursor, signal)
    if (response.status === 410) return 'gone'
    if (response.status === 401 || response.status === 403) return 'refused'
    if (!response.ok || response.body === null) return 'again'
    options.onStatus?.('live')
    for await (const frame of framesOf(response.body)) {
      if (signal.aborted) return 'again'
      const ended = told(frame)
      if (ended !== null) return ended
    }
    return 'again'
  }
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const ended = await once().catch((): End => 'again')
      if (signal.aborted) return
      if (ended === 'gone') return options.onGone()
      if (ended === 'refused') return options.onRefused?.()
      tries += 1
      options.onStatus?.(tries > OFFLINE_AFTER ? 'offline' : 'reconnecting')
      await pause((options.wait ?? usualWait)(tries), signal)
    }
  }
  void run()
  return {
    stop: () => stopping.abort(),
    get cursor() {
      return cursor
    },
  }
}

function connect(
  { url, token, fetch: get = fetch }: FollowOptions,
  cursor: string,
  signal: AbortSignal,
): Promise<Response> {
  const headers: Record<string, string> = { accept: 'text/event-stream', 'last-event-id': cursor }
  if (token !== undefined) headers.authorization = `Bearer ${token}`
  return get(url(), { headers, signal, cache: 'no-store' })
}

interface Frame {
  id?: string
  event: string
  data?: unknown
}

async function* framesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Frame> {
  const reader = body.getReader()
  const text = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await withinSilence(reader.read())
      if (done) return
      const blocks = (rest + text.decode(value, { stream: true })).split('\n\n')
      rest = blocks.pop() ?? ''
      yield* blocks.map(parse)
    }
  } finally {
    reader.cancel().catch(() => {})
  }
}

function parse(block: string): Frame {
  const frame: Frame = { event: 'message' }
  for (const line of block.split('\n')) {
    if (line.startsWith('id: ')) frame.id = line.slice(4)
    if (line.startsWith('event: ')) frame.event = line.slice(7)
    if (line.startsWith('data: ')) frame.data = JSON.parse(line.slice(6))
  }
  return frame
}

function withinSilence<T>(read: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('silence')), SILENCE_MS)
  })
  return Promise.race([read, silence]).finally(() => clearTimeout(timer))
}

/** Waits, but not when stopped; a browser that finds the network again tries at once. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      globalThis.removeEventListener?.('online', done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    globalThis.addEventListener?.('online', done)
    signal.addEventListener('abort', done)
  })
}
