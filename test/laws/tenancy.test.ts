import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { AnyRoute } from '#kernel/registry'
import type { Person } from '../support/people.ts'
import { askProof, askSecure, contactOf, newAttribute, onFile, SECURE, secureForm } from './arrange.ts'
import { allows } from './expected-allows.ts'
import { inputFor, type Things } from './input-for.ts'
import type { Stage } from './stage.ts'
import { ask, type Call, type LawWorld, lawWorld, must, routesOf } from './world.ts'

type Who = Person | { token: string } | null
type Caller = (typeof callers)[number]
const callers = [
  'admin',
  'lead',
  'advisor',
  'other brand',
  'other queue',
  'partner',
  'viewer',
  'visitor',
  'anyone',
] as const

let world: LawWorld
let people: Record<Caller, Who>
let things: Things
/** Somebody who may be changed and signed out. */
let spare: string
/** Who answers. */
let advisor: Person
beforeAll(async () => {
  world = await lawWorld()
  const { care: the, queues } = world
  const stranger = await the.visitor('somebody else')
  advisor = await the.person({ role: 'advisor', brand: the.lumo })
  people = {
    admin: the.admin,
    lead: await the.person({ role: 'lead', brand: the.lumo }),
    advisor,
    'other brand': await the.person({ role: 'lead', brand: the.vela }),
    'other queue': await the.person({ role: 'advisor', brand: the.lumo, scope: `queue:${queues.second}` }),
    partner: await the.person({ role: 'partner-advisor', brand: the.lumo, scope: `queue:${queues.first}` }),
    viewer: await the.person({ role: 'viewer', brand: the.lumo }),
    visitor: { token: stranger.token },
    anyone: null,
  }
  spare = (await the.person({ role: 'viewer', brand: the.vela })).id
  things = await newThings()
}, 120_000)
afterAll(() => world.care.app.stop())

const isAllowed = (status: number): boolean => ![401, 403, 404].includes(status)

async function newThings(): Promise<Things> {
  const { care: the, queues } = world
  const [visitor, other] = [await the.visitor('Ma SIM est bloquée'), await the.visitor('Moi aussi')]
  const twin = await the.visitor('Moi encore')
  await the.settle()
  const label = { id: newId(), brand: the.lumo, name: { fr: 'SIM' }, hue: 120 }
  await must(world, the.admin, 'POST /api/v1/labels', { body: label })
  const reason = { id: newId(), brand: the.lumo, parent: null, name: { fr: 'Réglé' } }
  await must(world, the.admin, 'POST /api/v1/dispositions', { body: reason })
  const settings = { url: 'https://box.example/inbox' }
  const account = { id: newId(), brand: the.lumo, channel: 'custom', name: 'Box', settings, allow: [] }
  await must(world, the.admin, 'POST /api/v1/accounts', { body: account })
  const named = { lang: 'fr', title: 'SIM', summary: '', body: 'Une SIM', keywords: [], questions: [], likely: false }
  const domain = { id: newId(), brand: the.lumo, domain: `d${made}.lumo.example`, returnHost: null, sentBy: null }
  await must(world, the.admin, 'POST /api/v1/sending-domains', { body: domain })
  const article = { id: newId(), brand: the.lumo, key: `sim-${++made}`, slug: `sim-${made}`, ...named }
  await must(world, the.admin, 'POST /api/v1/articles', { body: article })
  const presenceState = { id: newId(), name: { fr: 'Courrier' }, kind: 'busy', minutes: null, place: 9 }
  await must(world, the.admin, 'POST /api/v1/presence-states', { body: presenceState })
  const surgePlan = { id: newId(), brand: the.lumo, name: { fr: 'Panne' }, switches: {} }
  await must(world, the.admin, 'POST /api/v1/surge-plans', { body: surgePlan })
  const briefing = { id: newId(), brand: the.lumo, title: 'SIM', body: 'Une SIM', until: null }
  await must(world, the.admin, 'POST /api/v1/briefings', { body: briefing })
  const canned = {
    id: newId(),
    brand: the.lumo,
    shortcut: `hello-${made}`,
    lang: 'fr',
    title: 'Bonjour',
    text: 'Bonjour',
  }
  await must(world, the.admin, 'POST /api/v1/canned-responses', { body: canned })
  const [contact, ward] = [await contactOf({ world, visitor }), await contactOf({ world, visitor: other })]
  const message = await newReply(visitor.id)
  const key = { 'idempotency-key': newId() }
  const till = { body: { name: 'till', role: 'viewer', brand: the.lumo } }
  const { body: keyMade } = await ask(world, the.admin, 'POST /api/v1/keys', till, key)
  return {
    conversation: visitor.id,
    contact,
    other: ward,
    session: await sessionOf(spare),
    key: (keyMade as { id: string }).id,
    deadJob: await newDeadJob(),
    parked: await newParked(account.id),
    mandate: await newMandate(contact, ward),
    note: await newNote(contact),
    attribute: await newAttribute(world, 'contact'),
    talkAttribute: await newAttribute(world, 'conversation'),
    merge: await newMerge(contact, await contactOf({ world, visitor: twin })),
    message,
    ...(await newReview(visitor.id)),
    panel: 'customer',
    side: await newSide(visitor.id),
    promise: await newPromise(visitor.id),
    complaint: await newComplaint(visitor.id),
    proof: await newProof(visitor.id),
    ...(await newSecure(visitor.id)),
    case: await row('select matter_id as id from cases.matter_conversation where conversation_id = $1', [visitor.id]),
    twin: twin.id,
    rule: await newRule(the.lumo),
    brand: the.lumo,
    queue: queues.first,
    ...(await newPolicy()),
    account: account.id,
    domain: domain.id,
    label: label.id,
    disposition: reason.id,
    article: article.id,
    response: canned.id,
    agent: spare,
    presenceState: presenceState.id,
    surgePlan: surgePlan.id,
    briefing: briefing.id,
    flag: await newFlag(visitor.id),
  }
}
let made = 0

const row = async (text: string, values: unknown[]): Promise<string> =>
  (await world.care.app.app.database.pool.query<{ id: string }>(text, values)).rows[0]?.id ?? ''
const sessionOf = (agent: string) => row('select id from kernel.session where agent_id = $1', [agent])
async function newPolicy(): Promise<{ calendar: string; policy: string }> {
  const { admin, lumo: brand } = world.care
  const week = [{ day: 1, from: '09:00', to: '17:00' }]
  const calendar = { id: newId(), brand, name: 'Office', timeZone: 'UTC', week, holidays: [] }
  await must(world, admin, 'POST /api/v1/calendars', { body: calendar })
  const targets = { calendar: null, first: 60, next: 60, resolution: null, warn: 75, place: 0 }
  const takes = { queues: [], channels: [], priorities: [] }
  const policy = { id: newId(), brand, name: 'Usual', takes, ...targets }
  await must(world, admin, 'POST /api/v1/sla-policies', { body: policy })
  return { calendar: calendar.id, policy: policy.id }
}
/** Of a kind that nobody works, so that trying it again does nothing. */
const newDeadJob = () =>
  row(
    `insert into kernel.dead_job (id, kind, payload, created_at, died_at, tries, error)
     values ($1, 'law.nothing', '{}', now(), now(), 1, 'Error') returning id::text`,
    [1_000_000 + made],
  )
const newParked = (account: string) =>
  row(
    `insert into channels.delivery (id, account_id, key, method, path, headers, body, received_at, aside_at)
     values ($1, $2, $1::uuid::text, 'IMAP', '', '{"unfetched": "not-given", "tries": 3}', '', now(), now()) returning id`,
    [newId(), account],
  )
async function newSide(conversation: string): Promise<string> {
  const { admin, lumo: brand } = world.care
  const smtp = { host: '127.0.0.1', port: 9, security: 'none' }
  const mailbox = { address: `care-${newId()}@lumo.example`, smtp }
  const account = { id: newId(), brand, channel: 'email', name: 'Care', settings: mailbox, allow: [] }
  await must(world, admin, 'POST /api/v1/accounts', { body: account })
  const to = { address: 'jan@fibre.example', name: '' }
  const body = { id: newId(), message: newId(), to, subject: 'A line', text: 'Yours?', include: [], files: [] }
  await must(world, admin, 'POST /api/v1/conversations/:id/sides', { params: { id: conversation }, body })
  return body.id
}
async function newRule(brand: string): Promise<string> {
  const asked = { kind: 'value', asks: { followers: 1_000_000 }, reason: 'Known', days: 30 }
  const body = { id: newId(), brand, ...asked, named: null, backup: null, team: null }
  await must(world, world.care.admin, 'POST /api/v1/standing-rules', { body })
  return body.id
}
async function newMandate(contact: string, ward: string): Promise<string> {
  const body = { id: newId(), for: ward, role: 'parent', scope: 'bills', proof: 'letter', until: null }
  await must(world, world.care.admin, 'POST /api/v1/contacts/:id/mandates', { params: { id: contact }, body })
  return body.id
}
async function newNote(contact: string): Promise<string> {
  const body = { id: newId(), text: 'Prefers mornings' }
  await must(world, world.care.admin, 'POST /api/v1/contacts/:id/notes', { params: { id: contact }, body })
  return body.id
}
async function newMerge(contact: string, other: string): Promise<string> {
  const body = { id: newId(), other }
  await must(world, world.care.admin, 'POST /api/v1/contacts/:id/merges', { params: { id: contact }, body })
  await world.care.settle()
  return body.id
}
async function newPromise(conversation: string): Promise<string> {
  const due = new Date(world.care.app.clock.now().getTime() + 86_400_000).toISOString()
  const body = { id: newId(), kind: 'call', what: 'We call you', due, owner: null }
  await must(world, world.care.admin, 'POST /api/v1/conversations/:id/promises', { params: { id: conversation }, body })
  return body.id
}
async function newComplaint(conversation: string): Promise<string> {
  const body = { id: newId(), kind: 'charge', about: 'The bill of May', wants: 'Ten euros back' }
  await must(world, world.care.admin, 'POST /api/v1/conversations/:id/complaint', {
    params: { id: conversation },
    body,
  })
  return body.id
}
async function newProof(conversation: string): Promise<string> {
  const visitor = { id: conversation } as Stage['visitor']
  const stage = { world, visitor, actor: world.care.admin, made: '' }
  await onFile(stage)
  const proof = await askProof(stage)
  // The other routes are asked about somebody who has no address.
  await world.care.app.app.database.pool.query(`delete from people.identity where handle_key like 'known-%'`)
  return proof
}
/** A form to ask by, and a question asked by another one: it is open no more, so that who may ask can. */
async function newSecure(conversation: string): Promise<{ form: string; request: string }> {
  const visitor = { id: conversation } as Stage['visitor']
  const stage = { world, visitor, actor: world.care.admin, made: '' }
  const request = await askSecure({ ...stage, made: await secureForm(stage) })
  await must(world, stage.actor, `DELETE ${SECURE}`, { params: { id: conversation, request } })
  return { form: await secureForm(stage), request }
}
/** Of what the advisor answered there. */
async function newReview(conversation: string) {
  const { admin, lumo: brand } = world.care
  const agent = advisor.id
  const question = { id: newId(), name: { fr: 'Salue' }, help: {}, weight: 1, scale: 'yes-no', critical: false }
  const form = { id: newId(), brand, name: { fr: 'Qualité' }, criteria: [question] }
  await must(world, admin, 'POST /api/v1/review-forms', { body: form })
  const what = { name: 'Usual', channels: [], team: null, rating: 'any', leastReplies: 1, each: 1, every: 'week' }
  const rule = { id: newId(), brand, form: form.id, ...what }
  await must(world, admin, 'POST /api/v1/review-rules', { body: rule })
  const review = newId()
  await must(world, admin, 'PUT /api/v1/conversations/:id/reviews/:review', {
    params: { id: conversation, review },
    body: { agent, form: form.id },
  })
  const scores = [{ criterion: question.id, points: 1, words: '' }]
  const scored = { params: { id: review }, body: { rev: 1, scores, words: '' } }
  await must(world, admin, 'PUT /api/v1/reviews/:id/score', scored)
  const id = newId()
  const body = { agent, brand, review, text: 'Greet them', dueOn: null }
  await must(world, admin, 'PUT /api/v1/coaching-notes/:id', { params: { id }, body })
  return { reviewForm: form.id, reviewRule: rule.id, review, coachingNote: id }
}
async function newFlag(conversation: string): Promise<string> {
  const body = { id: newId(), article: null, note: 'How to move an eSIM' }
  await must(world, world.care.admin, 'POST /api/v1/conversations/:id/article-flags', {
    params: { id: conversation },
    body,
  })
  return body.id
}
async function newReply(conversation: string): Promise<string> {
  const body = { id: newId(), text: 'Bonjour', seenSeq: 1 }
  const params = { id: conversation }
  await must(world, people.advisor, 'POST /api/v1/conversations/:id/messages', { params, body })
  return body.id
}

/** After these the next caller would be refused for what is gone, not for who they are. */
const takesAway = ({ key }: AnyRoute): boolean =>
  /^(DELETE .*(articles|calendars|sla-policies|sending-domains|canned-responses|contacts|keys|dead-jobs|messages|coaching-notes)\/|PUT .*dead-jobs|POST .*merges)/.test(
    key,
  )

const broken = new Set<string>()

async function allowed(who: Who, route: AnyRoute): Promise<boolean> {
  const { status } = await ask(world, who, route.key, inputFor(route, things), { 'idempotency-key': newId() })
  if (status >= 500) broken.add(`${route.key} answered ${status}`)
  return isAllowed(status)
}

const staffRoutes = (): AnyRoute[] =>
  routesOf(world).filter(({ operation }) => typeof operation.scope !== 'object' && !isOnOneself(operation))
/** What belongs to the caller themselves is everybody's, and nobody else's by construction. */
const isOnOneself = ({ scope, permission }: AnyRoute['operation']): boolean => scope === 'self' && permission === null

test('each route lets in whom the table says, and nobody else', async () => {
  const found: Record<string, string[]> = {}
  for (const route of staffRoutes()) {
    const inside: string[] = []
    // The strongest last: it may change what the others are asked about.
    for (const caller of [...callers].reverse()) {
      if (!(await allowed(people[caller], route))) continue
      inside.unshift(caller)
      if (takesAway(route)) things = await newThings()
    }
    found[route.key] = inside
  }
  expect([...broken]).toEqual([])
  expect(found).toEqual(allows)
}, 120_000)

test('what is another’s answers like what does not exist', async () => {
  const unlike: string[] = []
  const named = routesOf(world).filter(({ key, operation }) => key.includes('/:') && operation.realm === 'staff')
  for (const route of named) {
    const foreign = inputFor(route, things)
    const unknown = { ...foreign, params: { ...foreign.params, ...inventedFor(foreign) } }
    for (const caller of ['other brand', 'other queue'] as const) {
      const [one, other] = [
        await ask(world, people[caller], route.key, foreign),
        await ask(world, people[caller], route.key, unknown),
      ]
      if (isAllowed(one.status)) continue
      if (JSON.stringify(same(one)) !== JSON.stringify(same(other)))
        unlike.push(`${caller}: ${route.key}: ${JSON.stringify(same(one))} and ${JSON.stringify(same(other))}`)
    }
  }
  expect(unlike).toEqual([])
})

const same = ({ status, body }: { status: number; body: unknown }): unknown => ({
  status,
  ...(body as object),
  instance: '',
})
const inventedFor = ({ params }: Call): Record<string, string> =>
  Object.fromEntries(
    Object.entries(params ?? {}).flatMap(([name, value]) =>
      /^[0-9a-f-]{36}$/.test(value) ? [[name, newId()]] : /^\d+$/.test(value) ? [[name, '999999999']] : [],
    ),
  )
