import { type DestinationStream, pino } from 'pino'
import type { LogLevel } from '#kernel/config'
import { allowedOf } from './fields.ts'
import type { Log } from './log.ts'
import { mask } from './values.ts'

/** Writes one JSON object a line to the sink (standard output unless given). */
export function openLog(level: LogLevel, sink?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  const out = sink === undefined ? pino(options) : pino(options, sink)
  const line =
    (at: keyof Log): Log[typeof at] =>
    (message, fields = {}) => {
      // What nobody reads is not looked through either: most requests write their line at a level that is off.
      if (out.isLevelEnabled(at)) out[at](allowedOf(fields), mask(message))
    }
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') }
}
