import { useWords } from '../../i18n/words.tsx'
import { useAgents, useTeams } from '../../state/directory.ts'
import { numbers, type Rule } from './rule.ts'

/** What a rule asks, and who looks after whom it finds, in words. */
export function useRuleWords() {
  const { t, text, formats } = useWords()
  const agents = useAgents()
  const teams = useTeams()
  return {
    asks: ({ asks }: Rule): string =>
      formats.list([
        ...numbers.flatMap((name) => {
          const value = asks[name]
          if (value === undefined) return []
          return [`${t(`rule.${name}`)} ${formats.number(name === 'churnRisk' ? value * 100 : value)}`]
        }),
        ...(asks.vulnerable ? [t('rule.vulnerable')] : []),
      ]),
    by: ({ named, team }: Rule): string => {
      if (named !== null) return agents.find(({ id }) => id === named)?.name ?? '–'
      const name = teams.find(({ id }) => id === team)?.name
      return name === undefined ? '–' : t('rule.team', { team: text(name) })
    },
  }
}
