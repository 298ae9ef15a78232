import { describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Account, ChannelAdapter } from '../port/adapter.ts'
import type { Outbound } from '../port/outbound.ts'
import { withCase } from './say-case.ts'

const about = { reference: 'LUM-7K3-219X', url: 'https://care.lumo.example/b/lumo/case/secret' }
const account: Account = {
  id: newId(),
  brand: newId(),
  channel: 'sms',
  name: 'Text messages',
  settings: {},
  secrets: {},
  mac: () => '',
}
const outbound = (text: string, said: Partial<Outbound> = {}): Outbound => ({
  conversationId: newId(),
  messageId: newId(),
  clientKey: 'key',
  thread: { id: 'thread', visibility: 'private', subject: null },
  inReplyTo: [],
  to: null,
  author: { name: 'Eva', bot: false },
  text,
  html: '',
  lang: 'fr',
  quickReplies: [],
  attachments: [],
  case: about,
  quoted: null,
  ...said,
})
const room = (max: number, caseLine?: ChannelAdapter['caseLine']) => ({
  capabilities: {
    ingest: [],
    receipts: [],
    text: { max, format: 'plain' as const },
    idempotent: true,
    retryFor: Temporal.Duration.from({ hours: 1 }),
  },
  ...(caseLine && { caseLine }),
})
const said = (text: string, max: number, more: Partial<Outbound> = {}) =>
  withCase(outbound(text, more), room(max), account).text

describe('the first answer names its case', () => {
  test.each([
    ['en', 'Your reference: LUM-7K3-219X\nSee where it stands and what happens next: '],
    ['fr', 'Votre référence : LUM-7K3-219X\nVoir où en est votre demande et la suite: '],
    ['nl-BE', 'Uw nummer: LUM-7K3-219X\n'],
    ['ar', 'رقمك المرجعي: LUM-7K3-219X\n'],
    ['tlh', 'Your reference: LUM-7K3-219X\n'],
  ])('in words where there is room, in %s', (lang, line) => {
    const text = said('Bonjour', 4_000, { lang })
    expect(text.startsWith(`Bonjour\n\n${line}`)).toBe(true)
    expect(text.endsWith(about.url)).toBe(true)
  })

  test('short where there is hardly any, and never so that the answer does not fit', () => {
    expect(said('Bonjour', 280)).toBe('Bonjour\n\nRéf. LUM-7K3-219X')
    expect(said('a'.repeat(270), 280)).toBe('a'.repeat(270))
    expect(said('a'.repeat(3_950), 4_000)).toBe(`${'a'.repeat(3_950)}\n\nVotre référence : LUM-7K3-219X`)
  })

  test('without the page in public, and not at all where the channel does it itself or it was said before', () => {
    expect(said('Bonjour', 4_000, { case: { ...about, url: null } })).toBe('Bonjour\n\nVotre référence : LUM-7K3-219X')
    expect(said('Bonjour', 4_000, { case: null })).toBe('Bonjour')
    expect(
      withCase(
        outbound('Bonjour'),
        room(4_000, () => 'own'),
        account,
      ).text,
    ).toBe('Bonjour')
  })

  test('also in HTML, as text', () => {
    const { html } = withCase(outbound('Bonjour', { html: '<p>Bonjour</p>' }), room(4_000), account)
    expect(html).toContain('<p>Bonjour</p>\n<p dir="auto">Votre référence : LUM-7K3-219X<br>')
  })
})
