/** Where the notice ends and the mail that came back begins; `^` and `$` are those of lines. */
const ORIGINAL_BEGINS: readonly RegExp[] = [
  /^-{2,}[ \t]*(?:This is|Below (?:this line )?is|Here is)? ?(?:a |the )?(?:copy|header|original|returned|unsent|undelivered)[^\n]{0,120}$/im,
  /^[ \t]*-{3,} ?(?:Original (?:message|mail|headers?)|The (?:body|header|headers|transcript) of|Unsent message|Returned message|Forwarded|Undelivered message|Message header|Begin of|included? is)[^\n]{0,80}$/im,
  /^[ \t>]*(?:Below is a copy of the original|The original message (?:follows|is|headers?|was attached)|Original message (?:headers?|follows|header:)|Your (?:original )?message (?:follows|reads|was)|Message header follows|A copy of (?:the|your) (?:original )?message|Please note that this is only a temporary failure report|Unsent message below|The (?:full|attached) message|Content of the original)[^\n]{0,80}$/im,
  /^[ \t]*(?:-{3,}|_{3,}|={3,})?[ \t]*(?:Ursprüngliche (?:Nachricht|E-?Mail)|Message (?:d'origine|original|retourné)|Mensaje original|Messaggio originale|Oorspronkelijk bericht|Oryginalna wiadomość|原文|元のメッセージ)[^\n]{0,60}$/im,
  /^(?:Received|Return-Path|X-Original-To|DKIM-Signature|Message-I[Dd]|MIME-Version):[ \t]?\S/im,
]

const MOST = 20_000

/** What the mail system itself says, without the mail that came back. */
export function noticeOf(text: string): string {
  const head = text.slice(0, MOST)
  const ends = ORIGINAL_BEGINS.map((mark) => mark.exec(head)?.index ?? -1).filter((at) => at > 20)
  return head.slice(0, Math.min(head.length, ...ends))
}

export const ADDRESS =
  /[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\u0080-\uffff-]{1,64}@[A-Za-z0-9.\u0080-\uffff-]{1,200}[A-Za-z0-9\u0080-\uffff]/

/** An address that a line begins with, or that a sentence names as the one that failed, or any. */
const NAMED: readonly RegExp[] = [
  new RegExp(
    `^[ \\t>*"'<([]*(?:(?:smtp|rfc822|mailto|To|Recipient|Address|Failed recipient|Final-Recipient|Invalid address|宛先)[ \\t]*[:;]?[ \\t]*)?[ \\t<"']*(${ADDRESS.source})`,
    'im',
  ),
  new RegExp(
    `(?:Address: ?<?|following (?:recipient|address)[^@\\n]{0,80}|(?:to|for|recipient|address|user)[ \\t:]{1,3}["'<]{0,2})(${ADDRESS.source})`,
    'i',
  ),
  new RegExp(`(${ADDRESS.source})`),
]

/** The first address the notice complains about. */
export function recipientIn(notice: string, others: ReadonlySet<string>): string {
  for (const shape of NAMED) {
    for (const [, found = ''] of notice.matchAll(new RegExp(shape.source, `${shape.flags}g`))) {
      if (!others.has(found.toLowerCase())) return found
    }
  }
  return ''
}

/** What the notice says about that address: from the line that first names it to where another is named at a line's beginning. */
export function sectionOf(notice: string, recipient: string): string {
  const at = recipient === '' ? -1 : notice.toLowerCase().indexOf(recipient.toLowerCase())
  if (at < 0) return notice
  const line = notice.slice(notice.lastIndexOf('\n', at) + 1, at)
  const rest = notice.slice(at + recipient.length)
  for (const found of rest.matchAll(new RegExp(`\\n[ \\t"'<(]*(${ADDRESS.source})`, 'g'))) {
    if (found[1]?.toLowerCase() !== recipient.toLowerCase()) return line + rest.slice(0, found.index)
  }
  return line + rest
}

/** What another server said, where a notice quotes it: only that decides what the refusal means. */
const QUOTES =
  /(?:other server returned was|response (?:from the remote server )?was|error (?:returned|message)(?: below| from the other server)? ?(?:was|is)?|remote (?:host|server|system) said|host [^\n]{1,200} said|Diagnostic information for administrators|Received <<<|<<<)[: \t]*\n?([\s\S]{8,})/i

/** A gateway's own label, then what it was answered: `5.1.0 - Unknown address error 550-'5.7.1 Access denied'`. */
const LABELLED = /\b[45]\d\d-'([^'\n]{4,})'/

export const quotedIn = (section: string): string | null =>
  LABELLED.exec(section)?.[1] ?? QUOTES.exec(section)?.[1] ?? null
