import { expect, test } from 'vitest'
import type { Contact } from './contact.ts'
import { lostOf, mergedOf } from './merged.ts'

const contact = (id: string, more: Partial<Contact> = {}): Contact => ({
  id,
  brand: 'b',
  name: '',
  lang: null,
  organisation: null,
  identities: [],
  consents: [],
  mandates: [],
  merges: [],
  since: '2026-01-01T00:00:00.000Z',
  rev: 1,
  ...more,
})
const consent = (purpose: string, given: boolean, at: string, channel: string | null = null) => ({
  purpose,
  channel,
  given,
  at,
  how: 'said so',
})
const mandate = (id: string, principal: string) => ({
  id,
  for: { id: principal, name: principal },
  role: 'parent',
  scope: 'all',
  proof: 'seen',
  until: null,
})

test('the kept contact has both’s identities and the latest word on each consent', () => {
  const into = contact('a', { name: 'Amina', consents: [consent('offers', true, '2026-02-01')] })
  const other = contact('b', {
    name: 'A. Haddad',
    since: '2025-01-01T00:00:00.000Z',
    identities: [{ id: 'i', channel: 'email', handle: 'a@post.example', level: 'code', verifiedAt: null, until: null }],
    consents: [consent('offers', false, '2026-03-01'), consent('surveys', true, '2026-03-01')],
  })
  expect(mergedOf(into, other)).toMatchObject({
    id: 'a',
    name: 'Amina',
    since: '2025-01-01T00:00:00.000Z',
    identities: [{ id: 'i' }],
    consents: [
      { purpose: 'offers', given: false },
      { purpose: 'surveys', given: true },
    ],
  })
  expect(lostOf(into, other)).toEqual(['name'])
})

test('a word on all channels ends what was said before of one', () => {
  const before = consent('offers', true, '2026-01-01', 'sms')
  const after = consent('offers', true, '2026-03-01', 'email')
  const all = consent('offers', false, '2026-02-01')
  const { consents } = mergedOf(contact('a', { consents: [before, after] }), contact('b', { consents: [all] }))
  expect(consents.map(({ channel }) => channel)).toEqual([null, 'email'])
})

test('nobody acts for themselves once they are one', () => {
  const both = mergedOf(contact('a'), contact('b', { mandates: [mandate('m', 'a'), mandate('n', 'c')] }))
  expect(both.mandates.map(({ id }) => id)).toEqual(['n'])
})
