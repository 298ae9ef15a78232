import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { openNotices } from '#notices'
import { openNoticePages } from '#surfaces'
import { type Care, care } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'
import { openPostOffice, type PostOffice } from '../../../test/support/post-office.ts'

let the: Care
let office: PostOffice
let omar: Person
let link = ''
beforeAll(async () => {
  office = await openPostOffice()
  const server = { host: '127.0.0.1', port: office.port, security: 'none', user: null, password: '' } as const
  const staffMail = { ...server, from: 'notices@operator.example' }
  the = await care({ modules: [openNotices, openNoticePages], start: { config: { staffMail } } })
  omar = await the.person({ role: 'advisor', brand: the.lumo })
  await choose()
  await mention()
  link = /^List-Unsubscribe:\s+<https?:\/\/[^/]+([^>]+)>/m.exec(office.seen.at(-1)?.raw ?? '')?.[1] ?? ''
})
afterAll(async () => {
  await the.app.stop()
  await office[Symbol.asyncDispose]()
})

const choose = () => {
  const ways = { mention: 'digest', assignment: 'mail' } as const
  const digest = { every: 'hour', at: 0 } as const
  const body = { ways, digest, quiet: null, urgent: false, timeZone: 'UTC', lang: 'nl' }
  return the.get(omar, 'PUT /api/v1/notices/mail', { body })
}
const mention = async () => {
  const eva = await the.person({ role: 'advisor', brand: the.lumo })
  const amina = await the.visitor('hello')
  const body = { id: newId(), text: 'look', mentions: [omar.id] }
  await the.get(eva, 'POST /api/v1/conversations/:id/notes', { params: { id: amina.id }, body })
  await the.settle()
  the.app.clock.advance({ minutes: 61 })
  await the.settle()
}
const ways = async () => (await the.get(omar, 'GET /api/v1/notices/mail')).choices.ways
const oneClick = (path: string) =>
  the.app.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.reader.example' },
    body: 'List-Unsubscribe=One-Click',
  })

test('whoever only looks ends nothing: the page asks, in its reader’s language', async () => {
  const answer = await the.app.fetch(link, { method: 'GET' })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
  const page = await answer.text()
  expect(page).toContain('<html lang="nl"')
  expect(page).toContain('Overzichten stoppen')
  expect((await ways()).mention).toBe('digest')
})

test('a made-up link ends nothing and says where to choose', async () => {
  const answer = await oneClick(`/notices/digests/${'a'.repeat(32)}`)
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('/console/settings/mine')
  expect((await the.app.fetch('/notices/digests/x', { method: 'GET' })).status).toBe(404)
  expect((await ways()).mention).toBe('digest')
})

test('one click of a mail program ends the digests, and nothing else; the notices stay in the app', async () => {
  const before = office.seen.length
  expect((await oneClick(link)).status).toBe(200)
  expect(await ways()).toEqual({ mention: 'app', assignment: 'mail' })
  expect((await oneClick(link)).status).toBe(200)
  await mention()
  expect(office.seen).toHaveLength(before)
  expect((await the.get(omar, 'GET /api/v1/notices')).items).toHaveLength(2)
})
