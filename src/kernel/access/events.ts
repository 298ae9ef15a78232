import type { AgentId } from '#kernel/ids'

declare module '#kernel/events' {
  interface EventMap {
    /** The first person was let in by the set-up link; the people module makes the profile. */
    'access.set-up': { agentId: AgentId }
    'session.started': { agentId: AgentId; sessionId: string }
    /** Signed out, ended by somebody, or by a changed password. */
    'session.ended': { agentId: AgentId; sessionId: string }
    /** Roles given or taken: what the person may see has changed. */
    'access.changed': { agentId: AgentId }
    'access.closed': { agentId: AgentId }
  }
}
