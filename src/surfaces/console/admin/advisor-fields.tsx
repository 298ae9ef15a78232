import type { ReactNode } from 'react'
import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import { useResource } from '../state/resource.ts'
import { Choose, Field } from '../ui/field.tsx'
import { Switch } from '../ui/switch.tsx'
import css from './admin.module.css'
import type { AgentInput } from './advisor.tsx'
import { Checks } from './checks.tsx'
import { Grants } from './grants.tsx'
import { Skills } from './skills.tsx'
import { Spoken } from './spoken.tsx'

export interface FieldsProps {
  input: AgentInput
  change: (more: Partial<AgentInput>) => void
}

/** Who somebody is for colleagues and customers, where they belong, what they may and what they can; in it, what else is said of them. */
export function AdvisorFields({ input, change, children }: FieldsProps & { children: ReactNode }) {
  const { t } = useWords()
  return (
    <div className={css.wideForm}>
      <div className={css.pair}>
        <Field label={t('people.name')} value={input.name} onChange={(name) => change({ name })} maxLength={80} />
        <Field
          label={t('people.publicName')}
          hint={t('people.publicName.hint')}
          value={input.publicName}
          onChange={(publicName) => change({ publicName })}
          maxLength={40}
        />
        <Field label={t('sign.login')} value={input.login} onChange={(login) => change({ login })} maxLength={120} />
      </div>
      <Spoken chosen={input.languages} onChange={(languages) => change({ languages })} />
      <Grants roles={input.roles} onChange={(roles) => change({ roles })} />
      <Teams input={input} change={change} />
      <Skills skills={input.skills} onChange={(skills) => change({ skills })} />
      {children}
      <Partner input={input} change={change} />
      <Switch isSelected={input.active} onChange={(active) => change({ active })}>
        {t('people.active')}
      </Switch>
    </div>
  )
}

function Teams({ input, change }: FieldsProps) {
  const { t, text } = useWords()
  const teams = useResource('teams', () => call('GET /api/v1/teams', {})).data?.items ?? []
  return (
    <Checks
      legend={t('settings.teams')}
      options={teams.map((team) => ({ id: team.id, label: text(team.name) }))}
      chosen={input.teams}
      onChange={(chosen) => change({ teams: chosen })}
      none={t('teams.none')}
    />
  )
}

function Partner({ input, change }: FieldsProps) {
  const { t } = useWords()
  const partners = useResource('partners', () => call('GET /api/v1/partners', {})).data?.items ?? []
  return (
    <Choose
      label={t('people.partner')}
      hint={t('people.partner.hint')}
      value={input.partner ?? ''}
      onChange={(id) => change({ partner: id === '' ? null : id })}
      options={[
        { id: '', label: t('people.partner.own') },
        ...partners.map((partner) => ({ id: partner.id, label: partner.name })),
      ]}
    />
  )
}
