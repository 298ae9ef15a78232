import type { Socket } from 'node:net'
import { type Code, Problem } from '#kernel/errors'
import { newId } from '#kernel/ids'
import { csp } from './headers.ts'
import { problemBody } from './problem.ts'

const known = new Map<string, [Code, string]>([
  ['ERR_HTTP_REQUEST_TIMEOUT', ['too_slow', 'The request did not arrive in time. Nothing was changed.']],
  ['HPE_HEADER_OVERFLOW', ['too_large', 'The headers are larger than this server takes (16 KB).']],
])

/** What is no HTTP, or comes too slowly, never reaches a route: it gets a problem like any other and loses its socket. */
export function refuseBroken(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const [code, detail] = known.get(error.code ?? '') ?? [
    'invalid_input',
    'This is not a valid request: its head or its framing is broken.',
  ]
  if (socket.writable) socket.write(answer(new Problem(code, detail)))
  socket.destroy(error)
}

function answer(problem: Problem): string {
  const id = newId()
  const body = JSON.stringify(problemBody(problem, id))
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.code.replaceAll('_', ' ')}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
    'x-content-type-options: nosniff',
    `content-security-policy: ${csp('api')}`,
    `x-request-id: ${id}`,
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}
