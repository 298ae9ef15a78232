import { type FormEvent, useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import type { Out } from '../state/api.ts'
import { Button } from '../ui/button.tsx'
import { Choose, Field } from '../ui/field.tsx'
import { Switch } from '../ui/switch.tsx'
import css from './admin.module.css'
import { parse, type Schema } from './setting-value.ts'

type Setting = Out<'GET /api/v1/settings'>['items'][number]
interface Props {
  setting: Setting
  onSave: (value: unknown) => void
}

/** One setting as its schema asks for it, with its sentence. What has several parts is a form of them. */
export function SettingField({ setting, onSave }: Props) {
  const { t, has } = useWords()
  const schema = setting.schema as Schema
  const hint = has(setting.help) ? t(setting.help) : setting.help
  const label = has(`setting.${setting.key}`) ? t(`setting.${setting.key}`) : setting.key
  if (schema.type === 'object') return <Parts setting={setting} label={label} hint={hint} onSave={onSave} />
  if (schema.type === 'boolean')
    return (
      <div className={css.form}>
        <Switch isSelected={setting.value === true} onChange={onSave}>
          {label}
        </Switch>
        <p className={css.hint}>{hint}</p>
      </div>
    )
  if (schema.enum !== undefined)
    return (
      <div className={css.form}>
        <Choose
          label={label}
          value={String(setting.value)}
          onChange={onSave}
          options={schema.enum.map((each) => {
            const key = `setting.${setting.key}.${each}`
            return { id: String(each), label: has(key) ? t(key) : String(each) }
          })}
        />
        <p className={css.hint}>{hint}</p>
      </div>
    )
  return <Typed setting={setting} schema={schema} label={label} hint={hint} onSave={onSave} />
}

interface NamedProps extends Props {
  label: string
  hint: string
}

function Typed({ setting, schema, label, hint, onSave }: NamedProps & { schema: Schema }) {
  const { t } = useWords()
  const before = typeof setting.value === 'string' ? setting.value : JSON.stringify(setting.value)
  const [text, setText] = useState(before)
  const parsed = parse(text, schema)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (parsed !== undefined) onSave(parsed)
  }
  return (
    <form className={css.form} onSubmit={submit}>
      <Field
        label={label}
        hint={hint}
        value={text}
        onChange={setText}
        error={parsed === undefined ? t('setting.invalid') : null}
      />
      {text === before ? null : <Save />}
    </form>
  )
}

const Save = () => {
  const { t } = useWords()
  return (
    <div>
      <Button type="submit" look="primary">
        {t('save')}
      </Button>
    </div>
  )
}

/** Switches are saved at once, what is typed when it is complete. */
function Parts({ setting, label, hint, onSave }: NamedProps) {
  const { t, has } = useWords()
  const value = setting.value as Readonly<Record<string, unknown>>
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const schemas = Object.entries((setting.schema as Schema).properties ?? {})
  const nameOf = (part: string): string => {
    const key = `setting.${setting.key}.${part}`
    return has(key) ? t(key) : part
  }
  const parsed = Object.fromEntries(
    schemas.flatMap(([name, of]) => (typed[name] === undefined ? [] : [[name, parse(typed[name], of)]])),
  )
  const wrong = Object.values(parsed).includes(undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!wrong) onSave({ ...value, ...parsed })
  }
  return (
    <form className={css.form} onSubmit={submit} aria-label={label}>
      <h3>{label}</h3>
      <p className={css.hint}>{hint}</p>
      {schemas.map(([name, of]) =>
        of.type === 'boolean' ? (
          <Switch key={name} isSelected={value[name] === true} onChange={(on) => onSave({ ...value, [name]: on })}>
            {nameOf(name)}
          </Switch>
        ) : (
          <Field
            key={name}
            label={nameOf(name)}
            value={typed[name] ?? String(value[name] ?? '')}
            onChange={(text) => setTyped((now) => ({ ...now, [name]: text }))}
            error={
              name in parsed && parsed[name] === undefined
                ? t('setting.between', { least: of.minimum ?? 0, most: of.maximum ?? 0 })
                : null
            }
            {...(of.type === 'integer' && { inputMode: 'numeric' as const })}
          />
        ),
      )}
      {Object.keys(typed).length === 0 ? null : <Save />}
    </form>
  )
}
