import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { openNotices } from '#notices'
import { type Care, care } from '../../test/support/care.ts'
import type { Person } from '../../test/support/people.ts'

let the: Care
let eva: Person
let omar: Person
let lead: Person
beforeAll(async () => {
  the = await care({ modules: [openNotices] })
  const brands = await the.get(the.admin, 'GET /api/v1/brands')
  for (const { id, rev: _, ...values } of brands.items) {
    await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id }, body: { ...values, firstHolder: 'queue' } })
  }
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  omar = await the.person({ role: 'advisor', brand: the.lumo })
  lead = await the.person({ role: 'lead', brand: the.lumo })
})
afterAll(() => the.app.stop())

const told = async (who: Person, kind?: string) =>
  (await the.get(who, 'GET /api/v1/notices')).items.filter((notice) => kind === undefined || notice.kind === kind)
const note = (who: Person, id: string, mentions: string[]) =>
  the.get(who, 'POST /api/v1/conversations/:id/notes', {
    params: { id },
    body: { id: newId(), text: 'look at this', mentions },
  })

test('who is mentioned is told, with names looked up now; the author and strangers are not', async () => {
  const noor = await the.person({ role: 'advisor', brand: the.vela })
  const amina = await the.visitor('Bonjour', { name: 'Amina' })
  await note(eva, amina.id, [omar.id, eva.id, omar.id, noor.id])
  await the.settle()
  const { reference } = (await the.open(eva, amina.id)).row
  expect(await told(omar, 'mention')).toMatchObject([
    {
      about: { kind: 'conversation', id: amina.id },
      data: { by: 'Eva Person', contact: 'Amina', reference },
      readAt: null,
    },
  ])
  expect(await told(eva, 'mention')).toEqual([])
  expect(await told(noor)).toEqual([])
})

test('who is given a conversation by somebody else is told; who takes one is not', async () => {
  const amina = await the.visitor('Bonjour')
  await the.settle()
  const assign = (who: Person, agent: string) =>
    the.get(who, 'PUT /api/v1/conversations/:id/assignment', { params: { id: amina.id }, body: { agent } })
  await assign(eva, eva.id)
  await assign(eva, omar.id)
  await the.settle()
  expect(await told(eva, 'assignment')).toEqual([])
  expect(await told(omar, 'assignment')).toMatchObject([{ about: { id: amina.id }, data: { reason: 'assigned' } }])
})

test('a customer who waits for half an hour is brought before the lead, once', async () => {
  const quick = await the.visitor('short')
  const slow = await the.visitor('still here')
  await the.settle()
  the.app.clock.advance({ minutes: 29 })
  await the.reply(eva, quick.id, 'done')
  await slow.writes('hello?')
  await the.settle()
  expect((await told(lead, 'warning')).map((notice) => notice.about.id)).not.toContain(slow.id)
  the.app.clock.advance({ minutes: 2 })
  await the.settle()
  await slow.writes('hello??')
  the.app.clock.advance({ minutes: 31 })
  await the.settle()
  const about = (await told(lead, 'warning')).map((notice) => notice.about.id)
  expect(about.filter((id) => id === slow.id)).toHaveLength(1)
  expect(about).not.toContain(quick.id)
  expect(await told(eva, 'warning')).toEqual([])
})

test('work that was given up is brought before who looks after jobs', async () => {
  await the.app.app.database.pool.query(
    `insert into kernel.dead_job (id, kind, payload, created_at, died_at, tries, error) values (1, 'blobs.sweep', '{}', now(), now(), 5, 'x')`,
  )
  the.app.clock.advance({ minutes: 2 })
  await the.settle()
  const failures = (await told(the.admin)).filter((notice) => notice.about.kind === 'jobs')
  expect(failures).toMatchObject([{ data: { code: 'job', reference: 'blobs.sweep', n: 1 } }])
})

test('pages, unread and read up to one', async () => {
  const amina = await the.visitor('many')
  for (let n = 0; n < 5; n++) await note(eva, amina.id, [lead.id])
  await the.settle()
  const all = await told(lead)
  const first = await the.get(lead, 'GET /api/v1/notices', { query: { limit: '3' } })
  const second = await the.get(lead, 'GET /api/v1/notices', { query: { limit: '200', after: first.next ?? '' } })
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.map(({ id }) => id))

  const third = all[2]?.id ?? ''
  await the.get(lead, 'PUT /api/v1/notices/read', { body: { upTo: third } })
  expect((await the.get(lead, 'GET /api/v1/notices/unread')).unread).toBe(2)
  expect((await told(lead)).map(({ readAt }) => readAt === null).filter(Boolean)).toHaveLength(2)
  expect((await the.call(omar, 'PUT /api/v1/notices/read', { body: { upTo: third } })).status).toBe(404)
  expect((await the.call(null, 'GET /api/v1/notices')).status).toBe(401)
})

test('a live view tells a notice to the agent whose it is, and to nobody else however much they may', async () => {
  const { live } = await the.get(omar, 'GET /api/v1/notices/unread')
  const [amina, later] = [await the.visitor('live'), await the.visitor('later')]
  await note(eva, amina.id, [omar.id])
  await the.settle()
  const { id = '' } = (await told(omar, 'mention'))[0] ?? {}
  await the.get(eva, 'PUT /api/v1/conversations/:id/pending', { params: { id: later.id } })
  await the.settle()
  const last = '"status":"pending"'
  expect(await streamUntil(omar, live, last)).toContain(`"id":"${id}"`)
  expect(await streamUntil(the.admin, live, last)).not.toContain('event: notice')
})

/** What a stream tells from a cursor on, until it has told this. */
async function streamUntil(who: Person, after: string, last: string): Promise<string> {
  const end = new AbortController()
  const { session } = who
  const answer = await the.app.fetch(`/api/v1/stream?after=${after}`, { method: 'GET', session, signal: end.signal })
  let text = ''
  for await (const chunk of (answer.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    text += chunk
    if (text.includes(last)) break
  }
  end.abort()
  return text
}

test('after 90 days they are forgotten', async () => {
  expect((await told(omar)).length).toBeGreaterThan(0)
  await the.app.app.database.pool.query(`update notices.notice set at = at - interval '91 days'`)
  the.app.clock.advance({ hours: 7 })
  await the.settle()
  const { rows } = await the.app.app.database.pool.query(
    'select 1 from notices.notice where at < $1::timestamptz - interval $$89 days$$',
    [the.app.clock.now()],
  )
  expect(rows).toEqual([])
})
