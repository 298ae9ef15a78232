import { splitAddress } from '../address.ts'
import type { Verdict } from './trust-of.ts'

/**
 * Where an answer may go besides From: the Reply-To of a sender somebody vouches for, when it stays in the sender's house (the same
 * domain, or one of the two is below the other) or when its own domain signed the mail. Else null: anybody could have our answers, and
 * what they quote, sent to whom they like. Two domains below one parent count as strangers: whether the parent is one owner's only a
 * list of the world's registries could tell.
 */
export function answerTo(from: string, replyTo: string | null, { vouched, signers }: Verdict): string | null {
  const [sender, other] = [splitAddress(from), splitAddress(replyTo ?? '')]
  if (!vouched || replyTo === null || sender === null || other === null) return null
  if (replyTo.toLowerCase() === from.toLowerCase()) return null
  const near = isWithin(sender.domain, other.domain) || isWithin(other.domain, sender.domain)
  return near || signers.includes(other.domain) ? replyTo.toLowerCase() : null
}

const isWithin = (domain: string, parent: string): boolean =>
  domain === parent || (parent.includes('.') && domain.endsWith(`.${parent}`))
