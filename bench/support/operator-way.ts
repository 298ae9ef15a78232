import { Agent, type IncomingMessage, request } from 'node:http'
import { Readable } from 'node:stream'
import type { Send } from '../../world/api/client.ts'
import type { Times, Wait } from './operator-times.ts'

/** Visitors' streams of one address, at most 60 of which may be open; loopback addresses stand for households. */
const ADDRESSES = 200
const messageId = /"id":"([0-9a-f-]{36})"/g

/** How the load reaches the app: lines kept open as browsers keep them, as little made of each answer as can be, every wait noted. */
export function openWay(times: Times): Send {
  const agent = new Agent({ keepAlive: true })
  let visitors = 0
  return async (url, init) => {
    const { pathname } = new URL(url)
    if (pathname.endsWith('/stream')) {
      const localAddress = `127.0.1.${1 + (visitors++ % ADDRESSES)}`
      const { body: _, ...opening } = init
      const answer = await ask(url, { ...opening, localAddress })
      answer.on('data', wholeFrames(look(times, 'reply-shown')))
      return responseOf(answer, Readable.toWeb(answer) as unknown as ReadableStream<Uint8Array>)
    }
    const [body, type] = await bodyOf(init.body)
    const what = waitOf(`${init.method} ${pathname}`)
    if (what === 'reply') noteSent(times, body, 'reply-shown')
    if (pathname === '/api/v1/chat/messages') noteSent(times, body, 'write-shown')
    const began = performance.now()
    const answer = await ask(url, { ...init, agent, body, type })
    const bytes = await whole(answer)
    if (what !== null) times.note(what, performance.now() - began)
    const status = answer.statusCode ?? 0
    times.count('requests')
    if (status === 503 && pathname.includes('/panels/')) times.count('latePanels')
    else if (status === 429 || status >= 500) times.count('failed')
    return responseOf(answer, status === 204 || status === 304 ? null : bytes)
  }
}

interface Asked extends Omit<RequestInit, 'body'> {
  agent?: Agent
  localAddress?: string
  body?: string | Uint8Array | undefined
  type?: string | undefined
}

/** Resolves with the answer's head. */
export function ask(
  url: string,
  { method, headers, body, type, agent, localAddress, signal }: Asked,
): Promise<IncomingMessage> {
  const told = { ...Object.fromEntries(new Headers(headers)), ...(type !== undefined && { 'content-type': type }) }
  return new Promise((answered, failed) => {
    const options = { method, headers: told, agent: agent ?? false, localAddress, ...(signal && { signal }) }
    request(url, options, answered).once('error', failed).end(body)
  })
}

/** Hands on what is whole, however the bytes are cut. */
export function wholeFrames(take: (frames: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer[] = []
  return (chunk) => {
    rest.push(chunk)
    if (chunk.at(-1) !== 10 || chunk.at(-2) !== 10) return
    take(rest.length === 1 ? chunk : Buffer.concat(rest))
    rest = []
  }
}

/** Ends the wait for every message that stands in these frames. */
export const look =
  (times: Times, what: Wait) =>
  (frames: Buffer): void => {
    if (!frames.includes('event: message')) return
    for (const [, id = ''] of frames.toString().matchAll(messageId)) times.seen(id, what)
  }

function noteSent(times: Times, body: string | Uint8Array | undefined, what: Wait): void {
  const [id] = typeof body === 'string' ? body.matchAll(messageId) : []
  if (id?.[1] !== undefined) times.sent(id[1], what)
}

function waitOf(route: string): Wait | null {
  if (route.startsWith('POST /api/v1/chat/messages') || route === 'POST /api/v1/chat/conversations') return 'write'
  if (/^GET \/api\/v1\/conversations\/[0-9a-f-]{36}$/.test(route)) return 'open'
  return /^POST \/api\/v1\/conversations\/[0-9a-f-]{36}\/messages$/.test(route) ? 'reply' : null
}

async function bodyOf(body: RequestInit['body']): Promise<[body?: string | Uint8Array, type?: string]> {
  if (body === undefined || body === null) return []
  if (typeof body === 'string') return [body]
  const form = new Response(body)
  return [new Uint8Array(await form.arrayBuffer()), form.headers.get('content-type') ?? '']
}

async function whole(answer: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function responseOf(answer: IncomingMessage, body: ReadableStream<Uint8Array> | Buffer<ArrayBuffer> | null): Response {
  const headers = new Headers()
  for (const [name, values] of Object.entries(answer.headersDistinct))
    for (const value of values ?? []) headers.append(name, value)
  return new Response(body, { status: answer.statusCode ?? 0, headers })
}
