import { ApiError } from '../../shared/client.ts'
import type { Words } from '../i18n/words.tsx'
import { faultsOf } from './accounts/faults.ts'

/** What is wrong, by field; `rest` is what no field shows. */
export type Told<Field extends string> = Partial<Record<Field | 'rest', string>>

interface Form<Field extends string> {
  fields: readonly Field[]
  /** Its words are `<words>.fault.<field>`, and `<words>.fault.taken` when another has it. */
  words: string
  /** The field whose value another may have. */
  taken: Field
}

/** What the server refused, at the field of the form that it means. */
export function toldOf<Field extends string>(error: unknown, t: Words['t'], form: Form<Field>): Told<Field> {
  if (!(error instanceof ApiError)) return rest<Field>(t('failed.plain'))
  const at = (field: Field, fault: string = field) => [field, t(`${form.words}.fault.${fault}`)] as const
  const pointers = faultsOf(error).map(({ pointer }) => pointer)
  const means = (field: Field): boolean =>
    pointers.some((pointer) => pointer === `/body/${field}` || pointer.startsWith(`/body/${field}/`))
  const wrong =
    error.code === 'conflict' ? [at(form.taken, 'taken')] : form.fields.filter(means).map((field) => at(field))
  if (wrong.length > 0) return Object.fromEntries(wrong) as Told<Field>
  return rest<Field>(error.message === '' ? t('failed.plain') : error.message)
}

const rest = <Field extends string>(text: string): Told<Field> => ({ rest: text }) as Told<Field>
