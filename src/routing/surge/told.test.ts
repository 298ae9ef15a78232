import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Care } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'
import { shift } from '../../../test/support/shift.ts'

let the: Care
let lead: Person
beforeEach(async () => {
  await the?.app.stop()
  the = (await shift()).care
  lead = await the.person({ role: 'lead', brand: the.lumo })
})
afterAll(() => the?.app.stop())

const said = { fr: 'Panne à Namur. Nous vous répondons dès que possible.', nl: 'Storing in Namen.' }
const post = (switches: object, id = newId()) =>
  the.call(lead, 'POST /api/v1/surge-plans', { body: { id, brand: the.lumo, name: { fr: 'Panne' }, switches } })
async function on(switches: object): Promise<string> {
  const id = newId()
  expect((await post(switches, id)).status).toBe(200)
  const until = new Date(the.app.clock.now().getTime() + 3_600_000).toISOString()
  const body = { id: newId(), reason: 'Câble coupé', until }
  await the.get(lead, 'PUT /api/v1/surge-plans/:id/run', { params: { id }, body })
  await the.settle()
  return id
}
const off = async (id: string) => {
  await the.get(lead, 'DELETE /api/v1/surge-plans/:id/run', { params: { id } })
  await the.settle()
}
async function come(text: string, lang = 'fr') {
  const visitor = await the.visitor(text, { lang })
  await the.settle()
  return visitor
}
async function queue(fr: string): Promise<string> {
  const id = newId()
  await the.get(the.admin, 'POST /api/v1/queues', { body: { id, brand: the.lumo, name: { fr }, push: false } })
  return id
}
const runs = async (id: string) => (await the.get(lead, 'GET /api/v1/surge-plans/:id/runs', { params: { id } })).items

describe('a prepared answer', () => {
  test('is said once to who waits and to who comes, in their language, and stops no clock', async () => {
    await queue('Général')
    const [before, dutch] = [await come('Panne'), await come('Storing', 'nl')]
    const { waitingSince } = (await the.open(lead, before.id)).row
    const id = await on({ massAnswer: { text: said, queues: [] } })
    const after = await come('Plus rien')
    await before.writes('Allo ?')
    await the.settle()
    expect(await before.sees()).toEqual(['you: Panne', `bot: ${said.fr}`, 'you: Allo ?'])
    expect((await dutch.sees()).at(-1)).toBe(`bot: ${said.nl}`)
    expect(await after.sees()).toEqual(['you: Plus rien', `bot: ${said.fr}`])
    const { row, messages } = await the.open(lead, before.id)
    expect([row.waitingSince, row.holder]).toEqual([waitingSince, 'queue'])
    expect(messages.find(({ text }) => text === said.fr)?.by).toMatchObject({ kind: 'bot' })
    expect(await runs(id)).toMatchObject([{ answered: 3 }])
    await off(id)
    expect(await (await come('Encore')).sees()).toEqual(['you: Encore'])
  })

  test('as an offer is not said to who took back their consent to offers', async () => {
    await queue('Général')
    const [wants, wantsNone] = [await come('Bonjour'), await come('Bonsoir')]
    const { contact } = (await the.open(lead, wantsNone.id)).row
    const body = { given: false, how: 'dit au téléphone', channel: 'chat' }
    const params = { id: contact.id, purpose: 'offers' }
    await the.get(lead, 'PUT /api/v1/contacts/:id/consents/:purpose', { params, body })
    const service = await on({ massAnswer: { text: said, queues: [] } })
    expect(await wantsNone.sees()).toEqual(['you: Bonsoir', `bot: ${said.fr}`])
    await off(service)
    const offer = { fr: 'Notre nouvelle offre', nl: 'Ons nieuw aanbod' }
    const id = await on({ massAnswer: { text: offer, queues: [], isOffer: true } })
    expect((await wants.sees()).at(-1)).toBe(`bot: ${offer.fr}`)
    expect((await wantsNone.sees()).at(-1)).toBe(`bot: ${said.fr}`)
    expect(await runs(id)).toMatchObject([{ answered: 1 }])
  })

  test('is not said to who is answered already, nor in another queue than said', async () => {
    const [first, other] = [await queue('Général'), await queue('Factures')]
    const answered = await come('Panne')
    const eva = await the.person({ role: 'advisor', brand: the.lumo })
    await the.get(eva, 'PUT /api/v1/conversations/:id/assignment', {
      params: { id: answered.id },
      body: { agent: eva.id },
    })
    await the.settle()
    const elsewhere = await come('Ma facture')
    await the.get(lead, 'PUT /api/v1/conversations/:id/queue', { params: { id: elsewhere.id }, body: { queue: other } })
    await the.settle()
    const here = await come('Panne ici')
    await on({ massAnswer: { text: said, queues: [first] } })
    expect([await answered.sees(), await elsewhere.sees()]).toEqual([['you: Panne'], ['you: Ma facture']])
    expect(await here.sees()).toEqual(['you: Panne ici', `bot: ${said.fr}`])
  })

  test('without words, or for a queue of elsewhere, is refused', async () => {
    const pointer = async (switches: object) =>
      ((await post(switches)).body as unknown as { faults: { pointer: string }[] }).faults.map((each) => each.pointer)
    expect(await pointer({ massAnswer: { text: { fr: ' ' }, queues: [] } })).toEqual(['/body/switches/massAnswer/text'])
    expect(await pointer({ massAnswer: { text: said, queues: [newId()] } })).toEqual([
      '/body/switches/massAnswer/queues/0',
    ])
    expect(await pointer({ banner: {} })).toEqual(['/body/switches/banner'])
  })
})
