declare module '#kernel/events' {
  /** The subject of each is the article or the canned response. */
  interface EventMap {
    'article.written': { rev: number }
    'article.changed': { rev: number }
    'article.published': { rev: number }
    'article.unpublished': { rev: number }
    'article.removed': Record<never, never>
    'article.voted': { helpful: boolean }
    /** The subject of these three is the flag. */
    'article.flagged': { kind: 'wrong' | 'missing'; articleId?: string }
    'article.flag-settled': { how: 'mended' | 'declined' | 'withdrawn' }
    'article.flag-reopened': Record<never, never>
    'canned-response.written': { rev: number }
    'canned-response.removed': Record<never, never>
  }
}
