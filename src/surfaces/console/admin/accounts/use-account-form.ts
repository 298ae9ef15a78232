import { useMemo, useState } from 'react'
import { uuid7 } from '../../../shared/uuid7.ts'
import { useWords, type Words } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { useMe } from '../../state/session.ts'
import type { Account, Kind } from './account.ts'
import { type Draft, draftOf, type Faults, linesOf, settingsOf } from './draft.ts'
import { nothingTold, type Told, toldBy } from './faults.ts'
import { type Part, partsOf } from './parts.ts'

export interface AccountForm {
  parts: readonly Part[]
  brand: string
  name: string
  draft: Draft
  /** What was typed in; what is set already is never shown. */
  secrets: Readonly<Record<string, string>>
  allow: string
  told: Told
  saving: boolean
  change: (more: Partial<Fields>) => void
  put: (at: string, value: string | boolean) => void
  putSecret: (name: string, value: string) => void
  /** The account's id when it was saved. */
  save: () => Promise<string | null>
}
type Fields = Pick<AccountForm, 'brand' | 'name' | 'allow'>

/** What stands in the form of one account, how it is saved, and what was said against it. */
export function useAccountForm(kind: Kind, account: Account | null): AccountForm {
  const words = useWords()
  const { brands } = useMe()
  const parts = useMemo(() => partsOf(kind.settings), [kind.settings])
  const [id] = useState(() => account?.id ?? uuid7())
  const [fields, setFields] = useState<Fields>(() => ({
    brand: account?.brand ?? brands[0]?.id ?? '',
    name: account?.name ?? '',
    allow: account?.allow.join('\n') ?? '',
  }))
  const [draft, setDraft] = useState<Draft>(() => draftOf(parts, account?.settings))
  const [secrets, setSecrets] = useState<Readonly<Record<string, string>>>({})
  const [told, setTold] = useState<Told>(nothingTold)
  const [saving, setSaving] = useState(false)
  const forget = (...at: string[]) =>
    setTold(({ fields: now }) => ({
      fields: Object.fromEntries(Object.entries(now).filter(([place]) => !at.includes(place))),
      rest: null,
    }))

  const save = async (): Promise<string | null> => {
    const read = settingsOf(parts, draft, account?.settings)
    const unnamed: Faults = fields.name.trim() === '' ? { name: { key: 'account.fault.missing' } } : {}
    const own = sentences(words, { ...unnamed, ...read.faults })
    setTold({ fields: own, rest: null })
    if (Object.keys(own).length > 0) return null
    const given = Object.entries(secrets).flatMap(([name, value]) => (value === '' ? [] : [{ name, value }]))
    const body = { name: fields.name.trim(), settings: read.settings, secrets: given, allow: linesOf(fields.allow) }
    setSaving(true)
    try {
      await (account === null
        ? call('POST /api/v1/accounts', { body: { id, brand: fields.brand, channel: kind.channel, ...body } })
        : call('PUT /api/v1/accounts/:id', { params: { id }, body }))
      return id
    } catch (error) {
      const names = given.map(({ name }) => name)
      setTold(toldBy(error, words, parts, names))
      return null
    } finally {
      setSaving(false)
    }
  }
  return {
    parts,
    ...fields,
    draft,
    secrets,
    told,
    saving,
    save,
    change: (more) => {
      setFields((now) => ({ ...now, ...more }))
      forget(...Object.keys(more))
    },
    put: (at, value) => {
      setDraft((now) => ({ ...now, [at]: value }))
      forget(at)
    },
    putSecret: (name, value) => {
      setSecrets((now) => ({ ...now, [name]: value }))
      forget(`secret ${name}`)
    },
  }
}

const sentences = ({ t }: Words, faults: Faults): Record<string, string> =>
  Object.fromEntries(Object.entries(faults).map(([at, { key, values }]) => [at, t(key, values)]))
