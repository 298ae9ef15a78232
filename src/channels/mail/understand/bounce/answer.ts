/** What a server answered, taken out of a report's words. */
export interface Answer {
  /** Enhanced status code in the words; empty when there is none. */
  dsn: string
  /** Three digits, `550`; empty when no server's answer is quoted. */
  reply: string
  command: 'CONN' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | ''
}

const CODES: readonly RegExp[] = [
  /<\s*[45]\d\d[- ]([45]\.\d\.\d{1,3})\b[^<>]*>/,
  /\b[45]\d\d[- ]+(?:\S{1,40} )??[(#<'"]{0,2}([45]\.\d{1,3}\.\d{1,3})\b(?!\.\d)/,
  /[(#]{1,2}([45]\.\d{1,3}\.\d{1,3})[)\b ]/,
  /(?:^|[^\d.v/_-])([45]\.\d\.\d{1,3})(?![\d.])/,
]
const REPLIES: readonly RegExp[] = [
  /(?:<<<|said:?|returned(?: was)?:|responded:?|response:|reason:|error[^\n:]{0,60}:|ERROR_CODE ?:|ResponseCode|smtp;|\]:|remote host said:)\s*[(#]?([45]\d\d)\b/i,
  /(?:^|[\s:("'>])([45]\d\d)[- ](?=[#\w<(*:['"])/m,
  /^\s*([45]\d\d)\s*$/m,
]

/** Said by mail systems when they quote an answer: which command it answered. */
const COMMANDS: readonly [Exclude<Answer['command'], ''>, RegExp][] = [
  [
    'RCPT',
    /(?:in reply to|after|in response to|during) (?:the )?(?:pipelined )?"?RCPT|>>> ?RCPT|does not like recipient|SMTP error from remote (?:mail )?server after RCPT|\bRCPT(?: TO)?\b[^\n]{0,120}(?:fail|reject|error|command)|while talking to \S{1,200}:\s*>>> ?RCPT|user's mailbox.*RCPT|SMTP RCPT|\[RCPT_TO\]/i,
  ],
  [
    'DATA',
    /(?:in reply to|after|in response to|during) (?:the )?(?:pipelined )?(?:end of )?"?DATA|after end of data|>>> ?(?:DATA|\.)|failed after I sent the message|SMTP DATA|sent the message/i,
  ],
  [
    'MAIL',
    /(?:in reply to|after|in response to|during) (?:the )?(?:pipelined )?"?MAIL|>>> ?MAIL|connected to \S{1,100} but sender was rejected|SMTP MAIL/i,
  ],
  ['EHLO', /(?:in reply to|after|during) (?:the )?"?[EH](?:HLO|ELO)|>>> ?[EH](?:HLO|ELO)|but my name was rejected/i],
  ['CONN', /initial connection|while (?:connecting|performing)|connected to \S{1,100} but greeting failed/i],
]

const SENT: Readonly<Record<string, Answer['command']>> = { RCPT: 'RCPT', MAIL: 'MAIL', EHLO: 'EHLO', HELO: 'EHLO' }

export function readAnswer(words: string): Answer {
  const dsn = CODES.map((shape) => shape.exec(words)?.[1]).find((code) => code !== undefined) ?? ''
  const reply = REPLIES.map((shape) => shape.exec(words)?.[1]).find((code) => code !== undefined) ?? ''
  return { dsn, reply, command: commandOf(words) }
}

/** Transcripts hold several commands: the last before the refusal counts. */
function commandOf(words: string): Answer['command'] {
  const refusal = words.search(/<<< ?[45]\d\d/)
  const sent =
    refusal < 0 ? undefined : [...words.slice(0, refusal).matchAll(/>>> ?(RCPT|DATA|MAIL|EHLO|HELO|\.)/gi)].at(-1)?.[1]
  if (sent !== undefined) return SENT[sent.toUpperCase()] ?? 'DATA'
  return COMMANDS.find(([, says]) => says.test(words))?.[0] ?? ''
}

/**
 * The code that says more: a server's own answer before a summary that is general (x.0.0, 4.4.7, subject 3 or 7.0), else the report's.
 */
export function betterCode(reported: string, answered: string): string {
  if (reported === '' || answered === '') return reported || answered
  const general = /^[45]\.0\.0$|^[45]\.\d\.0$|^4\.4\.7$|^[45]\.3\.\d$|^4\.7\.|^5\.1\.3$/
  return general.test(reported) && !answered.endsWith('.0.0') ? answered : reported
}
