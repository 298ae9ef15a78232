import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Mailroom, openMailroom } from '../../../../test/support/mailroom.ts'

const GIF = Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64')
const HTML = `<p>Hello</p><img src="cid:logo@here" alt="Our logo"><img src="https://tracker.example/p.gif?who=1&amp;x=2" alt="Offer">
<a href="https://shop.example/">shop</a><script>alert(1)</script>`
let room: Mailroom
let id = ''
let message = ''

beforeAll(async () => {
  room = await openMailroom()
  await room.write('A brochure', 'Hello\n\nLe 8 juin 2026, Lumo a écrit :\n> Old words', {
    html: HTML,
    attachments: [{ filename: 'logo.gif', content: GIF, cid: 'logo@here' }],
    cc: 'son@customer.example',
  })
  id = await room.find('A brochure')
  message = (await room.the.open(room.eva, id)).messages[0]?.id ?? ''
})
afterAll(() => room[Symbol.asyncDispose]())

const page = async (query = '') => {
  const path = `/api/v1/conversations/${id}/mail/${message}/page${query}`
  const answer = await room.the.app.fetch(path, { session: room.eva.session })
  return { answer, text: await answer.text() }
}
const linksIn = (text: string) => [...text.matchAll(/<img[^>]* src="([^"]*)"/g)].map(([, link = '']) => link)

test('the desk says who wrote to whom, who vouches, and what a reply will say', async () => {
  const desk = await room.the.get(room.eva, 'GET /api/v1/conversations/:id/mail', { params: { id } })
  expect(desk.letters).toMatchObject([
    {
      message,
      subject: 'A brochure',
      from: { address: 'amina@customer.example' },
      cc: [{ address: 'son@customer.example' }],
      quoted: true,
      designed: true,
      remote: true,
      pictures: [expect.any(String)],
      trusted: true,
      trust: { by: 'server', dmarc: 'pass' },
      mark: null,
      raw: true,
    },
  ])
  expect(desk.out).toMatchObject({
    from: 'care@lumo.example',
    to: { name: 'Amina', address: 'amina@customer.example' },
    subject: 'Re: A brochure',
    signature: 'Lumo, votre opérateur',
    quote: { text: 'Hello' },
    others: [{ address: 'son@customer.example' }],
    refused: null,
  })
  const params = { id, message }
  const folded = await room.the.get(room.eva, 'GET /api/v1/conversations/:id/mail/:message', { params })
  expect(folded.quoted).toContain('Old words')
  const partner = await room.the.person({ role: 'partner-advisor', brand: room.the.lumo })
  const masked = await room.the.get(partner, 'GET /api/v1/conversations/:id/mail', { params: { id } })
  expect(JSON.stringify([masked.letters, masked.out?.to, masked.out?.others])).not.toMatch(/amina@|son@/)
})

test('the page runs nothing and loads nothing from elsewhere; its own pictures come by links that are good for an hour', async () => {
  const { answer, text } = await page()
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/^default-src 'none'; img-src data: http:\/\/127\.0\.0\.1:\d+\/api\/v1\/mail-pictures;/)
  expect(policy).toContain('sandbox allow-popups allow-popups-to-escape-sandbox')
  expect(policy).not.toMatch(/allow-scripts|allow-same-origin|script-src/)
  expect(text).not.toMatch(/tracker\.example|<script|data-remote-src/)
  expect(text).toContain('rel="noopener noreferrer nofollow" target="_blank"')
  const [own = '', ...more] = linksIn(text)
  expect(more).toEqual([])
  const shown = await room.the.app.fetch(own)
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/gif'])
  room.the.app.clock.advance({ minutes: 61 })
  expect((await room.the.app.fetch(own)).status).toBe(404)
})

test('asked for, pictures come through us alone: the address is sealed, and what is private is never asked', async () => {
  const { text } = await page('?pictures=true')
  const links = linksIn(text)
  expect(links).toHaveLength(2)
  expect(text).not.toContain('tracker.example')
  await room.write('Inside', 'x', { html: `<p>x</p><img src="${room.the.app.url}/console/icon.png">` })
  const inside = await room.find('Inside')
  const [first] = (await room.the.open(room.eva, inside)).messages
  const path = `/api/v1/conversations/${inside}/mail/${first?.id}/page?pictures=true`
  const answer = await room.the.app.fetch(path, { session: room.eva.session })
  const [link = ''] = linksIn(await answer.text())
  expect((await room.the.app.fetch(link)).status).toBe(404)
  expect((await room.the.app.fetch(`/api/v1/mail-pictures?link=${'a'.repeat(80)}`)).status).toBe(404)
})

test('the raw mail is for those who may, and who looked is written down', async () => {
  const { the, eva } = room
  const params = { id, message }
  expect((await the.call(eva, 'GET /api/v1/conversations/:id/mail/:message/raw', { params })).status).toBe(404)
  const lead = await the.person({ role: 'lead', brand: the.lumo })
  const raw = await the.get(lead, 'GET /api/v1/conversations/:id/mail/:message/raw', { params })
  expect(raw).toMatchObject({ text: expect.stringContaining('Subject: A brochure'), cut: false })
  const file = await the.app.fetch(`/api/v1/conversations/${id}/mail/${message}/eml`, { session: lead.session })
  expect(file.headers.get('content-disposition')).toContain(`attachment; filename="${message}.eml"`)
  const query = "select deed, by, subject from kernel.audit where deed like 'mail.%' order by id"
  const { rows } = await the.app.app.database.pool.query(query)
  expect(rows).toEqual(
    ['mail.show-raw', 'mail.download'].map((deed) => ({ deed, by: `agent:${lead.id}`, subject: id })),
  )
})
