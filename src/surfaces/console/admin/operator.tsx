import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { call, type Out } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { useResource } from '../state/resource.ts'
import { useMe } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { Choose, Field } from '../ui/field.tsx'
import { Empty } from '../ui/states.tsx'
import { Switch } from '../ui/switch.tsx'
import css from './admin.module.css'

type Setting = Out<'GET /api/v1/settings'>['items'][number]
interface Schema {
  type?: string
  enum?: unknown[]
  minimum?: number
  maximum?: number
}

/** Made from what the modules registered: a field that fits each setting's schema, its sentence beside it. */
export function OperatorPage() {
  const { t } = useWords()
  const { brands } = useMe()
  const [brand, setBrand] = useState('')
  const query = brand === '' ? {} : { brand }
  const { data, reload } = useResource(`settings ${brand}`, () => call('GET /api/v1/settings', { query }))
  const save = (key: string, value: unknown) =>
    void call('PUT /api/v1/settings/:key', { params: { key }, query, body: { value } }).then(() => {
      showBar({ text: 'setting.saved' })
      reload()
    }, failed)
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
      {data !== null && data.items.length === 0 ? <Empty glyph="gear" title={t('settings.none')} /> : null}
      {(data?.items ?? []).map((setting) => (
        <SettingField
          key={`${setting.key} ${setting.rev}`}
          setting={setting}
          onSave={(value) => save(setting.key, value)}
        />
      ))}
    </>
  )
}

function SettingField({ setting, onSave }: { setting: Setting; onSave: (value: unknown) => void }) {
  const { t, has } = useWords()
  const label = has(`setting.${setting.key}`) ? t(`setting.${setting.key}`) : setting.key
  const hint = has(setting.help) ? t(setting.help) : setting.help
  const schema = setting.schema as Schema
  const [text, setText] = useState(() =>
    typeof setting.value === 'string' ? setting.value : JSON.stringify(setting.value),
  )
  if (schema.type === 'boolean') {
    return (
      <div className={css.form}>
        <Switch isSelected={setting.value === true} onChange={onSave}>
          {label}
        </Switch>
        <p className={css.hint}>{hint}</p>
      </div>
    )
  }
  if (schema.enum !== undefined) {
    const options = schema.enum.map((each) => ({
      id: String(each),
      label: has(`setting.${setting.key}.${each}`) ? t(`setting.${setting.key}.${each}`) : String(each),
    }))
    return (
      <div className={css.form}>
        <Choose label={label} value={String(setting.value)} onChange={onSave} options={options} />
        <p className={css.hint}>{hint}</p>
      </div>
    )
  }
  const parsed = parse(text, schema.type)
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (parsed !== undefined) onSave(parsed)
      }}
    >
      <Field
        label={label}
        hint={hint}
        value={text}
        onChange={setText}
        error={parsed === undefined ? t('setting.invalid') : null}
      />
      {text === (typeof setting.value === 'string' ? setting.value : JSON.stringify(setting.value)) ? null : (
        <div>
          <Button type="submit" look="primary">
            {t('save')}
          </Button>
        </div>
      )}
    </form>
  )
}

/** What was typed as a value of the schema's type; undefined when it is none. */
export function parse(text: string, type: string | undefined): unknown {
  if (type === 'string') return text
  if (type === 'integer' || type === 'number') {
    const value = Number(text)
    return text.trim() === '' || Number.isNaN(value) ? undefined : value
  }
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
