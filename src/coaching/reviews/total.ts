import { Problem } from '#kernel/errors'
import type { Criterion } from '../forms/contract.ts'
import type { Score } from './contract.ts'

/** The least and the most of a scale. */
const bounds = { 'yes-no': [0, 1], five: [1, 5] } as const

/** How much of what could be had was had: 0 to 1. */
export function shareOf({ scale }: Pick<Criterion, 'scale'>, points: number): number {
  const [least, most] = bounds[scale]
  return (points - least) / (most - least)
}

/** The weighted mean of what applies, of 100; and whether something critical was missed. */
export function totalOf(criteria: readonly Criterion[], scores: readonly Score[]): { total: number; failed: boolean } {
  const given = new Map(scores.map((score) => [score.criterion, score.points]))
  let [had, could, failed] = [0, 0, false]
  for (const criterion of criteria) {
    const points = given.get(criterion.id) ?? null
    if (points === null) continue
    const share = shareOf(criterion, points)
    had += share * criterion.weight
    could += criterion.weight
    failed ||= criterion.critical && share === 0
  }
  return { total: could === 0 ? 0 : Math.round((100 * had) / could), failed }
}

/** Each question of the form once, within its scale, and at least one that applies. */
export function refuseUnfit(criteria: readonly Criterion[], scores: readonly Score[]): void {
  const faults = scores.flatMap(({ criterion, points }, at) => {
    const asked = criteria.find(({ id }) => id === criterion)
    if (asked === undefined || scores.findIndex((other) => other.criterion === criterion) < at)
      return [{ pointer: `/body/scores/${at}/criterion`, detail: 'must be a question of the form, once' }]
    const [least, most] = bounds[asked.scale]
    if (points !== null && (points < least || points > most))
      return [{ pointer: `/body/scores/${at}/points`, detail: `must be ${least} to ${most}` }]
    return []
  })
  const missing = criteria.length - new Set(scores.map(({ criterion }) => criterion)).size
  if (faults.length === 0 && missing > 0)
    faults.push({ pointer: '/body/scores', detail: 'must answer every question of the form' })
  if (faults.length === 0 && scores.every(({ points }) => points === null))
    faults.push({ pointer: '/body/scores', detail: 'must score at least one question' })
  if (faults.length > 0)
    throw new Problem('invalid_input', 'Answer each question of the form, and score at least one.', { faults })
}
