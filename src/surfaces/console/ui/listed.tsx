import type { ReactNode } from 'react'
import { useWords } from '../i18n/words.tsx'
import type { Resource } from '../state/resource.ts'
import { Button } from './button.tsx'
import { Empty, ErrorBox, Skeleton } from './states.tsx'
import { Table, type TableProps } from './table.tsx'

/** A list that was asked for. */
export type Listed<T> = Resource<{ items: T[] }> & { reload: () => void }

interface Props<T> extends Omit<TableProps<T>, 'rows'> {
  of: Listed<T>
  /** Said when there is nothing; nothing is a good thing in some lists. */
  none?: string
  /** Shown when there is nothing, where it teaches what to do. */
  empty?: ReactNode
}

/** A table of what was read, or the state it is in: on its way, failed with a way to try again, empty. */
export function ListedTable<T>({ of, none, empty, ...table }: Props<T>) {
  const { t } = useWords()
  const { data, error, reload } = of
  if (data === null) {
    return error === null ? (
      <Skeleton label={t('loading')} />
    ) : (
      <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>{t('list.failed')}</ErrorBox>
    )
  }
  if (data.items.length > 0) return <Table {...table} rows={data.items} />
  if (empty !== undefined) return empty
  return none === undefined ? <Empty title={t('table.none')} /> : <Empty glyph="check" title={none} />
}
