import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { ownSections } from '../admin/sections.ts'
import { useWords } from '../i18n/words.tsx'
import { ownViews } from '../inbox/views.ts'
import { commandSpec, keysOf } from '../keys/commands.ts'
import { runCommand, useOffered } from '../keys/use-commands.ts'
import { to } from '../paths.ts'
import { call, type Out } from '../state/api.ts'
import { useQueues } from '../state/directory.ts'
import { useDesk } from '../state/inbox.ts'
import { prefs, setPref, usePref } from '../state/prefs.ts'
import { usePermissions } from '../state/session.ts'
import type { Choice } from '../ui/menu.tsx'

export interface Entry extends Choice {
  run: () => void
}
interface Section {
  id: 'here' | 'talks' | 'found' | 'go' | 'screen'
  entries: Entry[]
}
type Hit = Out<'GET /api/v1/search'>['hits'][number]
const MOST = 6
const silent = /^(row\.|message\.|chat\.|pane\.|screen\.palette)/

/** Every word typed must begin or lie within the entry's words; scattered letters do not count as found. */
export function matches(text: string, wanted: string): boolean {
  const inside = text.toLocaleLowerCase()
  return wanted
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => inside.includes(word))
}

function useFound(wanted: string): readonly Hit[] {
  const [hits, setHits] = useState<readonly Hit[]>([])
  useEffect(() => {
    if (wanted.trim().length < 2) return setHits([])
    const stop = new AbortController()
    const query = { q: wanted.trim(), limit: MOST }
    void call('GET /api/v1/search', { query }, stop.signal).then(
      (answer) => setHits(answer.hits),
      () => undefined,
    )
    return () => stop.abort()
  }, [wanted])
  return hits
}

export function useEntries(text: string, wanted: string): Section[] {
  const { t, text: say } = useWords()
  const [, go] = useLocation()
  const offered = useOffered()
  const queues = useQueues()
  const rows = useDesk((desk) => desk.rows)
  const changed = usePref('keys')
  const hits = useFound(wanted)
  const permissions = usePermissions()
  const { used } = prefs.get()
  const ranked = (entries: Entry[]): Entry[] =>
    entries
      .filter((entry) => text === '' || matches(`${entry.label} ${entry.hint ?? ''}`, text))
      .sort((one, other) => (used[other.id] ?? 0) - (used[one.id] ?? 0))
  const here: Entry[] = offered
    .filter((id) => !silent.test(id) && commandSpec(id) !== undefined)
    .map((id) => ({ id, label: t(`cmd.${id}`), keys: keysOf(id, changed), run: () => runCommand(id) }))
  const pages: Entry[] = [
    ...ownViews.map((view) => ({ id: `view ${view}`, label: t(`view.${view}`), run: () => go(to.inbox(view)) })),
    ...queues.map((queue) => ({
      id: `queue ${queue.id}`,
      label: say(queue.name),
      hint: t('queue'),
      run: () => go(to.inbox(`queue:${queue.id}`)),
    })),
    { id: 'page reports', label: t('nav.reports'), keys: 'g r', run: () => go(to.reports()) },
    { id: 'page contacts', label: t('nav.contacts'), keys: 'g c', run: () => go(to.contacts()) },
    { id: 'page knowledge', label: t('nav.knowledge'), run: () => go(to.articles()) },
    { id: 'page canned', label: t('nav.canned'), run: () => go(to.canned()) },
    { id: 'page notices', label: t('nav.notices'), keys: 'g n', run: () => go(to.notices()) },
    ...ownSections(permissions).map((each) => ({
      id: `settings ${each}`,
      label: t(`settings.${each}`),
      hint: t('nav.settings'),
      run: () => go(to.settings(each)),
    })),
  ]
  const screen: Entry[] = [
    ...(['system', 'light', 'dark'] as const).map((theme) => ({
      id: `theme ${theme}`,
      label: t('palette.theme', { theme: t(`theme.${theme}`) }),
      run: () => setPref('theme', theme),
    })),
    ...(['cosy', 'compact'] as const).map((density) => ({
      id: `density ${density}`,
      label: t('palette.density', { density: t(`density.${density}`) }),
      run: () => setPref('density', density),
    })),
  ]
  const near =
    text === ''
      ? []
      : [...rows.values()]
          .filter((row) => matches(`${row.contact.name} ${row.reference} ${row.lastText}`, text))
          .slice(0, MOST)
  const talks: Entry[] = near.map((row) => ({
    id: `talk ${row.id}`,
    label: row.contact.name || row.reference,
    hint: `${row.reference} · ${row.lastText.slice(0, 80)}`,
    run: () => go(to.conversation('all', row.id)),
  }))
  const known = new Set(near.map((row) => row.id))
  const found: Entry[] = hits
    .filter((hit) => !known.has(hit.id))
    .map((hit) => ({
      id: `hit ${hit.kind} ${hit.id}`,
      label: hit.title,
      hint: t(`kind.${hit.kind}`),
      run: () => go(hitPath(hit)),
    }))
  const all: Entry = { id: 'search all', label: t('palette.all', { text }), run: () => go(to.search(text)) }
  return [
    { id: 'here', entries: ranked(here).slice(0, text === '' ? 8 : MOST) },
    { id: 'talks', entries: talks },
    { id: 'found', entries: text.trim().length < 2 ? [] : [...found, all] },
    { id: 'go', entries: ranked(pages).slice(0, text === '' ? 5 : MOST) },
    { id: 'screen', entries: ranked(screen).slice(0, text === '' ? 0 : MOST) },
  ]
}

export function hitPath(hit: Pick<Hit, 'kind' | 'id'>): string {
  if (hit.kind === 'article') return to.article(hit.id)
  if (hit.kind === 'contact') return to.contact(hit.id)
  return to.conversation('all', hit.id)
}
