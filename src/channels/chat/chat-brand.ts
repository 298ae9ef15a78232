import { waitMinutesOf } from '#conversations'
import { Problem } from '#kernel/errors'
import type { Context } from '#kernel/registry'
import { findAnswers, likelyArticles } from '#knowledge'
import { type Brand, brandBySlug, isOpen, languageFor, nextOpening, textIn, themeOf } from '#people'
import { answersByMail } from '../continue/mailbox-of.ts'
import type { ChatBrand } from '../contract.ts'

export async function brandFor(ctx: Context, slug: string): Promise<Brand> {
  const brand = await brandBySlug(ctx.db, slug)
  if (brand === null) throw new Problem('not_found', 'There is no such brand.')
  return brand
}

/** What the widget needs before anybody writes. Nothing is stored by asking. */
export async function chatBrand(ctx: Context, slug: string, wanted: string | undefined): Promise<ChatBrand> {
  const brand = await brandFor(ctx, slug)
  const lang = languageFor(brand, wanted ?? '')
  const now = ctx.clock.instant()
  const openNow = isOpen(brand.hours, now)
  return {
    id: brand.id,
    slug: brand.slug,
    name: brand.name,
    languages: brand.languages,
    lang,
    theme: themeOf(brand.look),
    greeting: textIn(brand.greeting, brand, lang),
    preChat: brand.preChat,
    openNow,
    opensAt: openNow ? null : (nextOpening(brand.hours, now)?.toString() ?? null),
    timeZone: brand.hours.timeZone,
    answersByMail: await answersByMail(ctx.db, brand.id),
    waitMinutes: openNow ? await waitMinutesOf(ctx.db, brand.id) : null,
    likely: await likelyArticles(ctx.db, { brand, lang, limit: 3 }),
  }
}

export async function chatAnswers(ctx: Context, slug: string, q: string, wanted: string | undefined) {
  const brand = await brandFor(ctx, slug)
  const found = await findAnswers(ctx.db, { brand, lang: languageFor(brand, wanted ?? ''), q, limit: 5 })
  return { answers: found.map(({ title, summary, href }) => ({ title, summary, href })) }
}
