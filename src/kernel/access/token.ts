import { createHash } from 'node:crypto'
import { newToken } from '#kernel/ids'

/** What is kept of a token: 192 random bits need no salt and no slow hash. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** The kinds of bearer tokens, told apart by how they begin (so that a leaked one is recognised, too). */
export const newKeyToken = (): string => `sbk_${newToken()}`
