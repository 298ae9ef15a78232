import { useEffect, useState } from 'react'
import type { InboxRow } from '#conversations/contract'
import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import { useAgents, useTeams } from '../state/directory.ts'
import type { Choice } from '../ui/menu.tsx'
import { findEmoji, type Typing } from './suggest.ts'

const MOST = 8
const MOST_TEAMS = 3
const PAUSE_MS = 120
/** What the id of a team begins with among those of people. */
export const TEAM = 'team:'

/** Canned responses for what was typed after `/`; the last answer stays while the next is on its way. */
function useCanned(row: InboxRow, word: string | null): readonly Choice[] {
  const [found, setFound] = useState<readonly Choice[]>([])
  useEffect(() => {
    if (word === null) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      const query = {
        brand: row.brand,
        limit: MOST,
        ...(word !== '' && { q: word }),
        ...(row.lang !== null && { lang: row.lang }),
      }
      void call('GET /api/v1/canned-responses', { query }, stop.signal).then(
        ({ items }) => setFound(items.map((each) => ({ id: each.id, label: `/${each.shortcut}`, hint: each.title }))),
        () => undefined,
      )
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [row.brand, row.lang, word])
  return word === null ? [] : found
}

export function useSuggestions(row: InboxRow, typing: Typing | null): readonly Choice[] {
  const canned = useCanned(row, typing?.sign === '/' ? typing.word : null)
  const agents = useAgents()
  const teams = useTeams()
  const { t, text, formats } = useWords()
  if (typing === null) return []
  if (typing.sign === '/') return canned
  if (typing.sign === ':') return findEmoji(typing.word).slice(0, MOST)
  const wanted = typing.word.toLocaleLowerCase()
  const called = teams
    .filter(({ brand, members }) => (brand === null || brand === row.brand) && members.length > 0)
    .map((team) => ({
      id: `${TEAM}${team.id}`,
      label: text(team.name),
      hint: t('suggest.team', { n: team.members.length }),
    }))
    .filter(({ label }) => label.toLocaleLowerCase().includes(wanted))
  const people = agents
    .filter((agent) => agent.active && agent.name.toLocaleLowerCase().includes(wanted))
    .map((agent) => ({
      id: agent.id,
      label: agent.name,
      hint: formats.list(agent.teams.map((team) => text(team.name))) || undefined,
    }))
  return [...people.slice(0, MOST - Math.min(called.length, MOST_TEAMS)), ...called].slice(0, MOST)
}
