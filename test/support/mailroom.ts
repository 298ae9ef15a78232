import type { SendMailOptions } from 'nodemailer'
import type { MailUnderstood } from '#channels'
import { type AccountId, newId } from '#kernel/ids'
import { openNotices } from '#notices'
import { type Care, care } from './care.ts'
import type { Person } from './people.ts'
import { openPostOffice, type PostOffice, post } from './post-office.ts'

export const CARE = 'care@lumo.example'
export const AMINA = { name: 'Amina', address: 'amina@customer.example' }

/** One brand with one mailbox: mails come in by our listener and go out to a server of the test. */
export interface Mailroom extends AsyncDisposable {
  the: Care
  office: PostOffice
  account: AccountId
  eva: Person
  /** A mail from the customer, or whoever `from` says, vouched for by the mailbox's own server. */
  write(subject: string, text: string, more?: SendMailOptions): Promise<string>
  /** Answers a mail of ours as mail programs do. */
  answer(mail: MailUnderstood | undefined, text: string, more?: SendMailOptions): Promise<string>
  /** The seconds pass in which something can be taken back. */
  leave(): Promise<void>
  /** The newest conversation with this subject. */
  find(subject: string): Promise<string>
}

export async function openMailroom(given?: Care): Promise<Mailroom> {
  const the = given ?? (await care({ modules: [openNotices], start: { config: { smtpPort: 0 } } }))
  const office = await openPostOffice()
  const eva = await the.person({ role: 'advisor', brand: the.lumo })
  const account = await connect(the, office)
  const write: Mailroom['write'] = async (subject, text, more = {}) => {
    const from = more.from ?? AMINA
    const domain = String(typeof from === 'object' && 'address' in from ? from.address : from).split('@')[1]
    const headers = { 'Authentication-Results': `mx.lumo.example; dmarc=pass header.from=${domain}` }
    const { id } = await post(the.app.mailPort ?? 0, { from, to: CARE, subject, text, headers, ...more })
    await the.settle()
    return id
  }
  return {
    the,
    office,
    account,
    eva,
    write,
    answer: (mail, text, more) =>
      write(`Re: ${mail?.subject}`, `${text}\n\nLe 9 juin 2026, Lumo a écrit :\n> ${mail?.visible}`, {
        to: mail?.replyTo[0]?.address ?? CARE,
        inReplyTo: `<${mail?.messageId}>`,
        references: `<${mail?.messageId}>`,
        ...more,
      }),
    leave: async () => {
      await the.settle()
      the.app.clock.advance({ seconds: 7 })
      await the.settle()
    },
    find: async (subject) => {
      const { items } = await the.get(eva, 'GET /api/v1/inbox', { query: { view: 'all', order: 'newest' } })
      const found = items.find((row) => row.subject === subject)
      if (found === undefined) throw new Error(`There is no conversation '${subject}'.`)
      return found.id
    },
    async [Symbol.asyncDispose]() {
      if (given === undefined) await the.app.stop()
      await office[Symbol.asyncDispose]()
    },
  }
}

/** The brand's mailbox, whose answers leave through this office and whose own mail server vouches for senders. */
export const mailboxValues = (office: PostOffice, more: object = {}) => ({
  name: 'Care mailbox',
  settings: {
    address: CARE,
    fromName: { fr: 'Lumo Service client', en: 'Lumo Care' },
    signature: { fr: 'Lumo, votre opérateur', en: 'Lumo, your operator' },
    smtp: { host: '127.0.0.1', port: office.port, security: 'none' },
    authservId: 'mx.lumo.example',
    relays: ['127.0.0.1'],
    ...more,
  },
  allow: [office.host],
})

async function connect(the: Care, office: PostOffice): Promise<AccountId> {
  const id = newId<'account'>()
  const body = { id, brand: the.lumo, channel: 'email', ...mailboxValues(office) }
  await the.get(the.admin, 'POST /api/v1/accounts', { body })
  return id
}
