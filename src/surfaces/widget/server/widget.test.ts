import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChannels } from '#channels'
import { openConversations } from '#conversations'
import { newId } from '#kernel/ids'
import { openKnowledge } from '#knowledge'
import { brandValues, type Cast, cast } from '../../../../test/support/people.ts'
import { openWidget } from './module.ts'

let the: Cast
beforeAll(async () => {
  the = await cast({ modules: [openConversations, openKnowledge, openChannels, openWidget] })
  const greeting = { fr: '</script><b>Bonjour' }
  await the.ask(the.admin, 'POST /api/v1/brands', {
    body: { id: newId(), ...brandValues('ondelle', { languages: ['fr', 'ar'], greeting }) },
  })
})
afterAll(() => the?.app.stop())

test.each(['/widget/ondelle?lang=fr', '/widget/ondelle/launcher?lang=fr'])(
  '%s may be framed by anybody, runs nothing of others and sets no cookie',
  async (path) => {
    const { headers, status } = await the.app.fetch(path)
    expect(status).toBe(200)
    expect(headers.get('content-security-policy')).toContain('frame-ancestors *')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect(headers.get('set-cookie')).toBeNull()
    expect(headers.get('x-robots-tag')).toBe('noindex')
  },
)

test('what operators write cannot leave the data it stands in', async () => {
  const text = await (await the.app.fetch('/widget/ondelle?lang=fr')).text()
  expect(text).not.toContain('</script><b>')
  expect(JSON.parse(/id="boot">(.*?)<\/script>/.exec(text)?.[1] ?? '').brand.greeting).toBe('</script><b>Bonjour')
})

test('speaks the brand’s languages in their direction, and the look that was wished', async () => {
  expect(await (await the.app.fetch('/widget/ondelle?lang=ar&theme=dark')).text()).toContain(
    '<html lang="ar" dir="rtl" data-theme="dark">',
  )
  expect(await (await the.app.fetch('/widget/ondelle?lang=de&theme=%22%3E')).text()).toContain(
    '<html lang="fr" dir="ltr" >',
  )
  expect((await the.app.fetch('/widget/nobody')).status).toBe(404)
})
