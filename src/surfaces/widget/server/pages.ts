import type { FastifyInstance, FastifyReply } from 'fastify'
import { anyone } from '#kernel/access'
import { Problem } from '#kernel/errors'
import { csp } from '#kernel/http'
import { newToken } from '#kernel/ids'
import type { App } from '#kernel/registry'
import { type Brand, brandBySlug, languageFor } from '#people'
import { builtEntries } from '../../assets.ts'
import { readWords } from '../../words.ts'
import { bootOf } from './boot.ts'
import { framePage, launcherPage } from './frame-page.ts'

interface Asked {
  Params: { brand: string }
  Querystring: { lang?: unknown; theme?: unknown }
}

const LONGEST_TAG = 12

/**
 * The widget lives in a frame of ours on anybody's page, so its pages may be framed by all. They hold nothing of a visitor:
 * that is fetched with the token, which only this frame knows.
 */
export function widgetPages(fastify: FastifyInstance, app: App): void {
  const entries = builtEntries('widget')
  const wordsOf = readWords('widget')
  const about = async (slug: string, wanted: unknown): Promise<{ brand: Brand; lang: string }> => {
    const brand = await brandBySlug(app.context(anyone).db, slug)
    if (brand === null) throw new Problem('not_found', 'There is no such brand.')
    return { brand, lang: languageFor(brand, typeof wanted === 'string' ? wanted.slice(0, LONGEST_TAG) : '') }
  }

  fastify.get<Asked>('/widget/:brand', async ({ params, query }, reply) => {
    const { brand, lang } = await about(params.brand, query.lang)
    const nonce = newToken()
    const boot = await bootOf(app.context(anyone), brand, wordsOf(lang))
    return sendFramed(
      reply,
      nonce,
      'no-cache',
      framePage({
        brand,
        boot,
        words: wordsOf(lang),
        theme: themeIn(query.theme),
        nonce,
        entry: entries('frame/main.tsx'),
      }),
    )
  })
  fastify.get<Asked>('/widget/:brand/launcher', async ({ params, query }, reply) => {
    const { brand, lang } = await about(params.brand, query.lang)
    const page = launcherPage({ brand, words: wordsOf(lang), entry: entries('quiet/main.ts') })
    return sendFramed(reply, undefined, 'public, max-age=300', page)
  })
  fastify.get<Asked>('/widget/:brand/boot', async ({ params, query }, reply) => {
    const { brand, lang } = await about(params.brand, query.lang)
    return reply.header('cache-control', 'no-cache').send(await bootOf(app.context(anyone), brand, wordsOf(lang)))
  })
}

const themeIn = (wanted: unknown): 'light' | 'dark' | null => (wanted === 'light' || wanted === 'dark' ? wanted : null)

const sendFramed = (reply: FastifyReply, nonce: string | undefined, cache: string, page: string): FastifyReply =>
  reply
    .header('content-security-policy', csp('widget', { ancestors: ['*'], ...(nonce !== undefined && { nonce }) }))
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('cache-control', cache)
    .header('x-robots-tag', 'noindex')
    .type('text/html; charset=utf-8')
    .send(page)
