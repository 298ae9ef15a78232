import type { Account, Foretold } from '../../port/adapter.ts'
import type { Outbound } from '../../port/outbound.ts'
import { aliasOf, tagOf, withTag } from '../address.ts'
import type { MailSettings } from '../settings.ts'

/** The addresses and the Message-ID of a reply, made of its id: the same however often it is asked for. */
export function namesOf({ conversationId, clientKey }: Outbound, account: Account) {
  const { address } = account.settings as MailSettings
  const reply = account.mac(`reply ${conversationId}`)
  const back = account.mac(`return ${clientKey}`)
  return {
    messageId: `${clientKey}.${account.mac(`message ${clientKey}`)}@${address.slice(address.lastIndexOf('@') + 1)}`,
    replyTo: withTag(address, tagOf('reply', reply)),
    returnPath: withTag(address, tagOf('return', back)),
    reply,
    back,
  }
}

export function foretell(outbound: Outbound, account: Account): Foretold {
  const { messageId, reply, back } = namesOf(outbound, account)
  return { ref: messageId, conversation: aliasOf('reply', reply), message: aliasOf('return', back) }
}
