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
  return {
    debug: (message, fields = {}) => out.debug(allowedOf(fields), mask(message)),
    info: (message, fields = {}) => out.info(allowedOf(fields), mask(message)),
    warn: (message, fields = {}) => out.warn(allowedOf(fields), mask(message)),
    error: (message, fields = {}) => out.error(allowedOf(fields), mask(message)),
  }
}
