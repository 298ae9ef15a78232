import type { FastifyRequest } from 'fastify'
import { anyone } from '#kernel/access'
import type { App, Context } from '#kernel/registry'
import { type Brand, brandBySlug, languageFor } from '#people'
import { bannerOf } from '#routing'
import { builtEntries, type Entry } from '../assets.ts'
import { readWords, type Words } from '../words.ts'
import { linksOf, type To } from './to.ts'

/** One request to a brand's site: whose, in which language, by which words. */
export interface Site {
  readonly app: App
  readonly ctx: Context
  readonly brand: Brand
  readonly words: Words
  readonly to: To
  /** Named by the address; else the browser's wish chose. */
  readonly chosen: boolean
  /** Asked for, and not one of the brand's. */
  readonly missing: string | null
  /** `https://host` of the pages as people reach them. */
  readonly origin: string
  /** Without query. */
  readonly path: string
  readonly assets: Entry | undefined
  readonly now: Temporal.Instant
  /** What everybody is told just now: an outage, a long wait. */
  readonly banner: string | null
}

export type SiteOf = (request: FastifyRequest, of?: { lang?: string }) => Promise<Site | null>

/** Null: there is no such brand. `of.lang` is the language of what is shown, where nobody chose another. */
export function siteMaker(app: App): SiteOf {
  const wordsIn = readWords('portal')
  const entries = builtEntries('portal')
  return async (request, of = {}) => {
    const { brand: slug = '' } = request.params as { brand?: string }
    const ctx = app.context(anyone)
    const brand = await brandBySlug(ctx.db, slug)
    if (brand === null) return null
    const wanted = wantedIn(request)
    const chosen = wanted !== null && isOffered(brand, wanted)
    const lang = chosen
      ? languageFor(brand, wanted)
      : (of.lang ?? languageFor(brand, request.headers['accept-language']))
    return {
      app,
      ctx,
      brand,
      words: wordsIn(lang),
      to: linksOf(slug, chosen || of.lang !== undefined ? lang : null),
      chosen,
      missing: wanted !== null && !chosen ? wanted : null,
      origin: originOf(app, request),
      path: request.url.split('?', 1)[0] ?? '/',
      assets: entries('browser/main.ts'),
      now: ctx.clock.instant(),
      banner: await bannerOf(ctx.db, brand, lang, ctx.clock.now()),
    }
  }
}

function wantedIn(request: FastifyRequest): string | null {
  const { lang } = request.query as { lang?: unknown }
  return typeof lang === 'string' && /^[a-z]{2,3}(-[a-z0-9]{2,8})?$/i.test(lang) ? lang.toLowerCase() : null
}

const isOffered = (brand: Brand, wanted: string): boolean => {
  const base = (tag: string) => tag.toLowerCase().split('-', 1)[0]
  return brand.languages.some((tag) => base(tag) === base(wanted))
}

/** In the demo and in development the site is where it was asked for. */
const originOf = (app: App, request: FastifyRequest): string =>
  app.config.publicUrl === null ? `http://${request.headers.host ?? 'localhost'}` : new URL(app.config.publicUrl).origin
