import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import { useResource } from '../state/resource.ts'
import { Choose, Field } from '../ui/field.tsx'
import { Switch } from '../ui/switch.tsx'
import css from './admin.module.css'
import type { AgentInput } from './advisor.tsx'
import { Grants } from './grants.tsx'
import { Skills } from './skills.tsx'

export interface FieldsProps {
  input: AgentInput
  change: (more: Partial<AgentInput>) => void
}

/** Who somebody is for colleagues and customers, where they belong, what they may and what they can. */
export function AdvisorFields({ input, change }: FieldsProps) {
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
        <Field
          label={t('people.languages')}
          hint={t('people.languages.hint')}
          value={input.languages.join(' ')}
          onChange={(text) => change({ languages: text.split(/[\s,]+/) })}
          onBlur={() => change({ languages: input.languages.filter(Boolean) })}
        />
      </div>
      <Grants roles={input.roles} onChange={(roles) => change({ roles })} />
      <Teams input={input} change={change} />
      <Skills skills={input.skills} onChange={(skills) => change({ skills })} />
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
  const put = (id: string, on: boolean) =>
    change({ teams: on ? [...input.teams, id] : input.teams.filter((each) => each !== id) })
  return (
    <fieldset className={css.group}>
      <legend>{t('settings.teams')}</legend>
      {teams.length === 0 ? <p className={css.hint}>{t('teams.none')}</p> : null}
      <div className={css.checks}>
        {teams.map((team) => (
          <label key={team.id} className={css.check}>
            <input
              type="checkbox"
              checked={input.teams.includes(team.id)}
              onChange={(event) => put(team.id, event.target.checked)}
            />
            {text(team.name)}
          </label>
        ))}
      </div>
    </fieldset>
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
