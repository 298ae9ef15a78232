import type { Generated } from 'kysely'
import type { By } from '#kernel/access'
import type { BrandId } from '#kernel/ids'

export interface ArticleTable {
  id: string
  brand_id: BrandId
  key: string
  lang: string
  title: string
  slug: string
  summary: string
  body: string
  html: string
  baked_by: number
  keywords: string[]
  questions: string[]
  likely: boolean
  written_by: By
  created_at: Date
  updated_at: Date
  rev: Generated<number>
}
export interface FlagTable {
  id: string
  brand_id: BrandId
  lang: string
  kind: 'wrong' | 'missing'
  article_id: string | null
  title: string | null
  conversation_id: string
  contact_id: string
  note: string
  flagged_by: string
  at: Date
  settled_at: Date | null
  settled_by: string | null
  how: 'mended' | 'declined' | 'withdrawn' | null
  rev: Generated<number>
}
export interface CannedResponseTable {
  id: string
  brand_id: BrandId | null
  shortcut: string
  lang: string
  title: string
  text: string
  uses: Generated<number>
  created_at: Date
  rev: Generated<number>
}

declare module '#kernel/db' {
  interface Tables {
    'knowledge.article': ArticleTable
    'knowledge.publication': { article_id: string; by: By; at: Date }
    'knowledge.edition': { brand_id: BrandId; n: number }
    'knowledge.vote': { article_id: string; voter: string; day: string; helpful: boolean }
    'knowledge.flag': FlagTable
    'knowledge.canned_response': CannedResponseTable
  }
}
