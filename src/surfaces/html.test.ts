import fc from 'fast-check'
import { expect, test } from 'vitest'
import { html, jsonIn, raw } from './html.ts'

test('what is put in is text, in elements and in quoted attributes', () => {
  const evil = `"><script>alert('1')</script>&amp;`
  expect(`${html`<p title="${evil}">${evil}</p>`}`).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;">&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;</p>',
  )
})

test('lists and pieces stay, nothing is nothing', () => {
  expect(
    `${html`<ul>${['a<', 'b'].map((item) => html`<li>${item}</li>`)}</ul>${null}${undefined}${false}${0}${raw('<hr>')}`}`,
  ).toBe('<ul><li>a&lt;</li><li>b</li></ul>0<hr>')
})

test('no text can leave its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(`${html`${text}`}`).not.toMatch(/[<>"']/)
      expect(`${jsonIn({ text })}`).not.toMatch(/[<>]/)
      expect(JSON.parse(`${jsonIn({ text })}`)).toEqual({ text })
    }),
  )
})
