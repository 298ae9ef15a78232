import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { findChromium } from '../../scripts/test/browsers.ts'
import type { Visitor } from '../support/care.ts'
import { type Fortress, fortress } from './support.ts'

/** What people have smuggled script in with: markup, markdown, addresses, entities, broken nesting. */
const vectors = [
  '<script>hit(1)</script>',
  '<img src=x onerror=hit(1)>',
  '<svg onload=hit(1)>',
  '<svg><script>hit(1)</script></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=hit(1)&gt;">',
  '<iframe srcdoc="<script>parent.hit(1)</script>"></iframe>',
  '<body onload=hit(1)>',
  '<details open ontoggle=hit(1)>x</details>',
  '<input autofocus onfocus=hit(1)>',
  '<a href="javascript:hit(1)">x</a>',
  '[x](javascript:hit(1))',
  '[x](JaVaScRiPt:hit(1))',
  '[x](java\nscript:hit(1))',
  '[x](&#106;avascript:hit(1))',
  '[x](data:text/html,<script>hit(1)</script>)',
  '[x](vbscript:hit(1))',
  '![x](x" onerror="hit(1))',
  '![x](javascript:hit(1))',
  '[x](https://e.example "t\\" onmouseover=\\"hit(1)")',
  '<https://e.example/"onmouseover="hit(1)>',
  '<javascript:hit(1)>',
  '[x]: javascript:hit(1)\n\n[x]',
  '`<img src=x onerror=hit(1)>`',
  '```html\n</code></pre><script>hit(1)</script>\n```',
  '&lt;script&gt;hit(1)&lt;/script&gt; &#60;img src=x onerror=hit(1)&#62;',
  '"><script>hit(1)</script><!--',
  '<style>@import "javascript:hit(1)";*{background:url(javascript:hit(1))}</style>',
  '</textarea></title></script><img src=x onerror=hit(1)>',
  '<form action="javascript:hit(1)"><button>x</button></form><base href="javascript:hit(1)//">',
]

let the: Fortress
let visitor: Visitor
beforeAll(async () => {
  the = await fortress()
  visitor = await the.visitor('Bonjour')
})
afterAll(() => the.app.stop())

const EXECUTABLE =
  /<(script|iframe|object|embed|form|base|meta|link|style|svg|math|img|input|button)\b|\son\w+\s*=|(?:href|src|action|formaction|xlink:href)\s*=(?!"(?:https?:|mailto:|tel:|\/|#))/i

/** Everything that the API says is HTML, out of an answer. */
function htmlIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) =>
    name === 'html' && typeof part === 'string' ? [part] : htmlIn(part),
  )
}
const withoutText = (html: string): string => html.replace(/>[^<]*</g, '><')

async function storedEverywhere(): Promise<string[]> {
  const at = { params: { id: visitor.id } }
  for (const text of vectors) {
    await visitor.writes(text)
    await the.get(the.eva, 'POST /api/v1/conversations/:id/notes', { ...at, body: { id: newId(), text } })
  }
  const articles = await Promise.all(
    vectors.map((body, n) => {
      const id = newId()
      const fields = {
        brand: the.lumo,
        key: `k${n}`,
        lang: 'fr',
        title: body.slice(0, 100),
        slug: `k${n}`,
        summary: body.slice(0, 200),
        body,
        keywords: [],
        questions: [],
        likely: false,
      }
      return the.send('/api/v1/articles', { json: { id, ...fields }, session: the.admin.session })
    }),
  )
  for (const article of articles) expect(article.status, article.text).toBe(200)
  const seen = [
    await the.open(the.eva, visitor.id),
    await the.get(the.eva, 'GET /api/v1/conversations/:id/messages', { ...at, query: { limit: '200' } }),
    await the.get(visitor, 'GET /api/v1/chat/conversation'),
    ...articles.map(({ text }) => JSON.parse(text) as unknown),
  ]
  return [...new Set(seen.flatMap(htmlIn))]
}

describe('script that is written into a message, a note, an article', () => {
  let html: string[]
  beforeAll(async () => {
    html = await storedEverywhere()
  })
  test('is not in what we call HTML', () => {
    expect(html.length).toBeGreaterThanOrEqual(vectors.length)
    for (const one of html) expect(withoutText(one), one).not.toMatch(EXECUTABLE)
  })
  test('runs in no browser, parsed as a page or put into one', async () => {
    const executablePath = await findChromium()
    expect(executablePath, 'Chromium is not installed').not.toBeNull()
    const browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] })
    try {
      const page = await browser.newPage()
      await page.route('**/*', (route) => route.abort())
      const run = async (part: string) => {
        await page.setContent(`<script>window.hits=0;window.hit=()=>window.hits++</script><div id=here></div>${part}`)
        return page.evaluate((text) => {
          const here = document.getElementById('here')
          if (here) here.innerHTML = text
          for (const link of document.querySelectorAll('a'))
            if (!/^(https?|mailto|tel):/.test(link.protocol)) link.click()
          for (const one of document.querySelectorAll('*')) one.dispatchEvent(new Event('mouseover'))
          return new Promise<number>((resolve) => setTimeout(() => resolve(Reflect.get(window, 'hits')), 5))
        }, part)
      }
      expect(await run('<img src=x onerror=hit(1)>'), 'the trap works').toBeGreaterThan(0)
      for (const one of html) expect(await run(one), one).toBe(0)
    } finally {
      await browser.close()
    }
  })
})

test('names that are script stay names: JSON that no browser takes for a page', async () => {
  const [evil = ''] = vectors
  const named = await the.visitor('Bonjour', { name: evil })
  const label = { id: newId(), brand: the.lumo, name: { fr: evil }, hue: 10 }
  expect((await the.send('/api/v1/labels', { json: label, session: the.admin.session })).status).toBe(200)
  const brand = (await the.get(the.admin, 'GET /api/v1/brands')).items.find(({ id }) => id === the.lumo)
  if (!brand) throw new Error('the brand is gone')
  const { id, rev: _, ...values } = brand
  await the.get(the.admin, 'PUT /api/v1/brands/:id', {
    params: { id },
    body: { ...values, name: evil, greeting: { fr: evil } },
  })
  for (const [path, who] of [
    [`/api/v1/conversations/${named.id}`, { session: the.eva.session }],
    ['/api/v1/labels', { session: the.eva.session }],
    ['/api/v1/brands', { session: the.eva.session }],
    ['/api/v1/chat/brands/lumo', {}],
  ] as const) {
    const { headers, text, status } = await the.send(path, who)
    expect(status, text).toBe(200)
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(text).toContain('hit(1)')
  }
})
