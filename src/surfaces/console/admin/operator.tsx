import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { useResource } from '../state/resource.ts'
import { useMe } from '../state/session.ts'
import { Choose } from '../ui/field.tsx'
import { Empty } from '../ui/states.tsx'
import css from './admin.module.css'
import { SettingField } from './setting-field.tsx'

/** These have a page of their own, which explains more. */
const elsewhere = new Set(['cases.complaints', 'conversations.solving'])

/** Made from what the modules registered: a field that fits each setting's schema, its sentence beside it. */
export function OperatorPage() {
  const { t } = useWords()
  const { brands } = useMe()
  const [brand, setBrand] = useState('')
  const query = brand === '' ? {} : { brand }
  const { data, reload } = useResource(`settings ${brand}`, () => call('GET /api/v1/settings', { query }))
  const put = (key: string, value: unknown) =>
    call('PUT /api/v1/settings/:key', { params: { key }, query, body: { value } }).then(reload)
  const save = (key: string, value: unknown, before: unknown) =>
    void put(key, value).then(
      () => showBar({ text: 'setting.saved', undo: () => void put(key, before).catch(failed) }),
      failed,
    )
  const items = (data?.items ?? []).filter((setting) => !elsewhere.has(setting.key))
  return (
    <>
      <div className={css.head}>
        <h2>{t('settings.operator')}</h2>
        <Choose
          label={t('brand')}
          hideLabel
          value={brand}
          onChange={setBrand}
          options={[
            { id: '', label: t('settings.whole') },
            ...brands.map((each) => ({ id: each.id, label: each.name })),
          ]}
        />
      </div>
      {data !== null && items.length === 0 ? <Empty glyph="gear" title={t('settings.none')} /> : null}
      {items.map((setting) => (
        <SettingField
          key={`${setting.key} ${setting.rev}`}
          setting={setting}
          onSave={(value) => save(setting.key, value, setting.value)}
        />
      ))}
    </>
  )
}
