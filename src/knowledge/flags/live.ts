import { sql } from '#kernel/db'
import type { LiveKind } from '#kernel/registry'
import type { Flag } from './contract.ts'
import { loadFlags } from './load-flags.ts'

/** What is said of a brand's articles, on the screens of who keeps them. */
export const flagKind: LiveKind<Flag> = {
  kind: 'article-flag',
  permission: 'article.manage',
  on: {
    'article.flagged': (event) => event.subject,
    'article.flag-settled': (event) => event.subject,
    'article.flag-reopened': (event) => event.subject,
  },
  present: async (db, ids) =>
    new Map((await loadFlags(db, sql`f.id = any(${[...ids]}::uuid[])`)).map((flag) => [flag.id, flag])),
}
