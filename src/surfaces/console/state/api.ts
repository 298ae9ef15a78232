import type { AnalyticsApi } from '#analytics/contract'
import type { CasesApi } from '#cases/contract'
import type { ChannelsApi, MailApi, ParkedApi } from '#channels/contract'
import type { CoachingApi } from '#coaching/contract'
import type { ConversationsApi } from '#conversations/contract'
import type { AdminApi, SessionApi } from '#kernel/admin/contract'
import type { LiveApi } from '#kernel/live/contract'
import type { KnowledgeApi } from '#knowledge/contract'
import type { NoticesApi } from '#notices/contract'
import type { PeopleApi } from '#people/contract'
import type { ProofsApi } from '#proofs/contract'
import type { RoutingApi } from '#routing/contract'
import type { SecureFormsApi } from '#secure-forms/contract'
import type { SlaApi } from '#sla/contract'
import type { VoiceApi } from '#voice/contract'
import { type AnswerOf, type InputOf, type RawInput, send } from '../../shared/client.ts'

export type Apis = AdminApi &
  AnalyticsApi &
  CasesApi &
  ChannelsApi &
  CoachingApi &
  ConversationsApi &
  KnowledgeApi &
  LiveApi &
  MailApi &
  NoticesApi &
  ParkedApi &
  PeopleApi &
  ProofsApi &
  RoutingApi &
  SecureFormsApi &
  SessionApi &
  SlaApi &
  VoiceApi
export type Route = keyof Apis & string
export type In<K extends Route> = InputOf<Apis[K]> & RawInput
export type Out<K extends Route> = AnswerOf<Apis[K]>

/** `call('GET /api/v1/me', {})`: typed by the contracts; throws ApiError. */
export async function call<K extends Route>(key: K, input: In<K>, signal?: AbortSignal): Promise<Out<K>> {
  // The server answers what its contract says: it checks that itself.
  return (await send(key, input, signal)) as Out<K>
}
