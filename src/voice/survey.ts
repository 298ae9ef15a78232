import type { Selectable } from 'kysely'
import { Type } from 'typebox'
import { setting } from '#kernel/settings'
import type { Survey } from './contract.ts'
import type { SurveyTable } from './tables.ts'

export type SurveyRow = Selectable<SurveyTable>

/** 4 or 5 of 5. */
export const SATISFIED_FROM = 4
export const isSatisfied = (score: number): boolean => score >= SATISFIED_FROM

const HOUR_MS = 3_600_000
export const EXPIRES_MS = 30 * 24 * HOUR_MS
/** Nobody is asked twice within this time. */
export const REST_MS = 24 * HOUR_MS
/** How long an answer may be changed. */
export const CHANGE_MS = 24 * HOUR_MS

/** May it be answered, or its answer changed, at this moment? */
export const isOpen = (survey: Pick<SurveyRow, 'expires_at' | 'answered_at'>, now: Date): boolean =>
  survey.answered_at === null ? now < survey.expires_at : now.getTime() < survey.answered_at.getTime() + CHANGE_MS

export const csatSetting = setting({
  key: 'voice.csat',
  scope: 'brand',
  schema: Type.Object(
    { on: Type.Boolean(), delaySeconds: Type.Integer({ minimum: 0, maximum: 86_400 }) },
    { additionalProperties: false },
  ),
  fallback: { on: true, delaySeconds: 30 },
  help: 'setting.voice.csat.help',
  permission: 'survey.manage',
})

export const present = (row: SurveyRow): Survey => ({
  id: row.id,
  conversation: row.conversation_id,
  kind: row.kind,
  sentAt: row.sent_at.toISOString(),
  score: row.score,
  comment: row.comment,
  answeredAt: row.answered_at?.toISOString() ?? null,
  rev: row.rev,
})
