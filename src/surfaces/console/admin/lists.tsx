import { type FormEvent, useState } from 'react'
import { uuid7 } from '../../shared/uuid7.ts'
import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import { failed } from '../state/deeds.ts'
import { useResource } from '../state/resource.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { ListedTable } from '../ui/listed.tsx'
import { Tag } from '../ui/tag.tsx'
import css from './admin.module.css'
import { useBrandName } from './brand-name.ts'

/** A name in the reader's language and one button: enough to begin; other languages are added where it is edited. */
function Add({ label, onAdd }: { label: string; onAdd: (name: string) => Promise<unknown> }) {
  const { t } = useWords()
  const [name, setName] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') void onAdd(name.trim()).then(() => setName(''), failed)
  }
  return (
    <form className={css.add} onSubmit={submit}>
      <Field label={label} value={name} onChange={setName} maxLength={80} />
      <Button type="submit">{t('add')}</Button>
    </form>
  )
}

export function TeamsPage() {
  const { t, lang, text, formats } = useWords()
  const brandName = useBrandName()
  const teams = useResource('teams', () => call('GET /api/v1/teams', {}))
  const add = (name: string) =>
    call('POST /api/v1/teams', { body: { id: uuid7(), brand: null, name: { [lang]: name } } }).then(teams.reload)
  return (
    <>
      <h2>{t('settings.teams')}</h2>
      <Add label={t('team.new')} onAdd={add} />
      <ListedTable
        of={teams}
        label={t('settings.teams')}
        keyOf={(team) => team.id}
        columns={[
          { id: 'name', label: t('people.name'), cell: (team) => text(team.name) },
          { id: 'brand', label: t('brand'), cell: (team) => brandName(team.brand) },
          {
            id: 'members',
            label: t('team.members'),
            cell: (team) => formats.list(team.members.map((each) => each.name)),
          },
        ]}
      />
      <Partners />
    </>
  )
}

/** Outside organisations whose people answer for the operator. */
function Partners() {
  const { t } = useWords()
  const partners = useResource('partners', () => call('GET /api/v1/partners', {}))
  const add = (name: string) => call('POST /api/v1/partners', { body: { id: uuid7(), name } }).then(partners.reload)
  return (
    <>
      <h2>{t('partners')}</h2>
      <p className={css.hint}>{t('partners.hint')}</p>
      <Add label={t('partner.new')} onAdd={add} />
      <ListedTable
        of={partners}
        label={t('partners')}
        keyOf={(partner) => partner.id}
        columns={[{ id: 'name', label: t('people.name'), cell: (partner) => partner.name }]}
      />
    </>
  )
}

export function RolesPage() {
  const { t } = useWords()
  const roles = useResource('roles', () => call('GET /api/v1/roles', {}))
  return (
    <>
      <h2>{t('settings.roles')}</h2>
      <p className={css.hint}>{t('roles.hint')}</p>
      <ListedTable
        of={roles}
        label={t('settings.roles')}
        keyOf={(role) => role.role}
        columns={[
          { id: 'role', label: t('people.role'), cell: (role) => t(`role.${role.role}`) },
          {
            id: 'permissions',
            label: t('roles.permissions'),
            cell: (role) => (
              <span className={css.row}>
                {role.permissions.map((each) => (
                  <Tag key={each}>{each}</Tag>
                ))}
              </span>
            ),
          },
        ]}
      />
    </>
  )
}

export function LabelsPage() {
  const { t, lang, text } = useWords()
  const brandName = useBrandName()
  const labels = useResource('labels', () => call('GET /api/v1/labels', {}))
  const addLabel = (name: string) =>
    call('POST /api/v1/labels', { body: { id: uuid7(), brand: null, name: { [lang]: name }, hue: 262 } }).then(
      labels.reload,
    )
  return (
    <>
      <h2>{t('settings.labels')}</h2>
      <Add label={t('label.new')} onAdd={addLabel} />
      <ListedTable
        of={labels}
        label={t('settings.labels')}
        keyOf={(label) => label.id}
        columns={[
          { id: 'name', label: t('people.name'), cell: (label) => <Tag>{text(label.name)}</Tag> },
          { id: 'brand', label: t('brand'), cell: (label) => brandName(label.brand) },
        ]}
      />
    </>
  )
}
