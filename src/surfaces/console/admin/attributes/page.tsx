import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { useResource } from '../../state/resource.ts'
import { useMe } from '../../state/session.ts'
import { Button } from '../../ui/button.tsx'
import { ListedTable } from '../../ui/listed.tsx'
import { Empty } from '../../ui/states.tsx'
import { Tag } from '../../ui/tag.tsx'
import css from '../admin.module.css'
import { useBrandName } from '../brand-name.ts'
import { type Attribute, newDraft } from './draft.ts'
import { AttributeEditor } from './editor.tsx'

/** What a brand wants to know of its customers and conversations. */
export function AttributesPage() {
  const { t, text, formats } = useWords()
  const { brands } = useMe()
  const brandName = useBrandName()
  const [editing, setEditing] = useState<Attribute | 'new' | null>(null)
  const list = useResource('attributes', () => call('GET /api/v1/attributes', {}))
  const close = () => {
    setEditing(null)
    list.reload()
  }
  const places = (list.data?.items ?? []).map(({ place }) => place)
  return (
    <>
      <div className={css.head}>
        <h2>{t('settings.attributes')}</h2>
        <Button look="primary" onPress={() => setEditing('new')}>
          {t('attribute.new')}
        </Button>
      </div>
      <p className={css.hint}>{t('attribute.about')}</p>
      <ListedTable
        of={list}
        label={t('settings.attributes')}
        empty={<Empty title={t('attribute.none')}>{t('attribute.none.more')}</Empty>}
        keyOf={(attribute) => attribute.id}
        columns={[
          {
            id: 'name',
            label: t('people.name'),
            cell: (attribute) => (
              <>
                <Button look="link" onPress={() => setEditing(attribute)}>
                  {text(attribute.name)}
                </Button>{' '}
                {attribute.archived ? <Tag>{t('attribute.archived')}</Tag> : null}
              </>
            ),
          },
          { id: 'on', label: t('attribute.on'), cell: ({ on }) => t(`attribute.on.${on}`) },
          { id: 'brand', label: t('brand'), cell: ({ brand }) => brandName(brand) },
          { id: 'type', label: t('attribute.type'), cell: ({ type }) => t(`attribute.type.${type}`) },
          {
            id: 'required',
            label: t('attribute.required'),
            cell: ({ required }) => (required ? t('attribute.required.yes') : ''),
          },
          { id: 'held', label: t('attribute.held'), end: true, cell: ({ held }) => formats.number(held) },
        ]}
      />
      {editing === null ? null : (
        <AttributeEditor
          before={editing === 'new' ? null : editing}
          draft={editing === 'new' ? newDraft(brands[0]?.id ?? '', Math.max(0, ...places) + 1) : editing}
          onClose={close}
        />
      )}
    </>
  )
}
