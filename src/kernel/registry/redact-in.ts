import { type RawBuilder, sql, type Tx } from '#kernel/db'

/** Stands where something was taken out; says nothing of its length. */
export const REDACTED = '▇▇▇▇▇▇'

/** These words go from everything that is held of these conversations. */
export interface Redaction {
  conversations: readonly string[]
  pieces: readonly string[]
  /** Of these messages nothing is left. */
  wholly: readonly { conversation: string; message: string }[]
}
interface Columns {
  text?: readonly string[]
  json?: readonly string[]
}

/** Takes the words out of columns of a table whose rows name their conversation in the column `by`. */
export const redactIn =
  (table: string, by: string, { text = [], json = [] }: Columns) =>
  async (tx: Tx, { conversations, pieces }: Redaction): Promise<void> => {
    const columns = [
      ...text.map((name) => ({ name, held: sql.ref(name), words: pieces, out: withoutWords, back: sql`` })),
      ...json.map((name) => ({
        name,
        held: sql`${sql.ref(name)}::text`,
        words: pieces.map(asInJson),
        out: without,
        back: sql`::jsonb`,
      })),
    ]
    if (pieces.length === 0 || columns.length === 0) return
    const sets = columns.map(({ name, held, words, out, back }) => sql`${sql.ref(name)} = ${out(held, words)}${back}`)
    const holds = columns.flatMap(({ held, words }) => words.map((piece) => sql`position(${piece} in ${held}) > 0`))
    await sql`
      update ${sql.table(table)} set ${sql.join(sets)}
      where ${sql.ref(by)} = any(${[...conversations]}::uuid[]) and (${sql.join(holds, sql` or `)})`.execute(tx)
  }

/** As PostgreSQL writes it within a JSON string. */
const asInJson = (piece: string): string => JSON.stringify(piece).slice(1, -1)

/** As words of their own: nothing goes out of the middle of another one. */
const withoutWords = (held: RawBuilder<unknown>, pieces: readonly string[]): RawBuilder<unknown> =>
  pieces.reduce<RawBuilder<unknown>>((rest, piece) => {
    const exact = piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return sql`regexp_replace(${rest}, ${`(?<![[:alnum:]])${exact}(?![[:alnum:]])`}, ${REDACTED}, 'g')`
  }, held)

/** In JSON what stands before a word may be the end of an escaped sign, so it goes wherever it stands. */
const without = (held: RawBuilder<unknown>, pieces: readonly string[]): RawBuilder<unknown> =>
  pieces.reduce<RawBuilder<unknown>>((rest, piece) => sql`replace(${rest}, ${piece}, ${REDACTED})`, held)
