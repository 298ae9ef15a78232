import { useState } from 'react'
import { uuid7 } from '../../../shared/uuid7.ts'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { useMe } from '../../state/session.ts'
import { Choose, Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import css from '../accounts/accounts.module.css'
import { type Told as ToldOf, toldOf } from '../refused.ts'
import type { Domain } from './domain.ts'

interface Props {
  /** Null: another one is added. */
  domain: Domain | null
  onClose: () => void
  onSaved: (name: string) => void
}
const fields = ['domain', 'returnHost', 'sentBy'] as const
type FieldName = (typeof fields)[number]
type Told = ToldOf<FieldName>

/** Adds a domain, or says where its mails come back to and who sends them. */
export function DomainEditor({ domain, onClose, onSaved }: Props) {
  const { t } = useWords()
  const { brands } = useMe()
  const [id] = useState(uuid7)
  const [brand, setBrand] = useState(domain?.brand ?? brands[0]?.id ?? '')
  const [draft, setDraft] = useState({
    domain: domain?.domain ?? '',
    returnHost: domain?.returnHost ?? '',
    sentBy: domain?.sentBy ?? '',
  })
  const [told, setTold] = useState<Told>({})
  const [saving, setSaving] = useState(false)
  const body = { returnHost: orNull(draft.returnHost), sentBy: orNull(draft.sentBy) }
  const say = () =>
    domain === null
      ? call('POST /api/v1/sending-domains', { body: { id, brand, domain: draft.domain.trim(), ...body } })
      : call('PUT /api/v1/sending-domains/:id', { params: { id: domain.id }, body })
  const save = () => {
    if (saving) return
    if (draft.domain.trim().length < 3) return setTold({ domain: t('account.fault.missing') })
    setSaving(true)
    void say()
      .then(
        () => onSaved(draft.domain.trim()),
        (error: unknown) => setTold(toldOf(error, t, { fields, words: 'domain', taken: 'domain' })),
      )
      .finally(() => setSaving(false))
  }
  const field = (name: FieldName) => (
    <Field
      label={name === 'domain' ? t('domain.name') : t('account.optional', { name: t(`domain.${name}`) })}
      hint={t(name === 'domain' ? 'domain.name.hint' : `domain.${name}.hint`)}
      value={draft[name]}
      onChange={(typed) => setDraft({ ...draft, [name]: typed })}
      error={told[name] ?? null}
      isRequired={name === 'domain'}
      validationBehavior="aria"
      spellCheck="false"
      maxLength={name === 'sentBy' ? 500 : 253}
    />
  )
  return (
    <FormDialog
      title={domain?.domain ?? t('domains.add')}
      verb={t(domain === null ? 'domains.add' : 'save')}
      disabledBecause={saving ? t('loading') : null}
      onClose={onClose}
      onSubmit={save}
    >
      <div className={css.form}>
        {told.rest === undefined ? null : <ErrorBox>{told.rest}</ErrorBox>}
        {domain === null ? (
          <>
            <Choose
              label={t('brand')}
              value={brand}
              onChange={setBrand}
              options={brands.map((each) => ({ id: each.id, label: each.name }))}
            />
            {field('domain')}
          </>
        ) : null}
        {field('returnHost')}
        {field('sentBy')}
      </div>
    </FormDialog>
  )
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())
