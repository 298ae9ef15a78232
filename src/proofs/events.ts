import type { ProofLevel } from './contract.ts'

declare module '#kernel/events' {
  /** The subject of each is the conversation. */
  interface EventMap {
    'proof.asked': { proofId: string; level: ProofLevel }
    'proof.opened': { proofId: string; level: ProofLevel }
    'proof.proved': { proofId: string; level: ProofLevel; until: string }
    'proof.failed': { proofId: string; level: ProofLevel }
    'proof.expired': { proofId: string; level: ProofLevel }
    'proof.declined': { proofId: string; level: ProofLevel }
    'proof.withdrawn': { proofId: string; level: ProofLevel }
  }
}

declare module '#kernel/jobs' {
  interface JobMap {
    'proofs.expire': { id: string }
  }
}
