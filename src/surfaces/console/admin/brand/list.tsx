import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { useResource } from '../../state/resource.ts'
import { usePermission } from '../../state/session.ts'
import { Button } from '../../ui/button.tsx'
import { type Listed, ListedTable } from '../../ui/listed.tsx'
import { Empty } from '../../ui/states.tsx'
import css from '../admin.module.css'
import type { Brand } from './brand.ts'
import { BrandEditor } from './editor.tsx'

export function BrandsPage() {
  const { t } = useWords()
  const mayMake = usePermission('brand.manage')
  const [editing, setEditing] = useState<Brand | 'new' | null>(null)
  const brands = useResource('brands', () => call('GET /api/v1/brands', {}))
  const close = () => {
    setEditing(null)
    brands.reload()
  }
  const make = mayMake ? (
    <Button look="primary" onPress={() => setEditing('new')}>
      {t('brand.new')}
    </Button>
  ) : null
  return (
    <>
      <div className={css.head}>
        <h2>{t('settings.brands')}</h2>
        {make}
      </div>
      <Brands of={brands} onOpen={setEditing} />
      {editing === null ? null : <BrandEditor brand={editing === 'new' ? null : editing} onClose={close} />}
    </>
  )
}

function Brands({ of, onOpen }: { of: Listed<Brand>; onOpen: (brand: Brand) => void }) {
  const { t, formats } = useWords()
  return (
    <ListedTable
      of={of}
      empty={<Empty title={t('brand.none')}>{t('brand.none.more')}</Empty>}
      label={t('settings.brands')}
      keyOf={(brand) => brand.id}
      columns={[
        {
          id: 'name',
          label: t('people.name'),
          cell: (brand) => (
            <Button look="link" onPress={() => onOpen(brand)}>
              {brand.name}
            </Button>
          ),
        },
        {
          id: 'languages',
          label: t('people.languages'),
          cell: (brand) => formats.list(brand.languages.map((lang) => formats.language(lang))),
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
  )
}
