import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { MailUnderstood } from '#channels'
import { newId } from '#kernel/ids'
import { bounceReport } from '../../../test/support/bounce-report.ts'
import { type Care, care, type Visitor } from '../../../test/support/care.ts'
import { CARE, mailboxValues } from '../../../test/support/mailroom.ts'
import type { Person } from '../../../test/support/people.ts'
import { openPostOffice, type PostOffice, post } from '../../../test/support/post-office.ts'

let the: Care
let office: PostOffice
let eva: Person
const account = newId<'account'>()

beforeAll(async () => {
  the = await care({ start: { config: { smtpPort: 0, publicUrl: 'http://care.lumo.example' } } })
  office = await openPostOffice()
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  const body = { id: account, brand: the.lumo, channel: 'email', ...mailboxValues(office) }
  await the.get(the.admin, 'POST /api/v1/accounts', { body })
})
afterAll(async () => {
  await the.app.stop()
  await office[Symbol.asyncDispose]()
})
beforeEach(() => {
  office.seen.length = 0
  office.answers.length = 0
})

let counted = 0
const newAddress = (): string => `amina${++counted}@customer.example`
const passes = async (seconds: number) => {
  await the.settle()
  the.app.clock.advance({ seconds })
  await the.settle()
}
/** Somebody asks in the chat, leaves their address, and goes away. */
async function leaves(text = 'Ma box ne marche plus', email: string | null = newAddress()) {
  const visitor = await the.visitor(text, { name: 'Amina' })
  if (email !== null) await giveAddress(visitor, email)
  await passes(80)
  return { visitor, email: email ?? '' }
}
const giveAddress = (visitor: Visitor, email: string) =>
  the.get(visitor, 'PUT /api/v1/chat/address', { body: { email } })
const says = async (visitor: { id: string }, text: string): Promise<string> => {
  const id = newId()
  expect((await the.reply(eva, visitor.id, text, { id })).status).toBe(200)
  return id
}
const mails = () => office.seen.map(({ to, read }) => ({ ...read, to: to[0] }))
const shown = async (id: string) =>
  (await the.open(eva, id)).messages.map(
    ({ by, text, channel, delivery }) =>
      `${by.kind}${channel === null ? '' : ` by ${channel}`}: ${text}${delivery === null ? '' : ` (${delivery.state})`}`,
  )
const pass = { 'Authentication-Results': 'mx.lumo.example; dmarc=pass header.from=customer.example' }
/** The customer answers a mail of ours as mail programs do. */
const answers = async (mail: Omit<MailUnderstood, 'to'> | undefined, from: string, text: string, more: object = {}) => {
  const sent = await post(the.app.mailPort ?? 0, {
    from: { name: 'Amina', address: from },
    to: mail?.replyTo[0]?.address,
    subject: mail?.subject,
    text: `${text}\n\nLe 9 juin 2026, Lumo a écrit :\n> ${mail?.visible}`,
    inReplyTo: `<${mail?.messageId}>`,
    references: `<${mail?.messageId}>`,
    headers: pass,
    ...more,
  })
  await the.settle()
  return sent
}

describe('who left the chat', () => {
  test('gets what they have not read as one mail, once, in their language, with what they said and the way back', async () => {
    const { visitor, email } = await leaves()
    await says(visitor, 'Éteignez-la.')
    await passes(30)
    await says(visitor, 'Puis **rallumez-la**.')
    await passes(80)
    expect(mails()).toEqual([])
    await passes(20)
    expect(mails()).toHaveLength(1)
    const [mail] = mails()
    const { reference } = (await the.open(eva, visitor.id)).row
    expect(mail).toMatchObject({ to: email, from: { name: 'Eva · Lumo Service client', address: CARE }, auto: null })
    expect(mail?.subject).toBe(`Votre discussion avec LUMO (${reference})`)
    expect(mail?.visible).toContain('nous la poursuivons donc par e-mail')
    expect(mail?.visible).toMatch(/Éteignez-la\.\n+Puis \*\*rallumez-la\*\*\./)
    expect(mail?.html).toContain('<strong>rallumez-la</strong>')
    expect(mail?.quoted).toContain('Ma box ne marche plus')
    expect(mail?.replyTo[0]?.address).toMatch(/^care\+[a-z2-7]{26}@lumo\.example$/)
    expect(await shown(visitor.id)).toEqual([
      'contact: Ma box ne marche plus',
      'agent by email: Éteignez-la. (sent)',
      'agent by email: Puis **rallumez-la**. (sent)',
    ])
    await passes(600)
    expect(mails()).toHaveLength(1)
    await says(visitor, 'Encore une chose.')
    await passes(130)
    expect(mails()).toHaveLength(2)
    expect(mails()[1]?.visible).not.toContain('Éteignez-la')
    const link = /http:\/\/care\.lumo\.example(\/b\/lumo\/contact\/answers\/(sbv_[\w-]+))/.exec(mail?.visible ?? '')
    const back = { token: link?.[2] ?? '' }
    expect((await the.get(back, 'GET /api/v1/chat/conversation')).state.id).toBe(visitor.id)
  })

  test('gets nothing of what was read meanwhile, and of what was taken back', async () => {
    const { visitor } = await leaves()
    const [read, back] = [await says(visitor, 'lu'), await says(visitor, 'repris')]
    await the.get(eva, 'DELETE /api/v1/conversations/:id/messages/:message', {
      params: { id: visitor.id, message: back },
    })
    await passes(60)
    await the.get(visitor, 'PUT /api/v1/chat/read', { body: { seq: 2 } })
    await passes(600)
    expect(mails()).toEqual([])
    expect(read).not.toBe(back)
  })

  test('while their window is open everything is said there, and by mail once they have left it', async () => {
    const { visitor } = await leaves()
    await says(visitor, 'Vous êtes là ?')
    for (let minute = 0; minute < 6; minute++) {
      await passes(61)
      await visitor.state()
    }
    expect(mails()).toEqual([])
    await passes(136)
    expect(mails()).toHaveLength(1)
  })

  test('who gave no address gets no mail; who gives it late gets what waits', async () => {
    const { visitor } = await leaves('Allô', null)
    expect((await visitor.state()).hasWayBack).toBe(false)
    await says(visitor, 'Bonjour')
    await passes(600)
    expect(mails()).toEqual([])
    const email = newAddress()
    expect((await giveAddress(visitor, email)).hasWayBack).toBe(true)
    await passes(120)
    expect(mails().map(({ to }) => to)).toEqual([email])
  })

  test('an address that another contact holds is written to, and opens nothing of theirs', async () => {
    const email = newAddress()
    const holder = await the.contact(email, 'Holder')
    const { visitor } = await leaves('Bonjour', email)
    await says(visitor, 'Oui ?')
    await passes(130)
    const [mail] = mails()
    expect(mail?.to).toBe(email)
    await answers(mail, email, 'Me voilà')
    const { row, messages } = await the.open(eva, visitor.id)
    expect(messages.at(-1)?.text).toBe('Me voilà')
    expect(row.contact.id).not.toBe(holder)
  })

  test('whose address came back gets nothing, and the advisor sees it; who asked to be forgotten neither', async () => {
    const { visitor, email } = await leaves()
    await the.app.app.database.pool.query(
      `insert into channels.suppression (id, brand_id, channel, contact_id, handle, code, conversation_id, message_id, at)
       values ($1, $2, 'email', $3, $4, '5.1.1', $3, $3, now())`,
      [newId(), the.lumo, visitor.id, email],
    )
    await says(visitor, 'Bonjour')
    const { visitor: gone } = await leaves()
    await the.get(gone, 'DELETE /api/v1/chat/conversation')
    await says(gone, 'Encore là ?')
    await passes(600)
    expect(mails()).toEqual([])
    expect(await shown(visitor.id)).toEqual(['contact: Ma box ne marche plus', 'agent: Bonjour (failed)'])
  })
})

describe('their answer by mail', () => {
  const continued = async () => {
    const { visitor, email } = await leaves()
    await says(visitor, 'Laquelle ?')
    await passes(130)
    return { visitor, email, mail: mails().at(-1) }
  }

  test('goes on in the same conversation, is there when they come back, and nothing of it is new to them', async () => {
    const { visitor, email, mail } = await continued()
    const sent = await answers(mail, email, 'La noire')
    expect(await shown(visitor.id)).toEqual([
      'contact: Ma box ne marche plus',
      'agent by email: Laquelle ? (read)',
      'contact by email: La noire',
    ])
    // Whoever writes by mail is answered by mail, at once.
    await says(visitor, 'Merci')
    await passes(7)
    expect(mails().at(-1)?.visible).toContain('Merci')
    expect(mails()).toHaveLength(2)
    expect(mails()[1]?.references).toEqual([mail?.messageId, sent.id])
    const { state, messages } = await the.get(visitor, 'GET /api/v1/chat/conversation')
    expect([state.readSeq, messages.map(({ by, channel }) => [by.kind, channel])]).toEqual([
      2,
      [
        ['you', null],
        ['agent', 'email'],
        ['you', 'email'],
        ['agent', 'email'],
      ],
    ])
    // Back in the chat, the chat is where it goes on.
    await visitor.writes('Je suis revenue')
    await says(visitor, 'Très bien')
    await passes(61)
    await visitor.state()
    await passes(61)
    expect(mails()).toHaveLength(2)
    const { items } = await the.get(eva, 'GET /api/v1/inbox', { query: { view: 'all' } })
    expect(items.filter((row) => row.contact.name === 'Amina' && row.channel === 'email')).toEqual([])
  })

  test('by the thread alone finds its place, too; from anybody else it begins another conversation', async () => {
    const { visitor, email, mail } = await continued()
    await answers(mail, email, 'Par le fil', { to: CARE })
    await answers(mail, 'mallory@elsewhere.example', 'let me in')
    await answers(mail, 'eve@elsewhere.example', 'let me in', { to: CARE })
    expect((await shown(visitor.id)).slice(2)).toEqual(['contact by email: Par le fil'])
    const { rows } = await the.app.app.database.pool.query(
      `select mark from channels.mail_part where from_address like '%elsewhere.example' order by mark`,
    )
    expect(rows.map(({ mark }) => mark)).toEqual(['foreign-address', 'other-sender'])
  })

  test('of a machine is a note, and a report shows that the mail did not arrive', async () => {
    const { visitor, email, mail } = await continued()
    await answers(mail, email, 'Je suis absente', { headers: { ...pass, 'Auto-Submitted': 'auto-replied' } })
    const { messages, row } = await the.open(eva, visitor.id)
    expect(messages.at(-1)).toMatchObject({ visibility: 'note', text: expect.stringContaining('absente') })
    expect(row.waitingSince).toBeNull()
    const path = office.seen.at(-1)?.from ?? ''
    await post(the.app.mailPort ?? 0, {
      envelope: { from: '', to: [path] },
      raw: bounceReport({ to: path, recipient: email }),
    })
    await the.settle()
    expect((await shown(visitor.id))[1]).toBe('agent by email: Laquelle ? (failed)')
    const params = { id: account }
    const { items } = await the.get(the.admin, 'GET /api/v1/accounts/:id/suppressions', { params })
    expect(items.map(({ address }) => address)).toContain(email)
  })

  test('to their own address, our mail that came round to us is nothing new', async () => {
    await continued()
    const before = await the.get(eva, 'GET /api/v1/inbox', { query: { view: 'all' } })
    const raw = office.seen.at(-1)?.raw ?? ''
    await post(the.app.mailPort ?? 0, { envelope: { from: CARE, to: [CARE] }, raw })
    await the.settle()
    const after = await the.get(eva, 'GET /api/v1/inbox', { query: { view: 'all' } })
    expect(after.items.length).toBe(before.items.length)
  })
})

describe('the mail server', () => {
  const waits = async () => {
    const { visitor } = await leaves()
    await says(visitor, 'Bonjour')
    return visitor
  }

  test('that asks to come later gets the same mail later', async () => {
    const visitor = await waits()
    office.answers.push({ at: 'RCPT', code: 451, says: '4.2.1 Come again' })
    await passes(130)
    expect(mails()).toEqual([])
    await passes(20)
    expect(mails()).toHaveLength(1)
    expect((await shown(visitor.id)).at(-1)).toBe('agent by email: Bonjour (sent)')
  })

  test('that hung up after the mail had left gets it no second time', async () => {
    const visitor = await waits()
    office.answers.push('drop')
    const { came } = office
    await passes(130)
    await passes(3600)
    expect(office.came).toBe(came + 1)
    const last = (await the.open(eva, visitor.id)).messages.at(-1)
    expect(last?.delivery).toEqual({ state: 'sent', why: 'mail-unknown' })
  })

  test('a node that died while it was sending leaves it in doubt, and nothing goes twice', async () => {
    const visitor = await waits()
    const { pool } = the.app.app.database
    await pool.query(
      `insert into channels.outbound (conversation_id, message_id, step, account_id, state, first_at, at, tries)
       select conversation_id, id, 0, $2, 'sending', now(), now(), 1 from conversations.message where conversation_id = $1 and by_kind = 'agent'`,
      [visitor.id, account],
    )
    await passes(130)
    expect(mails()).toEqual([])
    expect((await the.open(eva, visitor.id)).messages.at(-1)?.delivery?.why).toBe('mail-unknown')
  })
})

test('a form is answered by mail at once, on its own subject', async () => {
  const [id, email] = [newId(), newAddress()]
  const body = { id, brand: 'lumo', lang: 'fr', name: 'Amina', email, topic: 'Facture', message: 'Elle est fausse' }
  await the.get(null, 'POST /api/v1/contact-forms', { body })
  await the.settle()
  await says({ id }, 'Nous la corrigeons.')
  await passes(7)
  expect(mails()).toMatchObject([{ to: email, subject: expect.stringContaining('Facture') }])
  expect(mails()[0]?.visible).toContain('Voici notre réponse à votre message')
  await answers(mails()[0], email, 'Merci bien')
  expect((await shown(id)).at(-1)).toBe('contact by email: Merci bien')
})
