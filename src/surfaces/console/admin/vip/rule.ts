import { uuid7 } from '../../../shared/uuid7.ts'
import type { In, Out } from '../../state/api.ts'

export type Rule = Out<'GET /api/v1/standing-rules'>['items'][number]
export type RuleBody = In<'PUT /api/v1/standing-rules/:id'>['body']
export const numbers = ['monthlyValue', 'tenureMonths', 'followers', 'churnRisk'] as const
type Numbers = Record<(typeof numbers)[number], string>

/** As it is typed: numbers are looked at when it is tried or saved. */
export interface Draft extends Numbers {
  id: string
  brand: string
  kind: Rule['kind']
  vulnerable: boolean
  reason: string
  days: string
  /** `agent:…`, `team:…`, or nobody. */
  by: string
  backup: string
}

const PERCENT = 100
const typed = (value: number | undefined): string => (value === undefined ? '' : String(value))

export const draftOf = ({ id, brand, kind, asks, reason, days, named, backup, team }: Rule): Draft => ({
  id,
  brand,
  kind,
  monthlyValue: typed(asks.monthlyValue),
  tenureMonths: typed(asks.tenureMonths),
  followers: typed(asks.followers),
  churnRisk: typed(asks.churnRisk === undefined ? undefined : Math.round(asks.churnRisk * PERCENT)),
  vulnerable: asks.vulnerable ?? false,
  reason,
  days: String(days),
  by: named !== null ? `agent:${named}` : team !== null ? `team:${team}` : '',
  backup: backup ?? '',
})

export const newDraft = (brand: string): Draft => ({
  id: uuid7(),
  brand,
  kind: 'value',
  monthlyValue: '',
  tenureMonths: '',
  followers: '',
  churnRisk: '',
  vulnerable: false,
  reason: '',
  days: '90',
  by: '',
  backup: '',
})

/** What is asked, without what was left empty. */
export function asksOf(draft: Draft): Rule['asks'] {
  const said = (name: (typeof numbers)[number]) => (draft[name].trim() === '' ? undefined : Number(draft[name]))
  const [monthlyValue, tenureMonths, followers, percent] = numbers.map(said)
  return {
    ...(monthlyValue !== undefined && { monthlyValue }),
    ...(tenureMonths !== undefined && { tenureMonths }),
    ...(followers !== undefined && { followers }),
    ...(percent !== undefined && { churnRisk: percent / PERCENT }),
    ...(draft.vulnerable && { vulnerable: true }),
  }
}

export function bodyOf(draft: Draft): RuleBody {
  const [kind, id = ''] = draft.by.split(':')
  return {
    kind: draft.kind,
    asks: asksOf(draft),
    reason: draft.reason.trim(),
    days: Number(draft.days),
    named: kind === 'agent' ? id : null,
    team: kind === 'team' ? id : null,
    backup: draft.by === '' || draft.backup === '' ? null : draft.backup,
  }
}
