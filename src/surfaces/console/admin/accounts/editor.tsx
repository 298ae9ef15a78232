import { useRef } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../state/session.ts'
import { Choose, Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import type { Account, Kind } from './account.ts'
import css from './accounts.module.css'
import { channelName, nameOf } from './names.ts'
import { PartFields } from './part-field.tsx'
import { type AccountForm, useAccountForm } from './use-account-form.ts'

interface Props {
  kind: Kind
  /** Other channels that may be chosen instead; none when an account is changed. */
  kinds: readonly Kind[]
  onKind: (channel: string) => void
  account: Account | null
  onClose: () => void
  onSaved: (id: string) => void
}

/** Connects an account, changes it, or connects it again: the same form, made of what its channel asks for. */
export function AccountEditor({ kind, kinds, onKind, account, onClose, onSaved }: Props) {
  const words = useWords()
  const { t } = words
  const form = useAccountForm(kind, account)
  const box = useRef<HTMLDivElement>(null)
  const save = async () => {
    const id = await form.save()
    if (id !== null) return onSaved(id)
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  const again = account?.disconnected === true
  const verb = account === null ? 'account.connect' : again ? 'account.reconnect' : 'save'
  return (
    <FormDialog
      title={account?.name ?? t('account.connect')}
      verb={t(verb)}
      disabledBecause={form.saving ? t('loading') : null}
      wide
      onClose={onClose}
      onSubmit={() => void save()}
    >
      <div ref={box} className={css.form}>
        {form.told.rest === null ? null : <ErrorBox>{form.told.rest}</ErrorBox>}
        {again ? <p className={css.hint}>{t('account.reconnect.hint')}</p> : null}
        {account === null ? <Where kind={kind} kinds={kinds} onKind={onKind} form={form} /> : null}
        <Field
          label={t('people.name')}
          hint={t('account.name.hint')}
          value={form.name}
          onChange={(name) => form.change({ name })}
          error={form.told.fields.name ?? null}
          maxLength={120}
          isRequired
          validationBehavior="aria"
        />
        <Settings kind={kind} form={form} />
        <Secrets kind={kind} account={account} form={form} />
        <Field
          label={t('account.optional', { name: t('account.allow') })}
          hint={t('account.allow.hint')}
          value={form.allow}
          onChange={(allow) => form.change({ allow })}
          error={form.told.fields.allow ?? null}
          rows={2}
          spellCheck="false"
        />
      </div>
    </FormDialog>
  )
}

function Where({ kind, kinds, onKind, form }: Pick<Props, 'kind' | 'kinds' | 'onKind'> & { form: AccountForm }) {
  const words = useWords()
  const { brands } = useMe()
  return (
    <div className={css.pairs}>
      <Choose
        label={words.t('column.channel')}
        value={kind.channel}
        onChange={onKind}
        options={kinds.map(({ channel }) => ({ id: channel, label: channelName(words, channel) }))}
      />
      <Choose
        label={words.t('brand')}
        value={form.brand}
        onChange={(brand) => form.change({ brand })}
        options={brands.map(({ id, name }) => ({ id, label: name }))}
      />
    </div>
  )
}

function Settings({ kind, form }: { kind: Kind; form: AccountForm }) {
  const { brands } = useMe()
  const languages = brands.find(({ id }) => id === form.brand)?.languages ?? []
  const state = { channel: kind.channel, languages, draft: form.draft, faults: form.told.fields, put: form.put }
  return <PartFields parts={form.parts} form={state} />
}

/** Written, never read: a secret is only said to be set or not. */
function Secrets({ kind, account, form }: { kind: Kind; account: Account | null; form: AccountForm }) {
  const words = useWords()
  const { t } = words
  if (kind.secrets.length === 0) return null
  return (
    <fieldset className={css.group}>
      <legend>{t('account.secrets')}</legend>
      <p className={css.hint}>{t('account.secrets.hint')}</p>
      <div className={css.pairs}>
        {kind.secrets.map((name) => (
          <Field
            key={name}
            type="password"
            autoComplete="new-password"
            label={nameOf(words, 'secret', kind.channel, name)}
            hint={t(account?.secrets.includes(name) ? 'account.secrets.set' : 'account.secrets.unset')}
            value={form.secrets[name] ?? ''}
            onChange={(value) => form.putSecret(name, value)}
            error={form.told.fields[`secret ${name}`] ?? null}
            maxLength={10_000}
          />
        ))}
      </div>
    </fieldset>
  )
}
