import type { ChannelsApi } from '#channels/contract'
import type { LiveApi } from '#kernel/live/contract'
import type { VoiceApi } from '#voice/contract'
import { type AnswerOf, ApiError, type InputOf, pathOf, type RawInput } from '../../shared/client.ts'

type Apis = ChannelsApi & LiveApi & VoiceApi
export type Route = keyof Apis & string

/** Says one route of the API with the visitor's token; throws ApiError. Cookies of the site are never sent along. */
export async function call<K extends Route>(
  key: K,
  input: InputOf<Apis[K]> & RawInput,
  token: string | null = null,
): Promise<AnswerOf<Apis[K]>> {
  const [method = 'GET', route = '/'] = key.split(' ')
  const response = await fetch(pathOf(route, input), {
    method,
    credentials: 'omit',
    headers: {
      accept: 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(input.body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(input.body !== undefined && { body: JSON.stringify(input.body) }),
  }).catch(() => {
    throw new ApiError(0, {})
  })
  const answer: unknown = response.status === 204 ? undefined : await response.json().catch(() => ({}))
  // The server answers what its contract says: it checks that itself.
  if (response.ok) return answer as AnswerOf<Apis[K]>
  const wait = Number(response.headers.get('retry-after') ?? 0)
  throw new ApiError(response.status, { ...(typeof answer === 'object' ? answer : {}), wait })
}

/** Seconds the server asks to wait; 0 when it did not. */
export const waitOf = (error: ApiError): number => (typeof error.problem.wait === 'number' ? error.problem.wait : 0)
