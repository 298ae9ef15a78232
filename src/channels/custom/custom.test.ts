import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Care, care } from '../../../test/support/care.ts'
import { type Outside, openOutside, signatureOf, signedDelivery } from '../../../test/support/outside.ts'
import type { Person } from '../../../test/support/people.ts'

const SECRET = 'a signing secret of this test'
let the: Care
let outside: Outside
let eva: Person
const account = newId<'account'>()

beforeAll(async () => {
  the = await care()
  outside = await openOutside()
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  await the.get(the.admin, 'POST /api/v1/accounts', {
    body: {
      id: account,
      brand: the.lumo,
      channel: 'custom',
      name: 'Set-top box',
      settings: { url: outside.url },
      secrets: [{ name: 'signing', value: SECRET }],
      allow: [outside.host],
    },
  })
})
afterAll(async () => {
  await the.app.stop()
  await outside[Symbol.asyncDispose]()
})

const now = () => the.app.clock.now()

async function push(events: readonly object[], { id = newId(), secret = SECRET, at = now() } = {}): Promise<number> {
  const answer = await the.app.fetch(`/hooks/custom/${account}`, signedDelivery(events, { id, secret, at }))
  return answer.status
}

let counted = 0
const unique = (word: string): string => `${word}-${++counted}`
const message = (thread: string, text: string, more: object = {}) => ({
  type: 'message',
  id: unique('message'),
  thread,
  at: now().toISOString(),
  from: { id: `box-${thread}`, name: 'Amina' },
  text,
  ...more,
})

/** The conversation of a thread, as the advisor opens it. */
async function conversationOf(text: string) {
  const { items } = await the.get(eva, 'GET /api/v1/inbox', { query: { view: 'all' } })
  const rows = items.filter((row) => row.lastText.startsWith(text))
  expect(rows.map((row) => row.lastText)).toHaveLength(1)
  return the.open(eva, rows[0]?.id ?? '')
}
const said = async (id: string) => {
  const { messages } = await the.open(eva, id)
  return messages.map((one) => `${one.by.kind}: ${one.text}`)
}
const stateOf = async (id: string, messageId: string) => {
  const { messages } = await the.open(eva, id)
  const found = messages.find((one) => one.id === messageId)
  return [found?.delivery?.state, found?.delivery?.why ?? null]
}
const refOf = async (messageId: string): Promise<string> => {
  const { rows } = await the.app.app.database.pool.query<{ external_id: string }>(
    'select external_id from channels.outbound where message_id = $1',
    [messageId],
  )
  return rows[0]?.external_id ?? ''
}
const answer = async (conversation: string, text: string, seenSeq: number) => {
  const id = newId()
  const sent = await the.reply(eva, conversation, text, { id, seenSeq })
  expect(sent.status).toBe(200)
  return id
}
const pass = async (seconds: number) => {
  await the.settle()
  the.app.clock.advance({ seconds })
  await the.settle()
}

describe('what comes in', () => {
  test('is a conversation of the brand, with who wrote and what', async () => {
    const thread = unique('thread')
    expect(await push([message(thread, 'My box does not start', { subject: 'Box' })])).toBe(200)
    await the.settle()
    const { row } = await conversationOf('My box does not start')
    expect(row).toMatchObject({ channel: 'custom', subject: 'Box', contact: { name: 'Amina' } })
  })

  test('is refused unless signed with a secret of the account, lately, and nothing of it is kept', async () => {
    const before = await the.app.app.database.pool.query('select count(*)::int as n from channels.delivery')
    const events = [message(unique('thread'), 'forged')]
    expect(await push(events, { secret: 'another' })).toBe(401)
    expect(await push(events, { at: new Date(now().getTime() - 301_000) })).toBe(401)
    const unsigned = await the.app.fetch(`/hooks/custom/${account}`, {
      method: 'POST',
      body: JSON.stringify({ events }),
    })
    expect(unsigned.status).toBe(401)
    for (const path of [`/hooks/custom/${newId()}`, `/hooks/other/${account}`, '/hooks/custom/nothing'])
      expect((await the.app.fetch(path, { method: 'POST', body: '{}' })).status).toBe(404)
    const after = await the.app.app.database.pool.query('select count(*)::int as n from channels.delivery')
    expect(after.rows).toEqual(before.rows)
  })

  test('ten times at once, and again in another delivery, is one message', async () => {
    const one = message(unique('thread'), 'said once')
    const id = newId()
    expect(await Promise.all(Array.from({ length: 10 }, () => push([one], { id })))).toEqual(Array(10).fill(200))
    await push([one])
    await the.settle()
    const { row } = await conversationOf('said once')
    expect(await said(row.id)).toEqual(['contact: said once'])
  })

  test('every element of a batch counts; one that cannot be read harms no other', async () => {
    const [a, b] = [unique('thread'), unique('thread')]
    await push([
      message(a, 'first'),
      { type: 'message', id: unique('broken'), thread: b, text: 7 },
      message(a, 'second of a'),
      { type: 'wave', id: unique('wave'), thread: a, at: now().toISOString(), from: { id: `box-${a}` } },
    ])
    await the.settle()
    const { row } = await conversationOf('[wave]')
    expect(await said(row.id)).toEqual(['contact: first', 'contact: second of a', 'contact: [wave]'])
    expect((await conversationOf('[message]')).row.channel).toBe('custom')
  })

  test('a change that overtook its message waits for it', async () => {
    const thread = unique('thread')
    const original = message(thread, 'wrong wrods')
    await push([{ type: 'edit', id: original.id, thread, at: now().toISOString(), text: 'right words' }])
    await the.settle()
    await push([original])
    await pass(31)
    const { row } = await conversationOf('right words')
    await push([{ type: 'delete', id: original.id, thread, at: now().toISOString() }])
    await the.settle()
    expect(await said(row.id)).toEqual(['contact: '])
  })

  test('brings its files, and names those that are not taken', async () => {
    const files = [
      { name: 'log.txt', mime: 'text/plain', base64: Buffer.from('all lamps red').toString('base64') },
      { name: 'run.exe', mime: 'application/x-msdownload', base64: Buffer.from('MZ\x90\0binary').toString('base64') },
    ]
    await push([message(unique('thread'), 'see the log', { files })])
    await the.settle()
    const view = await conversationOf('see the log')
    expect(view.messages[0]?.attachments.map(({ name }) => name)).toEqual(['log.txt'])
    expect(view.messages[0]?.text).toBe('see the log\n[run.exe]')
  })
})

describe('what goes out', () => {
  const begin = async (text: string) => {
    await push([message(unique('thread'), text)])
    await the.settle()
    outside.seen.length = 0
    return (await conversationOf(text)).row
  }

  test('leaves when undo has passed, signed, once; its receipts rise and never fall', async () => {
    const row = await begin('Can you help me')
    const id = await answer(row.id, 'Of course', 1)
    await pass(4)
    expect(outside.seen).toEqual([])
    await pass(2)
    expect(outside.seen).toHaveLength(1)
    const { headers = {}, body = '' } = outside.seen[0] ?? {}
    expect(headers['webhook-id']).toBe(id)
    expect(headers['webhook-signature']).toBe(signatureOf(SECRET, id, Number(headers['webhook-timestamp']), body))
    expect(JSON.parse(body)).toMatchObject({ type: 'reply', id, text: 'Of course', from: { bot: false } })
    expect(await stateOf(row.id, id)).toEqual(['sent', null])
    const receipt = async (state: string) => ({
      type: 'receipt',
      id: unique('receipt'),
      thread: 'any',
      at: now().toISOString(),
      ids: [await refOf(id)],
      state,
    })
    await push([await receipt('read')])
    await push([await receipt('delivered')])
    await the.settle()
    expect(await stateOf(row.id, id)).toEqual(['read', null])
  })

  test('stays when it was taken back', async () => {
    const row = await begin('Never mind')
    const id = await answer(row.id, 'A hasty word', 1)
    await the.get(eva, 'DELETE /api/v1/conversations/:id/messages/:message', {
      params: { id: row.id, message: id },
    })
    await pass(10)
    expect(outside.seen).toEqual([])
  })

  test('is stopped when the customer wrote in between, and says so', async () => {
    const thread = unique('thread')
    await push([message(thread, 'Where is my order')])
    await the.settle()
    const { row } = await conversationOf('Where is my order')
    outside.seen.length = 0
    const id = await answer(row.id, 'On its way', 1)
    await push([message(thread, 'It has just arrived')])
    await pass(6)
    expect(outside.seen).toEqual([])
    expect(await stateOf(row.id, id)).toEqual(['failed', 'stale'])
  })

  test('waits as long as the outside asks, and keeps its place before the next', async () => {
    const row = await begin('Two answers please')
    outside.answers.push({ status: 429, headers: { 'retry-after': '120' } })
    const [first, second] = [await answer(row.id, 'one', 1), await answer(row.id, 'two', 1)]
    await pass(6)
    await pass(110)
    expect(outside.seen).toHaveLength(1)
    await pass(15)
    expect(outside.seen.map(({ headers }) => headers['webhook-id'])).toEqual([first, first, second])
    expect(await stateOf(row.id, second)).toEqual(['sent', null])
  })

  test('an answer that never came is asked for with the same key, so the outside can tell', async () => {
    const row = await begin('Did you get it')
    outside.answers.push('drop', 'drop')
    const id = await answer(row.id, 'We did', 1)
    await pass(6)
    await pass(60)
    await pass(60)
    expect(new Set(outside.seen.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([id]))
    expect(outside.seen).toHaveLength(3)
    expect(await stateOf(row.id, id)).toEqual(['sent', null])
  })

  test('what the outside refuses for good is shown as failed, with its code', async () => {
    const row = await begin('Refuse me')
    outside.answers.push({ status: 422 })
    const id = await answer(row.id, 'No way', 1)
    await pass(6)
    expect(await stateOf(row.id, id)).toEqual(['failed', 'http-422'])
  })

  test('a refused secret stops the account, not the message: it goes out when somebody has looked after it', async () => {
    const row = await begin('Who are you')
    outside.answers.push({ status: 401 })
    const id = await answer(row.id, 'It is us', 1)
    await pass(6)
    const health = async () => {
      const { items } = await the.get(the.admin, 'GET /api/v1/accounts')
      return items.find((one) => one.id === account)?.health
    }
    expect(await health()).toMatchObject({ state: 'needs-reauth', detail: 'http-401' })
    await pass(120)
    expect(outside.seen).toHaveLength(1)
    await the.get(the.admin, 'PUT /api/v1/accounts/:id', {
      params: { id: account },
      body: { name: 'Set-top box', settings: { url: outside.url }, allow: [outside.host] },
    })
    await pass(61)
    expect(await stateOf(row.id, id)).toEqual(['sent', null])
    expect(await health()).toMatchObject({ state: 'ok', detail: null })
  })

  test('an answer to our answer finds the conversation, whatever thread it says', async () => {
    const row = await begin('First thing')
    outside.answers.push({ status: 200, body: { id: 'known-outside' } })
    await answer(row.id, 'Tell us more', 1)
    await pass(6)
    await push([message(unique('thread'), 'Here is more', { answers: ['unknown', 'known-outside'] })])
    await the.settle()
    expect((await conversationOf('Here is more')).row.id).toBe(row.id)
  })

  test('what was on its way when the process died is sent again with the same key, not forgotten', async () => {
    const row = await begin('Are you still there')
    const id = await answer(row.id, 'Always', 1)
    const { pool } = the.app.app.database
    await the.settle()
    await pool.query(
      `insert into channels.outbound (conversation_id, message_id, step, account_id, state, tries, first_at, at)
       values ($1, $2, 0, $3, 'sending', 1, $4, $4)`,
      [row.id, id, account, now()],
    )
    await pass(6)
    expect(outside.seen.map(({ headers }) => headers['webhook-id'])).toEqual([id])
    expect(await stateOf(row.id, id)).toEqual(['sent', null])
  })
})

describe('an account', () => {
  test('shows the names of its secrets, never their values, and keeps them sealed', async () => {
    const { items } = await the.get(the.admin, 'GET /api/v1/accounts')
    const shown = items.find((one) => one.id === account)
    expect(shown).toMatchObject({ secrets: ['signing'], hook: `/hooks/custom/${account}`, allow: [outside.host] })
    const { rows } = await the.app.app.database.pool.query('select secrets from channels.account where id = $1', [
      account,
    ])
    expect(JSON.stringify([rows, items])).not.toContain(SECRET)
  })

  test('with settings of another shape is refused, and says where', async () => {
    const refused = await the.call(the.admin, 'POST /api/v1/accounts', {
      body: {
        id: newId(),
        brand: the.lumo,
        channel: 'custom',
        name: 'x',
        settings: { url: 'ftp://nowhere.example', more: 1 },
        allow: [],
      },
    })
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_input' } })
  })

  test('of another brand is nobody’s to change', async () => {
    const other = await the.person({ role: 'admin', brand: the.vela })
    const params = { id: account }
    expect((await the.call(other, 'DELETE /api/v1/accounts/:id', { params })).status).toBe(404)
  })

  test('that was disconnected takes nothing and sends nothing; saving it connects it again', async () => {
    const params = { id: account }
    await the.get(the.admin, 'DELETE /api/v1/accounts/:id', { params })
    expect(await push([message(unique('thread'), 'too late')])).toBe(404)
    const body = {
      name: 'Box',
      settings: { url: outside.url },
      allow: [outside.host],
      secrets: [{ name: 'signing', value: SECRET }],
    }
    await the.get(the.admin, 'PUT /api/v1/accounts/:id', { params, body })
    expect(await push([message(unique('thread'), 'back again')])).toBe(200)
  })
})
