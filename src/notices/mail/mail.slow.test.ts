import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setRoles } from '#kernel/access'
import { newId } from '#kernel/ids'
import { openNotices } from '#notices'
import type { Choices } from '#notices/contract'
import { type Care, care } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'
import { openPostOffice, type PostOffice } from '../../../test/support/post-office.ts'

let the: Care
let office: PostOffice
let eva: Person
let omar: Person
beforeAll(async () => {
  office = await openPostOffice()
  const staffMail = {
    host: '127.0.0.1',
    port: office.port,
    security: 'none',
    user: null,
    password: 'canary',
    from: 'notices@operator.example',
  } as const
  the = await care({
    modules: [openNotices],
    start: { config: { staffMail, publicUrl: 'http://care.operator.example' } },
  })
  const brands = await the.get(the.admin, 'GET /api/v1/brands')
  for (const { id, rev: _, ...values } of brands.items)
    await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id }, body: { ...values, firstHolder: 'queue' } })
  eva = await the.person({ role: 'advisor', brand: the.lumo })
})
afterAll(async () => {
  await the.app.stop()
  await office[Symbol.asyncDispose]()
})
beforeEach(async () => {
  office.seen.length = 0
  office.answers.length = 0
  office.came = 0
  omar = await the.person({ role: 'advisor', brand: the.lumo })
})

const base: Choices = {
  ways: { mention: 'mail' },
  digest: { every: 'hour', at: 8 },
  quiet: null,
  urgent: false,
  timeZone: 'Europe/Paris',
  lang: 'fr',
}
const choose = (who: Person, more: Partial<Choices> = {}) =>
  the.get(who, 'PUT /api/v1/notices/mail', { body: { ...base, ...more } })
const mention = async (who: Person, name = 'Amina') => {
  const amina = await the.visitor('My SECRET number', { name })
  const body = { id: newId(), text: 'look, SECRET', mentions: [who.id] }
  await the.get(eva, 'POST /api/v1/conversations/:id/notes', { params: { id: amina.id }, body })
  await the.settle()
  return amina.id
}
const pass = async (time: { minutes?: number; hours?: number }) => {
  the.app.clock.advance(time)
  await the.settle()
}
const toOmar = () => office.seen.filter(({ to }) => to.includes(`${omar.id}@staff.example`))

describe('a mail at once', () => {
  test('says a minute later what is still unread, where to look, and nothing a customer wrote', async () => {
    await choose(omar)
    const conversation = await mention(omar)
    expect(toOmar()).toEqual([])
    await pass({ minutes: 1 })
    const [mail, ...more] = toOmar()
    expect(more).toEqual([])
    expect(mail?.read.subject).toBe('Un nouvel avis dans Switchboard')
    expect(mail?.from).toBe('notices@operator.example')
    expect(mail?.read.text).toContain('Eva Person vous a mentionné : Amina')
    expect(mail?.read.text).toContain(`http://care.operator.example/console/c/${conversation}`)
    expect(mail?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    expect(mail?.raw).not.toContain('SECRET')
    expect(mail?.raw).not.toMatch(/^List-Unsubscribe/m)
    await pass({ hours: 2 })
    expect(toOmar()).toHaveLength(1)
  })

  test('does not come when it was read, nor to who chose nothing', async () => {
    await mention(omar)
    await pass({ minutes: 5 })
    await choose(omar)
    await mention(omar)
    const { items } = await the.get(omar, 'GET /api/v1/notices')
    await the.get(omar, 'PUT /api/v1/notices/read', { body: { upTo: items[0]?.id ?? '' } })
    await pass({ minutes: 5 })
    expect(toOmar()).toEqual([])
  })

  test('names nobody to who may no longer see it, and does not come to who has left', async () => {
    await choose(omar)
    await mention(omar)
    await the.app.app.database.transaction('system', (tx) =>
      setRoles(tx, omar.id, [{ role: 'advisor', brand: the.vela }]),
    )
    await pass({ minutes: 2 })
    expect(toOmar()).toEqual([])

    const noor = await the.person({ role: 'advisor', brand: the.lumo })
    await choose(noor)
    await mention(noor)
    await the.app.app.database.pool.query('update kernel.credential set closed_at = now() where agent_id = $1', [
      noor.id,
    ])
    await pass({ minutes: 2 })
    expect(office.seen).toEqual([])
  })

  test('waits for the end of quiet hours', async () => {
    // It is ten in Paris.
    const quiet = { from: '09:00', to: '23:30', days: [1, 2, 3, 4, 5, 6, 7] }
    const { now } = the.app.clock
    const hour = Number(
      new Intl.DateTimeFormat('en', { hour: '2-digit', hourCycle: 'h23', timeZone: 'Europe/Paris' }).format(now()),
    )
    expect(hour).toBeGreaterThanOrEqual(9)
    await choose(omar, { quiet })
    await mention(omar)
    await pass({ hours: 1 })
    expect(toOmar()).toEqual([])
    await choose(omar, { quiet: null })
    await pass({ minutes: 1 })
    expect(toOmar()).toHaveLength(1)
  })
})

describe('a digest', () => {
  test('tells them together, with a link that ends it', async () => {
    await choose(omar, { ways: { mention: 'digest' }, lang: 'en' })
    for (const name of ['Amina', 'Inès', 'Karim']) await mention(omar, name)
    await pass({ minutes: 1 })
    expect(toOmar()).toEqual([])
    await pass({ hours: 1 })
    const [mail] = toOmar()
    expect(toOmar()).toHaveLength(1)
    expect(mail?.read.subject).toBe('Your digest: 3 notices')
    for (const name of ['Amina', 'Inès', 'Karim']) expect(mail?.read.text).toContain(name)
    expect(mail?.raw).toMatch(
      /^List-Unsubscribe:\s+<http:\/\/care\.operator\.example\/notices\/digests\/[\w-]{32}>\r$/m,
    )
    expect(mail?.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
    expect(mail?.raw).toMatch(/^Precedence: bulk\r$/m)
    await mention(omar, 'Lina')
    await pass({ hours: 1 })
    expect(toOmar().map(({ read }) => read.subject)).toEqual(['Your digest: 3 notices', 'Your digest: one notice'])
  })
})

describe('a server that', () => {
  test('is busy is asked again, and what was read meanwhile is left out', async () => {
    await choose(omar)
    office.answers.push({ at: 'RCPT', code: 451, says: '4.7.1 later' })
    await mention(omar, 'Amina')
    await pass({ minutes: 1 })
    expect(toOmar()).toEqual([])
    await pass({ minutes: 5 })
    expect(toOmar()).toHaveLength(1)
  })

  test('takes a mail and says nothing gets it once', async () => {
    await choose(omar)
    office.answers.push('drop')
    await mention(omar)
    await pass({ minutes: 1 })
    for (let n = 0; n < 4; n++) await pass({ hours: 1 })
    expect(office.came).toBe(1)
    const { rows } = await the.app.app.database.pool.query('select state from notices.mail where agent_id = $1', [
      omar.id,
    ])
    expect(rows).toEqual([{ state: 'unknown' }])
  })

  test('refuses one is not asked again', async () => {
    await choose(omar)
    office.answers.push({ at: 'RCPT', code: 550, says: '5.1.1 nobody' })
    await mention(omar)
    await pass({ minutes: 1 })
    for (let n = 0; n < 2; n++) await pass({ hours: 1 })
    expect(toOmar()).toEqual([])
  })
})

describe('the choices', () => {
  test('are each one’s own, and say whether mails can be sent', async () => {
    expect(await the.get(omar, 'GET /api/v1/notices/mail')).toMatchObject({
      available: true,
      why: null,
      address: `${omar.id}@staff.example`,
      kinds: expect.arrayContaining(['mention', 'assignment', 'warning']),
      choices: { ways: {} },
    })
    await choose(omar)
    expect((await the.get(omar, 'GET /api/v1/notices/mail')).choices).toEqual(base)
    expect((await the.get(eva, 'GET /api/v1/notices/mail')).choices.ways).toEqual({})
  })

  test.each<[string, Partial<Choices>]>([
    ['a zone that is none', { timeZone: 'Mars/Olympus' }],
    ['a kind there is not', { ways: { gossip: 'mail' } }],
  ])('%s is refused', async (_, more) => {
    const body = { ...base, ...more }
    expect((await the.call(omar, 'PUT /api/v1/notices/mail', { body })).status).toBe(400)
  })

  test('without a server of the operator’s they say why not', async () => {
    const other = await care({ modules: [openNotices] })
    const noor = await other.person({ role: 'advisor', brand: other.lumo })
    expect(await other.get(noor, 'GET /api/v1/notices/mail')).toMatchObject({ available: false, why: 'no-server' })
    await other.app.stop()
  })
})
