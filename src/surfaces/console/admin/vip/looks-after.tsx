import { useWords } from '../../i18n/words.tsx'
import { useAgents, useTeams } from '../../state/directory.ts'
import { Choose } from '../../ui/field.tsx'
import css from '../admin.module.css'
import type { Draft } from './rule.ts'

interface Props {
  draft: Draft
  change: (more: Partial<Draft>) => void
}

/** An advisor by name, or the one of a team who looks after the fewest; and a back-up. */
export function LooksAfter({ draft, change }: Props) {
  const { t, text } = useWords()
  const agents = useAgents().filter(({ active }) => active)
  const teams = useTeams().filter(({ brand }) => brand === null || brand === draft.brand)
  const nobody = { id: '', label: t('standing.nobody') }
  return (
    <div className={css.pair}>
      <Choose
        label={t('standing.named')}
        value={draft.by}
        onChange={(by) => change({ by, ...(by === `agent:${draft.backup}` && { backup: '' }) })}
        options={[
          nobody,
          ...teams.map(({ id, name }) => ({ id: `team:${id}`, label: t('rule.team', { team: text(name) }) })),
          ...agents.map(({ id, name }) => ({ id: `agent:${id}`, label: name })),
        ]}
      />
      {draft.by === '' ? null : (
        <Choose
          label={t('standing.backup')}
          value={draft.backup}
          onChange={(backup) => change({ backup })}
          options={[
            nobody,
            ...agents.filter(({ id }) => draft.by !== `agent:${id}`).map(({ id, name }) => ({ id, label: name })),
          ]}
        />
      )}
    </div>
  )
}
