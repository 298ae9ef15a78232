import { useState } from 'react'
import { uuid7 } from '../../shared/uuid7.ts'
import { useWords } from '../i18n/words.tsx'
import { call, type In, type Out } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { useResource } from '../state/resource.ts'
import { useMe, usePermission } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Choose, Field } from '../ui/field.tsx'
import { Skeleton } from '../ui/states.tsx'
import { Switch } from '../ui/switch.tsx'
import { Table } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import css from './admin.module.css'

type Agent = Out<'GET /api/v1/agents'>['items'][number]
type Input = In<'PUT /api/v1/agents/:id'>['body']

export function PeoplePage() {
  const { t, formats } = useWords()
  const may = usePermission('people.manage')
  const [editing, setEditing] = useState<Agent | 'new' | null>(null)
  const [link, setLink] = useState<string | null>(null)
  const { data, reload } = useResource('people', () => call('GET /api/v1/agents', { query: { limit: 200 } }))
  const finish = (invite: string | null) => {
    setEditing(null)
    setLink(invite)
    reload()
  }
  return (
    <>
      <div className={css.head}>
        <h2>{t('settings.people')}</h2>
        <Button look="primary" disabledBecause={may ? null : t('why.not-allowed')} onPress={() => setEditing('new')}>
          {t('people.new')}
        </Button>
      </div>
      {data === null ? (
        <Skeleton label={t('loading')} />
      ) : (
        <Table
          label={t('settings.people')}
          rows={data.items}
          keyOf={(agent) => agent.id}
          columns={[
            {
              id: 'name',
              label: t('people.name'),
              cell: (agent) =>
                may ? (
                  <Button look="link" onPress={() => setEditing(agent)}>
                    {agent.name}
                  </Button>
                ) : (
                  agent.name
                ),
            },
            {
              id: 'role',
              label: t('people.roles'),
              cell: (agent) => [...new Set(agent.roles.map((each) => t(`role.${each.role}`)))].join(', '),
            },
            {
              id: 'teams',
              label: t('settings.teams'),
              cell: (agent) => agent.teams.map((team) => team.name).join(', '),
            },
            { id: 'partner', label: t('people.partner'), cell: (agent) => agent.partner?.name ?? '' },
            {
              id: 'languages',
              label: t('people.languages'),
              cell: (agent) => agent.languages.map((lang) => formats.language(lang)).join(', '),
            },
            {
              id: 'active',
              label: t('column.status'),
              cell: (agent) => (
                <Tag tone={agent.active ? 'good' : 'plain'}>
                  {t(agent.active ? 'people.active' : 'people.inactive')}
                </Tag>
              ),
            },
          ]}
        />
      )}
      {editing === null ? null : (
        <Editor agent={editing === 'new' ? null : editing} onClose={() => setEditing(null)} onSaved={finish} />
      )}
      <Dialog title={t('people.invite')} closeLabel={t('close')} isOpen={link !== null} onClose={() => setLink(null)}>
        <p className={css.hint}>{t('people.invite.hint')}</p>
        <code className={css.secret}>{link}</code>
      </Dialog>
    </>
  )
}

interface EditorProps {
  agent: Agent | null
  onClose: () => void
  onSaved: (invite: string | null) => void
}
function Editor({ agent, onClose, onSaved }: EditorProps) {
  const { t } = useWords()
  const [id] = useState(() => agent?.id ?? uuid7())
  const [input, setInput] = useState<Input>(() => ({
    name: agent?.name ?? '',
    publicName: agent?.publicName ?? '',
    login: agent?.login ?? '',
    languages: agent?.languages ?? [],
    skills: agent?.skills ?? [],
    partner: agent?.partner?.id ?? null,
    teams: agent?.teams.map((team) => team.id) ?? [],
    roles: agent?.roles ?? [{ role: 'advisor', brand: null, scope: '*' }],
    active: agent?.active ?? true,
  }))
  const change = (more: Partial<Input>) => setInput((now) => ({ ...now, ...more }))
  const save = async () => {
    try {
      if (agent !== null) {
        await call('PUT /api/v1/agents/:id', { params: { id }, body: input })
        return onSaved(null)
      }
      const made = await call('POST /api/v1/agents', { body: { id, ...input } })
      onSaved(made.inviteLink === '' ? null : made.inviteLink)
    } catch (error) {
      failed(error)
    }
  }
  const signOut = () =>
    void call('DELETE /api/v1/agents/:id/sessions', { params: { id } }).then(
      () => showBar({ text: 'people.signedOut' }),
      failed,
    )
  return (
    <Dialog
      title={agent?.name ?? t('people.new')}
      closeLabel={t('close')}
      isOpen
      onClose={onClose}
      foot={
        <>
          {agent === null ? null : (
            <Button look="danger" onPress={signOut}>
              {t('people.signOut')}
            </Button>
          )}
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button look="primary" onPress={() => void save()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <Fields input={input} change={change} />
    </Dialog>
  )
}

function Fields({ input, change }: { input: Input; change: (more: Partial<Input>) => void }) {
  const { t } = useWords()
  const { brands } = useMe()
  const roles = useResource('roles', () => call('GET /api/v1/roles', {})).data?.items ?? []
  const first = input.roles[0] ?? { role: 'advisor', brand: null, scope: '*' }
  return (
    <div className={css.form}>
      <Field label={t('people.name')} value={input.name} onChange={(name) => change({ name })} />
      <Field
        label={t('people.publicName')}
        hint={t('people.publicName.hint')}
        value={input.publicName}
        onChange={(publicName) => change({ publicName })}
      />
      <Field label={t('sign.login')} value={input.login} onChange={(login) => change({ login })} />
      <Field
        label={t('people.languages')}
        hint={t('people.languages.hint')}
        value={input.languages.join(' ')}
        onChange={(text) => change({ languages: text.split(/[\s,]+/).filter(Boolean) })}
      />
      <div className={css.pair}>
        <Choose
          label={t('people.role')}
          value={first.role}
          onChange={(role) => change({ roles: [{ ...first, role }, ...input.roles.slice(1)] })}
          options={roles.map((each) => ({ id: each.role, label: t(`role.${each.role}`) }))}
        />
        <Choose
          label={t('brand')}
          value={first.brand ?? ''}
          onChange={(brand) =>
            change({ roles: [{ ...first, brand: brand === '' ? null : brand }, ...input.roles.slice(1)] })
          }
          options={[{ id: '', label: t('brand.all') }, ...brands.map((each) => ({ id: each.id, label: each.name }))]}
        />
      </div>
      <Switch isSelected={input.active} onChange={(active) => change({ active })}>
        {t('people.active')}
      </Switch>
    </div>
  )
}
