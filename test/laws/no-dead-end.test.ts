import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChatBrand, ChatState } from '#channels/contract'
import { newId } from '#kernel/ids'
import { root } from '../../scripts/source/root.ts'
import { inputFor } from './input-for.ts'
import { ask, type LawWorld, lawWorld, must, routesOf } from './world.ts'

let world: LawWorld
beforeAll(async () => {
  world = await lawWorld()
})
afterAll(() => world.care.app.stop())

interface ProblemBody {
  code: string
  detail: string
  instance: string
}
const isSentence = (text: string): boolean => /^[\p{Lu}/'"“{].{8,}[.:…]$/su.test(text.trim()) || /… ?$/u.test(text)

test('every refusal of every route is a sentence with a code and a request id', async () => {
  const dull: string[] = []
  const things = {
    conversation: newId(),
    contact: newId(),
    other: newId(),
    brand: newId(),
    queue: newId(),
    account: newId(),
    domain: newId(),
    label: newId(),
    disposition: newId(),
    article: newId(),
    response: newId(),
    agent: newId(),
    presenceState: newId(),
    briefing: newId(),
    flag: newId(),
    surgePlan: newId(),
    session: newId(),
    key: newId(),
    deadJob: '1',
    parked: newId(),
    mandate: newId(),
    note: newId(),
    attribute: newId(),
    talkAttribute: newId(),
    merge: newId(),
    message: newId(),
    panel: 'nothing',
    side: newId(),
    calendar: newId(),
    policy: newId(),
    case: newId(),
    twin: newId(),
    rule: newId(),
    promise: newId(),
    complaint: newId(),
    proof: newId(),
    form: newId(),
    request: newId(),
    reviewForm: newId(),
    reviewRule: newId(),
    review: newId(),
    coachingNote: newId(),
  }
  // Some of what is asked signs out whoever asks.
  const person = () => world.care.person({ role: 'admin', brand: null })
  for (const route of routesOf(world)) {
    const call = inputFor(route, things)
    const asked = [
      await ask(world, null, route.key, call),
      await ask(world, await person(), route.key, call, { 'idempotency-key': newId() }),
      await ask(world, await person(), route.key, { ...call, query: { ...call.query, nonsense: '1' } }),
    ]
    for (const { status, body } of asked.filter(({ status }) => status >= 400)) {
      const { code, detail, instance } = body as Partial<ProblemBody>
      if (status >= 500 || code === undefined || instance === undefined || !isSentence(detail ?? ''))
        dull.push(`${route.key}: ${status} ${JSON.stringify(body)}`)
    }
  }
  expect(dull).toEqual([])
})

test('every problem in the code says something, and ends its sentence', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
  )
  const said = files.flatMap((path) =>
    [
      ...readFileSync(join(root, 'src', path), 'utf8').matchAll(
        /new Problem\(\s*'[a-z_]+',\s*(?:'((?:[^'\\]|\\.)*)'|`([^`]*)`|"([^"]*)")/g,
      ),
    ].map(([, one, two, three]) => ({ path, text: one ?? two ?? three ?? '' })),
  )
  expect(said.length).toBeGreaterThan(60)
  expect(said.filter(({ text }) => !/[.:…?)]$|\}$/.test(text.trim()) || text.trim().length < 8)).toEqual([])
})

test('the bot offers a person in every turn', async () => {
  const { care: the } = world
  const brands = await the.get(the.admin, 'GET /api/v1/brands')
  for (const { id, rev: _, ...values } of brands.items)
    await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id }, body: { ...values, firstHolder: 'bot' } })
  const visitor = await the.visitor('Bonjour')
  await the.settle()
  for (const text of ['Ma facture est trop élevée', 'zzz qqq', 'merci']) {
    await visitor.writes(text)
    await the.settle()
  }
  const { messages } = await the.get(visitor, 'GET /api/v1/chat/conversation')
  const turns = messages.filter(({ by }) => by.kind === 'bot')
  expect(turns.length).toBeGreaterThan(1)
  const isLast = (at: number): boolean => at === turns.length - 1
  const { state } = await the.get(visitor, 'GET /api/v1/chat/conversation')
  const silent = turns.filter(
    ({ quickReplies }, at) =>
      !quickReplies.some(({ id }) => id.includes('person')) && !(isLast(at) && state.with.kind !== 'bot'),
  )
  expect(silent.map(({ text }) => text)).toEqual([])
})

test('when a brand is closed, the window says when it opens', async () => {
  const { care: the } = world
  the.app.clock.set('2026-06-14T22:00:00Z')
  const brand = (await must(world, null, 'GET /api/v1/chat/brands/:slug', { params: { slug: 'lumo' } })) as ChatBrand
  expect(brand.openNow).toBe(false)
  expect(Date.parse(brand.opensAt ?? '')).toBeGreaterThan(the.app.clock.now().getTime())
  const visitor = await the.visitor('Y a-t-il quelqu’un ?')
  const { state } = (await must(world, visitor, 'GET /api/v1/chat/conversation')) as { state: ChatState }
  expect(state).toMatchObject({ openNow: false })
  expect(Date.parse(state.opensAt ?? '')).toBeGreaterThan(the.app.clock.now().getTime())
})
