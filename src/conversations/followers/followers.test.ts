import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '#kernel/db'
import { newId } from '#kernel/ids'
import { openNotices } from '#notices'
import { type Care, care, type Visitor } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'
import { careForTwice } from '../../../test/support/twice.ts'

let the: Care
let eva: Person
let omar: Person
let noor: Person
beforeAll(async () => {
  the = await care({ modules: [openNotices] })
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  omar = await the.person({ role: 'advisor', brand: the.lumo })
  noor = await the.person({ role: 'advisor', brand: the.vela })
})
afterAll(() => the.app.stop())

const at = ({ id }: Pick<Visitor, 'id'>) => ({ params: { id } })
const follow = (who: Person, talk: Visitor) => the.call(who, 'PUT /api/v1/conversations/:id/followed', at(talk))
const unfollow = (who: Person, talk: Visitor) => the.call(who, 'DELETE /api/v1/conversations/:id/followed', at(talk))
const told = async (who: Person, talk: Visitor) =>
  (await the.get(who, 'GET /api/v1/notices')).items
    .filter(({ kind, about }) => kind === 'follow' && about.id === talk.id)
    .map(({ data }) => data.code)
    .reverse()
const listed = async (who: Person) =>
  (await the.get(who, 'GET /api/v1/inbox', { query: { view: 'followed' } })).items.map(({ id }) => id)
const note = (who: Person, talk: Visitor, body: object) =>
  the.call(who, 'POST /api/v1/conversations/:id/notes', {
    ...at(talk),
    body: { id: newId(), text: 'See this', ...body },
  })
const solve = (who: Person, talk: Visitor) =>
  the.get(who, 'PUT /api/v1/conversations/:id/solution', { ...at(talk), body: { disposition: null } })
/** There is no verb for it alone: an agent is changed as a whole. */
const join = (who: Person, team: string) =>
  sql`insert into people.team_member (team_id, agent_id) values (${team}, ${who.id})`.execute(the.app.app.database.db)
async function came(words = 'Ma SIM'): Promise<Visitor> {
  const talk = await the.visitor(words, { name: 'Amina' })
  await the.settle()
  return talk
}

test('who follows is told what others do and the customer says, each once until they look again', async () => {
  const amina = await came()
  expect((await follow(omar, amina)).body).toEqual({ followed: true })
  expect((await follow(omar, amina)).status).toBe(200)
  expect((await follow(noor, amina)).status).toBe(404)
  expect([await listed(omar), await listed(eva)]).toEqual([[amina.id], []])
  expect((await the.get(omar, 'GET /api/v1/inbox/counts')).counts.followed).toBe(1)
  expect([(await the.open(omar, amina.id)).followed, (await the.open(eva, amina.id)).followed]).toEqual([true, false])

  await amina.writes('Toujours rien')
  await amina.writes('Allo ?')
  await note(eva, amina, {})
  await note(omar, amina, {})
  await solve(eva, amina)
  await the.settle()
  expect(await told(omar, amina)).toEqual(['message', 'note', 'solved'])
  expect(await told(eva, amina)).toEqual([])

  const { row } = await the.open(omar, amina.id)
  await the.get(omar, 'PUT /api/v1/conversations/:id/read', { ...at(amina), body: { seq: row.lastContactSeq } })
  await amina.writes('Encore moi')
  await the.settle()
  expect(await told(omar, amina)).toEqual(['message', 'note', 'solved', 'message'])

  await unfollow(omar, amina)
  await amina.writes('Et puis')
  await the.settle()
  expect([await told(omar, amina), await listed(omar)]).toEqual([['message', 'note', 'solved', 'message'], []])
})

test('it goes with them to the conversation it is worked on in', async () => {
  const twice = await careForTwice()
  try {
    const [one, other] = await twice.twice('Mon internet', 'Encore internet')
    await twice.get(twice.eva, 'PUT /api/v1/conversations/:id/followed', at(other))
    await twice.merge(one, other)
    expect((await twice.open(twice.eva, one.id)).followed).toBe(true)
  } finally {
    await twice.app.stop()
  }
})

test('a note that names a team tells its people, but no team of another brand', async () => {
  const amina = await came('Ma facture')
  const team = { id: newId(), brand: the.lumo, name: { en: 'Billing' } }
  await the.get(the.admin, 'POST /api/v1/teams', { body: team })
  const foreign = { id: newId(), brand: the.vela, name: { en: 'Others' } }
  await the.get(the.admin, 'POST /api/v1/teams', { body: foreign })
  for (const [who, into] of [
    [eva, team],
    [omar, team],
    [noor, foreign],
  ] as const)
    await join(who, into.id)
  const made = await note(eva, amina, { teams: [team.id, foreign.id], mentions: [omar.id] })
  expect(made).toMatchObject({ status: 200, body: { message: { mentions: [omar.id, eva.id] } } })
  await the.settle()
  const mentioned = async (who: Person) =>
    (await the.get(who, 'GET /api/v1/notices')).items.filter(
      ({ kind, about }) => kind === 'mention' && about.id === amina.id,
    )
  expect([(await mentioned(omar)).length, (await mentioned(eva)).length, (await mentioned(noor)).length]).toEqual([
    1, 0, 0,
  ])
  expect(
    (await the.get(omar, 'GET /api/v1/inbox', { query: { view: 'mentions' } })).items.map(({ id }) => id),
  ).toContain(amina.id)
})
