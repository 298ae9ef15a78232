import type { Log } from '#kernel/log'

const silent = (): void => {}
export const quiet: Log = { debug: silent, info: silent, warn: silent, error: silent }
