import { expect, test } from 'vitest'
import { alike, sureness, type Theme } from './alike.ts'

const theme = (text: string, more: Partial<Theme> = {}, lang = 'en'): Theme => ({
  labels: [],
  subjects: [],
  asked: [{ lang, text }],
  ...more,
})

test.each([
  ['en', 'My SIM card is blocked', 'sim cards still blocked since yesterday', true],
  ['fr', 'Ma facture est trop élevée', 'Encore une facture trop élevée ce mois', true],
  ['nl', 'Mijn internet is al twee dagen traag', 'Het internet is nog steeds traag', true],
  ['es', 'No tengo cobertura en casa', 'Sigo sin cobertura dentro de casa', true],
  ['pl', 'Nie działa mi internet w domu', 'Internet w domu nadal nie działa', true],
  ['ro', 'Factura mea este greșită', 'Am primit iar factura greșită', true],
  ['ar', 'شريحة الهاتف لا تعمل', 'ما زالت شريحة الهاتف متوقفة', true],
  ['en', 'My SIM card is blocked', 'I want to change my address', false],
  ['en', 'Hello, can you help me please', 'Hello, I need help please', false],
])('%s: "%s" and "%s"', (lang, one, other, same) => {
  expect(alike(theme(one, {}, lang), theme(other, {}, lang)) !== null).toBe(same)
})

test('a label that somebody gave to both, or the same subject, is enough; and it says which', () => {
  const [one, other] = [theme('a', { labels: ['l1', 'l2'] }), theme('b', { labels: ['l2'] })]
  expect(alike(one, other)).toEqual({ labels: ['l2'], words: [], subject: null })
  const mails = [theme('a', { subjects: ['My bill'] }), theme('b', { subjects: ['Re: my bill'] })] as const
  expect(alike(...mails)).toEqual({ labels: [], words: [], subject: 'My bill' })
})

test('labels say more than words', () => {
  expect(sureness({ labels: ['l'], words: [], subject: null })).toBeGreaterThan(
    sureness({ labels: [], words: ['sim', 'card'], subject: null }),
  )
})
