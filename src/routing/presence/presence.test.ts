import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Person } from '../../../test/support/people.ts'
import { type Shift, shift } from '../../../test/support/shift.ts'
import type { Choice } from './contract.ts'

let the: Shift
beforeEach(async () => {
  await the?.care.app.stop()
  the = await shift()
})
afterAll(() => the?.care.app.stop())

const choose = (who: Person, body: Choice) => the.care.call(who, 'PUT /api/v1/presence', { body })
const beat = (who: Person) => the.care.get(who, 'POST /api/v1/presence/heartbeat')
const solve = async (who: Person, id: string) => {
  await the.care.get(who, 'PUT /api/v1/conversations/:id/solution', { params: { id }, body: { disposition: null } })
  await the.care.settle()
}
const added = async (more: object = {}) => {
  const body = { id: newId(), name: { en: 'Mail only' }, kind: 'busy' as const, minutes: null, place: 9, ...more }
  return (await the.care.get(the.care.admin, 'POST /api/v1/presence-states', { body })).id
}

describe('states of the operator’s own', () => {
  test('busy for ten minutes takes nothing new, and ends by itself', async () => {
    await the.queue('Général', { push: true })
    const eva = await the.advisor()
    const focus = await added({ minutes: 10 })
    expect((await choose(eva, { as: focus })).body).toMatchObject({ state: 'busy', as: focus, setBy: null })
    const amina = await the.comes('Bonjour')
    await the.pass(9 * 60, [eva])
    expect(await the.holderOf(amina)).toBeNull()
    await the.pass(60, [eva])
    expect(await beat(eva)).toMatchObject({ state: 'available', as: null, until: null })
    expect(await the.holderOf(amina)).toBe(eva.id)
  })

  test('chosen anew, the first end does not count; away does not end by itself', async () => {
    const eva = await the.advisor()
    await choose(eva, { as: await added({ minutes: 10 }) })
    await the.pass(5 * 60, [eva])
    await choose(eva, { as: await added(), minutes: 20 })
    await the.pass(10 * 60, [eva])
    expect((await beat(eva)).state).toBe('busy')
    await choose(eva, { as: await added({ kind: 'away' }), minutes: 5 })
    await the.pass(20 * 60, [eva])
    expect((await beat(eva)).state).toBe('away')
  })

  test('named, changed and removed by who manages them; who is in one stays in it', async () => {
    const { care } = the
    const eva = await the.advisor()
    const id = await added({ minutes: 10 })
    await choose(eva, { as: id })
    const values = { name: { en: 'Letters' }, kind: 'busy' as const, minutes: 15, place: 1 }
    const path = { params: { id } }
    const put = (body: object, who = care.admin) => care.call(who, 'PUT /api/v1/presence-states/:id', { ...path, body })
    expect((await put(values)).body).toMatchObject({ id, name: { en: 'Letters' }, minutes: 15 })
    expect(await put({ ...values, kind: 'away' })).toMatchObject({ status: 400 })
    expect((await put(values, eva)).status).toBe(404)
    const lead = await care.person({ role: 'lead', brand: care.lumo })
    expect((await put(values, lead)).status).toBe(403)
    const again = { body: { id, ...values } }
    expect((await care.call(care.admin, 'POST /api/v1/presence-states', again)).status).toBe(200)
    const other = { body: { id, ...values, minutes: 20 } }
    expect((await care.call(care.admin, 'POST /api/v1/presence-states', other)).status).toBe(409)

    await care.get(care.admin, 'DELETE /api/v1/presence-states/:id', path)
    expect(await beat(eva)).toMatchObject({ state: 'busy', as: id })
    expect((await choose(eva, { as: id })).status).toBe(400)
    const { items } = await care.get(eva, 'GET /api/v1/presence-states')
    expect(items.map(({ name }) => name.en)).toEqual(['Finishing', 'Wrap-up', 'Break', 'Training'])
  })

  test('neither or both ways to say it is refused, and nothing changes', async () => {
    const eva = await the.advisor()
    await the.goes(eva, 'available')
    for (const body of [{}, { minutes: 5 }, { state: 'away' as const, as: await added() }, { as: newId() }])
      expect((await choose(eva, body)).status).toBe(400)
    expect((await beat(eva)).state).toBe('available')
  })
})

test('who says they are offline stays so while a screen of theirs is open', async () => {
  const eva = await the.advisor()
  expect((await beat(eva)).state).toBe('away')
  await the.goes(eva, 'offline')
  expect((await beat(eva)).state).toBe('offline')
})

describe('somebody else sets it', () => {
  test('their lead, or a program by what they sign in with; others find nobody', async () => {
    const { care } = the
    const eva = await the.advisor()
    const at = { params: { id: eva.id }, body: { state: 'away' as const } }
    const [lead, stranger] = [
      await care.person({ role: 'lead', brand: care.lumo }),
      await care.person({ role: 'lead', brand: care.vela }),
    ]
    await the.goes(eva, 'available')
    for (const who of [stranger, await the.advisor()])
      expect((await care.call(who, 'PUT /api/v1/agents/:id/presence', at)).status).toBe(404)
    expect((await beat(eva)).state).toBe('available')
    expect((await care.get(lead, 'PUT /api/v1/agents/:id/presence', at)).setBy).toBe('Eva Person')

    const login = `${eva.id}@STAFF.example`
    const busy = { body: { login, state: 'busy' as const, minutes: 5 } }
    expect((await care.get(care.admin, 'PUT /api/v1/presence/by-login', busy)).agent).toBe(eva.id)
    const nobody = { body: { login: 'nobody@staff.example', state: 'busy' as const } }
    expect((await care.call(care.admin, 'PUT /api/v1/presence/by-login', nobody)).status).toBe(404)
    await the.pass(5 * 60, [eva])
    expect((await beat(eva)).state).toBe('available')
  })
})

describe('time for notes', () => {
  const wrapUp = (seconds: number) =>
    the.care.get(the.care.admin, 'PUT /api/v1/channel-slots/:channel', {
      params: { channel: 'chat.web' },
      body: { slots: 2, wrapUp: seconds },
    })

  test('after a conversation nothing new comes for so long, or until they are back by themselves', async () => {
    await the.queue('Général', { push: true })
    await wrapUp(60)
    const eva = await the.advisor({ slots: 2 })
    await the.goes(eva, 'available')
    const [amina, bram, cleo] = [await the.comes('Un'), await the.comes('Deux'), await the.comes('Trois')]
    await the.care.settle()
    await solve(eva, amina.id)
    expect(await beat(eva)).toMatchObject({ state: 'busy', reason: 'wrap-up' })
    expect(await the.holderOf(bram)).toBeNull()
    await the.pass(60, [eva])
    expect(await the.holderOf(bram)).toBe(eva.id)
    await solve(eva, bram.id)
    await the.goes(eva, 'available')
    await the.care.settle()
    expect(await the.holderOf(cleo)).toBe(eva.id)
  })

  test('who had gone to a break is not brought back by it, and a lead who settles it needs no notes', async () => {
    await the.queue('Général')
    await wrapUp(60)
    const eva = await the.advisor()
    await the.goes(eva, 'available')
    const [amina, bram] = [await the.comes('Un'), await the.comes('Deux')]
    await the.care.settle()
    const take = async () =>
      (await the.care.get(eva, 'POST /api/v1/work-items/next', { body: { id: newId() } })).row?.id
    expect([await take(), await take()]).toEqual([amina.id, bram.id])
    await solve(the.care.admin, amina.id)
    expect((await beat(eva)).state).toBe('available')
    await the.goes(eva, 'away')
    await solve(eva, bram.id)
    expect((await beat(eva)).state).toBe('away')
  })
})
