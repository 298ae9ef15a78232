import { useWords } from '../../i18n/words.tsx'
import { Choose, Field } from '../../ui/field.tsx'
import { Switch } from '../../ui/switch.tsx'
import css from './accounts.module.css'
import type { Draft } from './draft.ts'
import { hintOf, nameOf, optionName } from './names.ts'
import type { Part } from './parts.ts'

export interface FormState {
  channel: string
  /** Languages of the brand, for what is said in each. */
  languages: readonly string[]
  draft: Draft
  faults: Readonly<Record<string, string>>
  put: (at: string, value: string | boolean) => void
}
const MANY_LETTERS = 500
/** Names, whatever their length. */
const oneLine = new Set(['fromName'])

export function PartFields({ parts, form }: { parts: readonly Part[]; form: FormState }) {
  return parts.map((part) => <PartField key={part.at} part={part} form={form} />)
}

function useNamed({ at, required }: Part, { channel }: FormState) {
  const words = useWords()
  const name = nameOf(words, 'field', channel, at)
  const hint = hintOf(words, channel, at)
  return { words, label: required ? name : words.t('account.optional', { name }), plain: name, hint }
}

function PartField({ part, form }: { part: Part; form: FormState }) {
  const { words, label, plain, hint } = useNamed(part, form)
  const { draft, faults, put } = form
  const value = draft[part.at]
  const text = typeof value === 'string' ? value : ''
  switch (part.kind) {
    case 'other':
      return null
    case 'group':
      return <Group part={part} form={form} />
    case 'texts':
      return <Texts part={part} form={form} />
    case 'switch':
      return (
        <Switch isSelected={value === true} onChange={(on) => put(part.at, on)}>
          {plain}
        </Switch>
      )
    case 'choice':
      return (
        <Choose
          label={label}
          {...(hint !== undefined && { hint })}
          value={text}
          onChange={(chosen) => put(part.at, chosen)}
          options={[
            ...(part.required ? [] : [{ id: '', label: words.t('account.unsaid') }]),
            ...part.options.map((option) => ({ id: option, label: optionName(words, option) })),
          ]}
        />
      )
    default:
      return (
        <Field
          label={label}
          hint={hint}
          value={text}
          onChange={(typed) => put(part.at, typed)}
          error={faults[part.at] ?? null}
          isRequired={part.required}
          validationBehavior="aria"
          {...(part.kind === 'text' && { maxLength: part.max })}
          {...(part.kind === 'number' && { inputMode: 'numeric' })}
          {...inputOf(part)}
        />
      )
  }
}

/** Lists and long texts take several lines; addresses bring their own keyboard. */
function inputOf(part: Part) {
  if (part.kind === 'list') return { rows: 3 }
  if (part.kind !== 'text') return {}
  if (part.format === 'uri') return { inputMode: 'url' as const, spellCheck: 'false' as const }
  if (part.format === 'email') return { inputMode: 'email' as const, spellCheck: 'false' as const }
  return part.max > MANY_LETTERS ? { rows: 3 } : {}
}

/** What belongs together; what need not be there is asked for when it is wanted. */
function Group({ part, form }: { part: Part & { kind: 'group' }; form: FormState }) {
  const { words, plain } = useNamed(part, form)
  const on = form.draft[part.at] === true
  return (
    <fieldset className={css.group}>
      <legend>{plain}</legend>
      {part.required ? null : (
        <Switch isSelected={on} onChange={(wanted) => form.put(part.at, wanted)}>
          {words.t('account.use')}
        </Switch>
      )}
      {on ? (
        <div className={css.pairs}>
          <PartFields parts={part.parts} form={form} />
        </div>
      ) : null}
    </fieldset>
  )
}

/** The same in each language of the brand, and in those it was written in before. */
function Texts({ part, form }: { part: Part & { kind: 'texts' }; form: FormState }) {
  const { words, label, hint } = useNamed(part, form)
  const written = Object.keys(form.draft)
    .filter((at) => at.startsWith(`${part.at}/`))
    .map((at) => at.slice(part.at.length + 1))
  const languages = [...new Set([...form.languages, ...written])]
  const rows = part.max > MANY_LETTERS && !oneLine.has(part.name) ? { rows: 3 } : {}
  return (
    <fieldset className={css.group}>
      <legend>{label}</legend>
      {hint === undefined ? null : <p className={css.hint}>{hint}</p>}
      <div className={css.pairs}>
        {languages.map((lang) => (
          <Field
            key={lang}
            label={words.formats.language(lang)}
            lang={lang}
            value={String(form.draft[`${part.at}/${lang}`] ?? '')}
            onChange={(typed) => form.put(`${part.at}/${lang}`, typed)}
            error={form.faults[`${part.at}/${lang}`] ?? form.faults[part.at] ?? null}
            maxLength={part.max}
            {...rows}
          />
        ))}
      </div>
    </fieldset>
  )
}
