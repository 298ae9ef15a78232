import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { elementsOf } from '../../../test/support/markup.ts'
import { bake, escapeHtml, languageOf, plain } from './index.ts'
import { renderMarkdown } from './markdown.ts'

describe('baking', () => {
  test.each([
    ['hello', '<p>hello</p>\n'],
    ['**bold** and *light*', '<p><strong>bold</strong> and <em>light</em></p>\n'],
    ['one\ntwo\n\nthree', '<p>one<br />\ntwo</p>\n<p>three</p>\n'],
    ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n'],
    ['<img src=x onerror=alert(1)>', '<p>&lt;img src=x onerror=alert(1)&gt;</p>\n'],
    ['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>\n'],
    ['[x](data:text/html,hi)', '<p>[x](data:text/html,hi)</p>\n'],
    ['[x](//evil.example)', '<p>[x](//evil.example)</p>\n'],
    ['[x](https://a.example "t")', '<p><a href="https://a.example" rel="noopener nofollow ugc">x</a></p>\n'],
    [
      'https://a.example/?a=1&b=2',
      '<p><a href="https://a.example/?a=1&amp;b=2" rel="noopener nofollow ugc">https://a.example/?a=1&amp;b=2</a></p>\n',
    ],
    [
      '![cat](https://t.example/pixel.png)',
      '<p><a href="https://t.example/pixel.png" rel="noopener nofollow ugc">cat</a></p>\n',
    ],
    ['# big', '<h2>big</h2>\n'],
    ['null\0byte \ud800', '<p>nullbyte \ufffd</p>\n'],
  ])('%s', async (text, html) => {
    expect(await bake(text)).toBe(html)
  })

  test('links only to listed hosts, or none', async () => {
    const text = '[a](https://a.example/x) [b](https://b.example) [c](mailto:x@a.example)'
    expect(await bake(text, { links: { hosts: ['a.example'] } })).toBe(
      '<p><a href="https://a.example/x" rel="noopener nofollow ugc">a</a> b c</p>\n',
    )
    expect(await bake(text, { links: 'none' })).toBe('<p>a b c</p>\n')
  })

  test('what is simple is the same with and without the parser', async () => {
    const simple = fc.string({ unit: fc.constantFrom(...'abc .,!?é\n\n'), maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(simple, async (text) => {
        expect((await bake(text)).replace(/\s+/g, ' ')).toBe(renderMarkdown(text, 'all').replace(/\s+/g, ' '))
      }),
      { numRuns: 300 },
    )
  })

  test('whatever it is, nothing runs and nothing is loaded', async () => {
    const nasty = fc.array(
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '[x](',
        ')',
        'javascript:',
        'https://a.example',
        '![',
        ']',
        '`',
        '\n',
        '- ',
        '> ',
        '<svg onload=x>',
        '<!--',
        '&#x6a;',
        '\\',
        '|',
        '*',
      ),
      { maxLength: 20 },
    )
    await fc.assert(
      fc.asyncProperty(nasty, async (parts) => {
        for (const { name, attributes } of elementsOf(await bake(parts.join('')))) {
          expect(name).not.toMatch(/^(?:script|img|svg|iframe|style|object|form|base|meta|link|input)$/)
          expect([...attributes.keys()].join(' ')).not.toMatch(/\b(?:on\w+|style|src|srcset|id|class)\b/)
          expect(attributes.get('href') ?? 'https://').toMatch(/^(?:https?:\/\/|mailto:|tel:)/i)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('over a megabyte, or over what a worker may take of time and memory: its own text, and the next one is well', async () => {
    const large = `*${'a'.repeat(1_000_001)}`
    expect(await bake(large)).toBe(`<pre>${large}</pre>\n`)
    const slow = '*a '.repeat(330_000)
    expect(await bake(slow)).toBe(`<pre>${slow}</pre>\n`)
    expect(await bake('**well**')).toBe('<p><strong>well</strong></p>\n')
  })

  test('deep nesting is cut, not followed', async () => {
    const html = await bake(`${'> '.repeat(5000)}deep`)
    expect(html.split('<blockquote>').length).toBeLessThanOrEqual(102)
  })
})

describe('plain', () => {
  test.each([
    ['NUL and controls go, tab and line end stay', 'a\0b\u0007\tc\r\nd\re', 'ab\tc\nd\ne'],
    ['lone surrogates are repaired', 'a\ud800b', 'a\ufffdb'],
    ['one form for one letter', 'e\u0301', 'é'],
    ['joiners stay', '👩‍👩‍👧 می‌خواهم', '👩‍👩‍👧 می‌خواهم'],
    ['marks of direction stay, overrides go', 'a\u200f\u202eb', 'a\u200fb'],
  ])('%s', (_, text, kept) => {
    expect(plain(text)).toBe(kept)
  })

  test('cut by code points and by bytes, never inside one, never after a joiner', () => {
    expect(plain('añ😀b', { codePoints: 3 })).toBe('añ😀')
    expect(plain('añ😀b', { bytes: 6 })).toBe('añ')
    expect(plain('👩‍👩', { codePoints: 2 })).toBe('👩')
  })

  test('any text: well-formed, within its limits, and twice is once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(50), (text, codePoints) => {
        const once = plain(text, { codePoints, bytes: 100 })
        expect(once.isWellFormed()).toBe(true)
        expect([...once].length).toBeLessThanOrEqual(codePoints)
        expect(Buffer.byteLength(once)).toBeLessThanOrEqual(100)
        expect(plain(once, { codePoints, bytes: 100 })).toBe(once)
      }),
      { numRuns: 1000 },
    )
  })
})

const seven = ['en', 'fr', 'nl', 'es', 'pl', 'ro', 'ar']
test.each([
  ['es', 'mi factura de este mes es muy cara'],
  ['fr', 'ma facture est trop élevée'],
  ['nl', 'mijn rekening klopt niet'],
  ['pl', 'nie działa mi internet'],
  ['ro', 'nu merge internetul de ieri'],
  ['ar', 'الانترنت لا يعمل'],
  ['en', 'my bill is wrong'],
  ['en', 'Hello'],
  ['nl', 'hallo!'],
])('in %s: %s', async (lang, text) => {
  expect(await languageOf(text, seven)).toEqual({ lang, sure: true })
})

test('what says nothing is the first language, unsure; and only the asked ones are answered', async () => {
  expect(await languageOf('12345 ??', seven)).toEqual({ lang: 'en', sure: false })
  expect((await languageOf('mi factura de este mes es muy cara', ['fr', 'nl'])).lang).toMatch(/fr|nl/)
})

test('escaped text stays inside an attribute', () => {
  expect(escapeHtml(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;')
})
