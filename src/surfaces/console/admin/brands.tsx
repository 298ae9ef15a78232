import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { call, type Out } from '../state/api.ts'
import { useResource } from '../state/resource.ts'
import { Button } from '../ui/button.tsx'
import { ErrorBox, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { BrandEditor } from './brand.tsx'

export type Brand = Out<'GET /api/v1/brands'>['items'][number]

export function BrandsPage() {
  const { t, formats } = useWords()
  const [editing, setEditing] = useState<Brand | null>(null)
  const { data, error, reload } = useResource('brands', () => call('GET /api/v1/brands', {}))
  const close = () => {
    setEditing(null)
    reload()
  }
  if (data === null && error !== null)
    return <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>{t('list.failed')}</ErrorBox>
  if (data === null) return <Skeleton label={t('loading')} />
  return (
    <>
      <h2>{t('settings.brands')}</h2>
      <Table
        label={t('settings.brands')}
        rows={data.items}
        keyOf={(brand) => brand.id}
        columns={[
          {
            id: 'name',
            label: t('people.name'),
            cell: (brand) => (
              <Button look="link" onPress={() => setEditing(brand)}>
                {brand.name}
              </Button>
            ),
          },
          {
            id: 'languages',
            label: t('people.languages'),
            cell: (brand) => brand.languages.map((lang) => formats.language(lang)).join(', '),
          },
          { id: 'first', label: t('brand.first'), cell: (brand) => t(`brand.first.${brand.firstHolder}`) },
          { id: 'zone', label: t('brand.zone'), cell: (brand) => brand.hours.timeZone },
          {
            id: 'site',
            label: t('brand.site'),
            cell: (brand) => (
              <a href={`/b/${brand.slug}/`} target="_blank" rel="noreferrer">
                /b/{brand.slug}/
              </a>
            ),
          },
        ]}
      />
      {editing === null ? null : <BrandEditor brand={editing} onClose={close} />}
    </>
  )
}
