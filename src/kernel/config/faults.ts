import type { Env, SettingName } from './settings.ts'

export interface SettingFault {
  setting: string
  /** What was wrong; never holds a secret's value. */
  wrong: string
  /** What would be right. */
  right: string
}

/** Thrown once, with every fault there is. Its message is for the terminal. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly faults: readonly SettingFault[]
  constructor(faults: readonly SettingFault[]) {
    const lines = faults.map((fault) => `  ${fault.setting} ${fault.wrong}. ${fault.right}`)
    const count = faults.length === 1 ? 'a setting is' : `${faults.length} settings are`
    super([`Switchboard cannot start: ${count} wrong.`, ...lines, 'All settings: docs/settings.md'].join('\n'))
    this.faults = faults
  }
}

/** What each reader of one setting gets: its text (an empty value counts as absent), or the entries between its commas, and a place to complain. */
export interface Reading {
  text(name: SettingName): string | undefined
  list(name: SettingName): readonly string[]
  fault(name: string, wrong: string, right: string): void
}

export function reading(env: Env, faults: SettingFault[]): Reading {
  const text: Reading['text'] = (name) => env[name]?.trim() || undefined
  return {
    text,
    list: (name) =>
      (text(name) ?? '')
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    fault: (setting, wrong, right) => void faults.push({ setting, wrong, right }),
  }
}

/** Settings that are no secret are shown as they came, cut short and on one line. */
export const quoted = (value: string): string =>
  `is ${JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)}`
