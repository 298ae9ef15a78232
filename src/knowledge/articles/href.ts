/** Where a published article is read, on the host that serves all brands: the only place that knows. */
export const articleHref = (brand: { slug: string }, article: { slug: string }): string =>
  `/b/${brand.slug}/help/${article.slug}`
