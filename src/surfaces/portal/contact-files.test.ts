import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Cast } from '../../../test/support/people.ts'
import { hiddenIn, portalCast } from '../../../test/support/portal.ts'
import { openPortal } from './module.ts'

let the: Cast
const CONTACT = '/b/ondelle/contact?lang=en'
beforeAll(async () => {
  the = await portalCast(openPortal)
})
afterAll(() => the?.app.stop())

type File = [name: string, type: string, bytes: string]
const pdf: File = ['bill.pdf', 'application/pdf', '%PDF-1.4\n%%EOF\n']

/** As a browser without any script sends it. */
const send = async (path: string, values: Record<string, string>, files: readonly File[]) => {
  const body = new FormData()
  for (const [name, value] of Object.entries(values)) body.append(name, value)
  for (const [name, type, bytes] of files) body.append('files', new Blob([bytes], { type }), name)
  const answer = await the.app.fetch(path, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } })
  return {
    status: answer.status,
    own: (answer.headers.get('location') ?? '').split('#')[0] ?? '',
    text: await answer.text(),
  }
}
const filled = async (more: Record<string, string> = {}) => {
  const text = await (await the.app.fetch(CONTACT)).text()
  the.app.clock.advance({ seconds: 30 })
  const ticket = { id: hiddenIn(text, 'id'), at: hiddenIn(text, 'at'), proof: hiddenIn(text, 'proof'), website: '' }
  return {
    ...ticket,
    name: 'Jonas',
    email: 'jonas@mail.example',
    phone: '',
    topic: 'Bill',
    message: 'See the bill',
    ...more,
  }
}
const see = async (path: string) => (await the.app.fetch(path)).text()
const linkIn = (text: string): string => /href="([^"]+\/files\/[^"]+)"/.exec(text)?.[1] ?? ''

describe('a contact form with files', () => {
  test('brings them along, named and to be had again, by the sender alone', async () => {
    const { status, own } = await send(CONTACT, await filled(), [pdf])
    expect(status).toBe(303)
    const text = await see(own)
    expect(text).toContain('bill.pdf (')
    const file = await the.app.fetch(linkIn(text))
    expect(file.headers.get('content-disposition')).toContain('bill.pdf')
    expect(await file.text()).toBe(pdf[2])
    const stranger = await send(CONTACT, await filled(), [])
    const id = linkIn(text).split('/').at(-1) ?? ''
    expect((await the.app.fetch(`${stranger.own.split('?')[0]}/files/${id}`)).status).toBe(404)
  })
  test('sent twice it is sent once; no file chosen is no file', async () => {
    const form = await filled()
    const [one, two] = [await send(CONTACT, form, [pdf]), await send(CONTACT, form, [pdf])]
    expect(two.own).toBe(one.own)
    expect((await see(one.own)).split('bill.pdf')).toHaveLength(2)
    const none = await send(CONTACT, await filled(), [['', 'application/octet-stream', '']])
    expect(linkIn(await see(none.own))).toBe('')
  })
  test('gone back to and changed, nothing is lost and nothing passes for sent', async () => {
    const form = await filled()
    await send(CONTACT, form, [])
    const other = await send(CONTACT, { ...form, message: 'Something else' }, [])
    expect(other.status).toBe(409)
    expect(other.text).toContain('Something else')
    expect(hiddenIn(other.text, 'id')).not.toBe(form.id)
  })
  test.each<[string, File[], string]>([
    ['too many', Array.from({ length: 6 }, () => pdf), 'Attach at most 5 files'],
    [
      'too large',
      [['big.pdf', 'application/pdf', `%PDF-1.4\n${'x'.repeat(10_000_001)}`]],
      'big.pdf is larger than 10 MB',
    ],
    ['with nothing in it', [['empty.pdf', 'application/pdf', '']], 'empty.pdf cannot be sent'],
  ])('%s: said at the field, and what was typed stays', async (_, files, words) => {
    const { status, text } = await send(CONTACT, await filled(), files)
    expect(status).toBe(422)
    expect(text).toContain(words)
    expect(text).toContain('See the bill')
  })
  test('files can follow later', async () => {
    const { own } = await send(CONTACT, await filled(), [])
    expect((await send(own, { id: newId(), text: '' }, [pdf])).status).toBe(303)
    expect(await see(own)).toContain('bill.pdf (')
  })
})

test('the same id with another body is refused', async () => {
  const body = {
    id: newId(),
    brand: 'ondelle',
    lang: 'en',
    name: 'Jonas',
    email: 'jonas@mail.example',
    topic: 'Bill',
    message: 'One',
  }
  const say = (json: object) => the.app.fetch('/api/v1/contact-forms', { method: 'POST', json })
  const [first, again, other] = [await say(body), await say(body), await say({ ...body, message: 'Two' })]
  expect([first.status, again.status, other.status]).toEqual([200, 200, 409])
  expect(await again.json()).toEqual(await first.json())
})

test('closed, it says when somebody is there again and what can be done now', async () => {
  the.app.clock.set('2026-06-07T10:00:00Z')
  expect(await see(CONTACT)).toMatch(/Nobody is here before [^,]*Tuesday[^,]*,? .*but your message is not lost/)
  the.app.clock.set('2026-06-09T10:00:00Z')
  expect(await see(CONTACT)).not.toContain('Nobody is here before')
})
