import { expect, test } from 'vitest'
import { sanitiseMail } from '../understand/html/sanitise.ts'
import { pageOf, policyOf } from './page.ts'
import { pictureIn } from './send-picture.ts'

const GIF = Buffer.from('R0lGODlhAQABAIAAAP8AAAAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64')
const page = (html: string, remote = false) =>
  pageOf(sanitiseMail(html), {
    own: (id) => (id === 'logo@here' ? '/own?link=a' : null),
    remote: (url) => (remote ? `/remote?for=${encodeURIComponent(url)}` : null),
  })

test.each([
  ['<img src="cid:logo@here" alt="Logo">', '<img alt="Logo" src="/own?link=a" />'],
  ['<img src="cid:gone@here" alt="Gone">', '<img alt="Gone" data-kept="" />'],
  ['<img src="https://t.example/p.gif" alt="Offer">', '<img alt="Offer" data-kept="" />'],
  ['<p>src="cid:logo@here"</p>', '<p>src="cid:logo@here"</p>'],
])('%s', (html, shown) => expect(page(html)).toContain(shown))

test('asked for, a picture from elsewhere has our link, its address as it was written', () => {
  const shown = page('<img src="https://t.example/p.gif?a=1&amp;b=2">', true)
  expect(shown).toContain(`src="/remote?for=${encodeURIComponent('https://t.example/p.gif?a=1&b=2')}"`)
  expect(shown).not.toContain('https://t.example')
})

test('the policy names pictures of ours alone', () => {
  const policy = policyOf(['https://care.example'])
  expect(policy).toContain("default-src 'none'; img-src data: https://care.example/api/v1/mail-pictures;")
  expect(policy).not.toMatch(/allow-scripts|allow-same-origin|allow-forms|allow-top/)
})

const answer = (body: Buffer, status = 200) => ({ ok: true as const, status, headers: {}, body, url: '' })
test.each([
  ['a picture', answer(GIF), 'image/gif'],
  ['a page that calls itself one', answer(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>')), null],
  ['text', answer(Buffer.from('GIF of a cat')), null],
  ['not there', answer(GIF, 404), null],
  ['not reached', { ok: false as const, reason: 'timeout' as const }, null],
])('%s', async (_, fetched, mime) => expect((await pictureIn(fetched))?.mime ?? null).toBe(mime))
