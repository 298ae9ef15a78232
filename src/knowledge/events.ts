declare module '#kernel/events' {
  /** The subject of each is the article or the canned response. */
  interface EventMap {
    'article.written': { rev: number }
    'article.changed': { rev: number }
    'article.published': { rev: number }
    'article.unpublished': { rev: number }
    'article.removed': Record<never, never>
    'article.voted': { helpful: boolean }
    'canned-response.written': { rev: number }
    'canned-response.removed': Record<never, never>
  }
}
