export { isPublic } from './addresses.ts'
export type { Address, Resolve } from './guard.ts'
export type { FetchFailure, FetchResult } from './result.ts'
export { makeSafeFetch, type SafeFetch, type SafeFetchOptions, safeFetch } from './safe-fetch.ts'
