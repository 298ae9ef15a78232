import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Marks the answer by its content; true when the caller has it already and 304 was set. */
export function unchanged(request: FastifyRequest, reply: FastifyReply, text: string): boolean {
  const tag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
  reply.header('etag', tag)
  const known = request.headers['if-none-match']?.split(',').map((part) => part.trim())
  if (!known?.includes(tag)) return false
  reply.code(304)
  return true
}
