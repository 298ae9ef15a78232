import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { elementsOf } from '../../../../../test/support/markup.ts'
import { sanitiseMail } from './sanitise.ts'

/** What a mail tries; each with what may be left of it. */
const HOSTILE: readonly [string, string, string][] = [
  ['script', '<p>a</p><script>alert(1)</script>', '<p>a</p>'],
  ['script in capitals, broken', '<ScRiPt >alert(1)</sCrIpT\n><p>a</p>', '<p>a</p>'],
  ['event handler', '<p onclick="alert(1)" onmouseover=alert(1)>a</p>', '<p>a</p>'],
  ['image with onerror', '<img src=x onerror=alert(1)>a', '<img />a'],
  ['svg with onload', '<svg onload=alert(1)><g/></svg>a', 'a'],
  ['svg with script and use', '<svg><script>alert(1)</script><use href="data:image/svg+xml,x"/></svg>a', 'a'],
  [
    'math, mutation',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '',
  ],
  ['noscript, mutation', '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', ''],
  ['javascript link', '<a href="javascript:alert(1)">a</a>', '<a>a</a>'],
  ['javascript link, spelt', '<a href="jav&#x09;ascript:alert(1)">a</a>', '<a>a</a>'],
  ['javascript link, controls before', '<a href="&#1;javascript:alert(1)">a</a>', '<a>a</a>'],
  ['data link', '<a href="data:text/html,<script>alert(1)</script>">a</a>', '<a>a</a>'],
  ['vbscript link', '<a href="vbscript:msgbox(1)">a</a>', '<a>a</a>'],
  ['iframe', '<iframe src="https://evil.example"></iframe>a', 'a'],
  ['iframe with srcdoc', '<iframe srcdoc="<script>alert(1)</script>"></iframe>a', 'a'],
  ['object and embed', '<object data="x.swf"><embed src="x.swf"></object>a', 'a'],
  ['form', '<form action="https://evil.example"><input name=password><button>ok</button>a</form>', 'oka'],
  ['base', '<base href="https://evil.example/">a', 'a'],
  ['meta refresh', '<meta http-equiv="refresh" content="0;url=https://evil.example">a', 'a'],
  ['stylesheet link', '<link rel="stylesheet" href="https://evil.example/x.css">a', 'a'],
  ['style element with import', '<style>@import "https://evil.example/x.css"; p{position:fixed}</style>a', 'a'],
  [
    'style that loads',
    '<p style="background:url(https://evil.example/p.png);color:red">a</p>',
    '<p style="color:red">a</p>',
  ],
  ['style that loads, escaped', '<p style="background-color:u\\72l(https://evil.example)">a</p>', '<p>a</p>'],
  ['style that runs', '<p style="width:expression(alert(1))">a</p>', '<p>a</p>'],
  [
    'overlay',
    '<div style="position:fixed;top:0;left:0;width:100%;z-index:9999;color:#000">a</div>',
    '<div style="width:100%;color:#000">a</div>',
  ],
  ['negative margin', '<div style="margin-top:-500px;padding:2px">a</div>', '<div style="padding:2px">a</div>'],
  [
    'tracking pixel',
    '<img src="https://t.example/p.png?who=1" width=1 height=1>',
    '<img data-remote-src="https://t.example/p.png?who=1" width="1" height="1" />',
  ],
  ['picture without a scheme', '<img src="//t.example/p.png">', '<img data-remote-src="https://t.example/p.png" />'],
  [
    'srcset and background',
    '<img srcset="https://t.example/a.png 2x"><table background="https://t.example/b.png"><tr><td>a</td></tr></table>',
    '<img /><table><tr><td>a</td></tr></table>',
  ],
  ['a marker of ours, forged', '<img data-remote-src="javascript:alert(1)" src="cid:a@b">', '<img src="cid:a@b" />'],
  ['picture as a document', '<img src="data:image/svg+xml,<svg onload=alert(1)>">', '<img />'],
  ['names that hide ours', '<p id="body" name="cookie" class="admin">a</p>', '<p>a</p>'],
  [
    'video and audio',
    '<video src="https://t.example/v" poster="https://t.example/p" autoplay></video><audio src=x></audio>a',
    'a',
  ],
  ['conditional comment', '<!--[if mso]><script>alert(1)</script><![endif]-->a', 'a'],
  ['template', '<template><script>alert(1)</script></template>a', 'a'],
  ['xmp and plaintext', '<xmp><script>alert(1)</script></xmp>a<plaintext><script>', 'a'],
]

describe('hostile', () => {
  test.each(HOSTILE)('%s', (_, html, left) => expect(sanitiseMail(html)).toBe(left))
})

describe('kept', () => {
  test.each([
    [
      'a table with widths',
      '<table cellpadding="4" width="100%"><tr><td align="left" bgcolor="#eee">a</td></tr></table>',
    ],
    ['an own picture', '<img alt="Logo" src="cid:logo@here.example" width="40" />'],
    ['small inline styles', '<p style="color:#333;font-size:14px;border-left:1px #ccc solid">a</p>'],
    ['a direction', '<p dir="rtl" lang="ar">مرحبا</p>'],
  ])('%s', (_, html) => expect(sanitiseMail(html).replace(/;"/g, '"')).toBe(html))

  test('a link opens elsewhere and says nothing about where it stood', () =>
    expect(sanitiseMail('<a href="https://a.example/?x=1&amp;y=2">a</a>')).toBe(
      '<a href="https://a.example/?x=1&amp;y=2" rel="noopener noreferrer nofollow" target="_blank">a</a>',
    ))
})

const NEVER = /^(?:script|svg|math|iframe|style|object|embed|form|input|base|meta|link|noscript|template)$/

test('whatever it is, nothing runs, posts, loads or covers', () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '=',
    '/',
    ' ',
    '<img ',
    ' src=',
    ' onerror=',
    '<svg ',
    '<script ',
    ' style=',
    '<a ',
    ' href=',
    'javascript:',
    'data:text/html,',
    'https://x.example',
    '<!--',
    '-->',
    '&#x6a;',
    '<math>',
    '<table>',
    '<style>',
    '</style>',
    'position:fixed',
    'url(',
    ')',
    '\0',
    '<p title="',
    '<noscript>',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      for (const { name, attributes } of elementsOf(sanitiseMail(parts.join('')))) {
        expect(name).not.toMatch(NEVER)
        for (const [attribute, value] of attributes) {
          expect(attribute).not.toMatch(/^(?:on\w+|srcset|background|id|class|action|formaction|poster|srcdoc)$/)
          if (attribute === 'src') expect(value).toMatch(/^(?:cid:|data:image\/)/i)
          if (attribute === 'href') expect(value).toMatch(/^(?:https?:\/\/|mailto:|tel:)/i)
          if (attribute === 'style') expect(value).not.toMatch(/position|url\(|expression/i)
        }
      }
    }),
    { numRuns: 2_000 },
  )
})
