import { type Desk, type List, newer, patched, type RowTold } from './desk.ts'

/** What rows become, in the order told. Maps are copied once, however many rows there are: under load that is what it costs. */
export function tellRows(desk: Desk, told: readonly RowTold[]): Desk {
  const base = new Map(desk.base)
  const rows = new Map(desk.rows)
  const talks = new Map(desk.talks)
  const gone = new Set<string>()
  const offered = new Map<string, Set<string>>()
  for (const one of told) {
    if ('removed' in one) {
      for (const held of [base, rows, talks]) held.delete(one.removed)
      for (const ids of offered.values()) ids.delete(one.removed)
      gone.add(one.removed)
      continue
    }
    const { row, lists } = one
    for (const key of lists) offered.set(key, (offered.get(key) ?? new Set()).add(row.id))
    if (!newer(base.get(row.id), row)) continue
    base.set(row.id, row)
    rows.set(row.id, patched(desk, row))
  }
  const lists = new Map([...desk.lists].map(([key, list]) => [key, offer(leave(list, gone), offered.get(key))]))
  return { ...desk, base, rows, talks, lists }
}

function leave(list: List, gone: ReadonlySet<string>): List {
  const stays = (id: string): boolean => !gone.has(id)
  if (gone.size === 0 || (list.ids.every(stays) && list.fresh.every(stays))) return list
  return unempty({ ...list, ids: list.ids.filter(stays), fresh: list.fresh.filter(stays) })
}

/** Where nothing stands nothing can jump: what waited to be shown is shown. */
export function unempty(list: List): List {
  const [first, ...others] = list.fresh
  return list.ids.length === 0 && first !== undefined ? { ...list, ids: [first], fresh: others } : list
}

/** New to a list: at once into an empty one, else it waits until it is asked for. */
function offer(list: List, offered: ReadonlySet<string> = new Set()): List {
  if (offered.size === 0) return list
  const coming = offered.difference(new Set([...list.ids, ...list.fresh]))
  if (coming.size === 0) return list
  return unempty({ ...list, fresh: [...list.fresh, ...coming] })
}
