import { uuid7 } from '../../../shared/uuid7.ts'
import type { In, Out } from '../../state/api.ts'

export type Level = Out<'GET /api/v1/sla-policies'>['items'][number]
export type LevelDraft = In<'PUT /api/v1/sla-policies/:id'>['body']

export const kinds = ['first', 'next', 'resolution'] as const

export const draftOf = ({ name, takes, calendar, first, next, resolution, warn, place }: Level): LevelDraft => ({
  name,
  takes,
  calendar,
  first,
  next,
  resolution,
  warn,
  place,
})

export const newDraft = (): LevelDraft & { id: string } => ({
  id: uuid7(),
  name: '',
  takes: { queues: [], channels: [], priorities: [] },
  calendar: null,
  first: 60,
  next: 60,
  resolution: null,
  warn: 75,
  place: 0,
})

export const promisesNothing = (draft: LevelDraft): boolean => kinds.every((kind) => draft[kind] === null)
