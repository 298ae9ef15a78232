import type { ReactNode } from 'react'
import css from './table.module.css'

export interface Column<T> {
  id: string
  label: string
  /** Numbers and times stand at the end. */
  end?: boolean
  cell: (row: T) => ReactNode
}
export interface TableProps<T> {
  label: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  keyOf: (row: T) => string
}

/** Said once more: on a phone the style sheet makes cards of the rows, and what is no table box has no such role of itself. */
const roles = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  cell: { role: 'cell' },
} as const

/** A plain table: real headers, scrolls sideways on its own; on a phone each row is a card. */
export function Table<T>({ label, columns, rows, keyOf }: TableProps<T>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a section would be a second heading level
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by key
    <div className={css.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={css.table} {...roles.table}>
        <caption className="sr-only">{label}</caption>
        <thead {...roles.rowgroup}>
          <tr {...roles.row}>
            {columns.map((column) =>
              column.label === '' ? (
                <td key={column.id} {...roles.cell} />
              ) : (
                <th key={column.id} scope="col" {...roles.columnheader} data-end={column.end || undefined}>
                  {column.label}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody {...roles.rowgroup}>
          {rows.map((row) => (
            <tr key={keyOf(row)} {...roles.row}>
              {columns.map((column) => (
                <td key={column.id} {...roles.cell} data-end={column.end || undefined} data-label={column.label}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
