import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Cast } from '../../../test/support/people.ts'
import { hiddenIn, portalCast } from '../../../test/support/portal.ts'
import { openPortal } from './module.ts'

let the: Cast
beforeAll(async () => {
  the = await portalCast(openPortal)
})
afterAll(() => the?.app.stop())

const page = async (path: string, init: Parameters<Cast['app']['fetch']>[1] = {}) => {
  const answer = await the.app.fetch(path, init)
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
const post = (path: string, values: Record<string, string>, headers: Record<string, string> = {}) =>
  page(path, {
    method: 'POST',
    body: new URLSearchParams(values),
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
  })
/** A form as the page gives it, filled in well, and open for half a minute. */
async function filledForm(more: Record<string, string> = {}): Promise<Record<string, string>> {
  const { text } = await page('/b/ondelle/contact?lang=en')
  the.app.clock.advance({ seconds: 30 })
  const ticket = { id: hiddenIn(text, 'id'), at: hiddenIn(text, 'at'), proof: hiddenIn(text, 'proof'), website: '' }
  return {
    ...ticket,
    name: 'Jonas',
    email: 'jonas@post.example',
    phone: '',
    topic: 'Sim',
    message: 'My SIM is blocked',
    ...more,
  }
}

describe('every page', () => {
  test.each(['', 'help', 'help?q=puk', 'contact', 'privacy', 'accessibility', 'nowhere'])(
    '/%s says its language, is safe and needs no script',
    async (path) => {
      const { text, headers, status } = await page(`/b/ondelle/${path}`, {
        headers: { 'accept-language': 'nl-BE,nl;q=0.9' },
      })
      expect(status).toBe(path === 'nowhere' ? 404 : 200)
      expect(text).toContain('<html lang="nl" dir="ltr">')
      expect(text).toMatch(/<h1>[^<]+<\/h1>/)
      expect(text).not.toMatch(/\b(?:undefined|null|\[object)|[a-z]+\.[a-z]+[A-Z][a-z]+</)
      expect(headers.get('content-security-policy')).toContain("script-src 'self'")
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(text.match(/<script\b[^>]*>/g)?.every((tag) => tag.includes('src='))).toBe(true)
      expect(headers.get('set-cookie')).toBeNull()
    },
  )

  test('names itself to search engines, in each language', async () => {
    const { text } = await page('/b/ondelle/help?lang=nl')
    expect(text).toContain(`<link rel="canonical" href="${the.app.url}/b/ondelle/help?lang=nl">`)
    for (const lang of ['fr', 'nl', 'en', 'x-default']) expect(text).toContain(`hreflang="${lang}"`)
    const map = await page('/b/ondelle/sitemap.xml')
    expect(map.text).toContain(`<loc>${the.app.url}/b/ondelle/contact?lang=en</loc>`)
    expect((await page('/robots.txt')).text).toContain(`Sitemap: ${the.app.url}/b/ondelle/sitemap.xml`)
  })

  test('in a language the brand does not speak says so', async () => {
    const { text } = await page('/b/ondelle/?lang=de')
    expect(text).toContain('Cette page n’existe pas en')
  })

  test('shows what was searched as text', async () => {
    const { text } = await page(`/b/ondelle/help?lang=en&q=${encodeURIComponent('"><script>alert(1)</script>')}`)
    expect(text).not.toContain('<script>alert')
    expect(text).toContain('&lt;script&gt;alert(1)')
  })

  test.each([
    ['2026-11-23T20:00:00Z', 'Closed now, open again tomorrow 09:00'],
    ['2026-11-24T07:59:59Z', 'Closed now, open again today 09:00'],
    ['2026-11-24T08:00:00Z', 'Open now until today 18:00'],
    ['2026-11-24T16:59:59Z', 'Open now until today 18:00'],
    ['2026-11-24T17:00:00Z', 'Closed now, open again December 1 09:00'],
  ])('says at %s whether somebody is there', async (now, words) => {
    const before = the.app.clock.now()
    the.app.clock.set(now)
    expect((await page('/b/ondelle/?lang=en')).text).toContain(words)
    the.app.clock.set(before)
  })

  test('of a brand that is not there is not there', async () => expect((await page('/b/nobody/')).status).toBe(404))
})

describe('the contact form', () => {
  test('says each fault on top and at its field, and keeps what was typed', async () => {
    const { status, text } = await post(
      '/b/ondelle/contact?lang=en',
      await filledForm({ name: '', email: 'jonas at home', phone: '12', topic: '' }),
    )
    expect(status).toBe(422)
    expect(text).toContain('Please correct 4 fields')
    for (const field of ['name', 'email', 'phone', 'topic']) expect(text).toContain(`<a href="#${field}">`)
    expect(text).toContain('value="jonas at home"')
    expect(text).toMatch(/aria-describedby="email-hint email-fault" aria-invalid="true"/)
    expect(text).toMatch(/>\s*My SIM is blocked<\/textarea>/)
  })

  test('leads to a page of one’s own, the same one when it is sent twice', async () => {
    const form = await filledForm()
    const first = await post('/b/ondelle/contact?lang=en', form)
    const second = await post('/b/ondelle/contact?lang=en', form)
    expect([first.status, second.status]).toEqual([303, 303])
    const own = first.headers.get('location') ?? ''
    expect(second.headers.get('location')).toBe(own)
    const { text, headers } = await page(own.split('#')[0] ?? '')
    expect(text).toContain('My SIM is blocked')
    expect(text).toContain('noindex')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  })

  test.each<[string, Record<string, string>]>([
    ['a robot that fills in everything', { website: 'https://spam.example' }],
    ['a ticket of nobody', { proof: 'x'.repeat(43) }],
    ['another form under its ticket', { id: newId() }],
    ['a ticket of tomorrow', { at: '99999999999999' }],
  ])('is not sent by %s, and nothing that was typed is lost', async (_, more) => {
    const { status, text } = await post('/b/ondelle/contact?lang=en', await filledForm(more))
    expect(status).toBe(422)
    expect(text).toContain('My SIM is blocked')
    expect(text).toContain('Please look at it once more')
  })

  test.each<Record<string, string>>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'none', origin: 'https://evil.example' },
  ])('is refused from another site (%o)', async (headers) => {
    expect((await post('/b/ondelle/contact?lang=en', await filledForm(), headers)).status).toBe(403)
  })

  test('takes what is strange: long names, signs of other planes, zeros', async () => {
    const long = await post('/b/ondelle/contact?lang=en', await filledForm({ name: 'x'.repeat(121) }))
    expect(long.text).toContain('Use at most 120 characters.')
    const strange = await post('/b/ondelle/contact?lang=en', await filledForm({ message: 'a\0b 👩‍👩‍👧‍👦 <b>' }))
    expect(strange.status).toBe(303)
    const { text } = await page((strange.headers.get('location') ?? '').split('#')[0] ?? '')
    expect(text).toContain('&lt;b&gt;')
  })
})

describe('the page of one’s own', () => {
  test.each(['sbv_unknown0000000000000000000000000', 'x', '%00'])(
    'is nothing to who does not know its address (%s)',
    async (token) => {
      const { status, text } = await page(`/b/ondelle/contact/answers/${token}?lang=en`)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(text).not.toContain('Jonas')
    },
  )

  test('takes more, once, and says when nothing was written; another brand’s page does not show it', async () => {
    const { headers } = await post('/b/ondelle/contact?lang=en', await filledForm())
    const own = (headers.get('location') ?? '').split('#')[0] ?? ''
    const more = { id: newId(), text: 'It began on Monday' }
    for (const _ of [1, 2]) expect((await post(own, more)).status).toBe(303)
    const { text } = await page(own)
    expect(text.split('It began on Monday')).toHaveLength(2)
    expect((await post(own, { id: newId(), text: '  ' })).text).toContain('Write your message first.')
    expect((await page(own.replace('/ondelle/', '/lumo/'))).status).toBe(404)
  })
})
