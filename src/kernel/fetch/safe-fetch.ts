import { Agent, type Dispatcher, request } from 'undici'
import { checkUrl, guardedLookup, hostPort, type Resolve, systemResolve } from './guard.ts'
import { type FetchResult, failureOf, Refused } from './result.ts'

export interface SafeFetchOptions {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
  /** For all of it, redirects and body included; 5000 when not said. */
  timeoutMs?: number
  /** Of the body; 1,000,000 when not said. */
  maxBytes?: number
  /** `host:port` an administrator listed for this account: may be private and on any port. */
  allow?: readonly string[]
  /** How many are followed (GET and HEAD only), each checked like the first; none when not said, 3 at most. */
  redirects?: number
}

export type SafeFetch = (url: string | URL, options?: SafeFetchOptions) => Promise<FetchResult>

const MOST_REDIRECTS = 3
/** Told to the first origin only. */
const SECRETS = /^(?:authorization|cookie|proxy-authorization|x-api-key)$/i

/** A guarded fetcher with its own connections. `resolve` asks for a name's addresses. */
export function makeSafeFetch(resolve: Resolve = systemResolve): SafeFetch {
  const limits = { connectTimeout: 5000, maxHeaderSize: 16_384, pipelining: 0 }
  const agents: Agents = {
    guarded: new Agent({ ...limits, connect: { lookup: guardedLookup(resolve) } }),
    // Connections to listed hosts are kept apart: a request that may not go there must not find one open.
    listed: new Agent(limits),
  }
  return async (url, options = {}) => {
    try {
      const first = typeof url === 'string' ? URL.parse(url) : url
      if (first === null) throw new Refused('bad_url')
      return await follow(agents, first, options)
    } catch (error) {
      return failureOf(error)
    }
  }
}

/** The only way out to an address that came from outside. Expected failures are values, never thrown; nothing is decompressed. */
export const safeFetch: SafeFetch = makeSafeFetch()

interface Agents {
  guarded: Agent
  listed: Agent
}

async function follow(agents: Agents, first: URL, options: SafeFetchOptions): Promise<FetchResult> {
  const signal = AbortSignal.timeout(options.timeoutMs ?? 5000)
  const most = /^(?:GET|HEAD)$/.test(options.method ?? 'GET') ? Math.min(options.redirects ?? 0, MOST_REDIRECTS) : 0
  for (let url = first, left = most; ; left--) {
    const answer = await ask(agents, url, first, options, signal)
    const location = answer.headers.location
    const moved =
      options.redirects !== undefined && /^30[12378]$/.test(String(answer.statusCode)) && typeof location === 'string'
    if (!moved) return { ok: true, ...(await take(answer, options.maxBytes ?? 1_000_000)), url: url.href }
    answer.body.on('error', () => {}).destroy()
    const next = URL.parse(location, url)
    if (next === null || left === 0) throw new Refused('forbidden_redirect')
    url = next
  }
}

async function ask(
  agents: Agents,
  url: URL,
  first: URL,
  options: SafeFetchOptions,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  const allow = new Set(options.allow ?? [])
  checkUrl(url, allow)
  const given = Object.entries(options.headers ?? {}).filter(
    ([name]) => url.origin === first.origin || !SECRETS.test(name),
  )
  return request(url, {
    dispatcher: allow.has(hostPort(url)) ? agents.listed : agents.guarded,
    method: options.method ?? 'GET',
    headers: { 'user-agent': 'Switchboard', ...Object.fromEntries(given), 'accept-encoding': 'identity' },
    body: options.body ?? null,
    signal,
  })
}

async function take({ statusCode, headers, body }: Dispatcher.ResponseData, maxBytes: number) {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new Refused('too_large')
    chunks.push(chunk)
  }
  const single = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ])
  return { status: statusCode, headers: Object.fromEntries(single), body: Buffer.concat(chunks) }
}
