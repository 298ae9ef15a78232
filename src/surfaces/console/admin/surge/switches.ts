import type { Switches } from '../../state/surge.ts'

export const switchNames = ['overflow', 'massAnswer', 'callBack', 'banner', 'surveysPaused'] as const

/** Which of its switches a plan sets. */
export const namesOf = (switches: Switches): (typeof switchNames)[number][] =>
  switchNames.filter((name) => {
    const value = switches[name]
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false
  })
