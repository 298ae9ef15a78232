/** The problem+json an API answered, as an error; `status` 0 means that no answer came. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly problem: Readonly<Record<string, unknown>>
  constructor(status: number, problem: Readonly<Record<string, unknown>>) {
    super(typeof problem.detail === 'string' ? problem.detail : '')
    this.status = status
    this.code = typeof problem.code === 'string' ? problem.code : status === 0 ? 'offline' : 'internal'
    this.problem = problem
  }
  /** The command may have reached nobody: it is safe and right to say it again with the same id. */
  get again(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504
  }
}

interface Shape {
  params: unknown
  query: unknown
  body: unknown
  answer: unknown
}
type Given<T, K extends string> = [T] extends [undefined] ? { [P in K]?: undefined } : { [P in K]: T }
/** An empty query may be left out. */
type Query<T> = [T] extends [undefined] ? { query?: undefined } : object extends T ? { query?: T } : { query: T }
export type InputOf<S extends Shape> = Given<S['params'], 'params'> & Query<S['query']> & Given<S['body'], 'body'>
export type AnswerOf<S> = S extends Shape ? S['answer'] : never
export interface RawInput {
  params?: unknown
  query?: unknown
  body?: unknown
  /** Goes out even when the page goes; for small bodies only. */
  keepalive?: boolean
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

/** `/a/:id` + { id } + { q } → `/a/…?q=…`. */
export function pathOf(route: string, input: RawInput): string {
  const params = record(input.params)
  const path = route.replace(/:([a-zA-Z]+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const query = Object.entries(record(input.query)).filter(([, value]) => value !== undefined && value !== '')
  return query.length === 0 ? path : `${path}?${new URLSearchParams(query.map(([key, value]) => [key, String(value)]))}`
}

async function problemOf(response: Response): Promise<ApiError> {
  const problem = await response.json().catch(() => ({}))
  return new ApiError(response.status, record(problem))
}

/** Says one route of the API, as plain fetch; throws ApiError. Bodies are JSON or a File's form. */
export async function send(key: string, input: RawInput = {}, signal?: AbortSignal): Promise<unknown> {
  const [method = 'GET', route = '/'] = key.split(' ')
  const body = input.body === undefined ? undefined : JSON.stringify(input.body)
  const response = await fetch(pathOf(route, input), {
    method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body }),
    ...(signal === undefined ? {} : { signal }),
    ...(input.keepalive === true ? { keepalive: true } : {}),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new ApiError(0, {})
  })
  if (!response.ok) throw await problemOf(response)
  return response.status === 204 ? undefined : response.json()
}
