import type { Choices } from '../contract.ts'

export type { Choices }
export type Way = 'app' | 'mail' | 'digest'

/** Who has chosen nothing is told in the app alone; what is suggested when they begin to choose. */
export const noChoices: Choices = {
  ways: {},
  digest: { every: 'day', at: 8 },
  quiet: null,
  urgent: false,
  timeZone: 'UTC',
  lang: 'en',
}

export const wayOf = ({ ways }: Choices, kind: string): Way => ways[kind] ?? 'app'

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
