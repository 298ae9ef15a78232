import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mask } from './index.ts'

describe('found', () => {
  test.each([
    ['call me on +44 7700 900123 please', 'call me on [phone] please'],
    ['my number is 07700 900123', 'my number is [phone]'],
    ['appelez le 06 39 98 00 12 demain', 'appelez le [phone] demain'],
    ['appelez le 06.39.98.00.12', 'appelez le [phone]'],
    ['0033639980012', '[phone]'],
    ['bel 0470 00 00 01 of 02 000 00 01', 'bel [phone] of [phone]'],
    ['(020) 7946 0123', '[phone]'],
    ['llámame al 600 000 001', 'llámame al [phone]'],
    ['600000001', '[phone]'],
    ['+48 600 000 001', '[phone]'],
    ['sunați la 0700 000 001', 'sunați la [phone]'],
    ['(212) 555-0123', '[phone]'],
    ['رقمي ٠٧٧٠٠٩٠٠١٢٣', 'رقمي [phone]'],
    ['06 39 98 00 12 06 39 98 00 13', '[phone] [phone]'],
    ['order 123, call 07700 900123', 'order 123, call [phone]'],
    ['pay from GB82 WEST 1234 5698 7654 32 now', 'pay from [iban] now'],
    ['FR1420041010050500013M02606.', '[iban].'],
    ['nl91abna0417164300', '[iban]'],
    ['4111 1111 1111 1111', '[card]'],
    ['4111-1111-1111-1111 exp 12/28', '[card] exp 12/28'],
    ['378282246310005', '[card]'],
    ['IMEI 490154203237518', 'IMEI [imei]'],
    ['35-209900-176148-1 is my phone', '[imei] is my phone'],
    ['your PUK is 12345678', 'your PUK is [puk]'],
    ['PUK: 1234 5678', 'PUK: [puk]'],
    ['code PUK 12345678', 'code PUK [puk]'],
    ['mijn PUK-code is 12345678', 'mijn PUK-code is [puk]'],
    ['mi PUK es 12345678', 'mi PUK es [puk]'],
    ['kod PUK to 12345678', 'kod PUK to [puk]'],
    ['codul PUK este 12345678', 'codul PUK este [puk]'],
    ['رمز PUK هو 12345678', 'رمز PUK هو [puk]'],
    ['PUK1 12345678 and PUK2 87654321', 'PUK1 [puk] and PUK2 [puk]'],
    ['12345678 was the puk', '[puk] was the puk'],
    ['write to amina.k@mail.example, thanks', 'write to [email], thanks'],
  ])('%s', (text, masked) => {
    expect(mask(text).text).toBe(masked)
  })

  test.each([
    ['es', '912 345 678', '[phone]'],
    ['es', '912345678', '[phone]'],
    ['pl', '221234567', '[phone]'],
    ['pl', '22 123 45 67', '[phone]'],
  ])('in %s: %s', (lang, text, masked) => {
    expect(mask(text, lang).text).toBe(masked)
  })
})

test.each([
  'order 12345678 of 22/11/2026',
  'commande n° 612345678',
  'zamówienie nr 600000001',
  'pedido 612345678',
  'ORD-2026-0612345678',
  '#0612345678',
  'INV-4111111111111112',
  'on 01/02/2026 at 10:30',
  '2026-11-22 12:00:00',
  'from 01.02.2026 to 03.04.2026',
  'it costs 1 234 567,89 €',
  '€ 12.345.678,00',
  '1 000 000 000 zł',
  '50 GB and 1000 minutes for 12.99',
  'I am 12345678',
  '4111 1111 1111 1112 does not add up',
  'GB82 WEST 1234 5698 7654 33 does not either',
  'version 10.0.26100.4061',
  'I waited 45 minutes, 3 times',
  'le 15 du mois, entre 9h30 et 12h00',
  '1234',
])('stays: %s', (text) => {
  expect(mask(text)).toEqual({ text, kinds: [] })
})

test('says what it found, each kind once', () => {
  const { kinds } = mask('07700 900123, 07700 900124, 4111 1111 1111 1111, a@b.example')
  expect([...kinds].sort()).toEqual(['card', 'email', 'phone'])
})

const digitsAndSigns = fc.string({ unit: fc.constantFrom(...'0123456789 +-./()#:€٣puk@a.FR\n'), maxLength: 120 })

test('never throws, never more than doubles, twice is once', () => {
  fc.assert(
    fc.property(
      fc.oneof(digitsAndSigns, fc.string({ unit: 'binary' })),
      fc.constantFrom(undefined, 'es', 'pl', 'ar'),
      (text, lang) => {
        const once = mask(text, lang)
        expect(once.text.length).toBeLessThanOrEqual(Math.max(2 * text.length, text.length))
        expect(mask(once.text, lang)).toEqual({ text: once.text, kinds: [] })
      },
    ),
    { numRuns: 3000 },
  )
})

test.each([
  ['digits', '1'.repeat(200_000)],
  ['groups', '12 '.repeat(60_000)],
  ['marks', '(+'.repeat(100_000)],
  ['mail', 'a@'.repeat(100_000)],
  ['long mail', `${'a'.repeat(200_000)}@`],
  ['accounts', 'GB82'.repeat(50_000)],
  ['spaced accounts', 'GB82 '.repeat(40_000)],
  ['prices', '1,'.repeat(100_000)],
])('hostile %s cost less than a second of this thread', (_, text) => {
  const before = process.threadCpuUsage()
  mask(text)
  const { user, system } = process.threadCpuUsage(before)
  expect((user + system) / 1_000).toBeLessThan(1000)
})
