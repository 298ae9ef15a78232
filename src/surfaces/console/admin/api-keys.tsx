import { type FormEvent, useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import { failed } from '../state/deeds.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import { useMe } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { Choose, Field } from '../ui/field.tsx'
import { Table } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import css from './admin.module.css'
import { SecretDialog } from './secret.tsx'

/** Keys of programs: made here, shown once, revoked here. */
export function KeysPage() {
  const { t, formats } = useWords()
  const now = useNow()
  const { data, reload } = useResource('keys', () => call('GET /api/v1/keys', {}))
  const [token, setToken] = useState<string | null>(null)
  const revoke = (id: string) => void call('DELETE /api/v1/keys/:id', { params: { id } }).then(reload, failed)
  return (
    <>
      <h2>{t('settings.keys')}</h2>
      <p className={css.hint}>{t('keys.hint')}</p>
      <Make
        onMade={(made) => {
          setToken(made)
          reload()
        }}
      />
      <Table
        label={t('settings.keys')}
        rows={data?.items ?? []}
        keyOf={(key) => key.id}
        columns={[
          { id: 'name', label: t('people.name'), cell: (key) => key.name },
          { id: 'prefix', label: t('keys.prefix'), cell: (key) => <code>{key.prefix}…</code> },
          { id: 'role', label: t('people.role'), cell: (key) => t(`role.${key.role}`) },
          {
            id: 'used',
            label: t('keys.used'),
            cell: (key) => (key.lastUsedAt === null ? t('keys.never') : formats.when(key.lastUsedAt, now)),
          },
          {
            id: 'end',
            label: '',
            end: true,
            cell: (key) =>
              key.revokedAt === null ? (
                <Button look="danger" onPress={() => revoke(key.id)}>
                  {t('keys.revoke')}
                </Button>
              ) : (
                <Tag>{t('keys.revoked')}</Tag>
              ),
          },
        ]}
      />
      <SecretDialog title={t('keys.made')} hint={t('keys.made.hint')} secret={token} onClose={() => setToken(null)} />
    </>
  )
}

function Make({ onMade }: { onMade: (token: string) => void }) {
  const { t } = useWords()
  const { brands } = useMe()
  const roles = useResource('roles', () => call('GET /api/v1/roles', {})).data?.items ?? []
  const [name, setName] = useState('')
  const [role, setRole] = useState('viewer')
  const [brand, setBrand] = useState('')
  const make = (event: FormEvent) => {
    event.preventDefault()
    void call('POST /api/v1/keys', { body: { name, role, brand: brand === '' ? null : brand } }).then((made) => {
      onMade(made.token)
      setName('')
    }, failed)
  }
  return (
    <form className={css.form} onSubmit={make}>
      <Field
        label={t('keys.name')}
        hint={t('keys.name.hint')}
        value={name}
        onChange={setName}
        maxLength={80}
        isRequired
      />
      <div className={css.pair}>
        <Choose
          label={t('people.role')}
          value={role}
          onChange={setRole}
          options={roles.map((each) => ({ id: each.role, label: t(`role.${each.role}`) }))}
        />
        <Choose
          label={t('brand')}
          value={brand}
          onChange={setBrand}
          options={[{ id: '', label: t('brand.all') }, ...brands.map((each) => ({ id: each.id, label: each.name }))]}
        />
      </div>
      <div>
        <Button type="submit">{t('keys.make')}</Button>
      </div>
    </form>
  )
}
