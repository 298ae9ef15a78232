import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Demo } from '../open-demo.ts'
import { handle } from './handle.ts'

export interface Control {
  url: string
  close(): Promise<void>
}

/** The world's own page and its two JSON routes, for this machine alone. */
export async function openControl(demo: Demo): Promise<Control> {
  const server = createServer((request, answer) => void serve(demo, request, answer))
  const listening = Promise.withResolvers<void>()
  server.once('error', listening.reject)
  server.listen(demo.settings.port, '127.0.0.1', listening.resolve)
  await listening.promise
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

const MOST_BYTES = 2_000

async function serve(demo: Demo, request: IncomingMessage, answer: ServerResponse): Promise<void> {
  const body = await bodyOf(request)
  const { status, headers, text } =
    body === null ? { status: 413, headers: {}, text: 'Too much.' } : handle(demo, asked(request, body))
  answer.writeHead(status, { ...safeHeaders, ...headers })
  answer.end(text)
}

const asked = (request: IncomingMessage, body: string) => ({
  method: request.method ?? 'GET',
  path: (request.url ?? '/').split('?')[0] ?? '/',
  host: request.headers.host ?? '',
  origin: request.headers.origin ?? null,
  site: request.headers['sec-fetch-site']?.toString() ?? null,
  body,
})

const safeHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; frame-src 'self'; frame-ancestors 'self'; form-action 'self'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  // Not `no-referrer`: forms would then send their origin as `null`.
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
}

/** Null when it is larger than anything this page sends. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request) {
    bytes += part.length
    if (bytes > MOST_BYTES) return null
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
