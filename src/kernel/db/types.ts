import pg from 'pg'

const { builtins } = pg.types
/** Arrays have ids of their own, which pg does not name. */
const INT8_ARRAY = 1016
const DATE_ARRAY = 1182
const TEXT_ARRAY: number = 1009

/** How columns arrive: bigint as number, date as 'yyyy-mm-dd', numeric as text, timestamptz as Date. */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, toNumber],
  [INT8_ARRAY, (text) => texts(text).map((item) => (item === null ? null : toNumber(item)))],
  [builtins.DATE, (text) => text],
  [DATE_ARRAY, (text) => texts(text)],
])

/** Our counters stay far below 2^53; a value beyond is a fault, never a rounded number. */
function toNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint from the database does not fit a number')
  return value
}

const texts = (text: string): (string | null)[] => pg.types.getTypeParser(TEXT_ARRAY)(text)

export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? pg.types.getTypeParser(oid, format),
}
