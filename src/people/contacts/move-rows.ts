import { sql, type Tx } from '#kernel/db'

/**
 * A registered table's `repoint` for the usual case: rows that name their contact in one column and have a key.
 * `table` is `schema.table`; the answer is the keys of the rows that moved.
 */
export const repointBy =
  (table: string, contactColumn: string, key = 'id') =>
  async (tx: Tx, from: string, to: string): Promise<string[]> => {
    const { rows } = await sql<{ key: string }>`
      update ${sql.table(table)} set ${sql.ref(contactColumn)} = ${to}
      where ${sql.ref(contactColumn)} = ${from} returning ${sql.ref(key)}::text as key`.execute(tx)
    return rows.map((row) => row.key)
  }

/** Moves those of the rows back that are still where the merge put them. */
export async function moveBack(
  tx: Tx,
  rows: { table: string; contactColumn: string; key?: string; moved: readonly string[]; from: string; to: string },
): Promise<void> {
  if (rows.moved.length === 0) return
  const column = sql.ref(rows.contactColumn)
  await sql`
    update ${sql.table(rows.table)} set ${column} = ${rows.from}
    where ${sql.ref(rows.key ?? 'id')}::text = any(${rows.moved}) and ${column} = ${rows.to}`.execute(tx)
}
