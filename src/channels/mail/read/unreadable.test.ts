import { expect, test } from 'vitest'
import { unreadable } from './unreadable.ts'

const raw = (text: string) => ({
  method: 'SMTP',
  path: '',
  headers: {},
  body: Buffer.from(text),
  receivedAt: new Date('2026-06-09T08:00:00Z'),
})

test('a mail nobody could read is shown by who wrote and about what, with itself as a file, to a person', () => {
  const event = unreadable(raw('From: Amina <Amina@customer.example>\r\nSubject: =?utf-8?B?w4nDqQ==?=\r\n\r\n…'))
  expect(event).toMatchObject({
    from: { handle: 'amina@customer.example', name: 'Amina', level: 'claimed' },
    thread: { subject: 'Éé' },
    content: { text: 'Éé', media: [{ part: 'whole' }] },
    trusted: false,
  })
})

test('not even headers: it has a place all the same, and the same one again', () => {
  const [one, two] = [unreadable(raw('\0\x01')), unreadable(raw('\0\x01'))]
  expect(one).toEqual(two)
  expect(one.content.text).toBe('[message/rfc822]')
})
