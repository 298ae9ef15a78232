import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Care, care } from '../../test/support/care.ts'
import type { Person } from '../../test/support/people.ts'

let the: Care
let eva: Person
let omar: Person
beforeAll(async () => {
  the = await care()
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  omar = await the.person({ role: 'advisor', brand: the.lumo })
})
afterAll(() => the.app.stop())

const readOf = async (who: Person, id: string) =>
  (await the.get(who, 'GET /api/v1/inbox', { query: { view: 'all' } })).reads[id]

test('unread is kept for its reader alone: colleagues and the customer see no change', async () => {
  const visitor = await the.visitor('Ma SIM est bloquée')
  await visitor.writes('Vous êtes là ?')
  const params = { id: visitor.id }
  const seen = (who: Person) => the.get(who, 'PUT /api/v1/conversations/:id/read', { params, body: { seq: 2 } })
  const unread = () => the.get(eva, 'PUT /api/v1/conversations/:id/unread', { params, body: { seq: 2 } })
  await seen(eva)
  await unread()
  expect((await the.open(eva, visitor.id)).readSeq).toBe(1)
  expect((await visitor.state()).agentReadSeq).toBe(2)

  await seen(omar)
  await unread()
  expect({ eva: await readOf(eva, visitor.id), omar: await readOf(omar, visitor.id) }).toEqual({ eva: 1, omar: 2 })

  await seen(eva)
  expect(await readOf(eva, visitor.id)).toBe(2)
})

test('another screen of the same reader is told, nobody else is', async () => {
  const visitor = await the.visitor('Bonjour')
  const params = { id: visitor.id }
  await the.get(eva, 'PUT /api/v1/conversations/:id/read', { params, body: { seq: 1 } })
  const { live } = await the.get(eva, 'GET /api/v1/inbox', { query: { view: 'all' } })
  await the.get(eva, 'PUT /api/v1/conversations/:id/unread', { params, body: { seq: 1 } })
  await the.settle()
  const told = async (who: Person) => {
    const stop = new AbortController()
    const answer = await the.app.fetch(`/api/v1/stream?after=${live}&watch=*`, {
      session: who.session,
      signal: stop.signal,
    })
    await the.visitor('un autre').then(() => the.settle())
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('un autre')) text += (await reader?.read())?.value ?? ''
    stop.abort()
    return text.includes(`"kind":"read","id":"${visitor.id}`)
  }
  expect({ eva: await told(eva), omar: await told(omar) }).toEqual({ eva: true, omar: false })
})
