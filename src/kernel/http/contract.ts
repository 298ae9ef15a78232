import type { Static, TObject, TSchema } from 'typebox'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type RouteKey = `${Method} /${string}`

/** What a route takes and answers. Objects are closed: an unknown field is an error. */
export interface RouteShape {
  summary: string
  params?: TObject
  query?: TObject
  body?: TSchema
  /** The 2xx answer; none means 204. */
  answer?: TSchema
  /** Shown in the API description beside the summary. */
  description?: string
}
export type Api = Readonly<Record<RouteKey, RouteShape>>

/** Declares the routes of a module's contract. */
export const api = <const A extends Api>(routes: A): A => routes

type Of<S> = S extends TSchema ? Static<S> : undefined
export interface Input<R extends RouteShape> {
  params: Of<R['params']>
  query: Of<R['query']>
  body: Of<R['body']>
}
export type Answer<R extends RouteShape> = R['answer'] extends TSchema ? Static<R['answer']> : undefined

/** The same promise as plain types, for `import type` by browsers. */
export type ApiTypes<A extends Api> = {
  [K in keyof A]: A[K] extends RouteShape ? Input<A[K]> & { answer: Answer<A[K]> } : never
}
