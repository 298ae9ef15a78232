import { uuid7 } from '../../../shared/uuid7.ts'
import type { In, Out } from '../../state/api.ts'

export type Queue = Out<'GET /api/v1/queues'>['items'][number]
export type QueueDraft = Required<In<'PUT /api/v1/queues/:id'>['body']>
export type Takes = QueueDraft['takes']

/** Channels that can be connected today, as conversations carry them. */
export const channels = ['chat.web', 'email', 'form', 'custom'] as const
export const priorities = ['P1', 'P2', 'P3', 'P4'] as const
export const levels = [1, 2, 3, 4, 5] as const
/** Offered to choose from; any other that was set stays. */
export const minutesOffered = [2, 5, 10, 15, 30, 60, 120, 240, 480, 1440] as const

/** Seconds to accept an offer. */
export const secondsOffered = [15, 20, 30, 45, 60, 120] as const
export const daysOffered = [1, 7, 30, 90, 365] as const

/** What can be chosen: the usual, and what is chosen. */
export const offered = (usual: readonly number[], chosen: number | null): number[] =>
  [...new Set([...usual, ...(chosen === null ? [] : [chosen])])].sort((a, b) => a - b)

export const draftOf = ({
  name,
  push,
  takes,
  skill,
  speaks,
  overflow,
  silence,
  offer,
  sticky,
  vip,
}: Queue): QueueDraft => ({
  name,
  push,
  takes,
  skill,
  speaks,
  overflow,
  silence,
  offer,
  sticky,
  vip,
})

export const newDraft = (): QueueDraft & { id: string } => ({
  id: uuid7(),
  name: {},
  push: false,
  takes: { channels: [], languages: [], labels: [], priorities: [] },
  skill: null,
  speaks: false,
  overflow: null,
  silence: null,
  offer: null,
  sticky: { minutes: 5, days: 30 },
  vip: { kept: 5, ahead: 60 },
})

/** Names without the languages that were left empty. */
export const tidy = (draft: QueueDraft): QueueDraft => ({
  ...draft,
  name: Object.fromEntries(
    Object.entries(draft.name)
      .map(([lang, text]) => [lang, text.trim()] as const)
      .filter(([, text]) => text !== ''),
  ),
})
