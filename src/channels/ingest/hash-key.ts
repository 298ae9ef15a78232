import { createHash } from 'node:crypto'

/** A repeat with the same bytes is the same delivery, whatever anybody calls it. */
export const hashKey = (body: Uint8Array): string => createHash('sha256').update(body).digest('base64url')
