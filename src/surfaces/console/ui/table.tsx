import type { ReactNode } from 'react'
import css from './table.module.css'

export interface Column<T> {
  id: string
  label: string
  /** Numbers and times stand at the end. */
  end?: boolean
  cell: (row: T) => ReactNode
}
interface Props<T> {
  label: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  keyOf: (row: T) => string
}

/** A plain table: real headers, scrolls sideways on its own. */
export function Table<T>({ label, columns, rows, keyOf }: Props<T>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a section would be a second heading level
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by key
    <div className={css.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={css.table}>
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) =>
              column.label === '' ? (
                <td key={column.id} />
              ) : (
                <th key={column.id} scope="col" data-end={column.end || undefined}>
                  {column.label}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.id} data-end={column.end || undefined}>
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
