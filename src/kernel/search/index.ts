import './tables.ts'

export { indexDocuments, removeDocuments } from './index-documents.ts'
export { type Hit, type SearchQuery, search } from './search.ts'
export { searchHandlers } from './search-handlers.ts'
