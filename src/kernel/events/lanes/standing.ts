import type { Worker } from './worker.ts'

/** A handler, what it listens to, and where this node's own lanes of it stand: newer than what the table says. */
export interface Standing {
  handler: string
  names: readonly string[]
  lanes: readonly { lane: number; pos: number }[]
}

export const standingOf = ({ handlers, owned }: Worker): Standing[] =>
  [...handlers.values()].map(({ name, runs }) => ({
    handler: name,
    names: [...runs.keys()],
    lanes: [...owned.values()].flatMap(({ no, cursors }) => {
      const cursor = cursors.get(name)
      return cursor === undefined ? [] : [{ lane: no, pos: cursor.pos }]
    }),
  }))
