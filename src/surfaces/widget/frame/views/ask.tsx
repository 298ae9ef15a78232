/** @jsxImportSource preact */
import { useRef, useState } from 'preact/hooks'
import { useHere } from '../context.ts'
import { isMailAddress } from '../mail-address.ts'

type Field = 'name' | 'email'
const keys = { name: ['prechat.name', 'prechat.nameHint'], email: ['prechat.email', 'prechat.emailHint'] } as const

/** Only where the brand asks for it before the first message. */
export function Ask() {
  const { talk, state, t } = useHere()
  const fields = state.boot.brand.preChat.filter((field): field is Field => field === 'name' || field === 'email')
  const [values, setValues] = useState<Record<Field, string>>({ name: '', email: '' })
  const [faults, setFaults] = useState<Partial<Record<Field, string>>>({})
  const form = useRef<HTMLFormElement>(null)
  const submit = (event: Event): void => {
    event.preventDefault()
    const found = Object.fromEntries(
      fields.flatMap((field) =>
        faultOf(field, values[field]) === null ? [] : [[field, faultOf(field, values[field]) ?? '']],
      ),
    )
    setFaults(found)
    const first = fields.find((field) => field in found)
    if (first !== undefined) form.current?.querySelector<HTMLElement>(`#ask-${first}`)?.focus()
    else talk.introduce(Object.fromEntries(fields.map((field) => [field, values[field].trim()])))
  }
  return (
    <main class="ask" aria-label={t('frame.title', { brand: state.boot.brand.name })}>
      <form ref={form} noValidate onSubmit={submit}>
        <h2>{t('prechat.title')}</h2>
        {fields.map((field, at) => (
          <div class="field" key={field}>
            <label for={`ask-${field}`}>{t(keys[field][0])}</label>
            <p id={`hint-${field}`}>{t(keys[field][1])}</p>
            {faults[field] !== undefined && (
              <p id={`fault-${field}`} class="bad">
                {t(faults[field])}
              </p>
            )}
            <input
              id={`ask-${field}`}
              data-begin={at === 0 ? true : undefined}
              type="text"
              inputMode={field === 'email' ? 'email' : 'text'}
              autocomplete={field}
              maxLength={field === 'email' ? 254 : 120}
              aria-required="true"
              aria-invalid={faults[field] !== undefined}
              aria-describedby={`hint-${field}${faults[field] === undefined ? '' : ` fault-${field}`}`}
              value={values[field]}
              onInput={({ currentTarget }) => setValues({ ...values, [field]: currentTarget.value })}
            />
          </div>
        ))}
        <button type="submit" class="main wide">
          {t('prechat.start')}
        </button>
      </form>
    </main>
  )
}

function faultOf(field: Field, value: string): string | null {
  if (value.trim() === '') return field === 'name' ? 'prechat.nameMissing' : 'prechat.emailMissing'
  return field === 'email' && !isMailAddress(value.trim()) ? 'prechat.emailWrong' : null
}
