export interface Finding {
  level: 'ok' | 'warn' | 'bad'
  about: string
  /** What was seen. */
  seen: string
  /** What to do; absent when all is well. */
  todo?: string
}

export const ok = (about: string, seen: string): Finding => ({ level: 'ok', about, seen })
export const warn = (about: string, seen: string, todo: string): Finding => ({ level: 'warn', about, seen, todo })
export const bad = (about: string, seen: string, todo: string): Finding => ({ level: 'bad', about, seen, todo })
