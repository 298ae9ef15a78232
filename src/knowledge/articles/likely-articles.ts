import type { Db } from '#kernel/db'
import type { Brand } from '#people'
import { listPublished } from './list-published.ts'

export interface Likely {
  id: string
  title: string
  summary: string
  href: string
}

/** What the brand's editors expect most people to look for, at most `limit`. */
export async function likelyArticles(db: Db, ask: { brand: Brand; lang: string; limit: number }): Promise<Likely[]> {
  const listed = await listPublished(db, ask.brand, ask.lang)
  const likely = listed.filter((article) => article.likely).slice(0, ask.limit)
  return likely.map(({ id, title, summary, href }) => ({ id, title, summary, href }))
}
