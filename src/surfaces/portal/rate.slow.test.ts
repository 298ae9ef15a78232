import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openAnalytics } from '#analytics'
import { newId } from '#kernel/ids'
import { openVoice } from '#voice'
import { type Care, care } from '../../../test/support/care.ts'
import { CARE, mailboxValues } from '../../../test/support/mailroom.ts'
import type { Person } from '../../../test/support/people.ts'
import { openPostOffice, type PostOffice, post } from '../../../test/support/post-office.ts'
import { openPortal } from './module.ts'

let the: Care
let office: PostOffice
let eva: Person
const origin = 'http://care.lumo.example'
beforeAll(async () => {
  const modules = [openVoice, openAnalytics, openPortal]
  the = await care({ modules, start: { config: { smtpPort: 0, publicUrl: origin } } })
  office = await openPostOffice()
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  const body = { id: newId(), brand: the.lumo, channel: 'email', ...mailboxValues(office) }
  await the.get(the.admin, 'POST /api/v1/accounts', { body })
})
afterAll(async () => {
  await the.app.stop()
  await office[Symbol.asyncDispose]()
})
beforeEach(() => {
  office.seen.length = 0
})

const passes = async (seconds: number) => {
  await the.settle()
  the.app.clock.advance({ seconds })
  await the.settle()
}
let counted = 0
/** A customer writes a mail, is answered, and the matter is settled; what came of it by mail afterwards. */
async function settled(more: object = {}) {
  const from = `amina${++counted}@customer.example`
  const headers = { 'Authentication-Results': 'mx.lumo.example; dmarc=pass header.from=customer.example' }
  const subject = `Facture ${counted}`
  const mail = { from, to: CARE, subject, text: 'Bonjour, pourquoi ma facture est-elle si haute ce mois-ci ?', headers }
  const sent = await post(the.app.mailPort ?? 0, { ...mail, ...more })
  await the.settle()
  const { items } = await the.get(eva, 'GET /api/v1/inbox', { query: { view: 'all' } })
  const id = items.find((row) => row.subject === subject)?.id ?? ''
  expect((await the.reply(eva, id, 'Voilà', { next: 'solve' })).status).toBe(200)
  await passes(7)
  await passes(24)
  const survey = office.seen.at(-1)
  return { id, from, sent: sent.id, survey, links: linksIn(survey?.read.text ?? '') }
}
const linksIn = (text: string): string[] =>
  [...text.matchAll(/http:\/\/care\.lumo\.example(\S+)/g)].map(([, path = '']) => path)
const page = async (path: string, options: Parameters<Care['app']['fetch']>[1] = {}) => {
  const answer = await the.app.fetch(path, options)
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
const send = (path: string, values: Record<string, string>) =>
  page(path, {
    method: 'POST',
    body: new URLSearchParams(values).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
const surveyOf = async (id: string) => {
  const admin = await the.person({ role: 'admin', brand: null })
  return (await the.get(admin, 'GET /api/v1/conversations/:id/surveys', { params: { id } })).surveys[0]
}
const pathOf = (link = ''): string => link.split('?', 1)[0] ?? ''

test('a settled mail brings the survey by mail: five links with words, in their language, and says that a machine wrote it', async () => {
  const { survey, links, from, sent } = await settled()
  expect(survey?.to).toEqual([from])
  expect(survey?.raw).toMatch(/^auto-submitted: auto-generated/im)
  expect(survey?.read.subject).toContain('Que pensez-vous de l’aide reçue ?')
  expect(survey?.read.references).toContain(sent)
  expect(links.map((link) => new URL(link, origin).searchParams.get('score'))).toEqual(['5', '4', '3', '2', '1'])
  expect(survey?.read.text).toContain('4 · Bonne')
  expect(survey?.read.html.match(/<a /g)).toHaveLength(5)
  expect(survey?.read.html).toContain('5 · Très bonne')
})

test('a program that opens all links, twice, answers nothing', async () => {
  const { id, links } = await settled()
  for (const link of [...links, ...links]) {
    for (const method of ['GET', 'HEAD']) expect((await page(link, { method })).status).toBe(200)
  }
  expect(await surveyOf(id)).toMatchObject({ score: null, answeredAt: null, rev: 1 })
})

test('the page sends what was clicked, without a script too; then a word, and it may be changed for a day', async () => {
  const { id, links } = await settled()
  const four = links[1] ?? ''
  const asked = await page(four)
  expect(asked.text).toMatch(/<form method="post" action="\/b\/lumo\/rate\/[\w-]{32}\?lang=fr" data-at-once>/)
  expect(asked.text).toMatch(/Vous avez choisi 4 sur 5\s: Bonne/)
  expect(asked.headers.get('referrer-policy')).toBe('no-referrer')
  expect(asked.headers.get('cache-control')).toBe('no-store')
  const answered = await send(pathOf(four), { score: '4' })
  expect(answered.status).toBe(303)
  expect(await surveyOf(id)).toMatchObject({ score: 4, comment: null })
  const thanks = await page(answered.headers.get('location') ?? '')
  expect(thanks.text).toContain('Merci. Votre avis est bien arrivé.')
  await send(pathOf(four), { score: '4', comment: ' Très vite ' })
  await send(pathOf(four), { score: '4' })
  expect(await surveyOf(id)).toMatchObject({ score: 4, comment: 'Très vite', rev: 3 })
  expect((await the.open(eva, id)).row.csat).toBe(4)
  expect((await page(links[4] ?? '')).text).toContain('data-at-once')
  await send(pathOf(four), { score: '1' })
  expect((await surveyOf(id))?.score).toBe(1)
  await the.settle()
  const { rows } = await the.app.app.database.pool.query(
    'select channel, score, survey_sent_at is not null as asked from analytics.conversation_fact where conversation_id = $1 and to_pos is null',
    [id],
  )
  expect(rows).toEqual([{ channel: 'email', score: 1, asked: true }])
  the.app.clock.advance({ hours: 25 })
  expect((await page(four)).status).toBe(410)
  expect((await send(pathOf(four), { score: '5' })).status).toBe(410)
})

test('made-up addresses, other brands, other scores and forms of other sites answer nothing', async () => {
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  const { id, links } = await settled()
  const path = pathOf(links[0])
  expect((await page('/b/lumo/rate/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?score=5')).status).toBe(404)
  expect((await send(path.replace('/b/lumo/', '/b/vela/'), { score: '5' })).status).toBe(404)
  for (const score of ['0', '6', '4.5', '', 'x']) expect((await send(path, { score })).status).toBe(422)
  const foreign = await page(path, {
    method: 'POST',
    body: 'score=1',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://elsewhere.example' },
  })
  expect(foreign.status).toBe(403)
  expect(await surveyOf(id)).toMatchObject({ score: null })
})

test('who wrote as a list, whose matter is open again, or whose address is gone is not asked', async () => {
  const list = await settled({ headers: { 'List-Id': '<news.customer.example>' } })
  expect(list.links).toEqual([])
  const again = await settled()
  expect(again.links).toHaveLength(5)
  const { survey, from } = again
  await post(the.app.mailPort ?? 0, { from, to: survey?.read.replyTo[0]?.address, subject: 'Encore', text: 'Non' })
  await the.settle()
  office.seen.length = 0
  await the.reply(eva, again.id, 'Et maintenant ?', { next: 'solve' })
  await passes(7)
  await passes(60)
  expect(office.seen.map(({ read }) => linksIn(read.text))).toEqual([[]])
})

test('who left before the answer that settles it is asked by mail, after the answer', async () => {
  const visitor = await the.visitor('Où est mon PUK ?', { name: 'Amina' })
  await the.get(visitor, 'PUT /api/v1/chat/address', { body: { email: 'left@customer.example' } })
  await passes(80)
  await the.reply(eva, visitor.id, 'Dans votre espace client', { next: 'solve' })
  await passes(40)
  expect(office.seen).toHaveLength(0)
  await passes(90)
  await passes(20)
  const [answer, survey] = office.seen.map(({ read }) => read.text)
  expect(answer).toContain('Dans votre espace client')
  expect(linksIn(survey ?? '').filter((link) => link.includes('/rate/'))).toHaveLength(5)
})

test('a chat that went on by mail is rated by mail, and in its window when they come back', async () => {
  const visitor = await the.visitor('Ma box ne marche plus', { name: 'Amina' })
  await the.get(visitor, 'PUT /api/v1/chat/address', { body: { email: 'inès@customer.example'.replace('è', 'e') } })
  await passes(80)
  await the.reply(eva, visitor.id, 'Éteignez-la')
  await passes(130)
  const mail = office.seen.at(-1)?.read
  const headers = { 'Authentication-Results': 'mx.lumo.example; dmarc=pass' }
  const answer = { from: 'ines@customer.example', to: mail?.replyTo[0]?.address, subject: 'Re', text: 'Merci', headers }
  await post(the.app.mailPort ?? 0, answer)
  await the.settle()
  await the.reply(eva, visitor.id, 'Avec plaisir', { next: 'solve' })
  await passes(7)
  await passes(24)
  const links = linksIn(office.seen.at(-1)?.read.text ?? '').filter((link) => link.includes('/rate/'))
  expect(links).toHaveLength(5)
  expect((await send(pathOf(links[0]), { score: '5' })).status).toBe(303)
  const { survey } = await the.get(visitor, 'GET /api/v1/chat/survey')
  expect(survey).toMatchObject({ score: 5 })
})
