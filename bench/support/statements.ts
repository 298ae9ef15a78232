import pg from 'pg'

export interface Statement {
  text: string
  values: readonly unknown[]
}

/** The statements that a deed sends, in order: what pgbench is then given to run. */
export async function statementsOf(deed: () => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = []
  const query = pg.Client.prototype.query
  const listening = function (this: pg.Client, ...given: unknown[]): unknown {
    const [first, second] = given
    if (typeof first === 'string') sent.push({ text: first, values: Array.isArray(second) ? second : [] })
    else if (isConfig(first)) sent.push({ text: first.text, values: first.values ?? [] })
    return Reflect.apply(query, this, given)
  }
  Object.assign(pg.Client.prototype, { query: listening })
  try {
    await deed()
  } finally {
    Object.assign(pg.Client.prototype, { query })
  }
  return sent
}

const isConfig = (value: unknown): value is { text: string; values?: unknown[] } =>
  typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string'

/** A statement with its values written out; those that `expressions` names become the expression pgbench works out anew each time. */
export function asScript({ text, values }: Statement, expressions: ReadonlyMap<unknown, string> = new Map()): string {
  const written = (n: number): string => expressions.get(values[n - 1]) ?? literal(values[n - 1])
  const sql = withoutColons(text).replace(/\$(\d+)/g, (_, n: string) => written(Number(n)))
  return `${sql.replaceAll(/\s*\n\s*/g, ' ')};\n`
}

/** To pgbench a colon and a word are a variable, even in the format of a time. */
const withoutColons = (text: string): string =>
  text.replaceAll(/'[^']*'/g, (quoted) => quoted.replaceAll(':', "'||chr(58)||'"))

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return quoted(`{${value.map((one) => `"${one}"`).join(',')}}`)
  return quoted(value instanceof Date ? value.toISOString() : String(value))
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
