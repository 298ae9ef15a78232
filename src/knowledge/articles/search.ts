import { type Db, sql } from '#kernel/db'
import type { SearchKind } from '#kernel/registry'

type Documents = Awaited<ReturnType<SearchKind['load']>>

/** Articles in the console's search, drafts included. */
export const articleSearch: SearchKind = {
  kind: 'article',
  permission: 'article.read',
  load: loadDocuments,
  on: {
    'article.written': (event) => event.subject,
    'article.changed': (event) => event.subject,
    'article.removed': (event) => event.subject,
  },
}

async function loadDocuments(db: Db, ids: readonly string[]): Promise<Documents> {
  const { rows } = await sql<Omit<Documents[number], 'scopes'>>`
    select id, brand_id as brand, lang, title,
      concat_ws(e'\\n', array_to_string(questions, e'\\n'), array_to_string(keywords, e'\\n'), summary, body) as text
    from knowledge.article where id = any(${[...ids]}::uuid[])`.execute(db)
  return rows.map((row) => ({ ...row, scopes: [`brand:${row.brand}`] }))
}
