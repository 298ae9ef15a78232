import { createTransport } from 'nodemailer'
import { describe, expect, test } from 'vitest'
import { openPostOffice, type PostOffice } from '../mail/post-office.ts'
import { openDemo } from '../open-demo.ts'
import { type Asked, handle } from './handle.ts'

const settings = {
  url: 'http://127.0.0.1:4000',
  key: 'none',
  port: 4010,
  publicUrl: null,
  mailPort: null,
  seed: '<b>seed</b>',
  run: 'test',
}
const open = (post: PostOffice | null = null) => openDemo(settings, () => {}, post)
const asked = (more: Partial<Asked>): Asked => ({
  method: 'GET',
  path: '/',
  host: '127.0.0.1:4010',
  origin: null,
  site: null,
  body: '',
  ...more,
})
const own = 'http://127.0.0.1:4010'

test('the page shows the pace, escapes what it is given, and needs no script', () => {
  const { status, text } = handle(open(), asked({}))
  expect(status).toBe(200)
  expect(text).toContain('&#60;b&#62;seed')
  expect(text).not.toContain('<b>seed')
  expect(text).not.toContain('<script')
})

describe('the pace', () => {
  test('is set by the page’s own form', () => {
    const demo = open()
    const request = asked({ method: 'POST', path: '/pace', origin: own, body: 'perMinute=20' })
    expect(handle(demo, request)).toMatchObject({ status: 303, headers: { location: '/' } })
    expect(demo.pace.perMinute).toBe(20)
  })

  test.each(['61', '-1', '1.5', 'many', ''])('refuses %j', (perMinute) => {
    const demo = open()
    expect(
      handle(demo, asked({ method: 'POST', path: '/pace', origin: own, body: `perMinute=${perMinute}` })).status,
    ).toBe(400)
    expect(demo.pace.perMinute).toBe(0)
  })

  test('is read and set as JSON by the product’s own page', () => {
    const demo = open()
    const request = asked({
      method: 'PUT',
      path: '/pace',
      origin: settings.url,
      body: '{"perMinute":6,"colleagues":false}',
    })
    const { status, headers, text } = handle(demo, request)
    expect([status, headers['access-control-allow-origin']]).toEqual([200, settings.url])
    expect(JSON.parse(text)).toMatchObject({ perMinute: 6, colleagues: false })
  })

  test.each(['{"perMinute":61}', '{"perMinute":"6"}', '{"colleagues":1}', 'no json', 'null'])('refuses %s', (body) => {
    expect(handle(open(), asked({ method: 'PUT', path: '/pace', origin: settings.url, body })).status).toBe(400)
  })
})

describe('pages of other sites', () => {
  test.each(['http://evil.example', 'null', 'http://127.0.0.1:4000', 'http://127.0.0.1:9999'])(
    '%s cannot press a button',
    (origin) => {
      const demo = open()
      for (const path of ['/pace', '/colleagues', '/faults/offline']) {
        expect(handle(demo, asked({ method: 'POST', path, origin, body: 'perMinute=60&on=0' })).status).toBe(403)
      }
      expect([demo.pace.perMinute, demo.colleagues.on, demo.faults.isOffline]).toEqual([0, true, false])
    },
  )

  test('get no JSON', () => {
    for (const method of ['GET', 'PUT', 'OPTIONS']) {
      const request = asked({ method, path: '/pace', origin: 'http://evil.example', body: '{"perMinute":60}' })
      expect(handle(open(), request)).toMatchObject({ status: 403 })
    }
  })

  test('a name pointed at this machine gets nothing', () => {
    expect(handle(open(), asked({ host: 'evil.example' })).status).toBe(403)
  })

  test('a form without an origin counts only when the browser says it is ours', () => {
    const press = (site: string | null) =>
      handle(open(), asked({ method: 'POST', path: '/pace', body: 'perMinute=1', site })).status
    expect([press('same-origin'), press('cross-site'), press('same-site'), press(null)]).toEqual([303, 403, 403, 303])
  })
})

test('faults are switched one by one', () => {
  const demo = open()
  handle(demo, asked({ method: 'POST', path: '/faults/slow', origin: own, body: 'on=1' }))
  expect([...demo.faults.on]).toEqual(['slow'])
  handle(demo, asked({ method: 'POST', path: '/faults/slow', origin: own, body: 'on=0' }))
  expect([...demo.faults.on]).toEqual([])
  expect(handle(demo, asked({ method: 'POST', path: '/faults/none', origin: own })).status).toBe(400)
})

describe('the letters', () => {
  const read = (post: PostOffice | null) => handle(open(post), asked({ path: '/letters' }))

  test('are linked from the page; none has come, or none is written at all', async () => {
    expect(handle(open(), asked({})).text).toContain('href="/letters"')
    expect(read(null)).toMatchObject({ status: 200, text: expect.stringContaining('takes in no mail') })
    const post = await openPostOffice(0)
    expect(read(post).text).toContain('No mail has come yet.')
    await post.close()
  })

  test('are shown newest first and escaped; only links to the app can be followed, and no other', async () => {
    const post = await openPostOffice(0)
    const by = createTransport({ host: '127.0.0.1', port: post.port, ignoreTLS: true })
    const mail = { from: 'aide@ondelle.example', to: 'me@home.example' }
    const rate = 'http://127.0.0.1:4000/b/ondelle/rate/abc?score=5&lang=fr'
    const tricks = [
      'http://127.0.0.1:4000.evil.example/a',
      'http://127.0.0.1:4000@evil.example/b',
      'http://evil.example/http://127.0.0.1:4000/c',
      'http://127.0.0.1:4010/pace',
      'javascript:alert(1)',
    ]
    await by.sendMail({ ...mail, subject: 'first', text: 'one' })
    const text = `<script>1</script> 5: ${rate}. http://localhost:4000/"onclick="x ${tricks.join(' ')}`
    await by.sendMail({ ...mail, subject: '<b>second', text })
    const page = read(post).text
    expect(page.indexOf('second')).toBeLessThan(page.indexOf('first'))
    expect(page).toContain('to me@home.example')
    expect(page).toContain('&#60;script&#62;1')
    expect(page).not.toMatch(/<script|<b>second|"onclick/)
    const links = [
      ...page.matchAll(/<a href="(http[^"]*|javascript[^"]*)" target="_blank" rel="noopener noreferrer">/g),
    ]
    expect(links.map(([, href]) => href)).toEqual([rate.replace('&', '&#38;'), 'http://127.0.0.1:4000/'])
    by.close()
    await post.close()
  })

  test('are the last fifty, and kept for nobody else', async () => {
    const post = await openPostOffice(0)
    const by = createTransport({ host: '127.0.0.1', port: post.port, ignoreTLS: true, pool: true, maxMessages: 1_000 })
    for (let n = 1; n <= 52; n++)
      await by.sendMail({ from: 'a@ondelle.example', to: 'nobody@home.example', subject: `no. ${n}`, text: 'x' })
    expect(post.latest().map(({ letter }) => letter.subject)).toEqual(
      Array.from({ length: 50 }, (_, at) => `no. ${52 - at}`),
    )
    const late = post.open('nobody@home.example')
    const over = new AbortController()
    const unread = late.next(over.signal)
    over.abort()
    expect(await unread).toBeNull()
    by.close()
    await post.close()
  })
})
