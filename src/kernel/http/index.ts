export { type Answer, type Api, type ApiTypes, api, type Input, type RouteKey, type RouteShape } from './contract.ts'
export { decodeCursor, encodeCursor, pageOf } from './cursor.ts'
export { type CspOptions, csp, type Surface } from './headers.ts'
export { isLoopbackHost, isLoopbackPeer } from './hosts.ts'
export type { Operation, Operations, Page, RequestContext, ScopeRule, VerbSpec } from './operation.ts'
export { notAList, pack, unpack } from './packed.ts'
export { asProblem, problemBody, sendProblem } from './problem.ts'
export { type Credentials, cookieName, type Identify, type Realms } from './request-actor.ts'
export { openServer, type ServerOptions } from './server.ts'
export {
  ById,
  Closed,
  Instant,
  Lang,
  May,
  Nullable,
  PageOf,
  PageQuery,
  pageQueryWith,
  Texts,
  Uuid,
  WithLive,
} from './shapes.ts'
export { plainName, readUpload, takeFiles, type Upload } from './uploads.ts'
