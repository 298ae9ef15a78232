import { describe, expect, test } from 'vitest'
import { understandMail } from '../understand-mail.ts'

const page = (html: string) =>
  understandMail(Buffer.from(`From: anna@there.example\nContent-Type: text/html; charset=utf-8\n\n${html}`))

describe('what HTML alone says is quoted, by program', () => {
  test.each([
    [
      'Gmail',
      '<div dir="ltr">On Monday.</div><br><div class="gmail_quote"><div class="gmail_attr">On Thu, Nov 5, 2026 Care &lt;<a href="mailto:c@o.example">c@o.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote">When?</blockquote></div>',
    ],
    [
      'Thunderbird',
      '<p>On Monday.</p><div class="moz-cite-prefix">On 11/5/26 10:12, Care wrote:<br></div><blockquote type="cite" cite="mid:1@o.example"><p>When?</p></blockquote>',
    ],
    [
      'Apple Mail',
      'On Monday.<br><div><br><blockquote type="cite"><div>On 5 Nov 2026, at 10:12, Care &lt;c@o.example&gt; wrote:</div><br><div>When?</div></blockquote></div>',
    ],
    [
      'Outlook for Windows, a language we do not know',
      '<p class="MsoNormal">On Monday.</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p><b>Kutoka:</b> Care<br><b>Ilitumwa:</b> Alhamisi</p></div></div><p>When?</p>',
    ],
    [
      'Outlook for the web',
      '<div>On Monday.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Kutoka:</b> Care</div><div>When?</div>',
    ],
    [
      'Yahoo',
      '<div>On Monday.</div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>Alhamisi, Care:</div><div>When?</div></div>',
    ],
    ['Proton', '<div>On Monday.</div><div class="protonmail_quote">Care:<br><blockquote>When?</blockquote></div>'],
    [
      'Yandex',
      '<div>On Monday.</div><div>05.11.2026, 10:12, "Care" &lt;c@o.example&gt;:</div><blockquote><p>When?</p></blockquote>',
    ],
  ])('%s', (_, html) => {
    const { visible, quoted } = page(html)
    expect(visible).toBe('On Monday.')
    expect(quoted).toContain('When?')
  })
})

test('a signature that HTML marks', () => {
  expect(page('<div>On Monday.</div><div class="gmail_signature">Anna<br>07700 900123</div>')).toMatchObject({
    visible: 'On Monday.',
    signature: 'Anna\n07700 900123',
  })
})

test.each([
  ['blocks and breaks', '<p>one</p><p>two<br>three</p><div>four</div>', 'one\n\ntwo\nthree\n\nfour'],
  ['lists and tables', '<ul><li>a</li><li>b</li></ul><table><tr><td>x</td><td>y</td></tr></table>', '- a\n- b\n\nx y'],
  ['what nobody sees', '<head><title>t</title><style>p{}</style></head><body>a<script>1</script></body>', 'a'],
  ['spaces and entities', '<p>a &amp;   b&nbsp;c\n d</p>', 'a & b c d'],
  ['preformatted', '<pre>a\n  b</pre>', 'a\n  b'],
])('%s', (_, html, text) => expect(page(html).text).toBe(text))

test('the signs used inside are nobody else’s', () => {
  expect(page('a\ue000b<p>c\ue001</p>').visible).toBe('ab\n\nc')
})
