import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import { useQueues } from '../state/directory.ts'
import { useResource } from '../state/resource.ts'
import { useMe } from '../state/session.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Choose } from '../ui/field.tsx'
import { Glyph } from '../ui/glyph.tsx'
import css from './admin.module.css'
import type { AgentInput } from './advisor.tsx'

type Grant = AgentInput['roles'][number]

/** Keys of programs have these; nobody works in them. */
const ofPrograms: ReadonlySet<string> = new Set(['world', 'importer', 'crm'])
interface Option {
  id: string
  label: string
}

/** What one may be limited to: a queue of the brand, or a partner's people. What is set and unknown here stays. */
function useScopes(): (grant: Grant) => Option[] {
  const { t, text } = useWords()
  const queues = useQueues()
  const partners = useResource('partners', () => call('GET /api/v1/partners', {})).data?.items ?? []
  return ({ brand, scope }) => {
    const known: Option[] = [
      { id: '*', label: t('grant.all') },
      ...queues
        .filter((queue) => brand === null || queue.brand === brand)
        .map((queue) => ({ id: `queue:${queue.id}`, label: t('grant.queue', { name: text(queue.name) }) })),
      ...partners.map(({ id, name }) => ({ id: `partner:${id}`, label: t('grant.partner', { name }) })),
    ]
    return known.some(({ id }) => id === scope) ? known : [...known, { id: scope, label: scope }]
  }
}

/** Roles, each for a brand or all, and for everything there or a part. */
export function Grants({ roles, onChange }: { roles: readonly Grant[]; onChange: (roles: Grant[]) => void }) {
  const { t, has } = useWords()
  const { brands } = useMe()
  const all = useResource('roles', () => call('GET /api/v1/roles', {})).data?.items ?? []
  const scopesOf = useScopes()
  const nameOf = (role: string) => (has(`role.${role}`) ? t(`role.${role}`) : role)
  const put = (at: number, more: Partial<Grant>) =>
    onChange(roles.map((grant, index) => (index === at ? { ...grant, ...more } : grant)))
  return (
    <fieldset className={css.group}>
      <legend>{t('people.roles')}</legend>
      {roles.length === 0 ? <p className={css.hint}>{t('grants.none')}</p> : null}
      {roles.map((grant, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a grant has no identity but its place
        <div key={index} className={css.grant}>
          <Choose
            label={t('people.role')}
            hideLabel={index > 0}
            value={grant.role}
            onChange={(role) => put(index, { role })}
            options={all
              .filter(({ role }) => !ofPrograms.has(role))
              .map(({ role }) => ({ id: role, label: nameOf(role) }))}
          />
          <Choose
            label={t('brand')}
            hideLabel={index > 0}
            value={grant.brand ?? ''}
            onChange={(brand) => put(index, { brand: brand === '' ? null : brand, scope: '*' })}
            options={[{ id: '', label: t('brand.all') }, ...brands.map(({ id, name }) => ({ id, label: name }))]}
          />
          <Choose
            label={t('grant.scope')}
            hideLabel={index > 0}
            value={grant.scope}
            onChange={(scope) => put(index, { scope })}
            options={scopesOf(grant)}
          />
          <IconButton
            label={t('remove.what', { what: nameOf(grant.role) })}
            onPress={() => onChange(roles.filter((_, at) => at !== index))}
          >
            <Glyph name="close" />
          </IconButton>
        </div>
      ))}
      <Button onPress={() => onChange([...roles, { role: 'advisor', brand: brands[0]?.id ?? null, scope: '*' }])}>
        {t('grant.add')}
      </Button>
    </fieldset>
  )
}
