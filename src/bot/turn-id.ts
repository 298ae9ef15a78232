import { type ConversationId, idFrom, type MessageId } from '#kernel/ids'

/** The id of the bot's answer to a message: the same however often the turn is tried. */
export const turnId = (conversation: ConversationId, message: MessageId): MessageId =>
  idFrom(`bot ${conversation} ${message}`)
