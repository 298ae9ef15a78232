import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Care, care, type Visitor } from '../../test/support/care.ts'
import type { Person } from '../../test/support/people.ts'

let the: Care
let eva: Person
let noor: Person
beforeAll(async () => {
  the = await care()
  const brand = await the.get(the.admin, 'GET /api/v1/brands')
  for (const { id, rev: _, ...values } of brand.items) {
    await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id }, body: { ...values, firstHolder: 'queue' } })
  }
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  noor = await the.person({ role: 'advisor', brand: the.vela })
})
afterAll(() => the.app.stop())

const rowsOf = async (who: Person, view: string) =>
  (await the.get(who, 'GET /api/v1/inbox', { query: { view } })).items.map((row) => row.id)
const at = (visitor: Visitor) => ({ params: { id: visitor.id } })

describe('a customer writes and an advisor answers', () => {
  test('the conversation waits in the queue, is taken, answered and rated as solved', async () => {
    const amina = await the.visitor('Ma SIM est bloquée', { name: 'Amina' })
    await the.settle()
    expect(await rowsOf(eva, 'unassigned')).toContain(amina.id)

    const { row } = await the.get(eva, 'POST /api/v1/work-items/next', { body: { id: newId() } })
    expect(row).toMatchObject({ id: amina.id, holder: 'agent', assignee: { id: eva.id }, contact: { name: 'Amina' } })

    const sent = await the.reply(eva, amina.id, 'Bonjour Amina', { next: 'solve' })
    expect(sent).toMatchObject({
      status: 200,
      body: { row: { status: 'solved', waitingSince: null }, message: { seq: 2 } },
    })
    expect(await amina.sees()).toEqual(['you: Ma SIM est bloquée', 'agent: Bonjour Amina'])
    expect(await amina.state()).toMatchObject({ status: 'solved', with: { kind: 'agent' } })

    await amina.writes('Encore bloquée')
    await the.settle()
    expect((await the.open(eva, amina.id)).row).toMatchObject({
      status: 'open',
      lastText: 'Encore bloquée',
      lastSeq: 3,
    })
  })

  test('views and their counts agree', async () => {
    await the.visitor('Un')
    await the.settle()
    const { counts } = await the.get(eva, 'GET /api/v1/inbox/counts')
    for (const view of ['all', 'unassigned', 'mine', 'solved'])
      expect(counts[view] ?? 0, view).toBe((await rowsOf(eva, view)).length)
  })

  test('lists go on page by page without gap or repeat', async () => {
    for (const text of ['a', 'b', 'c']) await the.visitor(text)
    const all = await rowsOf(eva, 'all')
    const paged: string[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page: Awaited<ReturnType<typeof onePage>> = await onePage(after)
      paged.push(...page.items.map((row) => row.id))
      after = page.next
    }
    expect(paged).toEqual(all)
    function onePage(after: string) {
      return the.get(eva, 'GET /api/v1/inbox', {
        query: { view: 'all', limit: '2', ...(after === '' ? {} : { after }) },
      })
    }
  })
})

describe('nothing is doubled and nothing is lost', () => {
  test('a message repeated ten times at once is one message', async () => {
    const visitor = await the.visitor('first')
    const id = newId()
    await Promise.all(Array.from({ length: 10 }, () => visitor.writes('once', id)))
    expect(await visitor.sees()).toEqual(['you: first', 'you: once'])
    expect((await the.open(eva, visitor.id)).row.lastSeq).toBe(2)
  })

  test('twenty at once are numbered without gaps', async () => {
    const visitor = await the.visitor('0')
    await Promise.all(Array.from({ length: 20 }, (_, n) => visitor.writes(String(n + 1))))
    const { messages } = await the.open(eva, visitor.id)
    expect(messages.map((message) => message.seq)).toEqual(Array.from({ length: 21 }, (_, n) => n + 1))
  })

  test('a reply said twice is meant once; its id with other words is refused', async () => {
    const visitor = await the.visitor('hello')
    const id = newId()
    for (let n = 0; n < 2; n++) expect((await the.reply(eva, visitor.id, 'Hi', { id })).status).toBe(200)
    expect(await the.reply(eva, visitor.id, 'Other', { id })).toMatchObject({
      status: 409,
      body: { code: 'id_reused' },
    })
    expect(await visitor.sees()).toEqual(['you: hello', 'agent: Hi'])
  })

  test('a stale reply is refused and shows what was missed', async () => {
    const visitor = await the.visitor('one')
    await visitor.writes('two')
    const refused = await the.reply(eva, visitor.id, 'To one only', { seenSeq: 1 })
    expect(refused).toMatchObject({ status: 409, body: { code: 'stale', missed: [{ text: 'two' }] } })
    expect(await visitor.sees()).toEqual(['you: one', 'you: two'])
  })
})

describe('undo', () => {
  test('within five seconds takes the reply back and the conversation is as before', async () => {
    const visitor = await the.visitor('wait')
    const before = (await the.open(eva, visitor.id)).row
    const sent = await the.reply(eva, visitor.id, 'Oops', { next: 'solve' })
    const undo = { params: { id: visitor.id, message: sent.body.message.id } }
    const { row } = await the.get(eva, 'DELETE /api/v1/conversations/:id/messages/:message', undo)
    const { status, holder, assignee, waitingSince, lastText, solvedAt } = before
    expect(row).toMatchObject({ status, holder, assignee, waitingSince, lastText, solvedAt })
    expect(await visitor.sees()).toEqual(['you: wait'])
    await the.settle()
    const { rows } = await the.app.app.database.pool.query(
      'select state from routing.work_item where conversation_id = $1',
      [visitor.id],
    )
    expect(rows, 'the work item waits again').toEqual([{ state: 'waiting' }])
  })

  test('later it is too late', async () => {
    const visitor = await the.visitor('wait')
    const sent = await the.reply(eva, visitor.id, 'Sent for good')
    the.app.clock.advance({ seconds: 8 })
    const undo = { params: { id: visitor.id, message: sent.body.message.id } }
    expect(await the.call(eva, 'DELETE /api/v1/conversations/:id/messages/:message', undo)).toMatchObject({
      status: 409,
      body: { code: 'too_late' },
    })
    expect(await visitor.sees()).toContain('agent: Sent for good')
  })
})

describe('what is not theirs does not exist', () => {
  test('an advisor of another brand, a stranger and another visitor get the same 404 as for an unknown id', async () => {
    const mine = await the.visitor('secret')
    const other = await the.visitor('other')
    const unknown = await the.call(noor, 'GET /api/v1/conversations/:id', { params: { id: newId() } })
    expect(await the.call(noor, 'GET /api/v1/conversations/:id', at(mine))).toEqual({
      ...unknown,
      body: { ...unknown.body, instance: expect.anything() },
    })
    expect((await the.call(null, 'GET /api/v1/conversations/:id', at(mine))).status).toBe(401)
    expect((await the.call(other, 'GET /api/v1/conversations/:id', at(mine))).status).toBeGreaterThanOrEqual(401)
    expect(await rowsOf(noor, 'all')).toEqual([])
  })

  test('knowing the ids of a conversation does not open it', async () => {
    const mine = await the.visitor('secret')
    const body = {
      id: mine.id,
      token: `sbv_${'x'.repeat(40)}`,
      brand: 'lumo',
      lang: 'fr',
      message: { id: newId(), text: 'let me in' },
    }
    expect(await the.call(null, 'POST /api/v1/chat/conversations', { body })).toMatchObject({
      status: 409,
      body: { code: 'id_reused' },
    })
    expect(await mine.sees()).toEqual(['you: secret'])
  })

  test('a forgotten conversation is closed to its token', async () => {
    const mine = await the.visitor('forget me')
    await the.get(mine, 'DELETE /api/v1/chat/conversation')
    expect((await the.call(mine, 'GET /api/v1/chat/conversation')).status).toBe(401)
  })
})

describe('verbs on a conversation', () => {
  test('snooze puts it away and its time brings it back', async () => {
    const visitor = await the.visitor('later')
    const until = new Date(the.app.clock.now().getTime() + 3_600_000).toISOString()
    await the.get(eva, 'PUT /api/v1/conversations/:id/snooze', { ...at(visitor), body: { until } })
    expect((await the.open(eva, visitor.id)).row.status).toBe('snoozed')
    the.app.clock.advance({ hours: 1, seconds: 1 })
    await the.settle()
    expect((await the.open(eva, visitor.id)).row).toMatchObject({ status: 'open', snoozedUntil: null })
  })

  test('priority follows impact and responsibility, with who and why', async () => {
    const visitor = await the.visitor('down')
    const body = { impact: 'interrupted', responsibility: 'ours', why: 'fibre cut' }
    const row = await the.get(eva, 'PUT /api/v1/conversations/:id/priority', { ...at(visitor), body })
    expect(row.priority).toBe('P1')
    expect((await the.open(eva, visitor.id)).priority).toMatchObject({
      impact: 'interrupted',
      why: 'fibre cut',
      by: `agent:${eva.id}`,
    })
  })

  test('notes stay inside, drafts stay on the server, reading is remembered', async () => {
    const visitor = await the.visitor('hello')
    await the.get(eva, 'POST /api/v1/conversations/:id/notes', {
      ...at(visitor),
      body: { id: newId(), text: 'angry today' },
    })
    expect(await visitor.sees()).toEqual(['you: hello'])
    const draft = { params: { id: visitor.id, kind: 'reply' }, body: { text: 'half a sent' } }
    await the.get(eva, 'PUT /api/v1/conversations/:id/drafts/:kind', draft)
    await the.get(eva, 'PUT /api/v1/conversations/:id/read', { ...at(visitor), body: { seq: 2 } })
    expect(await the.open(eva, visitor.id)).toMatchObject({
      readSeq: 2,
      drafts: [{ kind: 'reply', text: 'half a sent' }],
    })
    expect((await visitor.state()).agentReadSeq).toBe(2)
  })
})
