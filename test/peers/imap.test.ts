import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Care, care } from '../support/care.ts'
import { type Dovecot, dovecotIsHere, openDovecot } from '../support/dovecot.ts'
import type { Person } from '../support/people.ts'

/** On a machine that does much else; a second is what it takes. */
const WITHIN = { timeout: 60_000, interval: 100 }
let dovecot: Dovecot
let the: Care
let eva: Person

describe.skipIf(!dovecotIsHere())('a mailbox read by IMAP from Dovecot', () => {
  beforeAll(async () => {
    dovecot = await openDovecot()
    the = await care()
    eva = await the.person({ role: 'advisor', brand: the.lumo })
  })
  afterAll(async () => {
    await the.app.stop()
    await dovecot[Symbol.asyncDispose]()
  })

  let counted = 0
  const unique = (word: string): string => `${word} ${++counted}`
  const mail = (subject: string, { id = `<${newId()}@customer.example>` }: { id?: string | null } = {}) =>
    [
      'From: Amina <amina@customer.example>',
      'To: care@lumo.example',
      `Subject: ${subject}`,
      `Date: ${new Date().toUTCString()}`,
      ...(id === null ? [] : [`Message-ID: ${id}`]),
      '',
      'Does it come?',
      '',
    ].join('\r\n')

  const connect = async (user: string, more: object = {}): Promise<string> => {
    const id = newId()
    const imap = { host: '127.0.0.1', port: dovecot.port, security: 'none', user, ...more }
    const body = {
      id,
      brand: the.lumo,
      channel: 'email',
      name: user,
      settings: { address: `${user}@lumo.example`, imap },
      secrets: [{ name: 'imap', value: dovecot.password }],
      allow: [`127.0.0.1:${dovecot.port}`],
    }
    await the.get(the.admin, 'POST /api/v1/accounts', { body })
    return id
  }
  const subjects = async () => {
    await the.settle()
    const { items } = await the.get(eva, 'GET /api/v1/inbox', { query: { view: 'all', limit: '100' } })
    return items.map((row) => row.subject).toSorted()
  }
  const health = async (id: string) => {
    const { items } = await the.get(the.admin, 'GET /api/v1/accounts')
    return items.find((one) => one.id === id)?.health
  }
  const comes = (subject: string) => expect.poll(subjects, WITHIN).toContain(subject)
  const cursorOf = async (id: string) => {
    const query = 'select uid_validity, last_uid from channels.mail_cursor where account_id = $1'
    return (await the.app.app.database.pool.query(query, [id])).rows[0]
  }
  /** Its session has looked into the mailbox. */
  const isRead = (id: string) => expect.poll(() => cursorOf(id), WITHIN).toBeDefined()
  let user = ''
  beforeEach(() => {
    user = `box${++counted}`
  })

  test('brings what is there since yesterday and what comes while it idles, each once', async () => {
    const [before, during] = [unique('before'), unique('during')]
    await dovecot.append(user, mail(before))
    const id = await connect(user)
    await comes(before)
    await dovecot.append(user, mail(during))
    await comes(during)
    await dovecot.append(user, mail(unique('without an id'), { id: null }))
    await expect.poll(() => cursorOf(id), WITHIN).toMatchObject({ last_uid: 3 })
    expect((await subjects()).filter((one) => one === before || one === during)).toHaveLength(2)
  })

  test('a lost index gives the mails other numbers, and brings none of them a second time', async () => {
    const [one, two, three] = [unique('one'), unique('two'), unique('three')]
    await dovecot.append(user, mail(one))
    await dovecot.append(user, mail(two, { id: null }))
    const id = await connect(user)
    await comes(two)
    const before = await cursorOf(id)
    await dovecot.stop()
    await dovecot.loseIndex(user)
    await dovecot.start()
    await dovecot.append(user, mail(three))
    await comes(three)
    const after = await cursorOf(id)
    expect(after?.uid_validity).not.toBe(before?.uid_validity)
    const all = await subjects()
    expect([one, two, three].map((subject) => all.filter((known) => known === subject).length)).toEqual([1, 1, 1])
  })

  test('a mailbox that refuses us says so and disturbs no other; saved right it is read', async () => {
    const [good, bad] = [`${user}good`, `${user}bad`]
    const wrong = await connect(bad, { port: dovecot.port })
    await isRead(wrong)
    const settings = {
      address: `${bad}@lumo.example`,
      imap: { host: '127.0.0.1', port: dovecot.port, security: 'none', user: bad },
    }
    const save = (password: string) =>
      the.get(the.admin, 'PUT /api/v1/accounts/:id', {
        params: { id: wrong },
        body: {
          name: bad,
          settings,
          secrets: [{ name: 'imap', value: password }],
          allow: [`127.0.0.1:${dovecot.port}`],
        },
      })
    await save('not the password')
    await expect.poll(() => health(wrong), WITHIN).toMatchObject({ state: 'down', detail: 'session-refused' })
    const subject = unique('neighbour')
    await connect(good)
    await dovecot.append(good, mail(subject))
    await comes(subject)
    await save(dovecot.password)
    const late = unique('late')
    await dovecot.append(bad, mail(late))
    await comes(late)
  })

  test('a mail that its server does not give is set aside alone, shown, and taken in when it is given again', async () => {
    const [bad, good] = [unique('bad'), unique('good')]
    await dovecot.append(user, mail(bad))
    dovecot.hide(user, true)
    await dovecot.append(user, mail(good))
    const id = await connect(user)
    await expect.poll(subjects, { timeout: 60_000, interval: 200 }).toContain(good)
    expect(await subjects()).not.toContain(bad)
    const parked = async () => (await the.get(the.admin, 'GET /api/v1/parked-deliveries')).items
    expect(await parked()).toMatchObject([{ account: id, state: 'unfetched', reason: 'not-given', bytes: 0 }])
    const [{ id: delivery } = { id: '' }] = await parked()
    dovecot.hide(user, false)
    await the.get(the.admin, 'PUT /api/v1/parked-deliveries/:id/replay', { params: { id: delivery } })
    await dovecot.append(user, mail(unique('next')))
    await expect.poll(subjects, { timeout: 30_000, interval: 200 }).toContain(bad)
    await expect.poll(parked, WITHIN).toEqual([])
  }, 90_000)

  test('a server that goes away and comes back is connected again', async () => {
    const id = await connect(user)
    await isRead(id)
    await dovecot.stop()
    await expect.poll(() => health(id), WITHIN).toMatchObject({ state: 'down', detail: 'session-broken' })
    await dovecot.start()
    const subject = unique('back')
    await dovecot.append(user, mail(subject))
    await comes(subject)
  })
})
