import { chatBrand } from '#channels'
import type { Context } from '#kernel/registry'
import type { Brand } from '#people'
import { bannerOf } from '#routing'
import { languageName } from '../../shared/when.ts'
import type { Boot } from '../../shared/widget.ts'
import type { Words } from '../../words.ts'

/** All the widget needs to show its first view without asking again. Holds nothing of a visitor. */
export async function bootOf(ctx: Context, brand: Brand, words: Words): Promise<Boot> {
  const { theme: _, ...shown } = await chatBrand(ctx, brand.slug, words.lang)
  return {
    brand: shown,
    lang: words.lang,
    dir: words.dir,
    words: words.messages,
    languages: brand.languages.map((tag) => ({ tag, name: languageName(tag) })),
    contact: `/b/${brand.slug}/contact`,
    banner: await bannerOf(ctx.db, brand, words.lang, ctx.clock.now()),
  }
}
