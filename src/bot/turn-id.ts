import { createHash } from 'node:crypto'
import type { ConversationId, MessageId } from '#kernel/ids'

/** The id of the bot's answer to a message: the same however often the turn is tried. A UUID of version 8 (custom). */
export function turnId(conversation: ConversationId, message: MessageId): MessageId {
  const hash = createHash('sha256').update(`bot ${conversation} ${message}`).digest()
  hash.writeUInt8(((hash[6] ?? 0) & 0x0f) | 0x80, 6)
  hash.writeUInt8(((hash[8] ?? 0) & 0x3f) | 0x80, 8)
  const hex = hash.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
