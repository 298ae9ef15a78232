export interface SearchDocumentTable {
  kind: string
  id: string
  brand: string
  scopes: string[]
  lang: string
  title: string
  /** Made by us, read by PostgreSQL only. */
  tsv: string
  at: Date
}

declare module '#kernel/db' {
  interface Tables {
    'kernel.search_document': SearchDocumentTable
  }
}
