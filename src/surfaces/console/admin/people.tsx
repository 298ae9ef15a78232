import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import { useResource } from '../state/resource.ts'
import { usePermission } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { ListedTable } from '../ui/listed.tsx'
import type { Column } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import css from './admin.module.css'
import { AdvisorEditor, type Agent } from './advisor.tsx'
import { SecretDialog } from './secret.tsx'

/** The advisors of the operator and its partners, each with what they may and where they belong. */
export function PeoplePage() {
  const { t } = useWords()
  const may = usePermission('people.manage')
  const [editing, setEditing] = useState<Agent | 'new' | null>(null)
  const [link, setLink] = useState<string | null>(null)
  const people = useResource('people', () => call('GET /api/v1/agents', { query: { limit: 200 } }))
  const columns = useColumns(may ? setEditing : null)
  const finish = (made: string | null) => {
    setEditing(null)
    setLink(made)
    people.reload()
  }
  return (
    <>
      <div className={css.head}>
        <h2>{t('settings.people')}</h2>
        <Button look="primary" disabledBecause={may ? null : t('why.not-allowed')} onPress={() => setEditing('new')}>
          {t('people.new')}
        </Button>
      </div>
      <ListedTable of={people} label={t('settings.people')} keyOf={(agent) => agent.id} columns={columns} />
      {editing === null ? null : (
        <AdvisorEditor agent={editing === 'new' ? null : editing} onClose={() => setEditing(null)} onSaved={finish} />
      )}
      <SecretDialog
        title={t('people.invite')}
        hint={t('people.invite.hint')}
        secret={link}
        onClose={() => setLink(null)}
      />
    </>
  )
}

/** `onEdit` is null for who may only look: what roles somebody has is for those who give them. */
function useColumns(onEdit: ((agent: Agent) => void) | null): Column<Agent>[] {
  const { t, has, text, formats } = useWords()
  const nameOf = (role: string) => (has(`role.${role}`) ? t(`role.${role}`) : role)
  const role: Column<Agent> = {
    id: 'role',
    label: t('people.roles'),
    cell: (agent) => formats.list([...new Set(agent.roles.map(({ role }) => nameOf(role)))]),
  }
  return [
    {
      id: 'name',
      label: t('people.name'),
      cell: (agent) =>
        onEdit === null ? (
          agent.name
        ) : (
          <Button look="link" onPress={() => onEdit(agent)}>
            {agent.name}
          </Button>
        ),
    },
    ...(onEdit === null ? [] : [role]),
    {
      id: 'teams',
      label: t('settings.teams'),
      cell: (agent) => formats.list(agent.teams.map(({ name }) => text(name))),
    },
    { id: 'partner', label: t('people.partner'), cell: (agent) => agent.partner?.name ?? '' },
    {
      id: 'languages',
      label: t('people.languages'),
      cell: (agent) => formats.list(agent.languages.map((lang) => formats.language(lang))),
    },
    {
      id: 'active',
      label: t('column.status'),
      cell: (agent) => (
        <Tag tone={agent.active ? 'good' : 'plain'}>{t(agent.active ? 'people.active' : 'people.inactive')}</Tag>
      ),
    },
  ]
}
