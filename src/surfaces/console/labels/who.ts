import { useWords } from '../i18n/words.tsx'
import { useAgents } from '../state/directory.ts'
import { useNow } from '../state/now.ts'

/** Who or what gave a label, and when, in words. */
export function useWhoGave(): (by: { kind: string; name: string | null }, at: string) => string {
  const { t, has, formats } = useWords()
  const now = useNow()
  return ({ kind, name }, at) => {
    const what = has(`label.by.${kind}`) ? t(`label.by.${kind}`) : t('label.by.program')
    return t('label.given', { by: name ?? what, when: formats.when(at, now) })
  }
}

/** As the log names them: `agent:<id>` is a colleague. */
export function useGiver(): (by: string) => { kind: string; name: string | null } {
  const agents = useAgents()
  return (by) => {
    const [kind = by, id] = by.split(':')
    return { kind, name: kind === 'agent' ? (agents.find((agent) => agent.id === id)?.name ?? null) : null }
  }
}
