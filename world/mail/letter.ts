import PostalMime from 'postal-mime'

/** A mail as a customer sees it. */
export interface Letter {
  subject: string
  text: string
  from: string
  replyTo: string
  messageId: string
  references: string
  /** A machine says that it wrote this. */
  auto: boolean
}

/** More than that nobody reads, and it is kept for the world's page. */
const MOST_TEXT = 50_000

export async function readLetter(raw: Buffer): Promise<Letter> {
  const mail = await PostalMime.parse(raw)
  const from = mail.from?.address ?? ''
  return {
    subject: mail.subject ?? '',
    text: (mail.text ?? '').slice(0, MOST_TEXT),
    from,
    replyTo: mail.replyTo?.[0]?.address ?? from,
    messageId: mail.messageId ?? '',
    references: mail.references ?? '',
    auto: mail.headers.some(({ key, value }) => key === 'auto-submitted' && value !== 'no'),
  }
}

export interface Writing {
  id: string
  name: string
  from: string
  to: string
  subject: string
  text: string
  answers?: Letter
}

/** As a mail program writes it: what is answered stands below, quoted. */
export function writeLetter({ id, name, from, to, subject, text, answers }: Writing): string {
  const quoted =
    answers === undefined ? [] : ['', `${answers.from} wrote:`, ...answers.text.split('\n').map((line) => `> ${line}`)]
  const threads =
    answers === undefined
      ? []
      : [`In-Reply-To: ${answers.messageId}`, `References: ${`${answers.references} ${answers.messageId}`.trim()}`]
  return [
    `From: ${encoded(name)} <${from}>`,
    `To: <${to}>`,
    `Subject: ${encoded(subject)}`,
    `Message-ID: <${id}@${from.split('@')[1] ?? ''}>`,
    ...threads,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from([text, ...quoted].join('\r\n'))
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
    '',
  ].join('\r\n')
}

const encoded = (words: string): string => `=?utf-8?B?${Buffer.from(words).toString('base64')}?=`
