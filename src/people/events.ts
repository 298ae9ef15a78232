import type { AgentId, BrandId, ContactId } from '#kernel/ids'
import type { Level } from './contract.ts'
import type { StandingKind } from './standings/shapes.ts'

interface Contact {
  contactId: ContactId
}

declare module '#kernel/events' {
  interface EventMap {
    'contact.created': Contact
    'contact.renamed': Contact
    'contact.changed': Contact
    /** `from` is no more on its own: its rows moved to `to`; its id stays as an alias. */
    'contact.merged': { from: ContactId; to: ContactId; merge: string }
    /** `from` stands on its own again: what it had brought along left `to`. */
    'contact.unmerged': { from: ContactId; to: ContactId; merge: string }
    'contact.erased': Contact
    'contact.exported': Contact
    'identity.added': Contact & { identityId: string; channel: string; level: Level }
    'identity.verified': Contact & { identityId: string; level: Level }
    /** Without a channel it is for all of them. */
    'consent.recorded': Contact & { consentId: string; purpose: string; given: boolean; channel?: string }
    'contact.attribute-set': Contact & { attributeId: string }
    'attribute.defined': { attributeId: string }
    'attribute.changed': { attributeId: string }
    /** They are not the same person, or may be again. */
    'contact.told-apart': Contact & { other: ContactId; apart: boolean }
    /** A label was put on them, or taken off. */
    'contact.labelled': Contact & { labelId: string; on: boolean }
    'contact.note-written': Contact & { noteId: string }
    'contact.note-changed': Contact & { noteId: string }
    'contact.note-pinned': Contact & { noteId: string; pinned: boolean }
    'contact.note-removed': Contact & { noteId: string }
    'contact.note-restored': Contact & { noteId: string }
    'mandate.given': Contact & { mandateId: string; for: ContactId }
    'mandate.ended': Contact & { mandateId: string; for: ContactId }
    'brand.created': { brandId: BrandId }
    'brand.changed': { brandId: BrandId }
    'agent.created': { agentId: AgentId }
    'agent.changed': { agentId: AgentId }
    /** The agent may no longer sign in: their work must find another owner. */
    'agent.deactivated': { agentId: AgentId }
    'team.created': { teamId: string }
    'partner.created': { partnerId: string }
    'standing.given': Contact & { standingId: string; kind: StandingKind; until: string; named?: AgentId }
    /** `over`: by itself, at its time; `ended`: by somebody before. */
    'standing.ended': Contact & { standingId: string; kind: StandingKind; why: 'over' | 'ended' }
  }
}

declare module '#kernel/jobs' {
  interface JobMap {
    'people.end-standing': { standing: string }
    'people.drop-note': { note: string }
    'people.apply-rule': { rule: string; after: string | null }
  }
}
